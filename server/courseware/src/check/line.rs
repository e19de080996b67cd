//! What stands at the beginning of a line and was meant to begin a block: headings and lists without a space, tables that are none, and the
//! block marks of other tools.

use super::{Construct, Found, Text, construct, table};
use crate::{
    markdown::Ev,
    problem::{Fault, PageFault},
    render::is_han,
};
use pulldown_cmark::Event;

const ADMONITION: Construct = construct(
    ("MkDocs 的提示框 `!!!`、`???`", "the admonitions `!!!` and `???` of MkDocs"),
    (
        "写成引文：第一行 `> [!NOTE]`（或 TIP、IMPORTANT、WARNING、CAUTION），下面每行以 `> ` 开头；要折叠，第一行写 `> [!FOLD] 标题`。缩进四格的正文会成为代码块，去掉缩进。",
        "write a quote: `> [!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION) on the first line, `> ` before each line below; to fold it, begin with `> [!FOLD] title`. A body indented by four spaces becomes code: take the indent away.",
    ),
);
const DIRECTIVE: Construct = construct(
    ("别的工具的框 `:::`", "the boxes `:::` of other tools"),
    (
        "提示框写成引文 `> [!NOTE]`，下面每行以 `> ` 开头；要收起来的（例如答案）写 `> [!FOLD] 标题`；练习写成题目 `### 题干 {#编号 .single}`。",
        "write a box as a quote `> [!NOTE]`, with `> ` before each line below; what is to be hidden (a solution) as `> [!FOLD] title`; an exercise as an item `### stem {#id .single}`.",
    ),
);
const TABS: Construct = construct(
    ("MkDocs 的标签页 `===`", "the tabs `===` of MkDocs"),
    (
        "这里没有标签页：各写一个小标题 `### 标题`，或者写成折叠 `> [!FOLD] 标题`。",
        "there are no tabs here: write a heading `### title` for each, or a fold `> [!FOLD] title`.",
    ),
);
const MODULE: Construct = construct(
    ("MDX 的 `import`、`export`", "`import` and `export` of MDX"),
    ("删去这一行：课文里不运行程序。", "delete the line: nothing is run in a text."),
);
const INCLUDE: Construct = construct(
    ("引入别的文件的写法（`--8<--`、`{!…!}`、`.. include::`）", "the inclusion of another file (`--8<--`, `{!…!}`, `.. include::`)"),
    ("把那段文字写进来：每个文件自成一体。", "write the text here: each file stands by itself."),
);
const RST: Construct = construct(
    ("reStructuredText 的 `.. 名字::`", "`.. name::` of reStructuredText"),
    ("提示框写成引文 `> [!NOTE]`，代码写成三个反引号的代码块。", "write a box as a quote `> [!NOTE]`, code as a block of three backticks."),
);
const DEFINITION: Construct = construct(
    ("以 `: ` 开头的定义", "a definition that begins with `: `"),
    ("写成列表 `- **词**：意思`，或两列的表格。", "write a list `- **term**: meaning`, or a table of two columns."),
);
const ABBREVIATION: Construct = construct(
    ("缩写的说明 `*[词]: …`", "the explanation of an abbreviation, `*[term]: …`"),
    ("第一次出现时在括号里写全称，或写成脚注 `[^1]`。", "write it out in brackets where it stands first, or in a footnote `[^1]`."),
);
const TOC: Construct = construct(
    ("目录的标记 `[TOC]`", "the mark of a table of contents, `[TOC]`"),
    ("删去：目录由二、三级标题自动生成。", "delete it: the table of contents is made of the headings of level 2 and 3."),
);
const LATEX: Construct = construct(
    ("LaTeX 的命令（`\\begin`、`\\newpage`……）", "a command of LaTeX (`\\begin`, `\\newpage` …)"),
    ("公式写在 `$…$` 或 `$$…$$` 里；排版的命令删去。", "put formulas into `$…$` or `$$…$$`; delete commands of layout."),
);
const CHOICE: Construct = construct(
    ("LiaScript 的选项 `[( )]`、`[[X]]`", "the options `[( )]` and `[[X]]` of LiaScript"),
    (
        "写成题目：`### 题干 {#编号 .single}`，下面是 `- [ ]` 和 `- [x]` 的选项。",
        "write an item: `### stem {#id .single}`, below it options `- [ ]` and `- [x]`.",
    ),
);

