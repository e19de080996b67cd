//! Opening accounts by a list: pasted or from a file, shown as a table whose cells can be changed, then opened with a code each.

pub mod actions;
mod opened;
mod table;

use crate::account::group;
use actions::{ListSent, OpeningList};
use axum::{extract::Multipart, http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{account as account_words, group as group_words, import as words},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    form::Unread,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{FileField, LISTS, Nav, Page, TextArea, crumbs, page_head},
    problem::Problem,
};

pub(crate) async fn show(visit: Visit) -> Result<Response, Problem> {
    visit.administrator()?;
    Ok(page(&visit, StatusCode::OK, forms(visit.lang)))
}

/// Shows how the list is read, with what was changed in the table; `open` opens the accounts where nothing is wrong.
pub(crate) async fn save(visit: Visit, form: Unread) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let sent = table::sent(form.read().await?);
    let text = sent.text();
    let roster = actions::read(&visit, &admin, &text, &sent.key).await?;
    let group = group::actions::chosen(&visit, &sent.group).await?;
    let mut shown = table::ShownList { note: sent.note.clone(), ..table::ShownList::default() };
    if sent.opens {
        let whole = ListSent { text: &text, key: &sent.key, note: &sent.note };
        match actions::open_all(&visit, &admin, &roster, &whole, group.as_ref()).await {
            Ok(Some(import)) => return Ok(opened::show(&visit, &import)),
            Ok(None) => {}
            Err(Problem::Invalid { field: "note", words }) => shown.wrong_note = Some(words.get(visit.lang).clone()),
            Err(problem) => return Err(problem),
        }
    }
    preview(&visit, text, &roster, shown, &sent.group).await
}

/// Reads a file into the table.
pub(crate) async fn upload(visit: Visit, parts: Multipart) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let file = zhixing_shell::form::upload(parts).await?;
    let decoded = zhixing_shell::list_file::text(&visit, "file", file).await?;
    let roster = actions::read(&visit, &admin, &decoded.text, "").await?;
    let doubts = if decoded.sure { vec![] } else { roster.unsure(decoded.encoding) };
    let doubts = doubts.iter().map(|w| w.text(visit.lang)).collect();
    preview(&visit, decoded.text, &roster, table::ShownList { doubts, ..table::ShownList::default() }, "").await
}

async fn preview(
    visit: &Visit,
    text: String,
    roster: &OpeningList,
    mut shown: table::ShownList,
    chosen: &str,
) -> Result<Response, Problem> {
    let (lang, groups) = (visit.lang, visit.site.store.groups().await?);
    let ready = roster.wrong.is_empty() && shown.wrong_note.is_none();
    let status = if ready { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    (shown.text, shown.key) = (text, actions::new_key(visit));
    shown.group = group::choice(&groups, chosen, group_words::into(lang), group_words::into_none(lang), lang);
    Ok(page(visit, status, table::view(roster, shown, lang)))
}

fn page(visit: &Visit, status: StatusCode, content: Markup) -> Response {
    let lang = visit.lang;
    Page::new(words::title(lang), Nav::Desk).status(status).show(visit, || {
        view! {
            {crumbs(lang, vec![(account_words::accounts(lang).into(), Some(urls::accounts())), (words::title(lang).into(), None)])}
            {page_head("", words::title(lang), words::lead(lang), vec![])}
            {content}
        }
    })
}

/// Where a list begins: to paste it, or to choose a file.
fn forms(lang: Lang) -> Markup {
    let described_by = Some("list-hint".into());
    let area =
        TextArea { id: "list".into(), name: "list".into(), class: "mono", rows: 10, required: true, described_by, ..TextArea::default() };
    view! {
        <div class="grid grid--wide">
            <form class="card stack" method="post" action=urls::import_accounts()>
                <div class="field">
                    <label class="field__label" for="list">{words::list(lang)}</label>
                    <p class="field__hint" id="list-hint">{words::list_hint(lang)}" "{words::names_count(lang)}" "{words::language(lang)}</p>
                    {area.view()}
                </div>
                <div><button class="button button--primary">{words::preview(lang)}</button></div>
            </form>
            <form class="card stack" method="post" action=urls::import_file() enctype="multipart/form-data">
                {FileField { hint: words::file_hint(lang).into(), accept: LISTS.into(), ..FileField::new(words::file(lang)) }.view()}
                <div><button class="button">{words::preview(lang)}</button></div>
            </form>
        </div>
    }
    .into_markup()
}
