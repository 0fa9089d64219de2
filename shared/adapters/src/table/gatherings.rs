//! Gatherings: who holds them, who comes, what was passed, and what a certificate opens.

use casework::gathering::{Certificate, Gate, Gathering, Paper, SignUp};
use facts::GatheringId;
use jiff::Timestamp;

use super::item::gathering;
use super::key::{self, Index};
use super::read::List;
use super::row::VERSION;
use super::write::{Condition, Loss};
use super::{Commit, Page, Table};
use crate::fault::Fault;

/// Seats of a gathering as they stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seats {
    /// How often one was taken or given up.
    pub version: u64,
    /// How many are taken.
    pub taken: u32,
}

impl Table {
    /// A gathering.
    ///
    /// # Errors
    /// A fault if the table does not answer or the gathering cannot be read.
    pub async fn read_gathering(&self, id: &GatheringId) -> Result<Option<Gathering>, Fault> {
        let found = self.get(&key::gathering(id)).await?;
        found.as_ref().map(gathering::read).transpose()
    }

    /// Gatherings, the latest first; `start` is where the page begins.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn gatherings(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<Gathering>, Fault> {
        let list = List {
            index: Index::First,
            pk: key::GATHERINGS,
            starts_with: None,
            newest_first: true,
        };
        self.page(list, start, limit, gathering::read).await
    }

    /// The seats of a gathering.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn read_seats(&self, id: &GatheringId) -> Result<Seats, Fault> {
        let Some(found) = self.get(&key::seats(id)).await? else {
            return Ok(Seats::default());
        };
        let (version, taken) = gathering::read_seats(&found)?;
        Ok(Seats { version, taken })
    }

    /// The seat somebody took.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn read_sign_up(&self, id: &GatheringId, who: &str) -> Result<Option<SignUp>, Fault> {
        let found = self.get(&key::seat(id, who)).await?;
        found.as_ref().map(gathering::read_sign_up).transpose()
    }

    /// Everybody who took a seat.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn sign_ups(&self, id: &GatheringId) -> Result<Vec<SignUp>, Fault> {
        let found = self.partition(&key::gathering_partition(id), None).await?;
        let seats = found.iter().filter(|one| one.sk().starts_with(key::SEAT));
        seats.map(gathering::read_sign_up).collect()
    }

    /// The paper somebody was given last.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn read_paper(&self, id: &GatheringId, who: &str) -> Result<Option<Paper>, Fault> {
        let found = self.get(&key::paper(id, who)).await?;
        found.as_ref().map(gathering::read_paper).transpose()
    }

    /// Somebody's certificates, valid or not.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn certificates(&self, who: &str) -> Result<Vec<Certificate>, Fault> {
        let found = self.partition(&key::certificates(who), None).await?;
        found.iter().map(gathering::read_certificate).collect()
    }

    /// Everything that needs a certificate.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn gates(&self) -> Result<Vec<Gate>, Fault> {
        let found = self.partition(key::GATES, None).await?;
        let gates = found.iter().map(gathering::read_gates);
        let gates: Vec<Vec<Gate>> = gates.collect::<Result<_, _>>()?;
        Ok(gates.into_iter().flatten().collect())
    }

    /// Gives somebody a paper; the one before is void.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn give_paper(
        &self,
        (id, who): (&GatheringId, &str),
        paper: &Paper,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let row = gathering::write_paper(id, who, paper);
        let commit = self.commit(now).put(row, Condition::Always, Loss::Exists);
        commit.run().await?.settled()
    }
}

impl Commit<'_> {
    /// Writes the next version of a gathering, and what it gates.
    pub fn gathering(self, after: &Gathering) -> Self {
        let gates = gathering::write_gates(after);
        self.put_version(gathering::write(after), after.version.saturating_sub(1))
            .put(gates, Condition::Always, Loss::VersionLost)
    }

    /// Takes a seat for somebody who has none, if nobody else took or gave up one meanwhile.
    pub fn take_seat(self, id: &GatheringId, one: &SignUp, before: Seats, taken: u32) -> Self {
        self.seats(id, before, taken)
            .put_new(gathering::write_sign_up(id, one), Loss::Exists)
    }

    /// Notes whether somebody came.
    pub fn attendance(self, id: &GatheringId, one: &SignUp) -> Self {
        let row = gathering::write_sign_up(id, one);
        self.put(row, Condition::Always, Loss::VersionLost)
    }

    /// Says that somebody's paper was answered; twice at once, only one of them counts.
    pub fn used_paper(self, id: &GatheringId, who: &str) -> Self {
        let row = gathering::write_used_paper(id, who);
        let fresh = Condition::Number(VERSION, gathering::FRESH);
        self.put(row, fresh, Loss::VersionLost)
    }

    /// Keeps a certificate; passing again renews it.
    pub fn certificate(self, one: &Certificate) -> Self {
        let row = gathering::write_certificate(one);
        self.put(row, Condition::Always, Loss::Exists)
    }

    fn seats(self, id: &GatheringId, before: Seats, taken: u32) -> Self {
        let row = gathering::write_seats(id, (before.version.saturating_add(1), taken));
        self.put_version(Ok(row), before.version)
    }
}
