//! Broken files and what is said of them. `UPDATE_GOLDEN=1 cargo test` writes `expected.txt` anew; read the difference before keeping it.

use crate::support::files;
use std::{collections::BTreeSet, fs, path::Path};
use zhixing_courseware::{ContentProblem, Files, problem::codes, read};
use zhixing_domain::lang::Lang;

/// Each folder of `tests/broken` is a publication.
fn cases() -> Vec<(String, Vec<ContentProblem>)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken");
    let mut names: Vec<String> = fs::read_dir(root).unwrap().map(|e| e.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names.into_iter().map(|name| (name.clone(), problems(&name))).collect()
}

fn problems(name: &str) -> Vec<ContentProblem> {
    let mut files = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(name));
    files.0.remove("expected.txt");
    let mut problems = read(&files).1;
    // Only one case is about twins; the others have none.
    problems.retain(|p| name == "twins" || p.code() != "missing-twin");
    problems
}

fn too_big() -> Vec<ContentProblem> {
    let mut files = Files::default();
    files.insert("course/course.md", "x".repeat(2 << 20));
    read(&files).1
}

#[test]
fn every_fault_is_named_where_it_is_with_what_to_write() {
    let mut wrong = vec![];
    for (name, problems) in cases() {
        let said: String = problems.iter().map(|p| format!("{}\n{}\n\n", p.text(Lang::Zh), p.text(Lang::En))).collect();
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/broken").join(&name).join("expected.txt");
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::write(&path, &said).unwrap();
        }
        if fs::read_to_string(&path).unwrap_or_default() != said {
            wrong.push(format!("{name}:\n{said}"));
        }
    }
    assert!(wrong.is_empty(), "other than expected.txt (UPDATE_GOLDEN=1 writes them anew):\n{}", wrong.join("\n"));
}

#[test]
fn an_example_is_in_the_language_of_its_message() {
    let keys = |p: &ContentProblem| p.code() == "missing-key" && p.path.ends_with(".md") && !p.path.ends_with(".en.md");
    let all: Vec<ContentProblem> = cases().into_iter().flat_map(|(_, problems)| problems).filter(keys).collect();
    assert!(all.len() > 3, "{all:?}");
    for problem in all {
        let text = problem.suggestion(Lang::En);
        assert!(!text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{text}");
    }
}

#[test]
fn every_code_has_a_case() {
    let mut seen: BTreeSet<&str> = cases().iter().flat_map(|(_, problems)| problems.iter().map(ContentProblem::code)).collect();
    seen.extend(too_big().iter().map(ContentProblem::code));
    // the caller reads the folder, and with it its links
    seen.insert(zhixing_courseware::link_left_out("course/media/a.svg").code());
    let missing: Vec<&str> = codes().into_iter().filter(|code| !seen.contains(code)).collect();
    assert!(missing.is_empty(), "no case for {missing:?}");
}

#[test]
fn codes_are_distinct_and_in_kebab_case() {
    let all = codes();
    let distinct: BTreeSet<&str> = all.iter().copied().collect();
    assert_eq!(all.len(), distinct.len());
    assert!(all.iter().all(|c| c.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')));
}

#[test]
fn a_problem_shows_as_two_lines() {
    let problem = &too_big()[0];
    let text = problem.to_string();
    assert!(text.starts_with("course/course.md:1: error[file-too-big]: 文件有 2048 KB"), "{text}");
    assert_eq!(text.lines().count(), 2);
}
