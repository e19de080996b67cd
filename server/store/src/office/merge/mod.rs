//! Two accounts of one person become one: what the one that is closed had goes to the one that stays, in one transaction, and the closed one says which
//! that is. What was issued stays as it was issued; each certificate has an event that tells whose it was.

pub(crate) mod fate;

use crate::{
    Fault, Stamp, Store, boxed,
    db::{Conn, Row, args, dialect, events},
    office::{
        accounts,
        merge::fate::{FATES, Fate},
        message::inbox,
        own::{self, Reach},
        passwords,
    },
};
use zhixing_domain::{
    account::{Account, Administrator, MergeFacts, MergeRefusal},
    event::Event,
    id::AccountId,
    message::InboxMessage,
    workshop::course_role::CourseRole,
};

/// Which of two names for certificates holds for exams that begin from now on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergedName {
    OfStaying,
    OfClosed,
}

/// How much an account has of what would move.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MergeSide {
    pub attempts: i64,
    pub certificates: i64,
    pub lessons: i64,
    pub mistakes: i64,
    pub seats: i64,
    pub messages: i64,
}

impl Store {
    /// An administrator sees how much an account has.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn merge_side(&self, _: &Administrator, account: AccountId) -> Result<MergeSide, Fault> {
        let sql = "SELECT (SELECT COUNT(*) FROM attempt t WHERE t.account_id = $1 AND t.number > 0) AS attempts, \
                   (SELECT COUNT(DISTINCT c.number) FROM certificate c WHERE c.account_id = $1) AS certificates, \
                   (SELECT COUNT(*) FROM progress p WHERE p.account_id = $1) AS lessons, \
                   (SELECT COUNT(*) FROM notebook n WHERE n.account_id = $1 AND n.mastered_at IS NULL) AS mistakes, \
                   (SELECT COUNT(*) FROM exam_candidate k WHERE k.account_id = $1) AS seats, \
                   (SELECT COUNT(*) FROM message m WHERE m.account_id = $1) AS messages";
        let Some(row) = self.core.read.one(sql, args![account.to_string()]).await? else { return Ok(MergeSide::default()) };
        let read = |row: &Row| {
            Ok::<_, Fault>(MergeSide {
                attempts: row.int("attempts")?,
                certificates: row.int("certificates")?,
                lessons: row.int("lessons")?,
                mistakes: row.int("mistakes")?,
                seats: row.int("seats")?,
                messages: row.int("messages")?,
            })
        };
        read(&row)
    }

    /// Tells which account stayed when this one was closed; `None` for one that is its person's.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn merged_into(&self, account: AccountId) -> Result<Option<AccountId>, Fault> {
        let row = self.core.read.one("SELECT a.merged_into FROM account a WHERE a.id = $1", args![account.to_string()]).await?;
        row.and_then(|r| r.opt_text("merged_into").transpose())
            .transpose()?
            .map(|id| id.parse().map_err(|_| Fault::corrupt("account", account)))
            .transpose()
    }

    /// An administrator makes one account of two: `closed` is closed for good, and what it had is that of `stays`.
    ///
    /// # Errors
    ///
    /// [`Fault::Own`] if one of them is the administrator's own; [`Fault::LastAdministrator`] if nobody would be left who administers.
    #[boxed]
    pub async fn merge_accounts(
        &self,
        _: &Administrator,
        stays: AccountId,
        closed: AccountId,
        name: Option<MergedName>,
        stamp: Stamp,
    ) -> Result<Result<(), MergeRefusal>, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    for account in [stays, closed] {
                        own::refuse(c, &stamp, Reach::Account(account)).await?;
                    }
                    let (one, two, facts) = look(c, stays, closed, name).await?;
                    if let Err(refusal) = facts.decide() {
                        return Ok(Err(refusal));
                    }
                    let ids = [closed.to_string(), stays.to_string()];
                    carry(c, &ids).await?;
                    attempts(c, &ids).await?;
                    certificates(c, stays, closed, &stamp).await?;
                    names(c, &ids, &one, &two, name).await?;
                    close(c, stays, (closed, two.login), &stamp).await.map(Ok)
                })
            })
            .await
    }
}

