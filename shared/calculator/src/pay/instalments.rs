//! 分期兑现: an amount paid in shares, some of them only where a test holds.

use facts::{Day, ItemId, Number, Rate, Text};

use super::steps::Steps;
use super::worked::Worked;
use crate::amount::{Benefit, Share};
use crate::catalogue::Catalogue;
use crate::derive::Reader;
use crate::item::Selection;
use crate::profile::{Known, Profile};
use crate::truth::Truth;

/// A share that may be paid, read for a profile on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Portion {
    /// The share.
    pub rate: Rate,
    /// When and for what.
    pub words: Text,
    /// Whether somebody has to look when it is paid: it has a condition, or nobody knows from which day on it is paid.
    pub conditional: bool,
    /// The day it is paid from on, where it waits for one that is known.
    pub from: Option<Day>,
}

impl Catalogue {
    /// The shares an item is paid in, without those whose condition surely fails; empty where it is paid at once, or is no money.
    #[must_use]
    pub fn portions(&self, id: &ItemId, profile: &Profile, today: Day) -> Vec<Portion> {
        let item = self.place(id).and_then(|place| self.items.get(place));
        let Some(Benefit::Money { instalments, .. }) = item.map(|item| &item.benefit) else {
            return Vec::new();
        };
        let reader = self.reader(profile, today);
        let counts = |share: &&Share| {
            let when = share.when.as_ref();
            when.is_none_or(|test| test.truth(&reader) != Truth::No)
        };
        let portion = |share: &Share| {
            let from = share.from(&reader);
            Portion {
                rate: share.rate,
                words: share.words.clone(),
                conditional: share.when.is_some() || (share.after.is_some() && from.is_none()),
                from,
            }
        };
        instalments.iter().filter(counts).map(portion).collect()
    }
}

impl Catalogue {
    /// The number an item ranks those who fit by, of a profile on a day; none where the item does not rank, or nobody knows it exactly.
    #[must_use]
    pub fn score(&self, id: &ItemId, profile: &Profile, today: Day) -> Option<Number> {
        let item = self.place(id).and_then(|place| self.items.get(place))?;
        let Some(Selection::Ranked { by, .. }) = &item.selection else {
            return None;
        };
        let exact = self.reader(profile, today).interval(by).exact()?;
        Number::of(exact).ok()
    }
}

impl Share {
    /// The day it is paid from on, where that is known.
    fn from(&self, reader: &Reader<'_>) -> Option<Day> {
        let (fact, months) = self.after.as_ref()?;
        match reader.known(fact) {
            Some(Known::Days(Some(day), last)) if last == Some(day) => {
                Some(day.plus_months(*months))
            }
            _ => None,
        }
    }
}

/// What all shares that are paid come to; the amount itself where none has a condition.
pub(super) fn paid(
    worked: Worked,
    shares: &[Share],
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let mut total = Worked::NOTHING;
    for share in shares {
        let truth = share
            .when
            .as_ref()
            .map_or(Truth::Yes, |test| test.truth(reader));
        let whole = worked.times(share.rate.decimal());
        let part = match truth {
            Truth::Yes => whole,
            Truth::Unknown => whole.either(Worked::NOTHING),
            Truth::No => Worked::NOTHING,
        };
        steps.note(|| words(share, truth, part, reader));
        total = total.plus(part);
    }
    if shares.iter().all(|share| share.when.is_none()) {
        worked
    } else {
        total
    }
}

fn words(share: &Share, truth: Truth, part: Worked, reader: &Reader<'_>) -> Text {
    let paid = part.words();
    let (zh, en) = match truth {
        Truth::Yes => ("", ""),
        Truth::Unknown => ("（条件待定）", " (if its condition is met)"),
        Truth::No => ("（条件未满足，不兑现）", " (its condition is not met)"),
    };
    let from = share.from(reader);
    let (from_zh, from_en) = from.map_or_else(Default::default, |day| {
        (format!("，{day} 起"), format!(", from {day}"))
    });
    Text::new(
        format!(
            "{}：{}，{}{zh}{from_zh}",
            share.words.zh, share.rate, paid.zh
        ),
        format!(
            "{}: {}, {}{en}{from_en}",
            share.words.en, share.rate, paid.en
        ),
    )
}
