//! What can be asked of a case, and what the answer may look at.

use facts::{Calendar, CaseNumber, Day, DepartmentId, Instant, Money};

use super::co_handling::PartCommand;
use super::{Allocated, Checked, Decision, Document, Expedited, Missing, Rating};
use crate::Text;
use crate::access::Operation;
use crate::actor::Actor;
use crate::register::Register;

/// What a decision may look at besides the case.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The moment of the request, read once at the door.
    pub now: Instant,
    /// Who asks.
    pub actor: &'a Actor,
    /// Working days.
    pub calendar: &'a Calendar,
    /// Departments.
    pub register: &'a Register,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Give it to the department the register names, or to the counter.
    Assign,
    /// Give it to this department, by hand of the counter.
    AssignTo {
        /// Which.
        department: DepartmentId,
        /// Why this one.
        reason: String,
    },
    /// Take it up.
    Accept,
    /// Say it is not ours.
    Decline {
        /// Why.
        reason: String,
    },
    /// Name everything that is missing.
    SendBack {
        /// What.
        missing: Vec<Missing>,
    },
    /// Hand in what was missing.
    Correct {
        /// What is handed in.
        documents: Vec<Document>,
    },
    /// Decide.
    Decide {
        /// What.
        decision: Decision,
        /// What was found of the checklist; empty for an answer.
        checked: Checked,
    },
    /// Ask, answer or give up the part of a co-handling department.
    Part(PartCommand),
    /// Reply to the enterprise.
    Release {
        /// A word of the window.
        message: Option<String>,
    },
    /// Withdraw.
    Withdraw {
        /// Why.
        reason: String,
    },
    /// Extend the promise.
    Extend {
        /// By how much.
        working_days: u32,
        /// Why.
        reason: String,
    },
    /// Put it into the green channel.
    Expedite {
        /// How.
        expedited: Expedited,
    },
    /// Give it its share of an opening that was allocated.
    Allocate {
        /// What it gets, and why.
        allocated: Allocated,
        /// What the enterprise can do where it was not reached.
        remedy: String,
    },
    /// Record the payment of the next instalment.
    Pay {
        /// How much.
        amount: Money,
        /// Reference of the payment order.
        reference: String,
        /// How its condition was found met; needed where it has one.
        met: Option<String>,
    },
    /// Record that a payment did not go through.
    FailPayment {
        /// Why.
        reason: String,
    },
    /// Cancel the next instalment, since its condition failed.
    CancelInstalment {
        /// Why.
        reason: String,
        /// What the enterprise can do.
        remedy: String,
    },
    /// Say what was found of the condition of the next instalment.
    CheckCondition {
        /// Whether it is met; if not, it may still be.
        met: bool,
        /// By what, or what is missing.
        words: String,
    },
    /// Ask money back that was paid.
    ClawBack {
        /// How much.
        amount: Money,
        /// On what ground.
        ground: String,
        /// Last day to pay it back.
        until: Day,
        /// What the enterprise can do against it.
        remedy: String,
    },
    /// Record that some of it came back.
    Repay {
        /// How much.
        amount: Money,
        /// Reference of the receipt.
        reference: String,
    },
    /// Withdraw what was asked back.
    WithdrawClawBack {
        /// The ordinal of the demand, from one on.
        demand: u32,
        /// Why.
        reason: String,
    },
    /// Record that what had come back was refunded.
    Refund {
        /// The ordinal of the demand, from one on.
        demand: u32,
        /// How much.
        amount: Money,
        /// Reference of the payment order.
        reference: String,
    },
    /// Look whether a changed working calendar moves the promised day.
    Redate {
        /// Year and version of the calendar, such as `2027@2`.
        calendar: String,
        /// All years as they were before.
        before: Calendar,
    },
    /// Note that somebody objected to its notice.
    Object {
        /// The objection.
        objection: CaseNumber,
    },
    /// Note that an objection to its notice was answered, or given up.
    Settle {
        /// The objection.
        objection: CaseNumber,
        /// Whether it was upheld.
        upheld: bool,
    },
    /// Say how it was.
    Rate {
        /// How.
        rating: Rating,
    },
    /// Record the call back after the end.
    Visit {
        /// Whether the matter is settled for who asked.
        settled: bool,
        /// What was said.
        words: String,
    },
    /// Have it taken up again.
    Reopen {
        /// Why.
        reason: String,
    },
    /// Look whether anything is due, and do it.
    Look,
}

/// Whose a command is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// Whoever the table of [`crate::access`] lets do this operation.
    Table(Operation),
    /// Our own functions.
    Platform,
}

