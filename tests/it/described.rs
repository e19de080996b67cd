//! What the sources of the API keep to, so that its description is true.

use crate::tidy::sources;
use std::collections::BTreeMap;

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
