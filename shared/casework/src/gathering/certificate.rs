//! Certificates (培训合格证) and what they open (M71, M73).

use facts::{Day, GatheringId};

use super::Gathering;
use crate::Text;
use crate::access::{Operation, Role};
use crate::refusal::Refusal;

impl Gathering {
    /// What a passed quiz is worth.
    #[must_use]
    pub fn certificate(&self, who: &str, passed_on: Day) -> Option<Certificate> {
        let leads_to = self.certification.as_ref()?;
        let months = i32::try_from(leads_to.months).unwrap_or(i32::MAX);
        Some(Certificate {
            gathering: self.id.clone(),
            title: self.title.clone(),
            who: who.to_owned(),
            passed_on,
            valid_until: passed_on.plus_months(months),
        })
    }

    /// What it gates.
    #[must_use]
    pub fn gates(&self) -> Vec<Gate> {
        let leads_to = self.certification.as_ref();
        let leads_to = leads_to.filter(|_| self.cancelled.is_none());
        let gates = leads_to.map(|leads_to| {
            leads_to.gates.iter().map(|operation| Gate {
                operation: *operation,
                gathering: self.id.clone(),
                title: self.title.clone(),
                from: leads_to.gates_from,
            })
        });
        gates.into_iter().flatten().collect()
    }
}

/// A certificate (培训合格证).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Certificate {
    /// The training.
    pub gathering: GatheringId,
    /// Its title.
    pub title: Text,
    /// Whose it is.
    pub who: String,
    /// When the quiz was passed.
    pub passed_on: Day,
    /// The last day it is valid.
    pub valid_until: Day,
}

impl Certificate {
    /// Whether it holds on `today`.
    #[must_use]
    pub fn holds_on(&self, today: Day) -> bool {
        self.passed_on <= today && today <= self.valid_until
    }
}

/// An operation that needs a certificate.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gate {
    /// Which.
    pub operation: Operation,
    /// The training whose certificate is needed.
    pub gathering: GatheringId,
    /// Its title.
    pub title: Text,
    /// From when.
    pub from: Day,
}

/// Refuses an operation to a clerk who has no valid certificate for it. One training is as good as another that gates the same, so that
/// a newer one can take the place of an older one.
///
/// # Errors
/// [`Refusal::NotCertified`] names the training that is missing.
pub fn must_be_certified(
    (role, operation): (Role, Operation),
    gates: &[Gate],
    certificates: &[Certificate],
    today: Day,
) -> Result<(), Refusal> {
    let holds = |gate: &Gate| gate.operation == operation && gate.from <= today;
    let mut needed = gates.iter().filter(|gate| holds(gate)).peekable();
    let valid = |gate: &Gate| {
        let mut of_it = certificates
            .iter()
            .filter(|one| one.gathering == gate.gathering);
        of_it.any(|one| one.holds_on(today))
    };
    match needed.peek() {
        Some(first) if role == Role::Clerk => {
            let training = first.title.clone();
            if needed.any(valid) {
                Ok(())
            } else {
                Err(Refusal::NotCertified { training })
            }
        }
        Some(_) | None => Ok(()),
    }
}
