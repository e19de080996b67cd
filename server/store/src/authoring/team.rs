//! Who works on a course: its owners, and administrators, give and take roles. A course never loses its last owner.

use super::roles;
use crate::{
    Actor, Fault, Stamp, Store, boxed,
    db::{Arg, Conn, Row, args, dialect, events},
    office::message::inbox::{self, NewMessage},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    account::{Administrator, Author, CourseKeeper},
    event::Event,
    id::AccountId,
    message::InboxMessage,
    workshop::{course_role::CourseRole, place},
};

/// Somebody with a role in a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseMember {
    pub account: AccountId,
    pub login: String,
    pub name: String,
    pub role: CourseRole,
    /// Whether they can use it: their account is not disabled, and teaches the course.
    pub is_active: bool,
}

/// What is decided about somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleGift {
    pub login: String,
    /// Nothing where the role is taken.
    pub role: Option<CourseRole>,
    /// Where nobody had a role yet: whether those who write the course now stay as its editors.
    pub keeps: bool,
}

/// A teacher whose roles reach the course `$1`.
pub(super) const TEACHES: &str = "a.disabled_at IS NULL AND a.roles LIKE '%teacher%' AND (a.courses = '' OR a.roles LIKE '%admin%' \
                       OR ' ' || a.courses || ' ' LIKE '% ' || $1 || ' %')";

/// Whether anybody has a role in the course `$1`.
const NAMED: &str = "SELECT 1 AS there FROM course_role WHERE course = $1 LIMIT 1";

/// Whether an account began a course here.
const MADE: &str = "SELECT 1 AS there FROM workshop_version WHERE path = $1 AND saved_by = $2 AND rev = 1 AND why = 'created'";

fn made_by(course: &str, who: AccountId) -> Vec<Arg> {
    args![format!("{course}/course.md"), who.to_string()]
}

/// Whether the account `a` ever saved anything in the course `$1`.
fn wrote(postgres: bool) -> String {
    format!("EXISTS (SELECT 1 FROM workshop_version v WHERE {} AND v.saved_by = a.id)", dialect::in_course(postgres, "v.path", "$1"))
}

/// So many teachers are offered.
const OFFERED: i64 = 500;

fn member(row: &Row) -> Result<CourseMember, Fault> {
    Ok(CourseMember {
        account: row.parse("account_id")?,
        login: row.text("login")?,
        name: row.text("name")?,
        role: row.with("role", CourseRole::from_code)?,
        is_active: row.int("active")? > 0,
    })
}

