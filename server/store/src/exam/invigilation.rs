//! What staff do to attempts. Every act goes to the audit log with its reason, in the same transaction.

use crate::{
    AttemptSummary, Fault, Signer, Stamp, Store, TaskKind, boxed,
    db::{
        Conn, Row, args,
        dialect::{self, row},
        events, outbox,
    },
    exam::{
        attempts, current,
        hearing::{self, Changed},
        news, receipts,
        transition::{self, Written},
    },
    office::{
        message::inbox,
        own::{self, Reach},
    },
};
use std::collections::{HashMap, HashSet};
use zhixing_domain::{
    account::Invigilator,
    attempt::{Measure, MeasureRefusal, Outage, Progress, State, Transition, Word, is_grant},
    event::{Event, IrregularityReport},
    id::AttemptId,
    question::ItemKey,
    time::{Span, Timestamp},
};

/// What became of one attempt of those a measure was meant for; `None` where there is no such attempt for who acts:
/// it is their own, or beyond their scope.
pub type Measured = (AttemptId, Option<Result<AttemptSummary, MeasureRefusal>>);

/// Why an attempt is not reopened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReopenRefusal {
    /// There is no such attempt.
    NotFound,
    /// Nothing, or more than a day.
    Amount,
    /// It has not ended, or does not count.
    NotEnded,
    /// It goes on already, or the person has another open attempt.
    GoesOn,
    /// Its result is released: that is for an appeal.
    Released,
}

/// The most attempts that one transaction changes, so that saves in between do not wait.
pub const AT_ONCE: usize = 500;

impl Store {
    /// Staff take one measure (more time, a pause, an end …) upon at most [`AT_ONCE`] attempts. Each attempt has its own outcome: `None` if
    /// it does not exist or is their own, a [`MeasureRefusal`] if the measure does not fit it.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if something else changed one of the attempts at the same moment: then none was changed.
    #[boxed]
    pub async fn measure(
        &self,
        who: &Invigilator,
        ids: Vec<AttemptId>,
        measure: Measure,
        reason: String,
        stamp: Stamp,
    ) -> Result<Vec<Measured>, Fault> {
        let (who, ids, signer) = (who.clone(), each_once(ids), self.signer());
        self.core.write(move |c| Box::pin(async move { take(c, &who, &ids, measure, &reason, signer.as_ref(), &stamp).await })).await
    }

