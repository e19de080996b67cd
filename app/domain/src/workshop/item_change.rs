//! What is changed of many items at once: the attributes behind their headings, and the bank that they stand in. Every other byte stays.

use super::bank_text::{BankText, ItemText};
use crate::{points::Points, question::Difficulty};
use std::{collections::BTreeSet, ops::Range};

/// The longest tag.
const TAG: usize = 40;
/// What an item has of its bank where it says nothing itself.
const INHERITED: [&str; 4] = ["difficulty", "function", "level", "use"];

/// What shall become of items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ItemChange {
    pub add: Vec<String>,
    pub remove: Vec<String>,
    pub points: Option<Points>,
    pub difficulty: Option<Difficulty>,
}

impl ItemChange {
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    /// The text of an item with it.
    pub fn of(&self, item: &ItemText, text: &str) -> String {
        let mut text = text.to_string();
        if let Some(tags) = self.tags(item) {
            text = set(&text, "tags", Some(&tags).filter(|tags| !tags.is_empty()).map(String::as_str));
        }
        if let Some(points) = self.points.filter(|points| item.points().parse::<Points>() != Ok(*points)) {
            text = set(&text, "points", Some(&points.to_string()));
        }
        let own = item.attributes.get("difficulty").map(String::as_str);
        if let Some(difficulty) = self.difficulty.filter(|difficulty| own != Some(difficulty.code())) {
            text = set(&text, "difficulty", Some(difficulty.code()));
        }
        text
    }

    /// The tags with what is added and without what is removed; nothing where they stay.
    fn tags(&self, item: &ItemText) -> Option<String> {
        let own = item.attributes.get("tags").map(String::as_str).unwrap_or_default();
        let goes = |tag: &&str| self.remove.iter().any(|gone| gone == tag.trim());
        let new = self.add.iter().filter(|tag| !item.tags().any(|own| own == *tag) && !self.remove.contains(tag));
        let mut new = new.map(String::as_str).peekable();
        if !own.split([',', '，']).any(|tag| goes(&tag)) {
            new.peek()?;
            let before = own.trim_end_matches([',', '，', ' ']);
            return Some([before].into_iter().filter(|own| !own.is_empty()).chain(new).collect::<Vec<_>>().join(","));
        }
        let stay = own.split([',', '，']).filter(|tag| !goes(tag) && !tag.trim().is_empty());
        Some(stay.chain(new).collect::<Vec<_>>().join(",").trim_start().to_string())
    }
}

/// The tags that somebody typed with commas; nothing where one cannot stand behind a heading.
pub fn tags(typed: &str) -> Option<Vec<String>> {
    let tags = typed.split([',', '，', '、', '\n']).map(str::trim).filter(|tag| !tag.is_empty());
    let fits = |tag: &str| tag.chars().count() <= TAG && !tag.contains(['"', '“', '”', '{', '}', '＝']) && !tag.contains(char::is_control);
    tags.map(|tag| fits(tag).then(|| tag.to_string())).collect()
}

/// The text of an item whose heading says this; nothing takes the attribute away. A heading without attributes stays as it is.
pub fn set(text: &str, key: &str, value: Option<&str>) -> String {
    let Some(block) = block(text) else { return text.to_string() };
    let inside = text.get(block.clone()).unwrap_or_default();
    let bare = |value: &str| !value.is_empty() && value.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    let said = |value: &str| if bare(value) { format!("{key}={value}") } else { format!("{key}=\"{value}\"") };
    let there =
        words(inside).into_iter().find(|word| inside.get(word.clone()).and_then(|w| w.split_once('=')).is_some_and(|(k, _)| k == key));
    let (place, new) = match (there, value) {
        (Some(word), Some(value)) => (word, said(value)),
        (Some(word), None) => (inside.get(..word.start).map_or(0, |before| before.trim_end().len())..word.end, String::new()),
        (None, Some(value)) => {
            let end = inside.trim_end().len();
            (end..end, format!(" {}", said(value)))
        }
        (None, None) => return text.to_string(),
    };
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    [part(0..block.start + place.start), &new, part(block.start + place.end..text.len())].concat()
}

/// The text of an item under another id; one that says none behind its heading stays as it is.
pub fn set_id(text: &str, id: &str) -> String {
    let Some(block) = block(text) else { return text.to_string() };
    let inside = text.get(block.clone()).unwrap_or_default();
    let is_id = |word: &Range<usize>| inside.get(word.clone()).is_some_and(|word| word.starts_with('#'));
    let Some(word) = words(inside).into_iter().find(is_id) else { return text.to_string() };
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    [part(0..block.start + word.start), "#", id, part(block.start + word.end..text.len())].concat()
}

/// What stands between the braces behind the heading, which is the first line.
fn block(text: &str) -> Option<Range<usize>> {
    let line = text.lines().next()?;
    let inner = line.trim_end().trim_end_matches('#').trim_end().strip_suffix('}')?;
    Some(inner.rfind('{')? + 1..inner.len())
}

