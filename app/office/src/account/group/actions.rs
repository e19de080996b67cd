//! What administrators do with groups of people, by the page and by the API. It needs a session, as whatever reaches many accounts does.

use std::collections::{HashMap, HashSet};
use zhixing_app::i18n::group as words;
use zhixing_domain::{
    account::{
        Account, Administrator,
        group::{GROUPS, GroupFault, GroupRefusal, GroupTerms, MEMBERS, NAME, NOTE},
    },
    id::{AccountId, GroupId},
    lang::Bilingual,
};
use zhixing_roster::{CandidateRow, Column, Roster, RosterFault, Wrong};
use zhixing_shell::{
    boxed,
    guard::Visit,
    problem::{FieldFaults, Problem},
};
use zhixing_store::PeopleGroup;

/// A list of people as it was read: of each row the account name counts.
pub type GroupList = Roster<CandidateRow>;

/// Finds a group.
///
/// # Errors
///
/// [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn find(visit: &Visit, _: &Administrator, id: &str) -> Result<PeopleGroup, Problem> {
    let id: GroupId = id.parse().map_err(|_| Problem::NotFound)?;
    visit.site.store.group(id).await?.ok_or(Problem::NotFound)
}

/// The group that a form names; none where it names none.
///
/// # Errors
///
/// [`Problem::Invalid`] at `group`; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn chosen(visit: &Visit, id: &str) -> Result<Option<PeopleGroup>, Problem> {
    if id.is_empty() {
        return Ok(None);
    }
    let found = match id.parse() {
        Ok(id) => visit.site.store.group(id).await?,
        Err(_) => None,
    };
    found.map(Some).ok_or_else(|| Problem::invalid("group", |l| words::no_such(l).into()))
}

fn terms(name: &str, english: &str, note: &str) -> Result<GroupTerms, FieldFaults> {
    let said = |fault| match fault {
        GroupFault::Name => ("name", Bilingual::of(|l| words::name_form(l, NAME))),
        GroupFault::EnglishName => ("english", Bilingual::of(|l| words::english_form(l, NAME))),
        GroupFault::Note => ("note", Bilingual::of(|l| words::note_form(l, NOTE))),
    };
    GroupTerms::read(name, english, note).map_err(|faults| faults.into_iter().map(said).collect())
}

/// A refusal in words, at its field.
fn refused(refusal: &GroupRefusal) -> (&'static str, Bilingual<String>) {
    match refusal {
        GroupRefusal::NameTaken => ("name", Bilingual::of(|l| words::name_taken(l).to_string())),
        GroupRefusal::TooMany => ("name", Bilingual::of(|l| words::too_many(l, GROUPS))),
        GroupRefusal::Full => ("list", Bilingual::of(|l| words::full(l, MEMBERS))),
        GroupRefusal::Unknown(logins) => ("list", Bilingual::of(|l| words::unknown(l, logins.join(zhixing_app::i18n::site::comma(l))))),
    }
}

/// Makes a group; else says all that is wrong with it.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn open(
    visit: &Visit,
    admin: &Administrator,
    name: &str,
    english: &str,
    note: &str,
) -> Result<Result<GroupId, FieldFaults>, Problem> {
    visit.signed_in()?;
    let terms = match terms(name, english, note) {
        Ok(terms) => terms,
        Err(wrong) => return Ok(Err(wrong)),
    };
    Ok(visit.site.store.open_group(admin, terms, visit.stamp()).await?.map_err(|refusal| vec![refused(&refusal)]))
}

/// Says anew what a group is called; else all that is wrong with it.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
pub async fn change(
    visit: &Visit,
    admin: &Administrator,
    group: &PeopleGroup,
    (name, english, note): (&str, &str, &str),
) -> Result<Result<(), FieldFaults>, Problem> {
    visit.signed_in()?;
    let terms = match terms(name, english, note) {
        Ok(terms) => terms,
        Err(wrong) => return Ok(Err(wrong)),
    };
    Ok(visit.site.store.change_group(admin, group.id, terms, visit.stamp()).await?.map_err(|refusal| vec![refused(&refusal)]))
}

/// Takes a group away; its people stay.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::NotFound`] if what it is about is not there; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn remove(visit: &Visit, admin: &Administrator, group: &PeopleGroup) -> Result<(), Problem> {
    visit.signed_in()?;
    let there = visit.site.store.remove_group(admin, group.id, visit.stamp()).await?;
    if there { Ok(()) } else { Err(Problem::NotFound) }
}

/// Reads a list of people, and names the account names that nobody has. It stores nothing.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn read(visit: &Visit, admin: &Administrator, text: &str) -> Result<GroupList, Problem> {
    let mut roster = zhixing_roster::candidates(text);
    let logins: Vec<String> = roster.rows.iter().map(|row| row.login.clone()).collect();
    let there = visit.site.store.taken_logins(admin, &logins).await?;
    let unknown = |row: &&CandidateRow| !there.contains(&row.login);
    let lacking: Vec<Wrong> = roster
        .rows
        .iter()
        .filter(unknown)
        .map(|row| Wrong { line: row.line, column: Some(Column::Login), cell: row.login.clone(), why: RosterFault::Unknown })
        .collect();
    roster.wrong.extend(lacking);
    roster.wrong.sort_by_key(|w| (w.line, w.column));
    Ok(roster)
}

/// Who would come into a group by a list: each account in the order of the list, and whether it is in the group already.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read.
#[boxed]
pub async fn coming(visit: &Visit, admin: &Administrator, group: &PeopleGroup, list: &GroupList) -> Result<Vec<(Account, bool)>, Problem> {
    let logins: Vec<String> = list.rows.iter().map(|row| row.login.clone()).collect();
    let mut people = visit.site.store.coming_to_group(admin, group.id, &logins).await?;
    let place: HashMap<&str, usize> = logins.iter().enumerate().map(|(place, login)| (login.as_str(), place)).collect();
    people.sort_by_key(|(account, _)| place.get(account.login.as_str()).copied());
    Ok(people)
}

/// Brings the people of a list that was read without a fault into a group; how many came, or why nobody did.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store
/// cannot be read or written.
#[boxed]
pub async fn add(
    visit: &Visit,
    admin: &Administrator,
    group: &PeopleGroup,
    logins: Vec<String>,
) -> Result<Result<u64, Bilingual<String>>, Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.add_to_group(admin, group.id, logins, visit.stamp()).await?.map_err(|refusal| refused(&refusal).1))
}

/// Takes people out of a group, and says how many.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn take(visit: &Visit, admin: &Administrator, group: &PeopleGroup, people: Vec<AccountId>) -> Result<u64, Problem> {
    visit.signed_in()?;
    let people: HashSet<AccountId> = people.into_iter().collect();
    Ok(visit.site.store.take_from_group(admin, group.id, people.into_iter().collect(), visit.stamp()).await?)
}

/// Who would be disabled with a group: nobody does that to the own account.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn to_disable(visit: &Visit, admin: &Administrator, group: &PeopleGroup) -> Result<Vec<Account>, Problem> {
    Ok(visit.site.store.group_enabled(admin, group.id, visit.account.as_ref().map(|a| a.id)).await?)
}

/// Disables them, and says how many.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn disable(visit: &Visit, admin: &Administrator, group: &PeopleGroup) -> Result<u64, Problem> {
    visit.signed_in()?;
    Ok(visit.site.store.disable_group(admin, group.id, visit.stamp()).await?)
}
