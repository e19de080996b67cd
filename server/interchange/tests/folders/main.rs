//! Folders of six tools become lessons: what comes of each stands beside it in `tests/folders/<kind>.txt`, and courseware takes it. `UPDATE_GOLDEN=1`
//! writes these files anew.

#![allow(clippy::expect_used, clippy::panic, reason = "a test that cannot go on should say where")]

mod hostile;
mod linear;

use std::path::{Path, PathBuf};
use zhixing_courseware::{Files, Severity};
use zhixing_domain::lang::Lang;
use zhixing_interchange::{Bundle, FolderWish, ForeignFolder, folder};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/folders")
}

fn bundle(root: &Path, fits: impl Fn(&str) -> bool) -> Bundle {
    let (mut bundle, mut waiting) = (Bundle::default(), vec![root.to_path_buf()]);
    while let Some(folder) = waiting.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                waiting.push(path);
            } else {
                let name = path.strip_prefix(root).expect("within").to_string_lossy().replace('\\', "/");
                if !fits(&name) {
                    continue;
                }
                bundle.add(name, std::fs::read(&path).expect("bytes")).expect("small");
            }
        }
    }
    bundle
}

/// What courseware says of the lessons that come, all of them in one course.
pub fn errors(folder: &ForeignFolder) -> Vec<String> {
    let course = "+++\ntitle = \"x\"\nsummary = \"x\"\nenglish = false\n+++\n";
    let mut files: Files = [("c/course.md".to_string(), course.as_bytes().to_vec())].into_iter().collect();
    for (name, text) in folder.pages.iter().filter(|page| page.comes).filter_map(|page| page.lesson.as_ref()) {
        files.insert(format!("c/{name}"), text.as_bytes());
    }
    for picture in &folder.pictures {
        files.insert(format!("c/media/{}", picture.name), picture.bytes.to_vec());
    }
    let problems = zhixing_courseware::read(&files).1;
    problems.iter().filter(|problem| problem.severity() == Severity::Error).map(|problem| problem.text(Lang::En)).collect()
}

fn told(folder: &ForeignFolder) -> String {
    let mut out = format!("{}, {} pictures\n", folder.kind.code(), folder.pictures.len());
    for page in &folder.pages {
        let name = page.lesson.as_ref().map_or("stays out", |(name, _)| name);
        out += &format!("\n======== {} -> {name}{} ({})\n", page.source, if page.comes { "" } else { ", not taken" }, page.encoding);
        page.said.iter().for_each(|note| out += &format!("[{}] {}\n", note.code, note.text(Lang::En)));
        page.lesson.iter().for_each(|(_, text)| out += &format!("--------\n{text}"));
    }
    out
}

#[test]
fn folders_of_each_tool_become_lessons_that_can_be_published() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    for kind in ["mdbook", "mkdocs", "myst", "carpentries", "notebooks", "plain"] {
        let read = folder(&bundle(&root().join(kind), |_| true), &FolderWish::default()).expect("pages");
        let (path, told) = (root().join(format!("{kind}.txt")), told(&read));
        if update {
            std::fs::write(&path, &told).expect("written");
        }
        let wanted = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(told, wanted, "{kind}: UPDATE_GOLDEN=1 writes it anew");
        assert_eq!(read.kind.code(), if kind == "plain" { "markdown" } else { kind });
        // a picture without words is what its author has to write
        let errors: Vec<String> = errors(&read).into_iter().filter(|error| !error.contains("[missing-alt]")).collect();
        assert!(errors.is_empty(), "{kind}: {errors:#?}");
    }
}

#[test]
fn lessons_stand_behind_those_that_are_there_and_only_chosen_ones_come() {
    let there = ["010-first.md", "020-seeds-the-first-week.md", "035-water.md"].map(String::from).into();
    let read =
        folder(&bundle(&root().join("mkdocs"), |_| true), &FolderWish { there, chosen: Some([1, 3].into()), ..FolderWish::default() })
            .expect("pages");
    let names: Vec<(&str, bool)> = read.pages.iter().filter_map(|page| Some((page.lesson.as_ref()?.0.as_str(), page.comes))).collect();
    assert_eq!(names, [("040-index.md", true), ("060-seeds.md", false), ("050-water-2.md", true), ("070-drafts.md", false)]);
    let text = &read.pages[0].lesson.as_ref().expect("a lesson").1;
    assert!(text.contains("Begin with the seeds or [water](050-water-2.md)"), "{text}");
}

/// Markdown that was written for other purposes, beside the repository; skipped where there is none.
#[test]
fn markdown_of_others_is_read_or_told() {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let places = ["../../../shared", "../../../../shared"].map(|place| here.join(place));
    let Some(shared) = places.into_iter().find(|place| place.join("cases").is_dir()) else {
        return eprintln!("skipped: there is no ../shared/cases");
    };
    let pages = bundle(&shared, |name| name.ends_with(".md") && !name.starts_with("research"));
    let count = pages.0.len();
    let read = folder(&pages, &FolderWish::default()).expect("pages");
    assert!(read.pages.len() * 10 > count * 6, "{} of {count}", read.pages.len());
    for page in &read.pages {
        assert!(page.lesson.is_some() || !page.said.is_empty(), "{}", page.source);
    }
    let codes = ["[broken-link]", "[missing-media]", "[bad-image]", "[raw-html]"];
    let broken: Vec<String> = errors(&read).into_iter().filter(|error| codes.iter().any(|code| error.contains(code))).collect();
    eprintln!("{} pages of {count} files, {} errors", read.pages.len(), broken.len());
    assert!(broken.is_empty(), "{broken:#?}");
}
