//! What is still open, before handing in.

use crate::room::{Desk, running, sheet::cell_state};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{exam as words, site},
    islands::{room::REVIEW, time_left::TimeLeft},
    urls,
};
use zhixing_domain::{
    id::AttemptId,
    lang::Lang,
    question::{Prompt, Remark, remark},
};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view as name,
    parts::{FramedTable, Nav, icon, notice, page, page_head},
    problem::Problem,
    question::kind_name,
};

/// What the room knows and the server does not: the numbers of the items whose newest change it would not take.
#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct ReviewQuery {
    unsaved: String,
}

impl ReviewQuery {
    fn numbers(&self, most: usize) -> Vec<String> {
        self.unsaved.split(',').filter_map(|n| n.parse::<usize>().ok()).filter(|n| (1..=most).contains(n)).map(|n| n.to_string()).collect()
    }
}

/// What the islands show on the way to this page while something is not saved.
pub(super) fn dialog(lang: Lang) -> Markup {
    view! {
        <dialog class="dialog" id=REVIEW aria-labelledby="review-here-title">
            <div class="stack">
                <h2 class="dialog__title" id="review-here-title">{words::review(lang)}</h2>
                <p data-said="" role="status"></p>
                <div class="cluster">
                    <button class="button button--primary" type="button" data-review="back">{words::back_to_paper(lang)}</button>
                    <button class="button" type="button" data-review="anyway" hidden>{words::review_anyway(lang)}</button>
                </div>
                <p class="small"><a href="#sheet" data-review="back">{words::to_sheet(lang)}</a></p>
            </div>
        </dialog>
    }
    .into_markup()
}

pub(crate) async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<ReviewQuery>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id, &[]).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let desk = Desk::lay(&visit, &attempt).await?;
    let (lang, id) = (visit.lang, attempt.summary.id);
    let unsaved = asked.numbers(desk.total);
    // of the other parts as well: what is handed in is the whole paper
    let empty = desk.total - desk.answers.values().filter(|a| !a.value.is_empty()).count().min(desk.total);
    let lead = lead(&desk, empty, lang);
    let left = attempt.summary.timing().deadline(visit.now).map(|d| d.remaining(visit.now).ms());
    Ok(page(&visit, words::review(lang), Nav::Exams, || {
        // what may need another look first; the rest is folded
        let asks = |p: &Prompt| !desk.is_answered(&p.key) || desk.flags.contains(&p.key) || said_of(&desk, p).is_some();
        let (first, rest): (Vec<_>, Vec<_>) = desk.open().partition(|(_, p)| asks(p));
        let folded = rest.len();
        let (first, rest) = (table(&desk, id, first, lang), table(&desk, id, rest, lang));
        view! {
            {page_head("", words::review(lang), lead, vec![])}
            <div class="stack stack--loose measure">
                {left.map(|left| view! { <TimeLeft lang=lang left=left/> })}
                {(!unsaved.is_empty()).then(|| notice("warning", words::unsaved_items(lang, unsaved.join(site::comma(lang)))))}
                {behind(&desk, empty, lang).map(|text| notice("caution", text))}
                {ahead(&desk, lang).map(|text| notice("caution", text))}
                {first}
                {rest.map(|rest| view! { <details class="stack"><summary>{words::answered_rest(lang, folded)}</summary>{rest}</details> })}
                <form class="card stack" method="post" action=urls::submit(id)>
                    <p>{words::hand_in_words(lang)}</p>
                    {name::line(id, desk.name.as_deref(), lang)}
                    <div class="cluster">
                        <button class="button button--primary button--large">{if empty > 0 { words::hand_in_open(lang, empty) } else { words::hand_in(lang).into() }}</button>
                        <a class="button button--large" href=urls::attempt(id)>{words::back_to_paper(lang)}</a>
                    </div>
                </form>
            </div>
        }
    }))
}

