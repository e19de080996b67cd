//! Groups of people: what they are called, who is in them, and disabling all of one.

use crate::{
    AccountPage, Fault, Stamp, Store, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
        events,
    },
    office::{accounts, own},
};
use std::collections::{BTreeSet, HashSet};
use zhixing_domain::{
    account::{
        Account, Administrator, Invigilator,
        group::{GROUPS, GroupRefusal, GroupTerms, MEMBERS},
    },
    event::Event,
    id::{AccountId, GroupId},
    lang::Bilingual,
    time::Timestamp,
};

/// A group as kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeopleGroup {
    pub id: GroupId,
    pub terms: GroupTerms,
    pub people: i64,
    pub created_at: Timestamp,
}

const COLUMNS: &str = "g.id, g.name, g.name_en, g.note, g.created_at, \
    (SELECT COUNT(*) FROM people_group_member n WHERE n.people_group = g.id) AS people";
/// Who is in a group `$1`.
const PEOPLE: &str = "FROM people_group_member m JOIN account a ON a.id = m.account_id WHERE m.people_group = $1";

fn read(row: &Row) -> Result<PeopleGroup, Fault> {
    let name = Bilingual::new(row.text("name")?, row.opt_text("name_en")?);
    let terms = GroupTerms { name, note: row.text("note")? };
    Ok(PeopleGroup { id: row.parse("id")?, terms, people: row.int("people")?, created_at: row.time("created_at")? })
}

/// Whom account names mean that are to come into a group, and whether they are in it.
const COMING: &str = "e JOIN account a ON a.login = e.name AND a.merged_into IS NULL \
    LEFT JOIN people_group_member m ON m.people_group = e.grp AND m.account_id = a.id";

