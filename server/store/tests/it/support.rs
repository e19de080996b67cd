//! A fresh store of each kind for every test, and short ways to make what tests need.

use std::{
    future::Future,
    sync::atomic::{AtomicU32, Ordering},
};
use zhixing_domain::{
    account::{Account, Administrator, Marker, Role, Roles},
    assessment::{Accommodation, Entry, Outline, Paper, Window},
    attempt::{Operation, Target},
    id::{AccountId, AttemptId, OperationId, WriterId},
    plan_ref::PlanRef,
    points::Points,
    question::{Answer, Arrangement, ItemKey, ItemVersion, Kind, Shape},
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, NewAccount, SaveRequest, SessionTerms, Stamp, Start, Store};

static COUNT: AtomicU32 = AtomicU32::new(1);

/// The plan of these tests.
pub fn exam() -> PlanRef {
    PlanRef::new("course", "exam")
}

/// Another of the same course.
pub fn mock() -> PlanRef {
    PlanRef::new("course", "mock")
}

/// Runs a story on every database at hand.
pub fn on_each<F: Future<Output = ()>>(story: impl Fn(Store) -> F) {
    on_each_url(|store, _| story(store));
}

/// The same, with the address of the database: for what a store never does, such as tampering.
pub fn on_each_url<F: Future<Output = ()>>(story: impl Fn(Store, String) -> F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("zhixing-store-{}-{n}.db", std::process::id()));
        let url = format!("sqlite:{}", path.display());
        let store = Store::open(&url).await.expect("SQLite opens");
        story(store.clone(), url).await;
        store.close().await;
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{}{end}", path.display()));
        }
        match std::env::var("ZHIXING_TEST_POSTGRES") {
            Ok(url) => {
                let url = crate::database::create(&url, &format!("store_{}_{n}", std::process::id())).await;
                let store = Store::open(&url).await.expect("PostgreSQL opens");
                story(store.clone(), url).await;
                store.close().await;
            }
            Err(_) => eprintln!("skipped on PostgreSQL: ZHIXING_TEST_POSTGRES is not set"),
        }
    });
}

/// Changes the database behind the store's back.
pub async fn tamper(url: &str, sql: &str) {
    let sql = || sqlx::raw_sql(sqlx::AssertSqlSafe(sql.to_string()));
    if url.starts_with("sqlite") {
        let pool = sqlx::sqlite::SqlitePoolOptions::new().max_connections(1).connect(url).await.expect("SQLite answers");
        sql().execute(&pool).await.expect("tampered");
        pool.close().await;
    } else {
        let pool = sqlx::postgres::PgPoolOptions::new().max_connections(1).connect(url).await.expect("PostgreSQL answers");
        sql().execute(&pool).await.expect("tampered");
        pool.close().await;
    }
}

pub const NOW: Timestamp = Timestamp::from_ms(1_790_000_000_000);

pub fn id_bytes() -> [u8; 10] {
    let n = COUNT.fetch_add(1, Ordering::Relaxed);
    let mut bytes = [7; 10];
    bytes[6..].copy_from_slice(&n.to_be_bytes());
    bytes
}

pub fn at(now: Timestamp) -> Stamp {
    Stamp::new(now, Actor::System, id_bytes())
}

pub async fn person(store: &Store, login: &str, roles: &[Role]) -> Account {
    let new = NewAccount {
        login: login.into(),
        display_name: login.to_uppercase(),
        legal_name: String::new(),
        roles: Roles::of(roles),
        password_hash: "hash".into(),
    };
    let id = store.open_account(&administrator(), new, at(NOW)).await.expect("stored").expect("opened");
    store.account(id).await.expect("read").expect("there")
}

pub async fn marker(store: &Store) -> Marker {
    Marker::of(&person(store, "mia", &[Role::Examiner]).await).expect("an examiner")
}

/// A session's terms, without a place.
pub fn terms(name: &str, opens: Timestamp, closes: Timestamp) -> SessionTerms {
    SessionTerms { name: name.into(), place: String::new(), opens, closes }
}

pub fn administrator() -> Administrator {
    Administrator::operator()
}

pub fn shape() -> Shape {
    Shape { kind: Kind::Single, entries: 4, choices: vec![] }
}

pub fn paper() -> Paper {
    let entry = |key: &str| Entry {
        item: ItemKey(key.into()),
        version: ItemVersion(format!("v-{key}")),
        points: Points::whole(50),
        arrangement: Arrangement::from_text("0123").expect("an order"),
    };
    Paper { seed: 7, outline: Outline::default(), entries: vec![entry("a"), entry("b")] }
}

pub fn start_of(account: AccountId, allowed: u32) -> Start {
    Start {
        id: AttemptId::new(NOW, id_bytes()),
        account,
        plan: exam(),
        plan_version: "1".into(),
        limit: Span::from_minutes(60),
        window: Window::default(),
        session: None,
        accommodation: Accommodation::default(),
        certifies: true,
        allowed,
        paper: paper(),
    }
}

pub async fn running(store: &Store, account: AccountId) -> AttemptId {
    store.start_attempt(start_of(account, 0), at(NOW)).await.expect("stored").expect("started").id
}

pub fn writer(n: u8) -> WriterId {
    WriterId::new(NOW, [n; 10])
}

pub fn save(attempt: AttemptId, account: AccountId, item: &str, option: u8, seq: i64, now: Timestamp) -> SaveRequest {
    let operation = Operation {
        op_id: OperationId::new(now, id_bytes()),
        item: ItemKey(item.into()),
        value: Answer::Single { option: Some(option) },
        writer: writer(1),
        seq,
    };
    request_of(attempt, account, operation, now)
}

pub fn request_of(attempt: AttemptId, account: AccountId, operation: Operation, now: Timestamp) -> SaveRequest {
    let place = (operation.item.0 != "x").then(|| Target::Item { shape: shape(), step: 0 });
    SaveRequest::new(attempt, account, operation, place, now)
}
