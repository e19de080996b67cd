//! A burst of guesses at one password, all before the first is counted: a handful is tried, and neither the owner nor the room is locked out.

use crate::{
    finding::Finding,
    person::Person,
    raw::{count, statuses, volley},
    stage::{PASSWORD, Stage},
};
use std::rc::Rc;
use zhixing_load::{
    clock,
    http::{Address, request},
};

const GUESSES: usize = 120;
/// Five are free; a few more may be let through between two seconds.
const TRIED: usize = 10;
/// Seconds that anybody may be made to wait.
const LONGEST: f64 = 31.0;

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let mut owner = Person::named(stage.host(), &stage.login());
    let (login, mut waited) = (owner.login.clone(), 0);
    // on a device of one's own, before anything happens: the page gives it a name. In a soak this login was attacked before
    owner.opens("/sign-in").await;
    while owner.signs_in(PASSWORD).await.status != 200 {
        waited += 1;
        assert!(waited < 5, "{login} cannot sign in");
        clock::seconds(LONGEST).await;
    }
    let guess = |n: usize| {
        let body = serde_json::json!({ "login": login, "password": format!("guess number {n}") }).to_string();
        request("POST", "/api/v1/session", "content-type: application/json\r\n", body.as_bytes())
    };
    let replies = volley(&Address::new(stage.host()), (0..GUESSES).map(guess).collect()).await;
    finding.measure(format!("{GUESSES} guesses at once: {}", statuses(&replies)));
    let tried = count(&replies, 401);
    finding.must(tried <= TRIED, format!("{tried} guesses were tried"));
    let own = owner.signs_in(PASSWORD).await.status;
    finding.must(own == 200, format!("the owner, on a device that signed in before: {own}"));
    let mut neighbour = Person::named(stage.host(), &stage.login());
    let other = neighbour.signs_in(PASSWORD).await;
    finding.must(stage.soak || other.status == 200, format!("somebody else in the room: {}", other.status));
    let mut elsewhere = Person::named(stage.host(), &login);
    let reply = elsewhere.signs_in(PASSWORD).await;
    let wait = reply.retry_after.unwrap_or(0.0);
    finding.measure(format!("the owner on a new device: {} after {wait} s", reply.status));
    finding.must(reply.status == 200 || wait > 0.0 && wait <= LONGEST, format!("the owner waits {wait} s"));
    finding
}
