//! Full-text search that finds Chinese words without spaces.
//!
//! Texts are folded (case, width, normal form) once, and searched for each word of the query; a run of Han characters that is not found whole is tried
//! as its overlapping pairs, so that 数据的清洗 finds 数据清洗. A word of letters is found where a word begins with it: `range` is none of `orange`.

use crate::text::{
    look::is_han,
    reading::{fold, in_composed_form},
};

/// What is searched.
pub struct SearchDocument {
    pub title: String,
    pub summary: String,
    pub text: String,
}

/// Pieces of a text in order; `true` is a match.
type Marked = Vec<(String, bool)>;

/// A document that fits a query, and by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDocument {
    pub document: usize,
    pub score: u32,
    words: Vec<String>,
}

/// What is shown of one: its title, and an excerpt.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub title: Marked,
    pub excerpt: Marked,
}

/// Documents as they are searched.
pub struct SearchIndex(Vec<Entry>);

struct Entry {
    title: String,
    text: String,
    /// Title, summary and text, folded, with what a match there is worth.
    fields: [(String, u32); 3],
}

/// The longest query that is looked at, in characters.
const QUERY_CHARS: usize = 80;
const EXCERPT_CHARS: usize = 90;

impl SearchIndex {
    pub fn of(documents: impl IntoIterator<Item = SearchDocument>) -> Self {
        let entry = |d: SearchDocument| {
            let text = in_composed_form(&d.text).into_owned();
            Entry { fields: [(fold(&d.title), 50), (fold(&d.summary), 10), (fold_keeping_length(&text), 1)], title: d.title, text }
        };
        Self(documents.into_iter().map(entry).collect())
    }

    /// Searches; best first, at most `most` documents. What is shown of each is for [`hit`](Self::hit) to say: few are.
    pub fn search(&self, query: &str, most: usize) -> Vec<FoundDocument> {
        let query: String = fold(query).chars().take(QUERY_CHARS).collect();
        let words: Vec<&str> = query.split_whitespace().collect();
        if words.is_empty() {
            return vec![];
        }
        let look = |(document, entry): (usize, &Entry)| entry.look(&words).map(|(score, words)| FoundDocument { document, score, words });
        let mut found: Vec<FoundDocument> = self.0.iter().enumerate().filter_map(look).collect();
        found.sort_by_key(|f| (std::cmp::Reverse(f.score), f.document));
        found.truncate(most);
        found
    }

    /// What is shown of a document that was found.
    pub fn hit(&self, found: &FoundDocument) -> Hit {
        let entry = &self.0[found.document];
        Hit { title: marked(&entry.title, &found.words, usize::MAX), excerpt: marked(&entry.text, &found.words, EXCERPT_CHARS) }
    }
}

impl Entry {
    /// How good it is, and by which words; nothing if one of them is not there.
    fn look(&self, words: &[&str]) -> Option<(u32, Vec<String>)> {
        let (mut score, mut found) = (0, vec![]);
        for word in words {
            let whole = self.weigh(word);
            if whole > 0 {
                score += whole * 4;
                found.push((*word).to_string());
                continue;
            }
            let pairs = han_pairs(word);
            let there: Vec<(u32, &String)> = pairs.iter().map(|p| (self.weigh(p), p)).filter(|(w, _)| *w > 0).collect();
            if there.is_empty() || there.len() * 2 < pairs.len() {
                return None;
            }
            score += there.iter().map(|(w, _)| w).sum::<u32>();
            found.extend(there.into_iter().map(|(_, pair)| pair.clone()));
        }
        Some((score, found))
    }

    fn weigh(&self, word: &str) -> u32 {
        self.fields.iter().map(|(text, weight)| (starts(text, word).take(10).count() as u32) * weight).sum()
    }
}

/// Whether words of this character are parted by spaces, so that one can be told from the next.
fn is_spaced(c: char) -> bool {
    c.is_alphanumeric() && c < '\u{2e80}'
}

/// Whether a match that begins with `first` and stands behind `before` is at the start of a word; of words that nobody parts, anywhere is one.
fn begins(before: Option<char>, first: Option<char>) -> bool {
    !(first.is_some_and(is_spaced) && before.is_some_and(is_spaced))
}

/// Where the words of a text begin with this one.
fn starts<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    let first = word.chars().next();
    let places = text.match_indices(word).map(|(place, _)| place);
    places.filter(move |place| begins(text.get(..*place).and_then(|before| before.chars().next_back()), first))
}

/// The overlapping pairs of Han characters; nothing for a word with other characters.
fn han_pairs(word: &str) -> Vec<String> {
    let chars: Vec<char> = word.chars().collect();
    if chars.len() < 3 || !chars.iter().all(|c| is_han(*c)) {
        return vec![];
    }
    chars.windows(2).map(|w| w.iter().collect()).collect()
}

