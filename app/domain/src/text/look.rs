//! Characters that deceive the eye: those that nobody sees, and letters of one script that look like letters of another.

/// Characters that take no room and bear no meaning of their own: zero width, direction, soft hyphens, variants of a glyph. Copied text brings
/// them along.
pub const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff9}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}'
    )
}

/// Signs that are pictures, and the shades of skin upon them.
pub const fn is_pictograph(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{21ff}' | '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f300}'..='\u{1faff}')
}

/// Characters that no keyboard types: private use, noncharacters, the sign for what could not be read.
pub const fn is_untypable(c: char) -> bool {
    let n = c as u32;
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fffd}') || n & 0xfffe == 0xfffe
}

/// Han characters, kana and the signs that are written among them.
pub const fn is_han(c: char) -> bool {
    matches!(
        c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3005}'..='\u{3007}' | '\u{3021}'..='\u{3029}' | '\u{3031}'..='\u{3035}' | '\u{3041}'..='\u{30ff}'
            | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
            | '\u{ff66}'..='\u{ff9d}' | '\u{20000}'..='\u{3ffff}'
    )
}

/// A sign of CJK Radicals Supplement as the character that it is alone (Unicode's EquivalentUnifiedIdeograph): text that is copied from a PDF has
/// them, and NFKC knows only those of Kangxi.
pub const fn radical(c: char) -> char {
    match c {
        '⺠' => '民',
        '⺮' => '竹',
        '⺼' => '肉',
        '⻁' => '虎',
        '⻄' => '西',
        '⻅' => '见',
        '⻆' => '角',
        '⻉' => '贝',
        '⻋' => '车',
        '⻑' => '長',
        '⻓' => '长',
        '⻔' => '门',
        '⻗' => '雨',
        '⻘' => '青',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻧' => '卤',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻪' => '黾',
        '⻬' => '齐',
        '⻮' => '齿',
        '⻰' => '龙',
        '⻳' => '龟',
        c => c,
    }
}

/// The script of a letter, as far as scripts are told apart here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    Latin,
    Greek,
    Cyrillic,
    Han,
    Other,
}

/// The script of a letter; none for digits, marks and signs.
pub fn script(c: char) -> Option<Script> {
    Some(match c {
        'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | '\u{250}'..='\u{2af}' | '\u{1d00}'..='\u{1d25}' | '\u{1e00}'..='\u{1eff}' => {
            Script::Latin
        }
        '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}' => Script::Greek,
        '\u{400}'..='\u{52f}' | '\u{1c80}'..='\u{1c8f}' | '\u{2de0}'..='\u{2dff}' | '\u{a640}'..='\u{a69f}' => Script::Cyrillic,
        c if is_han(c) => Script::Han,
        c if c.is_alphabetic() => Script::Other,
        _ => return None,
    })
}

/// Letters that look like one of a to z or A to Z; from Unicode's confusables those that common fonts draw alike. In a line each: Cyrillic, Greek,
/// small letters of phonetics, Armenian and Cherokee.
const ALIKE: &str = "\
    аaсcԁdеeһhіiјjкkӏlоoрpԛqѕsуyѵvԝwхxАAВBСCЕEНHІIЈJКKМMОOРPЅSТTУYХXԚQԜWӀI\
    αaιiκkνvοoρpυuχxϲcϳjΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX\
    ɑaɡgıiɩiʟlᴀaᴄcᴅdᴇeᴍmᴏoᴜuᴠvᴡwᴢz\
    օoոnսuհhցgՕOՍUᎪAᏴBᏟCᎠDᎬEᎻHᏦKᏞLᎷMᏢPᏚSᎢTᏙVᏃZ";

/// The letter of a to z or A to Z that this letter of another kind looks like.
pub fn looks_like(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    let mut pairs = ALIKE.chars();
    while let (Some(letter), Some(latin)) = (pairs.next(), pairs.next()) {
        if letter == c {
            return Some(latin);
        }
    }
    None
}

/// The first letter in a word that looks like one of a to z and is not: beside such letters, or in a word of nothing else.
pub fn false_letter(text: &str) -> Option<char> {
    text.split(|c: char| !c.is_alphabetic()).find_map(|word| {
        let letters: Vec<char> = word.chars().filter(|c| script(*c) != Some(Script::Han)).collect();
        let deceiver = letters.iter().copied().find(|c| looks_like(*c).is_some())?;
        let beside = letters.iter().any(char::is_ascii_alphabetic);
        // one Greek letter alone is a symbol, and nobody takes it for another
        let symbol = letters.len() == 1 && script(deceiver) == Some(Script::Greek);
        let alone = !symbol && letters.iter().all(|c| looks_like(*c).is_some());
        (beside || alone).then_some(deceiver)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_are_not_what_they_seem_are_found() {
        for (text, found) in [
            ("Сlass", Some('С')),
            ("аdmin", Some('а')),
            ("ОК", Some('О')),
            ("print(х1)", Some('х')),
            ("data_sеt", Some('е')),
            ("admin", None),
            ("Löwe naïve", None),
            ("α", None),
            ("μs", None),
            ("Δx", None),
            ("Москва", None),
            ("мама", None),
            ("数据清洗", None),
            ("数据аb", Some('а')),
        ] {
            assert_eq!(false_letter(text), found, "{text}");
        }
    }

    #[test]
    fn nobody_sees_or_types_these() {
        for c in ['\u{200b}', '\u{feff}', '\u{202a}', '\u{202c}', '\u{ad}', '\u{fe0f}', '\u{2066}', '\u{200d}', '\u{e0041}'] {
            assert!(is_invisible(c), "{c:?}");
        }
        for c in ['\u{e000}', '\u{fffd}', '\u{1fffe}', '\u{10ffff}', '\u{f0001}'] {
            assert!(is_untypable(c), "{c:?}");
        }
        for c in ['a', '中', '-', ' ', '·', '😀', 'é'] {
            assert!(!is_invisible(c) && !is_untypable(c), "{c:?}");
        }
    }
}