const SITS: &str = "SELECT 1 FROM attempt WHERE account_id = $1 AND account_id <> $2 AND state IN ('in_progress', 'paused')";
const OPEN_TWICE: &str = "SELECT 1 FROM attempt t JOIN attempt o ON o.plan = t.plan AND o.account_id = $2 \
                          AND o.state IN ('ready', 'in_progress', 'paused') \
                          WHERE t.account_id = $1 AND t.state IN ('ready', 'in_progress', 'paused')";
const SAME_SESSION: &str =
    "SELECT 1 FROM exam_candidate k JOIN exam_candidate o ON o.session = k.session AND o.account_id = $2 WHERE k.account_id = $1";
const NAME_ASKED: &str =
    "SELECT 1 FROM name_request r JOIN attempt t ON t.id = r.attempt_id WHERE t.account_id IN ($1, $2) AND r.decided_at IS NULL";

/// Both accounts, kept as they are until the transaction ends, and what decides.
async fn look(
    c: &mut Conn<'_>,
    stays: AccountId,
    closed: AccountId,
    name: Option<MergedName>,
) -> Result<(Account, Account, MergeFacts), Fault> {
    let (mut found, mut merged) = (vec![], false);
    // in one order, so that two who merge the same accounts the other way round wait for each other
    let sql = format!(
        "SELECT {}, a.merged_into FROM account a WHERE a.id IN ($1, $2) ORDER BY a.id{}",
        accounts::COLUMNS,
        dialect::for_update(c)
    );
    for row in c.all(sql, args![stays.to_string(), closed.to_string()]).await? {
        merged |= row.opt_text("merged_into")?.is_some();
        found.push(accounts::read(&row)?);
    }
    let of = |id| found.iter().find(|a: &&Account| a.id == id).cloned().ok_or(Fault::Missing("account"));
    let (one, two) = (of(stays)?, of(closed)?);
    let there = async |c: &mut Conn<'_>, sql: &'static str| -> Result<bool, Fault> {
        Ok(c.one(sql, args![closed.to_string(), stays.to_string()]).await?.is_some())
    };
    let differ = !one.legal_name.is_empty() && !two.legal_name.is_empty() && one.legal_name != two.legal_name;
    let facts = MergeFacts {
        same: stays == closed,
        closed: merged || one.disabled_at.is_some(),
        sits: there(c, SITS).await?,
        open_twice: there(c, OPEN_TWICE).await?,
        same_session: there(c, SAME_SESSION).await?,
        name_asked: there(c, NAME_ASKED).await?,
        two_names: differ && name.is_none(),
    };
    Ok((one, two, facts))
}

