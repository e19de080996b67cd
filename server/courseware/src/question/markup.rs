//! Keys that were written for a page and not for a keyboard: with marks of Markdown or of a list, in quotes, with a comment, or several in one.
//!
//! Answers of programs look alike: `<br>`, `a || b`, `[[1, 2], [3, 4]]` and `"abc"` are left alone.

use crate::check::{head, is_box, is_wiki};
use zhixing_domain::text::look::is_han;

/// Whether a key carries marks that one would have to type.
pub(super) fn is_marked_up(key: &str) -> bool {
    let label =
        ["答案：", "答案:", "答：", "答:", "正确答案", "参考答案", "Answer:", "answer:", "ANSWER:"].iter().any(|l| key.starts_with(l));
    let link = key.contains("](http") || key.contains("](media/");
    label || link || key.contains("<!--") || is_listed(key) || has_bars(key) || is_in_brackets(key) || has_tags(key) || has_marks(key)
}

/// What stands in quotes, if that is all of a key and no text of a program.
pub(super) fn quoted(key: &str) -> Option<&str> {
    let pairs = [('“', '”'), ('‘', '’'), ('「', '」'), ('『', '』'), ('"', '"'), ('\'', '\'')];
    let inner = |(open, close): (char, char)| key.strip_prefix(open)?.strip_suffix(close).filter(|k| !k.contains([open, close]));
    let words = |k: &&str| !k.trim().is_empty() && (!key.starts_with(['"', '\'']) || k.contains(is_han));
    pairs.into_iter().find_map(inner).filter(words)
}

/// `- 甲`, `1. 甲`, `（1）甲`, `A、甲`, `[x] 甲`; but not `-3`, `1、2、3` and `A、B`.
fn is_listed(key: &str) -> bool {
    let gap = |rest: &str| rest.starts_with(char::is_whitespace) && !rest.trim().is_empty();
    if key.strip_prefix(['-', '+', '*', '•', '·', '●', '–', '—']).is_some_and(gap) || (key.starts_with('[') && is_box(key)) {
        return true;
    }
    let open = key.starts_with(['(', '（']);
    let body = key.trim_start_matches(['(', '（']);
    let number = body.chars().take_while(char::is_ascii_digit).count();
    let letter = number == 0 && body.starts_with(|c: char| c.is_ascii_alphabetic());
    let Some((mark, rest)) = body.get(number.max(usize::from(letter))..).and_then(|t| Some((t.chars().next()?, t))) else { return false };
    let close = if open { matches!(mark, ')' | '）') } else { matches!(mark, '.' | ')' | '、' | '．' | '）') };
    let rest = rest.get(mark.len_utf8()..).unwrap_or_default();
    let words = rest.trim_start().starts_with(is_han) || (number > 0 && mark == '.' && gap(rest));
    (1..=3).contains(&number.max(usize::from(letter))) && close && words
}

/// `甲|乙`, `IoU|交并比`: several answers in one. Programs have `||`, pipes and single letters.
fn has_bars(key: &str) -> bool {
    let parts: Vec<&str> = key.split(['|', '｜']).collect();
    let word = |p: &&str| p.chars().count() > 1 && p.chars().all(char::is_alphanumeric);
    let named = parts.iter().any(|p| p.trim().starts_with(is_han)) || parts.iter().all(word);
    parts.len() > 1 && parts.iter().all(|p| !p.trim().is_empty()) && named
}

/// `[[甲]]`, and `[甲` which is left of `[[[甲]]]`.
fn is_in_brackets(key: &str) -> bool {
    let open = key
        .strip_prefix('[')
        .is_some_and(|rest| !rest.is_empty() && !rest.contains([']', ')', '）']) && !rest.starts_with(char::is_whitespace));
    open || (is_wiki(key) && !key.contains("[[ "))
}

