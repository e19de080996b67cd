//! Publications: immutable sets of content files, kept by the hash of their bytes.

use crate::{Fault, Stamp, Store, db::args, events};
use std::collections::BTreeMap;
use zhixing_domain::{digest::sha256_hex, question::ItemVersion};

impl Store {
    /// Publishes a set of files under its digest, with the sources of its items; publishing what is newest already changes nothing.
    /// Whether it is new.
    pub async fn publish(
        &self,
        digest: String,
        files: BTreeMap<String, Vec<u8>>,
        items: Vec<(ItemVersion, String)>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        if self.newest_publication().await?.as_deref() == Some(&digest) {
            return Ok(false);
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let sql = "INSERT INTO publication (digest, published_at, published_by) VALUES ($1, $2, $3) \
                               ON CONFLICT (digest) DO UPDATE SET published_at = excluded.published_at, published_by = excluded.published_by";
                    c.execute(sql, args![&digest, stamp.now, stamp.actor.to_string()]).await?;
                    for (path, bytes) in files {
                        let hash = sha256_hex(&bytes);
                        c.execute("INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", args![&hash, bytes]).await?;
                        let sql = "INSERT INTO publication_file (publication, path, blob) VALUES ($1, $2, $3) ON CONFLICT (publication, path) DO NOTHING";
                        c.execute(sql, args![&digest, path, hash]).await?;
                    }
                    for (version, source) in items {
                        let sql = "INSERT INTO item_version (version, source) VALUES ($1, $2) ON CONFLICT (version) DO NOTHING";
                        c.execute(sql, args![version.0, source]).await?;
                    }
                    events::append(c, &stamp, 0, "content.published", &digest, "").await?;
                    Ok(true)
                })
            })
            .await
    }

    /// The digest of what was published last.
    pub async fn newest_publication(&self) -> Result<Option<String>, Fault> {
        let row = self.core.read.one("SELECT digest FROM publication ORDER BY published_at DESC, digest LIMIT 1", vec![]).await?;
        row.map(|r| r.text(0)).transpose()
    }

    /// The files of a publication.
    pub async fn publication(&self, digest: &str) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let sql = "SELECT f.path, b.bytes FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = $1";
        let rows = self.core.read.all(sql, args![digest]).await?;
        rows.iter().map(|r| Ok((r.text(0)?, r.bytes(1)?))).collect()
    }

    /// The source text of an item version, also of items that are published no more.
    pub async fn item_source(&self, version: &ItemVersion) -> Result<Option<String>, Fault> {
        let row = self.core.read.one("SELECT source FROM item_version WHERE version = $1", args![&version.0]).await?;
        row.map(|r| r.text(0)).transpose()
    }
}
