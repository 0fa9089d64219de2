//! How the index is made of items.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use facts::Jurisdiction;

use super::clauses::{Beyond, Clause, WIDE};
use super::groups::Group;
use super::layer::Layer;
use super::node::{Node, at_least, spread};
use super::question::{self, Key, Question};
use super::{Index, Row, UNITS, short};
use crate::condition::Test;
use crate::fact::{FactId, Facts};
use crate::item::Item;

/// Questions of every group, each with the test it comes from.
type Asked<'a> = BTreeMap<Key<'a>, BTreeMap<Question<'a>, &'a Test>>;

/// For each question of a group, the items that want it to hold, and those that want it not to.
struct Asking {
    items: [Vec<Vec<u32>>; 2],
    /// The item that wanted something last.
    last: Option<u32>,
}

/// Where each question lies, and how often each literal may hold, as guessed from its neighbours.
struct Placed<'a> {
    bits: BTreeMap<(Key<'a>, Question<'a>), u32>,
    chances: BTreeMap<u32, f32>,
    /// Bits of one polarity.
    half: u32,
}

impl Index {
    /// The index of `items`, in their order.
    pub(crate) fn new(items: &[Item], jurisdictions: &[Jurisdiction], declared: &Facts) -> Self {
        let asked = asked(items);
        let facts = asked.keys().flat_map(|key| [Some(key.fact), key.other]);
        let facts: BTreeSet<&FactId> = facts.flatten().collect();
        let facts: Vec<FactId> = facts.into_iter().cloned().collect();
        let place = |fact: &FactId| facts.binary_search(fact).unwrap_or(usize::MAX);
        let mut groups = Vec::new();
        let half = 64
            * asked
                .values()
                .map(|group| group.len().div_ceil(64))
                .sum::<usize>();
        let mut placed = Placed {
            bits: BTreeMap::new(),
            chances: BTreeMap::new(),
            half: short(half),
        };
        let mut words = 0;
        for (key, questions) in &asked {
            let choices = declared.get(key.fact).map_or(0, |one| one.choices.len());
            for (rank, question) in questions.keys().enumerate() {
                let [yes, not] =
                    question.chances(key.kind, (rank, questions.len()), choices, jurisdictions);
                let bit = short(words * 64 + rank);
                placed.bits.insert((*key, question.clone()), bit);
                placed
                    .chances
                    .extend([(bit, yes), (bit + placed.half, not)]);
            }
            let own = questions.len().div_ceil(64);
            groups.push(Group {
                rule: question::rule(key, questions, jurisdictions),
                word: words,
                words: own,
                count: questions.len(),
                fact: place(key.fact),
                other: place(key.other.unwrap_or(key.fact)),
            });
            words += own;
        }
        let mut index = Self {
            facts: facts
                .into_iter()
                .map(|fact| {
                    let follows = declared
                        .get(&fact)
                        .is_some_and(|one| one.parameter || one.derived.is_some());
                    (fact, follows)
                })
                .collect(),
            groups,
            words,
            ..Self::default()
        };
        index.lay(items, &placed);
        index
    }

