//! The heading of an item: the first line of its stem, its id, its type, its attributes.

use crate::{ForeignItem, ForeignKey, text::one_line};

/// Whether words are Chinese.
pub(crate) fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

/// The heading's words and the blocks below.
pub(super) fn parted(item: &ForeignItem) -> (String, String) {
    let stem = item.stem.trim();
    let lines: Vec<&str> = stem.lines().collect();
    let first = lines.iter().take_while(|line| !line.trim().is_empty() && !begins_block(line)).count();
    let (head, rest) = lines.split_at(first);
    let head = one_line(&head.join("\n"));
    let head = head.trim_start_matches('#').trim();
    let rest = rest.join("\n");
    if head.is_empty() { (instead(item, &rest), rest) } else { (head.into(), rest) }
}

/// A heading for a stem that begins with a picture, a table or a program.
fn instead(item: &ForeignItem, rest: &str) -> String {
    let name = crate::text::plain(&one_line(&item.name));
    match (name.is_empty(), is_chinese(rest)) {
        (false, _) => name,
        (true, true) => "看下面的内容，回答问题。".into(),
        (true, false) => "Look at this and answer.".into(),
    }
}

/// Whether a line begins a block that cannot be a heading's words.
pub(super) fn begins_block(line: &str) -> bool {
    let text = line.trim_start();
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let numbered = digits > 0 && text.get(digits..).is_some_and(|rest| rest.starts_with(". ") || rest.starts_with(") "));
    let marks = ["- ", "* ", "+ ", "> ", "```", "~~~", "|", "$$", "<!--"];
    let picture = text.starts_with("![") && text.ends_with(')') && text.matches("](").count() == 1;
    line.starts_with("    ") || numbered || picture || marks.iter().any(|mark| text.starts_with(mark))
}

/// `{#id .single points=2 …}`.
pub(super) fn attributes(item: &ForeignItem, id: &str, kind: &str) -> String {
    let mut out = format!("{{#{id} .{kind}");
    if let Some(points) = item.points {
        out.push_str(&format!(" points={points}"));
    }
    if let Some(difficulty) = &item.difficulty {
        out.push_str(&format!(" difficulty={difficulty}"));
    }
    let tags = item.tags.iter().chain(&item.category).map(|tag| quoted(tag)).filter(|tag| !tag.is_empty()).collect::<Vec<_>>();
    if !tags.is_empty() {
        out.push_str(&format!(" tags=\"{}\"", tags.join(",")));
    }
    if let ForeignKey::Numeric { unit: Some(unit), .. } = &item.key {
        out.push_str(&format!(" unit=\"{}\"", quoted(unit)));
    }
    if item.fixed && matches!(kind, "single" | "multiple") {
        out.push_str(" order=fixed");
    }
    for (name, value) in &item.ours {
        out.push_str(&format!(" {name}=\"{}\"", quoted(value)));
    }
    out + "}"
}

/// A value between quotes.
fn quoted(text: &str) -> String {
    let bad = |c: char| matches!(c, '"' | '“' | '”' | '{' | '}' | ',' | '，' | '＝' | '\n');
    one_line(&text.replace(bad, " ")).split_whitespace().collect::<Vec<_>>().join(" ")
}
