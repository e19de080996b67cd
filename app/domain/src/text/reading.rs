//! When two typed texts say the same. Keys and answers go the same way, so that no key is read otherwise than its answer.
//!
//! [`text`] sets aside what people cannot see or cannot be asked to know: invisible characters, width, case, normal forms (NFKC), which of the
//! minus signs, quotes and commas a keyboard has, and the spaces beside Han characters. It keeps what bears meaning though NFKC would not:
//! superscripts (`10²` is not `102`, `m²` is not `m2`), fractions (`1½` is not `11/2`) and numbers in circles. Subscripts are plain (`CO₂` is `CO2`).

use super::{
    look::{is_han, is_invisible, radical},
    number::{is_minus, narrow},
};
use std::borrow::Cow;
use unicode_normalization::{UnicodeNormalization, char::decompose_compatible, is_nfc};

/// The form that all texts share which say the same as this one.
pub fn text(text: &str) -> String {
    let chars = seen(text);
    let mut plain = String::with_capacity(text.len());
    for (i, c) in chars.iter().enumerate() {
        match c {
            'ー' | 'ｰ' if is_minus(&chars, i) => plain.push('-'),
            c if keeps_its_form(*c) => plain.push(*c),
            c => write(*c, &mut plain),
        }
    }
    // one small sigma, wherever in the word it stands
    let lower: String = plain.chars().flat_map(char::to_lowercase).map(|c| if c == 'ς' { 'σ' } else { c }).nfc().collect();
    let tight = tight(&lower.chars().collect::<Vec<_>>());
    // a full stop that closes an answer; `cd ..` and `3...` keep theirs
    match tight.strip_suffix('.') {
        Some(rest) if rest.chars().next_back().is_some_and(|c| c.is_alphanumeric() || matches!(c, ')' | '"' | '\'' | '%')) => {
            rest.to_string()
        }
        _ => tight,
    }
}

/// For words that are looked for, and codes that are heard and typed: width, case, spaces and invisible characters do not matter; a closing full
/// stop is left aside. It never gets another form for a text of plain letters and digits: hashes of it are kept.
pub fn fold(text: &str) -> String {
    let narrow = text.chars().filter(|c| !is_invisible(*c)).map(|c| match c {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
        '。' => '.',
        c => c,
    });
    let lower: String = narrow.flat_map(char::to_lowercase).nfc().collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches('.').to_string()
}

/// A field of a form as an English keyboard would write it: times, dates, numbers, codes. Case stays.
pub fn keyboard(text: &str) -> String {
    let chars = seen(text);
    let one = |c: char| match c {
        '、' | '､' => ',',
        '〜' | '～' => '~',
        c => narrow(c),
    };
    chars.into_iter().map(one).collect::<String>().trim().to_string()
}

/// Letters with their marks as one character each, and without what nobody sees: the form in which names are kept. Outer spaces go.
pub fn composed(text: &str) -> String {
    text.trim().nfc().filter(|c| !is_invisible(*c)).collect()
}

