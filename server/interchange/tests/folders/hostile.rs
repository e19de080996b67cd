//! Folders that mean harm, and pages of any making: told, bounded, and nothing of them that runs.

use crate::errors;
use proptest::{collection::vec, prelude::*, sample::select};
use std::io::Write as _;
use zhixing_interchange::{Bundle, FolderWish, ForeignFolder, folder};
use zip::{ZipWriter, write::SimpleFileOptions};

fn read(files: &[(&str, &[u8])]) -> ForeignFolder {
    let files = files.iter().map(|(path, bytes)| ((*path).to_string(), bytes.to_vec())).collect();
    folder(&Bundle(files), &FolderWish::default()).expect("pages")
}

/// The text of the first page; nothing where it stays out.
fn text(source: &str) -> String {
    let read = read(&[("a.md", source.as_bytes())]);
    read.pages.first().and_then(|page| page.lesson.as_ref()).map(|(_, text)| text.clone()).unwrap_or_default()
}

/// Why a ZIP is refused, or the codes of what is told of its first page.
fn codes(bytes: Vec<u8>) -> Vec<&'static str> {
    let read = Bundle::of_file("x.zip", bytes).and_then(|bundle| folder(&bundle, &FolderWish::default()));
    match read {
        Ok(read) => read.pages.iter().flat_map(|page| page.said.iter().map(|note| note.code)).collect(),
        Err(note) => vec![note.code],
    }
}

fn zip(write: impl FnOnce(&mut ZipWriter<std::io::Cursor<Vec<u8>>>)) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(vec![]));
    write(&mut zip);
    zip.finish().expect("a zip").into_inner()
}

fn put(zip: &mut ZipWriter<std::io::Cursor<Vec<u8>>>, name: &str, bytes: &[u8]) {
    zip.start_file(name, SimpleFileOptions::default()).expect("a file");
    zip.write_all(bytes).expect("bytes");
}

#[test]
fn bombs_slips_links_and_what_is_too_large_are_refused() {
    assert_eq!(codes(zip(|z| put(z, "../../etc/x.md", b"# x"))), ["zip-path"]);
    assert_eq!(codes(zip(|z| put(z, "x.md", &vec![b'a'; 70 << 20]))), ["too-large"]);
    assert_eq!(codes(zip(|z| put(z, "x.md", &vec![b'a'; 2 << 20]))), ["folder-long"]);
    assert_eq!(codes(vec![b'x'; 100 << 20]), ["too-large"]);
    assert_eq!(codes(zip(|z| put(z, "x.txt", b"no page"))), ["folder-no-pages"]);
    let linked = zip(|z| {
        z.add_symlink("passwd.md", "/etc/passwd", SimpleFileOptions::default()).expect("a link");
        put(z, "a.md", b"# A\n\nwords");
    });
    assert_eq!(codes(linked), Vec::<&str>::new(), "the link is no page");
}

#[test]
fn nothing_of_the_machine_is_put_into_a_page() {
    for asked in [
        "{{#include /etc/passwd}}",
        "{{#include ../../../etc/passwd}}",
        "--8<-- \"/etc/passwd\"",
        "```{include} /etc/passwd\n```",
        "```{literalinclude} ../../etc/passwd\n```",
    ] {
        let read = read(&[("a.md", format!("# A\n\nwords\n\n{asked}\n").as_bytes())]);
        let page = &read.pages[0];
        assert!(page.said.iter().any(|note| note.code == "folder-not-included"), "{asked}: {:?}", page.said);
        assert!(!page.lesson.as_ref().expect("a lesson").1.contains("root:"), "{asked}");
    }
    let read = read(&[("a.md", b"# A\n\n![p](/etc/passwd) ![q](file:///etc/passwd) [r](../../etc/passwd)\n")]);
    assert!(read.pictures.is_empty());
}

#[test]
fn files_that_include_each_other_come_to_an_end() {
    let big = "{{#include b.md}}\n".repeat(2_000);
    let read = read(&[("a.md", big.as_bytes()), ("b.md", big.as_bytes()), ("c.md", b"# C\n\nwords")]);
    assert!(read.pages.iter().any(|page| page.source == "c.md" && page.lesson.is_some()));
    let looped = "{{#include a.md}}\nwords\n";
    assert!(text(looped).contains("words"));
}

