//! The log as administrators read it: by person, kind, object and day, in pages; and the walk along its chain.

use crate::support::*;
use zhixing_domain::{
    account::Role,
    id::EventId,
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, AuditFault, ChainWalk, LogScope, NEWEST, Stamp, Store};

async fn actions(store: &Store, scope: LogScope) -> Vec<String> {
    let (lines, more) = store.log(&administrator(), &scope).await.expect("read");
    assert!(!more, "{scope:?}");
    lines.iter().map(|l| l.happened.what.action().to_string()).collect()
}

fn sorted(actions: &[String]) -> Vec<&str> {
    let mut actions: Vec<&str> = actions.iter().map(String::as_str).collect();
    actions.sort_unstable();
    actions
}

#[test]
fn the_log_is_read_by_person_kind_object_and_day() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await, person(&store, "bob", &[Role::Learner]).await);
        let tomorrow = NOW + Span::from_minutes(24 * 60);
        let id = running(&store, ada.id).await;
        let by = |who, now| Stamp { actor: Actor::Person(who), ..at(now) };
        store.submit_attempt(id, None, by(ada.id, tomorrow)).await.expect("stored");
        store.set_password(&administrator(), bob.id, "h".into(), by(ada.id, tomorrow)).await.expect("stored");
        let all = actions(&store, LogScope::default()).await;
        // what happened in one moment has no order; handed in a day later is ended by time
        assert_eq!(sorted(&all[..2]), ["account.password_changed", "attempt.expired"]);
        assert_eq!(sorted(&all[2..]), ["account.opened", "account.opened", "attempt.started"]);
        // what she did, what happened to her account, and to her attempts
        let hers = LogScope { person: Some(ada.id), ..LogScope::default() };
        assert_eq!(
            sorted(&actions(&store, hers.clone()).await),
            ["account.opened", "account.password_changed", "attempt.expired", "attempt.started"]
        );
        for (kind, found) in [("attempt", 2), ("attempt.started", 1), ("account", 3), ("att", 0), ("%", 0), ("", 5)] {
            assert_eq!(actions(&store, LogScope { kind: kind.into(), ..LogScope::default() }).await.len(), found, "{kind}");
        }
        let object = LogScope { object: format!(" {id} "), ..LogScope::default() };
        assert_eq!(actions(&store, object).await.len(), 2);
        let day = |from: Timestamp| LogScope { from: Some(from), until: Some(from + Span::from_minutes(60)), ..LogScope::default() };
        assert_eq!((actions(&store, day(NOW)).await.len(), actions(&store, day(tomorrow)).await.len()), (3, 2));
        assert_eq!(actions(&store, LogScope { kind: "account".into(), ..day(tomorrow) }).await, ["account.password_changed"]);
        // what people call the subject
        let (lines, _) = store.log(&administrator(), &hers).await.expect("read");
        let mut called: Vec<_> = lines.iter().map(|l| (l.called.as_deref().unwrap_or_default(), l.happened.who.as_str())).collect();
        called.sort_unstable();
        assert_eq!(called, [("ADA (ada)", "ADA"), ("ADA (ada)", "system"), ("ADA (ada)", "system"), ("BOB (bob)", "ADA")]);
    });
}

#[test]
fn pages_follow_each_other_without_a_gap() {
    on_each_url(async |store, url| {
        let numbers = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)";
        let id = "'evt_' || SUBSTR('00000000000000000000000000000000' || CAST(i AS TEXT), LENGTH(CAST(i AS TEXT)) + 1)";
        let sql = format!(
            "{numbers} INSERT INTO event (id, at, actor, action, subject, detail) SELECT {id}, i, 'system', 'content.published', 'x', '' FROM n"
        );
        tamper(&url, &sql).await;
        let (mut seen, mut before, mut pages): (Vec<EventId>, _, _) = (vec![], None, 0);
        loop {
            let (lines, more) = store.log(&administrator(), &LogScope { before, ..LogScope::default() }).await.expect("read");
            assert!(lines.len() as i64 <= NEWEST);
            before = lines.last().map(|l| l.id);
            seen.extend(lines.iter().map(|l| l.id));
            pages += 1;
            if !more {
                break;
            }
        }
        assert_eq!((seen.len(), pages), (450, 3));
        assert!(seen.windows(2).all(|pair| pair[0] > pair[1]), "newest first, each once");
        let (lines, more) = store.whole_log(&administrator(), &LogScope::default()).await.expect("read");
        assert_eq!((lines.len(), more), (450, false));
    });
}

#[test]
fn a_walk_along_the_chain_finds_what_was_changed_by_hand() {
    on_each_url(async |store, url| {
        for login in ["ada", "bob", "cid"] {
            person(&store, login, &[Role::Learner]).await;
        }
        assert_eq!(store.unlinked_events().await.expect("read"), 3);
        store.link_events().await.expect("linked");
        let mut walk = ChainWalk::default();
        assert_eq!(store.walk_links(&mut walk).await.expect("read").len(), 3);
        assert_eq!((walk.seq, Some((3, walk.head.clone()))), (3, store.audit_head().await.expect("read")));
        assert!(walk.faults.is_empty() && store.walk_links(&mut walk).await.expect("read").is_empty());
        // it goes on from where it was
        person(&store, "dan", &[Role::Learner]).await;
        store.link_events().await.expect("linked");
        assert_eq!((store.walk_links(&mut walk).await.expect("read").len(), walk.seq), (1, 4));
        tamper(&url, "UPDATE event SET detail = '{\"roles\":\"admin\"}' WHERE id = (SELECT event_id FROM event_link WHERE seq = 2)").await;
        let mut anew = ChainWalk::default();
        store.walk_links(&mut anew).await.expect("read");
        assert_eq!(anew.faults.iter().map(|(place, _, fault)| (*place, *fault)).collect::<Vec<_>>(), [(2, AuditFault::Changed)]);
    });
}

#[test]
fn a_person_reads_no_event_of_a_later_build() {
    on_each_url(async |store, url| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        for (n, action) in ["account.watched", "mark.given", "attempt.irregularity", "account.named"].into_iter().enumerate() {
            let id = format!("evt_{:032}", n + 1);
            let values = format!("'{id}', {n}, 'system', '{action}', '{}', ''", ada.id);
            tamper(&url, &format!("INSERT INTO event (id, at, actor, action, subject, detail) VALUES ({values})")).await;
        }
        let theirs: Vec<String> = store.events_about(ada.id).await.expect("read").into_iter().map(|event| event.action).collect();
        assert_eq!(theirs, ["account.named", "account.opened"]);
    });
}
