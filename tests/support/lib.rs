//! A world in memory and on a temporary disk, and the people in it. Stories in `tests/it` speak through them.
//!
//! Never here: private interfaces, sleeps, real time. Start at [`World`].

mod authenticator;
mod clock;
mod content;
mod exam;
mod mail_server;
mod person;
mod provider;
mod region;
mod reply;
mod system;

pub use authenticator::Authenticator;
pub use content::{course, course_with};
pub use exam::{id_of, saves, short};
pub use mail_server::{Arrived, MailServer};
pub use person::Person;
pub use provider::{Lie, Provider};
pub use reply::Reply;
pub use system::{Heard, System};

use clock::StoryClock;
use std::sync::{
    Arc, OnceLock,
    atomic::{AtomicU32, AtomicUsize, Ordering},
};
use zhixing::{
    clock::ManualClock,
    config::Config,
    content::{Reading, refresh},
    hashing::Hashing,
    world,
};
use zhixing_courseware::Files;
use zhixing_domain::{account::Administrator, time::Span};
use zhixing_store::{Actor, Happened};

/// A server with its own database and a clock that stands still until it is moved. At the end of a story its outbox is empty: what a request
/// or the workers left undone, or failed to do, fails the story, unless it said so by [`World::leaves_tasks`].
pub struct World {
    pub world: world::World,
    pub clock: Arc<ManualClock>,
    pub router: axum::Router,
    /// What was published at the start.
    pub files: Files,
    dice: Arc<StoryClock>,
    folder: std::path::PathBuf,
    left: AtomicUsize,
}

static COUNT: AtomicU32 = AtomicU32::new(1);
static HASHING: OnceLock<Arc<Hashing>> = OnceLock::new();
/// 2026-11-22T04:00:00Z.
pub const BEGIN_MS: i64 = 1_795_320_000_000;

impl World {
    /// The demonstration's accounts and the little course of [`course`].
    pub async fn new() -> Self {
        Self::with(&[], course()).await
    }

    /// With other settings and other courseware.
    pub async fn with(settings: &[(&'static str, &str)], files: Files) -> Self {
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("zhixing-world-{}-{n}", std::process::id()));
        let own = [("data", folder.display().to_string()), ("demo", "public".into())];
        let flags = own.into_iter().chain(settings.iter().map(|(name, value)| (*name, value.to_string()))).collect();
        let config = Config::load(None, |_| None, &flags).expect("a configuration");
        let clock = Arc::new(ManualClock::at(BEGIN_MS));
        let dice = StoryClock::new(clock.clone());
        let hashing = HASHING.get_or_init(|| Hashing::cheap().expect("a hashing pool")).clone();
        let reading = Reading::of(files.clone());
        let world = world::World::with_content(config, dice.clone(), hashing, reading).await.expect("a world");
        Self { router: world.router(), world, clock, dice, files, folder, left: AtomicUsize::new(0) }
    }

    /// The same data, served anew with other settings.
    pub async fn opens_again(&self, settings: &[(&'static str, &str)]) -> Again {
        let own = [("data", self.folder.display().to_string()), ("demo", "public".into())];
        let flags = own.into_iter().chain(settings.iter().map(|(name, value)| (*name, value.to_string()))).collect();
        let config = Config::load(None, |_| None, &flags).expect("a configuration");
        let hashing = HASHING.get_or_init(|| Hashing::cheap().expect("a hashing pool")).clone();
        let world = world::World::with_content(config, self.dice.clone(), hashing, Reading::of(course())).await.expect("a world");
        Again(world)
    }

    /// The server ends and starts again on the same data folder.
    pub async fn restarts(&mut self) {
        let config = (*self.world.config).clone();
        self.world.store.close().await;
        let hashing = HASHING.get_or_init(|| Hashing::cheap().expect("a hashing pool")).clone();
        self.world = world::World::with_content(config, self.dice.clone(), hashing, Reading::of(course())).await.expect("a world");
        self.router = self.world.router();
    }

    /// Other content stands in place of what was published.
    pub async fn publishes(&self, files: Files) {
        // each at a moment of its own, as people publish
        self.passes(1);
        let (site, store) = (&self.world.site, &self.world.store);
        assert!(
            Reading::of(files).publish(store, &*self.world.clock, Actor::Operator).await.expect("published"),
            "it is another publication"
        );
        assert!(refresh(site, store, &mut String::new()).await.expect("refreshed"));
    }

    /// Somebody who has not signed in.
    pub fn visitor(&self) -> Person {
        Person::new(self.router.clone())
    }

    /// Somebody signed in with a demonstration account.
    pub async fn person(&self, login: &str) -> Person {
        let mut person = self.visitor();
        person.signs_in(login, zhixing::demo::DEMO_PASSWORD).await;
        person
    }

    /// What the audit log has of a subject.
    pub async fn events_of(&self, subject: &str) -> Vec<Happened> {
        self.world.store.events_of(&Administrator::operator(), subject).await.expect("read")
    }

    /// This story ends with so many tasks in the outbox: nobody does them, or they cannot be done.
    pub fn leaves_tasks(&self, count: usize) {
        self.left.store(count, Ordering::Relaxed);
    }

    pub fn passes(&self, minutes: i64) {
        self.clock.advance(Span::from_minutes(minutes));
    }

    /// What waits to leave the house leaves it, as far as it is due.
    pub async fn delivers(&self) {
        zhixing::worker::delivery::mail(self.world.clone()).await.expect("done");
        zhixing::worker::delivery::texts(self.world.clone()).await.expect("done");
        zhixing::worker::delivery::webhooks(self.world.clone()).await.expect("done");
    }

    /// What the sweep and the outbox do, once.
    pub async fn works(&self) {
        zhixing::worker::sweep::once(self.world.clone()).await.expect("done");
        zhixing::worker::outbox::once(self.world.clone()).await.expect("done");
    }
}

/// A world that was opened again on the same data.
pub struct Again(pub world::World);

impl Again {
    pub fn visitor(&self) -> Person {
        Person::new(self.0.router())
    }

    pub async fn person(&self, login: &str) -> Person {
        let mut person = self.visitor();
        person.signs_in(login, zhixing::demo::DEMO_PASSWORD).await;
        person
    }
}

impl World {
    /// What the outbox holds, whether it is due or waits for another try. To be asked at the end alone: whoever takes tasks keeps them.
    fn takes_all_tasks(&self) -> Vec<zhixing_store::Task> {
        let late = self.world.clock.now() + Span::from_minutes(1_000);
        let taken = async { self.world.store.take_tasks(late, 1_000).await.expect("the outbox can be read") };
        tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(taken))
    }
}

impl Drop for World {
    fn drop(&mut self) {
        let tasks = if std::thread::panicking() { None } else { Some(self.takes_all_tasks()) };
        let _ = std::fs::remove_dir_all(&self.folder);
        if let Some(tasks) = tasks {
            assert_eq!(tasks.len(), self.left.load(Ordering::Relaxed), "the story leaves this in the outbox: {tasks:#?}");
        }
    }
}

/// Runs a story.
pub fn story<F: Future<Output = ()>>(story: F) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime");
    runtime.block_on(story);
}
