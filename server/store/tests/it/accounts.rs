//! Accounts, sessions and tokens.

use crate::support::*;
use zhixing_domain::{
    account::{AccountRefusal, Role, Roles},
    id::AccountId,
    time::Span,
};
use zhixing_store::{NewAccount, NewToken, SignInProof};

/// The right password of an account without a second factor.
fn proof(account: AccountId, hash: &str) -> SignInProof {
    SignInProof::of(account, hash, None)
}

#[test]
fn a_login_is_opened_once() {
    on_each(async |store| {
        person(&store, "ada", &[Role::Learner]).await;
        let again = NewAccount {
            login: "ada".into(),
            display_name: "A".into(),
            legal_name: String::new(),
            roles: Roles::of(&[Role::Learner]),
            password_hash: "h".into(),
        };
        assert_eq!(store.open_account(&administrator(), again.clone(), at(NOW)).await.expect("stored"), Err(AccountRefusal::LoginTaken));
        let many = vec![again.clone(), NewAccount { login: "bob".into(), ..again }];
        assert_eq!(store.import_accounts(&administrator(), many, at(NOW)).await.expect("imported"), 1);
        assert_eq!(store.accounts_like("BO", 0).await.expect("read").total, 1);
    });
}

#[test]
fn a_nul_is_looked_for_in_vain_and_stops_nothing() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        assert!(store.credentials_of("a\0da").await.expect("read").is_none());
        assert_eq!(store.accounts_like("\0", 0).await.expect("read").total, 0);
        store.forget_note(ada.id, "little\0", "five\0").await.expect("nothing to forget");
        assert!(!store.revoke_token(ada.id, "\0", at(NOW)).await.expect("read"));
    });
}

#[test]
fn a_session_brings_its_account_as_it_is_now() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        store.begin_session("s1".into(), proof(ada.id, "hash"), NOW, NOW + Span::from_minutes(5)).await.expect("stored");
        store.set_roles(&administrator(), ada.id, Roles::of(&[Role::Teacher]), Default::default(), at(NOW)).await.expect("stored");
        let session = store.session("s1".into()).await.expect("read").expect("there");
        assert_eq!(session.account.map(|a| a.roles), Some(Roles::of(&[Role::Teacher])));
        assert!(store.session("s2".into()).await.expect("read").is_none());
    });
}

#[test]
fn a_stolen_database_holds_no_session_that_could_be_taken_over() {
    on_each_url(|store, url| async move {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        store.begin_session("s1".into(), proof(ada.id, "hash"), NOW, NOW + Span::from_minutes(5)).await.expect("stored");
        // what is kept in the place of the id opens nothing, and the id itself is not there
        let kept = zhixing_domain::digest::sha256_hex(b"s1");
        assert!(store.session(kept.clone()).await.expect("read").is_none());
        tamper(&url, "DELETE FROM session WHERE id = 's1'").await;
        assert!(store.session("s1".into()).await.expect("read").is_some());
        tamper(&url, &format!("DELETE FROM session WHERE id = '{kept}'")).await;
        assert!(store.session("s1".into()).await.expect("read").is_none());
    });
}

#[test]
fn a_device_is_remembered_with_the_session_that_proved_it() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let begins = |id: &str, hash: &str, device: &str| {
            let proof = SignInProof { device: Some(device.into()), ..proof(ada.id, hash) };
            store.begin_session(id.into(), proof, NOW, NOW + Span::from_minutes(5))
        };
        assert!(begins("s1", "hash", "own").await.expect("stored"));
        assert!(store.knows_device(ada.id, "own", NOW).await.expect("read"));
        // by a password that was changed meanwhile neither comes about
        assert!(!begins("s2", "another", "a thief's").await.expect("read"));
        assert!(!store.knows_device(ada.id, "a thief's", NOW).await.expect("read"));
        for n in 0..25 {
            assert!(begins(&format!("d{n}"), "hash", &format!("device {n}")).await.expect("stored"));
        }
        let mut known = 0;
        for n in 0..25 {
            known += usize::from(store.knows_device(ada.id, &format!("device {n}"), NOW).await.expect("read"));
        }
        assert!(known <= 20, "{known} devices are kept");
    });
}

#[test]
fn an_account_has_fifty_sessions_and_the_oldest_goes_when_one_more_begins() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let end = NOW + Span::from_minutes(500);
        store.begin_session("b".into(), proof(bob.id, "hash"), NOW, end).await.expect("stored");
        for n in 0..52 {
            store.begin_session(format!("a{n}"), proof(ada.id, "hash"), NOW + Span::from_minutes(n), end).await.expect("stored");
        }
        for (id, stays) in [("a0", false), ("a1", false), ("a2", true), ("a51", true), ("b", true)] {
            assert_eq!(store.session(id.into()).await.expect("read").is_some(), stays, "{id}");
        }
        // many at one moment are no more, and each newest one is there
        let at_once = (0..8).map(|n| {
            let store = store.clone();
            tokio::spawn(
                async move { store.begin_session(format!("c{n}"), proof(ada.id, "hash"), NOW + Span::from_minutes(60), end).await },
            )
        });
        for begun in at_once.collect::<Vec<_>>() {
            begun.await.expect("no panic").expect("stored");
        }
        for (id, stays) in [("a9", false), ("a10", true), ("c0", true), ("c7", true), ("b", true)] {
            assert_eq!(store.session(id.into()).await.expect("read").is_some(), stays, "{id}");
        }
    });
}

