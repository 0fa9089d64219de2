//! Who does something, as far as the rules and the record need to know.

use facts::{AuthorityId, CreditCode, DepartmentId};

use crate::access::{Operation, Reach, Role, may};
use crate::refusal::Refusal;

/// Who acts. The principal is for the audit only and is never shown in public: people read roles and posts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Actor {
    /// A stable name, such as `person:…`, `machine:…`, `link:…` or `platform:routing`.
    pub principal: String,
    /// The role acted in.
    pub role: Role,
    /// The department acted for, if any.
    pub department: Option<DepartmentId>,
    /// The enterprise acted for: one's own, or the one an assistant or clerk helps (M49).
    pub on_behalf_of: Option<CreditCode>,
    /// The authority an assistant acts under (M49); nobody else has one.
    pub under: Option<Under>,
}

/// The authority an assistant acts under, with both names as the record shows them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Under {
    /// Which.
    pub authority: AuthorityId,
    /// The assistant.
    pub agent: String,
    /// The enterprise.
    pub enterprise: String,
}

impl Actor {
    /// One of our own functions, such as `routing`.
    #[must_use]
    pub fn platform(function: &str) -> Self {
        Self {
            principal: format!("platform:{function}"),
            role: Role::Platform,
            department: None,
            on_behalf_of: None,
            under: None,
        }
    }

    /// The post of a department that acts by the link of its mail.
    #[must_use]
    pub fn by_link(department: DepartmentId, post: &str) -> Self {
        Self {
            principal: format!("link:{department}:{post}"),
            role: Role::Officer,
            department: Some(department),
            on_behalf_of: None,
            under: None,
        }
    }

    /// Whether `operation` may be done to something that belongs to `enterprise` and lies with `department`.
    ///
    /// # Errors
    /// [`Refusal::NotAllowed`] if the role has no row, [`Refusal::NotYours`] if it has one that does not reach this far.
    pub fn reaches(
        &self,
        operation: Operation,
        enterprise: Option<&CreditCode>,
        department: Option<&DepartmentId>,
    ) -> Result<(), Refusal> {
        let reach = may(self.role, operation).ok_or(Refusal::NotAllowed)?;
        let within = match reach {
            Reach::Any => true,
            Reach::Own => self.on_behalf_of.is_some() && self.on_behalf_of.as_ref() == enterprise,
            Reach::Department | Reach::Part | Reach::Concerned => {
                self.department.is_some() && self.department.as_ref() == department
            }
        };
        if within {
            Ok(())
        } else {
            Err(Refusal::NotYours)
        }
    }
}
