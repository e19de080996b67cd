//! Identities: whose they are, what they prove, and what becomes of them when two accounts become one.

use crate::support::*;
use zhixing_domain::{
    account::{AccountRefusal, Role, Roles},
    id::AccountId,
    identity::ProviderIdentity,
    message::InboxMessage,
    time::Span,
};
use zhixing_store::{Actor, Fault, IdentityRefusal, NewAccount, NewPasskey, SignInProof, Stamp, Store, UsedChallenge};

fn who(issuer: &str, subject: &str) -> ProviderIdentity {
    ProviderIdentity { issuer: issuer.into(), subject: subject.into(), called: String::new() }
}

async fn binds(store: &Store, account: AccountId, identity: ProviderIdentity) -> bool {
    store.bind_identity(SignInProof::of(account, "hash", None), identity, at(NOW)).await.expect("stored").is_ok()
}

async fn begins(store: &Store, id: &str, proof: SignInProof) -> bool {
    store.begin_session(id.into(), proof, NOW, NOW + Span::from_minutes(5)).await.expect("answered")
}

fn new(login: &str) -> NewAccount {
    let roles = Roles::of(&[Role::Learner]);
    NewAccount { login: login.into(), display_name: "李".into(), legal_name: String::new(), roles, password_hash: String::new() }
}

#[test]
fn an_identity_is_one_account_s_and_an_account_has_one_of_each_provider() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Learner]).await.id);
        let wrong = store.bind_identity(SignInProof::of(ada, "other", None), who("a", "1"), at(NOW)).await.expect("answered");
        assert_eq!(wrong, Err(IdentityRefusal::Gone));
        assert!(binds(&store, ada, who("a", "1")).await);
        assert!(!binds(&store, bob, who("a", "1")).await, "it is somebody's already");
        assert!(!binds(&store, ada, who("a", "2")).await, "there is one of this provider");
        assert!(binds(&store, ada, who("b", "1")).await && binds(&store, bob, who("a", "2")).await);
        let issuers: Vec<_> = store.identities(ada).await.expect("read").into_iter().map(|i| i.issuer).collect();
        assert_eq!(issuers.len(), 2);
        assert!(store.identity(&who("b", "2")).await.expect("read").is_none());
        let told = store.messages_of(bob, 0).await.expect("read").messages;
        assert_eq!(told.iter().map(|m| m.message.clone()).collect::<Vec<_>>(), [Some(InboxMessage::IdentityBound)]);
    });
}

#[test]
fn what_it_proves_ends_with_it_and_with_the_password_of_then() {
    on_each(async |store| {
        let ada = person(&store, "ada", &[Role::Learner]).await.id;
        assert!(binds(&store, ada, who("a", "1")).await);
        let (owner, proof) = store.identity(&who("a", "1")).await.expect("read").expect("there");
        assert_eq!((owner.id, proof.account), (ada, ada));
        assert!(begins(&store, "s", proof.clone()).await);
        let id = proof.identity.expect("an identity");
        store.use_identity(id, NOW).await.expect("stored");
        assert_eq!(store.identities(ada).await.expect("read")[0].used_at, Some(NOW));
        let removed = store.remove_identity(SignInProof::of(ada, "hash", None), id, at(NOW)).await.expect("stored");
        assert_eq!(removed, Ok(()));
        assert!(store.session("s".into()).await.expect("read").is_none(), "what it opened is closed");
        assert!(!begins(&store, "t", proof.clone()).await, "it is bound no more");
        let again = store.remove_identity(SignInProof::of(ada, "hash", None), id, at(NOW)).await.expect("answered");
        assert_eq!(again, Err(IdentityRefusal::Gone));
        assert!(binds(&store, ada, who("a", "1")).await);
        let (_, proof) = store.identity(&who("a", "1")).await.expect("read").expect("there");
        store.set_password(&administrator(), ada, "new".into(), at(NOW)).await.expect("stored");
        assert!(!begins(&store, "u", proof).await, "the account changed meanwhile");
    });
}

#[test]
fn an_account_that_is_opened_by_it_has_no_password_and_is_opened_once() {
    on_each(async |store| {
        let open =
            async |login, subject| store.register_identity(new(login), who("a", subject), "v1".into(), at(NOW)).await.expect("answered");
        let ada = open("ada", "1").await.expect("opened");
        assert!(!store.has_a_password(ada).await.expect("read"));
        assert!(store.consent_of(ada).await.expect("read").is_some());
        assert_eq!(open("ada", "2").await, Err(Some(AccountRefusal::LoginTaken)));
        assert_eq!(open("bob", "1").await, Err(None), "it has an account");
        assert!(store.credentials_of("bob").await.expect("read").is_none(), "and no second one is left behind");
        store.set_password(&administrator(), ada, "hash".into(), at(NOW)).await.expect("stored");
        assert!(store.has_a_password(ada).await.expect("read"));
    });
}

