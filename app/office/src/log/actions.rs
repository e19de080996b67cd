//! What the page of the log, its file and the API read.

use zhixing_app::i18n::{log as words, site};
use zhixing_domain::{
    account::{Account, Administrator},
    id::AccountId,
    lang::Bilingual,
};
use zhixing_shell::{
    chain::ChainState,
    guard::Visit,
    problem::{FieldFaults, Problem},
};
use zhixing_store::{LogLine, LogScope};

/// What is asked of the log, as it was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LogQuestion {
    /// An account name, or what one person alone is called.
    pub person: String,
    /// A kind, or an action.
    pub kind: String,
    pub object: String,
    /// Like `2026-11-22`.
    pub day: String,
    /// Lines older than this one.
    pub before: String,
}

impl LogQuestion {
    pub fn narrows(&self) -> bool {
        [&self.person, &self.kind, &self.object, &self.day].iter().any(|part| !part.trim().is_empty())
    }
}

/// What proves the log.
pub struct LogProof {
    /// The newest link: its place and its hash.
    pub head: Option<(i64, String)>,
    pub unlinked: i64,
    /// How far this server has checked the chain.
    pub chain: ChainState,
}

/// The question as the store takes it, or what cannot be read in it.
///
/// # Errors
///
/// The inner error says why it is not done. The outer one: a [`Problem`] if the store cannot be read or written.
pub async fn scope(visit: &Visit, _: &Administrator, asked: &LogQuestion) -> Result<Result<LogScope, FieldFaults>, Problem> {
    let (mut wrong, mut scope): (FieldFaults, _) = (vec![], LogScope::default());
    let login = asked.person.trim();
    if !login.is_empty() {
        match person(visit, login).await? {
            Ok(id) => scope.person = Some(id),
            Err(said) => wrong.push(("person", said)),
        }
    }
    if !asked.day.trim().is_empty() {
        match visit.site.day(&asked.day) {
            Some((from, until)) => (scope.from, scope.until) = (Some(from), Some(until)),
            None => wrong.push(("day", Bilingual::of(|l| words::day_form(l).to_string()))),
        }
    }
    scope.kind = asked.kind.trim().to_string();
    // a number as it stands on a certificate, in groups
    scope.object = asked.object.chars().filter(|c| !c.is_whitespace()).collect();
    scope.before = asked.before.parse().ok();
    Ok(if wrong.is_empty() { Ok(scope) } else { Err(wrong) })
}

/// Who is meant: by the account name, else by the name that one person alone has.
async fn person(visit: &Visit, typed: &str) -> Result<Result<AccountId, Bilingual<String>>, Problem> {
    if let Some((account, _)) = visit.site.store.credentials_of(typed).await? {
        return Ok(Ok(account.id));
    }
    let found = visit.site.store.accounts_like(typed, 0).await?.accounts;
    let named: Vec<Account> = found.into_iter().filter(|account| account.display_name == typed || account.legal_name == typed).collect();
    Ok(match &named[..] {
        [] => Err(Bilingual::of(|l| words::nobody_called(l, typed))),
        [one] => Ok(one.id),
        several => {
            let logins: Vec<&str> = several.iter().map(|account| account.login.as_str()).collect();
            Err(Bilingual::of(|l| words::several_called(l, typed, logins.join(site::comma(l)))))
        }
    })
}

/// Reads a page of the log, and whether there are older lines.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn read(visit: &Visit, admin: &Administrator, scope: &LogScope) -> Result<(Vec<LogLine>, bool), Problem> {
    Ok(visit.site.store.log(admin, scope).await?)
}

/// Reads what proves it.
///
/// # Errors
///
/// A [`Problem`] if the store cannot be read or written.
pub async fn proof(visit: &Visit, _: &Administrator) -> Result<LogProof, Problem> {
    let store = &visit.site.store;
    Ok(LogProof { head: store.audit_head().await?, unlinked: store.unlinked_events().await?, chain: visit.site.chain.state() })
}
