//! Identities: whose they are, what they prove, and what becomes of them when two accounts become one.

use crate::support::*;
use zhixing_domain::{
    account::{AccountRefusal, Role, Roles},
    id::AccountId,
    identity::ProviderIdentity,
    message::InboxMessage,
    time::Span,
};
use zhixing_store::{IdentityRefusal, NewAccount, SignInProof, Store};

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
        store.set_password(ada, "new".into(), at(NOW)).await.expect("stored");
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
        store.set_password(ada, "hash".into(), at(NOW)).await.expect("stored");
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
