//! Which colleagues may look over what is to be published in a course.

use super::team::TEACHES;
use crate::{
    Fault, Store, boxed,
    db::{Conn, args, dialect},
};
use zhixing_domain::{account::Author, id::AccountId, workshop::course_role::CourseRole};

/// So many are offered.
const OFFERED: i64 = 200;

/// Why a version says nothing of who wrote its text, in a statement.
const NO_TEXT: &str = "('published', 'discarded', 'still_right')";

/// Those who saved anything of what is to be published in the course `$1`, as `saved_by`: a version of one of its files since that file was published last,
/// whoever saved over it then and also where the draft was given up and taken up again; or the very bytes under another name in the same course.
fn wrote(postgres: bool) -> String {
    let since = "COALESCE((SELECT MAX(p.rev) FROM workshop_version p WHERE p.path = w.path AND p.why = 'published'), 0)";
    format!(
        "SELECT v.saved_by FROM workshop_file w JOIN workshop_version v ON v.path = w.path AND v.rev > {since} WHERE w.course = $1 \
         AND v.why NOT IN {NO_TEXT} UNION ALL SELECT v.saved_by FROM workshop_version v WHERE {} \
         AND v.why NOT IN {NO_TEXT} AND v.blob IN (SELECT w.blob FROM workshop_file w WHERE w.course = $1)",
        dialect::in_course(postgres, "v.path", "$1")
    )
}

/// Whether the account `$2` wrote of the course `$1`.
pub(super) fn has_written(postgres: bool) -> String {
    format!("SELECT 1 AS wrote FROM ({}) x WHERE x.saved_by = $2 LIMIT 1", wrote(postgres))
}

/// Those who review the course `$1`, whatever they wrote: of an open one all who teach it.
fn reviewing(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM account a LEFT JOIN course_role r ON r.account_id = a.id AND r.course = $1 WHERE {TEACHES} \
         AND (r.role IN ('reviewer', 'editor', 'owner') OR NOT EXISTS (SELECT 1 FROM course_role o WHERE o.course = $1))"
    )
}

/// Those who may review the course `$1`, but for the account `$2` and those who wrote of it.
fn may(postgres: bool, columns: &str) -> String {
    format!("{} AND a.id <> $2 AND a.id NOT IN (SELECT x.saved_by FROM ({}) x)", reviewing(columns), wrote(postgres))
}

impl Store {
    /// An author lists the colleagues who may review a course, by login and name.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn reviewers(&self, author: &Author, course: &str) -> Result<Vec<(String, String)>, Fault> {
        self.within(author, course, CourseRole::Reader).await?;
        let columns = "a.login, COALESCE(NULLIF(a.display_name, ''), a.login) AS name";
        let sql = format!("{} ORDER BY a.login LIMIT {OFFERED}", may(self.core.read.is_postgres(), columns));
        let rows = self.core.read.all(sql, args![course, author.id().to_string()]).await?;
        rows.iter().map(|row| Ok((row.text("login")?, row.text("name")?))).collect()
    }
}

/// Who hears that a review is asked for: the colleague who is named; else all who have a role for it, and nobody where the course is open.
pub(crate) async fn asked(c: &mut Conn<'_>, course: &str, me: AccountId, whom: Option<&str>) -> Result<Vec<AccountId>, Fault> {
    let mut values = args![course, me.to_string()];
    let of = match whom {
        Some(login) => {
            values.extend(args![login]);
            "a.login = $3"
        }
        None => "r.role IS NOT NULL",
    };
    let rows = c.all(format!("{} AND {of} ORDER BY a.id LIMIT {OFFERED}", may(c.is_postgres(), "a.id")), values).await?;
    rows.iter().map(|row| row.parse("id")).collect()
}

/// Whether somebody reviews a course, as it is at this moment, whatever they wrote since.
pub(super) async fn reviews(store: &Store, course: &str, who: AccountId) -> Result<bool, Fault> {
    let sql = format!("{} AND a.id = $2 LIMIT 1", reviewing("1 AS there"));
    Ok(store.core.read.one(sql, args![course, who.to_string()]).await?.is_some())
}

/// Whether somebody may review a course in which `asker` asked, as it is at this moment.
pub(super) async fn may_still(store: &Store, course: &str, asker: AccountId, who: AccountId) -> Result<bool, Fault> {
    let sql = one_who_may(store.core.read.is_postgres());
    Ok(store.core.read.one(sql, args![course, asker.to_string(), who.to_string()]).await?.is_some())
}

/// The same, in a transaction.
pub(super) async fn may_still_in(c: &mut Conn<'_>, course: &str, asker: &str, who: &str) -> Result<bool, Fault> {
    Ok(c.one(one_who_may(c.is_postgres()), args![course, asker, who]).await?.is_some())
}

fn one_who_may(postgres: bool) -> String {
    format!("{} AND a.id = $3 LIMIT 1", may(postgres, "1 AS there"))
}
