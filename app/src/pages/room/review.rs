//! What is still open, before handing in.

use super::{Desk, running, sheet::cell_state};
use crate::islands::room::REVIEW;
use crate::{
    guard::Visit,
    i18n::exam as words,
    pages::name,
    parts::{Nav, icon, notice, page, page_head},
    problem::Problem,
    question::kind_name,
    urls,
};
use axum::{
    extract::{Path, Query},
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_domain::{
    lang::Lang,
    question::{Prompt, remark},
};

/// What the room knows and the server does not: the numbers of the items whose newest change it would not take.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    unsaved: String,
}

impl Asked {
    fn numbers(&self, most: usize) -> Vec<String> {
        self.unsaved.split(',').filter_map(|n| n.parse::<usize>().ok()).filter(|n| (1..=most).contains(n)).map(|n| n.to_string()).collect()
    }
}

/// What the islands show on the way to this page while something is not saved.
pub(super) fn dialog(lang: Lang) -> AnyView {
    view! {
        <dialog class="dialog" id=REVIEW aria-labelledby="review-here-title">
            <div class="stack">
                <h2 class="dialog__title" id="review-here-title">{words::review(lang)}</h2>
                <p data-said="" role="status"></p>
                <div class="cluster">
                    <button class="button button--primary" type="button" data-review="back">{words::back_to_paper(lang)}</button>
                    <button class="button" type="button" data-review="anyway" hidden>{words::review_anyway(lang)}</button>
                </div>
            </div>
        </dialog>
    }
    .into_any()
}

pub async fn show(visit: Visit, Path(id): Path<String>, Query(asked): Query<Asked>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let desk = Desk::lay(&visit, &attempt).await?;
    let (lang, id) = (visit.lang, attempt.summary.id);
    let open = desk.open().filter(|(_, p)| !desk.is_answered(&p.key)).count();
    let flagged = desk.open().filter(|(_, p)| desk.flags.contains(&p.key)).count();
    let unsaved = asked.numbers(desk.total);
    let lead = if open + flagged == 0 { words::review_ready(lang).to_string() } else { words::review_lead(lang, open, flagged) };
    let left = attempt.summary.standing().deadline(visit.now).map(|d| d.remaining(visit.now).minutes());
    Ok(page(&visit, words::review(lang), Nav::Exams, || {
        let rows: Vec<_> = desk
            .open()
            .map(|(i, p)| {
                let (answered, flagged) = (desk.is_answered(&p.key), desk.flags.contains(&p.key));
                view! {
                    <tr data-state=cell_state(answered, flagged)>
                        <th scope="row"><a href=format!("{}#item-{}", urls::attempt(id), i + 1)>{words::item_n(lang, i + 1)}</a></th>
                        <td>{kind_name(p.shape.kind, lang)}</td>
                        <td>{if answered { words::answered(lang) } else { words::not_answered(lang) }}{remark_of(&desk, p, lang)}</td>
                        <td>{flagged.then(|| words::flagged(lang))}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            {page_head("", words::review(lang), lead, left.map(|m| words::time_left_words(lang, m)).into_iter().collect())}
            <div class="stack stack--loose measure">
                {(!unsaved.is_empty()).then(|| notice("warning", words::unsaved_items(lang, unsaved.join("、"))))}
                {ahead(&desk, lang).map(|text| notice("caution", text))}
                <div class="table-frame" role="group" tabindex="0" aria-label=words::sheet(lang)>
                    <table class="table">
                        <thead><tr><th scope="col">{words::item(lang)}</th><th scope="col">{words::kind(lang)}</th><th scope="col">{words::state(lang)}</th><th scope="col">{words::flag(lang)}</th></tr></thead>
                        <tbody>{rows}</tbody>
                    </table>
                </div>
                <form class="card stack" method="post" action=urls::submit(id)>
                    <p>{words::hand_in_words(lang)}</p>
                    {name::line(id, desk.name.as_deref(), lang)}
                    <div class="cluster">
                        <button class="button button--primary button--large">{if open > 0 { words::hand_in_open(lang, open) } else { words::hand_in(lang).into() }}</button>
                        <a class="button button--large" href=urls::attempt(id)>{words::back_to_paper(lang)}</a>
                    </div>
                </form>
            </div>
        }
    }))
}

/// What is said of a number that cannot be read: there is time to change it.
fn remark_of(desk: &Desk, prompt: &Prompt, lang: Lang) -> Option<AnyView> {
    let unit = prompt.unit.as_deref();
    let said = remark(unit, &desk.answers.get(&prompt.key)?.value)?;
    Some(view! { <p class="field__remark">{icon("caution")}<span>{words::remark(lang, said, unit)}</span></p> }.into_any())
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
