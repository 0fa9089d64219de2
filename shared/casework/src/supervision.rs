//! Supervision (监督): what statistics may say about cases, and what they must keep to themselves.
//!
//! Pure functions of measures and ratings, with their laws in `tests/supervision.rs`. A figure is a share of a number of cases, never a
//! bare percentage; below [`SAMPLE_MIN`] it is not told at all. One cohort serves every figure of a period: the cases whose promised day
//! lies in it. So open overdue work counts in the period it was due in, and nothing can be improved by leaving it open (M93, M98).

use facts::Day;

mod bulletin;
mod drift;
mod figures;
mod follow_up;
mod measure;
mod parts;
mod period;
mod rating;

pub use bulletin::{Bulletin, Kept, Rated, draw_up};
pub use drift::{Compared, Drift, Drifts, drifts};
pub use figures::{Figures, Group, Share, StepFigures, figures, grouped};
pub use follow_up::{FollowUp, Reason};
pub use measure::{Measure, Span};
pub use parts::{PartFigures, PartMeasure, Settled, co_handlers};
pub use period::{NotAPeriod, Period};
pub use rating::{
    Mutual, Party, RATE_DAYS_MAX, Rating, STARS_MAX, Score, mutual_score, rate, score,
};

/// Fewest cases, or enterprises that rate, of which a figure is told (M98).
pub const SAMPLE_MIN: u32 = 5;

/// Working days after a period until its bulletin is frozen, so that late events of it are in.
pub const FREEZE_WORKING_DAYS: u32 = 5;

/// The day from which the bulletin of `period` is frozen.
#[must_use]
pub fn freezes_on(period: Period, calendar: &facts::Calendar) -> Day {
    calendar.working_days_after(period.last_day(), FREEZE_WORKING_DAYS)
}
