//! Pictures that items show: found in the bundle by the address that stands in the text, named as a file in `media/` may be called.

use crate::{BankPicture, Bundle};
use base64::{Engine, engine::general_purpose::STANDARD};
use std::collections::BTreeMap;

pub struct Pictures<'b> {
    bundle: &'b Bundle,
    /// The folder of the file that is read, with its last `/`.
    folder: String,
    /// The names that were given, and what they are.
    named: BTreeMap<String, Vec<u8>>,
    /// Those of this file.
    used: Vec<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPicture {
    Missing,
    /// It is elsewhere on the web.
    Elsewhere,
    /// It is no kind that pages show.
    Kind,
    TooLarge,
}

const KINDS: [&str; 5] = ["svg", "png", "jpg", "jpeg", "webp"];
const MOST_BYTES: usize = 2 << 20;

impl<'b> Pictures<'b> {
    pub fn of(bundle: &'b Bundle) -> Self {
        Self { bundle, folder: String::new(), named: BTreeMap::new(), used: vec![] }
    }

    /// Goes on to the next file.
    pub fn enter(&mut self, file: &str) {
        self.folder = folder(file).into();
        self.used.clear();
    }

    /// A file of the bundle by an address that stands in the file that is read.
    pub fn file(&self, address: &str) -> Option<(&'b str, &'b [u8])> {
        resolve(self.bundle, &self.folder, address)
    }

    pub fn is_picture(path: &str) -> bool {
        extension(path).is_some()
    }

    /// The name of a picture in `media/`.
    pub fn find(&mut self, source: &str) -> Result<String, NoPicture> {
        if let Some(data) = source.strip_prefix("data:image/") {
            let (kind, data) = data.split_once(";base64,").ok_or(NoPicture::Kind)?;
            let kind = kind.split(['+', ';']).next().unwrap_or_default();
            let kind = KINDS.into_iter().find(|k| *k == kind).ok_or(NoPicture::Kind)?;
            let data: String = data.split_whitespace().collect();
            let bytes = STANDARD.decode(data).map_err(|_| NoPicture::Missing)?;
            return self.name(&format!("picture.{kind}"), bytes);
        }
        if source.contains("://") || source.starts_with("//") {
            return Err(NoPicture::Elsewhere);
        }
        let (path, bytes) = self.file(source).ok_or(NoPicture::Missing)?;
        extension(path).ok_or(NoPicture::Kind)?;
        self.name(path, bytes.to_vec())
    }

    fn name(&mut self, path: &str, bytes: Vec<u8>) -> Result<String, NoPicture> {
        if bytes.len() > MOST_BYTES {
            return Err(NoPicture::TooLarge);
        }
        let kind = extension(path).ok_or(NoPicture::Kind)?;
        let stem = path.rsplit('/').next().unwrap_or(path);
        let stem = slug(stem.rfind('.').map_or(stem, |dot| &stem[..dot]));
        let mut name = format!("{stem}.{kind}");
        let mut n = 1;
        while self.named.get(&name).is_some_and(|b| *b != bytes) {
            n += 1;
            name = format!("{stem}-{n}.{kind}");
        }
        self.named.insert(name.clone(), bytes);
        if !self.used.contains(&name) {
            self.used.push(name.clone());
        }
        Ok(name)
    }

    pub fn pictures(&self) -> Vec<BankPicture> {
        let picture = |name: &String| self.named.get(name).map(|bytes| BankPicture { name: name.clone(), bytes: bytes.clone() });
        self.used.iter().filter_map(picture).collect()
    }
}

/// The folder of a file, with its last `/`.
pub fn folder(file: &str) -> &str {
    file.rfind('/').map_or("", |at| &file[..=at])
}

/// A file of the bundle by an address that stands in another one.
pub fn resolve<'b>(bundle: &'b Bundle, folder: &str, address: &str) -> Option<(&'b str, &'b [u8])> {
    let address = address.split(['?', '#']).next()?;
    let address = percent_encoding::percent_decode_str(address).decode_utf8().ok()?.replace('\\', "/");
    // Common Cartridge says so of the folder that has all files of the web
    let base = ["$IMS-CC-FILEBASE$", "$IMS_CC_FILE_BASE$", "$IMS-CC-FILE-BASE$"].into_iter().find_map(|base| address.strip_prefix(base));
    let (folders, address) = match base {
        Some(rest) => (vec!["web_resources/", "", folder], rest.trim_start_matches(['/', '.'])),
        None => (vec![folder, ""], address.as_str()),
    };
    let found = |(path, bytes): (&'b String, &'b Vec<u8>)| (path.as_str(), bytes.as_slice());
    if let Some(file) = folders.into_iter().find_map(|folder| bundle.0.get_key_value(&join(folder, address)?)) {
        return Some(found(file));
    }
    // packages that were packed again have it deeper: there it is, if nothing else could be meant
    let tail = format!("/{}", join("", address).filter(|a| a.contains('/'))?);
    let mut deeper = bundle.0.iter().filter(|(path, _)| path.ends_with(&tail));
    let first = deeper.next()?;
    if deeper.next().is_some() { None } else { Some(found(first)) }
}

/// The path without `.` and `..`; nothing where it leads out.
pub fn join(folder: &str, address: &str) -> Option<String> {
    let begin = if address.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = vec![];
    for part in begin.split('/').chain(address.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn extension(path: &str) -> Option<&'static str> {
    let kind = path.split(['?', '#']).next()?.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
    KINDS.into_iter().find(|k| *k == kind)
}

fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        match c.to_ascii_lowercase() {
            c if c.is_ascii_alphanumeric() => out.push(c),
            _ if !out.is_empty() && !out.ends_with('-') => out.push('-'),
            _ => {}
        }
    }
    let out = out.trim_matches('-');
    if out.is_empty() { "picture".into() } else { out.chars().take(48).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_never_leads_out_of_the_bundle() {
        assert_eq!(join("items/", "../images/a.png").as_deref(), Some("images/a.png"));
        assert_eq!(join("items/", "../../a.png"), None);
        assert_eq!(join("items/", "/a.png").as_deref(), Some("a.png"));
    }

    #[test]
    fn pictures_of_one_name_stay_apart() {
        let bundle = Bundle([("a/x.png", 1), ("b/x.png", 2)].map(|(p, b)| (p.to_string(), vec![b])).into());
        let mut pictures = Pictures::of(&bundle);
        assert_eq!(pictures.find("a/x.png"), Ok("x.png".into()));
        assert_eq!(pictures.find("b/x.png"), Ok("x-2.png".into()));
        assert_eq!(pictures.find("a/x.png"), Ok("x.png".into()));
        assert_eq!(pictures.find("c/x.png"), Err(NoPicture::Missing));
        assert_eq!(pictures.find("https://example.org/x.png"), Err(NoPicture::Elsewhere));
        assert_eq!(pictures.pictures().len(), 2);
    }
}
