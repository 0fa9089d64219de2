//! The plain way, done well: each item a typed tree over numbered slots, walked with a short cut.

use std::collections::BTreeMap;

use calculator::{Item, Profile, Verdict};
use serde_json::Value;

use super::{Ask, Peer, Rule, fields_of};

enum Node {
    All(Vec<Self>),
    Any(Vec<Self>),
    Not(Box<Self>),
    /// A slot is one of these numbers, sorted.
    In(usize, Vec<i64>),
    Over(usize, bool, i64),
    /// A list slot has a bit of this set.
    Has(usize, Box<[u64; 4]>),
    Is(usize),
}

#[derive(Clone)]
enum Slot {
    Unknown,
    Number(i64),
    Set(Box<[u64; 4]>),
}

/// Fields and texts by number.
#[derive(Default)]
struct Names {
    slots: BTreeMap<String, usize>,
    texts: BTreeMap<String, i64>,
}

impl Names {
    fn slot(&mut self, field: &str) -> usize {
        let next = self.slots.len();
        *self.slots.entry(field.to_owned()).or_insert(next)
    }

    fn text(&mut self, text: &str) -> i64 {
        let next = i64::try_from(self.texts.len()).unwrap();
        *self.texts.entry(text.to_owned()).or_insert(next)
    }
}

/// The bits of titles: their numbers are in their names.
fn bits<'a>(titles: impl Iterator<Item = &'a str>) -> Box<[u64; 4]> {
    let mut set = Box::new([0; 4]);
    for title in titles {
        let number: usize = title.rsplit('_').next().unwrap().parse().unwrap();
        set[number / 64] |= 1 << (number % 64);
    }
    set
}

pub(crate) struct Tree {
    names: Names,
    items: Vec<Node>,
    profiles: Vec<Vec<Slot>>,
}

impl Tree {
    pub(crate) fn new(items: &[Item]) -> Self {
        let mut names = Names::default();
        let items = items.iter().map(|item| node(&Rule::of(item), &mut names));
        Self {
            items: items.collect(),
            names,
            profiles: Vec::new(),
        }
    }
}

fn node(rule: &Rule, names: &mut Names) -> Node {
    match rule {
        Rule::All(rules) => Node::All(rules.iter().map(|rule| node(rule, names)).collect()),
        Rule::Any(rules) => Node::Any(rules.iter().map(|rule| node(rule, names)).collect()),
        Rule::Not(rule) => Node::Not(Box::new(node(rule, names))),
        Rule::Ask(Ask::In(field, texts)) => {
            let mut numbers: Vec<i64> = texts.iter().map(|text| names.text(text)).collect();
            numbers.sort_unstable();
            Node::In(names.slot(field), numbers)
        }
        Rule::Ask(Ask::Over(field, over, line)) => Node::Over(names.slot(field), *over, *line),
        Rule::Ask(Ask::Has(field, titles)) => {
            Node::Has(names.slot(field), bits(titles.iter().map(String::as_str)))
        }
        Rule::Ask(Ask::Is(field) | Ask::Given(field)) => Node::Is(names.slot(field)),
    }
}

impl Node {
    /// 0 no, 1 not known, 2 yes.
    fn truth(&self, slots: &[Slot]) -> u8 {
        let of = |decided: bool| if decided { 2 } else { 0 };
        match self {
            Self::All(nodes) => {
                let mut least = 2;
                for node in nodes {
                    least = least.min(node.truth(slots));
                    if least == 0 {
                        break;
                    }
                }
                least
            }
            Self::Any(nodes) => {
                let mut most = 0;
                for node in nodes {
                    most = most.max(node.truth(slots));
                    if most == 2 {
                        break;
                    }
                }
                most
            }
            Self::Not(node) => 2 - node.truth(slots),
            Self::In(slot, numbers) => match &slots[*slot] {
                Slot::Number(number) => of(numbers.binary_search(number).is_ok()),
                _ => 1,
            },
            Self::Over(slot, over, line) => match &slots[*slot] {
                Slot::Number(number) => of(if *over {
                    number >= line
                } else {
                    number <= line
                }),
                _ => 1,
            },
            Self::Has(slot, wanted) => match &slots[*slot] {
                Slot::Set(held) => of(held
                    .iter()
                    .zip(wanted.iter())
                    .any(|(one, two)| one & two != 0)),
                _ => 1,
            },
            Self::Is(slot) => match &slots[*slot] {
                Slot::Number(number) => of(*number == 1),
                _ => 1,
            },
        }
    }
}

impl Peer for Tree {
    fn name(&self) -> &'static str {
        "typed tree"
    }

    fn load(&mut self, profiles: &[Profile]) {
        let names = &mut self.names;
        let slots = profiles.iter().map(|profile| {
            let mut slots = vec![Slot::Unknown; names.slots.len()];
            for (field, value) in fields_of(profile) {
                let slot = match &value {
                    Value::Number(number) => Slot::Number(number.as_i64().unwrap()),
                    Value::Bool(yes) => Slot::Number(i64::from(*yes)),
                    Value::String(text) => Slot::Number(names.text(text)),
                    Value::Array(titles) => {
                        Slot::Set(bits(titles.iter().filter_map(Value::as_str)))
                    }
                    _ => Slot::Unknown,
                };
                if let Some(place) = names.slots.get(&field) {
                    slots[*place] = slot;
                }
            }
            slots
        });
        self.profiles = slots.collect();
    }

    fn run(&mut self, profile: usize, _missing: bool, verdicts: &mut [Verdict]) {
        let slots = &self.profiles[profile];
        for (verdict, item) in verdicts.iter_mut().zip(&self.items) {
            *verdict = match item.truth(slots) {
                2 => Verdict::Eligible,
                1 => Verdict::Undetermined,
                _ => Verdict::Ineligible,
            };
        }
    }
}
