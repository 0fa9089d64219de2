//! What a sweep costs, and what it survives: real sweeps over a real table of the template (R21, P13, R4).
//!
//! 10 000 open cases by default; the full figure is `OPEN=1000000 DUE=1200 cargo test --workspace --test load -- --nocapture costs`.

mod publication;
mod store;

use adapters::Outside;
use adapters::table::DUE_SHARDS;
use casework::case::{Event, Reminder};
use deadlines::{Swept, sweep};
use jiff::{SignedDuration, Timestamp};

use store::{Store, number};

const DUE: u64 = 60;
const OPEN: u64 = 10_000;

fn asked(name: &str, otherwise: u64) -> u64 {
    let given = std::env::var(name).ok();
    given.map_or(otherwise, |text| text.parse().expect("a number"))
}

/// When the cases were submitted, and a moment at which their holders are to be reminded.
fn moments() -> (Timestamp, Timestamp) {
    let at = |text: &str| text.parse().expect("a moment");
    (at("2026-03-02T01:00:00Z"), at("2026-03-26T01:00:00Z"))
}

/// What was noted on each of the cases that were due.
async fn reminders(store: &Store, due: u64) -> Vec<usize> {
    let (outside, mut counts) = (store.outside(), Vec::new());
    for place in 0..due {
        let number = number(place);
        let read = outside.table().read_case(&number, None).await;
        let recorded = read.expect("a case").recorded;
        let due_soon = |event: &Event| {
            matches!(
                event,
                Event::Reminded {
                    of: Reminder::DueSoon
                }
            )
        };
        counts.push(recorded.iter().filter(|one| due_soon(&one.event)).count());
    }
    counts
}

fn usize_of(number: u64) -> usize {
    usize::try_from(number).expect("a size")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_sweep_costs_what_is_due_and_not_what_is_open() {
    let (due, open) = (asked("DUE", DUE), asked("OPEN", OPEN));
    let (submitted, now) = moments();
    let store = Store::start().await;
    store.submit(due, submitted).await;
    store.leave_open(open);
    let begun = std::time::Instant::now();
    let swept = sweep(store.outside(), now).await.expect("a sweep");
    // a case that was submitted leaves two rows of the outbox, which nobody has carried out here
    let keys = usize_of(3 * due);
    println!(
        "open {open}, due {keys} (cases {due}): {swept:?} in {:?}",
        begun.elapsed()
    );
    assert_eq!((swept.due, swept.cases), (keys, usize_of(due)));
    assert!(swept.items_read * 10 <= keys * 12, "{swept:?}");
    let pages = keys.div_ceil(100) + 2 * usize::from(DUE_SHARDS);
    assert!(swept.pages <= pages.min(64), "{swept:?}");
    assert_eq!(reminders(&store, due).await, vec![1; usize_of(due)]);
    let again = sweep(store.outside(), now).await.expect("a sweep");
    assert_eq!(
        (again.due, again.items_read),
        (0, 0),
        "nothing is due twice"
    );
}

#[tokio::test]
async fn two_sweeps_at_once_do_nothing_twice_and_miss_nothing() {
    let (submitted, now) = moments();
    let store = Store::start().await;
    store.submit(DUE, submitted).await;
    let twins = tokio::join!(sweep(store.outside(), now), sweep(store.outside(), now));
    let (one, two) = (twins.0.expect("a sweep"), twins.1.expect("a sweep"));
    assert_eq!(
        reminders(&store, DUE).await,
        vec![1; usize_of(DUE)],
        "{one:?} {two:?}"
    );
    assert!(one.cases + two.cases >= usize_of(DUE));
    // whoever was slower finds nothing left, or finds it again
    let rest = sweep(store.outside(), now).await.expect("a sweep");
    assert_eq!((rest.cases, rest.failed), (0, 0), "{rest:?}");
    assert_eq!(reminders(&store, DUE).await, vec![1; usize_of(DUE)]);
}

#[tokio::test]
async fn spoilt_records_stop_nobody_and_are_put_off() {
    let (submitted, now) = moments();
    let store = Store::start().await;
    store.submit(DUE, submitted).await;
    let spoilt = store.spoil();
    let swept = sweep(store.outside(), now).await.expect("a sweep");
    assert_eq!(reminders(&store, DUE).await, vec![1; usize_of(DUE)]);
    assert_eq!((swept.put_off, swept.failed), (spoilt, 0), "{swept:?}");
    let later = |minutes| now + SignedDuration::from_mins(minutes);
    let soon = sweep(store.outside(), later(1)).await.expect("a sweep");
    assert_eq!((soon.put_off, soon.failed), (0, 0), "not looked at again");
    let much = sweep(store.outside(), later(7 * 60))
        .await
        .expect("a sweep");
    assert_eq!(much.put_off, spoilt, "found again: {much:?}");
}

#[tokio::test]
async fn waking_the_outbox_needs_no_catalogue() {
    let store = Store::without_objects().await;
    let (begun, now) = moments();
    let outside: Outside = store.outside();
    let commit = outside.table().commit(begun);
    let committed = commit.catalogue_changed("a change", None).run().await;
    committed.expect("an answer").settled().expect("written");
    let swept: Swept = sweep(outside, now).await.expect("a sweep");
    assert_eq!((swept.due, swept.woken), (1, 1));
    // the morning's round and the bulletin need it: each is counted as failed, and stops nobody
    assert_eq!(swept.failed, 2, "{swept:?}");
}
