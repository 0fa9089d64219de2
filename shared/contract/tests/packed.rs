//! The packed snapshot of the sample city answers as the snapshot it was made of.

#![cfg(test)]

use std::collections::BTreeSet;
use std::path::Path;

use calculator::Profile;
use calculator::packed::Unreadable;
use contract::catalogue::{
    Opened, Snapshot, SnapshotCalendar, SnapshotCourse, SnapshotEdition, SnapshotHalt,
    SnapshotJurisdiction, SnapshotPolicy, SnapshotRepeal, Unfit,
};
use contract::explain::{FaqRecord, RulingRecord};
use facts::Day;
use serde::de::DeserializeOwned;
use serde_json::Value;

fn files<T: DeserializeOwned>(kind: &str) -> Vec<(String, T)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../infra/seed")
        .join(kind);
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let mut files: Vec<(String, T)> = paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (
                name,
                serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap(),
            )
        })
        .collect();
    files.sort_by(|one, two| one.0.cmp(&two.0));
    files
}

/// The sample city, every policy with a version to come, one halted and one ending.
fn city() -> Opened {
    let edition = |version, from: &str, document: &Value| SnapshotEdition {
        version,
        published_at: format!("{from}T08:00:00+08:00"),
        from: from.to_owned(),
        to: None,
        review_by: "2027-06-01".to_owned(),
        document: document.clone(),
    };
    let policies = files::<Value>("policies").into_iter().enumerate();
    let policies = policies.map(|(place, (_, document))| {
        SnapshotPolicy::Course(SnapshotCourse {
            listed: 3,
            interpretations: Vec::new(),
            faqs: (place == 1).then(faq).into_iter().collect(),
            rulings: (place == 1).then(ruling).into_iter().collect(),
            editions: vec![
                edition(1, "2026-01-01", &document),
                edition(2, "2027-01-01", &document),
            ],
            halts: (place == 1)
                .then(|| SnapshotHalt {
                    from: "2026-12-01".to_owned(),
                    until: Some("2026-12-15".to_owned()),
                    reason: "资金管理办法修订".to_owned(),
                })
                .into_iter()
                .collect(),
            repeal: (place == 2).then(|| SnapshotRepeal {
                from: "2027-02-01".to_owned(),
                reason: "任务完成".to_owned(),
            }),
        })
    });
    let jurisdictions = files("jurisdictions").into_iter();
    let calendars = files("calendars").into_iter();
    let snapshot = Snapshot::of(
        "2026-11-24T10:00:00+08:00".to_owned(),
        policies.collect(),
        jurisdictions
            .map(|(id, body)| SnapshotJurisdiction { id, body })
            .collect(),
        calendars
            .map(|(year, body)| SnapshotCalendar {
                year: year.parse().unwrap(),
                body,
            })
            .collect(),
    );
    snapshot.open().unwrap()
}

fn faq() -> FaqRecord {
    serde_json::from_value(serde_json::json!({
        "number": 1, "at": "2026-10-12T09:00:00+08:00", "document": 1,
        "body": { "question": { "zh": "当年纳统当年可以申报吗？", "en": "This year?" },
            "answer": { "zh": "可以。", "en": "Yes." } }
    }))
    .unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

#[test]
fn a_packed_city_answers_as_the_snapshot_on_every_day() {
    let city = city();
    let bytes = city.packed(day("2026-11-24")).unwrap();
    let packed = Opened::unpack(city.version(), bytes).unwrap();
    assert_eq!(packed.version(), city.version());
    // compiled ahead, compiled behind, and beyond what was compiled ahead
    for text in [
        "2025-06-01",
        "2026-06-01",
        "2026-11-24",
        "2026-12-03",
        "2027-01-05",
        "2028-01-01",
    ] {
        let day = day(text);
        let all = BTreeSet::new();
        let [right, found] = [&city, &packed].map(|one| one.assess(&Profile::new(), day, &all));
        assert_eq!(right, found, "{text}");
        assert_eq!(city.item_entries(day), packed.item_entries(day), "{text}");
        assert_eq!(
            city.policy_entries(day),
            packed.policy_entries(day),
            "{text}"
        );
        for id in city.item_ids() {
            assert_eq!(city.item_view(id, day), packed.item_view(id, day), "{text}");
        }
    }
    let today = day("2026-11-24");
    assert_eq!(city.changes(today), packed.changes(today));
    assert!(
        !city.rulings(None).is_empty(),
        "what was said is packed too"
    );
    assert_eq!(city.rulings(None), packed.rulings(None));
    let faqs = city.faqs(None, today);
    assert!(faqs.iter().all(|faq| !faq.outdated) && faqs.len() == 1);
    assert_eq!(faqs, packed.faqs(None, today));
    assert!(packed.faqs(None, day("2027-01-05"))[0].outdated);
    assert_eq!(city.facts(), packed.facts());
    assert_eq!(city.calendar, packed.calendar);
}

#[test]
fn what_does_not_fit_is_refused_with_its_reason() {
    let city = city();
    let bytes = city.packed(day("2026-11-24")).unwrap();
    let refused = |bytes: &[u8]| Opened::unpack(city.version(), bytes.to_vec()).unwrap_err();
    for at in [0, 7, 31, 44, bytes.len() / 2, bytes.len() - 1] {
        assert!(
            matches!(
                refused(&bytes[..at]),
                Unfit::Unreadable(Unreadable::Cut { .. })
            ),
            "{at}"
        );
    }
    for at in (0..bytes.len()).step_by(997) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 1;
        assert!(matches!(refused(&flipped), Unfit::Unreadable(_)), "{at}");
    }
    let mut newer = bytes.clone();
    newer[8] += 1;
    let words = refused(&newer).to_string();
    assert!(
        words.contains("format 5") && words.contains("reads 4"),
        "{words}"
    );
    let other = Opened::unpack("another", bytes).unwrap_err();
    assert_eq!(other, Unfit::Other(city.version().to_owned()));
}

fn ruling() -> RulingRecord {
    let body = serde_json::json!({
        "clause": { "document": "示例〔2026〕1号", "article": "第三条" },
        "question": { "zh": "迁入的是否适用？", "en": "Does it hold?" },
        "ruling": { "zh": "适用。", "en": "It does." },
        "decided_by": "局长办公会", "decided_on": "2026-11-20"
    });
    RulingRecord {
        number: 1,
        at: "2026-11-24T10:00:00+08:00".to_owned(),
        from: "2026-12-01".to_owned(),
        body: serde_json::from_value(body).unwrap(),
    }
}
