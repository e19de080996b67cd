//! What the rows say is held against what the log says: a row that was changed behind the store's back is found.

use crate::support::*;
use std::sync::Arc;
use zhixing_domain::{
    account::{Account, Role, Roles},
    certificate::CheckCode,
    digest::sha256_hex,
    grading::Rating,
    id::AttemptId,
    level::Level,
    points::Points,
    question::{ItemKey, ItemVersion},
    time::Span,
};
use zhixing_store::{Completion, Correction, Draft, Frozen, NewAccount, NewMark, Proposal, Proposed, RecordFault, ReleaseOf, Store};

const LATER: Span = Span::from_minutes(10);
const COMPLETION: Completion = Completion { pass_mark: Points::whole(60), release: false, certify: false };

/// One attempt with an answer, handed in, marked by machine and by hand, released.
async fn sat(store: &Store, login: &str) -> (Account, AttemptId) {
    store.sign_receipts_with(Arc::new(|text| ("k2026-1".into(), format!("signed {}", text.len()))));
    let ada = person(store, login, &[Role::Learner]).await;
    let id = running(store, ada.id).await;
    store.save(save(id, ada.id, "a", 1, 1, NOW)).await.expect("saved");
    store.submit_attempt(id, None, at(NOW + LATER)).await.expect("stored").expect("handed in");
    let mark = |item: &str, points| NewMark {
        item: ItemKey(item.into()),
        version: ItemVersion(format!("v-{item}")),
        function: None,
        worth: Points::whole(50),
        points,
    };
    let marks = vec![mark("a", Some(Points::whole(50))), mark("b", None)];
    assert!(store.grade(id, marks, None, COMPLETION, at(NOW + LATER)).await.expect("graded"));
    let mia = marker_named(store, &format!("mia-{login}")).await;
    let task = store.marking_task(&mia, id, &ItemKey("b".into())).await.expect("read").expect("waits");
    let rating = Rating { criteria: vec![], comment: String::new() };
    let put = store.put_mark(&mia, task, Points::whole(20), rating, COMPLETION, at(NOW + LATER)).await;
    assert_eq!(put.expect("marked"), zhixing_store::Marked::Stored);
    assert_eq!(store.release_results(&mia, exam(), ReleaseOf::One(id), at(NOW + LATER)).await.expect("released"), [id]);
    (ada, id)
}

async fn marker_named(store: &Store, login: &str) -> zhixing_domain::account::Marker {
    zhixing_domain::account::Marker::of(&person(store, login, &[Role::Examiner]).await).expect("an examiner")
}

/// What is there before somebody changes rows by hand.
#[derive(Clone, Copy, PartialEq)]
pub enum Before {
    Running,
    /// With a certificate that was corrected once.
    Certified,
    /// With one that was corrected, and revoked after that.
    Revoked,
}

/// Somebody, with the subjects of what the log tells of them: account, attempt, certificate.
pub async fn somebody(store: &Store, login: &str, before: Before) -> [String; 3] {
    if before == Before::Running {
        let ada = person(store, login, &[Role::Learner]).await;
        return [ada.id.to_string(), running(store, ada.id).await.to_string(), String::new()];
    }
    let (ada, attempt) = sat(store, login).await;
    let places = (0..200).collect();
    let (prefix, code) = ("S000011000001".parse().expect("a prefix"), CheckCode::from_random(*b"checking"));
    let draft = Draft { account: ada.id, attempt, prefix, year: 2026, level: Level::Five, places, status_list: 1, code };
    let frozen = |next: &Proposal| {
        let credential = format!("{} {}", next.number, next.version).into_bytes();
        Frozen { facts: "{}".into(), sha256: sha256_hex(&credential), credential, pdf: vec![], kid: "k2026-1".into() }
    };
    let Proposed::Next(next) = store.proposal(&draft).await.expect("read") else { panic!("issued before") };
    let basis = store.basis(attempt).await.expect("read").expect("released");
    let number = next.number.clone();
    store.issue_certificate(draft.clone(), basis, next.clone(), frozen(&next), at(NOW + LATER)).await.expect("issued");
    let newest = store.certificate(&number).await.expect("read").remove(0);
    let next = store.proposal_of_correction(&newest, &draft).await.expect("read");
    let correction =
        Correction { seen: 1, was: String::new(), name: "艾达".into(), reason: "错字".into(), evidence: "身份证".into() };
    let corrected = store.correct_certificate(&administrator(), draft, next.clone(), correction, frozen(&next), at(NOW + LATER)).await;
    corrected.expect("stored").expect("corrected");
    if before == Before::Revoked {
        assert!(store.revoke_certificate(&administrator(), number.clone(), "error".into(), at(NOW + LATER)).await.expect("revoked"));
    }
    [ada.id.to_string(), attempt.to_string(), number.to_string()]
}