/// Folds character by character, so that places in the folded text are places in the text.
fn fold_keeping_length(text: &str) -> String {
    text.chars()
        .map(|c| {
            let c = match c {
                '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
                '\u{3000}' => ' ',
                c => c,
            };
            let mut lower = c.to_lowercase();
            if lower.len() == 1 { lower.next().unwrap_or(c) } else { c }
        })
        .collect()
}

/// At most `most` characters of the text, around the first match, cut into pieces that match and pieces that do not.
fn marked(text: &str, words: &[String], most: usize) -> Marked {
    let chars: Vec<char> = text.trim_end().chars().collect();
    let folded: Vec<char> = fold_keeping_length(text).chars().collect();
    let words: Vec<Vec<char>> = words.iter().map(|w| w.chars().collect()).collect();
    let before = |i: usize| i.checked_sub(1).map(|i| folded[i]);
    let fits = |w: &[char], i: usize| folded[i..].starts_with(w) && begins(before(i), w.first().copied());
    let match_at = |i: usize| words.iter().filter(|w| fits(w, i)).map(Vec::len).max();
    let first = (0..folded.len()).find(|i| match_at(*i).is_some()).unwrap_or(0);
    let start = if chars.len() <= most { 0 } else { first.saturating_sub(most / 3) };
    let end = start.saturating_add(most).min(chars.len());
    let mut pieces: Marked = vec![];
    if start > 0 {
        pieces.push(("…".into(), false));
    }
    let mut i = start;
    while i < end {
        let (length, hit) = match_at(i).map_or((1, false), |n| (n, true));
        let piece: String = chars[i..(i + length).min(chars.len())].iter().map(|c| if *c == '\n' { ' ' } else { *c }).collect();
        match pieces.last_mut() {
            Some((last, kind)) if *kind == hit => last.push_str(&piece),
            _ => pieces.push((piece, hit)),
        }
        i += length;
    }
    if end < chars.len() {
        pieces.push(("…".into(), false));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(title: &str, summary: &str, text: &str) -> SearchDocument {
        SearchDocument { title: title.into(), summary: summary.into(), text: text.into() }
    }

    fn found(query: &str) -> Vec<usize> {
        let index = SearchIndex::of([
            document("数据清洗", "缺失与重复", "数据清洗是把原始数据变成可用数据的过程。"),
            document("数据标注", "任务与规范", "标注之前要先清洗。IoU 是交并比。"),
        ]);
        index.search(query, 10).into_iter().map(|h| h.document).collect()
    }

    #[test]
    fn chinese_is_found_without_spaces() {
        assert_eq!(found("清洗"), [0, 1]);
        assert_eq!(found("数据的清洗"), [0, 1]);
        assert_eq!(found("ｉｏｕ 标注"), [1]);
        assert_eq!(found("量子"), [0usize; 0]);
        assert_eq!(found("  "), [0usize; 0]);
    }

    #[test]
    fn a_word_of_letters_is_found_where_a_word_begins_with_it() {
        let index = SearchIndex::of([
            document("Oranges", "", "An orange is no ranger. data_range, 数据range"),
            document("Fruit", "", "orange, strange, 160 ml"),
        ]);
        let documents = |query: &str| index.search(query, 9).into_iter().map(|h| h.document).collect::<Vec<_>>();
        assert_eq!((documents("range"), documents("ORANGE"), documents("60")), (vec![0], vec![0, 1], vec![]));
        let hit = index.hit(&index.search("range", 1)[0]);
        assert_eq!(hit.title, [("Oranges".to_string(), false)]);
        let marked: Vec<&str> = hit.excerpt.iter().filter(|(_, hit)| *hit).map(|(piece, _)| piece.as_str()).collect();
        assert_eq!(marked, ["range", "range", "range"], "of ranger the beginning, and not the end of orange");
    }

    #[test]
    fn both_normal_forms_of_a_word_are_found_by_both() {
        let index = SearchIndex::of(["Wir lesen Löwe vor", "Wir lesen Lo\u{308}we vor"].map(|text| document("", "", text)));
        for query in ["löwe", "lo\u{308}we", "ＬÖＷＥ", "lö\u{200b}we"] {
            let hits = index.search(query, 5);
            assert_eq!(hits.len(), 2, "{query}");
            assert!(hits.iter().all(|h| index.hit(h).excerpt.contains(&("Löwe".into(), true))), "{query}");
        }
    }

    #[test]
    fn title_and_excerpt_mark_what_matched() {
        let long = "先采集，".repeat(40);
        let index = SearchIndex::of([document("清洗数据", "", &format!("{long}再清洗，后标注"))]);
        let hit = index.hit(&index.search("清洗", 1)[0]);
        assert_eq!(hit.title, [("清洗".to_string(), true), ("数据".to_string(), false)]);
        assert!(hit.excerpt.first().is_some_and(|(piece, hit)| piece.starts_with('…') && !hit));
        assert!(hit.excerpt.contains(&("清洗".into(), true)));
    }
}
