//! What a publication changes, by the titles of lessons, items and plans.

use super::{changed::PlanPart, compose::ProposedPublication};
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
    let plan = |(name, parts): &(String, Vec<PlanPart>)| {
        let said: Vec<_> = parts.iter().map(|part| plan_part(part, lang)).collect();
        view! { {noted(&title(PLAN, name))}" "<span class="soft">{said.join(words::between(lang))}</span> }.into_markup()
    };
    let standards =
        |names: &[String]| names.iter().map(|name| noted(&standard(name, [&proposal.reading.library, published], lang))).collect();
    let rows = [
        (words::lessons_come(lang), all(&changes.lessons.added, LESSON)),
        (words::lessons_go(lang), all(&changes.lessons.removed, LESSON)),
        (words::lessons_renamed(lang), renamed.map(IntoMarkup::into_markup).collect()),
        (words::lessons_changed(lang), all(&proposal.kept.lessons, LESSON)),
        (words::items_come(lang), all(&changes.items.added, ITEM)),
        (words::items_go(lang), all(&changes.items.removed, ITEM)),
        (words::items_changed(lang), all(&proposal.items.changed, ITEM)),
        (words::keys_changed(lang), all(&proposal.items.keys, ITEM)),
        (words::plans_come(lang), all(&changes.plans.added, PLAN)),
        (words::plans_go(lang), all(&changes.plans.removed, PLAN)),
        (words::plans_changed(lang), proposal.kept.plans.iter().map(plan).collect()),
        (words::standards_come(lang), standards(&changes.standards.added)),
        (words::standards_go(lang), standards(&changes.standards.removed)),
        (words::standards_changed(lang), standards(&proposal.kept.standards)),
    ];
    rows.into_iter().filter(|(_, titles)| !titles.is_empty()).map(|(word, titles)| row(word, titles, lang)).collect()
}

fn standard(name: &str, libraries: [&Library; 2], lang: Lang) -> Title {
    let found = libraries.iter().find_map(|library| library.standard(name)).map(|standard| standard.title.title(lang));
    found.filter(|title| !title.text.is_empty()).unwrap_or_else(|| name.into())
}

/// What of a plan is otherwise, in words.
fn plan_part(part: &PlanPart, lang: Lang) -> String {
    match part {
        PlanPart::Minutes(from, to) => words::plan_minutes(lang, from, to),
        PlanPart::Pass(from, to) => words::plan_pass(lang, from, to),
        PlanPart::Attempts(from, to) => {
            let said = |n: &u32| if *n == 0 { words::plan_no_limit(lang).to_string() } else { n.to_string() };
            words::plan_attempts(lang, said(from), said(to))
        }
        PlanPart::Items(from, to) if from == to => words::plan_drawn(lang).into(),
        PlanPart::Items(from, to) => words::plan_items(lang, from, to),
        PlanPart::Rest => words::plan_rest(lang).into(),
    }
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
