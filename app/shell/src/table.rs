//! The type of route tables: each wing has its own, and the server adds them up, so that the access test can read every route.

use crate::site::Site;
use axum::{Router, handler::Handler, http::Uri, response::Redirect, routing};
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

    /// Leads from the address of a form, which the browser keeps when the answer is a page, to the page that it belongs to: the nearest above it. These
    /// redirects tell nothing and are not listed.
    pub fn leading_back(mut self) -> Self {
        let shown = |path: &str| self.routes.contains(&("GET", path));
        let forms: Vec<_> = self.routes.iter().filter(|(verb, path)| *verb == "POST" && !shown(path)).map(|(_, path)| *path).collect();
        for form in forms {
            let Some(up) = above(form).position(shown) else { continue };
            let back = move |asked: Uri| async move { Redirect::to(above(asked.path()).nth(up).unwrap_or("/")) };
            self.router = self.router.route(form, routing::get(back));
        }
        self
    }

    verbs! {
        get "GET";
        post "POST";
        put "PUT";
        delete "DELETE";
    }
}

/// The addresses above one, the nearest first.
fn above(path: &str) -> impl Iterator<Item = &str> {
    path.rmatch_indices('/').map(|(at, _)| &path[..at]).filter(|path| !path.is_empty())
}
