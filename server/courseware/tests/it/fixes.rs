//! What is offered in the place of what another tool understands: read again, nothing of the kind is wrong any more.

use zhixing_courseware::{ContentProblem, Files, Fix, fix, read};
use zhixing_domain::lang::Lang;

const HEAD: &str = "+++\ntitle = \"一\"\nsummary = \"二\"\nminutes = 5\n+++\n\n## 三\n\n";

fn problems(body: &str) -> (String, Vec<ContentProblem>) {
    let text = format!("{HEAD}{body}\n\n完。\n");
    let course = "+++\ntitle = \"课\"\nsummary = \"说明\"\nenglish = false\n+++\n\n介绍。\n";
    let files: Files = [("a/course.md", course), ("a/010-x.md", text.as_str())].into_iter().collect();
    let found = read(&files).1.into_iter().filter(|p| p.path == "a/010-x.md").collect();
    (text, found)
}

/// The first fix that is offered.
fn first(text: &str, found: &[ContentProblem]) -> Option<Fix> {
    let lines: Vec<&str> = text.lines().collect();
    found.iter().find_map(|problem| fix(problem, &lines))
}

/// The body after every fix that is offered.
fn mended(body: &str) -> String {
    let (mut text, mut found) = problems(body);
    for _ in 0..8 {
        let Some(fix) = first(&text, &found) else { break };
        let mut lines: Vec<&str> = text.lines().collect();
        drop(lines.splice(fix.from - 1..fix.to - 1, fix.text.lines()));
        let whole = lines.join("\n");
        let body = whole.strip_prefix(HEAD).and_then(|rest| rest.strip_suffix("\n\n完。")).unwrap().to_string();
        (text, found) = problems(&body);
    }
    assert_eq!(found.iter().map(|p| p.text(Lang::En)).collect::<Vec<_>>(), Vec::<String>::new(), "{text}");
    text.strip_prefix(HEAD).and_then(|rest| rest.strip_suffix("\n\n完。\n")).unwrap().to_string()
}

#[test]
fn what_another_tool_understands_is_offered_as_it_is_written_here() {
    for (theirs, ours) in [
        ("!!! note \"记住\"\n    浇水。\n\n    再浇。", "> [!NOTE]\n> **记住**\n>\n> 浇水。\n>\n> 再浇。"),
        ("!!! danger\n    烫。", "> [!CAUTION]\n> 烫。"),
        ("??? tip \"答案\"\n    四。", "> [!FOLD] 答案\n> 四。"),
        ("::: tip\n浇水。\n:::", "> [!TIP]\n> 浇水。"),
        (":::warning[小心]\n烫。\n:::", "> [!WARNING]\n> **小心**\n>\n> 烫。"),
        (":::{note}\n浇水。\n:::", "> [!NOTE]\n> 浇水。"),
        ("> [!INFO]\n> 浇水。", "> [!NOTE]\n> 浇水。"),
        ("> [!INFO] 记住\n> 浇水。", "> [!NOTE]\n> **记住**\n>\n> 浇水。"),
        ("面积是 \\(a^2\\)。", "面积是 $a^2$。"),
        ("按 ++ctrl+c++ 复制。", "按 <kbd>Ctrl</kbd>+<kbd>C</kbd> 复制。"),
        ("##标题\n\n字。", "## 标题\n\n字。"),
        ("# 标题\n\n字。", "## 标题\n\n字。"),
    ] {
        assert_eq!(mended(theirs), ours);
    }
}

#[test]
fn nothing_is_offered_where_more_than_one_thing_could_be_meant() {
    for body in [
        "::: unknown\n字。\n:::",
        "!!! note",
        "!!! note inline \"记住\"\n    浇水。",
        "::: tip\n没有结束。",
        "写在这里 [[某页]]。",
        "用 C++ 写，或者 C++ 的 \\(x\\)。",
    ] {
        let (text, found) = problems(body);
        assert!(!found.is_empty(), "{body}");
        assert_eq!(first(&text, &found), None, "{body}");
    }
}
