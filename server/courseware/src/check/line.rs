//! What stands at the beginning of a line and was meant to begin a block: headings and lists without a space, tables that are none, and the
//! block marks of other tools.

use super::{Construct, Found, Text, construct, foreign, heading, list, lost, margin, quiz, table, wide};
use crate::{
    markdown::Ev,
    problem::{AreaFault, PageFault},
    render::is_han,
};
use pulldown_cmark::{Event, Tag};

const ADMONITION: Construct = construct(
    ("MkDocs 的提示框 `!!!`、`???`", "the admonitions `!!!` and `???` of MkDocs"),
    (
        "写成引文：第一行 `> [!NOTE]`（或 TIP、IMPORTANT、WARNING、CAUTION），下面每行以 `> ` 开头；要折叠，第一行写 `> [!FOLD] 标题`。缩进四格的正文会成为代码块，去掉缩进。",
        "write a quote: `> [!NOTE]` (or TIP, IMPORTANT, WARNING, CAUTION) on the first line, `> ` before each line below; to fold it, begin \
         with `> [!FOLD] title`. A body indented by four spaces becomes code: take the indent away.",
    ),
);
const CALLOUT: Construct = construct(
    ("前面没有 `>` 的 `[!NOTE]`、`[!FOLD]`", "`[!NOTE]` or `[!FOLD]` without `>` before it"),
    ("每行以 `> ` 开头：`> [!NOTE]`，下面 `> 文字`。", "begin each line with `> `: `> [!NOTE]`, below it `> words`."),
);
const DIRECTIVE: Construct = construct(
    ("别的工具的框 `:::`、`///`", "the boxes `:::` and `///` of other tools"),
    (
        "提示框写成引文 `> [!NOTE]`，下面每行以 `> ` 开头；要收起来的（例如答案）写 `> [!FOLD] 标题`；练习写成题目 `### 题干 {#编号 .single}`。",
        "write a box as a quote `> [!NOTE]`, with `> ` before each line below; what is to be hidden (a solution) as `> [!FOLD] title`; an \
         exercise as an item `### stem {#id .single}`.",
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
const DISPLAY: Construct = construct(
    ("没有成对的 `$$`", "a `$$` without its other half"),
    (
        "公式里不能有空行：删去 `$$…$$` 中间的空行，或分成两个公式；普通的美元符号写在反引号里。",
        "a formula holds no empty line: delete the one within `$$…$$`, or write two formulas; put plain dollar signs in backticks.",
    ),
);
const MYST: Construct = construct(
    ("MyST 的 `(名字)=`、`+++`、以 `%` 开头的注释", "`(name)=`, `+++` and comments that begin with `%`, of MyST"),
    (
        "标题的编号写成 `## 标题 {#id}`，引用写 `[文字](#id)`；分隔写 `---`；注释写 `<!-- … -->`；要显示这些符号，写在反引号里。",
        "write the id of a heading as `## heading {#id}` and refer to it by `[words](#id)`; part the text by `---`; a comment is `<!-- … \
         -->`; to show the marks, put them in backticks.",
    ),
);
const CONFLICT: Construct = construct(
    ("合并冲突的标记 `<<<<<<<`", "the mark of a conflict, `<<<<<<<`"),
    (
        "两个版本没有合好：留下一种写法，删去 `<<<<<<<`、`=======`、`>>>>>>>` 三行。",
        "two versions were not merged: keep one and delete the lines `<<<<<<<`, `=======` and `>>>>>>>`.",
    ),
);
const SLIDE: Construct = construct(
    ("remark.js 的 `class: …`、`.left[…]`", "`class: …` and `.left[…]` of remark.js"),
    (
        "删去：样子由网站决定，文字直接写出来；要显示它，写在反引号里。",
        "delete them and keep the words: looks are the site's; to show them, put them in backticks.",
    ),
);

/// So many characters are enough for any mark of a list.
const HEAD: usize = 40;

/// Looks at each text that begins a line. `entry`: the run begins an entry of a list.
pub(super) fn starts(run: &[Ev], entry: bool, text: Text, found: &mut Found) {
    let (mut fresh, mut strong, mut open) = (true, false, false);
    let mut together = Together::default();
    for (i, (event, place)) in run.iter().enumerate() {
        match event {
            Event::Text(words) if fresh && !text.is_escaped(place.start) => {
                let line = Line { words, at: place.start, entry, first: i == 0, open };
                found.extend(mark_of(&line, text).map(|fault| (line.at, fault)));
                together.look(&line, text);
                fresh = false;
            }
            // `**1.** 甲`
            Event::Text(_) if strong => {
                let mark = list::mark(head_at(text, place.start));
                together.entries.look(mark.map(|mark| (mark, place.start)), list::Mark::follows);
                strong = false;
            }
            Event::Start(Tag::Strong | Tag::Emphasis) if fresh => (fresh, strong) = (false, true),
            Event::SoftBreak => fresh = true,
            // The lines are shown one below the other.
            Event::HardBreak => (fresh, together.entries.last) = (true, None),
            _ => (fresh, strong) = (false, false),
        }
        open =
            matches!(event, Event::SoftBreak | Event::HardBreak) && open || matches!(event, Event::Text(t) if t.trim_end().ends_with('{'));
    }
    together.tell(run, text, found);
}

/// A text that begins a line, and where.
struct Line<'a> {
    words: &'a str,
    at: usize,
    /// Its run begins an entry of a list, and it is the first text there.
    entry: bool,
    first: bool,
    /// The line before ended in `{`.
    open: bool,
}

/// A mark stands at the beginning; the line of a wide table is long, and has many texts that begin one.
fn head_at(text: Text<'_>, at: usize) -> &str {
    let rest = text.source.get(at..).unwrap_or_default();
    let head = rest.char_indices().nth(HEAD).map_or(rest, |(end, _)| rest.get(..end).unwrap_or_default());
    head.lines().next().unwrap_or_default()
}

/// What is told of the mark that a line begins with.
fn mark_of(line: &Line, text: Text) -> Option<AreaFault> {
    let (bare, first) = (margin::bare(line.words), line.entry && line.first);
    let mark = quiz::start(bare, first, line.open).map(AreaFault::from);
    let mark = mark.or_else(|| heading::start(line.words, text, line.at)).or_else(|| start(line.words));
    let mark = mark.or_else(|| wide::start(bare, first).map(AreaFault::from));
    let indented = || margin::is_block(head_at(text, line.at)) && margin::begins(text, line.at);
    let mark = mark.or_else(|| indented().then(|| AreaFault::from(&margin::INDENT)));
    let bare_callout = || wide::is_callout(bare) && margin::is_free(text, line.at);
    mark.or_else(|| bare_callout().then(|| AreaFault::from(&CALLOUT)))
}

/// Lines of a run that are a list or a table together.
#[derive(Default)]
struct Together {
    entries: Row<list::Mark>,
    rows: Row<usize>,
    tabs: Row<usize>,
    number: Option<(&'static Construct, usize)>,
}

impl Together {
    fn look(&mut self, line: &Line, text: Text) {
        let (bare, at) = (margin::bare(line.words), line.at);
        let margin = || margin::begins(text, at);
        let whole = || text.source.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        self.number = self.number.or_else(|| Some((wide::number(bare).filter(|_| !line.entry)?, at)));
        self.entries.look(list::mark(bare).map(|mark| (mark, at)), list::Mark::follows);
        self.entries.first = self.entries.first.or_else(|| (margin::is_entry(head_at(text, at)) && margin()).then_some(at));
        // the cells of a table are no rows
        let row = bare.starts_with(['|', '｜']) && (margin() || (line.entry && line.first));
        let bars = if row { table::bars(whole()) } else { None };
        self.rows.look(bars.map(|bars| (bars, at)), |_, _| true);
        let cells = if margin() { lost::cells(super::head(whole(), 2_000)) } else { None };
        self.tabs.look(cells.map(|cells| (cells, at)), |cells, before| cells == before);
        self.rows.done |= table::is_delimiter(line.words);
    }

    fn tell(self, run: &[Ev], text: Text, found: &mut Found) {
        let Self { entries, rows, tabs, number } = self;
        found.extend(number.filter(|_| entries.first.is_none()).map(|(wide, at)| (at, AreaFault::from(wide))));
        found.extend(entries.first.map(|at| (at, PageFault::ListSpace.into())));
        found.extend(tabs.first.map(|at| (at, PageFault::TabbedTable.into())));
        // a row between empty lines
        let lone =
            |at: usize| super::head(text.source.get(at..).unwrap_or_default(), 2_000).lines().next().is_some_and(|l| l.contains(" | "));
        let single = !run.iter().any(|(event, _)| matches!(event, Event::SoftBreak | Event::HardBreak));
        let row = rows.first.or_else(|| rows.last.map(|(_, at)| at).filter(|at| single && lone(*at)));
        found.extend(row.filter(|_| !rows.done).map(|at| (at, PageFault::BrokenTable.into())));
    }
}

/// Lines of a run that belong together: the mark and place of the last one, the place of the first once a second one followed.
struct Row<M> {
    last: Option<(M, usize)>,
    first: Option<usize>,
    /// They are told otherwise.
    done: bool,
}

impl<M> Default for Row<M> {
    fn default() -> Self {
        Self { last: None, first: None, done: false }
    }
}

impl<M: Copy> Row<M> {
    fn look(&mut self, line: Option<(M, usize)>, follows: impl Fn(M, M) -> bool) {
        if let (Some((mark, _)), Some((before, at))) = (line, self.last)
            && follows(mark, before)
        {
            self.first = self.first.or(Some(at));
        }
        self.last = line.or(self.last);
    }
}

fn start(line: &str) -> Option<AreaFault> {
    let line = margin::bare(line);
    if table::is_delimiter(line) {
        return Some(PageFault::BrokenTable.into());
    }
    block(line).or_else(|| mark(line)).or_else(|| wide::narrow(line).and_then(|line| wide_block(&line))).map(AreaFault::from)
}

/// `<!--@include: ./part.md-->`: a comment here, which readers do not see.
pub(super) fn include(html: &str) -> Option<AreaFault> {
    let inner = html.trim_start().strip_prefix("<!--")?.trim_start();
    inner.starts_with("@include").then(|| AreaFault::from(&INCLUDE))
}

/// What begins a block in other tools, in full width: `：：：note`, `！！！ note`, `［TOC］`. Marks alone are feelings.
fn wide_block(narrow: &str) -> Option<&'static Construct> {
    let named = narrow.contains(|c: char| c.is_ascii_alphabetic());
    block(narrow).filter(|found| named && [&ADMONITION, &DIRECTIVE, &TABS, &TOC].iter().any(|known| known.what == found.what))
}

/// What begins a block in other tools.
fn block(line: &str) -> Option<&'static Construct> {
    let lower = line.to_ascii_lowercase();
    Some(match () {
        () if is_admonition(line) => &ADMONITION,
        () if line.starts_with(":::") || is_slashed(line) => &DIRECTIVE,
        () if line.starts_with("=== \"") || line.starts_with("=== '") || line.starts_with("===+ ") || line.starts_with("===! ") => &TABS,
        () if is_module(line) => &MODULE,
        () if line.starts_with("<<< @")
            || line.starts_with("<<< ./")
            || line.starts_with("--8<--")
            || line.starts_with("{!")
            || lower.starts_with(".. include::") =>
        {
            &INCLUDE
        }
        () if line.starts_with(".. ") && line.contains("::") => &RST,
        () if line.starts_with(": ") || line.starts_with(":   ") => &DEFINITION,
        () if line.starts_with("*[") && line.contains("]:") => &ABBREVIATION,
        () if matches!(lower.trim_end(), "[toc]" | "[[toc]]" | "[[_toc_]]" | "{:toc}" | "${toc}" | "@[toc]") => &TOC,
        () if line.starts_with('\\') && line.get(1..).is_some_and(|l| l.chars().take_while(char::is_ascii_alphabetic).count() > 2) => {
            &foreign::LATEX
        }
        () => return None,
    })
}

