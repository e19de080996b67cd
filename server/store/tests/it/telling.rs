//! Who hears of what becomes of a session and of their line on its list: once for each act; and reminders, once for each of the two.

use crate::{
    invigilation::{listed, minutes, session, staff},
    support::*,
};
use zhixing_domain::{
    account::Role,
    assessment::{Accommodation, Reminder},
    id::AccountId,
    message::{Channel, FromTo, InboxMessage, MailChoice, SessionFacts, Topic, delivery::Delivered},
    time::Timestamp,
};
use zhixing_store::{BoardOrder, BoardScope, LineChange, Listed, Presence, SessionTerms, Store};

/// What a person was told, the oldest first.
async fn told(store: &Store, account: AccountId) -> Vec<InboxMessage> {
    let mut records = store.messages_of(account, 0).await.expect("read").messages;
    records.sort_by_key(|record| record.id);
    records.into_iter().map(|record| record.message.expect("known")).collect()
}

fn line(login: &str) -> LineChange {
    LineChange { login: login.into(), room: None, accommodation: None, remove: false }
}

fn turn(from: &str, to: &str) -> Option<FromTo> {
    FromTo::of(from, to)
}

#[test]
fn an_act_on_a_list_tells_each_person_once_and_only_what_changed_for_them() {
    on_each(async |store| {
        let (ivy, opens) = (staff(&store).await, NOW + minutes(600));
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let id = session(&store, &ivy, opens).await;
        let more = Accommodation::new(1500, minutes(20)).expect("fits");
        let list = || vec![listed(&ada, more), listed(&bob, Accommodation::default())];
        store.list_candidates(&ivy, id, list(), at(NOW)).await.expect("stored");
        // the same list again is no news
        store.list_candidates(&ivy, id, list(), at(NOW + minutes(1))).await.expect("stored");
        let (plan, session) = (exam(), || "morning".to_string());
        let came = |own_time| InboxMessage::SessionListed {
            plan: plan.clone(),
            session: session(),
            opens,
            closes: opens + minutes(90),
            place: String::new(),
            seat: "3-101".into(),
            own_time,
        };
        assert_eq!((told(&store, ada.id).await, told(&store, bob.id).await), (vec![came(true)], vec![came(false)]));
        let detail = store.messages_of(ada.id, 0).await.expect("read").messages[0].message.as_ref().expect("known").detail();
        assert!(!detail.contains("1500") && !detail.contains("1200000"), "how much is nobody's to read in a message: {detail}");
        // seat and time in one act are one message; whoever's line stays hears nothing
        let both = LineChange { room: Some("4-1".into()), accommodation: Some(Accommodation::default()), ..line("ada") };
        let same = LineChange { room: Some("3-101".into()), ..line("bob") };
        let changed = store.change_lines(&ivy, id, vec![both, same], at(NOW + minutes(2))).await.expect("stored").expect("changed");
        assert_eq!(changed.concerned, [ada.id], "who was told");
        let facts = |seat: &str| Some(SessionFacts { opens, closes: opens + minutes(90), place: String::new(), seat: seat.into() });
        let changed = |seat: Option<FromTo>, own_time| {
            let facts = facts(seat.as_ref().map_or("", |turn| &turn.to));
            InboxMessage::SessionChanged { plan: plan.clone(), session: session(), place: None, seat, own_time, facts }
        };
        assert_eq!(told(&store, ada.id).await[1..], [changed(turn("3-101", "4-1"), true)]);
        assert_eq!(told(&store, bob.id).await.len(), 1);
        // there and back again is said twice
        for (minute, from, to) in [(3, "4-1", "4-2"), (4, "4-2", "4-1"), (5, "4-1", "4-2")] {
            let room = LineChange { room: Some(to.into()), ..line("ada") };
            store.change_lines(&ivy, id, vec![room], at(NOW + minutes(minute))).await.expect("stored").expect("changed");
            assert_eq!(told(&store, ada.id).await.last(), Some(&changed(turn(from, to), false)));
        }
        let gone = LineChange { remove: true, ..line("bob") };
        store.change_lines(&ivy, id, vec![gone], at(NOW + minutes(6))).await.expect("stored").expect("changed");
        let removed = InboxMessage::SessionRemoved { plan: plan.clone(), session: session(), facts: facts("") };
        assert_eq!(told(&store, bob.id).await[1..], [removed]);
        // a cancelled session said that they would be told of another one
        store.cancel_session(&ivy, id, "flood".into(), at(NOW + minutes(7))).await.expect("stored").expect("cancelled");
        let again = crate::invigilation::session(&store, &ivy, opens).await;
        store.list_candidates(&ivy, again, list(), at(NOW + minutes(8))).await.expect("stored");
        assert_eq!(told(&store, ada.id).await.last(), Some(&came(true)));
        assert_eq!(told(&store, bob.id).await[2..], [came(false)], "of a session that he was off he hears nothing");
    });
}

