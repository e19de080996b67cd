//! The list of certificates; revoking and correcting one.

use crate::certificate::{
    Shown, actions as certificate, correction, paper,
    reaching::{back, load},
};
use axum::{
    Form,
    extract::{Path, Query},
    response::Response,
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{certificate as words, marking, name as name_words, site},
    urls,
};
use zhixing_domain::{certificate::Facts, lang::Lang};
use zhixing_shell::{
    guard::Visit,
    html::{IntoMarkup, Markup},
    name::{self, view::isolated},
    parts::{Confirm, Nav, SAYS_SOMETHING, crumbs, done, empty, history_of as history, noted, page, page_head, time},
    problem::Problem,
};
use zhixing_store::HeldCertificate;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct CertificatesQuery {
    q: String,
    done: String,
}

const MOST: i64 = 100;

pub(crate) async fn list(visit: Visit, Query(asked): Query<CertificatesQuery>) -> Result<Response, Problem> {
    visit.administrator()?;
    let records = visit.site.store.certificates_like(&asked.q, MOST).await?;
    let shown: Vec<Shown> = records.into_iter().map(Shown::of).collect::<Result<_, _>>()?;
    let held = visit.site.store.holds(MOST).await?;
    let lang = visit.lang;
    Ok(page(&visit, words::certificates(lang), Nav::Desk, || {
        let rows: Vec<_> = shown.iter().map(|s| row(&visit, s, lang)).collect();
        view! {
            {crumbs(lang, vec![(marking::desk(lang).into(), Some(urls::desk())), (words::certificates(lang).into(), None)])}
            {page_head("", words::certificates(lang), "", vec![])}
            <div class="stack stack--loose">
                {held_list(&visit, &held)}
                <form class="search" method="get" action=urls::certificate_desk() role="search">
                    <label class="visually-hidden" for="q">{words::find(lang)}</label>
                    <input class="input" id="q" name="q" type="search" value=asked.q.clone() placeholder=words::find(lang)/>
                    <button class="button">{words::find_button(lang)}</button>
                </form>
                {if rows.is_empty() {
                    empty(words::none_found(lang), words::none_found_words(lang), Some(way_on(asked.q.is_empty(), lang)))
                } else {
                    let heads = [words::number(lang), words::holder(lang), words::occupation(lang), words::awarded(lang), words::state(lang)];
                    zhixing_shell::parts::FramedTable::called(words::certificates(lang)).of_words(heads, rows)
                }}
            </div>
        }
    }))
}

/// What was earned and waits: whose it is, why, and what is to be done.
fn held_list(visit: &Visit, held: &[HeldCertificate]) -> Option<Markup> {
    let (lang, published) = (visit.lang, visit.site.published());
    let row = |h: &HeldCertificate| {
        let (cause, todo) = name::cause(&h.hold, lang);
        let plan = noted(&published.library.title(&h.plan, lang));
        view! {
            <tr>
                <th scope="row"><a href=format!("{}#settle", urls::invigilated(h.attempt))>{h.login.clone()}</a></th>
                <td>{h.name.as_ref().map(|n| isolated(&n.text))}</td>
                <td>{plan}</td>
                <td data-label=name_words::cause(lang)>{cause}</td>
                <td data-label=name_words::what_to_do(lang)>{todo}</td>
            </tr>
        }
    };
    let rows: Vec<_> = held.iter().map(row).collect();
    let heads = [
        zhixing_app::i18n::account::login(lang),
        name_words::legal_name(lang),
        name_words::exam(lang),
        name_words::cause(lang),
        name_words::what_to_do(lang),
    ];
    (!held.is_empty()).then(|| {
        view! {
            <section class="stack" aria-labelledby="held">
                <div class="section-head"><h2 id="held">{name_words::held(lang)}</h2></div>
                {zhixing_shell::parts::FramedTable::under("held").of_words(heads, rows)}
            </section>
        }
        .into_markup()
    })
}

/// Where to go from an empty list: to the whole of it, or back to the desk.
fn way_on(is_whole: bool, lang: Lang) -> (String, String) {
    if is_whole { (marking::desk(lang).into(), urls::desk()) } else { (words::show_all(lang).into(), urls::certificate_desk()) }
}

