//! Marks that a Chinese keyboard writes in full width, or with the character beside the one that was meant: they look like marks and are none.
//!
//! A text is read once more as an English keyboard would have written it; what is a mark only then is told. Headings and tables in full width are
//! told where lines begin (`line`), links with `link`.

use super::{Construct, construct, head, marks, quiz};
use pulldown_cmark::{Event, Tag};

pub(super) const WIDE: Construct = construct(
    ("全角的记号（`＊＊`、`＞`、`｀`、`～～`、`＄`、`［^1］`）", "marks in full width (`＊＊`, `＞`, `｀`, `～～`, `＄`, `［^1］`)"),
    (
        "换成半角：`**粗体**`、`> 引用`、反引号、`~~删~~`、`$公式$`、`[^1]`。",
        "write them in half width: `**bold**`, `> quote`, backticks, `~~struck~~`, `$formula$`, `[^1]`.",
    ),
);
const CALLOUT: Construct = construct(
    (
        "全角的提示框或折叠记号（`[！NOTE]`、`［!FOLD］`、`【!TIP】`）",
        "the mark of a callout or fold in full width (`[！NOTE]`, `［!FOLD］`, `【!TIP】`)",
    ),
    (
        "用半角的方括号和叹号：`> [!NOTE]`、`> [!FOLD] 标题`。",
        "write brackets and exclamation mark in half width: `> [!NOTE]`, `> [!FOLD] title`.",
    ),
);
const GAP: Construct = construct(
    ("全角的双方括号（`［[甲]］`、`［［甲］］`、`【【甲】】`）", "double brackets in full width (`［[a]］`, `［［a］］`, `【【a】】`)"),
    (
        "空写成半角的 `[[甲]]`，题型是 `.cloze`；不是空，就只留一层括号。",
        "write a gap in half width, `[[a]]`, in a `.cloze` item; if it is none, leave one pair of brackets.",
    ),
);
const COLON: Construct = construct(
    ("全角的冒号（`[^1]：`、`[名]：https://…`）", "a colon in full width (`[^1]：`, `[name]：https://…`)"),
    ("用半角的冒号，后面空一格：`[^1]: 注释`。", "write it in half width with a space behind: `[^1]: the note`."),
);
const NUMBER: Construct = construct(
    ("全角的列表编号（`１．`、`1．`、`１、`）", "the number of a list in full width (`１．`, `1．`, `１、`)"),
    ("用半角的数字和点，后面空一格：`1. 第一步`。", "write number and full stop in half width with a space behind: `1. first step`."),
);
const FENCE: Construct = construct(
    ("用间隔号写的代码记号 `···`", "dots in the place of backticks, `···`"),
    ("切换到英文输入，写三个反引号。", "write three backticks, with the keyboard in English."),
);
const RULE: Construct = construct(
    ("全角的分隔线（`－－－`、`———`）", "a rule in full width (`－－－`, `———`)"),
    ("用半角：单独一行 `---`，上面空一行。", "write it in half width: `---` on a line of its own below an empty one."),
);
const IMAGE: Construct = construct(
    ("图片前面的全角叹号 `！[…](media/…)`", "an exclamation mark in full width before a figure, `！[…](media/…)`"),
    ("用半角：`![图里有什么](media/name.svg)`。", "write it in half width: `![what it shows](media/name.svg)`."),
);
const TAG: Construct = construct(
    ("全角的标签（`＜kbd＞`、`＜br＞`）", "a tag in full width (`＜kbd＞`, `＜br＞`)"),
    (
        "用半角的尖括号：`<kbd>`、`<br>`；要显示尖括号，写在反引号里。",
        "write the brackets in half width: `<kbd>`, `<br>`; to show them, put them in backticks.",
    ),
);

const COMMENT: Construct = construct(
    ("没有写成的注释（`<！-- -->`、`<!— —>`、`＜!-- --＞`）", "a comment that is none (`<！-- -->`, `<!— —>`)"),
    (
        "注释写成 `<!-- … -->`，叹号和两个连字符都是半角，单独一行；要显示这些符号，写在反引号里。",
        "write `<!-- … -->` with a plain exclamation mark and two plain hyphens, on a line of its own; to show the marks, put them in backticks.",
    ),
);

/// What an English keyboard has in the place of a character.
const fn half(c: char) -> char {
    match c {
        '［' | '【' | '〔' => '[',
        '］' | '】' | '〕' => ']',
        '￥' | '¥' => '$',
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => match char::from_u32(c as u32 - 0xfee0) {
            Some(half) => half,
            None => c,
        },
        c => c,
    }
}

