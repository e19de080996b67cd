//! The inbox, where mail goes, what waits to be carried, and systems that are told of events.

use crate::support::*;
use zhixing_domain::{
    account::{Invigilator, Role},
    attempt::Word,
    id::{AccountId, WebhookId},
    message::{Channel, InboxMessage, MailChoice, Topic, delivery::Delivered},
    time::{Span, Timestamp},
};
use zhixing_store::{AskPlaceRefusal, Delivery, MessagePlace, NewWebhook, Store};

const LETTERS: [Channel; 2] = [Channel::Mail, Channel::Confirm];

async fn kinds(store: &Store, account: AccountId) -> Vec<&'static str> {
    let page = store.messages_of(account, 0).await.expect("read");
    page.messages.iter().map(|m| m.message.as_ref().expect("known").kind()).collect()
}

/// Somebody whose mail goes to an address.
async fn with_mail(store: &Store, login: &str, address: &str) -> AccountId {
    let ada = person(store, login, &[Role::Learner]).await.id;
    store.ask_mail(ada, address.into(), at(NOW)).await.expect("stored").expect("asked");
    assert!(store.confirm_mail(ada, address.into(), NOW, at(NOW)).await.expect("stored"));
    let asked = store.take_deliveries(NOW, &LETTERS, 99).await.expect("taken");
    store.end_deliveries(asked.into_iter().map(|d| (d, Delivered::Done)).collect(), NOW).await.expect("stored");
    ada
}

async fn due(store: &Store, now: Timestamp, channels: &[Channel]) -> Vec<Delivery> {
    store.take_deliveries(now, channels, 99).await.expect("taken")
}

#[test]
fn what_happened_is_told_once_to_whom_it_concerns_and_unread_comes_first() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        store.set_password(&administrator(), ada, "h2".into(), at(NOW)).await.expect("stored");
        store
            .set_roles(&administrator(), ada, zhixing_domain::account::Roles::of(&[Role::Teacher]), Default::default(), at(NOW))
            .await
            .expect("stored");
        store.tell(ada, InboxMessage::NameConfirmed { name: "艾达".into() }, at(NOW)).await.expect("stored");
        store.tell(ada, InboxMessage::NameConfirmed { name: "艾达".into() }, at(NOW)).await.expect("stored");
        assert_eq!(kinds(&store, ada).await.len(), 3, "the same cause tells once");
        assert!(kinds(&store, bob).await.is_empty());
        let page = store.messages_of(ada, 0).await.expect("read");
        assert_eq!((page.total, page.unread), (3, 3));
        let newest = page.messages[0].clone();
        let later = NOW + Span::from_minutes(1);
        assert!(store.read_message(bob, newest.id, later).await.expect("read").is_none(), "it is nobody else's");
        let read = store.read_message(ada, newest.id, later).await.expect("read").expect("hers");
        assert_eq!((read.read_at, &read.message), (Some(later), &newest.message));
        let again = store.read_message(ada, newest.id, later + Span::from_minutes(1)).await.expect("read").expect("hers");
        assert_eq!(again.read_at, Some(later), "when it was read first counts");
        let page = store.messages_of(ada, 0).await.expect("read");
        assert_eq!((page.total, page.unread, page.messages.last().map(|m| m.id)), (3, 2, Some(newest.id)));
        // what came while the page was looked at stays unread
        store.set_password(&administrator(), ada, "h3".into(), at(later)).await.expect("stored");
        store.read_all_messages(ada, NOW, later).await.expect("stored");
        let page = store.messages_of(ada, 0).await.expect("read");
        assert_eq!((page.total, page.unread, page.messages[0].created_at), (4, 1, later));
    });
}

#[test]
fn the_count_beside_a_name_comes_with_the_session_and_only_where_it_is_asked() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let proof = zhixing_store::SignInProof::of(ada, "hash", None);
        store.begin_session("s1".into(), proof, NOW, NOW + Span::from_minutes(5)).await.expect("stored");
        for n in 0..130 {
            let message = InboxMessage::NameConfirmed { name: n.to_string() };
            if n == 0 {
                store.tell(ada, message, at(NOW)).await.expect("stored");
            } else {
                store.confirm_name(&administrator(), ada, n.to_string(), "id".into(), at(NOW)).await.expect("stored");
            }
        }
        let (page, room) = tokio::join!(store.session_of_page("s1".into()), store.session("s1".into()));
        assert_eq!(page.expect("read").expect("there").unread, 100, "it goes so far");
        assert_eq!(room.expect("read").expect("there").account.map(|a| a.id), Some(ada));
        assert_eq!(store.session("s1".into()).await.expect("read").expect("there").unread, 0);
        store.read_all_messages(ada, NOW, NOW).await.expect("stored");
        assert_eq!(store.session_of_page("s1".into()).await.expect("read").expect("there").unread, 0);
        assert_eq!(store.messages_of(ada, 0).await.expect("read").messages.len(), 130);
    });
}

