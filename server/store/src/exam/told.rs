//! Who hears of what becomes of a session and of the lines of its list: one message for a person and an act, in the transaction of the act.
//!
//! Of the time that is agreed with a person a message says that there is one, or that it changed, and never how much.

use crate::{
    ExamSession, Fault, SessionTerms, Stamp,
    db::{
        Conn, args,
        dialect::{self, row},
    },
    exam::exam_sessions::accommodation,
    office::message::inbox::{self, NewMessage},
};
use std::collections::BTreeMap;
use zhixing_domain::{
    assessment::{Accommodation, Concerned, SessionPhase},
    id::{AccountId, ExamSessionId, MessageId},
    message::{FromTo, InboxMessage, SessionFacts},
};

/// What the line of a person says that is for that person: the room or seat, and the time.
type Line = (String, Accommodation);

/// The accounts of those concerned with their seats, as it is known in the transaction of the change.
pub(crate) async fn people(conn: &mut Conn<'_>, id: ExamSessionId, whom: Concerned) -> Result<Vec<(AccountId, String)>, Fault> {
    match whom {
        Concerned::Nobody => Ok(vec![]),
        Concerned::List => {
            let rows = conn.all("SELECT account_id, room FROM exam_candidate WHERE session = $1", args![id.to_string()]).await?;
            rows.iter().map(|r| Ok((r.parse("account_id")?, r.text("room")?))).collect()
        }
    }
}

/// What is told of other terms of a session: when it is, and else where.
pub(crate) fn of_terms(was: &ExamSession, is: &SessionTerms, seat: &str) -> InboxMessage {
    let (plan, session, place) = (was.plan.clone(), is.name.clone(), FromTo::of(&was.place, &is.place));
    let (before, opens, closes) = ((was.opens, was.closes), is.opens, is.closes);
    let facts = Some(SessionFacts { opens, closes, place: is.place.clone(), seat: seat.into() });
    if before == (opens, closes) {
        InboxMessage::SessionChanged { plan, session, place, seat: None, own_time: false, facts }
    } else {
        InboxMessage::SessionMoved { plan, session, opens, closes, was: Some(before), place, facts }
    }
}

/// When and where a session is, for whoever has this seat.
pub(crate) fn facts(session: &ExamSession, seat: &str) -> Option<SessionFacts> {
    Some(SessionFacts { opens: session.opens, closes: session.closes, place: session.place.clone(), seat: seat.into() })
}

/// Each change of a session is told once to each of them, by what it says to whoever has a seat.
pub(crate) async fn tell(
    conn: &mut Conn<'_>,
    stamp: &Stamp,
    was: &ExamSession,
    whom: &[(AccountId, String)],
    message: impl Fn(&str) -> InboxMessage,
) -> Result<(), Fault> {
    let told = |(to, seat): &(AccountId, String)| {
        let message = message(seat);
        NewMessage { to: *to, cause: format!("{} {} {}", message.kind(), was.id, was.sequence + 1), message }
    };
    inbox::put_all(conn, stamp, &whom.iter().map(told).collect::<Vec<_>>()).await
}

/// The lines that people of these logins have on the list of a session.
pub(crate) async fn lines(conn: &mut Conn<'_>, session: &str, logins: &[&str]) -> Result<BTreeMap<AccountId, Line>, Fault> {
    let wanted = dialect::rows("login, session", logins.iter().map(|login| row![*login, session]));
    let rest = "e JOIN account a ON a.login = e.login JOIN exam_candidate k ON k.account_id = a.id AND k.session = e.session";
    let rows = conn.packed_with(wanted, "k.account_id, k.room, k.factor, k.extra_ms", rest).await?;
    rows.iter().map(|r| Ok((r.parse("account_id")?, (r.text("room")?, accommodation(r)?)))).collect()
}

/// Tells whoever came on a list, and whose line there says something else than before. Who they are; nobody where the session is over or cancelled.
pub(crate) async fn of_lines(
    conn: &mut Conn<'_>,
    stamp: &Stamp,
    session: &ExamSession,
    before: &BTreeMap<AccountId, Line>,
    after: &BTreeMap<AccountId, Line>,
) -> Result<Vec<AccountId>, Fault> {
    if !matches!(session.phase(stamp.now), SessionPhase::Planned | SessionPhase::Open) {
        return Ok(vec![]);
    }
    let messages = after.iter().filter_map(|(to, is)| Some((*to, of_line(session, before.get(to), is)?))).collect();
    put(conn, stamp, session, messages).await
}

/// Tells those who were taken off a list.
pub(crate) async fn of_removal(conn: &mut Conn<'_>, stamp: &Stamp, session: &ExamSession, gone: &[AccountId]) -> Result<(), Fault> {
    let message = InboxMessage::SessionRemoved { plan: session.plan.clone(), session: session.name.clone(), facts: facts(session, "") };
    put(conn, stamp, session, gone.iter().map(|to| (*to, message.clone())).collect()).await.map(|_| ())
}

/// What is told to a person of a line; nothing where it says what it said.
fn of_line(of: &ExamSession, was: Option<&Line>, (seat, time): &Line) -> Option<InboxMessage> {
    let ExamSession { plan, name, place, opens, closes, .. } = of;
    let (plan, session) = (plan.clone(), name.clone());
    match was {
        None => {
            let (opens, closes, place, seat) = (*opens, *closes, place.clone(), seat.clone());
            Some(InboxMessage::SessionListed { plan, session, opens, closes, place, seat, own_time: !time.is_none() })
        }
        Some((sat, had)) => {
            let facts = facts(of, seat);
            let (seat, own_time) = (FromTo::of(sat, seat), had != time);
            (seat.is_some() || own_time).then_some(InboxMessage::SessionChanged { plan, session, place: None, seat, own_time, facts })
        }
    }
}

/// Puts what one act on a list has to say into inboxes: the same can be said again of the next act.
async fn put(
    conn: &mut Conn<'_>,
    stamp: &Stamp,
    session: &ExamSession,
    messages: Vec<(AccountId, InboxMessage)>,
) -> Result<Vec<AccountId>, Fault> {
    let act = stamp.mint(MessageId::new);
    let new: Vec<_> = messages
        .into_iter()
        .map(|(to, message)| NewMessage { to, cause: format!("{} {} {act}", message.kind(), session.id), message })
        .collect();
    inbox::put_all(conn, stamp, &new).await?;
    Ok(new.into_iter().map(|n| n.to).collect())
}
