//! Everything joined: configuration, store, keys, content, site. The binary and the tests build the same world.

use crate::{
    adapters::Adapters,
    answer_key, assets,
    clock::Clock,
    config::Config,
    connection::{Count, Lines},
    content::{self, ContentFault, Reading},
    demo, files,
    hashing::Hashing,
    inspector::Inspector,
    issuer::Issuer,
    keys,
    limiter::Limiter,
    lookups::Lookups,
    oidc::Oidc,
    places::Places,
    pool::Pool,
    start_fault::StartFault,
    waiting::Waiting,
};
use std::{ops::Deref, path::Path, sync::Arc};
use zhixing_delivery::{
    mail::Mailer,
    sms::{HttpGateway, SmsGateway},
    webhook::Caller,
};
use zhixing_domain::{changes::Changes, lang::Lang, message::endpoint};
use zhixing_http::{HttpSettings, Node};
use zhixing_shell::site::{About, Site};
use zhixing_store::{Actor, Store};

/// The server without its listener.
#[derive(Clone)]
pub struct World {
    pub node: Arc<Node>,
    pub config: Arc<Config>,
    pub issuer: Arc<Issuer>,
    pub carriers: Arc<Carriers>,
    /// Digest of the publication that was on the shelf at the start.
    pub publication: String,
}

/// What carries things out of the house.
pub struct Carriers {
    /// None where no mail is sent.
    pub mailer: Option<Mailer>,
    /// None where no short messages are sent.
    pub gateway: Option<Box<dyn SmsGateway>>,
    pub caller: Caller,
}

impl Carriers {
    fn of(config: &Config) -> Result<Self, StartFault> {
        let mailer = config.mail.as_ref().map(|(url, from)| Mailer::new(url, from)).transpose().map_err(StartFault::Other)?;
        let local = endpoint::is_local(&config.public_url);
        let gateway =
            config.sms.as_ref().map(|(url, secret)| HttpGateway::new(url, secret, local)).transpose().map_err(StartFault::Other)?;
        let gateway = gateway.map(|gateway| Box::new(gateway) as Box<dyn SmsGateway>);
        let caller = Caller::new(local).map_err(StartFault::Other)?;
        Ok(Self { mailer, gateway, caller })
    }
}

impl Deref for World {
    type Target = Node;

    fn deref(&self) -> &Node {
        &self.node
    }
}

/// Checks that may wait: two seconds of them.
const CHECKS: usize = 64;
/// Certificates that may wait to be printed; the outbox, which waits for nobody, brings one at a time.
const PRINTS: usize = 64;
/// Drafts that may wait to be read: whoever types asks again after the next pause.
const READINGS: usize = 32;
/// How many people's archives are packed or wait for it: each may have fifty megabytes of certificates.
const ARCHIVES: usize = 8;
/// How many books are made or wait for it: anybody may ask, and each takes some megabytes.
const BOOKS: usize = 8;

/// Makes the data folder and opens the database.
pub async fn open_store(config: &Config) -> Result<Store, StartFault> {
    let data = |e| StartFault::Data(config.data.clone(), e);
    // only what is made here is closed to others: a folder that was there is somebody's decision
    if !config.data.exists() {
        std::fs::create_dir_all(&config.data).map_err(data)?;
        keys::restrict(&config.data, 0o700).map_err(data)?;
    }
    // SQLite gives its log the permissions of the database, so these are right before it is opened
    if let Some(file) = zhixing_store::database_file(&config.database) {
        create_closed(&file).map_err(data)?;
    }
    Ok(Store::open(&config.database).await?)
}

