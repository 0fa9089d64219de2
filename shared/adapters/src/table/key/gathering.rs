//! Keys of gatherings, seats, quizzes and certificates.

use std::fmt;

use super::{Key, Place};

/// Start of the partition of every gathering.
pub(crate) const GATHERING: &str = "GATHERING#";

/// A partition that holds a gathering, its seats and its papers.
pub(crate) fn gathering_partition(gathering: impl fmt::Display) -> String {
    format!("{GATHERING}{gathering}")
}

/// A gathering.
pub(crate) fn gathering(gathering: impl fmt::Display) -> Key {
    Key::new(gathering_partition(gathering), "GATHERING")
}

/// A seat somebody took or waits for.
pub(crate) fn seat(gathering: impl fmt::Display, who: &str) -> Key {
    Key::new(gathering_partition(gathering), format!("SEAT#{who}"))
}

/// Sort keys of every seat, first and last.
pub(crate) const SEAT_RANGE: (&str, &str) = ("SEAT#", "SEAT#~");

/// The paper somebody was given last.
pub(crate) fn paper(gathering: impl fmt::Display, who: &str) -> Key {
    Key::new(gathering_partition(gathering), format!("PAPER#{who}"))
}

/// All gatherings, in the first index.
pub(crate) const GATHERINGS: &str = "GATHERINGS";

/// A gathering among all, by when it begins.
pub(crate) fn among_gatherings(begins: impl fmt::Display, id: impl fmt::Display) -> Place {
    Place {
        pk: GATHERINGS.to_owned(),
        sk: format!("{begins}#{id}"),
    }
}

/// The partition of what trainings gate: small, read whole.
pub(crate) const GATES: &str = "GATES";

/// What one training gates.
pub(crate) fn gates(gathering: impl fmt::Display) -> Key {
    Key::new(GATES, gathering.to_string())
}

/// The partition of somebody's certificates.
pub(crate) fn certificates(who: &str) -> String {
    format!("CERTIFICATE#{who}")
}

/// Somebody's certificate of one training.
pub(crate) fn certificate(who: &str, gathering: impl fmt::Display) -> Key {
    Key::new(certificates(who), gathering.to_string())
}
