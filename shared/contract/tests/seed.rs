//! The sample city holds to its own rules: every policy passes the publishing gate, and the sample enterprises get varied answers.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use calculator::Verdict;
use contract::body;
use contract::catalogue::{
    Opened, Snapshot, SnapshotCalendar, SnapshotCourse, SnapshotEdition, SnapshotHalt,
    SnapshotJurisdiction, SnapshotPolicy,
};
use contract::eligibility::ask::profile_of;
use contract::profile::WriteProfile;
use contract::register::{CalendarBody, JurisdictionBody};
use contract::rule::PolicyDocument;
use facts::{CreditCode, Day, Jurisdiction, JurisdictionId};
use serde_json::{Value, json};

const BUILT_AT: &str = "2026-11-24T10:00:00+08:00";

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
        .map(|(_, bytes)| {
            let document = serde_json::from_slice(&bytes).unwrap();
            SnapshotPolicy::plain(1, document)
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
    Snapshot::of(BUILT_AT.to_owned(), policies, jurisdictions, calendars)
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
        let policy = SnapshotPolicy::plain(1, document.clone());
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

/// The first policy with `change` made to its document, published on `day`.
fn edition(version: u64, from: &str, change: impl FnOnce(&mut Value)) -> SnapshotEdition {
    let mut document: Value = serde_json::from_slice(&policies().pop().unwrap().1).unwrap();
    change(&mut document);
    SnapshotEdition {
        version,
        published_at: format!("{from}T08:00:00+08:00"),
        from: from.to_owned(),
        to: None,
        review_by: "2027-01-01".to_owned(),
        document,
    }
}

fn policy_of(editions: Vec<SnapshotEdition>) -> SnapshotCourse {
    SnapshotCourse {
        listed: 3,
        editions,
        halts: Vec::new(),
        repeal: None,
        interpretations: Vec::new(),
        rulings: Vec::new(),
        faqs: Vec::new(),
    }
}

fn opened_of(course: SnapshotCourse) -> Opened {
    let policy = SnapshotPolicy::Course(course);
    let jurisdictions = jurisdictions().into_iter().map(|(body, _)| body).collect();
    let snapshot = Snapshot::of(BUILT_AT.to_owned(), vec![policy], jurisdictions, Vec::new());
    snapshot.open().unwrap()
}

#[test]
fn a_catalogue_answers_with_the_version_of_the_day() {
    let raise =
        |document: &mut Value| document["items"][0]["amount"] = json!({ "fixed": "999000.00" });
    let opened = opened_of(policy_of(vec![
        edition(1, "2026-01-01", |_| {}),
        edition(2, "2027-03-01", raise),
    ]));
    let amount = |text: &str| {
        let day = Day::parse(text).unwrap();
        let assessment = opened.assess(&calculator::Profile::default(), day, &BTreeSet::new());
        assessment
            .items
            .first()
            .map(|answer| format!("{:?}", answer.amount))
    };
    assert_eq!(
        amount("2025-12-31"),
        None,
        "before the first version nothing holds"
    );
    let (before, after) = (amount("2027-02-28").unwrap(), amount("2027-03-01").unwrap());
    assert!(
        !before.contains("999000") && after.contains("999000"),
        "{before} {after}"
    );
    let item = opened.item_ids().next().unwrap().clone();
    let version = |text: &str| {
        opened
            .item_view(&item, Day::parse(text).unwrap())
            .unwrap()
            .version
    };
    assert_eq!((version("2026-12-01"), version("2027-03-01")), (1, 2));
    // whatever is asked in whatever order, the same day gives the same answer
    assert_eq!(amount("2027-02-28").unwrap(), before);
}

#[test]
fn a_suspended_item_leaves_the_answers_and_says_why_on_its_page() {
    let mut policy = policy_of(vec![edition(1, "2026-01-01", |_| {})]);
    policy.halts.push(SnapshotHalt {
        from: "2026-11-01".to_owned(),
        until: Some("2026-12-01".to_owned()),
        reason: "资金管理办法修订".to_owned(),
    });
    let opened = opened_of(policy);
    let held = |text: &str| opened.item_entries(Day::parse(text).unwrap()).len();
    assert_eq!(
        (held("2026-10-31"), held("2026-11-24"), held("2026-12-01")),
        (1, 0, 1)
    );
    let item = opened.item_ids().next().unwrap();
    let view = opened
        .item_view(item, Day::parse("2026-11-24").unwrap())
        .unwrap();
    assert_eq!(view.standing.state, "suspended");
    assert_eq!(view.standing.reason.as_deref(), Some("资金管理办法修订"));
    assert!(!view.entry.open);
}

#[test]
fn a_scheduled_version_that_would_not_compile_is_found_before_its_day() {
    let wrong = |document: &mut Value| {
        document["items"][0]["conditions"][0]["test"] =
            json!({ "fact": "place", "place_in": ["atlantis"] });
    };
    let policy = policy_of(vec![
        edition(1, "2026-01-01", |_| {}),
        edition(2, "2027-03-01", wrong),
    ]);
    let snapshot = Snapshot::of(
        BUILT_AT.to_owned(),
        vec![SnapshotPolicy::Course(policy)],
        jurisdictions().into_iter().map(|(body, _)| body).collect(),
        Vec::new(),
    );
    let unusable = snapshot.open().unwrap_err().to_string();
    assert!(
        unusable.contains("version 2") && unusable.contains("atlantis"),
        "{unusable}"
    );
}

#[test]
fn an_item_never_moves_to_another_policy() {
    let other = |document: &mut Value| document["policy"]["id"] = json!("another-policy");
    let policies = vec![
        policy_of(vec![edition(1, "2026-01-01", |_| {})]),
        policy_of(vec![edition(1, "2026-01-01", other)]),
    ];
    let policies = policies.into_iter().map(SnapshotPolicy::Course).collect();
    let snapshot = Snapshot::of(BUILT_AT.to_owned(), policies, Vec::new(), Vec::new());
    let unusable = snapshot.open().unwrap_err().to_string();
    assert!(unusable.contains("belongs to another policy"), "{unusable}");
}
