//! Sessions, accommodations, measures, boards: what staff do and see.

use crate::support::*;
use zhixing_domain::{
    account::{Account, Invigilator, Role, Roles},
    assessment::Accommodation,
    attempt::{GRACE, Measure, MeasureRefusal, Operation, OperationOutcome, Outage, Phase, Quarantine, Word},
    event::{Event, IrregularityReport},
    id::{AttemptId, ExamSessionId, OperationId},
    question::{Answer, ItemKey},
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, BoardOrder, BoardScope, Fault, Listed, NEWEST, NewAccount, News, Presence, ReopenRefusal, Stamp, Start, Store};

pub fn minutes(n: i64) -> Span {
    Span::from_minutes(n)
}

pub async fn staff(store: &Store) -> Invigilator {
    Invigilator::of(&person(store, "ivy", &[Role::Invigilator]).await).expect("an invigilator")
}

pub fn listed(person: &Account, accommodation: Accommodation) -> Listed {
    Listed { login: person.login.clone(), room: Some("3-101".into()), accommodation: Some(accommodation), legal_name: None }
}

pub async fn session(store: &Store, ivy: &Invigilator, opens: Timestamp) -> ExamSessionId {
    store.open_session(ivy, exam(), terms("morning", opens, opens + minutes(90)), at(NOW)).await.expect("stored")
}

#[test]
fn time_granted_in_the_grace_reaches_an_attempt_and_after_the_sweep_only_a_segment_does() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        let end = NOW + minutes(60);
        let extend = Measure::Extend { by: minutes(10), window: false };
        let granted = store.measure(&ivy, vec![id], extend, "fire alarm".into(), at(end + Span::from_seconds(5))).await.expect("stored");
        assert!(matches!(granted[..], [(_, Some(Ok(_)))]));
        assert_eq!(
            store.save(save(id, ada.id, "a", 1, 1, end + minutes(9))).await.expect("saved").outcome,
            Some(OperationOutcome::Applied { rev: 1 })
        );
        let late = end + minutes(10) + GRACE;
        store.expire_attempt(id, None, at(late)).await.expect("stored");
        assert!(matches!(store.measure(&ivy, vec![id], extend, "too late".into(), at(late)).await.expect("read")[..], [(_, Some(Err(_)))]));
        // what came after the end is kept, and a segment may count it
        let after = store.save(save(id, ada.id, "b", 2, 2, late)).await.expect("answered");
        assert!(matches!(after.outcome, Some(OperationOutcome::Kept(_))));
        let new = store
            .reopen(&ivy, id, minutes(5), true, "power cut".into(), at(late + Span::from_seconds(1)))
            .await
            .expect("stored")
            .expect("reopened");
        let answers = store.answers(new).await.expect("read");
        assert_eq!(answers.iter().map(|a| (a.item.0.as_str(), a.rev)).collect::<Vec<_>>(), [("a", 1), ("b", 1)]);
        assert_eq!(store.attempt_summary(id).await.expect("read").expect("there").continued_by, Some(new));
        let again = store.reopen(&ivy, id, minutes(5), true, "again".into(), at(late)).await.expect("read");
        assert_eq!(again.unwrap_err(), ReopenRefusal::GoesOn);
        let told = store.events_of(&administrator(), &id.to_string()).await.expect("read");
        let said: Vec<&str> = told.iter().map(|e| e.what.action()).collect();
        assert_eq!(said, ["attempt.started", "attempt.extended", "attempt.expired", "attempt.reopened"]);
    });
}

