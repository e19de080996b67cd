//! The little of EXIF (TIFF 6.0, CIPA DC-008) that matters: how a picture is turned, and whether it tells a place.

const ORIENTATION: u32 = 0x0112;
const PLACE: u32 = 0x8825;
/// More entries than any camera writes.
const ENTRIES: u32 = 1_024;

pub(super) struct Exif {
    /// From 1, upright, to 8.
    pub orientation: u16,
    pub has_place: bool,
}

/// Reads the first directory of a block; nothing where it is none.
pub(super) fn read(block: &[u8]) -> Option<Exif> {
    let big = match block.get(..4)? {
        b"MM\0\x2a" => true,
        b"II\x2a\0" => false,
        _ => return None,
    };
    let number = |at: usize, n: usize| -> Option<u32> {
        let part = block.get(at..at.checked_add(n)?)?;
        let add = |sum: u32, byte: &u8| sum << 8 | u32::from(*byte);
        Some(if big { part.iter().fold(0, add) } else { part.iter().rev().fold(0, add) })
    };
    let directory = usize::try_from(number(4, 4)?).ok()?;
    let mut exif = Exif { orientation: 1, has_place: false };
    for n in 0..number(directory, 2)?.min(ENTRIES) as usize {
        let entry = directory.checked_add(2 + 12 * n)?;
        match number(entry, 2)? {
            ORIENTATION => exif.orientation = u16::try_from(number(entry + 8, 2)?).ok().filter(|turn| (1..=8).contains(turn)).unwrap_or(1),
            PLACE => exif.has_place = true,
            _ => {}
        }
    }
    Some(exif)
}

#[cfg(test)]
pub(super) const TURN_BYTES: usize = 26;

/// A block that says how the picture is turned, and nothing else.
pub(super) fn turn(orientation: u16) -> Vec<u8> {
    let mut block = b"II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0".to_vec();
    block.extend(orientation.to_le_bytes());
    block.extend([0; 6]);
    block
}
