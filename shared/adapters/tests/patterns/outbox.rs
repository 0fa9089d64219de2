//! The outbox: done once, woken again while it is not, and remembered half-way.

use adapters::table::{DUE_SHARDS, DueKey, Outcome, Table, Way};
use jiff::{SignedDuration, Timestamp};

use crate::repeats::now;
use crate::store::store;

fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

async fn due(table: &Table, until: Timestamp) -> Vec<String> {
    let mut ids = Vec::new();
    for shard in 0..DUE_SHARDS {
        let page = table.due_in(shard, until, (None, 10)).await.unwrap();
        for entry in page.entries {
            let DueKey::Outbox(id) = entry.key else {
                panic!("{entry:?}")
            };
            ids.push(id);
        }
    }
    ids
}

/// A row that waits, by its id.
async fn row(table: &Table) -> String {
    let commit = table.commit(now()).catalogue_changed("a change", None);
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    let ids = due(table, later(2)).await;
    assert_eq!(ids.len(), 1);
    ids.into_iter().next().unwrap()
}

/// Wakes a row, and says how often that was done by now.
async fn woken(table: &Table, id: &str, at: Timestamp) -> u64 {
    let row = table.read_outbox(id).await.unwrap().unwrap();
    table.redrive(&row, at).await.unwrap();
    table.read_outbox(id).await.unwrap().unwrap().attempts
}

#[tokio::test]
async fn a_row_is_left_alone_for_two_minutes_and_then_woken_ever_more_rarely() {
    let store = store().await;
    let table = &store.table;
    let id = row(table).await;
    assert!(due(table, later(1)).await.is_empty());
    assert_eq!(woken(table, &id, later(2)).await, 1);
    assert!(due(table, later(5)).await.is_empty());
    assert_eq!(due(table, later(6)).await, std::slice::from_ref(&id));
    assert_eq!(woken(table, &id, later(6)).await, 2);
    assert!(due(table, later(13)).await.is_empty());
    assert_eq!(due(table, later(14)).await, [id]);
}

#[tokio::test]
async fn done_is_done_once_and_never_due_again() {
    let store = store().await;
    let table = &store.table;
    let id = row(table).await;
    let first = table.commit(now()).done(&id).run().await.unwrap();
    let second = table.commit(now()).done(&id).run().await.unwrap();
    assert_eq!((first, second), (Outcome::Committed, Outcome::Done));
    table.finish(&id, now()).await.unwrap();
    assert!(table.read_outbox(&id).await.unwrap().unwrap().done);
    assert!(due(table, later(600)).await.is_empty());
    let row = table.read_outbox(&id).await.unwrap().unwrap();
    table.redrive(&row, later(2)).await.unwrap();
    assert!(due(table, later(600)).await.is_empty());
}

#[tokio::test]
async fn what_is_done_with_something_else_is_done_together_or_not_at_all() {
    let store = store().await;
    let table = &store.table;
    let id = row(table).await;
    table.finish(&id, now()).await.unwrap();
    let commit = table.commit(now()).catalogue_changed("another", None);
    assert_eq!(commit.done(&id).run().await.unwrap(), Outcome::Done);
    assert!(due(table, later(600)).await.is_empty());
}

#[tokio::test]
async fn of_two_ways_the_one_that_went_out_is_remembered() {
    let store = store().await;
    let table = &store.table;
    let id = row(table).await;
    table.note_sent(&id, Way::Mail, now()).await.unwrap();
    let row = table.read_outbox(&id).await.unwrap().unwrap();
    assert_eq!((row.done, row.sent), (false, [Way::Mail].into()));
    table.finish(&id, now()).await.unwrap();
    table.note_sent(&id, Way::Webhook, now()).await.unwrap();
    let row = table.read_outbox(&id).await.unwrap().unwrap();
    assert_eq!((row.done, row.sent), (true, [Way::Mail].into()));
}

#[tokio::test]
async fn a_row_nobody_wrote_is_absent() {
    let store = store().await;
    assert_eq!(store.table.read_outbox("nothing").await.unwrap(), None);
    store.table.finish("nothing", now()).await.unwrap();
    assert_eq!(store.table.read_outbox("nothing").await.unwrap(), None);
}
