//! HTML from programs, as a tree: tags may be left open, closed twice or cross each other. No depth of it costs more than its length.

use super::xml::{Element, Node};
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, StartTag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts, states::RawKind,
};
use std::cell::RefCell;

const DEEPEST: usize = 60;
const VOID: [&str; 14] = ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
const BLOCKS: [&str; 16] =
    ["p", "div", "ul", "ol", "table", "pre", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "section", "dl"];

pub fn parse(html: &str) -> Element {
    let queue = BufferQueue::default();
    queue.push_back(html.into());
    let tokenizer =
        Tokenizer::new(Tree(RefCell::new(vec![Element { name: "div".into(), ..Element::default() }])), TokenizerOpts::default());
    let _ = tokenizer.feed(&queue);
    tokenizer.end();
    let mut open = tokenizer.sink.0.take();
    while open.len() > 1 {
        close(&mut open);
    }
    open.pop().unwrap_or_default()
}

/// The elements that are open.
struct Tree(RefCell<Vec<Element>>);

impl TokenSink for Tree {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut open = self.0.borrow_mut();
        match token {
            CharacterTokens(text) => {
                let text: String = text.chars().filter(|c| super::xml::is_kept(*c)).collect();
                say(&mut open, text);
            }
            TagToken(tag) if tag.kind == StartTag => {
                let name = tag.name.to_string();
                before(&mut open, &name);
                let attributes = tag.attrs.iter().map(|a| (super::xml::camel(&a.name.local), a.value.to_string())).collect();
                let element = Element { name: name.clone(), attributes, ..Element::default() };
                if VOID.contains(&name.as_str()) || tag.self_closing || open.len() >= DEEPEST {
                    if let Some(parent) = open.last_mut() {
                        parent.children.push(Node::Element(element));
                    }
                } else {
                    open.push(element);
                }
                match name.as_str() {
                    "script" => return TokenSinkResult::RawData(RawKind::ScriptData),
                    "style" => return TokenSinkResult::RawData(RawKind::Rawtext),
                    _ => {}
                }
            }
            TagToken(tag) => {
                let name: &str = &tag.name;
                if let Some(at) = open.iter().skip(1).rposition(|e| e.name == name) {
                    while open.len() > at + 1 {
                        close(&mut open);
                    }
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn say(open: &mut [Element], text: String) {
    let Some(parent) = open.last_mut() else { return };
    match parent.children.last_mut() {
        Some(Node::Text(said)) => said.push_str(&text),
        _ => parent.children.push(Node::Text(text)),
    }
}

fn close(open: &mut Vec<Element>) {
    if let Some(element) = open.pop()
        && let Some(parent) = open.last_mut()
    {
        parent.children.push(Node::Element(element));
    }
}

/// Ends what the next tag ends without saying so.
fn before(open: &mut Vec<Element>, name: &str) {
    let ended: &[&str] = match name {
        "li" => &["li", "p"],
        "tr" => &["tr", "td", "th", "p"],
        "td" | "th" => &["td", "th", "p"],
        "dt" | "dd" => &["dt", "dd", "p"],
        name if BLOCKS.contains(&name) => &["p"],
        _ => return,
    };
    while open.len() > 1 && open.last().is_some_and(|e| ended.contains(&e.name.as_str())) {
        close(open);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_that_are_left_open_are_closed() {
        let tree = parse("<p>a<p>b <b>c</p>d<ul><li>e<li>f</ul><br>g</i>");
        let names: Vec<&str> = tree.below().iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, ["p", "p", "b", "ul", "li", "li", "br"]);
        assert_eq!(tree.text(), "ab cdefg");
    }

    #[test]
    fn no_depth_is_too_deep() {
        assert_eq!(parse(&format!("{}x", "<b>".repeat(100_000))).plain(), "x");
    }
}
