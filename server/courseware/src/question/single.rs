//! A task list with exactly one `[x]`.

use super::{missing, sheet::Sheet};
use crate::{markdown::Kind, problem::ItemFault};
use zhixing_domain::question::Single;

pub(super) fn read(sheet: &mut Sheet) -> Option<Single> {
    let wanted =
        missing(("选项列表", "a list of options"), ("`- [x] 正确的选项`、`- [ ] 别的选项`", "`- [x] right option`, `- [ ] other option`"));
    let list = sheet.answer(|kind| matches!(kind, Kind::List(_)), wanted)?;
    let keys = sheet.options(&list, 2)?;
    match keys.as_slice() {
        [key] => Some(Single { options: sheet.wording.options.len(), key: *key }),
        [] => {
            sheet.add_at(list.text.start, ItemFault::NoKey);
            None
        }
        many => {
            sheet.add_at(list.text.start, ItemFault::SeveralKeys { found: many.len() });
            None
        }
    }
}
