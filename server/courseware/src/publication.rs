//! A whole publication: standards, pages of the site, then courses, each folder by itself.

use crate::{
    Files,
    course::{self, Needed},
    problem::{ContentProblem, FileFault, Words, fold},
    site_page, standard,
    text::{is_slug, slug_of},
};
use std::collections::BTreeMap;
use zhixing_domain::{library::Library, standard::Standard, workshop::place};

pub(crate) fn read(files: &Files) -> (Library, Vec<ContentProblem>) {
    let mut folders: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut problems = vec![];
    for (path, _) in files.published() {
        match path.split_once('/') {
            Some((folder, rest)) => folders.entry(folder).or_default().push(rest),
            // What a forge shows beside the folders.
            None if ["README", "LICENSE", "LICENCE", "CONTRIBUTING"].iter().any(|name| path.starts_with(name)) => {}
            None => {
                let wanted = Words { zh: "课程放在各自的文件夹里", en: "each course is a folder" };
                problems.push(ContentProblem::new(path, 1, FileFault::StrayFile { wanted }));
            }
        }
    }
    let standards = standards(files, folders.remove("standards").unwrap_or_default(), &mut problems);
    let pages = site_page::read(files, &folders.remove("pages").unwrap_or_default(), &mut problems);
    let mut library = Library { digest: files.digest(), ..Library::default() };
    for (slug, paths) in &folders {
        let read = course::read(files, slug, paths, &standards, &Needed::All);
        library.courses.extend(read.course);
        library.media.extend(read.media);
        library.open_media.extend(read.open);
        problems.extend(read.problems);
    }
    library.courses.sort_by(|a, b| (a.order, &a.slug).cmp(&(b.order, &b.slug)));
    library.standards = standards;
    library.pages = pages;
    problems.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    (library, fold(problems))
}

/// Reads a file of a course with what has a say in it; what is wrong elsewhere is not looked for. One that is of no course is read with all that there is.
pub(crate) fn read_file(files: &Files, path: &str) -> (Library, Vec<ContentProblem>) {
    let slug = place::course_of(path);
    if !place::is_course(slug) {
        return read(files);
    }
    let of = |folder: &str| -> Vec<&str> {
        files.published().filter_map(|(path, _)| path.split_once('/').filter(|(first, _)| *first == folder).map(|(_, rest)| rest)).collect()
    };
    let mut problems = vec![];
    let standards = standards(files, of("standards"), &mut problems);
    let paths = of(slug);
    let needed = Needed::of(files, slug, &paths, &place::first_of(path));
    let read = course::read(files, slug, &paths, &standards, &needed);
    problems.extend(read.problems);
    problems.sort_by(|a, b| (&a.path, a.line).cmp(&(&b.path, b.line)));
    let mut library = Library { standards, ..Library::default() };
    library.courses.extend(read.course);
    library.media.extend(read.media);
    library.open_media.extend(read.open);
    (library, fold(problems))
}

fn standards(files: &Files, paths: Vec<&str>, problems: &mut Vec<ContentProblem>) -> Vec<Standard> {
    let mut standards = vec![];
    for name in &paths {
        let path = format!("standards/{name}");
        let mut add = |fault: FileFault| problems.push(ContentProblem::new(&path, 1, fault));
        match name.strip_suffix(".md") {
            None => add(FileFault::StrayFile { wanted: Words { zh: "这里只放 `.md` 文件", en: "only `.md` files belong here" } }),
            Some(slug) if slug.ends_with(".en") => {
                let first = path.replace(".en.md", ".md");
                if files.get(&first).is_none() {
                    add(FileFault::OrphanTwin { first });
                }
            }
            Some(slug) => {
                if !is_slug(slug) {
                    add(FileFault::BadSlug { slug: slug.into(), proposal: slug_of(slug, "standard") });
                }
                standards.extend(standard::read(files, &path, slug, problems));
            }
        }
    }
    standards
}
