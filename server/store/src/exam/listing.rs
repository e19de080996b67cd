//! People come on the list of a session, or their lines there change: the verb that every list goes through, whatever it was read from.

use crate::{
    Fault, Stamp, Store, boxed,
    db::{
        Conn, args,
        dialect::{self, row},
        events,
    },
    exam::{
        exam_sessions::{ExamSession, Listed, find},
        told,
    },
    office::{names, own, scope},
};
use std::collections::HashMap;
use zhixing_domain::{
    account::{self, Invigilator},
    assessment::Accommodation,
    event::Event,
    id::{AccountId, ExamSessionId},
};

impl Store {
    /// Staff put people on the list of a session, or change their room and accommodation, some people at a time; papers that nobody has
    /// started follow. A legal name on the list is confirmed. Gives the logins that nobody has: if there are any, nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if the list names the person who acts: then nothing was changed. [`Fault::Partly`] if it stops among many;
    /// [`Fault::Missing`] if there is no such session.
    #[boxed]
    pub async fn list_candidates(
        &self,
        who: &Invigilator,
        session: ExamSessionId,
        mut candidates: Vec<Listed>,
        stamp: Stamp,
    ) -> Result<Vec<String>, Fault> {
        let row = self.core.read.one("SELECT plan FROM exam_session WHERE id = $1", args![session.to_string()]).await?;
        scope::within(who.scope(), &row.ok_or(Fault::Missing("session"))?.parse("plan")?)?;
        let (known, unknown) = self.spelled(&mut candidates).await?;
        if !unknown.is_empty() {
            return Ok(unknown);
        }
        let own = own::person(&stamp);
        if candidates.iter().any(|k| own.is_some() && known.get(&k.login) == own.as_ref()) {
            return Err(Fault::Own);
        }
        self.core
            .write_in_portions(candidates, stamp, move |c, candidates, stamp| {
                Box::pin(async move {
                    // whoever changes the session stops them first, and both touch lines and papers
                    dialect::join_writers(c, "attempt").await?;
                    let session = find(c, session).await?;
                    list(c, &session, &candidates, &stamp).await
                })
            })
            .await?;
        Ok(vec![])
    }

    /// Writes each login of a list as it is kept. Whose they are, and those that nobody has.
    async fn spelled(&self, candidates: &mut [Listed]) -> Result<(HashMap<String, AccountId>, Vec<String>), Fault> {
        let wanted = dialect::rows("login", candidates.iter().flat_map(|k| account::spellings(&k.login)).map(|login| row![login]));
        let known = self.core.read.packed_with(wanted, "a.login, a.id", "e JOIN account a ON a.login = e.login").await?;
        let known: HashMap<String, AccountId> =
            known.iter().map(|r| Ok((r.text("login")?, r.parse("id")?))).collect::<Result<_, Fault>>()?;
        let mut unknown = vec![];
        for candidate in candidates {
            match account::spellings(&candidate.login).into_iter().find(|login| known.contains_key(login)) {
                Some(login) => candidate.login = login,
                None => unknown.push(candidate.login.clone()),
            }
        }
        Ok((known, unknown))
    }
}

/// A paper that was drawn already learns of the time that is given, too; one that runs is a matter of measures.
async fn tell_papers(conn: &mut Conn<'_>, session: &str, candidates: &[Listed]) -> Result<(), Fault> {
    let rows = dialect::rows("session, login", candidates.iter().map(|k| row![session, &k.login]));
    let sql = "UPDATE attempt SET factor = k.factor, agreed_ms = k.extra_ms FROM e JOIN account a ON a.login = e.login \
               JOIN exam_candidate k ON k.session = e.session AND k.account_id = a.id \
               WHERE attempt.session = k.session AND attempt.account_id = k.account_id AND attempt.state = 'ready'";
    conn.execute_with(rows, sql).await.map(|_| ())
}

/// Who has more time is told to the audit log, not to peers.
fn events_of<'s>(session: &'s str, candidates: &[Listed]) -> Vec<(&'s str, Event)> {
    let given = candidates.iter().filter_map(|k| Some((&k.login, k.accommodation.filter(|given| !given.is_none())?)));
    let given =
        given.map(|(login, Accommodation { factor, extra })| Event::Accommodated { login: login.clone(), factor, extra_ms: extra.ms() });
    let listed = Event::CandidatesListed { candidates: candidates.len() as u64 };
    [listed].into_iter().chain(given).map(|event| (session, event)).collect()
}

/// Puts people whose logins are known on the list of a session that nobody changes meanwhile, and tells those for whom that changes something. Who
/// they are.
pub(crate) async fn list(
    conn: &mut Conn<'_>,
    session: &ExamSession,
    candidates: &[Listed],
    stamp: &Stamp,
) -> Result<Vec<AccountId>, Fault> {
    if candidates.is_empty() {
        return Ok(vec![]);
    }
    let id = session.id.to_string();
    let logins: Vec<&str> = candidates.iter().map(|k| k.login.as_str()).collect();
    let before = told::lines(conn, &id, &logins).await?;
    let rows = candidates.iter().map(|k| {
        let (room, given) = (k.room.as_deref().unwrap_or_default(), k.accommodation.unwrap_or_default());
        let says = [k.room.is_some(), k.accommodation.is_some()].map(i64::from);
        row![&id, &k.login, room, i64::from(given.factor), given.extra.ms(), says[0], says[1], stamp.now]
    });
    // what the list does not say is asked of the line that is there
    let sql = "INSERT INTO exam_candidate (session, account_id, room, factor, extra_ms, listed_at) \
               SELECT e.session, a.id, CASE WHEN e.says_room = 1 THEN e.room ELSE COALESCE(k.room, '') END, \
               CASE WHEN e.says_time = 1 THEN e.factor ELSE COALESCE(k.factor, e.factor) END, \
               CASE WHEN e.says_time = 1 THEN e.extra ELSE COALESCE(k.extra_ms, e.extra) END, e.at \
               FROM e JOIN account a ON a.login = e.login AND a.merged_into IS NULL \
               LEFT JOIN exam_candidate k ON k.session = e.session AND k.account_id = a.id WHERE true \
               ON CONFLICT (session, account_id) DO UPDATE SET room = excluded.room, factor = excluded.factor, extra_ms = excluded.extra_ms";
    conn.execute_with(dialect::rows("session, login, room, factor, extra, says_room, says_time, at", rows), sql).await?;
    tell_papers(conn, &id, candidates).await?;
    let named = candidates.iter().filter_map(|k| Some((&k.login, k.legal_name.as_ref()?)));
    for (login, name) in named {
        names::confirm_listed(conn, login, name, &id, stamp).await?;
    }
    events::append_all(conn, stamp, &events_of(&id, candidates)).await?;
    let after = told::lines(conn, &id, &logins).await?;
    told::of_lines(conn, stamp, session, &before, &after).await
}
