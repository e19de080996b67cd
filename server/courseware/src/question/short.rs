//! A fenced block `answer` with an accepted answer a line.

use super::{missing, sheet::Sheet};
use std::collections::BTreeSet;
use zhixing_domain::{question::Short, text::reading};

pub(super) fn read(sheet: &mut Sheet) -> Option<Short> {
    let wanted = missing(
        ("代码块 `answer`", "a fenced block `answer`"),
        ("` ```answer `、`交并比`、`IoU`、` ``` `", "` ```answer `, `IoU`, ` ``` `"),
    );
    let lines = sheet.answer_lines(wanted)?;
    sheet.keys(&lines);
    let mut accept = vec![];
    merge(&mut accept, &lines.into_iter().map(|(line, _)| line).collect::<Vec<_>>());
    Some(Short { accept })
}

/// Adds what would not be accepted already.
pub(super) fn merge(accept: &mut Vec<String>, more: &[String]) {
    let mut known: BTreeSet<String> = accept.iter().map(|answer| reading::text(answer)).collect();
    for answer in more {
        if known.insert(reading::text(answer)) {
            accept.push(answer.clone());
        }
    }
}
