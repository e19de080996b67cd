//! Our Markdown as the XHTML that QTI allows: what is not known is words, so that a text never breaks the file.

use crate::{GAP, xml::plain};
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// The Markdown of a stem or an option. Each gap becomes the next of `fields`.
pub fn blocks(markdown: &str, fields: &[String]) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_MATH;
    let mut writer = Writer { out: String::new(), fields: fields.iter(), open: vec![], head: false, alt: None };
    for event in Parser::new_ext(markdown, options) {
        writer.event(event);
    }
    for name in writer.open.into_iter().rev() {
        writer.out.push_str(&format!("</{name}>"));
    }
    writer.out
}

/// What fits in a line: one paragraph without its element, or nothing.
pub fn inline(markdown: &str) -> Option<String> {
    let html = blocks(markdown, &[]);
    let inner = html.strip_prefix("<p>")?.strip_suffix("</p>")?;
    (!inner.contains("<p>")).then(|| inner.into())
}

struct Writer<'f> {
    out: String,
    fields: std::slice::Iter<'f, String>,
    /// Tags that stand in the text itself.
    open: Vec<&'static str>,
    head: bool,
    /// The words of a picture, while they are read.
    alt: Option<String>,
}

const SMALL: [&str; 3] = ["sub", "sup", "kbd"];

impl Writer<'_> {
    fn event(&mut self, event: Event) {
        if let Some(alt) = &mut self.alt {
            match event {
                Event::End(TagEnd::Image) => {
                    let alt = plain(alt);
                    self.out.push_str(&format!(" alt=\"{alt}\"/>"));
                    self.alt = None;
                }
                Event::Text(text) | Event::Code(text) => alt.push_str(&text),
                _ => {}
            }
            return;
        }
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => self.words(&text),
            Event::Code(text) => self.put(&format!("<code>{}</code>", plain(&text))),
            Event::InlineMath(tex) => self.put(&formula(&tex, "")),
            Event::DisplayMath(tex) => self.put(&formula(&tex, " display=\"block\"")),
            Event::SoftBreak => self.put("\n"),
            Event::HardBreak => self.put("<br/>"),
            Event::InlineHtml(tag) | Event::Html(tag) => self.tag(&tag),
            Event::Rule | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn put(&mut self, html: &str) {
        self.out.push_str(html);
    }

    fn words(&mut self, text: &str) {
        for (n, part) in text.split(GAP).enumerate() {
            if n > 0
                && let Some(field) = self.fields.next()
            {
                self.out.push_str(field);
            }
            self.out.push_str(&plain(part));
        }
    }

    /// A tag in our text: the few that ours has; others are words.
    fn tag(&mut self, tag: &str) {
        if matches!(tag, "<br>" | "<br/>" | "<br />") {
            return self.put("<br/>");
        }
        let name = tag.trim_start_matches(['<', '/']).trim_end_matches('>');
        match SMALL.into_iter().find(|s| *s == name) {
            Some(name) if !tag.starts_with("</") => {
                self.open.push(name);
                self.put(&format!("<{name}>"));
            }
            Some(name) if self.open.last() == Some(&name) => {
                self.open.pop();
                self.put(&format!("</{name}>"));
            }
            _ => self.words(tag),
        }
    }

    fn start(&mut self, tag: Tag) {
        let html = match tag {
            Tag::Paragraph | Tag::Heading { .. } => "<p>",
            Tag::BlockQuote(_) => "<blockquote>",
            Tag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(language) if !language.is_empty() => plain(&language),
                    _ => "text".into(),
                };
                return self.put(&format!("<pre><code class=\"language-{language}\">"));
            }
            Tag::List(Some(_)) => "<ol>",
            Tag::List(None) => "<ul>",
            Tag::Item => "<li>",
            Tag::Table(_) => "<table>",
            Tag::TableHead => {
                self.head = true;
                "<thead><tr>"
            }
            Tag::TableRow => "<tr>",
            Tag::TableCell => {
                if self.head {
                    "<th>"
                } else {
                    "<td>"
                }
            }
            Tag::Emphasis => "<em>",
            Tag::Strong => "<strong>",
            Tag::Strikethrough => "<span class=\"del\">",
            Tag::Link { dest_url, .. } => return self.put(&format!("<a href=\"{}\">", plain(&dest_url))),
            Tag::Image { dest_url, .. } => {
                self.alt = Some(String::new());
                return self.put(&format!("<img src=\"{}\"", plain(&dest_url)));
            }
            _ => return,
        };
        self.put(html);
    }

    fn end(&mut self, tag: TagEnd) {
        // what was left open in a paragraph ends with it
        if matches!(
            tag,
            TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::TableCell
                | TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Link
                | TagEnd::Strikethrough
        ) {
            while let Some(name) = self.open.pop() {
                self.put(&format!("</{name}>"));
            }
        }
        let html = match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) => "</p>",
            TagEnd::BlockQuote(_) => "</blockquote>",
            TagEnd::CodeBlock => "</code></pre>",
            TagEnd::List(true) => "</ol>",
            TagEnd::List(false) => "</ul>",
            TagEnd::Item => "</li>",
            TagEnd::Table => "</tbody></table>",
            TagEnd::TableHead => {
                self.head = false;
                "</tr></thead><tbody>"
            }
            TagEnd::TableRow => "</tr>",
            TagEnd::TableCell if self.head => "</th>",
            TagEnd::TableCell => "</td>",
            TagEnd::Emphasis => "</em>",
            TagEnd::Strong => "</strong>",
            TagEnd::Strikethrough => "</span>",
            TagEnd::Link => "</a>",
            _ => "",
        };
        self.put(html);
    }
}

/// A formula with its TeX beside it, which readers of MathML show and readers of TeX keep.
fn formula(tex: &str, display: &str) -> String {
    let tex = plain(tex.trim());
    format!(
        "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"{display}><semantics><mtext>{tex}</mtext><annotation \
         encoding=\"application/x-tex\">{tex}</annotation></semantics></math>"
    )
}
