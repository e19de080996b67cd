//! Numbers, versions, check codes and revocation.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    certificate::{CheckCode, Number, Prefix},
    digest::sha256_hex,
    id::AttemptId,
};
use zhixing_store::{Actor, CorrectRefusal, Correction, Draft, Fault, Frozen, IssueOutcome, Proposal, Proposed, Stamp, Store};

fn frozen(next: &Proposal) -> Frozen {
    Frozen {
        facts: format!("{{\"n\":\"{}\",\"v\":{}}}", next.number, next.version),
        credential: format!("{} {}", next.number, next.place).into_bytes(),
        pdf: format!("%PDF {}", next.number).into_bytes(),
        sha256: "00".into(),
        kid: "k2026-1".into(),
    }
}

async fn draft(store: &Store, login: &str) -> Draft {
    let account = person(store, login, &[Role::Learner]).await;
    let attempt: AttemptId = running(store, account.id).await;
    let prefix: Prefix = "S000011000001".parse().expect("a prefix");
    let code = CheckCode::from_random(*b"checking");
    Draft { account: account.id, attempt, prefix, year: 2026, level: 5, places: (0..50).map(|n| n * 7).collect(), status_list: 1, code }
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
        let next = next(store, draft).await;
        match store.issue_certificate(draft.clone(), next.clone(), frozen(&next), at(NOW)).await {
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
        let late = store.issue_certificate(first.clone(), lost.clone(), frozen(&lost), at(NOW)).await;
        assert!(matches!(late, Err(Fault::Conflict)), "{late:?}");
        assert!(issue(&store, &first).await.to_string().ends_with("000002"));
        let again = store.issue_certificate(first.clone(), lost.clone(), frozen(&lost), at(NOW)).await;
        assert!(matches!(again, Ok(IssueOutcome::Existing(_))), "{again:?}");
        assert!(matches!(store.proposal(&first).await, Ok(Proposed::Existing(_))));
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
        assert!(versions[1].revoke_reason.as_deref().is_some_and(|r| r.contains("corrected: see version 2") && r.contains("错字")));
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
