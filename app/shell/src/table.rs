//! The type of route tables: each wing has its own, and the server adds them up, so that the access test can read every route.

use crate::site::Site;
use axum::{Router, handler::Handler, routing};
use std::sync::Arc;

/// A router that remembers its routes.
#[derive(Default)]
pub struct Table {
    pub router: Router<Arc<Site>>,
    pub routes: Vec<(&'static str, &'static str)>,
}

macro_rules! verbs {
    ($($verb:ident $word:literal;)*) => {$(
        pub fn $verb<H: Handler<T, Arc<Site>>, T: 'static>(mut self, path: &'static str, handler: H) -> Self {
            self.router = self.router.route(path, routing::$verb(handler));
            self.routes.push(($word, path));
            self
        }
    )*};
}

impl Table {
    /// Takes in the routes of another part of the site.
    pub fn and(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.routes.extend(other.routes);
        self
    }

    verbs! {
        get "GET";
        post "POST";
        put "PUT";
        delete "DELETE";
    }
}
