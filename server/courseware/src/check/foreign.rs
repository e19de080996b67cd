//! What stands within a line and is shown as it is: roles, attributes, templates, wiki links and links with wide brackets, formulas in the
//! brackets of LaTeX.

use super::{Construct, Found, Text, construct, head, tail};
use crate::{
    markdown::Ev,
    problem::{Fault, ItemFault, PageFault},
    text::short,
};
use pulldown_cmark::Event;

const ROLE: Construct = construct(
    (
        "别的工具的角色（`:label:`、`:numref:`、`{eq}`……加反引号）",
        "a role of another tool (`:label:`, `:numref:`, `{eq}` … before backticks)",
    ),
    (
        "给公式编号：在 `$$…$$` 里写 `\\tag{1} \\label{名字}`，引用写 `$\\eqref{名字}$`；引用标题写 `[文字](#标题)`，引用图表直接写“下图”“表 1”。",
        "to number a formula write `\\tag{1} \\label{name}` in its `$$…$$` and refer to it by `$\\eqref{name}$`; refer to a heading by `[words](#heading)`, to figures and tables by words.",
    ),
);
const ATTRIBUTES: Construct = construct(
    ("属性的花括号（`{: .类}`、`{.类}`、`{#编号}`、`{width=…}`）", "braces with attributes (`{: .x}`, `{.x}`, `{#id}`, `{width=…}`)"),
    (
        "删去：样子和大小由网站决定；编号只写在标题后面 `## 标题 {#id}`。",
        "delete them: looks and sizes are the site's; an id is written after a heading only, `## heading {#id}`.",
    ),
);
const TEMPLATE: Construct = construct(
    ("模板的花括号（`{{ … }}`、`{% … %}`、`{/* … */}`）", "braces of a template (`{{ … }}`, `{% … %}`, `{/* … */}`)"),
    (
        "这里不套模板：写出文字；要显示花括号，写在反引号里；注释写成 `<!-- … -->`。",
        "there are no templates here: write the words; to show braces, put them in backticks; a comment is `<!-- … -->`.",
    ),
);
const WIKI: Construct = construct(
    ("双方括号 `[[…]]`", "double brackets `[[…]]`"),
    (
        "链接写成 `[文字](020-name.md)`，标题的编号写成 `## 标题 {#id}`；填空写成题目：`### 题干 {#编号 .cloze}`，空写在题干里，不写在解析里。",
        "write a link as `[words](020-name.md)`, the id of a heading as `## heading {#id}`; a gap belongs to an item: `### stem {#id .cloze}`, in the stem and not in the explanation.",
    ),
);
const BRACKETS: Construct = construct(
    ("LaTeX 的公式括号 `\\(…\\)`、`\\[…\\]`", "the brackets of LaTeX for formulas, `\\(…\\)` and `\\[…\\]`"),
    ("行内公式写成 `$…$`，单独一行的写成 `$$…$$`。", "write a formula in a line as `$…$`, on its own as `$$…$$`."),
);
const CITATION: Construct = construct(
    ("文献的标记 `[@…]`、`^[…]`", "marks of citations and notes, `[@…]` and `^[…]`"),
    ("写成脚注：正文里 `[^1]`，文件末尾 `[^1]: 出处`。", "write a footnote: `[^1]` in the text, `[^1]: source` at the end of the file."),
);
const KEYS: Construct = construct(
    ("按键的写法 `++ctrl+c++`", "keys as `++ctrl+c++`"),
    ("写成 `<kbd>Ctrl</kbd>+<kbd>C</kbd>`。", "write `<kbd>Ctrl</kbd>+<kbd>C</kbd>`."),
);
const EMOJI: Construct = construct(
    ("表情的代号 `:smile:`", "the code of an emoji, `:smile:`"),
    ("直接写表情符号，或删去。", "write the emoji itself, or delete it."),
);
const HIDDEN: Construct =
    construct(("Obsidian 的注释 `%%…%%`", "a comment of Obsidian, `%%…%%`"), ("写成 `<!-- … -->`。", "write `<!-- … -->`."));

/// Looks at each text of a run; what is found twice in a run is told once.
pub(super) fn words(run: &[Ev], text: Text, found: &mut Found) {
    for (i, (event, place)) in run.iter().enumerate() {
        let Event::Text(words) = event else { continue };
        let source = text.source.get(place.clone()).unwrap_or_default();
        let code = matches!(run.get(i + 1), Some((Event::Code(_), _)));
        found.extend(constructs(words, source, code).into_iter().map(|c| (place.start, Fault::from(c))));
        if words.contains("<!--") && !source.contains("\\<") {
            found.push((place.start, PageFault::UnclosedComment.into()));
        }
        if let Some(at) = broken_link(source).filter(|at| !text.is_escaped(place.start + at)) {
            found.push((place.start + at, PageFault::BrokenLinkMarks.into()));
        }
        maths(words, source, place.start, found);
        footnote(source, text.alone, place.start, found);
    }
}

