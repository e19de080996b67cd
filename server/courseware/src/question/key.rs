//! Keys that nobody can type, and keys that mean something else than they look. Typed answers and keys are read by one function
//! (`zhixing_domain::text`); what it cannot set aside is told here.

use super::{
    markup::{is_marked_up, quoted},
    sheet::Sheet,
};
use crate::{problem::ItemFault, text::short};
use std::collections::BTreeMap;
use zhixing_domain::text::{look, plain, reading};

/// What a field for typed answers takes.
const MOST: usize = 300;

impl Sheet<'_> {
    /// Looks at the accepted answers of one field, each with its place.
    pub(super) fn keys(&mut self, keys: &[(String, usize)]) {
        let easy = keys.iter().any(|(key, _)| !key.contains(reading::keeps_its_form));
        let forms: Vec<String> = keys.iter().map(|(key, _)| reading::text(key)).collect();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        for (i, form) in forms.iter().enumerate() {
            first.entry(form).or_insert(i);
        }
        for (i, ((key, at), form)) in keys.iter().zip(&forms).enumerate() {
            for fault in faults(key, easy) {
                self.add_at(*at, fault);
            }
            // who accepts the words without quotes as well knows what those are
            if is_marked_up(key) || quoted(key).is_some_and(|inner| !first.contains_key(reading::text(inner).as_str())) {
                self.add_at(*at, ItemFault::MarkupInKey { text: short(key, 40) });
            }
            let earlier = first.get(form.as_str()).filter(|earlier| **earlier < i).and_then(|earlier| keys.get(*earlier));
            if let Some((first, _)) = earlier {
                self.add_at(*at, ItemFault::SameKey { text: short(key, 40), first: short(first, 40) });
            }
        }
    }

    /// Names entries that people cannot tell apart though they differ, each rendered and with its place. Case is told apart: it may be what is
    /// asked.
    pub(super) fn alike<'e>(&mut self, entries: impl Iterator<Item = (&'e str, usize)>) {
        let mut forms: BTreeMap<String, &str> = BTreeMap::new();
        for (html, at) in entries {
            let first = *forms.entry(seems(html)).or_insert(html);
            if first != html {
                let words = |html| short(&plain::line(html), 40);
                self.add_at(at, ItemFault::AlikeEntries { text: words(html), first: words(first) });
            }
        }
    }
}

/// Rendered words as the eye has them: without what nobody sees, in one normal form, width and kind of mark set aside.
fn seems(html: &str) -> String {
    reading::composed(&reading::keyboard(&plain::with_letters(html)))
}

fn faults(key: &str, easy: bool) -> Vec<ItemFault> {
    let text = || short(key, 40);
    let code = |c: char| format!("U+{:04X}", c as u32);
    let first = |is: fn(char) -> bool| key.chars().find(|c| is(*c)).map(code);
    let mut faults = vec![];
    if let Some(code) = first(look::is_invisible) {
        faults.push(ItemFault::HiddenInKey { text: text(), code });
    }
    if let Some(code) = first(look::is_untypable) {
        faults.push(ItemFault::UntypableKey { text: text(), code });
    }
    if let Some(letter) = look::false_letter(key) {
        faults.push(ItemFault::LookAlikeKey { text: text(), code: format!("“{letter}” ({})", code(letter)) });
    }
    if let Some(code) = key.chars().find(|c| reading::keeps_its_form(*c)).filter(|_| !easy) {
        faults.push(ItemFault::HardToTypeKey { text: text(), code: format!("“{code}”") });
    }
    let length = key.chars().count();
    if length > MOST {
        faults.push(ItemFault::LongKey { length, most: MOST });
    }
    if reading::text(key).chars().all(|c| !c.is_alphanumeric()) && reading::text(key).trim_matches('.').is_empty() {
        faults.push(ItemFault::EmptyKey { text: text() });
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_nobody_can_type_are_told_and_others_are_not() {
        for fine in ["数据清洗", "IoU", "UTF-8", "don’t panic", "-3.5", "C 语言", "μ", "α", "Löwe", "Москва", "——"] {
            assert!(faults(fine, true).is_empty(), "{fine}");
        }
        for (key, fault) in [
            ("UTF\u{200b}-8", "HiddenInKey"),
            ("a\u{e000}", "UntypableKey"),
            ("Сlass", "LookAlikeKey"),
            ("m²", "HardToTypeKey"),
            ("\u{feff}", "EmptyKey"),
            ("。", "EmptyKey"),
        ] {
            let found = faults(key, false);
            assert!(found.iter().any(|f| format!("{f:?}").starts_with(fault)), "{key:?}: {found:?}");
        }
        assert!(matches!(faults(&"长".repeat(301), true)[..], [ItemFault::LongKey { length: 301, most: 300 }]));
    }
}
