//! Seats (名额): taken, waited for, given up. How many there are is never passed, and who waits longest comes next.

use facts::Instant;

use super::{Gathering, Kind};
use crate::refusal::Refusal;
use crate::register::mail_address;

/// Most who wait for a seat.
pub const WAITING_MAX: u32 = 200;
/// Most who come up from waiting in one transaction; a look takes up the rest.
pub const PROMOTED_MAX: usize = 40;
/// Longest address of mail.
pub const MAIL_CHARACTERS_MAX: usize = 254;

/// How the seats of a gathering stand.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Roll {
    /// How often this changed.
    pub version: u64,
    /// How many seats are taken.
    pub taken: u32,
    /// How many wait for one.
    pub waiting: u32,
}

/// Where somebody who signed up stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// 已报名: has a seat.
    Seated,
    /// 候补: waits for one.
    Waiting,
    /// 已放弃: gave it up.
    GivenUp,
}

impl Standing {
    /// Every standing.
    pub const ALL: &'static [Self] = &[Self::Seated, Self::Waiting, Self::GivenUp];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Seated => "seated",
            Self::Waiting => "waiting",
            Self::GivenUp => "given_up",
        }
    }

    /// The standing a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }
}

/// Somebody who signed up. Read by who holds the gathering and by themselves, by nobody else (M102).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignUp {
    /// Who comes: a credit code, or the principal of somebody who works for the city.
    pub who: String,
    /// The name on the list: the enterprise, or a post.
    pub name: String,
    /// Where they are told; none where nobody gave one.
    pub mail: Option<String>,
    /// When they signed up, last.
    pub at: Instant,
    /// Where they stand.
    pub standing: Standing,
    /// Whether they came; none until that is noted.
    pub attended: Option<bool>,
}

/// What a change of seats comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SeatMove {
    /// The seats after it.
    pub roll: Roll,
    /// Everybody whose standing changed; who asked stands first.
    pub changed: Vec<SignUp>,
}

impl SeatMove {
    pub(super) fn promote(&mut self, seats: u32, sign_ups: &[SignUp]) {
        let free = seats.saturating_sub(self.roll.taken);
        let free = usize::try_from(free).unwrap_or(usize::MAX);
        let moved = |one: &SignUp| self.changed.iter().any(|other| other.who == one.who);
        let mut waiting: Vec<&SignUp> = sign_ups
            .iter()
            .filter(|one| one.standing == Standing::Waiting && !moved(one))
            .collect();
        waiting.sort_by(|one, other| (one.at, &one.who).cmp(&(other.at, &other.who)));
        let coming = waiting.into_iter().take(free.min(PROMOTED_MAX));
        let coming: Vec<SignUp> = coming
            .map(|one| SignUp {
                standing: Standing::Seated,
                ..one.clone()
            })
            .collect();
        let count = u32::try_from(coming.len()).unwrap_or(u32::MAX);
        if count > 0 || !self.changed.is_empty() {
            self.roll.version = self.roll.version.saturating_add(1);
        }
        self.roll.taken = self.roll.taken.saturating_add(count);
        self.roll.waiting = self.roll.waiting.saturating_sub(count);
        self.changed.extend(coming);
    }

    /// Those who came up from waiting, to be told; who asked knows.
    pub fn promoted<'a>(&'a self, asked: Option<&'a str>) -> impl Iterator<Item = &'a SignUp> {
        self.changed
            .iter()
            .filter(move |one| one.standing == Standing::Seated && asked != Some(one.who.as_str()))
    }
}

impl Gathering {
    /// Takes a seat for who stands in `wish`, or puts them among those who wait. `wish.standing` is not looked at.
    ///
    /// # Errors
    /// [`Refusal::GatheringOver`]; [`Refusal::GatheringFull`] where even the waiting list is; [`Refusal::MailNeeded`] for a briefing nobody
    /// could be told about, or where the address is none.
    pub fn sign_up(&self, wish: SignUp, now: Instant) -> Result<SeatMove, Refusal> {
        self.must_be_ahead(now)?;
        let told_somewhere = match &wish.mail {
            Some(mail) => mail.chars().count() <= MAIL_CHARACTERS_MAX && mail_address(mail),
            None => self.kind == Kind::Training,
        };
        if !told_somewhere {
            return Err(Refusal::MailNeeded);
        }
        let mut roll = self.roll;
        // who waits comes first
        let standing = if roll.taken < self.seats && roll.waiting == 0 {
            roll.taken = roll.taken.saturating_add(1);
            Standing::Seated
        } else if roll.waiting < WAITING_MAX {
            roll.waiting = roll.waiting.saturating_add(1);
            Standing::Waiting
        } else {
            return Err(Refusal::GatheringFull);
        };
        roll.version = roll.version.saturating_add(1);
        let seat = SignUp { standing, ..wish };
        Ok(SeatMove {
            roll,
            changed: vec![seat],
        })
    }

    /// Gives up a seat, or a place among those who wait; who waits longest comes next.
    ///
    /// # Errors
    /// [`Refusal::GatheringOver`]; [`Refusal::NoSeat`] where there is none to give up.
    pub fn give_up(
        &self,
        seat: Option<&SignUp>,
        sign_ups: &[SignUp],
        now: Instant,
    ) -> Result<SeatMove, Refusal> {
        self.must_be_ahead(now)?;
        let seat = seat.ok_or(Refusal::NoSeat)?;
        let mut roll = self.roll;
        match seat.standing {
            Standing::Seated => roll.taken = roll.taken.saturating_sub(1),
            Standing::Waiting => roll.waiting = roll.waiting.saturating_sub(1),
            Standing::GivenUp => return Err(Refusal::NoSeat),
        }
        let given_up = SignUp {
            standing: Standing::GivenUp,
            ..seat.clone()
        };
        let mut moved = SeatMove {
            roll,
            changed: vec![given_up],
        };
        moved.promote(self.seats, sign_ups);
        Ok(moved)
    }

    /// Notes whether somebody came; the last word counts.
    ///
    /// # Errors
    /// [`Refusal::GatheringAhead`], [`Refusal::GatheringOver`]; [`Refusal::NoSeat`] for who gave it up.
    pub fn attendance(
        &self,
        seat: &SignUp,
        attended: bool,
        now: Instant,
    ) -> Result<SignUp, Refusal> {
        self.must_have_begun(now)?;
        // who waited and came all the same was there
        if seat.standing == Standing::GivenUp {
            return Err(Refusal::NoSeat);
        }
        Ok(SignUp {
            attended: Some(attended),
            ..seat.clone()
        })
    }
}
