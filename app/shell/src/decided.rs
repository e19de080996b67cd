//! What administrators decided in the browser, as this node last read it. It reads again every few seconds, and at once where it was decided.

use std::sync::{
    Arc, PoisonError, RwLock,
    atomic::{AtomicU64, Ordering},
};
use zhixing_domain::{lang::Lang, settings::SiteSettings};
use zhixing_store::{Fault, Store};

/// The logo of the installation.
#[derive(Debug)]
pub struct SiteLogo {
    /// The name under which it is served: it changes with the bytes.
    pub file: String,
    /// `svg` or `png`.
    pub kind: String,
    pub bytes: Vec<u8>,
}

#[derive(Debug, Default)]
pub struct Decided {
    settings: RwLock<Arc<SiteSettings>>,
    logo: RwLock<Option<Arc<SiteLogo>>>,
    version: AtomicU64,
}

impl Decided {
    pub fn settings(&self) -> Arc<SiteSettings> {
        self.settings.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Another number after each change: for what keeps rendered pages.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Relaxed)
    }

    /// The name of the installation, where it has one of its own.
    pub fn name(&self, lang: Lang) -> Option<String> {
        lang.pick(&self.settings().name).clone()
    }

    pub fn logo(&self, file: &str) -> Option<Arc<SiteLogo>> {
        self.logo.read().unwrap_or_else(PoisonError::into_inner).clone().filter(|logo| logo.file == file)
    }

    /// Reads what is decided now.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read: what was read before stays.
    pub async fn refresh(&self, store: &Store) -> Result<(), Fault> {
        let new = store.site_settings().await?;
        if *self.settings() == new {
            return Ok(());
        }
        let logo = match &new.logo {
            None => None,
            Some(file) => match self.logo(file) {
                Some(known) => Some(known),
                None => store.site_logo(file).await?.map(|(kind, bytes)| Arc::new(SiteLogo { file: file.clone(), kind, bytes })),
            },
        };
        *self.logo.write().unwrap_or_else(PoisonError::into_inner) = logo;
        *self.settings.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(new);
        self.version.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}
