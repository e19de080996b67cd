//! An examinee for the crash scenarios: saves as fast as it is answered, now and then hands in, and begins again as somebody else.

use crate::{
    clock,
    dice::Dice,
    http::{Address, Client},
    ledger::{Ledger, Wrong},
    sitting::{Said, Sitting},
};
use std::{
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

/// When no answer comes: end, for the server was killed, or try again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Patience {
    Ends,
    Lasts,
}

/// The chance that an attempt is handed in after a save, and that an acknowledged operation is sent again.
const HANDS_IN: f64 = 0.03;
const REPEATS: f64 = 0.03;
const REVISITS: f64 = 0.25;

pub struct Examinee {
    client: Client,
    /// The people it is, one after the other.
    tokens: Vec<String>,
    turn: usize,
    plan: String,
    dice: Dice,
    ledger: Ledger,
    /// For how many seconds it thinks about an item, in the middle; 0: it does not think.
    pub pause: f64,
    pub sitting: Option<Sitting>,
    pub done: Vec<Sitting>,
    /// How many of `done` were held against their receipts more than once.
    checked: usize,
}

impl Examinee {
    pub fn new(address: Address, tokens: Vec<String>, plan: &str, dice: Dice, ledger: Ledger) -> Self {
        let client = Client::new(address, &tokens[0]);
        Self { client, tokens, turn: 0, plan: plan.into(), dice, ledger, pause: 0.0, sitting: None, done: vec![], checked: 0 }
    }

    /// Goes elsewhere from now on: to a restored server, or past a proxy.
    pub fn go_to(&mut self, address: Address) {
        self.client = Client::new(address, &self.tokens[self.turn % self.tokens.len()]);
    }

    /// Whether an operation was sent and not acknowledged.
    pub fn is_waiting(&self) -> bool {
        self.sitting.as_ref().is_some_and(|s| s.journal.pending().is_some())
    }

    /// Works until it is told to stop, or until no answer comes.
    pub async fn work(&mut self, stop: &AtomicBool, patience: Patience) {
        // nobody begins at the same moment as all others
        self.think(stop).await;
        while !stop.load(Ordering::Relaxed) {
            let wait = match self.step().await {
                Said::Yes(()) => {
                    self.think(stop).await;
                    continue;
                }
                Said::Busy(seconds) => {
                    self.ledger.count(|c| c.busy += 1);
                    // nobody who waits for seconds may hold up a scenario that counts milliseconds
                    seconds.min(1.0) * self.dice.between(0.1, 0.5)
                }
                Said::Cut => {
                    self.ledger.count(|c| c.cut += 1);
                    self.client.hang_up();
                    if patience == Patience::Ends {
                        return;
                    }
                    self.dice.between(0.02, 0.2)
                }
                Said::No(wrong) => {
                    self.tell(wrong);
                    // with this one nothing more can be shown
                    self.done.extend(self.sitting.take());
                    self.next_person();
                    0.1
                }
            };
            clock::seconds(wait).await;
        }
    }

    /// Thinks, unless it is told to stop meanwhile.
    async fn think(&mut self, stop: &AtomicBool) {
        if self.pause <= 0.0 {
            return;
        }
        let end = clock::now() + Duration::from_secs_f64(self.dice.lognormal(self.pause, 0.6));
        while clock::now() < end && !stop.load(Ordering::Relaxed) {
            clock::until(end.min(clock::now() + Duration::from_millis(500))).await;
        }
    }

    fn tell(&self, wrong: Wrong) {
        let attempt = self.sitting.as_ref().map_or("no attempt", |s| &s.id);
        self.ledger.wrong(attempt, wrong);
    }

    fn next_person(&mut self) {
        self.turn += 1;
        self.client.token = self.tokens[self.turn % self.tokens.len()].clone();
    }

    /// One request.
    async fn step(&mut self) -> Said<()> {
        let Some(sitting) = &mut self.sitting else {
            let started = Sitting::start(&mut self.client, &self.plan, &mut self.dice).await;
            return started.map(|sitting| {
                self.ledger.count(|c| c.starts += 1);
                self.sitting = Some(sitting);
            });
        };
        if sitting.journal.pending().is_none() && (sitting.handing_in || (sitting.journal.len() > 4 && self.dice.chance(HANDS_IN))) {
            return self.hand_in().await;
        }
        if !sitting.journal.is_empty() && sitting.journal.pending().is_none() && self.dice.chance(REPEATS) {
            let n = self.dice.below(sitting.journal.len());
            return sitting.send(&mut self.client, n).await.map(|()| self.ledger.count(|c| c.repeated += 1));
        }
        let again = sitting.journal.pending();
        let n = again.unwrap_or_else(|| sitting.write(REVISITS, &mut self.dice));
        let began = clock::now();
        let said = sitting.send(&mut self.client, n).await;
        if matches!(said, Said::Yes(())) {
            self.ledger.took(began.elapsed());
        }
        self.ledger.count(|c| {
            c.again += u64::from(again.is_some());
            c.acknowledged += u64::from(matches!(said, Said::Yes(())));
        });
        said
    }

