//! The legal clock: what the city promised, when it rests, and the day it falls due with the sheet that explains it.
//!
//! [`due()`] is a pure function of a clock and a calendar. The clock keeps only what the events of a case said; the calendar is data,
//! so a new notice of the State Council moves the day without touching the case, and the promise itself never changes (M89).

use facts::Day;

mod due;
mod step;

pub use due::{Due, SHEET_DAYS_MAX, SheetDay, Why, due};
pub use step::{Passed, Step, StepDue, StepPromise};

/// What the city promised, fixed at submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Promise {
    /// Working days.
    pub working_days: u32,
    /// What the promise rests on, as printed.
    pub basis: String,
    /// What was promised for each step of the item; together the working days of the promise (M18, M83).
    pub steps: Vec<StepPromise>,
    /// From when it counts.
    pub starts: Starts,
    /// What holds for a start on a day off.
    pub day_off: DayOff,
}

/// From when a promise counts; the day itself is never counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Starts {
    /// From submission, which is when the window accepts.
    Submission,
    /// From the department's acceptance if that comes in time, else from submission: waiting must not gain time.
    Acceptance {
        /// In how many working days it must come.
        within_working_days: u32,
    },
}

/// What holds for a start on a day off.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum DayOff {
    /// The next working day is the first that counts.
    NextCounts,
    /// It is taken as received on the next working day, and the one after is the first that counts.
    ReceivedNext,
}

/// Why a clock rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Cause {
    /// 补正: the enterprise mends its materials.
    Correction,
    /// 公示: the public may object.
    Publicity,
    /// 待统一分配: the opening is not allocated yet.
    Allocation,
}

/// A rest: the day it begins still counts, the day it ends does not.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pause {
    /// Why.
    pub cause: Cause,
    /// The day it began.
    pub from: Day,
    /// The day it ended, if it has.
    pub until: Option<Day>,
}

/// A promised day that moved because a working calendar changed. The promise itself did not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redated {
    /// The calendar that moved it: year and version, such as `2027@2`.
    pub calendar: String,
    /// The day before.
    pub from: Day,
    /// The day since.
    pub to: Day,
}

/// The clock of a case, as its events set it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clock {
    /// The day it counts from; not counted itself.
    pub counts_from: Day,
    /// What holds if that is a day off.
    pub day_off: DayOff,
    /// Working days promised.
    pub working_days: u32,
    /// Working days promised by the green channel, if it went there; fewer than before.
    pub expedited_to: Option<u32>,
    /// Working days added with approval.
    pub extended_by: u32,
    /// Rests, in order; only the last may be open.
    pub pauses: Vec<Pause>,
    /// The day the case ended.
    pub stopped: Option<Day>,
}

impl Clock {
    /// A clock for this promise, counting from `day`.
    #[must_use]
    pub const fn started(day: Day, promise: &Promise) -> Self {
        Self {
            counts_from: day,
            day_off: promise.day_off,
            working_days: promise.working_days,
            expedited_to: None,
            extended_by: 0,
            pauses: Vec::new(),
            stopped: None,
        }
    }

    /// A clock for so many working days, counting from `day`: for what is promised inside a promise.
    #[must_use]
    pub const fn of_days(day: Day, working_days: u32) -> Self {
        Self {
            counts_from: day,
            day_off: DayOff::NextCounts,
            working_days,
            expedited_to: None,
            extended_by: 0,
            pauses: Vec::new(),
            stopped: None,
        }
    }

    /// Why it rests now, if it does.
    #[must_use]
    pub fn paused(&self) -> Option<Cause> {
        let open = self.pauses.last().filter(|pause| pause.until.is_none());
        open.map(|pause| pause.cause)
    }

    /// Whether it runs: neither at rest nor at its end.
    #[must_use]
    pub fn runs(&self) -> bool {
        self.stopped.is_none() && self.paused().is_none()
    }

    pub(crate) const fn count_from(&mut self, day: Day) {
        self.counts_from = day;
    }

    pub(crate) fn pause(&mut self, cause: Cause, from: Day) {
        self.resume(from);
        self.pauses.push(Pause {
            cause,
            from,
            until: None,
        });
    }

    pub(crate) fn resume(&mut self, until: Day) {
        if let Some(pause) = self.pauses.last_mut()
            && pause.until.is_none()
        {
            pause.until = Some(until.max(pause.from));
        }
    }

    /// Working days promised now, with what was taken off and added since.
    #[must_use]
    pub fn promised(&self) -> u32 {
        let shorter = self.expedited_to.unwrap_or(self.working_days);
        shorter
            .min(self.working_days)
            .saturating_add(self.extended_by)
    }

    pub(crate) const fn expedite(&mut self, working_days: u32) {
        self.expedited_to = Some(working_days);
    }

    pub(crate) const fn extend(&mut self, working_days: u32) {
        self.extended_by = self.extended_by.saturating_add(working_days);
    }

    pub(crate) fn stop(&mut self, day: Day) {
        self.resume(day);
        self.stopped = self.stopped.or(Some(day));
    }
}
