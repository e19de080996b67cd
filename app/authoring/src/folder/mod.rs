//! A folder of somebody else's Markdown becomes lessons: it is read and shown page by page with what is changed or left out, then taken as drafts.

pub mod actions;
mod unsaid;
mod upload;
mod view;

use crate::{import::upload::Upload, overview};
use actions::{FolderChoice, SeenFolder};
use axum::{
    extract::{Multipart, Path},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use zhixing_app::i18n::folder as words;
use zhixing_shell::{
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::error_summary,
    problem::Problem,
};

pub(crate) async fn ask(visit: Visit, Path(course): Path<String>) -> Result<Response, Problem> {
    crate::actions::paths_of(&visit, &visit.author()?, &course).await?;
    page(&visit, StatusCode::OK, &course, view::begin(&course, None, visit.lang)).await
}

/// Shows what the folder holds.
pub(crate) async fn show(visit: Visit, Path(course): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let author = visit.author()?;
    crate::actions::paths_of(&visit, &author, &course).await?;
    let wish = FolderChoice::default();
    let read = match upload::received(&visit, parts).await {
        Ok(sent) => actions::look(&visit, &author, &course, sent.bank(), &wish).await.map(|seen| (sent, seen)),
        Err(problem) => Err(problem),
    };
    match read {
        Ok((sent, seen)) => preview(&visit, StatusCode::OK, &course, (&sent, &seen, &wish), None).await,
        Err(Problem::Invalid { words, .. }) => {
            let form = view::begin(&course, Some(words.get(visit.lang).clone()), visit.lang);
            page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, form).await
        }
        Err(other) => Err(other),
    }
}

pub(crate) async fn take(visit: Visit, Path(course): Path<String>, form: Unread) -> Result<Response, Problem> {
    let author = visit.author()?;
    let Fields(fields) = form.read().await?;
    let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let sent = Upload::kept(&value("kept"), &value("file"), "")?;
    let chosen = fields.iter().filter(|(n, _)| n == "take").filter_map(|(_, v)| v.parse().ok()).collect();
    let words = fields.iter().filter_map(|(n, v)| Some((n.strip_prefix(unsaid::FIELD)?.to_string(), v.clone()))).collect();
    let wish = FolderChoice { chosen: Some(chosen), words };
    if value("do") == "look" {
        let seen = actions::look(&visit, &author, &course, sent.bank(), &wish).await?;
        return preview(&visit, StatusCode::OK, &course, (&sent, &seen, &wish), None).await;
    }
    match actions::take(&visit, &author, &course, sent.bank(), &wish).await {
        Ok(taken) => page(&visit, StatusCode::CREATED, &course, view::taken(&course, &taken, visit.lang)).await,
        Err(Problem::Invalid { words, .. } | Problem::Refused { words, .. }) => {
            let seen = actions::look(&visit, &author, &course, sent.bank(), &wish).await?;
            let said = words.get(visit.lang).clone();
            preview(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, (&sent, &seen, &wish), Some(said)).await
        }
        Err(other) => Err(other),
    }
}

async fn preview(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    (sent, seen, wish): (&Upload, &SeenFolder, &FolderChoice),
    error: Option<String>,
) -> Result<Response, Problem> {
    let errors: Vec<_> = error.into_iter().map(|said| ("lessons", said)).collect();
    let summary = error_summary(visit.lang, &errors);
    let shown = view::seen(course, seen, wish, visit.lang);
    let taking = view::taking(course, sent, seen, visit.lang);
    page(visit, status, course, view! { {summary}{shown}{taking} }.into_markup()).await
}

async fn page(visit: &Visit, status: StatusCode, course: &str, content: Markup) -> Result<Response, Problem> {
    overview::course_page(visit, status, course, [words::folder(visit.lang), words::folder_lead(visit.lang)], content).await
}
