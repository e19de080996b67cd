//! A lesson: prose, practice between it, where to go next. The page that is read most.

use crate::{
    course::practice,
    inquiry::{self, InquiryDone, QuestionsHere, place::Beneath, view as beneath},
    practice as act,
};
use axum::{
    Form,
    extract::{Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::course as words, urls};
use zhixing_domain::{
    account::Account,
    course::{Course, Heading, Html, Lesson, Piece},
    lang::Lang,
};
use zhixing_shell::{
    guard::{Theme, Visit},
    html::{self, Document, IntoMarkup, Markup, fixed},
    parts::{Nav, Page, crumbs, foreign, icon, in_its_language, respond},
    problem::Problem,
    published::Published,
};
use zhixing_store::LessonProgress;

/// About which question something was just done, and what.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LessonQuery {
    did: String,
    at: String,
}

pub async fn show(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Query(asked): Query<LessonQuery>,
) -> Result<Response, Problem> {
    let progress = match &visit.account {
        Some(account) => visit.site.store.lesson_progress(account.id, &course, &slug).await?,
        None => None,
    };
    let published = visit.site.published();
    let course = published.library.course(&course).ok_or(Problem::NotFound)?;
    let Some(lesson) = course.lesson(&slug) else {
        let now = visit.site.store.lesson_now(&course.slug, &slug).await?.filter(|name| course.lesson(name).is_some());
        let name = now.ok_or(Problem::NotFound)?;
        // not for ever: a name may come back
        return Ok(Redirect::temporary(&urls::lesson(&course.slug, &name)).into_response());
    };
    if let (Some(account), None) = (&visit.account, &progress) {
        visit.site.store.see_lesson(account.id, &course.slug, &slug, visit.now).await?;
    }
    let done = InquiryDone::read(&asked.did, &asked.at);
    let questions = QuestionsHere { done, ..inquiry::of(&visit, course, lesson, progress.as_ref()).await? };
    Ok(view_of(&visit, course, lesson, progress.as_ref(), &questions, None))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct LessonDoneForm {
    done: String,
}

/// Marks the lesson as read (or not), and goes on to the next one.
pub(crate) async fn done(
    visit: Visit,
    Path((course, slug)): Path<(String, String)>,
    Form(form): Form<LessonDoneForm>,
) -> Result<Response, Problem> {
    let done = form.done != "no";
    act::set_done(&visit, &visit.person()?, &course, &slug, done).await?;
    let published = visit.site.published();
    let lessons = published.library.course(&course).map(|c| c.lessons.as_slice()).unwrap_or_default();
    let next = lessons.iter().skip_while(|l| l.slug != slug).nth(1);
    let target = match (done, next) {
        (false, _) => urls::lesson(&course, &slug),
        (true, Some(next)) => urls::lesson(&course, &next.slug),
        (true, None) => urls::course(&course),
    };
    Ok(Redirect::to(&target).into_response())
}

/// The lesson, with the judgement of one practice item where an answer was just given with scripts off.
pub(crate) fn view_of(
    visit: &Visit,
    course: &Course,
    lesson: &Lesson,
    progress: Option<&LessonProgress>,
    questions: &QuestionsHere,
    judged: Option<&practice::Judged>,
) -> Response {
    let done = progress.is_some_and(|p| p.done_at.is_some());
    let own = visit.path == urls::lesson(&course.slug, &lesson.slug);
    let document = match (&visit.account, &questions.version) {
        // all who have the same roles and choices, and asked nothing here, read the same page, but for their name
        (Some(account), Some(asked)) if own && judged.is_none() => {
            let theme = visit.theme.map_or("", Theme::code);
            let look = visit.site.decided.version();
            let name = format!("{} {} {theme} {look} {} {} {done} {asked}", visit.path, visit.lang.code(), account.roles, visit.resting);
            let template = visit.site.published().template(name, || {
                let nobody = Account { display_name: html::hole(0), ..account.clone() };
                render(&Visit { account: Some(nobody), ..visit.clone() }, course, lesson, done, questions, None)
            });
            template.fill(&[&account.display_name])
        }
        _ => render(visit, course, lesson, done, questions, judged),
    };
    respond(questions.failed.as_ref().map_or(StatusCode::OK, |failed| failed.status), visit.lang, document)
}

fn render(
    visit: &Visit,
    course: &Course,
    lesson: &Lesson,
    done: bool,
    questions: &QuestionsHere,
    judged: Option<&practice::Judged>,
) -> Document {
    let here = Beneath { visit, course, lesson, questions };
    let lang = visit.lang;
    let place = course.lessons.iter().position(|l| l.slug == lesson.slug).unwrap_or(0);
    let (body, title) = (lesson.body.get(lang), lesson.title.get(lang).clone());
    let published = visit.site.published();
    let pieces: Vec<Html> = body.pieces.iter().map(|piece| piece_html(&published, course, piece, judged, lang)).collect();
    Page::new(title, Nav::Courses).about(lesson.summary.get(lang).clone()).render(visit, || {
        let pieces: Vec<_> = body.pieces.iter().zip(&pieces).map(|(piece, html)| piece_view(here, piece, html)).collect();
        let reached = visit.account.is_some().then(|| urls::api::reached(&course.slug, &lesson.slug));
        let path = vec![
            (words::courses(lang).into(), Some(urls::courses())),
            (course.title.title(lang), Some(urls::course(&course.slug))),
            (words::lesson_n(lang, place + 1).into(), None),
        ];
        view! {
            <div class="sidebar">
                {rail(course, lesson, lang)}
                <article class="stack stack--loose">
                    <div>
                        {crumbs(lang, path)}
                        {head(course, lesson, lang)}
                    </div>
                    <div class="lesson" data-reached=reached>{pieces}</div>
                    {visit.account.is_some().then(|| done_form(course, lesson, done, lang))}
                    {beneath::section(here)}
                    {pager(course, place, lang)}
                </article>
            </div>
        }
    })
}

/// A piece as it is put into the page. A practice item is the same for everybody until it is answered.
fn piece_html(published: &Published, course: &Course, piece: &Piece, judged: Option<&practice::Judged>, lang: Lang) -> Html {
    let item = match piece {
        Piece::Prose(html) => return html.clone(),
        Piece::Practice(key) => course.item(key),
        Piece::Unread(_) => None,
    };
    let Some(item) = item else { return Html::default() };
    match judged.filter(|j| j.item == item.key) {
        Some(judged) => Html(html::render(|| practice::view_of(course, item, Some(judged), lang)).to_text().into()),
        None => {
            let name = format!("practice {} {} {}", course.slug, item.version.0, lang.code());
            published.fragment(name, || html::render(|| practice::view_of(course, item, None, lang)))
        }
    }
}

/// A piece, and beneath an item of practice what was asked about it.
fn piece_view(here: Beneath, piece: &Piece, html: &Html) -> Markup {
    match piece {
        // what the site says between the pieces is in the language of the page
        Piece::Prose(_) => {
            let own = foreign(&here.lesson.body, here.visit.lang);
            view! { <div class="prose" lang=own inner_html=fixed(html)></div> }.into_markup()
        }
        Piece::Practice(key) => view! {
            <div class="lesson__practice" inner_html=fixed(html)></div>
            {beneath::item(here, key)}
        }
        .into_markup(),
        Piece::Unread(_) => ().into_markup(),
    }
}

fn head(course: &Course, lesson: &Lesson, lang: Lang) -> Markup {
    let practice = lesson.body.get(lang).pieces.iter().filter(|p| matches!(p, Piece::Practice(_))).count();
    view! {
        <header class="page-head">
            <div class="page-head__words">
                <p class="page-head__over">{in_its_language(&course.title, lang)}</p>
                <h1>{in_its_language(&lesson.title, lang)}</h1>
                <p class="page-head__lead" lang=foreign(&lesson.summary, lang)>{lesson.summary.get(lang).clone()}</p>
                <ul class="page-head__facts" role="list">
                    <li>{words::minutes(lang, lesson.minutes)}</li>
                    <li>{words::practice_count(lang, practice)}</li>
                    {foreign(&lesson.body, lang).map(|_| view! { <li>{words::only_other(lang)}</li> })}
                </ul>
            </div>
        </header>
    }
    .into_markup()
}

fn rail(course: &Course, lesson: &Lesson, lang: Lang) -> Markup {
    let own = foreign(&lesson.body, lang);
    let heading = |h: &Heading| view! { <li><a class="toc__link" href=format!("#{}", h.id) lang=own>{h.text.clone()}</a></li> };
    let headings = || lesson.body.get(lang).toc.iter().filter(|h| h.depth == 2).map(heading).collect::<Vec<_>>();
    let lessons: Vec<_> = course
        .lessons
        .iter()
        .enumerate()
        .map(|(i, l)| {
            let current = (l.slug == lesson.slug).then_some("page");
            view! {
                <li>
                    <a class="toc__link" href=urls::lesson(&course.slug, &l.slug) aria-current=current>
                        <span class="numeric">{i + 1}</span>
                        <span>{in_its_language(&l.title, lang)}</span>
                    </a>
                </li>
            }
        })
        .collect();
    view! {
        <aside class="sidebar__rail">
            <nav class="toc toc--open" aria-label=words::on_this_page(lang)>
                <p class="toc__title">{words::on_this_page(lang)}</p>
                <ol class="toc__list" role="list">{headings()}</ol>
            </nav>
            <details class="toc toc--folded">
                <summary class="toc__title">{words::on_this_page(lang)}</summary>
                <nav aria-label=words::on_this_page(lang)><ol class="toc__list" role="list">{headings()}</ol></nav>
            </details>
            <details class="toc">
                <summary class="toc__title">{words::all_lessons(lang)}</summary>
                <nav aria-label=words::all_lessons(lang)><ol class="toc__list" role="list">{lessons}</ol></nav>
            </details>
        </aside>
    }
    .into_markup()
}

fn done_form(course: &Course, lesson: &Lesson, done: bool, lang: Lang) -> Markup {
    let action = urls::lesson_done(&course.slug, &lesson.slug);
    if done {
        view! {
            <form class="card cluster cluster--apart measure" method="post" action=action data-end="">
                <p>{icon("check")}{words::is_read(lang)}</p>
                <button class="button button--quiet" name="done" value="no">{words::mark_unread(lang)}</button>
            </form>
        }
        .into_markup()
    } else {
        view! {
            <form class="card cluster cluster--apart measure" method="post" action=action data-end="">
                <p>{words::finished(lang)}</p>
                <button class="button button--primary" name="done" value="yes">{words::mark_read(lang)}</button>
            </form>
        }
        .into_markup()
    }
}

fn pager(course: &Course, place: usize, lang: Lang) -> Markup {
    let link = |lesson: &Lesson, rel: &'static str, class: &'static str, label: &'static str| {
        view! {
            <a class=class rel=rel href=urls::lesson(&course.slug, &lesson.slug)>
                <span class="pager__label">{label}</span>
                <span class="pager__title">{in_its_language(&lesson.title, lang)}</span>
            </a>
        }
    };
    let previous = place.checked_sub(1).and_then(|i| course.lessons.get(i)).map(|l| link(l, "prev", "pager__link", words::previous(lang)));
    let next = course.lessons.get(place + 1).map(|l| link(l, "next", "pager__link pager__link--next", words::next(lang)));
    view! { <nav class="pager measure" aria-label=words::pager(lang)>{previous}{next}</nav> }.into_markup()
}
