//! Options that speak of other options, which have no meaning once the options are shuffled.

use super::sheet::Sheet;
use crate::problem::ItemFault;

impl Sheet<'_> {
    /// Names the first option that speaks of others.
    pub(super) fn check_references(&mut self) {
        let texts: Vec<String> = self.wording.options.iter().map(|html| words(html.as_str())).collect();
        if let Some((i, text)) = texts.iter().enumerate().find(|(_, text)| speaks_of_others(text, texts.len())) {
            let (place, text) = (i + 1, crate::text::short(text, 30));
            self.add_at(0, ItemFault::RefersToOthers { place, text });
        }
        let explanation = self.wording.explanation.as_ref().map(|html| visible(html.as_str())).unwrap_or_default();
        if let Some(letters) = letters(&explanation, texts.len()) {
            self.add_at(0, ItemFault::ExplainsByLetter { letters });
        }
    }
}

/// The first letters that stand for options: `选 B`, `A 项`, `答案：AC`, `option C`.
fn letters(text: &str, options: usize) -> Option<String> {
    let last = u8::try_from(options).ok().and_then(|n| n.checked_sub(1)).map_or('A', |n| char::from(b'A'.saturating_add(n)));
    let chars: Vec<char> = text.chars().collect();
    let mut at = 0;
    while at < chars.len() {
        let run = chars.iter().skip(at).take_while(|c| c.is_ascii_alphanumeric()).count();
        let word: String = chars.iter().skip(at).take(run).collect();
        if !word.is_empty() && word.chars().all(|c| ('A'..=last).contains(&c)) {
            let before: String = chars.get(at.saturating_sub(10)..at).unwrap_or_default().iter().collect();
            let after: String = chars.iter().skip(at + run).take(4).collect();
            let (before, after) = (before.trim_end().to_lowercase(), after.trim_start().to_string());
            let named =
                ["选", "选项", "答案", "答案是", "答案为", "答案：", "答案:", "option", "options"].iter().any(|w| before.ends_with(w));
            let item = after.starts_with("选项") || after.starts_with('项') && !after.starts_with("项目");
            if named || item {
                return Some(word);
            }
        }
        at += run.max(1);
    }
    None
}

/// The words of an option, without tags.
fn words(html: &str) -> String {
    visible(html).trim().to_lowercase()
}

fn visible(html: &str) -> String {
    let mut within = false;
    let seen = |c: &char| {
        within = (within || *c == '<') && *c != '>';
        !within && *c != '>'
    };
    html.chars().filter(seen).collect()
}

fn speaks_of_others(text: &str, options: usize) -> bool {
    const CHINESE: [&str; 16] = [
        "以上",
        "上述",
        "上面",
        "前面",
        "前两项",
        "前三项",
        "前述",
        "其他选项",
        "其它选项",
        "其余选项",
        "都对",
        "都不对",
        "全对",
        "皆是",
        "均正确",
        "均不正确",
    ];
    const ENGLISH: [&str; 10] = [
        "all of the above",
        "none of the above",
        "any of the above",
        "both of the above",
        "all of these",
        "none of these",
        "the above",
        "all the above",
        "other options",
        "all are correct",
    ];
    // what is compared with itself stands in the stem: a long sentence may say \u{4ee5}\u{4e0a} of anything (18 and above)
    let short = text.chars().count() <= 14;
    let chinese = short && CHINESE.iter().any(|word| text.starts_with(word) || (text.ends_with(word) && word.chars().count() > 2));
    let chinese = chinese
        || (text.chars().count() <= 6
            && ["都对", "都不对", "都是", "都不是", "全对", "皆是"].contains(&text.trim_end_matches(['。', '.'])));
    chinese || ENGLISH.iter().any(|word| text.starts_with(word)) || names_letters(text, options)
}

/// `A 和 B`, `选项 C`, `both A and B`: letters of options, and little else.
fn names_letters(text: &str, options: usize) -> bool {
    let last = char::from(b'a' + u8::try_from(options.saturating_sub(1)).unwrap_or(25).min(25));
    let mut rest = text.to_string();
    for word in [
        "选项",
        "都正确",
        "都对",
        "都是",
        "均正确",
        "正确",
        "同时",
        "options",
        "option",
        "both",
        "only",
        "and",
        "or",
        "和",
        "与",
        "或",
        "及",
        "、",
        "，",
        "。",
        ",",
        ".",
        "&",
        "+",
        "项",
        "都",
        "两",
    ] {
        rest = rest.replace(word, " ");
    }
    let letters: Vec<&str> = rest.split_whitespace().collect();
    let fits = |w: &&str| w.len() == 1 && w.chars().all(|c| ('a'..=last).contains(&c));
    let marked = text.starts_with("选项") || text.starts_with("option");
    letters.iter().all(fits) && (letters.len() > 1 || (letters.len() == 1 && marked))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_explanation_that_names_options_by_their_letters_is_known() {
        for (text, said) in [
            ("故选 B。A 项错在顺序。", Some("B")),
            ("答案：AC", Some("AC")),
            ("答案是D", Some("D")),
            ("C 选项漏了空值", Some("C")),
            ("Option C is right", Some("C")),
            ("选 E 的人少", None),
            ("选 CSV 文件", None),
            ("A 项目的数据", None),
            ("A4 纸", None),
            ("维生素 A 不足", None),
        ] {
            assert_eq!(letters(text, 4).as_deref(), said, "{text}");
        }
    }

    #[test]
    fn options_that_speak_of_others_are_known_by_their_words() {
        for text in [
            "以上都是",
            "以上都不对",
            "上述各项",
            "前两项",
            "都对",
            "all of the above",
            "none of the above.",
            "a 和 b",
            "a、c 都正确",
            "both a and c",
            "选项 b",
        ] {
            assert!(speaks_of_others(text, 4), "{text}");
        }
        for text in
            ["以上传文件的方式保存整个数据集的全部内容", "csv", "a", "a 类地址和 b 类地址", "e 和 f", "绝对", "面对面", "and", "数据都是数"]
        {
            assert!(!speaks_of_others(text, 4), "{text}");
        }
        assert_eq!(words("<p>以上<strong>都是</strong></p>"), "以上都是");
    }
}