/// How much of what is open needs another look, and how much of the whole paper has no answer.
fn lead(desk: &Desk, empty: usize, lang: Lang) -> String {
    let open = desk.open().filter(|(_, p)| !desk.is_answered(&p.key)).count();
    let flagged = desk.open().filter(|(_, p)| desk.flags.contains(&p.key)).count();
    let odd = desk.open().filter(|(_, p)| said_of(desk, p).is_some()).count();
    let lead = match (open + flagged, odd) {
        (0, 0) if desk.at.is_some() => words::review_part_ready(lang).to_string(),
        (0, 0) => words::review_ready(lang).to_string(),
        (0, odd) => words::review_odd(lang, odd),
        _ => words::review_lead(lang, open, flagged),
    };
    if desk.at.is_some() { format!("{lead}{}", words::review_whole(lang, empty)) } else { lead }
}

/// Some items with how each stands.
fn table(desk: &Desk, id: AttemptId, items: Vec<(usize, &Prompt)>, lang: Lang) -> Option<Markup> {
    if items.is_empty() {
        return None;
    }
    let rows: Vec<_> = items
        .into_iter()
        .map(|(i, p)| {
            let (answered, flagged) = (desk.is_answered(&p.key), desk.flags.contains(&p.key));
            view! {
                <tr data-state=cell_state(answered, flagged)>
                    <th class="table__nowrap" scope="row"><a href=format!("{}#item-{}", urls::attempt(id), i + 1)>{words::item_n(lang, i + 1)}</a></th>
                    <td class="table__nowrap">{kind_name(p.shape.kind, lang)}</td>
                    <td>{state_of(desk, p, lang)}</td>
                    <td>{flagged.then(|| view! { <span class="badge badge--warn">{words::flagged(lang)}</span> })}</td>
                    <td>{remark_of(desk, p, lang)}</td>
                </tr>
            }
        })
        .collect();
    let heads = [words::item(lang), words::kind(lang), words::state(lang), words::flag(lang), words::remark_head(lang)];
    Some(FramedTable::called(words::sheet(lang)).of_words(heads, rows))
}

fn said_of(desk: &Desk, prompt: &Prompt) -> Option<Remark> {
    remark(prompt.unit.as_deref(), &desk.answers.get(&prompt.key)?.value)
}

/// An answer that is odd is not just answered.
fn state_of(desk: &Desk, prompt: &Prompt, lang: Lang) -> &'static str {
    match desk.is_answered(&prompt.key) {
        false => words::not_answered(lang),
        true if said_of(desk, prompt).is_some() => words::answered_odd(lang),
        true => words::answered(lang),
    }
}

/// What is odd about an answer, or lacks in it: there is time to change it.
fn remark_of(desk: &Desk, prompt: &Prompt, lang: Lang) -> Option<Markup> {
    let (said, unit) = (said_of(desk, prompt)?, prompt.unit.as_deref());
    Some(view! { <p class="field__remark">{icon("caution")}<span>{words::remark(lang, said, unit)}</span></p> }.into_markup())
}

/// What has no answer and can have none any more: it was left.
fn behind(desk: &Desk, empty: usize, lang: Lang) -> Option<String> {
    let at = desk.at.as_ref()?;
    let open = desk.open().filter(|(_, p)| !desk.is_answered(&p.key)).count();
    let closed = empty.saturating_sub(open + desk.total.saturating_sub(at.open().end));
    (closed > 0).then(|| words::closed_empty(lang, closed))
}

/// What would be given up: sections and items that were not reached.
fn ahead(desk: &Desk, lang: Lang) -> Option<String> {
    let at = desk.at.as_ref()?;
    let (parts, items) = (at.count - at.here.number - 1, at.here.places.end - at.open().end);
    match (parts, items) {
        (0, 0) => None,
        (0, items) => Some(words::items_ahead(lang, items)),
        (parts, _) => Some(words::parts_ahead(lang, parts)),
    }
}
