//! What an earlier build left is opened by this one and goes on: people in the middle of an exam, results, certificates, the audit log.

use crate::support::*;
use std::future::Future;
use zhixing_domain::{
    account::Role,
    assessment::Entry,
    attempt::{Operation, OperationOutcome, Phase, Quarantine, Target},
    certificate::{Facts, NameSource},
    digest::sha256_hex,
    id::{AttemptId, WriterId},
    points::Points,
    question::{Answer, ItemKey},
    time::{Span, Timestamp},
};
use zhixing_store::{Completion, NewMark, SaveRequest, Stamp, Store, TaskKind};

/// The dump says who is in it.
const LEFT: &str = include_str!("../fixtures/efe02e0.sql");
const ADA: &str = "att_01a0c40d488070018000000000000001";
const BOB: &str = "att_01a0c40e32e070028000000000000002";
const CAO: &str = "att_01a0c3d7446070038000000000000003";
const NUMBER: &str = "S000011000001265000001";
/// Ada began then, Bob a minute later.
const BEGAN: Timestamp = Timestamp::from_ms(1_789_995_600_000);

/// Restores the dump, opens it with the code of today and tells the story.
fn on_what_was_left<F: Future<Output = ()>>(name: &str, story: impl FnOnce(Store) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let folder = std::env::temp_dir().join(format!("zhixing-upgrade-{}-{name}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("made");
        std::fs::write(folder.join("left.db"), "").expect("written");
        let url = format!("sqlite:{}", folder.join("left.db").display());
        tamper(&url, LEFT).await;
        let store = Store::open(&url).await.expect("it opens");
        story(store.clone()).await;
        store.close().await;
        let _ = std::fs::remove_dir_all(&folder);
    });
}

fn attempt(id: &str) -> AttemptId {
    id.parse().expect("an id")
}

/// The page that Ada's or Bob's browser showed goes on with its own writer.
fn operation(writer: &str, item: &str, option: u8, seq: i64) -> Operation {
    let op_id = format!("op_{:012x}70008000{:012x}", BEGAN.ms() + 600_000, seq).parse().expect("an id");
    let writer: WriterId = writer.parse().expect("an id");
    Operation { op_id, item: ItemKey(item.into()), value: Answer::Single { option: Some(option) }, writer, seq }
}

async fn saves(store: &Store, id: AttemptId, operation: Operation, step: u32, minutes: i64) -> Option<OperationOutcome> {
    let account = store.attempt_summary(id).await.expect("read").expect("there").account;
    let place = Some(Target::Item { shape: shape(), step });
    let request = SaveRequest::new(id, account, operation, place, BEGAN + Span::from_minutes(minutes));
    store.save(request).await.expect("answered").outcome
}

fn after(minutes: i64) -> Stamp {
    at(BEGAN + Span::from_minutes(minutes))
}

#[test]
fn who_sat_an_exam_goes_on_and_hands_it_in() {
    on_what_was_left("exam", async |store| {
        let (id, pen) = (attempt(ADA), "wr_01a0c40d488070018000000000000001");
        assert_eq!(store.attempt_summary(id).await.expect("read").expect("there").state.phase(), Phase::InProgress);
        // what was saved then is saved: its page may send it again
        let mut sent = operation(pen, "a", 2, 2);
        sent.op_id = "op_01a0c40f1d4070028000000000000002".parse().expect("an id");
        assert_eq!(saves(&store, id, sent, 0, 10).await, Some(OperationOutcome::Applied { rev: 2 }));
        assert_eq!(saves(&store, id, operation(pen, "b", 1, 3), 0, 10).await, Some(OperationOutcome::Applied { rev: 1 }));
        let handed_in = store.submit_attempt(id, None, after(20)).await.expect("stored").expect("it runs");
        let lines: Vec<(&str, i64)> = handed_in.receipt.answers.iter().map(|line| (line.item.as_str(), line.rev)).collect();
        assert_eq!((handed_in.fresh, lines), (true, vec![("a", 2), ("b", 1)]));
        let due = store.take_tasks(after(21).now, 9).await.expect("taken");
        assert_eq!(due.iter().map(|task| (task.kind, task.subject.as_str())).collect::<Vec<_>>(), [(TaskKind::Grade, ADA)]);
        let paper = store.attempt(id).await.expect("read").expect("there").paper;
        let mark = |entry: &Entry| NewMark {
            item: entry.item.clone(),
            version: entry.version.clone(),
            function: None,
            worth: entry.points,
            points: Some(entry.points),
        };
        let completion = Completion { pass_mark: Points::whole(60), release: true, certify: true };
        store.grade(id, paper.entries.iter().map(mark).collect(), None, completion, after(21)).await.expect("graded");
        let result = store.result(id).await.expect("read").expect("there");
        assert!(result.released_at.is_some() && result.score.is_some_and(|score| score.passed));
        // the name that stood in the profile is the one that a certificate waits for
        let name = store.attempt_name(id).await.expect("read").expect("frozen by the migration");
        assert_eq!(name.name.map(|name| (name.text, name.source)), Some(("艾达".into(), NameSource::Stated)));
    });
}