/// The text as an English keyboard writes it, if that is another one.
pub(super) fn narrow(text: &str) -> Option<String> {
    text.contains(|c| half(c) != c).then(|| text.chars().map(half).collect())
}

/// What stands anywhere in a text. `alone`: it is of an item.
pub(super) fn within(words: &str, alone: bool, after: Option<&Event>) -> Vec<&'static Construct> {
    let comment = is_comment(words);
    let image = words.ends_with('！') && after.is_some_and(is_figure);
    let Some(narrow) = narrow(words) else { return if comment { vec![&COMMENT] } else { vec![] } };
    let gap = !words.contains("[[") && (alone || words.contains(['［', '］'])) && marks::wiki(&narrow);
    let all = [
        (image, &IMAGE),
        (gap, &GAP),
        (is_tag(words, &narrow), &TAG),
        (comment, &COMMENT),
        (words.contains('｛') && quiz::gift(&narrow), &quiz::MOODLE),
        (is_mark(words, &narrow), &WIDE),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, construct)| construct).collect()
}

/// A link to a figure.
fn is_figure(event: &Event) -> bool {
    let Event::Start(Tag::Link { dest_url, .. }) = event else { return false };
    dest_url.starts_with("media/") || [".svg", ".png", ".jpg", ".jpeg", ".webp", ".gif"].iter().any(|end| dest_url.ends_with(end))
}

fn is_tag(words: &str, narrow: &str) -> bool {
    words.contains(['＜', '＞']) && ["<kbd>", "<sub>", "<sup>", "<br>", "<details>"].iter().any(|tag| narrow.contains(tag))
}

/// `<！-- … -->`, `<!— … —>`, `<!–- … -–>`: what was to be seen by colleagues alone.
fn is_comment(words: &str) -> bool {
    let dash = ['-', '—', '–', '－', '−', '‐', '‑', '―'];
    words.match_indices(['<', '＜', '《']).any(|(at, mark)| {
        let rest = words.get(at + mark.len()..).unwrap_or_default();
        // one that was written right and has no end is told as that
        let right = mark == "<" && rest.starts_with("!--");
        !right && rest.strip_prefix(['!', '！']).is_some_and(|rest| rest.starts_with(dash))
    })
}

/// `＊＊粗＊＊`, `｀码｀`, `～～删～～`, `＄x＄`, `￥x^2￥`, `［^1］`.
fn is_mark(words: &str, narrow: &str) -> bool {
    let pair = |mark: &str| words.split_once(mark).is_some_and(|(_, rest)| rest.contains(mark));
    let struck = words.split_once("～～").and_then(|(_, rest)| rest.split_once("～～"));
    let struck = struck.is_some_and(|(inner, _)| !inner.is_empty() && !inner.contains(['～', '，', '。', '！', ' ']));
    let formula = words.split('￥').zip(words.split('￥').skip(1)).zip(words.split('￥').skip(2));
    let formula = formula.into_iter().any(|((_, inner), _)| inner.contains(['^', '_', '\\', '＾', '＿']));
    let notes = |text: &str| text.split("[^").skip(1).filter(|rest| is_label(rest)).count();
    pair("＊＊") || pair("｀") || pair("＄") || struck || formula || notes(narrow) > notes(words)
}

/// `1]` and what follows.
fn is_label(rest: &str) -> bool {
    let label = head(rest, 40).split_once(']').map_or("", |(label, _)| label);
    !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

/// What a line begins with. `entry`: it begins an entry of a list.
pub(super) fn start(line: &str, entry: bool) -> Option<&'static Construct> {
    if line.starts_with("···") {
        return Some(&FENCE);
    }
    if is_rule(line.trim_end()) {
        return Some(&RULE);
    }
    let line = head(line, 400);
    let narrow = narrow(line)?;
    let callout = !(line.starts_with("[!") && line.contains(']')) && is_callout(&narrow);
    if callout {
        return Some(&CALLOUT);
    }
    if defines(line).is_none() && defines(&narrow).is_some() && line.contains('：') {
        return Some(&COLON);
    }
    (entry && quiz::is_box(&narrow) && !quiz::is_box(line)).then_some(&quiz::BOX)
}

