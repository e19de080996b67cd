//! What is told of one page: each thing once, with the lines where it is. Of a notebook its cells are counted, not lines.

use crate::BankNote;
use zhixing_domain::lang::Lang;

/// Something that can be told; `{}` stands for what it is about.
pub(super) struct Telling {
    pub code: &'static str,
    pub zh: &'static str,
    pub en: &'static str,
}

pub(super) const fn telling(code: &'static str, zh: &'static str, en: &'static str) -> Telling {
    Telling { code, zh, en }
}

/// So many different things are told of a page.
const MOST: usize = 100;
/// So many lines are named of each.
const LINES: usize = 8;

#[derive(Default)]
pub(super) struct Report(Vec<(&'static str, [String; 2], Vec<usize>)>);

impl Report {
    pub fn tell(&mut self, at: usize, what: &Telling, about: &str) {
        let about: String = about.chars().filter(|c| !c.is_control()).take(60).collect();
        let words = [what.zh, what.en].map(|words| words.replace("{}", &about));
        let known = self.0.iter().position(|(code, known, _)| *code == what.code && *known == words);
        match known.and_then(|n| self.0.get_mut(n)) {
            Some((.., lines)) if lines.last() == Some(&at) => {}
            Some((.., lines)) => lines.push(at),
            None => {
                if self.0.len() < MOST {
                    self.0.push((what.code, words, vec![at]));
                }
            }
        }
    }

    /// In the order of lines.
    pub fn notes(mut self, in_cells: bool) -> Vec<BankNote> {
        self.0.sort_by_key(|(.., lines)| lines.first().copied());
        let note = |(code, [zh, en], lines): (&'static str, [String; 2], Vec<usize>)| {
            let first = lines.first().copied().unwrap_or_default();
            let more = lines.get(1..).unwrap_or_default();
            let (zh, en) = (zh + &again(more, Lang::Zh, in_cells), en + &again(more, Lang::En, in_cells));
            match in_cells && first > 0 {
                true => BankNote::new(0, code, format!("第 {first} 个单元：{zh}"), format!("cell {first}: {en}")),
                false => BankNote::new(first, code, zh, en),
            }
        };
        self.0.into_iter().map(note).collect()
    }
}

/// Where else it is.
fn again(lines: &[usize], lang: Lang, in_cells: bool) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let named: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
    let more = lines.len() > LINES;
    match lang {
        Lang::Zh => {
            let (unit, dots) = (if in_cells { "个单元" } else { "行" }, if more { "……" } else { "" });
            format!("（还有第 {}{dots} {unit}）", named.join("、"))
        }
        Lang::En => {
            let (unit, dots) = (if in_cells { "cells" } else { "lines" }, if more { " …" } else { "" });
            format!(" (also {unit} {}{dots})", named.join(", "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_thing_is_told_once_with_its_lines() {
        let what = telling("x", "有 {}", "there is {}");
        let mut report = Report::default();
        for (at, about) in [(9, "b"), (3, "a"), (3, "a"), (5, "a")] {
            report.tell(at, &what, about);
        }
        let said: Vec<String> = report.notes(false).iter().map(|note| note.text(Lang::En)).collect();
        assert_eq!(said, ["line 3: there is a (also lines 5)", "line 9: there is b"]);
    }
}
