//! Paths of a folder: what is a page, and what its names are made of.

/// How pages end; an address may leave it out.
pub(super) const ENDINGS: [&str; 7] = [".md", ".ipynb", ".markdown", ".mdown", ".rmd", ".qmd", ".myst"];

/// Whether a path is one of a page.
pub(super) fn is_page(path: &str) -> bool {
    ENDINGS.iter().any(|end| path.to_ascii_lowercase().ends_with(end))
}

pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

pub(super) fn name_of(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or_default()
}

/// The path without what it ends with.
pub(super) fn stem_of(path: &str) -> &str {
    let end = ENDINGS.iter().find(|end| path.to_ascii_lowercase().ends_with(*end)).map_or(0, |end| end.len());
    path.get(..path.len() - end).unwrap_or(path)
}
