//! One file: its text beside what learners will see, and what is not right in it. It works with scripts off: what is saved comes back with both.

mod dialogs;
mod item_form;
mod item_page;
mod part;
mod used;

use crate::{
    actions::{self, SaveOutcome, TypedDraft},
    others, overview, preview, twin, uses,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeMap;
use zhixing_app::{
    i18n::{editor as editor_words, workshop as words},
    urls::{self, api},
};
use zhixing_domain::{
    account::Author,
    lang::{Lang, Title},
    workshop::{
        course_role::CourseRole,
        front,
        merge::Merged,
        place::{self, PlaceKind},
        written,
    },
};
use zhixing_shell::{
    called::called,
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, crumbs, empty, icon, notice, time},
    problem::Problem,
    published::Published,
};
use zhixing_store::{ReviewRemark, WorkshopFile, WorkshopLine};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct EditQuery {
    path: String,
    /// What happened a moment ago: `saved`, `merged`, or `copied`.
    done: String,
    /// So many items of a copy have other ids than their originals.
    ids: usize,
    /// `published`: what was published meanwhile is taken in.
    take: String,
}

pub(crate) struct EditForm {
    r#do: String,
    path: String,
    text: String,
    seen: i64,
    base: String,
    takes_in: String,
    reason: String,
    /// The line whose problem is to be mended.
    mend: String,
    /// The item whose form is asked for or filled in.
    item: String,
    /// The type of a new one.
    kind: String,
}

