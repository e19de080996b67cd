//! What waits for an author in the workshop, as lines that lead to it: their home shows them, and the desk.

use crate::{
    boxed,
    called::course_title,
    guard::Visit,
    html::IntoMarkup,
    parts::{Row, time},
    problem::Problem,
};
use leptos::prelude::*;
use std::collections::BTreeMap;
use zhixing_app::{
    i18n::{home as words, publication, site},
    urls,
};
use zhixing_domain::account::{Author, CourseKeeper};
use zhixing_store::{AskedReview, OwnDrafts, SentBackDrafts, WorkshopWaiting};

/// Of so many courses the own drafts are listed one by one.
const LISTED: usize = 5;

/// What waits, and how the pages of courses begin that are not published yet.
#[derive(Default)]
pub struct WritingBacklog {
    waiting: WorkshopWaiting,
    begun: BTreeMap<String, Vec<u8>>,
}

/// Looks it up.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn of(visit: &Visit, author: Author) -> Result<WritingBacklog, Problem> {
    let (store, published) = (&visit.site.store, visit.site.published());
    let waiting = store.workshop_waiting(&author).await?;
    let WorkshopWaiting { reviews, sent_back, drafts, due } = &waiting;
    let named = reviews.iter().map(|review| &review.course).chain(sent_back.iter().map(|back| &back.course));
    let mut named = named.chain(drafts.iter().map(|own| &own.course)).chain(due.iter().map(|(course, _)| course));
    let begun = match named.any(|course| published.library.course(course).is_none()) {
        true => store.begun_courses(&CourseKeeper::Author(author)).await?,
        false => BTreeMap::new(),
    };
    Ok(WritingBacklog { waiting, begun })
}

/// Reviews first, then what was sent back, what is set for a time, and what else is not published.
pub fn rows(visit: &Visit, WritingBacklog { waiting, begun }: &WritingBacklog) -> Vec<Row> {
    let (lang, published) = (visit.lang, visit.site.published());
    let row = |over: &'static str, course: &str, note: String| Row {
        over: over.into(),
        title: course_title(&published, begun, course, lang),
        href: urls::publish(course),
        note: view! { <span>{note}</span> }.into_markup(),
    };
    let review = |AskedReview { course, who, at, named }: &AskedReview| {
        let over = if *named { words::review_over(lang) } else { words::review_any_over(lang) };
        row(over, course, words::review_note(lang, who, time::at(&visit.site, *at, lang)))
    };
    let sent_back =
        |SentBackDrafts { course, who, word }: &SentBackDrafts| row(words::sent_back_over(lang), course, site::labelled(lang, who) + word);
    let due =
        |(course, at): &(String, _)| row(words::due_publication(lang), course, publication::due_at(lang, time::at(&visit.site, *at, lang)));
    let drafts = |OwnDrafts { course, files, at, asked }: &OwnDrafts| {
        let asked = if *asked { words::drafts_asked(lang) } else { "" };
        row(words::drafts_over(lang), course, words::drafts_note(lang, *files, time::at(&visit.site, *at, lang)) + asked)
    };
    // what was sent back, or is to be published later, is the same drafts again
    let is_told =
        |course: &str| waiting.sent_back.iter().any(|back| back.course == course) || waiting.due.iter().any(|(due, _)| due == course);
    let own: Vec<&OwnDrafts> = waiting.drafts.iter().filter(|drafts| !is_told(&drafts.course)).collect();
    let mut rows: Vec<Row> = waiting.reviews.iter().map(review).collect();
    rows.extend(waiting.sent_back.iter().map(sent_back));
    rows.extend(waiting.due.iter().map(due));
    rows.extend(own.iter().take(LISTED).map(|own| drafts(own)));
    rows.extend((own.len() > LISTED).then(|| Row {
        over: words::drafts_over(lang).into(),
        title: words::more_drafts(lang, own.len() - LISTED).into(),
        href: urls::teach(),
        note: ().into_markup(),
    }));
    rows
}
