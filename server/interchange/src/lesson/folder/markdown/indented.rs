//! Boxes of MkDocs: `!!! note "Title"` and `??? note` with their text four blanks in, tabs `=== "Title"`, and `/// note | Title` … `///`.

use super::{Line, PageWriter, boxes, boxes::ForeignBox, dedented, ending, indent_of, put_block};
use crate::lesson::folder::words;

/// What a line opens.
enum Opened {
    Box { name: String, title: Option<String>, folded: bool },
    Tab(String),
}

impl PageWriter<'_, '_> {
    pub(super) fn indented_box(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let opened = opened(line.text.trim())?;
        let indent = indent_of(&line.text);
        let belongs = |line: &&Line| line.text.trim().is_empty() || indent_of(&line.text) >= indent + 4;
        let used = rest.iter().skip(1).take_while(belongs).count();
        let body = dedented(rest.get(1..=used).unwrap_or_default(), indent + 4);
        let lines = match opened {
            Opened::Box { name, title, folded } => self.boxed(&ForeignBox { at: line.at, name: &name, title, folded }, &body, depth),
            Opened::Tab(title) => {
                self.report.tell(line.at, &words::TABS, &title);
                let title = self.inline(&title, line.at);
                let inner = self.blocks(&body, depth + 1);
                boxes::fold(line.at, &title, inner)
            }
        };
        put_block(out, indent, lines);
        Some(used + 1)
    }

    pub(super) fn slash_box(&mut self, rest: &[Line], depth: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let info = slashes(line.text.trim()).filter(|info| !info.is_empty())?;
        if !self.may_look(rest.len() * 32) {
            return None;
        }
        let end = ending(rest, |bare| slashes(bare).map(|info| !info.is_empty()))?;
        let indent = indent_of(&line.text);
        let body = dedented(rest.get(1..end).unwrap_or_default(), indent);
        let (name, title) = info.split_once('|').map_or((info, None), |(name, title)| (name, Some(title.trim().to_string())));
        let name = name.trim().to_lowercase();
        let lines = match name.as_str() {
            "tab" => {
                let title = title.unwrap_or_default();
                self.report.tell(line.at, &words::TABS, &title);
                let inner = self.blocks(&body, depth + 1);
                boxes::fold(line.at, &title, inner)
            }
            "html" | "define" | "caption" => {
                self.report.tell(line.at, &words::DIRECTIVE, &name);
                self.blocks(&body, depth + 1)
            }
            name => self.boxed(&ForeignBox { at: line.at, name, title, folded: false }, &body, depth),
        };
        put_block(out, indent, lines);
        Some(end + 1)
    }
}

/// What stands behind three slashes or more, of a line that is nothing else.
fn slashes(bare: &str) -> Option<&str> {
    let info = bare.trim_start_matches('/');
    (bare.len() - info.len() > 2 && (info.is_empty() || info.starts_with(' '))).then(|| info.trim())
}

fn opened(bare: &str) -> Option<Opened> {
    if let Some(rest) = bare.strip_prefix("===") {
        let title = rest.trim_start_matches(['+', '!', ' ']);
        let title = ['"', '\''].iter().find_map(|mark| title.strip_prefix(*mark)?.strip_suffix(*mark))?;
        return Some(Opened::Tab(title.to_string()));
    }
    let (rest, folded) = match bare.strip_prefix("!!!") {
        Some(rest) => (rest, false),
        None => (bare.strip_prefix("???")?.trim_start_matches('+'), true),
    };
    let (classes, title) =
        rest.split_once(['"', '“']).map_or((rest, None), |(classes, title)| (classes, Some(title.trim().trim_end_matches(['"', '”']))));
    let name = classes.split_whitespace().next().unwrap_or_default().to_lowercase();
    let fits = !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    fits.then(|| Opened::Box { name, title: title.map(String::from), folded })
}

/// Whether a line opens a box.
pub(super) fn opens(bare: &str) -> bool {
    opened(bare).is_some() || slashes(bare).is_some()
}
