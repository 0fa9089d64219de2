//! The gate a certificate opens (M71): what a training gates, a clerk may do with a valid certificate of it only.

use casework::access::{Operation, Role};
use casework::gathering::{GATEABLE, must_be_certified};

use super::{Door, Problem};

impl Door {
    /// Refuses a clerk who lacks the certificate `operation` needs. It costs a read where the caller is a clerk, another where something
    /// is gated at all, and nothing to everybody else.
    ///
    /// # Errors
    /// [`Problem`] 403 `not_certified`, or that the table does not answer.
    pub async fn certified(&self, operation: Operation) -> Result<(), Problem> {
        let actor = self.actor(operation)?;
        if actor.role != Role::Clerk || !GATEABLE.contains(&operation) {
            return Ok(());
        }
        let table = self.outside.table();
        let gates = table.gates().await?;
        if gates.is_empty() {
            return Ok(());
        }
        let certificates = table.certificates(&actor.principal).await?;
        let today = facts::Instant::from(self.now).day();
        must_be_certified((actor.role, operation), &gates, &certificates, today)?;
        Ok(())
    }
}