/// An empty file that only the server reads, unless there is one.
fn create_closed(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

impl World {
    pub async fn open(config: Config, clock: Arc<dyn Clock>, hashing: Arc<Hashing>) -> Result<Self, StartFault> {
        let store = open_store(&config).await?;
        if config.demo {
            demo::seed(&store, &hashing, &*clock).await?;
            demo::tell(&store, &*clock).await?;
        } else {
            demo::close(&store, &hashing, &*clock).await?;
        }
        let reading = published(&config, &store, &*clock).await?;
        Self::join(config, clock, hashing, store, reading)?.with_its_keys().await
    }

    /// The world of a verb of the command line: it takes what is published, and changes neither content nor accounts.
    pub async fn attach(config: Config, clock: Arc<dyn Clock>, hashing: Arc<Hashing>) -> Result<Self, StartFault> {
        let store = open_store(&config).await?;
        let reading = match content::newest(&store).await? {
            Some((_, reading)) => reading,
            None => Reading::of(zhixing_courseware::Files::default()),
        };
        Self::join(config, clock, hashing, store, reading)?.with_its_keys().await
    }

    /// A world around courseware that the caller brings: for tests.
    pub async fn with_content(config: Config, clock: Arc<dyn Clock>, hashing: Arc<Hashing>, reading: Reading) -> Result<Self, StartFault> {
        let store = open_store(&config).await?;
        if config.demo {
            demo::seed(&store, &hashing, &*clock).await?;
        } else {
            demo::close(&store, &hashing, &*clock).await?;
        }
        reading.publish(&store, &*clock, Actor::System).await?;
        Self::join(config, clock, hashing, store, reading)?.with_its_keys().await
    }

    /// Refuses keys that another database was used with under the same names: one of the two came from another backup.
    async fn with_its_keys(self) -> Result<Self, StartFault> {
        let foreign = self.store.note_keys(self.issuer.public_keys(), self.clock.now()).await?;
        if !foreign.is_empty() {
            return Err(StartFault::ForeignKeys(self.config.data.join("keys"), foreign.join(", ")));
        }
        self.site.decided.refresh(&self.store).await?;
        zhixing_certification::certificate::actions::give_check_codes(&self.site).await?;
        Ok(self)
    }

    /// Joins what is open already.
    fn join(config: Config, clock: Arc<dyn Clock>, hashing: Arc<Hashing>, store: Store, reading: Reading) -> Result<Self, StartFault> {
        let zone = jiff::tz::TimeZone::get(&config.zone).unwrap_or(jiff::tz::TimeZone::UTC);
        let today = jiff::Timestamp::from_millisecond(clock.now().ms()).unwrap_or(jiff::Timestamp::UNIX_EPOCH).to_zoned(zone);
        let keys = keys::open(&config.data, today.year())?;
        let issuer = Issuer::new(&config.public_url, keys, config.fonts.clone()).map_err(StartFault::Other)?;
        let issuer = Arc::new(issuer);
        let signing = issuer.clone();
        store.sign_receipts_with(Arc::new(move |text| signing.sign_text(text)));
        let waiting = Arc::<Waiting>::default();
        let ports = adapters(&config, (&clock, &hashing), &issuer, &waiting)?;
        let carriers = Arc::new(Carriers::of(&config)?);
        let texts = reading.texts();
        let publication = reading.library.digest.clone();
        let site =
            Site::new(store.clone(), Box::new(ports), about(&config), assets::manifest(config.site.as_deref()), reading.library, texts);
        let connections = Arc::new(Count::within(Lines::new(files::limit(), config.trusted_proxies.clone())));
        let node = Node {
            settings: http_settings(&config),
            clock,
            store,
            site: Arc::new(site),
            hashing,
            metrics: Arc::default(),
            connections,
            admission: Arc::default(),
            waiting,
            pieces: Arc::default(),
            smaller: Arc::default(),
            stopping: Arc::default(),
        };
        Ok(Self { node: Arc::new(node), config: Arc::new(config), issuer, carriers, publication })
    }

    pub fn router(&self) -> axum::Router {
        crate::router(self)
    }
}

/// What actions ask of the world around them.
fn adapters(
    config: &Config,
    (clock, hashing): (&Arc<dyn Clock>, &Arc<Hashing>),
    issuer: &Arc<Issuer>,
    waiting: &Arc<Waiting>,
) -> Result<Adapters, StartFault> {
    let sealing = answer_key::open(&config.data)?;
    let pool = |name, workers, queue| Pool::new(name, workers, queue).map_err(StartFault::Other);
    let half = (Pool::machine() / 2).max(1);
    Ok(Adapters {
        clock: clock.clone(),
        hashing: hashing.clone(),
        waiting: waiting.clone(),
        oidc: Arc::new(Oidc::of(config, clock.clone()).map_err(StartFault::Other)?),
        limiter: Limiter::default(),
        lookups: Lookups::default(),
        issuer: issuer.clone(),
        inspector: Arc::new(Inspector::new(issuer.clone())),
        checks: pool("checks", half, CHECKS)?,
        prints: pool("prints", 1, PRINTS)?,
        courses: Places::new(half + 1, READINGS),
        readings: pool("readings", half, READINGS)?,
        archives: pool("archives", 1, ARCHIVES)?,
        books: pool("books", 1, BOOKS)?,
        prefix: config.prefix.clone(),
        undecided: config.undecided.clone(),
        answer_point: answer_key::public(&sealing),
        answer_key: sealing,
    })
}

/// What pages know of the installation.
fn about(config: &Config) -> About {
    About {
        public_url: config.public_url.clone(),
        issuer: config.issuer.clone(),
        demo: config.demo,
        zone: config.zone.clone(),
        registration: config.registration,
        providers: config.providers.iter().map(|p| p.provider.clone()).collect(),
        mail: config.mail.is_some(),
        sms: config.sms.is_some(),
        two_steps: config.two_steps,
        seats: config.seats,
        media_quota: config.media_quota,
        configured: config.shown(),
    }
}

/// What connections and layers know of it.
fn http_settings(config: &Config) -> HttpSettings {
    HttpSettings {
        public_url: config.public_url.clone(),
        secure_cookies: config.secure_cookies,
        trusted_proxies: config.trusted_proxies.clone(),
        hosts: config.hosts.clone(),
        metrics_token: config.metrics_token.clone(),
        site: config.site.clone(),
    }
}

/// What stands on the shelf at the start: a folder that was named, the built-in demonstration where nothing else was published, else what is
/// published. What is there already gives way only to something newer of the same kind: never to content with errors, never to what was published
/// before it, never where a person published last. A folder never takes away by itself what is published, nor does the demonstration a course.
async fn published(config: &Config, store: &Store, clock: &dyn Clock) -> Result<Reading, StartFault> {
    let newest = content::newest(store).await?;
    let offered = match &config.content {
        Some(folder) => Some(content::folder(folder)?),
        None if config.demo || newest.is_none() => Some(content::embedded()),
        None => None,
    };
    let Some(offered) = offered else {
        return newest.map(|(_, r)| r).ok_or_else(|| StartFault::Other("there is no content".into()));
    };
    let reading = content::off_thread(offered).await;
    let Some((digest, before)) = newest else {
        reading.publish(store, clock, Actor::System).await?;
        return Ok(reading);
    };
    if digest == reading.library.digest {
        return Ok(before);
    }
    if let Some(why) = why_it_stays(config, store, &before, &reading).await? {
        tracing::warn!(published = digest, offered = reading.library.digest, "{why}");
        return Ok(before);
    }
    match reading.publish(store, clock, Actor::System).await {
        Ok(_) => Ok(reading),
        Err(ContentFault::Errors(errors)) => {
            for error in &errors {
                tracing::error!("{}", error.get(Lang::En));
            }
            tracing::error!(digest, "the content has errors; what was published before stays");
            Ok(before)
        }
        Err(fault) => Err(fault.into()),
    }
}

/// Why what is published does not give way to `reading`, if it does not.
async fn why_it_stays(config: &Config, store: &Store, before: &Reading, reading: &Reading) -> Result<Option<&'static str>, StartFault> {
    let changes = Changes::between(&before.library, &reading.library);
    Ok(if store.newest_publisher().await?.is_some_and(|who| who != Actor::System.to_string()) {
        Some("what somebody published stays; zhixing content publish puts this content in its place")
    } else if store.knows_publication(&reading.library.digest).await? {
        Some("something newer was published since; zhixing content publish puts this content in its place")
    } else if changes.removes() && (config.content.is_some() || !changes.courses.removed.is_empty()) {
        Some("this content would take away what is published; zhixing content publish --remove does")
    } else {
        None
    })
}
