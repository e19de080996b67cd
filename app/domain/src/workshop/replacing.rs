//! Search and replace over texts: in which lines words stand, and what would stand there. What is said in the front matter is replaced, its keys never.
//! Never here: which texts are looked through.

use super::{difference::WordFate, front, step::StepSaid};
use std::{collections::BTreeSet, ops::Range};

/// The most characters that are looked for, or stand in their place.
pub const LONGEST: usize = 200;
/// A line in which the words stand more often is none to be read: it is counted, and not shown.
const MOST_IN_LINE: usize = 2_000;
/// So many characters of what stays are shown beside what changes.
const AROUND: usize = 40;

/// What is looked for, and what shall stand there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replacement {
    words: String,
    instead: String,
    /// The words in small letters, where letters of either case are meant.
    folded: Option<String>,
}

/// A line with the words in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitLine {
    /// From 1.
    pub line: usize,
    /// How often they stand there.
    pub hits: usize,
    /// What goes, what comes, and what stays beside it; the rest of a long line is left out.
    pub parts: Vec<(WordFate, String)>,
}

impl HitLine {
    /// What stands there now.
    pub fn now(&self) -> String {
        self.without(WordFate::Come)
    }

    /// What would stand there.
    pub fn then(&self) -> String {
        self.without(WordFate::Gone)
    }

    fn without(&self, other: WordFate) -> String {
        self.parts.iter().filter(|(fate, _)| *fate != other).map(|(_, text)| text.as_str()).collect()
    }
}

impl Replacement {
    /// Nothing where no words are given, or what cannot stand in a line. `exactly`: letters of the same case alone.
    pub fn of(words: &str, instead: &str, exactly: bool) -> Option<Self> {
        let fits = |text: &str| text.chars().count() <= LONGEST && !text.contains(['\n', '\r']);
        let folded = (!exactly).then(|| words.chars().flat_map(char::to_lowercase).collect());
        let wish = Self { words: words.into(), instead: instead.into(), folded };
        (!words.is_empty() && words != instead && fits(words) && fits(instead)).then_some(wish)
    }

    /// What a step says that did it in so many places.
    pub fn said(&self, places: usize) -> StepSaid {
        StepSaid::Replaced { words: self.words.clone(), instead: self.instead.clone(), places }
    }

    /// The lines of a text that would change.
    pub fn lines<'t>(&'t self, text: &'t str) -> impl Iterator<Item = HitLine> + 't {
        (1..).zip(with_keys(text)).filter_map(move |(line, (text, key))| {
            let text = text.trim_end_matches(['\n', '\r']);
            let places = self.places(text, key);
            let shown = if places.len() > MOST_IN_LINE { vec![] } else { shortened(&self.parts(text, &places)) };
            (!places.is_empty()).then_some(HitLine { line, hits: places.len(), parts: shown })
        })
    }

    /// The text with these lines changed, and every other byte as it is.
    pub fn done(&self, text: &str, lines: &BTreeSet<usize>) -> String {
        let stays = |(fate, _): &(WordFate, String)| *fate != WordFate::Gone;
        let line = |(n, (text, key)): (usize, (&str, usize))| match lines.contains(&n) {
            true => self.parts(text, &self.places(text, key)).into_iter().filter(stays).map(|(_, t)| t).collect(),
            false => text.to_string(),
        };
        (1..).zip(with_keys(text)).map(line).collect()
    }

    /// Where the words stand in a line behind its key; what would stay as it is does not count.
    fn places(&self, line: &str, key: usize) -> Vec<Range<usize>> {
        let mut places = match &self.folded {
            Some(folded) => Folded::of(line).places(folded),
            None => line.match_indices(&self.words).map(|(from, words)| from..from + words.len()).collect(),
        };
        places.retain(|place| place.start >= key && line.get(place.clone()) != Some(self.instead.as_str()));
        places
    }

    fn parts(&self, line: &str, places: &[Range<usize>]) -> Vec<(WordFate, String)> {
        let (mut parts, mut at) = (vec![], 0);
        let text = |range: Range<usize>| line.get(range).unwrap_or_default().to_string();
        for place in places {
            parts.extend([
                (WordFate::Kept, text(at..place.start)),
                (WordFate::Gone, text(place.clone())),
                (WordFate::Come, self.instead.clone()),
            ]);
            at = place.end;
        }
        parts.push((WordFate::Kept, text(at..line.len())));
        parts.retain(|(_, text)| !text.is_empty());
        parts
    }
}

/// The lines of a text, each with how much of it is a key.
fn with_keys(text: &str) -> impl Iterator<Item = (&str, usize)> {
    text.split_inclusive('\n').zip(front::keys(text).into_iter().chain(std::iter::repeat(0)))
}

/// A line in small letters, and where each of its letters began: one may have another length in the other case.
struct Folded {
    text: String,
    /// Where a letter begins here, and where it did.
    begins: Vec<(usize, usize)>,
}

impl Folded {
    fn of(line: &str) -> Self {
        let (mut text, mut begins) = (String::with_capacity(line.len()), vec![]);
        for (at, letter) in line.char_indices() {
            begins.push((text.len(), at));
            text.extend(letter.to_lowercase());
        }
        begins.push((text.len(), line.len()));
        Self { text, begins }
    }

    fn began(&self, at: usize) -> Option<usize> {
        let n = self.begins.binary_search_by_key(&at, |(here, _)| *here).ok()?;
        self.begins.get(n).map(|(_, there)| *there)
    }

