//! Opening accounts by a list, by the page and by the API. It is read first, which stores nothing; what was read without a fault is opened. Each account
//! has a code by which its person chooses a password, so no password is hashed here.

use crate::account::reset_code::{kept_reset_code, new_reset_code};
use std::collections::HashSet;
use zhixing_app::i18n::group as group_words;
use zhixing_domain::{
    account::{Administrator, Role, Roles, group::MEMBERS},
    digest::{hex, sha256_hex},
    lang::Bilingual,
    time::{Span, Timestamp},
};
use zhixing_roster::{ListedPerson, OpeningRow, Roster};
use zhixing_shell::{boxed, guard::Visit, name, problem::Problem};
use zhixing_store::{CodedAccount, Fault, NewAccount, PeopleGroup};

/// A list as it was read.
pub type OpeningList = Roster<OpeningRow>;

/// How long the codes of a list are good: it is handed out to people who come one after the other.
pub const HANDED_OUT: Span = Span::from_minutes(14 * 24 * 60);
/// What no password hashes to.
const NO_PASSWORD: &str = "!";

/// Under which a list is sent, so that the same one sent twice has the same codes: whoever presses the button twice reads the second answer alone.
pub fn new_key(visit: &Visit) -> String {
    hex(&visit.site.ports.random())
}

/// Whether it is long enough that nobody guesses it; another counts as none.
fn is_key(key: &str) -> bool {
    key.len() >= 16
}

/// What the codes of a list follow from, beside the secret of the server: its key and what stands in it.
fn list_of(key: &str, text: &str) -> String {
    let lines: Vec<&str> = text.trim().lines().map(str::trim_end).collect();
    [key, &lines.join("\n")].map(|part| sha256_hex(part.as_bytes())).join(" ")
}

/// The code of an account of such a list; whoever knows its key and all that stands in it knows none.
fn code_of(visit: &Visit, list: &str, login: &str) -> String {
    new_reset_code(visit.site.ports.code_seed(&format!("{list} {login}")))
}

/// Reads a list, and tells all that is wrong with it: by itself, and by the logins that somebody has. It stores nothing. Accounts that this list opened
/// when it was sent before, under the same `key`, are not taken.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn read(visit: &Visit, admin: &Administrator, text: &str, key: &str) -> Result<OpeningList, Problem> {
    let mut roster = zhixing_roster::openings(text);
    roster.read_legal_names(|text| name::legal(&visit.site, text).map_err(|fault| Bilingual::of(|lang| name::explain(fault, lang))));
    let logins: Vec<String> = roster.rows.iter().filter_map(|row| row.login.clone()).collect();
    let mut taken = visit.site.store.taken_logins(admin, &logins).await?;
    if is_key(key) && !taken.is_empty() {
        let list = list_of(key, text);
        let coded: Vec<_> = taken.iter().map(|login| (login.clone(), kept_reset_code(&code_of(visit, &list, login)))).collect();
        let same = visit.site.store.opened_with(admin, &coded).await?;
        taken.retain(|login| !same.contains(login));
    }
    roster.name_taken(|login| taken.contains(login));
    roster.refuse_role(Role::Admin, || Bilingual::of(|lang| zhixing_app::i18n::import::no_administrators(lang).to_string()));
    Ok(roster)
}

/// An account that was opened, with its code, which nobody can read again.
pub struct OpenedAccount {
    pub login: String,
    pub name: String,
    pub legal_name: String,
    pub roles: Roles,
    pub code: String,
}

/// What came of a list.
pub struct AccountImport {
    pub opened: Vec<OpenedAccount>,
    pub until: Timestamp,
    /// Logins that somebody took while the list was looked over.
    pub taken: Vec<String>,
    /// How many of the list were not reached, because the database failed in the middle.
    pub left: usize,
    /// They were to come into a group, and did not.
    pub ungrouped: bool,
}

/// Whether a group has room for a list, before anything is opened.
fn has_room(group: &PeopleGroup, people: usize) -> bool {
    usize::try_from(group.people).is_ok_and(|there| there + people <= MEMBERS)
}

