//! Who has which sessions in their calendar, and the secret address of it.

use crate::calendar::{
    entry,
    ics::{self, CalendarEvent},
};
use std::collections::HashSet;
use zhixing_app::{i18n::timetable as words, urls};
use zhixing_domain::{
    account::{Account, Invigilator},
    digest::{hex, sha256_hex},
    id::ExamSessionId,
    lang::Lang,
    time::{Span, Timestamp},
};
use zhixing_shell::{
    guard::{Person, Visit},
    problem::Problem,
};
use zhixing_store::Seated;

/// Sessions that closed longer ago are in no calendar any more.
const KEPT: Span = Span::from_minutes(60 * 24 * 366);

/// A person's sessions that are not over yet, and those of the last day.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn mine(visit: &Visit, person: &Person) -> Result<Vec<Seated>, Problem> {
    Ok(visit.site.store.sessions_of(person.0.id, visit.now - Span::from_minutes(24 * 60)).await?)
}

/// Gives a calendar an address, or a new one in place of the one before. It is told this once, and kept as a hash. A token does not do it: whoever
/// stole one could read on when it has ended.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Slow`] if one person asks too often; else a [`Problem`] if the store cannot be
/// read or written.
pub async fn make(visit: &Visit, person: &Person) -> Result<String, Problem> {
    visit.signed_in()?;
    visit.site.keep.change(person.0.id, visit.now).map_err(Problem::Slow)?;
    let secret = hex(&visit.site.ports.random());
    visit.site.store.make_calendar(person.0.id, sha256_hex(secret.as_bytes()), visit.stamp()).await?;
    Ok(format!("{}{}", visit.site.about.public_url, urls::calendar_feed(format!("{secret}.ics"))))
}

/// Takes the address away.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
pub async fn remove(visit: &Visit, person: &Person) -> Result<bool, Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.remove_calendar(person.0.id, visit.stamp()).await?)
}

/// The calendar behind an address: the sessions of its person, and all sessions if they are an invigilator at this moment.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
pub async fn feed(visit: &Visit, secret: &str) -> Result<String, Problem> {
    let found = visit.site.store.account_of_calendar(&sha256_hex(secret.as_bytes())).await?;
    let account = found.filter(|account| account.disabled_at.is_none()).ok_or(Problem::NotFound)?;
    let (account, _) = visit.site.awake(account).await?;
    let lang = account.reads();
    Ok(ics::calendar(words::calendar(lang), &events(visit, &account, lang).await?))
}

async fn events(visit: &Visit, account: &Account, lang: Lang) -> Result<Vec<CalendarEvent>, Problem> {
    let (site, since) = (&visit.site, since(visit.now));
    let own = site.store.sessions_of(account.id, since).await?;
    let known: HashSet<ExamSessionId> = own.iter().map(|seat| seat.session.id).collect();
    let mut events: Vec<CalendarEvent> = own.iter().map(|seat| entry::seated(site, seat, lang)).collect();
    if let Some(who) = Invigilator::of(account) {
        let all = site.store.sessions_since(&who, since).await?;
        events.extend(all.iter().filter(|s| !known.contains(&s.id)).map(|s| entry::watched(site, s, lang)));
    }
    Ok(events)
}

fn since(now: Timestamp) -> Timestamp {
    now - KEPT
}

/// One session as a calendar, for whoever is on its list or watches over it.
///
/// # Errors
///
/// [`Problem::SignIn`] for a stranger; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or
/// written.
pub async fn session(visit: &Visit, id: &str) -> Result<String, Problem> {
    let person = visit.person()?;
    let id: ExamSessionId = id.parse().map_err(|_| Problem::NotFound)?;
    let own = visit.site.store.sessions_of(person.0.id, since(visit.now)).await?.into_iter().find(|seat| seat.session.id == id);
    let event = match own {
        Some(seat) => entry::seated(&visit.site, &seat, visit.lang),
        None => {
            let who = visit.invigilator()?;
            let session = visit.site.store.exam_session(id).await?.filter(|s| who.scope().covers(&s.plan)).ok_or(Problem::NotFound)?;
            entry::watched(&visit.site, &session, visit.lang)
        }
    };
    Ok(ics::calendar(words::calendar(visit.lang), &[event]))
}
