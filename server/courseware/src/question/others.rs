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
    }
}

/// The words of an option, without tags.
fn words(html: &str) -> String {
    let mut within = false;
    let visible = |c: &char| {
        within = (within || *c == '<') && *c != '>';
        !within && *c != '>'
    };
    html.chars().filter(visible).collect::<String>().trim().to_lowercase()
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
