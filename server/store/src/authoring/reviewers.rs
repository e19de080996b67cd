//! Which colleagues may look over what is to be published in a course.

use super::team::TEACHES;
use crate::{
    Fault, Store, boxed,
    db::{Conn, args},
};
use zhixing_domain::{account::Author, id::AccountId, workshop::course_role::CourseRole};

/// So many are offered.
const OFFERED: i64 = 200;

/// The last version of the file of a draft, `w`, that was published, in a statement.
pub(super) const SINCE: &str = "COALESCE((SELECT MAX(p.rev) FROM workshop_version p WHERE p.path = w.path AND p.why = 'published'), 0)";

/// Those who may review the course `$1`, but for the account `$2` and those who wrote of it: of an open one all who teach it.
fn may(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM account a LEFT JOIN course_role r ON r.account_id = a.id AND r.course = $1 WHERE {TEACHES} AND a.id <> $2 \
         AND NOT EXISTS (SELECT 1 FROM workshop_file w JOIN workshop_version v ON v.path = w.path WHERE w.course = $1 AND v.saved_by = a.id \
         AND v.why NOT IN ('published', 'discarded') AND v.rev > {SINCE}) \
         AND (r.role IN ('reviewer', 'editor', 'owner') OR NOT EXISTS (SELECT 1 FROM course_role o WHERE o.course = $1))"
    )
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
        let sql = format!("{} ORDER BY a.login LIMIT {OFFERED}", may("a.login, COALESCE(NULLIF(a.display_name, ''), a.login) AS name"));
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
    let rows = c.all(format!("{} AND {of} ORDER BY a.id LIMIT {OFFERED}", may("a.id")), values).await?;
    rows.iter().map(|row| row.parse("id")).collect()
}
