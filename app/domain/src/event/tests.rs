//! What is written is read, and so is what earlier builds wrote.

use super::*;

const DIGEST: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
const ACCOUNT: &str = "acc_018bcfe568007070b070707070707070";
const SEGMENT: &str = "att_018bcfe568007070b070707070707070";

fn read(action: &str, detail: &str) -> LogEntry {
    LogEntry::read(action.into(), detail.into())
}

#[test]
fn a_line_is_read_as_it_was_written() {
    let events = [
        Event::Named,
        Event::AccountDisabled { demonstration: true },
        Event::Started { plan: PlanRef::new("course", "exam"), segment_of: None },
        Event::Extended { ms: 600_000, window: true, reason: "网络故障 — \"again\"".into() },
        Event::Reopened { segment: SEGMENT.parse().expect("an id"), ms: 1, late: vec![ItemKey("a".into())], reason: String::new() },
        Event::Irregularity { report: IrregularityReport::AnswerFile { operations: 3, sha256: DIGEST.into() } },
        Event::MarkGiven { item: ItemKey("a".into()), points: Points::from_hundredths(150) },
        Event::ItemDecided { item: ItemKey("a".into()), version: "v".into(), voiding: Some(Voiding::FullCredit), reason: "x".into() },
        Event::Released { score: None, pass_mark: None },
        Event::SiteSettingChanged { setting: "accent".into(), value: None },
        Event::SessionMoved { opens: 3, closes: 4, was_opens: 1, was_closes: 2, papers: 30 },
        Event::SessionDescribed { name: "上午".into(), place: String::new() },
        Event::SessionCancelled { reason: "停电 — all day".into() },
        Event::CandidateRemoved { login: "ada".into() },
        Event::PaperDiscarded,
        Event::ClosesLater { closes: 4 },
        Event::PublicationReviewed { state: "asked".into() },
        Event::CourseRoleGiven { login: "ada".into(), role: "editor".into() },
        Event::CourseRoleTaken { login: "ada".into() },
        Event::PublicationScheduled { at: 3 },
        Event::PublicationUnscheduled,
        Event::PublicationStayed { why: "errors".into() },
        Event::DraftSaved { rev: 3, why: "merged".into() },
        Event::InquiryAsked { course: "c".into(), lesson: "first".into() },
        Event::InquiryTakenBack,
        Event::InquiryAnswered { shown: true },
        Event::InquiryShown { shown: false },
        Event::CalendarMade,
        Event::CalendarRemoved,
        Event::SessionEnded { device: "Firefox · Windows".into() },
        Event::DataTaken,
        Event::AccountMerged { into: ACCOUNT.parse().expect("an id") },
        Event::CertificateMoved { from: ACCOUNT.parse().expect("an id"), to: ACCOUNT.parse().expect("an id") },
        Event::SessionsEnded { sessions: 3 },
        Event::Recovered,
        Event::GroupOpened { name: "三班".into() },
        Event::PeopleGrouped { people: 30 },
        Event::Grouped { group: "三班".into() },
        Event::PhoneConfirmed,
        Event::PasskeyAdded { label: "我的手机".into() },
        Event::PasskeyRemoved { label: String::new() },
        Event::IdentityBound { issuer: "https://id.example".into() },
        Event::IdentityRemoved { issuer: "https://id.example".into() },
    ];
    for event in events {
        assert_eq!(read(event.action(), &event.detail()), LogEntry::Known(event));
    }
}

