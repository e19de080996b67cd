//! HTML in a text: comments vanish, folds, keys, raised and lowered letters and line ends are written, all else is left out and named.
//!
//! Never an attribute of the author's: what is written here are the writer's own tags.

use super::{Writer, escape};
use crate::{
    markdown::Ev,
    problem::{PageFault, Words},
    text::short,
};
use pulldown_cmark::Event;

/// Tags within a line that Markdown has no marks for.
const INLINE: [&str; 3] = ["kbd", "sub", "sup"];
/// The end of a tag within a line is looked for among so many events: a key or an index is short.
const NEAR: usize = 40;

/// What an HTML block consists of.
enum Piece<'b> {
    Comment,
    /// The name in small letters, whether it ends an element, the whole tag.
    Tag(String, bool, &'b str),
    Text(&'b str),
    /// A comment without an end.
    Unclosed,
}

impl Writer<'_> {
    /// A tag or comment within a line.
    pub(super) fn inline_html(&mut self, html: &str, events: &[Ev], at: usize) {
        let place = events.get(at).map_or(0, |(_, place)| place.start);
        let (name, closes) = name(html);
        match name.as_str() {
            _ if html.starts_with("<!--") => {}
            "br" => self.out.push_str("<br>"),
            tag if INLINE.contains(&tag) && !html.contains('=') => {
                if closes {
                    if self.marked.pop_if(|open| open == tag).is_none() {
                        return self.add(place, PageFault::UnclosedTag { tag: format!("</{tag}>") });
                    }
                    self.out.push_str(&format!("</{tag}>"));
                } else if ends(events.get(at + 1..).unwrap_or_default(), tag) {
                    self.marked.push(tag.into());
                    self.out.push_str(&format!("<{tag}>"));
                } else {
                    self.add(place, PageFault::UnclosedTag { tag: format!("<{tag}>") });
                }
            }
            _ => self.refuse(html, &name, place),
        }
    }

    /// A block of HTML; `after` is what follows it.
    pub(super) fn html_block(&mut self, block: &[Ev], after: &[Ev]) {
        let text = text_of(block);
        let place = block.first().map_or(0, |(_, place)| place.start);
        let pieces = pieces(&text);
        let mut refused = false;
        let mut at = 0;
        while let Some(piece) = pieces.get(at) {
            at += 1;
            match piece {
                Piece::Comment => {}
                Piece::Unclosed => self.add(place, PageFault::UnclosedComment),
                Piece::Tag(name, true, _) if name == "details" => self.fold_end(place),
                Piece::Tag(name, false, tag) if name == "details" => {
                    let (summary, used) = summary_first(pieces.get(at..).unwrap_or_default());
                    at += used;
                    let comes = summary.is_none() && at == pieces.len() && text_of(after).trim_start().starts_with("<summary");
                    self.fold_start(tag.contains(" open"), summary, comes, place);
                }
                Piece::Tag(name, false, _) if name == "summary" && self.summary_due => {
                    let (words, used) = summary_of(pieces.get(at..).unwrap_or_default());
                    at += used;
                    self.summary_due = false;
                    self.out.push_str(&format!("<summary>{}</summary>\n", escape(&words)));
                    self.text.push_str(&format!("{words}\n"));
                }
                Piece::Tag(name, ..) if name == "br" => {}
                // One word for one block: the first tag tells what it is.
                Piece::Tag(name, _, tag) if !refused => {
                    refused = true;
                    self.refuse(tag, name, place);
                }
                Piece::Tag(..) => {}
                Piece::Text(words) if !refused => {
                    refused = true;
                    self.add(place, PageFault::SwallowedText { text: short(words, 40) });
                }
                Piece::Text(_) => {}
            }
        }
    }

    fn refuse(&mut self, tag: &str, name: &str, place: usize) {
        self.add(place, PageFault::RawHtml { tag: short(tag, 60), advice: advice(tag, name) });
    }
}

