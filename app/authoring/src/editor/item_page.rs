//! The form of an item on a page of its own, beside what candidates and printers make of it: the dialog of the editor with scripts off. The editor's form
//! leads here with the text as it stands, and what is written back comes back to it.

use super::{EditForm, Sheet, item_form::fields as item_fields, item_form::typed, page_of, trail};
use crate::{
    item_form,
    preview::{self, item_html},
};
use axum::{http::StatusCode, response::Response};
use leptos::prelude::*;
use zhixing_app::{i18n::editor as words, urls};
use zhixing_domain::{
    lang::Lang,
    question::Kind,
    workshop::{
        item_form::{FormPlace, ItemForm, PlacedForm},
        place, written,
    },
};
use zhixing_shell::{
    called::called,
    content::ContentFix,
    form::Fields,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, notice},
    problem::Problem,
};
use zhixing_store::WorkshopFile;

/// What stands for an item that is not there yet.
pub(super) const NEW: &str = "+";

/// Shows the form, or the editor with what it wrote.
pub(super) async fn show(visit: &Visit, course: &str, now: &WorkshopFile, form: EditForm, fields: &Fields) -> Result<Response, Problem> {
    let author = visit.author()?;
    let place = match form.item.as_str() {
        NEW => FormPlace::New(Kind::from_code(&form.kind).ok_or(Problem::NotFound)?),
        id => FormPlace::Id(id.to_string()),
    };
    let filled = matches!(form.r#do.as_str(), "write" | "see").then(|| typed(fields)).flatten();
    let found = item_form::of(visit, &author, (course, &now.path), &form.text, place, filled.clone()).await;
    match found {
        Ok(found) if form.r#do == "write" => {
            let text = put(&form.text, &found);
            page_of(visit, StatusCode::OK, course, now, sheet(form, text, None)).await
        }
        Ok(found) => {
            let seen = seen(visit, course, now, &form.text, &found).await?;
            page(visit, StatusCode::OK, course, (now, &form), (&found.form, seen, None)).await
        }
        Err(Problem::Invalid { field: "form", words }) => {
            let Some(filled) = filled else { return Err(Problem::NotFound) };
            let said = words.get(visit.lang).clone();
            page(visit, StatusCode::UNPROCESSABLE_ENTITY, course, (now, &form), (&filled, String::new(), Some(said))).await
        }
        Err(Problem::Invalid { words, .. }) => {
            let (said, text) = (notice("warning", words.get(visit.lang).clone()), form.text.clone());
            page_of(visit, StatusCode::UNPROCESSABLE_ENTITY, course, now, sheet(form, text, Some(said))).await
        }
        Err(other) => Err(other),
    }
}

fn sheet(form: EditForm, text: String, said: Option<Markup>) -> Sheet {
    let base = Some(form.base).filter(|base| !base.is_empty());
    Sheet { text, seen: form.seen, base, takes_in: form.takes_in == "yes", reason: form.reason, said, torn: None }
}

/// The text with the item; a new one comes behind everything.
fn put(text: &str, item: &PlacedForm) -> String {
    let text = written::plain(text);
    match item.from {
        0 => format!("{}\n\n{}\n", text.trim_end(), item.text),
        from => ContentFix { from, to: item.to, text: item.text.clone() }.done(&text),
    }
}

/// The item as it will be seen; nothing where it cannot be read yet.
async fn seen(visit: &Visit, course: &str, now: &WorkshopFile, text: &str, item: &PlacedForm) -> Result<String, Problem> {
    let text = put(text, item);
    let (reading, _) = preview::read(visit, &visit.author()?, course, &now.path, Some(&text), false).await?;
    let lang = preview::language(&reading, course, &now.path);
    let found = reading.library.course(course).and_then(|course| course.item(&item.id));
    Ok(found.map(|item| item_html(item, lang)).unwrap_or_default())
}

async fn page(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    (now, form): (&WorkshopFile, &EditForm),
    (item, seen, fault): (&ItemForm, String, Option<String>),
) -> Result<Response, Problem> {
    let lang = visit.lang;
    let called = called(visit, course).await?;
    let shown = if form.item == NEW { words::item_begin(lang).to_string() } else { words::item_edit_one(lang, &form.item) };
    Ok(Page::new(shown.clone(), Nav::Desk).main("editor").status(status).show(visit, || {
        let fault = fault.map(|fault| view! { <p class="field__error" role="alert" id="errors">{fault}</p> });
        view! {
            <div>
                <div class="editor__head">{trail(visit, (course, &called), &now.path)}<h1>{shown}</h1><p class="soft">{words::item_form_lead(lang)}</p></div>
                <div class="editor__panes">
                    <form class="stack" method="post" action=urls::edit(course)>
                        {hidden(&now.path, form)}
                        {fault}
                        {item_fields(Some(item), place::is_twin(&now.path), lang)}
                        {buttons(lang)}
                    </form>
                    <div class="editor__seen" inner_html=seen></div>
                </div>
            </div>
        }
    }))
}

fn buttons(lang: Lang) -> Markup {
    view! {
        <div class="cluster">
            <button class="button button--primary" name="do" value="write">{words::item_write(lang)}</button>
            <button class="button" name="do" value="see">{words::item_see(lang)}</button>
            <button class="button button--quiet" name="do" value="cancel" formnovalidate>{words::cancel(lang)}</button>
        </div>
    }
    .into_markup()
}

/// The text that the item stands in, and what it began from.
fn hidden(path: &str, form: &EditForm) -> Markup {
    let seen = form.seen.to_string();
    let fields = [
        ("path", path),
        ("item", form.item.as_str()),
        ("text", form.text.as_str()),
        ("seen", seen.as_str()),
        ("base", form.base.as_str()),
        ("takes_in", form.takes_in.as_str()),
        ("reason", form.reason.as_str()),
    ];
    let fields: Vec<_> =
        fields.iter().map(|(name, value)| view! { <input type="hidden" name=name.to_string() value=value.to_string()/> }).collect();
    fields.into_markup()
}