    /// Lays the rows, by their rarest literal, and the layers.
    fn lay(&mut self, items: &[Item], placed: &Placed<'_>) {
        let none = |group: &Group| {
            let asked = vec![Vec::new(); group.count];
            Asking {
                items: [asked.clone(), asked],
                last: None,
            }
        };
        let mut asking: Vec<Asking> = self.groups.iter().map(none).collect();
        self.asking = vec![0; items.len().div_ceil(64)];
        self.items = by_place(items, placed);
        let rows = (0..).zip(self.items.clone()).filter_map(|(at, number)| {
            let item = items.get(super::place(number))?;
            let row = self.row(at, item, placed, &mut asking);
            Some(Row {
                item: number,
                ..row
            })
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.sort_by_key(|row| row.units);
        self.rows = rows;
        let layers = self.groups.iter().zip(&asking);
        let layers = layers.map(|(group, asking)| Layer::new(&asking.items, items.len(), group));
        self.layers = layers.collect();
    }

    fn row(&mut self, at: u32, item: &Item, placed: &Placed<'_>, asking: &mut [Asking]) -> Row {
        let tests = item.conditions.iter().map(|one| &one.test);
        let nodes: Vec<Node> = tests.map(|test| placed.node(test, false)).collect();
        let (mut units, mut joined) = (Vec::new(), Vec::new());
        for node in nodes {
            spread(node, &mut units, &mut joined);
        }
        units.sort_by(|one, two| placed.chance(*one).total_cmp(&placed.chance(*two)));
        units.dedup();
        let from = self.clauses.len();
        let never = self.never();
        let single = |literal: &u32| clause([*literal], never);
        self.clauses.extend(units.iter().skip(UNITS).map(single));
        let joins = self.clauses.len();
        let programs = self.programs.len();
        for node in &joined {
            match node.clauses() {
                Some(clauses) => {
                    let clauses = clauses.into_iter().map(|one| clause(one, never));
                    self.clauses.extend(clauses);
                }
                None => node.write(&mut self.programs),
            }
        }
        let end = self.clauses.len();
        let programs = (short(programs), short(self.programs.len() - programs));
        let more = units
            .iter()
            .filter(|unit| !self.ask(**unit, (at, placed), asking));
        let more: Vec<Clause> = more.map(single).collect();
        self.rest(at, (joins, end, programs), more);
        let mut own = [self.always(); UNITS];
        for (place, literal) in own.iter_mut().zip(units) {
            *place = literal;
        }
        Row {
            units: own,
            item: at,
            beyond: Beyond {
                clauses: (short(from), short(end - from)),
                programs,
            },
        }
    }

    /// Notes that an item asks for a literal; not if it wants another of the same names to hold already, for a name gives only one.
    fn ask(&self, unit: u32, (item, placed): (u32, &Placed<'_>), asking: &mut [Asking]) -> bool {
        let opposite = unit >= placed.half;
        let bit = if opposite { unit - placed.half } else { unit };
        let word = super::place(bit / 64);
        let at = self
            .groups
            .partition_point(|group| group.word <= word)
            .saturating_sub(1);
        let (Some(group), Some(asking)) = (self.groups.get(at), asking.get_mut(at)) else {
            return false;
        };
        if !opposite && !group.stepped() {
            if asking.last == Some(item) {
                return false;
            }
            asking.last = Some(item);
        }
        let [wanted, unwanted] = &mut asking.items;
        let lists = if opposite { unwanted } else { wanted };
        let list = lists.get_mut(super::place(bit) - group.word * 64);
        list.map(|items| items.push(item)).is_some()
    }

    /// Keeps what an item asks beyond the literals of layers: its joined tests, and `more`.
    fn rest(
        &mut self,
        item: u32,
        (joins, end, programs): (usize, usize, (u32, u32)),
        more: Vec<Clause>,
    ) {
        let (from, to) = if more.is_empty() && (joins < end || programs.1 == 0) {
            (joins, end)
        } else {
            // whoever asks more has a clause at least
            let from = self.clauses.len();
            self.clauses.extend(more);
            self.clauses.extend_from_within(joins..end);
            if from == self.clauses.len() {
                self.clauses.push([self.always(); WIDE]);
            }
            (from, self.clauses.len())
        };
        let beyond = Beyond {
            clauses: (short(from), short(to - from)),
            programs,
        };
        self.beyond.push(beyond);
        if !beyond.is_nothing()
            && let Some(word) = self.asking.get_mut(super::place(item / 64))
        {
            *word |= 1 << (item % 64);
        }
    }
}

/// The items in the order of where they ask an enterprise to be, the widest first, so that those that may fit lie together; in
/// catalogue order else.
fn by_place(items: &[Item], placed: &Placed<'_>) -> Vec<u32> {
    let place = |item: &Item| {
        let mut tests = item.conditions.iter().map(|one| &one.test);
        let place = tests.find(|test| matches!(test, Test::Place(..)));
        let literal = place.and_then(|test| question::of(test).pop());
        literal.map(|literal| {
            let literal = placed.literal(literal);
            (Reverse(placed.chance(literal).to_bits()), literal)
        })
    };
    let mut numbered: Vec<_> = items.iter().map(place).zip(0_u32..).collect();
    numbered.sort_unstable();
    numbered.into_iter().map(|(_, number)| number).collect()
}

/// Every distinct question of the items, by kind and fact.
fn asked(items: &[Item]) -> Asked<'_> {
    let mut asked: Asked<'_> = BTreeMap::new();
    let conditions = items.iter().flat_map(|item| &item.conditions);
    for leaf in conditions.flat_map(|condition| condition.test.leaves()) {
        for literal in question::of(leaf) {
            let group = asked.entry(literal.key).or_default();
            group.entry(literal.question).or_insert(leaf);
        }
    }
    asked
}

impl<'a> Placed<'a> {
    fn literal(&self, literal: question::Literal<'a>) -> u32 {
        let bit = self.bits.get(&(literal.key, literal.question));
        let half = if literal.negated { self.half } else { 0 };
        bit.copied().unwrap_or_default() + half
    }

    /// Opposites go down to the literals: not k of n is n − k + 1 of the opposites.
    fn node(&self, test: &'a Test, negated: bool) -> Node {
        let inner = test.inner();
        let least = match test {
            Test::Not(inner) => return self.node(inner, !negated),
            Test::All(_) => inner.len(),
            Test::Any(_) => 1,
            Test::Count { least, .. } => *least,
            Test::Yes(_)
            | Test::Within(..)
            | Test::Reaches { .. }
            | Test::OneOf(..)
            | Test::Industry(..)
            | Test::Place(..)
            | Test::Title(..)
            | Test::Between(..)
            | Test::InYear { .. }
            | Test::Months { .. } => return self.leaf(test, negated),
        };
        let parts = inner.iter().map(|part| self.node(part, negated)).collect();
        at_least(least, parts, negated)
    }

    fn leaf(&self, test: &'a Test, negated: bool) -> Node {
        let literals = question::of(test);
        let count = literals.len();
        let parts = literals.into_iter().map(|mut literal| {
            literal.negated ^= negated;
            Node::Literal(self.literal(literal))
        });
        at_least(count, parts.collect(), negated)
    }

    fn chance(&self, literal: u32) -> f32 {
        self.chances.get(&literal).copied().unwrap_or(1.0)
    }
}

/// The clause of some literals.
fn clause(literals: impl IntoIterator<Item = u32>, never: u32) -> Clause {
    let mut clause = [never; WIDE];
    for (place, literal) in clause.iter_mut().zip(literals) {
        *place = literal;
    }
    clause
}
