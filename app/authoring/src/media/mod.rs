//! The page of what lies beside the texts of a course: each file with its size and where it is used; bring one, put another in its place, take one away.

pub mod actions;

use crate::overview;
use actions::{MediaLine, MediaShelf, MediaUpload};
use axum::{
    extract::{Multipart, Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{gone, media as words, workshop},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    media::{MediaKind, PHOTOGRAPH_BYTES, endings, said_length},
    workshop::uses::MediaUse,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{ColumnHead, FileField, FramedTable, bar, empty, icon, notice},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct MediaDone {
    done: String,
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<MediaDone>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let shelf = actions::list(&visit, &author, &course).await?;
    let said = match asked.done.as_str() {
        "taken" => Some(notice("success", words::was_taken(visit.lang))),
        "back" => Some(notice("success", words::was_brought_back(visit.lang))),
        "smaller" => Some(notice("info", words::was_made_smaller(visit.lang))),
        "removed" => Some(notice("success", words::was_removed(visit.lang))),
        _ => None,
    };
    page(&visit, StatusCode::OK, &course, &shelf, said, None).await
}

pub(crate) async fn upload(visit: Visit, Path(course): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let author = visit.author()?;
    let put = match received(parts).await {
        Ok(upload) => actions::put(&visit, &author, &course, upload).await,
        Err(problem) => Err(problem),
    };
    let (status, said, error) = match put {
        Ok(taken) if taken.removed.is_empty() => {
            let done = if taken.smaller { "smaller" } else { "taken" };
            return Ok(Redirect::to(&format!("{}?done={done}", urls::media_shelf(&course))).into_response());
        }
        Ok(taken) => {
            (StatusCode::CREATED, Some(notice("warning", words::was_cleaned(visit.lang, &taken.name, taken.removed.join("  ")))), None)
        }
        Err(Problem::Invalid { words, .. } | Problem::Refused { words, .. }) => {
            (StatusCode::UNPROCESSABLE_ENTITY, None, Some(words.get(visit.lang).clone()))
        }
        Err(other) => return Err(other),
    };
    let shelf = actions::list(&visit, &author, &course).await?;
    page(&visit, status, &course, &shelf, said, error).await
}

pub(crate) async fn remove(visit: Visit, Path((course, name)): Path<(String, String)>) -> Result<Response, Problem> {
    actions::remove(&visit, &visit.author()?, &course, &name).await?;
    Ok(Redirect::to(&format!("{}?done=removed", urls::media_shelf(&course))).into_response())
}

/// Takes the form apart.
async fn received(mut parts: Multipart) -> Result<MediaUpload, Problem> {
    let unreadable = |_| Problem::invalid("file", |l| words::unreadable(l).into());
    let mut upload = MediaUpload::default();
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        match field.name().unwrap_or_default() {
            "file" => {
                upload.name = field.file_name().unwrap_or_default().to_string();
                upload.bytes = field.bytes().await.map_err(unreadable)?.to_vec();
            }
            "replace" => upload.replaces = field.text().await.map_err(unreadable)? == "yes",
            _ => {}
        }
    }
    Ok(upload)
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    shelf: &MediaShelf,
    said: Option<Markup>,
    error: Option<String>,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let used = words::used(lang, said_length(shelf.used), said_length(shelf.quota));
    let content = view! {
        {said}
        {form(course, error, lang)}
        <p class="small"><a href=urls::gone_files(course)>{gone::title(lang)}</a></p>
        {bar(words::used_label(lang), clamped(shelf.used), clamped(shelf.quota), used)}
        {files(course, shelf, lang)}
    };
    overview::course_page(visit, status, course, [words::title(lang), words::lead(lang)], content.into_markup()).await
}

fn clamped(bytes: u64) -> i64 {
    i64::try_from(bytes).unwrap_or(i64::MAX)
}

fn form(course: &str, error: Option<String>, lang: Lang) -> Markup {
    let accept = endings().map(|ending| format!(".{ending}")).collect::<Vec<_>>().join(",");
    let replace = view! {
        <label class="check"><input class="check__input" type="checkbox" name="replace" value="yes"/><span>{words::replace(lang)}</span></label>
    };
    let file = FileField { hint: hint(lang), error, accept, ..FileField::new(words::file(lang)) };
    file.form(urls::media_shelf(course), Some(replace.into_markup()), words::upload(lang), lang)
}

fn hint(lang: Lang) -> String {
    let most = |kind: MediaKind| kind.most_bytes() >> 20;
    words::hint(lang, most(MediaKind::Picture), PHOTOGRAPH_BYTES >> 20, most(MediaKind::Film), most(MediaKind::Data))
}

fn files(course: &str, shelf: &MediaShelf, lang: Lang) -> Markup {
    if shelf.files.is_empty() {
        return empty(words::none(lang), words::none_words(lang), None);
    }
    let rows: Vec<_> = shelf.files.iter().map(|file| row(course, file, lang)).collect();
    let heads = [
        ColumnHead::Words(words::name(lang)),
        ColumnHead::Words(words::kind(lang)),
        ColumnHead::Number(words::size(lang)),
        ColumnHead::Words(words::uses(lang)),
        ColumnHead::Hidden(words::remove(lang)),
    ];
    FramedTable::called(words::files(lang)).classed("table table--cards media").view(heads, rows)
}

fn row(course: &str, file: &MediaLine, lang: Lang) -> Markup {
    let address = format!("{}?v={}", urls::draft_picture(course, &file.name), file.hash.get(..8).unwrap_or_default());
    let thumb = match file.kind {
        MediaKind::Picture => {
            view! { <img class="media__thumb" src=address.clone() alt="" loading="lazy" width="64" height="48"/> }.into_markup()
        }
        _ => view! { <span class="media__thumb media__thumb--none" aria-hidden="true">{icon("file")}</span> }.into_markup(),
    };
    let draft = file.is_draft.then(|| view! { <span class="badge">{words::draft(lang)}</span> });
    let history = format!("{}?path={}", urls::draft_history(course), urls::encoded(&format!("{course}/media/{}", file.name)));
    // one that is used is not taken away, so nothing is offered that would be refused
    let remove = file.uses.is_empty().then(|| {
        let label = words::remove_file(lang, &file.name);
        view! {
            <form method="post" action=urls::remove_media(course, &file.name)>
                <button class="button button--small button--quiet" aria-label=label>{words::remove(lang)}</button>
            </form>
        }
    });
    view! {
        <tr>
            <th scope="row">
                <span class="media__file">{thumb}<a href=address>{file.name.clone()}</a>{draft}</span>
                " "<a class="small" href=history>{workshop::history(lang)}</a>
            </th>
            <td>{words::kind_word(file.kind, lang)}</td>
            <td class="table__number">{said_length(file.length)}</td>
            <td>{uses(file, lang)}</td>
            <td>{remove}</td>
        </tr>
    }
    .into_markup()
}

/// How a text shows a file or leads to it.
fn mark(file: &MediaLine) -> Option<String> {
    match file.kind {
        MediaKind::Picture | MediaKind::Sound | MediaKind::Film => Some(format!("![…](media/{})", file.name)),
        MediaKind::Data => Some(format!("[…](media/{})", file.name)),
        MediaKind::Captions | MediaKind::Transcript => None,
    }
}

/// So many places are written out of a file.
const SHOWN: usize = 4;

fn uses(file: &MediaLine, lang: Lang) -> Markup {
    let uses = &file.uses;
    if uses.is_empty() {
        let mark = mark(file).map(|mark| view! { " " <code class="small">{mark}</code> });
        return view! { <span class="badge badge--warn">{icon("warn")}{words::unused(lang)}</span>{mark} }.into_markup();
    }
    let place = |u: &MediaUse| {
        let called = u.path.split_once('/').map_or(u.path.as_str(), |(_, rest)| rest);
        let text = words::place(lang, called, u.line);
        view! { <li><a href=urls::edit_file(&u.path)>{text}</a></li> }
    };
    let places: Vec<_> = uses.iter().take(SHOWN).map(place).collect();
    let more = uses.len().checked_sub(SHOWN).filter(|more| *more > 0).map(|more| view! { <li class="soft">{words::more(lang, more)}</li> });
    view! { <ul class="media__uses small" role="list">{places}{more}</ul> }.into_markup()
}