/// An account as it is kept: without a password, and with the hash of its code.
fn coded(o: &OpenedAccount, note: &str) -> CodedAccount {
    CodedAccount {
        account: NewAccount {
            login: o.login.clone(),
            display_name: o.name.clone(),
            legal_name: o.legal_name.clone(),
            roles: o.roles,
            password_hash: NO_PASSWORD.into(),
        },
        code: kept_reset_code(&o.code),
        note: note.into(),
    }
}

fn with_code(visit: &Visit, list: &str, person: ListedPerson) -> OpenedAccount {
    let ListedPerson { login, name, legal_name, roles } = person;
    OpenedAccount { code: code_of(visit, list, &login), login, name, legal_name, roles }
}

/// What a list is opened with: the text that was read, the key under which it is sent, and by what staff know the names for certificates in it.
#[derive(Clone, Copy)]
pub struct ListSent<'a> {
    pub text: &'a str,
    pub key: &'a str,
    pub note: &'a str,
}

/// How many of a list bring a name for certificates, which counts as checked against a document.
pub fn confirmed_names(roster: &OpeningList) -> usize {
    roster.rows.iter().filter(|row| row.person.as_ref().is_some_and(|p| !p.legal_name.is_empty())).count()
}

/// Opens the accounts of a list that was read from this text, and puts them into a group where one is named; nothing (`None`) while anything is wrong in it.
///
/// # Errors
///
/// [`Problem::Rejected`] for a program with a token; [`Problem::Invalid`] at `group`, and at `note` where names for certificates come without saying how
/// they are known; else a [`Problem`] if the store cannot be read or written.
#[boxed]
pub async fn open_all(
    visit: &Visit,
    admin: &Administrator,
    roster: &OpeningList,
    sent: &ListSent<'_>,
    group: Option<&PeopleGroup>,
) -> Result<Option<AccountImport>, Problem> {
    visit.signed_in()?;
    if !roster.wrong.is_empty() {
        return Ok(None);
    }
    if group.is_some_and(|group| !has_room(group, roster.rows.len())) {
        return Err(Problem::invalid("group", |l| group_words::full(l, MEMBERS)));
    }
    let note = if confirmed_names(roster) == 0 { String::new() } else { name::text("note", sent.note)? };
    let key = if is_key(sent.key) { sent.key.to_string() } else { new_key(visit) };
    let list = list_of(&key, sent.text);
    let people = roster.rows.iter().filter_map(|row| row.person.clone());
    let mut opened: Vec<OpenedAccount> = people.map(|person| with_code(visit, &list, person)).collect();
    let (all, until) = (opened.len(), visit.now + HANDED_OUT);
    let people = opened.iter().map(|o| coded(o, &note)).collect();
    let (taken, stopped) = visit.site.store.open_accounts(admin, people, until, visit.stamp()).await?;
    if let Some(Fault::Partly { done, why }) = stopped {
        // the codes of those that are opened are told nowhere else
        tracing::error!(done, %why, "a list of accounts stopped half way");
        opened.truncate(done);
    }
    let left = all - opened.len();
    let gone: HashSet<&String> = taken.iter().collect();
    opened.retain(|o| !gone.contains(&o.login));
    let ungrouped = match group {
        Some(group) => !comes_in(visit, admin, group, &opened).await,
        None => false,
    };
    Ok(Some(AccountImport { opened, until, taken, left, ungrouped }))
}

/// Puts those who were opened into a group; whether they came. Their codes are told either way: nobody can read them again.
async fn comes_in(visit: &Visit, admin: &Administrator, group: &PeopleGroup, opened: &[OpenedAccount]) -> bool {
    let logins = opened.iter().map(|o| o.login.clone()).collect();
    match visit.site.store.add_to_group(admin, group.id, logins, visit.stamp()).await {
        Ok(came) => came.is_ok(),
        Err(why) => {
            tracing::error!(%why, "accounts of a list did not come into their group");
            false
        }
    }
}
