//! Files that mean harm, and files that are damaged: an error, never a panic, and never long.

use std::io::Write as _;
use zhixing_interchange::{BankFormat, Bundle, ReadItem, import};
use zip::{ZipWriter, write::SimpleFileOptions};

/// Codes of the faults, or of why nothing was read.
pub fn codes(name: &str, bytes: Vec<u8>) -> Vec<&'static str> {
    let read = Bundle::of_file(name, bytes).and_then(|bundle| import(&bundle, None));
    let of = |read: &ReadItem| match read {
        ReadItem::Item { .. } => "item",
        ReadItem::Fault(note) => note.code,
    };
    match read {
        Ok(imports) => imports.iter().flat_map(|i| i.items.iter().map(of)).collect(),
        Err(note) => vec![note.code],
    }
}

pub fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(std::io::Cursor::new(vec![]));
    for (name, bytes) in files {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a file");
        zip.write_all(bytes).expect("bytes");
    }
    zip.finish().expect("a zip").into_inner()
}

#[test]
fn entities_and_depth_of_xml_are_refused() {
    let bomb = "<!DOCTYPE quiz [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><quiz><question type=\"essay\">&b;</question></quiz>";
    let file = "<!DOCTYPE quiz [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><quiz>&x;</quiz>";
    assert_eq!(codes("x.xml", bomb.into()), ["xml-entities"]);
    assert_eq!(codes("x.xml", file.into()), ["xml-entities"]);
    let deep = format!("<quiz>{}", "<question>".repeat(200_000));
    assert_eq!(codes("x.xml", deep.into()), ["xml-deep"]);
    assert_eq!(codes("x.xml", "<quiz><question></quiz>".into()), ["xml-malformed"]);
}

#[test]
fn deep_html_costs_no_more_than_its_length() {
    for tag in ["div", "b", "table", "ul", "blockquote", "sub", "a href=\"https://x\"", "td", "pre", "code"] {
        let text = format!("{}x{{=a ~b}}\n", format!("<{tag}>").repeat(20_000));
        assert_eq!(codes("x.gift", text.into()).len(), 1, "{tag}");
    }
}

#[test]
fn openings_without_ends_cost_no_more_than_their_length() {
    for open in ["\\\\(", "$x^", "$$", "[[", "（", "&lt;", "![", "**", "\\["] {
        let text = format!("x {}{{=a ~b}}\n", open.repeat(30_000).replace(['{', '}'], ""));
        assert_eq!(codes("x.gift", text.into()).len(), 1, "{open}");
    }
    for open in ["A. ", "（ A ", "1. ", "1-", "答案：", "A.", "___ ", "【", "1.A", "一"] {
        assert!(!codes("x.txt", format!("1. 题\n答案：{}\n2. {0}\n", open.repeat(10_000)).into()).is_empty(), "{open}");
        assert!(!codes("x.txt", format!("1. 题\n答案：{}\n", format!("{open}\n").repeat(3_000)).into()).is_empty(), "{open}");
    }
    for open in ["{1:SA:", "{1:", "[[1", "{{c1::"] {
        let text =
            format!("<quiz><question type=\"cloze\"><questiontext><text>{}</text></questiontext></question></quiz>", open.repeat(30_000));
        assert_eq!(codes("x.xml", text.into()).len(), 1, "{open}");
    }
    assert_eq!(codes("x.md", format!("### x {} {{#a .cloze}}\n", "[[a".repeat(30_000)).into()).len(), 1);
}

#[test]
fn a_zip_stays_within_its_folder_and_its_bound() {
    assert_eq!(codes("x.zip", zip(&[("a/x.gift", b"x {=a ~b}"), ("a/note.pdf", b"%PDF")])), ["item"]);
    assert_eq!(codes("x.zip", zip(&[("../x.gift", b"x {=a ~b}")])), ["zip-path"]);
    let zeros = vec![b' '; 70 << 20];
    assert_eq!(codes("x.zip", zip(&[("x.gift", &zeros)])), ["too-large"]);
    assert_eq!(codes("x.zip", zip(&[("x.gift", b"x {=a ~b}")]).into_iter().take(60).collect()), ["zip-damaged"]);
    assert_eq!(codes("x.gift", vec![b'x'; 65 << 20]), ["too-large"]);
}

#[test]
fn zero_bytes_and_control_characters_are_left_out() {
    assert_eq!(codes("x.gift", b"What\0 is \x01it? {=a ~b}\n".to_vec()), ["item"]);
}

/// Damages of fixtures; `ZHIXING_FUZZ_CASES` raises their number.
#[test]
fn damaged_files_never_stop_the_reader() {
    let cases: u32 = std::env::var("ZHIXING_FUZZ_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300);
    let seeds: [(&str, &str, BankFormat); 4] = [
        ("x.gift", "::n::[html]a <b>b</b> \\= {=c#d ~%-50%e ####f}\n\nx {#1..2 =%50%3:1}\n\ny {=a -> b =c -> d}\n", BankFormat::Gift),
        (
            "x.xml",
            "<quiz><question type=\"cloze\"><questiontext><text><![CDATA[<p>a {1:SA:=b~%50%c#d} <table><tr><td>$$x$$]]></text></questiontext></question></quiz>",
            BankFormat::MoodleXml,
        ),
        ("x.txt", "q\nA. one\nB. two\nANSWER: A\n", BankFormat::Aiken),
        (
            "x.txt",
            "一、单选题\n1. 甲（ A ）\nA. 一 B. 二\n2．乙____，____。\n答案：①丙 ②丁\n解析：A. 略\n二、判断题\n3、戊（√）\n4 己\n参考答案\n1-2 AB\n4. ×\n",
            BankFormat::Paper,
        ),
    ];
    let marks = [
        "{",
        "}",
        "~",
        "=",
        "#",
        "\\",
        "<",
        ">",
        "&",
        "\0",
        "[[",
        "$",
        "|",
        "`",
        "\n\n",
        "数",
        "<![CDATA[",
        "]]>",
        "%",
        "->",
        "\u{fffc}",
        "答案：",
        "A. ",
        "1. ",
        "（",
        "1-3 ",
        "二、",
    ];
    let mut state = 1_u64;
    let mut next = |below: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap_or(0) % below.max(1)
    };
    for case in 0..cases {
        let (name, text, format) = seeds[case as usize % seeds.len()];
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=next(6) {
            let at = next(chars.len() + 1);
            match next(3) {
                0 => drop(chars.drain(
                    at.min(chars.len().saturating_sub(1))..(at + next(5)).min(chars.len()).max(at.min(chars.len().saturating_sub(1))),
                )),
                1 => drop(chars.splice(at..at, marks[next(marks.len())].chars()).collect::<Vec<_>>()),
                _ => drop(chars.splice(at..at, marks[next(marks.len())].repeat(next(50)).chars()).collect::<Vec<_>>()),
            }
        }
        let bytes = chars.into_iter().collect::<String>().into_bytes();
        let bundle = Bundle::of_file(name, bytes).expect("small");
        if let Ok(imports) = import(&bundle, Some(format)) {
            let (_, errors) = crate::published::published(&imports);
            assert!(errors.is_empty(), "case {case}: {errors:?}");
        }
    }
}
