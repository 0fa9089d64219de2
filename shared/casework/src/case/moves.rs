//! What may be done to a case now, and by whom: offered to people as buttons, held to [`super::decide`] by a test.

use super::{Case, State};
use crate::access::Operation;
use crate::actor::Actor;

impl Case {
    /// The operations `actor` may do now.
    #[must_use]
    pub fn moves(&self, actor: &Actor) -> Vec<Operation> {
        let department = self.department().map(|desk| &desk.department);
        let mut moves = self.state.moves();
        // a promise is extended once
        moves
            .retain(|operation| *operation != Operation::ExtendCase || self.clock.extended_by == 0);
        moves.retain(|operation| {
            let enterprise = Some(&self.applicant.enterprise);
            actor.reaches(*operation, enterprise, department).is_ok()
        });
        moves
    }
}

impl State {
    /// The operations of the API this state starts.
    fn moves(&self) -> Vec<Operation> {
        use Operation as O;
        match self {
            Self::Submitted => vec![O::AssignCase, O::WithdrawCase],
            Self::WithCounter { .. } => vec![O::AssignCase, O::ExtendCase, O::WithdrawCase],
            Self::Assigned { .. } => vec![
                O::AssignCase,
                O::AcceptCase,
                O::DeclineCase,
                O::SendBackCase,
                O::DecideCase,
                O::ExtendCase,
                O::WithdrawCase,
            ],
            Self::Accepted { .. } => vec![
                O::SendBackCase,
                O::DecideCase,
                O::ExtendCase,
                O::WithdrawCase,
            ],
            Self::SentBack { .. } => vec![O::CorrectCase, O::ExtendCase, O::WithdrawCase],
            Self::Decided { .. } => vec![O::ReleaseCase, O::WithdrawCase],
            Self::Payable { .. } => vec![O::PayCase, O::FailPayment],
            Self::InPublicity { .. }
            | Self::Paid { .. }
            | Self::Granted { .. }
            | Self::Refused { .. }
            | Self::Withdrawn { .. }
            | Self::Lapsed { .. } => Vec::new(),
        }
    }
}
