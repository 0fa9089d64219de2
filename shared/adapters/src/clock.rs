//! The one clock. Everything that decides gets the instant as an argument.

use std::time::SystemTime;

use jiff::{SignedDuration, Timestamp};

/// A moment, exact to the nanosecond.
pub type Instant = Timestamp;

/// System time moved by a fixed offset; only the local host ever sets one, to show what happens next month.
///
/// Security never asks this clock: tokens and signatures are checked with [`real`].
#[derive(Debug, Clone, Copy, Default)]
pub struct Clock {
    offset: SignedDuration,
}

impl Clock {
    /// A clock that runs `seconds` ahead of system time (behind, if negative).
    #[must_use]
    pub const fn ahead_by(seconds: i64) -> Self {
        Self {
            offset: SignedDuration::from_secs(seconds),
        }
    }

    /// The present moment as the city's rules see it.
    #[must_use]
    pub fn now(&self) -> Instant {
        let real = real();
        real.checked_add(self.offset).unwrap_or(real)
    }
}

/// System time, for signatures and tokens whose other end runs on real time.
#[must_use]
pub fn real() -> Instant {
    Timestamp::try_from(SystemTime::now()).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moved_clock_is_ahead_by_what_it_was_moved() {
        let before = real();
        let moved = Clock::ahead_by(86_400).now();
        let after = real();
        let day = SignedDuration::from_hours(24);
        assert!(moved >= before.checked_add(day).unwrap());
        assert!(moved <= after.checked_add(day).unwrap());
    }

    #[test]
    fn an_absurd_offset_falls_back_to_real_time() {
        let moved = Clock::ahead_by(i64::MAX).now();
        assert!(moved.duration_since(real()).abs() < SignedDuration::from_secs(5));
    }
}
