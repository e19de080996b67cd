//! The request's one `now`, its language and its actor; and the values without which a handler gets nowhere.

use crate::{boxed, client_signals::Evidence, cookie::cookie, papers::LoadedPaper, ports::Asker, problem::Problem, site::Site};
use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use std::{convert::Infallible, sync::Arc};
use tower_sessions::Session;
use zhixing_domain::{
    account::{Account, Administrator, Author, CourseKeeper, Invigilator, Marker, ResultReader, Role, Roles},
    id::{AccountId, AttemptId},
    lang::Lang,
    time::{Span, Timestamp},
};
use zhixing_store::{Actor, AttemptSummary, RequestId, Stamp};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Theme {
    Light,
    Dark,
}

impl Theme {
    pub const ALL: [Self; 2] = [Self::Light, Self::Dark];

    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.code() == code)
    }

    pub const fn code(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// Who asks, when, in which language: read once for a request.
#[derive(Clone)]
pub struct Visit {
    pub site: Arc<Site>,
    pub now: Timestamp,
    pub lang: Lang,
    pub theme: Option<Theme>,
    /// With the roles that it may act in.
    pub account: Option<Account>,
    /// Its roles that rest for want of a second factor.
    pub resting: Roles,
    /// How many messages the person has not read, up to a hundred. Not asked in the room of an exam, nor by programs.
    pub unread: i64,
    /// Absent when a bearer token speaks.
    pub session: Option<Session>,
    /// Leads back to this page.
    pub path: String,
    pub address: String,
    pub evidence: Evidence,
    /// Under which the request is logged.
    pub request: Option<RequestId>,
}

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Person(pub Account);

/// An attempt of the person who asks.
pub struct OwnAttempt {
    pub sheet: Arc<LoadedPaper>,
    pub summary: AttemptSummary,
}

/// Under which a session that begins names its id in the store, until it is taken over.
pub const BEGUN: &str = "begun";

/// How long a session lasts without being used; used in its second half it is prolonged.
pub const SESSION: Span = Span::from_minutes(14 * 24 * 60);
/// However much it is used, somebody signs in again after so long; staff sooner.
const OLDEST: Span = Span::from_minutes(60 * 24 * 60);
const OLDEST_STAFF: Span = Span::from_minutes(24 * 60);
/// That a session is used is noted so often, and not with every page.
const SEEN: Span = Span::from_minutes(10);

/// How old a session of this account may become.
pub fn oldest_session(account: &Account) -> Span {
    if is_staff(account) { OLDEST_STAFF } else { OLDEST }
}

impl Visit {
    /// Whoever asks, in whatever role.
    ///
    /// # Errors
    ///
    /// [`Problem::SignIn`] for a stranger.
    pub fn person(&self) -> Result<Person, Problem> {
        self.account.clone().map(Person).ok_or_else(|| Problem::SignIn(self.path.clone()))
    }

    /// What somebody hears who may not act in any of these roles: of a page that is not there, or that their role rests.
    fn without(&self, roles: &[Role]) -> Problem {
        if self.resting.common(Roles::of(roles)).is_empty() { Problem::NotFound } else { Problem::SecondFactor }
    }

    fn with_one_of(&self, roles: &[Role]) -> Result<Person, Problem> {
        let person = self.person()?;
        if person.0.roles.common(Roles::of(roles)).is_empty() { Err(self.without(roles)) } else { Ok(person) }
    }

    /// A teacher.
    ///
    /// # Errors
    ///
    /// [`Problem::SignIn`] for a stranger; [`Problem::NotFound`] without the role, and [`Problem::SecondFactor`] while
    /// it rests.
    pub fn author(&self) -> Result<Author, Problem> {
        Author::of(&self.person()?.0).ok_or_else(|| self.without(&[Role::Teacher]))
    }

    /// An administrator, or an author: whether they own a course, the store finds.
    ///
    /// # Errors
    ///
    /// As for [`author`](Self::author), of either role.
    pub fn course_keeper(&self) -> Result<CourseKeeper, Problem> {
        CourseKeeper::of(&self.person()?.0).ok_or_else(|| self.without(&[Role::Teacher, Role::Admin]))
    }

    /// An examiner.
    ///
    /// # Errors
    ///
    /// As for [`author`](Self::author).
    pub fn marker(&self) -> Result<Marker, Problem> {
        Marker::of(&self.person()?.0).ok_or_else(|| self.without(&[Role::Examiner]))
    }

    /// An examiner or an administrator.
    ///
    /// # Errors
    ///
    /// As for [`author`](Self::author), of either role.
    pub fn result_reader(&self) -> Result<ResultReader, Problem> {
        ResultReader::of(&self.person()?.0).ok_or_else(|| self.without(&[Role::Examiner, Role::Admin]))
    }

    /// An invigilator or an administrator.
    ///
    /// # Errors
    ///
    /// As for [`author`](Self::author), of either role.
    pub fn invigilator(&self) -> Result<Invigilator, Problem> {
        Invigilator::of(&self.person()?.0).ok_or_else(|| self.without(&[Role::Invigilator, Role::Admin]))
    }

    /// An administrator.
    ///
    /// # Errors
    ///
    /// As for [`author`](Self::author).
    pub fn administrator(&self) -> Result<Administrator, Problem> {
        Administrator::of(&self.person()?.0).ok_or_else(|| self.without(&[Role::Admin]))
    }

    /// The session of somebody who signed in with a browser: asked before anything is written that a token must not do.
    ///
    /// # Errors
    ///
    /// [`Problem::Rejected`] for a program with a token.
    pub fn signed_in(&self) -> Result<&Session, Problem> {
        self.session.as_ref().ok_or_else(Problem::needs_session)
    }

    /// Any role but learner.
    ///
    /// # Errors
    ///
    /// As for [`author`](Self::author), of any of the roles.
    pub fn staff(&self) -> Result<Person, Problem> {
        self.with_one_of(&Role::STAFF)
    }

    /// The paper of the person's own attempt, from memory; anybody else's does not exist. Enough to save by: the save itself looks at the state.
    ///
    /// # Errors
    ///
    /// [`Problem::SignIn`] for a stranger; [`Problem::NotFound`] for an attempt that is not theirs; else a [`Problem`]
    /// if the store cannot be read.
    #[boxed]
    pub async fn own_sheet(&self, id: &str) -> Result<Arc<LoadedPaper>, Problem> {
        let person = self.person()?;
        let id: AttemptId = id.parse().map_err(|_| Problem::NotFound)?;
        let sheet = self.site.paper(id).await?.ok_or(Problem::NotFound)?;
        if sheet.account == person.0.id {
            return Ok(sheet);
        }
        // two accounts of one person may have become one since it was read
        match self.site.store.attempt(id).await?.filter(|record| record.summary.account == person.0.id) {
            Some(record) => Ok(self.site.keep_paper(record).await?),
            None => Err(Problem::NotFound),
        }
    }

    /// The person's own attempt as it stands.
    ///
    /// # Errors
    ///
    /// As for [`own_sheet`](Self::own_sheet).
    #[boxed]
    pub async fn own_attempt(&self, id: &str) -> Result<OwnAttempt, Problem> {
        let sheet = self.own_sheet(id).await?;
        let summary = self.site.store.attempt_summary(sheet.id).await?.ok_or(Problem::NotFound)?;
        Ok(OwnAttempt { sheet, summary })
    }

    /// Who has a password hashed, and of which account; `vouched` where a known device, a session or a code stands for them.
    pub fn asker(&self, vouched: bool, account: Option<AccountId>) -> Asker {
        Asker { address: self.address.clone(), vouched, account: account.map(|id| id.to_string()).unwrap_or_default() }
    }

    /// When and by whom, for a verb of the store.
    pub fn stamp(&self) -> Stamp {
        let actor = self.account.as_ref().map_or(Actor::System, |a| Actor::Person(a.id));
        Stamp { request: self.request, ..Stamp::new(self.now, actor, self.site.id_bytes()) }
    }
}

pub fn is_staff(account: &Account) -> bool {
    !account.roles.common(Roles::of(&Role::STAFF)).is_empty()
}

/// The language that the request wishes: its cookie, else what the browser accepts.
pub fn wished_lang(headers: &HeaderMap) -> Lang {
    cookie(headers, "lang").and_then(Lang::from_code).unwrap_or_else(|| {
        let accepted = headers.get(header::ACCEPT_LANGUAGE).and_then(|v| v.to_str().ok()).unwrap_or_default();
        Lang::negotiate(accepted)
    })
}

pub fn wished_theme(headers: &HeaderMap) -> Option<Theme> {
    Theme::from_code(cookie(headers, "theme")?)
}

/// The client's address, put there by the server's outermost layer.
#[derive(Clone, Debug)]
pub struct ClientAddress(pub String);

impl FromRequestParts<Arc<Site>> for Visit {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        Self::of(parts, site).await
    }
}

