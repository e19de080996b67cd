//! An answer file that an invigilator made himself, sealed to the public key on every page with the best secret that he has, the one of his own
//! attempt: the candidate's answer stays what the candidate gave. A file that the candidate's own page could make is taken.

use crate::{
    desk::{Desk, single},
    finding::Finding,
    page,
    person::location,
    stage::Stage,
};
use aes_gcm::{
    Aes256Gcm, KeyInit,
    aead::{Aead, Payload},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD as B64};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh, elliptic_curve::sec1::ToSec1Point};
use serde_json::json;
use sha2_next::Sha256;
use std::rc::Rc;

const FORMAT: &str = "zhixing-answers/2";

pub async fn run(stage: Rc<Stage>) -> Finding {
    let mut finding = Finding::default();
    let (mut ada, mut ivy) = (stage.person(), stage.staff("invigilator"));
    let mut desk = Desk::open(&mut ada, "little/exam", stage.dice()).await;
    let item = desk.item("single");
    desk.saves(&mut ada, &item, single(0)).await;
    // the public key stands on the page of anybody's attempt
    let own = Desk::open(&mut ivy, "little/mock", stage.dice()).await;
    let room = ivy.opens(&own.page()).await.text();
    let paper = ada.opens(&desk.page()).await.text();
    let on = |page: &str, name: &str| page::attribute(page, name, name).map(String::from);
    let (Some(point), Some(own), Some(hers)) = (on(&room, "data-answer-key"), on(&room, "data-answer-proof"), on(&paper, "data-answer-proof")) else {
        finding.must(false, "no public key or no secret on the page: the attack is not understood any more");
        return finding;
    };
    let mut forger = Desk::of(json!({ "attempt": desk.attempt, "prompts": desk.prompts }), stage.dice());
    let operations = json!([forger.operation(&item, single(1))]).to_string();
    let file = seal(&point, &own, &desk.attempt, &operations, stage.dice().bytes());
    let sheet = format!("/invigilation/attempts/{}", desk.attempt);
    ivy.posts(&sheet, &[("measure", "free_pen"), ("reason", "换机"), ("confirmed", "yes")]).await;
    let reply = ivy.uploads(&format!("{sheet}/answers"), file.as_bytes()).await;
    let counts = desk.answer(&mut ada, &item).await;
    let genuine = seal(&point, &hers, &desk.attempt, &operations, stage.dice().bytes());
    let taken = ivy.uploads(&format!("{sheet}/answers"), genuine.as_bytes()).await;
    let said = location(&taken);
    finding.must(said.contains("applied=1"), format!("her own file is not taken, so nothing is shown: {} {said}", taken.status));
    finding.measure(format!("a forged file: {} {}", reply.status, location(&reply).split('?').nth(1).unwrap_or_default()));
    finding.must(counts == single(0), format!("the candidate's answer became {counts}"));
    finding
}

/// As a browser seals, with the secret of a page.
fn seal(point: &str, proof: &str, attempt: &str, operations: &str, chance: [u8; 10]) -> String {
    let theirs = PublicKey::from_sec1_bytes(&B64.decode(point).expect("base64")).expect("a point");
    let mut seed = [7; 32];
    seed[..10].copy_from_slice(&chance);
    let mine = SecretKey::from_slice(&seed).expect("a key");
    let secret = ecdh::diffie_hellman(mine.to_nonzero_scalar(), theirs.as_affine());
    let mut key = [0; 32];
    let proof = B64.decode(proof).expect("base64");
    Hkdf::<Sha256>::new(Some(&proof), secret.raw_secret_bytes()).expand(format!("{FORMAT} {attempt}").as_bytes(), &mut key).expect("a length");
    let nonce = [3u8; 12];
    let sealed = Aes256Gcm::new(&key.into()).encrypt(&nonce.into(), Payload { msg: operations.as_bytes(), aad: attempt.as_bytes() }).expect("sealed");
    let public = mine.public_key().to_sec1_point(false);
    json!({ "format": FORMAT, "attempt": attempt, "key": B64.encode(public.as_bytes()), "iv": B64.encode(nonce), "data": B64.encode(sealed) }).to_string()
}
