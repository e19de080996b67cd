//! A forgotten password and the mail that helps: who is sent what, and what a link opens.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    id::AccountId,
    message::{Channel, delivery::Delivered},
    time::{Span, Timestamp},
};
use zhixing_store::{Delivery, SignInProof, Store};

/// Somebody whose mail goes to an address.
async fn with_mail(store: &Store, login: &str, address: &str) -> AccountId {
    let account = person(store, login, &[Role::Learner]).await.id;
    store.ask_mail(account, address.into(), at(NOW)).await.expect("stored").expect("asked");
    assert!(store.confirm_mail(account, address.into(), NOW, at(NOW)).await.expect("stored"));
    account
}

/// What waits to be sent after somebody asked, as a worker finds it.
async fn letters(store: &Store, who: &str, now: Timestamp) -> Vec<Delivery> {
    store.ask_recovery(who, at(now)).await.expect("stored");
    let asked = store.take_deliveries(now, &[Channel::Recovery], 99).await.expect("taken");
    assert!(asked.iter().all(|d| d.account.is_none() && d.target == who), "{asked:?}");
    for request in &asked {
        // a worker that died in between does it again
        for _ in 0..2 {
            store.queue_recovery(&request.id, &request.target, now).await.expect("queued");
        }
    }
    let found = store.take_deliveries(now, &[Channel::Recovery], 99).await.expect("taken");
    let done = asked.into_iter().chain(found.clone()).map(|d| (d, Delivered::Done)).collect();
    store.end_deliveries(done, now).await.expect("stored");
    found
}

#[test]
fn a_letter_goes_to_the_confirmed_address_of_whoever_is_meant_and_to_nobody_else() {
    on_each(async |store| {
        let ada = with_mail(&store, "ada", "Ada@example.cn").await;
        person(&store, "bob", &[Role::Learner]).await;
        let eve = person(&store, "eve", &[Role::Learner]).await.id;
        store.ask_mail(eve, "eve@example.cn".into(), at(NOW)).await.expect("stored").expect("asked");
        let mut now = NOW;
        for (who, reached) in [
            ("ada", true),
            ("ADA@EXAMPLE.CN", true),
            ("bob", false),            // has no address
            ("eve", false),            // has not confirmed it
            ("eve@example.cn", false), // nor is it hers by that name
            ("nobody", false),
            ("%", false),
        ] {
            now = now + Span::from_minutes(60);
            let found = letters(&store, who, now).await;
            let whose: Vec<_> = found.iter().map(|d| (d.account, d.target.as_str())).collect();
            assert_eq!(whose, if reached { vec![(Some(ada), "Ada@example.cn")] } else { vec![] }, "{who}");
        }
        // a login that looks like somebody's address takes nothing from them
        let other = with_mail(&store, "ada@example.cn", "other@example.cn").await;
        let found = letters(&store, "ada@example.cn", now + Span::from_minutes(60)).await;
        let mut whose: Vec<_> = found.iter().filter_map(|d| d.account).collect();
        whose.sort_by_key(ToString::to_string);
        let mut both = vec![ada, other];
        both.sort_by_key(ToString::to_string);
        assert_eq!(whose, both);
        store.set_disabled(&administrator(), ada, Some(NOW), at(NOW)).await.expect("stored");
        assert!(letters(&store, "ada", now + Span::from_minutes(180)).await.is_empty(), "whoever is disabled is not let in");
    });
}

#[test]
fn nobodys_mailbox_is_filled() {
    on_each(async |store| {
        with_mail(&store, "ada", "ada@example.cn").await;
        for n in 0..6 {
            let who = if n % 2 == 0 { "ada" } else { "ada@example.cn" };
            assert_eq!(letters(&store, who, NOW + Span::from_minutes(n)).await.len(), usize::from(n < 3), "{n}");
        }
        assert_eq!(letters(&store, "ada", NOW + Span::from_minutes(60)).await.len(), 1);
    });
}

#[test]
fn a_link_works_once_and_ends_what_let_somebody_in_before() {
    on_each(async |store| {
        let ada = with_mail(&store, "ada", "ada@example.cn").await;
        let end = NOW + Span::from_minutes(30);
        let begins = |id: &str, hash: &str| store.begin_session(id.into(), SignInProof::of(ada, hash, None), NOW, end);
        assert!(begins("s1", "hash").await.expect("stored"));
        store.put_recovery_link(ada, "first".into(), end).await.expect("kept");
        store.put_recovery_link(ada, "link".into(), end).await.expect("kept");
        assert_eq!(store.account_of_link("first", NOW).await.expect("read"), None, "a newer one was sent");
        assert_eq!(store.account_of_link("link", NOW).await.expect("read"), Some((ada, "ada".into())));
        assert_eq!(store.account_of_link("link", end).await.expect("read"), None, "it is over");
        assert_eq!(store.recover("link".into(), "stolen".into(), at(end)).await.expect("refused"), None);
        let both = tokio::join!(store.recover("link".into(), "new".into(), at(NOW)), store.recover("link".into(), "new".into(), at(NOW)));
        let won = [both.0.expect("answered"), both.1.expect("answered")];
        assert_eq!(won.iter().filter(|w| **w == Some(ada)).count(), 1, "{won:?}");
        assert_eq!(store.credentials_of("ada").await.expect("read").map(|(_, hash)| hash), Some("new".into()));
        assert!(store.session("s1".into()).await.expect("read").is_none());
        assert!(!begins("s2", "hash").await.expect("refused"));
        let kinds: Vec<_> = store.messages_of(ada, 0).await.expect("read").messages.into_iter().filter_map(|m| m.message).collect();
        assert_eq!(kinds, [zhixing_domain::message::InboxMessage::PasswordChanged], "she is told");
    });
}

#[test]
fn a_link_ends_with_another_password_another_address_and_the_account() {
    on_each(async |store| {
        let ada = with_mail(&store, "ada", "ada@example.cn").await;
        let end = NOW + Span::from_minutes(30);
        let opens = async || {
            store.put_recovery_link(ada, "link".into(), end).await.expect("kept");
            assert!(store.account_of_link("link", NOW).await.expect("read").is_some());
        };
        let over = async || store.account_of_link("link", NOW).await.expect("read").is_none();
        opens().await;
        store.set_password(&administrator(), ada, "new".into(), at(NOW)).await.expect("stored");
        assert!(over().await);
        opens().await;
        store.ask_mail(ada, "new@example.cn".into(), at(NOW)).await.expect("stored").expect("asked");
        assert!(!over().await, "nobody has confirmed another one");
        assert!(store.confirm_mail(ada, "new@example.cn".into(), NOW, at(NOW)).await.expect("stored"));
        assert!(over().await);
        opens().await;
        store.remove_mail(ada, at(NOW)).await.expect("stored");
        assert!(over().await);
        opens().await;
        store.set_disabled(&administrator(), ada, Some(NOW), at(NOW)).await.expect("stored");
        assert!(over().await && store.recover("link".into(), "x".into(), at(NOW)).await.expect("refused").is_none());
    });
}
