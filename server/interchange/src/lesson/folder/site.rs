//! The files of a folder as they lead to each other: which page or file an address of one of them means.

use super::contents::Contents;
use super::path::{name_of, stem_of};
use crate::{Bundle, path::join, pictures::percent};
use std::collections::BTreeMap;

pub(super) struct Site<'f> {
    pub files: &'f Bundle,
    /// The folder that addresses which begin with `/` are of.
    pub root: String,
    paths: Vec<&'f str>,
    /// The numbers of pages by path in small letters, without the ending.
    pages: BTreeMap<String, usize>,
    /// The same by the name of the file alone; nothing where two have it.
    names: BTreeMap<String, Option<usize>>,
}

impl<'f> Site<'f> {
    pub fn of(files: &'f Bundle, contents: &'f Contents) -> Self {
        let (mut pages, mut names) = (BTreeMap::new(), BTreeMap::new());
        for (n, page) in contents.pages.iter().enumerate() {
            let stem = stem_of(&page.path).to_lowercase();
            names.entry(key(name_of(&stem))).and_modify(|known| *known = None).or_insert(Some(n));
            pages.entry(stem).or_insert(n);
        }
        let paths = contents.pages.iter().map(|page| page.path.as_str()).collect();
        Self { files, root: contents.root.clone(), paths, pages, names }
    }

    /// The path of a page.
    pub fn path(&self, page: usize) -> &'f str {
        self.paths.get(page).copied().unwrap_or_default()
    }

    /// The page that an address means, seen from a folder: with or without its ending, as the page that a tool makes of it, or a folder with an index.
    pub fn page(&self, folder: &str, address: &str) -> Option<usize> {
        let address = percent(address);
        let bare = address.strip_suffix(".html").or(address.strip_suffix(".htm")).unwrap_or(stem_of(&address)).trim_end_matches('/');
        let rooted = bare.strip_prefix('/').and_then(|bare| join(&self.root, bare));
        let found = [join(folder, bare), rooted].into_iter().flatten().find_map(|path| self.at(&path));
        found.or_else(|| self.named(name_of(bare)).filter(|_| !bare.is_empty()))
    }

    fn at(&self, path: &str) -> Option<usize> {
        let path = path.to_lowercase();
        let within = |name: &str| if path.is_empty() { name.to_string() } else { format!("{path}/{name}") };
        [path.clone(), within("index"), within("readme")].iter().find_map(|path| self.pages.get(path).copied())
    }

    /// The only page whose file is called so.
    pub fn named(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        if ["index", "readme"].contains(&name.as_str()) { None } else { self.names.get(&key(&name)).copied().flatten() }
    }

    /// The path of a file, as an address means it from a folder, from the root of the pages or from that of all.
    pub fn file(&self, folder: &str, address: &str) -> Option<String> {
        let address = percent(address.split(['?', '#']).next().unwrap_or_default());
        let bare = address.trim_start_matches('/');
        let paths = [join(folder, &address), join(&self.root, bare), join("", bare)];
        paths.into_iter().flatten().find(|path| self.files.0.contains_key(path))
    }
}

/// Names are the same whatever stands between their words.
pub(super) fn key(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
