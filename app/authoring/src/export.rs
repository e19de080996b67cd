//! A bank on its way out: in which format, what that does not carry, and the file itself. A bank has its keys: authors alone come here.

use crate::{
    import::{banks, view::notes},
    overview,
};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::bank as words, urls};
use zhixing_domain::{account::Author, lang::Lang, workshop::place};
use zhixing_shell::{
    banks::{BankWords, GivenBank, KEYS, OwnBank, WRITTEN},
    boxed,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{empty, notice},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ExportQuery {
    /// The path of a bank.
    bank: String,
    format: String,
    keys: String,
}

/// How a file of a bank is made.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ExportWish {
    /// Where the keys of a printed paper stand: a word of [`KEYS`].
    pub keys: String,
}

/// A bank as one file, as it is with its draft: the file's name is the bank's, and its ending says the format. `.en` before it is the English twin.
#[boxed]
pub async fn given(
    visit: &Visit,
    author: &Author,
    course: &str,
    file: &str,
    wish: ExportWish,
) -> Result<(GivenBank, &'static str), Problem> {
    let (name, ending) = file.rsplit_once('.').ok_or(Problem::NotFound)?;
    let (code, _, media) = *WRITTEN.iter().find(|(_, end, _)| *end == ending).ok_or(Problem::NotFound)?;
    let first = name.strip_suffix(".en");
    if !place::is_slug(first.unwrap_or(name)) {
        return Err(Problem::NotFound);
    }
    let _place = visit.site.ports.course_place().await.map_err(|_| Problem::Busy(3))?;
    let mut files = visit.site.store.workshop_course(author, course).await?;
    let mut bank = |name: &str| files.remove(&format!("{course}/items/{name}.md"));
    let text = bank(name).ok_or(Problem::NotFound)?;
    let first = first.and_then(bank);
    let figures = format!("{course}/media/");
    let pictures = files.into_iter().filter_map(|(path, bytes)| Some((path.strip_prefix(&figures)?.to_string(), bytes)));
    let bank = OwnBank { name: name.into(), text, first, pictures: pictures.collect(), keys: wish.keys };
    let given = visit.site.ports.write_bank(bank, code).await.map_err(|_| Problem::Busy(3))?;
    let given = given.map_err(|said| Problem::refused("unreadable", |l| said.get(l).clone()))?;
    Ok((given, media))
}

/// Answers with the file.
pub async fn download(visit: &Visit, author: &Author, course: &str, file: &str, wish: ExportWish) -> Result<Response, Problem> {
    let (given, media) = given(visit, author, course, file, wish).await?;
    Ok(zhixing_shell::download(given.bytes, media, file))
}

pub(crate) async fn file(
    visit: Visit,
    Path((course, file)): Path<(String, String)>,
    Query(wish): Query<ExportWish>,
) -> Result<Response, Problem> {
    let author = visit.author()?;
    download(&visit, &author, &course, &file, wish).await
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<ExportQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let banks = with_twins(&visit, &course).await?;
    let lang = visit.lang;
    let wanted = WRITTEN.iter().find(|(code, ..)| *code == asked.format).filter(|_| banks.contains(&asked.bank));
    let made = match wanted {
        Some((_, ending, _)) => {
            let name = asked.bank.rsplit('/').next().and_then(|name| name.strip_suffix(".md")).unwrap_or_default();
            let file = format!("{name}.{ending}");
            let keys = KEYS.into_iter().find(|keys| *keys == asked.keys && *ending == "docx");
            let wish = ExportWish { keys: keys.unwrap_or_default().into() };
            let (given, _) = given(&visit, &author, &course, &file, wish).await?;
            Some(made(&urls::bank_file(&course, &file), keys, &file, &given, lang))
        }
        None => None,
    };
    let begin = match banks.is_empty() {
        true => empty(words::no_bank(lang), words::no_bank_words(lang), Some((words::import(lang).into(), urls::import_bank(&course)))),
        false => form(&visit, &course, &banks, &asked),
    };
    let content = view! { {begin}{made} }.into_markup();
    overview::course_page(&visit, StatusCode::OK, &course, [words::export(lang), words::export_lead(lang)], content).await
}

