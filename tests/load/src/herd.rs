//! Everybody signs in with a password at once: what it costs is the hashing, and it must end.

use crate::{
    clock,
    dice::Dice,
    http::{Address, Client},
    ledger::{Ledger, Wrong},
    sitting::{Said, read},
    stats::{Phase, Stats},
};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

pub struct Herd {
    pub password: String,
    /// Within so many seconds all of them come.
    pub seconds: f64,
    pub zero: Instant,
}

/// One person: tries until signed in.
pub async fn sign_in(herd: &Herd, address: Address, login: String, mut dice: Dice, stats: Stats, ledger: Ledger) {
    let due = herd.zero + Duration::from_secs_f64(dice.between(0.0, herd.seconds));
    let body = json!({ "login": login, "password": herd.password }).to_string();
    let mut client = Client::new(address, "");
    clock::until(due).await;
    loop {
        let wait = match read::<Value>("session", client.ask("POST", "/api/v1/session", &body).await) {
            Said::Yes(me) => {
                stats.done(Phase::SignIn, due);
                if me["login"] != login.as_str() {
                    ledger.wrong(&login, Wrong::False(format!("signed in as {me}")));
                }
                return;
            }
            Said::Busy(seconds) => {
                stats.busy(Phase::SignIn);
                seconds * dice.between(0.5, 1.5)
            }
            Said::Cut => {
                stats.cut(Phase::SignIn);
                client.hang_up();
                dice.between(0.1, 1.0)
            }
            Said::No(wrong) => {
                stats.error(Phase::SignIn);
                return ledger.wrong(&login, wrong);
            }
        };
        clock::seconds(wait).await;
    }
}