/// The number of a list in full width, which alone is no list: `１．甲`, `1．甲`, `１、甲`.
pub(super) fn number(line: &str) -> Option<&'static Construct> {
    let digits = line.chars().take_while(|c| half(*c).is_ascii_digit()).count();
    let mut rest = line.chars().skip(digits);
    let close = rest.next()?;
    let wide = line.chars().take(digits).any(|c| !c.is_ascii());
    let fits = (1..=3).contains(&digits) && (close == '．' || wide && matches!(half(close), '.' | ')' | '、'));
    // `３．５` is a number with a fraction.
    let words = rest.next().is_some_and(|c| !half(c).is_ascii_digit() && half(c) != '.');
    (fits && words).then_some(&NUMBER)
}

fn is_rule(line: &str) -> bool {
    let dash = line.chars().next().filter(|c| matches!(c, '－' | '—' | '＊' | '＿' | '＝'));
    dash.is_some_and(|dash| line.chars().count() > 2 && line.chars().all(|c| c == dash))
}

pub(super) fn is_callout(line: &str) -> bool {
    let name = line.strip_prefix("[!").and_then(|rest| rest.split_once(']')).map_or("", |(name, _)| name.trim());
    ["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION", "FOLD"].iter().any(|kind| kind.eq_ignore_ascii_case(name))
}

/// Whether a line is the text of a note or the address of a name: `[^1]: …`, `[name]: https://…`.
fn defines(line: &str) -> Option<()> {
    let (label, rest) = line.strip_prefix('[')?.split_once("]:")?;
    (label.strip_prefix('^').is_some_and(|label| is_label(&format!("{label}]"))) || rest.contains("://")).then_some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(construct: Option<&'static Construct>) -> &'static str {
        construct.map_or("", |c| c.what.en)
    }

    #[test]
    fn lines_that_begin_with_a_mark_in_full_width_are_known() {
        for (line, entry, word) in [
            ("[！FOLD] 看答案", false, "callout"),
            ("［!NOTE］", false, "callout"),
            ("【！ｔｉｐ】", false, "callout"),
            ("[!NOTE］", false, "callout"),
            ("[!NOTE]", false, ""),
            ("[!NOTE] 标题：全角", false, ""),
            ("【说明】", false, ""),
            ("［^1］：注", false, "colon"),
            ("[^1]：注", false, "colon"),
            ("[站]：https://example.org", false, "colon"),
            ("[甲]：乙", false, ""),
            ("···python", false, "dots"),
            ("－－－", false, "rule"),
            ("———", false, "rule"),
            ("——不是", false, ""),
            ("［x］ 甲", true, "box"),
            ("［注］ 甲", true, ""),
        ] {
            assert!(told(start(line, entry)).contains(word) && word.is_empty() == start(line, entry).is_none(), "{line}");
        }
        for (line, is) in [
            ("１．甲", true),
            ("1．甲", true),
            ("１、甲", true),
            ("１）甲", true),
            ("3．5 米", false),
            ("1、甲", false),
            ("１２３４．甲", false),
            ("1. 甲", false),
            ("１", false),
        ] {
            assert_eq!(number(line).is_some(), is, "{line}");
        }
    }

    #[test]
    fn marks_in_full_width_within_a_line_are_known() {
        for (words, alone, word) in [
            ("填 ［[甲]］。", true, "double"),
            ("填 ［［甲］］。", false, "double"),
            ("填 【【甲】】。", true, "double"),
            ("填 [【甲】]。", true, "double"),
            ("【【重要】】", false, ""),
            ("【重要】［甲］", true, ""),
            ("＊＊粗＊＊", false, "marks"),
            ("～～删～～", false, "marks"),
            ("好～～，再见～～", false, ""),
            ("￥x^2￥", false, "marks"),
            ("￥5 到 ￥10，共 ￥15", false, ""),
            ("见［^1］", false, "marks"),
            ("见[^1］", false, "marks"),
            ("见[^1]，（一）", false, ""),
            ("按 ＜kbd＞Ctrl＜/kbd＞", false, "tag"),
            ("甲＜乙＞丙", false, ""),
            ("<！-- 给同事 -->", false, "comment"),
            ("<!— 给同事 —>", false, "comment"),
            ("<!–- 给同事 -–>", false, "comment"),
            ("<!- 给同事 ->", false, "comment"),
            ("＜！——给同事——＞", false, "comment"),
            ("甲<！乙", false, ""),
        ] {
            let found = within(words, alone, None);
            assert!(found.iter().all(|c| c.what.en.contains(word)) && found.is_empty() == word.is_empty(), "{words}");
        }
    }
}
