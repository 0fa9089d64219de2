//! Counting what a draft would change, and hiding what so few stand behind that it would tell of them.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{Amounted, ItemVerdict, Profile, Verdict};
use casework::reach::{SHOWN_FROM, apart};
use facts::{ItemId, Money};

use super::{Flip, ItemPreview, Outcomes, Preview, Turn, UnderWay, both};

/// What was counted so far, item by item.
#[derive(Debug)]
pub struct Tallies<'a> {
    preview: &'a Preview<'a>,
    items: BTreeSet<ItemId>,
    tallies: BTreeMap<ItemId, Tally>,
}

#[derive(Debug, Default)]
struct Tally {
    before: [u64; 3],
    after: [u64; 3],
    turns: BTreeMap<(Verdict, Verdict), Turned>,
    low: Money,
    /// None once an amount has no bound.
    high: Option<Money>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Turned {
    enterprises: u64,
    drafts: u64,
    cases: u64,
}

impl<'a> Tallies<'a> {
    pub(super) fn new(preview: &'a Preview<'a>) -> Self {
        let items: BTreeSet<ItemId> = preview.titles.keys().cloned().collect();
        let empty = || Tally {
            high: Some(Money::ZERO),
            ..Tally::default()
        };
        Self {
            preview,
            tallies: items.iter().map(|id| (id.clone(), empty())).collect(),
            items,
        }
    }

    /// Counts one more enterprise; answers what would turn for it.
    pub fn count(&mut self, profile: &Profile) -> Vec<Turn> {
        let preview = self.preview;
        let before = preview.catalogue.assess(profile, preview.day, &self.items);
        let after = preview.draft.assess(profile, preview.day, None);
        let mut turns = Vec::new();
        for (id, tally) in &mut self.tallies {
            let find = |answers: &[ItemVerdict]| {
                let mut answers = answers.iter();
                answers.find(|answer| answer.item == *id).cloned()
            };
            let turned = tally.count(find(&before.items).as_ref(), find(&after.items).as_ref());
            turns.extend(turned.map(|(was, is)| (id.clone(), was, is)));
        }
        turns
    }

    /// Notes what an enterprise has under way for an item whose verdict would turn.
    pub fn under_way(&mut self, (item, was, is): &Turn, found: UnderWay) {
        let tally = self.tallies.get_mut(item);
        let turned = tally.and_then(|tally| tally.turns.get_mut(&(*was, *is)));
        if let Some(turned) = turned {
            turned.drafts = turned.drafts.saturating_add(u64::from(found.draft));
            turned.cases = turned.cases.saturating_add(u64::from(found.case));
        }
    }

    /// What changes item by item, and what it would cost in all where that may be told: the least, and the most if it has a bound.
    #[must_use]
    pub fn told(self) -> (Vec<ItemPreview>, Option<(Money, Option<Money>)>) {
        let (mut low, mut high) = (Money::ZERO, Some(Money::ZERO));
        let mut hidden = false;
        let mut views = Vec::new();
        for (id, tally) in &self.tallies {
            let title = self.preview.titles.get(id).cloned().unwrap_or_default();
            low = low.plus(tally.low);
            high = both(high, tally.high);
            hidden |= !tally.cost_shown();
            views.push(tally.view(id, title));
        }
        (views, (!hidden).then_some((low, high)))
    }
}

impl Tally {
    fn count(
        &mut self,
        before: Option<&ItemVerdict>,
        after: Option<&ItemVerdict>,
    ) -> Option<(Verdict, Verdict)> {
        let verdict = |answer: Option<&ItemVerdict>| {
            answer.map_or(Verdict::Ineligible, |answer| answer.verdict)
        };
        let (was, is) = (verdict(before), verdict(after));
        add(&mut self.before, was);
        add(&mut self.after, is);
        if was != is {
            let turned = self.turns.entry((was, is)).or_default();
            turned.enterprises = turned.enterprises.saturating_add(1);
        }
        if let Some(Amounted::Money { low, high }) = after.map(|answer| &answer.amount) {
            if is == Verdict::Eligible {
                self.low = self.low.plus(*low);
            }
            if is != Verdict::Ineligible {
                self.high = both(self.high, *high);
            }
        }
        (was != is).then_some((was, is))
    }

    /// Whether enough enterprises stand behind its cost.
    fn cost_shown(&self) -> bool {
        let [fit, may, _] = self.after;
        seen(fit) && seen(fit.saturating_add(may))
    }

