//! The two joiners, which draw nothing and yet decide how their neighbours look: where they mean something they are part of a name, elsewhere they
//! hide (Unicode Standard Annex 31, section 2.3; RFC 5892, appendices A.1 and A.2).
//!
//! They are kept after a virama (`ක්‍ය`), and the one that parts between two Arabic letters that would join (`علی‌رضا`). Emoji are made of others with
//! the one that joins (`👩‍💻`).

use super::look::is_pictograph;
use unicode_normalization::char::canonical_combining_class;
use unicode_properties::{GeneralCategoryGroup as G, UnicodeGeneralCategory};

const PARTS: char = '\u{200c}';
const JOINS: char = '\u{200d}';
/// The class of viramas.
const VIRAMA: u8 = 9;

pub const fn is_joiner(c: char) -> bool {
    matches!(c, PARTS | JOINS)
}

/// The text without the joiners that mean nothing where they stand.
pub fn meant(text: &str) -> String {
    let chars: Vec<char> = text.chars().collect();
    let means = |i: usize, c: char| {
        let (before, after) = (chars.get(..i).unwrap_or_default(), chars.get(i + 1).copied());
        let after = after.filter(|after| !is_joiner(*after));
        let Some((last, after)) = before.last().copied().zip(after) else { return false };
        if canonical_combining_class(last) == VIRAMA {
            return after.general_category_group() == G::Letter;
        }
        match c {
            JOINS => is_pictograph(last) && is_pictograph(after),
            _ => before.iter().rev().find(|c| !is_mark(**c)).is_some_and(|c| joins_the_next(*c)) && is_arabic(after),
        }
    };
    chars.iter().enumerate().filter(|(i, c)| !is_joiner(**c) || means(*i, **c)).map(|(_, c)| *c).collect()
}

fn is_mark(c: char) -> bool {
    c.general_category_group() == G::Mark
}

fn is_arabic(c: char) -> bool {
    matches!(c, '\u{620}'..='\u{63f}' | '\u{641}'..='\u{64a}' | '\u{66e}'..='\u{66f}' | '\u{671}'..='\u{6d3}' | '\u{6fa}'..='\u{6fc}')
}

/// Arabic letters that join the next one; those that do not need nothing that parts.
fn joins_the_next(c: char) -> bool {
    let alone = matches!(
        c,
        '\u{621}'..='\u{625}' | '\u{627}' | '\u{629}' | '\u{62f}'..='\u{632}' | '\u{648}' | '\u{671}'..='\u{677}' | '\u{688}'..='\u{699}'
            | '\u{6c0}' | '\u{6c3}'..='\u{6cb}' | '\u{6cd}' | '\u{6cf}' | '\u{6d2}'..='\u{6d3}'
    );
    is_arabic(c) && !alone
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joiners_stay_where_they_decide_how_a_name_looks_and_go_where_they_hide() {
        for kept in ["علی\u{200c}رضا", "ක\u{dca}\u{200d}ය", "क\u{94d}\u{200c}ष", "👩\u{200d}💻", "👩\u{1f3fd}\u{200d}💻"]
        {
            assert_eq!(meant(kept), kept, "{kept:?}");
        }
        for (typed, kept) in [
            ("ad\u{200d}min", "admin"),
            ("王\u{200c}明", "王明"),
            ("\u{200d}王", "王"),
            ("王\u{200c}", "王"),
            ("دا\u{200c}ر", "دار"),
            ("علی\u{200c}\u{200c}رضا", "علیرضا"),
            ("علی\u{200c}a", "علیa"),
            ("😀\u{200d}a", "😀a"),
        ] {
            assert_eq!(meant(typed), kept, "{typed:?}");
        }
    }
}
