//! Numbers, versions, check codes and revocation.

use crate::support::*;
use zhixing_domain::{
    account::{Invigilator, Role},
    certificate::{CheckCode, Hold, Number, Prefix, Settlement},
    digest::sha256_hex,
    grading::Voiding,
    id::AttemptId,
    level::Level,
    points::Points,
    question::{ItemKey, ItemVersion},
};
use zhixing_store::{
    Actor, Basis, Completion, CorrectRefusal, Correction, Draft, Fault, Frozen, IssueOutcome, NewMark, Proposal, Proposed, Stamp, Store,
    TaskKind,
};

const COMPLETION: Completion = Completion { pass_mark: Points::whole(60), release: true, certify: true };

fn frozen(next: &Proposal) -> Frozen {
    let credential = format!("{} {}", next.number, next.place).into_bytes();
    Frozen {
        facts: format!("{{\"n\":\"{}\",\"v\":{}}}", next.number, next.version),
        sha256: sha256_hex(&credential),
        credential,
        pdf: format!("%PDF {}", next.number).into_bytes(),
        kid: "k2026-1".into(),
    }
}

/// Of an attempt whose released result earns a certificate.
async fn draft(store: &Store, login: &str) -> Draft {
    let account = person(store, login, &[Role::Learner]).await;
    store.confirm_name(&administrator(), account.id, "艾达".into(), "id".into(), at(NOW)).await.expect("stored");
    let attempt: AttemptId = running(store, account.id).await;
    store.submit_attempt(attempt, None, at(NOW)).await.expect("stored");
    let mark = |item: &str, points| NewMark {
        item: ItemKey(item.into()),
        version: ItemVersion(format!("v-{item}")),
        function: None,
        worth: Points::whole(50),
        points: Some(Points::whole(points)),
    };
    store.grade(attempt, vec![mark("a", 50), mark("b", 20)], None, COMPLETION, at(NOW)).await.expect("graded");
    let prefix: Prefix = "S000011000001".parse().expect("a prefix");
    let code = CheckCode::from_random(*b"checking");
    Draft {
        account: account.id,
        attempt,
        prefix,
        year: 2026,
        level: Level::Five,
        places: (0..50).map(|n| n * 7).collect(),
        status_list: 1,
        code,
    }
}

async fn basis(store: &Store, draft: &Draft) -> Basis {
    store.basis(draft.attempt).await.expect("read").expect("released")
}

async fn next(store: &Store, draft: &Draft) -> Proposal {
    match store.proposal(draft).await.expect("read") {
        Proposed::Next(next) => next,
        Proposed::Existing(number) => panic!("{number} exists"),
    }
}