#[test]
fn another_place_is_told_and_a_move_tells_of_both_until_the_session_is_over() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let opens = NOW + minutes(600);
        let id = session(&store, &ivy, opens).await;
        store.list_candidates(&ivy, id, vec![listed(&ada, Accommodation::default())], at(NOW)).await.expect("stored");
        let change = async |terms: SessionTerms, now| {
            store.change_session(&ivy, id, terms, at(now)).await.expect("stored").expect("changed").concerned.len()
        };
        let terms = |place: &str, opens| SessionTerms { place: place.into(), ..terms("morning", opens, opens + minutes(90)) };
        // each reads of the own seat
        let facts =
            |opens, place: &str| Some(SessionFacts { opens, closes: opens + minutes(90), place: place.into(), seat: "3-101".into() });
        assert_eq!(change(terms("Hall 3", opens), NOW + minutes(1)).await, 1);
        let elsewhere = InboxMessage::SessionChanged {
            plan: exam(),
            session: "morning".into(),
            place: turn("", "Hall 3"),
            seat: None,
            own_time: false,
            facts: facts(opens, "Hall 3"),
        };
        assert_eq!(told(&store, ada.id).await[1..], [elsewhere]);
        let later = opens + minutes(60);
        assert_eq!(change(terms("Hall 4", later), NOW + minutes(2)).await, 1);
        let moved = InboxMessage::SessionMoved {
            plan: exam(),
            session: "morning".into(),
            opens: later,
            closes: later + minutes(90),
            was: Some((opens, opens + minutes(90))),
            place: turn("Hall 3", "Hall 4"),
            facts: facts(later, "Hall 4"),
        };
        assert_eq!(told(&store, ada.id).await[2..], [moved], "one act, one message");
        // how staff call it is theirs; where it was is corrected for the records
        let called = SessionTerms { name: "dawn".into(), ..terms("Hall 4", later) };
        assert_eq!(change(called, NOW + minutes(3)).await, 0);
        let over = later + minutes(91);
        assert_eq!(change(SessionTerms { name: "dawn".into(), ..terms("Hall 5", later) }, over).await, 0);
        store
            .list_candidates(&ivy, id, vec![Listed { room: Some("9".into()), ..listed(&ada, Accommodation::default()) }], at(over))
            .await
            .expect("stored");
        assert_eq!(told(&store, ada.id).await.len(), 3);
    });
}

/// All who are to be reminded are, by two nodes that look at once.
async fn reminded(store: &Store, now: Timestamp) {
    for which in Reminder::ALL {
        let looks = async || while store.remind(which, at(now)).await.expect("reminded") > 0 {};
        tokio::join!(looks(), looks());
    }
}

#[test]
fn a_session_is_recalled_a_day_and_an_hour_before_once_each_whoever_looks() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let (opens, plain) = (NOW + minutes(3 * 1_440), Accommodation::default());
        let (id, gone) = (session(&store, &ivy, opens).await, session(&store, &ivy, opens).await);
        for session in [id, gone] {
            store.list_candidates(&ivy, session, vec![listed(&ada, plain)], at(NOW)).await.expect("stored");
        }
        store.cancel_session(&ivy, gone, "flood".into(), at(NOW)).await.expect("stored").expect("cancelled");
        let count = async |account| {
            let all = told(&store, account).await;
            all.iter().filter(|m| matches!(m, InboxMessage::SessionSoon { .. })).count()
        };
        for (before, said) in [(1_441, 0), (1_440, 1), (1_439, 1), (61, 1), (60, 2), (59, 2), (0, 2), (-10, 2)] {
            reminded(&store, opens - minutes(before)).await;
            assert_eq!(count(ada.id).await, said, "{before} minutes before");
        }
        let soon = InboxMessage::SessionSoon {
            plan: exam(),
            session: "morning".into(),
            opens,
            closes: opens + minutes(90),
            place: String::new(),
            seat: "3-101".into(),
        };
        assert_eq!(told(&store, ada.id).await.last(), Some(&soon));
        // who came on the list within the last day is reminded once more, and within the last hour not at all
        let next = session(&store, &ivy, opens + minutes(1_440)).await;
        let opens = opens + minutes(1_440);
        store.list_candidates(&ivy, next, vec![listed(&bob, plain)], at(opens - minutes(300))).await.expect("stored");
        reminded(&store, opens - minutes(299)).await;
        assert_eq!(count(bob.id).await, 0, "he was told just then");
        store.list_candidates(&ivy, next, vec![listed(&ada, plain)], at(opens - minutes(50))).await.expect("stored");
        reminded(&store, opens - minutes(49)).await;
        assert_eq!((count(ada.id).await, count(bob.id).await), (2, 1));
        // another opening is another thing to be reminded of, and whoever moved it told of it then
        let terms = terms("morning", opens + minutes(2_880), opens + minutes(2_970));
        store.change_session(&ivy, next, terms, at(opens - minutes(40))).await.expect("stored").expect("moved");
        reminded(&store, opens - minutes(30)).await;
        assert_eq!(count(bob.id).await, 1);
        reminded(&store, opens + minutes(1_440)).await;
        assert_eq!((count(ada.id).await, count(bob.id).await), (3, 2));
    });
}

