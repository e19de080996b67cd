//! Bytes to text. `zhixing_roster` knows the encodings of this country; banks of elsewhere come in windows-1252 too.

use crate::BankNote;
use encoding_rs::WINDOWS_1252;
use std::borrow::Cow;
use zhixing_domain::lang::Lang;
use zhixing_roster::{Encoding, RosterFault};

/// A text and the name of the encoding that it was read in.
pub(crate) fn decode(bytes: &[u8]) -> Result<(String, String), BankNote> {
    let zeros = bytes.iter().filter(|b| **b == 0).count();
    // a few zero bytes in a text are damage; in UTF-16 they are halves of letters
    let damaged = zeros > 0 && zeros * 4 < bytes.len() && std::str::from_utf8(bytes).is_ok();
    let bytes: Cow<[u8]> = if damaged { bytes.iter().copied().filter(|b| *b != 0).collect() } else { bytes.into() };
    let (latin, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    let western = || (latin.to_string(), "windows-1252".to_string());
    match zhixing_roster::decode(&bytes) {
        Ok(found) if found.encoding == Encoding::Gb18030 && !found.sure && !in_pairs(&bytes) => Ok(western()),
        Ok(found) => {
            let marked = bytes.starts_with(&[0xef, 0xbb, 0xbf]);
            let name = if marked { "UTF-8 (BOM)" } else { found.encoding.name() };
            Ok((found.text, name.into()))
        }
        Err(RosterFault::Encoding) if zeros == 0 => Ok(western()),
        Err(fault) => Err(BankNote::new(0, "encoding", fault.words(Lang::Zh), fault.words(Lang::En))),
    }
}

/// Whether most bytes above ASCII stand two by two, as Chinese does in GB18030; those of a western text stand alone between its letters.
fn in_pairs(bytes: &[u8]) -> bool {
    let runs = bytes.split(u8::is_ascii).map(<[u8]>::len).filter(|length| *length > 0);
    let (even, odd) = runs.fold((0, 0), |(even, odd), length| if length % 2 == 0 { (even + length, odd) } else { (even, odd + length) });
    even > odd
}