#[test]
fn a_word_after_the_exam_goes_to_the_inbox_and_one_in_the_room_does_not() {
    on_each(async |store| {
        let ivy = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let id = running(&store, ada).await;
        store.notify(&ivy, vec![id], "in the room".into(), at(NOW)).await.expect("stored");
        assert!(kinds(&store, ada).await.is_empty());
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        for _ in 0..2 {
            let told = store.notify(&ivy, vec![id], "a phone was left".into(), at(NOW)).await.expect("stored");
            assert!(matches!(told[..], [(_, Some(Ok(_)))]));
        }
        assert_eq!(kinds(&store, ada).await, ["invigilator.wrote", "invigilator.wrote"]);
        assert_eq!(store.news_of(id).await.expect("read").notice.expect("of then").1, Word::Wrote("in the room".into()));
    });
}

#[test]
fn mail_goes_where_its_reader_said_so_and_nowhere_before() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        let address = || "ada@example.cn".to_string();
        store.ask_mail(ada, address(), at(NOW)).await.expect("stored").expect("asked");
        store.set_password(&administrator(), ada, "h2".into(), at(NOW)).await.expect("stored");
        let asked = due(&store, NOW, &LETTERS).await;
        assert_eq!(asked.iter().map(|d| (d.channel, d.target.as_str())).collect::<Vec<_>>(), [(Channel::Confirm, "ada@example.cn")]);
        // another address, another time, a day later: none of them is what she confirmed
        let day = Span::from_minutes(24 * 60);
        for (address, then, now) in [("eve@example.cn", NOW, NOW), ("ada@example.cn", NOW - day, NOW), ("ada@example.cn", NOW, NOW + day)] {
            assert!(!store.confirm_mail(ada, address.into(), then, at(now)).await.expect("read"), "{address}");
        }
        assert!(store.confirm_mail(ada, address(), NOW, at(NOW)).await.expect("stored"));
        assert!(!store.confirm_mail(ada, address(), NOW, at(NOW)).await.expect("read"), "once");
        assert_eq!(store.mail_place(ada).await.expect("read"), MessagePlace { confirmed: Some(address()), asked: None });
        store.set_password(&administrator(), ada, "h3".into(), at(NOW)).await.expect("stored");
        let sent = due(&store, NOW, &LETTERS).await;
        assert!(matches!(&sent[..], [d] if d.channel == Channel::Mail && d.target == address() && d.message.is_some()), "{sent:?}");
        // a new address: the old one is told
        store.ask_mail(ada, "new@example.cn".into(), at(NOW)).await.expect("stored").expect("asked");
        assert_eq!(store.mail_place(ada).await.expect("read").confirmed, Some(address()), "until then mail goes where it went");
        assert!(store.confirm_mail(ada, "new@example.cn".into(), NOW, at(NOW)).await.expect("stored"));
        let told = due(&store, NOW, &[Channel::Mail]).await;
        assert!(matches!(&told[..], [d] if d.target == address() && matches!(d.message, Some((InboxMessage::MailChanged, _)))), "{told:?}");
        store.remove_mail(ada, at(NOW)).await.expect("stored");
        assert_eq!(store.mail_place(ada).await.expect("read"), MessagePlace::default());
        assert_eq!(due(&store, NOW, &[Channel::Mail]).await[0].target, "new@example.cn");
    });
}

