//! What an author may do with a course: within the courses that the roles of the account reach, and no more than the role in the course says. Every verb of the
//! workshop asks here; those that write ask in their transaction.

use crate::{
    Fault, Stamp, Store,
    authoring::NEWEST,
    boxed,
    db::{Arg, Conn, Row, args},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    account::{Author, Scope},
    id::AccountId,
    workshop::{course_role::CourseRole, place},
};

/// The courses that an author may see.
pub(crate) struct SeenCourses {
    roles: BTreeMap<String, Option<CourseRole>>,
    scope: Scope,
}

impl SeenCourses {
    pub fn has(&self, path: &str) -> bool {
        self.role(place::course_of(path)).is_some()
    }

    /// What the author is in a folder; nothing where they may not see it.
    pub fn role(&self, folder: &str) -> Option<CourseRole> {
        let (named, own) = (self.roles.contains_key(folder), self.roles.get(folder).copied().flatten());
        CourseRole::in_folder(folder, named, own).filter(|_| self.scope.covers_course(folder))
    }
}

/// The author's own role in a course, and whether anybody has one.
const OWN: &str = "SELECT MAX(CASE WHEN account_id = $2 THEN role END) AS own, COUNT(*) AS named FROM course_role WHERE course = $1";

fn of(author: &Author, path: &str) -> Vec<Arg> {
    args![place::course_of(path), author.id().to_string()]
}

fn decide(author: &Author, path: &str, row: Option<Row>, needed: CourseRole) -> Result<CourseRole, Fault> {
    let (named, own) = row.map_or(Ok((0, None)), |row| Ok::<_, Fault>((row.int("named")?, own(&row)?)))?;
    let folder = place::course_of(path);
    let role = CourseRole::in_folder(folder, named > 0, own).filter(|_| author.scope().covers_course(folder));
    match role {
        None => Err(Fault::Beyond),
        Some(role) if role < needed => Err(Fault::Role(needed)),
        Some(role) => Ok(role),
    }
}

fn own(row: &Row) -> Result<Option<CourseRole>, Fault> {
    let code = row.opt_text("own")?;
    code.map(|code| CourseRole::from_code(&code).ok_or_else(|| Fault::corrupt("course_role", code))).transpose()
}

/// Refuses a file of a course in which the author has no such role, as it is at this moment of the transaction.
pub(crate) async fn hold(c: &mut Conn<'_>, author: &Author, path: &str, needed: CourseRole) -> Result<(), Fault> {
    let row = c.one(OWN, of(author, path)).await?;
    decide(author, path, row, needed).map(|_| ())
}

/// Whoever begins a course owns it: one of which nothing was ever published or written.
pub(crate) async fn begin(c: &mut Conn<'_>, course: &str, by: AccountId, stamp: &Stamp) -> Result<(), Fault> {
    let any = format!("{course}/%");
    // what is there is nearly always found by the first of these, and the last ones look at much
    let known = format!(
        "SELECT 1 AS there FROM course_role WHERE course = $1 UNION ALL SELECT 1 FROM workshop_file WHERE course = $1 \
         UNION ALL SELECT 1 FROM publication_file WHERE publication = {NEWEST} AND path LIKE $2 \
         UNION ALL SELECT 1 FROM workshop_version WHERE path LIKE $2 UNION ALL SELECT 1 FROM publication_file WHERE path LIKE $2 LIMIT 1"
    );
    if !place::is_course(course) || c.one(known, args![course, any]).await?.is_some() {
        return Ok(());
    }
    let sql = "INSERT INTO course_role (course, account_id, role, given_at, given_by) VALUES ($1, $2, $3, $4, $5)";
    let row = args![course, by.to_string(), CourseRole::Owner.code(), stamp.now, stamp.actor.to_string()];
    c.execute(sql, row).await.map(|_| ())
}

impl Store {
    /// Refuses a file of a course in which the author has no such role.
    pub(crate) async fn within(&self, author: &Author, path: &str, needed: CourseRole) -> Result<(), Fault> {
        let row = self.core.read.one(OWN, of(author, path)).await?;
        decide(author, path, row, needed).map(|_| ())
    }

    /// An author asks what they may do in the courses in which somebody has a role: nothing where they have none.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn course_roles(&self, author: &Author) -> Result<BTreeMap<String, Option<CourseRole>>, Fault> {
        let sql = "SELECT course, MAX(CASE WHEN account_id = $1 THEN role END) AS own FROM course_role GROUP BY course";
        let rows = self.core.read.all(sql, args![author.id().to_string()]).await?;
        rows.iter().map(|row| Ok((row.text("course")?, own(row)?))).collect()
    }

    /// Which courses an author may see, for lists of many.
    pub(crate) async fn seen_by(&self, author: &Author) -> Result<SeenCourses, Fault> {
        Ok(SeenCourses { roles: self.course_roles(author).await?, scope: author.scope().clone() })
    }

    /// An author asks for their role in a course that they may see.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see it; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn course_role(&self, author: &Author, course: &str) -> Result<CourseRole, Fault> {
        let row = self.core.read.one(OWN, of(author, course)).await?;
        decide(author, course, row, CourseRole::Reader)
    }

    /// A person reads their roles in courses, for the file of everything that is kept about them.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn course_roles_of(&self, account: AccountId) -> Result<Vec<(String, CourseRole)>, Fault> {
        let sql = "SELECT course, role FROM course_role WHERE account_id = $1 ORDER BY course";
        let rows = self.core.read.all(sql, args![account.to_string()]).await?;
        rows.iter().map(|row| Ok((row.text("course")?, row.with("role", CourseRole::from_code)?))).collect()
    }
}
