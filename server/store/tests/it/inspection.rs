//! What a doctor learns from a database, and that it changes nothing there.

use crate::support::*;
use zhixing_domain::{account::Role, time::Timestamp};
use zhixing_store::{NewPasskey, SignInProof, UsedChallenge, database_file, inspect, newest_schema};

const NOW: Timestamp = Timestamp::from_ms(1_795_320_000_000);

#[test]
fn a_database_says_what_it_is_and_when_it_was_used_last() {
    on_each_url(async |store, url| {
        let fresh = inspect(&url).await.expect("it answers");
        let kind = if url.starts_with("postgres") { "PostgreSQL " } else { "SQLite 3." };
        assert!(fresh.version.starts_with(kind), "{fresh:?}");
        assert_eq!((fresh.schema, fresh.newest_event), (newest_schema(), None));
        assert_eq!(fresh.now.is_some(), url.starts_with("postgres"));
        person(&store, "ada", &[Role::Learner]).await;
        assert!(inspect(&url).await.expect("it answers").newest_event.is_some_and(|at| at > Timestamp::from_ms(0)));
    });
}

#[test]
fn what_is_no_database_of_ours_is_refused_and_nothing_is_made() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let path = std::env::temp_dir().join(format!("zhixing-inspection-{}", std::process::id()));
        let url = format!("sqlite:{}", path.display());
        assert!(inspect(&url).await.is_err());
        assert!(!path.exists());
        std::fs::write(&path, "a letter".repeat(1_000)).expect("written");
        assert!(inspect(&url).await.is_err());
        // a file that a first start made and did not come further with
        std::fs::write(&path, "").expect("written");
        assert_eq!(inspect(&url).await.expect("it is empty").schema, 0);
        assert_eq!(std::fs::metadata(&path).expect("there").len(), 0);
        std::fs::remove_file(&path).expect("removed");
        assert!(inspect("postgres://nobody@127.0.0.1:1/none").await.is_err());
    });
    assert_eq!(database_file("sqlite:a/b.db").as_deref(), Some("a/b.db".as_ref()));
    assert_eq!((database_file("sqlite::memory:"), database_file("postgres://h/d")), (None, None));
}

#[test]
fn staff_with_one_step_are_named_and_learners_are_not() {
    on_each(async |store| {
        person(&store, "ada", &[Role::Learner]).await;
        person(&store, "eva", &[Role::Learner, Role::Examiner]).await;
        let gone = person(&store, "gus", &[Role::Teacher]).await;
        store.set_disabled(&administrator(), gone.id, Some(NOW), at(NOW)).await.expect("disabled");
        assert_eq!(store.staff_with_one_step().await.expect("read"), ["eva"]);
    });
}

#[test]
fn staff_whose_passkeys_are_of_another_host_are_found() {
    on_each(async |store| {
        let (eva, ada) = (person(&store, "eva", &[Role::Examiner]).await.id, person(&store, "ada", &[Role::Learner]).await.id);
        for (n, id) in [eva, ada].into_iter().enumerate() {
            let challenge = UsedChallenge { hash: format!("h{n}"), until: NOW };
            let (credential, site) = (format!("c{n}"), "old.example.cn".into());
            let new = NewPasskey { credential, label: "x".into(), key: vec![1], counter: 0, site, challenge };
            store.add_passkey(SignInProof::of(id, "hash", None), new, false, at(NOW)).await.expect("stored").expect("kept");
        }
        assert!(store.staff_kept_out(Some("old.example.cn")).await.expect("read").is_empty());
        assert_eq!(store.staff_kept_out(Some("new.example.cn")).await.expect("read"), ["eva"], "a learner has a password");
        assert_eq!(store.staff_kept_out(None).await.expect("read"), ["eva"]);
    });
}

#[test]
fn links_keys_and_whether_anybody_sat_an_exam_are_told() {
    on_each(async |store| {
        assert_eq!((store.was_used().await.expect("read"), store.audit_hash(1).await.expect("read")), (false, None));
        let ada = person(&store, "ada", &[Role::Learner]).await;
        while store.link_events().await.expect("linked") > 0 {}
        let (seq, hash) = store.audit_head().await.expect("read").expect("there");
        assert_eq!(store.audit_hash(seq).await.expect("read"), Some(hash));
        running(&store, ada.id).await;
        assert!(store.was_used().await.expect("read"));
        let key = ("k2026-1".to_string(), "z6MkKey".to_string());
        store.note_keys(vec![key.clone()], NOW).await.expect("noted");
        assert_eq!(store.keys_in_use().await.expect("read"), (vec![key], vec![]));
    });
}
