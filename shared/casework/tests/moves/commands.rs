//! Every command, with arguments that fit wherever it may be done.

use casework::case::{Command, Decision, Missing, Outcome, Rating, Reply};
use facts::{DepartmentId, Money};

use crate::samples::{document, holidays, id, objection};

/// Every command, with arguments that fit wherever it may be done.
pub(crate) fn commands() -> Vec<Command> {
    let reason = || "理由充分".to_owned();
    let missing = || {
        vec![Missing {
            material: id("application-form"),
            what: "请盖章后重新扫描".to_owned(),
        }]
    };
    vec![
        Command::Assign,
        Command::AssignTo {
            department: id::<DepartmentId>("keji"),
            reason: reason(),
        },
        Command::AssignTo {
            department: id::<DepartmentId>("jingxin"),
            reason: reason(),
        },
        Command::AssignTo {
            department: id::<DepartmentId>("zhengshu"),
            reason: reason(),
        },
        Command::Accept,
        Command::Decline { reason: reason() },
        Command::SendBack { missing: missing() },
        Command::Correct {
            documents: vec![document()],
        },
        Command::Decide {
            decision: Decision::Approved {
                amount: Some(Money::yuan(200_000)),
                reason: reason(),
            },
        },
        Command::Decide {
            decision: Decision::Approved {
                amount: None,
                reason: reason(),
            },
        },
        Command::Decide {
            decision: Decision::Refused {
                reason: reason(),
                remedy: "可申请复核".to_owned(),
            },
        },
        Command::Release { message: None },
        Command::Withdraw { reason: reason() },
        Command::Extend {
            working_days: 2,
            reason: reason(),
        },
        Command::Pay {
            amount: Money::yuan(200_000),
            reference: "PO-1".to_owned(),
        },
        Command::FailPayment {
            reason: "账户信息有误".to_owned(),
        },
        Command::Redate {
            calendar: "2026@2".to_owned(),
            before: holidays(),
        },
        Command::Object {
            objection: objection(),
        },
        Command::Settle {
            objection: objection(),
            upheld: true,
        },
        Command::Settle {
            objection: objection(),
            upheld: false,
        },
        Command::Rate {
            rating: Rating {
                score: 4,
                words: None,
            },
        },
        Command::Visit {
            settled: true,
            words: reason(),
        },
        Command::Visit {
            settled: false,
            words: reason(),
        },
        Command::Reopen { reason: reason() },
        Command::Look,
    ]
    .into_iter()
    .chain(answers())
    .collect()
}

/// An answer with each outcome.
fn answers() -> impl Iterator<Item = Command> {
    Outcome::ALL.iter().map(|outcome| Command::Decide {
        decision: Decision::Replied(Reply {
            outcome: *outcome,
            words: "已核实并答复".to_owned(),
            remedy: Some("可致电专窗".to_owned()),
        }),
    })
}
