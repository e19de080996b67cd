//! Makes what somebody practised due now, for tests that cannot wait a day for it.
//!
//! `make-due DATABASE_URL LOGIN`. Each item is answered wrongly weeks ago, by the verb that practice uses, and so comes again now.

use std::process::ExitCode;
use zhixing_domain::{
    question::Answer,
    repetition::BOXES,
    time::{Span, Timestamp},
};
use zhixing_store::{Notes, PracticeTry, Store};

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [url, login] = &words[..] else {
        eprintln!("usage: make-due DATABASE_URL LOGIN");
        return ExitCode::from(2);
    };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    match runtime.block_on(due(url, login)) {
        Some(0) | None => {
            eprintln!("nothing was practised by {login}");
            ExitCode::FAILURE
        }
        Some(_) => ExitCode::SUCCESS,
    }
}

/// How many items are due now.
async fn due(url: &str, login: &str) -> Option<usize> {
    let store = Store::open(url).await.ok()?;
    let (account, _) = store.credentials_of(login).await.ok()??;
    let kept = store.repetitions_of(account.id, None).await.ok()?;
    for repeated in &kept {
        // longer ago than anything rests
        let then = Timestamp::from_ms(repeated.next.due_at.ms() - Span::from_minutes(36 * 24 * 60).ms());
        let tried = PracticeTry {
            account: account.id,
            course: repeated.course.clone(),
            item: repeated.item.clone(),
            version: repeated.version.clone(),
            right: false,
            answer: Answer::Single { option: None },
            of_lesson: false,
            days: [then; BOXES.len()],
        };
        let notes = Notes { account: account.id, course: repeated.course.clone(), answers: vec![] };
        store.note_answers(notes, Some(tried), then).await.ok()?;
    }
    Some(kept.len())
}
