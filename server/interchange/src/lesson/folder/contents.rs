//! Which tool a folder was written for, and which pages it has in which order.

use super::{
    nav,
    path::{ENDINGS, folder_of, is_page, name_of, stem_of},
};
use crate::{Bundle, decode::decode, path::join};
use std::collections::BTreeSet;

/// What a folder was written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FolderKind {
    MdBook,
    MkDocs,
    /// MyST Markdown, also as Jupyter Book.
    Myst,
    Carpentries,
    /// Notebooks of Jupyter alone.
    Notebooks,
    Plain,
}

impl FolderKind {
    pub const fn code(self) -> &'static str {
        match self {
            Self::MdBook => "mdbook",
            Self::MkDocs => "mkdocs",
            Self::Myst => "myst",
            Self::Carpentries => "carpentries",
            Self::Notebooks => "notebooks",
            Self::Plain => "markdown",
        }
    }
}

/// The pages of a folder, those first that its contents name.
#[derive(Debug)]
pub(super) struct Contents {
    pub kind: FolderKind,
    /// The folder that the pages lie in.
    pub root: String,
    pub pages: Vec<Entry>,
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub path: String,
    /// As the contents call it.
    pub title: Option<String>,
    pub named: bool,
}

/// Files that a project has beside its pages.
const BESIDE: [&str; 10] =
    ["license", "licence", "code_of_conduct", "contributing", "changelog", "authors", "citation", "security", "summary", "_sidebar"];

pub(super) fn of(files: &Bundle) -> Contents {
    let (kind, root, named) = found(files);
    let pages: Vec<&String> = files.0.keys().filter(|path| is_page(path) && !is_beside(path)).collect();
    let mut order: Vec<Entry> = vec![];
    let mut seen = BTreeSet::new();
    for (title, path) in named {
        if seen.insert(path.clone()) {
            order.push(Entry { path, title: Some(title).filter(|title| !title.is_empty()), named: true });
        }
    }
    let by_order = order.is_empty();
    let mut others: Vec<&String> = pages.into_iter().filter(|path| !seen.contains(*path)).collect();
    others.sort_by_key(|path| natural(path));
    let is_within = |path: &str| root.is_empty() || path.starts_with(&format!("{root}/"));
    let within = others.iter().any(|path| is_within(path));
    let (first, last): (Vec<&String>, Vec<&String>) = others.into_iter().partition(|path| by_order && (is_within(path) || !within));
    let entry = |named: bool| move |path: &String| Entry { path: path.clone(), title: None, named };
    order.extend(first.into_iter().map(entry(true)));
    order.extend(last.into_iter().map(entry(false)));
    let kind =
        if kind == FolderKind::Plain && order.iter().all(|page| page.path.ends_with(".ipynb")) { FolderKind::Notebooks } else { kind };
    Contents { kind, root, pages: order }
}

fn is_beside(path: &str) -> bool {
    BESIDE.contains(&stem_of(name_of(path)).to_lowercase().as_str())
}

type Named = Vec<(String, String)>;

/// The tool, the folder of its pages, and what its contents name: title and path.
fn found(files: &Bundle) -> (FolderKind, String, Named) {
    let text = |path: &str| files.0.get(path).and_then(|bytes| decode(bytes).ok()).map(|(text, _)| text).unwrap_or_default();
    let resolved = |folder: &str, entries: Named| -> Named {
        entries.into_iter().filter_map(|(key, value)| Some((title_of(key), resolve(files, folder, &value)?))).collect()
    };
    if let Some(path) = shallowest(files, &["mkdocs.yml", "mkdocs.yaml"]) {
        let text = text(path);
        let docs = nav::value(&text, "docs_dir").unwrap_or_else(|| "docs".into());
        let root = join(folder_of(path), &docs).unwrap_or_default();
        let named = resolved(&root, nav::entries(&text, Some("nav")));
        return (FolderKind::MkDocs, root, named);
    }
    if let Some(path) = shallowest(files, &["SUMMARY.md"]) {
        let root = folder_of(path).to_string();
        let named = resolved(&root, nav::summary(&text(path)));
        return (FolderKind::MdBook, root, named);
    }
    if let Some(path) = shallowest(files, &["_toc.yml", "myst.yml", "_toc.yaml"]) {
        let (text, root) = (text(path), folder_of(path).to_string());
        let under = if path.ends_with("myst.yml") { Some("toc") } else { None };
        let named = resolved(&root, nav::entries(&text, under));
        return (FolderKind::Myst, root, named);
    }
    if let Some(folder) = files.0.keys().filter(|path| is_page(path)).find_map(|path| episodes(path)) {
        let base = folder_of(&folder).to_string();
        let config =
            ["config.yaml", "_config.yml"].iter().map(|name| join(&base, name).unwrap_or_default()).find(|path| files.0.contains_key(path));
        let listed = config.map(|path| nav::entries(&text(&path), Some("episodes"))).unwrap_or_default();
        let named = resolved(&folder, listed);
        return (FolderKind::Carpentries, folder, named);
    }
    (FolderKind::Plain, String::new(), vec![])
}

/// `file` and the like say what a value is; any other key is a title.
fn title_of(key: String) -> String {
    if ["file", "root", "doc", "notebook", "path"].contains(&key.as_str()) { String::new() } else { key }
}

/// The folder of the episodes, of a path in it.
fn episodes(path: &str) -> Option<String> {
    let folder = folder_of(path);
    matches!(name_of(folder), "episodes" | "_episodes" | "_episodes_rmd").then(|| folder.to_string())
}

/// The file of one of these names that lies least deep.
fn shallowest<'f>(files: &'f Bundle, names: &[&str]) -> Option<&'f str> {
    let paths = files.0.keys().map(String::as_str).filter(|path| names.contains(&name_of(path)));
    paths.min_by_key(|path| (path.matches('/').count(), path.to_string()))
}

/// The page that an entry means.
fn resolve(files: &Bundle, folder: &str, entry: &str) -> Option<String> {
    let address = crate::pictures::percent(entry.split('#').next().filter(|entry| !entry.is_empty())?);
    let path = join(folder, &address)?;
    let is_there = |path: &String| files.0.contains_key(path);
    if is_page(&path) {
        return Some(path).filter(is_there);
    }
    ENDINGS.iter().chain(&[".Rmd"]).map(|end| format!("{path}{end}")).find(is_there)
}

/// Paths as people order them: numbers by their size, the index of a folder first.
fn natural(path: &str) -> String {
    let mut out = String::new();
    let index = ["index", "readme", "intro", "introduction"].contains(&stem_of(name_of(path)).to_lowercase().as_str());
    let path = if index { format!("{}/\u{1}", folder_of(path)) } else { path.to_lowercase() };
    let mut rest = path.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let (before, from) = rest.split_at(at);
        let digits = from.bytes().take_while(u8::is_ascii_digit).count();
        let (number, behind) = from.split_at(digits);
        out.extend([before, &format!("{number:0>12}")]);
        rest = behind;
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_as_people_order_them() {
        let mut paths = ["b/10-x.md", "b/9-x.md", "a.md", "b/index.md", "README.md"];
        paths.sort_by_key(|path| natural(path));
        assert_eq!(paths, ["README.md", "a.md", "b/index.md", "b/9-x.md", "b/10-x.md"]);
    }
}
