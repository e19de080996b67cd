//! What the sources of the API keep to, so that its description is true.

use crate::tidy::sources;
use std::collections::{BTreeMap, BTreeSet};
use zhixing_domain::question::{Answer, Kind};
use zhixing_tests::{World, story};

/// Two shapes of one name are one in the API's description: whoever follows it sends the wrong one.
#[test]
fn shapes_of_the_api_have_names_of_their_own() {
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in sources().into_iter().filter(|(path, _)| path.starts_with("server/api/src/")) {
        for shape in text.split("ToSchema").skip(1) {
            let Some(name) = shape.split("pub struct ").nth(1).or(shape.split("enum ").nth(1)) else { continue };
            let name: String = name.chars().take_while(|c| c.is_alphanumeric()).collect();
            let place = seen.entry(name.clone()).or_insert_with(|| path.clone());
            assert!(*place == path, "{name} is in {place} and in {path}");
        }
    }
    assert!(seen.len() > 20, "{seen:?}");
}

/// What reads an address or a query by itself takes what the description refuses. The board asks with the words of its own form, where nothing is said by an
/// empty one.
#[test]
fn calls_read_their_addresses_as_they_are_described() {
    for (name, text) in sources()
        .into_iter()
        .filter(|(name, _)| name.starts_with("server/api/src/") && !name.ends_with("/address.rs") && !name.ends_with("/board.rs"))
    {
        for line in text.lines() {
            let raw = [" Path(", "(Path(", " Query(", "(Query("].iter().any(|word| line.contains(word)) && line.contains(": ");
            assert!(!raw || line.contains("params(") || line.contains("Path)"), "{name}: {line}");
        }
    }
}

/// An answer with something in each field, as it is on the wire.
fn sample(kind: Kind) -> Answer {
    match kind {
        Kind::Single => Answer::Single { option: Some(1) },
        Kind::Multiple => Answer::Multiple { options: vec![1] },
        Kind::TrueFalse => Answer::TrueFalse { value: Some(true) },
        Kind::Numeric => Answer::Numeric { text: "1".into() },
        Kind::Short => Answer::Short { text: "x".into() },
        Kind::Cloze => Answer::Cloze { gaps: vec!["x".into()] },
        Kind::Ordering => Answer::Ordering { positions: vec![Some(1)] },
        Kind::Matching => Answer::Matching { partners: vec![Some(1)] },
        Kind::Essay => Answer::Essay { text: "x".into() },
    }
}

/// The description has a shape of its own for answers: a type that it forgot would be refused by whoever believes it.
#[test]
fn answers_of_every_type_are_described() {
    story(async {
        let document = World::new().await.visitor().opens("/api/v1/openapi.json").await.json();
        let shapes = document["components"]["schemas"]["Answer"]["oneOf"].as_array().expect("a shape a type").clone();
        let described: BTreeMap<String, BTreeSet<String>> = shapes
            .iter()
            .map(|shape| {
                let fields = shape["properties"].as_object().expect("fields");
                (fields["type"]["enum"][0].as_str().expect("a type").to_string(), fields.keys().cloned().collect())
            })
            .collect();
        let sent = Kind::ALL.map(|kind| {
            let value: serde_json::Value = serde_json::from_str(&sample(kind).to_text()).expect("JSON");
            (kind.code().to_string(), value.as_object().expect("fields").keys().cloned().collect())
        });
        assert_eq!(described, BTreeMap::from(sent));
    });
}
