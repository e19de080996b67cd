//! Looking for words in names: SQL compares letters one by one, so a word is looked for in every form in which it may have been kept.

use crate::db::Arg;
use std::fmt::Write;
use zhixing_domain::text::reading;

/// A word in the forms of its letters: as typed, small and capital, each composed and decomposed. `LOWER` of SQLite knows ASCII alone.
pub(crate) struct Patterns(Vec<String>);

impl Patterns {
    pub fn of(query: &str) -> Self {
        let typed = dotted(&reading::composed(&reading::keyboard(query)));
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

/// Names are kept with one dot between their parts, whichever was typed; a full stop between two Han characters is one too.
fn dotted(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let han = |i: Option<usize>| i.and_then(|i| chars.get(i)).is_some_and(|c| ('\u{4e00}'..='\u{9fff}').contains(c));
    let dot = |(i, c): (usize, &char)| match c {
        '•' | '‧' | '∙' | '⋅' | '・' | '･' | '．' => '·',
        '.' if han(i.checked_sub(1)) && han(Some(i + 1)) => '·',
        c => *c,
    };
    chars.iter().enumerate().map(dot).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_with_whichever_dot_it_is_looked_for() {
        for typed in ["买买提·艾力", "买买提•艾力", "买买提・艾力", "买买提.艾力"] {
            assert!(Patterns::of(typed).0.contains(&"%买买提·艾力%".to_string()), "{typed}: {:?}", Patterns::of(typed).0);
        }
        assert!(Patterns::of("a.lin").0.contains(&"%a.lin%".to_string()));
        assert!(Patterns::of("Éva").0.contains(&"%Éva%".to_string()));
    }
}
