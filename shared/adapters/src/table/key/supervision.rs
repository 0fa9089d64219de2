//! Keys of what supervision reads and keeps.

use std::fmt;

use super::{CASE_PLACE, Key, Place, case_partition};

/// What statistics read of a case.
pub(crate) fn measure(number: impl fmt::Display) -> Key {
    Key::new(case_partition(number), "MEASURE")
}

/// What statistics read of a part of a case: it lies in the period of its own day, which may be another than that of its case.
pub(crate) fn part_measure(number: impl fmt::Display, part: u32) -> Key {
    Key::new(case_partition(number), format!("MEASURE#{part:02}"))
}

/// Start of the places of parts in a period.
pub(crate) const PART_PLACE: &str = "PART#";

/// The measure of a part in the period its own day lies in.
pub(crate) fn part_in_period(
    period: impl fmt::Display,
    number: impl fmt::Display,
    part: u32,
) -> Place {
    Place {
        pk: period_partition(period),
        sk: format!("{PART_PLACE}{number}#{part:02}"),
    }
}

/// A period: measures and ratings, in the first index.
pub(crate) fn period_partition(period: impl fmt::Display) -> String {
    format!("PERIOD#{period}")
}

/// A measure in the period its promised day lies in.
pub(crate) fn in_period(period: impl fmt::Display, number: impl fmt::Display) -> Place {
    Place {
        pk: period_partition(period),
        sk: format!("{CASE_PLACE}{number}"),
    }
}

/// Start of the places of ratings in a period, and of their partitions.
pub(crate) const RATING: &str = "RATING#";

/// The one rating of a step of a case.
pub(crate) fn rating(number: impl fmt::Display, step: &str) -> Key {
    Key::new(format!("{RATING}{number}"), step)
}

/// A rating in the period it counts in.
pub(crate) fn rating_in_period(
    period: impl fmt::Display,
    number: impl fmt::Display,
    step: &str,
) -> Place {
    Place {
        pk: period_partition(period),
        sk: format!("{RATING}{number}#{step}"),
    }
}

/// What parties say of each other about a period.
pub(crate) fn mutual_partition(period: impl fmt::Display) -> String {
    format!("MUTUAL#{period}")
}

/// What one party says of another about a period.
pub(crate) fn mutual(period: impl fmt::Display, by: &str, rated: &str) -> Key {
    Key::new(mutual_partition(period), format!("{by}#{rated}"))
}

/// The frozen bulletin of a period.
pub(crate) fn bulletin(period: impl fmt::Display) -> Key {
    Key::new(format!("BULLETIN#{period}"), "BULLETIN")
}

/// All bulletins, in the first index.
pub(crate) const BULLETINS: &str = "BULLETINS";

/// A bulletin among all, by its period.
pub(crate) fn among_bulletins(period: impl fmt::Display) -> Place {
    Place {
        pk: BULLETINS.to_owned(),
        sk: period.to_string(),
    }
}
