//! Accounts: people, their roles and their password hashes.

use crate::{
    Fault, Stamp, Store, boxed,
    core::Core,
    db::{
        Arg, Conn, Row, args,
        dialect::{self, row},
        events, like,
    },
    office::{
        message::inbox,
        own::{self, Reach},
        passwords,
        proof::SignInProof,
    },
};
use std::collections::HashMap;
use zhixing_domain::{
    account::{self, Account, AccountRefusal, Administrator, Roles, Scope},
    certificate::NameSource,
    event::Event,
    id::{AccountId, GroupId},
    lang::Lang,
    message::InboxMessage,
    time::Timestamp,
};

pub(crate) const COLUMNS: &str = "a.id, a.login, a.display_name, a.legal_name, a.roles, a.lang, a.created_at, a.disabled_at, \
    a.legal_name_source, a.courses, a.met_lang";

/// Reads an account from the columns of [`COLUMNS`].
pub(crate) fn read(row: &Row) -> Result<Account, Fault> {
    Ok(Account {
        id: row.parse("id")?,
        login: row.text("login")?,
        display_name: row.text("display_name")?,
        legal_name: row.text("legal_name")?,
        legal_name_source: row.with("legal_name_source", NameSource::from_code)?,
        roles: row.with("roles", Roles::parse)?,
        scope: Scope::parse(&row.text("courses")?),
        lang: row.opt_text("lang")?.as_deref().and_then(Lang::from_code),
        met: row.opt_text("met_lang")?.as_deref().and_then(Lang::from_code),
        created_at: row.time("created_at")?,
        disabled_at: row.opt_time("disabled_at")?,
    })
}

/// What is needed to open an account. The login is in its stored form, the password hashed already.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub login: String,
    pub display_name: String,
    /// As staff know it; empty where nobody gave one. Who registers gives it later.
    pub legal_name: String,
    pub roles: Roles,
    pub password_hash: String,
}

/// A page of the list of accounts.
#[derive(Clone, Debug)]
pub struct AccountPage {
    pub accounts: Vec<Account>,
    pub total: i64,
}

/// How many accounts a page of the list shows.
const PAGE: i64 = 50;
/// No list is longer than so many pages.
const PAGES: i64 = 1 << 32;

/// What people call a person of a log: the shown name with the account name, which tells two of one name apart.
pub(crate) fn called(account: &str) -> String {
    format!(
        "CASE WHEN {account}.display_name IN ('', {account}.login) THEN {account}.login ELSE {account}.display_name || ' (' || {account}.login || ')' END"
    )
}

pub(crate) async fn insert(conn: &mut Conn<'_>, new: &NewAccount, stamp: &Stamp) -> Result<Option<AccountId>, Fault> {
    let id = stamp.mint(AccountId::new);
    let sql = "INSERT INTO account (id, login, display_name, legal_name, roles, password_hash, created_at, legal_name_source) \
               VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $4 = '' THEN 'stated' ELSE 'confirmed' END) ON CONFLICT (login) DO NOTHING";
    let values =
        args![id.to_string(), &new.login, &new.display_name, &new.legal_name, new.roles.to_string(), &new.password_hash, stamp.now];
    if conn.execute(sql, values).await? == 0 {
        return Ok(None);
    }
    events::append(conn, stamp, &id.to_string(), Event::AccountOpened { roles: new.roles.to_string() }).await?;
    if !new.legal_name.is_empty() {
        events::append(conn, stamp, &id.to_string(), Event::NameConfirmed { note: String::new() }).await?;
    }
    Ok(Some(id))
}

/// A page of the accounts that have these words in a name, of a group or of all.
pub(crate) async fn page_of(core: &Core, query: &str, group: Option<GroupId>, page: i64) -> Result<AccountPage, Fault> {
    let like = like::Patterns::of(query);
    let within = match group {
        Some(_) => format!(" AND a.id IN (SELECT m.account_id FROM people_group_member m WHERE m.people_group = ${})", like.len() + 1),
        None => String::new(),
    };
    let found = format!("FROM account a WHERE {}{within}", like.any_of(&["a.login", "a.display_name", "a.legal_name"], 1));
    let mut values: Vec<Arg> = like.args().into_iter().chain(group.map(|id| Arg::from(id.to_string()))).collect();
    let total = core.read.one(format!("SELECT COUNT(*) AS count {found}"), values.clone()).await?.map_or(Ok(0), |r| r.int("count"))?;
    let (limit, offset) = (values.len() + 1, values.len() + 2);
    let sql = format!("SELECT {COLUMNS} {found} ORDER BY a.created_at DESC, a.id DESC LIMIT ${limit} OFFSET ${offset}");
    values.extend(args![PAGE, page.clamp(0, PAGES) * PAGE]);
    let rows = core.read.all(sql, values).await?;
    Ok(AccountPage { accounts: rows.iter().map(read).collect::<Result<_, _>>()?, total })
}

