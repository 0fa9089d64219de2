//! A table made from the template and from nothing else, filled as the functions fill it.

use std::collections::HashMap;

use adapters::config::Config;
use adapters::table::recorded;
use adapters::{Outside, clock::Instant as Moment};
use axum::http::StatusCode;
use casework::access::Role;
use casework::case::{
    Applicant, ApplicantKind, Case, Channel, Event, Kind, Listing, Prediction, Subject, Submission,
};
use casework::clock::{DayOff, Promise, Starts};
use casework::{Actor, Text};
use dynoxide::{Database, ImportOptions};
use facts::{Calendar, CaseNumber};
use serde_json::{Value, json};

const TEMPLATE: &str = include_str!("../../infra/template.yaml");
/// Items given to the table at once.
const PIECE: u64 = 20_000;

pub(crate) struct Store {
    database: Database,
    address: String,
    objects: String,
}

/// The number of the case at this place.
pub(crate) fn number(place: u64) -> CaseNumber {
    CaseNumber::drawn(2026, place)
}

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().expect("an id")
}

async fn listener() -> (tokio::net::TcpListener, String) {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await;
    let listener = listener.expect("a port");
    let address = format!("http://{}", listener.local_addr().expect("an address"));
    (listener, address)
}

impl Store {
    /// An empty table, and a bucket that holds nothing.
    pub(crate) async fn start() -> Self {
        let (listener, objects) = listener().await;
        let empty = axum::Router::new().fallback(|| async { StatusCode::NOT_FOUND });
        tokio::spawn(async move { axum::serve(listener, empty).await });
        Self {
            objects,
            ..Self::without_objects().await
        }
    }

    /// An empty table, and these buckets.
    pub(crate) async fn with_objects(router: axum::Router) -> Self {
        let (listener, objects) = listener().await;
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self {
            objects,
            ..Self::without_objects().await
        }
    }

    /// An empty table, and no bucket that answers.
    pub(crate) async fn without_objects() -> Self {
        let database = Database::memory().expect("a database");
        let request = serde_json::from_value(described()).expect("a table");
        database.create_table(request).expect("a table");
        let (listener, address) = listener().await;
        tokio::spawn(dynoxide::server::serve_on(listener, database.clone()));
        Self {
            database,
            address,
            objects: "http://127.0.0.1:9".to_owned(),
        }
    }

