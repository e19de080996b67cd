//! Looking for words in names: SQL compares letters one by one, so a word is looked for in every form in which it may have been kept.

use crate::db::Arg;
use std::fmt::Write;
use zhixing_domain::text::reading;

/// A word in the forms of its letters: as typed, small and capital, each composed and decomposed. `LOWER` of SQLite knows ASCII alone.
pub(crate) struct Patterns(Vec<String>);

impl Patterns {
    pub fn of(query: &str) -> Self {
        let typed = reading::composed(&reading::keyboard(query));
        let mut patterns: Vec<String> = vec![];
        for form in [reading::fold(query), typed.to_lowercase(), typed.clone(), typed.to_uppercase(), query.trim().to_lowercase()] {
            for form in [reading::decomposed(&form), form] {
                let escaped = form.replace('!', "!!").replace('%', "!%").replace('_', "!_");
                let pattern = format!("%{escaped}%");
                if !patterns.contains(&pattern) {
                    patterns.push(pattern);
                }
            }
        }
        Self(patterns)
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
