//! The day a promise falls due, and the sheet (期限明细) that explains it day by day.

use facts::{Calendar, Day, DayKind};

use super::{Cause, Clock, DayOff};
use crate::Text;

/// Longest sheet: ten years. A promise that is not due by then is a mistake in data, and the sheet shows it.
pub const SHEET_DAYS_MAX: usize = 3_660;

/// When a promise falls due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Due {
    /// The last day it is kept. While the clock rests: the earliest this can be.
    pub day: Day,
    /// True when a year without an official calendar was touched, so the day may still move.
    pub provisional: bool,
    /// Why the clock rests, if it does.
    pub paused: Option<Cause>,
    /// Day by day, from the day it counts from to the day it falls due.
    pub sheet: Vec<SheetDay>,
}

/// One day of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetDay {
    /// The day.
    pub day: Day,
    /// How many working days have been counted by its end.
    pub counted: u32,
    /// Why it counts, or does not.
    pub why: Why,
}

/// Why a day counts, or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The day it begins; never counted.
    Beginning,
    /// Still before the day it is taken as received.
    NotReceived,
    /// A working day.
    Working,
    /// A weekend day made up for (调休), which counts.
    MakeUp,
    /// A weekend.
    Weekend,
    /// A holiday, by its name in the notice.
    Holiday(String),
    /// The clock rests.
    Resting(Cause),
}

impl Why {
    /// Whether such a day counts.
    #[must_use]
    pub const fn counts(&self) -> bool {
        matches!(self, Self::Working | Self::MakeUp)
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Beginning => ("起算当日，不计入", "the day it begins; not counted"),
            Self::NotReceived => (
                "非工作日提交，视为下一工作日收到",
                "sent on a day off; taken as received on the next working day",
            ),
            Self::Working => ("工作日", "working day"),
            Self::MakeUp => ("调休上班，计入", "make-up working day; counted"),
            Self::Weekend => ("周末，不计入", "weekend; not counted"),
            Self::Holiday(name) => {
                return Text::new(
                    format!("{name}放假，不计入"),
                    format!("holiday ({name}); not counted"),
                );
            }
            Self::Resting(Cause::Correction) => {
                ("补正期间，不计入", "being corrected; not counted")
            }
            Self::Resting(Cause::Publicity) => ("公示期间，不计入", "publicity; not counted"),
            Self::Resting(Cause::Allocation) => (
                "待统一分配期间，不计入",
                "waiting for the opening to be allocated; not counted",
            ),
        };
        Text::new(zh, en)
    }
}

/// When the promise of `clock` falls due by `calendar`.
#[must_use]
pub fn due(clock: &Clock, calendar: &Calendar) -> Due {
    let promised = clock.promised();
    let mut sheet = vec![SheetDay {
        day: clock.counts_from,
        counted: 0,
        why: Why::Beginning,
    }];
    let mut day = clock.counts_from;
    let mut counted = 0;
    let mut received = clock.day_off == DayOff::NextCounts || calendar.is_working(day);
    while counted < promised && sheet.len() < SHEET_DAYS_MAX {
        day = day.next();
        let mut why = why(clock, calendar, day);
        if why.counts() && !received {
            received = true;
            why = Why::NotReceived;
        }
        counted += u32::from(why.counts());
        sheet.push(SheetDay { day, counted, why });
    }
    Due {
        day,
        provisional: sheet.iter().any(|entry| calendar.is_provisional(entry.day)),
        paused: clock.paused(),
        sheet,
    }
}

fn why(clock: &Clock, calendar: &Calendar, day: Day) -> Why {
    let resting =
        |pause: &&super::Pause| pause.from < day && pause.until.is_some_and(|until| day <= until);
    if let Some(pause) = clock.pauses.iter().find(resting) {
        return Why::Resting(pause.cause);
    }
    match calendar.kind(day) {
        DayKind::Working => Why::Working,
        DayKind::MakeUp => Why::MakeUp,
        DayKind::Weekend => Why::Weekend,
        DayKind::Holiday(name) => Why::Holiday(name),
    }
}