    /// Staff take the pen from the page that holds it: the next page that saves has it. `false` if no page held it, or the attempt does not
    /// run and is not paused: then nothing was changed.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if it is their own attempt.
    #[boxed]
    pub async fn free_pen(&self, _: &Invigilator, id: AttemptId, reason: String, stamp: Stamp) -> Result<bool, Fault> {
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Attempt(id)).await?;
                    let sql = "UPDATE attempt SET writer = NULL WHERE id = $1 AND writer IS NOT NULL \
                               AND state IN ('in_progress', 'paused')";
                    let freed = c.execute(sql, args![id.to_string()]).await? > 0;
                    if freed {
                        events::append(c, &stamp, &id.to_string(), Event::WriterReleased { reason }).await?;
                    }
                    Ok(freed)
                })
            })
            .await
    }

    /// Staff let an ended attempt go on as a new segment with its own `time`, on the same paper with the same answers, and get the
    /// segment's id. With `late` the segment also takes what arrived too late, in a pause or after the end. The ended attempt stays as it
    /// was, and no longer counts.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// The inner error says why it is not reopened; it is [`ReopenRefusal::GoesOn`] also if two people reopen it at the same moment.
    /// [`Fault::Own`] if it is their own attempt.
    #[boxed]
    pub async fn reopen(
        &self,
        _: &Invigilator,
        id: AttemptId,
        time: Span,
        late: bool,
        reason: String,
        stamp: Stamp,
    ) -> Result<Result<AttemptId, ReopenRefusal>, Fault> {
        if !is_grant(time) {
            return Ok(Err(ReopenRefusal::Amount));
        }
        let reopened = self.core.write(move |c| Box::pin(async move { continue_from(c, id, time, late, &reason, &stamp).await })).await;
        match reopened {
            Err(Fault::Conflict) => Ok(Err(ReopenRefusal::GoesOn)),
            other => other,
        }
    }

    /// Staff send a message to candidates whose attempts are open; their pages show it when they next hear from the server. Where none of those named
    /// sits any more it is a word after the exam, and goes to their inboxes. Each attempt has its own outcome: `None` if it does not exist or is their
    /// own, [`MeasureRefusal::Over`] if it has ended and others still sit.
    ///
    /// # Errors
    ///
    /// [`Fault::Conflict`] if `ids` names an open attempt twice: then no message is sent.
    #[boxed]
    pub async fn notify(&self, who: &Invigilator, ids: Vec<AttemptId>, text: String, stamp: Stamp) -> Result<Vec<Measured>, Fault> {
        let (who, ids) = (who.clone(), each_once(ids));
        self.core
            .write(move |c| {
                Box::pin(async move {
                    let known = attempts::lock(c, ids.iter().copied()).await?;
                    let ended = |a: &AttemptSummary| a.state.phase().is_final();
                    let theirs = |a: &&AttemptSummary| who.may_act(a.account, &a.plan);
                    let after = known.values().filter(theirs).all(ended);
                    let open = |a: &AttemptSummary| if ended(a) && !after { Err(MeasureRefusal::Over) } else { Ok(a.clone()) };
                    let told: Vec<Measured> = ids.iter().map(|id| (*id, known.get(id).filter(theirs).map(open))).collect();
                    let ids: Vec<String> = told.iter().filter(|(_, t)| matches!(t, Some(Ok(_)))).map(|(id, _)| id.to_string()).collect();
                    let said: Vec<_> = ids.iter().map(|id| (id.as_str(), Event::Notified { text: text.clone() })).collect();
                    if after {
                        events::append_all(c, &stamp, &said).await?;
                        let written = told.iter().filter_map(|(_, t)| t.as_ref()?.as_ref().ok());
                        inbox::put_all(c, &stamp, &written.map(|a| hearing::word_after(a, &text, &stamp)).collect::<Vec<_>>()).await?;
                        return Ok(told);
                    }
                    news::say(c, &stamp, &ids.iter().map(|id| (id.as_str(), Word::Wrote(text.clone()))).collect::<Vec<_>>()).await?;
                    news::put(c, &ids, stamp.now, None).await?;
                    events::append_all(c, &stamp, &said).await?;
                    Ok(told)
                })
            })
            .await
    }

    /// Staff report an irregularity of an attempt for people to read. It never punishes by itself.
    ///
    /// # Errors
    ///
    /// [`Fault::Beyond`] if the role does not reach the course.
    /// [`Fault::Own`] if it is an attempt of the person who acts.
    #[boxed]
    pub async fn report_irregularity(&self, _: &Invigilator, id: AttemptId, report: IrregularityReport, stamp: Stamp) -> Result<(), Fault> {
        let reported = Event::Irregularity { report };
        self.core
            .write(move |c| {
                Box::pin(async move {
                    own::refuse(c, &stamp, Reach::Attempt(id)).await?;
                    events::append(c, &stamp, &id.to_string(), reported).await
                })
            })
            .await
    }

    /// The server notes at a running attempt that its candidate looked for keys, at this door.
    ///
    /// # Errors
    ///
    /// A [`Fault`] if the database cannot be read or written.
    #[boxed]
    pub async fn note_keys_wait(&self, id: AttemptId, door: String, stamp: Stamp) -> Result<(), Fault> {
        let noted = Event::Irregularity { report: IrregularityReport::KeysWait { door } };
        self.core.write(move |c| Box::pin(async move { events::append(c, &stamp, &id.to_string(), noted).await })).await
    }
}

/// A form may name the same attempt twice.
fn each_once(mut ids: Vec<AttemptId>) -> Vec<AttemptId> {
    let mut seen = HashSet::new();
    ids.retain(|id| seen.insert(*id));
    ids
}

async fn take(
    conn: &mut Conn<'_>,
    who: &Invigilator,
    ids: &[AttemptId],
    measure: Measure,
    reason: &str,
    signer: Option<&Signer>,
    stamp: &Stamp,
) -> Result<Vec<Measured>, Fault> {
    let known = attempts::lock(conn, ids.iter().copied()).await?;
    let outages = match measure {
        Measure::GiveBack { .. } => outages(conn, ids).await?,
        _ => HashMap::new(),
    };
    let (measured, changed) = decisions(who, (ids, known), &outages, measure, stamp.now);
    let ended = changed.iter().filter(|of| matches!(of.change.timing().state, State::Ended { .. })).map(|of| of.id);
    let answers = current::of_all(conn, ended).await?;
    let (mut written, mut events) = (Vec::with_capacity(changed.len()), Vec::with_capacity(changed.len()));
    for Changed { id, subject, more, change, .. } in &changed {
        let receipt = match change.timing().state {
            State::Ended { at, .. } => Some(receipts::receipt(*id, at, answers.get(id).map_or(&[][..], Vec::as_slice))),
            _ => None,
        };
        let seal = receipt.as_ref().zip(signer).map(|(receipt, signer)| receipts::seal(receipt, signer));
        written.push(Written { id: *id, change, seal });
        events.push((subject.as_str(), measure.event(*more, reason, receipt.map(|r| r.digest()))));
    }
    transition::write(conn, &written).await?;
    let told: Vec<String> = changed.iter().map(|of| of.subject.clone()).collect();
    news::put(conn, &told, stamp.now, (measure == Measure::Pause).then_some(reason)).await?;
    events::append_all(conn, stamp, &events).await?;
    follow(conn, measure, &changed, stamp).await?;
    hearing::tell(conn, measure, &changed, reason, stamp).await?;
    Ok(measured)
}

