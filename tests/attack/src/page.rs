//! Just enough of HTML to say what a browser would show: the text of text areas, and whether foreign elements stand on a page.

/// What a browser puts into each text area: all up to its end tag, with references read and one leading line end dropped.
pub fn text_areas(page: &str) -> Vec<String> {
    let mut found = vec![];
    let mut rest = page;
    while let Some(begin) = rest.find("<textarea") {
        let Some(open) = rest[begin..].find('>') else { break };
        let inside = &rest[begin + open + 1..];
        let Some(end) = inside.find("</textarea") else { break };
        let text = inside[..end].strip_prefix('\n').unwrap_or(&inside[..end]);
        found.push(unescape(text));
        rest = &inside[end..];
    }
    found
}

/// References of the kinds that renderers write.
pub fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let name = rest[1..].split(';').next().unwrap_or_default();
        let number =
            name.strip_prefix("#x").map(|n| u32::from_str_radix(n, 16).ok()).or_else(|| name.strip_prefix('#').map(|n| n.parse().ok()));
        let read = match name {
            "amp" => Some('&'),
            "lt" => Some('<'),
            "gt" => Some('>'),
            "quot" => Some('"'),
            "apos" => Some('\''),
            "nbsp" => Some('\u{a0}'),
            _ => number.flatten().and_then(char::from_u32),
        };
        let (c, length) = read.map_or(('&', 1), |c| (c, name.len() + 2));
        out.push(c);
        rest = &rest[length..];
    }
    out + rest
}

/// The first value of this attribute after a mark.
pub fn attribute<'a>(page: &'a str, mark: &str, name: &str) -> Option<&'a str> {
    let rest = &page[page.find(mark)?..];
    let start = rest.find(&format!("{name}=\""))? + name.len() + 2;
    rest[start..].split('"').next()
}

/// Text without elements, with references read.
pub fn plain(html: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            c if !inside => out.push(c),
            _ => {}
        }
    }
    unescape(out.trim())
}

/// So many minutes from now, as forms of staff take it: in Shanghai, which is what servers here are told.
pub fn local(minutes: i64) -> String {
    let ms = zhixing_load::clock::wall().ms() + (8 * 60 + minutes) * 60_000;
    let (days, minute) = (ms.div_euclid(86_400_000), ms.rem_euclid(86_400_000) / 60_000);
    // days since 1970 to the Gregorian calendar, counted from a first of March
    let z = days + 719_468;
    let (era, day) = (z.div_euclid(146_097), z.rem_euclid(146_097));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let (date, month) = (day - (153 * month + 2) / 5 + 1, if month < 10 { month + 3 } else { month - 9 });
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{date:02} {:02}:{:02}", minute / 60, minute % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_areas_are_read_as_browsers_read_them() {
        assert_eq!(text_areas("<p><textarea a=\"b\">\n&lt;b&gt; &amp;lt; &#x41;&z</textarea>"), ["<b> &lt; A&z"]);
        assert_eq!(text_areas("<textarea>end</textarea><h1>planted</h1></textarea>"), ["end"]);
        assert_eq!(plain("<p>a <b>&lt;</b></p>"), "a <");
    }
}
