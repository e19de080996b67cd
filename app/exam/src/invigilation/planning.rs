//! What staff plan, by the page and by the API: exam sessions, the lists of who sits in them, their access codes.
//!
//! A list is read first ([`read`]): that stores nothing, and says what is wrong and what would change. What was read without a fault is saved
//! ([`save`]), all of it or nothing.

use crate::{invigilation::changing, lockdown::actions as lockdown};
use std::{
    collections::{HashMap, HashSet},
    ops::RangeInclusive,
};
use zhixing_app::i18n::{
    Message, group as group_words, invigilation as words, lockdown as code_words, site as site_words, timetable as time_words,
};
use zhixing_domain::{
    account::{AccountRefusal, Invigilator},
    assessment::{CODE_LONGEST, CODE_SHORTEST, SessionAct, code_fits},
    id::{ExamSessionId, GroupId},
    lang::{Bilingual, Lang},
    plan_ref::PlanRef,
    time::Timestamp,
};
use zhixing_roster::{CandidateRow, Column, Roster, RosterFault, Wrong};
use zhixing_shell::{
    boxed,
    guard::Visit,
    name,
    problem::{FieldFaults, Problem},
    site::Site,
};
use zhixing_store::{Candidate, ExamSession, Listed, SessionTerms};

/// A session as it is asked for, without a fault.
pub struct Planned {
    plan: PlanRef,
    terms: SessionTerms,
}

/// The years in which somebody sits; another one is a slip, typed on the page or computed by a program.
const YEARS: RangeInclusive<i16> = 2000..=2100;

/// Reads what is asked for: a plan that there is, and its terms. Else all that is wrong with it, field by field.
///
/// # Errors
///
/// All that is wrong, each at its field.
pub fn planned(
    site: &Site,
    plan: &str,
    name: &str,
    place: &str,
    opens: Option<Timestamp>,
    closes: Option<Timestamp>,
) -> Result<Planned, FieldFaults> {
    let plan: Option<PlanRef> = plan.parse().ok().filter(|plan| site.published().library.plan(plan).is_some());
    match (plan, terms(site, name, place, opens, closes)) {
        (Some(plan), Ok(terms)) => Ok(Planned { plan, terms }),
        (Some(_), Err(wrong)) => Err(wrong),
        (None, terms) => {
            let plan = ("plan", Bilingual::of(|l| words::plan_form(l).to_string()));
            Err(std::iter::once(plan).chain(terms.err().unwrap_or_default()).collect())
        }
    }
}

/// Reads the terms of a session: a name, perhaps a place, and a window. Else all that is wrong with them, field by field.
///
/// # Errors
///
/// All that is wrong, each at its field.
pub fn terms(
    site: &Site,
    name: &str,
    place: &str,
    opens: Option<Timestamp>,
    closes: Option<Timestamp>,
) -> Result<SessionTerms, FieldFaults> {
    let (mut wrong, name, place): (FieldFaults, _, _) = (vec![], name.trim(), place.trim());
    let both = |said: Message| Bilingual::of(|l| said(l).to_string());
    if name.is_empty() || name.chars().count() > 80 {
        wrong.push(("name", both(words::name_form)));
    }
    if place.chars().count() > 80 {
        wrong.push(("place", both(time_words::place_form)));
    }
    let [opens, closes] = [opens, closes].map(|at| at.filter(|at| YEARS.contains(&site.local(*at).year())));
    for (field, at, label) in [("opens", opens, words::opens as Message), ("closes", closes, words::closes)] {
        if at.is_none() {
            wrong.push((field, Bilingual::of(|l| words::at_form(l, label(l)))));
        }
    }
    if opens.zip(closes).is_some_and(|(opens, closes)| opens >= closes) {
        wrong.push(("closes", both(words::window_form)));
    }
    match (opens, closes) {
        (Some(opens), Some(closes)) if wrong.is_empty() => Ok(SessionTerms { name: name.into(), place: place.into(), opens, closes }),
        _ => Err(wrong),
    }
}

/// The same faults in the words of a form: a moment that was left empty is to be chosen, not to be written in another way.
pub(crate) fn empty_moments(
    mut errors: Vec<(&'static str, String)>,
    typed: [(&'static str, Option<&str>); 2],
    lang: Lang,
) -> Vec<(&'static str, String)> {
    for (field, words) in [("opens", words::choose_opens(lang)), ("closes", words::choose_closes(lang))] {
        let empty = typed.iter().any(|(name, text)| *name == field && text.is_some_and(|text| text.trim().is_empty()));
        if let Some(error) = errors.iter_mut().find(|(name, _)| empty && *name == field) {
            error.1 = words.into();
        }
    }
    errors
}

/// Opens a session.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn open(visit: &Visit, who: &Invigilator, planned: Planned) -> Result<ExamSessionId, Problem> {
    let Planned { plan, terms } = planned;
    let id = visit.site.store.open_session(who, plan, terms, visit.stamp()).await?;
    visit.site.session_plans.forget();
    Ok(id)
}

/// Finds a session for its staff.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn find(visit: &Visit, who: &Invigilator, id: &str) -> Result<ExamSession, Problem> {
    let id = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.exam_session(id).await?.filter(|session| who.scope().covers(&session.plan)).ok_or(Problem::NotFound)
}

/// A list as it was read, and what is stored of the same people, by login.
pub struct Read {
    pub roster: Roster<CandidateRow>,
    /// Cells whose letters have to be looked at, of a file that does not show its encoding.
    pub unsure: Vec<Wrong>,
    pub before: HashMap<String, Candidate>,
}

/// Reads a list of candidates, with the names that a certificate could be printed for. It stores nothing.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn read(visit: &Visit, who: &Invigilator, session: &ExamSession, text: &str) -> Result<Read, Problem> {
    let mut roster = zhixing_roster::candidates(text);
    // what stands against a name is said now, and not when somebody has passed
    roster.read_names(|text| name::legal(&visit.site, text).map_err(|fault| Bilingual::of(|lang| name::explain(fault, lang))));
    let logins: Vec<String> = roster.rows.iter().map(|s| s.login.clone()).collect();
    let unknown = visit.site.store.unknown_logins(who, logins.clone()).await?;
    let before = visit.site.store.listed(who, session.id, logins).await?;
    name_unknown(&mut roster, &unknown);
    offer_logins(visit, who, &mut roster).await?;
    Ok(Read { roster, unsure: vec![], before: before.into_iter().map(|k| (k.login.clone(), k)).collect() })
}

