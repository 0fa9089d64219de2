//! What may be done to a case now, and by whom: offered to people as buttons, held to [`super::decide`] by a test.

use facts::Money;

use super::co_handling::{PARTS_MAX, Part};
use super::{Case, Kind, State};
use crate::access::Operation;
use crate::access::Role;
use crate::actor::Actor;

impl Case {
    /// The operations `actor` may do now.
    #[must_use]
    pub fn moves(&self, actor: &Actor) -> Vec<Operation> {
        let mut moves = self.state.moves();
        moves.retain(|operation| {
            self.knows(*operation, actor.role) && self.reached_by(actor, *operation).is_ok()
        });
        moves
    }

    /// Whether a case of this kind, and with this past, knows the operation.
    fn knows(&self, operation: Operation, role: Role) -> bool {
        use Operation as O;
        let application = self.kind == Kind::Application;
        let late = |part: &Part| part.is_asked() && part.overdue_since.is_some();
        let with_window = matches!(self.state, State::WithCounter { .. });
        let known = [
            (O::SendBackCase, application),
            (
                O::DecideCase,
                application && self.open_parts().next().is_none(),
            ),
            (O::AskPart, application && self.parts.len() < PARTS_MAX),
            (O::ClosePart, self.open_parts().any(late)),
            // the window answers what it holds, a department what it holds
            (
                O::AnswerCase,
                !application && with_window != (role == Role::Officer),
            ),
            // a promise is extended once
            (O::ExtendCase, self.clock.extended_by == 0),
            (O::ExpediteCase, self.can_expedite()),
            (O::ReleaseCase, !self.provisional()),
            (O::RateCase, self.rating.is_none()),
            (O::ReopenCase, self.may_reopen()),
            (O::CancelInstalment, self.next_is_conditional()),
            (O::CheckCondition, self.next_is_conditional()),
            (O::ClawBack, self.can_be_asked_back() > Money::ZERO),
            (O::WithdrawClawBack, self.withdraws(None).is_some()),
            (O::RecordRepayment, self.owed().is_some()),
            (O::RecordRefund, self.refunds(None).is_some()),
        ];
        let found = known.iter().find(|(asked, _)| *asked == operation);
        found.is_none_or(|(_, knows)| *knows)
    }
}

impl State {
    /// The operations of the API this state starts.
    fn moves(&self) -> Vec<Operation> {
        let mut moves = self.of_case();
        moves.extend(self.of_parts());
        moves
    }

    /// Those on the parts of co-handling departments: the lead asks and goes on without, they answer until it is decided.
    const fn of_parts(&self) -> &'static [Operation] {
        use Operation as O;
        match self {
            Self::Assigned { .. } | Self::Accepted { .. } => {
                &[O::AskPart, O::AnswerPart, O::DeclinePart, O::ClosePart]
            }
            Self::Submitted | Self::WithCounter { .. } | Self::SentBack { .. } => {
                &[O::AnswerPart, O::DeclinePart]
            }
            Self::Decided { .. }
            | Self::InPublicity { .. }
            | Self::Payable { .. }
            | Self::Paid { .. }
            | Self::Granted { .. }
            | Self::Refused { .. }
            | Self::Replied { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => &[],
        }
    }

    /// The operations of the API this state starts on the case itself.
    fn of_case(&self) -> Vec<Operation> {
        use Operation as O;
        match self {
            Self::Submitted => vec![O::AssignCase, O::ExpediteCase, O::WithdrawCase],
            Self::WithCounter { .. } => {
                vec![
                    O::AssignCase,
                    O::AnswerCase,
                    O::ExtendCase,
                    O::ExpediteCase,
                    O::WithdrawCase,
                ]
            }
            Self::Assigned { .. } => vec![
                O::AssignCase,
                O::AcceptCase,
                O::DeclineCase,
                O::SendBackCase,
                O::DecideCase,
                O::AnswerCase,
                O::ExtendCase,
                O::ExpediteCase,
                O::WithdrawCase,
            ],
            Self::Accepted { .. } => vec![
                O::SendBackCase,
                O::DecideCase,
                O::AnswerCase,
                O::ExtendCase,
                O::ExpediteCase,
                O::WithdrawCase,
            ],
            Self::SentBack { .. } => vec![O::CorrectCase, O::ExtendCase, O::WithdrawCase],
            Self::Decided { .. } => vec![O::ReleaseCase, O::WithdrawCase],
            Self::Payable { .. } => vec![
                O::PayCase,
                O::FailPayment,
                O::CancelInstalment,
                O::CheckCondition,
                O::ClawBack,
                O::WithdrawClawBack,
                O::RecordRepayment,
                O::RecordRefund,
            ],
            Self::Replied { .. } => vec![O::RateCase, O::ReopenCase, O::VisitCase],
            Self::Paid { .. } => vec![
                O::RateCase,
                O::VisitCase,
                O::ClawBack,
                O::WithdrawClawBack,
                O::RecordRepayment,
                O::RecordRefund,
            ],
            Self::Granted { .. } | Self::Refused { .. } => {
                vec![O::RateCase, O::VisitCase]
            }
            Self::InPublicity { .. } | Self::Withdrawn { .. } | Self::Lapsed { .. } => Vec::new(),
        }
    }
}
