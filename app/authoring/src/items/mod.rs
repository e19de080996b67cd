//! Many items of a bank at once: filtered and ticked, seen as they would be, and changed in one step.

pub mod actions;
mod view;

use crate::{import, many::SeenFiles, overview};
use actions::{ItemsWish, TypedChange};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use std::collections::BTreeSet;
use zhixing_app::{
    i18n::{bank as bank_words, many as words},
    urls,
};
use zhixing_domain::{
    question::{Difficulty, Kind},
    workshop::bank_text::{BankText, ItemFilter},
};
use zhixing_shell::{
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::empty,
    problem::Problem,
};

/// So many items are shown; those behind them are changed together or not at all.
const SHOWN: usize = 500;

/// Which bank, and which of its items.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ItemsQuery {
    bank: String,
    kind: String,
    difficulty: String,
    function: String,
    tag: String,
    words: String,
    /// `all`: all of them are ticked at first.
    pick: String,
}

impl ItemsQuery {
    fn filter(&self) -> ItemFilter {
        ItemFilter {
            kind: Kind::from_code(&self.kind),
            difficulty: Difficulty::from_code(&self.difficulty),
            tag: self.tag.clone(),
            function: self.function.clone(),
            words: self.words.clone(),
        }
    }

    fn fields(&self) -> [(&'static str, &String); 6] {
        [
            ("bank", &self.bank),
            ("kind", &self.kind),
            ("difficulty", &self.difficulty),
            ("function", &self.function),
            ("tag", &self.tag),
            ("words", &self.words),
        ]
    }

    /// The address of the same items.
    fn address(&self, course: &str, pick: &str) -> String {
        let said: Vec<String> = self.fields().into_iter().map(|(name, value)| format!("{name}={}", urls::encoded(value))).collect();
        format!("{}?{}&pick={pick}", urls::change_items(course), said.join("&"))
    }
}

/// The items as they are listed: which are ticked, and what was typed of the change.
#[derive(Default)]
struct Sheet {
    ids: BTreeSet<String>,
    rest: bool,
    typed: TypedChange,
    to: String,
    errors: Vec<(&'static str, String)>,
}

pub(crate) async fn ask(visit: Visit, Path(course): Path<String>, Query(mut asked): Query<ItemsQuery>) -> Result<Response, Problem> {
    let banks = import::banks(&visit, &course).await?;
    begin_with_first(&mut asked, &banks);
    listed(&visit, StatusCode::OK, &course, &asked, &banks, Sheet::default()).await
}

fn begin_with_first(asked: &mut ItemsQuery, banks: &[String]) {
    if asked.bank.is_empty() {
        asked.bank = banks.first().cloned().unwrap_or_default();
    }
}

async fn listed(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    asked: &ItemsQuery,
    banks: &[String],
    mut sheet: Sheet,
) -> Result<Response, Problem> {
    let lang = visit.lang;
    if banks.is_empty() {
        let none = empty(bank_words::no_bank(lang), bank_words::no_bank_words(lang), None);
        return page(visit, status, course, none).await;
    }
    let bank = actions::list(visit, &visit.author()?, course, &asked.bank).await?;
    if asked.pick == "all" {
        sheet.ids = fitting(&bank, asked).collect();
        sheet.rest = true;
    }
    page(visit, status, course, view::items(visit, course, asked, banks, &bank, &sheet)).await
}

/// The ids of the items that fit the filter, in their order.
fn fitting<'b>(bank: &'b BankText, asked: &ItemsQuery) -> impl Iterator<Item = String> + 'b {
    let filter = asked.filter();
    bank.items.iter().filter(move |item| filter.fits(bank, item)).map(|item| item.id.clone())
}

pub(crate) async fn change(visit: Visit, Path(course): Path<String>, form: Unread) -> Result<Response, Problem> {
    let author = visit.author()?;
    let Fields(fields) = form.read().await?;
    let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    // the filter has names of its own beside the fields of the change
    let filter = |name: &str| value(&format!("filter.{name}"));
    let mut asked = ItemsQuery {
        bank: filter("bank"),
        kind: filter("kind"),
        difficulty: filter("difficulty"),
        function: filter("function"),
        tag: filter("tag"),
        words: filter("words"),
        pick: String::new(),
    };
    begin_with_first(&mut asked, &import::banks(&visit, &course).await?);
    let typed = TypedChange { add: value("add"), remove: value("remove"), points: value("points"), difficulty: value("difficulty") };
    let ticked = fields.iter().filter(|(name, _)| name == "take").map(|(_, id)| id.clone());
    let mut sheet = Sheet { ids: ticked.collect(), rest: value("rest") == "yes", typed, to: value("to"), errors: vec![] };
    if sheet.rest {
        let bank = actions::list(&visit, &author, &course, &asked.bank).await?;
        sheet.ids.extend(fitting(&bank, &asked).skip(SHOWN));
    }
    sheet.ids.extend(value("ids").split_whitespace().map(String::from));
    let outcome = if value("do") == "change" {
        changed(&visit, &course, &asked, &sheet, &SeenFiles::read(&value("seen"))).await
    } else {
        looked(&visit, StatusCode::OK, &course, &asked, &sheet, None).await
    };
    match outcome {
        Err(Problem::Invalid { field, words }) => {
            sheet.errors = vec![(field, words.get(visit.lang).clone())];
            let banks = import::banks(&visit, &course).await?;
            listed(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, &asked, &banks, sheet).await
        }
        other => other,
    }
}

fn wish(asked: &ItemsQuery, sheet: &Sheet) -> Result<ItemsWish, Problem> {
    let to = Some(sheet.to.clone()).filter(|to| !to.is_empty());
    Ok(ItemsWish { bank: asked.bank.clone(), ids: sheet.ids.clone(), change: sheet.typed.read()?, to })
}

async fn looked(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    asked: &ItemsQuery,
    sheet: &Sheet,
    said: Option<Markup>,
) -> Result<Response, Problem> {
    let seen = actions::look(visit, &visit.author()?, course, &wish(asked, sheet)?).await?;
    let preview = view::preview(visit, course, asked, sheet, &seen);
    page(visit, status, course, view! { {said}{preview} }.into_markup()).await
}

async fn changed(visit: &Visit, course: &str, asked: &ItemsQuery, sheet: &Sheet, seen: &SeenFiles) -> Result<Response, Problem> {
    match actions::change(visit, &visit.author()?, course, &wish(asked, sheet)?, seen).await {
        Ok(_) => Ok(Redirect::to(&format!("{}?done=yes", urls::draft_steps(course))).into_response()),
        Err(Problem::Refused { words, .. }) => {
            let said = zhixing_shell::parts::notice("warning", words.get(visit.lang).clone());
            looked(visit, StatusCode::CONFLICT, course, asked, sheet, Some(said)).await
        }
        Err(other) => Err(other),
    }
}

async fn page(visit: &Visit, status: StatusCode, course: &str, content: Markup) -> Result<Response, Problem> {
    overview::course_page(visit, status, course, [words::items(visit.lang), words::items_lead(visit.lang)], content).await
}
