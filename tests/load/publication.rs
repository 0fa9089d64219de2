//! A publication cut short between any two objects: readers find the list before it or the list after it, never half of one (M64, M75).

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use adapters::table::{DUE_SHARDS, DueKey, JurisdictionEntry, PolicyHead, PolicyMove};
use adapters::{Outside, Wake};
use casework::Actor;
use casework::access::Role;
use casework::policy::{Command, Event, Policy, Publish, create, decide};
use contract::convert::register::jurisdiction;
use contract::register::JurisdictionBody;
use contract::rule::PolicyDocument;
use facts::JurisdictionId;
use jiff::{SignedDuration, Timestamp};
use local::objects::{Bucket, Host, Objects};
use serde_json::{Value, json};

use crate::store::Store;

/// More writes than any publication makes.
const ENDLESS: usize = usize::MAX;
/// More objects than the publication of one changed policy writes.
const WRITES_MAX: usize = 60;

/// A city of one policy whose object store stops taking anything after so many writes.
struct City {
    store: Store,
    objects: Objects,
    /// Writes that are still taken.
    left: Arc<AtomicUsize>,
}

fn moment() -> Timestamp {
    "2026-11-24T02:00:00Z".parse().expect("a moment")
}

impl City {
    async fn start() -> Self {
        let left = Arc::new(AtomicUsize::new(ENDLESS));
        let taken = Arc::clone(&left);
        let host = Host {
            secret_of: Arc::new(|_| Some("test".to_owned())),
            rights: Arc::new(move |_, action, _| {
                let writes = matches!(action, "s3:PutObject" | "s3:DeleteObject");
                let one_less = |left: usize| left.checked_sub(1);
                let order = Ordering::SeqCst;
                if writes && taken.fetch_update(order, order, one_less).is_err() {
                    return Err("cut off".to_owned());
                }
                Ok(())
            }),
            count: Arc::new(|_, _, _| ()),
            now: Arc::new(Timestamp::now),
            partition: "aws-cn".to_owned(),
            object_bytes_max: 8 << 20,
        };
        let buckets = ["pages", "catalogue"].map(|name| Bucket {
            name: name.to_owned(),
            ..Bucket::default()
        });
        let objects = Objects::open(None, buckets.to_vec(), host).expect("buckets");
        let store = Store::with_objects(objects.router()).await;
        let city = Self {
            store,
            objects,
            left,
        };
        city.register().await;
        city
    }

    /// The jurisdictions its rules speak of.
    async fn register(&self) {
        let outside = self.store.outside();
        let folder = format!("{}/../infra/seed/jurisdictions", env!("CARGO_MANIFEST_DIR"));
        for file in std::fs::read_dir(folder).expect("the sample data") {
            let path = file.expect("a file").path();
            let bytes = std::fs::read(&path).expect("a file");
            let body: JurisdictionBody = serde_json::from_slice(&bytes).expect("JSON");
            let stem = path.file_stem().expect("a name").to_string_lossy();
            let id = JurisdictionId::parse(&stem).expect("an id");
            let entry = JurisdictionEntry {
                version: 1,
                jurisdiction: jurisdiction(id, &body),
                name: body.name,
                source: body.source,
                illustrative: true,
            };
            let commit = outside.table().commit(moment()).jurisdiction(&entry);
            commit
                .run()
                .await
                .expect("an answer")
                .settled()
                .expect("written");
        }
    }

    /// Writes a version, hands it in and publishes it; nothing of it is public yet.
    async fn decide(&self, before: Option<Policy>, rules: &Value) -> Policy {
        let document = PolicyDocument::of(rules).expect("a policy");
        let publish = |policy: &Policy| {
            Command::Publish(Publish {
                document: policy.document,
                valid_from: document.valid_from,
                valid_to: document.valid_to,
                review_by: document.review_by,
                faults: Vec::new(),
            })
        };
        let written = match before {
            None => {
                let editor = actor(Role::Editor);
                let event = create(document.id.clone(), document.department.clone(), &editor);
                let event = event.expect("a policy");
                let policy = Policy::begun(&event, &editor, moment().into()).expect("a policy");
                self.write(policy, (&[event], Role::Editor), Some(rules))
                    .await
            }
            Some(policy) => self.step(policy, Command::Revise, Some(rules)).await,
        };
        let proposed = self.step(written, Command::Propose, None).await;
        let command = publish(&proposed);
        self.step(proposed, command, None).await
    }

    async fn step(&self, policy: Policy, command: Command, rules: Option<&Value>) -> Policy {
        let role = match &command {
            Command::Publish(_) => Role::Publisher,
            Command::Revise | Command::Propose => Role::Editor,
            other => panic!("{other:?} is no step of this test"),
        };
        let by = actor(role);
        let events = decide(&policy, command, &by, moment().into()).expect("allowed");
        let after = events.iter().fold(policy, |policy, event| {
            policy.apply(event, &by, moment().into())
        });
        self.write(after, (&events, role), rules).await
    }

    async fn write(
        &self,
        policy: Policy,
        (events, role): (&[Event], Role),
        rules: Option<&Value>,
    ) -> Policy {
        let document = PolicyDocument::of(&document(20)).expect("a policy");
        let head = PolicyHead {
            policy,
            entry: document.entry(),
        };
        let new = PolicyMove {
            by: &actor(role),
            at: moment().into(),
            events,
            document: rules,
            said: None,
        };
        let outside = self.store.outside();
        let commit = outside.table().commit(moment()).policy(&head, &new);
        commit
            .run()
            .await
            .expect("an answer")
            .settled()
            .expect("written");
        head.policy
    }

