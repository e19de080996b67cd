//! People come on the list of a session, or their lines there change: the verb that every list goes through, whatever it was read from.

use crate::{
    ExamSession, Fault, Listed, Stamp,
    db::{
        Conn,
        dialect::{self, row},
        events,
    },
    exam::told,
    office::names,
};
use zhixing_domain::{assessment::Accommodation, event::Event, id::AccountId};

/// Puts people whose logins are known on the list of a session, and tells those for whom that changes something. Who they are.
pub(crate) async fn list(
    conn: &mut Conn<'_>,
    session: &ExamSession,
    candidates: &[Listed],
    stamp: &Stamp,
) -> Result<Vec<AccountId>, Fault> {
    if candidates.is_empty() {
        return Ok(vec![]);
    }
    // whoever changes the session stops them first, and both touch lines and papers
    dialect::join_writers(conn, "attempt").await?;
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
    // a paper that was drawn already learns of it too; one that runs is a matter of measures
    let rows = dialect::rows("session, login", candidates.iter().map(|k| row![&id, &k.login]));
    let sql = "UPDATE attempt SET factor = k.factor, agreed_ms = k.extra_ms FROM e JOIN account a ON a.login = e.login \
               JOIN exam_candidate k ON k.session = e.session AND k.account_id = a.id \
               WHERE attempt.session = k.session AND attempt.account_id = k.account_id AND attempt.state = 'ready'";
    conn.execute_with(rows, sql).await?;
    let named = candidates.iter().filter_map(|k| Some((&k.login, k.legal_name.as_ref()?)));
    for (login, name) in named {
        names::confirm_listed(conn, login, name, &id, stamp).await?;
    }
    // who has more time is told to the audit log, not to peers
    let mut said = vec![(id.as_str(), Event::CandidatesListed { candidates: candidates.len() as u64 })];
    let given = candidates.iter().filter_map(|k| Some((&k.login, k.accommodation.filter(|given| !given.is_none())?)));
    said.extend(given.map(|(login, Accommodation { factor, extra })| {
        (id.as_str(), Event::Accommodated { login: login.clone(), factor, extra_ms: extra.ms() })
    }));
    events::append_all(conn, stamp, &said).await?;
    let after = told::lines(conn, &id, &logins).await?;
    told::of_lines(conn, stamp, session, &before, &after).await
}
