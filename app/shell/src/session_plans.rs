//! Which plans are sat in exam sessions, as a node remembers it for a moment.

use crate::boxed;
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, Mutex, PoisonError},
};
use zhixing_domain::{
    id::ExamSessionId,
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};
use zhixing_store::{Fault, Store};

const SESSIONS_FRESH: Span = Span::from_seconds(2);

/// The plans that are sat in exam sessions, with those sessions that have a code of their own.
type Sessions = HashMap<PlanRef, HashSet<ExamSessionId>>;

/// Those plans, and when they were looked up.
#[derive(Default)]
pub struct SessionPlans(Mutex<Option<(Timestamp, Arc<Sessions>)>>);

impl SessionPlans {
    /// Whether a plan is sat in exam sessions.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read. What was read a moment ago is not read again.
    #[boxed]
    pub async fn has(&self, store: &Store, plan: &PlanRef, now: Timestamp) -> Result<bool, Fault> {
        Ok(self.look(store, now).await?.contains_key(plan))
    }

    /// The sessions of a plan that have an access code of their own.
    ///
    /// # Errors
    ///
    /// As for [`has`](Self::has).
    #[boxed]
    pub async fn coded(&self, store: &Store, plan: &PlanRef, now: Timestamp) -> Result<HashSet<ExamSessionId>, Fault> {
        Ok(self.look(store, now).await?.get(plan).cloned().unwrap_or_default())
    }

    /// Looked up at most every two seconds: a session is planned, and its code set, long before somebody starts.
    #[boxed]
    async fn look(&self, store: &Store, now: Timestamp) -> Result<Arc<Sessions>, Fault> {
        {
            let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((_, plans)) = known.as_ref().filter(|(at, _)| *at <= now && now.since(*at) < SESSIONS_FRESH) {
                return Ok(plans.clone());
            }
        }
        let plans = Arc::new(store.plans_with_sessions().await?);
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, plans.clone()));
        Ok(plans)
    }

    /// A session was planned here, or its code changed: it is looked up anew.
    pub fn forget(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }
}
