//! The second lock: whatever the writer let through, only these elements and attributes leave.

use ammonia::Builder;
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

const TAGS: &[&str] = &[
    "a",
    "aside",
    "audio",
    "blockquote",
    "br",
    "caption",
    "code",
    "del",
    "details",
    "div",
    "em",
    "figcaption",
    "figure",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "input",
    "kbd",
    "li",
    "ol",
    "p",
    "pre",
    "section",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "track",
    "ul",
    "video",
];

/// MathML Core without `annotation-xml`, `semantics` and links: the parts through which markup was smuggled.
const MATHS: &[&str] = &[
    "math",
    "mi",
    "mn",
    "mo",
    "ms",
    "mtext",
    "mspace",
    "mrow",
    "mfrac",
    "msqrt",
    "mroot",
    "mstyle",
    "mpadded",
    "mphantom",
    "merror",
    "msub",
    "msup",
    "msubsup",
    "munder",
    "mover",
    "munderover",
    "mmultiscripts",
    "mprescripts",
    "mtable",
    "mtr",
    "mtd",
    "menclose",
];

const MATHS_ATTRIBUTES: &[&str] = &[
    "accent",
    "accentunder",
    "columnalign",
    "columnspacing",
    "depth",
    "display",
    "displaystyle",
    "dir",
    "fence",
    "form",
    "height",
    "largeop",
    "linethickness",
    "lspace",
    "mathvariant",
    "maxsize",
    "minsize",
    "movablelimits",
    "notation",
    "rowspacing",
    "rspace",
    "scriptlevel",
    "separator",
    "stretchy",
    "symmetric",
    "voffset",
    "width",
    "columnspan",
    "rowspan",
];

const ATTRIBUTES: &[(&str, &[&str])] = &[
    ("a", &["href", "rel", "role", "aria-label", "download"]),
    ("aside", &["role"]),
    ("audio", &["src", "controls", "preload", "aria-label"]),
    ("details", &["open"]),
    ("div", &["role", "tabindex", "aria-label"]),
    ("img", &["src", "srcset", "sizes", "alt", "loading", "width", "height"]),
    ("input", &["type", "disabled", "checked"]),
    ("ol", &["start"]),
    ("pre", &["tabindex"]),
    ("section", &["role", "aria-label"]),
    ("span", &["data-gap"]),
    ("th", &["scope"]),
    ("track", &["src", "kind", "srclang", "label", "default"]),
    ("video", &["src", "controls", "preload", "aria-label", "poster", "width", "height"]),
];

static BUILDER: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut attributes: HashMap<&str, HashSet<&str>> = ATTRIBUTES.iter().map(|(tag, a)| (*tag, a.iter().copied().collect())).collect();
    for tag in MATHS {
        attributes.insert(tag, MATHS_ATTRIBUTES.iter().copied().collect());
    }
    let mut builder = Builder::empty();
    builder
        .tags(TAGS.iter().chain(MATHS).copied().collect())
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(attributes)
        .generic_attributes(HashSet::from(["class", "id"]))
        .url_schemes(HashSet::from(["http", "https", "mailto"]))
        // The writer gives `rel` to the links that lead out.
        .link_rel(None)
        .strip_comments(true);
    builder
});

/// Sanitises rendered HTML. What was open is closed, so the result can stand anywhere in a page.
pub(crate) fn sanitise(html: &str) -> String {
    BUILDER.clean(html).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_writer_makes_survives() {
        for html in [
            "<span data-gap=\"0\"></span>",
            "<a href=\"https://example.org\" rel=\"noopener\">x</a>",
            "<math display=\"block\"><mfrac><mn>1</mn><mi>x</mi></mfrac></math>",
            "<div class=\"table-scroll\" role=\"group\" tabindex=\"0\" aria-label=\"表格\"></div>",
            "<video controls=\"\" preload=\"none\" src=\"/media/c/x.mp4?v=1\"><track kind=\"captions\" src=\"/media/c/x.vtt\" default=\"\"></video>",
        ] {
            assert_eq!(sanitise(html), html);
        }
    }

    #[test]
    fn what_could_run_does_not() {
        for html in [
            "<script>alert(1)</script>",
            "<img src=x onerror=alert(1)>",
            "<a href=\"javascript:alert(1)\">x</a>",
            "<svg><style><img src=x onerror=alert(1)></style></svg>",
            "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
            "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
            "<math href=\"javascript:alert(1)\">x</math>",
            "<p style=\"background:url(javascript:alert(1))\">x</p>",
            "<video src=\"javascript:alert(1)\" poster=\"javascript:alert(1)\" onerror=alert(1)><track src=\"javascript:x\"></video>",
            "<iframe src=\"https://example.org\"></iframe><form><button formaction=x>",
        ] {
            let clean = sanitise(html).to_lowercase();
            for bad in ["<script", "onerror=\"", "onerror=a", "javascript:", "<iframe", "<style", "style=", "<svg", "<form"] {
                assert!(!clean.contains(bad) || clean.contains("&lt;img"), "{html} gave {clean}");
            }
        }
    }
}
