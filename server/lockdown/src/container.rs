//! The container around settings: gzip, four letters that name what is inside, gzip again. Never here: what the settings say.

use crate::SettingsFault;
use flate2::read::MultiGzDecoder;
use std::io::Read;

/// How a file is closed to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encryption {
    /// `pswd`: a password starts the exam.
    Password,
    /// `pwcc`: a password configures a client.
    ClientPassword,
    /// `pkhs` and `phsk`: a certificate that the clients have.
    Certificate,
}

/// Settings with pictures and certificates in them stay well below.
const MOST: usize = 4 << 20;
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// The text of the property list in a file.
pub(crate) fn open(bytes: &[u8]) -> Result<String, SettingsFault> {
    let outer = unpack(bytes)?;
    let inner = match outer.get(..4) {
        Some(b"pswd") => return Err(SettingsFault::Encrypted(Encryption::Password)),
        Some(b"pwcc") => return Err(SettingsFault::Encrypted(Encryption::ClientPassword)),
        Some(b"pkhs" | b"phsk") => return Err(SettingsFault::Encrypted(Encryption::Certificate)),
        Some(b"plnd") => unpack(outer.get(4..).unwrap_or_default())?,
        _ => outer,
    };
    let text = String::from_utf8(inner).map_err(|_| SettingsFault::NotText)?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_string).unwrap_or(text))
}

/// Unpacks once if it is packed. A file of a few bytes can unpack to as many as it likes: what is above the limit is never made.
fn unpack(bytes: &[u8]) -> Result<Vec<u8>, SettingsFault> {
    if bytes.len() > MOST {
        return Err(SettingsFault::TooLarge(MOST));
    }
    if !bytes.starts_with(&GZIP) {
        return Ok(bytes.to_vec());
    }
    let mut out = vec![];
    let read = MultiGzDecoder::new(bytes).take(MOST as u64 + 1).read_to_end(&mut out);
    if out.len() > MOST {
        return Err(SettingsFault::TooLarge(MOST));
    }
    read.map(|_| out).map_err(|_| SettingsFault::Damaged)
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::{Compression, write::GzEncoder};
    use std::io::Write;

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut out = GzEncoder::new(vec![], Compression::best());
        out.write_all(bytes).unwrap();
        out.finish().unwrap()
    }

    #[test]
    fn plain_and_packed_settings_are_the_same() {
        let text = "<plist/>";
        let plnd = |inner: &[u8]| [b"plnd".as_slice(), inner].concat();
        for file in [
            text.as_bytes().to_vec(),
            packed(text.as_bytes()),
            plnd(text.as_bytes()),
            plnd(&packed(text.as_bytes())),
            packed(&plnd(text.as_bytes())),
            packed(&plnd(&packed(text.as_bytes()))),
            ["\u{feff}".as_bytes(), text.as_bytes()].concat(),
        ] {
            assert_eq!(open(&file).as_deref(), Ok(text));
        }
    }

    #[test]
    fn encrypted_settings_are_named_as_such_and_not_read() {
        for (prefix, kind) in [
            ("pswd", Encryption::Password),
            ("pwcc", Encryption::ClientPassword),
            ("pkhs", Encryption::Certificate),
            ("phsk", Encryption::Certificate),
        ] {
            let bare = format!("{prefix}<plist/>");
            assert_eq!(open(bare.as_bytes()), Err(SettingsFault::Encrypted(kind)));
            assert_eq!(open(&packed(bare.as_bytes())), Err(SettingsFault::Encrypted(kind)));
        }
    }

    #[test]
    fn a_bomb_stops_at_the_limit() {
        let bomb = packed(&vec![b' '; MOST + 1]);
        assert!(bomb.len() < 16_384);
        assert_eq!(open(&bomb), Err(SettingsFault::TooLarge(MOST)));
        assert_eq!(open(&packed(&[b"plnd".as_slice(), &bomb].concat())), Err(SettingsFault::TooLarge(MOST)));
        assert_eq!(open(&vec![b' '; MOST + 1]), Err(SettingsFault::TooLarge(MOST)));
    }

    #[test]
    fn damage_is_told() {
        let whole = packed(b"<plist/> and some more text that is packed");
        assert_eq!(open(&whole[..whole.len() - 6]), Err(SettingsFault::Damaged));
        assert_eq!(open(&[0xff, 0xfe, b'<', 0]), Err(SettingsFault::NotText));
    }
}