fn text_of(block: &[Ev]) -> String {
    let html = block.iter().take_while(|(event, _)| !matches!(event, Event::End(_)));
    html.filter_map(|(event, _)| if let Event::Html(t) | Event::Text(t) = event { Some(t.as_ref()) } else { None }).collect()
}

/// Whether the tag ends before what it stands in does.
fn ends(events: &[Ev], tag: &str) -> bool {
    let mut depth = 0usize;
    for (event, _) in events.iter().take(NEAR) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => return false,
            Event::End(_) => depth -= 1,
            Event::InlineHtml(html) if depth == 0 && name(html) == (tag.into(), true) => return true,
            _ => {}
        }
    }
    false
}

/// The name of a tag, and whether it ends an element.
fn name(tag: &str) -> (String, bool) {
    let inner = tag.trim_start_matches('<');
    let closes = inner.starts_with('/');
    let inner = inner.trim_start_matches('/');
    let end = inner.find(|c: char| !(c.is_ascii_alphanumeric() || c == '-')).unwrap_or(inner.len());
    (inner.get(..end).unwrap_or_default().to_ascii_lowercase(), closes)
}

/// Parts a block at its tags and comments; white space between them is left out.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let (mut pieces, mut rest) = (vec![], text);
    loop {
        let (words, tag) = rest.split_at(rest.find('<').unwrap_or(rest.len()));
        if !words.trim().is_empty() {
            pieces.push(Piece::Text(words.trim()));
        }
        if tag.is_empty() {
            return pieces;
        }
        if tag.starts_with("<!--") {
            let Some(end) = tag.find("-->") else {
                pieces.push(Piece::Unclosed);
                return pieces;
            };
            pieces.push(Piece::Comment);
            rest = tag.get(end + 3..).unwrap_or_default();
            continue;
        }
        let (whole, after) = tag.split_at(tag.find('>').map_or(tag.len(), |i| i + 1));
        let (name, closes) = name(whole);
        pieces.push(Piece::Tag(name, closes, whole));
        rest = after;
    }
}

/// The summary, where the pieces begin with one, and how many pieces it takes.
fn summary_first(pieces: &[Piece]) -> (Option<String>, usize) {
    match pieces {
        [Piece::Tag(name, false, _), rest @ ..] if name == "summary" => {
            let (words, used) = summary_of(rest);
            (Some(words), 1 + used)
        }
        _ => (None, 0),
    }
}

/// The words up to the end of a `<summary>`, and how many pieces that were.
fn summary_of(pieces: &[Piece]) -> (String, usize) {
    let mut words = vec![];
    for (i, piece) in pieces.iter().enumerate() {
        match piece {
            Piece::Text(text) => words.push(*text),
            Piece::Tag(name, true, _) if name == "summary" => return (plain_words(&words.join(" ")), i + 1),
            _ => {}
        }
    }
    (plain_words(&words.join(" ")), pieces.len())
}

