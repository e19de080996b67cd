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
    parts::{Nav, SAYS_SOMETHING, crumbs, done, empty, noted, page, page_head},
    problem::Problem,
};
use zhixing_store::{AttemptName, NameRequest};

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
        let plan = noted(&published.library.title(&n.plan, lang));
        let wish = n
            .waiting()
            .map(|r| view! { <br/>{words::wait_request(lang, quoted(&r.name))}" "<span class="soft">{asked_at(visit, n)}</span> });
        view! {
            <tr>
                <th scope="row"><a href=format!("{}#settle", urls::invigilated(n.attempt))>{n.login.clone()}</a></th>
                <td data-label=words::settle(lang)>{n.name.as_ref().map(|n| isolated(&n.text))}" "<span class="small soft">{source(n.name.as_ref(), lang)}</span>{wish}</td>
                <td data-label=words::person(lang)>{isolated(&n.display_name)}</td>
                <td data-label=words::exam(lang)>{plan}</td>
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
    let wish = waiting.map(|r| wish(r, lang));
    let confirm = unconfirmed.filter(|_| waiting.is_none()).map(|n| {
        let button =
            view! { <button class="button button--primary" name="do" value="confirm">{words::confirm(lang, quoted(&n.text))}</button> };
        on_name(&action, &n.text, "confirm-note", view! { <div>{button}</div> }.into_markup(), lang)
    });
    let decide = waiting.map(|r| {
        let buttons = view! {
            <div class="cluster">
                <button class="button button--primary" name="do" value="accept">{words::accept(lang, quoted(&r.name))}</button>
                <button class="button" name="do" value="refuse">{words::refuse(lang)}</button>
            </div>
        };
        on_name(&action, &r.name, "decide-note", buttons.into_markup(), lang)
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
                {set_another(action, lang)}
            </section>
        }
        .into_markup(),
    )
}

/// The name that is asked for, and why.
fn wish(request: &NameRequest, lang: Lang) -> Markup {
    view! {
        <dt>{words::wished(lang)}</dt><dd><strong>{isolated(&request.name)}</strong></dd>
        <dt>{words::asked_reason(lang)}</dt><dd>{request.reason.clone()}</dd>
        <dt>{words::asked_evidence(lang)}</dt><dd>{request.evidence.clone()}</dd>
    }
    .into_markup()
}

/// How it is known: what staff looked at.
fn note(id: &'static str, lang: Lang) -> Markup {
    view! {
        <div class="field">
            <label class="field__label" for=id>{words::note(lang)}</label>
            <p class="field__hint" id=format!("{id}-hint")>{words::note_hint(lang)}</p>
            <input class="input" id=id name="note" maxlength="500" pattern=SAYS_SOMETHING required aria-describedby=format!("{id}-hint")/>
        </div>
    }
    .into_markup()
}

fn quoted(name: &str) -> String {
    format!("\u{2068}{name}\u{2069}")
}

/// What is done about a name that is there.
fn on_name(action: &str, name: &str, note_id: &'static str, buttons: Markup, lang: Lang) -> Markup {
    view! {
        <form class="stack" method="post" action=action.to_string()>
            <input type="hidden" name="name" value=name.to_string()/>
            {note(note_id, lang)}
            {buttons}
        </form>
    }
    .into_markup()
}

/// Another name, folded.
fn set_another(action: String, lang: Lang) -> Markup {
    view! {
        <details>
            <summary>{words::set(lang)}</summary>
            <form class="stack" method="post" action=action>
                <div class="field">
                    <label class="field__label" for="set-name">{words::set_name(lang)}</label>
                    <input class="input" id="set-name" name="name" maxlength="200" autocomplete="off" pattern=SAYS_SOMETHING required/>
                </div>
                {note("set-note", lang)}
                <div><button class="button" name="do" value="set">{words::set(lang)}</button></div>
            </form>
        </details>
    }
    .into_markup()
}

/// What was done, on the page of the attempt.
pub fn said(lang: Lang) -> Markup {
    done("success", words::settled(lang))
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
