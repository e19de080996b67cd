//! Words on their way into XML.

/// Words as they may stand in a text or an attribute: nothing of them is markup, and what XML cannot hold is left out.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' => out.push(c),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escaped;

    #[test]
    fn nothing_of_what_is_escaped_is_markup() {
        assert_eq!(escaped("a<b> & \"c\"\n\u{0}\u{ffff}d"), "a&lt;b&gt; &amp; &quot;c&quot;\nd");
    }
}
