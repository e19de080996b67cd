//! What to write instead of a line that is not TOML: the slips that teachers make.

use crate::problem::{AreaFault, FrontFault, Words};
use toml::de::Error;

pub(super) fn fault(source: &str, error: &Error) -> AreaFault {
    let at = error.span().map_or(0, |s| s.start).min(source.len());
    let start = source.get(..at).and_then(|s| s.rfind('\n')).map_or(0, |i| i + 1);
    let line = source.get(start..).and_then(|s| s.lines().next()).unwrap_or_default();
    let detail = error.message().lines().next().unwrap_or_default().to_string();
    FrontFault::BadToml { detail, advice: advice(line) }.into()
}

fn advice(line: &str) -> Words {
    let (key, value) = line.split_once('=').map_or((line, None), |(k, v)| (k, Some(v.trim())));
    match value {
        _ if line.contains(['“', '”', '＂', '‘', '’']) && !line.contains('"') => Words {
            zh: "把中文引号换成英文引号：`title = \"……\"`。",
            en: "replace the curly quotes by straight ones: `title = \"…\"`.",
        },
        None if key.contains([':', '：', '＝']) => Words {
            zh: "键和值之间写英文等号：`title = \"……\"`。",
            en: "put an equals sign between key and value: `title = \"…\"`.",
        },
        _ if is_wide(line) => Words {
            zh: "这一行有全角的符号：等号、引号、方括号、逗号、冒号和数字都用半角，在英文输入状态下写。",
            en: "the line has marks in full width: write equals sign, quotes, brackets, commas, colons and digits with the keyboard in English.",
        },
        None => Words {
            zh: "每行写一个键：`键 = 值`，文字放在英文双引号里。",
            en: "write a key a line: `key = value`, with text in double quotes.",
        },
        Some("") => Words {
            zh: "等号后面要写值：文字放在英文双引号里。",
            en: "write a value after the equals sign; text in double quotes.",
        },
        Some(v) if v.starts_with('"') && v.matches('"').count() < 2 => Words {
            zh: "引号没有成对：在值的末尾补上 `\"`。",
            en: "the quotes are not a pair: add `\"` at the end of the value.",
        },
        Some(v) if v.matches('"').count() > 2 => Words {
            zh: "值里面的双引号前面加反斜杠 `\\\"`，或改用中文引号“”。",
            en: "write `\\\"` for a double quote within the value.",
        },
        Some(v) if !v.starts_with(['"', '[', '{']) && v.chars().any(char::is_alphabetic) => Words {
            zh: "文字要放在英文双引号里：`title = \"……\"`。",
            en: "put text in straight double quotes: `title = \"…\"`.",
        },
        Some(_) => Words {
            zh: "检查这一行：每个键只写一次，文字放在英文双引号里，数不加引号。",
            en: "check the line: each key once, text in double quotes, numbers without.",
        },
    }
}

/// Whether marks or digits in full width stand outside of the texts in quotes.
fn is_wide(line: &str) -> bool {
    line.split('"').step_by(2).any(|part| part.contains(|c| matches!(c, '\u{ff01}'..='\u{ff5e}' | '【' | '】' | '、' | '\u{3000}')))
}
