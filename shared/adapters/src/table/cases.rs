//! Cases: one read finds history and an earlier answer, one transaction writes everything a command made.

use std::collections::BTreeSet;

use casework::Actor;
use casework::case::{Case, Event, Kind, Recorded};
use casework::draft::Status;
use casework::effect;
use facts::{Calendar, CaseNumber, CreditCode, DepartmentId, Instant, ItemId};
use jiff::Timestamp;

use super::idempotency::{Earlier, Home, Repeat};
use super::item::event;
use super::item::head::{self, CaseHead, Heads};
use super::item::outbox::{self, Job};
use super::key::{self, Index};
use super::read::List;
use super::row::Row;
use super::write::{Condition, Loss};
use super::{Commit, Page, Table};
use crate::fault::Fault;

/// How many drafts and cases of one enterprise are looked at.
const UNDER_WAY_MAX: usize = 100;
/// States in which nothing more is to come of an application.
const ENDED: [&str; 5] = ["paid", "granted", "refused", "withdrawn", "lapsed"];

/// On a guard: the case that holds the place.
const NUMBER: &str = "number";
/// On a guard: whether the place is held.
const HELD: &str = "held";

/// A case with everything that happened to it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseRead {
    /// The case, if there is one.
    pub case: Option<Case>,
    /// Its events, oldest first.
    pub recorded: Vec<Recorded>,
    /// What the command answered before, if it was sent before.
    pub earlier: Option<Earlier>,
}

/// New events of a case with their versions: `version` is the case's before them, 0 for a submission.
#[must_use]
pub fn recorded(version: u64, at: Timestamp, by: &Actor, events: Vec<Event>) -> Vec<Recorded> {
    // what is stored has milliseconds, so what is replayed equals what was decided
    let at = Instant::from_milliseconds(at.as_millisecond());
    let numbered = (version.saturating_add(1)..).zip(events);
    numbered
        .map(|(version, event)| Recorded {
            version,
            at,
            by: by.clone(),
            event,
        })
        .collect()
}

/// The case after these events.
///
/// # Errors
/// [`Fault::Permanent`] if they cannot follow: what decided and what applies disagree.
pub fn after(case: Case, new: &[Recorded]) -> Result<Case, Fault> {
    new.iter()
        .try_fold(case, |case, recorded| case.apply(recorded))
        .map_err(unreplayable)
}

fn unreplayable(error: casework::case::Unreplayable) -> Fault {
    Fault::permanent("the history of a case cannot be replayed", error)
}

impl Table {
    /// A case with its history and, if asked, what `repeat` answered before: one call.
    ///
    /// # Errors
    /// A fault if the table does not answer or the history cannot be read.
    pub async fn read_case(
        &self,
        number: &CaseNumber,
        repeat: Option<Repeat<'_>>,
    ) -> Result<CaseRead, Fault> {
        // a record of a repeat carries a whole answer, so they are read only where one is looked for
        let range = repeat.is_none().then_some(key::CASE_RANGE);
        let found = self.partition(&key::case_partition(number), range).await?;
        let home = Home::Case(number.to_string());
        let earlier = match repeat {
            Some(repeat) => repeat.among(&found, &home)?,
            None => None,
        };
        let recorded = found
            .iter()
            .filter(|found| found.sk().starts_with(key::EVENT))
            .map(event::read)
            .collect::<Result<Vec<_>, _>>()?;
        let case = if recorded.is_empty() {
            None
        } else {
            Some(Case::replay(&recorded).map_err(unreplayable)?)
        };
        Ok(CaseRead {
            case,
            recorded,
            earlier,
        })
    }

