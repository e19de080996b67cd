//! A bank by itself: what it is called, and as an English twin what stands in the Chinese headings alone.

use super::{read, settle};
use crate::{BankFormat, BankNote, Bundle, ForeignItem, ForeignKey, Import, ReadItem, bound::Budget, decode::decode, format::shown};

/// The title at the head of a file; nothing where it has none.
pub fn title_of(text: &[u8]) -> Option<String> {
    let text = crate::text::clean(std::str::from_utf8(text).ok()?);
    let (front, _) = text.strip_prefix("+++\n")?.split_once("\n+++")?;
    Some(toml::from_str::<toml::Table>(front).ok()?.get("title")?.as_str()?.to_string())
}

/// Reads the English twin of a bank of ours with what its first says: points, difficulty, tags, unit and order. Its pictures are those of `figures`.
///
/// # Errors
/// One of the two has no encoding that is read.
pub fn twin(source: &str, text: &[u8], first: &[u8], figures: &Bundle) -> Result<Import, BankNote> {
    let (text, encoding) = decode(text)?;
    let first = read(source, &decode(first)?.0);
    let own: Vec<&ForeignItem> = first.items.iter().filter_map(ReadItem::item).collect();
    let mut twin = Import { encoding, format: Some(BankFormat::Markdown), pictures: shown(&text, figures), ..read(source, &text) };
    for found in &mut twin.items {
        if let ReadItem::Item { item, .. } = found
            && let Some(own) = own.iter().find(|own| own.id == item.id)
        {
            complete(item, own);
        }
    }
    settle(&mut twin, &mut Budget::default());
    Ok(twin)
}

fn complete(item: &mut ForeignItem, own: &ForeignItem) {
    item.points = item.points.or(own.points);
    item.difficulty = item.difficulty.take().or_else(|| own.difficulty.clone());
    item.fixed |= own.fixed;
    item.ours.clone_from(&own.ours);
    if item.tags.is_empty() {
        item.tags.clone_from(&own.tags);
    }
    if let (ForeignKey::Numeric { unit: unit @ None, .. }, ForeignKey::Numeric { unit: known, .. }) = (&mut item.key, &own.key) {
        unit.clone_from(known);
    }
}