/// The banks of a course, each with its English twin behind it.
async fn with_twins(visit: &Visit, course: &str) -> Result<Vec<String>, Problem> {
    let banks = banks(visit, course).await?;
    let paths = crate::actions::paths_of(visit, &visit.author()?, course).await?;
    let twin = |bank: &String| Some(place::twin_of(bank)).filter(|twin| paths.contains(twin));
    Ok(banks.iter().flat_map(|bank| [Some(bank.clone()), twin(bank)]).flatten().collect())
}

/// Where the keys of a printed paper stand.
fn keys(asked: &ExportQuery, lang: Lang) -> Vec<Markup> {
    let chosen = |keys: &str| if asked.keys.is_empty() { keys == KEYS[0] } else { asked.keys == keys };
    let choice = |keys: &'static str| {
        view! {
            <label class="check">
                <input class="check__input" type="radio" name="keys" value=keys checked=chosen(keys)/>
                <span>{words::keys_word(keys, lang)}</span>
            </label>
        }
        .into_markup()
    };
    KEYS.map(choice).into()
}

fn form(visit: &Visit, course: &str, banks: &[String], asked: &ExportQuery) -> Markup {
    let lang = visit.lang;
    let published = visit.site.published();
    let banks: Vec<_> = banks
        .iter()
        .map(|path| {
            view! {
                <option value=path.clone() selected={asked.bank == *path}>
                    {format!("{} · {}", overview::title(&published, path, lang).text, overview::name_of(path))}
                </option>
            }
        })
        .collect();
    let formats: Vec<_> = WRITTEN
        .iter()
        .map(|(code, ..)| view! { <option value=*code selected={asked.format == *code}>{words::format_word(code, lang)}</option> })
        .collect();
    view! {
        <form class="stack measure" method="get" action=urls::export_bank(course)>
            <div class="field">
                <label class="field__label" for="bank">{words::which_bank(lang)}</label>
                <select class="input input--select" id="bank" name="bank">{banks}</select>
            </div>
            <div class="field">
                <label class="field__label" for="format">{words::format(lang)}</label>
                <select class="input input--select" id="format" name="format">{formats}</select>
            </div>
            <fieldset class="stack stack--tight"><legend class="field__label">{words::keys(lang)}</legend>{keys(asked, lang)}</fieldset>
            <div><button class="button button--primary">{words::look_out(lang)}</button></div>
        </form>
    }
    .into_markup()
}

/// What is not carried, once each; the single places folded.
fn kinds(given: &GivenBank, lang: Lang) -> Markup {
    let kind = |(said, count): &(BankWords, usize)| view! { <li>{words::out_of_kind(lang, *count, said.get(lang))}</li> };
    let kinds: Vec<_> = given.kinds.iter().map(kind).collect();
    view! {
        <ul role="list">{kinds}</ul>
        <details><summary>{words::each_place(lang)}</summary>{notes(&given.losses, lang)}</details>
    }
    .into_markup()
}

fn made(address: &str, keys: Option<&str>, file: &str, given: &GivenBank, lang: Lang) -> Markup {
    let address = keys.map_or_else(|| address.to_string(), |keys| format!("{address}?keys={keys}"));
    let lost = match given.losses.is_empty() {
        true => notice("success", words::nothing_lost(lang)),
        false => view! { <h3>{words::not_taken(lang)}</h3>{kinds(given, lang)} }.into_markup(),
    };
    view! {
        <section class="stack" aria-labelledby="made">
            <h2 id="made">{words::items_n(lang, given.items)}</h2>
            {lost}
            <p><a class="button button--primary" href=address download="">{words::download(lang, file)}</a></p>
        </section>
    }
    .into_markup()
}
