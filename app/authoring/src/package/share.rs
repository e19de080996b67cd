//! A course of ours on its way out: under which licence, what other platforms do not carry of it, and the files themselves. What goes out is what is
//! published.

use super::actions::{self, CourseForm};
use crate::{import::view::notes, overview};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;
use zhixing_app::{
    i18n::{bank, course as course_words, package as words},
    urls,
};
use zhixing_domain::{account::Author, course::Course, lang::Lang};
use zhixing_shell::{
    boxed, download,
    guard::Visit,
    html::{IntoMarkup, Markup},
    packages::GivenCourse,
    parts::{empty, notice},
    problem::Problem,
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ShareQuery {
    /// The language of a cartridge whose losses are asked for.
    cartridge: String,
}

/// A course as a file, and what it does not carry: `<course>.zip` for another installation, `<course>.<bank>.zip` of one bank, `<course>.imscc` and
/// `<course>.en.imscc` for other platforms.
#[boxed]
pub async fn given(visit: &Visit, author: &Author, course: &str, file: &str) -> Result<GivenCourse, Problem> {
    let form = CourseForm::of(course, file).ok_or(Problem::NotFound)?;
    actions::give(visit, author, course, form).await
}

/// Answers with the file.
pub async fn give(visit: &Visit, author: &Author, course: &str, file: &str) -> Result<Response, Problem> {
    Ok(download(given(visit, author, course, file).await?.bytes, "application/zip", file))
}

pub(crate) async fn file(visit: Visit, Path((course, file)): Path<(String, String)>) -> Result<Response, Problem> {
    let author = visit.author()?;
    give(&visit, &author, &course, &file).await
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<ShareQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    crate::actions::paths_of(&visit, &author, &course).await?;
    let (lang, published) = (visit.lang, visit.site.published());
    let file = match asked.cartridge.as_str() {
        "zh" => Some(format!("{course}.imscc")),
        "en" => Some(format!("{course}.en.imscc")),
        _ => None,
    };
    let made = match file {
        Some(file) => Some(losses(&given(&visit, &author, &course, &file).await?, &course, &file, lang)),
        None => None,
    };
    let content = match published.library.course(&course) {
        Some(known) => view! { {as_package(known, lang)}{as_cartridge(known, &asked, lang)}{made} }.into_markup(),
        None => empty(
            words::not_published(lang),
            words::not_published_words(lang),
            Some((words::to_publish(lang).into(), urls::publish(&course))),
        ),
    };
    overview::course_page(&visit, StatusCode::OK, &course, [words::share(lang), words::share_lead(lang)], content).await
}

/// The package, or what is missing before there can be one.
fn as_package(course: &Course, lang: Lang) -> Markup {
    let before = course.sources.last().map(|source| &source.rights);
    let author = course.author.clone().or_else(|| before.map(|rights| rights.author.clone()));
    let license = course.license.clone().or_else(|| before.map(|rights| rights.license.clone()));
    let way = match (author, license) {
        (Some(author), Some(license)) => {
            let file = format!("{}.zip", course.slug);
            view! {
                <ul class="page-head__facts" role="list"><li>{course_words::author(lang, author)}</li><li>{course_words::license(lang, license)}</li></ul>
                <p><a class="button button--primary" href=urls::course_package(&course.slug, &file) download="">{words::download(lang, &file)}</a></p>
                {banks(course, lang)}
            }
            .into_markup()
        }
        _ => {
            let about = format!("{}/course.md", course.slug);
            view! {
                {notice("warning", words::no_license(lang))}
                <p><a class="button button--primary" href=urls::edit_file(&about)>{words::write_license(lang)}</a></p>
            }
            .into_markup()
        }
    };
    view! {
        <section class="card stack measure" aria-labelledby="package">
            <h2 id="package">{words::as_package(lang)}</h2>
            <p>{words::as_package_words(lang)}</p>
            {way}
        </section>
    }
    .into_markup()
}

/// Each bank as a package of its own.
fn banks(course: &Course, lang: Lang) -> Option<Markup> {
    let names: BTreeSet<&str> = course.items.iter().filter_map(|item| item.bank.as_deref()).collect();
    let line = |bank: &str| {
        let file = format!("{}.{bank}.zip", course.slug);
        view! { <li><a href=urls::course_package(&course.slug, &file) download="">{words::download(lang, &file)}</a></li> }
    };
    let lines: Vec<_> = names.into_iter().map(line).collect();
    (!lines.is_empty()).then(|| view! { <p>{words::one_bank(lang)}</p><ul>{lines}</ul> }.into_markup())
}

/// Asks in which language.
fn as_cartridge(course: &Course, asked: &ShareQuery, lang: Lang) -> Markup {
    let choices: Vec<_> = [("zh", words::in_chinese(lang)), ("en", words::in_english(lang))]
        .into_iter()
        .map(|(code, said)| view! { <option value=code selected={asked.cartridge == code}>{said}</option> })
        .collect();
    view! {
        <section class="card stack measure" aria-labelledby="cartridge">
            <h2 id="cartridge">{words::as_cartridge(lang)}</h2>
            <p>{words::as_cartridge_words(lang)}</p>
            <form class="stack" method="get" action=urls::share_course(&course.slug)>
                <div class="field">
                    <label class="field__label" for="cartridge-lang">{words::which_language(lang)}</label>
                    <select class="input input--select" id="cartridge-lang" name="cartridge">{choices}</select>
                </div>
                <div><button class="button">{bank::look_out(lang)}</button></div>
            </form>
        </section>
    }
    .into_markup()
}

fn losses(given: &GivenCourse, course: &str, file: &str, lang: Lang) -> Markup {
    let lost = match given.said.is_empty() {
        true => notice("success", bank::nothing_lost(lang)),
        false => notes(&given.said, lang),
    };
    view! {
        <section class="stack" aria-labelledby="made">
            <h2 id="made">{bank::not_taken(lang)}</h2>
            {lost}
            <p><a class="button button--primary" href=urls::course_package(course, file) download="">{words::download(lang, file)}</a></p>
        </section>
    }
    .into_markup()
}
