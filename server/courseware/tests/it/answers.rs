//! What teachers answer: Markdown that takes nothing of the lesson's page.

use zhixing_courseware::answer;
use zhixing_domain::lang::Lang;

fn said(text: &str) -> String {
    answer(text, "little", Lang::Zh).as_str().to_string()
}

#[test]
fn an_answer_is_markdown_of_lessons() {
    let html = said("先**去重**，见[第二课](020-second.md)：\n\n- 一\n- 二\n\n`rows` 与 $x^2$");
    for part in ["<strong>去重</strong>", "href=\"/courses/little/second\"", "<li>一</li>", "<code>rows</code>", "<math"] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn it_has_no_headings_no_ids_and_nothing_that_runs() {
    let html = said(
        "# 大标题 {#main}\n\n[x](javascript:alert(1)) <script>alert(1)</script> <b onclick=x>b</b>\n\n![p](media/p.svg)\n\n[^1]: note",
    );
    for part in ["<h1", "<h2", "id=\"main\"", "javascript:", "<script", "onclick", "<img"] {
        assert!(!html.contains(part), "{part}: {html}");
    }
    assert!(html.contains("大标题"), "{html}");
}
