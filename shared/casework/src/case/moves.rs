//! What may be done to a case now, and by whom: offered to people as buttons, held to [`super::decide`] by a test.

use facts::Money;

use super::{Award, Case, Kind, State};
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
        let with_window = matches!(self.state, State::WithCounter { .. });
        let known = [
            (O::SendBackCase, application),
            (O::DecideCase, application),
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
            (O::ClawBack, self.can_be_asked_back() > Money::ZERO),
            (O::RecordRepayment, self.owed().is_some()),
        ];
        let found = known.iter().find(|(asked, _)| *asked == operation);
        found.is_none_or(|(_, knows)| *knows)
    }
}

impl Case {
    fn next_is_conditional(&self) -> bool {
        let next = self.award().and_then(Award::next);
        next.is_some_and(|(_, next)| next.conditional)
    }
}

impl State {
    /// The operations of the API this state starts.
    fn moves(&self) -> Vec<Operation> {
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
                O::ClawBack,
                O::RecordRepayment,
            ],
            Self::Replied { .. } => vec![O::RateCase, O::ReopenCase, O::VisitCase],
            Self::Paid { .. } => vec![O::RateCase, O::VisitCase, O::ClawBack, O::RecordRepayment],
            Self::Granted { .. } | Self::Refused { .. } => {
                vec![O::RateCase, O::VisitCase]
            }
            Self::InPublicity { .. } | Self::Withdrawn { .. } | Self::Lapsed { .. } => Vec::new(),
        }
    }
}
