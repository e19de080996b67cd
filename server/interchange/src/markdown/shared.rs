//! A matching of which several entries share a partner: gaps with choices, as the author's manual has it. Each gap holds all partners.

use super::body;
use crate::{Choice, ForeignGap, ForeignItem, ForeignKey, GAP, bound, text::unmarked};

/// Whether several entries of a matching share a partner.
pub(super) fn is_one(item: &ForeignItem) -> bool {
    partners(item).is_some()
}

/// The bytes of partners that gaps would write again, one for each entry.
pub(super) fn repeated(item: &ForeignItem) -> usize {
    let ForeignKey::Matching { pairs, .. } = &item.key else { return 0 };
    partners(item).map_or(0, |partners| pairs.len() * partners.iter().map(|p| p.len() + size_of::<Choice>()).sum::<usize>())
}

/// The partners of a matching, each once, where several entries share one. Nothing of one that has more than an item may have.
fn partners(item: &ForeignItem) -> Option<Vec<String>> {
    let ForeignKey::Matching { pairs, distractors } = &item.key else { return None };
    if bound::too_many(&item.key, item.line).is_some() {
        return None;
    }
    let mut partners: Vec<String> = vec![];
    for right in pairs.iter().map(|(_, right)| right).chain(distractors).map(|right| unmarked(right)) {
        if !partners.contains(&right) {
            partners.push(right);
        }
    }
    (partners.len() < pairs.len() + distractors.len()).then_some(partners)
}

/// The item with gaps; nothing where no partner is shared.
pub(super) fn as_gaps(item: &ForeignItem) -> Option<ForeignItem> {
    let ForeignKey::Matching { pairs, .. } = &item.key else { return None };
    let partners = partners(item)?;
    let choice = |text: &String, right: &str| Choice { text: text.clone(), worth: f64::from(u8::from(text == right)), feedback: None };
    let (mut stem, mut gaps) = (item.stem.clone(), vec![]);
    for (left, right) in pairs {
        let right = unmarked(right);
        stem.push_str(&format!("\n\n{} — {}", body::cell(left), GAP));
        gaps.push(ForeignGap::Chosen(partners.iter().map(|p| choice(p, &right)).collect()));
    }
    Some(ForeignItem { stem, key: ForeignKey::Cloze(gaps), ..item.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matching(entries: usize) -> ForeignItem {
        let pairs = (0..entries).map(|n| (format!("l{n}"), format!("r{}", n / 2))).collect();
        ForeignItem::new(1, "x", ForeignKey::Matching { pairs, distractors: vec![] })
    }

    #[test]
    fn as_many_entries_as_an_item_may_have_become_gaps_and_of_more_nothing_is_built() {
        let made = as_gaps(&matching(bound::MOST_ENTRIES)).map(|item| item.key);
        let Some(ForeignKey::Cloze(gaps)) = made else { panic!("gaps") };
        let all: usize = gaps.iter().map(|gap| if let ForeignGap::Chosen(choices) = gap { choices.len() } else { 0 }).sum();
        assert_eq!((gaps.len(), all), (26, 26 * 13));
        assert!(as_gaps(&matching(bound::MOST_ENTRIES + 1)).is_none());
    }

    #[test]
    fn what_gaps_repeat_is_counted() {
        assert_eq!(repeated(&matching(4)), 4 * 2 * (2 + size_of::<Choice>()));
        assert_eq!(repeated(&matching(1)), 0, "nothing is shared");
    }
}
