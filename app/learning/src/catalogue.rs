//! The billboard, which strangers see first, and the catalogue.

use axum::response::Response;
use leptos::prelude::*;
use zhixing_app::{
    i18n::{consent, course as course_words, site as words},
    urls,
};
use zhixing_domain::{course::Course, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, Page, foreign, icon, in_its_language, only_in, page_head},
};

/// What this is, for whoever does not know it yet.
pub fn billboard(visit: &Visit) -> Response {
    let (lang, published) = (visit.lang, visit.site.published());
    Page::new(words::home_title(lang), Nav::Courses).main("").about(consent::about_site(lang)).show(visit, || {
        let courses = &published.library.courses;
        view! {
            {hero(lang)}
            <section class="centre centre--page stack stack--loose" id="catalogue" aria-labelledby="catalogue-title">
                <div class="section-head">
                    <h2 id="catalogue-title">{words::catalogue(lang)}</h2>
                    <p class="section-head__note">{count(courses, lang)}</p>
                </div>
                {cards(courses, lang)}
            </section>
        }
    })
}

/// The catalogue by itself.
pub async fn list(visit: Visit) -> Response {
    let (lang, published) = (visit.lang, visit.site.published());
    Page::new(words::catalogue(lang), Nav::Courses).about(consent::about_site(lang)).show(&visit, || {
        let courses = &published.library.courses;
        view! {
            {page_head("", words::catalogue(lang), "", vec![])}
            <div class="stack">
                <h2 class="section-head__note">{count(courses, lang)}</h2>
                {cards(courses, lang)}
            </div>
        }
    })
}

fn count(courses: &[Course], lang: Lang) -> String {
    let lessons = courses.iter().map(|c| c.lessons.len()).sum::<usize>();
    format!("{} · {}", words::courses_n(lang, courses.len()), course_words::lessons(lang, lessons))
}

fn cards(courses: &[Course], lang: Lang) -> Markup {
    let cards: Vec<_> = courses.iter().map(|c| card(c, lang)).collect();
    view! { <ul class="grid grid--wide" role="list">{cards}</ul> }.into_markup()
}

fn hero(lang: Lang) -> Markup {
    let step = |glyph: &'static str, title: &'static str, text: &'static str| {
        view! {
            <li class="path__step">
                <span class="path__glyph" aria-hidden="true">{glyph}</span>
                <h2 class="path__title">{title}</h2>
                <p class="path__words">{text}</p>
            </li>
        }
    };
    view! {
        <section class="hero">
            <div class="centre hero__inner">
                <div class="hero__words">
                    <h1 class="hero__title"><span>{words::hero_1(lang)}</span>" "<span>{words::hero_2(lang)}</span>" "<span>{words::hero_3(lang)}</span></h1>
                    <p class="hero__lead">{words::hero_lead(lang)}</p>
                    <div class="cluster">
                        <a class="button button--primary button--large" href="#catalogue">{words::hero_start(lang)}</a>
                        <a class="button button--quiet" href=urls::verify()>{words::hero_verify(lang)}{icon("right")}</a>
                    </div>
                </div>
                {zhixing_shell::parts::specimen(lang)}
                <ol class="path hero__path" role="list">
                    {step(words::learn_glyph(lang), words::step_learn(lang), words::step_learn_words(lang))}
                    {step(words::prove_glyph(lang), words::step_prove(lang), words::step_prove_words(lang))}
                    {step(words::carry_glyph(lang), words::step_carry(lang), words::step_carry_words(lang))}
                </ol>
            </div>
        </section>
    }
    .into_markup()
}

fn card(course: &Course, lang: Lang) -> Markup {
    let mut facts = vec![course_words::lessons(lang, course.lessons.len())];
    facts.extend(course.hours.map(|h| course_words::hours(lang, h)));
    if course.plans.iter().any(|p| p.certificate) {
        facts.push(course_words::with_certificate(lang).into());
    }
    facts.extend(only_in(&course.title.title(lang)).map(String::from));
    let facts: Vec<_> = facts.into_iter().map(|f| view! { <li>{f}</li> }).collect();
    let slip = course.level.map(|level| level.name(lang).to_string());
    view! {
        <li class="course-card">
            <p class="course-card__slip">{slip}</p>
            <div class="course-card__body">
                <h3 class="course-card__title"><a href=urls::course(&course.slug)>{in_its_language(&course.title, lang)}</a></h3>
                <p class="course-card__summary" lang=foreign(&course.summary, lang)>{course.summary.get(lang).clone()}</p>
                <ul class="course-card__facts" role="list">{facts}</ul>
            </div>
        </li>
    }
    .into_markup()
}
