//! A numbered list in the right order.

use super::{missing, sheet::Sheet};
use crate::markdown::Kind;
use zhixing_domain::question::Ordering;

pub(super) fn read(sheet: &mut Sheet) -> Option<Ordering> {
    let wanted = missing(
        ("按正确次序排好的编号列表", "a numbered list in the right order"),
        ("`1. 第一步`、`2. 第二步`", "`1. first step`, `2. second step`"),
    );
    let list = sheet.answer(|kind| *kind == Kind::List(true), wanted)?;
    let entries = sheet.entries(&list, 2)?;
    sheet.take(entries);
    sheet.wording.feedback.clear();
    Some(Ordering { entries: sheet.wording.options.len() })
}