#[test]
fn who_had_gone_on_to_a_section_stays_in_it() {
    on_what_was_left("sections", async |store| {
        let (id, pen) = (attempt(BOB), "wr_01a0c40e32e070028000000000000002");
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        assert_eq!(summary.progress.map(|progress| progress.position()), Some(1));
        assert_eq!(saves(&store, id, operation(pen, "a", 0, 3), 0, 7).await, Some(OperationOutcome::Kept(Quarantine::Passed)));
        assert_eq!(saves(&store, id, operation(pen, "b", 0, 4), 1, 7).await, Some(OperationOutcome::Applied { rev: 1 }));
        // the limit of the first section has no meaning any more, that of the whole has
        assert!(store.expire_attempt(id, None, after(30)).await.expect("read").is_none());
        assert!(store.expire_attempt(id, None, after(63)).await.expect("stored").is_some_and(|ended| ended.fresh));
    });
}

#[test]
fn a_certificate_of_then_is_read_byte_by_byte_and_revoked_by_its_number() {
    on_what_was_left("certificate", async |store| {
        let number = NUMBER.parse().expect("a number");
        let [issued] = &store.certificate(&number).await.expect("read")[..] else { panic!("one version") };
        let facts: Facts = serde_json::from_str(&issued.facts).expect("they are read");
        assert_eq!((facts.holder.as_str(), facts.result.score.as_str(), issued.attempt.to_string().as_str()), ("曹练", "70", CAO));
        let (credential, pdf) = store.certificate_bytes(&number, 1).await.expect("read").expect("there");
        assert_eq!((sha256_hex(&credential), &pdf[..]), (issued.sha256.clone(), &b"%PDF-1.7 of then"[..]));
        assert_eq!(store.certificate_pdf_sha256(&number, 1).await.expect("read"), Some(sha256_hex(&pdf)));
        assert!(store.result(attempt(CAO)).await.expect("read").is_some_and(|result| result.released_at.is_some()));
        assert_eq!(store.open_tasks().await.expect("read"), 0, "what was issued is not issued again");
        assert!(store.revoke_certificate(&administrator(), number, "一个原因".into(), after(0)).await.expect("stored"));
    });
}

#[test]
fn the_log_of_then_holds_and_the_rows_say_what_it_says() {
    on_what_was_left("log", async |store| {
        let head = "2953985396ea0266594c2ccb724238f6f3fcd33251613e605b9023c60d173699".to_string();
        person(&store, "eve", &[Role::Learner]).await;
        while store.link_events().await.expect("linked") > 0 {}
        let report = store.verify_audit(&[head]).await.expect("read");
        assert_eq!((report.faults, report.lost_heads, report.linked), (vec![], vec![], 12));
        assert_eq!(store.verify_records().await.expect("read"), []);
        // tokens of then are good, sessions are not: their ids are kept otherwise since
        let (account, writes) = store.account_of_token(&sha256_hex(b"a token of then"), BEGAN).await.expect("read").expect("it is good");
        assert_eq!((account.login.as_str(), writes), ("ada", true));
        assert!(store.session("a-cookie-of-then".into()).await.expect("read").is_none());
    });
}
