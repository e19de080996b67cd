//! What everybody sees of questions and answers beneath lessons, as this node last read it. Lessons are the pages that are read most: they ask the
//! database again every few seconds, and at once where a teacher decided on this node.

use crate::{boxed, recent::Recent};
use std::sync::Arc;
use zhixing_domain::{
    digest::sha256_hex,
    time::{Span, Timestamp},
};
use zhixing_store::{Fault, ShownInquiry, Store};

const FRESH: Span = Span::from_seconds(5);
const LESSONS: usize = 4_096;

/// What is shown beneath one lesson.
#[derive(Debug, Default)]
pub struct ShownBeneath {
    /// The oldest first.
    pub inquiries: Vec<ShownInquiry>,
    /// Another one for other questions; empty where there are none.
    pub version: String,
}

pub struct ShownAnswers(Recent<String, (Timestamp, Arc<ShownBeneath>)>);

impl Default for ShownAnswers {
    fn default() -> Self {
        Self(Recent::new(LESSONS))
    }
}

impl ShownAnswers {
    /// What is shown beneath a lesson.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn beneath(&self, store: &Store, course: &str, lesson: &str, now: Timestamp) -> Result<Arc<ShownBeneath>, Fault> {
        let name = format!("{course}/{lesson}");
        if let Some((_, known)) = self.0.get(&name).filter(|(at, _)| *at <= now && now.since(*at) < FRESH) {
            return Ok(known);
        }
        let inquiries = store.shown_inquiries(course, lesson).await?;
        let ids: String = inquiries.iter().map(|i| i.id.to_string()).collect();
        let version = if ids.is_empty() { ids } else { sha256_hex(ids.as_bytes()) };
        let found = Arc::new(ShownBeneath { inquiries, version });
        self.0.put(name, (now, found.clone()));
        Ok(found)
    }

    /// A teacher decided about a question of this lesson: it is read anew.
    pub fn forget(&self, course: &str, lesson: &str) {
        self.0.put(format!("{course}/{lesson}"), (Timestamp::from_ms(0), Arc::default()));
    }
}
