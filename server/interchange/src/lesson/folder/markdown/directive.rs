//! Directives of MyST, in fences or between colons: boxes, code, formulas, figures, tables of lists, tabs. Others leave their words.

use super::{Line, PageWriter, boxes, boxes::ForeignBox, names, trimmed};
use crate::lesson::folder::words;
use std::collections::BTreeMap;

/// `:name: value` above the text of a directive.
type Settings = BTreeMap<String, String>;

/// The most lines of settings.
const MOST_SETTINGS: usize = 40;

impl PageWriter<'_, '_> {
    pub(super) fn directive(&mut self, at: usize, name: &str, argument: &str, body: &[Line], depth: usize) -> Vec<Line> {
        let (set, body) = settings(body);
        let name = name.to_lowercase();
        let of = |key: &str| set.get(key).cloned().unwrap_or_default();
        match name.as_str() {
            "literalinclude" => self.literal(at, argument, &of("language")),
            "code-block" | "code" | "sourcecode" | "code-cell" | "prompt" => {
                self.code(at, argument.split_whitespace().next().unwrap_or_default(), "", body)
            }
            "mermaid" | "graphviz" | "r" | "julia" | "octave" | "csv-table" | "parsed-literal" => self.code(at, &name, "", body),
            "math" => {
                let formula: Vec<&str> = std::iter::once(argument).chain(body.iter().map(|line| line.text.as_str())).collect();
                self.formula(at, &formula.join("\n"), Some(of("label")).filter(|label| !label.is_empty()).as_deref())
            }
            "figure" | "image" => {
                let caption: Vec<&str> = trimmed(body).iter().map(|line| line.text.trim()).take_while(|line| !line.is_empty()).collect();
                let text = self.picture(&of("alt"), argument, &caption.join(" "), at);
                vec![Line { at, text }]
            }
            "list-table" => self.list_table(at, argument, body),
            "table" => {
                let mut lines = caption(at, argument, self.is_han);
                lines.extend(self.blocks(body, depth + 1));
                lines
            }
            "tab-item" | "tab" => {
                self.report.tell(at, &words::TABS, argument);
                let inner = self.blocks(body, depth + 1);
                boxes::fold(at, argument, inner)
            }
            "toctree" | "tableofcontents" | "contents" | "bibliography" | "index" | "raw" | "include" | "glue" | "footbibliography" => {
                self.report.tell(at, &words::DROPPED, &name);
                vec![]
            }
            _ => self.boxed_directive(at, (name.as_str(), argument, &set), body, depth),
        }
    }

    fn boxed_directive(&mut self, at: usize, (name, argument, set): (&str, &str, &Settings), body: &[Line], depth: usize) -> Vec<Line> {
        let bare = name.rsplit(':').next().unwrap_or_default().trim_end_matches("-start");
        if names::look(bare).is_none() {
            if !["tab-set", "grid", "grid-item", "card", "margin", "sidebar", "div"].contains(&bare) {
                self.report.tell(at, &words::DIRECTIVE, name);
            }
            return self.blocks(body, depth + 1);
        }
        let classes = set.get("class").map(String::as_str).unwrap_or_default();
        let folded = classes.split([' ', ',']).any(|class| ["dropdown", "toggle"].contains(&class));
        let class = classes.split([' ', ',']).find(|class| names::look(class).is_some() && *class != "dropdown");
        let name = if bare == "admonition" { class.unwrap_or(bare) } else { bare };
        // what stands behind `note` is its first line, behind `admonition` and the like its title
        let is_text = ["note", "tip", "hint", "important", "warning", "caution", "danger", "error", "attention", "seealso"].contains(&bare);
        let solved = bare == "solution";
        let title = Some(argument.to_string()).filter(|title| !title.is_empty() && !is_text && !solved);
        let first = Some(Line { at, text: argument.into() }).filter(|line| is_text && !line.text.is_empty());
        let body: Vec<Line> = first.into_iter().chain(body.iter().cloned()).collect();
        self.boxed(&ForeignBox { at, name, title, folded }, &body, depth)
    }

