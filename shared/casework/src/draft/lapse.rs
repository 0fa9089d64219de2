//! How long a draft waits: until the opening it was begun for is over, half a year at most. Its owner is told before, once, and when it
//! is given up; who has applied meanwhile hears nothing.

use facts::{Day, Instant};

use super::{Draft, Purpose, Status};

/// Days after which a draft nobody submits is given up, whatever its opening.
pub const DRAFT_DAYS_MAX: i64 = 180;
/// Days before its last one on which its owner is reminded.
pub const REMIND_DAYS: i64 = 3;

/// What a look at a draft came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Looked {
    /// There is nothing to do.
    Nothing,
    /// Its opening moved.
    Moved(Draft),
    /// Its owner is to be reminded.
    Reminded(Draft),
    /// It is given up.
    Lapsed(Draft),
}

impl Draft {
    /// The last day it waits.
    #[must_use]
    pub fn last_day(&self) -> Day {
        let kept = self.created_at.day().plus_days(DRAFT_DAYS_MAX);
        self.closes.map_or(kept, |closes| closes.min(kept))
    }

    /// The day on which its owner is reminded; none for a correction, whose case reminds, and where that was done.
    fn remind_on(&self) -> Option<Day> {
        let last = self.last_day();
        let asked = self.purpose == Purpose::Application && self.reminded_of != Some(last);
        asked.then(|| last.plus_days(-REMIND_DAYS))
    }

    /// When somebody must look at it; never, once it is closed.
    #[must_use]
    pub fn next_look(&self) -> Option<Instant> {
        let open = self.status == Status::Open;
        let day = self.remind_on().unwrap_or_else(|| self.last_day().next());
        open.then(|| day.start())
    }

    /// A look on `today`; `closes` is the last day of the opening it could be submitted in, as it is announced now.
    #[must_use]
    pub fn look(&self, closes: Option<Day>, today: Day) -> Looked {
        if self.status != Status::Open {
            return Looked::Nothing;
        }
        let now = Self {
            // an opening that is over is announced no longer, and was what the draft waited for
            closes: closes.or(self.closes),
            ..self.clone()
        };
        let last = now.last_day();
        if last < today {
            let status = Status::Discarded;
            return Looked::Lapsed(Self { status, ..now }.next());
        }
        if now.remind_on().is_some_and(|day| day <= today) {
            let reminded_of = Some(last);
            return Looked::Reminded(Self { reminded_of, ..now }.next());
        }
        if now.closes == self.closes {
            Looked::Nothing
        } else {
            Looked::Moved(now.next())
        }
    }
}

#[cfg(test)]
mod tests {
    use facts::{CreditCode, DraftId, ItemId};
    use proptest::prelude::*;

    use super::super::Beginning;
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    fn draft(closes: Option<Day>) -> Draft {
        let beginning = Beginning {
            id: DraftId::parse("d-1").unwrap(),
            purpose: Purpose::Application,
            item: ItemId::parse("first-industrial-award").unwrap(),
            enterprise: CreditCode::parse("91420204MAFAKE035F").unwrap(),
            enterprise_name: "示例机电制造有限公司".to_owned(),
            contact_email: String::new(),
            closes,
        };
        Draft::begin(beginning, day("2026-11-24").start())
    }

    #[test]
    fn it_reminds_once_and_is_given_up_after_the_opening() {
        let closes = day("2026-12-31");
        let begun = draft(Some(closes));
        assert_eq!(begun.look(Some(closes), day("2026-12-27")), Looked::Nothing);
        let Looked::Reminded(told) = begun.look(Some(closes), day("2026-12-28")) else {
            panic!("three days before");
        };
        assert_eq!(told.version, 2);
        assert_eq!(told.look(Some(closes), closes), Looked::Nothing);
        let Looked::Lapsed(over) = told.look(None, day("2027-01-01")) else {
            panic!("the opening is over");
        };
        assert_eq!(
            (over.status.clone(), over.next_look()),
            (Status::Discarded, None)
        );
        assert_eq!(over.look(None, day("2028-01-01")), Looked::Nothing);
    }

    #[test]
    fn a_later_opening_keeps_it_and_half_a_year_is_the_most() {
        let begun = draft(Some(day("2026-12-31")));
        let Looked::Moved(moved) = begun.look(Some(day("2027-12-31")), day("2026-12-28")) else {
            panic!("the opening was extended");
        };
        assert_eq!(moved.last_day(), day("2027-05-23"));
        assert_eq!(draft(None).last_day(), day("2027-05-23"));
    }

    #[test]
    fn a_correction_is_not_reminded_of_by_its_draft() {
        let mended = Draft {
            purpose: Purpose::Correction {
                number: facts::CaseNumber::drawn(2026, 1),
            },
            ..draft(Some(day("2026-12-10")))
        };
        assert_eq!(mended.look(None, day("2026-12-10")), Looked::Nothing);
        assert_eq!(mended.next_look(), Some(day("2026-12-11").start()));
    }

    proptest! {
        #[test]
        fn a_look_is_never_due_again_on_the_same_day(
            begun in proptest::option::of(-30..400_i64),
            announced in proptest::option::of(-30..400_i64),
            today in 0..400_i64,
        ) {
            let from = |days: Option<i64>| days.map(|days| day("2026-11-24").plus_days(days));
            let today = day("2026-11-24").plus_days(today);
            let before = draft(from(begun));
            let after = match before.look(from(announced), today) {
                Looked::Nothing => before,
                Looked::Moved(after) | Looked::Reminded(after) | Looked::Lapsed(after) => after,
            };
            prop_assert!(after.next_look().is_none_or(|look| look > today.start()));
            let idle = after.look(from(announced), today);
            prop_assert_eq!(idle, Looked::Nothing, "a second look does nothing");
        }
    }
}