    /// Carries out what waits in the outbox, in a process of its own; whether all of it could be.
    async fn publish(&self) -> bool {
        let outside = self.store.outside();
        let mut whole = true;
        for id in waiting(&outside).await {
            let wake = Wake {
                id,
                topic: "catalogue.changed".to_owned(),
                now: moment(),
            };
            whole &= publicity::publish(outside.clone(), wake).await.is_ok();
        }
        whole
    }

    /// What readers find: the version of the list, and every page.
    async fn seen(&self) -> Seen {
        let outside = self.store.outside();
        let catalogue = outside.catalogue().current().await;
        let catalogue = catalogue.expect("a whole list");
        let written = self.objects.get("pages", "written.json");
        let written = written.expect("what was written is noted").body;
        let written: Value = serde_json::from_slice(&written).expect("JSON");
        let keys = written["pages"].as_object().expect("pages").keys();
        let pages = keys.map(|key| {
            let key = key.clone();
            let object = self.objects.get("pages", &key).expect("a page");
            (key, object.body.to_vec())
        });
        Seen {
            catalogue: catalogue.version().to_owned(),
            pages: pages.collect(),
        }
    }
}

#[derive(Debug, PartialEq)]
struct Seen {
    catalogue: String,
    pages: BTreeMap<String, Vec<u8>>,
}

fn actor(role: Role) -> Actor {
    Actor {
        principal: format!("person:{}", role.word()),
        role,
        department: Some("jingxin".parse().expect("an id")),
        on_behalf_of: None,
        under: None,
    }
}

/// The sample policy, giving so many times ten thousand yuan.
fn document(amount: u32) -> Value {
    let path = format!(
        "{}/../infra/seed/examples/first-policy.json",
        env!("CARGO_MANIFEST_DIR")
    );
    let bytes = std::fs::read(path).expect("the example");
    let mut document: Value = serde_json::from_slice(&bytes).expect("JSON");
    document["items"][0]["benefit"]["zh"] = json!(format!("一次性奖励 {amount} 万元"));
    document["items"][0]["amount"] = json!({ "fixed": format!("{amount}0000.00") });
    document
}

async fn waiting(outside: &Outside) -> Vec<String> {
    let until = moment() + SignedDuration::from_hours(24);
    let mut ids = Vec::new();
    for shard in 0..DUE_SHARDS {
        let page = outside.table().due_in(shard, until, (None, 100)).await;
        let entries = page.expect("a page").entries.into_iter();
        ids.extend(entries.filter_map(|entry| match entry.key {
            DueKey::Outbox(id) => Some(id),
            DueKey::Case(_)
            | DueKey::Draft(_)
            | DueKey::Gathering(_)
            | DueKey::Policy(_)
            | DueKey::Alerts(_)
            | DueKey::Unknown => None,
        }));
    }
    ids
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_publication_cut_short_anywhere_shows_the_list_before_or_after() {
    let mut reference: Option<(Seen, Seen)> = None;
    let (mut cuts, mut finished) = (0, false);
    for taken in (0..WRITES_MAX).rev().chain([ENDLESS]).rev() {
        let city = City::start().await;
        let first = city.decide(None, &document(20)).await;
        assert!(city.publish().await, "the first list is public");
        let before = city.seen().await;
        city.decide(Some(first), &document(30)).await;
        city.left.store(taken, Ordering::SeqCst);
        let whole = city.publish().await;
        city.left.store(ENDLESS, Ordering::SeqCst);
        let found = city.seen().await;
        let Some((old, new)) = &reference else {
            assert!(whole && found != before, "without a cut all of it arrives");
            reference = Some((before, found));
            continue;
        };
        assert_eq!(&before, old, "the same city every time");
        if whole {
            // this many writes were enough: every cut before the last was tried
            assert_eq!(&found, new);
            finished = true;
            break;
        }
        cuts += 1;
        holds(&found, old, new, taken);
        assert!(city.publish().await, "whoever comes again finishes it");
        assert_eq!(&city.seen().await, new, "cut after {taken} writes");
    }
    assert!(finished, "more writes are needed than are tried");
    assert!(cuts > 5, "a snapshot, a pointer and pages: {cuts} cuts");
}

/// What readers find after a cut: one list, whole pages, and nothing that leads to what is not there yet.
fn holds(found: &Seen, old: &Seen, new: &Seen, taken: usize) {
    assert!(
        found.catalogue == old.catalogue || found.catalogue == new.catalogue,
        "cut after {taken} writes: a list nobody published"
    );
    let is_new = |key: &str| {
        let page = found.pages.get(key);
        page == new.pages.get(key) && page != old.pages.get(key)
    };
    for (key, page) in &found.pages {
        let whole = old.pages.get(key) == Some(page) || new.pages.get(key) == Some(page);
        assert!(whole, "cut after {taken} writes: {key} is half");
        assert!(
            !is_new(key) || found.catalogue == new.catalogue,
            "cut after {taken} writes: {key} is ahead of its list"
        );
    }
    for key in old.pages.keys() {
        assert!(
            found.pages.contains_key(key),
            "cut after {taken} writes: {key} is gone"
        );
    }
    if is_new("policies") {
        assert!(
            is_new("items/first-industrial-award"),
            "cut after {taken} writes: the list is ahead of its items"
        );
    }
}