impl Command {
    /// Whose it is.
    pub(super) const fn owner(&self) -> Owner {
        match self {
            Self::Assign
            | Self::Allocate { .. }
            | Self::Object { .. }
            | Self::Settle { .. }
            | Self::Redate { .. }
            | Self::Look => Owner::Platform,
            Self::AssignTo { .. } => Owner::Table(Operation::AssignCase),
            Self::Extend { .. } => Owner::Table(Operation::ExtendCase),
            Self::Expedite { .. } => Owner::Table(Operation::ExpediteCase),
            Self::Accept => Owner::Table(Operation::AcceptCase),
            Self::Decline { .. } => Owner::Table(Operation::DeclineCase),
            Self::SendBack { .. } => Owner::Table(Operation::SendBackCase),
            Self::Correct { .. } => Owner::Table(Operation::CorrectCase),
            Self::Decide {
                decision: Decision::Replied(_),
                ..
            } => Owner::Table(Operation::AnswerCase),
            Self::Decide { .. } => Owner::Table(Operation::DecideCase),
            Self::Part(command) => Owner::Table(command.operation()),
            Self::Rate { .. } => Owner::Table(Operation::RateCase),
            Self::Visit { .. } => Owner::Table(Operation::VisitCase),
            Self::Reopen { .. } => Owner::Table(Operation::ReopenCase),
            Self::Release { .. } => Owner::Table(Operation::ReleaseCase),
            Self::Withdraw { .. } => Owner::Table(Operation::WithdrawCase),
            Self::Pay { .. } => Owner::Table(Operation::PayCase),
            Self::FailPayment { .. } => Owner::Table(Operation::FailPayment),
            Self::CancelInstalment { .. } => Owner::Table(Operation::CancelInstalment),
            Self::CheckCondition { .. } => Owner::Table(Operation::CheckCondition),
            Self::ClawBack { .. } => Owner::Table(Operation::ClawBack),
            Self::WithdrawClawBack { .. } => Owner::Table(Operation::WithdrawClawBack),
            Self::Repay { .. } => Owner::Table(Operation::RecordRepayment),
            Self::Refund { .. } => Owner::Table(Operation::RecordRefund),
        }
    }

    /// The word in tables and logs.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Assign => "assign",
            Self::AssignTo { .. } => "assign_to",
            Self::Accept => "accept",
            Self::Decline { .. } => "decline",
            Self::SendBack { .. } => "send_back",
            Self::Correct { .. } => "correct",
            Self::Decide {
                decision: Decision::Replied(_),
                ..
            } => "answer",
            Self::Decide { .. } => "decide",
            Self::Part(command) => command.word(),
            Self::Object { .. } => "object",
            Self::Settle { .. } => "settle",
            Self::Rate { .. } => "rate",
            Self::Visit { .. } => "visit",
            Self::Reopen { .. } => "reopen",
            Self::Allocate { .. } => "allocate",
            Self::Release { .. } => "release",
            Self::Withdraw { .. } => "withdraw",
            Self::Extend { .. } => "extend",
            Self::Expedite { .. } => "expedite",
            Self::Pay { .. } => "pay",
            Self::FailPayment { .. } => "fail_payment",
            Self::CancelInstalment { .. } => "cancel_instalment",
            Self::CheckCondition { .. } => "check_condition",
            Self::ClawBack { .. } => "claw_back",
            Self::WithdrawClawBack { .. } => "withdraw_claw_back",
            Self::Repay { .. } => "repay",
            Self::Refund { .. } => "refund",
            Self::Redate { .. } => "redate",
            Self::Look => "look",
        }
    }

    /// What is asked, in words that follow “cannot”.
    pub(super) fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Assign => ("分办", "assign it"),
            Self::AssignTo { .. } => ("指定办理部门", "assign it by hand"),
            Self::Accept => ("接收办理", "take it up"),
            Self::Decline { .. } => ("退办", "decline it"),
            Self::SendBack { .. } => ("要求补正", "send it back"),
            Self::Correct { .. } => ("提交补正", "correct it"),
            Self::Decide {
                decision: Decision::Replied(_),
                ..
            } => ("作出答复", "answer it"),
            Self::Decide { .. } => ("作出审核决定", "decide it"),
            Self::Part(command) => command.words(),
            Self::Object { .. } => ("提出异议", "object to it"),
            Self::Settle { .. } => ("办结异议", "settle an objection"),
            Self::Rate { .. } => ("评价", "rate it"),
            Self::Visit { .. } => ("登记回访", "record a call back"),
            Self::Reopen { .. } => ("要求重新办理", "have it taken up again"),
            Self::Allocate { .. } => ("统一分配", "give it its share"),
            Self::Release { .. } => ("统一反馈", "release a reply"),
            Self::Withdraw { .. } => ("撤回", "withdraw it"),
            Self::Extend { .. } => ("延期", "extend its promise"),
            Self::Expedite { .. } => ("转入绿色通道", "put it into the green channel"),
            Self::Pay { .. } => ("拨付", "pay it"),
            Self::FailPayment { .. } => ("登记拨付失败", "record a failed payment"),
            Self::CancelInstalment { .. } => ("停止拨付本期", "cancel an instalment"),
            Self::CheckCondition { .. } => ("核实兑现条件", "check the condition of an instalment"),
            Self::ClawBack { .. } => ("追回资金", "claw money back"),
            Self::WithdrawClawBack { .. } => ("撤销追回", "withdraw a claw-back"),
            Self::Repay { .. } => ("登记缴回", "record a repayment"),
            Self::Refund { .. } => ("登记退还", "record a refund"),
            Self::Redate { .. } => ("重算承诺办结日", "compute its promised day anew"),
            Self::Look => ("巡检", "look at it"),
        };
        Text::new(zh, en)
    }
}
