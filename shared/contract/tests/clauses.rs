//! Clauses as Chinese policy texts write them, each said in the rule format, with tests of its own that the gate runs.

#![cfg(test)]

use std::path::Path;

use contract::register::JurisdictionBody;
use contract::rule::PolicyDocument;
use facts::{Jurisdiction, JurisdictionId};

fn read(folder: &str) -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let files = std::fs::read_dir(folder).unwrap();
    let mut files: Vec<_> = files
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn jurisdictions() -> Vec<Jurisdiction> {
    let files = read("../../infra/seed/jurisdictions").into_iter();
    files
        .map(|(id, bytes)| {
            let body: JurisdictionBody = contract::body::parse(&bytes).unwrap();
            let id = JurisdictionId::parse(&id).unwrap();
            contract::convert::register::jurisdiction(id, &body)
        })
        .collect()
}

#[test]
fn every_clause_is_said_and_its_tests_pass() {
    let ground = jurisdictions();
    let (mut items, mut found) = (0, Vec::new());
    for (name, bytes) in read("tests/clauses") {
        match PolicyDocument::parse(&bytes) {
            Err(malformed) => found.push(format!("{name}: {:#?}", malformed.faults)),
            Ok(document) => {
                items += document.items.len();
                let faults = document.misfits(&ground).into_iter();
                let faults = faults.chain(document.findings(&ground));
                found
                    .extend(faults.map(|fault| {
                        format!("{name}{}: {} {}", fault.pointer, fault.zh, fault.en)
                    }));
            }
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(items >= 20, "{items} clauses");
}
