//! Publications: immutable sets of content files, kept by the hash of their bytes.
//!
//! A publication is written some at a time, and the saves of those who sit get through in between: files and items lie there under their hashes, seen
//! by nobody, until the last transaction names them.

use crate::{
    Fault, Stamp, Store,
    authoring::{drafts, roles, schedule},
    boxed,
    db::{
        Conn, args,
        dialect::{self, row},
        events,
    },
};
use std::{
    collections::{BTreeMap, HashSet},
    time::Duration,
};
use zhixing_domain::{
    account::Author,
    changes::Renamed,
    digest::sha256_hex,
    event::Event,
    question::ItemVersion,
    time::{Span, Timestamp},
    workshop::{course_role::CourseRole, schedule::ScheduleEnd},
};

/// How many items, and about how many bytes of files, one transaction writes.
const ITEMS: usize = 1_000;
const BYTES: usize = 1 << 20;
/// How long the writer of another process has between two transactions: SQLite's own waiting looks again after a few milliseconds.
const PAUSE: Duration = Duration::from_millis(20);

/// A set of files to publish.
#[derive(Clone, Debug)]
pub struct NewPublication {
    pub digest: String,
    pub files: BTreeMap<String, Vec<u8>>,
    pub items: Vec<(ItemVersion, String)>,
    /// Lessons whose readers' progress goes on under another name.
    pub renamed: Vec<Renamed>,
}

/// What a publication that was composed in the workshop takes the place of, and the drafts that it takes in, by path and number.
pub(crate) struct Composed {
    pub over: String,
    pub taken: Vec<(String, i64)>,
    /// Nothing for the operator, who needs no role.
    pub owned: Option<Owned>,
}

/// Whose course it is that is published, and when it was set to be, if it was.
pub(crate) struct Owned {
    pub author: Author,
    pub course: String,
    pub scheduled: Option<Timestamp>,
    pub reason: Option<String>,
    pub is_back: bool,
}

impl Store {
    /// The operator, or the server at its start, publishes a set of files under its digest, with the sources of its items. `false` if it is
    /// the newest publication already: then nothing was changed.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written: then nothing is published, and what was written is used the next time.
    #[boxed]
    pub async fn publish(
        &self,
        digest: String,
        files: BTreeMap<String, Vec<u8>>,
        items: Vec<(ItemVersion, String)>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        self.publish_renaming(digest, files, items, vec![], stamp).await
    }

    /// Publishes like [`publish`](Self::publish), and moves the progress of readers from the old names of lessons to the new ones.
    ///
    /// # Errors
    ///
    /// As for [`publish`](Self::publish).
    #[boxed]
    pub async fn publish_renaming(
        &self,
        digest: String,
        files: BTreeMap<String, Vec<u8>>,
        items: Vec<(ItemVersion, String)>,
        renamed: Vec<Renamed>,
        stamp: Stamp,
    ) -> Result<bool, Fault> {
        self.put_publication(None, NewPublication { digest, files, items, renamed }, stamp).await
    }

    /// Writes the files that are not there, some at a time; gives each path with its hash.
    async fn put_files(&self, files: BTreeMap<String, Vec<u8>>) -> Result<Vec<(String, String)>, Fault> {
        let named: Vec<(String, String)> = files.iter().map(|(path, bytes)| (path.clone(), sha256_hex(bytes))).collect();
        let lacking = self.lacking("blob", "hash", named.iter().map(|(_, hash)| hash)).await?;
        let (mut some, mut size) = (vec![], 0);
        for ((_, bytes), (_, hash)) in files.into_iter().zip(&named).filter(|(_, (_, hash))| lacking.contains(hash)) {
            size += bytes.len();
            some.push((hash.clone(), bytes));
            if size >= BYTES {
                self.put_blobs(std::mem::take(&mut some)).await?;
                size = 0;
            }
        }
        self.put_blobs(some).await?;
        Ok(named)
    }

    /// Writes the items that are not there, some at a time.
    async fn put_lacking_items(&self, items: Vec<(ItemVersion, String)>) -> Result<(), Fault> {
        let lacking = self.lacking("item_version", "version", items.iter().map(|(version, _)| &version.0)).await?;
        let mut new: Vec<(String, String)> =
            items.into_iter().filter(|(version, _)| lacking.contains(&version.0)).map(|(version, source)| (version.0, source)).collect();
        while !new.is_empty() {
            let some = new.split_off(new.len().saturating_sub(ITEMS));
            self.put_items(some).await?;
        }
        Ok(())
    }

