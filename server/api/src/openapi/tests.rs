//! What the description promises to everybody who reads it by machine. A new operation cannot forget it.

use super::Description;
use crate::common;
use serde_json::Value;
use std::collections::BTreeSet;
use utoipa::OpenApi;

fn described() -> Value {
    serde_json::to_value(Description::openapi()).unwrap()
}

/// Every operation with its method and address.
fn operations(text: &Value) -> Vec<(String, &Value)> {
    let paths = text["paths"].as_object().unwrap();
    let verbs = |(path, item)| {
        let item: &Value = item;
        item.as_object().unwrap().iter().map(move |(verb, operation)| (format!("{} {path}", verb.to_uppercase()), operation))
    };
    paths.iter().flat_map(verbs).collect()
}

fn is_public(operation: &Value) -> bool {
    operation["security"].as_array().is_some_and(|all| all.iter().any(|needed| needed == &serde_json::json!({})))
}

/// The schemas that a body is made of, each once.
fn parts<'a>(text: &'a Value, schema: &'a Value, seen: &mut BTreeSet<&'a str>, all: &mut Vec<&'a Value>) {
    if let Some(name) = schema["$ref"].as_str() {
        if seen.insert(name) {
            parts(text, &text["components"]["schemas"][name.rsplit('/').next().unwrap()], seen, all);
        }
        return;
    }
    all.push(schema);
    let lists = ["oneOf", "anyOf", "allOf"].iter().filter_map(|list| schema[*list].as_array()).flatten();
    let properties = schema["properties"].as_object().into_iter().flat_map(|p| p.values());
    for part in lists.chain(properties).chain(schema.get("items")) {
        parts(text, part, seen, all);
    }
}

fn is_of(schema: &Value, kind: &str) -> bool {
    schema["type"] == kind || schema["type"].as_array().is_some_and(|kinds| kinds.iter().any(|k| k == kind))
}

#[test]
fn every_route_of_the_api_is_described_and_nothing_else() {
    let served: BTreeSet<String> = crate::table()
        .routes
        .into_iter()
        .filter(|(_, path)| path.starts_with("/api/"))
        .map(|(verb, path)| format!("{verb} {path}"))
        .collect();
    let text = described();
    let described: BTreeSet<String> = operations(&text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(served, described);
    assert_eq!(text["openapi"], "3.1.0");
}

#[test]
fn every_operation_has_a_name_of_its_own_and_says_what_it_does() {
    let text = described();
    let mut names = BTreeSet::new();
    for (name, operation) in operations(&text) {
        assert!(names.insert(operation["operationId"].as_str().unwrap()), "{name}: its id is another's, too");
        assert!(operation["summary"].as_str().is_some_and(|s| !s.is_empty()), "{name} says nothing of itself");
    }
}

#[test]
fn every_operation_says_what_the_doors_may_answer() {
    let text = described();
    for (name, operation) in operations(&text) {
        let answers = |status: &str| operation["responses"].get(status).is_some();
        let must = |status: &str| assert!(answers(status), "{name} does not say when it answers {status}");
        assert!(["200", "201", "202", "204"].into_iter().any(answers), "{name} never answers what it was asked for");
        ["429", "431", "500", "503"].into_iter().for_each(must);
        if !is_public(operation) {
            ["401", "403"].into_iter().for_each(must);
        }
        if name.contains('{') {
            ["400", "404"].into_iter().for_each(must);
        }
        if let Some(body) = operation.get("requestBody") {
            ["400", "408", "413"].into_iter().for_each(must);
            if body["content"].get("application/json").is_some() {
                ["409", "415", "422"].into_iter().for_each(must);
            }
        }
    }
}

#[test]
fn every_error_is_a_problem_and_every_answer_has_its_type() {
    let text = described();
    for (name, operation) in operations(&text) {
        for (status, response) in operation["responses"].as_object().unwrap() {
            assert!(response["description"].is_string(), "{name} {status}");
            let problem = &response["content"][common::PROBLEM]["schema"]["$ref"];
            if status.starts_with(['4', '5']) && status != "431" {
                assert_eq!(problem, "#/components/schemas/Problem", "{name} {status}");
                assert!(response["description"].as_str().unwrap().contains('`'), "{name} {status} names no code");
            } else if !["202", "204"].contains(&status.as_str()) {
                assert!(response["content"].as_object().is_some_and(|c| !c.is_empty()), "{name} {status} has no type");
            }
        }
    }
}

#[test]
fn every_parameter_means_the_same_everywhere() {
    let text = described();
    for (name, operation) in operations(&text) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let called = parameter["name"].as_str().unwrap();
            assert!(common::asked(called).is_some(), "{name}: {called} has no form in common.rs");
            let schema = &parameter["schema"];
            let bounded = schema.get("maxLength").is_some() || schema.get("maximum").is_some();
            // the connection bounds what a head may hold
            assert!(bounded || parameter["in"] == "header", "{name}: {called} has no bound");
        }
    }
}

#[test]
fn every_part_of_an_address_is_a_parameter_and_nothing_else_is() {
    let text = described();
    for (name, operation) in operations(&text) {
        let parts: BTreeSet<&str> = name.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(part, _)| part).collect();
        let parameters = operation["parameters"].as_array().into_iter().flatten().filter(|p| p["in"] == "path");
        let named: BTreeSet<&str> = parameters.map(|p| p["name"].as_str().unwrap()).collect();
        assert_eq!(parts, named, "{name}");
    }
}

/// What a schema allows is read: so it is closed, and its numbers have bounds.
#[test]
fn what_a_body_may_say_is_bounded() {
    let text = described();
    let mut looked = 0;
    for (name, operation) in operations(&text) {
        let schema = &operation["requestBody"]["content"]["application/json"]["schema"];
        let mut all = vec![];
        if !schema.is_null() {
            parts(&text, schema, &mut BTreeSet::new(), &mut all);
        }
        for part in all {
            looked += 1;
            if is_of(part, "object") {
                assert_eq!(part["additionalProperties"], false, "{name}: {part} takes what it does not know");
            }
            if is_of(part, "integer") {
                assert!(part.get("minimum").is_some() && part.get("maximum").is_some(), "{name}: {part} has no bounds");
            }
            assert!(!is_of(part, "number"), "{name}: {part} is not exact");
        }
    }
    assert!(looked > 100, "only {looked} schemas were found");
}
