//! One file that is read with what has a say in it says what the whole course says of it.

use crate::support::{content, files, little, texts};
use zhixing_courseware::{Files, read, read_file};
use zhixing_domain::lang::Lang;

fn same(files: &Files) {
    let (whole, problems) = read(files);
    let texts_of = |path: &str, problems: &[zhixing_courseware::ContentProblem]| {
        texts(&problems.iter().filter(|p| p.path == path).cloned().collect::<Vec<_>>(), Lang::En)
    };
    let inside = |path: &&String| path.ends_with(".md") && path.contains('/') && !path.contains("/media/");
    let own = |path: &&String| !path.starts_with("pages/") && !path.starts_with('_');
    for path in files.0.keys().filter(inside).filter(own) {
        let (part, found) = read_file(files, path);
        assert_eq!(texts_of(path, &found), texts_of(path, &problems), "{path}");
        let slug = path.split('/').next().unwrap_or_default();
        let [Some(whole), Some(part)] = [&whole, &part].map(|library| library.course(slug)) else {
            assert!(path.starts_with("standards/"), "{path}");
            continue;
        };
        for lesson in &part.lessons {
            assert_eq!(Some(format!("{lesson:?}")), whole.lesson(&lesson.slug).map(|l| format!("{l:?}")), "{path}");
        }
        for item in &part.items {
            assert_eq!(Some(format!("{item:?}")), whole.item(&item.key.0).map(|i| format!("{i:?}")), "{path}");
        }
    }
}

#[test]
fn a_file_of_a_course_reads_as_in_the_whole() {
    same(&files(&content()));
    same(&files(&little()));
}

#[test]
fn what_a_file_says_of_others_is_found() {
    let head = "+++\ntitle = \"一\"\nsummary = \"二\"\nminutes = 5\n+++\n\n";
    let item = |id: &str| format!("### 二加二？ {{#{id} .single}}\n\n- [x] 四\n- [ ] 五\n\n> 数一数。\n");
    let files: Files = [
        ("a/course.md", "+++\ntitle = \"课\"\nsummary = \"说明\"\nenglish = false\n+++\n\n看[一](010-one.md#gone)。\n".to_string()),
        ("a/010-one.md", format!("{head}## 节 {{#part}}\n\n字。\n\n{}", item("same"))),
        ("a/020-two.md", format!("{head}[好](010-one.md#part)、[坏](010-one.md#none)、[没有](090-none.md)、![图](media/no.png)\n")),
        ("a/items/bank.md", format!("+++\ntitle = \"库\"\n+++\n\n{}\n{}", item("same"), item("other"))),
    ]
    .into_iter()
    .collect();
    same(&files);
    let (_, found) = read_file(&files, "a/items/bank.md");
    assert!(texts(&found, Lang::En).contains("duplicate-id"), "{}", texts(&found, Lang::En));
    let (_, found) = read_file(&files, "a/020-two.md");
    let said = texts(&found, Lang::En);
    assert!(["broken-fragment", "broken-link", "no.png"].iter().all(|what| said.contains(what)), "{said}");
}
