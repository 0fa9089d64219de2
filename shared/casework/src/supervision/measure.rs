//! One case as statistics read it: no name, no contact, no text.

use facts::{Calendar, CaseNumber, Day, DepartmentId, ItemId, JurisdictionId, Money, SizeClass};

use crate::case::{Against, Award, Case, Channel, Decision, Kind};
use crate::clock::{Cause, Clock, Pause, Step};
use crate::supervision::{Compared, Party, Period};

/// What a case adds to the figures of its period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// The case.
    pub number: CaseNumber,
    /// What it is.
    pub kind: Kind,
    /// The item, if it is about one.
    pub item: Option<ItemId>,
    /// Departments that held it, each once, first to last.
    pub departments: Vec<DepartmentId>,
    /// Where the applicant operates.
    pub district: Option<JurisdictionId>,
    /// How large the applicant is, where that is known.
    pub size: Option<SizeClass>,
    /// Whom a complaint is about.
    pub against: Option<Party>,
    /// The case it is about.
    pub about: Option<CaseNumber>,
    /// How often it was taken up again after its end.
    pub reopened: u32,
    /// How it came in.
    pub channel: Channel,
    /// When it was submitted.
    pub submitted_on: Day,
    /// Working days promised, extensions included.
    pub promised: u32,
    /// The promised day.
    pub due: Day,
    /// The day it ended, if it has.
    pub ended_on: Option<Day>,
    /// Whether its clock rests now, since before its day had passed.
    pub resting: bool,
    /// Working days its clock has rested while somebody else had to act.
    pub paused: u32,
    /// Working days the clock ran, until it ended.
    pub taken: Option<u32>,
    /// Steps it passed, and how long each took.
    pub spans: Vec<Span>,
    /// How often it was sent back.
    pub corrections: u32,
    /// How often a decision was followed by another.
    pub overturned: bool,
    /// How often somebody had to come to the counter (M54).
    pub visits: u32,
    /// What was approved, where it is money; none while the approval waits for its opening to be allocated (M94).
    pub approved: Option<Money>,
    /// Whether any of that was paid.
    pub paid: bool,
    /// How much of it; none where it was noted before there were instalments, and all of it was paid at once.
    pub paid_in_all: Option<Money>,
    /// How much of that was asked back.
    pub asked_back: Money,
    /// How much of that came back.
    pub repaid: Money,
    /// What was predicted and what was decided, once it is (M19).
    pub compared: Option<Compared>,
}

/// How long a step took, without the time the clock rested.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which step.
    pub step: Step,
    /// Working days, from the day after it began.
    pub working_days: u32,
}

impl Measure {
    /// The measure of a case by this calendar.
    #[must_use]
    pub fn of(case: &Case, calendar: &Calendar) -> Self {
        let mut departments: Vec<DepartmentId> = Vec::new();
        for desk in &case.assignments {
            if !departments.contains(&desk.department) {
                departments.push(desk.department.clone());
            }
        }
        let decided = case.passed.iter().filter(|one| one.step == Step::Review);
        let approved = match case.decision() {
            Some(Decision::Approved { .. }) if case.provisional() => None,
            Some(Decision::Approved { amount, .. }) => amount,
            Some(Decision::Refused { .. } | Decision::Replied(_)) | None => None,
        };
        let ended = case.clock.stopped;
        let due = case.due(calendar).day;
        let from = case.clock.counts_from;
        Self {
            number: case.number.clone(),
            kind: case.kind,
            item: case.subject.item().cloned(),
            departments,
            district: case.applicant.jurisdiction.clone(),
            size: case.applicant.size,
            against: case.ask.as_ref().and_then(|ask| {
                ask.against.as_ref().map(|against| match against {
                    Against::Department(department) => Party::Department(department.clone()),
                    Against::Counter => Party::Window,
                })
            }),
            about: case.ask.as_ref().and_then(|ask| ask.about.clone()),
            reopened: case.reopened,
            channel: case.channel,
            submitted_on: case.submitted_at.day(),
            promised: case.clock.promised(),
            due,
            ended_on: ended,
            resting: rests(&case.clock, due),
            paused: rested(&case.clock, calendar, (from, Day::MAX)),
            taken: ended.map(|until| ran(&case.clock, calendar, (from, until))),
            spans: spans(case, calendar),
            corrections: u32::try_from(case.corrections.len()).unwrap_or(u32::MAX),
            overturned: decided.count() > 1,
            visits: u32::from(case.channel == Channel::Counter),
            approved,
            paid: case.payment().is_some(),
            paid_in_all: case.award().map(Award::paid),
            asked_back: case.asked_back(),
            repaid: case.repaid(),
            compared: Compared::of(case),
        }
    }

    /// The period it belongs to: where its promised day lies.
    #[must_use]
    pub fn period(&self) -> Period {
        Period::of(self.due)
    }

    /// Whether the promise was kept, seen on `today`; nothing while that is open: it has not ended, and its day has not passed or its
    /// clock rests.
    #[must_use]
    pub fn kept(&self, today: Day) -> Option<bool> {
        match self.ended_on {
            Some(ended) => Some(ended <= self.due),
            None if self.due < today && !self.resting => Some(false),
            None => None,
        }
    }
}

/// Whether a clock rests, since before its day had passed: a rest that began later forgives nothing.
fn rests(clock: &Clock, due: Day) -> bool {
    let rest = clock.pauses.last().filter(|pause| pause.until.is_none());
    rest.is_some_and(|pause| pause.from <= due)
}

/// Steps in the order they were passed; each begins where the one before ended.
fn spans(case: &Case, calendar: &Calendar) -> Vec<Span> {
    let mut from = case.submitted_at.day();
    let passed = case.passed.iter().map(|passed| {
        let until = passed.at.day();
        // while it was closed before it was taken up again, nobody worked on it
        if case.reopened > 0 && until >= case.clock.counts_from {
            from = from.max(case.clock.counts_from);
        }
        let working_days = match passed.step {
            // resting is what this step is
            Step::Publicity => calendar.working_days_between(from, until),
            // what waits for a day or a condition is paid later than the promise is about
            Step::Payment => {
                let kept = case.clock.stopped.map_or(until, |day| day.min(until));
                ran(&case.clock, calendar, (from, kept))
            }
            Step::HandOver | Step::Review | Step::Release => {
                ran(&case.clock, calendar, (from, until))
            }
        };
        from = until;
        Span {
            step: passed.step,
            working_days,
        }
    });
    passed.collect()
}

/// Working days after `from` until `until` in which the clock ran.
fn ran(clock: &Clock, calendar: &Calendar, (from, until): (Day, Day)) -> u32 {
    let all = calendar.working_days_between(from, until);
    all.saturating_sub(rested(clock, calendar, (from, until)))
}

/// Working days after `from` until `until` in which the clock rested; a rest that is still open counts from its end.
fn rested(clock: &Clock, calendar: &Calendar, (from, until): (Day, Day)) -> u32 {
    let within = |pause: &Pause| {
        let ended = pause.until?;
        let (first, last) = (pause.from.max(from), ended.min(until));
        (first < last).then(|| calendar.working_days_between(first, last))
    };
    let counted = |pause: &&Pause| match pause.cause {
        Cause::Correction | Cause::Publicity | Cause::Allocation => true,
    };
    let pauses = clock.pauses.iter().filter(counted);
    pauses.filter_map(within).fold(0, u32::saturating_add)
}
