//! What a publication changes, by the titles of lessons, items and plans.

use super::compose::ProposedPublication;
use leptos::prelude::*;
use zhixing_app::i18n::workshop as words;
use zhixing_domain::{
    course::Course,
    lang::{Lang, Title},
    library::Library,
};
use zhixing_shell::{
    html::{IntoMarkup, Markup},
    parts::{noted, titled},
};

/// So many of a kind are in sight; more are folded.
const SEEN: usize = 8;

/// How something of a course is called, by its name.
type Called = fn(&Course, &str, Lang) -> Option<Title>;

const LESSON: Called = |course, name, lang| course.lesson(name).map(|lesson| lesson.title.title(lang));
const ITEM: Called = |course, name, lang| course.item(name).map(|item| item.title(lang));
const PLAN: Called = |course, name, lang| course.plan(name).map(|plan| plan.title.title(lang));

/// A row for each kind of change that there is.
pub(super) fn rows(published: &Library, course: &str, proposal: &ProposedPublication, lang: Lang) -> Vec<Markup> {
    let courses = [&proposal.reading.library, published].map(|library| library.course(course));
    let title = |called: Called, name: &str| {
        // what is of the course itself has its name before it
        let name = name.strip_prefix(course).and_then(|rest| rest.strip_prefix('/')).unwrap_or(name);
        let found = courses.iter().flatten().find_map(|course| called(course, name, lang)).filter(|title| !title.text.is_empty());
        found.unwrap_or_else(|| name.into())
    };
    let all = |names: &[String], called: Called| names.iter().map(|name| noted(&title(called, name))).collect::<Vec<_>>();
    let changes = &proposal.changes;
    let renamed = changes
        .renamed
        .iter()
        .map(|r| view! { {titled(&title(LESSON, &r.to))}" "<span class="mono soft">{format!("{} → {}", r.from, r.to)}</span> });
    let rows = [
        (words::lessons_come(lang), all(&changes.lessons.added, LESSON)),
        (words::lessons_go(lang), all(&changes.lessons.removed, LESSON)),
        (words::lessons_renamed(lang), renamed.map(IntoMarkup::into_markup).collect()),
        (words::items_come(lang), all(&changes.items.added, ITEM)),
        (words::items_go(lang), all(&changes.items.removed, ITEM)),
        (words::items_changed(lang), all(&proposal.items.changed, ITEM)),
        (words::keys_changed(lang), all(&proposal.items.keys, ITEM)),
        (words::plans_come(lang), all(&changes.plans.added, PLAN)),
        (words::plans_go(lang), all(&changes.plans.removed, PLAN)),
    ];
    rows.into_iter().filter(|(_, titles)| !titles.is_empty()).map(|(word, titles)| row(word, titles, lang)).collect()
}

fn row(word: &'static str, mut titles: Vec<Markup>, lang: Lang) -> Markup {
    let more = titles.split_off(titles.len().min(SEEN));
    let count = more.len();
    let list = |titles: Vec<Markup>| {
        let lines: Vec<_> = titles.into_iter().map(|title| view! { <li>{title}</li> }).collect();
        view! { <ul role="list">{lines}</ul> }
    };
    let more = (count > 0).then(|| view! { <details><summary>{words::more_n(lang, count)}</summary>{list(more)}</details> });
    view! { <dt>{word}</dt><dd>{list(titles)}{more}</dd> }.into_markup()
}
