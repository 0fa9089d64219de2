//! The sample city holds to its own rules: every policy passes the publishing gate, and the sample enterprises get varied answers.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calculator::Verdict;
use contract::body;
use contract::catalogue::{
    Opened, Snapshot, SnapshotCalendar, SnapshotJurisdiction, SnapshotPolicy,
};
use contract::eligibility::ask::profile_of;
use contract::profile::WriteProfile;
use contract::register::{CalendarBody, JurisdictionBody};
use contract::rule::PolicyDocument;
use facts::{CreditCode, Day, Jurisdiction, JurisdictionId};
use serde_json::Value;

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/seed")
}

fn files(kind: &str) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<(String, Vec<u8>)> = std::fs::read_dir(seed().join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (name, std::fs::read(path).unwrap())
        })
        .collect();
    files.sort();
    files
}

fn policies() -> Vec<(String, Vec<u8>)> {
    let first = std::fs::read(seed().join("examples/first-policy.json")).unwrap();
    let mut policies = files("policies");
    policies.push(("examples/first-policy".to_owned(), first));
    policies
}

fn jurisdictions() -> Vec<(SnapshotJurisdiction, Jurisdiction)> {
    files("jurisdictions")
        .into_iter()
        .map(|(id, bytes)| {
            let body: JurisdictionBody = body::parse(&bytes).unwrap();
            let ground = contract::convert::register::jurisdiction(
                JurisdictionId::parse(&id).unwrap(),
                &body,
            );
            (SnapshotJurisdiction { id, body }, ground)
        })
        .collect()
}

fn opened() -> Opened {
    let policies = policies()
        .into_iter()
        .map(|(_, bytes)| SnapshotPolicy {
            version: 1,
            document: serde_json::from_slice(&bytes).unwrap(),
        })
        .collect();
    let calendars = files("calendars")
        .into_iter()
        .map(|(year, bytes)| SnapshotCalendar {
            year: year.parse().unwrap(),
            body: body::parse::<CalendarBody>(&bytes).unwrap(),
        })
        .collect();
    let jurisdictions = jurisdictions().into_iter().map(|(body, _)| body).collect();
    Snapshot::of(
        "2026-11-24T10:00:00+08:00".to_owned(),
        policies,
        jurisdictions,
        calendars,
    )
    .open()
    .unwrap()
}

#[test]
fn every_policy_passes_the_gate() {
    let grounds: Vec<Jurisdiction> = jurisdictions().into_iter().map(|(_, one)| one).collect();
    let mut items = BTreeSet::new();
    let mut found = Vec::new();
    for (name, bytes) in policies() {
        let document = match PolicyDocument::parse(&bytes) {
            Ok(document) => document,
            Err(malformed) => {
                found.push(format!("{name}: {:#?}", malformed.faults));
                continue;
            }
        };
        assert!(
            document.illustrative && document.title.zh.ends_with("（示例）"),
            "{name}"
        );
        for fault in document.misfits(&grounds) {
            found.push(format!(
                "{name}{}: {} {}",
                fault.pointer, fault.zh, fault.en
            ));
        }
        for fault in document.findings(&grounds) {
            found.push(format!(
                "{name}{}: {} {}",
                fault.pointer, fault.zh, fault.en
            ));
        }
        for item in &document.items {
            assert!(
                items.insert(item.rules.id.clone()),
                "{} twice",
                item.rules.id
            );
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
    assert!(items.len() >= 16, "{} items", items.len());
}

#[test]
fn calendars_count_248_working_days() {
    let catalogue = opened();
    for year in [2025, 2026] {
        assert_eq!(catalogue.calendar.working_days_in(year), 248, "{year}");
    }
    let holiday = Day::new(2026, 2, 16).unwrap();
    assert!(!catalogue.calendar.is_working(holiday));
}

#[test]
fn sample_enterprises_get_varied_answers() {
    let catalogue = opened();
    let today = Day::new(2026, 11, 24).unwrap();
    let mut answers = BTreeSet::new();
    let files = files("enterprises");
    assert_eq!(files.len(), 8);
    for (code, bytes) in files {
        assert!(CreditCode::parse(&code).unwrap().check_holds(), "{code}");
        let mut body: Value = serde_json::from_slice(&bytes).unwrap();
        body.as_object_mut().unwrap().remove("enterprise");
        let body: WriteProfile = body::parse(body.to_string().as_bytes()).unwrap();
        let mut faults = Vec::new();
        let profile = profile_of(&body.facts, catalogue.facts(), "/facts", &mut faults);
        assert!(faults.is_empty(), "{code}: {faults:?}");
        let assessment = catalogue.assess(&profile, today, &BTreeSet::new());
        let eligible: Vec<String> = assessment
            .items
            .iter()
            .filter(|answer| answer.verdict == Verdict::Eligible)
            .map(|answer| answer.item.to_string())
            .collect();
        assert!(
            !eligible.is_empty() && eligible.len() < assessment.items.len(),
            "{code}: {eligible:?}"
        );
        answers.insert(eligible);
    }
    assert!(answers.len() >= 7, "{answers:#?}");
}

#[test]
fn the_same_parts_make_the_same_version() {
    let document: Value = serde_json::from_slice(&policies().remove(0).1).unwrap();
    let snapshot = |at: &str| {
        let policy = SnapshotPolicy {
            version: 1,
            document: document.clone(),
        };
        Snapshot::of(at.to_owned(), vec![policy], Vec::new(), Vec::new())
    };
    assert_eq!(snapshot("one").version(), snapshot("two").version());
    let mut newer = snapshot("one");
    newer.format += 1;
    assert!(
        newer.open().is_err(),
        "a newer format is refused, not guessed at"
    );
}
