//! What stands within a line and is shown as it is: roles, attributes, templates, wiki links and links with wide brackets, formulas in the
//! brackets of LaTeX. Here are the words for authors; how each is known is in `marks` and `quiz`.

use super::{Construct, Found, Text, construct, formula, heading, link, lost, marks, quiz, wide};
use crate::{
    markdown::Ev,
    problem::{AreaFault, ItemFault, PageFault},
    text::short,
};
use pulldown_cmark::Event;
use std::collections::BTreeSet;

const ROLE: Construct = construct(
    (
        "别的工具的角色和编号（`:label:`、`:numref:`、`{eq}`……加反引号，公式后面的 `(eq-1)`）",
        "a role or label of another tool (`:label:`, `:numref:`, `{eq}` … before backticks, `(eq-1)` behind a formula)",
    ),
    (
        "给公式编号：在 `$$…$$` 里写 `\\tag{1} \\label{名字}`，引用写 `$\\eqref{名字}$`；引用标题写 `[文字](#标题)`，引用图表直接写“下图”“表 1”。",
        "to number a formula write `\\tag{1} \\label{name}` in its `$$…$$` and refer to it by `$\\eqref{name}$`; refer to a heading by \
         `[words](#heading)`, to figures and tables by words.",
    ),
);
const ATTRIBUTES: Construct = construct(
    ("属性的花括号（`{: .类}`、`{.类}`、`{#编号}`、`{width=…}`）", "braces with attributes (`{: .x}`, `{.x}`, `{#id}`, `{width=…}`)"),
    (
        "删去：样子和大小由网站决定；编号只写在标题后面 `## 标题 {#id}`；要显示花括号，写在反引号里。",
        "delete them: looks and sizes are the site's; an id is written after a heading only, `## heading {#id}`; to show braces, put them in backticks.",
    ),
);
const TEMPLATE: Construct = construct(
    (
        "模板的花括号（`{{ … }}`、`{% … %}`、`{/* … */}`、`{props.x}`）",
        "braces of a template (`{{ … }}`, `{% … %}`, `{/* … */}`, `{props.x}`)",
    ),
    (
        "这里不套模板：写出文字；要显示花括号，写在反引号里；注释写成 `<!-- … -->`。",
        "there are no templates here: write the words; to show braces, put them in backticks; a comment is `<!-- … -->`.",
    ),
);
const WIKI: Construct = construct(
    ("双方括号 `[[…]]`", "double brackets `[[…]]`"),
    (
        "链接写成 `[文字](020-name.md)`，标题的编号写成 `## 标题 {#id}`；填空写成题目：`### 题干 {#编号 .cloze}`，空写在题干里，不写在解析里；要显示方括号，写在反引号里。",
        "write a link as `[words](020-name.md)`, the id of a heading as `## heading {#id}`; a gap belongs to an item: `### stem \
         {#id .cloze}`, in the stem and not in the explanation; to show brackets, put them in backticks.",
    ),
);
const BRACKETS: Construct = construct(
    ("LaTeX 的公式括号 `\\(…\\)`、`\\[…\\]`", "the brackets of LaTeX for formulas, `\\(…\\)` and `\\[…\\]`"),
    ("行内公式写成 `$…$`，单独一行的写成 `$$…$$`。", "write a formula in a line as `$…$`, on its own as `$$…$$`."),
);
const SPACED: Construct = construct(
    ("里侧有空格的 `$`（`$ x $`）", "dollar signs with a space within (`$ x $`)"),
    (
        "公式紧挨着 `$` 写：`$x$`、`$E = mc^2$`；普通的美元符号写成 `\\$`。",
        "let the signs touch the formula, `$x$`, `$E = mc^2$`; write a plain dollar sign as `\\$`.",
    ),
);
const CITATION: Construct = construct(
    ("文献和引用的标记 `[@…]`、`^[…]`、`@fig-…`", "marks of citations, notes and references, `[@…]`, `^[…]` and `@fig-…`"),
    (
        "写成脚注：正文里 `[^1]`，文件末尾 `[^1]: 出处`；图表直接写“下图”“表 1”；要显示这些符号，写在反引号里。",
        "write a footnote: `[^1]` in the text, `[^1]: source` at the end of the file; refer to figures and tables by words; to show the marks, put them in backticks.",
    ),
);
const KEYS: Construct = construct(
    ("按键的写法 `++ctrl+c++`", "keys as `++ctrl+c++`"),
    (
        "写成 `<kbd>Ctrl</kbd>+<kbd>C</kbd>`；是程序就写在反引号里。",
        "write `<kbd>Ctrl</kbd>+<kbd>C</kbd>`; if it is of a program, put it in backticks.",
    ),
);
const EMOJI: Construct = construct(
    ("表情的代号 `:smile:`", "the code of an emoji, `:smile:`"),
    ("直接写表情符号，或删去。", "write the emoji itself, or delete it."),
);
pub(super) const LATEX: Construct = construct(
    ("LaTeX 的命令（`\\begin`、`\\newpage`、`\\textbf{…}`……）", "a command of LaTeX (`\\begin`, `\\newpage`, `\\textbf{…}` …)"),
    (
        "公式写在 `$…$` 或 `$$…$$` 里，粗体写 `**文字**`，引用写脚注 `[^1]`；排版的命令删去；要显示命令，写在反引号里。",
        "put formulas into `$…$` or `$$…$$`, write bold words as `**words**` and a reference as a footnote `[^1]`; delete commands of \
         layout; to show a command, put it in backticks.",
    ),
);
pub(super) const LOGSEQ: Construct = construct(
    ("Logseq 的属性 `名字:: 值` 和引用 `((…))`", "properties `name:: value` and references `((…))` of Logseq"),
    (
        "删去属性；要引用的文字直接写出来，或链接到标题 `[文字](#id)`；要显示它，写在反引号里。",
        "delete a property; write the words that are referred to, or a link to a heading, `[words](#id)`; to show the marks, put them in backticks.",
    ),
);
pub(super) const HIDDEN: Construct = construct(
    ("Obsidian 的注释 `%%…%%`", "a comment of Obsidian, `%%…%%`"),
    ("写成 `<!-- … -->`；要显示百分号，写在反引号里。", "write `<!-- … -->`; to show the signs, put them in backticks."),
);
const BLOCK_ID: Construct = construct(
    ("Obsidian 的段落编号 `^abc123`", "the id of a block in Obsidian, `^abc123`"),
    (
        "删去：能引用的是标题，写成 `## 标题 {#id}` 和 `[文字](#id)`；要显示它，写在反引号里。",
        "delete it: what can be referred to is a heading, `## heading {#id}` and `[words](#id)`; to show it, put it in backticks.",
    ),
);
const CRITIC: Construct = construct(
    ("修订的标记（`{++ ++}`、`{-- --}`、`{~~ ~~}`）", "marks of a revision (`{++ ++}`, `{-- --}`, `{~~ ~~}`)"),
    (
        "写定稿的文字；给同事的话写成 `<!-- … -->`，要让读者看到删去的字，写成 `~~文字~~`；要显示这些符号，写在反引号里。",
        "write the words as they are to be; a remark to colleagues is `<!-- … -->`, words struck out for readers are `~~words~~`; to show the marks, put them in backticks.",
    ),
);
const RAISED: Construct = construct(
    ("上标、下标的写法 `x^2^`、`H~2~O`", "raised and lowered letters as `x^2^` and `H~2~O`"),
    (
        "写成 `x<sup>2</sup>`、`H<sub>2</sub>O`，或者公式 `$x^2$`；要显示这些符号，写在反引号里。",
        "write `x<sup>2</sup>`, `H<sub>2</sub>O` or a formula, `$x^2$`; to show the marks, put them in backticks.",
    ),
);
const INSERTED: Construct = construct(
    ("MkDocs 的插入 `^^文字^^`", "`^^words^^` of MkDocs for what was added"),
    ("写成 `**文字**`；要显示这些符号，写在反引号里。", "write `**words**`; to show the marks, put them in backticks."),
);
const FORUM: Construct = construct(
    ("论坛的标记 `[b]…[/b]`、`[url=…]`", "marks of forums, `[b]…[/b]` and `[url=…]`"),
    (
        "写成 `**粗体**`、`*强调*`、`[文字](https://…)`、`> 引用`；要显示它，写在反引号里。",
        "write `**bold**`, `*stressed*`, `[words](https://…)` or `> quote`; to show the marks, put them in backticks.",
    ),
);
const ADDRESS: Construct = construct(
    ("网址里的中文（链接到中文之前就断了）", "Chinese words within an address (the link ends before them)"),
    (
        "写成 `[文字](https://…)`；后面不是网址的一部分，就在中间空一格。",
        "write `[words](https://…)`; if the words are not of the address, put a space before them.",
    ),
);
const RUN: Construct = construct(
    ("要运行的代码 `` `r …` ``、`` `{python} …` ``", "code to be run, `` `r …` `` and `` `{python} …` ``"),
    ("这里不运行程序：直接写出结果。", "nothing is run here: write the result."),
);
/// Looks at each text of a run; what is found twice in a run is told once.
pub(super) fn words(run: &[Ev], text: Text, found: &mut Found) {
    for (i, (event, place)) in run.iter().enumerate() {
        let words = match event {
            Event::Text(words) => words,
            Event::Code(code) if marks::runs(code) => {
                found.push((place.start, AreaFault::from(&RUN)));
                continue;
            }
            _ => continue,
        };
        let source = text.source.get(place.clone()).unwrap_or_default();
        // A text that begins with an escaped mark begins after its backslash.
        let start = place.start - usize::from(text.is_escaped(place.start));
        let end = run.last().map_or(place.end, |(_, place)| place.end);
        let around = Around {
            alone: text.alone,
            formula: text.source.get(start..place.end).unwrap_or_default(),
            run: text.source.get(start..end).unwrap_or_default(),
            before: i.checked_sub(1).and_then(|i| run.get(i)).map(|(event, _)| event),
            after: run.get(i + 1).map(|(event, _)| event),
            line: text.source.get(place.start..).unwrap_or_default(),
        };
        let wide = wide::within(words, text.alone, around.after);
        // An item that was swallowed is told; its braces are right.
        let right = |c: &&Construct| c.what == ATTRIBUTES.what && heading::is_around(text, place.start);
        let constructs = constructs(words, source, &around).into_iter().filter(|c| !right(c)).chain(wide);
        found.extend(constructs.map(|c| (place.start, AreaFault::from(c))));
        if words.contains("<!--") && !source.contains("\\<") {
            found.push((place.start, PageFault::UnclosedComment.into()));
        }
        if let Some(at) = link::broken(source).filter(|at| !text.is_escaped(place.start + at)) {
            found.push((place.start + at, PageFault::BrokenLinkMarks.into()));
        }
        maths(words, source, place.start, found);
        footnotes(source, text.alone, place.start, found);
    }
}

