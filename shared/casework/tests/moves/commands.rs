//! Every command, with arguments that fit wherever it may be done.

use casework::case::co_handling::{Opinion, PartCommand, Stance};
use casework::case::{
    Allocated, Checked, Command, Decision, Expedited, Finding, Missing, Outcome, Priority, Rating,
    Reply, Tick,
};
use facts::{DepartmentId, Money};

use crate::samples::{document, holidays, id, objection};

/// Every command, with arguments that fit wherever it may be done.
pub(crate) fn commands() -> Vec<Command> {
    desks()
        .into_iter()
        .chain(parts())
        .chain(decisions())
        .chain(answers())
        .chain(payments())
        .chain(follow_ups())
        .chain(platform())
        .collect()
}

fn reason() -> String {
    "理由充分".to_owned()
}

fn desks() -> Vec<Command> {
    let assign_to = |department: &str| Command::AssignTo {
        department: id::<DepartmentId>(department),
        reason: reason(),
    };
    vec![
        Command::Assign,
        assign_to("keji"),
        assign_to("jingxin"),
        assign_to("zhengshu"),
        Command::Accept,
        Command::Decline { reason: reason() },
        Command::SendBack {
            missing: vec![Missing {
                material: id("application-form"),
                what: "请盖章后重新扫描".to_owned(),
            }],
        },
        Command::Correct {
            documents: vec![document()],
        },
        Command::Release { message: None },
        Command::Withdraw { reason: reason() },
        Command::Extend {
            working_days: 2,
            reason: reason(),
        },
        Command::Expedite {
            expedited: Expedited {
                priority: Priority::KeyProject,
                reason: reason(),
                working_days: 10,
            },
        },
    ]
}

/// What is asked of co-handling departments, and what they say.
fn parts() -> impl Iterator<Item = Command> {
    let ask = |department: &str| PartCommand::Ask {
        department: id(department),
        asks: "核对参保信息".to_owned(),
        working_days: 3,
        reason: reason(),
    };
    let answer = |stance| PartCommand::Answer {
        part: 1,
        opinion: Opinion {
            stance,
            reason: reason(),
            entries: if stance == Stance::Disagrees {
                vec!["condition-1".to_owned()]
            } else {
                Vec::new()
            },
        },
    };
    [
        ask("renshe"),
        ask("zhengshu"),
        ask("keji"),
        answer(Stance::Disagrees),
        answer(Stance::Agrees),
        PartCommand::Decline {
            part: 1,
            reason: reason(),
        },
        PartCommand::Close {
            part: 1,
            reason: reason(),
        },
        PartCommand::Close {
            part: 2,
            reason: reason(),
        },
    ]
    .into_iter()
    .map(Command::Part)
}

fn decisions() -> impl Iterator<Item = Command> {
    let approved = |amount| Decision::Approved {
        amount,
        reason: reason(),
    };
    [
        approved(Some(Money::yuan(200_000))),
        approved(None),
        Decision::Refused {
            reason: reason(),
            remedy: "可申请复核".to_owned(),
        },
    ]
    .into_iter()
    .map(|decision| Command::Decide {
        checked: checked(&decision),
        decision,
    })
    .chain([Command::Decide {
        // against a department it says nothing
        checked: Checked {
            despite: None,
            ..checked(&approved(None))
        },
        decision: approved(Some(Money::yuan(200_000))),
    }])
}

/// The checklist of the sample, filled in as the decision needs it.
pub(crate) fn checked(decision: &Decision) -> Checked {
    let finding = if matches!(decision, Decision::Refused { .. }) {
        Finding::NotMet
    } else {
        Finding::Met
    };
    let tick = |entry: &str, evidence: Option<&str>| Tick {
        entry: entry.to_owned(),
        finding,
        evidence: evidence.map(str::to_owned),
    };
    Checked {
        ticks: vec![
            tick("condition-1", Some("统计部门出具的名录")),
            tick("material-application-form", None),
        ],
        other_ground: None,
        despite: Some("已另行核实".to_owned()),
    }
}

fn payments() -> Vec<Command> {
    vec![
        Command::Pay {
            amount: Money::yuan(200_000),
            reference: "PO-1".to_owned(),
            met: None,
        },
        // the instalments of the award that is paid in parts
        pays(120_000),
        pays(80_000),
        pays(150_000),
        Command::CancelInstalment {
            reason: reason(),
            remedy: remedy(),
        },
        Command::ClawBack {
            amount: Money::yuan(50_000),
            ground: reason(),
            until: facts::Day::parse("2027-06-30").unwrap(),
            remedy: remedy(),
        },
        Command::Repay {
            amount: Money::yuan(30_000),
            reference: "RC-1".to_owned(),
        },
        Command::Repay {
            amount: Money::yuan(20_000),
            reference: "RC-2".to_owned(),
        },
        Command::FailPayment {
            reason: "账户信息有误".to_owned(),
        },
        Command::CheckCondition {
            met: true,
            words: reason(),
        },
        Command::CheckCondition {
            met: false,
            words: reason(),
        },
        withdraws(1),
        withdraws(2),
        withdraws(3),
        refunds(1, 30_000),
        refunds(1, 20_000),
        refunds(1, 50_000),
        refunds(2, 30_000),
        refunds(2, 20_000),
        refunds(2, 50_000),
    ]
}

fn withdraws(demand: u32) -> Command {
    Command::WithdrawClawBack {
        demand,
        reason: reason(),
    }
}

fn refunds(demand: u32, yuan: i64) -> Command {
    Command::Refund {
        demand,
        amount: Money::yuan(yuan),
        reference: "PO-9".to_owned(),
    }
}

fn pays(yuan: i64) -> Command {
    Command::Pay {
        amount: Money::yuan(yuan),
        reference: "PO-1".to_owned(),
        met: Some("已核实".to_owned()),
    }
}

fn remedy() -> String {
    "可申请行政复议或者提起行政诉讼".to_owned()
}

fn follow_ups() -> Vec<Command> {
    let visit = |settled| Command::Visit {
        settled,
        words: reason(),
    };
    vec![
        Command::Rate {
            rating: Rating {
                score: 4,
                words: None,
            },
        },
        visit(true),
        visit(false),
        Command::Reopen { reason: reason() },
    ]
}

/// What only our own functions ask.
fn platform() -> Vec<Command> {
    let settle = |upheld| Command::Settle {
        objection: objection(),
        upheld,
    };
    vec![
        Command::Redate {
            calendar: "2026@2".to_owned(),
            before: holidays(),
        },
        Command::Object {
            objection: objection(),
        },
        settle(true),
        settle(false),
        allocate(150_000),
        allocate(0),
        Command::Look,
    ]
}

fn allocate(yuan: i64) -> Command {
    Command::Allocate {
        allocated: Allocated {
            claimed: Money::yuan(200_000),
            gets: Money::yuan(yuan),
            reached: yuan > 0,
            late: false,
            why: facts::Text::new("按比例核定", "pro rata"),
        },
        remedy: remedy(),
    }
}

/// An answer with each outcome.
fn answers() -> impl Iterator<Item = Command> {
    Outcome::ALL.iter().map(|outcome| Command::Decide {
        decision: Decision::Replied(Reply {
            outcome: *outcome,
            words: "已核实并答复".to_owned(),
            remedy: Some("可致电专窗".to_owned()),
        }),
        checked: Checked::default(),
    })
}