    /// Items for which an enterprise has an application that is not handed in, and those for which it has a case that is not over; of its
    /// newest hundred each.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn items_under_way(
        &self,
        enterprise: &CreditCode,
    ) -> Result<(BTreeSet<ItemId>, BTreeSet<ItemId>), Fault> {
        let drafts = self
            .drafts_of_enterprise(enterprise, None, UNDER_WAY_MAX)
            .await?;
        let cases = self
            .cases_of_enterprise(enterprise, None, UNDER_WAY_MAX)
            .await?;
        let drafts = drafts.entries.into_iter();
        let drafts = drafts.filter(|draft| draft.status == Status::Open);
        let cases = cases.entries.into_iter();
        let cases = cases
            .filter(|case| case.kind == Kind::Application)
            .filter(|case| !ENDED.contains(&case.staff.state.as_str()));
        Ok((
            drafts.map(|draft| draft.item).collect(),
            cases.filter_map(|case| case.item).collect(),
        ))
    }

    /// Cases of an enterprise, newest first.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn cases_of_enterprise(
        &self,
        enterprise: &CreditCode,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        let list = List {
            index: Index::First,
            pk: &key::enterprise_partition(enterprise),
            starts_with: Some(key::CASE_PLACE),
            newest_first: true,
        };
        self.page(list, start, limit, head::read).await
    }

    /// All open cases, what falls due first at the front.
    ///
    /// # Errors
    /// As [`Table::cases_of_enterprise`].
    pub async fn open_cases(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        self.tasks(key::DESK, start, limit).await
    }

    /// Open complaints, what falls due first at the front (M84).
    ///
    /// # Errors
    /// As [`Table::cases_of_enterprise`].
    pub async fn open_complaints(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        self.tasks(key::COMPLAINTS, start, limit).await
    }

    /// Cases a department holds, what falls due first at the front.
    ///
    /// # Errors
    /// As [`Table::cases_of_enterprise`].
    pub async fn tasks_of_department(
        &self,
        department: &DepartmentId,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        self.tasks(&key::tasks_partition(department), start, limit)
            .await
    }

    /// Cases the counter has to act on, what falls due first at the front.
    ///
    /// # Errors
    /// As [`Table::cases_of_enterprise`].
    pub async fn tasks_of_counter(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        self.tasks(key::COUNTER, start, limit).await
    }

    /// Cases to be paid, what falls due first at the front.
    ///
    /// # Errors
    /// As [`Table::cases_of_enterprise`].
    pub async fn tasks_of_finance(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        self.tasks(key::FINANCE, start, limit).await
    }

    /// Whether an enterprise has a case that keeps it from applying for this item again in this opening.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn holds_place(
        &self,
        (item, opening): (&ItemId, &str),
        enterprise: &CreditCode,
    ) -> Result<bool, Fault> {
        let found = self.get(&key::guard(item, enterprise, opening)).await?;
        found.map_or(Ok(false), |found| found.flag(HELD))
    }

    async fn tasks(
        &self,
        pk: &str,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<CaseHead>, Fault> {
        let list = List {
            index: Index::Second,
            pk,
            starts_with: Some(key::CASE_PLACE),
            newest_first: false,
        };
        self.page(list, start, limit, head::read).await
    }
}

/// What it means that a case was not at `version`: at none its number, drawn by chance, is another's.
const fn lost(version: u64) -> Loss {
    match version {
        0 => Loss::Exists,
        _ => Loss::VersionLost,
    }
}

impl Commit<'_> {
    /// Writes what `new`, the events that made `after`, changed: head, events, lists, the moment of the next look, the
    /// outbox rows of every effect, and the place of its enterprise: taken by a submission, given back by an end without a grant.
    pub fn case(self, after: &Case, new: &[Recorded], calendar: &Calendar) -> Self {
        let number = &after.number;
        let grown = u64::try_from(new.len()).unwrap_or(u64::MAX);
        let before = after.version.saturating_sub(grown);
        let loss = lost(before);
        let mut commit = self.heads(after, calendar, before);
        for recorded in new {
            commit = commit.put_new(event::write(number, recorded), loss);
        }
        for effect in effect::effects(after, new) {
            let cause = effect.identity();
            let row = outbox::write(&cause, &Job::Case(effect), commit.now());
            commit = commit.put_new(row, loss);
        }
        commit.place(after, new)
    }

    /// Writes when to look at `case` next by this calendar, without anything having happened to it.
    pub fn reschedule_case(self, case: &Case, calendar: &Calendar) -> Self {
        self.heads(case, calendar, case.version)
    }

    fn heads(self, case: &Case, calendar: &Calendar, expected: u64) -> Self {
        let Heads {
            head,
            task,
            measure,
            parts,
        } = head::write(case, calendar);
        let condition = Condition::at_version(expected);
        let commit = self.put(head, condition, lost(expected));
        let beside = [task, measure].into_iter().chain(parts);
        beside.fold(commit, |commit, row| {
            commit.put(row, Condition::Always, Loss::VersionLost)
        })
    }

    fn place(self, after: &Case, new: &[Recorded]) -> Self {
        let (Kind::Application, Some(listing), Some(enterprise)) = (
            after.kind,
            &after.subject.listing,
            &after.applicant.enterprise,
        ) else {
            return self;
        };
        let key = key::guard(&listing.item, enterprise, &listing.opening);
        let row = |held| {
            Ok(Row::new(key.clone())
                .text(NUMBER, after.number.as_str())
                .flag(HELD, held))
        };
        let submitted = new
            .iter()
            .any(|recorded| matches!(recorded.event, Event::Submitted(_)));
        if submitted {
            self.put(row(true), Condition::NewOrFalse(HELD), Loss::GuardTaken)
        } else if !after.holds_place() && !new.is_empty() {
            self.put(row(false), Condition::Always, Loss::VersionLost)
        } else {
            self
        }
    }
}
