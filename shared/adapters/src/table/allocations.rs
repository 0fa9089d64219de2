//! Openings that are given out in one go (M94): one record makes an allocation final, and every case is moved from it.

use casework::Actor;
use casework::allocation::{Allocation, REMEDY};
use casework::case::{Allocated, Case, Command, Context, Event, decide};
use casework::effect::Audience;
use casework::ledger::{Limits, Line};
use casework::register::Register;
use facts::{Calendar, CaseNumber, Day, Instant, ItemId};
use jiff::Timestamp;

use super::item::allocation;
use super::item::outbox;
use super::key;
use super::write::Loss;
use super::{CaseHead, Commit, Job, Outcome, Table, after, recorded};
use crate::fault::Fault;

/// Cases a page of the list of an item holds.
const PAGE_CASES: usize = 100;
/// Most pages that are read: what came in since the opening began, whatever it is about.
const PAGES_MAX: usize = 200;
/// How often the line is freed anew because others took from it meanwhile.
const TRIES: u8 = 8;

impl Table {
    /// What an opening was allocated as, if it was.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn read_allocation(
        &self,
        item: &ItemId,
        opening: &str,
    ) -> Result<Option<Allocation>, Fault> {
        let found = self.get(&key::allocation(item, opening)).await?;
        found.as_ref().map(allocation::read).transpose()
    }

    /// Every case that takes part in an opening which began on `from`, the latest first.
    ///
    /// # Errors
    /// A fault if the table does not answer, or there are more than are read.
    pub async fn contestants(
        &self,
        item: &ItemId,
        opening: &str,
        from: Day,
    ) -> Result<Vec<CaseHead>, Fault> {
        let (mut found, mut start) = (Vec::new(), None::<String>);
        for _ in 0..PAGES_MAX {
            let page = self
                .cases_of_item(item, start.as_deref(), PAGE_CASES)
                .await?;
            let before = page.entries.last();
            let before = before.is_some_and(|head| head.submitted_at.day() < from);
            found.extend(page.entries.into_iter().filter(|head| {
                let contestant = head.contestant.as_ref();
                contestant.is_some_and(|one| one.opening == opening)
            }));
            start = page.next;
            if before || start.is_none() {
                return Ok(found);
            }
        }
        Err(Fault::plain("more cases of an item than are read"))
    }

    /// Whether somebody was told before that an opening is not allocated.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn reminded_of_opening(
        &self,
        (item, opening): (&ItemId, &str),
        to: &Audience,
    ) -> Result<bool, Fault> {
        let cause = unallocated(item, opening, to);
        Ok(self.read_outbox(&outbox::id(&cause)).await?.is_some())
    }

    /// Gives every case of an allocation its share, as far as that is not done; when all are done, so is its row of the outbox. May be
    /// cut short anywhere and called again, by two at once as well: a case takes its share once.
    ///
    /// # Errors
    /// A fault if the table does not answer, or a case cannot be moved.
    pub async fn give_shares(
        &self,
        given: &Allocation,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let mut failed = None;
        let all = given.claimed();
        for share in &given.shares {
            let allocated = Allocated {
                claimed: share.claimed,
                gets: share.gets,
                reached: share.reached,
                late: false,
                why: share.why(given.rule, all),
            };
            // one case that cannot be moved does not keep the others from it
            let done = self.give_share(&share.number, allocated, (calendar, now));
            if let Err(fault) = done.await {
                let number = share.number.as_str();
                tracing::warn!(fault = fault.chain(), number, "a share cannot be given");
                // what does not mend itself says how the whole is taken
                failed = failed
                    .filter(|before: &Fault| !before.retryable())
                    .or(Some(fault));
            }
        }
        if let Some(fault) = failed {
            return Err(fault);
        }
        self.free(given, now).await?;
        self.finish(&outbox::id(&cause(given)), now).await
    }

    /// [`Table::give_shares`] within a request: what cannot be given now is noted, and given by the sweep.
    pub async fn give_shares_now(&self, given: &Allocation, calendar: &Calendar, now: Timestamp) {
        if let Err(fault) = self.give_shares(given, calendar, now).await {
            tracing::warn!(fault = fault.chain(), "shares are left to the sweep");
        }
    }

    /// Lets go of what the ledger still holds: shares of cases that were withdrawn before they got them.
    async fn free(&self, given: &Allocation, now: Timestamp) -> Result<(), Fault> {
        for _ in 0..TRIES {
            let line = self.read_line(&given.item, &given.opening).await?;
            let Some(line) = line.freed() else {
                return Ok(());
            };
            let outcome = self.commit(now).ledger(&line).run().await?;
            if outcome != Outcome::LedgerMoved {
                return outcome.settled();
            }
        }
        Err(Fault::Busy)
    }

    /// `events` of a case, with what follows where they approve it after its opening was allocated.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn come_late(&self, case: &Case, events: Vec<Event>) -> Result<Vec<Event>, Fault> {
        let listing = case.subject.listing.as_ref();
        let Some(listing) = listing.filter(|_| case.would_contest(&events)) else {
            return Ok(events);
        };
        let allocated = self
            .read_allocation(&listing.item, &listing.opening)
            .await?;
        Ok(match allocated {
            Some(_) => case.come_late(events),
            None => events,
        })
    }

    async fn give_share(
        &self,
        number: &CaseNumber,
        allocated: Allocated,
        (calendar, now): (&Calendar, Timestamp),
    ) -> Result<(), Fault> {
        let Some(case) = self.read_case(number, None).await?.case else {
            return Ok(());
        };
        // done before, or withdrawn meanwhile
        if !case.provisional() {
            return Ok(());
        }
        let platform = Actor::platform("allocation");
        let context = Context {
            now: Instant::from(now),
            actor: &platform,
            calendar,
            register: &Register::default(),
        };
        let command = Command::Allocate {
            allocated,
            remedy: REMEDY.to_owned(),
        };
        let events = decide(&case, command, &context);
        let events = events.map_err(|refusal| Fault::plain(refusal.sentence().en))?;
        let new = recorded(case.version, now, &platform, events);
        let before = case.clone();
        let case = after(case, &new)?;
        let written =
            self.commit_with_ledger(now, (&before, &case), Some(Limits::default()), |commit| {
                commit.case(&case, &new, calendar)
            });
        let written = written.await?;
        let written = written.map_err(|refusal| Fault::plain(refusal.sentence().en))?;
        // if somebody moved the case meanwhile, the next call looks at it anew
        written.settled()
    }
}