impl Visit {
    #[boxed]
    async fn of(parts: &mut Parts, site: &Arc<Site>) -> Result<Self, Problem> {
        let now = site.ports.now();
        let session = parts.extensions.get::<Session>().cloned();
        let mut unread = 0;
        let (account, session) = match bearer(&parts.headers) {
            Some(token) => {
                let hash = zhixing_domain::digest::sha256_hex(token.as_bytes());
                let found = site.store.account_of_token(&hash, now).await?;
                if found.as_ref().is_some_and(|(_, writes)| !writes) && !parts.method.is_safe() {
                    return Err(Problem::read_only_token());
                }
                (found.map(|(account, _)| account), None)
            }
            None => {
                let found = of_session(site, session.as_ref(), shows_count(parts.uri.path()), now).await?;
                unread = found.as_ref().map_or(0, |(_, unread)| *unread);
                (found.map(|(account, _)| account), session)
            }
        };
        let (account, resting) = match account.filter(|a| a.disabled_at.is_none()) {
            Some(account) => site.awake(account).await.map(|(account, resting)| (Some(account), resting))?,
            None => (None, Roles::default()),
        };
        let lang = account.as_ref().and_then(|a| a.lang).unwrap_or_else(|| wished_lang(&parts.headers));
        Ok(Self {
            site: site.clone(),
            now,
            lang,
            theme: wished_theme(&parts.headers),
            account,
            resting,
            unread,
            session,
            path: path_of(parts),
            address: parts.extensions.get::<ClientAddress>().map(|a| a.0.clone()).unwrap_or_default(),
            evidence: Evidence::of(parts),
            request: parts.extensions.get::<RequestId>().copied(),
        })
    }
}

