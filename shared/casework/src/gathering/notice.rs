//! What those who took a seat are told, and when somebody must look: a reminder before it begins, a change, a cancellation.

use facts::Instant;

use super::{Gathering, Roll, SeatMove, SignUp, Standing};

/// Seconds before the beginning at which everybody is reminded: a day.
pub const REMIND_SECONDS: i64 = 24 * 60 * 60;

/// What somebody is told of a gathering.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Notice {
    /// It begins at another time or place, or is about something else.
    Changed,
    /// It does not take place.
    Cancelled,
    /// It begins soon.
    Reminder,
    /// A seat became free for who waited.
    Seated,
}

impl Notice {
    /// Every notice.
    pub const ALL: &'static [Self] =
        &[Self::Changed, Self::Cancelled, Self::Reminder, Self::Seated];

    /// The word in records.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Changed => "changed",
            Self::Cancelled => "cancelled",
            Self::Reminder => "reminder",
            Self::Seated => "seated",
        }
    }

    /// The notice a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// Whether it is still true for who has this seat, when it is told at `now`: events wake, state decides.
    #[must_use]
    pub fn holds(self, gathering: &Gathering, seat: &SignUp, now: Instant) -> bool {
        let on = gathering.cancelled.is_none();
        let comes = match seat.standing {
            Standing::Seated => true,
            // who waits is told what would make waiting pointless
            Standing::Waiting => matches!(self, Self::Changed | Self::Cancelled),
            Standing::GivenUp => false,
        };
        comes
            && match self {
                Self::Cancelled => !on,
                Self::Changed | Self::Reminder | Self::Seated => on && now < gathering.begins,
            }
    }
}

/// What a look at a gathering comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Look {
    /// Nothing; look again then, or never.
    Nothing(Option<Instant>),
    /// Everybody is reminded.
    Remind(Box<Gathering>),
    /// Seats are free and some wait.
    Promote,
}

impl Gathering {
    /// What everybody with a seat must be told of the change from `before`, made at `now`; nothing where it is over or what matters to
    /// them stays.
    #[must_use]
    pub fn told_of(&self, before: &Self, now: Instant) -> Option<Notice> {
        if now >= before.begins.max(self.begins) {
            return None;
        }
        match (&before.cancelled, &self.cancelled) {
            (None, Some(_)) => Some(Notice::Cancelled),
            (Some(_), Some(_)) => None,
            (Some(_), None) => Some(Notice::Changed),
            (None, None) => {
                let moved = before.begins != self.begins
                    || before.minutes != self.minutes
                    || before.place != self.place;
                moved.then_some(Notice::Changed)
            }
        }
    }

    /// When somebody must look at it next, seen at `now`.
    #[must_use]
    pub fn next_look(&self, now: Instant) -> Option<Instant> {
        match self.look(now) {
            Look::Nothing(next) => next,
            Look::Promote | Look::Remind(_) => Some(now),
        }
    }

    /// What is due at `now`.
    #[must_use]
    pub fn look(&self, now: Instant) -> Look {
        let remind = self.begins.plus_seconds(-REMIND_SECONDS);
        if self.must_be_ahead(now).is_err() {
            Look::Nothing(None)
        } else if self.can_promote() {
            Look::Promote
        } else if self.reminded == Some(self.begins) {
            Look::Nothing(None)
        } else if now < remind {
            Look::Nothing(Some(remind))
        } else {
            Look::Remind(Box::new(Self {
                version: self.version.saturating_add(1),
                reminded: Some(self.begins),
                ..self.clone()
            }))
        }
    }

    /// Whether a seat is free and somebody waits.
    #[must_use]
    pub const fn can_promote(&self) -> bool {
        let Roll { taken, waiting, .. } = self.roll;
        taken < self.seats && waiting > 0
    }

    /// Gives free seats to those who wait, the first first; nothing moves where nobody waits.
    #[must_use]
    pub fn promote(&self, sign_ups: &[SignUp]) -> SeatMove {
        let mut moved = SeatMove {
            roll: self.roll,
            changed: Vec::new(),
        };
        moved.promote(self.seats, sign_ups);
        moved
    }
}