#[test]
fn one_measure_reaches_a_whole_room_and_nobody_else() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let mut ids = vec![];
        for n in 0..30 {
            ids.push(running(&store, person(&store, &format!("p{n}"), &[Role::Learner]).await.id).await);
        }
        let (room, others) = ids.split_at(20);
        let paused = store.measure(&ivy, room.to_vec(), Measure::Pause, "alarm".into(), at(NOW)).await.expect("stored");
        assert!(paused.iter().all(|(_, m)| matches!(m, Some(Ok(_)))));
        let scope = BoardScope::of(exam());
        let counts = store.board_counts(&ivy, &scope, NOW).await.expect("read");
        assert_eq!((counts.total, counts.phases.len()), (30, 2));
        assert!(counts.phases.contains(&(Phase::Paused, 20)) && counts.phases.contains(&(Phase::InProgress, 10)));
        let other_plan = store.attempts_of_plan(&ivy, &mock(), room).await.expect("read");
        assert!(other_plan.is_empty() && store.attempts_of_plan(&ivy, &exam(), room).await.expect("read").len() == 20);
        // a word reaches those who still sit
        store.measure(&ivy, vec![room[1]], Measure::Terminate, "ill".into(), at(NOW)).await.expect("stored");
        let told = store.notify(&ivy, room.to_vec(), "please stay seated".into(), at(NOW)).await.expect("stored");
        assert_eq!(told.iter().filter(|(_, t)| matches!(t, Some(Ok(_)))).count(), 19);
        assert!(matches!(told[1], (_, Some(Err(MeasureRefusal::Over)))) && store.news_of(room[1]).await.expect("read").notice.is_none());
        assert_eq!(store.news_of(room[0]).await.expect("read").notice.expect("said").1, Word::Wrote("please stay seated".into()));
        assert_eq!(store.news_of(others[0]).await.expect("read"), News::default());
    });
}

#[test]
fn an_act_of_staff_is_news_until_the_page_has_shown_it() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let (a, b) = (running(&store, ada.id).await, running(&store, bob.id).await);
        store.measure(&ivy, vec![a, b], Measure::Pause, "fire alarm".into(), at(NOW)).await.expect("stored");
        // what changes nothing is no news
        store.measure(&ivy, vec![a], Measure::Pause, "again".into(), at(NOW + minutes(1))).await.expect("stored");
        let news = store.news_of(a).await.expect("read");
        assert_eq!(news, News { at: Some(NOW), pause_reason: Some("fire alarm".into()), notice: None });
        assert_eq!(store.news_since(NOW - Span::from_seconds(1)).await.expect("read").len(), 2);
        assert!(store.news_since(NOW).await.expect("read").is_empty());
        let shown = |at: i64| Presence {
            seen_at: NOW + Span::from_seconds(at),
            news: Some((NOW, NOW + Span::from_seconds(at))),
            ..Presence::default()
        };
        // two nodes heard of it: the first word counts
        store.note_presence(vec![(a, shown(2))]).await.expect("stored");
        store.note_presence(vec![(a, shown(9))]).await.expect("stored");
        let scope = BoardScope::of(exam());
        let line = async |id| store.board_line(&ivy, id).await.expect("read").expect("there");
        let counts = store.board_counts(&ivy, &scope, NOW).await.expect("read");
        assert_eq!((counts.told, counts.shown), (2, 1));
        assert_eq!((line(a).await.shown_at(), line(b).await.shown_at()), (Some(NOW + Span::from_seconds(2)), None));
        // the next act in the same millisecond is another one, and keeps the reason of the pause
        store.notify(&ivy, vec![a], "in five minutes".into(), at(NOW)).await.expect("stored");
        let news = store.news_of(a).await.expect("read");
        assert!(news.at > Some(NOW) && news.notice.is_some() && news.pause_reason.as_deref() == Some("fire alarm"), "{news:?}");
        assert_eq!(line(a).await.shown_at(), None);
        let counts = store.board_counts(&ivy, &scope, NOW).await.expect("read");
        assert_eq!((counts.told, counts.shown), (2, 0));
    });
}

#[test]
fn the_board_says_who_was_heard_of_and_who_is_silent() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "b_b", &[Role::Learner]).await);
        let (a, b) = (running(&store, ada.id).await, running(&store, bob.id).await);
        store.save(save(a, ada.id, "a", 1, 1, NOW)).await.expect("saved");
        let heard = |seen: i64, saves| Presence {
            seen_at: NOW + Span::from_seconds(seen),
            saves,
            outage: Span::from_seconds(seen),
            ..Presence::default()
        };
        store.note_presence(vec![(a, heard(100, 2))]).await.expect("stored");
        // an older note of another node never takes anything back
        store.note_presence(vec![(a, heard(50, 1))]).await.expect("stored");
        let scope = BoardScope::of(exam());
        let lines = store.board(&ivy, &scope, BoardOrder::Room, 0).await.expect("read");
        let line = lines.iter().find(|l| l.attempt.id == a).expect("there");
        let presence = line.presence.as_ref().expect("heard of");
        assert_eq!(
            (presence.seen_at, presence.saves, presence.outage, line.answered),
            (NOW + Span::from_seconds(100), 3, Span::from_seconds(100), 1)
        );
        let silent = BoardScope { silent_since: Some(NOW + Span::from_seconds(75)), ..scope.clone() };
        assert_eq!(store.attempts_in(&ivy, &silent).await.expect("read"), [b]);
        // signs that search knows are plain letters
        let found = BoardScope { search: "b_b".into(), ..scope.clone() };
        assert_eq!(store.attempts_in(&ivy, &found).await.expect("read"), [b]);
        assert!(store.attempts_in(&ivy, &BoardScope { search: "%".into(), ..scope }).await.expect("read").is_empty());
    });
}

