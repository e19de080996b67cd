//! Whatever is in a file, reading ends, and nothing that could run comes out.

use crate::support::content;
use proptest::prelude::*;
use std::fs;
use zhixing_courseware::{Files, item, read};
use zhixing_domain::{course::Piece, library::Library};

/// One publication with the text in every place where a text may be.
fn everywhere(text: &[u8]) -> Files {
    let head = |keys: &str| format!("+++\ntitle = \"x\"\nsummary = \"x\"\n{keys}+++\n\n").into_bytes();
    let with = |keys: &str, before: &str| [head(keys), before.as_bytes().to_vec(), text.to_vec()].concat();
    [
        ("course/course.md", with("", "")),
        ("course/course.en.md", with("", "")),
        ("course/010-lesson.md", with("minutes = 1\n", "")),
        ("course/010-lesson.en.md", with("", "")),
        ("course/020-practice.md", with("minutes = 1\n", "### x {#p .cloze}\n\n[[a]] ")),
        ("course/items/bank.md", with("", "### x {#i .single}\n\n- [x] a\n- [ ] b ")),
        ("course/items/raw.md", text.to_vec()),
        ("course/assessments/exam.md", with("kind = \"exam\"\nminutes = 1\n", "")),
        ("course/assessments/raw.md", [b"+++\n".as_slice(), text].concat()),
        ("course/media/a.svg", text.to_vec()),
        ("course/media/a.png", text.to_vec()),
        ("standards/a.md", with("code = \"1\"\nedition = \"1\"\n", "## x {#l .level level=5}\n\n")),
    ]
    .into_iter()
    .collect()
}

/// All HTML of a library.
fn html(library: &Library) -> String {
    let mut all = String::new();
    for course in &library.courses {
        all += course.intro.zh.as_str();
        for body in course.lessons.iter().flat_map(|l| [Some(&l.body.zh), l.body.en.as_ref()]).flatten() {
            for piece in &body.pieces {
                if let Piece::Prose(html) = piece {
                    all += html.as_str();
                }
            }
        }
        for item in &course.items {
            all += &format!("{:?}", item.wording).replace("\\\"", "\"");
        }
        for plan in &course.plans {
            all += plan.rules.zh.as_str();
        }
    }
    all
}

/// The tags of HTML, without their text: a script in a text is only text.
fn tags(html: &str) -> String {
    html.split('<').skip(1).filter_map(|t| t.split('>').next()).collect::<Vec<_>>().join("\n").to_lowercase()
}

fn assert_harmless(text: &str) {
    let (library, _) = read(&everywhere(text.as_bytes()));
    for tag in tags(&html(&library)).lines() {
        let name = tag.split([' ', '/']).find(|n| !n.is_empty()).unwrap_or_default();
        for bad in
            ["script", "iframe", "object", "embed", "style", "svg", "link", "meta", "base", "form", "foreignobject", "annotation-xml"]
        {
            assert_ne!(name, bad, "{text} gave <{tag}>");
        }
        let bare: String = tag.split('"').step_by(2).collect();
        assert!(!bare.split(' ').any(|a| a.starts_with("on") || a.starts_with("style=")), "{text} gave <{tag}>");
        assert!(!tag.contains("=\"javascript:") && !tag.contains("=\"data:") && !tag.contains("=\"vbscript:"), "{text} gave <{tag}>");
    }
}