impl Store {
    /// Lists the groups by their names.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn groups(&self) -> Result<Vec<PeopleGroup>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM people_group g ORDER BY g.name LIMIT {GROUPS}");
        self.core.read.all(sql, vec![]).await?.iter().map(read).collect()
    }

    /// Finds a group; `None` if there is none with this id.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn group(&self, id: GroupId) -> Result<Option<PeopleGroup>, Fault> {
        let sql = format!("SELECT {COLUMNS} FROM people_group g WHERE g.id = $1");
        self.core.read.one(sql, args![id.to_string()]).await?.map(|r| read(&r)).transpose()
    }

    /// Lists the groups that an account is in.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn groups_of(&self, account: AccountId) -> Result<Vec<PeopleGroup>, Fault> {
        let sql = format!(
            "SELECT {COLUMNS} FROM people_group_member m JOIN people_group g ON g.id = m.people_group WHERE m.account_id = $1 ORDER BY g.name"
        );
        self.core.read.all(sql, args![account.to_string()]).await?.iter().map(read).collect()
    }

    /// An administrator lists the people of a group whose login or name contains `query`, 50 on a page; `page` counts from 0.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn group_people(&self, _: &Administrator, id: GroupId, query: &str, page: i64) -> Result<AccountPage, Fault> {
        accounts::page_of(&self.core, query, Some(id), page).await
    }

    /// An administrator sees who would come into a group by these account names: each account, and whether it is in it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn coming_to_group(&self, _: &Administrator, id: GroupId, logins: &[String]) -> Result<Vec<(Account, bool)>, Fault> {
        let e = dialect::rows("name, grp", logins.iter().map(|login| row![login, id.to_string()]));
        let (columns, rest) = (format!("{}, m.account_id AS there", accounts::COLUMNS), COMING);
        let rows = self.core.read.packed_with(e, &columns, rest).await?;
        rows.iter().map(|r| Ok((accounts::read(r)?, r.opt_text("there")?.is_some()))).collect()
    }

    /// Staff put a group on a list: the logins of its people whose accounts are not disabled.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn group_logins(&self, _: &Invigilator, id: GroupId) -> Result<Vec<String>, Fault> {
        let sql = format!("SELECT a.login {PEOPLE} AND a.disabled_at IS NULL ORDER BY a.login");
        self.core.read.all(sql, args![id.to_string()]).await?.iter().map(|r| r.text("login")).collect()
    }

    /// An administrator makes a group.
    ///
    /// # Errors
    ///
    /// The inner error says why it was not made. The outer one is a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn open_group(&self, _: &Administrator, terms: GroupTerms, stamp: Stamp) -> Result<Result<GroupId, GroupRefusal>, Fault> {
        let id = stamp.mint(GroupId::new);
        self.core
            .write(move |c| {
                Box::pin(async move {
                    // one at a time: both the count and the names hold until the end
                    dialect::stop_writers(c, "people_group").await?;
                    let count = c.one("SELECT COUNT(*) AS count FROM people_group", vec![]).await?.map_or(Ok(0), |r| r.int("count"))?;
                    if count >= GROUPS {
                        return Ok(Err(GroupRefusal::TooMany));
                    }
                    let sql = "INSERT INTO people_group (id, name, name_en, note, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6) \
                               ON CONFLICT (name) DO NOTHING";
                    let GroupTerms { name, note } = terms;
                    let values = args![id.to_string(), &name.zh, name.en, note, stamp.now, stamp.actor.to_string()];
                    if c.execute(sql, values).await? == 0 {
                        return Ok(Err(GroupRefusal::NameTaken));
                    }
                    events::append(c, &stamp, &id.to_string(), Event::GroupOpened { name: name.zh }).await?;
                    Ok(Ok(id))
                })
            })
            .await
    }

    /// An administrator says anew what a group is called.
    ///
    /// # Errors
    ///
    /// The inner error says why it was not changed. [`Fault::Missing`] if there is no such group.
    #[boxed]
    pub async fn change_group(
        &self,
        _: &Administrator,
        id: GroupId,
        terms: GroupTerms,
        stamp: Stamp,
    ) -> Result<Result<(), GroupRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    dialect::stop_writers(c, "people_group").await?;
                    held(c, id).await?;
                    let (subject, GroupTerms { name, note }) = (id.to_string(), terms);
                    let taken = "SELECT 1 FROM people_group WHERE name = $2 AND id <> $1";
                    if c.one(taken, args![&subject, &name.zh]).await?.is_some() {
                        return Ok(Err(GroupRefusal::NameTaken));
                    }
                    let sql = "UPDATE people_group SET name = $2, name_en = $3, note = $4 WHERE id = $1";
                    c.execute(sql, args![&subject, &name.zh, name.en, note]).await?;
                    events::append(c, &stamp, &subject, Event::GroupChanged { name: name.zh }).await?;
                    Ok(Ok(()))
                })
            })
            .await
    }

    /// An administrator takes a group away; its people stay. `false` if there is none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn remove_group(&self, _: &Administrator, id: GroupId, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let subject = id.to_string();
                    let lock = format!("SELECT name FROM people_group WHERE id = $1{}", dialect::for_update(c));
                    let Some(row) = c.one(lock, args![&subject]).await? else { return Ok(false) };
                    c.execute("DELETE FROM people_group_member WHERE people_group = $1", args![&subject]).await?;
                    c.execute("DELETE FROM people_group WHERE id = $1", args![&subject]).await?;
                    events::append(c, &stamp, &subject, Event::GroupRemoved { name: row.text("name")? }).await?;
                    Ok(true)
                })
            })
            .await
    }

    /// An administrator puts people into a group, some at a time: nobody where a login is unknown or there is not room for all of them; who is in it
    /// already stays. Gives how many came.
    ///
    /// # Errors
    ///
    /// The inner error says why nobody came. [`Fault::Missing`] if there is no such group; [`Fault::Partly`] if it stops among many.
    #[boxed]
    pub async fn add_to_group(
        &self,
        _: &Administrator,
        id: GroupId,
        logins: Vec<String>,
        stamp: Stamp,
    ) -> Result<Result<u64, GroupRefusal>, Fault> {
        let e = dialect::rows("name, grp", logins.iter().map(|login| row![login, id.to_string()]));
        let (mut known, mut new): (HashSet<String>, Vec<AccountId>) = (HashSet::new(), vec![]);
        for row in self.core.read.packed_with(e, "a.login, a.id, m.account_id AS there", COMING).await? {
            if known.insert(row.text("login")?) && row.opt_text("there")?.is_none() {
                new.push(row.parse("id")?);
            }
        }
        let unknown: Vec<String> = logins.into_iter().filter(|login| !known.contains(login)).collect();
        if !unknown.is_empty() {
            return Ok(Err(GroupRefusal::Unknown(unknown)));
        }
        let people = self.group(id).await?.map_or(0, |g| usize::try_from(g.people).unwrap_or(0));
        if people + new.len() > MEMBERS {
            return Ok(Err(GroupRefusal::Full));
        }
        let came = self.core.write_in_portions(new, stamp, move |c, new, stamp| Box::pin(async move { join(c, id, new, &stamp).await }));
        Ok(Ok(came.await?.into_iter().sum()))
    }

    /// An administrator takes people out of a group; who is not in it is passed over. Gives how many went.
    ///
    /// # Errors
    ///
    /// [`Fault::Missing`] if there is no such group; [`Fault::Partly`] if it stops among many.
    #[boxed]
    pub async fn take_from_group(&self, _: &Administrator, id: GroupId, people: Vec<AccountId>, stamp: Stamp) -> Result<u64, Fault> {
        let went =
            self.core.write_in_portions(people, stamp, move |c, people, stamp| Box::pin(async move { leave(c, id, people, &stamp).await }));
        Ok(went.await?.into_iter().sum())
    }

    /// An administrator sees who would be disabled with a group: those who are not, and never oneself.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn group_enabled(&self, _: &Administrator, id: GroupId, own: Option<AccountId>) -> Result<Vec<Account>, Fault> {
        let sql = format!("SELECT {} {PEOPLE} AND a.disabled_at IS NULL AND a.id <> $2 ORDER BY a.login", accounts::COLUMNS);
        let own = own.map(|id| id.to_string()).unwrap_or_default();
        self.core.read.all(sql, args![id.to_string(), own]).await?.iter().map(accounts::read).collect()
    }

    /// An administrator disables everybody of a group but for the own account, some at a time: their sessions end. Gives how many.
    ///
    /// # Errors
    ///
    /// [`Fault::LastAdministrator`] if nobody would be left who administers; [`Fault::Partly`] if it stops among many.
    #[boxed]
    pub async fn disable_group(&self, admin: &Administrator, id: GroupId, stamp: Stamp) -> Result<u64, Fault> {
        let people = self.group_enabled(admin, id, own::person(&stamp)).await?.into_iter().map(|a| a.id).collect();
        let done = self
            .core
            .write_in_portions(people, stamp, move |c, people, stamp| Box::pin(async move { disable(c, id, people, &stamp).await }));
        Ok(done.await?.into_iter().sum())
    }
}

