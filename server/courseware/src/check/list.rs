//! Lines that were meant as entries of a list and run together: each begins with a number, a letter or a bullet of another tool.
//!
//! Never here: what one line says by itself (`line`).

use super::quiz;
use crate::render::is_han;

/// What stands before an entry.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mark {
    /// What opens it, of what kind its number is, what closes it.
    kind: [char; 3],
    /// Where the entry stands among the others; always 0 where the kind does not say or nobody needs to know.
    number: u32,
}

impl Mark {
    /// Whether an entry with this mark may come right after another one. Numbers may all be the same, as Markdown allows; letters may not,
    /// since lines begin with the initials of names.
    pub fn follows(self, before: Self) -> bool {
        let same = self.number == before.number && !matches!(self.kind[1], 'A' | 'a');
        self.kind == before.kind && (same || self.number == before.number + 1)
    }
}

/// The mark at the beginning of a line.
pub(super) fn mark(line: &str) -> Option<Mark> {
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..)?;
    if is_bullet(first, rest) {
        return Some(Mark { kind: ['•', first, '•'], number: 0 });
    }
    if quiz::is_box(line) {
        return Some(Mark { kind: ['[', ' ', ']'], number: 0 });
    }
    if let Some(base) = CIRCLED.iter().find(|(from, to)| (*from..=*to).contains(&first)).map(|(from, _)| *from) {
        return Some(Mark { kind: [base; 3], number: u32::from(first) - u32::from(base) });
    }
    numbered(line)
}

/// Numbers and letters that are one character with their circle, brackets or full stop.
const CIRCLED: [(char, char); 10] =
    [('①', '⑳'), ('⑴', '⒇'), ('⒈', '⒛'), ('⒜', '⒵'), ('Ⓐ', 'Ⓩ'), ('ⓐ', 'ⓩ'), ('❶', '❿'), ('➀', '➉'), ('㈠', '㈩'), ('㊀', '㊉')];

const BULLETS: &str = "＊＋•·●－◆◇■□▪▫►▶▸▷➢➤✓✔√★☆○◎◦‧∙・※→❖✦☐☑✅❌△▲";

/// Bullets of word processors, also as the letters and the private characters that are left of them in plain text.
fn is_bullet(first: char, rest: &str) -> bool {
    let gap = rest.starts_with(['\t', '\u{a0}', '\u{3000}']) || rest.starts_with("  ");
    match first {
        '-' | '+' | '*' => rest.starts_with(is_han) || quiz::is_box(rest),
        '\u{f000}'..='\u{f0ff}' => !rest.trim().is_empty(),
        // `···` was meant as three backticks, which is told by itself
        '·' if rest.starts_with("··") => false,
        _ if BULLETS.contains(first) => !rest.trim().is_empty(),
        'o' | '–' => gap || rest.starts_with(' '),
        '§' => rest.starts_with([' ', '\t']) && !rest.trim_start().starts_with(|c: char| c.is_ascii_digit()),
        'l' | 'n' | 'u' | 'Ø' => gap,
        _ => false,
    }
}

/// `1.甲`, `2. 甲`, `1）甲`, `（1）甲`, `１．甲`, `1、甲`, `一、甲`, `A. 甲`, `(a) 甲`, `[1] 甲`.
fn numbered(line: &str) -> Option<Mark> {
    let open = line.chars().next().filter(|c| matches!(c, '(' | '（' | '[' | '【'));
    let (class, number, rest) = value(line.get(open.map_or(0, char::len_utf8)..)?)?;
    let close = rest.chars().next()?;
    let after = rest.get(close.len_utf8()..)?;
    let fits = match open {
        Some('[') => close == ']' && class == '1' && !after.starts_with(['(', '[', ':']),
        Some('【') => close == '】',
        Some(_) => matches!(close, ')' | '）'),
        None if matches!(class, 'A' | 'a') => matches!(close, '.' | ')' | '、' | '．' | '）' | ':' | '：' | '。'),
        None => matches!(close, '.' | ')' | '、' | '．' | '）' | '。'),
    };
    // `3.5` is a number with a fraction.
    let fraction = after.starts_with(|c: char| c.is_ascii_digit()) && matches!(close, '.' | '．' | '。');
    (fits && !fraction && !after.trim().is_empty()).then_some(Mark { kind: [open.unwrap_or(' '), class, close], number })
}

/// The number or letter at the beginning: its kind, its value, what follows.
fn value(text: &str) -> Option<(char, u32, &str)> {
    let digit = |c: char| c.to_digit(10).or_else(|| u32::from(c).checked_sub(u32::from('０')).filter(|n| *n < 10));
    let digits: Vec<u32> = text.chars().map_while(digit).take(4).collect();
    let after = |n: usize| text.char_indices().nth(n).map_or("", |(at, _)| text.get(at..).unwrap_or_default());
    match digits.len() {
        0 => {}
        n @ 1..=3 => return Some(('1', digits.iter().fold(0, |sum, d| sum * 10 + d), after(n))),
        _ => return None,
    }
    let han = text.chars().take(4).take_while(|c| "一二三四五六七八九十".contains(*c)).count();
    if (1..=3).contains(&han) {
        return Some(('一', 0, after(han)));
    }
    let letter = text.chars().next()?;
    let class = match letter {
        'A'..='Z' | 'Ａ'..='Ｚ' => 'A',
        'a'..='z' | 'ａ'..='ｚ' => 'a',
        _ => return None,
    };
    Some((class, u32::from(letter), after(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_follow_each_other_by_kind_and_number() {
        for (first, second) in [
            ("2. 打开", "3. 关闭"),
            ("1.甲", "1.乙"),
            ("A. 甲", "B. 乙"),
            ("（1）甲", "（2）乙"),
            ("①甲", "②乙"),
            ("1）甲", "2）乙"),
            ("１．甲", "２．乙"),
            ("一、甲", "二、乙"),
            ("1。甲", "2。乙"),
            ("＊ 甲", "＊ 乙"),
            ("＋甲", "＋乙"),
            ("[1] 张三", "[2] 李四"),
            ("\u{f06c}甲", "\u{f06c}乙"),
            ("o 甲", "o 乙"),
            ("[ ] 甲", "[x] 乙"),
        ] {
            let follows = mark(first).zip(mark(second)).is_some_and(|(first, second)| second.follows(first));
            assert!(follows, "{first} {second}");
        }
        for (first, second) in [("3.5 米", "4.5 米"), ("A. 甲", "A. 乙"), ("2021. 甲", "2022. 乙"), ("1. 甲", "3. 乙"), ("n 甲", "n 乙")]
        {
            let follows = mark(first).zip(mark(second)).is_some_and(|(first, second)| second.follows(first));
            assert!(!follows, "{first} {second}");
        }
    }
}
