//! The committed description of the API is the one the code generates, and it is whole.

use std::collections::BTreeSet;

use serde_json::Value;
use world::{Spec, World};

use crate::PROGRAM;
use crate::steps::open;

fn generated() -> String {
    let mut text = serde_json::to_string_pretty(&city::openapi()).expect("JSON");
    text.push('\n');
    text
}

#[test]
fn committed_equals_generated() {
    let path = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../shared/contract/openapi.json"
    );
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(path, generated()).expect("written");
    }
    let committed = std::fs::read_to_string(path).expect("committed");
    assert!(
        committed == generated(),
        "the API changed; run the tests once with UPDATE=1 and read the diff of shared/contract/openapi.json"
    );
}

#[test]
fn every_operation_has_a_row_in_the_table_of_roles_and_the_reverse() {
    let described: BTreeSet<String> = Spec::committed()
        .operations()
        .into_iter()
        .map(|(_, _, id)| id)
        .collect();
    let known: BTreeSet<String> = casework::access::Operation::ALL
        .iter()
        .map(|operation| operation.name().to_owned())
        .collect();
    assert_eq!(described, known);
}

#[test]
fn every_route_of_the_template_is_described_and_the_reverse() {
    let template = std::fs::read_to_string(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../infra/template.yaml"
    ))
    .expect("the template");
    let mut method = String::new();
    let mut routes = BTreeSet::new();
    for line in template.lines().map(str::trim) {
        if let Some(found) = line.strip_prefix("Method: ") {
            method = found.to_uppercase();
        }
        if let Some(path) = line.strip_prefix("Path: /v1") {
            routes.insert(format!("{method} /v1{path}"));
        }
    }
    let described: BTreeSet<String> = Spec::committed()
        .operations()
        .into_iter()
        .map(|(method, path, _)| format!("{method} {path}"))
        .collect();
    assert_eq!(described, routes);
}

#[test]
fn the_description_and_every_problem_page_are_public() {
    let world = World::start(PROGRAM);
    world.settle();
    let portal = &world.addresses.portal;
    assert_eq!(open(&format!("{portal}/docs")).status, 200);
    let guide = open(&format!("{portal}/docs/rules"));
    assert_eq!(guide.status, 200);
    assert!(guide.text().contains("lang=\"en\""), "the rule guide");
    let schema = open(&format!("{portal}/schemas/policy.json"));
    assert_eq!(schema.status, 200);
    assert_eq!(schema.text(), contract::RULE_SCHEMA);
    let json = open(&format!("{portal}/openapi.json"));
    let served: Value = json.json();
    assert_eq!(served.get("openapi"), city::openapi().get("openapi"));
    for code in contract::problem::kind::CATALOGUE
        .iter()
        .map(|kind| kind.code)
    {
        let page = open(&format!("{portal}/problems/{code}"));
        assert_eq!(page.status, 200, "/problems/{code}");
    }
}
