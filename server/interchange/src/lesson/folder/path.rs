//! Paths of a folder: what is a page, and where an address leads.

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

/// The path that an address means, from a folder; nothing where it leads out.
pub(super) fn joined(folder: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = if address.starts_with('/') { vec![] } else { folder.split('/').filter(|part| !part.is_empty()).collect() };
    for part in address.split('/') {
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