#[test]
fn of_two_accounts_that_become_one_it_leads_to_the_one_that_stays() {
    on_each(async |store| {
        let (ada, old) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "ada-old", &[Role::Learner]).await.id);
        assert!(
            binds(&store, ada, who("a", "1")).await && binds(&store, old, who("a", "2")).await && binds(&store, old, who("b", "1")).await
        );
        assert_eq!(store.merge_accounts(&administrator(), ada, old, None, at(NOW)).await.expect("merged"), Ok(()));
        let owner = async |identity| store.identity(&identity).await.expect("read").expect("there").0.id;
        assert_eq!((owner(who("a", "1")).await, owner(who("b", "1")).await), (ada, ada));
        assert_eq!(owner(who("a", "2")).await, old, "one of each provider: the other stays with what is closed");
    });
}

#[test]
fn a_code_or_a_link_for_a_new_password_ends_what_others_may_have_bound() {
    on_each(async |store| {
        let end = NOW + Span::from_minutes(5);
        for (login, by_code) in [("ada", true), ("bob", false)] {
            let account = person(&store, login, &[Role::Learner]).await.id;
            assert!(binds(&store, account, who("a", login)).await && binds(&store, account, who("b", login)).await);
            let (_, proof) = store.identity(&who("a", login)).await.expect("read").expect("there");
            let passkey = NewPasskey {
                credential: login.into(),
                label: "phone".into(),
                key: vec![1],
                counter: 0,
                site: "localhost".into(),
                challenge: UsedChallenge { hash: login.into(), until: end },
            };
            let kept = store.add_passkey(SignInProof::of(account, "hash", None), passkey, false, at(NOW)).await.expect("stored");
            assert!(kept.is_some());
            let set = if by_code {
                store.put_reset_code(&administrator(), account, "code".into(), end, at(NOW)).await.expect("kept");
                store.reset_password(login, "code".into(), "new".into(), at(NOW)).await
            } else {
                store.put_recovery_link(account, "link".into(), end).await.expect("kept");
                store.recover("link".into(), "new".into(), at(NOW)).await
            };
            assert_eq!(set.expect("stored"), Some(account));
            assert!(store.identities(account).await.expect("read").is_empty() && store.passkeys(account).await.expect("read").is_empty());
            assert!(!begins(&store, login, proof.with_password("new")).await, "it lets nobody in");
            let told: Vec<_> = store.messages_of(account, 0).await.expect("read").messages.into_iter().filter_map(|m| m.message).collect();
            assert!(told.contains(&InboxMessage::IdentityRemoved) && told.contains(&InboxMessage::PasskeyRemoved), "{told:?}");
            let log = store.events_of(&administrator(), &account.to_string()).await.expect("read");
            let ended = log.iter().filter(|e| e.what.action() == "account.identity_removed").count();
            assert_eq!(ended, 2, "each is in the log");
        }
    });
}

#[test]
fn an_administrator_ends_an_identity_of_others_and_never_an_own_one() {
    on_each(async |store| {
        let (ada, bob) = (person(&store, "ada", &[Role::Learner]).await.id, person(&store, "bob", &[Role::Admin]).await.id);
        assert!(binds(&store, ada, who("a", "1")).await && binds(&store, bob, who("a", "2")).await);
        let (_, proof) = store.identity(&who("a", "1")).await.expect("read").expect("there");
        assert!(begins(&store, "s", proof.clone()).await);
        let id = proof.identity.expect("an identity").to_string();
        let by_bob = || Stamp { actor: Actor::Person(bob), ..at(NOW) };
        assert!(!store.end_identity_of(&administrator(), bob, &id, at(NOW)).await.expect("answered"), "it is not of that account");
        let own = store.identities(bob).await.expect("read")[0].id.to_string();
        assert!(matches!(store.end_identity_of(&administrator(), bob, &own, by_bob()).await, Err(Fault::Own)));
        assert!(store.end_identity_of(&administrator(), ada, &id, by_bob()).await.expect("stored"));
        assert!(store.session("s".into()).await.expect("read").is_none() && !begins(&store, "t", proof).await);
        assert!(!store.end_identity_of(&administrator(), ada, &id, by_bob()).await.expect("answered"), "once");
    });
}