/// Asks the domain about each attempt: what is told of it, and what is to be written.
fn decisions(
    who: &Invigilator,
    (ids, mut known): (&[AttemptId], HashMap<AttemptId, AttemptSummary>),
    outages: &HashMap<AttemptId, Outage>,
    measure: Measure,
    now: Timestamp,
) -> (Vec<Measured>, Vec<Changed>) {
    let mut changed = vec![];
    let measured = ids.iter().map(|id| {
        let Some(attempt) = known.remove(id).filter(|a| who.may_act(a.account, &a.plan)) else { return (*id, None) };
        let before = attempt.timing();
        match before.intervene(measure.with_outage(outages.get(id).copied().unwrap_or_default()), now) {
            Ok(change) => {
                let (after, more) = (change.timing(), change.timing().terms.granted - before.terms.granted);
                if (after.state, after.terms) != (before.state, before.terms) {
                    let (account, plan) = (attempt.account, attempt.plan.clone());
                    changed.push(Changed { id: *id, subject: id.to_string(), account, plan, more, change: change.clone() });
                }
                (*id, Some(Ok(attempt.changed(&change))))
            }
            Err(refusal) => (*id, Some(Err(refusal))),
        }
    });
    (measured.collect(), changed)
}

/// What follows from a measure beside the attempts themselves.
async fn follow(conn: &mut Conn<'_>, measure: Measure, changed: &[Changed], stamp: &Stamp) -> Result<(), Fault> {
    match measure {
        // what a voided segment went on from counts again
        Measure::Void => {
            let ids = dialect::rows("id", changed.iter().map(|of| row![&of.subject]));
            conn.execute_with(ids, "UPDATE attempt SET continued_by = NULL WHERE continued_by IN (SELECT id FROM e)").await?;
        }
        Measure::GiveBack { .. } => {
            let rows = dialect::rows("attempt, more", changed.iter().map(|of| row![&of.subject, of.more.ms()]));
            let sql = "INSERT INTO outage_grant (attempt_id, given_ms) SELECT * FROM e WHERE true \
                       ON CONFLICT (attempt_id) DO UPDATE SET given_ms = outage_grant.given_ms + excluded.given_ms";
            conn.execute_with(rows, sql).await?;
        }
        Measure::Terminate => {
            let ended: Vec<&str> = changed.iter().map(|of| of.subject.as_str()).collect();
            outbox::queue_all(conn, stamp, TaskKind::Grade, &ended).await?;
        }
        _ => {}
    }
    Ok(())
}

/// Writes a segment: the same paper, answers and flags, with its own time.
async fn copy(conn: &mut Conn<'_>, old: AttemptId, new: AttemptId, segment: &Transition, now: Timestamp) -> Result<(), Fault> {
    let (old, new) = (old.to_string(), new.to_string());
    let sql = "INSERT INTO attempt (id, account_id, plan, plan_version, number, paper, state, limit_ms, factor, granted_ms, paused_ms, \
               window_granted_ms, created_at, started_at, deadline_at, session, progress, segment_of, legal_name, legal_name_source) \
               SELECT $2, account_id, plan, plan_version, (SELECT MAX(n.number) + 1 FROM attempt n WHERE n.account_id = o.account_id AND n.plan = o.plan), \
               paper, $7, $3, $8, 0, 0, 0, $4, $4, $5, session, $6, id, legal_name, legal_name_source FROM attempt o WHERE o.id = $1";
    let stands = segment.timing();
    let values = args![
        &old,
        &new,
        stands.terms.limit.ms(),
        now,
        stands.due().map(|d| d.0),
        stands.progress.map(Progress::to_text),
        stands.state.phase().code(),
        i64::from(stands.terms.factor),
    ];
    conn.execute(sql, values).await?;
    conn.execute("UPDATE attempt SET continued_by = $2 WHERE id = $1", args![&old, &new]).await?;
    let sql = "INSERT INTO answer (attempt_id, item, rev, value, digest, writer, seq, received_at) \
               SELECT $2, item, rev, value, digest, writer, seq, received_at FROM answer WHERE attempt_id = $1";
    conn.execute(sql, args![&old, &new]).await?;
    let sql = "INSERT INTO flag (attempt_id, item) SELECT $2, item FROM flag WHERE attempt_id = $1";
    conn.execute(sql, args![&old, &new]).await?;
    Ok(())
}

