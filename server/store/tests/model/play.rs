//! Plays an interleaving on the model and on the store at once, and compares after every step.

use crate::{
    Statistics,
    bench::{BEGIN, Bench, dice, stamp},
    model::{ALLOWED, Attempt, CLOSES_MS, LIMIT_MS, Outcome, Phase, SEGMENT_MS},
    paper,
    step::{ONWARD, Save, Step},
};
use zhixing_domain::{
    assessment::{Accommodation, StartRefusal, Window},
    attempt::{Ending, Measure, MeasureRefusal, OperationOutcome, Receipt, Refusal, State},
    id::{AccountId, AttemptId, OperationId},
    plan_ref::PlanRef,
    time::{Span, Timestamp},
};
use zhixing_store::{SaveRequest, Start};

struct Play<'b> {
    bench: &'b mut Bench,
    /// Whether the paper has sections.
    sections: bool,
    who: AccountId,
    now: i64,
    attempts: Vec<Attempt>,
    /// Operations as they were sent, with the attempt they were for.
    sent: Vec<(AttemptId, OperationId, Save)>,
    receipts: Vec<(AttemptId, Receipt)>,
}

type Told = Result<String, String>;

/// One interleaving from the beginning, for a person of its own.
pub async fn case(bench: &mut Bench, sections: bool, steps: &[Step], statistics: &mut Statistics) -> Result<(), String> {
    let who = bench.newcomer().await;
    let mut play = Play { bench, sections, who, now: BEGIN.ms(), attempts: vec![], sent: vec![], receipts: vec![] };
    for (n, step) in steps.iter().enumerate() {
        let told = play.take(step).await.map_err(|e| format!("step {n}, {step:?}: {e}"))?;
        *statistics.entry(told).or_default() += 1;
        play.compare().await.map_err(|e| format!("after step {n}, {step:?}: {e}"))?;
    }
    // nothing stays behind that the sweep of a later interleaving would find
    if let Some(open) = play.attempts.iter().find(|a| a.is_open()) {
        let voided = play
            .bench
            .store
            .measure(&play.bench.staff, vec![open.id], Measure::Void, "end".into(), stamp(Timestamp::from_ms(play.now)))
            .await;
        voided.map_err(|e| e.to_string())?;
    }
    Ok(())
}

fn agree<T: PartialEq + std::fmt::Debug>(what: &str, store: T, model: T) -> Result<(), String> {
    if store == model { Ok(()) } else { Err(format!("{what}: the store says {store:?}, the model {model:?}")) }
}

fn outcome(outcome: Option<OperationOutcome>) -> Outcome {
    match outcome {
        Some(OperationOutcome::Applied { rev }) => Outcome::Applied(rev),
        Some(OperationOutcome::Kept(why)) => Outcome::Kept(why.code()),
        Some(OperationOutcome::Refused(Refusal::UnknownItem)) => Outcome::Refused("unknown_item"),
        Some(OperationOutcome::Refused(Refusal::NotOpen)) => Outcome::Refused("not_open"),
        Some(OperationOutcome::Refused(Refusal::Passed)) => Outcome::Refused("passed"),
        Some(OperationOutcome::Refused(Refusal::IdReused)) => Outcome::Refused("id_reused"),
        Some(OperationOutcome::Refused(Refusal::Invalid(_))) => Outcome::Refused("invalid"),
        None => Outcome::Refused("no attempt"),
    }
}

