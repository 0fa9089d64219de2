//! Receipts of every engine so far, with the snapshots they were made with, run again and compare to the byte.
//!
//! `tests/receipts/engine-N` was written once, by engine N, and is never changed: `WRITE=1` writes the folder of the present engine only
//! where there is none. Where a later engine answers otherwise on purpose, [`CHANGED`] names the receipt and says why.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calculator::ENGINE;
use contract::body;
use contract::catalogue::{Opened, Snapshot, SnapshotJurisdiction, SnapshotPolicy};
use contract::eligibility::ask::profile_of;
use contract::receipt::{Receipt, VerifyRequest};
use facts::{Day, ItemId};
use serde_json::{Value, json};

/// Receipts, as `engine-N/NAME`, that a later engine answers otherwise, and why.
///
/// Engine 2 bounds the search for the best set more closely: where engine 1 gave up a tangled set, the set may now be better and its bound
/// lower. No receipt kept here is one of those.
const CHANGED: [(&str, &str); 0] = [];
/// Policies of the snapshot kept with the receipts.
const POLICIES: [&str; 5] = [
    "growth",
    "manufacturing-titles",
    "open-trade",
    "stable-jobs",
    "technical-upgrade",
];

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/receipts")
}

fn seed(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../infra/seed")
        .join(path);
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

fn names(kind: &str) -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../infra/seed")
        .join(kind);
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            entry
                .unwrap()
                .path()
                .file_stem()
                .unwrap()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    names.sort();
    names
}

fn snapshot() -> Snapshot {
    let policies = POLICIES.iter();
    let policies =
        policies.map(|name| SnapshotPolicy::plain(1, seed(&format!("policies/{name}.json"))));
    let jurisdictions = names("jurisdictions").into_iter().map(|id| {
        let body = seed(&format!("jurisdictions/{id}.json")).to_string();
        SnapshotJurisdiction {
            id,
            body: body::parse(body.as_bytes()).unwrap(),
        }
    });
    let built = "2026-11-26T12:00:00+08:00".to_owned();
    Snapshot::of(
        built,
        policies.collect(),
        jurisdictions.collect(),
        Vec::new(),
    )
}

fn receipt(catalogue: &Opened, facts: &Value, day: &str, items: &[&str]) -> Receipt {
    let day = Day::parse(day).unwrap();
    let mut faults = Vec::new();
    let profile = profile_of(
        facts.as_object().unwrap(),
        catalogue.facts(),
        "/facts",
        &mut faults,
    );
    let only: BTreeSet<ItemId> = items.iter().map(|id| ItemId::parse(id).unwrap()).collect();
    assert_eq!(faults, []);
    let assessment = catalogue.assess(&profile, day, &only);
    Receipt::of(&assessment, catalogue, (&profile, day), &only)
}

/// Writes the receipts of the present engine, once.
fn write(into: &Path) {
    std::fs::create_dir_all(into).unwrap();
    let snapshot = snapshot();
    let catalogue = snapshot.open().unwrap();
    std::fs::write(
        into.join("snapshot.json"),
        serde_json::to_string(&snapshot).unwrap(),
    )
    .unwrap();
    let keep = |name: &str, receipt: Receipt| {
        let text = serde_json::to_string_pretty(&receipt).unwrap() + "\n";
        std::fs::write(into.join(format!("{name}.json")), text).unwrap();
    };
    for code in names("enterprises") {
        let facts = seed(&format!("enterprises/{code}.json"))["facts"].clone();
        keep(&code, receipt(&catalogue, &facts, "2026-11-24", &[]));
    }
    let partial = json!({ "staff": { "from": 100, "to": 300 }, "industry": { "one_of": ["C38", "C39"] },
        "revenue": { "above": "20000000" }, "registered_on": { "from": "2020-01-01" }, "titles": ["high_tech"] });
    keep("partial", receipt(&catalogue, &partial, "2026-06-01", &[]));
    keep(
        "nothing",
        receipt(
            &catalogue,
            &json!({}),
            "2027-03-01",
            &["equipment-investment-subsidy"],
        ),
    );
}

