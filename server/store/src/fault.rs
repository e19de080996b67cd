//! What can go wrong below the rules.

use thiserror::Error;
use zhixing_domain::{certificate::IssuerRefusal, workshop::course_role::CourseRole};

/// A store verb that did not happen. Nothing was written, unless the verb says otherwise.
///
/// Every verb can give [`Unavailable`](Self::Unavailable), and [`Corrupt`](Self::Corrupt) if it reads rows. Its section on errors names what
/// it gives besides.
#[derive(Debug, Error)]
pub enum Fault {
    /// The database cannot be reached, is full, locked or shutting down: the caller may try again. It is also the error of a
    /// write for a row that does not exist, where the verb does not look for it first.
    #[error("the database is unavailable: {0}")]
    Unavailable(String),
    /// What the verb is about is not there, such as a group that somebody took away meanwhile.
    #[error("there is no such {0}")]
    Missing(&'static str),
    /// Somebody else changed the same thing first, or the key of a new row is taken.
    #[error("changed by somebody else at the same time")]
    Conflict,
    /// The issuer does not make this certificate: no number was used, and trying again changes nothing until its cause is gone. It
    /// comes from the port that signs and prints, not from a verb.
    #[error("the issuer refuses: {0}")]
    Refused(IssuerRefusal),
    /// The decision reaches the own case of whoever takes it: a colleague must.
    #[error("this reaches the own case of who decides")]
    Own,
    /// The decision is about a course that the roles of whoever takes it do not reach: to them it is not there.
    #[error("this is beyond the scope of who decides")]
    Beyond,
    /// They may see the course, and their role in it does not go so far: it takes this one.
    #[error("their role in the course does not go so far")]
    Role(CourseRole),
    /// Nobody has a role in the course: whoever neither made it nor administers names nobody in it.
    #[error("nobody owns the course yet")]
    Open,
    /// Another colleague was asked, and decides.
    #[error("another colleague was asked")]
    AskedOther,
    /// Nobody would be left who owns the course.
    #[error("the last owner stays")]
    LastOwner,
    /// Nobody would be left who administers.
    #[error("the last administrator stays")]
    LastAdministrator,
    /// A list was done some at a time, and stopped after the first `done` of it. They stay as they are if it is done again.
    #[error("stopped after {done}: {why}")]
    Partly { done: usize, why: Box<Fault> },
    /// A row that cannot become a value of the domain: a bug with an address.
    #[error("corrupt row in {table}: {row}")]
    Corrupt { table: &'static str, row: String },
}

impl Fault {
    pub(crate) fn corrupt(table: &'static str, row: impl ToString) -> Self {
        Self::Corrupt { table, row: row.to_string() }
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(e) if e.is_unique_violation() => Self::Conflict,
            _ => Self::Unavailable(error.to_string()),
        }
    }
}
