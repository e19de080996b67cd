//! The names that wait for staff: which, and how many. What they decide is in [`names`](crate::office::names).

use crate::{
    AttemptName, Fault, Store, boxed,
    db::args,
    office::{
        names::{COLUMNS, FROM, read},
        scope,
    },
};
use zhixing_domain::account::Invigilator;

impl Store {
    /// Lists the names that staff have to settle, at most `most` in each of two lists. First those that wait, the longest first: somebody
    /// asked for another name, or a certificate waits for it. Then those of people who sit now or wait for their results, which staff can
    /// confirm while there is time.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn names_to_settle(&self, who: &Invigilator, most: i64) -> Result<(Vec<AttemptName>, Vec<AttemptName>), Fault> {
        let (within, courses) = scope::condition(who.scope(), "t.plan", 2);
        let values = || args![most].into_iter().chain(courses.iter().cloned()).collect::<Vec<_>>();
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} LEFT JOIN certificate_hold h ON h.attempt_id = t.id WHERE t.id IN \
             (SELECT attempt_id FROM certificate_hold WHERE cause IN ('name_missing', 'name_unconfirmed', 'glyph_missing', 'text_too_long') \
             UNION SELECT attempt_id FROM name_request WHERE decided_at IS NULL) AND {within} ORDER BY COALESCE(h.since, q.asked_at), t.id LIMIT $1"
        );
        let waiting: Vec<_> = self.core.read.all(sql, values()).await?.iter().map(read).collect::<Result<_, _>>()?;
        let sql = format!(
            "SELECT {COLUMNS} FROM {FROM} WHERE t.id IN (SELECT id FROM attempt WHERE state IN ('ready', 'in_progress', 'paused') \
             UNION SELECT attempt_id FROM result WHERE released_at IS NULL) \
             AND t.legal_name_source = 'stated' AND t.continued_by IS NULL AND t.state NOT IN ('ready', 'voided') \
             AND NOT EXISTS (SELECT 1 FROM name_request n WHERE n.attempt_id = t.id AND n.decided_at IS NULL) AND {within} ORDER BY t.id LIMIT $1"
        );
        let early = self.core.read.all(sql, values()).await?.iter().map(read).collect::<Result<_, _>>()?;
        Ok((waiting, early))
    }

    /// Counts the names that wait for staff, for the overview.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn count_names(&self, who: &Invigilator) -> Result<i64, Fault> {
        let (within, courses) = scope::condition(who.scope(), "t.plan", 1);
        let sql = format!(
            "SELECT COUNT(*) AS count FROM (SELECT attempt_id FROM certificate_hold \
                   WHERE cause IN ('name_missing', 'name_unconfirmed', 'glyph_missing', 'text_too_long') \
                   UNION SELECT attempt_id FROM name_request WHERE decided_at IS NULL) w JOIN attempt t ON t.id = w.attempt_id WHERE {within}"
        );
        self.core.read.one(sql, courses).await?.map_or(Ok(0), |r| r.int("count"))
    }
}
