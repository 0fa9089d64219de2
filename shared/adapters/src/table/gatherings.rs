//! Gatherings: who holds them, who comes, what was passed, and what a certificate opens.

use casework::gathering::{Certificate, Gate, Gathering, Kind, Notice, Paper, SeatMove, SignUp};
use facts::{GatheringId, Instant};
use jiff::Timestamp;

use super::item::gathering;
use super::key::{self, Index};
use super::read::List;
use super::row::VERSION;
use super::write::{Condition, Loss};
use super::{Commit, Job, Page, Table, Told};
use crate::fault::Fault;

/// Most gatherings that are announced at once.
const AHEAD_MAX: usize = 5_000;
/// Gatherings read at once.
const PAGE: usize = 100;

/// What places a gathering among what falls due.
const NO_LONGER_DUE: &[&str] = &[Index::Due.pk(), Index::Due.sk()];

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

    /// The seat somebody took.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn read_sign_up(&self, id: &GatheringId, who: &str) -> Result<Option<SignUp>, Fault> {
        let found = self.get(&key::seat(id, who)).await?;
        found.as_ref().map(gathering::read_sign_up).transpose()
    }

    /// Everybody who signed up, whatever became of it.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn sign_ups(&self, id: &GatheringId) -> Result<Vec<SignUp>, Fault> {
        let partition = key::gathering_partition(id);
        let found = self.partition(&partition, Some(key::SEAT_RANGE)).await?;
        found.iter().map(gathering::read_sign_up).collect()
    }

    /// Gatherings that began after `since` or are ahead, the latest first; of more than `most` the latest.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn gatherings_since(
        &self,
        since: Instant,
        most: usize,
    ) -> Result<Vec<Gathering>, Fault> {
        let (mut all, mut start) = (Vec::new(), None::<String>);
        loop {
            let page = self.gatherings(start.as_deref(), PAGE).await?;
            let older = page.entries.iter().any(|one| one.begins < since);
            all.extend(page.entries.into_iter().filter(|one| one.begins >= since));
            start = page.next;
            if older || start.is_none() || all.len() >= most {
                all.truncate(most);
                return Ok(all);
            }
        }
    }

    /// Gatherings ahead of `now`, those that begin first at the front; of more than `most` those.
    ///
    /// # Errors
    /// As [`Table::read_gathering`].
    pub async fn gatherings_ahead(
        &self,
        now: Instant,
        most: usize,
    ) -> Result<Vec<Gathering>, Fault> {
        let mut ahead = self.gatherings_since(now, AHEAD_MAX).await?;
        ahead.reverse();
        ahead.truncate(most);
        Ok(ahead)
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

/// What it is and who has its seats stand as they were read: how many seats there are decides who gets one, and the reverse.
fn as_read(one: &Gathering, version: u64) -> Condition {
    let seats = (gathering::SEATS_VERSION, one.roll.version);
    Condition::Numbers([(VERSION, version), seats])
}

impl Commit<'_> {
    /// Writes the next version of a gathering and what it gates, to be looked at from `look` on; the first must be new. Its seats stay.
    pub fn gathering(self, after: &Gathering, look: Option<Instant>) -> Self {
        let commit = if after.version <= 1 {
            self.put_new(gathering::write(after, look), Loss::VersionLost)
        } else {
            self.gathering_looked_at(after, look)
        };
        // most gate nothing, and everybody who acts at the window reads what does
        let gates =
            after.kind == Kind::Training && (after.version > 1 || !after.gates().is_empty());
        if !gates {
            return commit;
        }
        let gates = gathering::write_gates(after);
        commit.put(gates, Condition::Always, Loss::VersionLost)
    }

    /// Writes the next version of a gathering that was only looked at: what it gates stays.
    pub fn gathering_looked_at(self, after: &Gathering, look: Option<Instant>) -> Self {
        self.set_gathering(after, look, after.version.saturating_sub(1))
    }

    /// Has a gathering looked at from `look` on, or not any more; nothing else of it changes.
    pub fn reschedule_gathering(self, one: &Gathering, look: Option<Instant>) -> Self {
        self.set_gathering(one, look, one.version)
    }

    fn set_gathering(self, one: &Gathering, look: Option<Instant>, expected: u64) -> Self {
        let removed: &[&str] = if look.is_some() { &[] } else { NO_LONGER_DUE };
        let at = as_read(one, expected);
        let key = key::gathering(&one.id);
        self.change(key, gathering::set(one, look), removed, at)
    }

    /// Moves seats, if nobody else moved one or wrote the gathering meanwhile.
    pub fn seats(self, before: &Gathering, moved: &SeatMove) -> Self {
        let at = as_read(before, before.version);
        let key = key::gathering(&before.id);
        let commit = self.change(key, Ok(gathering::set_roll(moved.roll)), &[], at);
        moved.changed.iter().fold(commit, |commit, one| {
            let row = gathering::write_sign_up(&before.id, one);
            commit.put(row, Condition::Always, Loss::VersionLost)
        })
    }

    /// Has somebody told of a gathering, or everybody where nobody is named; once for each version of what is told.
    pub fn tell_of_gathering(
        self,
        (id, version): (&GatheringId, u64),
        notice: Notice,
        who: Option<&str>,
    ) -> Self {
        let whom = who.unwrap_or("*");
        let cause = format!("gathering|{id}|{}|{version}|{whom}", notice.word());
        let job = Job::Told(Told::Gathering {
            gathering: id.clone(),
            version,
            notice,
            who: who.map(str::to_owned),
        });
        self.then(&cause, &job)
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
}
