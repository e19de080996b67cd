//! A practice item is answered and judged at once. The island wants the piece alone; without scripts the page of the lesson comes back.

use crate::{
    course::{
        lesson,
        practice::{Judged, NAME, inside},
    },
    inquiry,
    practice::{self as act, Judgement},
};
use axum::{
    Form,
    extract::Path,
    http::{HeaderMap, HeaderValue, header},
    response::{IntoResponse, Redirect, Response},
};
use std::sync::Arc;
use zhixing_app::urls;
use zhixing_domain::{
    course::Piece,
    question::{Answer, Item},
    time::Timestamp,
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{self, Markup},
    problem::Problem,
};

/// Sent by the island that wants the piece alone.
pub const FRAGMENT: &str = "x-fragment";

/// What a form of practice answered and what that is worth, with the item, and when it is asked again.
pub(crate) async fn judged(
    visit: &Visit,
    (course, key): (&str, &str),
    fields: &[(String, String)],
) -> Result<(Arc<Item>, Judged, Option<Timestamp>), Problem> {
    let item = act::item(visit, course, key).await?;
    let answer = given(&item, fields);
    let Judgement { credit, again_at } = act::judge(visit, course, &item, &answer).await?;
    let judged = Judged { item: item.key.clone(), answer, credit, next: None };
    Ok((item, judged, again_at))
}

/// The answer that a form of practice gives.
pub(crate) fn given(item: &Item, fields: &[(String, String)]) -> Answer {
    Answer::from_fields(&item.question.shape(), |part| {
        let name = part.map_or(NAME.to_string(), |i| format!("{NAME}.{i}"));
        fields.iter().filter(|(n, _)| *n == name).map(|(_, v)| v.clone()).collect()
    })
}

/// What the island puts in place.
pub(crate) fn piece(inside: impl FnOnce() -> Markup) -> Response {
    let mut response = html::render(inside).into_response();
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    response
}

pub async fn answer(
    visit: Visit,
    Path((slug, key)): Path<(String, String)>,
    headers: HeaderMap,
    Form(Fields(fields)): Form<Fields>,
) -> Result<Response, Problem> {
    let (item, judged, _) = judged(&visit, (&slug, &key), &fields).await?;
    let published = visit.site.published();
    let course = published.library.course(&slug).ok_or(Problem::NotFound)?;
    if headers.contains_key(FRAGMENT) {
        return Ok(piece(|| inside(course, &item, Some(&judged), &urls::practice(&slug, &key), visit.lang)));
    }
    let holds = |l: &&zhixing_domain::course::Lesson| l.body.zh.pieces.iter().any(|p| matches!(p, Piece::Practice(k) if *k == key));
    Ok(match course.lessons.iter().find(holds) {
        Some(lesson) => {
            let progress = match &visit.account {
                Some(account) => visit.site.store.lesson_progress(account.id, &slug, &lesson.slug).await?,
                None => None,
            };
            let questions = inquiry::of(&visit, course, lesson, progress.as_ref()).await?;
            let visit = Visit { path: urls::lesson(&slug, &lesson.slug), ..visit.clone() };
            lesson::view_of(&visit, course, lesson, progress.as_ref(), &questions, Some(&judged))
        }
        None => Redirect::to(&urls::notebook()).into_response(),
    })
}
