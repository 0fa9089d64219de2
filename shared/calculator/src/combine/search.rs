//! Branch and bound over one cluster; what bounds it is in `bound`.

use std::collections::BTreeMap;

use facts::Money;

use super::Eligible;
use bound::Cover;

mod bound;

/// Most steps of one search; realistic clusters of sixty items need a few thousand.
const STEPS_MAX: u32 = 400_000;

/// What was found.
#[derive(Debug, Clone)]
pub(super) struct Found {
    /// Places of the items taken.
    pub(super) taken: Vec<usize>,
    /// What they are worth together.
    pub(super) worth: Money,
    /// No set is worth more.
    pub(super) bound: Money,
}

/// Places of items, as bits; the first word lies apart, so that up to 64 items reserve no memory.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Places(u64, Vec<u64>);

impl Places {
    fn none(items: usize) -> Self {
        Self(0, vec![0; items.div_ceil(64).saturating_sub(1)])
    }

    fn words(&self) -> impl Iterator<Item = u64> {
        std::iter::once(self.0).chain(self.1.iter().copied())
    }

    fn word(&mut self, place: usize) -> Option<&mut u64> {
        match (place / 64).checked_sub(1) {
            None => Some(&mut self.0),
            Some(at) => self.1.get_mut(at),
        }
    }

    fn add(&mut self, place: usize) {
        if let Some(word) = self.word(place) {
            *word |= 1 << (place % 64);
        }
    }

    fn remove(&mut self, place: usize) {
        if let Some(word) = self.word(place) {
            *word &= !(1 << (place % 64));
        }
    }

    fn without(&self, other: &Self) -> Self {
        let words = self.1.iter().zip(&other.1);
        let rest = words.map(|(one, two)| one & !two);
        Self(self.0 & !other.0, rest.collect())
    }

    fn keep(&mut self, other: &Self) {
        self.0 &= other.0;
        for (one, two) in self.1.iter_mut().zip(&other.1) {
            *one &= two;
        }
    }

    fn first(&self) -> Option<usize> {
        let (at, word) = self.words().enumerate().find(|(_, word)| *word != 0)?;
        Some(at * 64 + usize::try_from(word.trailing_zeros()).ok()?)
    }

    fn each(&self) -> impl Iterator<Item = usize> {
        let bits = |word: u64| (0..64).filter(move |bit| word >> bit & 1 == 1);
        let words = self.words().enumerate();
        words.flat_map(move |(at, word)| bits(word).map(move |bit| at * 64 + bit))
    }

    fn count(&self) -> u32 {
        self.words().map(u64::count_ones).sum()
    }
}

/// An amount in fen: a search adds a million times.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Fen(i64);

impl Fen {
    /// The sum, bounded as that of money is.
    fn plus(self, other: Self) -> Self {
        Self((self.0 + other.0).min(Money::MAX_FEN))
    }
}

/// What is taken under one ceiling.
#[derive(Debug, Clone, Copy, Default)]
struct Used {
    sum: Fen,
    /// The least ceiling of those taken.
    least: Option<Fen>,
}

/// A set on the way.
#[derive(Debug, Clone, Default)]
struct Set {
    taken: Vec<usize>,
    /// Under no ceiling.
    free: Fen,
    /// By group of a ceiling.
    used: Vec<Used>,
}

struct Search {
    amounts: Vec<Fen>,
    /// With which others each item cannot be taken.
    against: Vec<Places>,
    /// The group each item's ceiling is of, and that ceiling.
    under: Vec<Option<(usize, Fen)>>,
    /// The greatest ceiling of each group.
    greatest: Vec<Fen>,
    set: Set,
    cover: Cover,
    best: Vec<usize>,
    worth: Fen,
    /// Only what the best set is worth is asked, not which it is.
    worth_only: bool,
    steps: u32,
}

