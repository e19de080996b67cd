//! How old the English of a file is, part by part: what of the Chinese changed since its English was written last, by the versions of both files.
//!
//! A part is an item, or what stands under a heading; the first is what stands above all of them. What only the Chinese file has, such as points and
//! tags, makes no English older.

use crate::{digest::sha256_hex, time::Timestamp};
use std::collections::{BTreeMap, BTreeSet};

/// A version of a file: when it came, and its text.
pub type Past = (Timestamp, String);

/// When somebody looked last, and which English parts were right beside the Chinese of that time: those of which it was said then, and those of which it was
/// said before and held.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StillRight {
    pub at: Timestamp,
    /// The beginnings of their marks: one look keeps those of all parts.
    pub parts: BTreeSet<String>,
}

/// So much of a mark is kept.
const KEPT: usize = 16;

impl StillRight {
    pub fn of(at: Timestamp, marks: impl IntoIterator<Item = String>) -> Self {
        let kept = |mut mark: String| {
            mark.truncate(KEPT);
            mark
        };
        Self { at, parts: marks.into_iter().map(kept).collect() }
    }

    fn has(&self, mark: &str) -> bool {
        mark.get(..KEPT).is_some_and(|kept| self.parts.contains(kept))
    }

    /// What the next look keeps: the parts that are chosen now by their marks, and those that were right before and of which none is older.
    #[must_use]
    pub fn with(&self, chosen: BTreeSet<String>, parts: &[TwinPart]) -> Self {
        let marks = |older: bool| {
            parts.iter().filter(move |part| part.since.is_some() == older).filter_map(|part| part.en.as_ref()).map(PartText::mark)
        };
        let older: BTreeSet<String> = marks(true).collect();
        let held = marks(false).filter(|mark| self.has(mark) && !older.contains(mark));
        Self::of(self.at, held.chain(chosen))
    }
}

/// A part of a file and of its twin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TwinPart {
    pub zh: Option<PartText>,
    pub en: Option<PartText>,
    /// When the Chinese changed, if its English was written before that.
    pub since: Option<Timestamp>,
    /// The Chinese as it was then.
    pub was: Option<String>,
}

