//! Races (R5): the same command from many at once, and two who decide at the same moment.
//!
//! A few rounds by default; the full figure is `ROUNDS=10000 cargo test --workspace --test patterns races -- --nocapture`.

use adapters::table::Outcome;
use adapters::table::idempotency::Earlier;
use casework::case::Command;
use tokio::task::JoinSet;

use crate::cases::{later, platform, submit};
use crate::repeats::{command, create, now};
use crate::samples::{calendar, enterprise, moved, number};
use crate::store::store;

/// Clients that send the same command.
const CLIENTS: usize = 64;
/// Rounds where nobody asks for more.
const ROUNDS: u64 = 25;

fn rounds() -> u64 {
    let given = std::env::var("ROUNDS").ok();
    given.map_or(ROUNDS, |text| text.parse().expect("a number"))
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn races_of_the_same_key_make_one_thing_and_everybody_gets_its_answer() {
    let store = store().await;
    for round in 0..rounds() {
        let key = format!("k-{round}");
        let mut racers = JoinSet::new();
        for racer in 0..CLIENTS {
            let (table, key) = (store.table.clone(), key.clone());
            let made = format!("{round}-{racer}");
            racers.spawn(async move { create(&table, &command(&key, "{}"), &made, now()).await });
        }
        let outcomes = racers.join_all().await;
        let (mut done, mut answers) = (0, Vec::new());
        for outcome in outcomes {
            match &outcome {
                Outcome::Committed => done += 1,
                Outcome::Repeated(Earlier::Same(reply)) => answers.push(reply.body.clone()),
                Outcome::Repeated(Earlier::OtherBody)
                | Outcome::VersionLost
                | Outcome::GuardTaken(_)
                | Outcome::LedgerMoved
                | Outcome::PolicyChanged
                | Outcome::ItemTaken { .. }
                | Outcome::Exists
                | Outcome::Done => panic!("round {round}: {outcome:?}"),
            }
        }
        assert_eq!((done, answers.len()), (1, CLIENTS - 1), "round {round}");
        let first = &answers[0];
        assert!(
            answers.iter().all(|answer| answer == first),
            "round {round}"
        );
        let kept = store.table.read_api_key(first).await.unwrap();
        assert!(kept.is_some(), "what was answered is there");
        let other = create(&store.table, &command(&key, "{\"other\":1}"), "x", now()).await;
        assert_eq!(
            other,
            Outcome::Repeated(Earlier::OtherBody),
            "round {round}"
        );
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn races_of_two_who_decide_have_one_winner() {
    let store = store().await;
    for round in 0..rounds() {
        let opening = round.to_string();
        submit(&store.table, round, &opening, now()).await;
        let read = store.table.read_case(&number(round), None).await.unwrap();
        let case = read.case.unwrap();
        let withdraw = Command::Withdraw {
            reason: "填错了".to_owned(),
        };
        let moves = [
            moved(&case, Command::Assign, &platform(), later(1)),
            moved(&case, withdraw, &enterprise(), later(1)),
        ];
        let mut racers = JoinSet::new();
        for (after, new) in moves.clone() {
            let table = store.table.clone();
            racers.spawn(async move {
                let commit = table.commit(later(1));
                commit.case(&after, &new, &calendar()).run().await.unwrap()
            });
        }
        let outcomes = racers.join_all().await;
        let count = |wanted: &Outcome| outcomes.iter().filter(|one| *one == wanted).count();
        let counted = (count(&Outcome::Committed), count(&Outcome::VersionLost));
        assert_eq!(counted, (1, 1), "round {round}: {outcomes:?}");
        let read = store.table.read_case(&number(round), None).await.unwrap();
        let kept = read.case.unwrap();
        assert!(
            moves.iter().any(|(after, _)| *after == kept),
            "one of the two, whole"
        );
    }
}
