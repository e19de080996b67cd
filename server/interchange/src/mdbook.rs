//! Quizzes of mdbook-quiz: TOML with `MultipleChoice` and `ShortAnswer`; a `Tracing` asks what a program does, which ours has no type for.

use crate::{
    Accepted, BankNote, Choice, ForeignItem, ForeignKey, Import, ReadItem,
    text::{Markup, markdown},
};
use toml::{Table, Value};

/// Reads a quiz.
pub(crate) fn read(source: &str, text: &str) -> Import {
    let mut import = Import { source: source.into(), ..Import::default() };
    let table: Table = match toml::from_str(text) {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().and_then(|span| text.get(..span.start)).map_or(1, |before| before.matches('\n').count() + 1);
            import.items.push(ReadItem::Fault(malformed(line, error.message())));
            return import;
        }
    };
    let lines: Vec<usize> = (1..).zip(text.lines()).filter(|(_, line)| line.trim() == "[[questions]]").map(|(n, _)| n).collect();
    let questions = table.get("questions").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    for (i, question) in questions.iter().enumerate() {
        let line = lines.get(i).copied().unwrap_or(0);
        import.items.push(match one(question, line) {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses: vec![] },
            Err(note) => ReadItem::Fault(note),
        });
    }
    import
}

fn one(question: &Value, line: usize) -> Result<ForeignItem, BankNote> {
    let at = |path: [&str; 2]| question.get(path[0]).and_then(|v| v.get(path[1]));
    let rich = |text: &str| markdown(text, Markup::Markdown, &mut |_| None);
    let texts = |value: Option<&Value>| -> Vec<String> {
        match value {
            Some(Value::String(text)) => vec![text.clone()],
            Some(Value::Array(all)) => all.iter().filter_map(Value::as_str).map(String::from).collect(),
            _ => vec![],
        }
    };
    let kind = question.get("type").and_then(Value::as_str).unwrap_or_default();
    let answers = texts(at(["answer", "answer"]));
    let key = match kind {
        "MultipleChoice" => {
            let (right, wrong) = (answers, texts(at(["prompt", "distractors"])));
            let several = right.len() > 1;
            let share = (1e7 / right.len().max(1) as f64).round() / 1e7;
            let all = right.iter().map(|text| (text, share)).chain(wrong.iter().map(|text| (text, 0.0)));
            let options = all.map(|(text, worth)| Choice { text: rich(text), worth, feedback: None }).collect();
            if several { ForeignKey::Multiple(options) } else { ForeignKey::Single(options) }
        }
        "ShortAnswer" => {
            let others = texts(at(["answer", "alternatives"]));
            let accept = answers.into_iter().chain(others).map(|text| Accepted::full(text.trim().to_string()));
            ForeignKey::Short { accept: accept.collect(), case_matters: false }
        }
        other => return Err(unsupported(line, other)),
    };
    let mut item = ForeignItem::new(line, rich(at(["prompt", "prompt"]).and_then(Value::as_str).unwrap_or_default()), key);
    item.id = question.get("id").and_then(Value::as_str).unwrap_or_default().into();
    item.explanation = question.get("context").and_then(Value::as_str).map(rich).filter(|text| !text.is_empty());
    Ok(item)
}

fn malformed(line: usize, why: &str) -> BankNote {
    BankNote::new(line, "toml-malformed", format!("TOML 读不出来：{why}"), format!("the TOML cannot be read: {why}"))
}

fn unsupported(line: usize, kind: &str) -> BankNote {
    BankNote::new(line, "mdbook-type", format!("没有与 `{kind}` 对应的题型"), format!("there is no type of item for `{kind}`"))
}