/// Rows that somebody changes, adds or removes by hand, and what is found of them.
const TAMPERINGS: &[(Before, &str, &[RecordFault])] = &{
    use Before::{Certified, Revoked, Running};
    use RecordFault as F;
    [
        (Certified, "UPDATE answer SET value = '{\"type\":\"single\",\"option\":3}' WHERE attempt_id = '{attempt}'", &[F::Receipt]),
        (Certified, "UPDATE attempt SET ended_at = ended_at - 1 WHERE id = '{attempt}'", &[F::Receipt]),
        (Certified, "UPDATE attempt SET receipt_digest = 'x' WHERE id = '{attempt}'", &[F::Receipt]),
        (Certified, "DELETE FROM answer WHERE attempt_id = '{attempt}'", &[F::Receipt]),
        (Certified, "UPDATE attempt SET state = 'in_progress', ended_at = NULL WHERE id = '{attempt}'", &[F::Reopened]),
        (Running, "UPDATE attempt SET state = 'terminated', ended_at = 1 WHERE id = '{attempt}'", &[F::Reopened]),
        (Running, "UPDATE attempt SET state = 'voided', ended_at = 1 WHERE id = '{attempt}'", &[F::Reopened]),
        (Running, "DELETE FROM attempt WHERE id = '{attempt}'", &[F::Gone]),
        (Certified, "UPDATE mark SET points = 0 WHERE item = 'a' AND attempt_id = '{attempt}'", &[F::Mark, F::Score]),
        (Certified, "UPDATE mark SET points = 5000 WHERE item = 'b' AND attempt_id = '{attempt}'", &[F::Mark, F::Score]),
        (Certified, "DELETE FROM mark WHERE item = 'b' AND attempt_id = '{attempt}'", &[F::Mark, F::Score]),
        (
            Certified,
            "UPDATE result SET score = REPLACE(score, '\"pass_mark\":6000', '\"pass_mark\":100') WHERE attempt_id = '{attempt}'",
            &[F::Score],
        ),
        (Certified, "UPDATE result SET score = NULL WHERE attempt_id = '{attempt}'", &[F::Score]),
        (Certified, "UPDATE result SET released_at = NULL WHERE attempt_id = '{attempt}'", &[F::Score]),
        (Certified, "DELETE FROM result WHERE attempt_id = '{attempt}'", &[F::Score]),
        (Running, "INSERT INTO result (attempt_id, graded_at, released_at) VALUES ('{attempt}', 1, 1)", &[F::Score]),
        (Running, "UPDATE account SET roles = 'learner admin' WHERE id = '{account}'", &[F::Roles]),
        (Running, "UPDATE account SET disabled_at = 1 WHERE id = '{account}'", &[F::Disabled]),
        (
            Running,
            "UPDATE account SET login = 'away' WHERE id = '{account}'; \
             INSERT INTO account (id, login, display_name, legal_name, roles, password_hash, created_at) \
             VALUES ('acc_by_hand', 'by-hand', 'X', '', 'admin', 'x', 1)",
            &[F::Roles],
        ),
        (Certified, "DELETE FROM account WHERE login = 'mia-{login}'", &[F::Gone]),
        (Running, "DELETE FROM account WHERE login = 'list599'", &[F::Gone]),
        (Certified, "UPDATE certificate SET sha256 = 'x' WHERE number = '{number}' AND version = 2", &[F::Certificate]),
        (Certified, "UPDATE certificate SET facts = facts || ' ' WHERE number = '{number}' AND version = 1", &[F::Certificate]),
        (Certified, "UPDATE certificate SET pdf_sha256 = 'x' WHERE number = '{number}' AND version = 2", &[F::Certificate]),
        (Certified, "UPDATE certificate SET check_code = NULL WHERE number = '{number}' AND version = 2", &[F::Certificate]),
        (
            Certified,
            "UPDATE certificate SET account_id = (SELECT a.id FROM account a WHERE a.id <> account_id LIMIT 1) WHERE number = '{number}' AND version = 2",
            &[F::Certificate],
        ),
        (Certified, "UPDATE certificate SET revoked_at = 1 WHERE number = '{number}'", &[F::Certificate]),
        (Certified, "UPDATE certificate SET revoked_at = NULL WHERE number = '{number}' AND version = 1", &[F::Certificate]),
        (Revoked, "UPDATE certificate SET revoked_at = NULL WHERE number = '{number}' AND version = 2", &[F::Certificate]),
        (Certified, "UPDATE certificate SET version = 3 WHERE number = '{number}' AND version = 2", &[F::Gone]),
        (Certified, "DELETE FROM certificate WHERE number = '{number}' AND version = 2", &[F::Gone]),
        (Revoked, "DELETE FROM certificate WHERE number = '{number}'", &[F::Gone]),
    ]
};

