//! Font collections (`.ttc`): which face is which, and one face as a file of its own.
//!
//! Debian ships Noto CJK as collections of all regions. A build that embeds fonts wants the one SC face.

use rustybuzz::ttf_parser::{Face, fonts_in_collection, name_id};

/// Index of the face with this full name, such as `Noto Serif CJK SC`, in a font file or a collection.
pub fn face_named(file: &[u8], full_name: &str) -> Option<u32> {
    (0..fonts_in_collection(file).unwrap_or(1)).find(|index| {
        Face::parse(file, *index).is_ok_and(|face| {
            face.names().into_iter().any(|name| name.name_id == name_id::FULL_NAME && name.to_string().as_deref() == Some(full_name))
        })
    })
}

/// Face `index` as a standalone OpenType file: its tables, copied behind a directory of their own.
/// (All regions share one glyph table, so this is large: 24 MB for the serif, 16 MB for the sans.)
pub fn extract(file: &[u8], index: u32) -> Option<Vec<u8>> {
    let start = match file.get(..4)? {
        b"ttcf" => number(file, 12 + 4 * index as usize)? as usize,
        _ if index == 0 => 0,
        _ => return None,
    };
    let count = usize::from(u16::from_be_bytes(file.get(start + 4..start + 6)?.try_into().ok()?));
    let directory = 12 + 16 * count;
    let mut out = file.get(start..start + 12)?.to_vec();
    let mut tables = Vec::new();
    for n in 0..count {
        let entry = file.get(start + 12 + 16 * n..start + 28 + 16 * n)?;
        let (offset, length) = (number(entry, 8)? as usize, number(entry, 12)? as usize);
        // tag and checksum stay; the checksum of the whole (in `head`) goes stale, and readers do not look at it
        out.extend_from_slice(entry.get(..8)?);
        out.extend_from_slice(&u32::try_from(directory + tables.len()).ok()?.to_be_bytes());
        out.extend_from_slice(entry.get(12..16)?);
        tables.extend_from_slice(file.get(offset..offset.checked_add(length)?)?);
        tables.resize(tables.len().next_multiple_of(4), 0);
    }
    out.extend_from_slice(&tables);
    Some(out)
}

fn number(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