fn row(visit: &Visit, shown: &Shown, lang: Lang) -> Markup {
    let (r, f) = (&shown.record, &shown.facts);
    let state = if r.revoked_at.is_some() { words::revoked(lang) } else { words::in_force(lang) };
    view! {
        <tr>
            <th scope="row"><a class="mono" href=urls::certificate_admin(&r.number)>{r.number.to_string()}</a></th>
            <td>{isolated(&f.holder)}</td>
            <td>{Facts::in_lang(&f.occupation, lang).to_string()}" "{f.level.name(lang)}</td>
            <td data-label=words::awarded(lang)>{time::date(&visit.site, r.issued_at, lang)}</td>
            <td>{state}</td>
        </tr>
    }
    .into_markup()
}

pub(crate) async fn show(visit: Visit, Path(number): Path<String>, Query(asked): Query<CertificatesQuery>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let shown = load(&visit, &number).await?;
    let number = shown.record.number.clone();
    let events = history(&visit, &admin, &number.to_string()).await?;
    let lang = visit.lang;
    Ok(page(&visit, number.to_string(), Nav::Desk, || {
        let in_force = shown.record.revoked_at.is_none();
        view! {
            {crumbs(lang, vec![(words::certificates(lang).into(), Some(urls::certificate_desk())), (number.to_string().into(), None)])}
            {page_head(words::version(lang, shown.record.version), format!("\u{2068}{}\u{2069}", shown.facts.holder), number.to_string(), vec![])}
            <div class="sidebar sidebar--end sidebar--paper">
                <div class="stack stack--loose">
                    {(asked.done == "yes").then(|| done("success", if in_force { words::was_corrected(lang, shown.record.version) } else { words::was_revoked(lang).into() }))}
                    {in_force.then(|| view! {
                        {correction::form(&shown, correction::CorrectionForm::default(), vec![], lang)}
                        {deed(urls::revoke(&number), "revoke", words::revoke(lang), words::revoke_words(lang), "button button--danger", lang)}
                    })}
                    <section class="stack"><h2>{words::history(lang)}</h2>{events}</section>
                </div>
                <aside class="sidebar__rail stack">
                    {paper(&shown, "certificate certificate--small", None, lang)}
                    <a class="button" href=urls::certificate_pdf(&number)>{words::pdf(lang)}</a>
                    <a class="button" href=urls::verification(&number)>{words::public_page(lang)}</a>
                </aside>
            </div>
        }
    }))
}

/// A deed that needs a reason.
fn deed(action: String, id: &'static str, title: &'static str, text: &'static str, class: &'static str, lang: Lang) -> Markup {
    let field = format!("{id}-reason");
    view! {
        <form class="card stack" method="post" action=action>
            <h2 class="card__title">{title}</h2>
            <p class="soft small">{text}</p>
            <div class="field">
                <label class="field__label" for=field.clone()>{words::reason(lang)}</label>
                <input class="input" id=field name="reason" maxlength="200" pattern=SAYS_SOMETHING autocomplete="off" required/>
            </div>
            <div class="cluster"><button class=class>{title}</button></div>
        </form>
    }
    .into_markup()
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct RevocationForm {
    reason: String,
    confirmed: String,
}

pub async fn revoke(visit: Visit, Path(number): Path<String>, Form(form): Form<RevocationForm>) -> Result<Response, Problem> {
    let admin = visit.administrator()?;
    let shown = load(&visit, &number).await?;
    let reason = certificate::revocation_reason(&form.reason)?;
    if form.confirmed != "yes" {
        let (number, title) = (&shown.record.number, words::ask_revoke(visit.lang, &shown.record.number));
        let lead = format!("{} {}{reason}", words::ask_revoke_words(visit.lang), site::labelled(visit.lang, words::reason(visit.lang)));
        let people = vec![shown.facts.holder.clone()];
        let (action, back) = (urls::revoke(number), urls::certificate_admin(number));
        let ask = Confirm { button: title.clone(), title, lead, people, action, fields: vec![("reason".into(), reason)], back };
        return Ok(ask.show(&visit));
    }
    certificate::revoke(&visit, &admin, shown.record.number.clone(), &reason).await?;
    Ok(back(&shown.record.number))
}
