//! Where the items of a bank's text stand, for those who change many of them at once. Faults are none of its business: the reader of the bank names them.

use crate::{
    front::{self, Front},
    markdown::{self, Attributes, Doc, Kind},
    problem::Log,
    scan::{self, Slice},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    lang::Lang,
    question,
    workshop::bank_text::{BankText, ItemText},
};

/// Reads the text of a bank, as its file has it without a byte order mark; an item without an id is left out.
pub(crate) fn read(text: &str) -> BankText {
    let mut log = Log::new("", Lang::Zh);
    let split = front::split(text, "", &mut log);
    let front = Front::read(&split, &mut log);
    let said = |key: &'static str, value: Option<String>| value.map(|value| (key.to_string(), value));
    let texts: Vec<_> = ["difficulty", "function", "use"].into_iter().filter_map(|key| said(key, front.text(key, "", &mut log))).collect();
    let level = front.level(&mut log).map(|level| level.number().to_string());
    let doc = Doc::parse(split.body);
    let blocks = doc.blocks();
    let before = text.len() - split.body.len();
    let start_of = |place: usize| blocks.get(place).map_or(doc.text.len(), |block| block.text.start);
    let place = |slice: Slice| {
        let (start, end) = (start_of(slice.blocks.start), start_of(slice.blocks.end));
        // a rule that ends it belongs to it
        let ruled = blocks.get(slice.blocks.end.saturating_sub(1)).is_some_and(|block| block.kind == Kind::Rule);
        let whole = if ruled { before + start..before + end } else { before + start..before + start + slice.text.len() };
        Some(ItemText { text: before + start..before + start + slice.text.len(), whole, ..heading(slice.id?, slice.text) })
    };
    let items = scan::items(&doc, &blocks, true, &mut log).into_iter().filter_map(place).collect();
    BankText { defaults: texts.into_iter().chain(said("level", level)).collect(), items }
}

fn heading(id: String, text: &str) -> ItemText {
    let line = text.lines().next().unwrap_or_default();
    let attributes = Attributes::read(line, 1, &mut Log::new("", Lang::Zh));
    let words = line.rsplit_once('{').map_or(line, |(words, _)| words);
    let pairs: BTreeMap<String, String> = attributes.pairs.into_iter().rev().collect();
    let kind = attributes.classes.first().and_then(|class| question::Kind::from_code(class));
    let words = Doc::parse(words);
    ItemText { id, kind, stem: markdown::plain(&words.events), attributes: pairs, ..ItemText::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn items_are_found_in_the_bytes_of_the_file() {
        let text = "+++\r\ntitle = \"库\"\r\nfunction = \"data\"\r\nlevel = 4\r\n+++\r\n\r\n笔记\r\n\r\n### 一？ {#a .single points=2 tags=\"x, y\"}\r\n\r\n\
                    ```md\r\n### no {#no .single}\r\n```\r\n\r\n- [x] 是\r\n\r\n---\r\n\r\n### 二 {#b}\r\n\r\n正文\r\n";
        let bank = read(text);
        let of = |item: &ItemText| (item.id.clone(), item.kind, item.stem.clone(), &text[item.text.clone()], &text[item.whole.clone()]);
        let [a, b] = &bank.items[..] else { panic!("{bank:?}") };
        let (id, kind, stem, own, whole) = of(a);
        assert_eq!((id.as_str(), kind, stem.as_str()), ("a", Some(question::Kind::Single), "一？"));
        assert!(own.starts_with("### 一？") && own.trim_end().ends_with("是") && whole.trim_end().ends_with("---"), "{own}{whole}");
        assert_eq!(a.attributes.iter().map(|(k, v)| [k.as_str(), v]).collect::<Vec<_>>(), [["points", "2"], ["tags", "x, y"]]);
        let (id, kind, _, own, whole) = of(b);
        assert_eq!((id.as_str(), kind, own, whole), ("b", None, "### 二 {#b}\r\n\r\n正文\r\n", own));
        let defaults: Vec<_> = bank.defaults.iter().map(|(k, v)| [k.as_str(), v]).collect();
        assert_eq!(defaults, [["function", "data"], ["level", "4"]]);
        assert!(read("no bank").items.is_empty() && read("").items.is_empty());
    }
}