impl Store {
    /// An administrator reads what people are called that a line of a history names by an id or an account name.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn people_called(&self, _: &Administrator, ids: &[AccountId], logins: &[String]) -> Result<HashMap<String, String>, Fault> {
        let ids: Vec<String> = ids.iter().map(AccountId::to_string).collect();
        let mut people = HashMap::new();
        for (column, names) in [("id", &ids[..]), ("login", logins)].into_iter().filter(|(_, names)| !names.is_empty()) {
            let e = dialect::rows("name", names.iter().map(|name| row![name]));
            let (columns, rest) = (format!("e.name, {} AS called", called("a")), format!("e JOIN account a ON a.{column} = e.name"));
            for row in self.core.read.packed_with(e, &columns, &rest).await? {
                people.insert(row.text("name")?, row.text("called")?);
            }
        }
        Ok(people)
    }

    /// An administrator, or the operator, opens an account for a person; who registers agrees to something, too
    /// ([`register`](Self::register)).
    ///
    /// # Errors
    ///
    /// The inner error is [`AccountRefusal::LoginTaken`] if an account has this login already. The outer one is a [`Fault`] if the database
    /// cannot be read or written.
    #[boxed]
    pub async fn open_account(&self, _: &Administrator, new: NewAccount, stamp: Stamp) -> Result<Result<AccountId, AccountRefusal>, Fault> {
        self.core.write(move |c| Box::pin(async move { Ok(insert(c, &new, &stamp).await?.ok_or(AccountRefusal::LoginTaken)) })).await
    }

    /// The operator opens many accounts, some at a time, and gives how many are new. An account whose login is taken stays as it is.
    ///
    /// # Errors
    ///
    /// [`Fault::Partly`] if it stops among many.
    #[boxed]
    pub async fn import_accounts(&self, _: &Administrator, new: Vec<NewAccount>, stamp: Stamp) -> Result<usize, Fault> {
        let opened = self
            .core
            .write_in_portions(new, stamp, |c, new, stamp| {
                Box::pin(async move {
                    let mut opened = 0;
                    for account in &new {
                        opened += usize::from(insert(c, account, &stamp).await?.is_some());
                    }
                    Ok(opened)
                })
            })
            .await?;
        Ok(opened.into_iter().sum())
    }

    /// Finds the account with this id; `None` if there is none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn account(&self, id: AccountId) -> Result<Option<Account>, Fault> {
        let row = self.core.near.one(format!("SELECT {COLUMNS} FROM account a WHERE a.id = $1"), args![id.to_string()]).await?;
        row.map(|r| read(&r)).transpose()
    }

    /// Finds the account and the password hash of a login as somebody typed it, so that the caller can check a password; `None` if nobody
    /// has this login. A login that is stored as it was typed comes before its usual spelling.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn credentials_of(&self, login: &str) -> Result<Option<(Account, String)>, Fault> {
        let [typed, folded] = account::spellings(login);
        let sql = format!(
            "SELECT {COLUMNS}, a.password_hash FROM account a WHERE a.login IN ($1, $2) ORDER BY CASE WHEN a.login = $1 THEN 0 ELSE 1 END LIMIT 1"
        );
        let row = self.core.near.one(sql, args![typed, folded]).await?;
        row.map(|r| Ok((read(&r)?, r.text("password_hash")?))).transpose()
    }

    /// Lists the accounts whose login, shown name or legal name contains `query`, newest first, 50 on a page; `page` counts from 0.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn accounts_like(&self, query: &str, page: i64) -> Result<AccountPage, Fault> {
        page_of(&self.core, query, None, page).await
    }

    /// A person chooses the language in which the site speaks to them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_lang(&self, id: AccountId, lang: Lang) -> Result<(), Fault> {
        self.run("UPDATE account SET lang = $2 WHERE id = $1", args![id.to_string(), lang.code()]).await
    }

    /// A person sets a new password by what they proved; `hash` is its hash. Every session, token and known device of the account ends, and
    /// a code for a new password. `false` if the proof no longer holds: then nothing was changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn change_password(&self, proof: SignInProof, hash: String, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let there = proof.holds(c).await?;
                    if there {
                        passwords::change(c, proof.account, &hash, &stamp).await?;
                    }
                    Ok(there)
                })
            })
            .await
    }

    /// The operator sets a new password for a person; `hash` is its hash. The same ends as when the person changes it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn set_password(&self, _: &Administrator, id: AccountId, hash: String, stamp: Stamp) -> Result<(), Fault> {
        self.core.write(move |c| Box::pin(async move { passwords::change(c, id, &hash, &stamp).await })).await
    }

    /// Tells whether a password that was checked a while ago is still the account's; `digest` is that of a [`SignInProof`]. A disabled
    /// account has none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn has_password(&self, id: AccountId, digest: &str) -> Result<bool, Fault> {
        let sql = "SELECT a.password_hash FROM account a WHERE a.id = $1 AND a.disabled_at IS NULL";
        let row = self.core.read.one(sql, args![id.to_string()]).await?;
        let kept = row.map(|r| r.text("password_hash")).transpose()?;
        Ok(kept.is_some_and(|hash| SignInProof::of(id, &hash, None).password == digest))
    }

    /// An administrator gives an account other roles in place of those that it has, and the courses that they reach.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account; [`Fault::LastAdministrator`] if nobody would be left who administers.
    #[boxed]
    pub async fn set_roles(&self, _: &Administrator, id: AccountId, roles: Roles, scope: Scope, stamp: Stamp) -> Result<(), Fault> {
        let (roles, courses) = (roles.to_string(), scope.to_string());
        let values = args![id.to_string(), &roles, &courses];
        let told = vec![Event::RolesGiven { roles }, Event::ScopeGiven { courses }];
        self.govern("UPDATE account SET roles = $2, courses = $3 WHERE id = $1", id, values, stamp, told).await
    }

    /// An administrator disables an account, with `at` as the moment, and its sessions end; or enables it again with `None`.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if it is the administrator's own account; [`Fault::LastAdministrator`] if nobody would be left who administers;
    /// [`Fault::Conflict`] if it was merged into another one and would be enabled.
    #[boxed]
    pub async fn set_disabled(&self, _: &Administrator, id: AccountId, at: Option<Timestamp>, stamp: Stamp) -> Result<(), Fault> {
        let demonstration = false;
        let event = if at.is_some() { Event::AccountDisabled { demonstration } } else { Event::AccountEnabled { demonstration } };
        let values = args![id.to_string(), at];
        // what an administrator decided is no longer the demonstration's to undo
        let sql = "UPDATE account SET disabled_at = $2, demo = CASE WHEN demo = 2 THEN 1 ELSE demo END WHERE id = $1";
        self.govern(sql, id, values, stamp, vec![event]).await
    }

    async fn govern(&self, sql: &'static str, id: AccountId, values: Vec<Arg>, stamp: Stamp, told: Vec<Event>) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Account(id)).await?;
                    // two administrators who take the role from each other at the same time wait for each other
                    let admins = format!(
                        "SELECT id FROM account WHERE roles LIKE '%admin%' AND disabled_at IS NULL ORDER BY id{}",
                        dialect::for_update(c)
                    );
                    let before = c.all(admins.clone(), vec![]).await?.len();
                    let merged = "SELECT 1 FROM account WHERE id = $1 AND merged_into IS NOT NULL";
                    let is = |what: fn(&Event) -> bool| told.iter().any(what);
                    if is(|e| matches!(e, Event::AccountEnabled { .. })) && c.one(merged, args![id.to_string()]).await?.is_some() {
                        return Err(Fault::Conflict);
                    }
                    c.execute(sql, values).await?;
                    // whoever is enabled again signs in anew
                    if is(|e| matches!(e, Event::AccountDisabled { .. })) {
                        c.execute("DELETE FROM session WHERE account_id = $1", args![id.to_string()]).await?;
                    }
                    if before > 0 && c.all(admins, vec![]).await?.is_empty() {
                        return Err(Fault::LastAdministrator);
                    }
                    for event in told {
                        if let Event::RolesGiven { roles } = &event {
                            // for staff a passkey is a second step, which sessions of before may lack
                            let sql = "DELETE FROM session WHERE account_id = $1 AND account_id IN (SELECT k.account_id FROM passkey k)";
                            c.execute(sql, args![id.to_string()]).await?;
                            inbox::put_now(c, &stamp, id, InboxMessage::RolesChanged { roles: roles.clone() }).await?;
                        }
                        events::append(c, &stamp, &id.to_string(), event).await?;
                    }
                    Ok(())
                })
            })
            .await
    }
}
