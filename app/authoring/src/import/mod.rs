//! Bringing in a bank of another system: a file or a pasted text is read and shown item by item, then taken as drafts.

pub mod actions;
mod faults;
mod form;
pub(crate) mod upload;
pub(crate) mod view;

use actions::{BankTarget, SeenFile};
use axum::{
    extract::{Multipart, Path},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use std::collections::BTreeSet;
use upload::Upload;
use zhixing_app::{i18n::bank as words, urls};
use zhixing_domain::{
    lang::Lang,
    workshop::place::{self, PlaceKind},
};
use zhixing_shell::{
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::error_summary,
    problem::Problem,
};

use crate::overview;

pub(crate) async fn ask(visit: Visit, Path(course): Path<String>) -> Result<Response, Problem> {
    banks(&visit, &course).await?;
    let form = form::begin(&course, &Upload::default(), &[], visit.lang);
    page(&visit, StatusCode::OK, &course, form).await
}

/// Shows what the file or the pasted text holds.
pub(crate) async fn show(visit: Visit, Path(course): Path<String>, parts: Multipart) -> Result<Response, Problem> {
    let author = visit.author()?;
    banks(&visit, &course).await?;
    let sent = match upload::received(parts).await {
        Ok(sent) => sent,
        Err(problem) => return back(&visit, &course, &Upload::default(), problem).await,
    };
    match actions::look(&visit, &author, &course, sent.bank()).await {
        Ok(seen) => preview(&visit, StatusCode::OK, &course, &sent, &seen, &Target::default(), vec![]).await,
        Err(problem) => back(&visit, &course, &sent, problem).await,
    }
}

/// Back to the form where it begins, if what was sent is at fault.
async fn back(visit: &Visit, course: &str, sent: &Upload, problem: Problem) -> Result<Response, Problem> {
    let Problem::Invalid { field, words } = problem else { return Err(problem) };
    let form = form::begin(course, sent, &[(field, words.get(visit.lang).clone())], visit.lang);
    page(visit, StatusCode::UNPROCESSABLE_ENTITY, course, form).await
}

/// What the form under a preview says.
#[derive(Default)]
struct Target {
    into: String,
    name: String,
    title: String,
    /// The numbers of the items; all of them in the first preview.
    take: Option<BTreeSet<usize>>,
}

impl Target {
    fn wish(&self) -> BankTarget {
        match self.into.as_str() {
            "" => BankTarget::New { name: self.name.clone(), title: self.title.clone() },
            path => BankTarget::Into(path.into()),
        }
    }
}

pub(crate) async fn take(visit: Visit, Path(course): Path<String>, form: Unread) -> Result<Response, Problem> {
    let author = visit.author()?;
    let Fields(fields) = form.read().await?;
    let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let sent = Upload::kept(&value("kept"), &value("file"), &value("format"))?;
    let numbers = fields.iter().filter(|(n, _)| n == "take").filter_map(|(_, v)| v.parse().ok());
    let mut take: BTreeSet<usize> = numbers.collect();
    // those beyond what is shown come together
    if let (Ok(from), Ok(to)) = (value("rest").parse::<usize>(), value("last").parse::<usize>()) {
        take.extend(from..=to.min(view::MOST));
    }
    let target = Target { into: value("into"), name: value("name"), title: value("title"), take: Some(take) };
    match actions::take(&visit, &author, &course, sent.bank(), target.take.clone(), target.wish()).await {
        Ok((path, _)) => Ok(Redirect::to(&format!("{}&done=saved", urls::edit_file(&path))).into_response()),
        Err(problem) => match field_of(&problem) {
            Some(field) => again(&visit, &course, &sent, &target, field, said(&problem, visit.lang)).await,
            None => Err(problem),
        },
    }
}

/// The field of the form under a preview that a refusal is told at: what was uploaded stays in it.
fn field_of(problem: &Problem) -> Option<&'static str> {
    match problem {
        Problem::Invalid { field, .. } => Some(field),
        Problem::Refused { code: "taken", .. } => Some("name"),
        Problem::Refused { .. } | Problem::Slow(_) => Some("into"),
        _ => None,
    }
}

fn said(problem: &Problem, lang: Lang) -> String {
    match problem {
        Problem::Invalid { words, .. } | Problem::Refused { words, .. } => words.get(lang).clone(),
        other => other.detail(lang),
    }
}

async fn again(
    visit: &Visit,
    course: &str,
    sent: &Upload,
    target: &Target,
    field: &'static str,
    said: String,
) -> Result<Response, Problem> {
    let author = visit.author()?;
    let seen = actions::look(visit, &author, course, sent.bank()).await?;
    preview(visit, StatusCode::UNPROCESSABLE_ENTITY, course, sent, &seen, target, vec![(field, said)]).await
}

async fn preview(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    sent: &Upload,
    seen: &SeenFile,
    target: &Target,
    errors: Vec<(&'static str, String)>,
) -> Result<Response, Problem> {
    let banks = banks(visit, course).await?;
    let lang = visit.lang;
    let shown = view::seen(course, seen, target.take.as_ref(), lang);
    let summary = error_summary(lang, &errors);
    let taking = form::taking(visit, course, (sent, seen), (&banks, target), &errors);
    page(visit, status, course, view! { {summary}{shown}{taking} }.into_markup()).await
}

/// The banks of a course that the author reaches, by path.
pub(crate) async fn banks(visit: &Visit, course: &str) -> Result<Vec<String>, Problem> {
    let paths = crate::actions::paths_of(visit, &visit.author()?, course).await?;
    Ok(paths.into_iter().filter(|path| place::kind_of(path) == PlaceKind::Bank && !place::is_twin(path)).collect())
}

async fn page(visit: &Visit, status: StatusCode, course: &str, content: Markup) -> Result<Response, Problem> {
    overview::course_page(visit, status, course, [words::import(visit.lang), words::import_lead(visit.lang)], content).await
}
