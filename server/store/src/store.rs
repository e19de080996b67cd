//! The store: the database with the tasks that batch what many ask at once.

use crate::{
    Fault, Signer, boxed,
    core::Core,
    db::{Source, args, batch::Batcher},
    exam::save::{SaveReply, SaveRequest},
    learning::lesson_progress::{LessonProgress, Place},
    office::session_record::{SessionLook, SessionRecord, TokenRecord},
};
use std::sync::{Arc, OnceLock, atomic::Ordering};

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) core: Core,
    /// Seals receipts; given once by whoever holds the keys.
    signer: Arc<OnceLock<Signer>>,
    pub(crate) saves: Arc<Batcher<SaveRequest, SaveReply>>,
    pub(crate) session_reads: Arc<Batcher<SessionLook, Option<SessionRecord>>>,
    pub(crate) token_reads: Arc<Batcher<String, Option<TokenRecord>>>,
    pub(crate) progress_reads: Arc<Batcher<Place, Option<LessonProgress>>>,
}

impl Store {
    /// Opens `sqlite:<path>` (made if missing) or `postgres://…` and brings it to the newest schema.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if the database cannot be opened, is of another program, or cannot be brought to the newest schema.
    pub async fn open(url: &str) -> Result<Self, Fault> {
        let core = Core::open(url).await?;
        Ok(Self {
            saves: Arc::new(core.clone().start_saves()),
            session_reads: Arc::new(core.clone().start_session_reads()),
            token_reads: Arc::new(core.clone().start_token_reads()),
            progress_reads: Arc::new(core.clone().start_progress_reads()),
            core,
            signer: Arc::default(),
        })
    }

    /// From now on the receipt of an attempt that ends is signed in the transaction that ends it.
    pub fn sign_receipts_with(&self, signer: Signer) {
        // the first one stays: keys do not change while the server runs
        let _ = self.signer.set(signer);
    }

    pub(crate) fn signer(&self) -> Option<Signer> {
        self.signer.get().cloned()
    }

    /// The health check asks whether the database answers, and is still the one that was opened.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if it does not answer, its file was moved or replaced, or nobody writes to it any more.
    #[boxed]
    pub async fn ping(&self) -> Result<(), Fault> {
        if let Some(place) = &self.core.place {
            place.check()?;
        }
        if !self.core.can_write() {
            return Err(Fault::Unavailable("nobody writes to the database any more".into()));
        }
        self.core.read.one("SELECT 1", vec![]).await.map(|_| ())
    }

    /// The operator writes a consistent copy of a SQLite database to `path`, while others go on writing. PostgreSQL has its own tools for
    /// that.
    ///
    /// # Errors
    ///
    /// [`Fault::Unavailable`] if the copy cannot be written, for example over a file that is there, or the database is PostgreSQL.
    #[boxed]
    pub async fn copy_to(&self, path: &str) -> Result<(), Fault> {
        match &self.core.read.source {
            Source::Sqlite(_) => self.core.read.all("VACUUM INTO $1", args![path]).await.map(|_| ()),
            Source::Postgres(_) => Err(Fault::Unavailable("use pg_dump for PostgreSQL".into())),
        }
    }

    /// How many statements were run since it was opened.
    pub fn statements(&self) -> u64 {
        self.core.read.count.load(Ordering::Relaxed)
    }

    /// Finishes what waits and closes the database; a clean end leaves no write-ahead log behind.
    #[boxed]
    pub async fn close(&self) {
        self.core.close().await;
    }
}