#[test]
fn the_board_finds_a_name_whichever_case_width_and_dot_it_is_looked_for_with() {
    on_each(async |store| {
        let ivy = staff(&store).await;
        let scope = BoardScope::of(exam());
        let mut everybody = vec![];
        for (n, (name, others)) in [
            ("Müller", ["müller", "MÜLLER", "Ｍüller", "mu\u{308}ll"]),
            ("ÉMILE ÖZ", ["émile", "Émile", "e öz", "émile ö"]),
            ("Özgür", ["özgür", "ÖZGÜR", "zgür", "Özgür"]),
            ("Иванов", ["иванов", "ИВАНОВ", "Иванов", "ванов"]),
            ("买买提·艾力", ["买买提•艾力", "买买提.艾力", "买买提・艾力", "艾力"]),
        ]
        .into_iter()
        .enumerate()
        {
            let login = format!("candidate-{n}");
            let new = NewAccount {
                login,
                display_name: name.into(),
                legal_name: String::new(),
                roles: Roles::of(&[Role::Learner]),
                password_hash: "hash".into(),
            };
            let account = store.open_account(&administrator(), new, at(NOW)).await.expect("stored").expect("opened");
            everybody.push((running(&store, account).await, name, others));
        }
        for (attempt, name, others) in everybody {
            for search in others {
                let found = store.attempts_in(&ivy, &BoardScope { search: search.into(), ..scope.clone() }).await.expect("read");
                assert_eq!(found, [attempt], "{name} by {search}");
                assert_eq!(store.accounts_like(search, 0).await.expect("read").total, 1, "{name} by {search} among accounts");
            }
        }
    });
}

#[test]
fn what_came_late_never_takes_the_place_of_something_newer() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        let by = |n: u8, item: &str, option: u8, seq: i64, now: Timestamp| {
            let operation = Operation {
                op_id: OperationId::new(now, id_bytes()),
                item: ItemKey(item.into()),
                value: Answer::Single { option: Some(option) },
                writer: writer(n),
                seq,
            };
            request_of(id, ada.id, operation, now)
        };
        // the second page has taken the pen and saved; then a pause, and the end
        store.save(by(1, "a", 0, 1, NOW)).await.expect("saved");
        assert!(store.take_pen(id, writer(2), at(NOW)).await.expect("stored"));
        store.save(by(2, "a", 1, 9, NOW)).await.expect("saved");
        store.measure(&ivy, vec![id], Measure::Pause, "alarm".into(), at(NOW)).await.expect("stored");
        let paused = NOW + GRACE + Span::from_seconds(1);
        let in_pause = store.save(by(2, "b", 2, 10, paused)).await.expect("kept");
        assert_eq!(in_pause.outcome, Some(OperationOutcome::Kept(Quarantine::Paused)));
        store.measure(&ivy, vec![id], Measure::Terminate, "fire".into(), at(paused)).await.expect("stored");
        let after = paused + minutes(1);
        store.save(by(1, "a", 3, 50, after)).await.expect("kept: a page that had lost the pen");
        store.save(by(2, "a", 3, 5, after)).await.expect("kept: a request that was long on its way");
        let new = store.reopen(&ivy, id, minutes(5), true, "fire".into(), at(after)).await.expect("stored").expect("reopened");
        let answers: Vec<_> = store.answers(new).await.expect("read").into_iter().map(|a| (a.item.0, a.value)).collect();
        let single = |option| Answer::Single { option: Some(option) };
        assert_eq!(answers, [("a".into(), single(1)), ("b".into(), single(2))]);
    });
}