fn constructs(words: &str, source: &str, code: bool) -> Vec<&'static Construct> {
    let mut all = vec![];
    let mut add = |is: bool, construct: &'static Construct| {
        if is {
            all.push(construct);
        }
    };
    add(code && role(words), &ROLE);
    add(words.contains("{{") && words.contains("}}") || words.contains("{%") && words.contains("%}") || words.contains("{/*"), &TEMPLATE);
    add(braces(words), &ATTRIBUTES);
    add(wiki(source), &WIKI);
    add(source.split_once("\\(").is_some_and(|(_, rest)| rest.contains("\\)")) || displayed(source), &BRACKETS);
    add(words.contains("[@") || words.contains("^["), &CITATION);
    add(around(words, "++", |c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-')), &KEYS);
    add(!code && emoji(words), &EMOJI);
    add(words.matches("%%").count() > 1, &HIDDEN);
    all
}

/// Whether a text ends in `:name:` or `{name}`.
fn role(words: &str) -> bool {
    let name = |name: &str| name.len() > 1 && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':'));
    let colon = words.strip_suffix(':').and_then(|w| w.rsplit_once(':')).is_some_and(|(_, n)| name(n));
    colon || words.strip_suffix('}').and_then(|w| w.rsplit_once('{')).is_some_and(|(_, n)| name(n))
}

/// `{: .x}`, `{.x}`, `{#x}`, `{width=50%}`.
fn braces(words: &str) -> bool {
    words.split('{').skip(1).any(|rest| {
        let Some((inner, _)) = rest.split_once('}').filter(|(inner, _)| inner.len() < 200) else { return false };
        let mark = inner.trim_start_matches(':').trim_start();
        let letter = |t: &str| t.starts_with(|c: char| c.is_alphabetic());
        inner.starts_with(':') && inner.contains(['.', '#', '='])
            || mark.strip_prefix(['.', '#']).is_some_and(letter)
            || letter(mark)
                && mark
                    .split_once('=')
                    .is_some_and(|(key, value)| !value.is_empty() && key.chars().all(|c| c.is_ascii_alphabetic() || c == '-'))
    })
}

/// `[[…]]` that is not `a[[0]]`.
fn wiki(source: &str) -> bool {
    let mut before = None;
    let mut rest = source;
    while let Some((start, after)) = rest.split_once("[[") {
        before = start.chars().next_back().or(before);
        let line = head(after, 200).lines().next().unwrap_or_default();
        let inner = line.split_once("]]").map_or("", |(inner, _)| inner);
        if !inner.is_empty() && !before.is_some_and(|c| c.is_ascii_alphanumeric() || c == '\\') {
            return true;
        }
        rest = after;
        before = Some('[');
    }
    false
}

/// `\[ … \]` with a formula between; around plain words the brackets are meant as brackets.
fn displayed(source: &str) -> bool {
    source.split_once("\\[").and_then(|(_, rest)| rest.split_once("\\]")).is_some_and(|(inner, _)| inner.contains(['=', '^', '\\', '_']))
}

/// Whether a mark stands around a short word of such characters.
fn around(words: &str, mark: &str, fits: impl Fn(char) -> bool) -> bool {
    words.split(mark).skip(1).zip(words.split(mark).skip(2)).any(|(inner, _)| !inner.is_empty() && inner.chars().all(&fits))
}

/// `:smile:` between other words, not the time 10:30:00.
fn emoji(words: &str) -> bool {
    let parts: Vec<&str> = words.split(':').collect();
    parts.windows(3).any(|w| {
        let name = w[1].starts_with(|c: char| c.is_ascii_lowercase()) && w[1].len() > 2;
        let name = name && w[1].chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '_' | '-'));
        let free = |c: Option<char>| !c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
        name && free(w[0].chars().next_back()) && free(w[2].chars().next())
    })
}

/// `[words](an address with spaces)`, `[words]（address）`, `[words][nobody]`.
fn broken_link(source: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = source.get(from..).and_then(|s| s.find(']')).map(|i| from + i) {
        from = at + 1;
        let rest = source.get(from..).unwrap_or_default();
        if !rest.starts_with(['(', '（', '[']) {
            continue;
        }
        let line = head(rest, 400).lines().next().unwrap_or_default();
        let before = tail(source.get(..at).unwrap_or_default(), 400);
        let opened = before.rfind(['[', '\n']).filter(|open| before.get(*open..).is_some_and(|t| t.starts_with('[')));
        let index = |c: char| c.is_ascii_alphanumeric() || matches!(c, '\\' | ')' | ']');
        let free = opened.is_some_and(|open| !before.get(..open).and_then(|t| t.chars().next_back()).is_some_and(index));
        let address = |t: &str| t.contains("://") || t.contains(".md") || t.contains("media/") || t.contains('#') || t.contains("www.");
        let wide = line.strip_prefix('（').and_then(|t| t.split_once('）')).is_some_and(|(inner, _)| address(inner));
        let plain = line.strip_prefix('(').and_then(|t| t.split_once([')', '）'])).is_some_and(|(inner, _)| address(inner));
        let named =
            line.strip_prefix('[').and_then(|t| t.split_once(']')).is_some_and(|(inner, _)| !inner.is_empty() && !inner.starts_with('^'));
        if free && (wide || plain || named) {
            return opened.map(|open| at - before.len() + open);
        }
    }
    None
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

/// A footnote without its text; in an item there are none.
fn footnote(source: &str, alone: bool, at: usize, found: &mut Found) {
    let label = source.split_once("[^").filter(|(before, _)| !before.ends_with('\\')).and_then(|(_, rest)| rest.split_once(']'));
    if let Some((label, _)) = label.filter(|(label, _)| !label.is_empty() && !label.contains(char::is_whitespace)) {
        found.push(match alone {
            true => (at, ItemFault::Footnote.into()),
            false => (at, PageFault::UndefinedFootnote { label: short(label, 40) }.into()),
        });
    }
}