/// The words between braces, parted at blanks that do not stand in quotes.
fn words(inside: &str) -> Vec<Range<usize>> {
    let (mut words, mut from, mut quoted) = (vec![], 0, false);
    for (at, c) in inside.char_indices() {
        quoted ^= c == '"';
        if c.is_whitespace() && !quoted {
            words.push(from..at);
            from = at + c.len_utf8();
        }
    }
    words.push(from..inside.len());
    words.retain(|word| !word.is_empty());
    words
}

/// The text of a bank with these items as they are told, in their places.
pub fn edited(text: &str, bank: &BankText, mut new: impl FnMut(&ItemText, &str) -> Option<String>) -> String {
    let (mut out, mut at) = (String::new(), 0);
    for item in &bank.items {
        let Some(own) = text.get(item.text.clone()) else { continue };
        let Some(new) = new(item, own) else { continue };
        out.push_str(text.get(at..item.text.start).unwrap_or_default());
        out.push_str(&new);
        at = item.text.end;
    }
    out + text.get(at..).unwrap_or_default()
}

/// The text of a bank without these items, and they as they stood there.
pub fn cut(text: &str, bank: &BankText, ids: &BTreeSet<String>) -> (String, Vec<(String, String)>) {
    let (mut rest, mut taken, mut at) = (String::new(), vec![], 0);
    for item in bank.items.iter().filter(|item| ids.contains(&item.id)) {
        rest.push_str(text.get(at..item.whole.start).unwrap_or_default());
        taken.push((item.id.clone(), text.get(item.text.clone()).unwrap_or_default().trim_end().to_string()));
        at = item.whole.end;
    }
    let end = text.get(at..).unwrap_or_default();
    // behind the last one nothing is parted any more
    if end.is_empty() && !taken.is_empty() {
        rest.truncate(rest.trim_end().len());
        rest.push_str(line_end(text));
    }
    (rest + end, taken)
}

/// A bank with items behind those that it has, in its own line ends.
pub fn behind(text: &str, items: &[String]) -> String {
    let end = line_end(text);
    let plain = |item: &String| item.replace("\r\n", "\n").replace('\n', end);
    let items: Vec<String> = items.iter().map(plain).collect();
    format!("{}{end}{end}{}{end}", text.trim_end(), items.join(&format!("{end}{end}")))
}

fn line_end(text: &str) -> &'static str {
    if text.contains("\r\n") { "\r\n" } else { "\n" }
}

/// The text of an item that goes to another bank: what it had of its own bank it says itself where the other one says something else.
pub fn moved(text: &str, item: &ItemText, from: &BankText, to: &BankText) -> String {
    let mut text = text.to_string();
    for key in INHERITED.into_iter().filter(|key| !item.attributes.contains_key(*key)) {
        let (had, gets) = (from.defaults.get(key), to.defaults.get(key));
        let medium = || Difficulty::Medium.code().to_string();
        let keeps = had.cloned().or_else(|| (key == "difficulty").then(medium)).filter(|_| had != gets);
        if let Some(value) = keeps {
            text = set(&text, key, Some(&value));
        }
    }
    text
}