    fn view(&self, id: &ItemId, title: crate::text::Text) -> ItemPreview {
        let counted = |count: fn(&Turned) -> u64| {
            let counts = self.turns.iter();
            apart(&counts.map(|(turn, one)| (*turn, count(one))).collect())
        };
        let enterprises = counted(|one| one.enterprises);
        let (drafts, cases) = (counted(|one| one.drafts), counted(|one| one.cases));
        let mut after = outcomes(self.after);
        // what turned is the difference of before and after, so where it is hidden one of these is hidden too
        for (was, is) in hidden(&enterprises) {
            after.hide(*was);
            after.hide(*is);
        }
        let flips = enterprises.iter().map(|((was, is), enterprises)| {
            let of = |counts: &BTreeMap<_, Option<u64>>| counts.get(&(*was, *is)).copied();
            Flip {
                before: word(*was).to_owned(),
                after: word(*is).to_owned(),
                enterprises: *enterprises,
                drafts: of(&drafts).flatten(),
                cases: of(&cases).flatten(),
            }
        });
        let cost = self.cost_shown();
        ItemPreview {
            item: id.to_string(),
            title,
            before: outcomes(self.before),
            after,
            flips: flips.collect(),
            cost_low: cost.then(|| self.low.to_string()),
            cost_high: self.high.filter(|_| cost).map(|high| high.to_string()),
        }
    }
}

impl Outcomes {
    const fn hide(&mut self, verdict: Verdict) {
        match verdict {
            Verdict::Eligible => self.eligible = None,
            Verdict::Undetermined => self.undetermined = None,
            Verdict::Ineligible => self.ineligible = None,
        }
    }
}

/// The counts of a verdict each, which add up to a whole everybody knows.
fn outcomes(counts: [u64; 3]) -> Outcomes {
    let [eligible, undetermined, ineligible] = counts;
    let shown = apart(&BTreeMap::from([
        (Verdict::Eligible, eligible),
        (Verdict::Undetermined, undetermined),
        (Verdict::Ineligible, ineligible),
    ]));
    let at = |verdict: Verdict| shown.get(&verdict).copied().flatten();
    Outcomes {
        eligible: at(Verdict::Eligible),
        undetermined: at(Verdict::Undetermined),
        ineligible: at(Verdict::Ineligible),
    }
}

/// Which counts are not shown.
fn hidden<K>(counts: &BTreeMap<K, Option<u64>>) -> impl Iterator<Item = &K> {
    let hidden = counts.iter().filter(|(_, count)| count.is_none());
    hidden.map(|(key, _)| key)
}

fn add(counts: &mut [u64; 3], verdict: Verdict) {
    let [eligible, undetermined, ineligible] = counts;
    let count = match verdict {
        Verdict::Eligible => eligible,
        Verdict::Undetermined => undetermined,
        Verdict::Ineligible => ineligible,
    };
    *count = count.saturating_add(1);
}

const fn seen(count: u64) -> bool {
    count == 0 || count >= SHOWN_FROM
}

const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Eligible => "eligible",
        Verdict::Undetermined => "undetermined",
        Verdict::Ineligible => "ineligible",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(turns: &[(Verdict, Verdict, u64)], stay: [u64; 3]) -> Tally {
        let mut tally = Tally {
            before: stay,
            after: stay,
            high: Some(Money::ZERO),
            ..Tally::default()
        };
        for (was, is, enterprises) in turns {
            for _ in 0..*enterprises {
                add(&mut tally.before, *was);
                add(&mut tally.after, *is);
            }
            let turned = Turned {
                enterprises: *enterprises,
                ..Turned::default()
            };
            tally.turns.insert((*was, *is), turned);
        }
        tally
    }

    fn view(tally: &Tally) -> ItemPreview {
        tally.view(
            &ItemId::parse("item").unwrap(),
            crate::text::Text::default(),
        )
    }

    #[test]
    fn many_are_counted_and_few_are_hidden_with_what_would_tell_of_them() {
        use Verdict::{Eligible, Ineligible};
        let many = view(&tally(&[(Ineligible, Eligible, 4)], [3, 0, 9]));
        assert_eq!(many.flips[0].enterprises, Some(4));
        assert_eq!(
            (many.before.eligible, many.after.eligible),
            (Some(3), Some(7))
        );
        assert_eq!(many.cost_low.as_deref(), Some("0.00"));
        let few = view(&tally(&[(Ineligible, Eligible, 1)], [3, 0, 9]));
        assert_eq!(few.flips[0].enterprises, None);
        assert_eq!(few.before.eligible, Some(3));
        assert_eq!(
            (few.after.eligible, few.after.ineligible),
            (None, None),
            "the difference to before would tell"
        );
        let alone = view(&tally(&[], [1, 0, 7]));
        assert_eq!(
            (alone.before.eligible, alone.before.ineligible),
            (None, None)
        );
        assert_eq!(alone.cost_low, None, "one amount is somebody's amount");
    }
}
