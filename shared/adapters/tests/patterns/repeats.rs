//! A command repeated under its key is answered again and never done again.

use adapters::table::idempotency::{Earlier, Home, Idempotency, Reply};
use adapters::table::{ApiKey, Outcome, Table};
use jiff::{SignedDuration, Timestamp};

use crate::store::store;

pub(crate) fn now() -> Timestamp {
    "2026-11-24T08:00:00+08:00".parse().unwrap()
}

pub(crate) fn command(key: &str, body: &str) -> Idempotency {
    Idempotency::new("person:operator", "create_api_key", key, body.as_bytes())
}

pub(crate) fn reply(body: &str) -> Reply {
    Reply {
        status: 201,
        location: Some("/v1/api-keys".to_owned()),
        etag: None,
        body: body.to_owned(),
    }
}

pub(crate) fn api_key(hash: &str) -> ApiKey {
    ApiKey {
        hash: hash.to_owned(),
        label: "经信局办公系统".to_owned(),
        roles: vec!["officer".to_owned()],
        enterprise: None,
        department: Some("economy".to_owned()),
    }
}

/// One creation as its function would do it.
pub(crate) async fn create(
    table: &Table,
    command: &Idempotency,
    hash: &str,
    now: Timestamp,
) -> Outcome {
    let commit = table.commit(now);
    let commit = commit.remember(command, &Home::Creation, &reply(hash));
    commit.api_key(&api_key(hash)).run().await.unwrap()
}

#[tokio::test]
async fn the_same_command_is_answered_again() {
    let store = store().await;
    let command = command("k", "{}");
    assert_eq!(
        create(&store.table, &command, "a", now()).await,
        Outcome::Committed
    );
    let again = create(&store.table, &command, "b", now()).await;
    assert_eq!(again, Outcome::Repeated(Earlier::Same(reply("a"))));
    assert_eq!(store.table.read_api_key("b").await.unwrap(), None);
    let earlier = store
        .table
        .read_earlier(&command, &Home::Creation, now())
        .await;
    assert_eq!(earlier.unwrap(), Some(Earlier::Same(reply("a"))));
}

#[tokio::test]
async fn another_body_under_the_same_key_is_told_apart() {
    let store = store().await;
    create(&store.table, &command("k", "{}"), "a", now()).await;
    let other = command("k", "{\"label\":\"x\"}");
    let again = create(&store.table, &other, "b", now()).await;
    assert_eq!(again, Outcome::Repeated(Earlier::OtherBody));
    let earlier = store
        .table
        .read_earlier(&other, &Home::Creation, now())
        .await;
    assert_eq!(earlier.unwrap(), Some(Earlier::OtherBody));
}

#[tokio::test]
async fn keys_belong_to_their_principal_and_operation() {
    let store = store().await;
    create(&store.table, &command("k", "{}"), "a", now()).await;
    let mut other = command("k", "{}");
    other.principal = "person:somebody-else".to_owned();
    assert_eq!(
        create(&store.table, &other, "b", now()).await,
        Outcome::Committed
    );
    let mut other = command("k", "{}");
    other.operation = "create_draft".to_owned();
    assert_eq!(
        create(&store.table, &other, "c", now()).await,
        Outcome::Committed
    );
}

#[tokio::test]
async fn after_seven_days_a_key_is_free_even_if_the_store_has_not_forgotten() {
    let store = store().await;
    let command = command("k", "{}");
    create(&store.table, &command, "a", now()).await;
    let week = SignedDuration::from_hours(7 * 24);
    let just_before = now() + week - SignedDuration::from_secs(1);
    let repeated = create(&store.table, &command, "b", just_before).await;
    assert_eq!(repeated, Outcome::Repeated(Earlier::Same(reply("a"))));
    assert_eq!(
        create(&store.table, &command, "b", now() + week).await,
        Outcome::Committed
    );
}

#[tokio::test]
async fn something_that_must_be_new_is_never_overwritten() {
    let store = store().await;
    create(&store.table, &command("k", "{}"), "a", now()).await;
    let second = command("l", "{}");
    let other = create(&store.table, &second, "a", now()).await;
    assert_eq!(other, Outcome::Exists);
    let earlier = store.table.read_earlier(&second, &Home::Creation, now());
    assert_eq!(earlier.await.unwrap(), None, "nothing half-written");
}
