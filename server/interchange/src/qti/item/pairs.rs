//! What belongs together, and what follows what.

use super::{
    choice::{self, Entry},
    judge::Judge,
};
use crate::{
    ForeignKey,
    bound::{self, MOST_ENTRIES},
    qti::{Desk, words, xml::Element},
};

/// Whether a pair joins both, whichever comes first.
pub fn is(pair: &str, a: &str, b: &str) -> bool {
    ends(pair).is_some_and(|(x, y)| (x, y) == (a, b) || (x, y) == (b, a))
}

fn ends(pair: &str) -> Option<(&str, &str)> {
    pair.split_once(' ')
}

/// Rows, columns, and the column of each row.
type Laid<'s, 'e> = (&'s [Entry<'e>], &'s [Entry<'e>], Vec<Vec<usize>>);

/// Each entry has one partner, or, the other way round, each partner one entry.
fn one_each<'s, 'e>(left: &'s [Entry<'e>], partners: &'s [Entry<'e>], right: &[String]) -> Option<Laid<'s, 'e>> {
    let of = |entry: &Entry| {
        partners.iter().enumerate().filter(|(_, p)| right.iter().any(|r| is(r, &entry.id, &p.id))).map(|(n, _)| n).collect()
    };
    let found: Vec<Vec<usize>> = left.iter().map(of).collect();
    if found.iter().all(|f| f.len() <= 1) {
        return Some((left, partners, found));
    }
    let turned = |n: usize| found.iter().position(|f| f.contains(&n)).into_iter().collect();
    let single = (0..partners.len()).all(|n| found.iter().filter(|f| f.contains(&n)).count() <= 1);
    single.then(|| (partners, left, (0..partners.len()).map(turned).collect()))
}

pub fn matched(interaction: &Element, judge: &Judge, desk: &mut Desk) -> Option<ForeignKey> {
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
    let Some((rows, columns, found)) = one_each(left, partners, right) else {
        desk.told.push(words::many_to_many(interaction.line));
        return None;
    };
    let idle = found.iter().filter(|f| f.is_empty()).count();
    if idle > 0 {
        desk.told.push(words::idle_entries(interaction.line, idle));
    }
    let entries = rows.len().max(columns.len());
    if entries > MOST_ENTRIES {
        desk.told.push(bound::entries(interaction.line, entries));
        return None;
    }
    let texts: Vec<String> = columns.iter().map(|c| choice::text(c.element, desk).0).collect();
    if !desk.budget.spend(found.iter().flatten().filter_map(|n| texts.get(*n)).map(String::len).sum()) {
        desk.told.push(bound::too_much(interaction.line));
        return None;
    }
    let pairs: Vec<(String, String)> =
        rows.iter().zip(&found).filter_map(|(row, f)| Some((choice::text(row.element, desk).0, texts.get(*f.first()?)?.clone()))).collect();
    let idle = |n: &usize| !found.iter().any(|f| f.contains(n));
    let distractors = (0..columns.len()).filter(idle).filter_map(|n| texts.get(n).cloned()).collect();
    if pairs.is_empty() {
        desk.told.push(words::no_key(interaction.line));
        return None;
    }
    whole(interaction, pairs, distractors, desk)
}

/// A matching of which each entry says something.
fn whole(interaction: &Element, pairs: Vec<(String, String)>, distractors: Vec<String>, desk: &mut Desk) -> Option<ForeignKey> {
    if pairs.iter().flat_map(|(left, right)| [left, right]).chain(&distractors).any(|text| text.trim().is_empty()) {
        desk.told.push(words::empty_option(interaction.line));
        return None;
    }
    Some(ForeignKey::Matching { pairs, distractors })
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
    let pairs = joined.into_iter().map(|(a, b)| (text(a), text(b))).collect();
    whole(interaction, pairs, distractors, desk)
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
            let entries: Vec<String> = places.into_iter().map(text).collect();
            if entries.iter().any(|e| e.trim().is_empty()) {
                desk.told.push(words::empty_option(interaction.line));
                return None;
            }
            Some(ForeignKey::Ordering(entries))
        }
        _ => {
            desk.told.push(words::part_of_order(interaction.line));
            None
        }
    }
}
