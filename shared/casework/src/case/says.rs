//! What a case says of itself: where it stands, who holds it, what comes next, to each reader what they may know (M15, M53).

use facts::Day;

use super::{Award, Case, ClawBack, Decision, Fallback, Kind, Payment, Publicity, State};
use crate::Text;
use crate::access::Role;

/// Who reads.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Viewer {
    /// The enterprise and who acts for it: what is not released does not exist yet.
    Enterprise,
    /// Those who work on it or watch over it.
    Staff,
}

impl From<Role> for Viewer {
    fn from(role: Role) -> Self {
        match role {
            Role::Public | Role::Enterprise | Role::Agent | Role::Follower => Self::Enterprise,
            Role::Clerk
            | Role::Lead
            | Role::Editor
            | Role::Publisher
            | Role::Officer
            | Role::Finance
            | Role::Coordinator
            | Role::Auditor
            | Role::Operator
            | Role::Platform => Self::Staff,
        }
    }
}

/// A case as one kind of reader may see it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The word of the state.
    pub word: &'static str,
    /// The state in words.
    pub state: Text,
    /// Who holds it.
    pub holder: Text,
    /// What comes next.
    pub next_step: Text,
    /// The decision, if it may be known.
    pub decision: Option<Decision>,
    /// The time to object, once it began.
    pub publicity: Option<Publicity>,
    /// What was paid last.
    pub payment: Option<Payment>,
    /// What was approved and released, with its instalments.
    pub award: Option<Award>,
    /// What was asked back.
    pub claw_backs: Vec<ClawBack>,
    /// The promised day that was missed.
    pub overdue_since: Option<Day>,
}