#[test]
fn a_session_that_was_ended_is_not_made_again_by_renewing_it() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let (end, later) = (NOW + Span::from_minutes(5), NOW + Span::from_minutes(9));
        store.begin_session("s1".into(), proof(ada.id, "hash"), NOW, end).await.expect("stored");
        store.renew_session("s1".into(), "{}".into(), later).await.expect("stored");
        let session = store.session("s1".into()).await.expect("read").expect("there");
        assert_eq!((session.created_at, session.expires_at), (NOW, later));
        store.end_sessions_of(ada.id, at(NOW)).await.expect("ended");
        store.renew_session("s1".into(), "{}".into(), later).await.expect("nothing to do");
        assert!(store.session("s1".into()).await.expect("read").is_none());
    });
}

#[test]
fn a_new_password_ends_every_session() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        for id in ["s1", "s2"] {
            store.begin_session(id.into(), proof(ada.id, "hash"), NOW, NOW + Span::from_minutes(5)).await.expect("stored");
        }
        store.set_password(&administrator(), ada.id, "new".into(), at(NOW)).await.expect("stored");
        assert!(store.session("s1".into()).await.expect("read").is_none());
        assert_eq!(store.credentials_of("ada").await.expect("read").map(|(_, hash)| hash), Some("new".into()));
    });
}

#[test]
fn what_was_proved_by_a_password_of_before_opens_and_changes_nothing() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let (old, new, end) = (proof(ada.id, "hash"), proof(ada.id, "new"), NOW + Span::from_minutes(5));
        assert!(store.change_password(old.clone(), "new".into(), at(NOW)).await.expect("stored"));
        assert!(!store.begin_session("s1".into(), old.clone(), NOW, end).await.expect("refused"));
        assert!(store.session("s1".into()).await.expect("read").is_none());
        assert!(!store.change_password(old.clone(), "stolen".into(), at(NOW)).await.expect("refused"));
        assert!(!store.set_second_factor(old.clone(), vec![1], 1, vec![], at(NOW)).await.expect("refused"));
        assert!(!store.has_password(ada.id, &old.password).await.expect("read"));
        assert!(store.has_password(ada.id, &new.password).await.expect("read"));
        // nor by the password alone, once there is a second factor, nor by another factor than the one that there is
        assert!(store.set_second_factor(new.clone(), vec![1], 1, vec![], at(NOW)).await.expect("stored"));
        let factor = |at| SignInProof { factor: Some(at), ..new.clone() };
        for (id, proof, opens) in [("s2", new.clone(), false), ("s3", factor(end), false), ("s4", factor(NOW), true)] {
            assert_eq!(store.begin_session(id.into(), proof, NOW, end).await.expect("answered"), opens, "{id}");
        }
        // whoever is disabled proves nothing
        store.set_disabled(&administrator(), ada.id, Some(NOW), at(NOW)).await.expect("stored");
        assert!(!store.begin_session("s5".into(), factor(NOW), NOW, end).await.expect("refused"));
        assert!(!store.has_password(ada.id, &new.password).await.expect("read"));
    });
}

#[test]
fn a_session_that_begins_while_the_password_is_changed_does_not_outlive_it() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let mut before = "hash".to_string();
        for n in 0..20 {
            let (id, after) = (format!("s{n}"), format!("hash{n}"));
            let begins = store.begin_session(id.clone(), proof(ada.id, &before), NOW, NOW + Span::from_minutes(5));
            let operator = administrator();
            let changes = store.set_password(&operator, ada.id, after.clone(), at(NOW));
            let (begun, changed) = tokio::join!(begins, changes);
            begun.expect("answered");
            changed.expect("stored");
            assert!(store.session(id).await.expect("read").is_none(), "{n}");
            before = after;
        }
    });
}

#[test]
fn a_new_password_ends_a_code_for_another() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let code = async || store.put_reset_code(&administrator(), ada.id, "code".into(), NOW + Span::from_minutes(5), at(NOW)).await;
        code().await.expect("kept");
        assert!(store.change_password(proof(ada.id, "hash"), "new".into(), at(NOW)).await.expect("stored"));
        assert_eq!(store.account_of_code("ada", "code".into(), NOW).await.expect("read"), None);
        code().await.expect("kept");
        store.set_password(&administrator(), ada.id, "newer".into(), at(NOW)).await.expect("stored");
        assert_eq!(store.reset_password("ada", "code".into(), "stolen".into(), at(NOW)).await.expect("refused"), None);
    });
}

#[test]
fn a_token_speaks_until_it_expires() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let end = NOW + Span::from_minutes(1);
        store
            .put_tokens(&administrator(), vec![NewToken { hash: "hash".into(), account: ada.id }], "load".into(), true, Some(end), at(NOW))
            .await
            .expect("stored");
        assert!(store.account_of_token("hash", NOW).await.expect("read").is_some());
        assert!(store.account_of_token("hash", end).await.expect("read").is_none());
        assert!(store.account_of_token("other", NOW).await.expect("read").is_none());
    });
}
