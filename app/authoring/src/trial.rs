//! A trial answer to an item that is being written: what a learner would be told of it. Nothing is kept.

use crate::preview;
use axum::{
    Form,
    extract::Path,
    http::{HeaderValue, header},
    response::{IntoResponse, Response},
};
use leptos::prelude::*;
use zhixing_app::i18n::{course as course_words, exam as exam_words, workshop as words};
use zhixing_domain::{
    course::Html,
    lang::Lang,
    question::{Answer, Item, Question, Remark, remark},
};
use zhixing_shell::{
    form::Fields,
    guard::Visit,
    html::{self, IntoMarkup, Markup},
    parts::icon,
    problem::Problem,
    question::arrangement,
};

/// The text as it stands in the editor, the item in it, and an answer in the fields of its preview; what is said of it, as a piece of HTML.
pub(crate) async fn answer(visit: Visit, Path(course): Path<String>, Form(Fields(fields)): Form<Fields>) -> Result<Response, Problem> {
    let author = visit.author()?;
    let all = |name: &str| fields.iter().filter(|(n, _)| n == name).map(|(_, v)| v.clone()).collect::<Vec<_>>();
    let one = |name: &str| all(name).pop().unwrap_or_default();
    let (path, key) = (one("path"), one("item"));
    let (reading, _) = preview::read(&visit, &author, &course, &path, Some(&one("text")), false).await?;
    let item = reading.library.course(&course).and_then(|course| course.item(&key)).cloned();
    let said = html::render(|| match &item {
        Some(item) => told(item, |part| all(&preview::control(item, part)), preview::language(&reading, &course, &path)),
        None => view! { <p class="soft">{words::preview_unreadable(visit.lang)}</p> }.into_markup(),
    });
    let kind = HeaderValue::from_static("text/html; charset=utf-8");
    Ok(([(header::CONTENT_TYPE, kind)], said).into_response())
}

fn told(item: &Item, field: impl Fn(Option<usize>) -> Vec<String>, lang: Lang) -> Markup {
    let answer = Answer::from_fields(&item.question.shape(), field);
    let remark = remark(item.unit.as_deref(), &answer);
    let is_readable = answer.check(&item.question.shape()).is_ok() && !answer.is_empty() && !remark.is_some_and(Remark::is_unreadable);
    let credit = is_readable.then(|| item.question.credit(&arrangement(item), &answer));
    let (verdict, glyph, title) = match credit {
        None if remark.is_some() => ("partly", "info", course_words::look_again(lang)),
        None => ("partly", "info", course_words::nothing_said(lang)),
        Some(None) => ("partly", "info", words::tried_by_hand(lang)),
        Some(Some(credit)) if credit.is_full() => ("right", "check", course_words::right(lang)),
        Some(Some(credit)) if credit.is_none() => ("wrong", "cross", course_words::wrong(lang)),
        Some(Some(_)) => ("partly", "partly", course_words::partly(lang)),
    };
    let said = remark.map(|said| exam_words::remark(lang, said, item.unit.as_deref()));
    let wording = item.wording.get(lang);
    let notes: Vec<_> = chosen(&item.question, &answer).filter_map(|c| wording.feedback.get(c).cloned().flatten()).map(piece).collect();
    let explanation = credit.flatten().filter(|c| c.is_full()).and(wording.explanation.clone()).map(piece);
    view! {
        <div class="feedback" data-verdict=verdict>
            <p class="feedback__verdict">{icon(glyph)}{title}</p>
            {said.map(|said| view! { <p>{said}</p> })}
            {notes}
            {explanation}
        </div>
    }
    .into_markup()
}

fn piece(html: Html) -> Markup {
    view! { <div inner_html=html.as_str().to_string()></div> }.into_markup()
}

/// The options that were chosen; a preview shows them in their order.
fn chosen(question: &Question, answer: &Answer) -> impl Iterator<Item = usize> {
    let options = match (question, answer) {
        (Question::Single(_), Answer::Single { option }) => option.iter().copied().collect(),
        (Question::Multiple(_), Answer::Multiple { options }) => options.clone(),
        _ => vec![],
    };
    options.into_iter().map(usize::from)
}