    /// Publishes; what was `composed` in the workshop only in its place, and its drafts are none from that moment on.
    #[boxed]
    pub(crate) async fn put_publication(&self, composed: Option<Composed>, new: NewPublication, stamp: Stamp) -> Result<bool, Fault> {
        let NewPublication { digest, files, items, renamed } = new;
        if self.newest_publication().await?.as_deref() == Some(&digest) {
            return Ok(false);
        }
        let named = self.put_files(files).await?;
        self.put_lacking_items(items).await?;
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let (newest, at) = next(c, stamp.now).await?;
                    if newest.as_ref() == Some(&digest) {
                        return Ok(false);
                    }
                    if let Some(composed) = &composed {
                        take_place(c, composed, newest, &stamp).await?;
                    }
                    let owned = composed.as_ref().and_then(|composed| composed.owned.as_ref());
                    note(c, &digest, owned, &Stamp { now: at, ..stamp.clone() }).await?;
                    let sql = "INSERT INTO publication_file (publication, path, blob) SELECT * FROM e WHERE true ON CONFLICT (publication, path) DO NOTHING";
                    let files = named.iter().map(|(path, hash)| row![&digest, path, hash]);
                    c.execute_with(dialect::rows("publication, path, blob", files), sql).await?;
                    for lesson in &renamed {
                        rename(c, lesson, stamp.now).await?;
                    }
                    events::append(c, &stamp, &digest, Event::Published).await?;
                    if let Some(Composed { taken, .. }) = composed {
                        drafts::settle(c, &digest, taken, &Stamp { now: at, ..stamp }).await?;
                    }
                    Ok(true)
                })
            })
            .await
    }

    /// Those of `keys` that a table does not have in this column.
    async fn lacking<'k>(&self, table: &str, column: &str, keys: impl Iterator<Item = &'k String>) -> Result<HashSet<String>, Fault> {
        let rest = format!("e WHERE NOT EXISTS (SELECT 1 FROM {table} t WHERE t.{column} = e.key)");
        let rows = self.core.read.packed_with(dialect::rows("key", keys.map(|k| row![k])), "e.key", &rest).await?;
        rows.iter().map(|r| r.text("key")).collect()
    }

    async fn put_blobs(&self, some: Vec<(String, Vec<u8>)>) -> Result<(), Fault> {
        if some.is_empty() {
            return Ok(());
        }
        self.core
            .write(move |c| {
                Box::pin(async move {
                    for (hash, bytes) in some {
                        c.execute("INSERT INTO blob (hash, bytes) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING", args![hash, bytes])
                            .await?;
                    }
                    Ok(())
                })
            })
            .await?;
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }

    async fn put_items(&self, some: Vec<(String, String)>) -> Result<(), Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let rows = dialect::rows("version, source", some.into_iter().map(|(version, source)| row![version, source]));
                    let sql = "INSERT INTO item_version (version, source) SELECT * FROM e WHERE true ON CONFLICT (version) DO NOTHING";
                    c.execute_with(rows, sql).await.map(|_| ())
                })
            })
            .await?;
        tokio::time::sleep(PAUSE).await;
        Ok(())
    }

    /// Finds the digest of what was published last; `None` before the first publication.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn newest_publication(&self) -> Result<Option<String>, Fault> {
        let row = self.core.read.one("SELECT digest FROM publication ORDER BY published_at DESC, digest LIMIT 1", vec![]).await?;
        row.map(|r| r.text("digest")).transpose()
    }

    /// A file as some publication had it: by its path, and by how its SHA-256 begins, in lower-case hexadecimal. `None` if none had it.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn published_file(&self, path: &str, hash: &str) -> Result<Option<Vec<u8>>, Fault> {
        let sql = "SELECT b.bytes FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.path = $1 AND f.blob >= $2 AND f.blob < $3 LIMIT 1";
        let row = self.core.read.one(sql, args![path, hash, format!("{hash}g")]).await?;
        row.map(|r| r.bytes("bytes")).transpose()
    }

    /// Files as some publication had them, by path, of those that are asked for by path and whole hash.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn published_files(&self, wanted: &[(String, String)]) -> Result<Vec<(String, Vec<u8>)>, Fault> {
        let e = dialect::rows("path, hash", wanted.iter().map(|(path, hash)| row![path, hash]));
        let there = "EXISTS (SELECT 1 FROM publication_file f WHERE f.path = e.path AND f.blob = e.hash)";
        let rows =
            self.core.read.all_with(e, &format!("SELECT e.path, b.bytes FROM e JOIN blob b ON b.hash = e.hash WHERE {there}")).await?;
        rows.iter().map(|row| Ok((row.text("path")?, row.bytes("bytes")?))).collect()
    }

    /// The whole hash and the length of a file as some publication had it, found as by [`published_file`](Self::published_file).
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn published_head(&self, path: &str, hash: &str) -> Result<Option<(String, i64)>, Fault> {
        let sql = "SELECT b.hash, CAST(LENGTH(b.bytes) AS BIGINT) AS length FROM publication_file f JOIN blob b ON b.hash = f.blob \
                   WHERE f.path = $1 AND f.blob >= $2 AND f.blob < $3 LIMIT 1";
        let row = self.core.read.one(sql, args![path, hash, format!("{hash}g")]).await?;
        row.map(|r| Ok((r.text("hash")?, r.int("length")?))).transpose()
    }

    /// So many bytes of what lies under a hash, from a place on; fewer at its end, `None` where nothing lies there.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn blob_part(&self, hash: &str, from: i64, bytes: i64) -> Result<Option<Vec<u8>>, Fault> {
        let sql = "SELECT SUBSTR(bytes, CAST($2 AS INTEGER), CAST($3 AS INTEGER)) AS part FROM blob WHERE hash = $1";
        let row = self.core.read.one(sql, args![hash, from + 1, bytes]).await?;
        row.map(|r| r.bytes("part")).transpose()
    }

    /// Tells whether a publication with this digest was ever made, the newest or not.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn knows_publication(&self, digest: &str) -> Result<bool, Fault> {
        Ok(self.core.read.one("SELECT 1 FROM publication WHERE digest = $1", args![digest]).await?.is_some())
    }

    /// Tells who made the newest publication: `system` for the server at its start, `operator`, or the id of an account. `None` before the
    /// first publication.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn newest_publisher(&self) -> Result<Option<String>, Fault> {
        let row = self.core.read.one("SELECT published_by FROM publication ORDER BY published_at DESC, digest LIMIT 1", vec![]).await?;
        row.map(|r| r.text("published_by")).transpose()
    }

    /// Counts the attempts of these plans that are paused, or run and have time left at `now`.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn running_attempts(&self, plans: &[String], now: Timestamp) -> Result<i64, Fault> {
        let e = dialect::rows("plan", plans.iter().map(|plan| row![plan]));
        let rest = format!(
            "attempt t JOIN e ON e.plan = t.plan WHERE t.state = 'paused' OR (t.state = 'in_progress' AND (t.deadline_at IS NULL OR t.deadline_at > {}))",
            now.ms()
        );
        let rows = self.core.read.packed_with(e, "t.id", &rest).await?;
        Ok(rows.len() as i64)
    }

    /// Finds the name that a lesson has now, by a name that it had before; `None` if no lesson was renamed from that name.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn lesson_now(&self, course: &str, former: &str) -> Result<Option<String>, Fault> {
        let mut name = None;
        let mut asked = former.to_string();
        // a lesson may have been renamed again and again; never round in a circle
        for _ in 0..8 {
            let sql = "SELECT lesson FROM lesson_name WHERE course = $1 AND former = $2";
            let Some(row) = self.core.read.one(sql, args![course, &asked]).await? else { break };
            asked = row.text("lesson")?;
            name = Some(asked.clone());
        }
        Ok(name)
    }

    /// Reads the files of a publication by their paths; empty if there is no such publication.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn publication(&self, digest: &str) -> Result<BTreeMap<String, Vec<u8>>, Fault> {
        let sql = "SELECT f.path, b.bytes FROM publication_file f JOIN blob b ON b.hash = f.blob WHERE f.publication = $1";
        let rows = self.core.read.all(sql, args![digest]).await?;
        rows.iter().map(|r| Ok((r.text("path")?, r.bytes("bytes")?))).collect()
    }

    /// Reads the source text of an item version, also of one that is no longer published; `None` if it never was.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn item_source(&self, version: &ItemVersion) -> Result<Option<String>, Fault> {
        let row = self.core.near.one("SELECT source FROM item_version WHERE version = $1", args![&version.0]).await?;
        row.map(|r| r.text("source")).transpose()
    }
}