/// As the issuer does: propose, make the bytes, store; again where somebody was faster.
async fn issue(store: &Store, draft: &Draft) -> Number {
    loop {
        let (basis, next) = (basis(store, draft).await, next(store, draft).await);
        match store.issue_certificate(draft.clone(), basis, next.clone(), frozen(&next), at(NOW)).await {
            Ok(IssueOutcome::Issued(number)) => return number,
            Err(Fault::Conflict) => {}
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn numbers_rise_without_gaps_and_an_attempt_has_one() {
    on_each(async |store| {
        let mut issues = tokio::task::JoinSet::new();
        for n in 0..20 {
            let (store, draft) = (store.clone(), draft(&store, &format!("p{n}")).await);
            issues.spawn(async move { issue(&store, &draft).await });
        }
        let mut numbers = vec![];
        while let Some(issued) = issues.join_next().await {
            numbers.push(issued.expect("no panic").to_string());
        }
        numbers.sort();
        let wanted: Vec<String> = (1..=20).map(|n| format!("S000011000001265{n:06}")).collect();
        assert_eq!(numbers, wanted);
    });
}

#[test]
fn an_issuer_that_fails_uses_no_number() {
    on_each(async |store| {
        let (first, second) = (draft(&store, "ada").await, draft(&store, "eve").await);
        // proposed, and never stored: signing or printing failed
        let lost = next(&store, &first).await;
        assert!(issue(&store, &second).await.to_string().ends_with("000001"));
        // what was made for a number that somebody else has now is thrown away, and takes none
        let made_from = basis(&store, &first).await;
        let late = store.issue_certificate(first.clone(), made_from.clone(), lost.clone(), frozen(&lost), at(NOW)).await;
        assert!(matches!(late, Err(Fault::Conflict)), "{late:?}");
        assert!(issue(&store, &first).await.to_string().ends_with("000002"));
        let again = store.issue_certificate(first.clone(), made_from, lost.clone(), frozen(&lost), at(NOW)).await;
        assert!(matches!(again, Ok(IssueOutcome::Existing(_))), "{again:?}");
        assert!(matches!(store.proposal(&first).await, Ok(Proposed::Existing(_))));
    });
}

#[test]
fn what_was_signed_for_a_name_or_a_result_that_changed_meanwhile_is_not_stored() {
    on_each(async |store| {
        let ivy = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let mia = marker(&store).await;
        let (named, scored) = (draft(&store, "ada").await, draft(&store, "eve").await);
        for (draft, by_name) in [(named, true), (scored, false)] {
            let (before, proposed) = (basis(&store, &draft).await, next(&store, &draft).await);
            if by_name {
                let wrong = Settlement::Set("艾妲".into());
                store.settle_name(&ivy, draft.attempt, wrong, "id".into(), at(NOW)).await.expect("stored").expect("settled");
            } else {
                let item = (ItemKey("b".into()), ItemVersion("v-b".into()));
                store.decide_item(&mia, exam(), item, Some(Voiding::FullCredit), "key".into(), at(NOW)).await.expect("stored");
                let tasks = store.take_tasks(NOW, 50).await.expect("read");
                let decision = tasks.into_iter().find(|t| t.kind == TaskKind::Regrade).expect("queued").subject;
                store.regrade(decision, COMPLETION, 50, at(NOW)).await.expect("stored");
            }
            let stale = store.issue_certificate(draft.clone(), before.clone(), proposed.clone(), frozen(&proposed), at(NOW)).await;
            assert!(matches!(stale, Err(Fault::Conflict)), "{stale:?}");
            assert_eq!(store.certificate_of_attempt(draft.attempt).await.expect("read"), None);
            assert_ne!(basis(&store, &draft).await, before);
            assert_eq!(issue(&store, &draft).await, proposed.number, "nothing was used");
        }
    });
}

#[test]
fn a_certificate_does_not_begin_to_wait_for_a_name_that_was_settled_meanwhile() {
    on_each(async |store| {
        let draft = draft(&store, "ada").await;
        for hold in [Hold::NameMissing, Hold::NameUnconfirmed] {
            assert!(matches!(store.hold_certificate(draft.attempt, hold, at(NOW)).await, Err(Fault::Conflict)));
        }
        assert_eq!(store.hold_of(draft.attempt).await.expect("read"), None);
    });
}

#[test]
fn a_revocation_beside_a_correction_leaves_no_version_in_force() {
    on_each(async |store| {
        for n in 0..12 {
            let draft = draft(&store, &format!("p{n}")).await;
            let number = issue(&store, &draft).await;
            let newest = store.certificate(&number).await.expect("read").remove(0);
            let next = store.proposal_of_correction(&newest, &draft).await.expect("read");
            let correction =
                Correction { seen: 1, was: "艾达".into(), name: "艾妲".into(), reason: "错字".into(), evidence: "身份证".into() };
            let admin = administrator();
            let corrected = store.correct_certificate(&admin, draft, next.clone(), correction, frozen(&next), at(NOW));
            // a little later each time, so that it comes before, within and after the other
            let revoked = async {
                for _ in 0..n {
                    store.ping().await.expect("answers");
                }
                store.revoke_certificate(&admin, number.clone(), "error".into(), at(NOW)).await
            };
            let (corrected, revoked) = tokio::join!(corrected, revoked);
            assert!(revoked.expect("stored"), "whichever came first: {corrected:?}");
            assert!(store.certificate(&number).await.expect("read").iter().all(|v| v.revoked_at.is_some()));
        }
    });
}

#[test]
fn a_correction_is_a_new_version_and_revokes_the_old_one() {
    on_each(async |store| {
        let draft = draft(&store, "ada").await;
        let number = issue(&store, &draft).await;
        let admin = administrator();
        let newest = store.certificate(&number).await.expect("read").remove(0);
        let next = store.proposal_of_correction(&newest, &draft).await.expect("read");
        assert_eq!((next.version, Some(&next.code)), (2, newest.code.as_ref()));
        let correction =
            Correction { seen: 1, was: String::new(), name: "艾达".into(), reason: "错字".into(), evidence: "身份证".into() };
        let correct = |seen, next: Proposal| {
            let made = frozen(&next);
            store.correct_certificate(&admin, draft.clone(), next, Correction { seen, ..correction.clone() }, made, at(NOW))
        };
        assert_eq!(correct(2, next.clone()).await.expect("read"), Err(CorrectRefusal::Changed));
        assert_eq!(correct(1, next.clone()).await.expect("stored"), Ok(2));
        assert_eq!(
            correct(1, next.clone()).await.expect("read"),
            Err(CorrectRefusal::Changed),
            "two corrections at once are not two versions"
        );
        let versions = store.certificate(&number).await.expect("read");
        assert_eq!(versions.iter().map(|v| (v.version, v.revoked_at.is_some())).collect::<Vec<_>>(), [(2, false), (1, true)]);
        assert_eq!(versions[0].code, versions[1].code, "an address that was given away leads to the newest version");
        assert_eq!(versions[1].revoke_reason.as_deref(), Some("错字"), "in one language, that of whoever wrote it");
        let named = store.attempt_name(draft.attempt).await.expect("read").and_then(|a| a.name).expect("a name");
        assert!(named.text == "艾达" && named.is_confirmed());
        assert_eq!(store.revoked_places(1).await.expect("read"), [versions[1].status_index]);
        assert!(store.revoke_certificate(&admin, number.clone(), "error".into(), at(NOW)).await.expect("stored"));
        assert!(!store.revoke_certificate(&admin, number.clone(), "again".into(), at(NOW)).await.expect("stored"));
        let after = Proposal { version: 3, place: next.place + 7, ..next };
        assert_eq!(correct(2, after).await.expect("read"), Err(CorrectRefusal::Revoked));
        assert_eq!(store.revoked_places(1).await.expect("read").len(), 2);
    });
}

#[test]
fn nobody_decides_about_their_own_certificate() {
    on_each(async |store| {
        let draft = draft(&store, "ada").await;
        let number = issue(&store, &draft).await;
        let (admin, holder) = (administrator(), draft.account);
        let own = || Stamp { actor: Actor::Person(holder), ..at(NOW) };
        assert!(matches!(store.revoke_certificate(&admin, number.clone(), "mine".into(), own()).await, Err(Fault::Own)));
        let newest = store.certificate(&number).await.expect("read").remove(0);
        let next = store.proposal_of_correction(&newest, &draft).await.expect("read");
        let mine = Correction { seen: 1, was: String::new(), name: "艾达".into(), reason: "mine".into(), evidence: "mine".into() };
        let corrected = store.correct_certificate(&admin, draft, next.clone(), mine, frozen(&next), own()).await;
        assert!(matches!(corrected, Err(Fault::Own)));
        assert_eq!(store.certificate(&number).await.expect("read").len(), 1);
        assert!(store.revoke_certificate(&admin, number, "a colleague".into(), at(NOW)).await.expect("revoked"));
    });
}

#[test]
fn the_digest_of_the_issued_file_and_the_signing_key_are_kept() {
    on_each(async |store| {
        let draft = draft(&store, "ada").await;
        let number = issue(&store, &draft).await;
        let digest = sha256_hex(format!("%PDF {number}").as_bytes());
        assert_eq!(store.certificate_pdf_sha256(&number, 1).await.expect("read"), Some(digest));
        assert_eq!(store.certificate_pdf_sha256(&number, 2).await.expect("read"), None);
        let signed = store.certificates_signed_by("k2026-1").await.expect("read");
        assert_eq!(signed.iter().map(|c| c.number.clone()).collect::<Vec<_>>(), std::slice::from_ref(&number));
        store.revoke_certificate(&administrator(), number, "error".into(), at(NOW)).await.expect("stored");
        assert!(store.certificates_signed_by("k2026-1").await.expect("read").is_empty());
        assert_eq!(store.give_check_codes(vec![draft.code]).await.expect("stored"), 0, "whoever has a code keeps it");
    });
}
