//! What every page and action has at hand: the store, the published courseware, and the ports to the outside world. What a node remembers stands in a file
//! of its own each.

use crate::{
    boxed, chain::ChainWatch, configured::ConfiguredSetting, decided::Decided, html, keep::Keep, papers::LoadedPaper, ports::Ports,
    presence::Presences, published::Published, recent::Recent, recollection::Recollection, session_plans::SessionPlans,
    shown::ShownAnswers,
};
use std::sync::{Arc, PoisonError, RwLock};
use zhixing_domain::{
    account::{Account, Roles},
    id::AttemptId,
    identity::Provider,
    lang::Bilingual,
    library::Library,
    time::Timestamp,
};
use zhixing_store::{Fault, Store};

/// The names of the built files, with their hashes.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub style: String,
    pub boot: String,
    pub app: String,
    pub wasm: String,
    /// The editor component of the workshop.
    pub editor: String,
}

/// What an operator says of this installation.
#[derive(Clone, Debug)]
pub struct About {
    /// `https://host`, without a slash at the end.
    pub public_url: String,
    pub issuer: [String; 2],
    /// A demonstration: certificates and pages say so.
    pub demo: bool,
    /// The time zone of dates on pages and certificates, an IANA name.
    pub zone: String,
    /// Whether anybody may open an account.
    pub registration: bool,
    /// Where people sign in who have an account there.
    pub providers: Vec<Provider>,
    /// Whether mail is sent: where it is not, no page has a word of it.
    pub mail: bool,
    /// Whether short messages are; the same.
    pub sms: bool,
    /// Roles that rest until whoever has them signs in with two steps.
    pub two_steps: Roles,
    /// How many sit at once: so much of them is remembered.
    pub seats: usize,
    /// The most bytes of all files beside the texts of a course that is written in the workshop.
    pub media_quota: u64,
    /// Every setting, for administrators.
    pub configured: Vec<ConfiguredSetting>,
}

pub struct Site {
    pub store: Store,
    pub ports: Box<dyn Ports>,
    pub about: About,
    pub assets: RwLock<Assets>,
    published: RwLock<Arc<Published>>,
    pub(crate) papers: Recent<AttemptId, Arc<LoadedPaper>>,
    pub presences: Presences,
    pub session_plans: SessionPlans,
    pub recollection: Recollection,
    /// How much attempts and accounts leave behind.
    pub keep: Keep,
    /// How far this server has checked the chain of the audit log.
    pub chain: ChainWatch,
    /// What administrators decided in the browser.
    pub decided: Decided,
    /// What everybody sees of questions beneath lessons.
    pub shown: ShownAnswers,
}

impl Site {
    pub fn new(
        store: Store,
        ports: Box<dyn Ports>,
        about: About,
        assets: Assets,
        library: Library,
        problems: Vec<Bilingual<String>>,
    ) -> Self {
        html::mark_with(&ports.random());
        let (published, seats) = (Published::new(library, problems), about.seats);
        Self {
            store,
            ports,
            about,
            assets: RwLock::new(assets),
            published: RwLock::new(published),
            papers: Recent::new(seats),
            presences: Presences::of(seats),
            session_plans: SessionPlans::default(),
            recollection: Recollection::of(seats),
            keep: Keep::default(),
            chain: ChainWatch::default(),
            decided: Decided::default(),
            shown: ShownAnswers::default(),
        }
    }

    /// An account with the roles that it may act in, and those that rest for want of a second factor. They wake as soon as there is one.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read; it is not asked about roles that need no second factor.
    #[boxed]
    pub async fn awake(&self, account: Account) -> Result<(Account, Roles), Fault> {
        let asked = account.roles.common(self.about.two_steps);
        if asked.is_empty() || self.store.has_second_step(account.id).await? {
            return Ok((account, Roles::default()));
        }
        Ok((Account { roles: account.roles.without(asked), ..account }, asked))
    }

    /// Whether anybody may open an account now: as administrators decided, else as configured.
    pub fn registration(&self) -> bool {
        self.decided.settings().registration.unwrap_or(self.about.registration)
    }

    /// The publication of this moment; a page keeps the one it began with.
    pub fn published(&self) -> Arc<Published> {
        self.published.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// From now on this is what is published. Running attempts keep their papers.
    pub fn publish(&self, library: Library, problems: Vec<Bilingual<String>>) {
        let published = Published::new(library, problems);
        *self.published.write().unwrap_or_else(PoisonError::into_inner) = published;
    }

    pub fn assets(&self) -> Assets {
        self.assets.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Ten random bytes for an id.
    pub fn id_bytes(&self) -> [u8; 10] {
        let mut ten = [0; 10];
        ten.copy_from_slice(&self.ports.random()[..10]);
        ten
    }

    /// A day of the installation's time zone, as `2026-11-22`: from its first instant to that of the next.
    pub fn day(&self, text: &str) -> Option<(Timestamp, Timestamp)> {
        let zone = jiff::tz::TimeZone::get(&self.about.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let day: jiff::civil::Date = text.trim().parse().ok()?;
        let begin = |day: jiff::civil::Date| day.to_zoned(zone.clone()).ok().map(|z| Timestamp::from_ms(z.timestamp().as_millisecond()));
        Some((begin(day)?, begin(day.tomorrow().ok()?)?))
    }

    /// The beginning of the day that is so many days after this moment's, in the installation's time zone.
    pub fn days_after(&self, at: Timestamp, days: i64) -> Timestamp {
        let day = self.local(at).date().saturating_add(jiff::Span::new().days(days));
        self.day(&day.to_string()).map_or(at, |(begin, _)| begin)
    }

    /// A date in the installation's time zone.
    pub fn local(&self, at: Timestamp) -> jiff::Zoned {
        let zone = jiff::tz::TimeZone::get(&self.about.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        jiff::Timestamp::from_millisecond(at.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone)
    }
}