/// What stands around a text: the events before and after it in its run, and the source from its beginning on.
struct Around<'e, 't> {
    before: Option<&'e Event<'t>>,
    after: Option<&'e Event<'t>>,
    line: &'e str,
    alone: bool,
    /// The text with the backslash before it, and the run from there on.
    formula: &'e str,
    run: &'e str,
}

impl Around<'_, '_> {
    /// The text begins a line.
    fn begins(&self) -> bool {
        matches!(self.before, None | Some(Event::SoftBreak | Event::HardBreak))
    }

    /// The text ends a line.
    fn ends(&self) -> bool {
        matches!(self.after, None | Some(Event::SoftBreak | Event::HardBreak))
    }
}

fn constructs(words: &str, source: &str, around: &Around) -> Vec<&'static Construct> {
    let code = matches!(around.after, Some(Event::Code(_)));
    let near = matches!(around.before, Some(Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::End(_)));
    let numbered = matches!(around.before, Some(Event::DisplayMath(_))) && marks::label(words);
    // What a line begins with is told there.
    let told = around.begins() && source.starts_with('\\');
    let brackets = formula::brackets(around.formula, around.run);
    let command = !told && !brackets && !words.contains('$') && marks::command(source);
    let all = [
        (code && marks::role(words) || numbered, &ROLE),
        (marks::template(words), &TEMPLATE),
        (marks::braces(words, near), &ATTRIBUTES),
        (marks::wiki(source), &WIKI),
        (brackets, &BRACKETS),
        (formula::spaced(source), &SPACED),
        (command, &LATEX),
        (marks::citation(words), &CITATION),
        (marks::keys(words), &KEYS),
        (!code && marks::emoji(words), &EMOJI),
        (marks::hidden(words), &HIDDEN),
        (around.ends() && marks::block_id(words), &BLOCK_ID),
        (marks::critic(words, around.line), &CRITIC),
        (marks::raised(source), &RAISED),
        (marks::inserted(words), &INSERTED),
        (marks::forum(words), &FORUM),
        (marks::reference(words), &LOGSEQ),
        (!around.alone && marks::address(words), &ADDRESS),
        (lost::is_lost(words), &lost::LOST),
        (quiz::gift(words), &quiz::MOODLE),
    ];
    all.into_iter().filter(|(is, _)| *is).map(|(_, construct)| construct).collect()
}

/// A dollar sign beside a command: a formula that was not read.
fn maths(words: &str, source: &str, at: usize, found: &mut Found) {
    let command = |(i, _): (usize, &str)| source.get(i + 1..).is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic()));
    if words.contains('$') && source.match_indices('\\').any(command) {
        let detail = "unbalanced $ or { }".to_string();
        let advice = crate::render::maths_advice(&detail);
        found.push((at, PageFault::BadMaths { formula: short(words, 60), detail, advice }.into()));
    }
}

/// Footnotes without their text, each once; in an item there are none.
fn footnotes(source: &str, alone: bool, at: usize, found: &mut Found) {
    let mut seen = BTreeSet::new();
    for (before, rest) in source.split("[^").zip(source.split("[^").skip(1)) {
        let (label, after) = rest.split_once(']').unwrap_or_default();
        // What was meant as its text is told as that.
        let text = before.is_empty() && after.starts_with('：');
        if text || before.ends_with('\\') || label.is_empty() || label.contains(char::is_whitespace) || !seen.insert(label) {
            continue;
        }
        found.push(match alone {
            true => (at, ItemFault::Footnote.into()),
            false => (at, PageFault::UndefinedFootnote { label: short(label, 40) }.into()),
        });
    }
}