fn cause(allocation: &Allocation) -> String {
    format!("allocation|{}|{}", allocation.item, allocation.opening)
}

fn unallocated(item: &ItemId, opening: &str, to: &Audience) -> String {
    format!("unallocated|{item}|{opening}|{}", to.word())
}

impl Commit<'_> {
    /// Has somebody told that an opening has closed and is not allocated; once for each of them.
    pub fn unallocated(self, (item, opening): (&ItemId, &str), to: Audience) -> Self {
        let cause = unallocated(item, opening, &to);
        let job = Job::Unallocated {
            item: item.clone(),
            opening: opening.to_owned(),
            to,
        };
        self.then(&cause, &job)
    }

    /// Asks that an opening is not allocated.
    pub(crate) fn still_open(self, item: &ItemId, opening: &str) -> Self {
        self.check_absent(key::allocation(item, opening), Loss::VersionLost)
    }

    /// Makes an allocation final, unless another was, and has the ledger, as it was read, hold all it gives; from then on its shares
    /// are given, now or by a sweep.
    pub fn allocation(self, given: &Allocation, line: Line) -> Self {
        let job = Job::Allocated {
            item: given.item.clone(),
            opening: given.opening.clone(),
        };
        self.put_new(allocation::write(given), Loss::Exists)
            .ledger(&line.holding(given.reached(), given.given()))
            .then(&cause(given), &job)
    }
}