/// What is known of the outages of these attempts; nothing of those whose page told of none.
async fn outages(conn: &mut Conn<'_>, ids: &[AttemptId]) -> Result<HashMap<AttemptId, Outage>, Fault> {
    let ids = dialect::rows("id", ids.iter().map(|id| row![id.to_string()]));
    let rest = "e JOIN presence p ON p.attempt_id = e.id LEFT JOIN outage_grant g ON g.attempt_id = p.attempt_id";
    let rows = conn.packed_with(ids, "p.attempt_id, p.outage_ms, COALESCE(g.given_ms, 0) AS given_ms", rest).await?;
    let read = |r: &Row| {
        let (measured, given) = (Span::from_ms(r.int("outage_ms")?), Span::from_ms(r.int("given_ms")?));
        Ok((r.parse("attempt_id")?, Outage { measured, given }))
    };
    rows.iter().map(read).collect()
}

async fn continue_from(
    conn: &mut Conn<'_>,
    id: AttemptId,
    time: Span,
    late: bool,
    reason: &str,
    stamp: &Stamp,
) -> Result<Result<AttemptId, ReopenRefusal>, Fault> {
    own::refuse(conn, stamp, Reach::Attempt(id)).await?;
    let found = attempts::lock(conn, [id].into_iter()).await?.remove(&id);
    let Some(old) = found else { return Ok(Err(ReopenRefusal::NotFound)) };
    let Some(segment) = old.timing().segment(time, stamp.now) else { return Ok(Err(ReopenRefusal::NotEnded)) };
    let open = "SELECT 1 FROM attempt WHERE account_id = $1 AND plan = $2 AND state IN ('ready', 'in_progress', 'paused')";
    if old.continued_by.is_some() || conn.one(open, args![old.account.to_string(), &old.plan]).await?.is_some() {
        return Ok(Err(ReopenRefusal::GoesOn));
    }
    let released = "SELECT 1 FROM result WHERE attempt_id = $1 AND released_at IS NOT NULL";
    if conn.one(released, args![id.to_string()]).await?.is_some() {
        return Ok(Err(ReopenRefusal::Released));
    }
    let new = stamp.mint(AttemptId::new);
    copy(conn, id, new, &segment, stamp.now).await?;
    let late = if late { take_late(conn, &old, new).await? } else { vec![] };
    let reopened = Event::Reopened { segment: new, ms: time.ms(), late, reason: reason.into() };
    events::append(conn, stamp, &id.to_string(), reopened).await?;
    events::append(conn, stamp, &new.to_string(), Event::Started { plan: old.plan, segment_of: Some(id) }).await?;
    Ok(Ok(new))
}

/// Of each item the newest value that came too late, or in a pause, becomes the answer of the new segment. The items.
///
/// Only the page that held the pen speaks for the candidate: what a page had left that lost it may be older than what is saved, and so may a
/// request that was long on its way. Where nobody holds the pen such a value fills what is open, and changes no other page's answer.
async fn take_late(conn: &mut Conn<'_>, old: &AttemptSummary, new: AttemptId) -> Result<Vec<ItemKey>, Fault> {
    let pen = old.writer.map(|w| w.to_string()).unwrap_or_default();
    let sql = "SELECT item, value, digest, writer, seq, received_at FROM answer_event \
               WHERE attempt_id = $1 AND rev IS NULL AND value <> '' AND verdict IN ('late', 'not_running', 'paused') AND item NOT LIKE '~%' \
               AND ($2 = '' OR writer = $2) ORDER BY received_at, seq, op_id";
    let mut items: Vec<ItemKey> = vec![];
    for row in conn.all(sql, args![old.id.to_string(), &pen]).await? {
        let item = ItemKey(row.text("item")?);
        let (value, digest, writer) = (row.text("value")?, row.text("digest")?, row.text("writer")?);
        let sql = "INSERT INTO answer (attempt_id, item, rev, value, digest, writer, seq, received_at) VALUES ($1, $2, 1, $3, $4, $5, $6, $7) \
                   ON CONFLICT (attempt_id, item) DO UPDATE SET rev = answer.rev + 1, value = excluded.value, digest = excluded.digest, \
                   writer = excluded.writer, seq = excluded.seq, received_at = excluded.received_at \
                   WHERE CASE WHEN answer.writer = excluded.writer THEN answer.seq < excluded.seq ELSE excluded.writer = $8 END";
        let values = args![new.to_string(), &item.0, value, digest, writer, row.int("seq")?, row.time("received_at")?, &pen];
        let taken = conn.execute(sql, values).await? > 0;
        if taken && !items.contains(&item) {
            items.push(item);
        }
    }
    Ok(items)
}