    /// Where these small letters stand in the line; what begins within a letter is none.
    fn places(&self, words: &str) -> Vec<Range<usize>> {
        let (mut places, mut from) = (vec![], 0);
        while let Some(at) = self.text.get(from..).and_then(|rest| rest.find(words)).map(|at| from + at) {
            let end = at + words.len();
            from = match (self.began(at), self.began(end)) {
                (Some(began), Some(ended)) => {
                    places.push(began..ended);
                    end
                }
                _ => at + self.text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8),
            };
        }
        places
    }
}

/// Of what stays only what is beside something that changes.
fn shortened(parts: &[(WordFate, String)]) -> Vec<(WordFate, String)> {
    let last = parts.len().saturating_sub(1);
    let short = |(i, (fate, text)): (usize, &(WordFate, String))| {
        let (head, tail) = (if i == 0 { 0 } else { AROUND }, if i == last { 0 } else { AROUND });
        let count = text.chars().count();
        if *fate != WordFate::Kept || count <= head + tail + 1 {
            return (*fate, text.clone());
        }
        let head: String = text.chars().take(head).collect();
        let tail: String = text.chars().skip(count - tail).collect();
        (*fate, format!("{head}…{tail}"))
    };
    parts.iter().enumerate().map(short).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wish(words: &str, instead: &str, exactly: bool) -> Replacement {
        Replacement::of(words, instead, exactly).unwrap()
    }

    #[test]
    fn words_are_found_by_line_in_either_case_or_exactly() {
        let text = "AI 与 ai\r\n没有\nAi，AI";
        let told = |exactly| wish("ai", "人工智能", exactly).lines(text).map(|l| (l.line, l.hits, l.then())).collect::<Vec<_>>();
        assert_eq!(told(false), [(1, 2, "人工智能 与 人工智能".to_string()), (3, 2, "人工智能，人工智能".to_string())]);
        assert_eq!(told(true), [(1, 1, "AI 与 人工智能".to_string())]);
        let line = wish("İ", "i", false);
        assert_eq!(line.done("xİy", &BTreeSet::from([1])), "xiy", "a letter that is longer in small");
    }

    #[test]
    fn what_would_stay_the_same_is_no_hit() {
        assert_eq!(wish("ai", "AI", false).lines("AI AI\nai\n").map(|l| l.line).collect::<Vec<_>>(), [2]);
        for [words, instead] in [["", "x"], ["x", "x"], ["a\nb", "x"], ["x", "a\rb"]] {
            assert_eq!(Replacement::of(words, instead, true), None, "{words:?}");
        }
        assert!(
            Replacement::of(&"字".repeat(LONGEST), "", true).is_some() && Replacement::of(&"字".repeat(LONGEST + 1), "", true).is_none()
        );
    }

    #[test]
    fn only_the_chosen_lines_change_and_ends_of_lines_stay() {
        let text = "\u{feff}a b\r\nb a\nb\r";
        assert_eq!(wish("b", "", true).done(text, &BTreeSet::from([1, 3])), "\u{feff}a \r\nb a\n\r");
    }

    #[test]
    fn keys_of_the_front_matter_stay_and_what_they_say_is_replaced() {
        let text = "+++\ntitle = \"title\"\n[[draw]]\n+++\n\ntitle = draw\n";
        let lines: Vec<_> = wish("title", "x", true).lines(text).map(|line| (line.line, line.then())).collect();
        assert_eq!(lines, [(2, "title = \"x\"".to_string()), (6, "x = draw".to_string())]);
        assert_eq!(wish("draw", "x", true).done(text, &(1..=6).collect()), text.replacen("= draw", "= x", 1));
    }

    #[test]
    fn a_long_line_is_shown_around_what_changes() {
        let line = format!("{}词{}词{}", "前".repeat(60), "中".repeat(200), "后".repeat(41));
        let hit = wish("词", "字", true).lines(&line).next().unwrap();
        let around = |c: &str| c.repeat(AROUND);
        assert_eq!(hit.now(), format!("…{}词{}…{}词{}", around("前"), around("中"), around("中"), "后".repeat(41)));
        assert_eq!(hit.hits, 2);
    }

    #[test]
    fn a_long_line_costs_what_its_length_is() {
        let line = "a".repeat(400_000);
        let words = format!("{}b", "a".repeat(199));
        assert_eq!(wish(&words, "", false).lines(&line).count(), 0);
        let hit = wish("A", "b", false).lines(&line).next().unwrap();
        assert_eq!((hit.hits, hit.parts), (line.len(), vec![]), "counted, and not shown");
    }

    proptest! {
        #[test]
        fn letters_of_either_case_are_found_where_they_stand(text in "[aAbİß中]{0,30}", words in "[aAß中]{1,3}") {
            let small: String = words.chars().flat_map(char::to_lowercase).collect();
            for place in wish(&words, "x", false).places(&text, 0) {
                prop_assert_eq!(text[place].to_lowercase(), small.clone());
            }
        }

        #[test]
        fn all_lines_together_are_what_the_language_replaces(text in "[ab\n\r中]{0,40}", words in "[ab中]{1,2}", instead in "[bc]{0,2}") {
            prop_assume!(words != instead);
            let wish = wish(&words, &instead, true);
            let all: BTreeSet<usize> = wish.lines(&text).map(|l| l.line).collect();
            prop_assert_eq!(wish.done(&text, &all), text.replace(&words, &instead));
            prop_assert_eq!(wish.done(&text, &BTreeSet::new()), text);
        }
    }
}