/// The same in composed form; texts mostly are already.
pub fn in_composed_form(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Letters apart from their marks: the other form in which a name may stand where it was kept as typed.
pub fn decomposed(text: &str) -> String {
    text.nfd().collect()
}

/// What of a login does not matter: width and normal form, case, what nobody sees.
pub fn login(text: &str) -> String {
    text.nfkc().filter(|c| !is_invisible(*c)).flat_map(char::to_lowercase).nfc().collect::<String>().trim().to_string()
}

/// What NFKC would make another text of.
pub const fn keeps_its_form(c: char) -> bool {
    matches!(
        c,
        '²' | '³' | '¹' | '¼'..='¾' | '\u{2070}'..='\u{207f}' | '\u{2150}'..='\u{215f}' | '\u{2189}' | '\u{2460}'..='\u{2473}'
            | '\u{24b6}'..='\u{24ff}' | '\u{2776}'..='\u{2793}' | '\u{3244}'..='\u{324f}' | '\u{3251}'..='\u{325f}' | '\u{3280}'..='\u{32bf}'
    )
}

/// Without what nobody sees; spaces of one kind, and none beside Chinese punctuation.
fn seen(text: &str) -> Vec<char> {
    let mut out: Vec<char> = vec![];
    for c in text.chars().filter(|c| !is_invisible(*c)) {
        match c {
            c if c.is_whitespace() => {
                if !out.last().is_some_and(|last| *last == ' ' || is_chinese_mark(*last)) {
                    out.push(' ');
                }
            }
            c if c.is_control() => {}
            c => {
                if is_chinese_mark(c) && out.last() == Some(&' ') {
                    out.pop();
                }
                out.push(c);
            }
        }
    }
    out
}

const fn is_chinese_mark(c: char) -> bool {
    matches!(
        c,
        '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301b}' | '\u{fe10}'..='\u{fe19}' | '\u{fe35}'..='\u{fe44}'
            | '\u{fe50}'..='\u{fe57}' | '！' | '（' | '）' | '，' | '．' | '：' | '；' | '？' | '［' | '］' | '｛' | '｝' | '\u{ff5f}'..='\u{ff64}'
    )
}

/// A character by its meaning: signs of the two languages first, then its compatible form.
fn write(c: char, out: &mut String) {
    match sign(c) {
        // in Chinese an ellipsis is two of them
        _ if c == '…' && out.ends_with("...") => {}
        Some(text) => out.push_str(text),
        None => decompose_compatible(radical(c), |c| match sign(c) {
            Some(text) => out.push_str(text),
            None => out.push(c),
        }),
    }
}

/// What an English keyboard has for a sign.
const fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{2010}'..='\u{2015}' | '\u{2043}' | '\u{2212}' | '\u{2796}' | '\u{2d7}' => "-",
        '\u{2018}'..='\u{201b}' | '\u{2b9}' | '\u{2bb}'..='\u{2bd}' | '\u{2032}' | '\u{2035}' | '´' | '‹' | '›' => "'",
        '\u{201c}'..='\u{201f}' | '\u{2033}' | '\u{2036}' | '«' | '»' | '「' | '」' | '『' | '』' | '〝' | '〞' | '〟' => "\"",
        '、' | '﹑' | '\u{60c}' | '⸴' => ",",
        '。' | '｡' => ".",
        '∶' | '\u{a789}' => ":",
        '〜' | '∼' => "~",
        '∕' | '⁄' => "/",
        '∗' => "*",
        '・' | '•' | '‧' | '∙' | '⋅' | '\u{387}' => "·",
        '【' => "[",
        '】' => "]",
        // a compatible form of these would lose the power
        '㎟' => "mm²",
        '㎠' => "cm²",
        '㎡' => "m²",
        '㎢' => "km²",
        '㎣' => "mm³",
        '㎤' => "cm³",
        '㎥' => "m³",
        '㎦' => "km³",
        '㎨' => "m/s²",
        '㎯' => "rad/s²",
        _ => return None,
    })
}

/// One space between words; none at the ends, none around commas and semicolons, and beside Han characters only between two of them.
fn tight(chars: &[char]) -> String {
    let mut out = String::with_capacity(chars.len());
    let mut before = None;
    for (i, c) in chars.iter().enumerate() {
        if !c.is_whitespace() {
            out.push(*c);
            before = Some(*c);
            continue;
        }
        let next = chars.get(i + 1..).unwrap_or_default().iter().copied().find(|c| !c.is_whitespace());
        let last_of_run = chars.get(i + 1).is_none_or(|c| !c.is_whitespace());
        if let (Some(a), Some(b), true) = (before, next, last_of_run) {
            let comma = |c: char| matches!(c, ',' | ';');
            if is_han(a) == is_han(b) && !comma(a) && !comma(b) {
                out.push(' ');
            }
        }
    }
    out
}

#[cfg(test)]
mod tests;
