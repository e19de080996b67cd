//! Runs of `*` and `~` that made no emphasis: told where they were meant to, and not where they hide a number or a name (`138****0000`, `张**`), stand
//! for themselves (`带 ** 的`) or are a tone (`好的~~`).

use std::ops::Range;

/// A run of one mark, two or three long, that is shown as it is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stray {
    pub at: usize,
    length: usize,
    before: Option<char>,
    after: Option<char>,
}

impl Stray {
    /// Those in a text; a longer run is meant as itself.
    pub fn all(source: &str, place: &Range<usize>, mark: char) -> impl Iterator<Item = Self> {
        let words = source.get(place.clone()).unwrap_or_default();
        let mut from = 0;
        std::iter::from_fn(move || {
            loop {
                let at = from + words.get(from..)?.find(mark)?;
                let length = words.get(at..)?.bytes().take_while(|b| *b == mark as u8).count();
                from = at + length;
                if (2..=3).contains(&length) {
                    let start = place.start + at;
                    let before = source.get(..start).and_then(|t| t.chars().next_back());
                    let after = source.get(start + length..).and_then(|t| t.chars().next());
                    return Some(Self { at: start, length, before, after });
                }
            }
        })
    }

    fn is_masked(&self) -> bool {
        self.length == 3 && self.before.is_some_and(char::is_alphanumeric)
    }

    /// Words follow that were to be marked.
    fn opens(&self) -> bool {
        !self.is_masked() && self.after.is_some_and(|c| !c.is_whitespace() && !ends(c))
    }

    /// Words stand before it that were marked.
    fn closes(&self) -> bool {
        !self.is_masked() && self.before.is_some_and(|c| !c.is_whitespace() && !matches!(c, '（' | '(' | '《' | '“' | '‘' | '【' | '['))
    }

    /// Within a number or a name.
    fn is_within(&self) -> bool {
        self.before.is_some_and(char::is_alphanumeric) && self.after.is_some_and(char::is_alphanumeric)
    }
}

/// What ends a part of a sentence: no emphasis begins before it.
pub(super) const fn ends(c: char) -> bool {
    matches!(
        c,
        '、' | '，'
            | '。'
            | '；'
            | '：'
            | '！'
            | '？'
            | '）'
            | '》'
            | '”'
            | '’'
            | '】'
            | ','
            | '.'
            | ';'
            | ':'
            | '!'
            | '?'
            | ')'
            | ']'
            | '|'
            | '@'
    )
}

/// The first run that was meant as a mark: one that opens, with another that closes, or alone but not within a word.
pub(super) fn first(strays: &[Stray]) -> Option<usize> {
    let open = strays.iter().position(Stray::opens)?;
    let (opening, rest) = (strays.get(open)?, strays.get(open + 1..).unwrap_or_default());
    (rest.iter().any(Stray::closes) || !opening.is_within()).then_some(opening.at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(text: &str, mark: char) -> bool {
        first(&Stray::all(text, &(0..text.len()), mark).collect::<Vec<_>>()).is_some()
    }

    #[test]
    fn marks_that_were_meant_are_told_from_those_that_hide_or_stand_for_themselves() {
        for text in ["做**备份：**再做", "**重点：", "见**《手册》第二章**为准", "然后**（检查）**收尾", "甲 **乙"]
        {
            assert!(told(text, '*'), "{text}");
        }
        for text in [
            "138****0000",
            "密码 ********",
            "110***********0000",
            "z***@a.com、y***@b.com",
            "张**、李**",
            "李**明",
            "带 ** 的为选填项",
            "2**10",
            "标 ** 或 *** 的",
        ] {
            assert!(!told(text, '*'), "{text}");
        }
        assert!(told("~~旧的：~~新的", '~') && !told("好的~~", '~') && !told("好~~，再见~~", '~') && !told("~~~~", '~'));
    }
}
