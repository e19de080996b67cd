//! Pictures that items show: found in the bundle by the address that stands in the text, named as a file in `media/` may be called.

use crate::{BankPicture, Bundle, path::join, pictures};
use std::collections::{BTreeSet, HashMap};

pub(crate) struct Pictures<'b> {
    bundle: &'b Bundle,
    /// The folder of the file that is read, with its last `/`.
    folder: String,
    /// Those of all files, so that no two have one name.
    all: pictures::Pictures,
    /// The places of those of this file.
    used: BTreeSet<usize>,
    /// What was answered for each address that stands in it.
    answers: HashMap<String, Result<String, NoPicture>>,
    /// So many were drawn, of all files.
    pixels: u64,
}

/// So many pixels are drawn of one bank.
const MOST_DRAWN: u64 = 24 << 20;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NoPicture {
    Missing,
    /// It is elsewhere on the web.
    Elsewhere,
    /// It is no kind that pages show, or too large.
    Kind,
}

impl<'b> Pictures<'b> {
    pub fn of(bundle: &'b Bundle) -> Self {
        Self {
            bundle,
            folder: String::new(),
            all: pictures::Pictures::default(),
            used: BTreeSet::new(),
            answers: HashMap::new(),
            pixels: 0,
        }
    }

    /// Goes on to the next file.
    pub fn enter(&mut self, file: &str) {
        self.folder = folder(file).into();
        self.used.clear();
        self.answers.clear();
    }

    /// A file of the bundle by an address that stands in the file that is read.
    pub fn file(&self, address: &str) -> Option<(&'b str, &'b [u8])> {
        resolve(self.bundle, &self.folder, address)
    }

    pub fn is_picture(path: &str) -> bool {
        extension(path).is_some()
    }

    /// The name of a picture in `media/`.
    ///
    /// # Errors
    ///
    /// [`NoPicture::Missing`], [`NoPicture::Elsewhere`] or [`NoPicture::Kind`].
    pub fn find(&mut self, source: &str) -> Result<String, NoPicture> {
        if let Some(answer) = self.answers.get(source) {
            return answer.clone();
        }
        let answer = self.look(source);
        if !source.starts_with("data:") {
            self.answers.insert(source.into(), answer.clone());
        }
        answer
    }

    fn look(&mut self, source: &str) -> Result<String, NoPicture> {
        let name = if let Some(data) = source.strip_prefix("data:") {
            let (_, data) = data.split_once(";base64,").ok_or(NoPicture::Kind)?;
            self.all.add_base64("picture", data)
        } else if source.contains("://") || source.starts_with("//") {
            return Err(NoPicture::Elsewhere);
        } else {
            let (path, bytes) = self.file(source).ok_or(NoPicture::Missing)?;
            self.all.add_file(path, bytes)
        };
        let name = name.ok_or(NoPicture::Kind)?;
        self.used.extend(self.all.place(&name));
        Ok(name)
    }

    /// The name of a picture that is drawn here, of so many pixels; nothing where `draw` makes none, and once too many were drawn.
    pub fn draw(&mut self, name: &str, (width, height): (u32, u32), draw: impl FnOnce() -> Option<Vec<u8>>) -> Option<String> {
        self.pixels += u64::from(width) * u64::from(height);
        if self.pixels > MOST_DRAWN {
            return None;
        }
        let name = self.all.add(name, &draw()?)?;
        self.used.extend(self.all.place(&name));
        Some(name)
    }

    /// Those of this file.
    pub fn pictures(&self) -> Vec<BankPicture> {
        self.used.iter().filter_map(|place| self.all.found.get(*place)).cloned().collect()
    }
}

/// The folder of a file, with its last `/`.
pub fn folder(file: &str) -> &str {
    file.rfind('/').map_or("", |at| &file[..=at])
}

/// A file of the bundle by an address that stands in another one.
pub fn resolve<'b>(bundle: &'b Bundle, folder: &str, address: &str) -> Option<(&'b str, &'b [u8])> {
    let address = address.split(['?', '#']).next()?;
    let address = pictures::percent(address).replace('\\', "/");
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
    if bundle.0.len() > 2_000 {
        return None;
    }
    let tail = format!("/{}", join("", address).filter(|a| a.contains('/'))?);
    let mut deeper = bundle.0.iter().filter(|(path, _)| path.ends_with(&tail));
    let first = deeper.next()?;
    if deeper.next().is_some() { None } else { Some(found(first)) }
}

/// What a path says by its name.
fn extension(path: &str) -> Option<&'static str> {
    let kind = path.split(['?', '#']).next()?.rsplit('/').next()?.rsplit_once('.')?.1.to_ascii_lowercase();
    ["svg", "png", "jpg", "jpeg", "webp", "gif"].into_iter().find(|k| *k == kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn png(more: &str) -> Vec<u8> {
        [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01", more.as_bytes()].concat()
    }

    #[test]
    fn pictures_of_one_name_stay_apart() {
        let bundle = Bundle([("a/x.png", "1"), ("b/x.png", "2")].map(|(p, b)| (p.to_string(), png(b))).into());
        let mut pictures = Pictures::of(&bundle);
        assert_eq!(pictures.find("a/x.png"), Ok("x.png".into()));
        assert_eq!(pictures.find("b/x.png"), Ok("x-2.png".into()));
        assert_eq!(pictures.find("a/x.png"), Ok("x.png".into()));
        assert_eq!(pictures.find("c/x.png"), Err(NoPicture::Missing));
        assert_eq!(pictures.find("https://example.org/x.png"), Err(NoPicture::Elsewhere));
        assert_eq!(pictures.pictures().len(), 2);
    }

    #[test]
    fn files_that_show_the_same_picture_share_its_bytes() {
        let bundle = Bundle([("x.png".to_string(), png("1"))].into());
        let mut pictures = Pictures::of(&bundle);
        let mut of = |file: &str| {
            pictures.enter(file);
            assert_eq!(["x.png", "x.png"].map(|source| pictures.find(source).is_ok()), [true, true]);
            pictures.pictures().remove(0)
        };
        let (first, second) = (of("a.xml"), of("b.xml"));
        assert!(std::sync::Arc::ptr_eq(&first.bytes, &second.bytes));
        pictures.enter("c.xml");
        assert!(pictures.pictures().is_empty());
    }
}