#[test]
fn nobodys_mailbox_is_filled_with_requests() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        for n in 0..5 {
            assert_eq!(store.ask_mail(ada, format!("a{n}@example.cn"), at(NOW)).await.expect("stored"), Ok(()));
        }
        assert_eq!(store.ask_mail(ada, "a6@example.cn".into(), at(NOW)).await.expect("read"), Err(AskPlaceRefusal::TooMany));
        for n in 0..6 {
            let other = person(&store, &format!("p{n}"), &[Role::Learner]).await.id;
            let asked = store.ask_mail(other, "victim@example.cn".into(), at(NOW)).await.expect("stored");
            assert_eq!(asked.is_ok(), n < 5, "{n}");
        }
        let tomorrow = NOW + Span::from_minutes(24 * 60 + 1);
        assert_eq!(store.ask_mail(ada, "a6@example.cn".into(), at(tomorrow)).await.expect("stored"), Ok(()));
    });
}

#[test]
fn a_choice_decides_over_mail_and_over_nothing_that_is_important() {
    on_each(async |store| {
        let ada = with_mail(&store, "ada", "ada@example.cn").await;
        let choices = store.mail_choices(ada).await.expect("read");
        assert!(choices.len() == Topic::ALL.len() && choices.iter().all(|(_, c)| *c == MailChoice::AtOnce));
        let wish = vec![(Topic::Name, MailChoice::Digest), (Topic::Invigilation, MailChoice::Never), (Topic::Account, MailChoice::Never)];
        store.choose_mail(ada, wish).await.expect("stored");
        let choices = store.mail_choices(ada).await.expect("read");
        assert!(choices.contains(&(Topic::Name, MailChoice::Digest)) && choices.contains(&(Topic::Account, MailChoice::AtOnce)));
        let id = running(&store, ada).await;
        let ivy = Invigilator::of(&person(&store, "ivy", &[Role::Invigilator]).await).expect("an invigilator");
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        store.notify(&ivy, vec![id], "never by mail".into(), at(NOW)).await.expect("stored");
        store.confirm_name(&administrator(), ada, "艾达".into(), "id".into(), at(NOW)).await.expect("stored");
        store.set_password(&administrator(), ada, "h2".into(), at(NOW)).await.expect("stored");
        assert_eq!(kinds(&store, ada).await.len(), 3, "in the product there is all of it");
        let at_once = due(&store, NOW, &LETTERS).await;
        assert!(matches!(&at_once[..], [d] if matches!(d.message, Some((InboxMessage::PasswordChanged, _)))), "{at_once:?}");
        // the mail of the day: what came before the morning, of all who wait
        assert!(store.take_digests(NOW, NOW).await.expect("read").is_empty());
        let (now, bob) = (NOW + Span::from_minutes(60), with_mail(&store, "bob", "bob@example.cn").await);
        store.choose_mail(bob, vec![(Topic::Name, MailChoice::Digest)]).await.expect("stored");
        for name in ["鲍", "鲍勃"] {
            store.confirm_name(&administrator(), bob, name.into(), "id".into(), at(NOW)).await.expect("stored");
        }
        let days = store.take_digests(now, now).await.expect("taken");
        assert_eq!(days.iter().map(|d| d.target.as_str()).collect::<Vec<_>>(), ["ada@example.cn", "bob@example.cn", "bob@example.cn"]);
        assert!(store.take_digests(now, now).await.expect("read").is_empty(), "nobody else takes them");
        store.set_disabled(&administrator(), ada, Some(NOW), at(NOW)).await.expect("stored");
        assert!(store.reader(ada).await.expect("read").is_none());
    });
}

#[test]
fn what_fails_is_tried_again_with_growing_waits_and_given_up_after_days() {
    on_each(async |store| {
        let ada = with_mail(&store, "ada", "ada@example.cn").await;
        store.set_password(&administrator(), ada, "h2".into(), at(NOW)).await.expect("stored");
        let (mut now, mut tries) = (NOW, 0);
        let day = Span::from_minutes(24 * 60);
        while now < NOW + day + day + day + day {
            let taken = due(&store, now, &LETTERS).await;
            if let [delivery] = &taken[..] {
                tries += 1;
                assert_eq!(delivery.tries, tries);
                assert!(due(&store, now, &LETTERS).await.is_empty(), "whoever carries it has it alone");
                store.end_deliveries(vec![(delivery.clone(), Delivered::Failed("busy".into()))], now).await.expect("stored");
            }
            now = now + Span::from_minutes(20);
        }
        assert!((12..=20).contains(&tries), "{tries}");
        // a reader that is none is given up at once
        store.set_password(&administrator(), ada, "h3".into(), at(now)).await.expect("stored");
        let taken = due(&store, now, &LETTERS).await;
        assert_eq!(taken.len(), 1);
        store.end_deliveries(vec![(taken[0].clone(), Delivered::Refused("no such reader".into()))], now).await.expect("stored");
        assert!(due(&store, now + day, &LETTERS).await.is_empty());
        // a worker that died: somebody else takes it when its lease is over, and its late word changes nothing
        store.set_password(&administrator(), ada, "h4".into(), at(now)).await.expect("stored");
        let dead = due(&store, now, &LETTERS).await;
        let later = now + Span::from_minutes(6);
        let again = due(&store, later, &LETTERS).await;
        assert_eq!((again.len(), again[0].tries), (1, 2));
        store.end_deliveries(vec![(dead[0].clone(), Delivered::Refused("late".into()))], later).await.expect("stored");
        store.end_deliveries(vec![(again[0].clone(), Delivered::Done)], later).await.expect("stored");
        store.forget_deliveries(later + day).await.expect("stored");
        assert!(due(&store, later + day, &LETTERS).await.is_empty());
    });
}

