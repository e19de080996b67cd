//! Links: outward, to another lesson, to a heading, to a file of the course.

use super::{Writer, escape};
use crate::problem::PageFault;

/// A link whose end has to be checked when all lessons are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// In the file.
    pub line: usize,
    /// The lesson's file, such as `020-name.md`; none for a heading of the same page.
    pub file: Option<String>,
    pub fragment: Option<String>,
}

/// The slug of a lesson's file name `020-slug.md`, and its number.
pub(crate) fn lesson_name(file: &str) -> Option<(u32, &str)> {
    let (number, slug) = file.strip_suffix(".md")?.split_once('-')?;
    let digits = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
    (digits && crate::text::is_slug(slug)).then_some((number.parse().ok()?, slug))
}

/// The address of a lesson: the one place in this crate that knows.
pub(crate) fn lesson_url(course: &str, slug: &str) -> String {
    format!("/courses/{course}/{slug}")
}

impl Writer<'_> {
    pub(super) fn link(&mut self, to: &str, place: usize) {
        if let Some(name) = to.strip_prefix("./").unwrap_or(to).strip_prefix("media/").filter(|_| !self.setting.course.is_empty()) {
            return self.file_link(name, place);
        }
        match self.address(to, place) {
            Some((href, outward)) => {
                let rel = if outward { " rel=\"noopener\"" } else { "" };
                self.element(&format!("<a href=\"{}\"{rel}>", escape(&href)), "</a>");
            }
            None => {
                self.add(place, PageFault::BadLink { to: crate::text::short(to, 80) });
                self.open.push("".into());
            }
        }
    }

    /// The address, and whether it leads out of the site.
    fn address(&mut self, to: &str, place: usize) -> Option<(String, bool)> {
        let lower = to.to_ascii_lowercase();
        if ["https://", "http://", "mailto:"].iter().any(|scheme| lower.starts_with(scheme) && to.len() > scheme.len()) {
            return Some((to.into(), !lower.starts_with("mailto:")));
        }
        // a text that belongs to no course may lead to a page of the site
        if self.setting.course.is_empty() && to.starts_with('/') && !to.starts_with("//") {
            return Some((to.into(), false));
        }
        let line = self.log.file_line(self.lines.line(place));
        let (path, fragment) = to.split_once('#').map_or((to, None), |(path, fragment)| (path, Some(fragment)));
        let fragment = fragment.filter(|f| !f.is_empty()).map(decoded);
        if path.is_empty() {
            let fragment = fragment.filter(|_| !self.setting.alone)?;
            let href = format!("#{fragment}");
            self.links.push(Link { line, file: None, fragment: Some(fragment) });
            return Some((href, false));
        }
        let file = path.strip_prefix("./").unwrap_or(path);
        // The twin's links may name the twin's file; the page chooses the language.
        let file = file.strip_suffix(".en.md").map_or_else(|| file.to_string(), |name| format!("{name}.md"));
        let (_, slug) = lesson_name(&file)?;
        let hash = fragment.as_ref().map(|f| format!("#{f}")).unwrap_or_default();
        let href = format!("{}{hash}", lesson_url(self.setting.course, slug));
        self.links.push(Link { line, file: Some(file), fragment });
        Some((href, false))
    }
}

/// Percent-decoded; editors encode Chinese fragments.
pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let hex = text.get(at + 1..at + 3).filter(|_| *byte == b'%').and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(hex.unwrap_or(*byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|_| text.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lesson_is_named_by_number_and_slug() {
        assert_eq!(lesson_name("010-what-is-data.md"), Some((10, "what-is-data")));
        for bad in ["10-x.md", "010x.md", "010-X.md", "010-.md", "010-x.en.md", "0a0-x.md", "010-数据.md"] {
            assert_eq!(lesson_name(bad), None, "{bad}");
        }
    }

    #[test]
    fn fragments_are_decoded() {
        assert_eq!(decoded("%E6%95%B0%2"), "数%2");
    }
}