    /// The outside of a process of its own.
    pub(crate) fn outside(&self) -> Outside {
        let given = |name: &'static str| {
            let value = match name {
                "TABLE" => "Table",
                "CATALOGUE_BUCKET" => "catalogue",
                "PAGES_BUCKET" => "pages",
                "PUBLIC_URL" => "http://localhost",
                "AWS_REGION" => "cn-north-1",
                "AWS_ACCESS_KEY_ID" | "AWS_SECRET_ACCESS_KEY" => "test",
                "AWS_ENDPOINT_URL_DYNAMODB" => &self.address,
                "AWS_ENDPOINT_URL_S3" => &self.objects,
                _ => return None,
            };
            Some(value.to_owned())
        };
        let config = Config::read("deadlines", given).expect("a configuration");
        Outside::new(config).expect("an outside")
    }

    /// So many cases, submitted by the code that submits.
    pub(crate) async fn submit(&self, count: u64, at: Moment) {
        let outside = self.outside();
        for place in 0..count {
            let by = Actor {
                principal: "enterprise:1".to_owned(),
                role: Role::Enterprise,
                department: None,
                on_behalf_of: Some(id("91420204MAFAKE035F")),
                under: None,
            };
            let event = Event::Submitted(Box::new(submission(place)));
            let new = recorded(0, at, &by, vec![event]);
            let case = Case::replay(&new).expect("a case");
            let commit = outside.table().commit(at);
            let commit = commit.case(&case, &new, &Calendar::default());
            let outcome = commit.run().await.expect("an answer");
            outcome.settled().expect("written");
        }
    }

    /// So many heads of cases that are open and not yet due, spread over all shards.
    pub(crate) fn leave_open(&self, count: u64) {
        let mut from = 0;
        while from < count {
            let piece = from..count.min(from + PIECE);
            let items = piece.map(|place| {
                let number = number(1_000_000 + place);
                item(&json!({
                    "pk": { "S": format!("CASE#{number}") }, "sk": { "S": "CASE" },
                    "gsi2pk": { "S": "DESK" }, "gsi2sk": { "S": format!("CASE#2026-09-01#{number}") },
                    "due_shard": { "S": format!("DUE#{:02}", place % 16) },
                    "due_at": { "S": "2026-08-28T16:00:00Z" },
                    "version": { "N": "3" }, "body": { "S": "open" },
                }))
            });
            let options = ImportOptions::default();
            let imported = self
                .database
                .import_items("Table", items.collect(), options);
            imported.expect("imported");
            from += PIECE;
        }
    }

    /// Records that cannot be looked at, due before all others: a history that cannot be read, a case without a number, a kind nobody
    /// knows.
    pub(crate) fn spoil(&self) -> usize {
        let place = |pk: &str, sk: &str| {
            json!({
                "pk": { "S": pk }, "sk": { "S": sk },
                "due_shard": { "S": "DUE#00" }, "due_at": { "S": "2026-01-01T00:00:00Z" },
                "version": { "N": "1" }, "body": { "S": "{" },
            })
        };
        let case = format!("CASE#{}", number(9_999_999));
        let mut event = place(&case, "EVENT#00000001");
        if let Some(fields) = event.as_object_mut() {
            fields.remove("due_shard");
        }
        let spoilt = [
            place(&case, "CASE"),
            place("CASE#nonsense", "CASE"),
            place("OUTBOX#spoilt", "OUTBOX"),
            place("WHAT#ever", "WHAT"),
        ];
        let items = spoilt.iter().chain([&event]).map(item).collect();
        let options = ImportOptions::default();
        let imported = self.database.import_items("Table", items, options);
        imported.expect("imported");
        spoilt.len()
    }
}

fn item(value: &Value) -> dynoxide::types::Item {
    let fields: HashMap<String, _> = serde_json::from_value(value.clone()).expect("an item");
    fields
}

/// The table of the template as a request to make it.
fn described() -> Value {
    let template: serde_yaml_ng::Value = serde_yaml_ng::from_str(TEMPLATE).expect("a template");
    let properties = &template["Resources"]["Table"]["Properties"];
    let mut request = serde_json::Map::new();
    request.insert("TableName".to_owned(), "Table".into());
    for name in [
        "AttributeDefinitions",
        "KeySchema",
        "GlobalSecondaryIndexes",
        "BillingMode",
    ] {
        let value = serde_json::to_value(&properties[name]).expect("JSON");
        request.insert(name.to_owned(), value);
    }
    request.into()
}

fn submission(place: u64) -> Submission {
    Submission {
        number: number(place),
        kind: Kind::Application,
        channel: Channel::Online,
        subject: Subject {
            listing: Some(Listing {
                policy: id("first-industrial"),
                policy_version: 1,
                catalogue: "empty".to_owned(),
                item: id("first-industrial-award"),
                opening: place.to_string(),
            }),
            title: Text::new("首次进规奖励", "an award"),
            basis: Vec::new(),
            lead: Some(id("jingxin")),
            money: true,
            conditions: Vec::new(),
            instalments: Vec::new(),
            co_handling: Vec::new(),
            contest: None,
            materials: Vec::new(),
            publicity_working_days: 5,
            correction_working_days: 10,
            illustrative: true,
        },
        applicant: Applicant {
            enterprise: Some(id("91420204MAFAKE035F")),
            name: "示例机电制造有限公司".to_owned(),
            contact_email: "office@firm.example.com".to_owned(),
            jurisdiction: None,
            kind: ApplicantKind::Company,
            size: None,
        },
        documents: Vec::new(),
        ask: None,
        prediction: Some(Prediction {
            eligible: true,
            amount_low: None,
            amount_high: None,
            receipt: None,
            note: None,
        }),
        remark: None,
        together: Vec::new(),
        promise: Promise {
            working_days: 20,
            basis: "办事指南".to_owned(),
            steps: Vec::new(),
            starts: Starts::Submission,
            day_off: DayOff::NextCounts,
        },
    }
}
