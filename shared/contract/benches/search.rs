//! How long a search takes over ten thousand items made from the sample policies, how long its index takes to make, and how large it is.
//!
//! `cargo bench -p contract --bench search`. Figures to look at, not a gate: machines differ.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    reason = "a bench prints, reads the clock and may stop"
)]

use std::time::{Duration, Instant};

use contract::catalogue::{Opened, Snapshot, SnapshotJurisdiction, SnapshotPolicy};
use contract::search::{Chosen, Facet, Question};
use facts::Day;
use serde_json::{Value, json};

const ITEMS: usize = 10_000;
const ITEMS_OF_A_POLICY: usize = 50;
const ROUNDS: usize = 200;
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

fn files(kind: &str) -> Vec<(String, Value)> {
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
fn city() -> Snapshot {
    let seeds: Vec<Value> = files("policies")
        .into_iter()
        .map(|(_, document)| document)
        .filter(|document| document.get("facts").is_none())
        .collect();
    let items: Vec<&Value> = seeds
        .iter()
        .flat_map(|document| document["items"].as_array().unwrap())
        .collect();
    let policies = (0..ITEMS / ITEMS_OF_A_POLICY).map(|policy| {
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

fn ask(city: &Opened, words: &str, chosen: &Chosen) -> usize {
    let day = Day::parse("2026-11-24").unwrap();
    city.search(&Question { words, chosen, day }).items.len()
}

fn main() {
    let began = Instant::now();
    let city = city().open().unwrap();
    println!("opened {ITEMS} items in {:?}", began.elapsed());
    let began = Instant::now();
    ask(&city, "", &Chosen::new());
    println!(
        "index made in {:?}, {} kB",
        began.elapsed(),
        city.search_bytes(Day::parse("2026-11-24").unwrap()) / 1024
    );
    let mut narrowed = Chosen::new();
    narrowed.insert(Facet::Size, ["micro".to_owned()].into());
    narrowed.insert(Facet::Kind, ["money".to_owned()].into());
    for (words, chosen) in [
        ("", &Chosen::new()),
        ("小巨人", &Chosen::new()),
        ("绿色 奖励", &Chosen::new()),
        ("企业", &Chosen::new()),
        ("稳岗", &narrowed),
        ("冷链仓储用地税减半政策", &Chosen::new()),
        ("火星移民", &Chosen::new()),
    ] {
        let mut times: Vec<Duration> = Vec::new();
        let mut found = 0;
        for _ in 0..ROUNDS {
            let began = Instant::now();
            found = ask(&city, words, chosen);
            times.push(began.elapsed());
        }
        times.sort();
        println!(
            "{words:<14} {found:>6} found   p50 {:?}   p99 {:?}",
            times[ROUNDS / 2],
            times[ROUNDS * 99 / 100]
        );
    }
}
