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
        let chunks = self.0.iter().map(Chunk::as_str);
        let mut text = String::with_capacity(chunks.clone().map(str::len).sum());
        text.extend(chunks);
        text
    }

    /// The same, not copied where it is in one piece.
    pub fn into_text(mut self) -> String {
        match self.0.as_mut_slice() {
            [Chunk::Live(text)] => std::mem::take(text),
            _ => self.to_text(),
        }
    }
}

impl Chunk {
    fn as_str(&self) -> &str {
        match self {
            Self::Live(text) => text,
            Self::Fixed(html) => html.as_str(),
        }
    }
}

/// A page, or a part of one, that is the same for many but for some words: everything around them is fixed.
#[derive(Clone, Debug)]
pub struct Template(Vec<Piece>);

#[derive(Clone, Debug)]
enum Piece {
    Fixed(Html),
    Hole(usize),
}

/// Stands for the `n`-th word while a template is rendered.
pub fn hole(n: usize) -> String {
    format!("{}{n}{CLOSE}", hole_mark())
}

fn hole_mark() -> String {
    format!("{OPEN}{}=", secret())
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
    /// Cuts a document that was rendered with [`hole`] in the places of the words.
    pub fn of(document: Document) -> Self {
        let mark = hole_mark();
        let mut pieces = vec![];
        for chunk in document.0 {
            match chunk {
                Chunk::Fixed(html) => pieces.push(Piece::Fixed(html)),
                Chunk::Live(text) => {
                    let mut parts = text.split(&mark);
                    pieces.push(Piece::Fixed(Html(parts.next().unwrap_or_default().into())));
                    for part in parts {
                        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
                        pieces.extend(number.parse().ok().map(Piece::Hole));
                        pieces.push(Piece::Fixed(Html(rest.into())));
                    }
                }
            }
        }
        Self(pieces)
    }

    /// The whole page; a hole without a word is empty.
    pub fn fill(&self, words: &[&str]) -> Document {
        let words: Vec<String> = words.iter().map(|word| escape(word)).collect();
        let chunk = |piece: &Piece| match piece {
            Piece::Fixed(html) => Chunk::Fixed(html.clone()),
            Piece::Hole(n) => Chunk::Live(words.get(*n).cloned().unwrap_or_default()),
        };
        Document(self.0.iter().map(chunk).collect())
    }

    /// A part of a page that is being rendered. Its text goes past the views: a mark stands for it until the page is cut.
    pub fn part(self: &Arc<Self>, words: &[&str]) -> Markup {
        let words = words.iter().map(|word| escape(word)).collect();
        InertElement::new(aside(Aside::Part(self.clone(), words)))
    }

    fn len(&self) -> usize {
        let len = |piece: &Piece| if let Piece::Fixed(html) = piece { html.as_str().len() } else { 0 };
        self.0.iter().map(len).sum()
    }
}

/// Text as the content of an element or of a quoted attribute.
pub fn escape(text: &str) -> String {
    if !text.contains(['&', '<', '>', '"']) {
        return text.to_string();
    }
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Pieces shorter than this are copied: they compress better with what is around them.
const FIXED_BYTES: usize = 2_048;
const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// What a mark stands for while a page is rendered.
enum Aside {
    Fixed(Html),
    Part(Arc<Template>, Vec<String>),
}

thread_local! {
    static ASIDE: RefCell<Vec<Aside>> = const { RefCell::new(vec![]) };
}

/// The mark in whose place it is put when the page is cut.
fn aside(what: Aside) -> String {
    ASIDE.with_borrow_mut(|kept| {
        kept.push(what);
        format!("{OPEN}{}.{}{CLOSE}", secret(), kept.len() - 1)
    })
}

/// For `inner_html`: the piece itself, or a mark in whose place it is put when the page is sent.
pub fn fixed(html: &Html) -> String {
    if html.as_str().len() < FIXED_BYTES { html.as_str().to_string() } else { aside(Aside::Fixed(html.clone())) }
}

/// Renders a view. Islands in it are marked for the browser to wake.
pub fn render<V: IntoView>(view: impl FnOnce() -> V) -> Document {
    // a view may render something that is kept: what the outer one has set aside waits meanwhile
    let outer = ASIDE.take();
    let owner = Owner::new_root(Some(Arc::new(hydration_context::SsrSharedContext::new_islands())));
    let text = owner.with(|| view().into_view().to_html());
    owner.cleanup();
    cut(&text, &ASIDE.replace(outer))
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

/// Cuts the text at the marks, and puts in the place of each what it stands for.
fn cut(text: &str, kept: &[Aside]) -> Document {
    let asides: usize = kept.iter().map(|aside| if let Aside::Part(template, _) = aside { template.len() } else { 0 }).sum();
    let mut chunks = Chunks { done: vec![], live: String::with_capacity(text.len() + asides) };
    let mark = format!("{OPEN}{}.", secret());
    let mut parts = text.split(&mark);
    chunks.text(parts.next().unwrap_or_default());
    for part in parts {
        let (number, rest) = part.split_once(CLOSE).unwrap_or(("", part));
        match number.parse().ok().and_then(|n: usize| kept.get(n)) {
            Some(Aside::Fixed(html)) => chunks.fixed(html),
            Some(Aside::Part(template, words)) => chunks.part(template, words),
            None => {}
        }
        chunks.text(rest);
    }
    chunks.done.push(Chunk::Live(chunks.live));
    Document(chunks.done)
}

/// A document that is being put together: what is live grows until something fixed comes.
struct Chunks {
    done: Vec<Chunk>,
    live: String,
}

impl Chunks {
    fn text(&mut self, text: &str) {
        self.live.push_str(text);
    }

    fn fixed(&mut self, html: &Html) {
        let live = std::mem::take(&mut self.live);
        self.done.extend([Chunk::Live(live), Chunk::Fixed(html.clone())]);
    }

    fn part(&mut self, template: &Template, words: &[String]) {
        for piece in &template.0 {
            match piece {
                Piece::Fixed(html) if html.as_str().len() < FIXED_BYTES => self.text(html.as_str()),
                Piece::Fixed(html) => self.fixed(html),
                Piece::Hole(n) => self.text(words.get(*n).map_or("", String::as_str)),
            }
        }
    }
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
    fn what_is_rendered_within_a_view_takes_nothing_from_it() {
        mark_with(b"a secret of tests");
        let row = |text: &str| Arc::new(Template::of(render(|| view! { <li>{text.to_string()}{hole(0)}</li> })));
        let (outer, inner) = (row("outer "), || render(|| row("inner ").part(&["2"])).to_text());
        let page = render(|| view! { <ul>{outer.part(&["1"])}</ul><p inner_html=inner()></p> });
        assert_eq!(page.to_text(), "<ul><li>outer <!>1</li></ul><p><li>inner <!>2</li></p>");
    }

    #[test]
    fn a_template_is_filled_with_text_and_never_with_markup() {
        mark_with(b"a secret of tests");
        let page = |name: &str, n: &str| render(|| view! { <p title=n.to_string()>"Hello "{name.to_string()}", "{n.to_string()}"!"</p> });
        let template = Arc::new(Template::of(page(&hole(0), &hole(1))));
        for name in ["李", "<script>&amp;\u{e002}\u{e000}\u{e001}"] {
            assert_eq!(template.fill(&[name, "3"]).to_text(), page(name, "3").to_text());
            let part = render(|| template.part(&[name, "3"]));
            assert_eq!(part.to_text(), page(name, "3").to_text());
        }
    }
}
