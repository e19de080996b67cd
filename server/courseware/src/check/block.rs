//! Blocks: code that nobody meant as code, code without an end, lists that look like a quiz.

use super::{Construct, Found, Text, construct, is_item};
use crate::{
    markdown::Ev,
    problem::{AreaFault, ItemFault, PageFault},
};
use pulldown_cmark::{CodeBlockKind, Event, TagEnd};
use std::ops::Range;
use zhixing_domain::text::look::is_invisible;

const BRACES: Construct = construct(
    ("代码块开头的花括号（`{python}`、`{note}`、`{.python .input}`）", "braces after the fence (`{python}`, `{note}`, `{.python .input}`)"),
    (
        "三个反引号后面只写语言：```` ```python ````；提示框写 `> [!NOTE]`，折叠写 `> [!FOLD] 标题`；同一段代码的别种写法各写一个代码块，上面各写一句话。",
        "write nothing but the language after the backticks: ```` ```python ````; a callout is `> [!NOTE]`, a fold `> [!FOLD] title`; write \
         variants of a code as blocks of their own, with a sentence above each.",
    ),
);
const TAB: Construct = construct(
    ("代码里的 `#@tab`", "`#@tab` within code"),
    (
        "这里没有分页的代码：只留一种，或者各写一个代码块，上面写一句话说是哪一种；要收起来，写 `> [!FOLD] 标题`。",
        "there are no tabs for code here: keep one variant, or write a block for each with a sentence above; to fold one, write `> [!FOLD] title`.",
    ),
);
const HIDDEN_LINE: Construct = construct(
    ("mdBook 里用 `# ` 隐藏的代码行", "lines of code that mdBook hides by `# `"),
    ("删去这些行，或去掉行首的 `# `：这里每一行都显示。", "delete these lines, or the `# ` before them: here every line is shown."),
);
const QUIZ: Construct = construct(
    ("问句下面的 `- [ ]` 列表", "a list of `- [ ]` below a question"),
    (
        "要让学员作答，把问句写成题目：`### 问句 {#编号 .single}`（多选 `.multiple`），最后加一段解析 `> …`；只是待办清单的话，上一句不要用问号。",
        "to have it answered, make the question an item: `### question {#id .single}` (several answers: `.multiple`) with an explanation `> \
         …` at the end; for a mere list of things to do, let no question stand above it.",
    ),
);
const MATTER: Construct = construct(
    ("正文里的 `---` 和 `键: 值`", "`---` and `key: value` within the text"),
    (
        "这不是 front matter，会成为标题：删去；front matter 只有一个，在文件开头的两行 `+++` 之间。",
        "this is no front matter and becomes a heading: delete it; there is one front matter, between two lines of `+++` at the top of the file.",
    ),
);
const TITLED: Construct = construct(
    ("提示框的标题（`> [!NOTE] 标题`）", "a title of a callout (`> [!NOTE] title`)"),
    (
        "`[!NOTE]` 后面有文字就不是提示框了：让它单独一行，标题写在下一行 `> **标题**`；要带标题又能收起，写 `> [!FOLD] 标题`。",
        "words after `[!NOTE]` make it a plain quote: let it stand alone and write the title on the next line, `> **title**`; a fold has a title, `> [!FOLD] title`.",
    ),
);

/// What to say of a callout with words behind its mark.
pub(crate) fn titled_callout() -> AreaFault {
    AreaFault::from(&TITLED)
}

/// `---`, `title: x`, `---` in the text: the second line becomes a heading.
pub(super) fn matter(source: &str, place: &Range<usize>) -> Option<(usize, AreaFault)> {
    let text = source.get(place.clone())?;
    let (key, _) = text.lines().next()?.split_once(':')?;
    let named =
        key.starts_with(|c: char| c.is_ascii_alphabetic()) && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    let under = text.trim_end().lines().next_back()?.starts_with("---");
    let above = source.get(..place.start)?.trim_end().lines().next_back()?.trim_end() == "---";
    (named && under && above).then(|| (place.start, AreaFault::from(&MATTER)))
}

