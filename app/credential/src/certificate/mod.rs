//! A person's certificates, and what a certificate looks like on a page.

pub mod actions;
pub mod correction;
pub mod desk;
mod reaching;

use axum::{extract::Path, response::Response};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{certificate as words, name as name_words},
    urls,
};
use zhixing_domain::{
    certificate::{AssessmentResult, Facts, Number},
    course::Html,
    lang::Lang,
};
use zhixing_shell::{
    download,
    guard::Visit,
    html::{IntoMarkup, Markup},
    name,
    parts::{Nav, empty, icon, issuer_mark, notice, page, page_head, time, title_told},
    problem::Problem,
};
use zhixing_store::{CertificateRecord, HeldCertificate};

/// A certificate with what it says.
pub struct Shown {
    pub record: CertificateRecord,
    pub facts: Facts,
}

impl Shown {
    pub fn of(record: CertificateRecord) -> Result<Self, Problem> {
        let facts = serde_json::from_str(&record.facts).map_err(|e| Problem::Broken(format!("certificate-{}: {e}", record.number)))?;
        Ok(Self { record, facts })
    }

    /// Whether it stands in place of an earlier version, whose files are void; once revoked, nothing stands.
    pub fn is_later(&self) -> bool {
        self.record.version > 1 && self.record.revoked_at.is_none()
    }
}

pub async fn list(visit: Visit) -> Result<Response, Problem> {
    let person = visit.person()?;
    let records = visit.site.store.certificates_of(person.0.id).await?;
    let held = visit.site.store.holds_of(person.0.id).await?;
    let shown: Vec<Shown> = records.into_iter().map(Shown::of).collect::<Result<_, _>>()?;
    let lang = visit.lang;
    Ok(page(&visit, words::mine(lang), Nav::Certificates, || {
        let cards: Vec<_> = shown
            .iter()
            .map(|s| {
                let (number, version) = (&s.record.number, s.record.version);
                let later = s.is_later().then(|| notice("caution", words::mine_later(lang, version, time::date(&visit.site, s.record.issued_at, lang))));
                let revoked = s.record.revoked_at.map(|at| {
                    let (on, reason) = (time::date(&visit.site, at, lang), s.record.revoke_reason.as_deref().unwrap_or_default());
                    notice("warning", words::mine_revoked(lang, on, reason, Facts::in_lang(&s.facts.issuer, lang)))
                });
                // what is void is kept for the record, and offered to nobody
                let weight = if revoked.is_some() { "button button--quiet" } else { "button button--primary" };
                view! {
                    <li class="stack">
                        {later}
                        {revoked}
                        {paper(s, "certificate", None, lang)}
                        <div class="cluster">
                            <a class=weight href=urls::certificate_pdf(number)>{icon("download")}{words::pdf(lang)}</a>
                            <a class="button" href=urls::certificate_json(number)>{icon("file")}{words::json(lang)}</a>
                            <a class="button button--quiet" href=urls::verification_with(number, s.record.code.as_ref())>{words::public_page(lang)}{icon("right")}</a>
                        </div>
                    </li>
                }
            })
            .collect();
        view! {
            {page_head("", words::mine(lang), words::mine_lead(lang), vec![])}
            {waiting(&visit, &held)}
            {(cards.is_empty() && held.is_empty()).then(|| empty(words::none(lang), words::none_words(lang), Some((words::to_exams(lang).into(), urls::exams()))))}
            <ul class="grid grid--wide" role="list">{cards}</ul>
        }
    }))
}

/// What is earned and waits, with the reason and the way to act.
fn waiting(visit: &Visit, held: &[HeldCertificate]) -> Option<Markup> {
    let (lang, published) = (visit.lang, visit.site.published());
    let line = |h: &HeldCertificate| {
        let plan = title_told(&published.library.title(&h.plan, lang));
        let name = h.name.as_ref().map(|n| n.text.as_str()).unwrap_or_default();
        let said = format!("{plan} — {}{}", name_words::waits(lang), name::waits(&h.hold, name, lang));
        view! { <li class="stack">{notice("warning", said)}<p><a href=urls::attempt_name(h.attempt)>{name_words::check_name(lang)}</a></p></li> }
    };
    let lines: Vec<_> = held.iter().map(line).collect();
    (!held.is_empty()).then(|| view! { <ul class="stack" role="list">{lines}</ul> }.into_markup())
}

/// The newest version of an own certificate.
async fn own(visit: &Visit, number: &str) -> Result<CertificateRecord, Problem> {
    let person = visit.person()?;
    let number: Number = number.parse().map_err(|_| Problem::NotFound)?;
    let newest = visit.site.store.certificate(&number).await?.into_iter().next().ok_or(Problem::NotFound)?;
    if newest.account != person.0.id {
        visit.administrator()?;
    }
    Ok(newest)
}

pub async fn pdf(visit: Visit, Path(number): Path<String>) -> Result<Response, Problem> {
    let record = own(&visit, &number).await?;
    let (_, pdf) = visit.site.store.certificate_bytes(&record.number, record.version).await?.ok_or(Problem::NotFound)?;
    Ok(download(pdf, "application/pdf", &format!("{}.pdf", record.number)))
}

pub async fn json(visit: Visit, Path(number): Path<String>) -> Result<Response, Problem> {
    let record = own(&visit, &number).await?;
    let (json, _) = visit.site.store.certificate_bytes(&record.number, record.version).await?.ok_or(Problem::NotFound)?;
    Ok(download(json, "application/vc", &format!("{}.json", record.number)))
}

/// The certificate as a piece of paper on the page.
pub fn paper(shown: &Shown, class: &'static str, qr: Option<Html>, lang: Lang) -> Markup {
    let (facts, record) = (&shown.facts, &shown.record);
    let state = if record.revoked_at.is_some() { "revoked" } else { "valid" };
    // as the sheet has them
    let result = |r: &AssessmentResult| {
        let pass = words::pass_mark(lang, &r.pass_mark);
        view! { <dt>{Facts::in_lang(&r.assessment, lang).to_string()}</dt><dd>{r.score.clone()}" "<span class="certificate__pass">"· "{pass}</span></dd> }
    };
    let results: Vec<_> = facts.results().map(result).collect();
    view! {
        <article class=class data-state=state aria-label=words::title(lang)>
            <div>
                <p class="certificate__title" lang="zh-CN">"职业技能等级证书"</p>
                <p class="certificate__subtitle" lang="en">"Certificate of Occupational Skill Level"</p>
            </div>
            <p class="certificate__words">
                <bdi class="certificate__name">{facts.holder.clone()}</bdi>
                {words::sentence(lang, Facts::in_lang(&facts.occupation, lang), facts.level.name(lang))}
            </p>
            <dl class="certificate__facts">
                <dt>{words::number(lang)}</dt><dd class="mono">{record.number.grouped()}</dd>
                {results}
            </dl>
            <div class="certificate__foot">
                {qr.map(|q| view! { <div class="certificate__qr" inner_html=q.as_str().to_string()></div> })}
                <p class="certificate__issuer">
                    {Facts::in_lang(&facts.issuer, lang).to_string()}<br/>
                    <time datetime=facts.awarded_on.clone()>{time::iso_date(&facts.awarded_on, lang)}</time>
                </p>
                {issuer_mark()}
            </div>
            {facts.demo.then(|| view! { <p class="certificate__demo">{words::demo(lang)}</p> })}
            {record.revoked_at.map(|_| view! { <p class="certificate__void">{words::revoked(lang)}</p> })}
        </article>
    }
    .into_markup()
}
