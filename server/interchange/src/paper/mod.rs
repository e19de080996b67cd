//! Papers as people paste them: 题干, options, 答案, 解析, with numbers or with words before each.
//!
//! Never here: files of a word processor. Start at [`read`]; `line` says what a line is, `item` makes items of them.

mod item;
mod line;

use crate::{Import, text::clean};
use item::Draft;
pub(crate) use item::{difficulty, letters, truth};
use line::Said;

/// Whether a text looks like such a paper.
pub(crate) fn is(text: &str) -> bool {
    let lines = text.lines().take(400).flat_map(line::parts);
    lines.filter(|line| matches!(line::read(line), Said::Answer(_))).take(1).count() > 0 && text.contains(['答', '解', '题'])
}

/// Reads a paper.
pub(crate) fn read(source: &str, text: &str) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let (mut draft, mut section) = (Draft::default(), line::Section::Any);
    for (n, whole) in (1..).zip(clean(text).lines()) {
        for part in line::parts(whole) {
            let said = line::read(part);
            if let Said::Section(kind) = said {
                import.items.extend(std::mem::take(&mut draft).finish(section));
                section = kind;
                continue;
            }
            if draft.ends_before(&said) {
                import.items.extend(std::mem::take(&mut draft).finish(section));
            }
            draft.take(said, n);
        }
        if whole.trim().is_empty() {
            draft.gap();
        }
    }
    import.items.extend(draft.finish(section));
    import
}
