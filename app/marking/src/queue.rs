//! What waits for a marker: of which exam, which items, how many; what they put back, and the way on once all is marked.

use crate::actions::{self, QueuedPlan};
use axum::{
    Form,
    extract::Query,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::marking as words, urls};
use zhixing_domain::{
    account::Marker,
    lang::{Lang, Title},
    plan_ref::PlanRef,
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{Nav, crumbs, empty, notice, only_in, only_note, page, page_head, titled},
    problem::Problem,
};
use zhixing_store::{MarkingLine, MarkingTask};

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct QueueQuery {
    /// Of all plans when it names none.
    plan: String,
    /// A mark was stored, and nothing of the plan came after it.
    saved: String,
}

/// Leads to the answer that this marker holds already; else shows what waits. Looking claims nothing.
pub(crate) async fn show(visit: Visit, Query(asked): Query<QueueQuery>) -> Result<Response, Problem> {
    let (lang, marker) = (visit.lang, visit.marker()?);
    if let Some(task) = visit.site.store.held_marking(&marker, asked.plan.parse().ok().as_ref(), visit.now).await? {
        return Ok(Redirect::to(&urls::mark(task.attempt, &task.item)).into_response());
    }
    let mut plans = actions::queue(&visit, &marker).await?;
    // what was asked about stands first
    plans.sort_by_key(|queued| queued.plan.as_str() != asked.plan);
    let mut asked_in = vec![];
    for queued in &plans {
        let mut titles = Vec::with_capacity(queued.items.len());
        for line in &queued.items {
            titles.push(actions::title(&visit, &line.version, &line.item).await?);
        }
        asked_in.push(titles);
    }
    let (waits, mine) = (plans.iter().any(|p| p.to_mark > 0), plans.iter().map(|p| p.mine).sum::<i64>());
    Ok(page(&visit, words::marking(lang), Nav::Desk, || {
        let cards: Vec<_> = plans.iter().zip(&asked_in).map(|(queued, titles)| card(&visit, queued, titles)).collect();
        let nothing = || empty(words::all_marked(lang), words::all_marked_words(lang), Some((words::desk(lang).into(), urls::desk())));
        let facts = (mine > 0).then(|| words::mine_n(lang, mine)).into_iter().collect();
        view! {
            {crumbs(lang, vec![(words::desk(lang).into(), Some(urls::desk())), (words::marking(lang).into(), None)])}
            {page_head("", words::marking(lang), words::queue_lead(lang), facts)}
            <div class="stack stack--loose measure">
                {(asked.saved == "yes").then(|| notice("success", words::saved_last(lang)))}
                {(!waits).then(nothing)}
                {(!cards.is_empty()).then(|| view! { <ul class="queue stack" role="list">{cards}</ul> })}
                <p><a href=urls::marked()>{words::marked_by_me(lang)}</a></p>
            </div>
        }
    }))
}

fn card(visit: &Visit, queued: &QueuedPlan, titles: &[Title]) -> Markup {
    let lang = visit.lang;
    let title = visit.site.published().library.title(&queued.plan, lang);
    let facts = counts(queued.to_mark, queued.skipped, queued.held, queued.mine, lang);
    let facts: Vec<_> = facts.into_iter().chain(only_in(&title).map(String::from)).collect();
    // of one item alone the counts are those of the exam
    let counted = queued.items.len() > 1;
    let items: Vec<_> = titles.iter().zip(&queued.items).map(|(title, line)| item(title, line, counted, lang)).collect();
    view! {
        <li class="card stack stack--tight">
            <h2 class="card__title">{titled(&title)}</h2>
            {(!facts.is_empty()).then(|| view! { <p class="soft small">{facts.join(" · ")}</p> })}
            {(!items.is_empty()).then(|| view! { <ul class="queue__items">{items}</ul> })}
            {way_on(queued, lang)}
        </li>
    }
    .into_markup()
}

fn item(title: &Title, line: &MarkingLine, counted: bool, lang: Lang) -> Markup {
    let counts = counted.then(|| counts(line.to_mark, line.skipped, line.held, line.mine, lang).join(" · "));
    view! { <li>{titled(title)}{only_note(title)}" "{counts.map(|said| view! { <span class="soft small">{said}</span> })}</li> }
        .into_markup()
}

/// What there is of each, in words.
fn counts(to_mark: i64, skipped: i64, held: i64, mine: i64, lang: Lang) -> Vec<String> {
    let say = |n: i64, words: fn(Lang, i64) -> String| (n > 0).then(|| words(lang, n));
    [say(to_mark, words::to_mark_n), say(skipped, words::skipped_n), say(held, words::held_n), say(mine, words::mine_n)]
        .into_iter()
        .flatten()
        .collect()
}

/// What the marker can do: take the next one; look again at what was put back; where all is marked, go to the results.
fn way_on(queued: &QueuedPlan, lang: Lang) -> Markup {
    let plan = queued.plan.to_string();
    let (free, skipped) = (queued.free(), queued.skipped);
    if free > 0 {
        return view! {
            <form method="post" action=urls::marking()>
                <button class="button button--primary" name="plan" value=plan>{words::mark_n(lang, free)}</button>
            </form>
        }
        .into_markup();
    }
    if skipped > 0 {
        return view! {
            <form class="stack stack--tight" method="post" action=urls::marking()>
                <p>{words::all_skipped(lang, skipped)}</p>
                <input type="hidden" name="again" value="yes"/>
                <div><button class="button button--primary" name="plan" value=plan>{words::look_again(lang, skipped)}</button></div>
            </form>
        }
        .into_markup();
    }
    let held = (queued.held > 0).then(|| view! { <p>{words::with_colleagues(lang)}</p> });
    let release = (queued.to_release > 0).then(|| {
        let href = urls::plan_results(queued.plan.course(), queued.plan.plan());
        view! {
            <p class="soft small">{words::to_release_n(lang, queued.to_release)}</p>
            <p><a class="button" href=href>{words::to_results(lang)}</a></p>
        }
    });
    view! { {held}{release} }.into_markup()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NextForm {
    plan: String,
    /// The answer that is put back, with its item.
    attempt: String,
    item: String,
    /// What was put back is asked for again.
    again: String,
}

/// Claims the answer that has waited longest and leads to it; from an answer that is put back to the one after it.
pub(crate) async fn next(visit: Visit, Form(asked): Form<NextForm>) -> Result<Response, Problem> {
    let (marker, plan) = (visit.marker()?, asked.plan.parse::<PlanRef>().ok());
    let next = match (asked.attempt.is_empty(), asked.again == "yes") {
        (false, _) => actions::skip(&visit, &marker, &asked.attempt, &asked.item).await?,
        (true, true) => actions::look_again(&visit, &marker, plan.clone()).await?,
        (true, false) => actions::claim(&visit, &marker, plan.clone()).await?,
    };
    Ok(leads_to(next, plan, false))
}

/// On to the next answer of the plan; where there is none, that is said.
pub(crate) async fn after_saving(visit: &Visit, marker: &Marker, plan: PlanRef) -> Result<Response, Problem> {
    let next = actions::claim(visit, marker, Some(plan.clone())).await?;
    Ok(leads_to(next, Some(plan), true))
}

fn leads_to(next: Option<MarkingTask>, plan: Option<PlanRef>, saved: bool) -> Response {
    let Some(task) = next else {
        let plan = plan.map_or_else(String::new, Into::into);
        let saved = if saved { "&saved=yes" } else { "" };
        return Redirect::to(&format!("{}?plan={plan}{saved}", urls::marking())).into_response();
    };
    Redirect::to(&urls::mark(task.attempt, &task.item)).into_response()
}
