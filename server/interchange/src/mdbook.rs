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
        let read = shared(&table, question, line).and_then(|text| one(question, text, line));
        import.items.push(match read {
            Ok(item) => ReadItem::Item { item: Box::new(item), losses: vec![] },
            Err(note) => ReadItem::Fault(note),
        });
    }
    import
}

/// The text that several questions share, by the name that one gives.
fn shared<'t>(table: &'t Table, question: &Value, line: usize) -> Result<&'t str, BankNote> {
    let Some(name) = question.get("multipart") else { return Ok("") };
    let named = name.as_str().and_then(|name| table.get("multipart")?.get(name)?.as_str());
    named.ok_or_else(|| no_part(line, &name.to_string()))
}

fn one(question: &Value, shared: &str, line: usize) -> Result<ForeignItem, BankNote> {
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
    let prompt = at(["prompt", "prompt"]).and_then(Value::as_str).unwrap_or_default();
    let parts = [shared, prompt].map(rich);
    let stem: Vec<&str> = parts.iter().map(String::as_str).filter(|part| !part.is_empty()).collect();
    let mut item = ForeignItem::new(line, stem.join("\n\n"), key);
    item.id = question.get("id").and_then(Value::as_str).unwrap_or_default().into();
    item.explanation = question.get("context").and_then(Value::as_str).map(rich).filter(|text| !text.is_empty());
    Ok(item)
}

fn malformed(line: usize, why: &str) -> BankNote {
    BankNote::new(line, "toml-malformed", format!("TOML 读不出来：{why}"), format!("the TOML cannot be read: {why}"))
}

fn no_part(line: usize, name: &str) -> BankNote {
    BankNote::new(
        line,
        "mdbook-part",
        format!("`[multipart]` 里没有 {name}：题目缺少共用的文字"),
        format!("`[multipart]` has no {name}: the question lacks the text that it shares"),
    )
}

fn unsupported(line: usize, kind: &str) -> BankNote {
    BankNote::new(line, "mdbook-type", format!("没有与 `{kind}` 对应的题型"), format!("there is no type of item for `{kind}`"))
}
