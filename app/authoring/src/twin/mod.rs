//! The English of a file beside its Chinese, part by part: what changed in the Chinese since is marked, with the words that changed.

pub mod actions;

use crate::{history, overview};
use actions::ComparedTwin;
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
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
        difference::between,
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
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<TwinQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let ComparedTwin { path, has_twin, parts } = actions::compare(&visit, &author, &course, &asked.path).await?;
    let (lang, twin) = (visit.lang, place::twin_of(&path));
    let content = if has_twin {
        let (open, fresh): (Vec<_>, Vec<_>) = parts.iter().partition(|part| part.is_open());
        let said = match open.len() {
            0 => notice("success", words::all_fresh(lang)),
            n => notice("warning", words::open_n(lang, n)),
        };
        let count = fresh.len();
        let open: Vec<_> = open.into_iter().map(|part| pair(&visit, part)).collect();
        let fresh: Vec<_> = fresh.into_iter().map(|part| pair(&visit, part)).collect();
        let fresh = (count > 0).then(|| {
            view! { <details class="fold"><summary>{words::rest_folded(lang, count)}</summary><div class="stack">{fresh}</div></details> }
        });
        view! {
            {said}
            <p class="cluster">
                <a class="button" href=urls::edit_file(&twin)>{words::edit_en(lang)}</a>
                <a class="button button--quiet" href=urls::edit_file(&path)>{words::edit_zh(lang)}</a>
            </p>
            {open}
            {fresh}
        }
        .into_markup()
    } else {
        let way = (workshop::twin_missing(lang).to_string(), urls::edit_file(&twin));
        empty(words::none_yet(lang), words::none_yet_words(lang), Some(way))
    };
    let content = view! { <p class="mono soft">{path}</p>{content} };
    Ok(overview::course_page(&visit, StatusCode::OK, &course, [words::title(lang), words::lead(lang)], content.into_markup()))
}

fn pair(visit: &Visit, part: &TwinPart) -> Markup {
    let lang = visit.lang;
    let mark = match (part.since, &part.zh, &part.en) {
        (Some(_), ..) => Some(workshop::twin_old(lang)),
        (_, Some(_), None) => Some(words::missing(lang)),
        (_, None, _) => Some(words::alone(lang)),
        _ => None,
    };
    let at = part.since.map(|at| view! { <span class="soft small">{words::changed_at(lang, time::at(&visit.site, at, lang))}</span> });
    let mark = mark.map(|said| view! { <p class="cluster"><span class="badge badge--warn">{said}</span>{at}</p> });
    let changed = part.was.as_ref().zip(part.zh.as_ref()).map(|(was, now)| {
        view! { <details open=true><summary>{words::what_changed(lang)}</summary>{history::difference(&between(was, &now.text), lang)}</details> }
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
