//! What a candidate carries away from a submission: which revision of which answer counts.

use crate::{digest::sha256_hex, id::AttemptId, time::Timestamp};
use serde::Serialize;

/// The answers that count, by item. The server signs its text, and keeps the [`digest`](Self::digest) of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Receipt {
    pub attempt: AttemptId,
    pub ended_at: Timestamp,
    /// Sorted by item.
    pub answers: Vec<ReceiptLine>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReceiptLine {
    pub item: String,
    pub rev: i64,
    pub value_digest: String,
}

impl Receipt {
    pub fn new(attempt: AttemptId, ended_at: Timestamp, mut answers: Vec<ReceiptLine>) -> Self {
        answers.sort_by(|a, b| a.item.cmp(&b.item));
        Self { attempt, ended_at, answers }
    }

    /// The text whose SHA-256 is the digest: anybody can compute it from the receipt with a text editor.
    pub fn to_text(&self) -> String {
        let mut text = format!("zhixing-receipt/1\n{}\n{}\n", self.attempt, self.ended_at.ms());
        for line in &self.answers {
            text.push_str(&format!("{} {} {}\n", line.item, line.rev, line.value_digest));
        }
        text
    }

    pub fn digest(&self) -> String {
        sha256_hex(self.to_text().as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_digest_does_not_depend_on_the_order_of_rows() {
        let line = |item: &str| ReceiptLine { item: item.into(), rev: 1, value_digest: "ab".into() };
        let id = AttemptId::new(Timestamp::from_ms(1), [1; 10]);
        let receipt = |lines| Receipt::new(id, Timestamp::from_ms(2), lines);
        assert_eq!(receipt(vec![line("a"), line("b")]).digest(), receipt(vec![line("b"), line("a")]).digest());
        assert_ne!(receipt(vec![line("a")]).digest(), receipt(vec![line("b")]).digest());
    }
}
