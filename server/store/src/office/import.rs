//! Accounts that are opened by a list: each with a code by which its person chooses a password, and without a password until then.

use crate::{
    Fault, NewAccount, Stamp, Store, boxed,
    db::{
        Conn,
        dialect::{self, row},
        events,
    },
};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex, PoisonError},
};
use zhixing_domain::{account::Administrator, event::Event, id::AccountId, time::Timestamp};

/// An account to open, the hash of its code, and by what staff know its legal name, where it has one.
#[derive(Clone, Debug)]
pub struct CodedAccount {
    pub account: NewAccount,
    pub code: String,
    pub note: String,
}

impl Store {
    /// An administrator asks which of these logins somebody has.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn taken_logins(&self, _: &Administrator, logins: &[String]) -> Result<HashSet<String>, Fault> {
        let e = dialect::rows("login", logins.iter().map(|login| row![login]));
        let rows = self.core.read.packed_with(e, "a.login", "e JOIN account a ON a.login = e.login").await?;
        rows.iter().map(|r| r.text("login")).collect()
    }

    /// An administrator asks which of these accounts, by login and hash of the code, were opened with exactly this code, which nobody has used: the same
    /// list was sent before.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn opened_with(&self, _: &Administrator, coded: &[(String, String)]) -> Result<HashSet<String>, Fault> {
        let e = dialect::rows("login, hash", coded.iter().map(|(login, hash)| row![login, hash]));
        let rows = self.core.read.packed_with(e, "a.login", WITH_CODE).await?;
        rows.iter().map(|r| r.text("login")).collect()
    }

    /// An administrator opens many accounts, some at a time, each with a code that is good until `until`. Gives the logins that somebody took
    /// meanwhile: those accounts stay as they are. One that was opened with the same code is not taken: it is the same list, sent twice.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if nothing was opened. Where it stops among many, [`Fault::Partly`] comes beside the logins that were taken: those that it says are
    /// done have their codes.
    #[boxed]
    pub async fn open_accounts(
        &self,
        _: &Administrator,
        people: Vec<CodedAccount>,
        until: Timestamp,
        stamp: Stamp,
    ) -> Result<(Vec<String>, Option<Fault>), Fault> {
        let taken = Arc::new(Mutex::new(vec![]));
        let told = taken.clone();
        let opened = self.core.write_in_portions(people, stamp, move |c, people, stamp| {
            let told = told.clone();
            Box::pin(async move {
                let some = open(c, people, until, stamp).await?;
                told.lock().unwrap_or_else(PoisonError::into_inner).extend(some);
                Ok(())
            })
        });
        let stopped = match opened.await {
            Ok(_) => None,
            Err(stopped @ Fault::Partly { .. }) => Some(stopped),
            Err(fault) => return Err(fault),
        };
        let taken = taken.lock().unwrap_or_else(PoisonError::into_inner).clone();
        Ok((taken, stopped))
    }
}

/// The accounts whose code is the given one.
const WITH_CODE: &str = "e JOIN account a ON a.login = e.login JOIN reset_code r ON r.account_id = a.id AND r.hash = e.hash";

async fn open(c: &mut Conn<'_>, people: Vec<CodedAccount>, until: Timestamp, stamp: Arc<Stamp>) -> Result<Vec<String>, Fault> {
    let people: Vec<(String, CodedAccount)> = people.into_iter().map(|p| (stamp.mint(AccountId::new).to_string(), p)).collect();
    let new = people.iter().map(|(id, CodedAccount { account: a, .. })| {
        row![id, &a.login, &a.display_name, &a.legal_name, a.roles.to_string(), &a.password_hash, stamp.now]
    });
    let sql = "INSERT INTO account (id, login, display_name, legal_name, roles, password_hash, created_at, legal_name_source) \
               SELECT e.id, e.login, e.name, e.legal, e.roles, e.password, e.at, CASE WHEN e.legal = '' THEN 'stated' ELSE 'confirmed' END \
               FROM e WHERE e.id <> '' ON CONFLICT (login) DO NOTHING";
    c.execute_with(dialect::rows("id, login, name, legal, roles, password, at", new), sql).await?;
    let ids = dialect::rows("id", people.iter().map(|(id, _)| row![id]));
    let opened = c.packed_with(ids, "a.id", "e JOIN account a ON a.id = e.id").await?;
    let opened: HashSet<String> = opened.iter().map(|r| r.text("id")).collect::<Result<_, _>>()?;
    let (there, taken): (Vec<_>, Vec<_>) = people.into_iter().partition(|(id, _)| opened.contains(id));
    let codes = there.iter().map(|(id, p)| row![id, &p.code, until]);
    c.execute_with(dialect::rows("id, hash, until", codes), "INSERT INTO reset_code (account_id, hash, expires_at) SELECT * FROM e")
        .await?;
    let told = |(id, p): &(String, CodedAccount)| {
        let named = (!p.account.legal_name.is_empty()).then(|| Event::NameConfirmed { note: p.note.clone() });
        let opened = [Event::AccountOpened { roles: p.account.roles.to_string() }, Event::ResetCodeMade];
        opened.into_iter().chain(named).map(|event| (id.clone(), event)).collect::<Vec<_>>()
    };
    let told: Vec<(String, Event)> = there.iter().flat_map(told).collect();
    let told: Vec<(&str, Event)> = told.iter().map(|(id, event)| (id.as_str(), event.clone())).collect();
    // as many lines as one statement binds
    for some in told.chunks(200) {
        events::append_all(c, &stamp, some).await?;
    }
    if taken.is_empty() {
        return Ok(vec![]);
    }
    let coded = dialect::rows("login, hash", taken.iter().map(|(_, p)| row![&p.account.login, &p.code]));
    let same = c.packed_with(coded, "a.login", WITH_CODE).await?;
    let same: HashSet<String> = same.iter().map(|r| r.text("login")).collect::<Result<_, _>>()?;
    Ok(taken.into_iter().map(|(_, p)| p.account.login).filter(|login| !same.contains(login)).collect())
}
