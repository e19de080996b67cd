//! The runbook of the signing keys, played: a new key, the old private half taken away, a stolen key withdrawn.

use crate::credential::certifying::certified;
use zhixing_tests::{World, story};

async fn verdict(world: &World, bytes: Vec<u8>) -> String {
    let said = world.visitor().asks(axum::http::Method::POST, "/api/v1/verify", Some("application/octet-stream"), bytes).await.json();
    format!("{} {}", said["verdict"].as_str().unwrap_or_default(), said["reason"].as_str().unwrap_or_default())
}

async fn credential(world: &World, number: &str) -> Vec<u8> {
    world.person("learner").await.opens(&format!("/certificates/{number}/credential.json")).await.bytes
}

#[test]
fn certificates_outlive_the_private_half_that_signed_them() {
    story(async {
        let mut world = World::new().await;
        let (_, number) = certified(&world).await;
        let old = credential(&world, &number).await;
        let data = world.world.config.data.clone();

        // zhixing key new, restart, zhixing key retire
        zhixing::keys::make(&data, 2026).expect("a key");
        world.restarts().await;
        zhixing::keys::retire(&data, "k2026-1").expect("retired");
        assert!(!data.join("keys/k2026-1.key").exists());
        world.restarts().await;
        let did = world.visitor().opens("/.well-known/did.json").await.text();
        assert!(did.contains("#k2026-1") && did.contains("#k2026-2"), "{did}");
        assert_eq!(verdict(&world, old).await, "genuine demonstration");
        let page = world.person("learner").await.opens(&format!("/v/{number}")).await.text();
        assert!(page.contains("data-verdict=\"genuine\""), "{page}");
        // the status list is signed by the new one, and believed
        assert!(world.visitor().opens("/status/revocation/1").await.text().contains("#k2026-2"));
    });
}

#[test]
fn what_a_stolen_key_signed_is_issued_anew_and_no_longer_believed() {
    story(async {
        let mut world = World::new().await;
        let (_, number) = certified(&world).await;
        let old = credential(&world, &number).await;
        let data = world.world.config.data.clone();

        zhixing::keys::make(&data, 2026).expect("a key");
        zhixing::keys::withdraw(&data, "k2026-1", "2026-11-22T04:00:00Z").expect("withdrawn");
        world.restarts().await;
        assert_eq!(verdict(&world, old.clone()).await, "not_genuine withdrawn_key", "a thief signs like this too");
        assert_eq!(zhixing::cli::key::reissue(&world.world, "k2026-1", "密钥作废").await, Ok(1));
        assert_eq!(zhixing::cli::key::reissue(&world.world, "k2026-1", "密钥作废").await, Ok(0), "once");

        let new = credential(&world, &number).await;
        assert_ne!(new, old);
        assert_eq!(verdict(&world, new).await, "genuine demonstration");
        let did = world.visitor().opens("/.well-known/did.json").await.json();
        let asserts = did["assertionMethod"].as_array().expect("a list").len();
        assert_eq!((did["verificationMethod"].as_array().map(Vec::len), asserts), (Some(2), 1));
    });
}