/// `<b>甲</b>`, `甲<br>乙`, `H<sub>2</sub>O`; a tag alone may be what was asked.
fn has_tags(key: &str) -> bool {
    const LOOKS: [&str; 18] =
        ["b", "i", "u", "s", "em", "strong", "span", "font", "small", "big", "mark", "del", "ins", "code", "sub", "sup", "kbd", "center"];
    let outside: String =
        key.split('<').enumerate().map(|(i, t)| if i == 0 { t } else { t.split_once('>').map_or("", |(_, t)| t) }).collect();
    if !outside.contains(char::is_alphanumeric) {
        return false;
    }
    let ended = |rest: &str| rest.split_once('>').map(|(name, _)| name.trim().to_ascii_lowercase());
    let names: Vec<String> = key.split("</").skip(1).filter_map(ended).collect();
    let han = outside.contains(is_han);
    let is_name = |name: &String| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric());
    let broken = ["<br>", "<br/>", "<br />"].iter().any(|tag| key.contains(tag));
    broken || names.iter().any(|name| LOOKS.contains(&name.as_str()) || (han && is_name(name)))
}

/// The whole of it between marks of Markdown (code, bold, a formula), or with what stands for a character: an entity, an escape.
fn has_marks(key: &str) -> bool {
    let entity = |(i, _): (usize, &str)| {
        let name = key.get(i + 1..).and_then(|rest| head(rest, 10).split_once(';')).map_or("", |(name, _)| name);
        !name.is_empty() && name.len() < 9 && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'#')
    };
    let escape =
        |(i, _): (usize, &str)| key.as_bytes().get(i + 1).is_some_and(|b| matches!(b, b'_' | b'*' | b'`' | b'<' | b'>' | b'[' | b']'));
    if key.match_indices('&').any(entity) || key.match_indices('\\').any(escape) {
        return true;
    }
    let within = |mark: &str| {
        let inner = key.strip_prefix(mark).and_then(|k| k.strip_suffix(mark));
        inner.filter(|k| !k.is_empty() && !k.contains(mark) && k.trim() == *k)
    };
    let plain = ["`", "``", "**", "$", "$$", "~~"].into_iter().any(|mark| within(mark).is_some());
    plain || ["*", "_", "__", "=="].into_iter().filter_map(within).any(|words| words.contains(is_han))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_with_marks_are_told_and_answers_of_programs_are_not() {
        for key in [
            "`ls -l`",
            "**bold**",
            "*强调*",
            "~~删~~",
            "$x^2$",
            "is\\_valid",
            "&lt;br&gt;",
            "H<sub>2</sub>O",
            "<b>甲</b>",
            "<span style=\"color:red\">甲</span>",
            "<p>甲</p>",
            "甲<br>乙",
            "- 甲",
            "* 甲",
            "• 甲",
            "1. 甲",
            "1.甲",
            "2、甲",
            "（1）甲",
            "A. 甲",
            "A、甲",
            "[x] 甲",
            "甲|乙",
            "甲 ｜ 乙",
            "IoU|交并比",
            "yes|no",
            "甲 <!-- 或乙 -->",
            "答案：甲",
            "答：甲",
            "[[甲]]",
            "[甲",
            "[甲](https://example.org)",
        ] {
            assert!(is_marked_up(key), "{key}");
        }
        for key in ["“甲”", "‘甲’", "「甲」", "\"甲\""] {
            assert_eq!(quoted(key), Some("甲"));
        }
        for fine in [
            "`",
            "$x",
            "a `b` c",
            "<br>",
            "<b>",
            "</b>",
            "<h1>Hello</h1>",
            "a && b",
            "AT&T",
            r"C:\\data",
            "-3.5",
            "-l",
            "--all",
            "3.5 米",
            "1、2、3",
            "①③",
            "A、B、C",
            "（1）",
            "A. Smith",
            "2.0 版",
            "a || b",
            "ls | wc -l",
            "a|b",
            "cat 甲 | sort",
            "[",
            "[1, 2]",
            "[0, 1)",
            "[[1, 2], [3, 4]]",
            "[[ -f x ]]",
            "a[[0]]",
            "\"abc\"",
            "'r'",
            "“甲”和“乙”",
            "《论语》",
            "答案",
            "__init__",
            "*args",
            "a*b",
            "a<b 且 c>d",
        ] {
            assert!(!is_marked_up(fine) && quoted(fine).is_none(), "{fine}");
        }
    }
}
