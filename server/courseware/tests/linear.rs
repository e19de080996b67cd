//! Reading takes time in proportion to what is read: four times the text takes about four times as long, never sixteen.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "support/growth.rs"]
mod growth;
mod support;

use growth::{MOST, growth};
use support::HEAD;
use zhixing_courseware::{Files, read};

fn course(path: &str, keys: &str, text: &str) -> Files {
    [("course/course.md", format!("{HEAD}+++\n")), (path, format!("{HEAD}{keys}+++\n\n{text}"))].into_iter().collect()
}

/// How many times as long four times the text takes.
fn ratio(files: impl Fn(usize) -> Files, n: usize) -> f64 {
    growth(files, |files| drop(read(files)), n)
}

#[test]
fn four_times_the_text_takes_four_times_the_time() {
    let lesson: [(&str, &str, usize); 65] = [
        ("equal headings", "## x\n\n", 2_000),
        ("ampersands", "&", 15_000),
        ("angle brackets", "<", 15_000),
        ("deep quotes", ">", 1_000),
        ("stars", "*", 15_000),
        ("words in stars", "*a* ", 5_000),
        ("bold beside marks", "**重点：**后", 2_500),
        ("underscores", "甲_乙_", 5_000),
        ("tildes", "3~5 ", 5_000),
        ("brackets", "[", 15_000),
        ("closing brackets", "]", 15_000),
        ("double brackets", "[[", 7_500),
        ("wide links", "[甲]（乙", 5_000),
        ("backslashes", "\\", 15_000),
        ("escaped", "\\*", 10_000),
        ("dollars", "$5-$1 ", 3_000),
        ("braces", "{.x", 7_500),
        ("templates", "{{ a }} ", 3_000),
        ("colons", ":a", 10_000),
        ("addresses", "https://a.example ", 2_000),
        ("schemes", "hw", 10_000),
        ("keys", "<kbd>", 2_500),
        ("pairs of keys", "<kbd>a</kbd>", 1_500),
        ("folds", "<details>\n\n", 2_500),
        ("folds in quotes", "> [!FOLD] a\n> b\n\n", 1_250),
        ("comments", "<!-- a -->\n\n", 2_500),
        ("unclosed comments", "a <!-- b\n\n", 2_500),
        ("directives", ":::\n\n", 3_000),
        ("mentions", "[^a]", 5_000),
        ("notes", "[^a]: b\n\n", 1_500),
        ("definitions", "[a]: b\n\n", 2_000),
        ("broken links", "[a](b.md)\n", 2_000),
        ("broken lessons", "[a](010-b.md)\n", 2_000),
        ("rows", "|a|b|c|\n", 2_500),
        ("fences", "```\na\n```\n", 2_000),
        ("indents", "    a\n\nb\n\n", 2_000),
        ("lists", "- a\n", 4_000),
        ("false lists", "1.甲\n", 4_000),
        ("false rows", "| a | b |\n", 3_000),
        ("circles", "①甲\n", 4_000),
        ("paths", "C:\\a", 5_000),
        ("servers", "\\\\a", 5_000),
        ("raised", "x^2^", 5_000),
        ("revisions", "{++a", 5_000),
        ("percents", "%%", 10_000),
        ("commands", "\\ab{", 5_000),
        ("answers", "{=a", 5_000),
        ("wide brackets", "【甲】(", 4_000),
        ("struck", "3~~5~~7 ", 3_000),
        ("wide double brackets", "［[甲]］", 4_000),
        ("wide openings", "［［", 5_000),
        ("wide notes", "［^1", 5_000),
        ("wide amounts", "￥x^", 5_000),
        ("wide numbers", "１．甲\n\n", 2_000),
        ("notes in quotes", "> [^a]: b\n\n", 1_500),
        ("wide tables", "", 4_000),
        ("wide tables in bold", "", 2_000),
        ("equations", "$$a\\label{x}$$\n\n", 400),
        ("references", "$\\eqref{x}$ ", 2_000),
        ("wide tables of wide bars", "", 2_000),
        ("names in marks", "", 2_000),
        ("closed addresses", "", 8_000),
        ("formulas in brackets", "\\[ a = ", 3_000),
        ("wide indents", "\u{3000}- 甲\n", 3_000),
        ("items of one id", "### x {#a .single}\n", 750),
    ];
    let mut slow = vec![];
    for (name, unit, n) in lesson {
        let head = if name == "rows" { "|a|b|\n|-|-|\n" } else { "" };
        let table = |cell: &str, n: usize| format!("{}\n{}\n{}\n", "|a".repeat(n), "|-".repeat(n), cell.repeat(n));
        let text = |n: usize| match name {
            "wide tables" => table("|b", n),
            "wide tables of wide bars" => table("|｜b", n),
            "names in marks" => format!("{}a{}", "_".repeat(n), "_".repeat(n)),
            "closed addresses" => format!("https://a.example/{}", ")".repeat(n)),
            "wide tables in bold" => table("|**b** c", n),
            _ => format!("{head}{}", unit.repeat(n)),
        };
        let found = ratio(|n| course("course/010-a.md", "minutes = 1\n", &text(n)), n);
        if found > MOST {
            slow.push(format!("{name}: {found:.1}"));
        }
    }
    let many = |n: usize, text: &dyn Fn(usize) -> String| (0..n).map(text).collect::<String>();
    type Text = fn(usize) -> String;
    let numbered: [(&str, &str, &str, Text, usize); 11] = [
        ("own headings", "course/010-a.md", "minutes = 1\n", |i| format!("## x{i}\n\n[a](#x{i}) [b](#y{i})\n\n"), 500),
        ("own notes", "course/010-a.md", "minutes = 1\n", |i| format!("a[^{i}]\n\n[^{i}]: b\n\n"), 1_000),
        ("own labels", "course/010-a.md", "minutes = 1\n", |i| format!("$$a\\label{{x{i}}}$$ $\\eqref{{x{i}}}$\n\n"), 400),
        ("gaps", "course/items/a.md", "", |i| if i == 0 { "### x {#a .cloze}\n\n[[a]]".into() } else { "[[a]]".into() }, 4_000),
        ("words of a gap", "course/items/a.md", "", |i| if i == 0 { "### x {#a .cloze}\n\n[[a".into() } else { format!("|{i}") }, 4_000),
        (
            "quotes",
            "course/items/a.md",
            "",
            |i| if i == 0 { "### x {#a .cloze}\n\n[[a]]\n\n".into() } else { "> `[[a` ]]\n\n".into() },
            1_500,
        ),
        ("gaps in code", "course/items/a.md", "", |i| if i == 0 { "### x {#a .cloze}\n\n[[a]]".into() } else { "`[[a]]` ".into() }, 3_000),
        (
            "open gaps in code",
            "course/items/a.md",
            "",
            |i| if i == 0 { "### x {#a .cloze}\n\n[[a]] `".into() } else { "[[a".into() },
            4_000,
        ),
        (
            "accepted answers",
            "course/items/a.md",
            "",
            |i| if i == 0 { "### x {#a .short}\n\n> b\n\n```answer\n".into() } else { format!("a{i}\n") },
            500,
        ),
        (
            "ampersands of a key",
            "course/items/a.md",
            "",
            |i| if i == 0 { "### x {#a .short}\n\n> b\n\n```answer\n".into() } else { "&a".into() },
            8_000,
        ),
        ("items", "course/items/a.md", "", |i| format!("### x {{#i{i} .single}}\n\n- [x] a\n- [ ] b\n\n> c\n\n"), 300),
    ];
    for (name, path, keys, text, n) in numbered {
        let found = ratio(|n| course(path, keys, &many(n, &text)), n);
        if found > MOST {
            slow.push(format!("{name}: {found:.1}"));
        }
    }
    let twins = |n: usize| {
        let mut files = course("course/items/a.md", "", &many(n, &|i| format!("### x {{#i{i} .single}}\n\n- [x] a\n- [ ] b\n\n> c\n\n")));
        files.insert(
            "course/items/a.en.md",
            format!("{HEAD}+++\n\n{}", many(n, &|i| format!("### x {{#j{i} .single}}\n\n- [x] a\n- [ ] b\n\n> c\n\n"))),
        );
        files
    };
    let found = ratio(twins, 200);
    if found > MOST {
        slow.push(format!("twins: {found:.1}"));
    }
    assert!(slow.is_empty(), "four times the text takes so many times as long: {slow:?}");
}
