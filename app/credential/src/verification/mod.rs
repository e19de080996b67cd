//! Checking a certificate, by anybody, without an account: by its number, or by uploading or pasting the credential itself.
//!
//! A number that nobody has, a picture, a file that is not the one issued: each is a verdict with its own page (`shown`).

pub mod actions;

pub mod shown;

use crate::{
    certificate::{Shown, paper},
    verification::{
        actions as verification,
        actions::{Place, Seen, Sight},
    },
};
use axum::{
    extract::{Multipart, Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_app::{
    i18n::{certificate as words, site, verification as said},
    urls,
};
use zhixing_domain::{
    certificate::{CheckCode, Number},
    lang::Lang,
    time::Timestamp,
    verification::{Report, mask},
};
use zhixing_shell::{
    form,
    guard::Visit,
    html::{IntoMarkup, Markup},
    parts::{FileField, Nav, Page, TextArea, error_summary, icon, notice, page_head, time},
    problem::Problem,
};
use zhixing_store::CertificateRecord;

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct VerifyQuery {
    number: String,
    c: String,
}

/// The form; a number leads to its page.
pub(crate) async fn page(visit: Visit, Query(asked): Query<VerifyQuery>) -> Response {
    if asked.number.trim().is_empty() {
        return form(&visit, StatusCode::OK, asked, None);
    }
    match verification::place(&asked.number) {
        // a wrong code goes along, so that the page can say so
        Some(Place { number, code: None }) if !asked.c.trim().is_empty() => match CheckCode::typed(&asked.c) {
            Some(code) => Redirect::to(&urls::verification_with(number, Some(&code))).into_response(),
            None => Redirect::to(&format!("{}?{}=0", urls::verification(number), urls::CODE)).into_response(),
        },
        Some(place) => Redirect::to(&urls::verification_with(place.number, place.code.as_ref())).into_response(),
        None => {
            let error = words::bad_number(visit.lang).to_string();
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, asked, Some(("number", error)))
        }
    }
}

fn form(visit: &Visit, status: StatusCode, asked: VerifyQuery, error: Option<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    Page::new(words::verify(lang), Nav::Verify).status(status).about(words::verify_lead(lang)).show(visit, || {
        let errors: Vec<_> = error.into_iter().collect();
        let wrong = |field| errors.iter().find(|(at, _): &&(&str, String)| *at == field).map(|(_, said)| said.clone());
        let accept = ".json,.pdf,.png,.jpg,.jpeg,.svg".into();
        let file = FileField { accept, error: wrong("file"), optional: true, ..FileField::new(words::file(lang)) };
        view! {
            {page_head("", words::verify(lang), words::verify_lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &errors)}
                {number_form(asked, wrong("number").is_some(), lang)}
                <form class="card stack" method="post" action=urls::verify() enctype="multipart/form-data">
                    <h2 class="card__title">{words::by_file(lang)}</h2>
                    <p class="soft small">{words::by_file_words(lang)}</p>
                    {file.view()}
                    <div class="field">
                        <label class="field__label" for="text">{words::paste(lang)}</label>
                        {TextArea { id: "text".into(), name: "text".into(), class: "mono", rows: 5, ..TextArea::default() }.view()}
                    </div>
                    <div class="cluster"><button class="button button--primary">{words::check(lang)}</button></div>
                </form>
            </div>
        }
    })
}

/// Number and check code, with what was typed.
fn number_form(asked: VerifyQuery, wrong: bool, lang: Lang) -> Markup {
    view! {
        <form class="card stack" method="get" action=urls::verify()>
            <h2 class="card__title">{words::by_number(lang)}</h2>
            <div class="field">
                <label class="field__label" for="number">{words::number(lang)}</label>
                <p class="field__hint" id="number-hint">{words::number_hint(lang)}</p>
                <input
                    class="input mono" id="number" name="number" value=asked.number autocomplete="off" spellcheck="false"
                    aria-describedby="number-hint" aria-invalid=wrong.then_some("true") required
                />
            </div>
            <div class="field">
                <label class="field__label" for="code">{said::code(lang)}</label>
                <p class="field__hint" id="code-hint">{said::code_hint(lang)}</p>
                <input class="input mono" id="code" name=urls::CODE value=asked.c autocomplete="off" spellcheck="false" aria-describedby="code-hint"/>
            </div>
            <div class="cluster"><button class="button button--primary">{words::look_up(lang)}</button></div>
        </form>
    }
    .into_markup()
}

pub async fn check(visit: Visit, parts: Multipart) -> Result<Response, Problem> {
    let bytes = form::upload(parts).await?;
    if bytes.is_empty() {
        let error = words::nothing_sent(visit.lang).to_string();
        return Ok(form(&visit, StatusCode::UNPROCESSABLE_ENTITY, VerifyQuery::default(), Some(("file", error))));
    }
    let (report, place) = match verification::upload(&visit, bytes).await? {
        Seen::Report(report, place) => (report, place),
        Seen::Code(place) => {
            let url = urls::verification_with(&place.number, place.code.as_ref());
            let and = if place.code.is_some() { '&' } else { '?' };
            return Ok(Redirect::to(&format!("{url}{and}from=picture")).into_response());
        }
    };
    let lang = visit.lang;
    Ok(Page::new(words::verify(lang), Nav::Verify).show(&visit, || {
        let link = place.map(
            |p| view! { <p><a class="button" href=urls::verification_with(&p.number, p.code.as_ref())>{words::public_page(lang)}</a></p> },
        );
        let holder = report.holder.clone().unwrap_or_default();
        view! {
            {shown::verdict(&report, &holder, lang)}
            <div class="stack stack--loose measure">
                {report.revoked.as_ref().map(|revoked| revocation(&visit, revoked.at, Some(&revoked.reason), lang))}
                {shown::picture_note(&report, lang)}
                {shown::facts(&visit.site, &report.facts, lang)}
                {shown::checks(&report, lang)}
                {link}
                {report.facts.is_empty().then(|| number_form(VerifyQuery::default(), false, lang))}
                <p><a href=urls::verify()>{words::another(lang)}</a></p>
            </div>
        }
    }))
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(crate) struct NumberQuery {
    c: String,
    from: String,
}

/// The versions that were replaced; nothing where there is but one.
fn older(visit: &Visit, versions: &[CertificateRecord]) -> Option<Markup> {
    let lang = visit.lang;
    let line = |v: &CertificateRecord| {
        view! {
            <li>
                {words::version(lang, v.version)}" · "{time::moment(&visit.site, v.issued_at, lang)}" · "
                {said::replaced_by(lang, v.version + 1, v.revoke_reason.as_deref().unwrap_or_default())}
            </li>
        }
    };
    let older: Vec<_> = versions.iter().skip(1).map(line).collect();
    (!older.is_empty()).then(|| view! { <section class="stack"><h2>{words::older(lang)}</h2><ul>{older}</ul></section> }.into_markup())
}

/// The public page of a certificate: what the QR code leads to.
pub(crate) async fn number(visit: Visit, Path(text): Path<String>, Query(given): Query<NumberQuery>) -> Result<Response, Problem> {
    let number = Number::typed(&text).map_err(|_| Problem::NotFound)?;
    let versions = visit.site.store.certificate(&number).await?;
    let Some(newest) = versions.first().cloned() else {
        verification::slowly(&visit)?;
        return Ok(unknown(&visit, &number));
    };
    let sight = verification::sight(&visit, &newest, &given.c)?;
    let report = verification::of_number(&visit, &versions).await?;
    let shown = Shown::of(newest)?;
    let lang = visit.lang;
    if let Sight::Little { wrong_code } = sight {
        return Ok(little(&visit, &report, &shown, wrong_code));
    }
    let url = format!("{}{}", visit.site.about.public_url, urls::verification_with(&number, shown.record.code.as_ref()));
    Ok(Page::new(words::verify(lang), Nav::Verify).show(&visit, || {
        let qr = visit.site.ports.qr(&url, said::qr(lang));
        view! {
            {shown::verdict(&report, &shown.facts.holder, lang)}
            {(given.from == "picture").then(|| view! { <p class="notice notice--caution">{said::from_picture(lang)}</p> })}
            <div class="sidebar sidebar--end sidebar--paper">
                <div class="stack stack--loose">
                    {report.revoked.as_ref().map(|revoked| revocation(&visit, revoked.at, Some(&revoked.reason), lang))}
                    {shown::facts(&visit.site, &shown::of_record(&shown), lang)}
                    {shown::checks(&report, lang)}
                    {older(&visit, &versions)}
                    {self_check(&shown, lang)}
                </div>
                <aside class="sidebar__rail">{paper(&shown, "certificate certificate--small", qr, lang)}</aside>
            </div>
        }
    }))
}

/// What anybody may know who knows no more than the number.
fn little(visit: &Visit, report: &Report, shown: &Shown, wrong_code: bool) -> Response {
    let (lang, number) = (visit.lang, shown.record.number.clone());
    let name = mask(&shown.facts.holder);
    let (version, issued) = (shown.record.version, time::date(&visit.site, shown.record.issued_at, lang));
    // whoever is handed an older file learns of it without the code
    let later = shown.is_later().then(|| notice("caution", said::later_version(lang, version, issued)));
    Page::new(words::verify(lang), Nav::Verify).show(visit, || {
        view! {
            {shown::verdict(report, &name, lang)}
            <div class="stack stack--loose measure">
                <dl class="facts">
                    <dt>{words::number(lang)}</dt><dd class="mono">{number.grouped()}</dd>
                    <dt>{words::holder(lang)}</dt><dd><bdi>{name.clone()}</bdi></dd>
                </dl>
                {later}
                {report.revoked.as_ref().map(|revoked| revocation(visit, revoked.at, None, lang))}
                {wrong_code.then(|| view! { <p class="notice notice--caution" role="alert">{said::wrong_code(lang)}</p> })}
                <p>{said::by_number_alone(lang)}</p>
                <form class="card stack" method="get" action=urls::verification(&number)>
                    <div class="field">
                        <label class="field__label" for="code">{said::code(lang)}</label>
                        <p class="field__hint" id="code-hint">{said::code_hint_all(lang)}</p>
                        <input class="input mono" id="code" name=urls::CODE autocomplete="off" spellcheck="false" aria-describedby="code-hint" required/>
                    </div>
                    <div class="cluster"><button class="button button--primary">{said::show_all(lang)}</button></div>
                </form>
                <p><a href=urls::verify()>{words::by_file(lang)}</a></p>
            </div>
        }
    })
}

/// The verdict over a number that nobody has.
fn unknown(visit: &Visit, number: &Number) -> Response {
    let (lang, report) = (visit.lang, verification::no_such_number());
    let asked = VerifyQuery { number: number.to_string(), c: String::new() };
    let specimen = number.to_string() == Number::SPECIMEN;
    Page::new(words::verify(lang), Nav::Verify).status(StatusCode::NOT_FOUND).show(visit, || {
        view! {
            {shown::verdict(&report, "", lang)}
            <div class="stack stack--loose measure">
                {specimen.then(|| view! { <p class="notice">{said::specimen(lang)}</p> })}
                <dl class="facts"><dt>{said::your_number(lang)}</dt><dd class="mono">{number.grouped()}</dd></dl>
                {number_form(asked, false, lang)}
                <p><a href=urls::verify()>{words::by_file(lang)}</a></p>
            </div>
        }
    })
}

/// When it was revoked; why only to whoever has seen the certificate, for the reason may say something of its holder.
fn revocation(visit: &Visit, at: Timestamp, reason: Option<&str>, lang: Lang) -> Markup {
    let reason = reason.map(|reason| view! { <p>{site::labelled(lang, words::reason(lang))}{reason.to_string()}</p> });
    view! {
        <div class="notice notice--caution">
            <p class="notice__title">{icon("caution")}{words::revoked_on(lang)}" "{time::moment(&visit.site, at, lang)}</p>
            {reason}
        </div>
    }
    .into_markup()
}

fn self_check(shown: &Shown, lang: Lang) -> Markup {
    view! {
        <section class="stack" aria-labelledby="self">
            <h2 id="self">{words::yourself(lang)}</h2>
            <p>{words::yourself_words(lang)}</p>
            <dl class="facts">
                <dt>"SHA-256"</dt><dd class="mono">{shown.record.sha256.clone()}</dd>
                <dt>{words::did(lang)}</dt><dd><a class="mono" href="/.well-known/did.json">"/.well-known/did.json"</a></dd>
                <dt>{words::status_list(lang)}</dt>
                <dd>
                    <a class="mono" href=format!("/status/revocation/{}", shown.record.status_list)>
                        {format!("/status/revocation/{}", shown.record.status_list)}
                    </a>
                </dd>
            </dl>
        </section>
    }
    .into_markup()
}