/// A group as a list that can be read: the logins of its people, but for those whose accounts are disabled.
///
/// # Errors
///
/// [`Problem::Invalid`] at `group`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn list_of_group(visit: &Visit, who: &Invigilator, group: &str) -> Result<String, Problem> {
    let no_such = || Problem::invalid("group", |l| group_words::no_such(l).into());
    let id: GroupId = group.parse().map_err(|_| no_such())?;
    visit.site.store.group(id).await?.ok_or_else(no_such)?;
    let logins = visit.site.store.group_logins(who, id).await?;
    // with a heading, so that nobody's login is taken for one
    Ok(std::iter::once("login".to_string()).chain(logins).collect::<Vec<_>>().join("\n"))
}

/// Saves a list: all of it, or nothing (`false`), and what is wrong is in it then.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn save(visit: &Visit, who: &Invigilator, session: &ExamSession, read: &mut Read) -> Result<bool, Problem> {
    if read.roster.wrong.is_empty() {
        let standing = visit.site.store.session_standing(who, session).await?;
        standing.decide(SessionAct::Seat, visit.now).map_err(changing::problem)?;
        let people: Vec<Listed> = read.roster.rows.iter().map(listed).collect();
        let unknown = visit.site.store.list_candidates(who, session.id, people, visit.stamp()).await?;
        name_unknown(&mut read.roster, &unknown);
    }
    Ok(read.roster.wrong.is_empty())
}

/// Sets the access code of a session, or takes it away.
///
/// # Errors
///
/// [`Problem::Invalid`] at `code`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn set_code(visit: &Visit, who: &Invigilator, session: &ExamSession, code: Option<&str>) -> Result<(), Problem> {
    if code.is_some_and(|code| !code_fits(code)) {
        return Err(Problem::invalid("code", |l| code_words::code_form(l, CODE_SHORTEST, CODE_LONGEST)));
    }
    Ok(lockdown::set_code(visit, who, session.id, code).await?)
}

/// So many names are looked up at once.
const NAMES: usize = 200;

/// Where a name stands in the place of a login, says the login, or those among which to choose.
async fn offer_logins(visit: &Visit, who: &Invigilator, roster: &mut Roster<CandidateRow>) -> Result<(), Problem> {
    let no_login = |why: &RosterFault| matches!(why, RosterFault::Unknown | RosterFault::Account(AccountRefusal::LoginForm));
    let nameless = |w: &&mut Wrong| w.column == Some(Column::Login) && no_login(&w.why) && !w.cell.is_empty();
    let mut wrong: Vec<&mut Wrong> = roster.wrong.iter_mut().filter(nameless).take(NAMES).collect();
    if wrong.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = wrong.iter().map(|w| w.cell.clone()).collect::<HashSet<_>>().into_iter().collect();
    let found = visit.site.store.logins_named(who, &names).await?;
    for wrong in &mut wrong {
        let logins: Vec<&str> = found.iter().filter(|(name, _)| *name == wrong.cell).map(|(_, login)| login.as_str()).collect();
        let said = |lang: Lang| match logins.as_slice() {
            [login] => words::is_a_name(lang, login),
            logins => words::is_a_name_of_many(lang, logins.join(site_words::comma(lang))),
        };
        if !logins.is_empty() {
            wrong.why = RosterFault::Said(Bilingual::of(said));
        }
    }
    Ok(())
}

/// Names the rows whose logins nobody has.
fn name_unknown(roster: &mut Roster<CandidateRow>, unknown: &[String]) {
    let unknown: HashSet<&String> = unknown.iter().collect();
    let told: HashSet<u64> = roster.wrong.iter().filter(|w| w.why == RosterFault::Unknown).map(|w| w.line).collect();
    let lacking: Vec<Wrong> = roster
        .rows
        .iter()
        .filter(|s| unknown.contains(&s.login) && !told.contains(&s.line))
        .map(|s| Wrong { line: s.line, column: Some(Column::Login), cell: s.login.clone(), why: RosterFault::Unknown })
        .collect();
    roster.wrong.extend(lacking);
    roster.wrong.sort_by_key(|w| (w.line, w.column));
}

fn listed(row: &CandidateRow) -> Listed {
    let CandidateRow { login, room, accommodation, legal_name, .. } = row.clone();
    Listed { login, room, accommodation, legal_name: Some(legal_name).filter(|n| !n.is_empty()) }
}

/// Whether the list says something else of somebody than is stored.
pub fn changes(was: &Candidate, row: &CandidateRow) -> bool {
    row.room.as_ref().is_some_and(|room| *room != was.room)
        || row.accommodation.is_some_and(|given| given != was.accommodation)
        || (!row.legal_name.is_empty() && was.legal_name.as_ref().is_some_and(|name| *name != row.legal_name))
}
