//! Headings of a page that becomes a lesson: the one above all is its title, the others begin at the second level.

/// The title, where one heading stands above all, and the text with headings from the second level on.
pub(super) fn levelled(text: &str) -> (String, String) {
    let (mut fence, mut levels) = (None::<String>, vec![]);
    let lines: Vec<(usize, &str)> = text
        .lines()
        .map(|line| {
            let marks: String = line.chars().take_while(|c| *c == '`').collect();
            match &fence {
                Some(open) if line.trim_end() == open => fence = None,
                None if marks.len() > 2 => fence = Some(marks),
                None => {
                    let level = line.bytes().take_while(|b| *b == b'#').count();
                    if level > 0 {
                        levels.push(level);
                    }
                    return (level, line);
                }
                Some(_) => {}
            }
            (0, line)
        })
        .collect();
    let words = |line: &str| line.trim_start_matches('#').trim().to_string();
    let top = levels.iter().min().copied().unwrap_or(2);
    let alone =
        levels.first() == Some(&top) && levels.iter().filter(|l| **l == top).count() == 1 && lines.first().is_some_and(|l| l.0 == top);
    let title = lines.first().filter(|_| alone).map(|(_, line)| words(line)).unwrap_or_default();
    let top = if alone { levels.iter().skip(1).min().copied().unwrap_or(2) } else { top };
    let levelled = lines.iter().skip(usize::from(alone)).filter_map(|(level, line)| match level {
        0 => Some((*line).to_string()),
        _ if words(line).is_empty() => None,
        level => Some(format!("{} {}", "#".repeat((level + 2 - top).clamp(2, 4)), words(line))),
    });
    (title, levelled.collect::<Vec<_>>().join("\n").trim().to_string())
}

#[cfg(test)]
mod tests {
    use super::levelled;

    #[test]
    fn one_heading_above_all_is_the_title_and_the_others_begin_at_the_second_level() {
        for (text, title, levelled_text) in [
            ("# A\n\nx\n\n### B\n\n#### C", "A", "x\n\n## B\n\n### C"),
            ("## A\n\nx\n\n## B", "", "## A\n\nx\n\n## B"),
            ("x\n\n# A", "", "x\n\n## A"),
            ("# A\n\n```python\n# no heading\n```\n\n##", "A", "```python\n# no heading\n```"),
        ] {
            assert_eq!(levelled(text), (title.to_string(), levelled_text.to_string()), "{text}");
        }
    }
}
