//! One attempt as an attacker's program speaks of it.

use crate::person::{Person, code, json};
use serde_json::{Value, json};
use zhixing_domain::id::{OperationId, WriterId};
use zhixing_load::{clock, dice::Dice, http::Reply};

pub struct Desk {
    pub attempt: String,
    pub prompts: Vec<Value>,
    pub began: Value,
    writer: String,
    dice: Dice,
    pub seq: u64,
}

impl Desk {
    /// Starts an attempt.
    pub async fn open(person: &mut Person, plan: &str, dice: Dice) -> Self {
        let reply = person.calls("POST", &format!("/api/v1/assessments/{plan}/attempts"), &json!({})).await;
        assert!(matches!(reply.status, 200 | 201), "{} starts {plan}: {} {}", person.login, reply.status, code(&reply));
        Self::of(json(&reply), dice)
    }

    /// What the server says of an attempt.
    pub fn of(view: Value, mut dice: Dice) -> Self {
        let writer = WriterId::new(clock::wall(), dice.bytes()).to_string();
        let prompts = view["prompts"].as_array().cloned().unwrap_or_default();
        Self { attempt: view["attempt"].as_str().unwrap_or_default().into(), prompts, began: view, writer, dice, seq: 0 }
    }

    /// The key of the first item of this kind.
    pub fn item(&self, kind: &str) -> String {
        let of_kind = self.prompts.iter().find(|p| p["shape"]["kind"] == kind).or(self.prompts.first());
        of_kind.and_then(|p| p["key"].as_str()).unwrap_or_default().to_string()
    }

    /// An operation, for a journal.
    pub fn operation(&mut self, item: &str, value: Value) -> Value {
        self.seq += 1;
        let op_id = OperationId::new(clock::wall(), self.dice.bytes()).to_string();
        json!({ "op_id": op_id, "item": item, "value": value, "writer": self.writer, "seq": self.seq })
    }

    pub async fn saves(&mut self, person: &mut Person, item: &str, value: Value) -> Reply {
        let operation = self.operation(item, value);
        person.calls("PUT", &self.path(&format!("/answers/{item}")), &operation).await
    }

    pub async fn sends(&mut self, person: &mut Person, operations: Vec<Value>) -> Reply {
        person.calls("POST", &self.path("/operations"), &Value::Array(operations)).await
    }

    pub async fn hands_in(&self, person: &mut Person) -> Reply {
        person.calls("POST", &self.path("/submission"), &json!({})).await
    }

    /// The value that counts for an item.
    pub async fn answer(&self, person: &mut Person, item: &str) -> Value {
        let view = json(&person.opens(&self.path("")).await);
        let answers = view["answers"].as_array().cloned().unwrap_or_default();
        answers.into_iter().find(|a| a["item"] == item).map(|a| a["value"].clone()).unwrap_or_default()
    }

    /// In the API.
    pub fn path(&self, rest: &str) -> String {
        format!("/api/v1/attempts/{}{rest}", self.attempt)
    }

    /// The page of the room.
    pub fn page(&self) -> String {
        format!("/attempts/{}", self.attempt)
    }
}

pub fn essay(text: &str) -> Value {
    json!({ "type": "essay", "text": text })
}

pub fn single(option: u8) -> Value {
    json!({ "type": "single", "option": option })
}