/// What begins a line in other tools, or was meant to.
fn mark(line: &str) -> Option<&'static Construct> {
    let comment = line.strip_prefix("%%").filter(|rest| !rest.contains("%%"));
    let label = line.trim_end().strip_prefix('(').and_then(|l| l.strip_suffix(")="));
    let name = |t: &str| !t.is_empty() && t.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'));
    let quoted = |rest: &str| rest.starts_with(|c: char| c.is_whitespace() || (is_han(c) && !matches!(c, '０'..='９' | '＝')));
    Some(match () {
        () if comment.is_some_and(|rest| rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || is_han(c))) => &foreign::HIDDEN,
        () if label.is_some_and(name) || line.starts_with("% ") || line.trim_end() == "+++" || line.starts_with("+++ {") => &MYST,
        () if line.starts_with("<<<<<<<") => &CONFLICT,
        () if is_property(line) => &foreign::LOGSEQ,
        () if is_slide(line) => &SLIDE,
        () if is_display(line) => &DISPLAY,
        () if line.strip_prefix('＞').is_some_and(quoted) => &wide::WIDE,
        () => return None,
    })
}

/// `title:: 甲`, a property of Logseq.
fn is_property(line: &str) -> bool {
    let Some((key, _)) = line.split_once(":: ") else { return false };
    key.starts_with(|c: char| c.is_ascii_lowercase()) && key.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// `!!! note`, `??? tip "标题"`, `!!! note 标题`; three marks of exclamation before words are an exclamation.
fn is_admonition(line: &str) -> bool {
    let Some(rest) = ["!!!", "???+", "???"].iter().find_map(|mark| line.strip_prefix(mark)) else { return false };
    let (kind, title) = rest.trim().split_once([' ', '\t']).unwrap_or((rest.trim(), ""));
    let (title, kind) = (title.trim(), kind.trim_end_matches([':', '：']));
    let word = !kind.is_empty() && kind.chars().all(|c| c.is_ascii_lowercase() || c == '-');
    let known = KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)) || CHINESE_KINDS.contains(&kind);
    let titled = title.is_empty() || title.ends_with('"') || matches!(title, "inline" | "inline end" | "end");
    match kind {
        "" => line.starts_with('?'),
        _ if line.starts_with("???+ ") => true,
        _ => (word && titled) || (known && (titled || rest.contains([':', '：']) || title.starts_with(is_han))),
    }
}