#[test]
fn when_a_segment_is_voided_the_attempt_it_went_on_from_counts_again() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        let new = store.reopen(&ivy, id, minutes(5), false, "power cut".into(), at(NOW)).await.expect("stored").expect("reopened");
        store.measure(&ivy, vec![new], Measure::Void, "a mistake".into(), at(NOW)).await.expect("stored");
        assert_eq!(store.attempt_summary(id).await.expect("read").expect("there").continued_by, None);
        store.reopen(&ivy, id, minutes(5), false, "once more".into(), at(NOW)).await.expect("stored").expect("reopened");
    });
}

#[test]
fn nobody_acts_in_their_own_attempt() {
    on_each(async |store| {
        let both = person(&store, "ivy", &[Role::Learner, Role::Invigilator]).await;
        let (ivy, id) = (Invigilator::of(&both).expect("an invigilator"), running(&store, both.id).await);
        store.save(save(id, both.id, "a", 1, 1, NOW)).await.expect("saved");
        let extend = Measure::Extend { by: minutes(10), window: false };
        assert!(matches!(store.measure(&ivy, vec![id], extend, "mine".into(), at(NOW)).await.expect("read")[..], [(_, None)]));
        let by = || Stamp { actor: Actor::Person(both.id), ..at(NOW) };
        assert!(matches!(store.notify(&ivy, vec![id], "mine".into(), by()).await.expect("read")[..], [(_, None)]));
        assert!(matches!(store.free_pen(&ivy, id, "mine".into(), by()).await, Err(Fault::Own)));
        let report = IrregularityReport::Staff { text: "mine".into() };
        assert!(matches!(store.report_irregularity(&ivy, id, report, by()).await, Err(Fault::Own)));
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        assert!(matches!(store.reopen(&ivy, id, minutes(5), true, "mine".into(), by()).await, Err(Fault::Own)));
    });
}

#[test]
fn a_segment_has_some_time_and_at_most_a_day() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        store.submit_attempt(id, None, at(NOW)).await.expect("stored");
        for time in [Span::ZERO, minutes(1_441)] {
            let refused = store.reopen(&ivy, id, time, false, "x".into(), at(NOW)).await.expect("read");
            assert_eq!(refused.unwrap_err(), ReopenRefusal::Amount);
        }
    });
}

#[test]
fn what_was_agreed_and_what_was_granted_are_told_apart() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = session(&store, &ivy, NOW).await;
        let agreed = |n| Accommodation::new(1000, minutes(n)).expect("fits");
        store.list_candidates(&ivy, id, vec![listed(&ada, agreed(15))], at(NOW)).await.expect("stored");
        let start = Start { session: Some(id), accommodation: agreed(15), ..start_of(ada.id, 1) };
        store.prepare_attempts(vec![(start.clone(), [7; 32])], at(NOW)).await.expect("stored");
        let extend = Measure::Extend { by: minutes(5), window: false };
        store.measure(&ivy, vec![start.id], extend, "a late bus".into(), at(NOW)).await.expect("stored");
        // a changed list leaves the grant alone
        store.list_candidates(&ivy, id, vec![listed(&ada, agreed(20))], at(NOW)).await.expect("stored");
        let opened = store.open_ready(start.id, ada.id, at(NOW)).await.expect("read").expect("there").expect("started");
        assert_eq!(opened.timing().deadline(NOW).expect("started").0, NOW + minutes(60 + 20 + 5));
        // and what is taken back from a room leaves what was agreed
        let revoke = |n| store.measure(&ivy, vec![start.id], Measure::Revoke { by: minutes(n) }, "a mistake".into(), at(NOW));
        assert!(matches!(revoke(6).await.expect("read")[..], [(_, Some(Err(MeasureRefusal::TooMuch)))]));
        assert!(matches!(revoke(5).await.expect("stored")[..], [(_, Some(Ok(_)))]));
    });
}

#[test]
fn the_board_counts_what_the_server_noticed_by_itself() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        store.note_irregularity(id, Event::SebMissing { wrong_key: false }, at(NOW)).await.expect("stored");
        store.note_irregularity(id, Event::OutsideRoom { address: "10.0.0.1".into() }, at(NOW)).await.expect("stored");
        for device in ["one", "two"] {
            store.note_device(id, device.into(), at(NOW)).await.expect("stored");
        }
        store.report_irregularity(&ivy, id, IrregularityReport::Staff { text: "a phone".into() }, at(NOW)).await.expect("stored");
        let scope = BoardScope::of(exam());
        assert_eq!(store.board(&ivy, &scope, BoardOrder::Room, 0).await.expect("read")[0].irregularities, 4);
    });
}

