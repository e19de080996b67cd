//! A task list of two lines, first the true one, then the false one.

use super::{missing, sheet::Sheet};
use crate::{markdown::Kind, problem::ItemFault};
use zhixing_domain::question::TrueFalse;

const TRUE: [&str; 7] = ["正确", "对", "是", "真", "true", "yes", "correct"];
const FALSE: [&str; 8] = ["错误", "错", "否", "假", "不正确", "false", "no", "wrong"];

pub(super) fn read(sheet: &mut Sheet) -> Option<TrueFalse> {
    let wanted = missing(("两行选项", "two options"), ("`- [x] 正确`、`- [ ] 错误`", "`- [x] True`, `- [ ] False`"));
    let list = sheet.answer(|kind| matches!(kind, Kind::List(_)), wanted)?;
    let keys = sheet.options(&list, 2)?;
    let word = |i: usize| sheet.wording.options.get(i).map(|o| o.as_str().trim_end_matches(['。', '.']).to_lowercase()).unwrap_or_default();
    // The order is fixed, since the key is a truth and not a place: the words make sure that the author minded it.
    let shaped = sheet.wording.options.len() == 2 && TRUE.contains(&word(0).as_str()) && FALSE.contains(&word(1).as_str());
    match keys.as_slice() {
        [key] if shaped => Some(TrueFalse { key: *key == 0 }),
        [] if shaped => {
            sheet.add_at(list.text.start, ItemFault::NoKey);
            None
        }
        _ => {
            sheet.add_at(list.text.start, ItemFault::TrueFalse);
            None
        }
    }
}
