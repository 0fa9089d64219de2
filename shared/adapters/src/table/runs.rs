//! Runs without application, their invitations, and who has cases for an item.

use casework::run::{Invitation, Run};
use facts::{CreditCode, DepartmentId, ItemId};

use super::idempotency::{Earlier, Home, Repeat};
use super::item::head::{self, CaseHead};
use super::item::run;
use super::key::{self, Index};
use super::read::List;
use super::write::Loss;
use super::{Commit, Page, Table};
use crate::fault::Fault;

/// A run with one of its invitations, and what the command answered before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvitationRead {
    /// The run, if there is one.
    pub run: Option<Run>,
    /// The invitation, if the enterprise is on the list.
    pub invitation: Option<Invitation>,
    /// What the command answered before, if it was sent before.
    pub earlier: Option<Earlier>,
}

impl Table {
    /// A run.
    ///
    /// # Errors
    /// A fault if the table does not answer or the run cannot be read.
    pub async fn read_run(&self, id: &str) -> Result<Option<Run>, Fault> {
        let found = self.get(&key::run(id)).await?;
        found.as_ref().map(run::read).transpose()
    }

    /// The invitation of an enterprise with its run and, if asked, what `repeat` answered before.
    ///
    /// # Errors
    /// A fault if the table does not answer or a part cannot be read.
    pub async fn read_invitation(
        &self,
        id: &str,
        enterprise: &CreditCode,
        repeat: Option<Repeat<'_>>,
    ) -> Result<InvitationRead, Fault> {
        let key = key::invitation(id, enterprise);
        let earlier = match repeat {
            Some(repeat) => {
                let home = Home::Enterprise(enterprise.to_string());
                self.read_earlier_of(repeat, &home).await?
            }
            None => None,
        };
        let found = self.get(&key).await?;
        Ok(InvitationRead {
            run: self.read_run(id).await?,
            invitation: found.as_ref().map(run::read_invitation).transpose()?,
            earlier,
        })
    }

    /// Runs of a department, or all of them where `department` is none, the latest first.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn runs(
        &self,
        department: Option<&DepartmentId>,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Run>, Fault> {
        let own = department.map(key::runs_partition);
        let list = List {
            index: if own.is_some() {
                Index::First
            } else {
                Index::Second
            },
            pk: own.as_deref().unwrap_or(key::RUNS),
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, run::read).await
    }

    /// Invitations of a run, by credit code.
    ///
    /// # Errors
    /// As [`Table::runs`].
    pub async fn invitations_of_run(
        &self,
        id: &str,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Invitation>, Fault> {
        let pk = key::run_partition(id);
        let list = List {
            index: Index::Second,
            pk: &pk,
            starts_with: None,
            newest_first: false,
        };
        self.page(list, start, limit, run::read_invitation).await
    }

    /// Invitations of an enterprise, the latest first.
    ///
    /// # Errors
    /// As [`Table::runs`].
    pub async fn invitations_of_enterprise(
        &self,
        enterprise: &CreditCode,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Invitation>, Fault> {
        let list = List {
            index: Index::First,
            pk: &key::enterprise_partition(enterprise),
            starts_with: Some(key::INVITATION_PLACE),
            newest_first: true,
        };
        self.page(list, start, limit, run::read_invitation).await
    }

    /// Cases for an item, the latest first.
    ///
    /// # Errors
    /// As [`Table::runs`].
    pub async fn cases_of_item(
        &self,
        item: &ItemId,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        let pk = key::item_partition(item);
        let list = List {
            index: Index::First,
            pk: &pk,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, head::read).await
    }
}

impl Commit<'_> {
    /// Writes the next version of a run; the first must be new.
    pub fn run_of(self, after: &Run) -> Self {
        self.put_version(run::write(after), after.version.saturating_sub(1))
    }

    /// Puts a new invitation unless it is there.
    pub fn invite(self, invitation: &Invitation) -> Self {
        self.put_new(run::write_invitation(invitation), Loss::Exists)
    }

    /// Writes the next version of an invitation.
    pub fn invitation(self, after: &Invitation) -> Self {
        let row = run::write_invitation(after);
        self.put_version(row, after.version.saturating_sub(1))
    }
}
