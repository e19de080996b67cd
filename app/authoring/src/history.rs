//! What was saved of a file, and what changed from one version to the next.

use crate::actions;
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
    lang::Lang,
    workshop::{
        course_role::CourseRole,
        difference::{Effort, Stretch, WordFate, between},
        written,
    },
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, crumbs, empty, page, page_head, time},
    problem::Problem,
};
use zhixing_store::{FileVersion, WorkshopFile};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct HistoryQuery {
    path: String,
    rev: i64,
}

/// What a version changed.
fn compared(version: &FileVersion, stretches: &[Stretch], lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="shown">
            <h2 id="shown">{words::version_n(lang, version.rev)}</h2>
            <p class="soft">{words::compared(lang)}</p>
            {difference(stretches, lang)}
        </section>
    }
    .into_markup()
}

/// The text of a version; of the one before all, that of the publication `base`.
async fn text_of(visit: &Visit, author: &Author, path: &str, rev: i64, base: Option<&String>) -> Result<String, Problem> {
    let bytes = match base {
        Some(base) if rev == 0 => visit.site.store.published_file(path, base).await?,
        _ => visit.site.store.file_version(author, path, rev).await?,
    };
    Ok(written::text(&bytes.unwrap_or_default()).unwrap_or_default())
}

/// The text of a version, and what differs from the one before.
async fn told(
    visit: &Visit,
    author: &Author,
    now: &WorkshopFile,
    versions: &[FileVersion],
    rev: i64,
) -> Result<(String, Vec<Stretch>), Problem> {
    // the first draft began from what was published, and nothing of it has been since
    let base = now.base.as_ref().filter(|_| versions.iter().all(|v| v.publication.is_none()));
    let before = text_of(visit, author, &now.path, rev - 1, base).await?;
    let text = text_of(visit, author, &now.path, rev, None).await?;
    let stretches = between(&before, &text, &mut Effort::default());
    Ok((text, stretches))
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
    let rev = rev.or_else(|| versions.first().map(|newest| newest.rev)).unwrap_or_default();
    if !versions.iter().any(|version| version.rev == rev) {
        return Err(Problem::NotFound);
    }
    let (text, stretches) = told(visit, author, &now, &versions, rev).await?;
    Ok((rev, text, stretches))
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<HistoryQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let now = actions::file(&visit, &author, &course, &asked.path).await?;
    let store = &visit.site.store;
    let writes = store.course_role(&author, &course).await? >= CourseRole::Editor;
    let versions = store.file_history(&author, &asked.path).await?;
    let shown = versions.iter().find(|v| v.rev == asked.rev);
    let stretches = match shown {
        Some(version) => told(&visit, &author, &now, &versions, version.rev).await?.1,
        None => vec![],
    };
    let lang = visit.lang;
    Ok(page(&visit, words::history(lang), Nav::Desk, || {
        // without a draft the newest version is what is published
        let current = if now.rev > 0 { now.rev } else { versions.first().map_or(0, |newest| newest.rev) };
        let lines: Vec<_> = versions.iter().map(|version| line(&visit, &course, (&now, current, writes), version, asked.rev)).collect();
        let none = versions.is_empty().then(|| empty(words::no_history(lang), words::no_history_words(lang), None));
        let difference = shown.map(|version| compared(version, &stretches, lang));
        let path = vec![
            (words::title(lang).into(), Some(urls::teach())),
            (asked.path.clone().into(), Some(urls::edit_file(&asked.path))),
            (words::history(lang).into(), None),
        ];
        view! {
            {crumbs(lang, path)}
            {page_head("", words::history(lang), words::history_lead(lang), vec![asked.path.clone()])}
            <div class="stack stack--loose">{none}{difference}<ol class="log" role="list">{lines}</ol></div>
        }
    }))
}

fn line(visit: &Visit, course: &str, (now, current, writes): (&WorkshopFile, i64, bool), version: &FileVersion, shown: i64) -> Markup {
    let lang = visit.lang;
    let href = format!("{}?path={}&rev={}", urls::draft_history(course), urls::encoded(&now.path), version.rev);
    let restore = (writes && version.is_there && version.rev != current).then(|| {
        view! {
            <form method="post" action=urls::draft_change(course)>
                <input type="hidden" name="path" value=now.path.clone()/>
                <input type="hidden" name="seen" value=now.rev.to_string()/>
                <input type="hidden" name="rev" value=version.rev.to_string()/>
                <button class="button button--small" name="do" value="restore">{words::restore(lang)}</button>
            </form>
        }
    });
    let said = version.said.as_ref().and_then(|said| many::said_word(said, lang));
    view! {
        <li class="cluster cluster--apart">
            <span>
                <a href=href aria-current=(version.rev == shown).then_some("true")>{words::version_n(lang, version.rev)}</a>
                " "<strong>{words::why_word(version.why.code(), lang)}</strong>" "{said}" "
                <span class="soft">{time::moment(&visit.site, version.at, lang)}" "{version.who.clone()}</span>
            </span>
            {restore}
        </li>
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
