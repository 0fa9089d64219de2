//! A case on its way: written at once, read in one call, listed where it lies, and looked at when it is due.

use adapters::table::idempotency::{Earlier, Home, Idempotency, Reply};
use adapters::table::{CaseHead, DUE_SHARDS, DueKey, Job, Outcome, Page, Table};
use casework::case::{Checked, Command, Decision, Viewer};
use casework::effect::Action;
use facts::CreditCode;
use jiff::{SignedDuration, Timestamp};

use crate::repeats::now;
use crate::samples::{
    calendar, code, enterprise, id, jingxin, lead, moved, number, officer, submission, submitted,
};
use crate::store::{Store, store};

fn submit_command(key: &str) -> Idempotency {
    Idempotency::new("enterprise:1", "submit_draft", key, b"{}")
}

fn reply(body: &str) -> Reply {
    Reply {
        status: 200,
        location: None,
        etag: Some("1".to_owned()),
        body: body.to_owned(),
    }
}

fn numbers(page: &Page<CaseHead>) -> Vec<String> {
    page.entries
        .iter()
        .map(|head| head.number.to_string())
        .collect()
}

pub(crate) async fn submit(table: &Table, random: u64, opening: &str, now: Timestamp) -> Outcome {
    submit_for(table, random, code(), opening, now).await
}

async fn submit_for(
    table: &Table,
    random: u64,
    applicant: CreditCode,
    opening: &str,
    now: Timestamp,
) -> Outcome {
    let (case, new) = submitted(submission(number(random), applicant, opening), now);
    let commit = table.commit(now).case(&case, &new, &calendar());
    commit.run().await.unwrap()
}

async fn act(
    store: &Store,
    random: u64,
    command: Command,
    actor: &casework::Actor,
    now: Timestamp,
) -> Outcome {
    let read = store.table.read_case(&number(random), None).await.unwrap();
    let (case, new) = moved(&read.case.unwrap(), command, actor, now);
    let commit = store.table.commit(now).case(&case, &new, &calendar());
    commit.run().await.unwrap()
}

pub(crate) fn platform() -> casework::Actor {
    casework::Actor::platform("routing")
}

pub(crate) fn later(minutes: i64) -> Timestamp {
    now() + SignedDuration::from_mins(minutes)
}

async fn keys(table: &Table, shard: u8, until: Timestamp) -> Vec<DueKey> {
    let page = table.due_in(shard, until, (None, 100)).await.unwrap();
    page.entries.into_iter().map(|entry| entry.key).collect()
}

/// Every row of the outbox that waits, however far in the future.
async fn waiting(table: &Table) -> Vec<DueKey> {
    let until = now() + SignedDuration::from_hours(24 * 365);
    let mut found = Vec::new();
    for shard in 0..DUE_SHARDS {
        found.extend(keys(table, shard, until).await);
    }
    found.sort();
    found
}

async fn jobs(table: &Table) -> Vec<Job> {
    let mut jobs = Vec::new();
    for key in waiting(table).await {
        if let DueKey::Outbox(id) = key {
            jobs.push(table.read_outbox(&id).await.unwrap().unwrap().job);
        }
    }
    jobs
}

#[tokio::test]
async fn a_case_is_read_back_as_it_was_decided_with_history_and_earlier_answer() {
    let store = store().await;
    let table = &store.table;
    assert_eq!(table.read_case(&number(1), None).await.unwrap().case, None);
    let (case, new) = submitted(submission(number(1), code(), "2026"), now());
    let (command, home) = (submit_command("k"), Home::Case(number(1).to_string()));
    let commit = table.commit(now()).case(&case, &new, &calendar());
    let commit = commit.remember(&command, &home, &reply("first"));
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);

    let repeat = Some(command.at(now()));
    let read = table.read_case(&number(1), repeat).await.unwrap();
    assert_eq!((read.case, read.recorded), (Some(case), new));
    assert_eq!(read.earlier, Some(Earlier::Same(reply("first"))));
    let other = submit_command("another");
    let read = table
        .read_case(&number(1), Some(other.at(now())))
        .await
        .unwrap();
    assert_eq!(read.earlier, None);
    assert!(read.case.is_some());
}

#[tokio::test]
async fn what_follows_from_an_event_is_in_the_outbox_once() {
    let store = store().await;
    submit(&store.table, 1, "2026", now()).await;
    let jobs = jobs(&store.table).await;
    let routes = jobs.iter().filter(
        |job| matches!(job, Job::Case(effect) if effect.action == Action::Route && effect.version == 1),
    );
    assert_eq!((jobs.len(), routes.count()), (2, 1));
}

#[tokio::test]
async fn a_case_lies_in_the_list_of_whoever_has_to_act() {
    let store = store().await;
    let table = &store.table;
    submit(table, 1, "2026", now()).await;
    let first = vec![number(1).to_string()];
    assert_eq!(
        numbers(&table.tasks_of_counter(None, 9).await.unwrap()),
        first
    );
    act(&store, 1, Command::Assign, &platform(), later(1)).await;
    assert!(numbers(&table.tasks_of_counter(None, 9).await.unwrap()).is_empty());
    let tasks = table
        .tasks_of_department(&jingxin(), None, 9)
        .await
        .unwrap();
    assert_eq!(numbers(&tasks), first);
    let other = table.tasks_of_department(&id("keji"), None, 9).await;
    assert!(numbers(&other.unwrap()).is_empty());

    act(&store, 1, Command::Accept, &officer(), later(2)).await;
    let decision = Decision::Approved {
        amount: Some(facts::Money::yuan(200_000)),
        reason: "符合条件".to_owned(),
    };
    act(
        &store,
        1,
        Command::Decide {
            decision,
            checked: Checked::default(),
        },
        &officer(),
        later(3),
    )
    .await;
    let page = table.tasks_of_counter(None, 9).await.unwrap();
    let head = page.entries.first().unwrap();
    assert_eq!(head.shown(Viewer::Staff).state, "decided");
    assert_eq!(head.shown(Viewer::Enterprise).state, "accepted");

    let release = Command::Release { message: None };
    act(&store, 1, release, &lead(), later(4)).await;
    assert!(numbers(&table.tasks_of_counter(None, 9).await.unwrap()).is_empty());
    let over = now() + SignedDuration::from_hours(24 * 30);
    act(&store, 1, Command::Look, &platform(), over).await;
    assert_eq!(
        numbers(&table.tasks_of_finance(None, 9).await.unwrap()),
        first
    );
    assert_eq!(numbers(&table.open_cases(None, 9).await.unwrap()), first);
    let all = table.cases_of_enterprise(&code(), None, 9).await.unwrap();
    assert_eq!(numbers(&all), first);
}

