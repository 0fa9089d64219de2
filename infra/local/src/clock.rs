//! The clock of the host: the machine's time plus an offset, kept between runs. Once it runs it is moved forward only.

use std::path::PathBuf;
use std::sync::Mutex;

use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// China has one zone.
const ZONE: Offset = Offset::constant(8);
/// When the day begins to which the clock is moved.
const MORNING: Time = Time::constant(9, 0, 0, 0);
/// Furthest one move goes.
const MOVE_MAX: SignedDuration = SignedDuration::from_hours(24 * 400);

/// The clock.
#[derive(Debug)]
pub struct Clock {
    file: Option<PathBuf>,
    offset_seconds: Mutex<i64>,
}

impl Clock {
    /// The clock as it was left; a new one begins at `begins`, or with the machine's own time.
    ///
    /// # Errors
    /// If where it begins cannot be kept.
    pub fn open(file: Option<PathBuf>, begins: Option<Timestamp>) -> std::io::Result<Self> {
        let kept = file
            .as_ref()
            .and_then(|file| std::fs::read_to_string(file).ok());
        let kept: Option<i64> = kept.and_then(|text| text.trim().parse().ok());
        let offset = kept.unwrap_or_else(|| {
            let ahead = begins.map(|begins| begins.duration_since(Timestamp::now()));
            ahead.unwrap_or_default().as_secs()
        });
        if let (Some(file), None) = (&file, kept) {
            std::fs::write(file, offset.to_string())?;
        }
        Ok(Self {
            file,
            offset_seconds: Mutex::new(offset),
        })
    }

    /// Seconds it is ahead of the machine.
    pub fn offset_seconds(&self) -> i64 {
        *self
            .offset_seconds
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// What it says.
    pub fn now(&self) -> Timestamp {
        Timestamp::now()
            .saturating_add(SignedDuration::from_secs(self.offset_seconds()))
            .unwrap_or(Timestamp::MAX)
    }

    /// How far it is to nine in the morning after the day `past`; nothing if that is over.
    ///
    /// # Errors
    /// If the text is no day.
    pub fn until_past(&self, past: &str) -> Result<SignedDuration, String> {
        let day: jiff::civil::Date = past
            .parse()
            .map_err(|_| format!("`{past}` is no day, such as 2026-01-31"))?;
        let after = day.tomorrow().map_err(|error| error.to_string())?;
        let morning = TimeZone::fixed(ZONE)
            .to_timestamp(after.to_datetime(MORNING))
            .map_err(|error| error.to_string())?;
        Ok(morning.duration_since(self.now()).max(SignedDuration::ZERO))
    }

    /// Moves it forward.
    ///
    /// # Errors
    /// If that is backwards or further than 400 days, or cannot be kept.
    pub fn advance(&self, by: SignedDuration) -> Result<(), String> {
        if by.is_negative() || by > MOVE_MAX {
            return Err("the clock moves forward only, by 400 days at most".to_owned());
        }
        // a fraction of a second more, so that what is due at the moment is due
        let seconds = by
            .as_secs()
            .saturating_add(i64::from(by.subsec_nanos() > 0));
        let mut offset = self
            .offset_seconds
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner);
        *offset = offset.saturating_add(seconds);
        match &self.file {
            Some(file) => {
                std::fs::write(file, offset.to_string()).map_err(|error| error.to_string())
            }
            None => Ok(()),
        }
    }
}

/// The moment as people read it.
#[must_use]
pub fn written(at: Timestamp) -> String {
    let there = ZONE.to_datetime(at);
    there.strftime("%Y-%m-%dT%H:%M:%S+08:00").to_string()
}