    async fn hand_in(&mut self) -> Said<()> {
        let Some(mut sitting) = self.sitting.take() else { return Said::Yes(()) };
        let said = sitting.hand_in(&mut self.client).await;
        match said {
            Said::Yes(wrongs) => {
                wrongs.into_iter().for_each(|wrong| self.ledger.wrong(&sitting.id, wrong));
                self.ledger.count(|c| c.submissions += 1);
                self.done.push(sitting);
                self.next_person();
                Said::Yes(())
            }
            other => {
                self.sitting = Some(sitting);
                other.map(|_| ())
            }
        }
    }

    /// Holds the server against the journals: of the running attempt, of what was handed in since the last time, and of an older one.
    pub async fn check(&mut self, all: bool) {
        if let Some(sitting) = self.sitting.take() {
            self.compare(&sitting, None).await;
            self.sitting = Some(sitting);
        }
        let mut done = std::mem::take(&mut self.done);
        let from = if all { 0 } else { self.checked };
        let older = (from > 0 && self.dice.chance(0.1)).then(|| self.dice.below(from));
        for n in (from..done.len()).chain(older) {
            let sitting = &mut done[n];
            self.compare(sitting, None).await;
            if sitting.receipt.is_some() {
                let wrongs = persist(async |client| sitting.see_receipt(client).await, &mut self.client).await;
                wrongs.unwrap_or_else(|wrong| vec![wrong]).into_iter().for_each(|wrong| self.ledger.wrong(&sitting.id, wrong));
                self.ledger.count(|c| c.receipts += 1);
            }
        }
        self.checked = done.len();
        self.done = done;
        self.client.token = self.tokens[self.turn % self.tokens.len()].clone();
    }

    /// Holds every attempt against its journal as it was at that instant; for a copy that was made then.
    pub async fn check_copy(&mut self, made: Instant) {
        let (done, sitting) = (std::mem::take(&mut self.done), self.sitting.take());
        for sitting in done.iter().chain(&sitting) {
            if sitting.journal.acknowledged_before(made) > 0 {
                self.compare(sitting, Some(made)).await;
            }
        }
        (self.done, self.sitting) = (done, sitting);
        self.client.token = self.tokens[self.turn % self.tokens.len()].clone();
    }

    async fn compare(&mut self, sitting: &Sitting, before: Option<Instant>) {
        self.client.token.clone_from(&sitting.token);
        let seen = persist(async |client| sitting.look(client).await, &mut self.client).await;
        let wrongs = match seen {
            Err(wrong) => vec![wrong],
            Ok(seen) => {
                self.ledger.count(|c| {
                    c.compared += 1;
                    c.written += u64::from(sitting.journal.pending_is_in(&seen.answers));
                });
                let mut wrongs = sitting.journal.compare(&seen.answers, before);
                if before.is_none() && !sitting.handing_in && seen.state != "in_progress" {
                    wrongs.push(Wrong::Refused(format!("it is {} though nobody handed it in", seen.state)));
                }
                if before.is_none() && sitting.receipt.is_some() && seen.state != "submitted" {
                    wrongs.push(Wrong::Receipt(format!("a receipt was given, and it is {}", seen.state)));
                }
                wrongs
            }
        };
        wrongs.into_iter().for_each(|wrong| self.ledger.wrong(&sitting.id, wrong));
    }
}

/// Asks until there is an answer, for about a minute.
async fn persist<T>(mut ask: impl AsyncFnMut(&mut Client) -> Said<T>, client: &mut Client) -> Result<T, Wrong> {
    for _ in 0..300 {
        match ask(client).await {
            Said::Yes(value) => return Ok(value),
            Said::No(wrong) => return Err(wrong),
            Said::Busy(_) => {}
            Said::Cut => client.hang_up(),
        }
        clock::seconds(0.2).await;
    }
    Err(Wrong::Refused("no answer for a minute".into()))
}
