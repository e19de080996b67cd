//! Texts of foreign banks to Markdown: HTML, plain words, what Moodle calls "auto-format".
//!
//! Never here: a script, a style, an address that is not of the web; what a format means by its markup is said by its reader.

mod elements;
mod escape;
mod flank;
mod flow;
mod formula;
mod html;
mod level;
mod page;
mod reading;
mod skipped;
mod table;
mod tags;
mod writer;

pub(crate) use escape::{HELD, code, line as one_line, typed, words as plain};
pub(crate) use formula::as_code;
pub(crate) use page::{LeftOut, PageText, read as page};
pub(crate) use tags::bearable;

/// How a text is marked up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Markup {
    /// HTML in which line ends count.
    Moodle,
    Html,
    Plain,
    Markdown,
}

/// The text as Markdown. `pictures` says under which name in `media/` a picture comes in, by its address there; nothing where it does not.
pub(crate) fn markdown(text: &str, markup: Markup, pictures: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let text = clean(text);
    match markup {
        Markup::Markdown => own(&text, pictures),
        Markup::Plain => text.trim().split("\n\n").map(|p| plain(p.trim())).filter(|p| !p.is_empty()).collect::<Vec<_>>().join("\n\n"),
        Markup::Html => html::read(&text, false, pictures),
        Markup::Moodle => html::read(&text, true, pictures),
    }
}

/// The beginning of a text: what is looked for in it is looked for no further, so that a text of openings without ends costs no more than its length.
pub(crate) fn near(text: &str, bytes: usize) -> &str {
    text.get(..text.floor_char_boundary(bytes)).unwrap_or(text)
}

/// Line ends of one kind, and no character that a file cannot hold.
pub(crate) fn clean(text: &str) -> String {
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let bad = |c: char| c.is_control() && c != '\n' && c != '\t' || matches!(c, '\u{feff}' | '\u{fffc}' | '\u{fdd0}'..='\u{fdef}');
    if text.contains(bad) { text.replace(bad, "") } else { text }
}

/// Markdown of another system: raw tags and addresses of pictures are all that has to be seen to.
fn own(text: &str, pictures: &mut dyn FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text.trim();
    while let Some(at) = rest.find("@@PLUGINFILE@@/") {
        let (before, after) = rest.split_at(at);
        let end = after.find([')', '"', ' ', '\n']).unwrap_or(after.len());
        let (address, behind) = after.split_at(end);
        out.push_str(before);
        out.push_str(&pictures(address).map_or_else(|| address.to_string(), |name| format!("media/{name}")));
        rest = behind;
    }
    out + rest
}

/// Words within a paragraph as they are, but for the formulas in them.
pub(crate) fn with_formulas(text: &str) -> String {
    let mut out = String::new();
    formula::write(&mut out, text.trim(), true);
    out
}

/// The words of a text in HTML, for where ours takes no marks.
pub(crate) fn unmarked(text: &str) -> String {
    if !text.contains(['<', '&']) {
        return clean(text).trim().into();
    }
    unmarked_markdown(&html::read(&clean(text), false, &mut |_| None))
}

/// The words of Markdown.
pub(crate) fn unmarked_markdown(markdown: &str) -> String {
    let mut out = String::new();
    for event in pulldown_cmark::Parser::new(markdown) {
        match event {
            pulldown_cmark::Event::Text(words) | pulldown_cmark::Event::Code(words) => out.push_str(&words),
            pulldown_cmark::Event::SoftBreak | pulldown_cmark::Event::HardBreak => out.push(' '),
            // what stands below each other is no one word
            pulldown_cmark::Event::InlineHtml(tag) if tag.starts_with("<br") => out.push(' '),
            pulldown_cmark::Event::End(end) if is_block(end) => out.push(' '),
            _ => {}
        }
    }
    out.trim_end_matches(' ').into()
}

/// Whether there is more to a text than its words.
pub(crate) fn is_marked(markdown: &str) -> bool {
    use pulldown_cmark::{Event, Tag, TagEnd};
    let plain =
        |event: &Event| matches!(event, Event::Text(_) | Event::SoftBreak | Event::Start(Tag::Paragraph) | Event::End(TagEnd::Paragraph));
    !pulldown_cmark::Parser::new(markdown).all(|event| plain(&event))
}

fn is_block(end: pulldown_cmark::TagEnd) -> bool {
    use pulldown_cmark::TagEnd::{CodeBlock, Heading, Item, Paragraph, TableCell};
    matches!(end, Paragraph | Heading(_) | Item | TableCell | CodeBlock)
}
