//! The table of moves, printed by the rules themselves and committed as `MOVES.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use casework::access::{Operation, Role};
use casework::case::Command;

use crate::samples::{Life, actor, at, commands, lives};

const HEAD: &str = "# Moves of a case\n\nPrinted by a test from the rules: what each command makes of a case in each state, and in whose hand it is. \
`UPDATE=1 cargo test -p casework` prints it anew.\n\n| state | command | by | state after |\n|---|---|---|---|\n";

/// Roles, and states after.
type Row<'a> = (BTreeSet<&'a str>, BTreeSet<&'a str>);

fn printed() -> String {
    let mut rows: BTreeMap<(String, &str), Row<'_>> = BTreeMap::new();
    for life in lives() {
        let before = life.case.state.words();
        for command in commands() {
            for role in Role::ALL {
                let mut next = life.clone();
                let now = at(24 * 400);
                if next
                    .tell(command.clone(), &actor(*role), now)
                    .is_ok_and(|events| events > 0)
                {
                    let key = (
                        format!("{} {}", life.case.state.word(), before.zh),
                        command.word(),
                    );
                    let row = rows.entry(key).or_default();
                    row.0.insert(role.word());
                    row.1.insert(next.case.state.word());
                }
            }
        }
    }
    let mut table = HEAD.to_owned();
    for ((state, command), (roles, after)) in rows {
        let join = |words: BTreeSet<&str>| words.into_iter().collect::<Vec<_>>().join(", ");
        writeln!(
            table,
            "| {state} | `{command}` | {} | {} |",
            join(roles),
            join(after)
        )
        .unwrap();
    }
    table
}

#[test]
fn the_committed_table_is_what_the_rules_say() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("MOVES.md");
    let printed = printed();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &printed).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == printed,
        "MOVES.md differs; print it with UPDATE=1 and read the diff:\n{printed}"
    );
}

#[test]
fn every_state_can_be_reached() {
    let words: BTreeSet<&str> = lives().iter().map(|life| life.case.state.word()).collect();
    for word in [
        "submitted",
        "with_counter",
        "assigned",
        "accepted",
        "sent_back",
        "decided",
        "in_publicity",
        "payable",
        "paid",
        "granted",
        "refused",
        "withdrawn",
        "lapsed",
    ] {
        assert!(words.contains(word), "{word} is never reached: {words:?}");
    }
}

fn operation(command: &Command) -> Option<Operation> {
    match command {
        Command::Accept => Some(Operation::AcceptCase),
        Command::Decline { .. } => Some(Operation::DeclineCase),
        Command::SendBack { .. } => Some(Operation::SendBackCase),
        Command::Correct { .. } => Some(Operation::CorrectCase),
        Command::Decide { .. } => Some(Operation::DecideCase),
        Command::Release { .. } => Some(Operation::ReleaseCase),
        Command::Withdraw { .. } => Some(Operation::WithdrawCase),
        Command::Pay { .. } => Some(Operation::PayCase),
        Command::Assign
        | Command::AssignTo { .. }
        | Command::Extend { .. }
        | Command::FailPayment { .. }
        | Command::Redate { .. }
        | Command::Look => None,
    }
}

/// Buttons people are shown, and what the rules accept.
#[test]
fn what_is_offered_is_what_is_accepted() {
    for life in lives() {
        for role in Role::ALL {
            let actor = actor(*role);
            let offered: BTreeSet<&str> = life
                .case
                .moves(&actor)
                .into_iter()
                .map(Operation::name)
                .collect();
            let accepted: BTreeSet<&str> = commands()
                .into_iter()
                .filter_map(|command| Some((operation(&command)?, command)))
                .filter(|(_, command)| {
                    let mut next: Life = life.clone();
                    next.tell(command.clone(), &actor, at(24 * 2)).is_ok()
                })
                .map(|(operation, _)| operation.name())
                .collect();
            assert_eq!(
                offered,
                accepted,
                "{} for {}",
                life.case.state.word(),
                role.word()
            );
        }
    }
}