    /// A file that is shown as code.
    fn literal(&mut self, at: usize, asked: &str, language: &str) -> Vec<Line> {
        let folder = self.folder().to_string();
        let path = self.path_of(&folder, asked);
        let text = path.as_ref().and_then(|path| crate::decode::decode(self.site.files.0.get(path)?).ok());
        let Some((text, _)) = text else {
            self.report.tell(at, &words::NOT_INCLUDED, asked);
            return vec![];
        };
        // as much as a page may be, however often it is shown
        let text = crate::text::near(&text, 100_000);
        if !self.may_look(text.len() * 64) {
            return vec![];
        }
        let ending = asked.rsplit_once('.').map_or("", |(_, ending)| ending);
        let lines: Vec<Line> = crate::text::clean(text).lines().map(|text| Line { at, text: text.into() }).collect();
        self.code(at, if language.is_empty() { ending } else { language }, "", &lines)
    }

    /// A table written as a list of lists.
    fn list_table(&mut self, at: usize, title: &str, body: &[Line]) -> Vec<Line> {
        let mut rows: Vec<(usize, Vec<String>)> = vec![];
        for line in body {
            let bare = line.text.trim();
            let cell = match bare.strip_prefix("* ").filter(|_| !line.text.starts_with(' ')) {
                Some(row) => {
                    rows.push((line.at, vec![]));
                    row.trim_start()
                }
                None => bare,
            };
            let Some((_, row)) = rows.last_mut() else { continue };
            match cell.strip_prefix('-').filter(|rest| rest.is_empty() || rest.starts_with(' ')) {
                Some(words) => row.push(words.trim().to_string()),
                None => {
                    if let Some(last) = row.last_mut().filter(|_| !cell.is_empty()) {
                        last.extend([" ", cell]);
                    }
                }
            }
        }
        self.report.tell(at, &words::MARKS, "list-table");
        let width = rows.iter().map(|(_, row)| row.len()).max().unwrap_or(0);
        let mut lines = caption(at, title, self.is_han);
        for (n, (at, row)) in rows.into_iter().enumerate() {
            let cells: Vec<String> = row.iter().map(|cell| self.inline(&cell.replace('|', "\\|"), at)).collect();
            let empty = width.saturating_sub(cells.len());
            lines.push(Line { at, text: format!("| {} |{}", cells.join(" | "), "  |".repeat(empty)) });
            if n == 0 {
                lines.push(Line { at, text: format!("|{}", "---|".repeat(width)) });
            }
        }
        lines
    }
}

fn caption(at: usize, title: &str, is_han: bool) -> Vec<Line> {
    let word = if is_han { "表：" } else { "Table: " };
    let lines = [Line { at, text: format!("{word}{title}") }, Line { at, ..Line::default() }];
    lines.into_iter().filter(|_| !title.is_empty()).collect()
}

/// The settings above the text, and the text: lines `:name: value`, or YAML between two lines `---`.
fn settings(body: &[Line]) -> (Settings, &[Line]) {
    let is_yaml = body.first().is_some_and(|line| line.text.trim() == "---");
    let set = |line: &Line| {
        let text = line.text.trim();
        let (key, value) = if is_yaml { text.split_once(':')? } else { text.strip_prefix(':')?.split_once(':')? };
        let fits = !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        fits.then(|| (key.to_string(), value.trim().trim_matches('"').to_string()))
    };
    if is_yaml {
        let end = body.iter().take(MOST_SETTINGS).skip(1).position(|line| line.text.trim() == "---").map_or(0, |n| n + 1);
        let found = body.get(1..end).unwrap_or_default().iter().filter_map(set).collect();
        return (found, body.get(end + usize::from(end > 0)..).unwrap_or_default());
    }
    let count = body.iter().take(MOST_SETTINGS).take_while(|line| set(line).is_some()).count();
    (body.iter().take(count).filter_map(set).collect(), body.get(count..).unwrap_or_default())
}