/// The name of a group, which nobody takes away before the transaction ends.
async fn held(c: &mut Conn<'_>, id: GroupId) -> Result<String, Fault> {
    let sql = format!("SELECT name FROM people_group WHERE id = $1{}", dialect::for_update(c));
    let row = c.one(sql, args![id.to_string()]).await?.ok_or(Fault::Missing("group"))?;
    row.text("name")
}

async fn join(c: &mut Conn<'_>, id: GroupId, new: Vec<AccountId>, stamp: &Stamp) -> Result<u64, Fault> {
    let (group, subject) = (held(c, id).await?, id.to_string());
    let there = c.all("SELECT account_id FROM people_group_member WHERE people_group = $1", args![&subject]).await?;
    let there: HashSet<AccountId> = there.iter().map(|r| r.parse("account_id")).collect::<Result<_, _>>()?;
    let new: Vec<String> = new.iter().filter(|id| !there.contains(id)).map(AccountId::to_string).collect();
    // counted before, and again here: others may have come meanwhile, and whoever asks once more hears that it is full
    if there.len() + new.len() > MEMBERS {
        return Err(Fault::Conflict);
    }
    let e = dialect::rows("account, grp, at", new.iter().map(|account| row![account, &subject, stamp.now]));
    let sql = "INSERT INTO people_group_member (people_group, account_id, added_at) SELECT e.grp, e.account, e.at FROM e";
    c.execute_with(e, sql).await?;
    let count = new.len() as u64;
    tell(c, stamp, &subject, &new, (Event::PeopleGrouped { people: count }, Event::Grouped { group })).await?;
    Ok(count)
}

