//! The audit log: linked, and nothing in it is changed, removed or put in between unseen.

use crate::support::*;
use zhixing_domain::account::Role;
use zhixing_store::{AuditFault, Store};

async fn events(store: &Store) {
    for login in ["ada", "bob", "cho", "dan"] {
        person(store, login, &[Role::Learner]).await;
    }
}

async fn linked(store: &Store) {
    while store.link_events().await.expect("linked") > 0 {}
}

async fn faults(store: &Store) -> Vec<(i64, AuditFault)> {
    let report = store.verify_audit(&[]).await.expect("read");
    report.faults.into_iter().map(|(place, _, fault)| (place, fault)).collect()
}

#[test]
fn what_was_written_is_found_sound_and_grows_from_a_noted_hash() {
    on_each(async |store| {
        events(&store).await;
        assert_eq!(store.verify_audit(&[]).await.expect("read").pending, 4);
        linked(&store).await;
        let first = store.verify_audit(&[]).await.expect("read");
        assert_eq!((first.linked, first.pending, first.faults.len()), (4, 0, 0));
        person(&store, "eva", &[Role::Learner]).await;
        linked(&store).await;
        let later = store.verify_audit(std::slice::from_ref(&first.head)).await.expect("read");
        assert_eq!((later.linked, later.lost_heads.len()), (5, 0));
        assert_ne!(later.head, first.head);
        assert_eq!(store.verify_audit(&["0".into(), first.head]).await.expect("read").lost_heads, ["0"]);
        assert_eq!(store.audit_head().await.expect("read"), Some((5, later.head)));
    });
}

#[test]
fn two_nodes_that_link_at_the_same_moment_make_one_chain() {
    on_each(async |store| {
        events(&store).await;
        // the one that comes second finds nothing left, or is told to come again
        let (a, b) = tokio::join!(store.link_events(), store.link_events());
        assert!(a.is_ok() || b.is_ok());
        linked(&store).await;
        let report = store.verify_audit(&[]).await.expect("read");
        assert_eq!((report.linked, report.faults.len()), (4, 0));
    });
}

#[test]
fn a_changed_a_missing_and_a_smuggled_event_are_found() {
    for (sql, expected) in [
        ("UPDATE event SET detail = 'x' WHERE id = (SELECT event_id FROM event_link WHERE seq = 2)", (2, AuditFault::Changed)),
        ("UPDATE event SET at = at + 1 WHERE id = (SELECT event_id FROM event_link WHERE seq = 4)", (4, AuditFault::Changed)),
        ("DELETE FROM event WHERE id = (SELECT event_id FROM event_link WHERE seq = 3)", (3, AuditFault::Missing)),
        ("DELETE FROM event_link WHERE seq = 1", (2, AuditFault::Gap)),
        ("INSERT INTO event (id, at, actor, action, subject, detail) VALUES ('evt_0', 0, 'x', 'y', 'z', '')", (0, AuditFault::Unlinked)),
    ] {
        on_each_url(async |store, url| {
            events(&store).await;
            linked(&store).await;
            assert_eq!(faults(&store).await, []);
            tamper(&url, sql).await;
            assert!(faults(&store).await.contains(&expected), "{sql}: {:?}", faults(&store).await);
        });
    }
}
