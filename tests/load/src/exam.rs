//! A whole examination as an open model: what people do is due by the clock, whatever the server's answers take.
//!
//! Thinking is lognormal (median 45 s, sigma 0.6), a quarter of the saves are revisits, two in a hundred lose their connection once. A quarter
//! end early, half in the last sixth of the time, a quarter in the last three seconds; then everybody looks at the result within half a minute.
//! `speed` compresses thinking and the time, never the bursts: the spread of the start and the last seconds are real.

use crate::{
    clock,
    dice::Dice,
    http::{Address, Client},
    ledger::{Ledger, Wrong},
    sitting::{Said, Sitting},
    stats::{Phase, Stats},
};
use std::time::{Duration, Instant};

/// Seconds, of the model.
const THINK: f64 = 45.0;
const SPREAD: f64 = 0.6;
/// Seconds, real.
const LAST: f64 = 3.0;
const RESULTS: f64 = 30.0;
const REVISITS: f64 = 0.25;
const RECONNECTS: f64 = 0.02;

/// How the start is spread.
#[derive(Clone, Copy, Debug)]
pub enum Start {
    /// Everybody within one second.
    Barrier,
    /// Around the middle, with this standard deviation in seconds.
    Gaussian(f64),
}

impl Start {
    /// From `barrier` or `gaussian:SIGMA`.
    pub fn read(word: &str) -> Option<Self> {
        match word.split_once(':') {
            None if word == "barrier" => Some(Self::Barrier),
            Some(("gaussian", sigma)) => sigma.parse().ok().map(Self::Gaussian),
            _ => None,
        }
    }
}

#[derive(Clone, Debug)]
pub struct Exam {
    pub plan: String,
    /// Real seconds from the first start to the end.
    pub seconds: f64,
    pub speed: f64,
    pub start: Start,
    /// The instant from which everything is counted.
    pub zero: Instant,
}

pub struct Candidate {
    client: Client,
    dice: Dice,
    stats: Stats,
    ledger: Ledger,
}

/// What one person will do and when, in real seconds after zero.
struct Day {
    start: f64,
    end: f64,
    /// Before the first save that is due then, the connection is lost.
    reconnect: f64,
    result: f64,
}

impl Exam {
    fn day(&self, dice: &mut Dice) -> Day {
        let start = match self.start {
            Start::Barrier => dice.between(0.0, 1.0),
            Start::Gaussian(sigma) => (3.0 * sigma + sigma * dice.normal()).clamp(0.0, 6.0 * sigma),
        };
        let (chance, end) = (dice.unit(), self.seconds);
        let end = match chance {
            c if c < 0.25 => dice.between(start.max(end * 0.3), end * 5.0 / 6.0),
            c if c < 0.75 => dice.between(end * 5.0 / 6.0, end),
            _ => dice.between(end - LAST, end),
        };
        let reconnect = if dice.chance(RECONNECTS) { dice.between(start, end) } else { f64::INFINITY };
        Day { start, end: end.max(start), reconnect, result: self.seconds + 2.0 + dice.between(0.0, RESULTS) }
    }

    fn due(&self, second: f64) -> Instant {
        self.zero + Duration::from_secs_f64(second.max(0.0))
    }
}

impl Candidate {
    pub fn new(address: Address, token: &str, dice: Dice, stats: Stats, ledger: Ledger) -> Self {
        Self { client: Client::new(address, token), dice, stats, ledger }
    }

    /// Arrives, sits, hands in, sees the result; then, when nothing is measured any more, holds the server against the journal.
    pub async fn sit(mut self, exam: &Exam, arrival: Instant) -> Option<()> {
        let day = exam.day(&mut self.dice);
        clock::until(arrival).await;
        self.until_done(Phase::Lobby, arrival, async |me| {
            crate::sitting::read::<serde_json::Value>("me", me.client.ask("GET", "/api/v1/me", "").await)
        })
        .await?;
        let due = exam.due(day.start);
        clock::until(due).await;
        let mut sitting =
            self.until_done(Phase::Start, due, async |me| Sitting::start(&mut me.client, &exam.plan, &mut me.dice).await).await?;
        self.ledger.count(|c| c.starts += 1);
        let (mut second, mut reconnect) = (day.start, day.reconnect);
        loop {
            second += self.dice.lognormal(THINK, SPREAD) / exam.speed;
            let due = exam.due(second.min(day.end));
            clock::until(due).await;
            if reconnect <= second {
                reconnect = f64::INFINITY;
                self.resume(&sitting, due).await?;
            }
            if second >= day.end {
                break;
            }
            let n = sitting.write(REVISITS, &mut self.dice);
            self.until_done(Phase::Save, due, async |me| sitting.send(&mut me.client, n).await).await?;
            self.ledger.count(|c| c.acknowledged += 1);
        }
        self.hand_in(&mut sitting, exam, exam.due(day.end), day.result).await
    }

