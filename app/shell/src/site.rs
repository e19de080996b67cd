//! What every page and action has at hand: the store, the published courseware, and the ports to the outside world.

use crate::{
    books::Books,
    boxed,
    chain::ChainWatch,
    configured::ConfiguredSetting,
    decided::Decided,
    finder::Finder,
    html::{self, Document, Template},
    keep::Keep,
    ports::Ports,
    recent::Recent,
};
use std::{
    collections::{HashMap, HashSet},
    hash::Hash,
    sync::{Arc, Mutex, OnceLock, PoisonError, RwLock},
};
use zhixing_domain::{
    account::{Account, Roles},
    assessment::Outline,
    course::Html,
    id::{AccountId, AttemptId, ExamSessionId},
    identity::Provider,
    lang::Lang,
    library::Library,
    plan_ref::PlanRef,
    points::Points,
    question::{Arrangement, Item, ItemKey, ItemVersion},
    time::{Span, Timestamp},
};
use zhixing_store::{AttemptRecord, Fault, Presence, Store};

/// The names of the built files, with their hashes.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    pub style: String,
    pub boot: String,
    pub app: String,
    pub wasm: String,
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
    /// Roles that rest until whoever has them signs in with two steps.
    pub two_steps: Roles,
    /// How many sit at once: so much of them is remembered.
    pub seats: usize,
    /// The most bytes of all files beside the texts of a course that is written in the workshop.
    pub media_quota: u64,
    /// Every setting, for administrators.
    pub configured: Vec<ConfiguredSetting>,
}

/// The plans that are sat in exam sessions, with those sessions that have a code of their own.
type Sessions = HashMap<PlanRef, HashSet<ExamSessionId>>;

pub struct Site {
    pub store: Store,
    pub ports: Box<dyn Ports>,
    pub about: About,
    pub assets: RwLock<Assets>,
    library: RwLock<Arc<Published>>,
    papers: Recent<AttemptId, Arc<LoadedPaper>>,
    devices: Recent<(AttemptId, String), ()>,
    pub(crate) presences: Mutex<HashMap<AttemptId, Presence>>,
    /// How often a page told that it was left.
    pub(crate) left: Recent<AttemptId, u32>,
    /// What was looked up or written down a moment ago.
    lately: Recent<String, Timestamp>,
    /// The plans with exam sessions, the sessions with a code, and when they were looked up.
    sessions: Mutex<Option<(Timestamp, Arc<Sessions>)>>,
    /// How much attempts and accounts leave behind.
    pub keep: Keep,
    /// How far this server has checked the chain of the audit log.
    pub chain: ChainWatch,
    /// What administrators decided in the browser.
    pub decided: Decided,
}

/// A publication with its indices.
pub struct Published {
    pub library: Library,
    items: HashMap<ItemVersion, Arc<Item>>,
    /// `path:line: …` of what is not right in it, in both languages, for teachers.
    pub problems: Vec<[String; 2]>,
    fragments: Recent<String, Html>,
    templates: Recent<String, Arc<Template>>,
    rows: Recent<RowOf, Arc<Template>>,
    finder: OnceLock<Finder>,
    /// Courses as books.
    pub books: Books,
}

/// What an item looks like in a paper that nobody has answered yet, whatever its place: the same for everybody with the same arrangement.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct RowOf {
    pub version: ItemVersion,
    pub arrangement: Arrangement,
    pub lang: Lang,
    /// Behind or ahead of the step where the candidate is.
    pub closed: bool,
}

/// How many pieces are kept, some twenty megabytes; whole pages, of which there are few kinds; and rows of papers, some twenty megabytes, too.
const FRAGMENTS: usize = 16_384;
const ROWS: usize = 8_192;
const TEMPLATES: usize = 1_024;

impl Published {
    fn new(library: Library, problems: Vec<[String; 2]>) -> Arc<Self> {
        Arc::new(Self {
            items: library.items(),
            library,
            problems,
            fragments: Recent::new(FRAGMENTS),
            templates: Recent::new(TEMPLATES),
            rows: Recent::new(ROWS),
            finder: OnceLock::new(),
            books: Books::default(),
        })
    }

