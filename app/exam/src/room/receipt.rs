//! The receipt of an ended attempt: which revision of which answer counts, signed.

use crate::attempt::actions as sit;
use axum::{
    extract::Path,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use leptos::prelude::*;
use zhixing_app::{
    i18n::{exam as words, home, site},
    urls,
};
use zhixing_domain::{
    assessment::Release,
    attempt::{Ending, Receipt, State},
    lang::Lang,
    question::Question,
};
use zhixing_shell::{
    guard::{OwnAttempt, Visit},
    html::{IntoMarkup, Markup},
    name::view as name_view,
    papers::LoadedPaper,
    parts::{Nav, icon, notice, page, page_head, time, titled},
    problem::Problem,
};
use zhixing_store::{AttemptSummary, Seal};

/// The receipt of an own attempt; a running one leads back to its paper.
async fn load(visit: &Visit, id: &str) -> Result<Result<(OwnAttempt, Receipt, Seal), Response>, Problem> {
    let attempt = sit::expire_if_due(visit, visit.own_attempt(id).await?).await?;
    match visit.site.store.receipt(&attempt.summary).await? {
        Some((receipt, seal)) => {
            let (receipt, seal) = sit::sealed(visit, receipt, seal).await?;
            Ok(Ok((attempt, receipt, seal)))
        }
        None if matches!(attempt.summary.state, State::Voided { .. }) => Ok(Err(voided(visit, &attempt).await?)),
        None => Ok(Err(Redirect::to(&urls::attempt(attempt.summary.id)).into_response())),
    }
}

/// Who ended or voided an attempt, when and why; nothing of one that no staff ended.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn by_staff(visit: &Visit, summary: &AttemptSummary) -> Result<Option<Markup>, Problem> {
    let (lang, at) = (visit.lang, |at| time::at(&visit.site, at, visit.lang));
    let said = match summary.state {
        State::Ended { at: ended, ending: Ending::Terminated, .. } => words::ended_by_staff(lang, at(ended)),
        State::Voided { at: voided } => words::voided_by_staff(lang, at(voided)),
        _ => return Ok(None),
    };
    let because = visit.site.store.ended_because(summary.id).await?.filter(|reason| !reason.is_empty());
    let because = because.map(|reason| words::because(lang, reason));
    let said = std::iter::once(said).chain(because).collect::<Vec<_>>().join(site::between(lang));
    Ok(Some(notice("warning", said)))
}

/// In place of the receipt of an attempt that staff voided: nothing of it counts.
async fn voided(visit: &Visit, attempt: &OwnAttempt) -> Result<Response, Problem> {
    let (lang, published, said) = (visit.lang, visit.site.published(), by_staff(visit, &attempt.summary).await?);
    let title = published.library.title(&attempt.summary.plan, lang);
    let over = format!("{} {}", attempt.summary.account, attempt.summary.id);
    Ok(page(visit, words::phase_voided(lang), Nav::Exams, || {
        view! {
            {page_head(title, words::phase_voided(lang), words::voided_words(lang), vec![])}
            <div class="stack measure" data-over=over>
                {said}
                <p><a class="button" href=urls::exams()>{words::exams(lang)}</a></p>
            </div>
        }
    }))
}

