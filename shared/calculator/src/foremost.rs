//! 首选: the items that fit first, as data. Words are made for those that are shown.

use facts::{Day, Money};

use crate::assess::{ItemVerdict, Verdict};
use crate::catalogue::Catalogue;
use crate::condition::Condition;
use crate::derive::Reader;
use crate::index::Scratch;
use crate::item::Item;
use crate::profile::Profile;
use crate::say::Told;
use crate::truth::Truth;

/// How one item that may fit came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Foremost<'a> {
    /// The item.
    pub item: &'a Item,
    /// Whether it fits; never [`Verdict::Ineligible`], so that no condition is short of anything.
    pub verdict: Verdict,
    /// What it gives, at least and at most; none where that is not money.
    pub amount: Option<(Money, Option<Money>)>,
    /// How each condition came out; empty where all hold.
    truths: Vec<Truth>,
}

impl<'a> Foremost<'a> {
    fn new((item, verdict): (&'a Item, Verdict), reader: &Reader<'_>) -> Self {
        // what fits for sure meets every condition
        let open = item
            .conditions
            .iter()
            .filter(|_| verdict != Verdict::Eligible);
        Self {
            item,
            verdict,
            amount: item.benefit.worth(reader),
            truths: open.map(|one| one.test.truth(reader)).collect(),
        }
    }

    /// Each condition, with its words and clause, and how it came out.
    pub fn reasons(&self) -> impl Iterator<Item = (&'a Condition, Truth)> {
        let conditions = self.item.conditions.iter().enumerate();
        conditions.map(|(at, one)| (one, self.truths.get(at).copied().unwrap_or(Truth::Yes)))
    }
}

impl Catalogue {
    /// The verdict of every item as [`Catalogue::verdicts`] gives it, and the first `count` of those that may fit: eligible before
    /// undetermined, each in catalogue order, as [`Catalogue::assess`] lists them.
    pub fn foremost(
        &self,
        (profile, today): (&Profile, Day),
        count: usize,
        scratch: &mut Scratch,
        verdicts: &mut Vec<Verdict>,
    ) -> Vec<Foremost<'_>> {
        self.verdicts(profile, today, scratch, verdicts);
        let reader = self.reader(profile, today);
        let having = |wanted: Verdict| {
            let all = verdicts.iter().enumerate();
            all.filter(move |(_, verdict)| **verdict == wanted)
                .filter_map(move |(at, _)| Some((self.items.get(at)?, wanted)))
        };
        having(Verdict::Eligible)
            .chain(having(Verdict::Undetermined))
            .take(count)
            .map(|found| Foremost::new(found, &reader))
            .collect()
    }

    /// The whole answer for each of `foremost`, for the same `profile` and day, in words.
    #[must_use]
    pub fn foremost_in_words(
        &self,
        (profile, today): (&Profile, Day),
        foremost: &[Foremost<'_>],
    ) -> Vec<ItemVerdict> {
        let reader = self.reader(profile, today);
        let mut told = Told::default();
        let items = foremost.iter().map(|one| one.item);
        items
            .map(|item| self.judge(item, &reader, &mut told))
            .collect()
    }
}
