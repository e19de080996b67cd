//! The forms beneath a lesson: a learner asks, asks on and takes back; a teacher answers and decides who sees it.

use crate::{
    course::lesson,
    inquiry::{
        self, FailedAsk, InquiryDone, QuestionsHere,
        actions::{self, TypedInquiry},
        fields,
        view::SECTION,
    },
};
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use zhixing_app::urls;
use zhixing_domain::id::InquiryId;
use zhixing_shell::{guard::Visit, problem::Problem};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AskForm {
    r#do: String,
    at: String,
    words: String,
    inquiry: String,
}

pub(crate) async fn ask(
    visit: Visit,
    Path((course, lesson)): Path<(String, String)>,
    Form(form): Form<AskForm>,
) -> Result<Response, Problem> {
    let person = visit.person()?;
    let named = || form.inquiry.parse::<InquiryId>().map_err(|_| Problem::NotFound);
    let place = if form.r#do == "take_back" {
        actions::take_back(&visit, &person, named()?).await?;
        format!("{}#{SECTION}", urls::lesson(&course, &lesson))
    } else {
        let follows = if form.inquiry.is_empty() { None } else { Some(named()?) };
        let typed = TypedInquiry { at: form.at.clone(), words: form.words.clone(), follows };
        match actions::ask(&visit, &person, &course, &lesson, typed).await {
            Ok(id) => InquiryDone::Asked.href(&course, &lesson, id),
            Err(problem @ (Problem::Invalid { .. } | Problem::Refused { .. })) => {
                return again(&visit, &course, &lesson, &form, &problem).await;
            }
            Err(other) => return Err(other),
        }
    };
    Ok(Redirect::to(&place).into_response())
}

/// The lesson with the form as it was sent, and why it was not taken.
async fn again(visit: &Visit, course: &str, lesson: &str, form: &AskForm, problem: &Problem) -> Result<Response, Problem> {
    let published = visit.site.published();
    let course = published.library.course(course).ok_or(Problem::NotFound)?;
    let lesson = course.lesson(lesson).ok_or(Problem::NotFound)?;
    let progress = visit.site.store.lesson_progress(visit.person()?.0.id, &course.slug, &lesson.slug).await?;
    let failed = FailedAsk {
        status: problem.status(),
        field: fields::field_of(&form.inquiry, &form.at),
        at: form.at.clone(),
        typed: form.words.clone(),
        said: problem.detail(visit.lang),
    };
    let asked = inquiry::of(visit, course, lesson, progress.as_ref()).await?;
    let questions = QuestionsHere { failed: Some(failed), version: None, ..asked };
    let visit = Visit { path: urls::lesson(&course.slug, &lesson.slug), ..visit.clone() };
    Ok(lesson::view_of(&visit, course, lesson, progress.as_ref(), &questions, None))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct AnswerForm {
    r#do: String,
    text: String,
    shown: String,
}

pub(crate) async fn answer(
    visit: Visit,
    Path((course, inquiry)): Path<(String, String)>,
    Form(form): Form<AnswerForm>,
) -> Result<Response, Problem> {
    let author = visit.author()?;
    let id: InquiryId = inquiry.parse().map_err(|_| Problem::NotFound)?;
    let shown = form.shown == "all";
    let (lesson, done) = match form.r#do.as_str() {
        "show" => (actions::show(&visit, &author, &course, id, shown).await?, InquiryDone::Shown { shown }),
        _ => (actions::answer(&visit, &author, &course, id, &form.text, shown).await?, InquiryDone::Answered { shown }),
    };
    Ok(Redirect::to(&done.href(&course, &lesson, id)).into_response())
}
