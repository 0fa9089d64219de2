//! The table of moves, printed by the rules themselves and committed as `MOVES.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use casework::access::Operation;
use casework::case::co_handling::PartCommand;
use casework::case::{Command, Decision, Kind};

use crate::commands::commands;
use crate::samples::{Life, actors, at, lives};

const HEAD: &str = "# Moves of a case\n\nPrinted by a test from the rules: what each command makes of a case in each state, and in whose hand it is. \
`UPDATE=1 cargo test -p casework` prints it anew. “Other” are consultation, help, complaint, suggestion, objection and blockage.\n\n| kind | state | command | by | state after |\n|---|---|---|---|---|\n";
const REFUSED: &str = "\n## Refused\n\nEvery other command, in the same states, with the refusal each role reads. \
“Cannot” stands for `wrong_state`, whose words name the state and what can be done from there.\n\n| kind | state | command | refused to |\n|---|---|---|---|\n";
const REMEDIES: &str = "\n## How to mend it\n\n| refusal | 怎么办 | what to do |\n|---|---|---|\n";

/// Roles, and states after.
type Moved<'a> = (BTreeSet<&'a str>, BTreeSet<&'a str>);
/// What every command came to, in every state, for every role.
#[derive(Default)]
struct Seen<'a> {
    moved: BTreeMap<(String, &'a str), Moved<'a>>,
    refused: BTreeMap<(String, &'a str), BTreeMap<&'a str, BTreeSet<&'a str>>>,
    remedies: BTreeMap<&'a str, (String, String)>,
}

fn seen<'a>() -> Seen<'a> {
    let mut seen = Seen::default();
    for life in lives() {
        let of = if life.case.kind == Kind::Application {
            "application"
        } else {
            "other"
        };
        let words = life.case.state.words().zh;
        let state = format!("{of} | {} {words}", life.case.state.word());
        let asked = commands().into_iter().flat_map(|command| {
            let soon_and_late = [24 * 2, 24 * 400];
            let actors = actors().into_iter();
            actors.flat_map(move |who| {
                soon_and_late.map(|hours| (command.clone(), who.clone(), hours))
            })
        });
        for (command, (word, actor), hours) in asked {
            let key = (state.clone(), command.word());
            let mut next = life.clone();
            match next.tell(command, &actor, at(hours)) {
                Ok(0) => {}
                Ok(_) => {
                    let row = seen.moved.entry(key).or_default();
                    row.0.insert(word);
                    row.1.insert(next.case.state.word());
                }
                Err(refusal) => {
                    let row = seen.refused.entry(key).or_default();
                    row.entry(refusal.code()).or_default().insert(word);
                    let (_, remedy) = (refusal.sentence(), refusal.remedy());
                    seen.remedies
                        .entry(refusal.code())
                        .or_insert((remedy.zh, remedy.en));
                }
            }
        }
    }
    seen
}

fn join(words: &BTreeSet<&str>) -> String {
    words.iter().copied().collect::<Vec<_>>().join(", ")
}

fn printed() -> String {
    let seen = seen();
    let mut table = HEAD.to_owned();
    for ((state, command), (roles, after)) in &seen.moved {
        let (roles, after) = (join(roles), join(after));
        writeln!(table, "| {state} | `{command}` | {roles} | {after} |").unwrap();
    }
    table.push_str(REFUSED);
    for ((state, command), refusals) in &seen.refused {
        let told: Vec<String> = refusals
            .iter()
            .map(|(code, roles)| format!("`{code}`: {}", whom(roles)))
            .collect();
        writeln!(table, "| {state} | `{command}` | {} |", told.join("; ")).unwrap();
    }
    table.push_str(REMEDIES);
    for (code, (zh, en)) in &seen.remedies {
        // its remedy depends on the state
        if *code != "wrong_state" {
            writeln!(table, "| `{code}` | {zh} | {en} |").unwrap();
        }
    }
    table
}

/// Roles, or “everybody else” where there are many.
fn whom(roles: &BTreeSet<&str>) -> String {
    if roles.len() > 6 {
        format!("{} roles without it", roles.len())
    } else {
        join(roles)
    }
}

/// No cell is empty: whoever asks whatever of a case in whatever state is answered by a move or by a refusal that says how to mend it.
#[test]
fn every_cell_moves_or_refuses_with_a_remedy() {
    let mut cells = 0;
    for life in lives() {
        for command in commands() {
            for (_, actor) in actors() {
                cells += 1;
                let mut next = life.clone();
                let told = next.tell(command.clone(), &actor, at(24 * 400));
                if let Err(refusal) = told {
                    let (sentence, remedy) = (refusal.sentence(), refusal.remedy());
                    for words in [sentence.zh, sentence.en, remedy.zh, remedy.en] {
                        assert!(!words.trim().is_empty(), "{refusal:?}");
                    }
                    assert_eq!(next.case, life.case, "a refusal changes nothing");
                } else {
                    // only the platform's own looks may find nothing to do
                    let looks = matches!(command, Command::Look | Command::Redate { .. });
                    assert!(told != Ok(0) || looks, "{command:?} did nothing");
                }
            }
        }
    }
    assert!(cells > 2_000, "{cells}");
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
        "replied",
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
        Command::Decide {
            decision: Decision::Replied(_),
            ..
        } => Some(Operation::AnswerCase),
        Command::Decide { .. } => Some(Operation::DecideCase),
        Command::Part(PartCommand::Ask { .. }) => Some(Operation::AskPart),
        Command::Part(PartCommand::Answer { .. }) => Some(Operation::AnswerPart),
        Command::Part(PartCommand::Decline { .. }) => Some(Operation::DeclinePart),
        Command::Part(PartCommand::Close { .. }) => Some(Operation::ClosePart),
        Command::Rate { .. } => Some(Operation::RateCase),
        Command::Visit { .. } => Some(Operation::VisitCase),
        Command::Reopen { .. } => Some(Operation::ReopenCase),
        Command::Release { .. } => Some(Operation::ReleaseCase),
        Command::Withdraw { .. } => Some(Operation::WithdrawCase),
        Command::AssignTo { .. } => Some(Operation::AssignCase),
        Command::Extend { .. } => Some(Operation::ExtendCase),
        Command::Expedite { .. } => Some(Operation::ExpediteCase),
        Command::Pay { .. } => Some(Operation::PayCase),
        Command::FailPayment { .. } => Some(Operation::FailPayment),
        Command::CancelInstalment { .. } => Some(Operation::CancelInstalment),
        Command::CheckCondition { .. } => Some(Operation::CheckCondition),
        Command::ClawBack { .. } => Some(Operation::ClawBack),
        Command::WithdrawClawBack { .. } => Some(Operation::WithdrawClawBack),
        Command::Repay { .. } => Some(Operation::RecordRepayment),
        Command::Refund { .. } => Some(Operation::RecordRefund),
        Command::Assign
        | Command::Allocate { .. }
        | Command::Object { .. }
        | Command::Settle { .. }
        | Command::Redate { .. }
        | Command::Look => None,
    }
}

/// Buttons people are shown, and what the rules accept.
#[test]
fn what_is_offered_is_what_is_accepted() {
    for life in lives() {
        for (word, actor) in actors() {
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
                    // what waits for a day is offered before it, and accepted from it on
                    [24 * 2, 24 * 400].iter().any(|hours| {
                        let mut next: Life = life.clone();
                        next.tell(command.clone(), &actor, at(*hours)).is_ok()
                    })
                })
                .map(|(operation, _)| operation.name())
                .collect();
            assert_eq!(offered, accepted, "{} for {}", life.case.state.word(), word);
        }
    }
}