impl Store {
    /// Lists who has a role in a course, for whoever keeps it or reads its drafts: owners first.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn course_team(&self, who: &CourseKeeper, course: &str) -> Result<Vec<CourseMember>, Fault> {
        if let CourseKeeper::Author(author) = who {
            self.within(author, course, CourseRole::Reader).await?;
        }
        if !place::is_course(course) || self.core.read.one(known("1 AS there"), args![course, format!("{course}/%")]).await?.is_none() {
            return Err(Fault::Beyond);
        }
        let sql = format!(
            "SELECT r.account_id, r.role, a.login, COALESCE(NULLIF(a.display_name, ''), a.login) AS name, CAST(CASE WHEN {TEACHES} THEN 1 ELSE 0 END AS BIGINT) AS active \
             FROM course_role r JOIN account a ON a.id = r.account_id WHERE r.course = $1 ORDER BY a.login"
        );
        let mut team: Vec<CourseMember> = self.core.read.all(sql, args![course]).await?.iter().map(member).collect::<Result<_, Fault>>()?;
        team.sort_by_key(|member| std::cmp::Reverse(member.role));
        Ok(team)
    }

    /// An administrator lists the courses that are written here, or were published, by name, each with the names of its owners.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn kept_courses(&self, _: &Administrator) -> Result<Vec<(String, Vec<String>)>, Fault> {
        let sql = "SELECT r.course, COALESCE(NULLIF(a.display_name, ''), a.login) AS name FROM course_role r JOIN account a ON a.id = r.account_id \
                   WHERE r.role = 'owner' ORDER BY r.course, a.login";
        let mut owners: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for row in self.core.read.all(sql, vec![]).await? {
            owners.entry(row.text("course")?).or_default().push(row.text("name")?);
        }
        let published = format!("SELECT path FROM publication_file WHERE publication = {} AND path LIKE '%/course.md'", super::NEWEST);
        let sql =
            format!("SELECT path FROM workshop_file WHERE blob IS NOT NULL AND path LIKE '%/course.md' UNION {published} ORDER BY path");
        let rows = self.core.read.all(sql, vec![]).await?;
        let line = |row: &Row| {
            let course = place::course_of(&row.text("path")?).to_string();
            let own = owners.remove(&course).unwrap_or_default();
            Ok((course, own))
        };
        rows.iter().map(line).collect()
    }

    /// Whoever decides about a course lists the teachers who may be given a role in it, by login and name.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not own it; else a [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn course_teachers(&self, who: &CourseKeeper, course: &str) -> Result<Vec<(String, String)>, Fault> {
        if let CourseKeeper::Author(author) = who {
            self.within(author, course, CourseRole::Owner).await?;
        }
        let sql = format!(
            "SELECT a.login, COALESCE(NULLIF(a.display_name, ''), a.login) AS name FROM account a WHERE {TEACHES} ORDER BY a.login LIMIT {OFFERED}"
        );
        let rows = self.core.read.all(sql, args![course]).await?;
        rows.iter().map(|row| Ok((row.text("login")?, row.text("name")?))).collect()
    }

    /// Whether somebody who owns a course, or would if it had owners, says who works on it: in an open one only whoever made it here, and administrators.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read.
    #[boxed]
    pub async fn names_people(&self, who: &CourseKeeper, course: &str) -> Result<bool, Fault> {
        let CourseKeeper::Author(author) = who else { return Ok(true) };
        let named = self.core.read.one(NAMED, args![course]).await?.is_some();
        Ok(named || self.core.read.one(MADE, made_by(course, author.id())).await?.is_some())
    }

    /// An owner of a course, or an administrator, gives a teacher a role in it, another one, or takes it. In an open course an administrator names the first,
    /// or whoever made it, who owns it by that; all whom that concerns are told. `false` where there is no such teacher, or nothing to take.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] where they may not see the course, [`Fault::Role`] where they do not own it, [`Fault::Open`] where nobody does and they did not make
    /// it; [`Fault::LastOwner`] if nobody would be left who owns it; else a [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn give_course_role(&self, who: &CourseKeeper, course: String, gift: RoleGift, stamp: Stamp) -> Result<bool, Fault> {
        let who = who.clone();
        self.core
            .write(move |c| {
                Box::pin(async move {
                    dialect::one_by_one(c, &format!("course {course}")).await?;
                    if let CourseKeeper::Author(author) = &who {
                        roles::hold(c, author, &course, CourseRole::Owner).await?;
                    }
                    let there = c.one(known("1 AS there"), args![&course, format!("{course}/%")]).await?.is_some();
                    if !there || !place::is_course(&course) {
                        return Err(Fault::Beyond);
                    }
                    let RoleGift { login, role, keeps } = gift;
                    let Some(account) = addressee(c, &course, &login, role).await? else { return Ok(false) };
                    name_first(c, &who, (&course, account), keeps, &stamp).await?;
                    let changed = put(c, &course, (account, &login), role, &stamp).await?;
                    let owners = format!("SELECT 1 FROM course_role r JOIN account a ON a.id = r.account_id WHERE r.course = $1 AND r.role = 'owner' AND {TEACHES} LIMIT 1");
                    if c.one(owners, args![&course]).await?.is_none() {
                        return Err(Fault::LastOwner);
                    }
                    if changed && stamp.actor != Actor::Person(account) {
                        let role = role.map(|role| role.code().to_string()).unwrap_or_default();
                        inbox::put_now(c, &stamp, account, InboxMessage::CourseRoleChanged { course, role }).await?;
                    }
                    Ok(true)
                })
            })
            .await
    }
}

