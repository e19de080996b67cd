//! Who may decide what: nobody about something of their own, nor beyond the courses that their roles reach. A staff verb that names its object asks
//! here, inside its transaction; one that
//! reaches many (measures, messages, the release of a plan) leaves the own one out by itself. A list of candidates that names the own account is
//! refused before its first portion is stored.
//!
//! The command line and the server itself have no account, so nothing is their own, and they reach all.

use crate::{
    Actor, Fault, Stamp,
    db::{Conn, args},
};
use zhixing_domain::{
    account::{Role, Roles, Scope},
    certificate::Number,
    id::{AccountId, AttemptId, ExamSessionId},
    plan_ref::PlanRef,
    question::ItemVersion,
};

/// What a decision reaches.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Reach<'a> {
    Account(AccountId),
    Attempt(AttemptId),
    /// Every attempt of a plan that has this item on its paper, also one that still runs.
    Item(&'a PlanRef, &'a ItemVersion),
    /// Everybody on the list of a session, and whoever has an attempt in it.
    Session(ExamSessionId),
    Certificate(&'a Number),
}

/// Who must not be reached: the person who acts.
pub(crate) fn person(stamp: &Stamp) -> Option<AccountId> {
    match stamp.actor {
        Actor::Person(id) => Some(id),
        Actor::System | Actor::Operator => None,
    }
}

/// Refuses a decision that reaches something of the person who takes it, or is about a course that their roles do not reach.
pub(crate) async fn refuse(conn: &mut Conn<'_>, stamp: &Stamp, reach: Reach<'_>) -> Result<(), Fault> {
    let Some(me) = person(stamp) else { return Ok(()) };
    if concerns(conn, me, reach).await? {
        return Err(Fault::Own);
    }
    if is_beyond(conn, me, reach).await? { Err(Fault::Beyond) } else { Ok(()) }
}

/// Whether the person who acts reaches some courses alone.
pub(crate) async fn is_limited(conn: &mut Conn<'_>, stamp: &Stamp) -> Result<bool, Fault> {
    let Some(me) = person(stamp) else { return Ok(false) };
    Ok(scope_of(conn, me).await?.courses().is_some())
}

/// How far the roles of a person reach now.
async fn scope_of(conn: &mut Conn<'_>, me: AccountId) -> Result<Scope, Fault> {
    let sql = "SELECT courses, roles FROM account WHERE id = $1 AND courses <> ''";
    let Some(row) = conn.one(sql, args![me.to_string()]).await? else { return Ok(Scope::everywhere()) };
    let administers = row.with("roles", Roles::parse)?.has(Role::Admin);
    Ok(if administers { Scope::everywhere() } else { Scope::parse(&row.text("courses")?) })
}

/// Whether the person's roles do not reach the course that this is about. Accounts and certificates are of no course: administrators alone decide
/// about them.
async fn is_beyond(conn: &mut Conn<'_>, me: AccountId, reach: Reach<'_>) -> Result<bool, Fault> {
    let scope = scope_of(conn, me).await?;
    if scope.courses().is_none() {
        return Ok(false);
    }
    let (sql, id) = match reach {
        Reach::Account(_) | Reach::Certificate(_) => return Ok(false),
        Reach::Item(plan, _) => return Ok(!scope.covers(plan)),
        Reach::Attempt(attempt) => ("SELECT plan FROM attempt WHERE id = $1", attempt.to_string()),
        Reach::Session(session) => ("SELECT plan FROM exam_session WHERE id = $1", session.to_string()),
    };
    let Some(row) = conn.one(sql, args![id]).await? else { return Ok(false) };
    Ok(!scope.covers(&row.parse("plan")?))
}

/// The one predicate: whether this is a person's own case.
async fn concerns(conn: &mut Conn<'_>, me: AccountId, reach: Reach<'_>) -> Result<bool, Fault> {
    let id = me.to_string();
    let (sql, values) = match reach {
        Reach::Account(account) => return Ok(account == me),
        Reach::Attempt(attempt) => ("SELECT 1 FROM attempt WHERE account_id = $1 AND id = $2", args![id, attempt.to_string()]),
        Reach::Item(plan, version) => (
            "SELECT 1 FROM attempt WHERE account_id = $1 AND plan = $2 AND state <> 'voided' AND paper LIKE $3",
            args![id, plan, format!("% {} %", version.0)],
        ),
        Reach::Session(session) => (
            "SELECT 1 FROM exam_candidate WHERE account_id = $1 AND session = $2 \
             UNION ALL SELECT 1 FROM attempt WHERE account_id = $1 AND session = $2",
            args![id, session.to_string()],
        ),
        Reach::Certificate(number) => ("SELECT 1 FROM certificate WHERE account_id = $1 AND number = $2", args![id, number.to_string()]),
    };
    Ok(conn.one(sql, values).await?.is_some())
}
