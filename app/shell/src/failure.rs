//! What a [`Problem`] looks like as a page; the server's outermost layer asks for it.

use crate::{
    guard::Visit,
    parts::{Nav, Page},
    problem::Problem,
};
use axum::{
    http::{HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{problem as words, second_factor},
    urls,
};

/// A page for a problem; who has to sign in first is led there and back.
pub fn page(visit: &Visit, problem: &Problem) -> Response {
    if let Problem::SignIn(next) = problem {
        return Redirect::to(&format!("{}?next={}", urls::sign_in(), urls::encoded(next))).into_response();
    }
    let lang = visit.lang;
    let (title, detail, status) = (problem.title(lang), problem.detail(lang), problem.status());
    let (way, to) = match problem {
        Problem::SecondFactor => (second_factor::set_up(lang), urls::second_factor()),
        _ => (words::home(lang), urls::home()),
    };
    let mut response = Page::new(title.clone(), Nav::None).status(status).show(visit, move || {
        view! {
            <div class="failure">
                <p class="failure__code numeric">{status.as_u16()}</p>
                <h1>{title}</h1>
                <p class="page-head__lead">{detail}</p>
                <p><a class="button button--primary" href=to>{way}</a></p>
            </div>
        }
    });
    if let Problem::Busy(seconds) | Problem::Slow(seconds) = problem {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(*seconds));
    }
    response
}