/// The newest publication, which stays it until the transaction ends, and the moment of the next one: later than its, whatever the clock says and however
/// many come at once.
async fn next(c: &mut Conn<'_>, now: Timestamp) -> Result<(Option<String>, Timestamp), Fault> {
    dialect::stop_writers(c, "publication").await?;
    let row = c.one("SELECT digest, published_at FROM publication ORDER BY published_at DESC, digest LIMIT 1", vec![]).await?;
    let Some(row) = row else { return Ok((None, now)) };
    Ok((Some(row.text("digest")?), now.max(row.time("published_at")? + Span::from_ms(1))))
}

/// Whether this may be published: over what it was composed over, by an owner, and once.
async fn take_place(c: &mut Conn<'_>, Composed { over, owned, .. }: &Composed, newest: Option<String>, stamp: &Stamp) -> Result<(), Fault> {
    if newest.as_ref() != Some(over) {
        return Err(Fault::Conflict);
    }
    let Some(Owned { author, course, scheduled, .. }) = owned else { return Ok(()) };
    roles::hold(c, author, course, CourseRole::Owner).await?;
    match scheduled {
        Some(at) if !schedule::ends(c, course, *at).await? => Err(Fault::Conflict),
        Some(_) => Ok(()),
        None => schedule::give_way(c, course, ScheduleEnd::Published, stamp).await.map(drop),
    }
}