pub async fn show(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    let (attempt, receipt, seal) = match load(&visit, &id).await? {
        Ok(loaded) => loaded,
        Err(response) => return Ok(response),
    };
    let (lang, id, published) = (visit.lang, attempt.summary.id, visit.site.published());
    let released = visit.site.store.result(id).await?.is_some_and(|r| r.released_at.is_some());
    // what was taken back is in the receipt, and is no answer
    let answered = visit.site.store.answers(id).await?.iter().filter(|answer| !answer.value.is_empty()).count();
    let name = visit.site.store.attempt_name(id).await?.and_then(|a| a.name);
    let plan = published.library.plan(&attempt.sheet.plan).map(|(_, plan)| plan);
    let title = plan.map(|p| p.title.title(lang)).unwrap_or_default();
    let expected = expected(plan.map_or(Release::Staff, |p| p.release), &attempt.sheet, lang);
    let by_staff = by_staff(&visit, &attempt.summary).await?;
    // on paper nothing else says whose it is
    let who = visit.account.as_ref().map(|a| (name.as_ref().map_or(&a.display_name, |n| &n.text).clone(), a.login.clone()));
    Ok(page(&visit, words::receipt(lang), Nav::Exams, || {
        let (lead, stamp) = ending_of(attempt.summary.state, lang);
        view! {
            {page_head(title.clone(), words::receipt(lang), lead, vec![])}
            <section class="receipt stack measure" data-over=format!("{} {id}", attempt.summary.account)>
                {stamp}{by_staff}
                <dl class="facts">
                    {who.map(|(name, login)| view! { <dt>{words::candidate(lang)}</dt><dd>{name_view::isolated(&name)}" "<span class="soft">{login}</span></dd> })}
                    <dt>{words::plan(lang)}</dt><dd>{titled(&title)}</dd>
                    <dt>{words::receipt_time(lang)}</dt><dd>{time::zoned(&visit.site, receipt.ended_at, lang)}</dd>
                    <dt>{words::receipt_count(lang)}</dt><dd>{format!("{answered} / {}", attempt.sheet.entries.len())}</dd>
                </dl>
                {(!released).then(|| view! { <p>{expected}</p> })}
                {digits(seal, lang)}
                {name_view::line(id, name.as_ref().map(|n| n.text.as_str()), lang)}
                {(!released).then(|| view! { <p><a href=urls::result(id)>{words::to_result_later(lang)}</a></p> })}
                <div class="cluster">
                    {released.then(|| view! { <a class="button button--primary" href=urls::result(id)>{words::to_result(lang)}</a> })}
                    <a class="button" href=urls::receipt_text(id) download="">{icon("download")}{words::receipt_download(lang)}</a>
                </div>
            </section>
        }
    }))
}

/// What is said first of how it ended, and its stamp.
fn ending_of(state: State, lang: Lang) -> (&'static str, Markup) {
    let ending = if let State::Ended { ending, .. } = state { ending } else { Ending::Submitted };
    let (lead, sign, stamp) = match ending {
        Ending::Submitted => (words::receipt_lead(lang), "check", words::phase_submitted(lang)),
        Ending::Expired => (words::receipt_expired(lang), "check", words::phase_expired(lang)),
        Ending::Terminated => (words::receipt_terminated(lang), "caution", words::phase_terminated(lang)),
    };
    let by = (ending == Ending::Terminated).then_some("staff");
    (lead, view! { <p class="receipt__stamp" data-ended=by>{icon(sign)}{stamp}</p> }.into_markup())
}

/// What proves the receipt, for whoever checks it.
fn digits(seal: Seal, lang: Lang) -> Markup {
    view! {
        <details>
            <summary>{home::digits(lang)}</summary>
            <dl class="facts">
                <dt>{words::receipt_digest(lang)}</dt><dd class="mono">{seal.digest}</dd>
                <dt>{words::receipt_signature(lang)}</dt><dd class="mono">{seal.signature}</dd>
                <dt>{words::receipt_key(lang)}</dt><dd class="mono">{seal.kid}</dd>
            </dl>
            <p class="small soft">{words::receipt_how(lang)}</p>
        </details>
    }
    .into_markup()
}

/// When a result may be expected that is not there yet.
pub fn expected(release: Release, sheet: &LoadedPaper, lang: Lang) -> &'static str {
    let by_hand = || sheet.entries.iter().any(|entry| matches!(entry.item.question, Question::Essay(_)));
    match release {
        Release::Submit if by_hand() => home::expect_marker(lang),
        Release::Submit => home::expect_machine(lang),
        Release::Staff => home::expect_staff(lang),
    }
}

/// The text whose SHA-256 is the digest.
pub async fn text(visit: Visit, Path(id): Path<String>) -> Result<Response, Problem> {
    Ok(match load(&visit, &id).await? {
        Ok((_, receipt, _)) => {
            ([(header::CONTENT_TYPE, "text/plain; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], receipt.to_text()).into_response()
        }
        Err(response) => response,
    })
}
