//! A course of another installation comes in: a package is shown with who made and signed it and what becomes of each file, then taken as drafts.

pub mod actions;
pub mod share;
mod view;

use crate::import::upload::{self, Upload};
use actions::{CourseWish, PACKAGE_BYTES, SeenCourse};
use axum::{
    extract::Multipart,
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{package as words, workshop},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{FileField, Nav, Page, crumbs, error_summary, page_head},
    problem::Problem,
};

pub(crate) async fn ask(visit: Visit) -> Result<Response, Problem> {
    visit.author()?;
    Ok(page(&visit, StatusCode::OK, begin(None, visit.lang)))
}

/// Shows what a package is and what it would do.
pub(crate) async fn show(visit: Visit, parts: Multipart) -> Result<Response, Problem> {
    let author = visit.author()?;
    let seen = match upload::received_within(parts, PACKAGE_BYTES).await {
        Ok(sent) => actions::look(&visit, &author, sent.bytes.clone(), &CourseWish::default()).await.map(|seen| (sent, seen)),
        Err(problem) => Err(problem),
    };
    match seen {
        Ok((sent, seen)) => Ok(preview(&visit, &sent, &seen, &CourseWish::default(), vec![])),
        Err(Problem::Invalid { words, .. }) => {
            let form = begin(Some(words.get(visit.lang).clone()), visit.lang);
            Ok(page(&visit, StatusCode::UNPROCESSABLE_ENTITY, form))
        }
        Err(other) => Err(other),
    }
}

pub(crate) async fn take(visit: Visit, form: Unread) -> Result<Response, Problem> {
    let author = visit.author()?;
    let Fields(fields) = form.read().await?;
    let all = |name: &'static str| fields.iter().filter(move |(n, _)| n == name).map(|(_, value)| value.clone());
    let value = |name: &'static str| all(name).next().unwrap_or_default();
    let sent = Upload::kept(&value("kept"), &value("file"), "")?;
    let wish = CourseWish { name: value("name"), any_key: !value("new_key").is_empty(), theirs: all("theirs").collect() };
    // another folder, or another key, is looked at before anything of it is taken
    if value("do") == "look" {
        return again(&visit, &sent, &wish, vec![]).await;
    }
    match actions::take(&visit, &author, sent.bytes.clone(), wish.clone()).await {
        Ok((course, _)) => Ok(Redirect::to(&urls::publish(&course)).into_response()),
        Err(Problem::Invalid { field, words }) => again(&visit, &sent, &wish, vec![(field, words.get(visit.lang).clone())]).await,
        Err(Problem::Refused { words, .. }) => again(&visit, &sent, &wish, vec![("name", words.get(visit.lang).clone())]).await,
        Err(other) => Err(other),
    }
}

/// The preview with what was chosen. What keeps a package from being looked at is said where it begins.
async fn again(visit: &Visit, sent: &Upload, wish: &CourseWish, errors: Vec<(&'static str, String)>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let (seen, errors) = match actions::look(visit, &author, sent.bytes.clone(), wish).await {
        Ok(seen) => (seen, errors),
        Err(Problem::Invalid { field: "name", words }) => {
            let plain = CourseWish { name: String::new(), ..wish.clone() };
            (actions::look(visit, &author, sent.bytes.clone(), &plain).await?, vec![("name", words.get(visit.lang).clone())])
        }
        Err(other) => return Err(other),
    };
    Ok(preview(visit, sent, &seen, wish, errors))
}

fn preview(visit: &Visit, sent: &Upload, seen: &SeenCourse, wish: &CourseWish, mut errors: Vec<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    if let (true, Err(fault)) = (errors.is_empty(), &seen.update)
        && let Problem::Invalid { field, words } = actions::wrong(fault)
    {
        errors.push((field, words.get(lang).clone()));
    }
    let status = if errors.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    page(visit, status, view! { {error_summary(lang, &errors)}{view::seen(visit, sent, seen, wish, &errors)} }.into_markup())
}

fn page(visit: &Visit, status: StatusCode, content: Markup) -> Response {
    let lang = visit.lang;
    Page::new(words::bring(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {crumbs(lang, vec![(workshop::title(lang).into(), Some(urls::teach())), (words::bring(lang).into(), None)])}
            {page_head("", words::bring(lang), words::bring_lead(lang), vec![])}
            <div class="stack stack--loose">{content}</div>
        }
    })
}

/// Where it begins: a file.
fn begin(error: Option<String>, lang: Lang) -> Markup {
    let hint = words::file_hint(lang, PACKAGE_BYTES >> 20);
    let file = FileField { hint, error, accept: ".zip".into(), ..FileField::new(words::file(lang)) };
    file.form(urls::bring_course(), None, words::look(lang), lang)
}