#[test]
fn a_reminder_goes_by_mail_at_once_or_never() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let opens = NOW + minutes(3 * 1_440);
        let id = session(&store, &ivy, opens).await;
        for (login, choice) in [("ada", None), ("bob", Some(MailChoice::Never)), ("cao", Some(MailChoice::Digest))] {
            let account = person(&store, login, &[Role::Learner]).await;
            let address = format!("{login}@example.cn");
            store.ask_mail(account.id, address.clone(), at(NOW)).await.expect("stored").expect("asked");
            assert!(store.confirm_mail(account.id, address, NOW, at(NOW)).await.expect("stored"));
            store.choose_mail(account.id, choice.map(|choice| (Topic::Reminder, choice)).into_iter().collect()).await.expect("stored");
            store.list_candidates(&ivy, id, vec![listed(&account, Accommodation::default())], at(NOW)).await.expect("stored");
        }
        let sent = async |now| {
            let taken = store.take_deliveries(now, &[Channel::Mail], 99).await.expect("taken");
            let mut to: Vec<_> = taken.iter().map(|d| d.target.clone()).collect();
            store.end_deliveries(taken.into_iter().map(|d| (d, Delivered::Done)).collect(), now).await.expect("stored");
            to.sort();
            to
        };
        assert_eq!(sent(NOW).await, ["ada@example.cn", "bob@example.cn", "cao@example.cn"], "that one has a session goes to all");
        let day = opens - minutes(1_440);
        reminded(&store, day).await;
        assert_eq!(sent(day).await, ["ada@example.cn", "cao@example.cn"], "the mail of the day would come too late");
        assert!(store.take_digests(opens, opens).await.expect("read").is_empty());
    });
}

#[test]
fn many_are_told_and_reminded_in_as_many_statements_as_two() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let mut people = vec![];
        for n in 0..150 {
            people.push(person(&store, &format!("p{n:03}"), &[Role::Learner]).await);
        }
        let mut statements = vec![];
        for (many, days) in [(2, 3), (150, 6)] {
            let opens = NOW + minutes(days * 1_440);
            let id = session(&store, &ivy, opens).await;
            let list = people.iter().take(many).map(|person| listed(person, Accommodation::default())).collect();
            let before = store.statements();
            assert!(store.list_candidates(&ivy, id, list, at(NOW)).await.expect("stored").is_empty());
            assert_eq!(store.remind(Reminder::Day, at(opens - minutes(1_440))).await.expect("reminded"), many);
            statements.push(store.statements() - before);
        }
        assert!(statements.first() == statements.last(), "{statements:?}");
    });
}

#[test]
fn an_order_of_the_board_holds_over_all_its_pages() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let mut people = vec![];
        for n in 0..101 {
            people.push(person(&store, &format!("p{n:03}"), &[Role::Learner]).await.id);
        }
        let mut attempts = vec![];
        for account in &people {
            attempts.push(running(&store, *account).await);
        }
        let heard = |n: i64| Presence { seen_at: NOW + zhixing_domain::time::Span::from_seconds(n), ..Presence::default() };
        // the last by login was not heard of for longest; the one before it has handed in and is silent for good reason
        let notes = attempts.iter().enumerate().map(|(n, id)| (*id, heard(1_000 - i64::try_from(n).expect("small")))).collect();
        store.note_presence(notes).await.expect("stored");
        store.submit_attempt(attempts[99], None, at(NOW)).await.expect("stored");
        store.save(save(attempts[0], people[0], "a", 1, 1, NOW)).await.expect("saved");
        let first = async |order, page| {
            let lines = store.board(&ivy, &BoardScope::of(exam()), order, page).await.expect("read");
            lines.first().map(|line| line.login.clone()).unwrap_or_default()
        };
        assert_eq!((first(BoardOrder::Room, 0).await.as_str(), first(BoardOrder::Room, 1).await.as_str()), ("p000", "p100"));
        assert_eq!((first(BoardOrder::Silent, 0).await.as_str(), first(BoardOrder::Silent, 1).await.as_str()), ("p100", "p099"));
        assert_eq!((first(BoardOrder::Answered, 0).await.as_str(), first(BoardOrder::Answered, 1).await.as_str()), ("p001", "p000"));
    });
}
