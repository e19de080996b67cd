//! The letters of a text, by which two readings of it are held against each other.

/// Letters and digits of a text as Moodle keeps it: HTML without its tags and references.
pub fn letters(text: &str) -> String {
    let names = [
        "p", "br", "b", "i", "u", "em", "strong", "span", "div", "a", "img", "pre", "code", "sub", "sup", "ul", "ol", "li", "table",
        "tbody", "thead",
    ];
    let open = ["p", "br", "li", "td", "th", "tr", "hr", "img", "tbody", "thead"];
    let more = [
        "tr",
        "td",
        "th",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "strike",
        "blockquote",
        "tt",
        "hr",
        "small",
        "label",
        "input",
        "script",
        "center",
    ];
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['<', '&']) {
        let (before, after) = rest.split_at(at);
        out.push_str(before);
        let name: String = after[1..].trim_start_matches('/').chars().take_while(|c| c.is_ascii_alphanumeric()).collect();
        let end = if let Some(tag) = after.strip_prefix('<') {
            let spoken =
                tag.starts_with(&format!("{name}>")) && !open.contains(&&*name.to_lowercase()) && !text.contains(&format!("</{name}"));
            after.find('>').filter(|_| !spoken).filter(|_| names.contains(&&*name.to_lowercase()) || more.contains(&&*name.to_lowercase()))
        } else {
            after.find(';').filter(|end| *end < 9 && !after[..*end].contains(' '))
        };
        rest = end.map_or(&after[1..], |end| &after[end + 1..]);
    }
    out.push_str(rest);
    out.chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Letters and digits of our Markdown, without pictures and addresses.
pub fn ours(text: &str) -> String {
    let mut out = String::new();
    for event in pulldown_cmark::Parser::new_ext(text, pulldown_cmark::Options::ENABLE_TABLES) {
        use pulldown_cmark::{Event, Tag, TagEnd};
        match event {
            Event::Text(words) | Event::Code(words) => out.push_str(&words),
            Event::Start(Tag::Image { .. }) => out.push('\u{1}'),
            Event::End(TagEnd::Image) => {
                let from = out.rfind('\u{1}').unwrap_or(0);
                out.truncate(from);
            }
            _ => {}
        }
    }
    out.chars().filter(|c| c.is_alphanumeric()).collect()
}