    /// The connection is gone; on a new one the answers are all there.
    async fn resume(&mut self, sitting: &Sitting, due: Instant) -> Option<()> {
        self.client.hang_up();
        let seen = self.until_done(Phase::Resume, due, async |me| sitting.look(&mut me.client).await).await?;
        self.hold(sitting, sitting.journal.compare(&seen.answers, None));
        Some(())
    }

    async fn hand_in(&mut self, sitting: &mut Sitting, exam: &Exam, due: Instant, result: f64) -> Option<()> {
        let mut due = due;
        if due < exam.due(exam.seconds - LAST) {
            // who has the time looks it over, and here holds it against the journal
            let seen = self.until_done(Phase::Review, due, async |me| sitting.look(&mut me.client).await).await?;
            self.hold(sitting, sitting.journal.compare(&seen.answers, None));
            due = clock::now();
        }
        let wrongs = self.until_done(Phase::Submit, due, async |me| sitting.hand_in(&mut me.client).await).await?;
        self.hold(sitting, wrongs);
        self.ledger.count(|c| (c.submissions, c.receipts) = (c.submissions + 1, c.receipts + 1));
        let due = exam.due(result);
        clock::until(due).await;
        let path = format!("/api/v1/attempts/{}/result", sitting.id);
        self.until_done(Phase::Result, due, async |me| {
            crate::sitting::read::<serde_json::Value>("result", me.client.ask("GET", &path, "").await)
        })
        .await?;
        clock::until(exam.due(exam.seconds + 2.0 + RESULTS)).await;
        self.verify(sitting).await
    }

    /// After everything that is measured: the answers that count, and the receipt once more.
    async fn verify(&mut self, sitting: &mut Sitting) -> Option<()> {
        clock::seconds(self.dice.between(0.0, 5.0)).await;
        for _ in 0..100 {
            match sitting.look(&mut self.client).await {
                Said::Yes(seen) => {
                    self.hold(sitting, sitting.journal.compare(&seen.answers, None));
                    break;
                }
                Said::No(wrong) => return self.refused(wrong),
                Said::Busy(_) | Said::Cut => clock::seconds(self.dice.between(0.5, 1.0)).await,
            }
        }
        for _ in 0..100 {
            match sitting.see_receipt(&mut self.client).await {
                Said::Yes(wrongs) => {
                    self.hold(sitting, wrongs);
                    self.ledger.count(|c| c.receipts += 1);
                    return Some(());
                }
                Said::No(wrong) => return self.refused(wrong),
                Said::Busy(_) | Said::Cut => clock::seconds(self.dice.between(0.5, 1.0)).await,
            }
        }
        self.refused(Wrong::Refused("no answer after the end".into()))
    }

    fn hold(&self, sitting: &Sitting, wrongs: Vec<Wrong>) {
        self.ledger.count(|c| c.compared += 1);
        wrongs.into_iter().for_each(|wrong| self.ledger.wrong(&sitting.id, wrong));
    }

    fn refused<T>(&self, wrong: Wrong) -> Option<T> {
        self.ledger.wrong("a candidate", wrong);
        None
    }

    /// Asks until it is done, as a browser does: told to come back, it does, later by chance. The wait is counted from the instant it was due.
    async fn until_done<T>(&mut self, phase: Phase, due: Instant, mut ask: impl AsyncFnMut(&mut Self) -> Said<T>) -> Option<T> {
        loop {
            let wait = match ask(self).await {
                Said::Yes(value) => {
                    self.stats.done(phase, due);
                    return Some(value);
                }
                Said::Busy(seconds) => {
                    self.stats.busy(phase);
                    seconds * self.dice.between(0.5, 1.5)
                }
                Said::Cut => {
                    self.stats.cut(phase);
                    self.client.hang_up();
                    self.dice.between(0.1, 1.0)
                }
                Said::No(wrong) => {
                    self.stats.error(phase);
                    return self.refused(wrong);
                }
            };
            clock::seconds(wait).await;
        }
    }
}
