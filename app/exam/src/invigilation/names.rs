//! Names that wait for staff: the list, and what is done about one on the page of its attempt.

use super::settlement;
use axum::{
    Form,
    extract::Path,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{i18n::name as words, urls};
use zhixing_domain::{id::AttemptId, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::view::{asked_at, isolated, source},
    parts::{Nav, crumbs, empty, notice, page, page_head, titled},
    problem::Problem,
};
use zhixing_store::AttemptName;

/// How many the list shows of each kind.
pub const MOST: i64 = 200;

pub async fn list(visit: Visit) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let (waiting, early) = visit.site.store.names_to_settle(&who, MOST).await?;
    let lang = visit.lang;
    Ok(page(&visit, words::names(lang), Nav::Desk, || {
        let path = vec![(zhixing_app::i18n::marking::desk(lang).into(), Some(urls::desk())), (words::names(lang).into(), None)];
        view! {
            {crumbs(lang, path)}
            {page_head("", words::names(lang), words::names_lead(lang), vec![])}
            <div class="stack stack--far">
                {if waiting.is_empty() {
                    empty(words::names_none(lang), words::names_none_words(lang), Some((zhixing_app::i18n::marking::desk(lang).into(), urls::desk())))
                } else {
                    table(&visit, &waiting, "waiting", words::names(lang))
                }}
                {(!early.is_empty()).then(|| view! {
                    <section class="stack" aria-labelledby="early">
                        <div class="section-head"><h2 id="early">{words::early(lang)}</h2><p class="section-head__note">{words::early_words(lang)}</p></div>
                        {table(&visit, &early, "early-list", words::early(lang))}
                    </section>
                })}
            </div>
        }
    }))
}

fn table(visit: &Visit, names: &[AttemptName], id: &'static str, label: &'static str) -> Markup {
    let (lang, published) = (visit.lang, visit.site.published());
    let row = |n: &AttemptName| {
        let plan = titled(&published.library.title(&n.plan, lang));
        let wish = n.waiting().map(|r| view! { <br/>{words::wait_request(lang, format!("\u{2068}{}\u{2069}", r.name))}" "<span class="soft">{asked_at(visit, n)}</span> });
        view! {
            <tr>
                <th scope="row"><a href=format!("{}#settle", urls::invigilated(n.attempt))>{n.login.clone()}</a></th>
                <td>{n.name.as_ref().map(|n| isolated(&n.text))}" "<span class="small soft">{source(n.name.as_ref(), lang)}</span>{wish}</td>
                <td>{isolated(&n.display_name)}</td>
                <td>{plan}</td>
            </tr>
        }
    };
    let rows: Vec<_> = names.iter().map(row).collect();
    view! {
        {(names.len() as i64 == MOST).then(|| view! { <p class="small soft">{words::first_n(lang, MOST)}</p> })}
        <div class="table-frame" role="group" tabindex="0" aria-label=label id=id>
            <table class="table table--cards">
                <thead>
                    <tr>
                        <th scope="col">{zhixing_app::i18n::account::login(lang)}</th>
                        <th scope="col">{words::settle(lang)}</th>
                        <th scope="col">{words::person(lang)}</th>
                        <th scope="col">{words::exam(lang)}</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_markup()
}

/// On the page of an attempt: its name, who stands for it, and what can be done; nothing where the assessment has no names.
pub fn section(visit: &Visit, name: &AttemptName, certifies: bool) -> Option<Markup> {
    let lang = visit.lang;
    if !certifies && name.name.is_none() {
        return None;
    }
    let action = urls::settle_name(name.attempt);
    let frozen = name.name.as_ref();
    let (unconfirmed, waiting) = (frozen.filter(|n| !n.is_confirmed()), name.waiting());
    let wish = waiting.map(|r| {
        view! {
            <dt>{words::wished(lang)}</dt><dd><strong>{isolated(&r.name)}</strong></dd>
            <dt>{words::asked_reason(lang)}</dt><dd>{r.reason.clone()}</dd>
            <dt>{words::asked_evidence(lang)}</dt><dd>{r.evidence.clone()}</dd>
        }
    });
    let note = |id: &'static str| {
        view! {
            <div class="field">
                <label class="field__label" for=id>{words::note(lang)}</label>
                <p class="field__hint" id=format!("{id}-hint")>{words::note_hint(lang)}</p>
                <input class="input" id=id name="note" maxlength="500" required aria-describedby=format!("{id}-hint")/>
            </div>
        }
    };
    let quoted = |name: &str| format!("\u{2068}{name}\u{2069}");
    let confirm = unconfirmed.filter(|_| waiting.is_none()).map(|n| {
        view! {
            <form class="stack" method="post" action=action.clone()>
                <input type="hidden" name="name" value=n.text.clone()/>
                {note("confirm-note")}
                <div><button class="button button--primary" name="do" value="confirm">{words::confirm(lang, quoted(&n.text))}</button></div>
            </form>
        }
    });
    let decide = waiting.map(|r| {
        view! {
            <form class="stack" method="post" action=action.clone()>
                <input type="hidden" name="name" value=r.name.clone()/>
                {note("decide-note")}
                <div class="cluster">
                    <button class="button button--primary" name="do" value="accept">{words::accept(lang, quoted(&r.name))}</button>
                    <button class="button" name="do" value="refuse">{words::refuse(lang)}</button>
                </div>
            </form>
        }
    });
    Some(
        view! {
            <section class="card stack measure" aria-labelledby="settle">
                <h2 class="card__title" id="settle">{words::settle(lang)}</h2>
                <p class="small soft">{words::settle_words(lang)}</p>
                <dl class="facts">
                    <dt>{words::fixed(lang)}</dt><dd>{frozen.map(|n| isolated(&n.text))}" "<span class="small soft">{source(frozen, lang)}</span></dd>
                    {wish}
                </dl>
                {decide}
                {confirm}
                <details>
                    <summary>{words::set(lang)}</summary>
                    <form class="stack" method="post" action=action>
                        <div class="field">
                            <label class="field__label" for="set-name">{words::set_name(lang)}</label>
                            <input class="input" id="set-name" name="name" maxlength="200" autocomplete="off" required/>
                        </div>
                        {note("set-note")}
                        <div><button class="button" name="do" value="set">{words::set(lang)}</button></div>
                    </form>
                </details>
            </section>
        }
        .into_markup(),
    )
}

/// What was done, on the page of the attempt.
pub fn said(lang: Lang) -> Markup {
    notice("success", words::settled(lang))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct SettleForm {
    r#do: String,
    name: String,
    note: String,
}

pub(crate) async fn settle(visit: Visit, Path(id): Path<String>, Form(wish): Form<SettleForm>) -> Result<Response, Problem> {
    let who = visit.invigilator()?;
    let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
    let what = settlement::settlement(&visit.site, &wish.r#do, &wish.name)?;
    settlement::settle(&visit, &who, id, what, &wish.note).await?;
    Ok(Redirect::to(&format!("{}?done=name", urls::invigilated(id))).into_response())
}