/// The set worth most; of equals the one with more items.
pub(super) fn search(cluster: &[Eligible<'_>]) -> Found {
    let mut search = Search::of(cluster);
    let open = search.open();
    let bound = search.bound(&open, |_| false);
    search.descend(open);
    Found {
        bound: Money::of_fen(if search.steps < STEPS_MAX {
            search.worth.0
        } else {
            bound.0
        }),
        taken: search.best,
        worth: Money::of_fen(search.worth.0),
    }
}

/// What the set worth most is worth, where those at `known` can be taken together: what is worth no more need not be looked at.
pub(super) fn worth(cluster: &[Eligible<'_>], known: impl Iterator<Item = usize>) -> Money {
    let mut search = Search::of(cluster);
    let nothing = search.set.clone();
    for place in known {
        search.take(place);
    }
    search.worth = search.set.worth();
    search.set = nothing;
    search.worth_only = true;
    let open = search.open();
    search.descend(open);
    Money::of_fen(search.worth.0)
}

impl Set {
    fn worth(&self) -> Fen {
        self.used.iter().fold(self.free, |worth, used| {
            let most = used.least.unwrap_or(used.sum);
            worth.plus(used.sum.min(most))
        })
    }
}

impl Search {
    fn of(cluster: &[Eligible<'_>]) -> Self {
        let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
        let mut greatest: Vec<Fen> = Vec::new();
        let under = cluster.iter().map(|one| {
            let (group, most) = (one.group()?, Fen(one.ceiling?.fen()));
            let place = *groups.entry(group).or_insert_with(|| {
                greatest.push(most);
                greatest.len() - 1
            });
            if let Some(ceiling) = greatest.get_mut(place) {
                *ceiling = (*ceiling).max(most);
            }
            Some((place, most))
        });
        let under = under.collect();
        let against = cluster.iter().map(|one| {
            let mut against = Places::none(cluster.len());
            for (place, other) in cluster.iter().enumerate() {
                if one.item.id != other.item.id && one.item.conflicts(other.item) {
                    against.add(place);
                }
            }
            against
        });
        Self {
            amounts: cluster.iter().map(|one| Fen(one.amount.fen())).collect(),
            against: against.collect(),
            under,
            set: Set {
                used: vec![Used::default(); greatest.len()],
                ..Set::default()
            },
            cover: Cover::default(),
            greatest,
            best: Vec::new(),
            worth: Fen::default(),
            worth_only: false,
            steps: 0,
        }
    }

    /// The places worth taking.
    fn open(&self) -> Places {
        let mut open = Places::none(self.amounts.len());
        let worthwhile = (0..self.amounts.len()).filter(|place| !self.is_outdone(*place));
        worthwhile.for_each(|place| open.add(place));
        open
    }

    fn amount(&self, place: usize) -> Fen {
        self.amounts.get(place).copied().unwrap_or_default()
    }

    fn under(&self, place: usize) -> Option<(usize, Fen)> {
        self.under.get(place).copied().flatten()
    }

    /// Whether another can always stand in its place: the two cannot both be taken, and the other is worth as much, is against
    /// nothing more, and takes no more of a ceiling.
    fn is_outdone(&self, place: usize) -> bool {
        let own = self.against.get(place);
        own.is_some_and(|own| own.each().any(|other| self.outdoes(other, place, own)))
    }

    fn outdoes(&self, other: usize, place: usize, own: &Places) -> bool {
        let (one, two) = (self.amount(other), self.amount(place));
        // of equals the one that stands first
        let as_much = one > two || (one == two && other < place);
        let under = match (self.under(other), self.under(place)) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some((group, most)), Some((same, less))) => group == same && most >= less,
        };
        let against = self.against.get(other).map(|against| against.without(own));
        as_much && under && against.is_some_and(|against| against.each().all(|one| one == place))
    }

    /// Looks at every set made of the one on the way and of what is open, unless it cannot be better than the best.
    fn descend(&mut self, mut open: Places) {
        loop {
            self.steps = self.steps.saturating_add(1);
            let (worth, taken) = (self.set.worth(), self.set.taken.len());
            if worth > self.worth || (worth == self.worth && taken > self.best.len()) {
                self.best.clone_from(&self.set.taken);
                self.worth = worth;
            }
            let Some(place) = open.first() else {
                return;
            };
            let more = taken + usize::try_from(open.count()).unwrap_or(usize::MAX);
            let no_better = self.worth_only || more <= self.best.len();
            let best = self.worth;
            let hopeless = |reach| reach < best || (reach == best && no_better);
            if hopeless(self.bound(&open, hopeless)) || self.steps >= STEPS_MAX {
                return;
            }
            open.remove(place);
            let against = self.against.get(place);
            let after = against.map_or_else(|| open.clone(), |against| open.without(against));
            let before = (self.set.free, self.take(place));
            self.descend(after);
            self.give_back(place, before);
        }
    }

    /// Takes an item into the set; tells what was used of its ceiling before.
    fn take(&mut self, place: usize) -> Used {
        self.set.taken.push(place);
        let amount = self.amount(place);
        let under = self.under(place);
        match under.and_then(|(group, most)| Some((self.set.used.get_mut(group)?, most))) {
            Some((used, most)) => {
                let before = *used;
                used.sum = used.sum.plus(amount);
                used.least = Some(used.least.map_or(most, |least| least.min(most)));
                before
            }
            None => {
                self.set.free = self.set.free.plus(amount);
                Used::default()
            }
        }
    }

    fn give_back(&mut self, place: usize, (free, used): (Fen, Used)) {
        self.set.taken.pop();
        self.set.free = free;
        let group = self.under(place).map(|(group, _)| group);
        if let Some(own) = group.and_then(|group| self.set.used.get_mut(group)) {
            *own = used;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Places;

    #[test]
    fn places_are_found_in_order() {
        let mut places = Places::none(130);
        for place in [129, 3, 64] {
            places.add(place);
        }
        assert_eq!((places.first(), places.count()), (Some(3), 3));
        places.remove(3);
        assert_eq!(places.first(), Some(64));
    }
}
