//! Who may use whom (style §2): the pure core knows no outside, only `adapters` knows the cloud, functions never use each other, and
//! the local host knows none of us.

use std::collections::BTreeSet;

use crate::tree::{root, text};

const OURS: [&str; 22] = [
    "facts",
    "calculator",
    "casework",
    "contract",
    "pages",
    "adapters",
    "policies",
    "eligibility",
    "submissions",
    "outreach",
    "alerts",
    "departments",
    "register",
    "signin",
    "routing",
    "delivery",
    "publicity",
    "deadlines",
    "supervision",
    "training",
    "local",
    "city",
];
const FUNCTIONS: [&str; 14] = [
    "policies",
    "eligibility",
    "submissions",
    "outreach",
    "alerts",
    "departments",
    "register",
    "signin",
    "routing",
    "delivery",
    "publicity",
    "deadlines",
    "supervision",
    "training",
];
/// Crates that reach outside the process, or time, or chance.
const OUTSIDE: [&str; 16] = [
    "aws-config",
    "aws-sdk-dynamodb",
    "aws-sdk-s3",
    "lambda_http",
    "lambda_runtime",
    "lettre",
    "hyper",
    "hyper-util",
    "reqwest",
    "tokio",
    "axum",
    "getrandom",
    "uuid",
    "ureq",
    "tracing",
    "rusqlite",
];

/// The dependencies of a crate, tests' own left out.
fn dependencies(manifest: &str) -> BTreeSet<String> {
    let mut inside = false;
    let mut found = BTreeSet::new();
    for line in text(&root().join(manifest)).lines() {
        if line.starts_with('[') {
            inside = line == "[dependencies]";
        } else if inside
            && !line.starts_with('#')
            && let Some((name, _)) = line.split_once([' ', '.', '='])
        {
            found.insert(name.trim().to_owned());
        }
    }
    found.remove("");
    found
}

fn ours(manifest: &str) -> BTreeSet<String> {
    let mut all = dependencies(manifest);
    all.retain(|name| OURS.contains(&name.as_str()));
    all
}

fn only(manifest: &str, allowed: &[&str]) {
    let used = ours(manifest);
    let beyond: Vec<_> = used
        .iter()
        .filter(|name| !allowed.contains(&name.as_str()))
        .collect();
    assert!(beyond.is_empty(), "{manifest} may not use {beyond:?}");
}

#[test]
fn rooms_use_only_what_is_to_their_left() {
    only("shared/facts/Cargo.toml", &[]);
    only("shared/calculator/Cargo.toml", &["facts"]);
    only("shared/casework/Cargo.toml", &["facts", "calculator"]);
    only(
        "shared/contract/Cargo.toml",
        &["facts", "calculator", "casework"],
    );
    only("shared/pages/Cargo.toml", &["facts", "contract"]);
    let core = ["facts", "calculator", "casework", "contract", "pages"];
    only("shared/adapters/Cargo.toml", &core);
    let below: Vec<&str> = core.into_iter().chain(["adapters"]).collect();
    for function in FUNCTIONS {
        only(&format!("functions/{function}/Cargo.toml"), &below);
    }
    only("infra/local/Cargo.toml", &[]);
}

#[test]
fn the_core_is_pure() {
    for room in ["facts", "calculator", "casework"] {
        let used = dependencies(&format!("shared/{room}/Cargo.toml"));
        let beyond: Vec<_> = used
            .iter()
            .filter(|name| {
                ![
                    "facts",
                    "calculator",
                    "jiff",
                    "rust_decimal",
                    "thiserror",
                    // a digest is a function of its bytes
                    "xxhash-rust",
                ]
                .contains(&name.as_str())
            })
            .collect();
        assert!(
            beyond.is_empty(),
            "{room} is pure and may not use {beyond:?}"
        );
    }
    for room in ["contract", "pages"] {
        let used = dependencies(&format!("shared/{room}/Cargo.toml"));
        let outside: Vec<_> = used
            .iter()
            .filter(|name| OUTSIDE.contains(&name.as_str()))
            .collect();
        assert!(
            outside.is_empty(),
            "{room} reaches nothing and may not use {outside:?}"
        );
    }
}

#[test]
fn only_adapters_knows_the_cloud() {
    for function in FUNCTIONS {
        let used = dependencies(&format!("functions/{function}/Cargo.toml"));
        let cloud: Vec<_> = used
            .iter()
            .filter(|name| name.starts_with("aws") || name.starts_with("lambda"))
            .collect();
        assert!(
            cloud.is_empty(),
            "{function} goes through adapters, not {cloud:?}"
        );
    }
}
