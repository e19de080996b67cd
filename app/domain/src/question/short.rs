//! A few words, compared with the accepted answers.

use crate::points::Credit;

/// The accepted answers, of both languages.
#[derive(Clone, Debug, PartialEq)]
pub struct Short {
    pub accept: Vec<String>,
}

impl Short {
    pub(super) fn credit(&self, text: &str) -> Credit {
        Credit::all_or_nothing(matches(&self.accept, text))
    }
}

/// Whether `text` is one of `accept` when case, width and spaces are set aside.
pub(super) fn matches(accept: &[String], text: &str) -> bool {
    let text = fold(text);
    accept.iter().any(|a| fold(a) == text)
}

/// Lower case, full-width forms as ASCII, runs of spaces as one, none at the ends; a closing full stop is left aside.
pub fn fold(text: &str) -> String {
    let narrow = text.chars().map(|c| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' => '.',
        c => c,
    });
    let lower: String = narrow.flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_width_and_spaces_do_not_matter() {
        let q = Short { accept: vec!["IoU".into(), "交并比".into()] };
        for (text, credit) in [(" ｉｏｕ ", Credit::FULL), ("交并比。", Credit::FULL), ("iou.", Credit::FULL), ("交 并比", Credit::NONE)]
        {
            assert_eq!(q.credit(text), credit, "{text}");
        }
    }
}
