//! One attempt of one examinee, by the API: start, save, look, hand in, see the receipt.

use crate::{
    answers, clock,
    dice::Dice,
    http::{Client, Reply},
    journal::{Acknowledgement, Entry, Journal, Line},
    ledger::Wrong,
};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;
use zhixing_domain::{
    digest::sha256_hex,
    id::{OperationId, WriterId},
    question::{ItemKey, Shape},
};

/// What became of a request.
#[derive(Debug)]
pub enum Said<T> {
    Yes(T),
    /// Come back after so many seconds.
    Busy(f64),
    /// No answer: whether it was done is unknown.
    Cut,
    /// Neither done nor to be tried again.
    No(Wrong),
}

#[derive(Deserialize)]
struct Prompt {
    key: ItemKey,
    shape: Shape,
}

#[derive(Deserialize)]
struct View {
    attempt: String,
    state: String,
    prompts: Vec<Prompt>,
    answers: Vec<Line>,
}

/// What the server says of an attempt.
pub struct Seen {
    pub state: String,
    pub answers: Vec<Line>,
}

#[derive(Clone, Debug, Deserialize, PartialEq)]
pub struct Receipt {
    pub attempt: String,
    pub ended_at: i64,
    pub answers: Vec<Line>,
    pub digest: String,
    pub text: String,
    pub kid: String,
    pub signature: String,
}

pub struct Sitting {
    pub id: String,
    /// Whose it is.
    pub token: String,
    items: Vec<(String, Shape)>,
    writer: WriterId,
    seq: i64,
    pub journal: Journal,
    /// Handing in was asked for; perhaps the answer was lost.
    pub handing_in: bool,
    pub receipt: Option<Receipt>,
}

impl Sitting {
    /// Starts an attempt, or finds the one that a lost answer was about. Nobody has saved anything in it.
    pub async fn start(client: &mut Client, plan: &str, dice: &mut Dice) -> Said<Self> {
        let reply = client.ask("POST", &format!("/api/v1/assessments/{plan}/attempts"), "{}").await;
        read::<View>("start", reply).and_then(|view| match view.answers.first() {
            Some(_) => Said::No(Wrong::False(format!("{} has answers before anybody saved one", view.attempt))),
            None => Said::Yes(Self {
                id: view.attempt,
                token: client.token.clone(),
                items: view.prompts.into_iter().map(|p| (p.key.0, p.shape)).collect(),
                writer: WriterId::new(clock::wall(), dice.bytes()),
                seq: 0,
                journal: Journal::default(),
                handing_in: false,
                receipt: None,
            }),
        })
    }

    /// Journals a new operation: a new item, or with this chance one that was answered before.
    pub fn write(&mut self, revisits: f64, dice: &mut Dice) -> usize {
        let fresh = self.journal.len();
        let place = if fresh < self.items.len() && !dice.chance(revisits) { fresh } else { dice.below(self.items.len()) };
        let (item, shape) = &self.items[place];
        let value = answers::answer(shape, dice);
        self.seq += 1;
        let op_id = OperationId::new(clock::wall(), dice.bytes()).to_string();
        let body = json!({ "op_id": op_id, "item": item, "value": value, "writer": self.writer, "seq": self.seq }).to_string();
        self.journal.write(Entry { op_id, item: item.clone(), digest: value.digest(), body, acknowledged: None })
    }

    /// Sends entry `n` of the journal, for the first time or again.
    pub async fn send(&mut self, client: &mut Client, n: usize) -> Said<()> {
        let entry = self.journal.entry(n);
        let path = format!("/api/v1/attempts/{}/answers/{}", self.id, entry.item);
        let reply = client.ask("PUT", &path, &entry.body).await;
        read::<Acknowledgement>("save", reply).and_then(|said| match self.journal.acknowledge(n, &said, clock::now()) {
            Ok(()) => Said::Yes(()),
            Err(wrong) => Said::No(wrong),
        })
    }

    pub async fn look(&self, client: &mut Client) -> Said<Seen> {
        let reply = client.ask("GET", &format!("/api/v1/attempts/{}", self.id), "").await;
        read::<View>("look", reply).map(|view| Seen { state: view.state, answers: view.answers })
    }

    /// Hands in; the receipt must hold and say what was acknowledged.
    pub async fn hand_in(&mut self, client: &mut Client) -> Said<Vec<Wrong>> {
        self.handing_in = true;
        let reply = client.ask("POST", &format!("/api/v1/attempts/{}/submission", self.id), "").await;
        read::<Receipt>("submission", reply).map(|receipt| self.take(receipt))
    }

    /// The receipt again: it must be the one given first.
    pub async fn see_receipt(&mut self, client: &mut Client) -> Said<Vec<Wrong>> {
        let reply = client.ask("GET", &format!("/api/v1/attempts/{}/receipt", self.id), "").await;
        read::<Receipt>("receipt", reply).map(|receipt| self.take(receipt))
    }

    fn take(&mut self, receipt: Receipt) -> Vec<Wrong> {
        let mut wrongs = holds(&self.id, &receipt);
        match &self.receipt {
            Some(first) if *first != receipt => wrongs.push(Wrong::Receipt(format!("first {first:?}, then {receipt:?}"))),
            Some(_) => {}
            None => {
                wrongs.extend(self.journal.compare(&receipt.answers, None));
                self.receipt = Some(receipt);
            }
        }
        wrongs
    }
}

/// Whether anybody can compute the digest of a receipt from its lines. The signature is checked by somebody else's code.
fn holds(attempt: &str, receipt: &Receipt) -> Vec<Wrong> {
    let lines: String = receipt.answers.iter().map(|l| format!("{} {} {}\n", l.item, l.rev, l.value_digest)).collect();
    let text = format!("zhixing-receipt/1\n{attempt}\n{}\n{lines}", receipt.ended_at);
    let right = text == receipt.text && receipt.digest == sha256_hex(text.as_bytes()) && receipt.attempt == attempt;
    if right { vec![] } else { vec![Wrong::Receipt(format!("it does not hold: {receipt:?}"))] }
}

impl<T> Said<T> {
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Said<U> {
        self.and_then(|value| Said::Yes(change(value)))
    }

    pub fn and_then<U>(self, next: impl FnOnce(T) -> Said<U>) -> Said<U> {
        match self {
            Self::Yes(value) => next(value),
            Self::Busy(seconds) => Said::Busy(seconds),
            Self::Cut => Said::Cut,
            Self::No(wrong) => Said::No(wrong),
        }
    }
}

/// Reads an answer. Only 2xx with the body that was asked for is a yes; a proxy that lost the server says 502 or 504.
pub fn read<T: DeserializeOwned>(what: &str, reply: std::io::Result<Reply>) -> Said<T> {
    let Ok(reply) = reply else { return Said::Cut };
    let text = || format!("{what}: {} {}", reply.status, String::from_utf8_lossy(&reply.body[..reply.body.len().min(300)]));
    match (reply.status, reply.retry_after) {
        (200 | 201, _) => match serde_json::from_slice(&reply.body) {
            Ok(value) => Said::Yes(value),
            Err(error) => Said::No(Wrong::Refused(format!("{error}: {}", text()))),
        },
        (429 | 503, Some(seconds)) => Said::Busy(seconds),
        (502 | 504, _) => Said::Busy(0.1),
        _ => Said::No(Wrong::Refused(text())),
    }
}