const CHINESE_KINDS: [&str; 10] = ["提示", "注意", "警告", "说明", "重要", "备注", "信息", "示例", "危险", "小贴士"];

const KINDS: [&str; 15] = [
    "note",
    "abstract",
    "info",
    "tip",
    "success",
    "question",
    "warning",
    "failure",
    "danger",
    "bug",
    "example",
    "quote",
    "important",
    "caution",
    "hint",
];

/// `/// note | 标题`, and `///` that ends it.
fn is_slashed(line: &str) -> bool {
    let Some(rest) = line.strip_prefix("///").map(str::trim) else { return false };
    let kind = rest.split_once('|').map_or(rest, |(kind, _)| kind.trim_end());
    !rest.starts_with('/') && kind.chars().all(|c| c.is_ascii_lowercase() || c == '-')
}

/// `import X from '…'`, `export const x = …`, but no sentence on them.
fn is_module(line: &str) -> bool {
    let end = line.trim_end().trim_end_matches(';');
    let import =
        line.starts_with("import ") && end.ends_with(['\'', '"']) && [" from ", "import '", "import \""].iter().any(|m| line.contains(m));
    let name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$');
    let after = |mark: &str| line.strip_prefix(mark).map(|rest| rest.trim_start_matches(name));
    let value = ["export const ", "export let "].iter().filter_map(|m| after(m)).any(|rest| rest.trim_start().starts_with('='));
    let function = after("export function ").is_some_and(|rest| rest.starts_with('('));
    let default = line.strip_prefix("export default ").is_some_and(|rest| {
        let rest = rest.trim_end();
        rest.starts_with(['{', '(']) || rest.ends_with(['{', ';', '}']) || (!rest.is_empty() && rest.chars().all(name))
    });
    import || value || function || default
}

/// `class: center`, `.left[…`.
fn is_slide(line: &str) -> bool {
    let place = |word: &str| matches!(word, "center" | "middle" | "inverse" | "left" | "right" | "top" | "bottom" | "title-slide");
    let class = line.strip_prefix("class: ").is_some_and(|words| words.split([',', ' ']).any(place) && !words.contains('.'));
    let name = line.strip_prefix('.').and_then(|rest| rest.split_once('[')).map_or("", |(name, _)| name);
    let named = name.len() > 1 && name.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    let program = matches!(name, "loc" | "iloc" | "at" | "iat");
    class || matches!(line.trim_end(), "layout: true" | "count: false") || line.starts_with("background-image: ") || (named && !program)
}

/// `$$` at the beginning of a line, alone or before a formula, which was not read as one. A command beside it is told as a bad formula.
fn is_display(line: &str) -> bool {
    let rest = line.strip_prefix("$$").map(str::trim);
    rest.is_some_and(|rest| rest.is_empty() || (rest.contains(['=', '^', '_', '+', '<', '>']) && !rest.contains('\\')))
}
