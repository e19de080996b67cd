//! The examples of the author's manual are true: each fenced block with a second word is read as what that word says.

use crate::support::{content, texts};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};
use std::fs;
use zhixing_courseware::{Files, read};
use zhixing_domain::lang::Lang;

/// What the block is, and its text.
fn examples() -> Vec<(String, String)> {
    let manual = fs::read_to_string(content().join("README.md")).unwrap();
    let mut examples = vec![];
    let mut current = None;
    for event in Parser::new(&manual) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                current = info.split_whitespace().nth(1).map(|kind| (kind.to_string(), String::new()));
            }
            Event::Text(text) => current.iter_mut().for_each(|(_, all)| all.push_str(&text)),
            Event::End(_) => examples.extend(current.take()),
            _ => {}
        }
    }
    examples
}

/// A publication around an example.
fn around(kind: &str, text: &str) -> Files {
    let course = "+++\ntitle = \"课\"\nsummary = \"一课\"\nstandard = \"trainer\"\nlevel = 5\n+++\n";
    let standard = "+++\ntitle = \"标准\"\nsummary = \"做什么\"\ncode = \"4-04-05-05\"\nedition = \"2021\"\n+++\n\n";
    let levels = "## 五级 {#level-5 .level level=5}\n\n### 数据 {#data .function theory=50 skill=50}\n\n### 标注 {#label .function theory=50 skill=50}\n";
    let (path, file) = match kind {
        "item" => ("course/items/bank.md", format!("+++\ntitle = \"题库\"\n+++\n\n{text}")),
        "lesson" => ("course/010-lesson.md", format!("+++\n{text}+++\n\n## 正文\n")),
        "assessment" => ("course/assessments/exam.md", format!("+++\n{text}+++\n\n规则。\n")),
        "standard" => ("standards/example.md", format!("{standard}{text}")),
        kind => panic!("no example is a {kind}"),
    };
    let mut files: Files =
        [("course/course.md", course.to_string()), ("standards/trainer.md", format!("{standard}{levels}"))].into_iter().collect();
    files.insert("course/items/large.md", bank());
    files.insert("course/assessments/exam.seb", include_bytes!("../../../lockdown/tests/fixtures/small.seb").as_slice());
    files.insert(path, file);
    files
}

/// Enough items for the blueprint of the manual.
fn bank() -> String {
    let kinds = [("data", "easy", 6), ("data", "medium", 4), ("data", "hard", 2), ("label", "medium", 4)];
    let mut bank = "+++\ntitle = \"题库\"\n+++\n\n".to_string();
    for (function, difficulty, n) in kinds {
        for i in 0..n {
            let kind = if function == "data" { "single" } else { "multiple" };
            bank += &format!(
                "### 题 {{#{function}-{difficulty}-{i} .{kind} difficulty={difficulty} function={function}}}\n\n- [x] 甲\n- [ ] 乙\n\n> 因为。\n\n"
            );
        }
    }
    bank
}

#[test]
fn every_example_of_the_manual_reads_without_a_problem() {
    let examples = examples();
    for wanted in ["item", "lesson", "assessment", "standard"] {
        assert!(examples.iter().any(|(kind, _)| kind == wanted), "no example of {wanted}");
    }
    for (kind, text) in examples {
        let (library, mut problems) = read(&around(&kind, &text));
        problems.retain(|p| p.code() != "missing-twin");
        assert!(problems.is_empty(), "{kind}:\n{text}\n{}", texts(&problems, Lang::En));
        assert_eq!(library.courses.len(), 1);
    }
}
