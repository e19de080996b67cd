//! Numbers, versions and revocation.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    certificate::{IssuerRefusal, Prefix},
    id::AttemptId,
};
use zhixing_store::{Actor, CorrectRefusal, Correction, Draft, Fault, Freeze, Frozen, IssueOutcome, Stamp, Store};

fn freeze() -> Freeze {
    Box::new(|number, version, index| {
        Ok(Frozen {
            facts: format!("{{\"n\":\"{number}\",\"v\":{version}}}"),
            credential: format!("{number} {index}").into_bytes(),
            pdf: vec![1],
            sha256: "00".into(),
            kid: "k".into(),
        })
    })
}

async fn draft(store: &Store, login: &str) -> Draft {
    let account = person(store, login, &[Role::Learner]).await;
    let attempt: AttemptId = running(store, account.id).await;
    let prefix: Prefix = "S000011000001".parse().expect("a prefix");
    Draft { account: account.id, attempt, prefix, year: 2026, level: 5, places: (0..50).map(|n| n * 7).collect(), status_list: 1 }
}

#[test]
fn numbers_rise_without_gaps_and_an_attempt_has_one() {
    on_each(async |store| {
        let mut issues = tokio::task::JoinSet::new();
        for n in 0..20 {
            let (store, draft) = (store.clone(), draft(&store, &format!("p{n}")).await);
            issues.spawn(async move { store.issue_certificate(draft, freeze(), at(NOW)).await });
        }
        let mut numbers = vec![];
        while let Some(issued) = issues.join_next().await {
            match issued.expect("no panic") {
                Ok(IssueOutcome::Issued(number)) => numbers.push(number.to_string()),
                other => panic!("{other:?}"),
            }
        }
        numbers.sort();
        let wanted: Vec<String> = (1..=20).map(|n| format!("S000011000001265{n:06}")).collect();
        assert_eq!(numbers, wanted);
    });
}

#[test]
fn an_issuer_that_fails_uses_no_number() {
    on_each(async |store| {
        let first = draft(&store, "ada").await;
        let broken: Freeze = Box::new(|_, _, _| Err(IssuerRefusal::Glyph('😀')));
        // a refusal is no fault of the database
        assert!(matches!(store.issue_certificate(first.clone(), broken, at(NOW)).await, Err(Fault::Refused(IssuerRefusal::Glyph('😀')))));
        let issued = store.issue_certificate(first.clone(), freeze(), at(NOW)).await.expect("stored");
        assert!(matches!(issued, IssueOutcome::Issued(n) if n.to_string().ends_with("000001")));
        assert!(matches!(store.issue_certificate(first, freeze(), at(NOW)).await, Ok(IssueOutcome::Existing(_))));
    });
}

#[test]
fn a_correction_is_a_new_version_and_revokes_the_old_one() {
    on_each(async |store| {
        let draft = draft(&store, "ada").await;
        let Ok(IssueOutcome::Issued(number)) = store.issue_certificate(draft.clone(), freeze(), at(NOW)).await else {
            panic!("not issued")
        };
        let admin = administrator();
        let correction =
            Correction { seen: 1, was: String::new(), name: "艾达".into(), reason: "错字".into(), evidence: "身份证".into() };
        let correct = |seen, stamp| {
            store.correct_certificate(&admin, number.clone(), draft.clone(), Correction { seen, ..correction.clone() }, freeze(), stamp)
        };
        assert_eq!(correct(2, at(NOW)).await.expect("read"), Err(CorrectRefusal::Changed));
        assert_eq!(correct(1, at(NOW)).await.expect("stored"), Ok(2));
        assert_eq!(correct(1, at(NOW)).await.expect("read"), Err(CorrectRefusal::Changed));
        let versions = store.certificate(&number).await.expect("read");
        assert_eq!(versions.iter().map(|v| (v.version, v.revoked_at.is_some())).collect::<Vec<_>>(), [(2, false), (1, true)]);
        assert!(versions[1].revoke_reason.as_deref().is_some_and(|r| r.contains("corrected: see version 2") && r.contains("错字")));
        let named = store.attempt_name(draft.attempt).await.expect("read").and_then(|a| a.name).expect("a name");
        assert!(named.text == "艾达" && named.is_confirmed());
        assert_eq!(store.revoked_places(1).await.expect("read"), [versions[1].status_index]);
        assert!(store.revoke_certificate(&admin, number.clone(), "error".into(), at(NOW)).await.expect("stored"));
        assert!(!store.revoke_certificate(&admin, number.clone(), "again".into(), at(NOW)).await.expect("stored"));
        assert_eq!(correct(2, at(NOW)).await.expect("read"), Err(CorrectRefusal::Revoked));
        assert_eq!(store.revoked_places(1).await.expect("read").len(), 2);
    });
}

#[test]
fn nobody_decides_about_their_own_certificate() {
    on_each(async |store| {
        let draft = draft(&store, "ada").await;
        let Ok(IssueOutcome::Issued(number)) = store.issue_certificate(draft.clone(), freeze(), at(NOW)).await else {
            panic!("not issued")
        };
        let (admin, own) = (administrator(), Stamp { actor: Actor::Person(draft.account), ..at(NOW) });
        assert!(matches!(store.revoke_certificate(&admin, number.clone(), "mine".into(), own).await, Err(Fault::Own)));
        let mine = Correction { seen: 1, was: String::new(), name: "艾达".into(), reason: "mine".into(), evidence: "mine".into() };
        let corrected = store.correct_certificate(&admin, number.clone(), draft, mine, freeze(), own).await;
        assert!(matches!(corrected, Err(Fault::Own)));
        assert_eq!(store.certificate(&number).await.expect("read").len(), 1);
        assert!(store.revoke_certificate(&admin, number, "a colleague".into(), at(NOW)).await.expect("revoked"));
    });
}
