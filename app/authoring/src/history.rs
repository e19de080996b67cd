//! What was saved of a file, and what changed from one version to the next.

use crate::{actions, earlier};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{many, workshop as words},
    urls,
};
use zhixing_domain::{
    account::Author,
    digest::sha256_hex,
    lang::Lang,
    workshop::{
        course_role::CourseRole,
        difference::{Effort, Stretch, WordFate, between},
        place, written,
    },
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, actor, crumbs, empty, page, page_head, time},
    problem::Problem,
};
use zhixing_store::{FileVersion, WorkshopFile};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct HistoryQuery {
    path: String,
    rev: i64,
    /// The publication whose version is shown.
    publication: String,
}

impl HistoryQuery {
    fn asks_for(&self, version: &FileVersion) -> bool {
        match version.rev {
            0 => version.publication.as_ref() == Some(&self.publication),
            rev => rev == self.rev,
        }
    }
}

/// What a version changed.
fn compared(version: &FileVersion, stretches: &[Stretch], lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="shown">
            <h2 id="shown">{called(version, lang)}</h2>
            <p class="soft">{words::compared(lang)}</p>
            {difference(stretches, lang)}
        </section>
    }
    .into_markup()
}

fn called(version: &FileVersion, lang: Lang) -> String {
    if version.rev > 0 { words::version_n(lang, version.rev) } else { words::the_published(lang).into() }
}

/// What stood before a version: the draft that was written on, else what was published then. `later` are the versions from it on, the newest first.
fn before<'v>(version: &FileVersion, later: &'v [FileVersion]) -> Option<&'v FileVersion> {
    let saved = later.iter().find(|v| v.rev > 0 && v.rev == version.rev - 1);
    let published = || later.iter().skip(1).find(|v| v.is_published());
    saved.filter(|draft| !draft.is_published()).or_else(published).or(saved)
}

async fn text_of(visit: &Visit, author: &Author, path: &str, version: Option<&FileVersion>) -> Result<String, Problem> {
    let bytes = match version {
        Some(version) => earlier::bytes_of_version(visit, author, path, version).await?,
        None => None,
    };
    Ok(written::text(&bytes.unwrap_or_default()).unwrap_or_default())
}

/// The text of a version, and what differs from the one before; `later` as for [`before`].
async fn told(
    visit: &Visit,
    author: &Author,
    path: &str,
    version: &FileVersion,
    later: &[FileVersion],
) -> Result<(String, Vec<Stretch>), Problem> {
    let earlier = text_of(visit, author, path, before(version, later)).await?;
    let own = text_of(visit, author, path, Some(version)).await?;
    let stretches = between(&earlier, &own, &mut Effort::default());
    Ok((own, stretches))
}

/// A version of a file, the newest where none is named: its number, its text, and what differs from the one before. Of a file that nobody saved here it is
/// what is published, by the number 0.
///
/// # Errors
///
/// As for [`file`](fn@actions::file); [`Problem::NotFound`] for a version that is not there.
#[boxed]
pub async fn version(
    visit: &Visit,
    author: &Author,
    course: &str,
    path: &str,
    rev: Option<i64>,
) -> Result<(i64, String, Vec<Stretch>), Problem> {
    let now = actions::file(visit, author, course, path).await?;
    let versions = visit.site.store.file_history(author, path).await?;
    if versions.is_empty() && rev.is_none_or(|rev| rev == 0) && now.bytes.is_some() {
        return Ok((0, actions::text_of(&now)?, vec![]));
    }
    let at = versions.iter().position(|version| rev.is_none_or(|rev| rev == version.rev));
    let later = at.map(|at| versions.split_at(at).1).unwrap_or_default();
    let [version, ..] = later else { return Err(Problem::NotFound) };
    let (text, stretches) = told(visit, author, path, version, later).await?;
    Ok((version.rev, text, stretches))
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<HistoryQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let now = earlier::file(&visit, &author, &course, &asked.path).await?;
    let store = &visit.site.store;
    let writes = store.course_role(&author, &course).await? >= CourseRole::Editor;
    let versions = store.file_history(&author, &asked.path).await?;
    let is_text = !place::is_media(&asked.path);
    let shown = versions.iter().position(|v| is_text && asked.asks_for(v)).map(|at| versions.split_at(at).1);
    let mut difference = None;
    if let Some(shown @ [version, ..]) = shown {
        let (_, stretches) = told(&visit, &author, &asked.path, version, shown).await?;
        difference = Some(compared(version, &stretches, visit.lang));
    }
    let lang = visit.lang;
    Ok(page(&visit, words::history(lang), Nav::Desk, || {
        let listed = Listed { course: &course, now: &now, stands: now.bytes.as_deref().map(sha256_hex), writes, asked: &asked };
        let lines: Vec<_> = versions.iter().map(|version| line(&visit, &listed, version)).collect();
        let none = versions.is_empty().then(|| empty(words::no_history(lang), words::no_history_words(lang), None));
        let over = if is_text { urls::edit_file(&asked.path) } else { urls::media_shelf(&course) };
        let path = vec![
            (words::title(lang).into(), Some(urls::teach())),
            (asked.path.clone().into(), Some(over)),
            (words::history(lang).into(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head("", words::history(lang), words::history_lead(lang), vec![asked.path.clone()])}
            <div class="stack stack--loose">{none}{difference}<ol class="log" role="list">{lines}</ol></div>
        }
    }))
}

/// The file whose versions are listed.
struct Listed<'l> {
    course: &'l str,
    now: &'l WorkshopFile,
    /// The hash of what stands there now.
    stands: Option<String>,
    writes: bool,
    asked: &'l HistoryQuery,
}

