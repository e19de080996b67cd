//! The words of HTML that courseware rendered: what is searched and told. Never here: HTML that people typed.

/// The text of it: lines end where blocks do, cells of a table are parted by a dot, formulas read as they are printed.
pub fn words_of(html: &str) -> String {
    let mut words = String::with_capacity(html.len() / 2);
    let mut rest = html;
    while let Some(at) = rest.find(['<', '&']) {
        words.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(tag) = rest.strip_prefix('<') {
            let end = tag.find('>').unwrap_or(tag.len());
            let name = tag[..end].trim_start_matches('/').split([' ', '/', '\n']).next().unwrap_or_default();
            rest = tag.get(end + 1..).unwrap_or_default();
            match name {
                // the source of a formula, for programs
                "annotation" if !tag.starts_with('/') => rest = rest.split_once("</annotation>").map_or("", |(_, after)| after),
                "td" | "th" if tag.starts_with('/') => words.push_str(" · "),
                "p" | "li" | "tr" | "div" | "br" | "dt" | "dd" | "h2" | "h3" | "h4" | "figcaption" | "caption" | "summary" | "pre" => {
                    end_line(&mut words)
                }
                _ => {}
            }
        } else {
            let end = rest.find(';').filter(|n| *n < 10);
            let sign = end.and_then(|n| sign(&rest[1..n]));
            words.push(sign.unwrap_or('&'));
            rest = &rest[sign.and(end).map_or(1, |n| n + 1)..];
        }
    }
    words.push_str(rest);
    end_line(&mut words);
    words
}

fn end_line(words: &mut String) {
    words.truncate(words.trim_end_matches([' ', '·', '\n']).len());
    if !words.is_empty() {
        words.push('\n');
    }
}

fn sign(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "nbsp" => ' ',
        _ => {
            let number = name.strip_prefix('#')?;
            let code = number.strip_prefix('x').map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            char::from_u32(code?)?
        }
    })
}

#[cfg(test)]
mod tests {
    use super::words_of;

    #[test]
    fn no_markup_is_left_and_cells_stay_apart() {
        for (html, words) in [
            ("<p>先<strong>采集</strong></p><p>再清洗 &lt;1&gt; &amp; R&D &#x4e2d;</p>", "先采集\n再清洗 <1> & R&D 中\n"),
            ("<table><tr><th>职业</th><th>代码</th></tr><tr><td>甲</td><td>4</td></tr></table>", "职业 · 代码\n甲 · 4\n"),
            ("<math><mn>6</mn><mo>×</mo><mn>25</mn><annotation encoding=\"application/x-tex\">6\\times 25</annotation></math>", "6×25\n"),
            ("", ""),
            ("a<", "a\n"),
        ] {
            assert_eq!(words_of(html), words, "{html}");
        }
    }
}