fn kept(engine: &Path) -> Vec<(String, Receipt)> {
    let mut kept: Vec<(String, Receipt)> = std::fs::read_dir(engine)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("snapshot.json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let wrapped = format!(
                "{{\"receipt\":{}}}",
                std::fs::read_to_string(&path).unwrap()
            );
            (
                name,
                body::parse::<VerifyRequest>(wrapped.as_bytes())
                    .unwrap()
                    .receipt,
            )
        })
        .collect();
    kept.sort_by(|one, two| one.0.cmp(&two.0));
    kept
}

fn opened(engine: &Path) -> Opened {
    let snapshot: Snapshot =
        serde_json::from_slice(&std::fs::read(engine.join("snapshot.json")).unwrap()).unwrap();
    snapshot.open().unwrap()
}

#[test]
fn receipts_of_every_engine_run_again_to_the_byte() {
    let present = folder().join(format!("engine-{ENGINE}"));
    if !present.exists() && std::env::var_os("WRITE").is_some() {
        write(&present);
    }
    let mut run = 0;
    for engine in 1..=ENGINE {
        let engine_folder = folder().join(format!("engine-{engine}"));
        let catalogue = opened(&engine_folder);
        for (name, receipt) in kept(&engine_folder) {
            let named = format!("engine-{engine}/{name}");
            assert_eq!(receipt.engine, engine, "{named}");
            assert_eq!(receipt.catalogue, catalogue.version(), "{named}");
            let reply = receipt.run_again(&catalogue);
            let changed = CHANGED.iter().any(|(one, _)| *one == named);
            assert_eq!(
                reply.confirmed, !changed,
                "{named}: {:#?}",
                reply.differences
            );
            run += 1;
        }
    }
    assert!(run >= 10, "{run} receipts");
}

#[test]
fn a_receipt_that_was_touched_says_where() {
    let engine = folder().join("engine-1");
    let catalogue = opened(&engine);
    let (_, receipt) = kept(&engine)
        .into_iter()
        .find(|(name, _)| name.ends_with("035F"))
        .unwrap();
    let mut touched = receipt.clone();
    touched.result.total = "99999999.00".to_owned();
    let reply = touched.run_again(&catalogue);
    let pointers: Vec<&str> = reply
        .differences
        .iter()
        .map(|one| one.pointer.as_str())
        .collect();
    assert!(
        !reply.confirmed && pointers == ["/result/total"],
        "{pointers:?}"
    );
    // the digest itself, and the facts under it
    let mut touched = receipt.clone();
    touched.facts.insert("staff".to_owned(), json!("5"));
    let reply = touched.run_again(&catalogue);
    assert!(
        reply.differences.iter().any(|one| one.pointer == "/digest"),
        "{:?}",
        reply.differences
    );
    let mut touched = receipt;
    touched.facts.insert("no_such_fact".to_owned(), json!(true));
    assert!(!touched.run_again(&catalogue).confirmed);
}

#[test]
fn canonical_json_is_that_of_the_rfc() {
    // RFC 8785 §3.2.2 and §3.2.3
    let value: Value = serde_json::from_str(
        r#"{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],
            "string":"\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/","literals":[null,true,false]}"#,
    )
    .unwrap();
    let canonical = serde_json_canonicalizer::to_string(&value).unwrap();
    assert_eq!(
        canonical,
        r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
    );
    let keys = json!({ "\u{20ac}": 1, "\r": 2, "\u{fb33}": 3, "1": 4, "\u{1f600}": 5, "\u{80}": 6, "\u{f6}": 7 });
    let canonical = serde_json_canonicalizer::to_string(&keys).unwrap();
    let order: Vec<u32> = canonical
        .chars()
        .filter_map(|letter| letter.to_digit(10))
        .collect();
    // `"1":4` has its digit twice
    assert_eq!(order, [2, 1, 4, 6, 7, 1, 5, 3]);
}

#[test]
fn the_same_said_otherwise_is_the_same_receipt() {
    let catalogue = opened(&folder().join("engine-1"));
    let one = json!({ "staff": 120, "revenue": "23500000.00", "titles": ["high_tech"], "industry": { "one_of": ["C39", "C38"] } });
    let two = json!({ "industry": { "one_of": ["38", "39"] }, "titles": ["high_tech"], "revenue": 23500000, "staff": "120" });
    let (one, two) = (
        receipt(&catalogue, &one, "2026-11-24", &[]),
        receipt(&catalogue, &two, "2026-11-24", &[]),
    );
    assert_eq!(one.canonical(), two.canonical());
    assert_eq!(one.digest, two.digest);
}