fn line(visit: &Visit, listed: &Listed, version: &FileVersion) -> Markup {
    let lang = visit.lang;
    let stands = version.is_there() && version.hash == listed.stands;
    let restore = (listed.writes && version.is_there() && !stands).then(|| restore(listed, version, lang));
    let stands = stands.then(|| view! { <span class="badge">{words::it_stands(lang)}</span> });
    let gone = (!version.is_there()).then(|| view! { <span class="badge">{words::state_deleted(lang)}</span> });
    let said = version.said.as_ref().and_then(|said| many::said_word(said, lang));
    let because = version.reason.clone().map(|reason| words::because(lang, reason));
    view! {
        <li class="cluster cluster--apart">
            <span>
                {way(listed, version, lang)}
                " "<strong>{words::why_word(version.why.code(), lang)}</strong>" "{gone}" "{said}" "{because}" "
                <span class="soft">{time::moment(&visit.site, version.at, lang)}" "{actor(&version.who, lang)}</span>
            </span>
            {stands}
            {restore}
        </li>
    }
    .into_markup()
}

/// To what a version changed; of a file that is no text there is only its name.
fn way(listed: &Listed, version: &FileVersion, lang: Lang) -> Markup {
    let Listed { course, now, asked, .. } = listed;
    if place::is_media(&now.path) {
        return called(version, lang).into_markup();
    }
    let which = match &version.publication {
        Some(publication) if version.rev == 0 => format!("publication={publication}"),
        _ => format!("rev={}", version.rev),
    };
    let href = format!("{}?path={}&{which}", urls::draft_history(course), urls::encoded(&now.path));
    view! { <a href=href aria-current=asked.asks_for(version).then_some("true")>{called(version, lang)}</a> }.into_markup()
}

fn restore(listed: &Listed, version: &FileVersion, lang: Lang) -> Markup {
    let publication = version.publication.clone().filter(|_| version.rev == 0);
    let publication = publication.map(|digest| view! { <input type="hidden" name="publication" value=digest/> });
    view! {
        <form method="post" action=urls::draft_change(listed.course)>
            <input type="hidden" name="path" value=listed.now.path.clone()/>
            <input type="hidden" name="seen" value=listed.now.rev.to_string()/>
            <input type="hidden" name="rev" value=version.rev.to_string()/>
            {publication}
            <button class="button button--small" name="do" value="restore">{words::restore(lang)}</button>
        </form>
    }
    .into_markup()
}

/// So many lines that stayed are shown before and after those that changed.
const AROUND: usize = 2;

/// What went and what came, word by word.
pub(crate) fn difference(stretches: &[Stretch], lang: Lang) -> Markup {
    if stretches.iter().all(Stretch::is_kept) {
        return view! { <p class="soft">{words::same(lang)}</p> }.into_markup();
    }
    let last = stretches.len().saturating_sub(1);
    let pieces: Vec<_> = stretches.iter().enumerate().map(|(i, stretch)| piece(stretch, i == 0, i == last, lang)).collect();
    view! { <div class="difference mono" role="group" tabindex="0" aria-label=words::compared(lang)>{pieces}</div> }.into_markup()
}

fn piece(stretch: &Stretch, first: bool, last: bool, lang: Lang) -> Markup {
    if let ([(WordFate::Kept, text)], true) = (&stretch.parts[..], stretch.is_kept()) {
        let lines: Vec<&str> = text.split_inclusive('\n').collect();
        let (head, tail) = (if first { 0 } else { AROUND }, if last { 0 } else { AROUND });
        let hidden = lines.len().saturating_sub(head + tail);
        if hidden > 1 {
            let head = lines.iter().take(head).copied().collect::<String>();
            let tail = lines.iter().skip(lines.len() - tail).copied().collect::<String>();
            return view! { <span>{head}</span><span class="difference__gap">{words::lines_kept(lang, hidden)}</span><span>{tail}</span> }
                .into_markup();
        }
    }
    marked(&stretch.parts)
}

/// Words that stayed, went and came.
pub(crate) fn marked(parts: &[(WordFate, String)]) -> Markup {
    let part = |(fate, text): &(WordFate, String)| match fate {
        WordFate::Kept => view! { <span>{text.clone()}</span> }.into_markup(),
        WordFate::Gone => view! { <del>{text.clone()}</del> }.into_markup(),
        WordFate::Come => view! { <ins>{text.clone()}</ins> }.into_markup(),
    };
    parts.iter().map(part).collect::<Vec<_>>().into_markup()
}
