//! A catalogue of many items, made from the sample policies.

use contract::catalogue::{Snapshot, SnapshotJurisdiction, SnapshotPolicy};
use serde_json::{Value, json};

const ITEMS_OF_A_POLICY: usize = 50;
const WORDS: [&str; 12] = [
    "数字化",
    "绿色",
    "冷链",
    "出口",
    "人才",
    "智能装备",
    "新材料",
    "节能",
    "质量",
    "品牌",
    "培训",
    "孵化",
];

pub(crate) fn files(kind: &str) -> Vec<(String, Value)> {
    let folder = format!("{}/../../infra/seed/{kind}", env!("CARGO_MANIFEST_DIR"));
    let mut files: Vec<(String, Value)> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            (
                name,
                serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap(),
            )
        })
        .collect();
    files.sort_by(|one, two| one.0.cmp(&two.0));
    files
}

/// Items of the sample policies that bring no facts of their own, each under another name.
pub(crate) fn city(count: usize) -> Snapshot {
    let seeds: Vec<Value> = files("policies")
        .into_iter()
        .map(|(_, document)| document)
        .filter(|document| document.get("facts").is_none())
        .collect();
    let items: Vec<&Value> = seeds
        .iter()
        .flat_map(|document| document["items"].as_array().unwrap())
        .collect();
    let policies = (0..count / ITEMS_OF_A_POLICY).map(|policy| {
        let mut document = seeds[policy % seeds.len()].clone();
        document["policy"]["id"] = json!(format!("p-{policy}"));
        let made = (0..ITEMS_OF_A_POLICY).map(|place| {
            let number = policy * ITEMS_OF_A_POLICY + place;
            let mut item = items[number % items.len()].clone();
            item["id"] = json!(format!("i-{number}"));
            let title = item["title"]["zh"].as_str().unwrap();
            let word = WORDS[number / items.len() % WORDS.len()];
            item["title"]["zh"] = json!(format!("{word}{title}（第{number}项）"));
            item.as_object_mut().unwrap().remove("combination");
            item
        });
        document["items"] = Value::Array(made.collect());
        SnapshotPolicy::plain(1, document)
    });
    let jurisdictions = files("jurisdictions")
        .into_iter()
        .map(|(id, body)| SnapshotJurisdiction {
            id,
            body: serde_json::from_value(body).unwrap(),
        });
    Snapshot::of(
        String::new(),
        policies.collect(),
        jurisdictions.collect(),
        Vec::new(),
    )
}