impl Case {
    /// The case as `viewer` may see it. A decision that is not released looks like a review that goes on.
    #[must_use]
    pub fn seen_by(&self, viewer: Viewer) -> Seen {
        let hidden = match &self.state {
            State::Decided { desk, .. } if viewer == Viewer::Enterprise => {
                Some(State::Accepted { desk: desk.clone() })
            }
            State::Submitted
            | State::WithCounter { .. }
            | State::Assigned { .. }
            | State::Accepted { .. }
            | State::SentBack { .. }
            | State::Decided { .. }
            | State::InPublicity { .. }
            | State::Payable { .. }
            | State::Paid { .. }
            | State::Granted { .. }
            | State::Refused { .. }
            | State::Replied { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => None,
        };
        let state = hidden.as_ref().unwrap_or(&self.state);
        Seen {
            word: state.word(),
            state: self.words_in(state),
            holder: self.holder_in(state),
            next_step: self.next_in(state),
            decision: if hidden.is_some() {
                None
            } else {
                self.decision()
            },
            publicity: self.publicity().cloned(),
            payment: self.payment().cloned(),
            award: self.award().cloned(),
            claw_backs: self.claw_backs.clone(),
            overdue_since: self.overdue_since,
        }
    }

    /// Who holds it.
    #[must_use]
    pub fn holder(&self) -> Text {
        self.holder_in(&self.state)
    }

    /// What comes next.
    #[must_use]
    pub fn next_step(&self) -> Text {
        self.next_in(&self.state)
    }

    /// The state in words that fit the kind: what is no application is not reviewed and not refused.
    #[must_use]
    pub fn words_in(&self, state: &State) -> Text {
        let other = self.kind != Kind::Application;
        if other && matches!(state, State::Accepted { .. }) {
            return Text::new("部门办理中", "with the department");
        }
        if self.provisional() && matches!(state, State::Decided { .. }) {
            return Text::new("已审核，待统一分配", "approved, to be allocated");
        }
        if other && matches!(state, State::Decided { .. }) {
            return Text::new("部门已答复，待反馈", "answered, to be released");
        }
        let State::WithCounter { why } = state else {
            return state.words();
        };
        if *why == Fallback::Counter {
            Text::new("专窗办理中", "with the counter")
        } else if *why == Fallback::Coordinator {
            Text::new("统筹单位办理中", "with the coordinator")
        } else {
            state.words()
        }
    }

    fn holder_in(&self, state: &State) -> Text {
        let (zh, en) = match state {
            State::WithCounter {
                why: Fallback::Coordinator,
            } => ("统筹单位", "the coordinator"),
            State::Decided { .. } if self.kind == Kind::Complaint => {
                ("统筹单位", "the coordinator")
            }
            State::Submitted | State::WithCounter { .. } | State::Decided { .. } => {
                ("惠企政策专窗", "the counter")
            }
            State::Assigned { desk } | State::Accepted { desk } => {
                return desk.department_name.clone();
            }
            State::SentBack { .. } => ("申请企业", "the enterprise"),
            State::InPublicity { .. } => ("社会公示", "the public, for objection"),
            State::Payable { .. } => ("财政拨付", "the finance office"),
            State::Paid { .. }
            | State::Granted { .. }
            | State::Refused { .. }
            | State::Replied { .. }
            | State::Withdrawn { .. }
            | State::Lapsed { .. } => ("已办结", "closed"),
        };
        Text::new(zh, en)
    }

    #[expect(
        clippy::too_many_lines,
        reason = "one arm per state, so that none can be forgotten"
    )]
    fn next_in(&self, state: &State) -> Text {
        if self.kind != Kind::Application
            && let Some(text) = next_of_other(state)
        {
            return text;
        }
        if let Some(text) = self.next_of_money(state) {
            return text;
        }
        let (zh, en) = match state {
            State::InPublicity { .. } if !self.objections.is_empty() => (
                "公示期间收到异议，核实答复之前暂缓拨付",
                "somebody objected; nothing is paid until that is answered",
            ),
            State::Accepted { .. } if self.contests() => (
                "部门正在审核；本事项在申报期结束后统一分配，结果届时一并反馈",
                "the department reviews it; results are given out and told once the opening has closed",
            ),
            State::Decided { .. } if self.provisional() => (
                "等待申报期结束、全部办件审核后统一分配",
                "it waits until the opening has closed and every case is decided",
            ),
            State::Replied { .. } => ("已答复，办件办结", "answered; nothing is left to do"),
            State::Submitted => (
                "专窗正在分办到主管部门",
                "the counter is passing it on to the department",
            ),
            State::WithCounter { .. } => (
                "专窗正在协调确定办理部门",
                "the counter is finding the department for it",
            ),
            State::Assigned { .. } => ("等待部门接收办理", "the department will take it up"),
            State::Accepted { .. } => (
                "部门正在审核，审核后由专窗统一反馈",
                "the department reviews it; the counter will reply",
            ),
            State::SentBack { correction, .. } => {
                let until = correction.until;
                return Text::new(
                    format!(
                        "请于{}前（含当日）补正材料，补正期间不计入承诺时限",
                        until.words()
                    ),
                    format!("correct the materials by {until}; the clock rests meanwhile"),
                );
            }
            State::Decided { .. } => ("等待专窗统一反馈", "the counter will release the reply"),
            State::InPublicity { publicity, .. } => {
                let last = publicity.last_day;
                return Text::new(
                    format!("公示至{}，期满无异议的进入下一步", last.words()),
                    format!("public for objection until {last}; then it goes on"),
                );
            }
            State::Payable { .. } => ("等待财政拨付", "the finance office will pay"),
            State::Paid { .. } => ("资金已拨付，办件办结", "paid; nothing is left to do"),
            State::Granted { .. } => ("已予支持，办件办结", "granted; nothing is left to do"),
            State::Refused { .. } => (
                "如有异议或条件变化，请按救济途径办理",
                "see the remedy if you disagree or conditions change",
            ),
            State::Withdrawn { .. } => (
                "已撤回；申报期内可重新申请",
                "withdrawn; you may apply again while the opening lasts",
            ),
            State::Lapsed { .. } => (
                "逾期未补正，办件终止；申报期内可重新申请",
                "not corrected in time; you may apply again while the opening lasts",
            ),
        };
        Text::new(zh, en)
    }

    /// What comes next where something is to be paid back, or an instalment is left.
    fn next_of_money(&self, state: &State) -> Option<Text> {
        if !matches!(state, State::Paid { .. } | State::Payable { .. }) {
            return None;
        }
        self.owed_in_words().or_else(|| {
            let (award, _) = self.later_instalment()?;
            Some(award.next_in_words(self.condition_due()))
        })
    }

    /// The name of a material of the item; its id if the item does not ask for it.
    #[must_use]
    pub fn material_name(&self, material: &facts::MaterialId) -> Text {
        let asked = self
            .subject
            .materials
            .iter()
            .find(|asked| asked.material == *material);
        asked.map_or_else(
            || Text::new(material.to_string(), material.to_string()),
            |asked| asked.name.clone(),
        )
    }
}

/// What comes next for what is no application, where it differs.
fn next_of_other(state: &State) -> Option<Text> {
    let (zh, en) = match state {
        State::WithCounter {
            why: Fallback::Coordinator,
        } => (
            "统筹单位正在核实，被投诉方不参与办理",
            "the coordinator looks into it; who is complained of has no part in that",
        ),
        State::WithCounter { .. } => ("专窗正在办理并答复", "the counter will answer"),
        State::Accepted { .. } => (
            "部门正在办理，办理后统一反馈",
            "the department works on it; the reply follows",
        ),
        State::Decided { .. } => ("等待统一反馈", "the reply is to be released"),
        State::Replied { .. } => (
            "如问题未解决，可在 10 个工作日内要求重新办理一次",
            "if it is not settled, have it taken up again within 10 working days, once",
        ),
        State::Withdrawn { .. } => ("已撤回", "withdrawn"),
        State::Submitted
        | State::Assigned { .. }
        | State::SentBack { .. }
        | State::InPublicity { .. }
        | State::Payable { .. }
        | State::Paid { .. }
        | State::Granted { .. }
        | State::Refused { .. }
        | State::Lapsed { .. } => return None,
    };
    Some(Text::new(zh, en))
}
