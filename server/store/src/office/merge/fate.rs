//! Every column that says whose something is, and what becomes of it when two accounts of one person become one. A test reads the migrations and misses
//! each column that is not here.

/// What becomes of the rows of the account that is closed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fate {
    /// They are those of the one that stays.
    Move,
    /// The same, where that one has no row with the same value here.
    MoveUnlessThere(&'static [&'static str]),
    /// They end: what let somebody in, and what only that account had chosen.
    End,
    /// They say who did something, and who it was does not change. Tokens are revoked and stay.
    Stay,
    /// A statement of its own in [`merge`](super::merge): numbers go on, each certificate has an event.
    Own,
}

pub(crate) const FATES: &[(&str, &str, Fate)] = &[
    ("session", "account_id", Fate::End),
    ("token", "account_id", Fate::Stay),
    // the account that it went into: of the closed one alone
    ("account", "merged_into", Fate::Stay),
    ("recovery_link", "account_id", Fate::End),
    ("passkey", "account_id", Fate::End),
    // it leads to the one that stays: else the next sign-in there would open a third
    ("identity", "account_id", Fate::MoveUnlessThere(&["issuer"])),
    ("known_device", "account_id", Fate::End),
    ("reset_code", "account_id", Fate::End),
    ("second_factor", "account_id", Fate::End),
    ("recovery_code", "account_id", Fate::End),
    ("calendar", "account_id", Fate::End),
    ("message_preference", "account_id", Fate::End),
    ("consent", "account_id", Fate::MoveUnlessThere(&["version"])),
    ("progress", "account_id", Fate::MoveUnlessThere(&["course", "lesson"])),
    ("notebook", "account_id", Fate::MoveUnlessThere(&["course", "item"])),
    ("practice", "account_id", Fate::MoveUnlessThere(&["course", "item"])),
    ("repetition", "account_id", Fate::MoveUnlessThere(&["course", "item"])),
    // a higher role than the one that stays has is its own statement, before
    ("course_role", "account_id", Fate::MoveUnlessThere(&["course"])),
    ("course_role", "account_id", Fate::End),
    ("course_role", "given_by", Fate::Stay),
    ("workshop_open", "account_id", Fate::End),
    ("workshop_schedule", "scheduled_by", Fate::Move),
    ("inquiry", "account_id", Fate::Move),
    ("exam_candidate", "account_id", Fate::MoveUnlessThere(&["session"])),
    ("people_group_member", "account_id", Fate::MoveUnlessThere(&["people_group"])),
    // what both were in the one that stays is in once
    ("people_group_member", "account_id", Fate::End),
    ("people_group", "created_by", Fate::Stay),
    ("phone_preference", "account_id", Fate::End),
    ("message", "account_id", Fate::MoveUnlessThere(&["cause"])),
    ("delivery", "account_id", Fate::Move),
    ("attempt", "account_id", Fate::Own),
    ("certificate", "account_id", Fate::Own),
    ("publication", "published_by", Fate::Stay),
    ("exam_session", "created_by", Fate::Stay),
    ("mark", "claimed_by", Fate::Stay),
    // of their own attempts the one that stays marks none, and what is put back is for their eyes alone
    ("marking_skip", "account_id", Fate::End),
    ("mark", "marked_by", Fate::Stay),
    ("result", "released_by", Fate::Stay),
    ("certificate", "issued_by", Fate::Stay),
    ("certificate", "revoked_by", Fate::Stay),
    ("item_decision", "decided_by", Fate::Stay),
    ("name_request", "asked_by", Fate::Stay),
    ("name_request", "decided_by", Fate::Stay),
    ("webhook", "created_by", Fate::Stay),
    ("site_setting", "changed_by", Fate::Stay),
    ("workshop_file", "edited_by", Fate::Stay),
    ("workshop_version", "saved_by", Fate::Stay),
    ("workshop_review", "asked_by", Fate::Stay),
    ("workshop_review", "decided_by", Fate::Stay),
    ("workshop_schedule", "approved_by", Fate::Stay),
    // the one that stays looks it over
    ("workshop_review", "asked_of", Fate::Move),
    ("workshop_remark", "said_by", Fate::Stay),
    ("inquiry", "answered_by", Fate::Stay),
    // not of an account: the attempt that goes on from one
    ("attempt", "continued_by", Fate::Stay),
];

#[cfg(test)]
mod tests {
    use super::FATES;
    use std::collections::BTreeSet;

    /// The columns of all migrations that say whose something is or who did it: `account_id`, what refers to an account, and `…_by`.
    fn columns() -> BTreeSet<(String, String)> {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
        let mut found = BTreeSet::new();
        for file in std::fs::read_dir(folder).expect("the migrations") {
            let text = std::fs::read_to_string(file.expect("a file").path()).expect("a text");
            let mut table = String::new();
            for line in text.lines().map(str::trim) {
                let words: Vec<&str> = line.split_whitespace().collect();
                let column = match words.as_slice() {
                    ["CREATE", "TABLE", name, ..] => {
                        table = (*name).to_string();
                        continue;
                    }
                    ["ALTER", "TABLE", name, "ADD", "COLUMN", column, ..] => {
                        table = (*name).to_string();
                        *column
                    }
                    [column, "TEXT" | "TEXT,", ..] => *column,
                    _ => continue,
                };
                if ["account_id", "merged_into", "asked_of"].contains(&column)
                    || column.ends_with("_by")
                    || line.contains("REFERENCES account ")
                {
                    found.insert((table.clone(), column.to_string()));
                }
            }
        }
        found
    }

    #[test]
    fn what_becomes_of_every_column_that_says_whose_something_is_has_been_decided() {
        let found = columns();
        assert!(found.len() > 20, "{found:?}");
        let decided: BTreeSet<_> = FATES.iter().map(|(table, column, _)| ((*table).to_string(), (*column).to_string())).collect();
        let missing: Vec<_> = found.difference(&decided).collect();
        let extra: Vec<_> = decided.difference(&found).collect();
        assert!(missing.is_empty() && extra.is_empty(), "not decided: {missing:?}; not there: {extra:?}");
    }
}