/// What has no statement of its own.
async fn carry(c: &mut Conn<'_>, ids: &[String; 2]) -> Result<(), Fault> {
    let [closed, stays] = ids;
    mistakes(c, ids).await?;
    course_roles(c, ids).await?;
    // a lesson that either has finished is finished
    let done = "UPDATE progress SET done_at = (SELECT o.done_at FROM progress o WHERE o.account_id = $1 AND o.course = progress.course \
                AND o.lesson = progress.lesson) WHERE account_id = $2 AND done_at IS NULL AND EXISTS (SELECT 1 FROM progress o \
                WHERE o.account_id = $1 AND o.course = progress.course AND o.lesson = progress.lesson AND o.done_at IS NOT NULL)";
    c.execute(done, args![closed, stays]).await?;
    // where either has asked, the one that stays looks for it
    let asked = "UPDATE progress SET asked = 1 WHERE account_id = $2 AND EXISTS (SELECT 1 FROM progress o WHERE o.account_id = $1 \
                 AND o.course = progress.course AND o.lesson = progress.lesson AND o.asked = 1)";
    c.execute(asked, args![closed, stays]).await?;
    for (table, column, fate) in FATES {
        match fate {
            Fate::Move => {
                c.execute(format!("UPDATE {table} SET {column} = $2 WHERE {column} = $1"), args![closed, stays]).await?;
            }
            Fate::MoveUnlessThere(key) => {
                let same: Vec<String> = key.iter().map(|part| format!("o.{part} = {table}.{part}")).collect();
                let there = format!("SELECT 1 FROM {table} o WHERE o.{column} = $2 AND {}", same.join(" AND "));
                let sql = format!("UPDATE {table} SET {column} = $2 WHERE {column} = $1 AND NOT EXISTS ({there})");
                c.execute(sql, args![closed, stays]).await?;
            }
            Fate::End => {
                c.execute(format!("DELETE FROM {table} WHERE {column} = $1"), args![closed]).await?;
            }
            Fate::Stay | Fate::Own => {}
        }
    }
    let room = "INSERT INTO storage (subject, bytes) SELECT $2, s.bytes FROM storage s WHERE s.subject = $1 \
                ON CONFLICT (subject) DO UPDATE SET bytes = storage.bytes + excluded.bytes";
    c.execute(room, args![closed, stays]).await?;
    c.execute("DELETE FROM storage WHERE subject = $1", args![closed]).await.map(|_| ())
}

/// In a course in which both have a role the higher one holds.
async fn course_roles(c: &mut Conn<'_>, ids: &[String; 2]) -> Result<(), Fault> {
    let [closed, stays] = ids;
    let both = "SELECT m.course, m.role, o.role AS other FROM course_role m JOIN course_role o ON o.course = m.course AND o.account_id = $1 \
                WHERE m.account_id = $2";
    for row in c.all(both, args![closed, stays]).await? {
        let (own, other) = (row.with("role", CourseRole::from_code)?, row.with("other", CourseRole::from_code)?);
        let sql = "UPDATE course_role SET role = $3 WHERE account_id = $1 AND course = $2";
        c.execute(sql, args![stays, row.text("course")?, own.max(other).code()]).await?;
    }
    Ok(())
}

/// A mistake that both have made was made as often as both say, and is mastered where both were done with it.
async fn mistakes(c: &mut Conn<'_>, ids: &[String; 2]) -> Result<(), Fault> {
    let [closed, stays] = ids;
    let both = "SELECT n.course, n.item, n.wrong_count + o.wrong_count AS wrong, n.wrong_at, o.wrong_at AS wrong_too, n.mastered_at, \
                o.mastered_at AS mastered_too FROM notebook n JOIN notebook o ON o.course = n.course AND o.item = n.item AND o.account_id = $1 \
                WHERE n.account_id = $2";
    for row in c.all(both, args![closed, stays]).await? {
        let wrong_at = row.time("wrong_at")?.max(row.time("wrong_too")?);
        let mastered = row.opt_time("mastered_at")?.zip(row.opt_time("mastered_too")?).map(|(one, two)| one.max(two));
        let sql =
            "UPDATE notebook SET wrong_count = $4, wrong_at = $5, mastered_at = $6 WHERE account_id = $1 AND course = $2 AND item = $3";
        let values = args![stays, row.text("course")?, row.text("item")?, row.int("wrong")?, wrong_at, mastered];
        c.execute(sql, values).await?;
    }
    Ok(())
}

