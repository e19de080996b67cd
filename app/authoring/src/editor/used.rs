//! The part of the editor's page that says which papers and exams use what is in a bank or a plan, which texts
//! lead to a lesson, and which courses follow a standard.

use crate::{overview, uses::FileUses};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{media, uses as words},
    urls,
};
use zhixing_domain::{
    lang::Lang,
    workshop::{
        item_uses::ItemUse,
        place::{self, PlaceKind},
        uses::MediaUse,
    },
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{FramedTable, icon, time, titled},
};

/// So many items are listed one by one; the API has all.
const LISTED: usize = 200;
/// So many are named that no plan draws.
const NAMED: usize = 12;

/// Nothing for a file that no paper is made of.
pub(super) fn section(visit: &Visit, course: &str, path: &str, uses: &FileUses) -> Option<Markup> {
    let lang = visit.lang;
    let content = match place::kind_of(path) {
        PlaceKind::Bank if !uses.items.is_empty() => {
            view! { {plans(visit, course, uses)}{idle(uses, lang)}{each(visit, course, uses)} }.into_markup()
        }
        PlaceKind::Plan => ().into_markup(),
        PlaceKind::Lesson => return (!uses.places.is_empty()).then(|| alone(links(&uses.places, lang), lang)),
        PlaceKind::Standard => return Some(alone(courses(visit, &uses.courses), lang)),
        _ => return None,
    };
    let section = view! {
        <section class="stack editor__problems" aria-labelledby="used">
            <h2 id="used">{words::title(lang)}</h2>
            {content}
            {sessions(visit, course, uses)}
        </section>
    };
    Some(section.into_markup())
}

/// The section of what no paper is made of.
fn alone(content: Markup, lang: Lang) -> Markup {
    view! { <section class="stack editor__problems" aria-labelledby="used"><h2 id="used">{words::title(lang)}</h2>{content}</section> }
        .into_markup()
}

/// Where other texts lead to a lesson: they lead nowhere once it has another name.
fn links(places: &[MediaUse], lang: Lang) -> Markup {
    let line = |place: &MediaUse| {
        let called = place.path.split_once('/').map_or(place.path.as_str(), |(_, rest)| rest);
        view! { <li><a href=urls::edit_line(&place.path, place.line)>{media::place(lang, called, place.line)}</a></li> }
    };
    let lines: Vec<_> = places.iter().map(line).collect();
    view! { <p class="soft">{words::links(lang)}</p><ul class="log" role="list">{lines}</ul> }.into_markup()
}

/// The courses that follow a standard.
fn courses(visit: &Visit, courses: &[String]) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    if courses.is_empty() {
        return view! { <p class="soft">{words::no_courses(lang)}</p> }.into_markup();
    }
    let title =
        |course: &String| published.library.course(course).map(|course| course.title.title(lang)).unwrap_or_else(|| course.as_str().into());
    let lines: Vec<_> = courses.iter().map(|course| view! { <li><a href=urls::course(course)>{titled(&title(course))}</a></li> }).collect();
    view! { <p class="soft">{words::courses(lang)}</p><ul class="log" role="list">{lines}</ul> }.into_markup()
}

fn plan_link(visit: &Visit, course: &str, plan: &str) -> Markup {
    let path = format!("{course}/assessments/{plan}.md");
    let title = overview::title(&visit.site.published(), &path, visit.lang);
    view! { <a href=urls::edit_file(&path)>{titled(&title)}</a> }.into_markup()
}

/// Each plan with how many of the items its papers may hold.
fn plans(visit: &Visit, course: &str, uses: &FileUses) -> Markup {
    let lang = visit.lang;
    let line = |plan: &String| {
        let may = uses.items.iter().filter(|item| item.plans.contains(plan)).count();
        view! { <li>{plan_link(visit, course, plan)}" "<span class="soft">{words::may_draw(lang, may, uses.items.len())}</span></li> }
    };
    let lines: Vec<_> = uses.plans.iter().map(line).collect();
    (!lines.is_empty()).then(|| view! { <ul class="log" role="list">{lines}</ul> }).into_markup()
}

/// The items that no paper can hold: somebody may have meant them to be sat.
fn idle(uses: &FileUses, lang: Lang) -> Markup {
    let idle: Vec<&ItemUse> = uses.items.iter().filter(|item| item.plans.is_empty()).collect();
    if idle.is_empty() {
        return ().into_markup();
    }
    let named: Vec<_> = idle.iter().take(NAMED).map(|item| view! { <code class="mono small">{item.item.0.clone()}</code> }).collect();
    let more = idle.len().checked_sub(NAMED).filter(|more| *more > 0);
    let more = more.map(|more| view! { <span class="soft small">{words::more(lang, more)}</span> });
    view! { <p class="cluster"><span class="badge badge--warn">{icon("warn")}{words::idle(lang, idle.len())}</span>{named}{more}</p> }
        .into_markup()
}

fn each(visit: &Visit, course: &str, uses: &FileUses) -> Markup {
    let lang = visit.lang;
    let row = |item: &ItemUse| {
        let plans: Vec<_> = item.plans.iter().map(|plan| view! { <li>{plan_link(visit, course, plan)}</li> }).collect();
        view! { <tr><th scope="row"><code class="mono">{item.item.0.clone()}</code></th><td><ul class="media__uses small" role="list">{plans}</ul></td></tr> }
    };
    let rows: Vec<_> = uses.items.iter().take(LISTED).map(row).collect();
    let more = uses
        .items
        .len()
        .checked_sub(LISTED)
        .filter(|more| *more > 0)
        .map(|more| view! { <p class="soft small">{words::more(lang, more)}</p> });
    view! {
        <details>
            <summary>{words::each(lang)}</summary>
            {FramedTable::called(words::each(lang)).classed("table").of_words([words::item(lang), words::plans(lang)], rows)}
            {more}
        </details>
    }
    .into_markup()
}

fn sessions(visit: &Visit, course: &str, uses: &FileUses) -> Markup {
    let lang = visit.lang;
    if uses.sessions.is_empty() {
        return view! { <p class="soft">{words::no_sessions(lang)}</p> }.into_markup();
    }
    let line = |session: &zhixing_store::ExamSession| {
        let window = time::window(&visit.site, session.opens, session.closes, lang);
        view! { <li><span>{session.name.clone()}</span>" "{plan_link(visit, course, session.plan.plan())}" "<span class="soft">{window}</span></li> }
    };
    let lines: Vec<_> = uses.sessions.iter().map(line).collect();
    view! { <h3>{words::sessions(lang)}</h3><ul class="log" role="list">{lines}</ul> }.into_markup()
}
