//! The real store under the model, and the people in it.

use std::sync::atomic::{AtomicU32, Ordering};
use zhixing_domain::{
    account::{Account, Invigilator, Role, Roles},
    id::AccountId,
    time::Timestamp,
};
use zhixing_store::{Actor, NewAccount, Stamp, Store};

static COUNT: AtomicU32 = AtomicU32::new(1);

pub fn dice() -> [u8; 10] {
    let mut bytes = [7; 10];
    bytes[6..].copy_from_slice(&COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes());
    bytes
}

pub fn stamp(now: Timestamp) -> Stamp {
    Stamp::new(now, Actor::System, dice())
}

pub struct Bench {
    url: String,
    pub store: Store,
    pub staff: Invigilator,
    pub stranger: AccountId,
}

/// When every interleaving begins.
pub const BEGIN: Timestamp = Timestamp::from_ms(1_790_000_000_000);

impl Bench {
    pub async fn open(url: &str) -> Self {
        let store = Store::open(url).await.expect("the store opens");
        let staff = Invigilator::of(&person(&store, &[Role::Invigilator]).await).expect("an invigilator");
        let stranger = person(&store, &[Role::Learner]).await.id;
        Self { url: url.into(), store, staff, stranger }
    }

    /// The process is gone and another one comes: nothing is closed, nothing is said.
    pub async fn crash(&mut self) {
        self.store = Store::open(&self.url).await.expect("the store opens again");
    }

    pub async fn newcomer(&self) -> AccountId {
        person(&self.store, &[Role::Learner]).await.id
    }

    pub async fn close(self) {
        self.store.close().await;
    }
}

async fn person(store: &Store, roles: &[Role]) -> Account {
    let new = NewAccount {
        login: format!("person-{}", COUNT.fetch_add(1, Ordering::Relaxed)),
        display_name: "Somebody".into(),
        legal_name: String::new(),
        roles: Roles::of(roles),
        password_hash: "hash".into(),
    };
    let id =
        store.open_account(&zhixing_domain::account::Administrator::operator(), new, stamp(BEGIN)).await.expect("stored").expect("opened");
    store.account(id).await.expect("read").expect("there")
}
