//! Shares of an allocation (M94): given by whoever comes, cut short anywhere, each once; what a withdrawn case was to get goes back.

use adapters::table::{Outcome, Table};
use casework::allocation::{Allocation, Claim, Rule, shares};
use casework::case::{Case, Checked, Command, Contest, Decision, Event, State};
use casework::ledger::Line;
use facts::{CreditCode, Money};

use crate::cases::{later, platform};
use crate::repeats::now;
use crate::samples::{
    calendar, enterprise, id, lead, moved, number, officer, submission, submitted,
};
use crate::store::store;

const ENTERPRISES: [&str; 8] = [
    "91420200MAFAKE0783",
    "91420202MAFAKE019W",
    "91420202MAFAKE086T",
    "91420203MAFAKE0276",
    "91420204MAFAKE035F",
    "91420205MAFAKE043Q",
    "91420222MAFAKE0517",
    "91420281MAFAKE06XD",
];
const OPENING: &str = "2026";
const YUAN: i64 = 200_000;

fn score(which: u64) -> facts::Number {
    facts::Number::parse(&which.to_string()).unwrap()
}

async fn case(table: &Table, which: u64) -> Case {
    let read = table.read_case(&number(which), None).await.unwrap();
    read.case.unwrap()
}

async fn act(table: &Table, which: u64, command: Command, actor: &casework::Actor, at: i64) {
    let before = case(table, which).await;
    let (after, new) = moved(&before, command, actor, later(at));
    let written = table.commit_with_ledger(later(at), (&before, &after), None, |commit| {
        commit.case(&after, &new, &calendar())
    });
    assert_eq!(written.await.unwrap().unwrap(), Outcome::Committed);
}

/// So many cases that were approved and wait for their opening to be allocated.
async fn approved(table: &Table, cases: usize) {
    for (which, code) in (1..).zip(ENTERPRISES.iter().take(cases)) {
        let mut asked = submission(number(which), id::<CreditCode>(code), OPENING);
        asked.subject.contest = Some(Contest {
            score: Some(score(which)),
            until: None,
        });
        let (begun, new) = submitted(asked, now());
        let commit = table.commit(now()).case(&begun, &new, &calendar());
        assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
        act(table, which, Command::Assign, &platform(), 1).await;
        let decision = Decision::Approved {
            amount: Some(Money::yuan(YUAN)),
            reason: "符合条件".to_owned(),
        };
        let decide = Command::Decide {
            decision,
            checked: Checked::default(),
        };
        act(table, which, decide, &officer(), 2).await;
        assert!(case(table, which).await.provisional());
    }
}

/// The allocation of these cases by ranking, made final.
async fn allocated(table: &Table, cases: u64, places: u64) -> Allocation {
    let rule = Rule::Ranked {
        places,
        order: Default::default(),
    };
    let claims = (1..=cases).map(|which| Claim {
        number: number(which),
        submitted_at: now().into(),
        amount: Money::yuan(YUAN),
        score: Some(score(which)),
    });
    let given = Allocation {
        item: id("first-industrial-award"),
        opening: OPENING.to_owned(),
        rule,
        at: later(3).into(),
        by: lead(),
        shares: shares(rule, claims.collect()).unwrap(),
    };
    let line = line(table).await;
    let commit = table.commit(later(3)).allocation(&given, line);
    assert_eq!(commit.run().await.unwrap(), Outcome::Committed);
    given
}

async fn line(table: &Table) -> Line {
    let item = id("first-industrial-award");
    table.read_line(&item, OPENING).await.unwrap()
}

/// How often a case took its share.
async fn taken(table: &Table, which: u64) -> usize {
    let read = table.read_case(&number(which), None).await.unwrap();
    let events = read.recorded.iter().map(|recorded| &recorded.event);
    events
        .filter(|event| matches!(event, Event::Allocated { .. }))
        .count()
}

fn sums(line: &Line) -> (u64, Money, u64, Money) {
    (line.places, line.committed, line.held_places, line.held)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn shares_that_were_cut_short_are_given_by_the_next_who_comes_and_each_once() {
    let store = store().await;
    let table = &store.table;
    approved(table, 8).await;
    let given = allocated(table, 8, 3).await;
    let all = Money::yuan(3 * YUAN);
    assert_eq!(sums(&line(table).await), (0, Money::ZERO, 3, all));
    let first = given.shares.first().unwrap().number.clone();
    let giving = {
        let (table, given) = (table.clone(), given.clone());
        tokio::spawn(async move { table.give_shares(&given, &calendar(), later(4)).await })
    };
    while table
        .read_case(&first, None)
        .await
        .unwrap()
        .case
        .unwrap()
        .provisional()
    {
        tokio::task::yield_now().await;
    }
    giving.abort();
    assert!(giving.await.is_err(), "cut short");
    let mut left = 0;
    for which in 1..=8 {
        left += usize::from(case(table, which).await.provisional());
    }
    assert!((1..8).contains(&left), "{left} wait");

    // two come at once, and one more when all is done
    let calendar = calendar();
    let (one, two) = tokio::join!(
        table.give_shares(&given, &calendar, later(5)),
        table.give_shares(&given, &calendar, later(5)),
    );
    // who lost a race for a case leaves it to the other, or to the next
    let lost = usize::from(one.is_err()) + usize::from(two.is_err());
    for at in [6, 7] {
        let again = table.give_shares(&given, &calendar, later(at)).await;
        again.unwrap_or_else(|fault| panic!("{lost} lost before: {}", fault.chain()));
    }
    let kept = table.read_allocation(&given.item, OPENING).await.unwrap();
    assert_eq!(kept, Some(given), "what is final stays");
    for which in 1..=8 {
        assert_eq!(taken(table, which).await, 1, "{which}");
    }
    assert_eq!(sums(&line(table).await), (3, all, 0, Money::ZERO));
    let mut reached = 0;
    for which in 1..=8 {
        let state = case(table, which).await.state;
        reached += usize::from(matches!(state, State::InPublicity { .. }));
    }
    assert_eq!(reached, 3);
}

#[tokio::test]
async fn what_a_case_was_to_get_that_is_withdrawn_meanwhile_goes_back_to_the_ledger() {
    let store = store().await;
    let table = &store.table;
    approved(table, 3).await;
    let given = allocated(table, 3, 2).await;
    let all = Money::yuan(2 * YUAN);
    assert_eq!(sums(&line(table).await), (0, Money::ZERO, 2, all));
    let withdraw = Command::Withdraw {
        reason: "不再申请".to_owned(),
    };
    // the one with the highest score, which was to get the first place
    let before = case(table, 3).await;
    let own = casework::Actor {
        on_behalf_of: before.applicant.enterprise.clone(),
        ..enterprise()
    };
    act(table, 3, withdraw, &own, 4).await;
    assert_eq!(
        sums(&line(table).await),
        (0, Money::ZERO, 2, all),
        "it took nothing"
    );

    for at in [5, 6] {
        table
            .give_shares(&given, &calendar(), later(at))
            .await
            .unwrap();
        let one = Money::yuan(YUAN);
        assert_eq!(sums(&line(table).await), (1, one, 0, Money::ZERO));
    }
    let states = [
        case(table, 1).await,
        case(table, 2).await,
        case(table, 3).await,
    ];
    let words = states.map(|case| case.state.word());
    assert_eq!(words, ["refused", "in_publicity", "withdrawn"]);
    let taken = [
        taken(table, 1).await,
        taken(table, 2).await,
        taken(table, 3).await,
    ];
    assert_eq!(taken, [1, 1, 0]);
}