/// What an item that goes to another bank has of it from now on, because nothing can be said against it.
pub fn takes_over<'t>(item: &ItemText, from: &BankText, to: &'t BankText) -> Vec<(&'static str, &'t str)> {
    let of = |key: &&'static str| {
        let says = item.attributes.contains_key(*key) || from.defaults.contains_key(*key) || *key == "difficulty";
        to.defaults.get(*key).filter(|_| !says).map(|value| (*key, value.as_str()))
    };
    INHERITED.iter().filter_map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;

    fn item(attributes: &[(&str, &str)]) -> ItemText {
        ItemText { attributes: attributes.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect(), ..ItemText::default() }
    }

    #[test]
    fn an_attribute_is_written_in_its_place_and_all_else_stays() {
        for (heading, key, value, new) in [
            ("### 问？ {#a .single}", "points", Some("2"), "### 问？ {#a .single points=2}"),
            (
                "### 问？ {#a .single points=2  tags=\"x y,z\"} ##\r\n正文",
                "points",
                Some("0.5"),
                "### 问？ {#a .single points=0.5  tags=\"x y,z\"} ##\r\n正文",
            ),
            ("### 问？ {#a .single  points=2 tags=x }", "points", None, "### 问？ {#a .single tags=x }"),
            ("### 问？ {#a tags=\"points=2, b\" .single}", "points", Some("3"), "### 问？ {#a tags=\"points=2, b\" .single points=3}"),
            ("### {集合} {#a .single }", "tags", Some("网络,a b"), "### {集合} {#a .single tags=\"网络,a b\" }"),
            ("### 没有", "points", Some("2"), "### 没有"),
            ("### 问？ {#a}\n{points=1}", "points", None, "### 问？ {#a}\n{points=1}"),
        ] {
            assert_eq!(set(heading, key, value), new);
        }
    }

    #[test]
    fn tags_come_behind_and_go_from_between() {
        let tags = |own: &[(&str, &str)], add: &[&str], remove: &[&str]| {
            let texts = |list: &[&str]| list.iter().map(|t| t.to_string()).collect();
            ItemChange { add: texts(add), remove: texts(remove), ..ItemChange::default() }.of(&item(own), "### x {#a tags=\"old\"}")
        };
        assert_eq!(tags(&[("tags", "a, b")], &["c", "a"], &[]), "### x {#a tags=\"a, b,c\"}");
        assert_eq!(tags(&[("tags", "a, b，c")], &[], &["b", "none"]), "### x {#a tags=\"a,c\"}");
        assert_eq!(tags(&[("tags", "a")], &[], &["a"]), "### x {#a}");
        assert_eq!(tags(&[("tags", "a")], &["a"], &["b"]), "### x {#a tags=\"old\"}", "nothing is written where nothing changes");
        assert_eq!(tags(&[("tags", "a")], &["a"], &["a"]), "### x {#a}", "what is removed is not added");
        assert_eq!(super::tags(" 网络、a b，c, "), Some(vec!["网络".into(), "a b".into(), "c".into()]));
        for bad in ["a\"b", "a{b}", "“x”", &"x".repeat(TAG + 1)] {
            assert_eq!(super::tags(bad), None, "{bad}");
        }
    }

    #[test]
    fn points_and_difficulty_are_written_only_where_they_differ() {
        let change = ItemChange { points: Some(Points::whole(1)), difficulty: Some(Difficulty::Hard), ..ItemChange::default() };
        assert_eq!(change.of(&item(&[]), "### x {#a}"), "### x {#a difficulty=hard}", "one point is what nothing says");
        let says = item(&[("points", "2"), ("difficulty", "hard")]);
        assert_eq!(change.of(&says, "### x {#a points=2 difficulty=hard}"), "### x {#a points=1 difficulty=hard}");
    }

    fn bank(text: &str, defaults: &[(&str, &str)]) -> BankText {
        let starts: Vec<usize> = text.match_indices("### ").map(|(at, _)| at).collect();
        let ends = starts.iter().skip(1).copied().chain([text.len()]);
        let one = |(from, to): (&usize, usize)| {
            let id = text[*from..to].split(['#', '}']).find(|p| p.len() == 1).unwrap().to_string();
            ItemText { id, text: *from..to, whole: *from..to, ..ItemText::default() }
        };
        let defaults: BTreeMap<_, _> = defaults.iter().map(|(k, v)| (k.to_string(), v.to_string())).collect();
        BankText { defaults, items: starts.iter().zip(ends).map(one).collect() }
    }

    #[test]
    fn items_are_cut_out_and_stand_behind_others() {
        let text = "+++\r\n+++\r\n\r\n### {#a}\r\n甲\r\n\r\n### {#b}\r\n乙\r\n\r\n### {#c}\r\n丙\r\n";
        let whole = bank(text, &[]);
        let ids = |ids: &[&str]| ids.iter().map(|id| id.to_string()).collect::<BTreeSet<_>>();
        let (rest, taken) = cut(text, &whole, &ids(&["a", "c"]));
        assert_eq!(rest, "+++\r\n+++\r\n\r\n### {#b}\r\n乙\r\n");
        assert_eq!(taken, [("a".to_string(), "### {#a}\r\n甲".to_string()), ("c".to_string(), "### {#c}\r\n丙".to_string())]);
        let texts: Vec<String> = taken.into_iter().map(|(_, text)| text).collect();
        assert_eq!(behind("x\n\n", &texts), "x\n\n### {#a}\n甲\n\n### {#c}\n丙\n");
        assert_eq!(cut(text, &whole, &ids(&[])).0, text);
        let upper = edited(text, &whole, |item, own| (item.id == "b").then(|| own.replace('乙', "丁")));
        assert_eq!(upper, text.replace('乙', "丁"));
    }

    #[test]
    fn who_moves_keeps_what_the_old_bank_said() {
        let from = bank("", &[("difficulty", "hard"), ("function", "data")]);
        let to = bank("", &[("difficulty", "easy"), ("level", "4")]);
        assert_eq!(moved("### x {#a}", &item(&[]), &from, &to), "### x {#a difficulty=hard function=data}");
        assert_eq!(moved("### x {#a}", &item(&[]), &to, &from), "### x {#a difficulty=easy level=4}");
        assert_eq!(moved("### x {#a}", &item(&[]), &bank("", &[]), &from), "### x {#a difficulty=medium}");
        assert_eq!(moved("### x {#a}", &item(&[]), &from, &from), "### x {#a}");
        assert_eq!(takes_over(&item(&[]), &from, &to), [("level", "4")]);
        assert_eq!(takes_over(&item(&[("level", "5")]), &from, &to), []);
    }
}
