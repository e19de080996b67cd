//! Numbers of phones: confirmed by a code that is good for a few guesses, chosen topics, and what is queued.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    message::{
        Channel, InboxMessage, Topic,
        phone::{A_DAY, CODE_TRIES},
    },
    time::{Span, Timestamp},
};
use zhixing_store::{AskPlaceRefusal, MessagePlace};

const NUMBER: &str = "+8613800138000";

fn after(minutes: i64) -> Timestamp {
    NOW + Span::from_minutes(minutes)
}

#[test]
fn a_number_counts_once_its_code_was_given_and_a_code_is_not_guessed() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        assert_eq!(store.ask_phone(ada, NUMBER.into(), at(NOW)).await.expect("asked"), Ok(()));
        assert!(!store.confirm_phone(ada, "right".into(), at(NOW)).await.expect("read"), "no code was sent yet");
        assert!(store.put_phone_code(ada, NUMBER, NOW, "right".into()).await.expect("put"));
        assert!(!store.put_phone_code(ada, "+8613900139000", NOW, "right".into()).await.expect("read"), "nobody named it");
        for _ in 0..CODE_TRIES {
            assert!(!store.confirm_phone(ada, "wrong".into(), at(after(1))).await.expect("read"));
        }
        assert!(!store.confirm_phone(ada, "right".into(), at(after(2))).await.expect("read"), "it was guessed too often");
        // another code, too late and in time
        store.ask_phone(ada, NUMBER.into(), at(after(3))).await.expect("asked").expect("sent");
        assert!(store.put_phone_code(ada, NUMBER, after(3), "right".into()).await.expect("put"));
        assert!(!store.confirm_phone(ada, "right".into(), at(after(18))).await.expect("read"), "it is over");
        assert_eq!(store.phone_place(ada).await.expect("read").confirmed, None);
        assert!(store.confirm_phone(ada, "right".into(), at(after(17))).await.expect("confirmed"));
        assert_eq!(store.phone_place(ada).await.expect("read"), MessagePlace { confirmed: Some(NUMBER.into()), asked: None });
        assert_eq!(store.phone_topics(ada).await.expect("read"), [Topic::Session], "an exam that moves");
        // nobody's phone is filled: five codes in a day, of an account and to a number
        for minutes in [20, 21, 22] {
            assert_eq!(store.ask_phone(ada, NUMBER.into(), at(after(minutes))).await.expect("asked"), Ok(()));
        }
        assert_eq!(store.ask_phone(ada, "+442079460958".into(), at(after(23))).await.expect("read"), Err(AskPlaceRefusal::TooMany));
        let bob = person(&store, "bob", &[Role::Learner]).await.id;
        assert_eq!(store.ask_phone(bob, NUMBER.into(), at(after(23))).await.expect("read"), Err(AskPlaceRefusal::TooMany));
        assert_eq!(store.ask_phone(bob, NUMBER.into(), at(after(24 * 60 + 23))).await.expect("asked"), Ok(()));
        store.remove_phone(ada, at(after(25))).await.expect("removed");
        assert_eq!(store.phone_place(ada).await.expect("read"), MessagePlace::default());
    });
}

#[test]
fn what_was_chosen_is_queued_so_many_times_a_day_and_ends_with_the_account() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let due = async || store.take_deliveries(after(60), &[Channel::Sms], 100).await.expect("taken");
        store.tell(ada, InboxMessage::FactorSet, at(NOW)).await.expect("told");
        store.ask_phone(ada, NUMBER.into(), at(NOW)).await.expect("asked").expect("sent");
        store.put_phone_code(ada, NUMBER, NOW, "right".into()).await.expect("put");
        assert!(store.confirm_phone(ada, "right".into(), at(NOW)).await.expect("confirmed"));
        store
            .set_roles(&administrator(), ada, zhixing_domain::account::Roles::of(&[Role::Learner]), Default::default(), at(NOW))
            .await
            .expect("set");
        assert!(due().await.is_empty(), "of an account nothing was chosen");
        store.choose_phone(ada, vec![Topic::Account, Topic::Account]).await.expect("chosen");
        assert_eq!(store.phone_topics(ada).await.expect("read"), [Topic::Account]);
        for _ in 0..A_DAY + 2 {
            let roles = zhixing_domain::account::Roles::of(&[Role::Learner]);
            store.set_roles(&administrator(), ada, roles, Default::default(), at(after(1))).await.expect("set");
        }
        let taken = due().await;
        assert_eq!(taken.len() as i64, A_DAY, "nobody pays for a storm");
        assert!(taken.iter().all(|d| d.target == NUMBER && d.account == Some(ada)));
        // a closed account has no number any more
        let other = person(&store, "ada-new", &[Role::Learner]).await.id;
        assert_eq!(store.merge_accounts(&administrator(), other, ada, None, at(after(2))).await.expect("merged"), Ok(()));
        assert_eq!(store.phone_place(ada).await.expect("read"), MessagePlace::default());
        assert!(store.phone_topics(ada).await.expect("read").is_empty());
    });
}
