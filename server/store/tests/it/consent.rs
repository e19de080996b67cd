//! What people agreed to, and what their home asks.

use crate::support::*;
use zhixing_domain::{
    account::{AccountRefusal, Role, Roles},
    event::Event,
    message::InboxMessage,
    time::Span,
};
use zhixing_store::{NewAccount, Notes};

#[test]
fn whoever_registers_agreed_and_a_version_is_agreed_to_once() {
    on_each(async |store| {
        let new = NewAccount {
            login: "ada".into(),
            display_name: "A".into(),
            legal_name: String::new(),
            roles: Roles::of(&[Role::Learner]),
            password_hash: "h".into(),
        };
        let id = store.register(new.clone(), "one".into(), at(NOW)).await.expect("stored").expect("opened");
        assert_eq!(store.register(new, "one".into(), at(NOW)).await.expect("stored"), Err(AccountRefusal::LoginTaken));
        let later = NOW + Span::from_minutes(1);
        store.agree(id, "one".into(), at(later)).await.expect("stored");
        let kept = store.consent_of(id).await.expect("read").expect("agreed");
        assert_eq!((kept.version.as_str(), kept.agreed_at), ("one", NOW));
        store.agree(id, "two".into(), at(later)).await.expect("stored");
        assert_eq!(store.consent_of(id).await.expect("read").expect("agreed").version, "two");
        // the texts may become again what they were
        store.agree(id, "one".into(), at(later + Span::from_minutes(1))).await.expect("stored");
        assert_eq!(store.consent_of(id).await.expect("read").expect("agreed").version, "one");
        let told = store.events_of(&zhixing_domain::account::Administrator::operator(), &id.to_string()).await.expect("read");
        let versions: Vec<_> = told
            .iter()
            .filter_map(|line| match line.what.event() {
                Some(Event::TermsAgreed { version }) => Some(version.clone()),
                _ => None,
            })
            .collect();
        assert_eq!(versions, ["one", "two", "one"]);
        let bob = person(&store, "bob", &[Role::Learner]).await;
        assert_eq!(store.consent_of(bob.id).await.expect("read"), None);
    });
}

#[test]
fn a_home_counts_open_mistakes_and_reads_the_newest_unread_messages() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await;
        let answers = |right| Notes { account: ada.id, course: "little".into(), answers: vec![("a".into(), right), ("b".into(), false)] };
        store.note_answers(answers(false), None, NOW).await.expect("noted");
        assert_eq!(store.open_mistakes(ada.id).await.expect("read"), 2);
        store.note_answers(answers(true), None, NOW).await.expect("noted");
        assert_eq!(store.open_mistakes(ada.id).await.expect("read"), 1);
        store.tell(ada.id, InboxMessage::FactorSet, at(NOW)).await.expect("told");
        store.tell(ada.id, InboxMessage::FactorRemoved, at(NOW + Span::from_minutes(1))).await.expect("told");
        let newest = store.unread_of(ada.id, 1).await.expect("read");
        assert_eq!(newest.iter().map(|m| m.message.clone()).collect::<Vec<_>>(), [Some(InboxMessage::FactorRemoved)]);
        store.read_message(ada.id, newest[0].id, NOW).await.expect("read");
        assert_eq!(store.unread_of(ada.id, 9).await.expect("read").len(), 1);
    });
}