impl Play<'_> {
    fn now(&self) -> Timestamp {
        Timestamp::from_ms(self.now)
    }

    /// The attempt that steps are about: the open one, else the last.
    fn last(&mut self) -> Option<&mut Attempt> {
        let place = self.attempts.iter().position(Attempt::is_open).or(self.attempts.len().checked_sub(1))?;
        self.attempts.get_mut(place)
    }

    fn request(&self, id: AttemptId, who: AccountId, op_id: OperationId, save: Save) -> SaveRequest {
        SaveRequest::new(id, who, paper::operation(op_id, save), paper::place(save, self.sections), self.now())
    }

    async fn take(&mut self, step: &Step) -> Told {
        match step {
            Step::Start => self.start(false).await,
            Step::StartTwiceAtOnce => self.start(true).await,
            Step::Save(save) => {
                let told = self.saves(&[*save]).await?;
                Ok(told)
            }
            Step::Group(saves) => {
                self.saves(saves).await.map(|t| if t.ends_with("nothing to save to") { t } else { "group of saves".into() })
            }
            Step::Reordered(seq, named) => {
                let save = |item, seq, named| Save { item, option: 1, writer: 0, seq, named };
                self.saves(&[save(ONWARD + 1, *seq, named.then_some((seq - 1, 1))), save(0, seq - 1, None)]).await
            }
            Step::Replay(n) => self.again(*n, false).await,
            Step::Reuse(n) => self.again(*n, true).await,
            Step::Stranger(save) => self.stranger(*save).await,
            Step::TakePen(n) => self.take_pen(*n).await,
            Step::FreePen => self.free_pen().await,
            Step::Pause => self.measure("pause", Measure::Pause, Attempt::pause).await,
            Step::Resume => self.measure("resume", Measure::Resume, Attempt::resume).await,
            Step::Extend { minutes, window } => {
                let (by, window) = (Span::from_minutes(*minutes), *window);
                self.measure("extend", Measure::Extend { by, window }, |a, now| a.extend(by.ms(), window, now)).await
            }
            Step::Revoke { minutes } => {
                let by = Span::from_minutes(*minutes);
                self.measure("revoke", Measure::Revoke { by }, |a, now| a.revoke(by.ms(), now)).await
            }
            Step::Terminate => self.measure("terminate", Measure::Terminate, Attempt::terminate).await,
            Step::Void => self.measure("void", Measure::Void, Attempt::void).await,
            Step::Submit => self.submit().await,
            Step::Sweep => self.sweep().await,
            Step::Reopen { late } => self.reopen(*late).await,
            Step::Seconds(n) => self.pass(n * 1_000),
            Step::Minutes(n) => self.pass(n * 60_000),
            Step::Crash => {
                self.bench.crash().await;
                Ok("crash".into())
            }
        }
    }

    fn pass(&mut self, ms: i64) -> Told {
        self.now += ms;
        Ok("time passes".into())
    }

    fn new_start(&self) -> Start {
        Start {
            id: AttemptId::new(self.now(), dice()),
            account: self.who,
            plan: PlanRef::new("course", "exam"),
            plan_version: "1".into(),
            limit: Span::from_ms(LIMIT_MS),
            window: Window { opens: None, closes: Some(BEGIN + Span::from_ms(CLOSES_MS)) },
            session: None,
            accommodation: Accommodation::default(),
            certifies: true,
            allowed: ALLOWED as u32,
            paper: paper::paper(self.sections),
        }
    }

    /// I9, I10: any number of starts at once are one attempt.
    async fn start(&mut self, twice: bool) -> Told {
        if let Some(open) = self.attempts.iter_mut().find(|a| a.is_open()) {
            open.end(self.now, false);
        }
        let store = &self.bench.store;
        let first = store.start_attempt(self.new_start(), stamp(self.now()));
        let replies = if twice {
            let (a, b) = tokio::join!(first, store.start_attempt(self.new_start(), stamp(self.now())));
            vec![a, b]
        } else {
            vec![first.await]
        };
        let replies: Vec<_> = replies.into_iter().collect::<Result<_, _>>().map_err(|e| e.to_string())?;
        let ids: Vec<_> = replies.iter().map(|r| r.as_ref().map(|s| s.id).map_err(|e| *e)).collect();
        if ids.iter().any(|id| *id != ids[0]) {
            return Err(format!("two starts at once: {ids:?}"));
        }
        let used = self.attempts.iter().filter(|a| a.phase != Phase::Voided && !a.segment).count();
        let open = self.attempts.iter().find(|a| a.is_open()).map(|a| a.id);
        let expected = match open {
            Some(id) => Ok(Some(id)),
            None if self.now >= BEGIN.ms() + CLOSES_MS => Err("closed"),
            None if used >= ALLOWED => Err("none left"),
            None => Ok(None),
        };
        match (ids[0], expected) {
            (Ok(id), Ok(Some(open))) if id == open => Ok("start: resumed".into()),
            (Ok(id), Ok(None)) if self.attempts.iter().all(|a| a.id != id) => {
                self.attempts.push(Attempt::new(id, self.now, LIMIT_MS, Some(BEGIN.ms() + CLOSES_MS), self.sections));
                Ok(if twice { "start: two at once".into() } else { "start: new".into() })
            }
            (Err(StartRefusal::Closed(_)), Err("closed")) => Ok("start: closed".into()),
            (Err(StartRefusal::NoAttemptLeft(_)), Err("none left")) => Ok("start: none left".into()),
            (said, expected) => Err(format!("start: the store says {said:?}, the model {expected:?}")),
        }
    }

    async fn saves(&mut self, saves: &[Save]) -> Told {
        let Some(id) = self.last().map(|a| a.id) else { return Ok("save: nothing to save to".into()) };
        let (now, mut requests, mut ops) = (self.now, vec![], vec![]);
        for save in saves {
            let op = OperationId::new(self.now(), dice());
            requests.push(self.request(id, self.who, op, *save));
            self.sent.push((id, op, *save));
            ops.push(op);
        }
        let replies = self.bench.store.save_many(requests).await.map_err(|e| e.to_string())?;
        let attempt = self.last().expect("there");
        let mut told = String::new();
        for ((save, op), reply) in saves.iter().zip(ops).zip(replies) {
            let expected = attempt.save(op, *save, now);
            agree("save", outcome(reply.outcome), expected)?;
            let verb = if save.item >= ONWARD { "onward" } else { "save" };
            told = match expected {
                Outcome::Applied(_) if save.item == 0 && attempt.course.as_ref().is_some_and(|c| c.at > 0) => "save: applied behind".into(),
                Outcome::Applied(_) => format!("{verb}: applied"),
                Outcome::Kept(why) => format!("{verb}: {why}"),
                Outcome::Refused("unknown_item") => "save: unknown item".into(),
                Outcome::Refused(why) => format!("save: {why}"),
            };
        }
        Ok(told)
    }

    /// I3: the same operation again has the same outcome; the same id with another value is refused.
    async fn again(&mut self, n: usize, other: bool) -> Told {
        let Some((id, op, save)) = self.sent.get(n % self.sent.len().max(1)).copied() else { return Ok("replay: nothing yet".into()) };
        let save = if other { Save { option: (save.option + 1) % 4, ..save } } else { save };
        let reply = self.bench.store.save(self.request(id, self.who, op, save)).await.map_err(|e| e.to_string())?;
        let now = self.now;
        let attempt = self.attempts.iter_mut().find(|a| a.id == id).expect("there");
        let known = attempt.events.iter().any(|e| e.op == op);
        let expected = attempt.save(op, save, now);
        agree("again", outcome(reply.outcome), expected)?;
        Ok(match (known, other) {
            (true, true) => "reuse: refused".into(),
            (true, false) => "replay: same reply".into(),
            (false, _) => "replay: of what was refused".into(),
        })
    }

    /// I17: an attempt of somebody else is as if it did not exist.
    async fn stranger(&mut self, save: Save) -> Told {
        let Some(id) = self.last().map(|a| a.id) else { return Ok("save: nothing to save to".into()) };
        let request = self.request(id, self.bench.stranger, OperationId::new(self.now(), dice()), save);
        let reply = self.bench.store.save(request).await.map_err(|e| e.to_string())?;
        agree("stranger", outcome(reply.outcome), Outcome::Refused("no attempt"))?;
        Ok("save: another's attempt".into())
    }

    async fn take_pen(&mut self, n: u8) -> Told {
        let now = self.now();
        let Some(attempt) = self.last() else { return Ok("pen: nothing to write on".into()) };
        let (id, running) = (attempt.id, attempt.is_open());
        if running {
            attempt.pen = Some(n);
        }
        let taken = self.bench.store.take_pen(id, paper::writer(n), stamp(now)).await.map_err(|e| e.to_string())?;
        agree("pen", taken, running)?;
        Ok(if running { "pen: taken".into() } else { "pen: not running".into() })
    }

    async fn free_pen(&mut self) -> Told {
        let now = self.now();
        let Some(attempt) = self.last() else { return Ok("pen: nothing to write on".into()) };
        let (id, held) = (attempt.id, attempt.is_open() && attempt.pen.is_some());
        if held {
            attempt.pen = None;
        }
        let freed = self.bench.store.free_pen(&self.bench.staff, id, "test".into(), stamp(now)).await.map_err(|e| e.to_string())?;
        agree("free pen", freed, held)?;
        Ok(if held { "pen: freed".into() } else { "pen: not held".into() })
    }

    async fn measure(&mut self, name: &str, measure: Measure, model: impl FnOnce(&mut Attempt, i64) -> Result<(), &'static str>) -> Told {
        let (now, at) = (self.now, self.now());
        let Some(attempt) = self.last() else { return Ok(format!("{name}: nothing there")) };
        let (id, expected) = (attempt.id, model(attempt, now));
        let measured =
            self.bench.store.measure(&self.bench.staff, vec![id], measure, "test".into(), stamp(at)).await.map_err(|e| e.to_string())?;
        let said = match measured.into_iter().next() {
            Some((_, Some(Ok(_)))) => Ok(()),
            Some((_, Some(Err(MeasureRefusal::Over)))) => Err("over"),
            Some((_, Some(Err(MeasureRefusal::TooMuch)))) => Err("too much"),
            other => return Err(format!("{name}: {other:?}")),
        };
        agree(name, said, expected)?;
        Ok(expected.map_or_else(|why| format!("{name}: {why}"), |()| format!("{name}: done")))
    }

    async fn submit(&mut self) -> Told {
        let (now, at) = (self.now, self.now());
        let Some(attempt) = self.last() else { return Ok("submit: nothing there".into()) };
        let (id, was_open) = (attempt.id, attempt.is_open());
        let ended = attempt.end(now, true);
        let phase = attempt.phase;
        let reply = self.bench.store.submit_attempt(id, None, stamp(at)).await.map_err(|e| e.to_string())?;
        agree("submit", reply.is_some(), ended)?;
        Ok(match phase {
            _ if !ended => "submit: refused".into(),
            _ if !was_open => "submit: same receipt".into(),
            Phase::Expired { .. } => "submit: expired".into(),
            _ => "submit: submitted".into(),
        })
    }

    async fn sweep(&mut self) -> Told {
        let overdue = self.bench.store.overdue_attempts(self.now(), 100).await.map_err(|e| e.to_string())?;
        let mut told = "sweep: nothing due".to_string();
        for id in overdue {
            self.bench.store.expire_attempt(id, None, stamp(self.now())).await.map_err(|e| e.to_string())?;
        }
        for attempt in &mut self.attempts {
            if attempt.is_open() && attempt.end(self.now, false) {
                told = "sweep: expired".into();
            }
        }
        Ok(told)
    }

    async fn reopen(&mut self, late: bool) -> Told {
        let (now, at) = (self.now, self.now());
        let open = self.attempts.iter().any(Attempt::is_open);
        let Some(attempt) = self.last() else { return Ok("reopen: nothing there".into()) };
        let (id, possible) = (attempt.id, !attempt.is_open() && attempt.phase != Phase::Voided && !attempt.continued && !open);
        let reply = self.bench.store.reopen(&self.bench.staff, id, Span::from_ms(SEGMENT_MS), late, "test".into(), stamp(at)).await;
        match reply.map_err(|e| e.to_string())? {
            Ok(new) if possible => {
                let next = self.attempts.iter_mut().find(|a| a.id == id).expect("there").segment(new, now, late);
                self.attempts.push(next);
                Ok("reopen: segment".into())
            }
            Err(_) if !possible => Ok("reopen: refused".into()),
            other => Err(format!("reopen: the store says {other:?}, possible: {possible}")),
        }
    }

    /// Everything that can be seen of every attempt is the same on both sides.
    async fn compare(&mut self) -> Result<(), String> {
        let store = self.bench.store.clone();
        let mut open = 0;
        for attempt in &self.attempts {
            let kept = store.attempt_summary(attempt.id).await.map_err(|e| e.to_string())?.ok_or("an attempt is gone")?;
            open += usize::from(!kept.state.phase().is_final());
            agree("phase", phase_of(kept.state), Some(attempt.phase))?;
            if attempt.phase != Phase::Voided {
                agree("started", kept.state.started_at().map(Timestamp::ms), Some(attempt.started))?;
                agree("deadline", kept.timing().due().map(|d| d.0.ms()), Some(attempt.deadline()))?;
            }
            if attempt.course.is_some() && attempt.phase != Phase::Voided {
                let settled = kept.progress.as_ref().map(|p| p.settled(&kept.terms, kept.state, Timestamp::from_ms(self.now)).position());
                let mut now = attempt.clone();
                now.settle(self.now);
                agree("position", settled, now.course.map(|c| c.at))?;
            }
            agree("pen", kept.writer, attempt.pen.map(paper::writer))?;
            let answers = store.answers(attempt.id).await.map_err(|e| e.to_string())?;
            let seen: Vec<_> = answers.into_iter().map(|a| (a.item, a.rev, a.value)).collect();
            agree(
                "answers",
                seen,
                attempt.current.iter().map(|(k, c)| (paper::item(*k), c.rev, paper::value(*k, c.option, None))).collect(),
            )?;
            let mut aside: Vec<_> = store
                .quarantined(attempt.id)
                .await
                .map_err(|e| e.to_string())?
                .into_iter()
                .map(|(k, why, v, at)| (at.ms(), k.0, why.code(), v.map(|v| v.to_text()).unwrap_or_default()))
                .collect();
            let mut expected: Vec<_> = attempt
                .events
                .iter()
                .filter_map(|e| {
                    if let Outcome::Kept(why) = e.outcome {
                        Some((e.at, paper::item(e.item).0, why, paper::value(e.item, e.option, e.named).to_text()))
                    } else {
                        None
                    }
                })
                .collect();
            aside.sort();
            expected.sort();
            agree("set aside", aside, expected)?;
            // I6: one receipt, for ever the same
            if let Some((receipt, _)) = store.receipt(&kept).await.map_err(|e| e.to_string())? {
                match self.receipts.iter().find(|(id, _)| *id == attempt.id) {
                    Some((_, first)) => agree("receipt", &receipt, first)?,
                    None => self.receipts.push((attempt.id, receipt)),
                }
            }
        }
        // I9
        if open > 1 { Err(format!("{open} open attempts")) } else { Ok(()) }
    }
}

fn phase_of(state: State) -> Option<Phase> {
    Some(match state {
        State::Ready => return None,
        State::InProgress { .. } => Phase::Running,
        State::Paused { since, .. } => Phase::Paused { since: since.ms() },
        State::Ended { at, ending: Ending::Submitted, .. } => Phase::Submitted { at: at.ms() },
        State::Ended { at, ending: Ending::Expired, .. } => Phase::Expired { at: at.ms() },
        State::Ended { at, ending: Ending::Terminated, .. } => Phase::Terminated { at: at.ms() },
        State::Voided { .. } => Phase::Voided,
    })
}
