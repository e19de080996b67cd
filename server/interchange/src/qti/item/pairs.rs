//! What belongs together, and what follows what.

use super::{
    choice::{self, Entry},
    judge::Judge,
};
use crate::{
    Choice, ForeignGap, ForeignKey, item::GAP,
    qti::{Desk, words, xml::Element},
};

/// Whether a pair joins both, whichever comes first.
pub fn is(pair: &str, a: &str, b: &str) -> bool {
    ends(pair).is_some_and(|(x, y)| (x, y) == (a, b) || (x, y) == (b, a))
}

fn ends(pair: &str) -> Option<(&str, &str)> {
    pair.split_once(' ')
}

/// What a matching became.
pub enum Matched {
    Key(ForeignKey),
    /// Partners that several share are chosen in a line each, which follow the stem.
    Lines(String, ForeignKey),
}

pub fn matched(interaction: &Element, judge: &Judge, desk: &mut Desk) -> Option<Matched> {
    let right = judge.right(interaction.attr("responseIdentifier"));
    let sets: Vec<Vec<Entry>> = interaction.all("simpleMatchSet").map(choice::entries).collect();
    let [left, partners] = sets.as_slice() else {
        desk.told.push(words::unlike(interaction.line, &interaction.name));
        return None;
    };
    if right.is_empty() {
        desk.told.push(words::no_key(interaction.line));
        return None;
    }
    let of = |entry: &Entry| partners.iter().enumerate().filter(|(_, p)| right.iter().any(|r| is(r, &entry.id, &p.id))).map(|(n, _)| n).collect();
    let found: Vec<Vec<usize>> = left.iter().map(of).collect();
    let uses = |n: usize| found.iter().filter(|f| f.contains(&n)).count();
    if found.iter().all(|f| f.len() <= 1) && (0..partners.len()).all(|n| uses(n) <= 1) && found.iter().any(|f| f.len() == 1) {
        // entries that belong to nothing are told and left out
        let idle = found.iter().filter(|f| f.is_empty()).count();
        if idle > 0 {
            desk.told.push(words::idle_entries(interaction.line, idle));
        }
        let texts: Vec<String> = partners.iter().map(|p| choice::text(p.element, desk).0).collect();
        let pairs: Vec<(String, String)> =
            left.iter().zip(&found).filter_map(|(l, f)| Some((choice::text(l.element, desk).0, texts.get(*f.first()?)?.clone()))).collect();
        let distractors = (0..partners.len()).filter(|n| uses(*n) == 0).filter_map(|n| texts.get(n).cloned()).collect();
        return Some(Matched::Key(ForeignKey::Matching { pairs, distractors }));
    }
    // the other way round each entry may have one partner
    let (rows, columns) = if found.iter().all(|f| f.len() == 1) {
        (left, partners)
    } else if (0..partners.len()).all(|n| uses(n) == 1) {
        (partners, left)
    } else {
        desk.told.push(words::many_to_many(interaction.line));
        return None;
    };
    desk.told.push(words::shared_partners(interaction.line));
    Some(lines(rows, columns, right, desk))
}

fn lines(rows: &[Entry], columns: &[Entry], right: &[String], desk: &mut Desk) -> Matched {
    let texts: Vec<String> = columns.iter().map(|c| choice::text(c.element, desk).0).collect();
    let mut said = vec![];
    let mut gaps = vec![];
    for row in rows {
        let text = choice::text(row.element, desk).0;
        said.push(format!("- {} {GAP}", text.split_whitespace().collect::<Vec<_>>().join(" ")));
        let choice = |(column, text): (&Entry, &String)| {
            let worth = f64::from(u8::from(right.iter().any(|r| is(r, &row.id, &column.id))));
            Choice { text: text.clone(), worth, feedback: None }
        };
        gaps.push(ForeignGap::Chosen(columns.iter().zip(&texts).map(choice).collect()));
    }
    Matched::Lines(said.join("\n"), ForeignKey::Cloze(gaps))
}

/// Pairs out of one set: the first of each stands at the left.
pub fn associated(interaction: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
    let right = judge.right(interaction.attr("responseIdentifier"));
    let entries = choice::entries(interaction);
    let mut used: Vec<usize> = vec![];
    let mut joined = vec![];
    for pair in right {
        let at = |id: &str| entries.iter().position(|e| e.id == id);
        let (Some(a), Some(b)) = (ends(pair).and_then(|(a, _)| at(a)), ends(pair).and_then(|(_, b)| at(b))) else { continue };
        if a == b || used.contains(&a) || used.contains(&b) {
            desk.told.push(words::many_to_many(interaction.line));
            return None;
        }
        used.extend([a, b]);
        joined.push((a.min(b), a.max(b)));
    }
    joined.sort_unstable();
    if joined.is_empty() {
        desk.told.push(words::no_key(interaction.line));
        return None;
    }
    desk.told.push(words::associate(interaction.line));
    let texts: Vec<String> = entries.iter().map(|e| choice::text(e.element, desk).0).collect();
    let text = |n: usize| texts.get(n).cloned().unwrap_or_default();
    let distractors = (0..entries.len()).filter(|n| !used.contains(n)).map(text).collect();
    Some(ForeignKey::Matching { pairs: joined.into_iter().map(|(a, b)| (text(a), text(b))).collect(), distractors })
}

pub fn ordered(interaction: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
    let right = judge.right(interaction.attr("responseIdentifier"));
    let entries = choice::entries(interaction);
    if right.is_empty() {
        desk.told.push(words::no_key(interaction.line));
        return None;
    }
    let places: Option<Vec<usize>> = right.iter().map(|id| entries.iter().position(|e| e.id == *id)).collect();
    match places {
        Some(places) if places.len() == entries.len() && places.len() >= 2 => {
            let text = |n: usize| entries.get(n).map(|e| choice::text(e.element, desk).0).unwrap_or_default();
            Some(ForeignKey::Ordering(places.into_iter().map(text).collect()))
        }
        _ => {
            desk.told.push(words::part_of_order(interaction.line));
            None
        }
    }
}
