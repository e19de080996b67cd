//! Looking for words in names: SQL compares letters one by one, so a word is looked for in every form in which it may have been kept ([`name::sought`]).

use crate::db::Arg;
use std::fmt::Write;
use zhixing_domain::text::name;

/// What each form of a word is part of.
pub(crate) struct Patterns(Vec<String>);

impl Patterns {
    pub fn of(query: &str) -> Self {
        let part = |form: String| format!("%{}%", form.replace('!', "!!").replace('%', "!%").replace('_', "!_"));
        Self(name::sought(query).into_iter().map(part).collect())
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn args(&self) -> Vec<Arg> {
        self.0.iter().map(|p| Arg::from(p.as_str())).collect()
    }

    /// Whether one of the columns holds it; the patterns are bound from `$first` on.
    pub fn any_of(&self, columns: &[&str], first: usize) -> String {
        let mut sql = String::from("(");
        for column in columns {
            for n in 0..self.len() {
                let or = if sql.len() > 1 { " OR " } else { "" };
                let _ = write!(sql, "{or}LOWER({column}) LIKE ${n} ESCAPE '!' OR {column} LIKE ${n} ESCAPE '!'", n = first + n);
            }
        }
        sql + ")"
    }
}
