//! A task list with one `[x]` or more.

use super::{missing, sheet::Sheet};
use crate::{markdown::Kind, problem::ItemFault};
use zhixing_domain::question::Multiple;

pub(super) fn read(sheet: &mut Sheet) -> Option<Multiple> {
    let wanted =
        missing(("选项列表", "a list of options"), ("`- [x] 正确的选项`、`- [ ] 别的选项`", "`- [x] right option`, `- [ ] other option`"));
    let list = sheet.answer(|kind| matches!(kind, Kind::List(_)), wanted)?;
    let keys = sheet.options(&list, 2)?;
    if keys.is_empty() {
        sheet.add_at(list.text.start, ItemFault::NoKey);
        return None;
    }
    Some(Multiple { options: sheet.wording.options.len(), keys })
}
