//! The legal name: what is taken, what a person states and asks for, and what a certificate waits for. What staff settle is in the wing `exam`.

pub mod view;

use crate::{boxed, guard::Visit, problem::Problem, refusal::refused, site::Site};
use zhixing_app::i18n::name as words;
use zhixing_domain::{
    certificate::{AskRefusal, Hold, IssuerRefusal},
    id::AttemptId,
    lang::Lang,
    plan_ref::PlanRef,
    text::name::{self, NameRefusal},
};

/// Why a legal name is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameFault {
    Form(NameRefusal),
    /// The certificate's fonts do not have it.
    Unprintable(char),
}

/// A legal name in the form it is kept.
///
/// # Errors
///
/// [`NameFault::Form`], or [`NameFault::Unprintable`] with the first character that no font has.
pub fn legal(site: &Site, text: &str) -> Result<String, NameFault> {
    let name = name::legal(text).map_err(NameFault::Form)?;
    match site.ports.unprintable(&name) {
        Some(c) => Err(NameFault::Unprintable(c)),
        None => Ok(name),
    }
}

pub fn explain(fault: NameFault, lang: Lang) -> String {
    match fault {
        NameFault::Form(NameRefusal::Empty) => words::empty(lang).into(),
        NameFault::Form(NameRefusal::Long) => words::long(lang).into(),
        NameFault::Form(NameRefusal::Character(c)) => words::character(lang, words::sign(c, lang)),
        NameFault::Unprintable(c) => words::unprintable(lang, words::sign(c, lang)),
    }
}

/// The legal name in a request, in the form it is kept.
///
/// # Errors
///
/// [`Problem::Invalid`] at `field`, as for [`legal`].
pub fn checked(site: &Site, field: &'static str, text: &str) -> Result<String, Problem> {
    legal(site, text).map_err(|fault| Problem::invalid(field, |l| explain(fault, l)))
}

/// What a certificate waits for, in the words of its holder-to-be.
pub fn waits(hold: &Hold, name: &str, lang: Lang) -> String {
    match hold {
        Hold::NameMissing => words::waits_missing(lang).into(),
        Hold::NameUnconfirmed => words::waits_unconfirmed(lang, name),
        Hold::Refused(IssuerRefusal::Glyph(c)) if name.contains(*c) => words::waits_glyph(lang, words::sign(*c, lang)),
        Hold::Refused(_) => words::waits_issuer(lang).into(),
    }
}

/// What a certificate waits for and what is to be done, in the words of staff.
pub fn cause(hold: &Hold, lang: Lang) -> (String, &'static str) {
    match hold {
        Hold::NameMissing => (words::held_missing(lang).into(), words::do_name(lang)),
        Hold::NameUnconfirmed => (words::held_name(lang).into(), words::do_name(lang)),
        Hold::Refused(refusal) => refused(refusal, lang),
    }
}

/// A text that somebody has to give: something, and not too long.
///
/// # Errors
///
/// [`Problem::Invalid`] at `field`, for nothing and for more than 500 characters.
pub fn text(field: &'static str, text: &str) -> Result<String, Problem> {
    let text: String = text.trim().chars().filter(|c| !c.is_control() || *c == '\n').collect();
    let fits = (1..=500).contains(&text.chars().count());
    if fits { Ok(text) } else { Err(Problem::invalid(field, |l| words::text_form(l).into())) }
}

/// States the caller's own legal name before a start of what certifies; the same again changes nothing.
///
/// # Errors
///
/// [`Problem::SignIn`] for a stranger; [`Problem::Invalid`] at `legal_name`; [`Problem::Slow`] if one person asks too
/// often; [`Problem::Refused`] with `name_confirmed`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn state(visit: &Visit, plan: &PlanRef, text: &str) -> Result<(), Problem> {
    let (person, site) = (visit.person()?, &visit.site);
    if !site.published().library.plan(plan).is_some_and(|(_, p)| p.certifies()) {
        return Ok(());
    }
    let name = checked(site, "legal_name", text)?;
    if name == person.0.legal_name {
        return Ok(());
    }
    site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    let kept = site.store.set_names(person.0.id, None, Some(name), visit.stamp()).await?;
    if kept { Ok(()) } else { Err(Problem::refused("name_confirmed", |l| words::own_confirmed(l).into())) }
}

/// Asks for another name in an own attempt that has started.
///
/// # Errors
///
/// [`Problem::SignIn`] for a stranger; [`Problem::Invalid`] at `name`, `reason` or `evidence`; [`Problem::NotFound`]
/// for an attempt that is not theirs; [`Problem::Refused`] with the code of an [`AskRefusal`]; else a [`Problem`] if
/// the store cannot be read or written.
#[boxed]
pub async fn ask(visit: &Visit, id: AttemptId, wished: &str, reason: &str, evidence: &str) -> Result<(), Problem> {
    let account = visit.person()?.0.id;
    let wished = checked(&visit.site, "name", wished)?;
    let (reason, evidence) = (text("reason", reason)?, text("evidence", evidence)?);
    let asked = visit.site.store.ask_name(id, account, wished, reason, evidence, visit.stamp()).await?;
    asked.ok_or(Problem::NotFound)?.map_err(|refusal| {
        let said = match refusal {
            AskRefusal::NotStarted => words::not_started,
            AskRefusal::Same => words::same,
            AskRefusal::Waits => words::waits_already,
            AskRefusal::Issued => words::issued,
        };
        Problem::refused(refusal.code(), |l| said(l).into())
    })
}
