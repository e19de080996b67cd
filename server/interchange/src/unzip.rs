//! A ZIP from anybody: nothing leads out of it, no link, no secret, and no more bytes or files than a bank could have, whatever its headers say.

use crate::{
    BankNote,
    bundle::{MOST_BYTES, MOST_FILES, too_large},
};
use std::{
    collections::BTreeMap,
    io::{Cursor, Read},
};
use zip::{ZipArchive, result::ZipError};

pub(crate) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// The files of a package; nothing where the ZIP is a spreadsheet, which is one file.
pub(crate) fn unfold(bytes: &[u8]) -> Result<Option<BTreeMap<String, Vec<u8>>>, BankNote> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|e| damaged(&e))?;
    if archive.len() > MOST_FILES {
        return Err(too_large());
    }
    if archive.file_names().any(|name| name == "xl/workbook.xml") {
        return Ok(None);
    }
    let mut files = BTreeMap::new();
    let mut left = MOST_BYTES;
    for at in 0..archive.len() {
        let raw = archive.by_index_raw(at).map_err(|e| damaged(&e))?;
        if raw.encrypted() {
            return Err(BankNote::new(0, "zip-encrypted", "压缩包有密码，读不了", "the ZIP is encrypted and cannot be read"));
        }
        let path = raw.name().replace('\\', "/");
        let leads_out = path.starts_with('/') || path.split('/').any(|part| part == ".." || part.ends_with(':'));
        if leads_out || path.contains('\0') || raw.is_symlink() {
            return Err(leads_out_of_it(&path));
        }
        if raw.is_dir() || path.ends_with('/') {
            continue;
        }
        drop(raw);
        let file = archive.by_index(at).map_err(|e| damaged(&e))?;
        let mut content = vec![];
        let read = file.take(left as u64 + 1).read_to_end(&mut content).map_err(|e| damaged(&ZipError::Io(e)))?;
        left = left.checked_sub(read).ok_or_else(too_large)?;
        files.entry(path).or_insert(content);
    }
    Ok(Some(files))
}

fn damaged(error: &ZipError) -> BankNote {
    BankNote::new(0, "zip-damaged", format!("压缩包已损坏（{error}）"), format!("the ZIP is damaged ({error})"))
}

fn leads_out_of_it(path: &str) -> BankNote {
    BankNote::new(
        0,
        "zip-path",
        format!("压缩包里有链接或指到包外的路径（{path}），没有读"),
        format!("the ZIP holds a link or a path that leads out of it ({path}) and was not read"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::{ZipWriter, write::SimpleFileOptions};

    fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(vec![]));
        for (name, bytes) in files {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn files_come_out_as_they_went_in() {
        let files = unfold(&packed(&[("a/b.xml", b"one"), ("c.txt", b"")])).unwrap().unwrap();
        assert_eq!(files, BTreeMap::from([("a/b.xml".into(), b"one".to_vec()), ("c.txt".into(), vec![])]));
        assert_eq!(unfold(&packed(&[("xl/workbook.xml", b"")])).unwrap(), None);
    }

    #[test]
    fn nothing_leads_out() {
        for path in ["../x", "/x", "a/../../x", "C:/x", "a\\..\\x"] {
            assert_eq!(unfold(&packed(&[(path, b"x")])).unwrap_err().code, "zip-path", "{path}");
        }
        let mut zip = ZipWriter::new(Cursor::new(vec![]));
        zip.add_symlink("link", "/etc/passwd", SimpleFileOptions::default()).unwrap();
        assert_eq!(unfold(&zip.finish().unwrap().into_inner()).unwrap_err().code, "zip-path");
    }

    #[test]
    fn a_bomb_is_too_large_and_damage_is_said() {
        let bomb = packed(&[("zeros", &vec![0; MOST_BYTES + 1])]);
        assert!(bomb.len() < 100_000);
        assert_eq!(unfold(&bomb).unwrap_err().code, "too-large");
        let whole = packed(&[("a.xml", &b"words ".repeat(100))]);
        assert_eq!(unfold(&whole[..whole.len() / 2]).unwrap_err().code, "zip-damaged");
        // the first bit of flags says that it is encrypted
        let mut secret = whole.clone();
        let at = secret.windows(4).position(|w| w == b"PK\x01\x02").unwrap();
        secret[at + 8] |= 1;
        assert_eq!(unfold(&secret).unwrap_err().code, "zip-encrypted");
    }
}
