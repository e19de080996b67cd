//! What a [`Problem`] looks like as a page: what is so, why, and one next step. The server's outermost layer asks for it.

use crate::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, icon},
    problem::Problem,
};
use axum::{
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam, problem as words, second_factor},
    urls,
};
use zhixing_domain::lang::Lang;

/// A page for a problem; who has to sign in first is led there and back. `sent`: something was sent, and did not only ask for a page.
pub fn page(visit: &Visit, problem: &Problem, sent: bool) -> Response {
    if let Problem::SignIn(next) = problem {
        return Redirect::to(&format!("{}?next={}", urls::sign_in(), urls::encoded(next))).into_response();
    }
    let (lang, title, status) = (visit.lang, problem.title(visit.lang), problem.status());
    let (way, mut to) = next_step(problem, sent, &visit.path, lang);
    let elsewhere = status == StatusCode::MISDIRECTED_REQUEST;
    if elsewhere {
        // under this name nothing is served, the first page neither
        to.clone_from(&visit.site.about.public_url);
    }
    let mut response = Page::new(title.clone(), Nav::None).status(status).show(visit, || {
        let home =
            (!elsewhere && to != urls::home()).then(|| view! { <a class="button button--quiet" href=urls::home()>{words::home(lang)}</a> });
        view! {
            <div class="failure">
                {head(glyph(status), title, problem.detail(lang))}
                {(sent && is_kept(problem)).then(|| view! { <p>{words::sent_again(lang)}</p> })}
                <p class="cluster"><a class="button button--primary" href=to>{way}</a>{home}</p>
                <p class="failure__code numeric">{status.as_u16()}</p>
            </div>
        }
    });
    if let Some(seconds) = problem.retry_after() {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// What such pages begin with: a sign, what is so, and why.
pub fn head(glyph: &str, title: impl Into<String>, detail: impl Into<String>) -> Markup {
    let (title, detail): (String, String) = (title.into(), detail.into());
    view! {
        <p class="failure__glyph">{icon(glyph)}</p>
        <h1>{title}</h1>
        <p class="page-head__lead">{detail}</p>
    }
    .into_markup()
}

/// What a connection answers by itself to a head that is too large: nobody has read in which language, nor from where files of the site may come.
pub fn head_too_large() -> String {
    let said = Lang::ALL.map(|lang| {
        let (tag, title, detail) = (lang.tag(), words::head_too_large_title(lang), words::head_too_large(lang));
        format!("<section lang=\"{tag}\"><h1>{title}</h1><p>{detail}</p></section>")
    });
    let head = "<meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\
                <meta name=\"color-scheme\" content=\"light dark\">";
    format!("<!DOCTYPE html><html lang=\"{}\"><head>{head}<title>431</title></head><body>{}</body></html>", Lang::Zh.tag(), said.concat())
}

fn glyph(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "unknown",
        StatusCode::FORBIDDEN => "lock",
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS | StatusCode::REQUEST_TIMEOUT => "clock",
        StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => "file",
        status if status.is_server_error() => "caution",
        _ => "info",
    }
}

/// The words and the address of what to do now. `path` leads back to the page itself or, where something was sent, to the page that sent it.
pub fn next_step(problem: &Problem, sent: bool, path: &str, lang: Lang) -> (&'static str, String) {
    match problem {
        Problem::SecondFactor => (second_factor::set_up(lang), urls::second_factor()),
        Problem::SignIn(_) => (words::to_sign_in(lang), urls::sign_in()),
        Problem::NotFound => (words::home(lang), urls::home()),
        // what waits for it is elsewhere: the list of exams begins with the one that goes on
        Problem::Refused { code: "exam_running", .. } => (exam::back_to_exam(lang), urls::exams()),
        _ if sent => (words::back(lang), path.to_string()),
        _ if problem.retry_after().is_some() || problem.status().is_server_error() => (words::again(lang), path.to_string()),
        _ => (words::home(lang), urls::home()),
    }
}

/// Whether what was sent may be sent again as it is.
fn is_kept(problem: &Problem) -> bool {
    problem.retry_after().is_some() || problem.status().is_server_error() || problem.status() == StatusCode::REQUEST_TIMEOUT
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::problem::tests::all;

    #[test]
    fn every_problem_says_in_both_languages_what_is_so_why_and_what_to_do_now() {
        let han = |text: &str| text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
        for problem in all() {
            for (lang, sent) in [(Lang::Zh, false), (Lang::Zh, true), (Lang::En, false), (Lang::En, true)] {
                let (title, detail) = (problem.title(lang), problem.detail(lang));
                let (way, to) = next_step(&problem, sent, "/verify", lang);
                for said in [title.as_str(), detail.as_str(), way] {
                    assert!(!said.is_empty() && han(said) == (lang == Lang::Zh), "{problem:?} {lang:?}: {said}");
                }
                assert!(title != detail && to.starts_with('/'), "{problem:?}: {to}");
            }
        }
    }

    #[test]
    fn the_next_step_is_the_one_that_helps() {
        let step = |problem: &Problem, sent| next_step(problem, sent, "/exams/c/p", Lang::En).1;
        assert_eq!(step(&Problem::NotFound, false), "/");
        assert_eq!(step(&Problem::Busy(3), false), "/exams/c/p", "again");
        assert_eq!(step(&Problem::own_case(), true), "/exams/c/p", "back to the form");
        assert_eq!(step(&Problem::own_case(), false), "/", "the same page would say the same");
        assert_eq!(step(&Problem::SecondFactor, true), urls::second_factor());
    }
}