    /// What can be searched in it, made at the first search.
    pub fn finder(&self) -> &Finder {
        self.finder.get_or_init(|| Finder::of(&self.library))
    }

    /// A piece of a page that is the same for everybody, rendered once for this publication.
    pub fn fragment(&self, name: String, render: impl FnOnce() -> Document) -> Html {
        if let Some(known) = self.fragments.get(&name) {
            return known;
        }
        let html = Html(render().to_text().into());
        self.fragments.put(name, html.clone());
        html
    }

    /// A page that is the same for many but for some words, rendered once for this publication.
    pub fn template(&self, name: String, render: impl FnOnce() -> Document) -> Arc<Template> {
        kept(&self.templates, name, render)
    }

    /// The row of an item in a paper, rendered once for this publication.
    pub fn row(&self, of: RowOf, render: impl FnOnce() -> Document) -> Arc<Template> {
        kept(&self.rows, of, render)
    }
}

fn kept<K: Hash + Eq>(templates: &Recent<K, Arc<Template>>, name: K, render: impl FnOnce() -> Document) -> Arc<Template> {
    if let Some(known) = templates.get(&name) {
        return known;
    }
    let template = Arc::new(Template::of(render()));
    templates.put(name, template.clone());
    template
}

/// An attempt's paper with its items: never changes, so it is kept in memory. Small, for there are thousands at a time.
pub struct LoadedPaper {
    pub id: AttemptId,
    pub account: AccountId,
    /// `course/plan`.
    pub plan: PlanRef,
    /// The sections that its entries fall into.
    pub outline: Outline,
    pub entries: Box<[LoadedItem]>,
}

/// An item on a paper, as it was when the paper was drawn.
pub struct LoadedItem {
    pub item: Arc<Item>,
    pub points: Points,
    pub arrangement: Arrangement,
}

impl LoadedPaper {
    /// The place of an item on the paper.
    pub fn place(&self, key: &ItemKey) -> Option<usize> {
        self.entries.iter().position(|e| e.item.key == *key)
    }
}

/// Remembered for each seat: devices, and what was looked up or written down a moment ago.
const FOR_A_SEAT: usize = 2;
const SESSIONS_FRESH: Span = Span::from_seconds(2);

impl Site {
    pub fn new(store: Store, ports: Box<dyn Ports>, about: About, assets: Assets, library: Library, problems: Vec<[String; 2]>) -> Self {
        html::mark_with(&ports.random());
        let (published, seats) = (Published::new(library, problems), about.seats);
        Self {
            store,
            ports,
            about,
            assets: RwLock::new(assets),
            library: RwLock::new(published),
            papers: Recent::new(seats),
            devices: Recent::new(seats.saturating_mul(FOR_A_SEAT)),
            presences: Mutex::default(),
            left: Recent::new(seats),
            lately: Recent::new(seats.saturating_mul(FOR_A_SEAT)),
            sessions: Mutex::default(),
            keep: Keep::default(),
            chain: ChainWatch::default(),
            decided: Decided::default(),
        }
    }

    /// An account with the roles that it may act in, and those that rest for want of a second factor. They wake as soon as there is one.
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
        self.library.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Puts a new publication on the shelf. Running attempts keep their papers.
    pub fn publish(&self, library: Library, problems: Vec<[String; 2]>) {
        let published = Published::new(library, problems);
        *self.library.write().unwrap_or_else(PoisonError::into_inner) = published;
    }

