//! Where readers of a course stop and how its practice goes; and what a page tells of how far somebody read.

use crate::{address::InPath, json::Input, shape::HeadingNumber};
use axum::{Json, http::StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use zhixing_learning::{
    practice,
    readers::actions::{self, LessonLine, PracticeLine},
};
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReachWish {
    pub heading: HeadingNumber,
}

/// Tell how far the caller came with a lesson that they have opened. Only what is further is kept.
#[utoipa::path(put, path = "/api/v1/courses/{course}/lessons/{lesson}/reached", tag = "learning", request_body = ReachWish,
    params(("course" = String, Path), ("lesson" = String, Path)),
    responses((status = 204, description = "noted"), (status = 401, description = "`sign_in`"), (status = 404, description = "`not_found`")))]
pub async fn reach(
    visit: Visit,
    InPath((course, lesson)): InPath<(String, String)>,
    Input(wish): Input<ReachWish>,
) -> Result<StatusCode, Problem> {
    practice::reach(&visit, &visit.person()?, &course, &lesson, wish.heading.0).await?;
    Ok(StatusCode::NO_CONTENT)
}

#[derive(Serialize, ToSchema)]
pub struct ReadersView {
    pub lessons: Vec<LessonReadersView>,
    pub practice: Vec<PracticeReadersView>,
}

#[derive(Serialize, ToSchema)]
pub struct LessonReadersView {
    pub lesson: String,
    pub title: String,
    /// People who are signed in.
    pub opened: i64,
    /// They came to its end, or marked it as read.
    pub finished: i64,
    /// Where most of the others stopped: a heading, empty for the opening. Absent where fewer than five opened the lesson.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stopped: Option<i64>,
}

#[derive(Serialize, ToSchema)]
pub struct PracticeReadersView {
    pub lesson: String,
    pub item: String,
    pub title: String,
    pub people: i64,
    /// How often they answered it, all together.
    pub tries: i64,
    /// Of a hundred people, how many had it right at the first try. Absent where fewer than five tried it, as is what follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub right_percent: Option<i64>,
    /// The wrong option that was chosen most at the first try.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen_wrongly: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chosen_by: Option<i64>,
}

fn lesson(line: LessonLine) -> LessonReadersView {
    let (stopped_at, stopped) = line.stop.unzip();
    let (opened, finished) = (line.readers.opened, line.readers.finished);
    LessonReadersView { lesson: line.slug, title: line.title.text, opened, finished, stopped_at, stopped }
}

fn item(line: PracticeLine) -> PracticeReadersView {
    let (chosen_wrongly, chosen_by) = line.wrong.unzip();
    PracticeReadersView {
        lesson: line.slug,
        item: line.key,
        title: line.title,
        people: line.sums.people,
        tries: line.sums.tries,
        right_percent: line.sums.right_percent(),
        chosen_wrongly,
        chosen_by,
    }
}

/// Where the readers of a course stop, lesson by lesson, and how each item of practice goes.
#[utoipa::path(get, path = "/api/v1/workshop/{course}/readers", tag = "workshop", params(("course" = String, Path)),
    responses((status = 200, body = ReadersView), (status = 404, description = "`not_found`")))]
pub async fn show(visit: Visit, InPath(course): InPath<String>) -> Result<Json<ReadersView>, Problem> {
    let readers = actions::of(&visit, &visit.author()?, &course).await?;
    Ok(Json(ReadersView {
        lessons: readers.lessons.into_iter().map(lesson).collect(),
        practice: readers.practice.into_iter().map(item).collect(),
    }))
}
