//! Reads papers of attempts with their items, once for a node.

use crate::{
    boxed,
    papers::{LoadedItem, LoadedPaper},
    published::Published,
    site::Site,
};
use std::sync::Arc;
use zhixing_domain::{
    id::AttemptId,
    question::{Item, ItemVersion},
};
use zhixing_store::{AttemptRecord, Fault};

impl Site {
    /// The paper of an attempt with its items as they were when it was drawn.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read, or an item of the paper in it.
    #[boxed]
    pub async fn paper(&self, id: AttemptId) -> Result<Option<Arc<LoadedPaper>>, Fault> {
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
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read, or an item of a paper in it: those before it are in memory then.
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
    ///
    /// # Errors
    ///
    /// As for [`item`](Self::item), of the first that cannot be read.
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

    /// An item as it was or is published.
    ///
    /// # Errors
    ///
    /// [`Fault::Corrupt`] if it never was published, or cannot be read any more; else a [`Fault`] if the database
    /// cannot be read.
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
}