/// Notes that a publication was made: one of before that is made again is the newest one.
async fn note(c: &mut Conn<'_>, digest: &str, owned: Option<&Owned>, made: &Stamp) -> Result<(), Fault> {
    let (reason, is_back) = owned.map_or((None, false), |owned| (owned.reason.clone(), owned.is_back));
    let sql = "INSERT INTO publication (digest, published_at, published_by, reason, is_back) VALUES ($1, $2, $3, $4, $5) \
               ON CONFLICT (digest) DO UPDATE SET published_at = excluded.published_at, published_by = excluded.published_by, \
               reason = excluded.reason, is_back = excluded.is_back";
    c.execute(sql, args![digest, made.now, made.actor.to_string(), reason, i64::from(is_back)]).await.map(drop)
}

/// Notes the former name, and moves progress to the new one: who read both has read it.
async fn rename(c: &mut Conn<'_>, lesson: &Renamed, now: Timestamp) -> Result<(), Fault> {
    let Renamed { course, from, to } = lesson;
    let sql = "INSERT INTO lesson_name (course, former, lesson, renamed_at) VALUES ($1, $2, $3, $4) \
               ON CONFLICT (course, former) DO UPDATE SET lesson = excluded.lesson";
    c.execute(sql, args![course, from, to, now]).await?;
    // a name that is used again leads nowhere else
    c.execute("DELETE FROM lesson_name WHERE course = $1 AND former = $2", args![course, to]).await?;
    let sql = "INSERT INTO progress (account_id, course, lesson, seen_at, done_at, reached, asked) \
               SELECT account_id, course, $3, seen_at, done_at, reached, asked FROM progress WHERE course = $1 AND lesson = $2 \
               ON CONFLICT (account_id, course, lesson) DO UPDATE SET done_at = COALESCE(progress.done_at, excluded.done_at), \
               asked = CASE WHEN excluded.asked = 1 THEN 1 ELSE progress.asked END";
    c.execute(sql, args![course, from, to]).await?;
    c.execute("DELETE FROM progress WHERE course = $1 AND lesson = $2", args![course, from]).await?;
    c.execute("UPDATE inquiry SET lesson = $3 WHERE course = $1 AND lesson = $2", args![course, from, to]).await?;
    Ok(())
}