#[test]
fn long_histories_are_read_in_part() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        for n in 0..NEWEST + 20 {
            store
                .report_irregularity(&ivy, id, IrregularityReport::Staff { text: n.to_string() }, at(NOW + Span::from_seconds(n + 1)))
                .await
                .expect("stored");
        }
        let events = store.events_of(&administrator(), &id.to_string()).await.expect("read");
        let staff = |n: i64| Some(Event::Irregularity { report: IrregularityReport::Staff { text: n.to_string() } });
        let ends = (events[0].what.event().cloned(), events[events.len() - 1].what.event().cloned());
        assert_eq!((events.len() as i64, ends), (NEWEST, (staff(20), staff(219))));
        store.measure(&ivy, vec![id], Measure::Terminate, "x".into(), at(NOW)).await.expect("stored");
        let late: Vec<_> = (0..NEWEST + 20).map(|n| save(id, ada.id, "a", 1, n, NOW + Span::from_seconds(n))).collect();
        store.save_many(late).await.expect("kept");
        let aside = store.quarantined(id).await.expect("read");
        assert_eq!((aside.len() as i64, aside[0].3), (NEWEST, NOW + Span::from_seconds(NEWEST + 19)), "the newest first");
        assert_eq!(store.board_line(&ivy, id).await.expect("read").expect("there").set_aside, NEWEST + 20);
    });
}

#[test]
fn an_outage_is_given_back_once_as_far_as_the_plan_leaves() {
    on_each(async |store| {
        let (ivy, ada, bob) =
            (staff(&store).await, person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let (long, none) = (running(&store, ada.id).await, running(&store, bob.id).await);
        let told = |ms| Presence { seen_at: NOW, outage: Span::from_ms(ms), ..Presence::default() };
        let give = async |ids: Vec<AttemptId>, most: i64| {
            let measure = Measure::GiveBack { most: minutes(most), outage: Outage::default() };
            let measured = store.measure(&ivy, ids, measure, "switch".into(), at(NOW)).await.expect("stored");
            measured.into_iter().map(|(_, m)| m.expect("there").map(|a| a.terms.granted.ms())).collect::<Vec<_>>()
        };
        store.note_presence(vec![(long, told(95_400))]).await.expect("stored");
        // all at once: whoever lost nothing gets nothing
        assert_eq!(give(vec![long, none], 2).await, [Ok(95_000), Err(MeasureRefusal::NothingLost)]);
        assert_eq!(give(vec![long], 2).await, [Err(MeasureRefusal::NothingLost)], "once");
        store.note_presence(vec![(long, told(400_000))]).await.expect("stored");
        assert_eq!(give(vec![long], 2).await, [Ok(120_000)], "what the plan leaves");
        assert_eq!(give(vec![long], 2).await, [Err(MeasureRefusal::PolicySpent)]);
        assert_eq!(give(vec![long], 0).await, [Err(MeasureRefusal::NoPolicy)]);
        let line = store.board_line(&ivy, long).await.expect("read").expect("there");
        assert_eq!((line.outage.measured.ms(), line.outage.given.ms()), (400_000, 120_000));
        assert_eq!(line.attempt.timing().deadline(NOW).map(|d| d.0), Some(NOW + minutes(62)));
        let told = store.events_of(&administrator(), &long.to_string()).await.expect("read");
        let mut given: Vec<i64> = told
            .iter()
            .filter_map(|e| match e.what.event()? {
                Event::OutageGivenBack { ms, reason } if reason == "switch" => Some(*ms),
                _ => None,
            })
            .collect();
        given.sort_unstable();
        assert_eq!(given, [25_000, 95_000]);
    });
}

#[test]
fn an_attempt_that_is_named_twice_is_measured_and_told_once() {
    on_each(async |store| {
        let (ivy, ada) = (staff(&store).await, person(&store, "ada", &[Role::Learner]).await);
        let id = running(&store, ada.id).await;
        let extend = Measure::Extend { by: minutes(10), window: false };
        let measured = store.measure(&ivy, vec![id, id], extend, "x".into(), at(NOW)).await.expect("stored");
        let granted: Vec<_> = measured.into_iter().map(|(_, m)| m.expect("there").expect("granted").terms.granted).collect();
        assert_eq!(granted, [minutes(10)]);
        assert_eq!(store.notify(&ivy, vec![id, id], "hello".into(), at(NOW)).await.expect("told").len(), 1);
    });
}
