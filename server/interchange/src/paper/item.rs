//! An item of a pasted paper, while its lines are gathered.

use super::line::{Said, Section};
use crate::{
    Accepted, BankNote, Choice, ForeignItem, ForeignKey, ReadItem,
    text::{near, plain},
};

#[derive(Default)]
pub(super) struct Draft {
    line: usize,
    stem: Vec<String>,
    options: Vec<(char, String)>,
    answer: Option<String>,
    explanation: Option<String>,
    points: Option<String>,
    difficulty: Option<String>,
    tags: Vec<String>,
    /// An empty line stood behind what was read last.
    apart: bool,
}

impl Draft {
    /// Whether a line begins another item.
    pub fn ends_before(&self, said: &Said) -> bool {
        match said {
            Said::Stem(_) => !self.stem.is_empty(),
            Said::Options(_) | Said::Answer(_) => false,
            Said::Words(_) => self.apart && self.answer.is_some(),
            _ => false,
        }
    }

    pub fn gap(&mut self) {
        self.apart = true;
    }

    pub fn take(&mut self, said: Said, line: usize) {
        self.apart = false;
        if self.line == 0 {
            self.line = line;
        }
        match said {
            Said::Section(_) => {}
            Said::Stem(text) => self.stem.push(text.into()),
            Said::Options(options) => self.options.extend(options.into_iter().map(|(c, text)| (c, text.to_string()))),
            Said::Answer(text) => self.answer = Some(text.into()),
            Said::Explanation(text) => self.explanation = Some(text.into()),
            Said::Points(text) => self.points = Some(text.trim_end_matches('分').trim().into()),
            Said::Difficulty(text) => self.difficulty = difficulty(text).map(String::from),
            Said::Tags(text) => {
                self.tags = text.split([',', '，', '、', ';', '；']).map(|t| t.trim().to_string()).filter(|t| !t.is_empty()).collect()
            }
            Said::Words(text) => {
                let (place, text) = (self.explanation.as_mut().or(self.answer.as_mut()), text.to_string());
                match (place, self.options.last_mut()) {
                    (Some(place), _) => place.push_str(&format!("\n{text}")),
                    (None, Some((_, option))) => option.push_str(&text),
                    (None, None) => self.stem.push(text),
                }
            }
        }
    }

    /// The item; nothing of lines that are none.
    pub fn finish(self, section: Section) -> Option<ReadItem> {
        if self.answer.is_none() && self.options.is_empty() {
            return None;
        }
        Some(match self.read(section) {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses: vec![] },
            Err(note) => ReadItem::Fault(note),
        })
    }

    fn read(self, section: Section) -> Result<ForeignItem, BankNote> {
        let line = self.line;
        let stem = self.stem.join("\n");
        let (stem, inner) = if self.answer.is_none() { answer_within(&stem) } else { (stem, None) };
        let answer = self.answer.or(inner).filter(|a| !a.is_empty()).ok_or_else(|| no_answer(line))?;
        if stem.trim().is_empty() {
            return Err(no_stem(line));
        }
        let mut explanation = self.explanation;
        let key = if self.options.is_empty() {
            match truth(&answer) {
                Some(key) => ForeignKey::TrueFalse { key, feedback: [None, None] },
                None if answer.len() <= 6 && answer.bytes().all(|b| b.is_ascii_uppercase()) => return Err(no_options(line, &answer)),
                None if section == Section::Essay || answer.chars().count() > 60 || answer.contains('\n') => {
                    explanation = Some(explanation.map_or(answer.clone(), |more| format!("{answer}\n\n{more}")));
                    ForeignKey::Essay(vec![])
                }
                None => ForeignKey::Short { accept: vec![Accepted::full(answer)], case_matters: false },
            }
        } else {
            chosen(&self.options, &answer, section, line)?
        };
        let paragraphs = |text: &str| text.split('\n').map(|l| plain(l.trim())).filter(|l| !l.is_empty()).collect::<Vec<_>>().join("\n\n");
        let mut item = ForeignItem::new(line, paragraphs(&stem), key);
        item.explanation = explanation.map(|text| paragraphs(&text)).filter(|text| !text.is_empty());
        item.points = self.points.and_then(|p| p.parse().ok()).filter(|p| *p > zhixing_domain::points::Points::ZERO);
        item.difficulty = self.difficulty;
        item.tags = self.tags;
        Ok(item)
    }
}

