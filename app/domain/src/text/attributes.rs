//! Attributes in HTML of courseware: every value stands between double quotes there. Never here: a text that only looks like one, which stays as it is.

/// HTML with some attributes of its tags written otherwise: `instead` gets the name and the value of each, and says what is to stand there; an empty text
/// where it is to go, nothing where it stays.
pub fn rewritten(html: &str, mut instead: impl FnMut(&str, &str) -> Option<String>) -> String {
    let mut out = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, tag)) = rest.find('<').and_then(|at| rest.split_at_checked(at)) {
        out.push_str(before);
        rest = within(tag, &mut out, &mut instead);
    }
    out + rest
}

/// Writes one tag; gives what stands behind it.
fn within<'h>(tag: &'h str, out: &mut String, instead: &mut impl FnMut(&str, &str) -> Option<String>) -> &'h str {
    let mut rest = tag;
    while let Some((before, mark, behind)) =
        rest.find(['"', '>']).and_then(|at| Some((rest.get(..at)?, rest.get(at..=at)?, rest.get(at + 1..)?)))
    {
        let Some((value, after)) = (mark == "\"").then(|| behind.split_once('"')).flatten() else {
            out.push_str(before);
            out.push_str(mark);
            return behind;
        };
        let (head, name) = before.strip_suffix('=').and_then(|before| before.rsplit_once(' ')).unwrap_or((before, ""));
        match instead(name, value).filter(|_| !name.is_empty()) {
            None => out.extend([before, "\"", value, "\""]),
            Some(other) if other.is_empty() => out.push_str(head),
            Some(other) => out.extend([head, " ", &other]),
        }
        rest = after;
    }
    out.push_str(rest);
    ""
}

#[cfg(test)]
mod tests {
    use super::rewritten;

    #[test]
    fn attributes_of_tags_are_written_otherwise_and_what_only_looks_so_stays() {
        let told = |name: &str, value: &str| match name {
            "src" => Some(format!("src=\"/x{value}\"")),
            "sizes" => Some(String::new()),
            _ => None,
        };
        for (html, then) in [
            ("<img src=\"a\" sizes=\"1px\" alt=\"b\">", "<img src=\"/xa\" alt=\"b\">"),
            ("<img sizes=\"1px\"><br/>", "<img><br/>"),
            ("<p>a src=\"b\" sizes=\"c\"</p>", "<p>a src=\"b\" sizes=\"c\"</p>"),
            ("<img alt=\"> src='x' sizes=\" src=\"ä\">", "<img alt=\"> src='x' sizes=\" src=\"/xä\">"),
            ("<a data-src=\"b\" open>\" src=\"", "<a data-src=\"b\" open>\" src=\""),
            ("<img src=\"a", "<img src=\"a"),
        ] {
            assert_eq!(rewritten(html, told), then);
        }
    }
}