/// Attempts, whose numbers go on behind those that the account has; papers that nobody saw have numbers below one.
async fn attempts(c: &mut Conn<'_>, ids: &[String; 2]) -> Result<(), Fault> {
    let [closed, stays] = ids;
    let plans = "SELECT DISTINCT t.plan, COALESCE((SELECT MAX(o.number) FROM attempt o WHERE o.account_id = $2 AND o.plan = t.plan AND o.number > 0), 0) \
                 AS newest, COALESCE((SELECT MIN(o.number) FROM attempt o WHERE o.account_id = $2 AND o.plan = t.plan AND o.number < 1), 1) AS lowest \
                 FROM attempt t WHERE t.account_id = $1";
    for row in c.all(plans, args![closed, stays]).await? {
        let (plan, newest, lowest) = (row.text("plan")?, row.int("newest")?, row.int("lowest")?);
        let sql = "UPDATE attempt SET account_id = $2, number = number + CASE WHEN number > 0 THEN $4 ELSE $5 - 1 END WHERE account_id = $1 AND plan = $3";
        c.execute(sql, args![closed, stays, plan, newest, lowest]).await?;
    }
    Ok(())
}

/// Certificates, each with an event that tells whose it was: the log goes on to say what stood beside it at its issue.
async fn certificates(c: &mut Conn<'_>, stays: AccountId, closed: AccountId, stamp: &Stamp) -> Result<(), Fault> {
    let numbers = c.all("SELECT DISTINCT number FROM certificate WHERE account_id = $1 ORDER BY number", args![closed.to_string()]).await?;
    c.execute("UPDATE certificate SET account_id = $2 WHERE account_id = $1", args![closed.to_string(), stays.to_string()]).await?;
    for row in numbers {
        events::append(c, stamp, &row.text("number")?, Event::CertificateMoved { from: closed, to: stays }).await?;
    }
    Ok(())
}

/// The name for certificates of exams that begin from now on: the one that was chosen, or the one that there is.
async fn names(c: &mut Conn<'_>, ids: &[String; 2], one: &Account, two: &Account, name: Option<MergedName>) -> Result<(), Fault> {
    let takes = match name {
        Some(MergedName::OfClosed) => !two.legal_name.is_empty(),
        Some(MergedName::OfStaying) => false,
        None => one.legal_name.is_empty() && !two.legal_name.is_empty(),
    };
    if takes {
        let sql = "UPDATE account SET legal_name = $2, legal_name_source = $3 WHERE id = $1";
        c.execute(sql, args![&ids[1], &two.legal_name, two.legal_name_source.code()]).await?;
    }
    Ok(())
}

async fn close(c: &mut Conn<'_>, stays: AccountId, (closed, login): (AccountId, String), stamp: &Stamp) -> Result<(), Fault> {
    passwords::shut_out(c, closed, stamp.now).await?;
    let admins = "SELECT 1 FROM account WHERE roles LIKE '%admin%' AND disabled_at IS NULL";
    let administered = c.one(admins, vec![]).await?.is_some();
    let was = c.one("SELECT a.disabled_at FROM account a WHERE a.id = $1", args![closed.to_string()]).await?;
    let disabled = was.is_some_and(|r| r.opt_time("disabled_at").is_ok_and(|at| at.is_some()));
    let sql = "UPDATE account SET merged_into = $2, disabled_at = COALESCE(disabled_at, $3), mail = NULL, mail_asked = NULL, mail_asked_at = NULL, \
               phone = NULL, phone_asked = NULL, phone_asked_at = NULL, phone_code = NULL, phone_tries = NULL WHERE id = $1";
    c.execute(sql, args![closed.to_string(), stays.to_string(), stamp.now]).await?;
    if administered && c.one(admins, vec![]).await?.is_none() {
        return Err(Fault::LastAdministrator);
    }
    if !disabled {
        events::append(c, stamp, &closed.to_string(), Event::AccountDisabled { demonstration: false }).await?;
    }
    events::append(c, stamp, &closed.to_string(), Event::AccountMerged { into: stays }).await?;
    events::append(c, stamp, &stays.to_string(), Event::AccountTookOver { from: closed }).await?;
    inbox::put_now(c, stamp, stays, InboxMessage::AccountMerged { name: login }).await
}
