//! Where a file may lie, and what it is by its place.

use crate::{media, package::ORIGIN};

/// What a file is, by where it lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceKind {
    Course,
    Lesson,
    Bank,
    Plan,
    Standard,
    /// A figure or settings of a browser: not written here.
    Other,
}

/// The folder of the standards; no course has this name.
pub const STANDARDS: &str = "standards";
/// The folder of the pages of the site (`content/README.md`); no course has this name either.
pub const PAGES: &str = "pages";

/// The folder of a course where all lies that is no text.
pub const MEDIA: &str = "media";

/// Whether a course may lie in this folder.
pub fn is_course(folder: &str) -> bool {
    is_slug(folder) && ![STANDARDS, PAGES].contains(&folder)
}

/// Lower-case letters, digits and hyphens, as they may stand in an address.
pub fn is_slug(text: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=64).contains(&text.len()) && text.chars().all(fits) && !text.starts_with('-') && !text.ends_with('-')
}

/// The course that a path belongs to.
pub fn course_of(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

/// Whether it is the English twin of another file.
pub fn is_twin(path: &str) -> bool {
    path.ends_with(".en.md")
}

/// `x.md` of `x.en.md`, and itself of `x.md`.
pub fn first_of(path: &str) -> String {
    path.strip_suffix(".en.md").map_or_else(|| path.to_string(), |stem| format!("{stem}.md"))
}

/// `x.en.md` of `x.md`, and itself of `x.en.md`.
pub fn twin_of(path: &str) -> String {
    if is_twin(path) { path.to_string() } else { format!("{}.en.md", path.strip_suffix(".md").unwrap_or(path)) }
}

/// The number and the name of a lesson: `010` and `first` of `010-first.md`.
pub fn lesson_of(name: &str) -> Option<(u32, &str)> {
    let (number, rest) = name.strip_suffix(".md")?.split_once('-')?;
    let is_number = number.len() == 3 && number.bytes().all(|b| b.is_ascii_digit());
    Some((number.parse().ok().filter(|_| is_number)?, rest.strip_suffix(".en").unwrap_or(rest))).filter(|(_, slug)| is_slug(slug))
}

pub fn kind_of(path: &str) -> PlaceKind {
    let parts: Vec<&str> = path.split('/').collect();
    let markdown = |name: &str| first_of(name).strip_suffix(".md").is_some_and(is_slug);
    match parts[..] {
        [STANDARDS, name] if markdown(name) => PlaceKind::Standard,
        [STANDARDS | PAGES, ..] => PlaceKind::Other,
        [_, "course.md" | "course.en.md"] => PlaceKind::Course,
        [_, name] if lesson_of(name).is_some() => PlaceKind::Lesson,
        [_, "items", name] if markdown(name) => PlaceKind::Bank,
        [_, "assessments", name] if markdown(name) => PlaceKind::Plan,
        _ => PlaceKind::Other,
    }
}

/// Whether a file of this path may be written here: a text of a course, in one of the places that are read.
pub fn is_writable(path: &str) -> bool {
    is_slug(course_of(path)) && kind_of(path) != PlaceKind::Other
}

/// Whether a draft of this path may be kept: what is written here, what lies beside it, and what comes with a course of another installation.
pub fn is_kept(path: &str) -> bool {
    is_writable(path) || is_media(path) || is_brought(path)
}

/// Whether it is the place of what nobody writes here and a course package brings: where the course came from, and settings of a browser.
fn is_brought(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>()[..] {
        [course, ORIGIN] => is_course(course),
        [course, "assessments", name] => is_course(course) && name.strip_suffix(".seb").is_some_and(is_slug),
        _ => false,
    }
}

/// Whether it is the place of a picture, a recording or another file that texts show.
pub fn is_media(path: &str) -> bool {
    match path.split('/').collect::<Vec<_>>()[..] {
        [course, MEDIA, name] => is_course(course) && is_media_name(name),
        _ => false,
    }
}

/// Whether a file beside the texts may have this name.
pub fn is_media_name(name: &str) -> bool {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '_' | '.');
    name.len() <= 80 && name.chars().all(fits) && !name.starts_with(['.', '_']) && media::kind_of(name).is_some()
}

/// The path of a lesson that comes after all others of its course.
pub fn next_lesson<'a>(course: &str, slug: &str, paths: impl IntoIterator<Item = &'a str>) -> String {
    let prefix = format!("{course}/");
    let numbers = paths.into_iter().filter_map(|path| lesson_of(path.strip_prefix(&prefix)?)).map(|(number, _)| number);
    let next = numbers.max().map_or(10, |last| (last / 10 + 1) * 10).min(999);
    format!("{course}/{next:03}-{slug}.md")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_says_what_a_file_is() {
        for (path, kind) in [
            ("a/course.md", PlaceKind::Course),
            ("a/course.en.md", PlaceKind::Course),
            ("a/010-first.md", PlaceKind::Lesson),
            ("a/010-first.en.md", PlaceKind::Lesson),
            ("a/items/bank.md", PlaceKind::Bank),
            ("a/assessments/exam.en.md", PlaceKind::Plan),
            ("standards/ai.md", PlaceKind::Standard),
        ] {
            assert_eq!((kind_of(path), is_writable(path)), (kind, true), "{path}");
        }
        let elsewhere = [
            "a/media/x.svg",
            "a/first.md",
            "a/1-first.md",
            "a/+10-x.md",
            "a/items/sub/x.md",
            "a/../b/course.md",
            "../course.md",
            "/course.md",
            "A/course.md",
            "_notes/course.md",
            "a/items/.md",
            "a/assessments/exam.seb",
            "course.md",
            "standards/x/y.md",
            "pages/privacy.md",
            "pages/010-first.md",
            "",
        ];
        for path in elsewhere {
            assert!(!is_writable(path), "{path}");
        }
    }

    #[test]
    fn figures_are_kept_beside_what_is_written() {
        for path in [
            "a/media/x.png",
            "a/media/x_1-b.svg",
            "a/media/x.en.mp4",
            "a/media/x.vtt",
            "a/media/x.csv",
            "a/course.md",
            "a/origin.json",
            "a/assessments/exam.seb",
        ] {
            assert!(is_kept(path), "{path}");
        }
        for path in [
            "a/x/origin.json",
            "standards/origin.json",
            "a/assessments/.seb",
            "a/items/x.seb",
            "a/media/x.exe",
            "a/media/.png",
            "a/media/../x.png",
            "a/media/b/x.png",
            "standards/media/x.png",
            "a/media/X.png",
            "a/x.png",
        ] {
            assert!(!is_kept(path), "{path}");
        }
    }

    #[test]
    fn a_file_and_its_twin_know_each_other() {
        assert_eq!(
            [twin_of("a/x.md"), twin_of("a/x.en.md"), first_of("a/x.en.md"), first_of("a/x.md")],
            ["a/x.en.md", "a/x.en.md", "a/x.md", "a/x.md"]
        );
        assert_eq!(next_lesson("a", "new", ["a/course.md", "a/015-x.md", "b/090-y.md"]), "a/020-new.md");
        assert_eq!(next_lesson("a", "new", []), "a/010-new.md");
    }
}
