//! A course: its lessons with the reader's progress, and its assessments.

pub mod answering;
pub mod book;
pub mod lesson;
pub mod practice;
pub mod print;
mod rights;

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{course as words, home},
    urls,
};
use zhixing_domain::{
    assessment::{Plan, PlanKind},
    course::{Course, Lesson, Piece},
    lang::Lang,
    standard::Standard,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup, fixed},
    parts::{Nav, Page, bar, crumbs, foreign, icon, in_its_language, only_in, page_head},
    problem::Problem,
};
use zhixing_store::LessonProgress;

pub async fn show(visit: Visit, Path(slug): Path<String>) -> Result<Response, Problem> {
    let (lang, published) = (visit.lang, visit.site.published());
    let course = published.library.course(&slug).ok_or(Problem::NotFound)?;
    let standard = course.standard.as_deref().and_then(|s| published.library.standard(s));
    let progress = match &visit.account {
        Some(account) => visit.site.store.progress_in(account.id, Some(&slug)).await?,
        None => vec![],
    };
    let title = course.title.title(lang);
    let summary = course.summary.get(lang).clone();
    Ok(Page::new(title.text.clone(), Nav::Courses).about(summary.clone()).show(&visit, || {
        let done = progress.iter().filter(|p| p.done_at.is_some()).count();
        let known = visit.account.is_some();
        view! {
            {crumbs(lang, vec![(words::courses(lang).into(), Some(urls::courses())), (title.clone(), None)])}
            {page_head(over(standard, lang), title.clone(), summary, facts(course, lang))}
            {go_on(course, &progress, lang)}
            <div class="sidebar sidebar--end">
                <div class="stack stack--loose">
                    <div class="prose" lang=foreign(&course.intro, lang) inner_html=fixed(course.intro.get(lang))></div>
                    <section class="stack" aria-labelledby="lessons">
                        <div class="section-head">
                            <h2 id="lessons">{words::contents(lang)}</h2>
                            {known.then(|| view! { <p class="section-head__note">{words::read_of(lang, done, course.lessons.len())}</p> })}
                        </div>
                        {syllabus(course, standard, known.then_some(progress.as_slice()), lang)}
                    </section>
                    {rights::rights(course, lang)}
                </div>
                <aside class="sidebar__rail stack" aria-label=words::learn_and_prove(lang)>
                    {course.plans.iter().map(|p| plan_card(p, lang)).collect::<Vec<_>>()}
                    {standard.map(|s| standard_card(s, lang))}
                </aside>
            </div>
        }
    }))
}

fn over(standard: Option<&Standard>, lang: Lang) -> String {
    standard.map(|s| format!("{} · {}", s.title.get(lang), s.code)).unwrap_or_default()
}

fn facts(course: &Course, lang: Lang) -> Vec<String> {
    let mut facts = vec![words::lessons(lang, course.lessons.len())];
    facts.extend(course.hours.map(|h| words::hours(lang, h)));
    let minutes: u32 = course.lessons.iter().map(|l| l.minutes).sum();
    facts.push(words::reading(lang, minutes));
    facts
}

/// The lessons; to a stranger nothing is said of what they read.
fn syllabus(course: &Course, standard: Option<&Standard>, progress: Option<&[LessonProgress]>, lang: Lang) -> Markup {
    let mut part: Option<&str> = None;
    let mut rows = vec![];
    for (i, lesson) in course.lessons.iter().enumerate() {
        if lesson.function.as_deref() != part {
            part = lesson.function.as_deref();
            let name = part.and_then(|f| standard?.function(f)).map(|f| in_its_language(&f.title, lang));
            rows.push(name.map(|name| view! { <li class="syllabus__part">{name}</li> }).into_markup());
        }
        let seen = progress.map(|all| all.iter().find(|p| p.lesson == lesson.slug));
        let (state, glyph, text) = match seen {
            None => ("todo", ().into_markup(), ""),
            Some(Some(p)) if p.done_at.is_some() => ("done", icon("check"), words::read(lang)),
            Some(Some(_)) => ("here", ().into_markup(), words::opened(lang)),
            Some(None) => ("todo", ().into_markup(), words::unread(lang)),
        };
        // where the whole course has no English its head says so
        let only = only_in(&lesson.title.title(lang)).filter(|_| course.title.en.is_some()).map(|said| format!(" · {said}"));
        let practice = lesson.body.get(lang).pieces.iter().filter(|p| matches!(p, Piece::Practice(_))).count();
        rows.push(
            view! {
                <li class="syllabus__row" data-state=state>
                    <span class="syllabus__number">{i + 1}</span>
                    <h3 class="syllabus__title"><a href=urls::lesson(&course.slug, &lesson.slug)>{in_its_language(&lesson.title, lang)}</a></h3>
                    <span class="syllabus__state">{glyph}{text}</span>
                    <p class="syllabus__note">{words::lesson_note(lang, lesson.minutes, words::practice_count(lang, practice))}{only}</p>
                </li>
            }
            .into_markup(),
        );
    }
    view! { <ol class="syllabus" role="list">{rows}</ol> }.into_markup()
}