#[test]
fn a_row_that_the_log_does_not_tell_of_and_one_that_is_gone_are_found() {
    on_each_url(async |store, url| {
        // more than are looked at together
        let one = |n| NewAccount {
            login: format!("list{n}"),
            display_name: String::new(),
            legal_name: String::new(),
            roles: Roles::of(&[Role::Learner]),
            password_hash: "h".into(),
        };
        assert_eq!(store.import_accounts(&administrator(), (0..600).map(one).collect(), at(NOW)).await.expect("stored"), 600);
        let mut people = vec![];
        for (n, (before, ..)) in TAMPERINGS.iter().enumerate() {
            people.push(somebody(&store, &format!("p{n}"), *before).await);
        }
        let mut known = store.verify_records().await.expect("read");
        assert_eq!(known, [], "before anything was changed");
        for (n, ((_, sql, expected), [account, attempt, number])) in TAMPERINGS.iter().zip(&people).enumerate() {
            let names = [("{account}", account.as_str()), ("{attempt}", attempt), ("{number}", number), ("{login}", &format!("p{n}"))];
            let sql = names.iter().fold(sql.to_string(), |sql, (name, value)| sql.replace(name, value));
            tamper(&url, &sql).await;
            let found = store.verify_records().await.expect("read");
            let new: Vec<RecordFault> = found.iter().filter(|f| !known.contains(f)).map(|(_, fault)| *fault).collect();
            assert_eq!(new, *expected, "{sql}");
            known = found;
        }
    });
}

#[test]
fn a_receipt_is_signed_once_when_its_attempt_ends() {
    on_each_url(async |store, url| {
        let (_, id) = sat(&store, "ada").await;
        let summary = store.attempt_summary(id).await.expect("read").expect("there");
        let (receipt, seal) = store.receipt(&summary).await.expect("read").expect("ended");
        let seal = seal.expect("sealed");
        assert_eq!((seal.digest.clone(), seal.kid.as_str()), (receipt.digest(), "k2026-1"));
        tamper(&url, "UPDATE answer SET rev = 9").await;
        let (changed, kept) = store.receipt(&summary).await.expect("read").expect("ended");
        assert_ne!(changed.digest(), seal.digest);
        assert_eq!(kept.as_ref(), Some(&seal));
        let again = store.submit_attempt(id, None, at(NOW + LATER)).await.expect("stored").expect("ended");
        assert_eq!((again.seal, again.fresh), (Some(seal), false));
    });
}

#[test]
fn keys_of_another_installation_are_told_by_their_names() {
    on_each(async |store| {
        let key = |kid: &str, public: &str| (kid.to_string(), public.to_string());
        assert!(store.note_keys(vec![key("k2026-1", "za"), key("k2026-2", "zb")], NOW).await.expect("noted").is_empty());
        assert!(store.note_keys(vec![key("k2026-2", "zb"), key("k2026-3", "zc")], NOW).await.expect("noted").is_empty());
        assert_eq!(store.note_keys(vec![key("k2026-1", "zx"), key("k2026-3", "zc")], NOW).await.expect("noted"), ["k2026-1"]);
    });
}

#[test]
fn a_database_that_is_moved_away_acknowledges_nothing_more() {
    on_each_url(async |store, url| {
        let Some(path) = url.strip_prefix("sqlite:") else { return };
        person(&store, "ada", &[Role::Learner]).await;
        assert!(store.ping().await.is_ok());
        let aside = format!("{path}.aside");
        std::fs::rename(path, &aside).expect("moved");
        std::fs::copy(&aside, path).expect("another file in its place");
        assert!(store.ping().await.is_err());
        let ada = store.credentials_of("ada").await.expect("read").expect("there").0;
        let refused = store.start_attempt(start_of(ada.id, 0), at(NOW)).await;
        assert!(refused.is_err_and(|e| e.to_string().contains("moved or replaced")));
        std::fs::rename(&aside, path).expect("moved back");
        assert!(store.ping().await.is_ok());
    });
}

#[test]
fn a_file_of_another_program_is_not_opened() {
    let path = std::env::temp_dir().join(format!("zhixing-foreign-{}.db", std::process::id()));
    let url = format!("sqlite:{}", path.display());
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    runtime.block_on(async {
        for sql in ["PRAGMA application_id = 7", "CREATE TABLE account (id TEXT)"] {
            let _ = std::fs::remove_file(&path);
            let pool = sqlx::SqlitePool::connect(&format!("{url}?mode=rwc")).await.expect("SQLite opens");
            sqlx::query(sql).execute(&pool).await.expect("made");
            pool.close().await;
            assert!(Store::open(&url).await.is_err_and(|e| e.to_string().contains("another program")), "{sql}");
        }
        std::fs::write(&path, "no database at all, but long enough to be looked at as one, is it not?").expect("written");
        assert!(Store::open(&url).await.is_err());
        assert!(zhixing_store::examine(&path).await.is_err());
    });
    let _ = std::fs::remove_file(&path);
}
