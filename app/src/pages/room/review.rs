//! What is still open, before handing in.

use super::{Desk, running, sheet::cell_state};
use crate::{
    guard::Visit,
    i18n::exam as words,
    pages::name,
    parts::{Nav, notice, page, page_head},
    problem::Problem,
    question::kind_name,
    urls,
};
use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_domain::lang::Lang;

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let attempt = match running(&visit, &id).await? {
        Ok(attempt) => attempt,
        Err(response) => return Ok(response),
    };
    let desk = Desk::lay(&visit, &attempt).await?;
    let (lang, id) = (visit.lang, attempt.summary.id);
    let open = desk.open().filter(|(_, p)| !desk.is_answered(&p.key)).count();
    let flagged = desk.open().filter(|(_, p)| desk.flags.contains(&p.key)).count();
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
                        <td>{if answered { words::answered(lang) } else { words::not_answered(lang) }}</td>
                        <td>{flagged.then(|| words::flagged(lang))}</td>
                    </tr>
                }
            })
            .collect();
        view! {
            {page_head("", words::review(lang), lead, left.map(|m| words::time_left_words(lang, m)).into_iter().collect())}
            <div class="stack stack--loose measure">
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
                        <button class="button button--primary button--large">{words::hand_in(lang)}</button>
                        <a class="button button--large" href=urls::attempt(id)>{words::back_to_paper(lang)}</a>
                    </div>
                </form>
            </div>
        }
    }))
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
