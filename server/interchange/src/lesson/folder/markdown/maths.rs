//! Formulas on their own: `$$…$$`, `\[…\]` and the environments of LaTeX.

use super::{Line, PageWriter, indent_of, put_block};
use crate::lesson::folder::words;

/// The most lines of a formula.
const MOST: usize = 200;

impl PageWriter<'_, '_> {
    pub(super) fn display(&mut self, rest: &[Line], _: usize, out: &mut Vec<Line>) -> Option<usize> {
        let line = rest.first()?;
        let bare = line.text.trim();
        let environment = bare.strip_prefix("\\begin{").and_then(|rest| rest.split('}').next()).filter(|name| ENVIRONMENTS.contains(name));
        let (open, close) = match bare {
            _ if bare.starts_with("$$") => ("$$", "$$".to_string()),
            _ if bare.starts_with("\\\\[") => ("\\\\[", "\\\\]".to_string()),
            _ if bare.starts_with("\\[") && !bare.contains("](") => ("\\[", "\\]".to_string()),
            _ => ("", format!("\\end{{{}}}", environment?)),
        };
        let (mut text, mut used) = (bare.get(open.len()..)?.to_string(), 1);
        let mut end = text.find(&close);
        while end.is_none() {
            let next = rest.get(used).filter(|next| used < MOST && self.may_look(next.text.len() + 8))?.text.trim();
            end = next.find(&close).map(|at| text.len() + 1 + at);
            text.extend(["\n", next]);
            used += 1;
        }
        let end = end?;
        let behind = text.get(end + close.len()..).unwrap_or_default().trim().to_string();
        let label = behind.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        // words behind it: it stands in a line
        if !behind.is_empty() && label.is_none() {
            return None;
        }
        let formula = text.get(..end + if open.is_empty() { close.len() } else { 0 })?;
        if open != "$$" || label.is_some() {
            self.report.tell(line.at, &words::MATHS, "");
        }
        let lines = self.formula(line.at, formula, label);
        put_block(out, indent_of(&line.text), lines);
        Some(used)
    }

    /// A formula on its own.
    pub(super) fn formula(&mut self, at: usize, text: &str, label: Option<&str>) -> Vec<Line> {
        let mut text: Vec<String> = text.lines().map(str::trim).filter(|line| !line.is_empty()).map(environment).collect();
        let label = label.map(|label| label.chars().map(|c| if c.is_alphanumeric() { c } else { '-' }).collect::<String>());
        text.extend(label.map(|label| format!("\\label{{{label}}}")));
        text.retain(|line| !line.is_empty());
        if text.is_empty() {
            return vec![];
        }
        let mut lines = vec!["$$".to_string()];
        lines.extend(text);
        lines.push("$$".into());
        lines.into_iter().map(|text| Line { at, text }).collect()
    }
}

/// Environments that stand for a formula on its own.
const ENVIRONMENTS: [&str; 10] =
    ["equation", "equation*", "align", "align*", "gather", "gather*", "multline", "multline*", "eqnarray", "eqnarray*"];

/// Lines of an environment as it stands within `$$`.
fn environment(line: &str) -> String {
    let mut line = line.to_string();
    for name in ENVIRONMENTS {
        let inner = if name.starts_with("equation") { None } else { Some("aligned") };
        for end in ["begin", "end"] {
            let new = inner.map(|inner| format!("\\{end}{{{inner}}}")).unwrap_or_default();
            line = line.replace(&format!("\\{end}{{{name}}}"), &new);
        }
    }
    line.replace("\\nonumber", "").replace("\\notag", "").trim().to_string()
}