/// The letters of the options that an answer names, or the one whose words it is.
pub(crate) fn letters(options: &[(char, String)], answer: &str) -> Option<Vec<char>> {
    let sign =
        |c: char| if ('Ａ'..='Ｚ').contains(&c) { char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c) } else { c.to_ascii_uppercase() };
    let said: Vec<char> = answer.chars().map(sign).filter(|c| !c.is_whitespace() && !",，、;；.。".contains(*c)).collect();
    let named = |letter: &char| options.iter().any(|(c, _)| c == letter);
    if !said.is_empty() && said.iter().all(named) {
        return Some(said);
    }
    options.iter().find(|(_, text)| text == answer.trim()).map(|(c, _)| vec![*c])
}

/// Options with those that an answer names.
fn chosen(options: &[(char, String)], answer: &str, section: Section, line: usize) -> Result<ForeignKey, BankNote> {
    let shown = || answer.chars().take(20).collect::<String>();
    let right = letters(options, answer).ok_or_else(|| no_option(line, &shown()))?;
    let multiple = right.len() > 1 || section == Section::Multiple;
    let share = if multiple { 1.0 / right.len() as f64 } else { 1.0 };
    let option =
        |(c, text): &(char, String)| Choice { text: plain(text), worth: if right.contains(c) { share } else { 0.0 }, feedback: None };
    let options = options.iter().map(option).collect();
    Ok(if multiple { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) })
}

/// An answer in brackets in the stem, `……是（ B ）。`, taken out of it.
fn answer_within(stem: &str) -> (String, Option<String>) {
    for (open, close) in [('（', '）'), ('(', ')')] {
        let mut parts = stem.match_indices(open).filter_map(|(at, _)| {
            let rest = near(stem.get(at + open.len_utf8()..)?, 40);
            let inner = rest.get(..rest.find(close)?)?;
            let letters = inner.trim().chars().all(|c| c.is_ascii_uppercase()) && (1..=6).contains(&inner.trim().len());
            (letters || truth(inner.trim()).is_some()).then_some((at, inner))
        });
        if let Some((at, inner)) = parts.next_back() {
            let (before, behind) = (stem.get(..at).unwrap_or_default(), stem.get(at + open.len_utf8() + inner.len()..).unwrap_or_default());
            return (format!("{before}{open} {behind}"), Some(inner.trim().into()));
        }
    }
    (stem.into(), None)
}

pub(crate) fn truth(answer: &str) -> Option<bool> {
    match answer.trim().trim_end_matches(['。', '.']).to_lowercase().as_str() {
        "正确" | "对" | "√" | "✓" | "是" | "t" | "true" => Some(true),
        "错误" | "错" | "×" | "✗" | "x" | "否" | "不正确" | "f" | "false" => Some(false),
        _ => None,
    }
}

pub(crate) fn difficulty(text: &str) -> Option<&'static str> {
    match text.trim() {
        "易" | "容易" | "简单" | "较易" | "easy" => Some("easy"),
        "中" | "中等" | "适中" | "一般" | "medium" => Some("medium"),
        "难" | "困难" | "较难" | "hard" => Some("hard"),
        _ => None,
    }
}

fn no_answer(line: usize) -> BankNote {
    BankNote::new(line, "paper-answer", "没有找到答案：另起一行写 `答案：B`", "no answer was found: write `答案：B` on a line of its own")
}

fn no_stem(line: usize) -> BankNote {
    BankNote::new(line, "paper-stem", "没有题干", "there is no stem")
}

fn no_option(line: usize, answer: &str) -> BankNote {
    BankNote::new(line, "paper-option", format!("答案“{answer}”不是选项的字母"), format!("the answer `{answer}` names no option"))
}

fn no_options(line: usize, answer: &str) -> BankNote {
    BankNote::new(
        line,
        "paper-options",
        format!("答案是字母“{answer}”，却没有选项"),
        format!("the answer is the letter `{answer}`, but there are no options"),
    )
}