impl TwinPart {
    /// Whether somebody has to look at the English: it is older, or it is not there, or it stands alone.
    pub fn is_open(&self) -> bool {
        self.since.is_some() || self.zh.is_none() || self.en.is_none()
    }
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartText {
    /// Where it begins, from 1.
    pub line: usize,
    pub text: String,
}

impl PartText {
    /// What it is known by until it changes.
    pub fn mark(&self) -> String {
        sha256_hex(self.text.as_bytes())
    }
}

/// What stands above all headings is found by this.
const HEAD: &str = "+++";

/// What stands under a heading, with it.
struct Part {
    /// The id behind the heading.
    id: Option<String>,
    line: usize,
    text: String,
    /// What of it a twin repeats.
    words: String,
    since: Option<Timestamp>,
}

/// The parts of the newest versions, in the order of the Chinese. Both lists begin with the oldest.
pub fn compared(zh: &[Past], en: &[Past], right: Option<&StillRight>) -> Vec<TwinPart> {
    let (mine, theirs) = (dated(zh), dated(en));
    let apart = mine.iter().filter(|p| p.id.is_none()).count().saturating_sub(theirs.iter().filter(|p| p.id.is_none()).count());
    let missing = newest(&mine, apart);
    let own: BTreeSet<&String> = mine.iter().filter_map(|part| part.id.as_ref()).collect();
    let mut extra = vec![];
    let (mut by_id, mut in_order) = (BTreeMap::new(), vec![]);
    for part in theirs {
        match &part.id {
            Some(id) if own.contains(id) && !by_id.contains_key(id) => drop(by_id.insert(id.clone(), part)),
            Some(_) => extra.push(part),
            None => in_order.push(part),
        }
    }
    let mut in_order = in_order.into_iter();
    let mut parts = vec![];
    for (place, part) in mine.into_iter().enumerate() {
        let twin = match &part.id {
            Some(id) => by_id.remove(id),
            None if missing.contains(&place) => None,
            None => in_order.next(),
        };
        parts.push(pair(part, twin, zh, right));
    }
    let alone = |part: Part| TwinPart { zh: None, en: Some(part.told()), since: None, was: None };
    parts.extend(in_order.chain(extra).map(alone));
    parts
}

impl Part {
    fn told(self) -> PartText {
        PartText { line: self.line, text: self.text }
    }
}

fn pair(part: Part, twin: Option<Part>, zh: &[Past], right: Option<&StillRight>) -> TwinPart {
    let since = twin.as_ref().and_then(|twin| twin.since);
    let en = twin.map(Part::told);
    let looked = right.zip(en.as_ref()).filter(|(right, en)| right.has(&en.mark())).map(|(right, _)| right.at);
    let fresh = since.max(looked);
    let since = part.since.filter(|since| en.is_some() && fresh.is_none_or(|fresh| fresh < *since));
    let was = since.and_then(|_| then(zh, fresh, &part));
    TwinPart { since, was, zh: Some(part.told()), en }
}

/// A part of the Chinese as it was when its English was written.
fn then(zh: &[Past], written: Option<Timestamp>, part: &Part) -> Option<String> {
    let before = zh.iter().rev().find(|(at, _)| written.is_some_and(|written| *at <= written));
    let heading = |text: &str| text.lines().next().unwrap_or_default().trim_end().to_string();
    let is_same = |other: &Part| match &part.id {
        Some(id) => other.id.as_ref() == Some(id),
        None => other.id.is_none() && heading(&other.words) == heading(&part.words),
    };
    parts(&before.or(zh.first())?.1).into_iter().find(is_same).map(|other| other.text)
}

/// The parts of the newest version, each with when it came to be what it is; nothing where it was so as long as is known.
fn dated(past: &[Past]) -> Vec<Part> {
    let Some((_, now)) = past.last() else { return vec![] };
    let known: Vec<(Timestamp, BTreeSet<_>)> =
        past.iter().map(|(at, text)| (*at, parts(text).into_iter().map(|part| (part.id, part.words)).collect())).collect();
    let dated = |part: Part| {
        let key = (part.id.clone(), part.words.clone());
        let changed = known.iter().rposition(|(_, there)| !there.contains(&key));
        let since = changed.and_then(|last| known.get(last + 1)).map(|(at, _)| *at);
        Part { since, ..part }
    };
    parts(now).into_iter().map(dated).collect()
}

/// The places of so many parts without an id: those that came last.
fn newest(parts: &[Part], count: usize) -> BTreeSet<usize> {
    let mut places: Vec<_> = parts.iter().enumerate().filter(|(_, p)| p.id.is_none()).map(|(place, p)| (p.since, place)).collect();
    places.sort_unstable();
    places.into_iter().rev().take(count).map(|(_, place)| place).collect()
}

fn parts(text: &str) -> Vec<Part> {
    let (mut starts, mut fence, mut at, mut front) = (vec![(0, 1)], None, 0, text.starts_with(HEAD));
    for (n, line) in (1..).zip(text.split_inclusive('\n')) {
        match (front, fence_of(line), fence) {
            (true, ..) => front = n == 1 || line.trim_end() != HEAD,
            (_, Some(mark), None) => fence = Some(mark),
            (_, Some(mark), Some(open)) if mark.0 == open.0 && mark.1 >= open.1 => fence = None,
            (_, _, None) if is_heading(line) && at > 0 => starts.push((at, n)),
            _ => {}
        }
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(at, _)| *at).chain([text.len()]);
    let part = |((from, line), to): (&(usize, usize), usize)| {
        let text = text.get(*from..to).unwrap_or_default().trim_end().to_string();
        let id = if *line == 1 { Some(HEAD.to_string()) } else { attributes(&text).and_then(|(_, inside)| id_of(inside)) };
        Part { id, line: *line, words: words(&text), text, since: None }
    };
    starts.iter().zip(ends).map(part).collect()
}

/// The mark of a fence that a line opens or closes, and how long it is.
fn fence_of(line: &str) -> Option<(char, usize)> {
    let line = line.trim_start();
    let mark = line.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let length = line.chars().take_while(|c| *c == mark).count();
    (length >= 3).then_some((mark, length))
}

fn is_heading(line: &str) -> bool {
    let words = line.trim_start_matches('#');
    (1..=3).contains(&(line.len() - words.len())) && words.starts_with([' ', '\t'])
}

/// The heading without its attributes, and what they say.
fn attributes(text: &str) -> Option<(&str, &str)> {
    text.lines().next()?.trim_end().strip_suffix('}')?.rsplit_once('{')
}

fn id_of(inside: &str) -> Option<String> {
    inside.split_whitespace().find_map(|word| word.strip_prefix('#')).map(String::from)
}

/// What of a part a twin repeats: the words, without attributes and without the keys of the front matter that are given once.
fn words(text: &str) -> String {
    if let Some((head, body)) = text.strip_prefix("+++\n").and_then(|rest| rest.split_once("+++")) {
        let said = head.lines().filter(|line| ["title", "summary"].iter().any(|key| line.starts_with(key)));
        return said.chain([body.trim()]).collect::<Vec<_>>().join("\n");
    }
    let rest = text.split_once('\n').map_or("", |(_, rest)| rest);
    attributes(text).map_or_else(|| text.to_string(), |(heading, _)| format!("{}\n{rest}", heading.trim_end()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(n: i64) -> Timestamp {
        Timestamp::from_ms(n)
    }

    fn past(versions: &[(i64, &str)]) -> Vec<Past> {
        versions.iter().map(|(n, text)| (at(*n), text.to_string())).collect()
    }

    fn told(parts: &[TwinPart]) -> Vec<(Option<usize>, Option<usize>, Option<i64>)> {
        parts.iter().map(|p| (p.zh.as_ref().map(|z| z.line), p.en.as_ref().map(|e| e.line), p.since.map(Timestamp::ms))).collect()
    }

    const HEAD: &str = "+++\ntitle = \"甲\"\nminutes = 5\n+++\n\n";

    #[test]
    fn a_section_is_older_until_its_english_is_written_again() {
        let [old, new] = ["旧", "新"].map(|word| format!("{HEAD}## 一\n\n{word}\n\n## 二\n\n同\n"));
        let zh = past(&[(1, old.as_str()), (5, new.as_str())]);
        let en = [(2, "+++\ntitle = \"A\"\n+++\n\n## One\n\nold\n\n## Two\n\nsame\n")];
        let parts = compared(&zh, &past(&en), None);
        assert_eq!(told(&parts), [(Some(1), Some(1), None), (Some(6), Some(5), Some(5)), (Some(10), Some(9), None)]);
        assert_eq!(parts[1].was.as_deref(), Some("## 一\n\n旧"));
        let again = [en[0], (6, "+++\ntitle = \"A\"\n+++\n\n## One\n\nnew\n\n## Two\n\nsame\n")];
        assert!(compared(&zh, &past(&again), None).iter().all(|part| !part.is_open()));
    }

    #[test]
    fn english_that_is_still_right_is_older_again_once_the_chinese_changes_again() {
        let [old, new, newer] = ["旧", "新", "更新"].map(|word| format!("{HEAD}## 一\n\n{word}\n"));
        let mut zh = past(&[(1, old.as_str()), (5, new.as_str())]);
        let en = past(&[(2, "+++\ntitle = \"A\"\n+++\n\n## One\n\nold\n")]);
        let mark = compared(&zh, &en, None)[1].en.as_ref().map(PartText::mark).unwrap();
        let look = |n, mark: &str| StillRight::of(at(n), [mark.to_string()]);
        let right = look(6, &mark);
        let right = Some(&right);
        assert!(compared(&zh, &en, right).iter().all(|part| !part.is_open()));
        assert_eq!(told(&compared(&zh, &en, Some(&look(6, &"0".repeat(64)))))[1].2, Some(5), "of another part");
        zh.extend(past(&[(7, newer.as_str())]));
        let parts = compared(&zh, &en, right);
        assert_eq!((parts[1].since, parts[1].was.as_deref()), (Some(at(7)), Some("## 一\n\n新")), "what changed since somebody looked");
    }

    #[test]
    fn a_look_keeps_what_was_right_before_and_holds() {
        let two = |one: &str, other: &str| format!("{HEAD}## 一\n\n{one}\n\n## 二\n\n{other}\n");
        let (old, new, newer) = (two("旧", "旧"), two("新", "新"), two("新", "更新"));
        let en = past(&[(2, "+++\ntitle = \"A\"\n+++\n\n## One\n\nold\n\n## Two\n\nolder\n")]);
        let zh = past(&[(1, old.as_str()), (5, new.as_str())]);
        let parts = compared(&zh, &en, None);
        let [one, other] = [1, 2].map(|n| parts[n].en.as_ref().map(PartText::mark).unwrap());
        let first = StillRight { at: at(6), ..StillRight::default().with([one.clone()].into(), &parts) };
        assert_eq!(first, StillRight::of(at(6), [one.clone()]));
        let parts = compared(&zh, &en, Some(&first));
        let both = StillRight { at: at(7), ..first.with([other.clone()].into(), &parts) };
        assert!(compared(&zh, &en, Some(&both)).iter().all(|part| !part.is_open()), "one part after the other");
        // the Chinese of one of them changes: a look at another part says nothing of it
        let zh = past(&[(1, old.as_str()), (5, new.as_str()), (8, newer.as_str())]);
        let parts = compared(&zh, &en, Some(&both));
        assert_eq!(both.with(BTreeSet::new(), &parts), StillRight::of(at(7), [one]));
        assert_eq!(both.with([other].into(), &parts), both);
    }

    #[test]
    fn an_item_is_found_by_its_id_and_its_points_make_nothing_older() {
        let zh = past(&[
            (1, "+++\ntitle = \"库\"\n+++\n\n### 问 {#a .single points=1}\n\n- [x] 是\n\n### 又问 {#b .single}\n\n- [x] 是\n"),
            (
                4,
                "+++\ntitle = \"库\"\nfunction = \"data\"\n+++\n\n### 又问 {#b .single}\n\n- [x] 否\n\n### 问 {#a .single points=2 tags=\"x\"}\n\n- [x] 是\n\n### 新 {#c .single}\n",
            ),
        ]);
        let en = past(&[(
            2,
            "+++\ntitle = \"Bank\"\n+++\n\n### Q {#a .single}\n\n- [x] yes\n\n### R {#b .single}\n\n- [x] yes\n\n### S {#d .single}\n",
        )]);
        let parts = compared(&zh, &en, None);
        assert_eq!(
            told(&parts),
            [
                (Some(1), Some(1), None),
                (Some(6), Some(9), Some(4)),
                (Some(10), Some(5), None),
                (Some(14), None, None),
                (None, Some(13), None)
            ]
        );
        assert_eq!(parts.iter().filter(|p| p.is_open()).count(), 3);
    }

    #[test]
    fn a_section_that_came_later_has_no_english_and_moves_no_other() {
        let zh = past(&[(1, "intro\n## 一\n\n甲\n## 二\n\n乙\n"), (3, "intro\n## 一\n\n甲\n## 新\n\n丙\n## 二\n\n乙\n")]);
        let en = past(&[(2, "intro\n## One\n\nA\n## Two\n\nB\n")]);
        assert_eq!(
            told(&compared(&zh, &en, None)),
            [(Some(1), Some(1), None), (Some(2), Some(2), None), (Some(5), None, None), (Some(8), Some(5), None)]
        );
    }

    #[test]
    fn what_stands_in_code_is_no_heading() {
        let parts = parts("a\n\n```md\n## no\n~~~\n```\n## yes {#y}\n");
        assert_eq!(parts.iter().map(|p| (p.id.as_deref(), p.line)).collect::<Vec<_>>(), [(Some(super::HEAD), 1), (Some("y"), 7)]);
        assert!(compared(&[], &[], None).is_empty());
    }
}