impl EditForm {
    fn of(fields: &Fields) -> Self {
        let one = |name: &str| fields.0.iter().rfind(|(n, _)| n == name).map(|(_, value)| value.clone()).unwrap_or_default();
        let [r#do, path, text, base, takes_in, reason, mend, item, kind] =
            ["do", "path", "text", "base", "takes_in", "reason", "mend", "item", "kind"].map(one);
        Self { r#do, path, text, seen: one("seen").parse().unwrap_or_default(), base, takes_in, reason, mend, item, kind }
    }
}

/// The page's text and what is said above it.
struct Sheet {
    text: String,
    seen: i64,
    base: Option<String>,
    takes_in: bool,
    /// Why it was changed, as it was typed.
    reason: String,
    said: Option<Markup>,
    torn: Option<Merged>,
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<EditQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let now = actions::file(&visit, &author, &course, &asked.path).await?;
    if now.bytes.is_none() {
        return without_text(&visit, &course, &now).await;
    }
    let lang = visit.lang;
    let said = match (asked.done.as_str(), &now.edited) {
        ("copied", _) => Some(notice("info", words::new_ids_n(lang, asked.ids))),
        ("saved", _) => Some(notice("success", words::saved(lang))),
        ("merged", Some((at, who))) => Some(notice("success", words::saved_with(lang, who, time::at(&visit.site, *at, lang)))),
        _ => None,
    };
    let (text, base, reason) = (actions::text_of(&now)?, now.base.clone(), String::new());
    let mut sheet = Sheet { text, seen: now.rev, base, takes_in: false, reason, said, torn: None };
    if asked.take == "published" && now.is_behind() {
        let merged = actions::with_published(&visit, &now).await?;
        sheet.text = merged.mine();
        (sheet.takes_in, sheet.base) = (true, now.published.clone());
        match merged.whole() {
            Some(_) => sheet.said = Some(notice("success", words::taken_in(lang))),
            None => sheet.torn = Some(merged),
        }
    }
    page_of(&visit, StatusCode::OK, &course, &now, sheet).await
}

pub(crate) async fn save(visit: Visit, Path(course): Path<String>, form: Unread) -> Result<Response, Problem> {
    let author = visit.author()?;
    let fields: Fields = form.read().await?;
    let form = EditForm::of(&fields);
    if !form.item.is_empty() && form.r#do != "cancel" {
        let now = actions::file(&visit, &author, &course, &form.path).await?;
        return item_page::show(&visit, &course, &now, form, &fields).await;
    }
    let base = Some(form.base).filter(|base| !base.is_empty());
    let takes_in = form.takes_in == "yes";
    if matches!(form.r#do.as_str(), "preview" | "cancel") || !form.mend.is_empty() {
        let now = actions::file(&visit, &author, &course, &form.path).await?;
        let text = if form.mend.is_empty() { form.text } else { mended(&visit, &course, &form.path, form.text, &form.mend).await? };
        let sheet = Sheet { text, seen: form.seen, base, takes_in, reason: form.reason, said: None, torn: None };
        return page_of(&visit, StatusCode::OK, &course, &now, sheet).await;
    }
    let typed = TypedDraft { text: form.text, seen: form.seen, base, takes_in, reason: form.reason.clone() };
    match actions::save(&visit, &author, &course, &form.path, typed).await? {
        SaveOutcome::Saved { with, .. } => {
            let done = if with.is_some() { "merged" } else { "saved" };
            Ok(Redirect::to(&format!("{}&done={done}", urls::edit_file(&form.path))).into_response())
        }
        SaveOutcome::Torn { now, merged } => {
            let (text, base, reason) = (merged.mine(), now.base.clone(), form.reason);
            let sheet = Sheet { text, seen: now.rev, base, takes_in: false, reason, said: None, torn: Some(merged) };
            page_of(&visit, StatusCode::CONFLICT, &course, &now, sheet).await
        }
    }
}

/// The text with the first fix that is offered at a line.
async fn mended(visit: &Visit, course: &str, path: &str, text: String, line: &str) -> Result<String, Problem> {
    let seen = preview::of(visit, &visit.author()?, course, path, Some(&text), false).await?;
    let fix = seen.flaws.iter().filter(|flaw| flaw.line.to_string() == line).find_map(|flaw| flaw.fix.as_ref());
    Ok(fix.map(|fix| fix.done(&written::plain(&text))).unwrap_or(text))
}

fn trail(visit: &Visit, (course, called): (&str, &Title), path: &str) -> Markup {
    let lang = visit.lang;
    let published = visit.site.published();
    let title = overview::title(&published, path, lang);
    let over = format!("{}#course-{course}", urls::teach());
    crumbs(lang, vec![(words::title(lang).into(), Some(urls::teach())), (called.clone(), Some(over)), (title, None)])
}

fn history_of(course: &str, path: &str) -> String {
    format!("{}?path={}", urls::draft_history(course), urls::encoded(path))
}

/// A file that goes, or a twin that nobody wrote yet.
async fn without_text(visit: &Visit, course: &str, now: &WorkshopFile) -> Result<Response, Problem> {
    let author = visit.author()?;
    let lang = visit.lang;
    let versions = visit.site.store.file_history(&author, &now.path).await?;
    let begins = versions.is_empty() && place::is_twin(&now.path);
    if versions.is_empty() && now.published.is_none() {
        let first = actions::file(visit, &author, course, &place::first_of(&now.path)).await?;
        if !begins || first.bytes.is_none() {
            return Err(Problem::NotFound);
        }
    }
    let called = called(visit, course).await?;
    Ok(Page::new(now.path.clone(), Nav::Desk).show(visit, || {
        let form = if begins {
            view! {
                <form method="post" action=urls::new_file(course)>
                    <input type="hidden" name="twin_of" value=now.path.clone()/>
                    <button class="button button--primary">{words::twin_missing(lang)}</button>
                </form>
            }
            .into_markup()
        } else {
            view! {
                {empty(words::file_gone(lang), words::file_gone_words(lang), None)}
                <form class="cluster" method="post" action=urls::draft_change(course)>
                    <input type="hidden" name="path" value=now.path.clone()/>
                    <input type="hidden" name="seen" value=now.rev.to_string()/>
                    <button class="button button--primary" name="do" value="bring_back">{words::bring_back(lang)}</button>
                    <a class="button button--quiet" href=history_of(course, &now.path)>{words::history(lang)}</a>
                </form>
            }
            .into_markup()
        };
        view! { <div class="stack">{trail(visit, (course, &called), &now.path)}<h1 class="mono">{now.path.clone()}</h1>{form}</div> }
    }))
}

/// The lessons of a course, by file and title.
fn lessons_of(published: &Published, lines: &[WorkshopLine], course: &str, lang: Lang) -> Vec<(String, String)> {
    let is_lesson = |path: &str| place::kind_of(path) == PlaceKind::Lesson && !place::is_twin(path);
    let own = lines.iter().filter(|line| line.stays() && place::course_of(&line.path) == course && is_lesson(&line.path));
    own.map(|line| (line.path.rsplit('/').next().unwrap_or_default().to_string(), overview::title(published, &line.path, lang).text))
        .collect()
}

/// The words of the editor component, as JSON by their English.
fn phrases(lang: Lang) -> String {
    let words: BTreeMap<_, _> = editor_words::phrases(lang).into_iter().collect();
    serde_json::to_string(&words).unwrap_or_default()
}

async fn remarks_on(visit: &Visit, author: &Author, course: &str, path: &str) -> Result<Vec<ReviewRemark>, Problem> {
    let review = visit.site.store.review(author, course).await?;
    Ok(review.into_iter().flat_map(|r| r.remarks).filter(|remark| remark.path == path).collect())
}

/// Whose page it is.
fn owner(visit: &Visit) -> String {
    visit.account.as_ref().map(|account| account.id.to_string()).unwrap_or_default()
}

async fn page_of(visit: &Visit, status: StatusCode, course: &str, now: &WorkshopFile, mut sheet: Sheet) -> Result<Response, Problem> {
    let (author, lang, published) = (visit.author()?, visit.lang, visit.site.published());
    let seen = preview::of(visit, &author, course, &now.path, Some(&sheet.text), true).await?;
    let used = uses::with_exams(visit, &author, course, &now.path, seen.items.clone()).await?;
    let lines = visit.site.store.workshop(&author).await?;
    let is_older = twin::actions::is_older(visit, &author, course, &now.path).await?;
    let (writes, owns) = roles(visit, &author, course).await?;
    let called = called(visit, course).await?;
    let others = if writes { others::shown(visit, &author, &now.path).await? } else { vec![] };
    let said = remarks_on(visit, &author, course, &now.path).await?;
    let title = overview::title(&published, &now.path, lang).text;
    let lessons = lessons_of(&published, &lines, course, lang);
    // the script keeps on the device what the draft does not have
    let is_stored = actions::text_of(now).is_ok_and(|text| text == written::plain(&sheet.text));
    Ok(Page::new(title, Nav::Desk).main("editor").status(status).show(visit, || {
        view! {
            <div
                data-editor=writes.then_some("") data-path=now.path.clone() data-previews=api::previews(course) data-pastes=api::pastes(course)
                data-item-forms=api::item_forms(course) data-media=api::media(course) data-editors=api::editors(course) data-me=api::me()
                data-trials=urls::try_item(course) data-owner=owner(visit)
                data-stored=is_stored.then_some("") data-signs-out=editor_words::signs_out(lang)
                data-component=visit.site.assets().editor data-phrases=phrases(lang)
            >
                {head(visit, (course, &called, owns), now, &mut sheet, &lines, (is_older, seen.lang))}
                {part::others(&others, lang)}
                <div class="editor__panes">
                    {if writes { part::form(course, now, &sheet, lang) } else { part::reading(&sheet, lang) }}
                    <section class="editor__seen" aria-labelledby="preview">
                        <h2 class="editor__label" id="preview">{words::preview(lang)}</h2>
                        {part::shown(&seen, &now.path, lang)}
                    </section>
                </div>
                {part::problems_section(&seen, &said, lang)}
                {used::section(visit, course, &now.path, &used)}
                {writes.then(|| view! { {part::more(course, now, lang)}{dialogs::all(&lessons, place::is_twin(&now.path), lang)} })}
            </div>
            {writes.then(|| view! { <script type="module" src=urls::workshop_script("main.js")></script> })}
        }
    }))
}

/// Whether the author writes the course, and whether it is theirs.
async fn roles(visit: &Visit, author: &Author, course: &str) -> Result<(bool, bool), Problem> {
    let role = visit.site.store.course_role(author, course).await?;
    Ok((role >= CourseRole::Editor, role == CourseRole::Owner))
}

/// That what is published went on meanwhile, and the way to take it in.
fn behind(path: &str, lang: Lang) -> Markup {
    let take = format!("{}&take=published", urls::edit_file(path));
    view! {
        <div class="notice notice--warning" role="status">
            <p class="notice__text">{icon("warn")}<span>{words::behind(lang)}" "<a href=take>{words::take_in(lang)}</a></span></p>
        </div>
    }
    .into_markup()
}

/// Above the text: which file it is, where else to look, and what is to be known before it is written on.
fn head(
    visit: &Visit,
    (course, called, owns): (&str, &Title, bool),
    now: &WorkshopFile,
    sheet: &mut Sheet,
    lines: &[WorkshopLine],
    (is_older, own): (bool, Lang),
) -> Markup {
    let lang = visit.lang;
    let title = front::title(&sheet.text).unwrap_or_else(|| now.path.clone());
    let path = (title != now.path).then(|| view! { <p class="mono soft small">{now.path.clone()}</p> });
    let first = if place::is_twin(&now.path) { Lang::Zh } else { own };
    let line = |path: &str| lines.iter().find(|line| line.path == path && line.stays());
    let twin = line(&place::twin_of(&now.path));
    let edited = now.edited.as_ref().map(|(at, who)| words::edited_by(lang, who, time::at(&visit.site, *at, lang)));
    let behind = (now.is_behind() && !sheet.takes_in).then(|| behind(&now.path, lang));
    view! {
        <div class="editor__head">
            {trail(visit, (course, called), &now.path)}
            <div class="cluster cluster--apart">
                <div><h1 class="editor__path" lang=own.tag()>{title}</h1>{path}</div>
                <div class="cluster small">
                    <span class="soft">{edited}</span>
                    {part::twin_link(now, (twin.is_some(), is_older), first, lang)}
                    <a href=history_of(course, &now.path)>{words::history(lang)}</a>
                    <a href=urls::publish(course)>{if owns { words::publish(lang) } else { words::what_changes(lang) }}</a>
                    <a href=urls::guide()>{words::how_to_write(lang)}</a>
                </div>
            </div>
            {sheet.said.take()}
            {behind}
            {sheet.torn.as_ref().map(|merged| part::torn(merged, now, lang))}
            {part::on_device(lang)}
        </div>
    }
    .into_markup()
}
