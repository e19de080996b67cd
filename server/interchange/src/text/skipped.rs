//! Where an element ends that nobody is shown: at its end tag, or where HTML lets it end without one. Nothing behind it is lost.

/// Elements that hold nothing and have no end.
pub(super) const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Elements whose end has to be written.
const WHOLE: [&str; 20] = [
    "div",
    "section",
    "article",
    "header",
    "footer",
    "main",
    "nav",
    "aside",
    "figure",
    "center",
    "address",
    "form",
    "fieldset",
    "details",
    "blockquote",
    "ul",
    "ol",
    "dl",
    "table",
    "body",
];
/// What ends a paragraph besides.
const BLOCKS: [&str; 16] = ["p", "pre", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "tr", "td", "th", "html"];

#[derive(Debug, Default)]
pub(super) struct Skipped {
    pub name: String,
    /// How many of its name are open.
    pub open: usize,
    /// How many of [`WHOLE`] are open in it.
    pub inner: usize,
    /// What it says.
    pub said: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// It goes on.
    None,
    /// The tag is its end.
    Own,
    /// It ended before the tag.
    Before,
}

impl Skipped {
    /// Whether it ends with a tag, or before it; `closed`: the tag closes itself.
    pub fn end(&mut self, name: &str, opens: bool, closed: bool) -> End {
        let whole = WHOLE.contains(&name);
        if self.inner == 0 && self.ends_before(name, opens, whole) {
            return End::Before;
        }
        if closed {
            return End::None;
        }
        if self.name == name {
            self.open = if opens { self.open + 1 } else { self.open.saturating_sub(1) };
            return if self.open == 0 { End::Own } else { End::None };
        }
        if whole {
            self.inner = if opens { self.inner + 1 } else { self.inner.saturating_sub(1) };
        }
        End::None
    }

    fn ends_before(&self, name: &str, opens: bool, whole: bool) -> bool {
        // what it stands in ends
        if !opens && whole && self.name != name {
            return true;
        }
        match self.name.as_str() {
            "p" => (opens || name != "p") && (whole || BLOCKS.contains(&name)),
            "li" => opens && name == "li",
            "dt" | "dd" => opens && matches!(name, "dt" | "dd"),
            "td" | "th" => name == "tr" || opens && matches!(name, "td" | "th"),
            "tr" => opens && name == "tr",
            _ => false,
        }
    }
}
