//! The texts of a GIFT file: escaped characters are held while a block is parted, and a text may name its format.

use crate::{
    shown::Shown,
    text::{Markup, markdown},
};

/// Escaped control characters while a block is parted: no file holds them.
const HELD: [(&str, char, &str); 7] = [
    ("\\:", '\u{fdd8}', ":"),
    ("\\#", '\u{fdd9}', "#"),
    ("\\=", '\u{fdda}', "="),
    ("\\{", '\u{fddb}', "{"),
    ("\\}", '\u{fddc}', "}"),
    ("\\~", '\u{fddd}', "~"),
    ("\\n", '\u{fdde}', "\n"),
];
const BACKSLASH: &str = "\u{fddf}";

/// How the texts of an item are marked up, and where their pictures are.
#[derive(Clone, Copy)]
pub(super) struct Style<'s> {
    pub markup: Markup,
    pub shown: &'s Shown<'s>,
}

/// Every escaped character, as one that parts nothing.
pub(super) fn hold(text: &str) -> String {
    let mut text = text.replace("\\\\", BACKSLASH);
    for (escaped, held, _) in HELD {
        text = text.replace(escaped, &held.to_string());
    }
    text.replace(BACKSLASH, "\\")
}

/// The characters that were held.
pub(super) fn release(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match HELD.iter().find(|h| h.1 == c) {
            Some((_, _, plain)) => out.push_str(plain),
            None => out.push(c),
        }
    }
    out
}

/// A text without the `[format]` at its front.
pub(super) fn parted(text: &str, usual: Markup) -> (Markup, &str) {
    let text = text.trim();
    let named = text.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match named.map(|(name, rest)| (name.to_ascii_lowercase(), rest)) {
        Some((name, rest)) => match name.as_str() {
            "moodle" => (Markup::Moodle, rest),
            "html" => (Markup::Html, rest),
            "plain" => (Markup::Plain, rest),
            "markdown" => (Markup::Markdown, rest),
            _ => (usual, text),
        },
        None => (usual, text),
    }
}

/// A text as Markdown.
pub(super) fn rich(text: &str, style: Style) -> String {
    markdown(release(text).trim(), style.markup, &mut |address| style.shown.find(address))
}

/// A text in the format that it names, or in that of its item.
pub(super) fn formatted(text: &str, usual: Style) -> String {
    let (markup, text) = parted(text, usual.markup);
    rich(text, Style { markup, ..usual })
}
