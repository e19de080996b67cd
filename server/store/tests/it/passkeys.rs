//! Passkeys: whose they are, what their use proves, and how they end.

use crate::support::*;
use zhixing_domain::{
    account::{Role, Roles},
    id::{AccountId, PasskeyId},
    message::InboxMessage,
    time::Span,
};
use zhixing_store::{NewPasskey, SignInProof, Store, UsedChallenge};

fn challenge(name: &str) -> UsedChallenge {
    UsedChallenge { hash: name.into(), until: NOW + Span::from_minutes(15) }
}

fn new(credential: &str) -> NewPasskey {
    let challenge = challenge(&format!("made {credential}"));
    NewPasskey {
        credential: credential.into(),
        label: "我的手机".into(),
        key: vec![1, 2],
        counter: 0,
        site: "exam.example.cn".into(),
        challenge,
    }
}

/// Keeps one after the password, as a person does who is signed in.
async fn keeps(store: &Store, account: AccountId, credential: &str) -> Option<PasskeyId> {
    let passkey = store.passkeys(account).await.expect("read").first().map(|p| p.id);
    let proof = SignInProof { passkey, ..SignInProof::of(account, "hash", None) };
    let new = NewPasskey { challenge: challenge(&format!("{credential} of {account}")), ..new(credential) };
    store.add_passkey(proof, new, false, at(NOW)).await.expect("stored")
}

async fn begins(store: &Store, id: &str, proof: SignInProof) -> bool {
    store.begin_session(id.into(), proof, NOW, NOW + Span::from_minutes(5)).await.expect("answered")
}

#[test]
fn a_passkey_is_kept_once_found_by_its_name_and_told_to_its_person() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        let id = keeps(&store, ada, "aa").await.expect("kept");
        assert_eq!(keeps(&store, bob, "aa").await, None, "it is somebody's already");
        let (passkey, proof) = store.passkey("aa").await.expect("read").expect("there");
        assert_eq!((passkey.id, passkey.account, passkey.label.as_str(), passkey.used_at), (id, ada, "我的手机", None));
        assert_eq!(proof, SignInProof { passkey: Some(id), ..SignInProof::of(ada, "hash", None) });
        assert!(store.passkey("ab").await.expect("read").is_none());
        assert!(store.has_second_step(ada).await.expect("read") && !store.has_second_step(bob).await.expect("read"));
        assert!(!store.rename_passkey(bob, id, "x".into()).await.expect("read"));
        assert!(store.rename_passkey(ada, id, "旧手机".into()).await.expect("stored"));
        assert_eq!(store.passkeys(ada).await.expect("read")[0].label, "旧手机");
        let told = store.messages_of(ada, 0).await.expect("read").messages;
        assert_eq!(told.iter().map(|m| m.message.clone()).collect::<Vec<_>>(), [Some(InboxMessage::PasskeyAdded)]);
        for n in 1..20 {
            assert!(keeps(&store, ada, &format!("b{n}")).await.is_some(), "{n}");
        }
        assert_eq!(keeps(&store, ada, "c0").await, None, "twenty are enough");
        store.set_disabled(&administrator(), ada, Some(NOW), at(NOW)).await.expect("stored");
        assert!(store.passkey("aa").await.expect("read").is_none());
    });
}

#[test]
fn a_challenge_counts_once_and_a_copy_that_counts_behind_is_found_out() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let id = keeps(&store, ada, "aa").await.expect("kept");
        let uses = async |counter, name: &str| store.use_passkey(id, counter, challenge(name), NOW).await.expect("answered");
        let made = format!("aa of {ada}");
        for (counter, name, taken) in [
            (0, "c1", true), // it does not count
            (0, "c1", false),
            (0, made.as_str(), false), // that it was made with
            (0, "c2", true),
            (5, "c3", true),
            (5, "c4", false),
            (4, "c5", false),
            (0, "c6", false),
            (6, "c7", true),
        ] {
            assert_eq!(uses(counter, name).await, taken, "{counter} {name}");
        }
        assert_eq!(store.passkeys(ada).await.expect("read")[0].used_at, Some(NOW));
        let both = tokio::join!(uses(7, "c8"), uses(8, "c8"));
        assert!(both.0 != both.1, "of two at once one");
        // a challenge that is over is forgotten, and no page takes it any more
        assert!(store.use_passkey(id, 9, challenge("c1"), NOW + Span::from_minutes(15)).await.expect("answered"));
    });
}

#[test]
fn a_passkey_that_was_taken_away_proves_nothing_and_lets_nobody_in() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let id = keeps(&store, ada, "aa").await.expect("kept");
        let (_, proof) = store.passkey("aa").await.expect("read").expect("there");
        assert!(begins(&store, "s1", proof.clone()).await);
        assert!(!store.remove_passkey(SignInProof::of(ada, "another", None), id, at(NOW)).await.expect("refused"));
        assert!(store.remove_passkey(proof.clone(), id, at(NOW)).await.expect("stored"));
        assert!(!begins(&store, "s2", proof).await);
        assert!(begins(&store, "s3", SignInProof::of(ada, "hash", None)).await, "the password is left");
    });
}

#[test]
fn for_staff_a_passkey_is_a_second_step() {
    on_each(async |store| {
        let tom = person(&store, "tom", &[Role::Teacher]).await.id;
        let alone = SignInProof::of(tom, "hash", None);
        assert!(begins(&store, "s1", alone.clone()).await);
        let id = store.add_passkey(alone.clone(), new("aa"), true, at(NOW)).await.expect("stored").expect("kept");
        assert!(store.session("s1".into()).await.expect("read").is_none(), "what the password alone opened is closed");
        assert!(!begins(&store, "s2", alone.clone()).await, "it no longer suffices");
        let (_, proof) = store.passkey("aa").await.expect("read").expect("there");
        assert!(begins(&store, "s3", proof.clone()).await);
        assert!(store.staff_with_one_step().await.expect("read").is_empty());
        // neither does a code for a new password
        store.put_reset_code(&administrator(), tom, "code".into(), NOW + Span::from_minutes(5), at(NOW)).await.expect("kept");
        store.reset_password("tom", "code".into(), "new".into(), at(NOW)).await.expect("stored").expect("set");
        assert!(!begins(&store, "s4", SignInProof::of(tom, "new", None)).await);
        assert!(!begins(&store, "s5", proof).await, "that was another password");
        // whoever lost it is helped
        store.lift_second_factor(&administrator(), tom, at(NOW)).await.expect("stored");
        assert!(store.passkeys(tom).await.expect("read").is_empty());
        assert!(begins(&store, "s6", SignInProof::of(tom, "new", None)).await);
        assert!(!begins(&store, "s7", SignInProof { passkey: Some(id), ..SignInProof::of(tom, "new", None) }).await);
    });
}

#[test]
fn whoever_becomes_staff_with_a_passkey_signs_in_again() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        keeps(&store, ada, "aa").await.expect("kept");
        for (id, account) in [("s1", ada), ("s2", bob)] {
            assert!(begins(&store, id, SignInProof::of(account, "hash", None)).await, "for learners it is a door beside the password");
            store.set_roles(&administrator(), account, Roles::of(&[Role::Teacher]), Default::default(), at(NOW)).await.expect("stored");
        }
        assert!(store.session("s1".into()).await.expect("read").is_none());
        assert!(store.session("s2".into()).await.expect("read").is_some());
    });
}