#[tokio::test]
async fn lists_are_paged_and_in_order() {
    let store = store().await;
    let table = &store.table;
    for turn in 0..5_u64 {
        let minutes = i64::try_from(turn).unwrap();
        submit(table, turn, &format!("o{turn}"), later(minutes)).await;
    }
    let mut seen = Vec::new();
    let mut start: Option<String> = None;
    let applicant = code();
    for _ in 0..4 {
        let page = table.cases_of_enterprise(&applicant, start.as_deref(), 2);
        let page = page.await.unwrap();
        seen.extend(numbers(&page));
        start = page.next;
        if start.is_none() {
            break;
        }
    }
    let newest_first: Vec<String> = (0..5_u64).rev().map(|n| number(n).to_string()).collect();
    assert_eq!(seen, newest_first);
    let stranger = id::<CreditCode>("91420200MAFAKE0783");
    let none = table.cases_of_enterprise(&stranger, None, 9).await.unwrap();
    assert!(numbers(&none).is_empty());
}

#[tokio::test]
async fn two_who_decide_on_the_same_version_cannot_both_win() {
    let store = store().await;
    submit(&store.table, 1, "2026", now()).await;
    let read = store.table.read_case(&number(1), None).await.unwrap();
    let case = read.case.unwrap();
    let withdraw = Command::Withdraw {
        reason: "填错了".to_owned(),
    };
    let (one, first) = moved(&case, Command::Assign, &platform(), later(1));
    let (other, second) = moved(&case, withdraw, &enterprise(), later(1));
    let commit = store.table.commit(later(1));
    let outcome = commit.case(&one, &first, &calendar()).run().await.unwrap();
    assert_eq!(outcome, Outcome::Committed);
    let commit = store.table.commit(later(1));
    let outcome = commit.case(&other, &second, &calendar()).run().await;
    assert_eq!(outcome.unwrap(), Outcome::VersionLost);
    let read = store.table.read_case(&number(1), None).await.unwrap();
    assert_eq!(read.case, Some(one), "nothing half-written");
}

#[tokio::test]
async fn an_enterprise_holds_one_place_in_an_opening_and_gives_it_back_by_withdrawing() {
    let store = store().await;
    let table = &store.table;
    assert_eq!(submit(table, 1, "2026", now()).await, Outcome::Committed);
    let again = submit(table, 2, "2026", now()).await;
    assert_eq!(again, Outcome::GuardTaken(number(1).to_string()));
    assert_eq!(table.read_case(&number(2), None).await.unwrap().case, None);
    assert_eq!(submit(table, 3, "2027", now()).await, Outcome::Committed);
    let stranger = id("91420200MAFAKE0783");
    let other = submit_for(table, 4, stranger, "2026", now()).await;
    assert_eq!(other, Outcome::Committed);

    let withdraw = Command::Withdraw {
        reason: "填错了".to_owned(),
    };
    act(&store, 1, withdraw, &enterprise(), later(1)).await;
    assert_eq!(submit(table, 5, "2026", later(2)).await, Outcome::Committed);
    let again = submit(table, 6, "2026", later(3)).await;
    assert_eq!(again, Outcome::GuardTaken(number(5).to_string()));
    let open = table.open_cases(None, 9).await.unwrap();
    assert!(!numbers(&open).contains(&number(1).to_string()));
}

#[tokio::test]
async fn a_number_drawn_twice_is_told() {
    let store = store().await;
    submit(&store.table, 1, "2026", now()).await;
    let again = submit(&store.table, 1, "2027", now()).await;
    assert_eq!(again, Outcome::Exists);
}

#[tokio::test]
async fn a_case_is_due_when_somebody_must_look_and_not_before() {
    let store = store().await;
    let table = &store.table;
    submit(table, 1, "2026", now()).await;
    let due = DueKey::Case(number(1));
    let (mut before, mut in_time) = (Vec::new(), Vec::new());
    for shard in 0..DUE_SHARDS {
        let at_once = keys(table, shard, later(60)).await;
        before.extend(at_once.into_iter().filter(|key| *key == due));
        let month = now() + SignedDuration::from_hours(24 * 60);
        let at_last = keys(table, shard, month).await;
        in_time.extend(at_last.into_iter().filter(|key| *key == due));
    }
    assert_eq!((before, in_time), (vec![], vec![due.clone()]));

    let read = table.read_case(&number(1), None).await.unwrap();
    let commit = table.commit(now());
    let commit = commit.reschedule_case(&read.case.unwrap(), &calendar());
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    let withdraw = Command::Withdraw {
        reason: "填错了".to_owned(),
    };
    act(&store, 1, withdraw, &enterprise(), later(1)).await;
    assert!(
        !waiting(table).await.contains(&due),
        "what ended is never due"
    );
}
