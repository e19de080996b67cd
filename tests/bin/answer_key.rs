//! Prints the right answers to an attempt as JSON, `{"item": answer}`, for tests that play a candidate who knows everything.
//!
//! `answer-key DATABASE_URL ATTEMPT`. It reads the database as an operator could; nothing a candidate can reach tells keys.

use std::process::ExitCode;
use zhixing_store::Store;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [url, attempt] = &words[..] else {
        eprintln!("usage: answer-key DATABASE_URL ATTEMPT");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    match runtime.block_on(key(url, attempt)) {
        Some(key) => {
            println!("{key}");
            ExitCode::SUCCESS
        }
        None => {
            eprintln!("no such attempt: {attempt}");
            ExitCode::FAILURE
        }
    }
}

async fn key(url: &str, attempt: &str) -> Option<serde_json::Value> {
    let store = Store::open(url).await.ok()?;
    let record = store.attempt(attempt.parse().ok()?).await.ok()??;
    let mut answers = serde_json::Map::new();
    for entry in &record.paper.entries {
        let source = store.item_source(&entry.version).await.ok()??;
        let item = zhixing_courseware::item(&source)?;
        let answer = item.question.right_answer(&entry.arrangement);
        answers.insert(entry.item.0.clone(), serde_json::to_value(answer).ok()?);
    }
    Some(answers.into())
}