    pub fn assets(&self) -> Assets {
        self.assets.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The paper of an attempt with its items as they were when it was drawn.
    #[boxed]
    pub async fn sheet(&self, id: AttemptId) -> Result<Option<Arc<LoadedPaper>>, Fault> {
        if let Some(sheet) = self.paper_at_hand(id) {
            return Ok(Some(sheet));
        }
        // boxed: most requests find it in memory, and their futures need no room for the rest
        Box::pin(async move {
            match self.store.attempt(id).await? {
                Some(record) => self.keep_paper(record).await.map(Some),
                None => Ok(None),
            }
        })
        .await
    }

    /// Reads the papers of attempts that are not in memory yet, in one statement.
    #[boxed]
    pub async fn read_papers(&self, mut ids: Vec<AttemptId>) -> Result<(), Fault> {
        ids.retain(|id| self.paper_at_hand(*id).is_none());
        for record in self.store.attempts(&ids).await? {
            self.keep_paper(record).await?;
        }
        Ok(())
    }

    /// The paper of an attempt, if it is in memory.
    pub fn paper_at_hand(&self, id: AttemptId) -> Option<Arc<LoadedPaper>> {
        self.papers.get(&id)
    }

    /// Keeps the paper of an attempt in memory, with its items.
    #[boxed]
    pub async fn keep_paper(&self, record: AttemptRecord) -> Result<Arc<LoadedPaper>, Fault> {
        let id = record.summary.id;
        let published = self.published();
        let mut entries = Vec::with_capacity(record.paper.entries.len());
        for entry in record.paper.entries {
            let item = self.item(&published, &entry.version).await?;
            entries.push(LoadedItem { item, points: entry.points, arrangement: entry.arrangement });
        }
        let summary = record.summary;
        let sheet = Arc::new(LoadedPaper {
            id,
            account: summary.account,
            plan: summary.plan,
            outline: record.paper.outline,
            entries: entries.into(),
        });
        self.papers.put(id, sheet.clone());
        Ok(sheet)
    }

    /// Whether a plan is sat in exam sessions.
    #[boxed]
    pub async fn has_sessions(&self, plan: &PlanRef, now: Timestamp) -> Result<bool, Fault> {
        Ok(self.sessions(now).await?.contains_key(plan))
    }

    /// The sessions of a plan that have an access code of their own.
    #[boxed]
    pub async fn coded_sessions(&self, plan: &PlanRef, now: Timestamp) -> Result<HashSet<ExamSessionId>, Fault> {
        Ok(self.sessions(now).await?.get(plan).cloned().unwrap_or_default())
    }

    /// Looked up at most every two seconds: a session is planned, and its code set, long before somebody starts.
    #[boxed]
    async fn sessions(&self, now: Timestamp) -> Result<Arc<Sessions>, Fault> {
        {
            let known = self.sessions.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, plans)) = known.as_ref().filter(|(at, _)| *at <= now && now.since(*at) < SESSIONS_FRESH) {
                return Ok(plans.clone());
            }
        }
        let plans = Arc::new(self.store.plans_with_sessions().await?);
        *self.sessions.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, plans.clone()));
        Ok(plans)
    }

    /// A session was planned here, or its code changed: it is looked up anew.
    pub fn forget_sessions(&self) {
        *self.sessions.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    /// Whether the store knows already that this attempt is used from this device, as far as this node remembers.
    pub fn knows_device(&self, id: AttemptId, device: &str) -> bool {
        self.devices.get(&(id, device.to_string())).is_some()
    }

    pub fn remember_device(&self, id: AttemptId, device: String) {
        self.devices.put((id, device), ());
    }

    /// Whether this was noted less than `span` ago, as far as this node remembers.
    pub fn was_recently(&self, what: &str, span: Span, now: Timestamp) -> bool {
        self.lately.get(what).is_some_and(|at| at <= now && now.since(at) < span)
    }

    /// Remembers that something was looked up or written down, so that it is not done again at every save.
    pub fn note_recently(&self, what: String, now: Timestamp) {
        self.lately.put(what, now);
    }

    /// An item as it was or is published.
    #[boxed]
    pub async fn item(&self, published: &Published, version: &ItemVersion) -> Result<Arc<Item>, Fault> {
        match published.items.get(version) {
            Some(item) => Ok(item.clone()),
            None => self.pinned(version).await,
        }
    }

    /// An item of an earlier publication, read again from its source.
    #[boxed]
    async fn pinned(&self, version: &ItemVersion) -> Result<Arc<Item>, Fault> {
        let source = self.store.item_source(version).await?;
        let item = source.and_then(|s| self.ports.read_item(&s));
        item.map(Arc::new).ok_or(Fault::Corrupt { table: "item_version", row: version.0.clone() })
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

    /// A date in the installation's time zone.
    pub fn local(&self, at: Timestamp) -> jiff::Zoned {
        let zone = jiff::tz::TimeZone::get(&self.about.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        jiff::Timestamp::from_millisecond(at.ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone)
    }
}
