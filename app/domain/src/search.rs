//! Full-text search over lessons that finds Chinese words without spaces.
//!
//! Texts are folded (case, width, normal form) and searched for each word of the query; a run of Han characters that is not found whole is tried as its
//! overlapping pairs, so that 数据的清洗 finds 数据清洗.

use crate::text::{
    look::is_han,
    reading::{fold, in_composed_form},
};

/// What is searched.
pub struct SearchDocument<'a> {
    pub title: &'a str,
    pub summary: &'a str,
    pub text: &'a str,
}

/// A hit: which document, how good, and an excerpt with the places to mark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hit {
    pub document: usize,
    pub score: u32,
    /// Pieces of the excerpt in order; `true` is a match.
    pub excerpt: Vec<(String, bool)>,
}

/// The longest query that is looked at, in characters.
const QUERY_CHARS: usize = 80;
const EXCERPT_CHARS: usize = 90;

/// Searches; best first, at most `most` hits.
pub fn search(documents: &[SearchDocument], query: &str, most: usize) -> Vec<Hit> {
    let query: String = fold(query).chars().take(QUERY_CHARS).collect();
    let words: Vec<&str> = query.split_whitespace().collect();
    if words.is_empty() {
        return vec![];
    }
    let mut hits: Vec<Hit> = documents.iter().enumerate().filter_map(|(i, d)| look(i, d, &words)).collect();
    hits.sort_by_key(|h| (std::cmp::Reverse(h.score), h.document));
    hits.truncate(most);
    hits
}

fn look(index: usize, document: &SearchDocument, words: &[&str]) -> Option<Hit> {
    let text = in_composed_form(document.text);
    let fields = [(fold(document.title), 50), (fold(document.summary), 10), (fold_keeping_length(&text), 1)];
    let mut score = 0;
    let mut found: Vec<String> = vec![];
    for word in words {
        let whole = weigh(&fields, word);
        if whole > 0 {
            score += whole * 4;
            found.push((*word).to_string());
            continue;
        }
        let pairs = han_pairs(word);
        let (sum, there): (u32, Vec<String>) =
            pairs.iter().map(|p| (weigh(&fields, p), p)).filter(|(w, _)| *w > 0).fold((0, vec![]), |(s, mut v), (w, p)| {
                v.push(p.clone());
                (s + w, v)
            });
        if there.is_empty() || there.len() * 2 < pairs.len() {
            return None;
        }
        score += sum;
        found.extend(there);
    }
    Some(Hit { document: index, score, excerpt: excerpt(&text, &found) })
}

fn weigh(fields: &[(String, u32)], word: &str) -> u32 {
    fields.iter().map(|(text, weight)| (text.matches(word).count().min(10) as u32) * weight).sum()
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

/// The text around the first match, cut into pieces that match and pieces that do not.
fn excerpt(text: &str, words: &[String]) -> Vec<(String, bool)> {
    let chars: Vec<char> = text.chars().collect();
    let folded: Vec<char> = fold_keeping_length(text).chars().collect();
    let words: Vec<Vec<char>> = words.iter().map(|w| w.chars().collect()).collect();
    let match_at = |i: usize| words.iter().filter(|w| folded[i..].starts_with(w)).map(Vec::len).max();
    let first = (0..folded.len()).find(|i| match_at(*i).is_some()).unwrap_or(0);
    let start = first.saturating_sub(EXCERPT_CHARS / 3);
    let end = (start + EXCERPT_CHARS).min(chars.len());
    let mut pieces: Vec<(String, bool)> = vec![];
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

    fn found(query: &str) -> Vec<usize> {
        let documents = [
            SearchDocument {
                title: "数据清洗", summary: "缺失与重复", text: "数据清洗是把原始数据变成可用数据的过程。"
            },
            SearchDocument { title: "数据标注", summary: "任务与规范", text: "标注之前要先清洗。IoU 是交并比。" },
        ];
        search(&documents, query, 10).into_iter().map(|h| h.document).collect()
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
    fn both_normal_forms_of_a_word_are_found_by_both() {
        let written = ["Wir lesen Löwe vor", "Wir lesen Lo\u{308}we vor"];
        let documents = written.map(|text| SearchDocument { title: "", summary: "", text });
        for query in ["löwe", "lo\u{308}we", "ＬÖＷＥ", "lö\u{200b}we"] {
            let hits = search(&documents, query, 5);
            assert_eq!(hits.len(), 2, "{query}");
            assert!(hits.iter().all(|h| h.excerpt.contains(&("Löwe".into(), true))), "{query}");
        }
    }

    #[test]
    fn the_excerpt_marks_what_matched() {
        let documents = [SearchDocument { title: "", summary: "", text: "先采集，再清洗，后标注" }];
        let hits = search(&documents, "清洗", 1);
        assert!(hits[0].excerpt.contains(&("清洗".into(), true)));
    }
}
