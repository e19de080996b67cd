//! A notebook of Jupyter as the lines of a page: its Markdown, its code, and of what the code gave out words, tables and pictures. A line is of a cell.

use super::{
    markdown::{Line, PageWriter},
    words,
};
use crate::{BankNote, text};
use serde_json::Value;

/// So many lines of one output are kept.
const MOST_LINES: usize = 60;

pub(super) fn lines(source: &str, writer: &mut PageWriter) -> Result<Vec<Line>, BankNote> {
    let book: Value = serde_json::from_str(source).map_err(|e| words::no_notebook(e.line(), e.column()))?;
    let older = || book.get("worksheets")?.get(0)?.get("cells");
    let cells = book.get("cells").or_else(older).and_then(Value::as_array).ok_or_else(|| words::no_notebook(1, 1))?;
    let about = |place: &str, key: &str| Some(book.get("metadata")?.get(place)?.get(key)?.as_str()?.to_string());
    let language = about("language_info", "name").or(about("kernelspec", "language")).unwrap_or_else(|| "python".into());
    let mut reading = Cells { writer, language, out: vec![] };
    for (n, cell) in (1..).zip(cells) {
        reading.cell(n, cell);
    }
    Ok(reading.out)
}

struct Cells<'w, 'r, 'f> {
    writer: &'w mut PageWriter<'r, 'f>,
    language: String,
    out: Vec<Line>,
}

impl Cells<'_, '_, '_> {
    fn put(&mut self, at: usize, text: &str) {
        self.out.extend(text.lines().map(|text| Line { at, text: text.into() }));
        self.out.push(Line { at, text: String::new() });
    }

    fn fence(&mut self, at: usize, language: &str, code: &str) {
        let code = code.trim_matches('\n');
        if !code.trim().is_empty() {
            let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0).max(2);
            let marks = "`".repeat(longest + 1);
            self.put(at, &format!("{marks}{language}\n{code}\n{marks}"));
        }
    }

    fn cell(&mut self, at: usize, cell: &Value) {
        let tags = cell.get("metadata").and_then(|about| about.get("tags")).and_then(Value::as_array);
        let is = |tag: &str| tags.is_some_and(|tags| tags.iter().any(|t| t.as_str().is_some_and(|t| t.replace('_', "-") == tag)));
        if is("remove-cell") {
            return self.writer.report.tell(at, &words::DROPPED, "remove-cell");
        }
        let mut source = cell.get("source").or(cell.get("input")).map(joined).unwrap_or_default();
        match cell.get("cell_type").and_then(Value::as_str) {
            Some("markdown") => {
                self.attachments(cell, &mut source);
                self.put(at, &source);
            }
            Some("heading") => self.put(at, &format!("# {}", text::one_line(&source))),
            Some("code") => {
                if !is("remove-input") {
                    let language = self.language.clone();
                    self.fence(at, &language, &source);
                }
                let outputs = cell.get("outputs").and_then(Value::as_array).filter(|_| !is("remove-output"));
                outputs.into_iter().flatten().for_each(|output| self.output(at, output));
            }
            Some("raw") => self.writer.report.tell(at, &words::DROPPED, "raw"),
            _ => {}
        }
    }

    /// Pictures that lie in the cell itself: another cell may have another one of the same name.
    fn attachments(&mut self, cell: &Value, source: &mut String) {
        for (name, kinds) in cell.get("attachments").and_then(Value::as_object).into_iter().flatten() {
            let data = kinds.as_object().into_iter().flatten().find_map(|(_, data)| data.as_str());
            let taken = data.and_then(|data| self.writer.lot.pictures.add_base64(name, data));
            if let Some(taken) = taken {
                *source = source.replace(&format!("attachment:{name}"), &format!("attachment:{taken}"));
                self.writer.attachments.insert(taken);
            }
        }
    }

    fn output(&mut self, at: usize, output: &Value) {
        let data = output.get("data").unwrap_or(output);
        let of = |kind: &str| data.get(kind).map(joined).filter(|text| !text.trim().is_empty());
        let words_of = |key: &str| output.get(key).map(joined).filter(|text| !text.trim().is_empty());
        let picture = ["image/png", "image/jpeg", "png", "jpeg"].iter().find_map(|kind| of(kind));
        if let Some(picture) = picture.and_then(|data| self.writer.lot.pictures.add_base64("output", &data)) {
            self.put(at, &format!("![](attachment:{picture})"));
            self.writer.attachments.insert(picture);
            return;
        }
        if let Some(html) = of("text/html").filter(|html| html.contains("<table")) {
            let table = text::page(&html, &mut |_| None).text;
            return self.put(at, &table);
        }
        if let Some(words) = of("text/markdown") {
            return self.put(at, &words);
        }
        let traceback =
            || output.get("traceback").and_then(Value::as_array).map(|lines| lines.iter().map(joined).collect::<Vec<_>>().join("\n"));
        let words = words_of("text").or_else(|| of("text/plain")).or_else(traceback).unwrap_or_default();
        let words = uncoloured(&words);
        if words.lines().nth(MOST_LINES).is_some() {
            self.writer.report.tell(at, &words::OUTPUT, "");
        }
        let words: Vec<&str> = words.lines().take(MOST_LINES).collect();
        self.fence(at, "text", &words.join("\n"));
    }
}

/// A text, or the lines of one.
fn joined(value: &Value) -> String {
    match value {
        Value::String(text) => text::clean(text),
        Value::Array(lines) => text::clean(&lines.iter().filter_map(Value::as_str).collect::<String>()),
        _ => String::new(),
    }
}

/// Without what coloured it in a terminal; the sign that begins such a mark is gone already.
fn uncoloured(text: &str) -> String {
    let (mut out, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(at) = rest.find('[') {
        let (before, mark) = rest.split_at(at);
        out.push_str(before);
        let inner = mark.get(1..).unwrap_or_default();
        let digits = inner.bytes().take_while(|b| b.is_ascii_digit() || *b == b';').count();
        let is_mark = digits > 0 && inner.get(digits..).is_some_and(|behind| behind.starts_with('m'));
        let length = if is_mark { digits + 2 } else { 1 };
        if !is_mark {
            out.push('[');
        }
        rest = mark.get(length..).unwrap_or_default();
    }
    out + rest
}

#[cfg(test)]
mod tests {
    #[test]
    fn colours_of_a_terminal_go() {
        assert_eq!(super::uncoloured("[0;31mError[0m: a[1] [m"), "Error: a[1] [m");
    }
}
