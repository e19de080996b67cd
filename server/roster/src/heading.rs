//! The row that names the columns, in either language: which words it may have, and where it stands.

use crate::{cell, column::Column};
use zhixing_domain::text::reading;

/// A heading is one of so many rows from the top: lists have titles and notes above it.
pub(crate) const TOP: usize = 10;

/// Which row names the columns: one with a login or with two other columns. What only says “user” below somebody's row is a person's own login.
pub(crate) fn find(rows: &[(u64, Vec<String>)]) -> Option<usize> {
    rows.iter().take(TOP).enumerate().position(|(at, (_, cells))| {
        let login = cells.iter().position(|c| Column::of(c) == Some(Column::Login));
        let person_above = || rows.iter().take(at).any(|(_, above)| is_person(above, login));
        cells.iter().filter_map(|c| Column::of(c)).count() > 1 || login.is_some() && !person_above()
    })
}

/// Whether a row above the heading may be somebody's: what stands where the logins do is one.
pub(crate) fn is_person(cells: &[String], login: Option<usize>) -> bool {
    login.and_then(|i| cells.get(i)).is_some_and(|c| c.is_ascii() && cell::login(c).is_ok())
}

/// What each cell of a heading stands for.
pub(crate) fn columns(cells: &[String]) -> Vec<(String, Option<Column>)> {
    let mut all: Vec<_> = cells.iter().map(|c| (c.clone(), Column::of(c))).collect();
    // beside a name of the identity document, `姓名` is what others see
    let plain = |name: &str| ["姓名", "名字"].iter().any(|word| reading::keyboard(name).starts_with(word));
    if all.iter().filter(|(_, c)| *c == Some(Column::LegalName)).count() > 1 && !all.iter().any(|(_, c)| *c == Some(Column::Name)) {
        all.iter_mut().filter(|(name, c)| *c == Some(Column::LegalName) && plain(name)).for_each(|(_, c)| *c = Some(Column::Name));
    }
    all
}

/// In a list of accounts `姓名` is what others see: whoever wrote it down need not have seen a document. A name counts as one of a document only where
/// the heading says so.
pub(crate) fn shown_names(columns: &mut [(String, Option<Column>)]) {
    if columns.iter().any(|(_, c)| *c == Some(Column::Name)) {
        return;
    }
    let of_document = |name: &str| {
        let name = reading::keyboard(name).to_lowercase();
        ["证", "真实", "legal", "certificate"].iter().any(|word| name.contains(word))
    };
    let plain = |(name, c): &&mut (String, Option<Column>)| *c == Some(Column::LegalName) && !name.is_empty() && !of_document(name);
    columns.iter_mut().filter(plain).for_each(|(_, c)| *c = Some(Column::Name));
}
