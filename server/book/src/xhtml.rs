//! HTML that courseware made, as XML. It is sanitised, so every element but the void ones is closed; entities and attributes are what differs.

use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use std::cell::RefCell;
use zhixing_domain::text::xml::escaped;

const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const PLAYED: [&str; 3] = ["audio", "video", "track"];
/// Stands where a candidate would write.
const GAP: &str = "＿＿＿＿";

/// The text as XML that may stand in a body; `address` says what a link or a figure leads to within the book.
pub fn xhtml(html: &str, address: &dyn Fn(&str) -> String) -> String {
    let queue = BufferQueue::default();
    queue.push_back(html.into());
    let tokenizer = Tokenizer::new(Writer { address, out: RefCell::default() }, TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let (mut out, open) = tokenizer.sink.out.into_inner();
    for name in open.iter().rev() {
        out.push_str(&format!("</{name}>"));
    }
    out
}

/// What is written, and the elements that are open.
struct Writer<'a> {
    address: &'a dyn Fn(&str) -> String,
    out: RefCell<(String, Vec<String>)>,
}

impl Writer<'_> {
    fn open(&self, tag: &Tag) {
        let (out, open) = &mut *self.out.borrow_mut();
        let name = tag.name.to_string();
        // what is played stays on the site: its link and its transcript are in the book
        if PLAYED.contains(&name.as_str()) {
            return;
        }
        // a page shows a picture by itself, and a book has no page for it
        let leads = tag.attrs.iter().find(|a| &*a.name.local == "href").map(|a| (self.address)(&a.value));
        if name == "a" && leads.is_some_and(|to| to.starts_with("media/")) {
            return;
        }
        out.push('<');
        out.push_str(&name);
        if name == "math" {
            out.push_str(" xmlns=\"http://www.w3.org/1998/Math/MathML\"");
        }
        for attribute in &tag.attrs {
            let key = attribute.name.local.to_string();
            let value = match key.as_str() {
                "href" | "src" => (self.address)(&attribute.value),
                // what a page does, a book does not
                "loading" | "tabindex" | "data-gap" | "srcset" | "sizes" => continue,
                _ => attribute.value.to_string(),
            };
            out.push_str(&format!(" {key}=\"{}\"", escaped(&value)));
        }
        let is_gap = tag.attrs.iter().any(|a| &*a.name.local == "data-gap");
        if VOID.contains(&name.as_str()) {
            out.push_str("/>");
        } else {
            out.push('>');
            if is_gap {
                out.push_str(GAP);
            }
            open.push(name);
        }
    }

    fn close(&self, tag: &Tag) {
        let (out, open) = &mut *self.out.borrow_mut();
        let Some(at) = open.iter().rposition(|name| **name == *tag.name) else { return };
        for name in open.drain(at..).rev() {
            out.push_str(&format!("</{name}>"));
        }
    }
}

impl TokenSink for Writer<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            CharacterTokens(text) => self.out.borrow_mut().0.push_str(&escaped(&text)),
            TagToken(tag) if tag.kind == StartTag => self.open(&tag),
            TagToken(tag) => self.close(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::xhtml;

    #[test]
    fn html_is_written_as_xml() {
        let inside = |address: &str| address.replace("/media/c/", "media/");
        let cases = [
            ("<p>a<br>b &amp; c&nbsp;d</p>", "<p>a<br/>b &amp; c\u{a0}d</p>"),
            ("<div><video controls src=\"/media/c/x.mp4\"><track src=\"x\"></video><p>x</p></div>", "<div><p>x</p></div>"),
            ("<figure><a href=\"/media/c/x.png\"><img src=\"/media/c/x.png\"></a></figure>", "<figure><img src=\"media/x.png\"/></figure>"),
            ("<img src=\"/media/c/x.svg\" alt=\"a &lt; b\" loading=\"lazy\">", "<img src=\"media/x.svg\" alt=\"a &lt; b\"/>"),
            ("<img src=\"/media/c/x.png\" srcset=\"/media/c/x.png?w=480 480w\" sizes=\"9rem\">", "<img src=\"media/x.png\"/>"),
            ("<input type=\"checkbox\" disabled>", "<input type=\"checkbox\" disabled=\"\"/>"),
            (
                "<math display=\"block\"><mi>x</mi></math>",
                "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><mi>x</mi></math>",
            ),
            ("x <span data-gap=\"0\"></span> y", "x <span>＿＿＿＿</span> y"),
            ("<p>a<em>b</p>c\u{0}", "<p>a<em>b</em></p>c"),
            ("</p><p>open", "<p>open</p>"),
        ];
        for (html, xml) in cases {
            assert_eq!(xhtml(html, &inside), xml);
        }
    }
}
