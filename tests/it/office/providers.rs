//! Providers that take other keys, and providers that are silent.

use super::identities::{binds, comes_as, world_with};
use serde_json::{Value, json};
use zhixing_tests::{Lie, Provider, World, course, story};

#[test]
fn a_provider_that_takes_another_key_is_asked_for_it_and_one_that_is_gone_is_said_to_be() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        comes_as(&mut world.visitor(), &provider, "s-1").await;
        assert_eq!(provider.asked_for_keys(), 1, "keys are kept");
        world.passes(2);
        provider.takes_another_key();
        assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/notebook");
        assert_eq!(provider.asked_for_keys(), 2);
        for _ in 0..3 {
            provider.lies(Lie::Head("kid", json!("made up")));
            assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.status, 422);
        }
        assert_eq!(provider.asked_for_keys(), 2, "names that are made up bring it no flood");
        let file = std::fs::read_to_string(&provider.file).expect("read").replace(&provider.issuer, "http://127.0.0.1:9/gone");
        let gone = format!("{}.gone", provider.file);
        std::fs::write(&gone, file).expect("written");
        let away = World::with(&[("sign_in_providers", gone.as_str())], course()).await;
        std::fs::remove_file(&gone).expect("removed");
        let refused = away.visitor().opens("/sign-in/with/campus").await;
        assert!(refused.status == 503 && refused.text().contains("现在连不上校园账号"), "{}", refused.text());
    });
}

#[test]
fn a_key_that_is_new_is_found_also_where_a_token_names_none() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        comes_as(&mut world.visitor(), &provider, "s-1").await;
        world.passes(2);
        provider.takes_another_key();
        for _ in 0..2 {
            provider.lies(Lie::Head("kid", Value::Null));
            assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/notebook");
        }
        assert_eq!(provider.asked_for_keys(), 2);
    });
}

#[test]
fn what_a_provider_said_is_good_for_everybody_while_it_is_silent() {
    story(async {
        let provider = Provider::starts().await;
        let world = world_with(&provider, &[]).await;
        binds(&mut world.person("learner").await, &provider, "s-1").await;
        world.passes(61);
        provider.passes(61);
        provider.falls_silent();
        for n in 0..3 {
            assert_eq!(comes_as(&mut world.visitor(), &provider, "s-1").await.location(), "/notebook", "{n}");
        }
        assert_eq!(provider.asked_for_keys(), 2, "and it is left alone");
    });
}