/// A heading with the type of an item that begins none: it stands within another item, a list or a quote.
pub(super) fn item(text: Text, place: &Range<usize>) -> Option<(usize, AreaFault)> {
    let line = text.source.get(place.start..)?.lines().next()?;
    is_item(line, false).then(|| (place.start, ItemFault::SwallowedItem.into()))
}

impl From<&Construct> for AreaFault {
    fn from(construct: &Construct) -> Self {
        PageFault::Foreign { what: construct.what, advice: construct.advice }.into()
    }
}

/// A code block: how it is written around, not what is in it.
pub(super) fn code(kind: &CodeBlockKind, first: Option<&Ev>, source: &str, place: &Range<usize>) -> Found {
    let mut found = vec![];
    let text = source.get(place.clone()).unwrap_or_default();
    let inside = match first {
        Some((Event::Text(text), _)) => text.as_ref(),
        _ => "",
    };
    match kind {
        CodeBlockKind::Indented => found.push((place.start, PageFault::IndentedCode.into())),
        CodeBlockKind::Fenced(info) => {
            if info.trim_start().starts_with('{') || info.contains("{.") {
                found.push((place.start, AreaFault::from(&BRACES)));
            }
            let mark = text.chars().next().unwrap_or('`');
            let fence = text.chars().take_while(|c| *c == mark).count();
            let last = text.trim_end().lines().next_back().unwrap_or_default().trim_start_matches([' ', '\t', '>']).trim_end();
            let closed = text.trim_end().contains('\n') && last.chars().all(|c| c == mark) && last.chars().count() >= fence;
            if !closed {
                found.push((place.start, PageFault::UnclosedCode.into()));
            }
        }
    }
    let language = match kind {
        CodeBlockKind::Fenced(info) => info.split_whitespace().next().unwrap_or_default(),
        CodeBlockKind::Indented => "",
    };
    let at = |part: &str| text.find(part).map_or(place.start, |at| place.start + at);
    if let Some(line) = inside.lines().find(|line| language == "rust" && line.starts_with("# ")) {
        found.push((at(line), AreaFault::from(&HIDDEN_LINE)));
    }
    if let Some((line, c)) = inside.lines().find_map(|line| Some((line, odd(line)?))).filter(|_| PROGRAMS.contains(&language)) {
        found.push((at(line), PageFault::OddInCode { code: format!("U+{:04X}", u32::from(c)) }.into()));
    }
    if inside.contains("#@tab") {
        found.push((place.start, AreaFault::from(&TAB)));
    }
    found
}

/// Languages whose programs people copy and run.
const PROGRAMS: [&str; 4] = ["python", "json", "sql", "bash"];

/// The first character of a line that looks like one of a program and is none: a space of another kind, what nobody sees, and marks of a Chinese
/// keyboard right beside a name or a bracket, where no words are.
fn odd(line: &str) -> Option<char> {
    let space = line.chars().find(|c| *c == '\u{a0}' || is_invisible(*c));
    let code = line.split(['#', '"', '\'']).next().unwrap_or_default();
    let chars: Vec<char> = code.chars().collect();
    let mark = chars.windows(2).find_map(|pair| match pair {
        [a, '（'] if a.is_ascii_alphanumeric() || *a == '_' => Some('（'),
        ['(' | '[' | '{' | '=' | ',' | ':', '“'] => Some('“'),
        _ => None,
    });
    let spaced = || code.split_once(['=', ':', ',']).filter(|(_, rest)| rest.trim_start().starts_with('“')).map(|_| '“');
    space.or(mark).or_else(spaced)
}

/// A list of boxes right below a question: `events` end with the first events of the list, which begins at `at`.
pub(super) fn quiz(events: &[Ev], at: usize, text: Text) -> Found {
    let boxed = events.get(at..).unwrap_or_default().iter().any(|(event, _)| matches!(event, Event::TaskListMarker(_)));
    if text.alone || !boxed || at < 2 {
        return vec![];
    }
    let above = match events.get(at - 2..at) {
        Some([(Event::Text(words), _), (Event::End(TagEnd::Paragraph | TagEnd::Heading(_)), _)]) => words.trim_end(),
        _ => "",
    };
    let place = events.get(at).map_or(0, |(_, place)| place.start);
    if above.ends_with(['?', '？']) { vec![(place, AreaFault::from(&QUIZ))] } else { vec![] }
}