/// Where the reader goes on: the lesson seen last, or the first one after it that is not read; nothing where all are read. `progress` is that of the
/// course, what was seen last first.
pub(crate) fn next_lesson<'a>(course: &'a Course, progress: &[LessonProgress]) -> Option<(usize, &'a Lesson)> {
    let read = |lesson: &Lesson| progress.iter().any(|p| p.lesson == lesson.slug && p.done_at.is_some());
    let last = progress.first().and_then(|p| course.lessons.iter().position(|l| l.slug == p.lesson)).unwrap_or(0);
    let lessons = || course.lessons.iter().enumerate();
    lessons().skip(last).chain(lessons().take(last)).find(|(_, lesson)| !read(lesson))
}

/// Progress and the way on, right under the title.
fn go_on(course: &Course, progress: &[LessonProgress], lang: Lang) -> Markup {
    let (done, count) = (progress.iter().filter(|p| p.done_at.is_some()).count(), course.lessons.len());
    let begun = !progress.is_empty();
    let line = begun.then(|| bar(words::progress(lang), done as i64, count as i64, format!("{done} / {count}")));
    let way = match next_lesson(course, progress) {
        Some((place, lesson)) => {
            let text = if begun { words::read_on(lang) } else { words::begin_reading(lang) };
            view! {
                <div class="cluster">
                    <a class="button button--primary" href=urls::lesson(&course.slug, &lesson.slug)>{text}</a>
                    <span class="soft">{words::lesson_n(lang, place + 1)}"　"{in_its_language(&lesson.title, lang)}</span>
                </div>
            }
            .into_markup()
        }
        None if count > 0 => view! { <p class="soft">{home::all_read(lang)}</p> }.into_markup(),
        None => return ().into_markup(),
    };
    view! { <div class="stack stack--tight measure course-way">{line}{way}</div> }.into_markup()
}

fn plan_card(plan: &Plan, lang: Lang) -> Markup {
    let attempts = if plan.attempts == 0 { home::no_limit(lang).to_string() } else { words::times(lang, plan.attempts) };
    let action = match plan.kind {
        PlanKind::Mock => words::sit_mock(lang),
        PlanKind::Exam => words::sit_exam(lang),
    };
    view! {
        <section class="card">
            <h2 class="card__title">{in_its_language(&plan.title, lang)}</h2>
            <p class="soft small">
                {words::plan_note(lang, words::items(lang, plan.item_count()), plan.limit.minutes(), plan.pass, attempts)}
                {only_in(&plan.title.title(lang)).map(|said| format!(" · {said}"))}
            </p>
            <a class="button button--wide" href=urls::waiting(&plan.course, &plan.slug)>{action}</a>
        </section>
    }
    .into_markup()
}

fn standard_card(standard: &Standard, lang: Lang) -> Markup {
    view! {
        <section class="card">
            <h2 class="card__title">{words::standard(lang)}</h2>
            <p class="soft small" lang=foreign(&standard.summary, lang)>{standard.summary.get(lang).clone()}</p>
            <a class="button button--quiet" href=urls::standard(&standard.slug)>{in_its_language(&standard.title, lang)}{icon("right")}</a>
            {only_in(&standard.title.title(lang)).map(|said| view! { <p class="soft small">{said}</p> })}
        </section>
    }
    .into_markup()
}