#[test]
fn what_an_action_says_by_itself_has_no_detail() {
    assert_eq!(Event::PasswordChanged.detail(), "");
    assert_eq!(Event::Paused { reason: "fire".into() }.detail(), r#"{"reason":"fire"}"#);
}

#[test]
fn a_line_of_a_later_build_is_kept_as_it_is() {
    for (action, detail) in [("moon.landed", ""), ("attempt.paused", r#"{"why":"a later shape"}"#)] {
        assert_eq!(read(action, detail), LogEntry::Other { action: action.into(), detail: detail.into() });
    }
}

#[test]
fn texts_of_earlier_builds_are_read() {
    let reason = || "fire — again".to_string();
    let item = || ItemKey("a".into());
    let table = [
        ("account.opened", "learner,marker", Event::AccountOpened { roles: "learner,marker".into() }),
        ("account.disabled", "", Event::AccountDisabled { demonstration: false }),
        ("account.enabled", "demonstration", Event::AccountEnabled { demonstration: true }),
        ("token.minted", "CI", Event::TokenMinted { label: "CI".into() }),
        ("session.opened", "c/exam Room 1", Event::SessionOpened { plan: PlanRef::new("c", "exam"), name: "Room 1".into() }),
        ("session.listed", "30", Event::CandidatesListed { candidates: 30 }),
        ("session.accommodated", "ada ×1.250 +10 min", Event::Accommodated { login: "ada".into(), factor: 1_250, extra_ms: 600_000 }),
        ("attempt.started", "c/exam", Event::Started { plan: PlanRef::new("c", "exam"), segment_of: None }),
        (
            "attempt.started",
            "c/exam segment of att_018bcfe568007070b070707070707070",
            Event::Started { plan: PlanRef::new("c", "exam"), segment_of: SEGMENT.parse().ok() },
        ),
        ("attempt.submitted", DIGEST, Event::Submitted { receipt: DIGEST.into() }),
        ("attempt.terminated", "fire — again", Event::Terminated { reason: reason(), receipt: None }),
        ("attempt.extended", "600000 ms — fire — again", Event::Extended { ms: 600_000, window: false, reason: reason() }),
        ("attempt.extended", "1 ms and window — fire — again", Event::Extended { ms: 1, window: true, reason: reason() }),
        ("attempt.grant_revoked", "5 ms — fire — again", Event::GrantRevoked { ms: 5, reason: reason() }),
        ("attempt.outage_given_back", "95 s — fire — again", Event::OutageGivenBack { ms: 95_000, reason: reason() }),
        ("attempt.paused", "{not JSON}", Event::Paused { reason: "{not JSON}".into() }),
        (
            "attempt.reopened",
            "att_018bcfe568007070b070707070707070 600000 ms a,b — fire — again",
            Event::Reopened {
                segment: SEGMENT.parse().expect("an id"),
                ms: 600_000,
                late: vec![item(), ItemKey("b".into())],
                reason: reason(),
            },
        ),
        (
            "attempt.reopened",
            "att_018bcfe568007070b070707070707070 600000 ms  — fire — again",
            Event::Reopened { segment: SEGMENT.parse().expect("an id"), ms: 600_000, late: vec![], reason: reason() },
        ),
        (
            "attempt.irregularity",
            "staff: a phone: two",
            Event::Irregularity { report: IrregularityReport::Staff { text: "a phone: two".into() } },
        ),
        (
            "attempt.irregularity",
            "keys_wait: practice",
            Event::Irregularity { report: IrregularityReport::KeysWait { door: "practice".into() } },
        ),
        ("attempt.left_page", "3,12000", Event::PageLeft { times: 3, ms: 12_000 }),
        ("attempt.counted", "attempt.left_page 100", Event::OnlyCounted { what: "attempt.left_page".into(), most: 100 }),
        ("attempt.seb_missing", "wrong key", Event::SebMissing { wrong_key: true }),
        ("attempt.seb_missing", "no key", Event::SebMissing { wrong_key: false }),
        ("result.graded", "", Event::Graded { marks: None }),
        ("result.graded", "marks 0f", Event::Graded { marks: Some("0f".into()) }),
        ("mark.given", "a 1.5", Event::MarkGiven { item: item(), points: Points::from_hundredths(150) }),
        ("result.released", "", Event::Released { score: None, pass_mark: None }),
        ("result.released", "50 / 60", Event::Released { score: Some(Points::whole(50)), pass_mark: Some(Points::whole(60)) }),
        (
            "result.revised",
            "50 → 60: a full_credit — fire — again",
            Event::Revised {
                before: Points::whole(50),
                after: Points::whole(60),
                item: item(),
                voiding: Some(Voiding::FullCredit),
                reason: reason(),
            },
        ),
        (
            "item.decided",
            "a 0f counts — fire — again",
            Event::ItemDecided { item: item(), version: "0f".into(), voiding: None, reason: reason() },
        ),
        ("certificate.issued", "v2 0f", Event::CertificateIssued { version: 2, sha256: "0f".into(), record: None }),
        ("certificate.held", "name_missing ", Event::CertificateHeld { cause: "name_missing".into(), detail: String::new() }),
    ];
    for (action, text, event) in table {
        assert_eq!(read(action, text), LogEntry::Known(event), "{action} {text}");
    }
    let ended = format!("fire — again — {DIGEST}");
    assert_eq!(read("attempt.terminated", &ended), LogEntry::Known(Event::Terminated { reason: reason(), receipt: Some(DIGEST.into()) }));
}

#[test]
fn whoever_a_line_is_about_reads_neither_marks_nor_what_staff_tell_each_other() {
    let theirs: Vec<&str> = Event::for_their_person().collect();
    for action in ["account.opened", "session.ended_everywhere", "attempt.submitted", "attempt.notified", "certificate.issued"] {
        assert!(theirs.contains(&action), "{action}");
    }
    for kind in ["mark.", "result.", "item.", "attempt.irregularity"] {
        assert!(!theirs.iter().any(|action| action.starts_with(kind)), "{kind}");
    }
}