/// Looks at each text that begins a line.
pub(super) fn starts(run: &[Ev], text: Text, found: &mut Found) {
    let (mut fresh, mut bullets) = (true, None::<(usize, usize)>);
    for (event, place) in run {
        match event {
            Event::Text(words) if fresh && !text.is_escaped(place.start) => {
                found.extend(start(words).map(|fault| (place.start, fault)));
                if is_bullet(words) {
                    let (first, count) = bullets.unwrap_or((place.start, 0));
                    bullets = Some((first, count + 1));
                }
                fresh = false;
            }
            Event::SoftBreak | Event::HardBreak => fresh = true,
            _ => fresh = false,
        }
    }
    if let Some((first, 2..)) = bullets {
        found.push((first, PageFault::ListSpace.into()));
    }
}

fn start(line: &str) -> Option<Fault> {
    let line = line.trim_start();
    let hashes = line.chars().take_while(|c| matches!(c, '#' | '＃')).count();
    let after = line.chars().nth(hashes);
    if (1..=6).contains(&hashes) {
        let wide = line.starts_with('＃');
        let joined = after.is_some_and(|c| !c.is_whitespace() && (hashes > 1 || is_han(c)));
        return (wide || joined).then(|| PageFault::HeadingSpace.into());
    }
    if table::is_delimiter(line) {
        return Some(PageFault::BrokenTable.into());
    }
    let word = |rest: &str| rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '"' | '{' | '[' | '+' | '(')) || rest.is_empty();
    let marked = |mark: &str| line.strip_prefix(mark).is_some_and(|rest| word(rest.trim_start()));
    let lower = line.to_ascii_lowercase();
    let construct = match () {
        () if marked("!!!") || marked("???+") || marked("???") => &ADMONITION,
        () if line.starts_with(":::") => &DIRECTIVE,
        () if line.starts_with("=== \"") || line.starts_with("=== '") || line.starts_with("===+ ") || line.starts_with("===! ") => &TABS,
        () if is_module(line) => &MODULE,
        () if line.starts_with("--8<--") || line.starts_with("{!") || lower.starts_with(".. include::") => &INCLUDE,
        () if line.starts_with(".. ") && line.contains("::") => &RST,
        () if line.starts_with(": ") || line.starts_with(":   ") => &DEFINITION,
        () if line.starts_with("*[") && line.contains("]:") => &ABBREVIATION,
        () if matches!(lower.trim_end(), "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "${toc}" | "@[toc]") => &TOC,
        () if line.starts_with('\\') && line.get(1..).is_some_and(|l| l.chars().take_while(char::is_ascii_alphabetic).count() > 2) => {
            &LATEX
        }
        () if line.starts_with("[( )]") || line.starts_with("[(X)]") || line.starts_with("[[ ]]") || line.starts_with("[[X]]") => &CHOICE,
        () => return None,
    };
    Some(construct.into())
}

/// `import X from '…'`, `export const …`.
fn is_module(line: &str) -> bool {
    (line.starts_with("import ") && (line.contains(" from '") || line.contains(" from \"")))
        || ["export const ", "export default ", "export function "].iter().any(|mark| line.starts_with(mark))
}

/// A line that was meant as an entry of a list: `-甲`, `1.甲`, `•甲`, `①甲` … and Chinese numbers with a comma, which are right as they are.
fn is_bullet(line: &str) -> bool {
    let digits = line.chars().take_while(|c| c.is_ascii_digit()).count();
    let rest = line.get(digits..).unwrap_or_default();
    if (1..=3).contains(&digits) {
        return rest.strip_prefix(['.', ')']).is_some_and(|rest| rest.starts_with(is_han)) || rest.starts_with('．');
    }
    line.strip_prefix(['-', '+', '*']).is_some_and(|rest| rest.starts_with(is_han)) || line.starts_with(['•', '·', '●', '－'])
}
