//! Items as banks of ours.

use super::{body, heading, key, shared};
use crate::{ForeignItem, ForeignKey, Import, ReadItem, slug};
use std::collections::BTreeSet;

/// The most bytes of a bank, well below what a file of courseware may have.
const MOST_BYTES: usize = 400_000;

/// The banks of an import by the slug of each, in our Markdown. `taken` are banks and `ids` items of the course that are there.
pub(crate) fn banks(import: &Import, taken: &mut BTreeSet<String>, ids: &mut BTreeSet<String>) -> Vec<(String, String)> {
    let name = name_of(import);
    let base = slug::of(name, "bank");
    let base = (1..).map(|n| if n == 1 { base.clone() } else { format!("{base}-{n}") }).find(|s| taken.insert(s.clone()));
    let base = base.unwrap_or_else(|| "bank".into());
    let items: Vec<&ForeignItem> = import.items.iter().filter_map(ReadItem::item).collect();
    let mut banks: Vec<(String, String)> = vec![];
    for (n, item) in (1..).zip(items) {
        let Some(text) = one(item, &id(item, &base, n, ids)) else { continue };
        let full = banks.last().is_none_or(|(_, bank)| bank.len() + text.len() > MOST_BYTES);
        if full {
            let slug = if banks.is_empty() { base.clone() } else { format!("{base}-part-{}", banks.len() + 1) };
            banks.push((slug, format!("+++\ntitle = {}\n+++\n", toml::Value::String(name.into()))));
        }
        if let Some((_, bank)) = banks.last_mut() {
            bank.push('\n');
            bank.push_str(&text);
        }
    }
    banks
}

/// What the file of an import is called, without its ending.
fn name_of(import: &Import) -> &str {
    let name = import.source.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(name, _)| name)
}

/// Each item of an import with its id, in their order; nothing for what could not be read.
pub(crate) fn pieces(import: &Import, ids: &mut BTreeSet<String>) -> Vec<Option<(String, String)>> {
    let base = slug::of(name_of(import), "item");
    let piece = |(n, read): (usize, &ReadItem)| {
        let item = read.item()?;
        let id = id(item, &base, n, ids);
        let text = one(item, &id)?;
        Some((id, text))
    };
    (1..).zip(&import.items).map(piece).collect()
}

/// Items as one bank.
pub(crate) fn bank(title: &str, items: &[ForeignItem]) -> String {
    let mut ids = BTreeSet::new();
    let mut out = format!("+++\ntitle = {}\n+++\n", toml::Value::String(title.into()));
    for (n, item) in (1..).zip(items) {
        if let Some(text) = one(item, &id(item, "item", n, &mut ids)) {
            out.push('\n');
            out.push_str(&text);
        }
    }
    out
}

/// The id of an item: its own; or what its bank calls it, where that is a word such as `Q1`; or a number.
fn id(item: &ForeignItem, base: &str, n: usize, taken: &mut BTreeSet<String>) -> String {
    let named = Some(item.name.to_ascii_lowercase()).filter(|name| name.starts_with(|c: char| c.is_ascii_lowercase()));
    let own = [Some(item.id.clone()), named].into_iter().flatten().find(|id| slug::is(id) && !taken.contains(id));
    let free = || (n..).map(|n| format!("{base}-{n}")).find(|id| !taken.contains(id)).unwrap_or_default();
    let id = own.unwrap_or_else(free);
    taken.insert(id.clone());
    id
}

/// An item; nothing where ours has no form for its answer.
pub(super) fn one(item: &ForeignItem, id: &str) -> Option<String> {
    let shared = shared::as_gaps(item);
    let item = shared.as_ref().unwrap_or(item);
    let (kind, answer) = key::write(item)?;
    let (head, rest) = heading::parted(item);
    let text = format!("{head}\n\n{}", body::blocks(&rest));
    let text = match &item.key {
        ForeignKey::Cloze(gaps) => body::gaps(&text, gaps)?,
        _ => text.replace(crate::GAP, "____"),
    };
    let (head, rest) = text.split_once("\n\n").unwrap_or((&text, ""));
    let mut out = format!("### {head} {}\n", heading::attributes(item, id, kind));
    if !rest.trim().is_empty() {
        out.push_str(&format!("\n{}\n", rest.trim_matches('\n')));
        // two lists, one below the other, would be one
        if rest.lines().last().is_some_and(|line| heading::begins_block(line) || line.starts_with(' ')) && !answer.is_empty() {
            out.push_str("\n<!-- -->\n");
        }
    }
    if !answer.is_empty() {
        out.push_str(&format!("\n{answer}"));
    }
    let explanation = explanation(item);
    if !explanation.is_empty() {
        out.push_str(&format!("\n{}", body::quote(&body::blocks(&explanation), "")));
    }
    Some(out)
}

/// What is shown with the answer; what was said to right answers, where ours has no place of its own for that.
fn explanation(item: &ForeignItem) -> String {
    let answers: Vec<&String> = match &item.key {
        ForeignKey::TrueFalse { key, feedback: [of_true, of_false] } => if *key { of_true } else { of_false }.iter().collect(),
        ForeignKey::Numeric { accept, .. } => accept.iter().filter(|a| a.worth >= 1.0).filter_map(|a| a.feedback.as_ref()).collect(),
        ForeignKey::Short { accept, .. } => accept.iter().filter(|a| a.worth >= 1.0).filter_map(|a| a.feedback.as_ref()).collect(),
        _ => vec![],
    };
    let mut parts: Vec<&str> = item.explanation.iter().chain(answers).map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let mut seen = BTreeSet::new();
    parts.retain(|part| seen.insert(*part));
    parts.join("\n\n")
}
