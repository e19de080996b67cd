//! Boxes between lines of colons: `:::{note}` of MyST, `::: callout` of the Carpentries, `::: {.callout-tip}` of Quarto.

use super::{Line, PageWriter, boxes::ForeignBox, dedented, ending, indent_of, names, put_block};
use crate::lesson::folder::words;

/// What stands behind the colons, without those at its end; nothing where it is no such line.
pub(super) fn colons(bare: &str) -> Option<&str> {
    bare.starts_with(":::").then(|| bare.trim_start_matches(':').trim_end_matches(':').trim())
}

/// The name of a box, its title, and whether the name stands in braces alone, as a directive.
struct ColonHead {
    name: String,
    title: Option<String>,
    argument: String,
    is_directive: bool,
}

impl PageWriter<'_, '_> {
    pub(super) fn colon_box(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let info = colons(line.text.trim())?;
        if info.is_empty() {
            // the end of a box that never began
            return Some(1);
        }
        let end = ending(rest, |bare| colons(bare).map(|info| !info.is_empty())).unwrap_or(rest.len());
        let indent = indent_of(&line.text);
        let body = dedented(rest.get(1..end).unwrap_or_default(), indent);
        let head = head(info);
        let lines = if head.is_directive {
            self.directive(line.at, &head.name, &head.argument, &body, depth)
        } else if names::look(&head.name).is_some() {
            // a hint of the Carpentries is opened by a click
            let folded = head.name == "hint";
            self.boxed(&ForeignBox { at: line.at, name: &head.name, title: head.title, folded }, &body, depth)
        } else {
            self.report.tell(line.at, &words::DIRECTIVE, info);
            self.blocks(&body, depth + 1)
        };
        put_block(out, indent, lines);
        Some((end + 1).min(rest.len()))
    }
}

fn head(info: &str) -> ColonHead {
    let Some((inner, behind)) = info.strip_prefix('{').and_then(|rest| rest.split_once('}')) else {
        let (name, argument) = info.split_once(char::is_whitespace).unwrap_or((info, ""));
        let (name, argument) = (name.trim_start_matches('.').to_lowercase(), argument.trim().trim_matches(['{', '}', '"']));
        let title = Some(argument.to_string()).filter(|title| !title.is_empty() && !title.starts_with('.'));
        return ColonHead { name, title, argument: argument.into(), is_directive: false };
    };
    let title = inner.split_once("title=\"").and_then(|(_, rest)| rest.split('"').next()).map(String::from);
    match inner.split_whitespace().find_map(|word| word.strip_prefix('.')) {
        Some(class) => {
            let class = class.to_lowercase();
            let name = class.strip_prefix("callout-").unwrap_or(&class).to_string();
            ColonHead { name, title, argument: behind.trim().into(), is_directive: false }
        }
        None => ColonHead { name: inner.trim().to_string(), title, argument: behind.trim().into(), is_directive: true },
    }
}