async fn leave(c: &mut Conn<'_>, id: GroupId, people: Vec<AccountId>, stamp: &Stamp) -> Result<u64, Fault> {
    let (group, subject) = (held(c, id).await?, id.to_string());
    let e = dialect::rows("account, grp", people.iter().map(|account| row![account.to_string(), &subject]));
    let rest = "e JOIN people_group_member m ON m.people_group = e.grp AND m.account_id = e.account";
    let gone = c.packed_with(e, "m.account_id", rest).await?;
    // whoever is named twice goes once
    let gone: BTreeSet<String> = gone.iter().map(|r| r.text("account_id")).collect::<Result<_, _>>()?;
    let gone: Vec<String> = gone.into_iter().collect();
    let e = dialect::rows("account, grp", gone.iter().map(|account| row![account, &subject]));
    let sql = "DELETE FROM people_group_member WHERE people_group = (SELECT MIN(e.grp) FROM e) AND account_id IN (SELECT e.account FROM e)";
    c.execute_with(e, sql).await?;
    let count = gone.len() as u64;
    tell(c, stamp, &subject, &gone, (Event::PeopleUngrouped { people: count }, Event::Ungrouped { group })).await?;
    Ok(count)
}

async fn disable(c: &mut Conn<'_>, id: GroupId, people: Vec<AccountId>, stamp: &Stamp) -> Result<u64, Fault> {
    // two administrators who disable each other at the same time wait for each other
    let sql = "SELECT id FROM account WHERE roles LIKE '%admin%' AND disabled_at IS NULL ORDER BY id";
    let admins = format!("{sql}{}", dialect::for_update(c));
    let before = c.all(admins.clone(), vec![]).await?.len();
    let e = dialect::rows("id", people.iter().map(|id| row![id.to_string()]));
    let enabled = c.packed_with(e, "a.id", "e JOIN account a ON a.id = e.id WHERE a.disabled_at IS NULL").await?;
    let enabled: Vec<String> = enabled.iter().map(|r| r.text("id")).collect::<Result<_, _>>()?;
    let e = || dialect::rows("id, at", enabled.iter().map(|id| row![id, stamp.now]));
    // what an administrator decided is no longer the demonstration's to undo
    let sql = "UPDATE account SET disabled_at = e.at, demo = CASE WHEN account.demo = 2 THEN 1 ELSE account.demo END FROM e WHERE account.id = e.id";
    c.execute_with(e(), sql).await?;
    c.execute_with(e(), "DELETE FROM session WHERE account_id IN (SELECT e.id FROM e)").await?;
    if before > 0 && c.all(admins, vec![]).await?.is_empty() {
        return Err(Fault::LastAdministrator);
    }
    let count = enabled.len() as u64;
    tell(c, stamp, &id.to_string(), &enabled, (Event::GroupDisabled { people: count }, Event::AccountDisabled { demonstration: false }))
        .await?;
    Ok(count)
}

/// What happened to a group, and to each of some people; nothing where nobody was reached.
async fn tell(c: &mut Conn<'_>, stamp: &Stamp, group: &str, people: &[String], (whole, each): (Event, Event)) -> Result<(), Fault> {
    if people.is_empty() {
        return Ok(());
    }
    let lines: Vec<_> = std::iter::once((group, whole)).chain(people.iter().map(|id| (id.as_str(), each.clone()))).collect();
    // as many lines as one statement binds
    for some in lines.chunks(200) {
        events::append_all(c, stamp, some).await?;
    }
    Ok(())
}
