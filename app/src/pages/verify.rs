//! Checking a certificate, by anybody, without an account: by its number, or by uploading or pasting the credential itself.

use super::certificate::{Shown, paper};
use crate::{
    act::certificate::{Facts, STATUS_LIST},
    guard::Visit,
    i18n::certificate as words,
    parts::{Nav, Page, TextArea, error_summary, icon, page_head, time},
    problem::Problem,
    urls,
};
use axum::{
    extract::{Multipart, Path, Query},
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use serde::Deserialize;
use zhixing_domain::{
    certificate::Number,
    lang::Lang,
    verification::{Check, Finding, Outcome, Report},
};

#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    number: String,
}

/// The form; a number leads to its page.
pub async fn page(visit: Visit, Query(asked): Query<Asked>) -> Response {
    if asked.number.trim().is_empty() {
        return form(&visit, StatusCode::OK, String::new(), None);
    }
    match asked.number.parse::<Number>() {
        Ok(number) => Redirect::to(&urls::verification(number)).into_response(),
        Err(_) => {
            let error = words::bad_number(visit.lang).to_string();
            form(&visit, StatusCode::UNPROCESSABLE_ENTITY, asked.number, Some(("number", error)))
        }
    }
}

fn form(visit: &Visit, status: StatusCode, number: String, error: Option<(&'static str, String)>) -> Response {
    let lang = visit.lang;
    Page::new(words::verify(lang), Nav::Verify).status(status).show(visit, || {
        let errors: Vec<_> = error.into_iter().collect();
        let wrong = !errors.is_empty();
        view! {
            {page_head("", words::verify(lang), words::verify_lead(lang), vec![])}
            <div class="stack stack--loose measure">
                {error_summary(lang, &errors)}
                <form class="card stack" method="get" action=urls::verify()>
                    <h2 class="card__title">{words::by_number(lang)}</h2>
                    <div class="field">
                        <label class="field__label" for="number">{words::number(lang)}</label>
                        <p class="field__hint" id="number-hint">{words::number_hint(lang)}</p>
                        <input class="input mono" id="number" name="number" value=number autocomplete="off" spellcheck="false" aria-describedby="number-hint" aria-invalid=wrong.then_some("true") required/>
                    </div>
                    <div class="cluster"><button class="button button--primary">{words::look_up(lang)}</button></div>
                </form>
                <form class="card stack" method="post" action=urls::verify() enctype="multipart/form-data">
                    <h2 class="card__title">{words::by_file(lang)}</h2>
                    <p class="soft small">{words::by_file_words(lang)}</p>
                    <div class="field">
                        <label class="field__label" for="file">{words::file(lang)}</label>
                        <input class="input input--file" id="file" name="file" type="file" accept=".json,.pdf,.png,.svg"/>
                    </div>
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

/// What was uploaded or pasted, whichever has something in it.
pub async fn upload(mut parts: Multipart) -> Result<Vec<u8>, Problem> {
    let unreadable = |_| Problem::invalid("file", |l| words::unreadable(l).into());
    let mut upload = vec![];
    while let Some(field) = parts.next_field().await.map_err(unreadable)? {
        let bytes = field.bytes().await.map_err(unreadable)?;
        if upload.is_empty() && !bytes.iter().all(u8::is_ascii_whitespace) {
            upload = bytes.to_vec();
        }
    }
    Ok(upload)
}

pub async fn check(visit: Visit, parts: Multipart) -> Result<Response, Problem> {
    let upload = upload(parts).await?;
    if upload.is_empty() {
        let error = words::nothing_sent(visit.lang).to_string();
        return Ok(form(&visit, StatusCode::UNPROCESSABLE_ENTITY, String::new(), Some(("file", error))));
    }
    let (report, number) = report(&visit, upload).await?;
    let lang = visit.lang;
    Ok(Page::new(words::verify(lang), Nav::Verify).show(&visit, || {
        let facts: Vec<_> = report.facts.iter().map(|(k, v)| view! { <dt>{k.clone()}</dt><dd>{v.clone()}</dd> }).collect();
        let link = number.filter(|_| report.is_valid()).map(|n| view! { <p><a class="button" href=urls::verification(n)>{words::public_page(lang)}</a></p> });
        view! {
            {verdict(&report, lang)}
            <div class="stack stack--loose measure">
                {checks(&report, lang)}
                {(!facts.is_empty()).then(|| view! { <section class="stack"><h2>{words::says(lang)}</h2><dl class="facts">{facts}</dl></section> })}
                {link}
                <p><a href=urls::verify()>{words::another(lang)}</a></p>
            </div>
        }
    }))
}

/// Checks bytes against the issuer's keys, the status list and the records. Nothing of the upload is kept.
pub async fn report(visit: &Visit, upload: Vec<u8>) -> Result<(Report, Option<Number>), Problem> {
    let revoked = visit.site.store.revoked_places(STATUS_LIST).await?;
    let (mut report, claimed) = visit.site.ports.inspect(upload, revoked, visit.now);
    let number: Option<Number> = claimed.and_then(|n| n.parse().ok());
    if !report.facts.is_empty() {
        let known = match &number {
            Some(number) => !visit.site.store.certificate(number).await?.is_empty(),
            None => false,
        };
        let outcome = if known { Outcome::Pass } else { Outcome::Fail };
        report.findings.push(Finding { check: Check::Record, outcome, reason: None });
    }
    Ok((report, number))
}

/// The public page of a certificate: what the QR code leads to.
pub async fn number(visit: Visit, Path(number): Path<String>) -> Result<Response, Problem> {
    let number: Number = number.parse().map_err(|_| Problem::NotFound)?;
    let versions = visit.site.store.certificate(&number).await?;
    let Some(newest) = versions.first().cloned() else {
        return Err(Problem::NotFound);
    };
    let (json, _) = visit.site.store.certificate_bytes(&number, newest.version).await?.ok_or(Problem::NotFound)?;
    let (report, _) = report(&visit, json).await?;
    let shown = Shown::of(newest)?;
    let (lang, url) = (visit.lang, format!("{}{}", visit.site.about.public_url, urls::verification(&number)));
    Ok(Page::new(words::verify(lang), Nav::Verify).show(&visit, || {
        let qr = visit.site.ports.qr(&url);
        let older: Vec<_> = versions
            .iter()
            .skip(1)
            .map(|v| view! { <li>{words::version(lang, v.version)}" · "{time::moment(&visit.site, v.issued_at, lang)}" · "{v.revoke_reason.clone()}</li> })
            .collect();
        view! {
            {verdict(&report, lang)}
            <div class="sidebar sidebar--end sidebar--paper">
                <div class="stack stack--loose">
                    {revocation(&visit, &shown, lang)}
                    {facts_list(&shown, lang)}
                    {checks(&report, lang)}
                    {(!older.is_empty()).then(|| view! { <section class="stack"><h2>{words::older(lang)}</h2><ul>{older}</ul></section> })}
                    {self_check(&shown, lang)}
                </div>
                <aside class="sidebar__rail">{paper(&shown, "certificate certificate--small", qr, lang)}</aside>
            </div>
        }
    }))
}

fn verdict(report: &Report, lang: Lang) -> AnyView {
    let failed = |check| report.findings.iter().any(|f| f.check == check && f.outcome == Outcome::Fail);
    let (state, glyph, title, text) = if report.is_valid() {
        ("valid", "check", words::genuine(lang), words::genuine_words(lang))
    } else if failed(Check::Revocation) && !failed(Check::Signature) {
        ("revoked", "cross", words::is_revoked(lang), words::is_revoked_words(lang))
    } else {
        ("invalid", "cross", words::not_valid(lang), words::not_valid_words(lang))
    };
    view! {
        <div class="verdict" data-state=state role="status">
            <span class="verdict__mark">{icon(glyph)}</span>
            <div class="verdict__words"><h1>{title}</h1><p>{text}</p></div>
        </div>
    }
    .into_any()
}

fn revocation(visit: &Visit, shown: &Shown, lang: Lang) -> Option<AnyView> {
    let at = shown.record.revoked_at?;
    let reason = shown.record.revoke_reason.clone().unwrap_or_default();
    Some(
        view! {
            <div class="notice notice--caution">
                <p class="notice__title">{icon("caution")}{words::revoked_on(lang)}" "{time::moment(&visit.site, at, lang)}</p>
                <p>{words::reason(lang)}"："{reason}</p>
            </div>
        }
        .into_any(),
    )
}

fn facts_list(shown: &Shown, lang: Lang) -> AnyView {
    let (f, r) = (&shown.facts, &shown.record);
    let pick = |pair: &[String; 2]| Facts::in_lang(pair, lang).to_string();
    view! {
        <section class="stack" aria-labelledby="facts">
            <h2 id="facts">{words::says(lang)}</h2>
            <dl class="facts">
                <dt>{words::holder(lang)}</dt><dd>{f.holder.clone()}</dd>
                <dt>{words::occupation(lang)}</dt><dd>{pick(&f.occupation)}" "<span class="mono">{f.code.clone()}</span></dd>
                <dt>{words::direction(lang)}</dt><dd>{f.direction.clone()}</dd>
                <dt>{words::level(lang)}</dt><dd>{pick(&f.level_name)}</dd>
                <dt>{words::score(lang)}</dt><dd>{words::score_of(lang, &f.score, &f.pass_mark)}</dd>
                <dt>{words::assessment(lang)}</dt><dd>{pick(&f.assessment)}</dd>
                <dt>{words::standard(lang)}</dt><dd>{pick(&f.standard)}" "{f.edition.clone()}</dd>
                <dt>{words::number(lang)}</dt><dd class="mono">{r.number.to_string()}</dd>
                <dt>{words::version_word(lang)}</dt><dd>{r.version}</dd>
                <dt>{words::awarded(lang)}</dt><dd>{time::iso_date(&f.awarded_on, lang)}</dd>
                <dt>{words::issuer(lang)}</dt><dd>{pick(&f.issuer)}{f.demo.then(|| view! { " "<span class="badge badge--warn">{words::demo(lang)}</span> })}</dd>
            </dl>
        </section>
    }
    .into_any()
}

fn checks(report: &Report, lang: Lang) -> AnyView {
    let rows: Vec<_> = report
        .findings
        .iter()
        .map(|f| {
            let (state, glyph) = match f.outcome {
                Outcome::Pass => ("pass", "check"),
                Outcome::Fail => ("fail", "cross"),
                Outcome::Unknown => ("unknown", "unknown"),
            };
            let (name, words_of) = check_words(f, lang);
            view! { <li class="checks__row" data-state=state>{icon(glyph)}<div><p class="checks__name">{name}</p><p class="checks__words">{words_of}</p></div></li> }
        })
        .collect();
    view! {
        <section class="stack" aria-labelledby="checks">
            <h2 id="checks">{words::checks(lang)}</h2>
            <ul class="checks" role="list">{rows}</ul>
        </section>
    }
    .into_any()
}

/// What was checked and what came of it, in plain words.
pub fn check_words(finding: &Finding, lang: Lang) -> (&'static str, &'static str) {
    let pick = |pass, fail| match finding.outcome {
        Outcome::Pass => pass,
        Outcome::Fail => fail,
        Outcome::Unknown => words::could_not_check(lang),
    };
    match finding.check {
        Check::Format => (words::format(lang), pick(words::format_pass(lang), words::format_fail(lang))),
        Check::Signature => (words::signature(lang), pick(words::signature_pass(lang), words::signature_fail(lang))),
        Check::Issuer => (words::issuer(lang), pick(words::issuer_pass(lang), words::issuer_fail(lang))),
        Check::Validity => (words::validity(lang), pick(words::validity_pass(lang), words::validity_fail(lang))),
        Check::Revocation => (words::revocation(lang), pick(words::revocation_pass(lang), words::revocation_fail(lang))),
        Check::Record => (words::record(lang), pick(words::record_pass(lang), words::record_fail(lang))),
    }
}

fn self_check(shown: &Shown, lang: Lang) -> AnyView {
    view! {
        <section class="stack" aria-labelledby="self">
            <h2 id="self">{words::yourself(lang)}</h2>
            <p>{words::yourself_words(lang)}</p>
            <dl class="facts">
                <dt>"SHA-256"</dt><dd class="mono">{shown.record.sha256.clone()}</dd>
                <dt>{words::did(lang)}</dt><dd><a class="mono" href="/.well-known/did.json">"/.well-known/did.json"</a></dd>
                <dt>{words::status_list(lang)}</dt><dd><a class="mono" href=format!("/status/revocation/{}", shown.record.status_list)>{format!("/status/revocation/{}", shown.record.status_list)}</a></dd>
            </dl>
        </section>
    }
    .into_any()
}