/// Markdown is not read within a tag, so its commonest marks go.
fn plain_words(text: &str) -> String {
    let text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
    text.replace("**", "").replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What to write instead of a tag.
fn advice(tag: &str, name: &str) -> Words {
    let component = tag.trim_start_matches(['<', '/']).starts_with(|c: char| c.is_ascii_uppercase()) || tag.contains("={");
    match name {
        _ if component => Words {
            zh: "这是 MDX/JSX 的组件，这里没有：删去，要说的话用 Markdown 写（提示框 `> [!NOTE]`，折叠 `> [!FOLD] 标题`）；要显示尖括号，写在反引号里。",
            en: "this is a component of MDX/JSX, which is not run here: delete it and say it in Markdown (a callout `> [!NOTE]`, a fold `> \
                [!FOLD] title`); to show angle brackets, put them in backticks.",
        },
        "quiz" | "question" | "answer" => Words {
            zh: "测验写成题目：`### 题干 {#编号 .single}`，下面是 `- [ ]` 和 `- [x]` 的选项（填空用 `.cloze` 和 `[[答案]]`）。",
            en: "write a quiz as an item: `### stem {#id .single}`, below it options `- [ ]` and `- [x]` (a gap: `.cloze` and `[[answer]]`).",
        },
        "img" | "picture" | "svg" | "figure" | "figcaption" => Words {
            zh: "图片放进 `media/`，单独一段写 `![图里有什么](media/name.svg \"图题\")`。",
            en: "put the figure into `media/` and write `![what it shows](media/name.svg \"caption\")` as a paragraph.",
        },
        "a" => Words {
            zh: "链接写成 `[文字](https://…)`；要做锚点，在标题后面写 `{#id}`。",
            en: "write a link as `[words](https://…)`; for an anchor write `{#id}` after a heading.",
        },
        "b" | "strong" => Words { zh: "粗体写成 `**文字**`。", en: "write bold text as `**words**`." },
        "i" | "em" | "u" | "mark" | "ins" => Words { zh: "强调写成 `*文字*`。", en: "write emphasis as `*words*`." },
        "s" | "del" | "strike" => Words { zh: "删除线写成 `~~文字~~`。", en: "write struck text as `~~words~~`." },
        "code" | "pre" | "tt" | "samp" => Words {
            zh: "代码写在反引号里，多行的写成三个反引号的代码块。",
            en: "put code into backticks, several lines into a block of three backticks.",
        },
        "table" | "thead" | "tbody" | "tr" | "td" | "th" | "caption" => Words {
            zh: "表格写成 `| 甲 | 乙 |`，第二行 `|---|---|`；表题写在上一段：`表：……`。",
            en: "write a table as `| a | b |` with `|---|---|` on the second line; its caption goes into the paragraph above: `Table: …`.",
        },
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Words { zh: "标题写成 `## 标题`。", en: "write a heading as `## heading`." },
        "ul" | "ol" | "li" | "dl" | "dt" | "dd" => {
            Words { zh: "列表写成 `- 项目` 或 `1. 项目`。", en: "write a list as `- entry` or `1. entry`." }
        }
        "hr" => Words { zh: "分隔线写成 `---`。", en: "write a rule as `---`." },
        "blockquote" => Words { zh: "引文写成 `> 文字`。", en: "write a quote as `> words`." },
        "details" | "summary" => Words {
            zh: "折叠写成引文 `> [!FOLD] 标题`；用 `<details>` 的话，它和 `</details>` 各占一段，前后空一行，`<summary>` 紧跟在 `<details>` 后面。",
            en: "write a fold as a quote `> [!FOLD] title`; a `<details>` and its `</details>` are paragraphs of their own with a blank line \
                around, `<summary>` right after `<details>`.",
        },
        "iframe" | "video" | "audio" | "embed" | "object" | "source" => Words {
            zh: "这里不能嵌入别的页面或视频：写一个链接 `[看什么](https://…)`。",
            en: "nothing is embedded here: write a link `[what is to be seen](https://…)`.",
        },
        "script" | "style" | "link" | "meta" | "form" | "input" | "button" => Words {
            zh: "课文里没有脚本、样式和表单：删去；要显示这段代码，写成代码块。",
            en: "a text has no scripts, styles or forms: delete it; to show such code, write a code block.",
        },
        "kbd" | "sub" | "sup" | "br" => Words {
            zh: "`<kbd>`、`<sub>`、`<sup>`、`<br>` 可以写，但不带属性。",
            en: "`<kbd>`, `<sub>`, `<sup>` and `<br>` may be written, without attributes.",
        },
        "p" | "div" | "span" | "center" | "font" | "small" | "big" | "section" | "article" | "aside" | "header" | "footer" | "nav" => {
            Words {
                zh: "删去这对标签，只留文字：位置、大小和颜色由网站决定。",
                en: "delete the tags and keep the words: place, size and colour are the site's.",
            }
        }
        _ => Words {
            zh: "用 Markdown 的写法；要显示尖括号，写在反引号里（`` `<b>` ``）或写成 `\\<`。",
            en: "use Markdown; to show angle brackets, put them in backticks (`` `<b>` ``) or write `\\<`.",
        },
    }
}
