//! Who reaches a case: the table of [`crate::access`], and that nobody handles what is said of them (M84).

use super::{Against, Case, Kind};
use facts::DepartmentId;

use crate::access::{Operation, Reach, Role, may};
use crate::actor::Actor;
use crate::refusal::Refusal;

impl Case {
    /// Whether `actor` may do `operation` to this case.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] if the role may not, [`Refusal::NotYours`] if it may, but not with this one.
    pub fn reached_by(&self, actor: &Actor, operation: Operation) -> Result<(), Refusal> {
        let department = self.concerned(actor, operation);
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

    /// The department the operation is reached by: who leads, who has a part now, or, for reading, who was ever asked about it (M11).
    fn concerned<'a>(&'a self, actor: &'a Actor, operation: Operation) -> Option<&'a DepartmentId> {
        let lead = self.department().map(|desk| &desk.department);
        let own = actor.department.as_ref();
        match may(actor.role, operation)? {
            Reach::Part => own.filter(|own| self.part_of(own).is_some()),
            Reach::Concerned => own.filter(|own| self.was_asked(own)).or(lead),
            Reach::Own | Reach::Department | Reach::Any => lead,
        }
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
