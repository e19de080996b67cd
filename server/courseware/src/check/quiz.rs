//! Questions in the marks of other tools: GIFT and Aiken of Moodle, the options of LiaScript and Open edX.

use super::{Construct, construct, head};

pub(super) const MOODLE: Construct = construct(
    (
        "Moodle 的 GIFT、Aiken 题目（`::题::`、`{=…}`、`{T}`、`ANSWER:`）",
        "questions in GIFT or Aiken (`::title::`, `{=…}`, `{T}`, `ANSWER:`)",
    ),
    (
        "写成题目：`### 题干 {#编号 .single}`（判断 `.truefalse`，填空 `.short`），下面是 `- [ ]` 和 `- [x]` 的选项，最后一段解析 `> …`；要显示这些符号，写在反引号里。",
        "write an item: `### stem {#id .single}` (`.truefalse`, `.short`), below it options `- [ ]` and `- [x]`, at the end an explanation \
         `> …`; to show the marks, put them in backticks.",
    ),
);
pub(super) const CHOICE: Construct = construct(
    ("别的工具的选项（`- ( )`、`[( )]`、`[[X]]`）", "options of other tools (`- ( )`, `[( )]`, `[[X]]`)"),
    (
        "写成题目：`### 题干 {#编号 .single}`，下面是 `- [ ]` 和 `- [x]` 的选项。",
        "write an item: `### stem {#id .single}`, below it options `- [ ]` and `- [x]`.",
    ),
);
pub(super) const BOX: Construct = construct(
    ("没有写成的方框（`[ ]无空格`、`[]`、`[√]`、`[-]`）", "a box that is none (`[ ]words`, `[]`, `[√]`, `[-]`)"),
    (
        "方框写成 `- [ ] 文字` 或 `- [x] 文字`：方括号里一个空格或一个 x，前后各空一格；要显示方括号，写在反引号里。",
        "write a box as `- [ ] words` or `- [x] words`: one space or an x within the brackets, a space before and after; to show brackets, put them in backticks.",
    ),
);

/// What a line tells that begins so. `entry`: it begins an entry of a list; `open`: the line before ended in `{`.
pub(super) fn start(line: &str, entry: bool, open: bool) -> Option<&'static Construct> {
    let title = line.strip_prefix("::").is_some_and(|rest| !rest.starts_with(':') && rest.contains("::"));
    let letter =
        line.strip_prefix("ANSWER:").map(str::trim).is_some_and(|key| key.len() == 1 && key.chars().all(|c| c.is_ascii_uppercase()));
    if title || letter || line.starts_with("$CATEGORY:") || (open && line.starts_with(['=', '~'])) {
        return Some(&MOODLE);
    }
    if ["[( )]", "[(X)]", "[[ ]]", "[[X]]"].iter().any(|mark| line.starts_with(mark)) || (entry && line.starts_with("( )")) {
        return Some(&CHOICE);
    }
    // `[>] 甲`, `[-] 甲`, boxes of Obsidian
    let other = line
        .strip_prefix('[')
        .and_then(|rest| rest.strip_prefix(['-', '>', '<', '/', '!', '?', '~', '+', '"']))
        .is_some_and(|r| r.starts_with("] "));
    (entry && line.starts_with('[') && (other || is_box(line))).then_some(&BOX)
}

/// `{=甲 ~乙}`, `{1:MC:=甲~乙}`, and `{T}` at the end of a line.
pub(super) fn gift(words: &str) -> bool {
    let answer = |rest: &str| {
        rest.strip_prefix("~=")
            .or_else(|| rest.strip_prefix(['=', '~']))
            .is_some_and(|r| r.starts_with(|c: char| c.is_alphanumeric() || c == '%'))
    };
    // `{1:SHORTANSWER:=甲}`
    let embedded = |rest: &str| {
        let kind = head(rest, 40).trim_start_matches(|c: char| c.is_ascii_digit()).strip_prefix(':').and_then(|t| t.split_once(':'));
        kind.is_some_and(|(kind, _)| kind.len() > 1 && kind.chars().all(|c| c.is_ascii_uppercase() || c == '_'))
    };
    // `{#3.14:0.01}`
    let number = |rest: &str| {
        let inner = head(rest, 60).strip_prefix('#').and_then(|t| t.split_once('}')).map_or("", |(inner, _)| inner);
        let plain = |c: char| c.is_ascii_digit() || matches!(c, '.' | ':' | '-' | '+' | '=' | ' ');
        inner.contains(|c: char| c.is_ascii_digit()) && inner.chars().all(plain)
    };
    let is = words.split('{').skip(1).any(|rest| (answer(rest) && !is_format(rest)) || embedded(rest) || number(rest));
    let open = words.trim_end().strip_suffix("{}").is_some_and(|before| before.trim_end().ends_with(['？', '?']));
    // `A^{T}` is a formula.
    let stands = |before: &str| !before.ends_with(|c: char| c.is_ascii_alphanumeric() || matches!(c, '^' | '_' | '}'));
    is || open
        || ["{T}", "{F}", "{TRUE}", "{FALSE}", "{正确}", "{错误}", "{对}", "{错}"]
            .iter()
            .any(|end| words.trim_end().strip_suffix(end).is_some_and(stands))
}

/// `=html}`: the format of what stands before, in the marks of Pandoc.
pub(super) fn is_format(rest: &str) -> bool {
    head(rest, 20).split_once('}').is_some_and(|(name, _)| matches!(name, "=html" | "=latex" | "=tex" | "=typst" | "=openxml"))
}

/// A line that begins with a box to tick, in brackets of whatever kind: `[ ]`, `[]`, `[x]`, `[√]`, `( )`, `(x)`. No link, and no `()`.
pub(crate) fn is_box(line: &str) -> bool {
    let inner = |open: char, close: char| line.strip_prefix(open).and_then(|t| t.split_once(close)).filter(|(inner, _)| inner.len() < 6);
    let ticked = |inner: &str| matches!(inner.trim(), "" | "x" | "X" | "√" | "✓" | "✔" | "*");
    let square = inner('[', ']').is_some_and(|(inner, rest)| ticked(inner) && !rest.starts_with(['(', '[', ':', '（']) && !rest.is_empty());
    square || inner('(', ')').is_some_and(|(inner, rest)| ticked(inner) && !inner.is_empty() && rest.starts_with(' '))
}
