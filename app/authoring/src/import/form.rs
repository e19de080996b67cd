//! The forms around a preview: where it begins, and the one that takes.

use super::{
    Target,
    actions::SeenFile,
    upload::{PASTED, UPLOAD_BYTES, Upload},
    view::SHOWN,
};
use crate::overview;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{bank as words, workshop},
    urls,
};
use zhixing_domain::{lang::Lang, workshop::place};
use zhixing_shell::{
    banks::READ,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, FileField, Label, TextArea, error_summary},
};

fn error_of(errors: &[(&'static str, String)], id: &str) -> Option<String> {
    errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone())
}

/// Where it begins: a file, or a text.
pub(super) fn begin(course: &str, sent: &Upload, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let text = TextArea {
        id: "text".into(),
        name: "text".into(),
        value: sent.text.clone(),
        class: "mono",
        rows: 8,
        described_by: Some("text-hint".into()),
        ..TextArea::default()
    };
    view! {
        <form class="stack measure" method="post" action=urls::import_bank(course) enctype="multipart/form-data">
            {error_summary(lang, errors)}
            {file(error_of(errors, "file"), lang)}
            <div class="field">
                <label class="field__label" for="text">{words::pasted(lang)}</label>
                <p class="field__hint" id="text-hint">{words::pasted_hint(lang)}</p>
                {text.view()}
            </div>
            {format(&sent.format, lang)}
            <div><button class="button button--primary">{words::look(lang)}</button></div>
        </form>
    }
    .into_markup()
}

fn file(error: Option<String>, lang: Lang) -> Markup {
    let hint = words::file_hint(lang, UPLOAD_BYTES >> 20);
    FileField { hint, error, optional: true, ..FileField::new(words::file(lang)) }.view()
}

fn format(chosen: &str, lang: Lang) -> Markup {
    let formats: Vec<_> = READ
        .iter()
        .map(|code| view! { <option value=*code selected={chosen == *code}>{words::format_word(code, lang)}</option> })
        .collect();
    view! {
        <div class="field">
            <label class="field__label" for="format">{words::format(lang)}</label>
            <select class="input input--select" id="format" name="format"><option value="">{words::format_found(lang)}</option>{formats}</select>
        </div>
    }
    .into_markup()
}

/// The form that takes: which bank, and what was uploaded once more.
pub(super) fn taking(
    visit: &Visit,
    course: &str,
    (sent, seen): (&Upload, &SeenFile),
    (banks, target): (&[String], &Target),
    errors: &[(&'static str, String)],
) -> Markup {
    let lang = visit.lang;
    if !seen.items().any(|(_, item)| item.written.is_some()) {
        return view! { <p><a class="button" href=urls::import_bank(course)>{words::another(lang)}</a></p> }.into_markup();
    }
    view! {
        <form class="card stack measure" id="take" method="post" action=urls::take_items(course)>
            <h2>{words::where_to(lang)}</h2>
            <input type="hidden" name="kept" value=sent.to_keep()/>
            <input type="hidden" name="file" value=sent.name.clone()/>
            <input type="hidden" name="format" value=sent.format.clone()/>
            {rest(seen, lang)}
            {into(visit, banks, target, error_of(errors, "into"))}
            {named(sent, banks, target, errors, lang)}
            <div class="cluster">
                <button class="button button--primary">{words::take(lang)}</button>
                <a class="button button--quiet" href=urls::import_bank(course)>{words::another(lang)}</a>
            </div>
        </form>
    }
    .into_markup()
}

/// Whether the items come too that are not shown.
fn rest(seen: &SeenFile, lang: Lang) -> Markup {
    let rest = seen.coming().nth(SHOWN).map(|from| {
        view! {
            <input type="hidden" name="last" value=seen.items().count().to_string()/>
            <label class="check">
                <input class="check__input" type="checkbox" name="rest" value=from.to_string() checked=true/>
                <span>{words::the_rest(lang, seen.coming().skip(SHOWN).count())}</span>
            </label>
        }
    });
    rest.into_markup()
}

fn into(visit: &Visit, banks: &[String], target: &Target, error: Option<String>) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let label = Label { id: "into".into(), words: words::into(lang).into(), error, ..Label::default() };
    let into: Vec<_> = banks
        .iter()
        .map(|path| view! { <option value=path.clone() selected={target.into == *path}>{overview::title(&published, path, lang).text}</option> })
        .collect();
    let choice = view! {
        <select
            class="input input--select"
            id="into"
            name="into"
            aria-describedby=label.described_by()
            aria-invalid=label.error.is_some().then_some("true")
        >
            <option value="">{words::a_new_bank(lang)}</option>
            {into}
        </select>
    };
    label.around(choice.into_markup())
}

/// A name that no bank has: that of the file where it may be one.
fn free_name(stem: &str, banks: &[String]) -> String {
    let is_free = |name: &String| place::is_slug(name) && banks.iter().all(|path| overview::name_of(path) != name);
    let own = stem.to_ascii_lowercase().replace([' ', '_'], "-");
    let numbered = || (1..).map(|n| format!("items-{n}")).find(is_free).unwrap_or_default();
    Some(own).filter(is_free).filter(|own| own != "pasted").unwrap_or_else(numbered)
}

/// What a new bank is called.
fn named(sent: &Upload, banks: &[String], target: &Target, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let stem = sent.name.rsplit_once('.').map_or(sent.name.as_str(), |(stem, _)| stem).to_string();
    let begun = if sent.name == PASTED { words::pasted_title(lang).into() } else { stem.clone() };
    let title = if target.title.is_empty() { begun } else { target.title.clone() };
    let called = if target.name.is_empty() { free_name(&stem, banks) } else { target.name.clone() };
    let title = Field { value: title, error: error_of(errors, "title"), optional: true, ..Field::new("title", workshop::file_title(lang)) };
    let name = Field {
        value: called,
        hint: workshop::name_hint(lang).into(),
        error: error_of(errors, "name"),
        optional: true,
        ..Field::new("name", workshop::name(lang))
    };
    view! { {title.view()}{name.view()} }.into_markup()
}
