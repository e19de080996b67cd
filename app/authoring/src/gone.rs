//! What was deleted of a course: each file with the way to what it was, and the button that brings it back.

use crate::{actions, overview};
use axum::{extract::Path, http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::gone as words, urls};
use zhixing_domain::{
    account::Author,
    lang::Lang,
    workshop::{course_role::CourseRole, place},
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{empty, time},
    problem::Problem,
};
use zhixing_store::GoneFile;

/// The files of a course that are not there any more, what went last first.
///
/// # Errors
///
/// [`Problem::NotFound`] for a course that never was, or not for this author; else a [`Problem`] if the store cannot be read.
#[boxed]
pub async fn list(visit: &Visit, author: &Author, course: &str) -> Result<Vec<GoneFile>, Problem> {
    let gone = visit.site.store.gone_files(author, course).await?;
    if gone.is_empty() && course != place::STANDARDS {
        actions::paths_of(visit, author, course).await?;
    }
    Ok(gone)
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let gone = list(&visit, &author, &course).await?;
    let writes = visit.site.store.course_role(&author, &course).await? >= CourseRole::Editor;
    let lang = visit.lang;
    let none = gone.is_empty().then(|| empty(words::none(lang), words::none_words(lang), None));
    let lines: Vec<_> = gone.iter().map(|file| line(&visit, &course, file, writes)).collect();
    let content = view! { {none}<ol class="log" role="list">{lines}</ol> };
    overview::course_page(&visit, StatusCode::OK, &course, [words::title(lang), words::lead(lang)], content.into_markup()).await
}

fn line(visit: &Visit, course: &str, file: &GoneFile, writes: bool) -> Markup {
    let lang = visit.lang;
    let history = format!("{}?path={}", urls::draft_history(course), urls::encoded(&file.path));
    let draft = (file.rev > 0).then(|| view! { <span class="badge">{words::not_published(lang)}</span> });
    view! {
        <li class="cluster cluster--apart">
            <span>
                <a class="mono" href=history>{file.path.clone()}</a>" "{draft}" "
                <span class="soft">{words::last(lang)}" "{time::moment(&visit.site, file.last, lang)}</span>
            </span>
            {writes.then(|| bring_back(course, file, lang))}
        </li>
    }
    .into_markup()
}

fn bring_back(course: &str, file: &GoneFile, lang: Lang) -> Markup {
    view! {
        <form method="post" action=urls::draft_change(course)>
            <input type="hidden" name="path" value=file.path.clone()/>
            <input type="hidden" name="seen" value=file.rev.to_string()/>
            <button class="button button--small" name="do" value="bring_back" aria-label=words::bring_back(lang, &file.path)>
                {zhixing_app::i18n::workshop::bring_back(lang)}
            </button>
        </form>
    }
    .into_markup()
}
