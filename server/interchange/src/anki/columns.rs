//! What the fields of a note are, as `#columns` names them.

use crate::{
    Choice, ForeignKey,
    text::{one_line, unmarked},
};

const QUESTIONS: [&str; 8] = ["question", "front", "stem", "题目", "题干", "问题", "正面", "试题"];
const ANSWERS: [&str; 8] = ["answer", "back", "key", "correct answer", "答案", "正确答案", "背面", "参考答案"];
const EXPLANATIONS: [&str; 6] = ["explanation", "extra", "back extra", "notes", "解析", "备注"];

/// The places of fields, from 1.
#[derive(Default)]
pub(super) struct Columns {
    question: Option<usize>,
    answer: Option<usize>,
    explanation: Option<usize>,
    pub tags: Option<usize>,
    /// Letter and place.
    pub options: Vec<(char, usize)>,
}

/// A note with options.
pub(super) struct Choices<'n> {
    pub question: &'n str,
    pub explanation: &'n str,
    pub key: ForeignKey,
}

impl Columns {
    pub fn of(header: &str, separator: char) -> Self {
        let mut columns = Self::default();
        for (place, name) in (1..).zip(header.split(separator)) {
            let name = name.trim().trim_matches('"').to_lowercase();
            let is = |names: &[&str]| names.contains(&name.as_str());
            if is(&QUESTIONS) {
                columns.question = columns.question.or(Some(place));
            } else if is(&ANSWERS) {
                columns.answer = columns.answer.or(Some(place));
            } else if is(&EXPLANATIONS) {
                columns.explanation = columns.explanation.or(Some(place));
            } else if is(&["tags", "tag", "标签"]) {
                columns.tags = Some(place);
            } else if let Some(letter) = option(&name) {
                columns.options.push((letter, place));
            }
        }
        columns
    }

    /// Front, back and what is shown behind.
    ///
    /// # Errors
    ///
    /// The number of fields with text, where they could be anything.
    pub fn card<'n>(&self, fields: &[(usize, &'n str)]) -> Result<(&'n str, &'n str, &'n str), usize> {
        let at = |place: Option<usize>| fields.iter().find(|(n, _)| Some(*n) == place).map_or("", |(_, text)| *text);
        let full: Vec<usize> = fields.iter().filter(|(_, text)| !text.trim().is_empty()).map(|(n, _)| *n).collect();
        let known = [self.question, self.answer, self.explanation, self.tags];
        if self.question.is_some() && self.answer.is_some() {
            let all = full.iter().all(|n| known.contains(&Some(*n)));
            return if all { Ok((at(self.question), at(self.answer), at(self.explanation))) } else { Err(full.len()) };
        }
        let text = |n: usize| fields.get(n).map_or("", |(_, text)| *text);
        let unknown = full.iter().filter(|n| Some(**n) != self.tags).count();
        if unknown > 2 { Err(unknown) } else { Ok((text(0), text(1), "")) }
    }

    /// The options, with those right that the answer names by letters or by the text of one; nothing where it names none.
    pub fn choice<'n>(&self, fields: &[(usize, &'n str)], rich: impl Fn(&str) -> String) -> Option<Choices<'n>> {
        let at = |place: usize| fields.iter().find(|(n, _)| *n == place).map_or("", |(_, text)| *text);
        let options: Vec<(char, &str)> =
            self.options.iter().map(|(letter, place)| (*letter, at(*place))).filter(|(_, text)| !text.trim().is_empty()).collect();
        let words = |text: &str| one_line(&unmarked(text));
        let answer = words(at(self.answer?));
        let signs: Vec<char> = answer.chars().filter(|c| !c.is_whitespace() && !matches!(c, ',' | '，' | '、' | ';' | '；')).collect();
        // small letters may be a word
        let upper = signs.len() == 1 || signs.iter().all(char::is_ascii_uppercase);
        let mut letters: Vec<char> = signs.iter().filter(|_| upper).map(char::to_ascii_lowercase).collect();
        letters.sort_unstable();
        letters.dedup();
        let is_option = |letter: &char| options.iter().any(|(l, _)| l == letter);
        let named: Vec<char> = options.iter().filter(|(_, text)| words(text) == answer).map(|(letter, _)| *letter).collect();
        let lettered = !letters.is_empty() && letters.iter().all(is_option);
        let right = match (lettered, named.as_slice()) {
            (true, []) => letters,
            (true, named) if named == letters.as_slice() => letters,
            (false, [_]) => named,
            _ => return None,
        };
        let share = 1.0 / right.len() as f64;
        let choice = |(letter, text): &(char, &str)| Choice {
            text: rich(text),
            worth: if right.contains(letter) { share } else { 0.0 },
            feedback: None,
        };
        let choices: Vec<Choice> = options.iter().map(choice).collect();
        let key = if right.len() > 1 { ForeignKey::Multiple(choices) } else { ForeignKey::Single(choices) };
        Some(Choices { question: at(self.question?), explanation: self.explanation.map_or("", at), key })
    }
}

/// The letter of an option: `A`, `Option A`, `选项A`, `选项1`.
fn option(name: &str) -> Option<char> {
    let rest = ["option", "choice", "选项"].into_iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let mut letters = rest.trim().trim_start_matches('_').chars();
    match (letters.next(), letters.next()) {
        (Some(c @ 'a'..='h'), None) => Some(c),
        (Some(c @ '1'..='8'), None) if rest != name => char::from_u32(u32::from(c) - u32::from('1') + u32::from('a')),
        _ => None,
    }
}