#[test]
fn no_markdown_makes_a_script() {
    for text in [
        "<script>alert(1)</script>",
        "a <img src=x onerror=alert(1)> b",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1)) [y](java\tscript:alert(1)) [z](&#106;avascript:alert(1)) <javascript:alert(1)>",
        "[x](data:text/html,<script>alert(1)</script>) ![y](javascript:alert(1)) ![z](data:image/svg+xml,x)",
        "[x]: javascript:alert(1)\n\n[x]",
        "[x](https://example.org/\"onmouseover=\"alert(1))",
        "![\"onerror=\"alert(1)](media/a.svg \"\\\"><script>alert(1)</script>\")",
        "## x {#\"onclick=alert(1) .y}",
        "## x\" onclick=\"alert(1)",
        "```\"><script>alert(1)</script>\nx\n```",
        "```html\n<script>alert(1)</script><img src=x onerror=alert(1)>\n```",
        "`<script>alert(1)</script>`",
        "$\\text{<script>alert(1)</script>}$ $\\href{javascript:alert(1)}{x}$ $<img src=x onerror=alert(1)>$",
        "$$\\begin{matrix}</math><script>alert(1)</script>\\end{matrix}$$",
        "<svg><animate onbegin=alert(1)></svg> <math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "x[^1]\n\n[^1]: <script>alert(1)</script> [x](javascript:alert(1))",
        "| <script> |\n|---|\n| [x](javascript:alert(1)) |",
        "[[<script>alert(1)</script>|\"><img src=x onerror=alert(1)>]]",
        "> [!NOTE]\n> <iframe src=x></iframe>",
        "[^\"><script>]: x\n\ny[^\"><script>]",
    ] {
        assert_harmless(text);
    }
}

#[test]
fn deep_and_long_texts_end() {
    let texts = [
        ">".repeat(10_000),
        "> ".repeat(10_000) + "x",
        "- ".repeat(5_000) + "x",
        "*".repeat(20_000),
        "[".repeat(20_000),
        "![".repeat(10_000),
        "[[".repeat(10_000),
        "[[?a|b]]".repeat(2_000),
        "$".repeat(20_000),
        format!("${}$", "{".repeat(3_000)),
        format!("${}$", "\\sqrt".repeat(399)),
        format!("${}x$", "\\frac".repeat(399)),
        format!("${}$", "\\left(".repeat(390)),
        format!("$${}$$", "\\begin{matrix}".repeat(260)),
        "`".repeat(20_000),
        "<".repeat(20_000),
        "<a ".repeat(7_000),
        "|".repeat(20_000),
        format!("|{}\n|{}\n", "a|".repeat(2_000), "-|".repeat(2_000)),
        "[^a]".repeat(5_000) + "\n\n[^a]: [^a] x",
        "# ".repeat(5_000),
        "### x {#a .single}\n".repeat(500),
        "a\u{301}".repeat(5_000),
        "&amp;".repeat(5_000),
    ];
    for text in texts {
        let _ = read(&everywhere(text.as_bytes()));
    }
}

#[test]
fn what_is_no_source_is_no_item() {
    for text in [
        "",
        "zhixing-item 1\n",
        "zhixing-item 1\nzh = 9\n[origin]\ncourse = \"a\"\n+++\nx",
        "zhixing-item 1\nzh = 1\nen = 99\n[origin]\ncourse = \"a\"\n+++\nx",
        "zhixing-item 2\n+++\n",
    ] {
        assert_eq!(item(text), None, "{text}");
    }
}

/// Pages of the gallery, to be damaged.
fn pages() -> Vec<String> {
    let mut pages: Vec<_> = fs::read_dir(content().join("_gallery")).unwrap().map(|e| e.unwrap().path()).collect();
    pages.sort();
    pages.into_iter().map(|p| fs::read_to_string(p).unwrap()).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_stop_the_reader(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&everywhere(&bytes));
    }

    #[test]
    fn no_marks_stop_the_reader(text in "[\\[\\]|?{}#.=\"`$>~*_+\\-!<:\\n \\\\x中^&;/(]{0,120}") {
        assert_harmless(&text);
    }

    #[test]
    fn no_damage_to_a_page_stops_the_reader(page in 0..pages().len(), from in 0..3000usize, length in 0..60usize, insert in "[\\[\\]|{}#`$>*+\\-\\n中x]{0,6}") {
        let pages = pages();
        let chars: Vec<char> = pages[page].chars().collect();
        let from = from % chars.len();
        let until = (from + length).min(chars.len());
        let text: String = chars[..from].iter().copied().chain(insert.chars()).chain(chars[until..].iter().copied()).collect();
        let files = crate::support::bank(&text, Some(&pages[(page + 1) % pages.len()]));
        let (library, _) = read(&files);
        for read in library.courses.iter().flat_map(|c| &c.items) {
            prop_assert_eq!(item(&read.source), Some((**read).clone()));
        }
    }
}
