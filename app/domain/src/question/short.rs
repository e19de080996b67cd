//! A few words, compared with the accepted answers.

use crate::{points::Credit, text::reading};

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

/// Whether `text` says the same as one of `accept`.
pub(super) fn matches(accept: &[String], text: &str) -> bool {
    let text = reading::text(text);
    accept.iter().any(|a| reading::text(a) == text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_cannot_know_does_not_matter() {
        let q = Short { accept: vec!["IoU".into(), "交并比".into(), "don't panic".into(), "C语言".into(), "UTF\u{200b}-8".into()] };
        for (text, credit) in [
            (" ｉｏｕ ", Credit::FULL),
            ("交并比。", Credit::FULL),
            ("iou.", Credit::FULL),
            ("don’t panic", Credit::FULL),
            ("C 语言", Credit::FULL),
            ("utf‑8", Credit::FULL),
            ("交 并比", Credit::NONE),
        ] {
            assert_eq!(q.credit(text), credit, "{text}");
        }
    }
}
