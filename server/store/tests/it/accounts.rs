//! Accounts, sessions and tokens.

use crate::support::*;
use zhixing_domain::{
    account::{AccountRefusal, Role, Roles},
    time::Span,
};
use zhixing_store::{NewAccount, NewToken};

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
        assert_eq!(store.open_account(again.clone(), at(NOW)).await.expect("stored"), Err(AccountRefusal::LoginTaken));
        let many = vec![again.clone(), NewAccount { login: "bob".into(), ..again }];
        assert_eq!(store.import_accounts(many, at(NOW)).await.expect("imported"), 1);
        assert_eq!(store.accounts_like("BO", 0).await.expect("read").total, 1);
    });
}

#[test]
fn a_session_brings_its_account_as_it_is_now() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        store.put_session("s1".into(), Some(ada.id), "{}".into(), NOW, NOW + Span::from_minutes(5)).await.expect("stored");
        store.set_disabled(&administrator(), ada.id, Some(NOW), at(NOW)).await.expect("stored");
        let session = store.session("s1".into()).await.expect("read").expect("there");
        assert_eq!(session.account.and_then(|a| a.disabled_at), Some(NOW));
        assert!(store.session("s2".into()).await.expect("read").is_none());
        // what a stolen database holds in the place of the id is not the id
        let kept = zhixing_domain::digest::sha256_hex(b"s1");
        assert!(store.session(kept).await.expect("read").is_none());
    });
}

#[test]
fn of_many_sessions_of_one_account_the_newest_stay() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let end = NOW + Span::from_minutes(500);
        for n in 0..60 {
            store.put_session(format!("a{n}"), Some(ada.id), "{}".into(), NOW + Span::from_minutes(n), end).await.expect("stored");
        }
        store.put_session("b".into(), Some(bob.id), "{}".into(), NOW, end).await.expect("stored");
        store.put_session("visitor".into(), None, "{}".into(), NOW, end).await.expect("stored");
        store.forget_sessions(NOW + Span::from_minutes(70)).await.expect("done");
        for (id, stays) in [("a9", false), ("a10", true), ("a59", true), ("b", true), ("visitor", true)] {
            assert_eq!(store.session(id.into()).await.expect("read").is_some(), stays, "{id}");
        }
    });
}

#[test]
fn a_new_password_ends_every_session() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        for id in ["s1", "s2"] {
            store.put_session(id.into(), Some(ada.id), "{}".into(), NOW, NOW + Span::from_minutes(5)).await.expect("stored");
        }
        store.set_password(ada.id, "new".into(), at(NOW)).await.expect("stored");
        assert!(store.session("s1".into()).await.expect("read").is_none());
        assert_eq!(store.credentials_of("ada").await.expect("read").map(|(_, hash)| hash), Some("new".into()));
    });
}

#[test]
fn a_token_speaks_until_it_expires() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let end = NOW + Span::from_minutes(1);
        store
            .put_tokens(vec![NewToken { hash: "hash".into(), account: ada.id }], "load".into(), true, Some(end), at(NOW))
            .await
            .expect("stored");
        assert!(store.account_of_token("hash", NOW).await.expect("read").is_some());
        assert!(store.account_of_token("hash", end).await.expect("read").is_none());
        assert!(store.account_of_token("other", NOW).await.expect("read").is_none());
    });
}