/// Whether a course is there: something of it is published, or written, or somebody has a role in it, as where all its drafts were given up.
fn known(columns: &str) -> String {
    format!(
        "SELECT {columns} FROM workshop_file WHERE course = $1 UNION ALL SELECT {columns} FROM course_role WHERE course = $1 UNION ALL SELECT {columns} FROM publication_file \
         WHERE publication = {} AND path LIKE $2 LIMIT 1",
        super::NEWEST
    )
}

/// Whose role is decided: to be given one, a teacher of the course; to lose one, whoever has it.
async fn addressee(c: &mut Conn<'_>, course: &str, login: &str, role: Option<CourseRole>) -> Result<Option<AccountId>, Fault> {
    let sql = match role {
        Some(_) => format!("SELECT a.id FROM account a WHERE a.login = $2 AND {TEACHES}"),
        None => "SELECT a.id FROM account a JOIN course_role r ON r.account_id = a.id WHERE r.course = $1 AND a.login = $2".to_string(),
    };
    c.one(sql, args![course, login]).await?.map(|row| row.parse("id")).transpose()
}

/// In a course where nobody has a role: whoever made it and names the first one owns it, and those who write it now may stay as editors. Those whom it
/// concerns are told, but for the one who is named and hears of it anyway: who has a role by that, and who wrote in the course and has none.
async fn name_first(
    c: &mut Conn<'_>,
    who: &CourseKeeper,
    (course, named): (&str, AccountId),
    keeps: bool,
    stamp: &Stamp,
) -> Result<(), Fault> {
    if c.one(NAMED, args![course]).await?.is_some() {
        return Ok(());
    }
    let me = match who {
        CourseKeeper::Author(author) => Some(Author::id(author)),
        CourseKeeper::Administrator(_) => None,
    };
    if let Some(me) = me
        && c.one(MADE, made_by(course, me)).await?.is_none()
    {
        return Err(Fault::Open);
    }
    let mut told = vec![];
    let sql = format!(
        "SELECT a.id, a.login, CAST(CASE WHEN {} THEN 1 ELSE 0 END AS BIGINT) AS wrote FROM account a WHERE {TEACHES} ORDER BY a.id",
        wrote(c.is_postgres())
    );
    for row in c.all(sql, args![course]).await? {
        let (id, login) = (row.parse::<AccountId>("id")?, row.text("login")?);
        let role = if Some(id) == me { CourseRole::Owner } else { CourseRole::Editor };
        let stays = keeps || Some(id) == me;
        if stays {
            put(c, course, (id, &login), Some(role), stamp).await?;
        }
        if (stays || row.int("wrote")? > 0) && ![Some(named), me].contains(&Some(id)) {
            let role = if stays { role.code().to_string() } else { String::new() };
            let cause = format!("course named {course} {}", stamp.now.ms());
            told.push(NewMessage { to: id, cause, message: InboxMessage::CourseRoleChanged { course: course.into(), role } });
        }
    }
    inbox::put_all(c, stamp, &told).await
}

/// Writes one role, or takes it; `false` where nothing is changed.
async fn put(
    c: &mut Conn<'_>,
    course: &str,
    (id, login): (AccountId, &str),
    role: Option<CourseRole>,
    stamp: &Stamp,
) -> Result<bool, Fault> {
    let changed = match role {
        Some(role) => {
            let sql = "INSERT INTO course_role (course, account_id, role, given_at, given_by) VALUES ($1, $2, $3, $4, $5) \
                       ON CONFLICT (course, account_id) DO UPDATE SET role = excluded.role, given_at = excluded.given_at, given_by = excluded.given_by \
                       WHERE course_role.role <> excluded.role";
            c.execute(sql, args![course, id.to_string(), role.code(), stamp.now, stamp.actor.to_string()]).await?
        }
        None => c.execute("DELETE FROM course_role WHERE course = $1 AND account_id = $2", args![course, id.to_string()]).await?,
    };
    if changed > 0 {
        let event = match role {
            Some(role) => Event::CourseRoleGiven { login: login.into(), role: role.code().into() },
            None => Event::CourseRoleTaken { login: login.into() },
        };
        events::append(c, stamp, course, event).await?;
    }
    Ok(changed > 0)
}
