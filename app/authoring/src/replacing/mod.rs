//! Words in all files of a course: looked for, shown line by line as they are and as they would be, and replaced where they are ticked.

pub mod actions;
mod view;

use crate::{many::SeenFiles, overview};
use actions::{ChosenLines, FoundWords, ReplaceWish};
use axum::{
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::many as words, urls};
use zhixing_shell::{
    form::{Fields, Unread},
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::notice,
    problem::Problem,
};

/// What was typed.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReplaceQuery {
    words: String,
    instead: String,
    exactly: String,
    lang: String,
    kind: String,
    /// `none`: nothing is ticked at first.
    pick: String,
}

impl ReplaceQuery {
    fn wish(&self) -> Result<ReplaceWish, Problem> {
        ReplaceWish::read(&self.words, &self.instead, self.exactly == "yes", &self.lang, &self.kind)
    }

    /// The address of the same search.
    fn address(&self, course: &str, pick: &str) -> String {
        let pairs =
            [("words", &self.words), ("instead", &self.instead), ("exactly", &self.exactly), ("lang", &self.lang), ("kind", &self.kind)];
        let said: Vec<String> = pairs.into_iter().map(|(name, value)| format!("{name}={}", urls::encoded(value))).collect();
        format!("{}?{}&pick={pick}", urls::replace_words(course), said.join("&"))
    }
}

pub(crate) async fn show(visit: Visit, Path(course): Path<String>, Query(asked): Query<ReplaceQuery>) -> Result<Response, Problem> {
    let author = visit.author()?;
    crate::actions::paths_of(&visit, &author, &course).await?;
    if asked.words.is_empty() && asked.instead.is_empty() {
        return page(&visit, StatusCode::OK, &course, view::form(&course, &asked, &[], visit.lang)).await;
    }
    let found = match asked.wish() {
        Ok(wish) => actions::look(&visit, &author, &course, &wish).await?,
        Err(Problem::Invalid { field, words }) => {
            let errors = [(field, words.get(visit.lang).clone())];
            return page(&visit, StatusCode::UNPROCESSABLE_ENTITY, &course, view::form(&course, &asked, &errors, visit.lang)).await;
        }
        Err(other) => return Err(other),
    };
    let chosen = ChosenLines { whole: paths(&found).filter(|_| asked.pick != "none").collect(), ..ChosenLines::default() };
    seen(&visit, StatusCode::OK, &course, &asked, (&found, &chosen), None).await
}

fn paths(found: &FoundWords) -> impl Iterator<Item = String> {
    found.files.iter().map(|file| file.path.clone())
}

pub(crate) async fn replace(visit: Visit, Path(course): Path<String>, form: Unread) -> Result<Response, Problem> {
    let author = visit.author()?;
    let Fields(fields) = form.read().await?;
    let value = |name: &str| fields.iter().find(|(n, _)| n == name).map(|(_, v)| v.clone()).unwrap_or_default();
    let asked = ReplaceQuery {
        words: value("words"),
        instead: value("instead"),
        exactly: value("exactly"),
        lang: value("lang"),
        kind: value("kind"),
        pick: String::new(),
    };
    let wish = asked.wish()?;
    let place = |said: &str| said.rsplit_once(':').and_then(|(path, line)| Some((path.to_string(), line.parse().ok()?)));
    let lines = fields.iter().filter(|(name, _)| name == "take").filter_map(|(_, said)| place(said)).collect();
    let mut chosen = ChosenLines { seen: SeenFiles::read(&value("seen")), lines, from: place(&value("rest")), ..ChosenLines::default() };
    let (status, said) = match actions::replace(&visit, &author, &course, &wish, &chosen).await {
        Ok(_) => return Ok(Redirect::to(&format!("{}?done=yes", urls::draft_steps(&course))).into_response()),
        Err(Problem::Refused { words, .. }) => (StatusCode::CONFLICT, words),
        Err(Problem::Invalid { words, .. }) => (StatusCode::UNPROCESSABLE_ENTITY, words),
        Err(other) => return Err(other),
    };
    let found = actions::look(&visit, &author, &course, &wish).await?;
    // of a file that somebody changed nothing is ticked: its lines may be others now
    let fresh = found.seen();
    chosen.lines.retain(|(path, _)| chosen.seen.0.get(path) == fresh.0.get(path));
    let said = notice("warning", said.get(visit.lang).clone());
    seen(&visit, status, &course, &asked, (&found, &chosen), Some(said)).await
}

async fn seen(
    visit: &Visit,
    status: StatusCode,
    course: &str,
    asked: &ReplaceQuery,
    (found, chosen): (&FoundWords, &ChosenLines),
    said: Option<Markup>,
) -> Result<Response, Problem> {
    let content = view! { {said}{view::form(course, asked, &[], visit.lang)}{view::found(course, asked, found, chosen, visit.lang)} };
    page(visit, status, course, content.into_markup()).await
}

async fn page(visit: &Visit, status: StatusCode, course: &str, content: Markup) -> Result<Response, Problem> {
    overview::course_page(visit, status, course, [words::replace(visit.lang), words::replace_lead(visit.lang)], content).await
}
