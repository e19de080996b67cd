//! Elements of HTML by what they do to a text.

/// Elements whose text nobody is shown.
pub(super) const HIDDEN: [&str; 8] = ["script", "style", "template", "noscript", "title", "iframe", "object", "svg"];
pub(super) const BLOCKS: [&str; 21] = [
    "p",
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "figure",
    "figcaption",
    "center",
    "address",
    "form",
    "fieldset",
    "dl",
    "dt",
    "dd",
    "details",
    "summary",
    "body",
    "html",
    "head",
];
