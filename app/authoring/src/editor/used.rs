//! The part of the editor's page that says which papers and exams use what is in a bank or a plan.

use crate::{overview, uses::FileUses};
use leptos::prelude::*;
use zhixing_app::{i18n::uses as words, urls};
use zhixing_domain::{
    lang::Lang,
    workshop::{
        item_uses::ItemUse,
        place::{self, PlaceKind},
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
