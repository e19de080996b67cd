//! Turning views into documents.
//!
//! A page is rendered at once to text. Long pieces that never change (lesson prose, item stems) are not copied into it: they stay [`Chunk::Fixed`],
//! so that the server can send them compressed from memory.

use leptos::{
    prelude::*,
    tachys::{html::InertElement, view::RenderHtml},
};
use std::{
    cell::RefCell,
    sync::{Arc, OnceLock},
};
use zhixing_domain::{course::Html, digest::hex};

/// The body of a page, in order.
#[derive(Clone, Debug, Default)]
pub struct Document(pub Vec<Chunk>);

#[derive(Clone, Debug)]
pub enum Chunk {
    Live(String),
    Fixed(Html),
}

impl Document {
    pub fn to_text(&self) -> String {
        self.0
            .iter()
            .map(|chunk| match chunk {
                Chunk::Live(text) => text.as_str(),
                Chunk::Fixed(html) => html.as_str(),
            })
            .collect()
    }
}

/// A page that is the same for many people but for one word: everything around it is fixed.
#[derive(Clone, Debug)]
pub struct Template(Vec<Option<Html>>);

/// Stands for the word while a template is rendered.
pub fn hole() -> String {
    format!("{OPEN}{}{CLOSE}", secret())
}

/// What marks are made of: drawn once for a process and shown to nobody, so that nobody can type a mark.
static SECRET: OnceLock<String> = OnceLock::new();

/// Gives marks their secret; the first one stays.
pub fn mark_with(random: &[u8]) {
    let _ = SECRET.set(hex(random));
}

fn secret() -> &'static str {
    SECRET.get().map_or("", String::as_str)
}

impl Template {
    /// Cuts a document that was rendered with [`hole`] in the place of the word.
    pub fn of(document: Document) -> Self {
        let hole = hole();
        let mut pieces = vec![];
        for chunk in document.0 {
            match chunk {
                Chunk::Fixed(html) => pieces.push(Some(html)),
                Chunk::Live(text) => {
                    for (n, part) in text.split(&hole).enumerate() {
                        if n > 0 {
                            pieces.push(None);
                        }
                        pieces.push(Some(Html(part.into())));
                    }
                }
            }
        }
        Self(pieces)
    }

    pub fn fill(&self, word: &str) -> Document {
        let escaped = escape(word);
        Document(self.0.iter().map(|piece| piece.clone().map_or_else(|| Chunk::Live(escaped.clone()), Chunk::Fixed)).collect())
    }
}

/// Text as the content of an element or of a quoted attribute.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Pieces shorter than this are copied: they compress better with what is around them.
const FIXED_BYTES: usize = 2_048;
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

thread_local! {
    static FIXED: RefCell<Vec<Html>> = const { RefCell::new(vec![]) };
}

/// For `inner_html`: the piece itself, or a mark in whose place it is put when the page is sent.
pub fn fixed(html: &Html) -> String {
    if html.as_str().len() < FIXED_BYTES {
        return html.as_str().to_string();
    }
    FIXED.with_borrow_mut(|pieces| {
        pieces.push(html.clone());
        format!("{OPEN}{}.{}{CLOSE}", secret(), pieces.len() - 1)
    })
}

/// Renders a view. Islands in it are marked for the browser to wake.
pub fn render<V: IntoView>(view: impl FnOnce() -> V) -> Document {
    FIXED.with_borrow_mut(Vec::clear);
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    let text = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    let pieces = FIXED.take();
    split(&text, &pieces)
}

/// A part of a page, written as text when it is made. Types of views grow with all that is in them: without a seam the compiler writes each page as one
/// function of its whole tree, and with the framework's own erased views each closed element is followed by a mark in the text.
pub type Markup = InertElement;

pub trait IntoMarkup {
    fn into_markup(self) -> Markup;
}

impl<V: IntoView> IntoMarkup for V {
    fn into_markup(self) -> Markup {
        InertElement::new(self.into_view().to_html())
    }
}

/// Cuts the text at the marks.
fn split(text: &str, pieces: &[Html]) -> Document {
    let mark = format!("{OPEN}{}.", secret());
    let mut chunks = vec![];
    let mut parts = text.split(&mark);
    chunks.push(Chunk::Live(parts.next().unwrap_or_default().to_string()));
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        if let Some(piece) = number.parse::<usize>().ok().and_then(|n| pieces.get(n)) {
            chunks.push(Chunk::Fixed(piece.clone()));
        }
        chunks.push(Chunk::Live(rest.to_string()));
    }
    Document(chunks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_pieces_stay_apart_and_typed_marks_do_no_harm() {
        mark_with(b"a secret of tests");
        let long = Html("x".repeat(FIXED_BYTES).into());
        let typed = "a\u{e000}0\u{e001}\u{e000}.0\u{e001}b\u{e002}";
        let document = render(|| view! { <p>{typed}</p><div inner_html=fixed(&long)></div> });
        assert!(matches!(&document.0[..], [Chunk::Live(_), Chunk::Fixed(_), Chunk::Live(_)]));
        assert_eq!(document.to_text().matches(long.as_str()).count(), 1);
        assert!(document.to_text().contains(typed), "what is typed stays to the letter");
    }

    #[test]
    fn a_template_is_filled_with_text_and_never_with_markup() {
        mark_with(b"a secret of tests");
        let page = |name: &str| render(|| view! { <p>"Hello "{name.to_string()}"!"</p> }).to_text();
        let template = Template::of(Document(vec![Chunk::Live(page(&hole()))]));
        for name in ["李", "<script>&amp;\u{e002}\u{e000}\u{e001}"] {
            assert_eq!(template.fill(name).to_text(), page(name));
        }
    }
}
