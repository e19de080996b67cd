//! What a check of ten thousand items costs, beside the same bytes read and rendered by pulldown-cmark alone. `make bench` prints it.

use std::{fmt::Write, hint::black_box, time::Duration};
use zhixing_courseware::{Files, Severity, read};
use zhixing_load::clock;

const ITEMS: usize = 10_000;
const A_FILE: usize = 100;

fn main() {
    let files = bank();
    let bytes: usize = files.0.values().map(Vec::len).sum();
    let (library, problems) = read(&files);
    let found: usize = library.courses.iter().map(|course| course.items.len()).sum();
    let errors = problems.iter().filter(|problem| problem.severity() == Severity::Error).count();
    let check = best(|| drop(black_box(read(&files))));
    let reference = best(|| {
        for bytes in files.0.values() {
            let mut html = String::new();
            let text = std::str::from_utf8(bytes).unwrap_or_default();
            pulldown_cmark::html::push_html(&mut html, pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::all()));
            black_box(html);
        }
    });
    let (ours, theirs) = (check.as_secs_f64(), reference.as_secs_f64());
    println!(
        "| a check of {found} items, {bytes} bytes, {errors} errors | {ours:.2} s | pulldown-cmark, the same bytes to HTML: {theirs:.3} s | {:.0} times | 2 s |",
        ours / theirs
    );
}

/// The quickest of three.
fn best(mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let began = clock::now();
        work();
        began.elapsed()
    };
    let times = [once(), once(), once()];
    times.into_iter().min().unwrap_or_default()
}

fn bank() -> Files {
    let mut files = Files::default();
    files.insert("ten-thousand/course.md", "+++\ntitle = \"一万道题\"\nsummary = \"x\"\nenglish = false\n+++\n\n一个大题库。\n");
    for first in (0..ITEMS).step_by(A_FILE) {
        let mut text = String::from("+++\ntitle = \"题库\"\ndifficulty = \"easy\"\n+++\n");
        for i in first..first + A_FILE {
            // writing to a text cannot fail
            let _ = write!(
                text,
                "\n### {i} 的下一个整数是多少？ {{#next-{i} .single tags=\"数\"}}\n\n- [ ] {}\n- [x] {}\n- [ ] $x + {}$\n\n> 加一。\n",
                i + 2,
                i + 1,
                i + 3
            );
        }
        files.insert(format!("ten-thousand/items/{:04}.md", first / A_FILE), text);
    }
    files
}