#[test]
fn what_would_run_goes() {
    for evil in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](java&#115;cript:alert(1))",
        "[x](<javascript:alert(1)>)",
        "[x]( vbscript:x )",
        "[x][e]\n\n[e]: javascript:alert(1)",
        "![x](javascript:alert(1))",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<a href=javascript:alert(1)>x</a>",
        "<img src=x onerror=alert(1)>",
        "<script>alert(1)</script>",
        "text <script>alert(1)</script> text",
        "<svg onload=alert(1)></svg>",
        "<iframe src=\"https://x.org\"></iframe>",
        "<div onclick=\"alert(1)\">x</div>",
        "<details open ontoggle=alert(1)><summary><img src=x onerror=alert(1)></summary>x</details>",
        "[x](data:text/html,<script>alert(1)</script>)",
        "{ref}`x <javascript:alert(1)>`",
        "```{image} javascript:alert(1)\n```",
        "[[javascript:alert(1)]]",
    ] {
        let read = read(&[("a.md", format!("# A\n\nwords\n\n{evil}\n").as_bytes())]);
        let text = &read.pages[0].lesson.as_ref().expect("a lesson").1;
        let lower = text.to_lowercase();
        assert!(
            !["](javascript", "](vbscript", "](data", "<script", "onerror", "onload", "ontoggle", "onclick", "<iframe", "<svg"]
                .iter()
                .any(|part| lower.contains(part)),
            "{evil}: {text}"
        );
        assert_eq!(errors(&read), Vec::<String>::new(), "{evil}: {text}");
    }
}

#[test]
fn openings_without_ends_cost_no_more_than_their_length() {
    for open in [
        "[",
        "![",
        "[[",
        "[a](",
        "{",
        "{{",
        "{%",
        "<",
        "<b>",
        "<a href=",
        "<!--",
        "`",
        "``x",
        "$",
        "$$",
        "\\(",
        "\\[",
        "==",
        "++",
        "^^",
        "{x}`",
        "**",
        "&lt;",
        "<div>\n",
        "<table>\n",
        "<details>\n",
        ":::note\n",
        "!!! note\n",
        "    ",
        "> ",
        "> [!x]\n",
        "```\n",
        "````{note}\n",
        "/// x\n",
        "\\[\n",
        "$$\n",
        "<!--\n",
        "\\begin{align}\n",
        "- ",
        "[a]: b\n",
        "{: .x}\n",
        "--8<--\n",
        "(a)=\n",
        "=== \"x\"\n",
        "# x\n",
        "x\n===\n",
    ] {
        let source = open.repeat(60_000 / open.len());
        assert!(text(&source).len() < 4_000_000, "{open}");
    }
    let nested: String = (0..2_000).map(|n| format!("{}!!! note\n", "    ".repeat(n.min(60)))).collect();
    assert!(text(&nested).len() < 4_000_000);
    let notebook = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(read(&[("a.ipynb", notebook.as_bytes())]).pages[0].said[0].code, "folder-notebook");
}

const PARTS: [&str; 60] = [
    "# A\n\n",
    "## B {#b .single}\n\n",
    "### C\n",
    "x\n===\n\n",
    "words ",
    "数据。",
    "\n",
    "\n\n",
    "    ",
    "> ",
    "- ",
    "1. ",
    "```",
    "```python\n",
    "```{note}\n",
    "~~~\n",
    ":::",
    "::: challenge\n",
    ":::{tip} T\n",
    "!!! note \"T\"\n",
    "??? x\n",
    "=== \"Tab\"\n",
    "/// note | T\n",
    "///\n",
    "[a](b.md)",
    "[a](https://x.org)",
    "![](d.png)",
    "![x](https://x.org/a.png)",
    "[[w]]",
    "[a][b]",
    "[b]: c.md\n",
    "[^1]",
    "[^1]: note\n",
    "<b>",
    "</b>",
    "<br>",
    "<details><summary>s</summary>",
    "</details>",
    "<div>",
    "</div>",
    "<!-- ",
    "-->",
    "<T>",
    "$x$",
    "$$",
    "\\(",
    "\\)",
    "{{ x }}",
    "{% include y %}",
    "{{#include b.md}}",
    "{: .x}",
    "{ref}`b`",
    "| a | b |\n|---|---|\n",
    "| 1 |\n",
    "`c`",
    "==m==",
    "(l)=\n",
    "\u{0}\u{fdd1}\u{fdd2}",
    "%%",
    "---\n",
];

proptest! {
    #[test]
    fn any_page_becomes_a_lesson_that_names_no_page_that_is_not_there(parts in vec(select(&PARTS[..]), 0..80)) {
        let source = parts.concat();
        let read = read(&[("a.md", source.as_bytes()), ("b.md", b"# B\n\nwords [a](a.md)")]);
        for (_, text) in read.pages.iter().filter_map(|page| page.lesson.as_ref()) {
            prop_assert!(!text.contains(|c| matches!(c, '\u{0}' | '\u{fdd0}'..='\u{fdef}')), "{source}");
            prop_assert!(text.len() <= source.len() * 16 + 4_000, "{source}");
        }
        let broken: Vec<String> = errors(&read).into_iter().filter(|error| ["[broken-link]", "[missing-media]"].iter().any(|code| error.contains(code))).collect();
        prop_assert!(broken.is_empty(), "{source}: {broken:?}");
    }

    #[test]
    fn any_bytes_are_read_or_told(bytes in vec(any::<u8>(), 0..400), ending in select(&["md", "ipynb", "yml", "Rmd"][..])) {
        let name = format!("a.{ending}");
        let read = read(&[(&name, &bytes), ("mkdocs.yml", &bytes), ("SUMMARY.md", &bytes), ("b.md", b"words")]);
        prop_assert!(!read.pages.is_empty());
    }
}
