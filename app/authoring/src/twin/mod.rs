//! The English of a file beside its Chinese, part by part: what changed in the Chinese since is marked, with the words that changed.

pub mod actions;

use crate::{history, overview};
use actions::ComparedTwin;
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{twin as words, workshop},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    workshop::{
        course_role::CourseRole,
        difference::{Effort, between},
        place,
        twin_age::{PartText, TwinPart},
    },
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{empty, notice, time},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TwinQuery {
    path: String,
    done: String,
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct TwinForm {
    path: String,
    seen: String,
    /// The mark of the part; nothing for all that are older.
    part: String,
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<TwinQuery>) -> Result<Response, Problem> {
    let said = (asked.done == "right").then(|| notice("success", words::was_kept(visit.lang)));
    page(&visit, StatusCode::OK, &course, &asked.path, said).await
}

pub(crate) async fn still_right(visit: Visit, Path(course): Path<String>, Form(form): Form<TwinForm>) -> Result<Response, Problem> {
    let parts = Some(form.part.clone()).filter(|part| !part.is_empty()).map(|part| vec![part]);
    match actions::still_right(&visit, &visit.author()?, &course, &form.path, (&form.seen, parts)).await {
        Ok(()) => {
            let back = format!("{}?path={}&done=right", urls::twin_beside(&course), urls::encoded(&form.path));
            Ok(Redirect::to(&back).into_response())
        }
        Err(Problem::Refused { words, .. }) => {
            let said = notice("warning", words.get(visit.lang).clone());
            page(&visit, StatusCode::CONFLICT, &course, &form.path, Some(said)).await
        }
        Err(other) => Err(other),
    }
}

async fn page(visit: &Visit, status: StatusCode, course: &str, path: &str, said: Option<Markup>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let twin = actions::compare(visit, &author, course, path).await?;
    let writes = visit.site.store.course_role(&author, course).await? >= CourseRole::Editor;
    let lang = visit.lang;
    let content = if twin.has_twin {
        compared(visit, course, &twin, writes)
    } else {
        let way = (workshop::twin_missing(lang).to_string(), urls::edit_file(&place::twin_of(&twin.path)));
        empty(words::none_yet(lang), words::none_yet_words(lang), Some(way))
    };
    let content = view! { <p class="mono soft">{twin.path}</p>{said}{content} };
    overview::course_page(visit, status, course, [words::title(lang), words::lead(lang)], content.into_markup()).await
}

fn compared(visit: &Visit, course: &str, twin: &ComparedTwin, writes: bool) -> Markup {
    let lang = visit.lang;
    let (open, fresh): (Vec<_>, Vec<_>) = twin.parts.iter().partition(|part| part.is_open());
    let said = match open.len() {
        0 => notice("success", words::all_fresh(lang)),
        n => notice("warning", words::open_n(lang, n)),
    };
    let (count, older) = (fresh.len(), twin.older().count());
    let right = |part: Option<String>, word: String| writes.then(|| button(course, twin, part, word));
    let one = |part: &TwinPart| {
        let mark = part.since.and(part.en.as_ref()).map(PartText::mark)?;
        right(Some(mark), words::still_right(lang).into())
    };
    let mut effort = Effort::default();
    let open: Vec<_> = open.into_iter().map(|part| pair(visit, part, one(part), &mut effort)).collect();
    let fresh: Vec<_> = fresh.into_iter().map(|part| pair(visit, part, None, &mut effort)).collect();
    let fresh = (count > 0).then(|| {
        view! { <details class="fold"><summary>{words::rest_folded(lang, count)}</summary><div class="stack">{fresh}</div></details> }
    });
    let hint = (older > 0 && writes).then(|| view! { <p class="soft small">{words::still_right_words(lang)}</p> });
    let all = (older > 1).then(|| right(None, words::all_right(lang, older)));
    view! {
        {said}
        <div class="cluster">
            <a class="button" href=urls::edit_file(&place::twin_of(&twin.path))>{words::edit_en(lang)}</a>
            <a class="button button--quiet" href=urls::edit_file(&twin.path)>{words::edit_zh(lang)}</a>
            {all}
        </div>
        {hint}
        {open}
        {fresh}
    }
    .into_markup()
}

/// That the English of a part, or of all that are older, is still right.
fn button(course: &str, twin: &ComparedTwin, part: Option<String>, word: String) -> Markup {
    view! {
        <form method="post" action=urls::twin_beside(course)>
            <input type="hidden" name="path" value=twin.path.clone()/>
            <input type="hidden" name="seen" value=twin.seen.clone()/>
            <input type="hidden" name="part" value=part.unwrap_or_default()/>
            <button class="button button--small">{word}</button>
        </form>
    }
    .into_markup()
}

fn pair(visit: &Visit, part: &TwinPart, right: Option<Markup>, effort: &mut Effort) -> Markup {
    let lang = visit.lang;
    let mark = match (part.since, &part.zh, &part.en) {
        (Some(_), ..) => Some(workshop::twin_old(lang)),
        (_, Some(_), None) => Some(words::missing(lang)),
        (_, None, _) => Some(words::alone(lang)),
        _ => None,
    };
    let at = part.since.map(|at| view! { <span class="soft small">{words::changed_at(lang, time::at(&visit.site, at, lang))}</span> });
    let mark = mark.map(|said| {
        view! { <div class="cluster cluster--apart"><p class="cluster"><span class="badge badge--warn">{said}</span>{at}</p>{right}</div> }
    });
    let changed = part.was.as_ref().zip(part.zh.as_ref()).map(|(was, now)| {
        let stretches = between(was, &now.text, effort);
        view! { <details open=true><summary>{words::what_changed(lang)}</summary>{history::difference(&stretches, lang)}</details> }
    });
    view! {
        <section class="card stack stack--tight">
            {mark}
            <div class="beside">{side(part.zh.as_ref(), Lang::Zh, lang)}{side(part.en.as_ref(), Lang::En, lang)}</div>
            {changed}
        </section>
    }
    .into_markup()
}

/// A part in one of the languages, with the line where it begins.
fn side(part: Option<&PartText>, own: Lang, lang: Lang) -> Markup {
    let Some(PartText { line, text }) = part else { return view! { <div></div> }.into_markup() };
    let name = match (own, lang) {
        (Lang::Zh, Lang::Zh) => "中文",
        (Lang::Zh, Lang::En) => "Chinese",
        (Lang::En, Lang::Zh) => "英文",
        (Lang::En, Lang::En) => "English",
    };
    view! {
        <div class="beside__side">
            <p class="small soft"><span>{name}</span>" "{workshop::line_n(lang, *line)}</p>
            <pre class="beside__text" lang=own.tag()>{text.clone()}</pre>
        </div>
    }
    .into_markup()
}
