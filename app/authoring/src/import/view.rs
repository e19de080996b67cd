//! What is seen of a bank before anything of it is taken: what it was read as, each item as a candidate would see it, and what stays out and why.

use super::{Target, actions::SeenFile, upload::Upload};
use crate::{overview, pictures, preview};
use leptos::prelude::*;
use std::collections::BTreeSet;
use zhixing_app::{
    i18n::{bank as words, workshop},
    urls,
};
use zhixing_domain::lang::Lang;
use zhixing_shell::{
    banks::{BankWords, BroughtBank, BroughtItem, READ},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Field, TextArea, icon},
};

/// So many items are shown; those behind them are taken together or not at all.
const SHOWN: usize = 200;
/// More items than any file of an upload holds.
pub(super) const MOST: usize = 100_000;

/// Where it begins: a file, or a text.
pub(super) fn form(course: &str, sent: &Upload, errors: &[(&'static str, String)], lang: Lang) -> Markup {
    let error = errors.iter().find(|(field, _)| *field == "file").map(|(_, said)| said.clone());
    let said = error.clone().map(|said| view! { <p class="field__error" id="file-error">{icon("caution")}<span>{said}</span></p> });
    let formats: Vec<_> = READ
        .iter()
        .map(|code| view! { <option value=*code selected={sent.format == *code}>{words::format_word(code, lang)}</option> })
        .collect();
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
            {zhixing_shell::parts::error_summary(lang, errors)}
            <div class="field">
                <label class="field__label" for="file">{words::file(lang)}</label>
                <p class="field__hint" id="file-hint">{words::file_hint(lang, super::actions::UPLOAD_BYTES >> 20)}</p>
                {said}
                <input
                    class="input input--file"
                    id="file"
                    name="file"
                    type="file"
                    aria-describedby=if error.is_some() { "file-hint file-error" } else { "file-hint" }
                    aria-invalid=error.is_some().then_some("true")
                />
            </div>
            <div class="field">
                <label class="field__label" for="text">{words::pasted(lang)}</label>
                <p class="field__hint" id="text-hint">{words::pasted_hint(lang)}</p>
                {text.view()}
            </div>
            <div class="field">
                <label class="field__label" for="format">{words::format(lang)}</label>
                <select class="input input--select" id="format" name="format"><option value="">{words::format_found(lang)}</option>{formats}</select>
            </div>
            <div><button class="button button--primary">{words::look(lang)}</button></div>
        </form>
    }
    .into_markup()
}

fn notes(said: &[BankWords], lang: Lang) -> Markup {
    let lines: Vec<_> = said.iter().map(|words| view! { <li>{words[lang as usize].clone()}</li> }).collect();
    view! { <ul class="log small" role="list">{lines}</ul> }.into_markup()
}

/// All that was read, bank by bank.
pub(super) fn seen(course: &str, seen: &SeenFile, chosen: Option<&BTreeSet<usize>>, lang: Lang) -> Markup {
    let mut n = 0;
    let banks: Vec<_> = seen
        .file
        .banks
        .iter()
        .enumerate()
        .map(|(i, bank)| {
            let from = n + 1;
            n += bank.items.len();
            self::bank(course, seen, (i, bank), from, chosen, lang)
        })
        .collect();
    banks.into_markup()
}

fn bank(
    course: &str,
    seen: &SeenFile,
    (i, bank): (usize, &BroughtBank),
    from: usize,
    chosen: Option<&BTreeSet<usize>>,
    lang: Lang,
) -> Markup {
    let fit = bank.items.iter().filter(|item| item.written.is_some()).count();
    let out = bank.items.len() - fit;
    let facts = [words::items_n(lang, fit), words::format_word(bank.format, lang).to_string(), bank.encoding.clone()];
    let facts: Vec<_> = facts.into_iter().filter(|fact| !fact.is_empty()).map(|fact| view! { <li>{fact}</li> }).collect();
    let out = (out > 0).then(|| view! { <li>{words::out_n(lang, out)}</li> });
    let losses = (!bank.losses.is_empty()).then(|| view! { <h3>{words::losses(lang)}</h3>{notes(&bank.losses, lang)} });
    let items: Vec<_> = (from..)
        .zip(&bank.items)
        .take_while(|(n, _)| *n <= SHOWN)
        .map(|(n, item)| self::item(course, seen, (n, item), chosen.is_none_or(|chosen| chosen.contains(&n)), lang))
        .collect();
    let id = format!("bank-{i}");
    view! {
        <section class="stack" aria-labelledby=id.clone()>
            <h2 id=id.clone()>{bank.source.clone()}</h2>
            <ul class="page-head__facts" role="list">{facts}{out}</ul>
            {losses}
            <ol class="stack" role="list">{items}</ol>
        </section>
    }
    .into_markup()
}

fn item(course: &str, seen: &SeenFile, (n, item): (usize, &BroughtItem), chosen: bool, lang: Lang) -> Markup {
    let Some((id, _)) = &item.written else {
        return view! {
            <li class="card stack stack--tight">
                <p><span class="badge badge--wrong">{words::stays_out(lang)}</span></p>
                {notes(&item.said, lang)}
            </li>
        }
        .into_markup();
    };
    let known = seen.library.course(course).and_then(|c| c.item(id));
    let face = known.map(|item| pictures::inlined(&preview::item_html(item, lang), course, &seen.file.pictures));
    let flaws = seen
        .flaws
        .get(id)
        .map(|flaws| view! { <p><span class="badge badge--wrong">{workshop::is_error(lang)}</span></p>{notes(flaws, lang)} });
    let said = (!item.said.is_empty()).then(|| view! { <p class="soft small">{words::not_carried(lang)}</p>{notes(&item.said, lang)} });
    view! {
        <li class="stack stack--tight">
            <label class="check">
                <input class="check__input" type="checkbox" name="take" value=n.to_string() form="take" checked=chosen/>
                <span>{words::take_n(lang, n)}</span>
            </label>
            <div inner_html=face.unwrap_or_default()></div>
            {flaws}{said}
        </li>
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
    let all = seen.items().count();
    let rest = (all > SHOWN).then(|| {
        view! {
            <input type="hidden" name="last" value=all.to_string()/>
            <label class="check">
                <input class="check__input" type="checkbox" name="rest" value=(SHOWN + 1).to_string() checked=true/>
                <span>{words::the_rest(lang, all - SHOWN)}</span>
            </label>
        }
    });
    let shelf = visit.site.shelf();
    let into: Vec<_> = banks
        .iter()
        .map(|path| view! { <option value=path.clone() selected={target.into == *path}>{overview::title(&shelf, path, lang)}</option> })
        .collect();
    let stem = sent.name.rsplit_once('.').map_or(sent.name.as_str(), |(stem, _)| stem).to_string();
    let title = if target.title.is_empty() { stem } else { target.title.clone() };
    let error = |id: &str| errors.iter().find(|(field, _)| *field == id).map(|(_, said)| said.clone());
    let title = Field { value: title, error: error("title"), optional: true, ..Field::new("title", workshop::file_title(lang)) };
    let name = Field {
        value: target.name.clone(),
        hint: workshop::name_hint(lang).into(),
        error: error("name"),
        optional: true,
        ..Field::new("name", workshop::name(lang))
    };
    view! {
        <form class="card stack measure" id="take" method="post" action=urls::take_items(course)>
            <h2>{words::where_to(lang)}</h2>
            <input type="hidden" name="kept" value=sent.to_keep()/>
            <input type="hidden" name="file" value=sent.name.clone()/>
            <input type="hidden" name="format" value=sent.format.clone()/>
            {rest}
            <div class="field">
                <label class="field__label" for="into">{words::into(lang)}</label>
                <select class="input input--select" id="into" name="into"><option value="">{words::a_new_bank(lang)}</option>{into}</select>
            </div>
            {title.view()}
            {name.view()}
            <div class="cluster">
                <button class="button button--primary">{words::take(lang)}</button>
                <a class="button button--quiet" href=urls::import_bank(course)>{words::another(lang)}</a>
            </div>
        </form>
    }
    .into_markup()
}
