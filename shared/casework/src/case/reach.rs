//! Who reaches a case: the table of [`crate::access`], and that nobody handles what is said of them (M84).

use super::{Against, Case, Kind};
use crate::access::{Operation, Role};
use crate::actor::Actor;
use crate::refusal::Refusal;

impl Case {
    /// Whether `actor` may do `operation` to this case.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] if the role may not, [`Refusal::NotYours`] if it may, but not with this one.
    pub fn reached_by(&self, actor: &Actor, operation: Operation) -> Result<(), Refusal> {
        let department = self.department().map(|desk| &desk.department);
        actor.reaches(operation, self.applicant.enterprise.as_ref(), department)?;
        if self.kind == Kind::Complaint {
            return self.complaint_reached_by(actor);
        }
        let releases = operation == Operation::ReleaseCase;
        if releases && actor.role == Role::Coordinator {
            return Err(Refusal::NotAllowed);
        }
        Ok(())
    }

    /// A complaint is the coordinator's: neither the window nor the department it is about learns that it exists.
    fn complaint_reached_by(&self, actor: &Actor) -> Result<(), Refusal> {
        let own = match self.against() {
            Some(Against::Department(accused)) => actor.department.as_ref() == Some(accused),
            Some(Against::Counter) | None => false,
        };
        if own || matches!(actor.role, Role::Clerk | Role::Lead | Role::Finance) {
            Err(Refusal::NotYours)
        } else {
            Ok(())
        }
    }

    /// Whom it is about, if it is a complaint about somebody.
    #[must_use]
    pub fn against(&self) -> Option<&Against> {
        self.ask.as_ref()?.against.as_ref()
    }
}
