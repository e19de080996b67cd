//! QTI: items of each kind, packages, damage, and the way out and in again.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test that cannot go on should say where")]

mod damage;
mod identity;
mod ilias;
mod items;
mod odd;
mod older;
mod package;

use std::collections::BTreeMap;
use zhixing_interchange::{BankFormat, Bundle, ForeignItem, Import, ReadItem, import};

/// What comes of files that are given by their paths.
fn imports(files: &[(&str, &str)]) -> Vec<Import> {
    let files: BTreeMap<String, Vec<u8>> = files.iter().map(|(path, text)| ((*path).to_string(), text.as_bytes().to_vec())).collect();
    import(&Bundle(files), Some(BankFormat::Qti)).unwrap_or_default()
}

/// All that is read of one file.
fn all(text: &str) -> Vec<ReadItem> {
    imports(&[("bank.xml", text)]).into_iter().flat_map(|i| i.items).collect()
}

/// The one item of a file, and the codes of what was lost.
fn one(text: &str) -> (ForeignItem, Vec<&'static str>) {
    match all(text).as_slice() {
        [ReadItem::Item { item, losses }] => ((**item).clone(), losses.iter().map(|l| l.code).collect()),
        other => panic!("{other:#?}"),
    }
}

/// Why nothing could be made of the one item of a file.
fn fault(text: &str) -> zhixing_interchange::BankNote {
    match all(text).as_slice() {
        [ReadItem::Fault(note)] => note.clone(),
        other => panic!("{other:#?}"),
    }
}
