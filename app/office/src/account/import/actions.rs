//! Opening accounts by a list, by the page and by the API. It is read first, which stores nothing; what was read without a fault is opened. Each account
//! has a code by which its person chooses a password, so no password is hashed here.

use crate::account::actions::{kept_reset_code, new_reset_code};
use std::collections::HashSet;
use zhixing_domain::{
    account::{Administrator, Role, Roles},
    lang::Lang,
    time::{Span, Timestamp},
};
use zhixing_roster::{OpeningRow, Roster};
use zhixing_shell::{boxed, guard::Visit, name, problem::Problem};
use zhixing_store::{CodedAccount, Fault, NewAccount};

/// A list as it was read.
pub type OpeningList = Roster<OpeningRow>;

/// How long the codes of a list are good: it is handed out to people who come one after the other.
pub const HANDED_OUT: Span = Span::from_minutes(14 * 24 * 60);
/// What no password hashes to.
const NO_PASSWORD: &str = "!";

/// Reads a list, and tells all that is wrong with it: by itself, and by the logins that somebody has. It stores nothing.
#[boxed]
pub async fn read(visit: &Visit, admin: &Administrator, text: &str) -> Result<OpeningList, Problem> {
    let mut roster = zhixing_roster::openings(text);
    roster.read_legal_names(|text| name::legal(&visit.site, text).map_err(|fault| Lang::ALL.map(|lang| name::explain(fault, lang))));
    let logins: Vec<String> = roster.rows.iter().filter_map(|row| row.login.clone()).collect();
    let taken = visit.site.store.taken_logins(admin, &logins).await?;
    roster.name_taken(|login| taken.contains(login));
    roster.refuse_role(Role::Admin, || Lang::ALL.map(|lang| zhixing_app::i18n::import::no_administrators(lang).to_string()));
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
}

/// Opens the accounts of a list that was read; nothing (`None`) while anything is wrong in it.
#[boxed]
pub async fn open_all(visit: &Visit, admin: &Administrator, roster: &OpeningList) -> Result<Option<AccountImport>, Problem> {
    visit.signed_in()?;
    if !roster.wrong.is_empty() {
        return Ok(None);
    }
    let people = roster.rows.iter().filter_map(|row| row.person.clone());
    let mut opened: Vec<OpenedAccount> = people
        .map(|p| OpenedAccount {
            login: p.login,
            name: p.name,
            legal_name: p.legal_name,
            roles: p.roles,
            code: new_reset_code(visit.site.ports.random()),
        })
        .collect();
    let coded = |o: &OpenedAccount| CodedAccount {
        account: NewAccount {
            login: o.login.clone(),
            display_name: o.name.clone(),
            legal_name: o.legal_name.clone(),
            roles: o.roles,
            password_hash: NO_PASSWORD.into(),
        },
        code: kept_reset_code(&o.code),
    };
    let (all, until) = (opened.len(), visit.now + HANDED_OUT);
    let (taken, stopped) = visit.site.store.open_accounts(admin, opened.iter().map(coded).collect(), until, visit.stamp()).await?;
    if let Some(Fault::Partly { done, why }) = stopped {
        // the codes of those that are opened are told nowhere else
        tracing::error!(done, %why, "a list of accounts stopped half way");
        opened.truncate(done);
    }
    let left = all - opened.len();
    let gone: HashSet<&String> = taken.iter().collect();
    opened.retain(|o| !gone.contains(&o.login));
    Ok(Some(AccountImport { opened, until, taken, left }))
}
