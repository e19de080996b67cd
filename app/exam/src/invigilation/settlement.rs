//! What staff decide about the legal name of an attempt.

use super::actions as invigilate;
use zhixing_app::i18n::name as words;
use zhixing_certification::certificate::actions as certificate;
use zhixing_domain::{
    account::Invigilator,
    attempt::Phase,
    certificate::{SettleRefusal, Settlement},
    id::AttemptId,
    lang::Lang,
};
use zhixing_shell::{
    boxed,
    guard::Visit,
    name::{checked, text},
    problem::Problem,
    site::Site,
};

/// The words of [`settlement`].
pub const SETTLEMENTS: [&str; 4] = ["confirm", "set", "accept", "refuse"];

/// What staff decide, in the words of the form and the API: `confirm`, `set`, `accept` (each with a name) or `refuse`.
///
/// # Errors
///
/// [`Problem::Invalid`] at `do`.
pub fn settlement(site: &Site, word: &str, name: &str) -> Result<Settlement, Problem> {
    match word {
        // the name as it was frozen, which may be of a time before names were looked at: what is confirmed must be printable as well
        "confirm" => Ok(Settlement::Confirm(same(site, name)?)),
        "accept" => Ok(Settlement::Accept(same(site, name)?)),
        "set" => Ok(Settlement::Set(checked(site, "name", name)?)),
        "refuse" => Ok(Settlement::Refuse),
        _ => Err(Problem::invalid("do", |l| words::settle(l).into())),
    }
}

/// A name that is on record already, exactly as it is.
fn same(site: &Site, name: &str) -> Result<String, Problem> {
    let form = checked(site, "name", name)?;
    if form == name { Ok(form) } else { Err(Problem::invalid("name", |l| words::unclean(l, &form))) }
}

/// Carries out what staff decide about the name of an attempt; what waited for it is issued at once.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; [`Problem::Refused`] with the code of the refusal; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn settle(visit: &Visit, who: &Invigilator, id: AttemptId, what: Settlement, note: &str) -> Result<(), Problem> {
    let (site, note) = (&visit.site, text("note", note)?);
    let before = site.store.attempt_name(id).await?.ok_or(Problem::NotFound)?;
    let settled = site.store.settle_name(who, id, what.clone(), note.clone(), visit.stamp()).await?;
    settled.map_err(|refusal| {
        let said = match refusal {
            SettleRefusal::NotFound => return Problem::NotFound,
            SettleRefusal::NotStarted => words::not_started,
            SettleRefusal::Changed => words::settle_changed,
            SettleRefusal::Same => words::same,
            SettleRefusal::Issued => words::issued,
        };
        Problem::refused(refusal.code(), |l| said(l).into())
    })?;
    // whoever still sits is told in the room
    let told = match &what {
        Settlement::Set(name) | Settlement::Accept(name) => Some(Lang::ALL.map(|l| words::told_changed(l, name))),
        Settlement::Refuse => before.waiting().map(|r| Lang::ALL.map(|l| words::told_refused(l, &r.name, &note))),
        Settlement::Confirm(_) => None,
    };
    if let Some(told) = told.filter(|_| matches!(before.phase, Phase::InProgress | Phase::Paused)) {
        invigilate::carry_out(visit, who, vec![id], invigilate::StaffAction::Message, told.join(" ")).await?;
    }
    certificate::issue_quietly(site, id, visit.now).await;
    Ok(())
}