#[test]
fn a_system_hears_of_what_it_is_told_of_and_is_left_alone_after_five_days_of_silence() {
    on_each(async |store| {
        let admin = administrator();
        let id = WebhookId::new(NOW, id_bytes());
        let new = NewWebhook { id, label: "HR".into(), url: "https://hr.example.cn/in".into(), sealed: vec![1] };
        assert!(store.add_webhook(&admin, new.clone(), at(NOW)).await.expect("stored"));
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        store.set_password(&administrator(), ada, "h2".into(), at(NOW)).await.expect("stored");
        let told = due(&store, NOW, &[Channel::Webhook]).await;
        assert_eq!(told.len(), 1, "an account was opened; a password is nobody's matter: {told:?}");
        let body: serde_json::Value = serde_json::from_str(&told[0].body).expect("JSON");
        assert_eq!((&body["type"], &body["data"]["subject"]), (&"account.opened".into(), &ada.to_string().into()));
        store.end_deliveries(vec![(told[0].clone(), Delivered::Failed("HTTP 500".into()))], NOW).await.expect("stored");
        let [seen] = &store.webhooks(&admin).await.expect("read")[..] else { panic!("one") };
        assert_eq!((seen.last_at, seen.last_error.as_deref(), seen.waiting), (Some(NOW), Some("HTTP 500"), 1));
        // it hears again, and what went before is forgotten
        let later = NOW + Span::from_minutes(1);
        let again = due(&store, later, &[Channel::Webhook]).await;
        store.end_deliveries(vec![(again[0].clone(), Delivered::Done)], later).await.expect("stored");
        assert_eq!(store.webhooks(&admin).await.expect("read")[0].last_error, None);
        // five days of silence, then nothing more
        let (mut now, end) = (later, later + Span::from_minutes(6 * 24 * 60));
        while now < end {
            store.try_webhook(&admin, id, at(now)).await.expect("stored");
            let ended = due(&store, now, &[Channel::Webhook]).await.into_iter().map(|d| (d, Delivered::Failed("no answer".into())));
            store.end_deliveries(ended.collect(), now).await.expect("stored");
            now = now + Span::from_minutes(12 * 60);
        }
        let [seen] = &store.webhooks(&admin).await.expect("read")[..] else { panic!("one") };
        assert!(seen.stopped_at.is_some() && seen.waiting == 0, "{seen:?}");
        assert!(store.webhook(id).await.expect("read").is_none() && !store.try_webhook(&admin, id, at(now)).await.expect("read"));
        person(&store, "bob", &[Role::Learner]).await;
        assert!(due(&store, now, &[Channel::Webhook]).await.is_empty());
        assert!(store.resume_webhook(&admin, id, at(now)).await.expect("stored"));
        assert!(!store.resume_webhook(&admin, id, at(now)).await.expect("read"));
        person(&store, "cao", &[Role::Learner]).await;
        assert_eq!(due(&store, now, &[Channel::Webhook]).await.len(), 1);
        assert!(store.remove_webhook(&admin, id, at(now)).await.expect("stored"));
        assert!(!store.remove_webhook(&admin, id, at(now)).await.expect("read"));
        for n in 0..21 {
            let new = NewWebhook { id: WebhookId::new(NOW, id_bytes()), ..new.clone() };
            assert_eq!(store.add_webhook(&admin, new, at(NOW)).await.expect("stored"), n < 20, "{n}");
        }
    });
}
