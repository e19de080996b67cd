//! Accounts: who opened each, its roles, and whether somebody can sign in to it.

use crate::{
    Fault, RecordFault, Store,
    office::records::{
        Found,
        pairs::{self, Kind, Subject, last},
    },
};
use zhixing_domain::event::Event;

const ACCOUNTS: Kind = Kind {
    table: "account",
    key: "id",
    columns: &["id", "roles", "courses", "disabled_at"],
    actions: "'account.opened', 'account.roles', 'account.scope', 'account.disabled', 'account.enabled'",
    page: 500,
};

pub(super) async fn check(store: &Store, found: &mut Vec<Found>) -> Result<(), Fault> {
    pairs::check_each(store, &ACCOUNTS, found, look).await
}

fn look(Subject { rows, told, .. }: &Subject) -> Result<Vec<RecordFault>, Fault> {
    let Some(row) = rows.first() else { return Ok(vec![RecordFault::Gone]) };
    let roles = row.text("roles")?;
    let given = last(told, |event| match event {
        Event::AccountOpened { roles } | Event::RolesGiven { roles } => Some(roles),
        _ => None,
    });
    let reached = last(told, |event| match event {
        Event::ScopeGiven { courses } => Some(courses.as_str()),
        _ => None,
    });
    let disabled = last(told, |event| match event {
        Event::AccountDisabled { .. } => Some(true),
        Event::AccountEnabled { .. } => Some(false),
        _ => None,
    });
    let mut faults = vec![];
    if given != Some(&roles) || reached.unwrap_or_default() != row.text("courses")? {
        faults.push(RecordFault::Roles);
    }
    if disabled.unwrap_or_default() != row.opt_int("disabled_at")?.is_some() {
        faults.push(RecordFault::Disabled);
    }
    Ok(faults)
}
