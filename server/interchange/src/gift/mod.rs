//! GIFT, as Moodle reads it: items parted by empty lines, answers in braces, control characters escaped by `\`.
//!
//! Never here: what a text means once it is Markdown (`text`). Start at [`read`].

mod answer;
mod block;
mod escaped;
mod words;
mod write;

use crate::{Bundle, Import, ReadItem, shown::Shown, text};
use block::Block;
pub(crate) use write::write;

/// Reads a bank.
pub(crate) fn read(source: &str, text: &str, bundle: &Bundle) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let (mut category, shown): (Option<String>, _) = (None, Shown::of(bundle));
    for block in Block::all(&text::clean(text)) {
        if let Some(name) = block.category() {
            category = Some(name);
            continue;
        }
        match block.read(&shown) {
            Ok(None) => {}
            Ok(Some(mut found)) => {
                if let ReadItem::Item { item, .. } = &mut found {
                    item.category.clone_from(&category);
                }
                import.items.push(found);
            }
            Err(note) if note.code == words::DESCRIPTION => import.losses.push(note),
            Err(note) => import.items.push(ReadItem::Fault(note)),
        }
        // what a fault showed is no loss of the next one
        shown.missing(0);
    }
    import.pictures = shown.found();
    import
}
