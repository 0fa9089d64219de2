//! Punctuality of co-handling departments (协办按时率, M11, M93): what each was asked, and whether it answered in its time.
//!
//! A part counts in the period its own day lies in, whenever its case is due. Saying in time that it is not theirs is no answer and no delay;
//! whatever else is settled after its day, or is still open after it, is late: nothing can be improved by leaving a part open, or by
//! declining it late. What was late before its clock began to rest stays late while it rests.

use std::collections::BTreeMap;

use facts::{Calendar, Day, DepartmentId};

use super::{Period, Share};
use crate::case::Case;
use crate::case::co_handling::{Part, Standing};

/// What a part adds to the figures of its department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartMeasure {
    /// Who was asked.
    pub department: DepartmentId,
    /// The day it was promised by; while its clock rests the earliest this can be.
    pub due: Day,
    /// Since when its clock rests; none while it runs.
    pub rests_since: Option<Day>,
    /// How it was settled and when; none while it is open.
    pub settled: Option<(Settled, Day)>,
}

/// How a part was settled.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Settled {
    /// 已答复
    Answered,
    /// 已退回: it is not theirs.
    Declined,
    /// 不再等待: the lead went on without it.
    Closed,
}

impl Settled {
    /// Every way.
    pub const ALL: &'static [Self] = &[Self::Answered, Self::Declined, Self::Closed];

    /// The word in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }
}

/// What is told of a co-handling department.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PartFigures {
    /// Parts it was asked.
    pub asked: u32,
    /// Of those that were answered or are past their day: answered in time.
    pub in_time: Share,
    /// Of the rest of these: answered, or declined, after their day.
    pub late: u32,
    /// The lead went on without it after its day.
    pub closed_overdue: u32,
    /// Still open after its day.
    pub open_overdue: u32,
}

impl PartMeasure {
    /// What is measured of the parts of a case that were asked, by their numbers; nothing of one that fell with its case before its day.
    #[must_use]
    pub fn of_case(case: &Case, calendar: &Calendar) -> BTreeMap<u32, Option<Self>> {
        let asked = case.parts.iter().filter(|part| part.clock.is_some());
        asked
            .map(|part| (part.number, Self::of(part, case, calendar)))
            .collect()
    }

    fn of(part: &Part, case: &Case, calendar: &Calendar) -> Option<Self> {
        let clock = part.clock.as_ref()?;
        let settled = match &part.standing {
            Standing::Waiting => return None,
            Standing::Asked => None,
            Standing::Answered { .. } => Some(Settled::Answered),
            Standing::Declined { .. } => Some(Settled::Declined),
            Standing::Closed { .. } => Some(Settled::Closed),
        };
        let rest = clock.pauses.last().filter(|pause| pause.until.is_none());
        let measure = Self {
            department: part.asked.department.clone(),
            due: part.due(calendar)?,
            rests_since: rest.map(|pause| pause.from),
            settled: settled.zip(clock.stopped),
        };
        let ended = case.clock.stopped.filter(|_| part.is_asked());
        let fell = ended.is_some_and(|ended| !measure.overdue(ended));
        (!fell).then_some(measure)
    }

    /// The period it counts in: where its own day lies.
    #[must_use]
    pub fn period(&self) -> Period {
        Period::of(self.due)
    }

    /// Whether its day has passed by `today`; a rest that began in time keeps it from passing.
    fn overdue(&self, today: Day) -> bool {
        let rests = self.rests_since.is_some_and(|since| since <= self.due);
        self.due < today && !rests
    }

    /// Whether it was answered in time, seen on `today`; nothing while that is open, and for what was not theirs.
    #[must_use]
    pub fn in_time(&self, today: Day) -> Option<bool> {
        match self.settled {
            Some((Settled::Answered, on)) => Some(on <= self.due),
            Some((Settled::Declined | Settled::Closed, on)) => (on > self.due).then_some(false),
            None => self.overdue(today).then_some(false),
        }
    }
}

impl PartFigures {
    fn count(&mut self, part: &PartMeasure, today: Day) {
        self.asked = self.asked.saturating_add(1);
        let Some(in_time) = part.in_time(today) else {
            return;
        };
        self.in_time.note(in_time);
        let late = match part.settled {
            Some((Settled::Answered | Settled::Declined, _)) => &mut self.late,
            Some((Settled::Closed, _)) => &mut self.closed_overdue,
            None => &mut self.open_overdue,
        };
        *late = late.saturating_add(u32::from(!in_time));
    }
}

/// The figures of every department that was asked, by its id.
#[must_use]
pub fn co_handlers<'a>(
    parts: impl IntoIterator<Item = &'a PartMeasure>,
    today: Day,
) -> BTreeMap<DepartmentId, PartFigures> {
    let mut figures: BTreeMap<DepartmentId, PartFigures> = BTreeMap::new();
    for part in parts {
        let department = figures.entry(part.department.clone()).or_default();
        department.count(part, today);
    }
    figures
}