/// Where the page of this request is found again. What answers a form has no address of its own: it is found where the form was.
pub fn path_of(parts: &Parts) -> String {
    let own = parts.uri.path_and_query().map(|p| p.as_str().to_string()).unwrap_or_default();
    let referer = parts.headers.get(header::REFERER).filter(|_| !parts.method.is_safe()).and_then(|v| v.to_str().ok());
    let path = referer.and_then(|r| r.split_once("://")).and_then(|(_, rest)| rest.find('/').map(|i| rest[i..].to_string()));
    let path = path.unwrap_or(own);
    // `//host/…` would lead elsewhere
    format!("/{}", path.trim_start_matches(['/', '\\']))
}

/// The bearer token that a request brings.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()?.strip_prefix("Bearer ")
}

/// Whether what is answered there has the site's header: the room of an exam has its own, and programs have none.
fn shows_count(path: &str) -> bool {
    !path.starts_with("/attempts/") && !path.starts_with("/api/")
}

/// The account of a session, fresh from the store on every request, with the count of unread messages where it is shown.
async fn of_session(site: &Site, session: Option<&Session>, counts: bool, now: Timestamp) -> Result<Option<(Account, i64)>, Problem> {
    let Some(id) = session.and_then(Session::id) else { return Ok(None) };
    let id = id.to_string();
    let found = if counts { site.store.session_of_page(id.clone()).await? } else { site.store.session(id.clone()).await? };
    let Some(record) = found else { return Ok(None) };
    let oldest = record.account.as_ref().map_or(OLDEST, oldest_session);
    if record.expires_at <= now || now.since(record.created_at) >= oldest {
        return Ok(None);
    }
    // no save of an exam pays for it
    if counts && now.since(record.seen_at) >= SEEN {
        site.store.see_session(&id, now).await?;
    }
    if record.expires_at.since(now) < Span::from_ms(SESSION.ms() / 2) {
        site.store.renew_session(id, record.data, now + SESSION).await?;
    }
    let unread = record.unread;
    Ok(record.account.map(|account| (account, unread)))
}

/// For handlers that cannot fail.
impl From<Infallible> for Problem {
    fn from(never: Infallible) -> Self {
        match never {}
    }
}
