//! Sessions: one cookie, kept by the store. Never here: who may do what.

use crate::clock::Clock;
use async_trait::async_trait;
use std::{fmt, sync::Arc};
use tower_sessions::{
    Expiry, SessionManagerLayer,
    cookie::{
        SameSite,
        time::{Duration, OffsetDateTime},
    },
    session::{Id, Record},
    session_store::{Error, Result, SessionStore},
};
use zhixing_domain::time::Timestamp;
use zhixing_shell::guard::{BEGUN, SESSION};
use zhixing_store::{Fault, Store};

#[derive(Clone)]
pub struct Sessions {
    store: Store,
    clock: Arc<dyn Clock>,
}

impl fmt::Debug for Sessions {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("Sessions")
    }
}

/// The layer that reads and sets the cookie.
pub fn layer(store: Store, clock: Arc<dyn Clock>, secure: bool) -> SessionManagerLayer<Sessions> {
    SessionManagerLayer::new(Sessions { store, clock })
        .with_name(cookie_name(secure))
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(Duration::milliseconds(SESSION.ms())))
}

/// The prefix makes browsers refuse the cookie from a neighbouring host or without HTTPS.
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-zhixing" } else { "zhixing" }
}

fn backend(fault: Fault) -> Error {
    Error::Backend(fault.to_string())
}

#[async_trait]
impl SessionStore for Sessions {
    /// A session begins in the store, by what was proved; here it is taken over under the id that it has there.
    async fn create(&self, record: &mut Record) -> Result<()> {
        let begun = record.data.remove(BEGUN).and_then(|id| id.as_str()?.parse().ok());
        record.id = begun.ok_or_else(|| Error::Backend("no session begins but by signing in".into()))?;
        Ok(())
    }

    async fn save(&self, record: &Record) -> Result<()> {
        let data = serde_json::to_string(&record.data).map_err(|e| Error::Encode(e.to_string()))?;
        self.store.renew_session(record.id.to_string(), data, self.clock.now() + SESSION).await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let found = self.store.session(id.to_string()).await.map_err(backend)?;
        let Some(found) = found.filter(|s| s.expires_at > self.clock.now()) else { return Ok(None) };
        let data = serde_json::from_str(&found.data).map_err(|e| Error::Decode(e.to_string()))?;
        Ok(Some(Record { id: *id, data, expiry_date: instant(found.expires_at) }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.end_session(id.to_string()).await.map_err(backend)
    }
}

fn instant(at: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(at.ms() / 1000).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}
