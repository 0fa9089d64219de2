//! a-tree: one index over the whole catalogue; it reports matches. A second one holds the opposites, for what is missing.

use a_tree::{ATree, AttributeDefinition, Event};
use calculator::{Item, Profile, Verdict};
use serde_json::Value;

use super::{Ask, Peer, Rule, fields, fields_of, quoted, text};

fn ask(ask: &Ask) -> String {
    match ask {
        Ask::In(field, texts) => format!("{field} in [{}]", quoted(texts, '"')),
        Ask::Over(field, over, line) => {
            format!("{field} {} {line}", if *over { ">=" } else { "<=" })
        }
        Ask::Has(field, titles) => format!("{field} one of [{}]", quoted(titles, '"')),
        Ask::Is(field) | Ask::Given(field) => field.clone(),
    }
}

pub(crate) struct Indexed {
    fits: ATree<u64>,
    fails: ATree<u64>,
    profiles: Vec<[Event; 2]>,
}

fn tree(rules: impl Iterator<Item = Rule>) -> ATree<u64> {
    let attributes = fields().into_iter().map(|(field, value)| match value {
        Value::String(_) => AttributeDefinition::string(&field),
        Value::Array(_) => AttributeDefinition::string_list(&field),
        Value::Bool(_) => AttributeDefinition::boolean(&field),
        _ => AttributeDefinition::integer(&field),
    });
    let mut tree = ATree::new(&attributes.collect::<Vec<_>>()).unwrap();
    for (place, rule) in (0..).zip(rules) {
        let written = text(&rule, [" and ", " or ", "not "], &ask);
        tree.insert(&place, &written)
            .unwrap_or_else(|error| panic!("{error:?}"));
    }
    tree
}

fn event(tree: &ATree<u64>, profile: &Profile) -> Event {
    let mut event = tree.make_event();
    for (field, value) in fields_of(profile) {
        match value {
            Value::String(text) => event.with_string(&field, &text),
            Value::Number(number) => event.with_integer(&field, number.as_i64().unwrap()),
            Value::Bool(yes) => event.with_boolean(&field, yes),
            Value::Array(titles) => {
                let titles: Vec<&str> = titles.iter().filter_map(Value::as_str).collect();
                event.with_string_list(&field, &titles)
            }
            _ => Ok(()),
        }
        .unwrap();
    }
    event.build().unwrap()
}

impl Indexed {
    pub(crate) fn new(items: &[Item]) -> Self {
        Self {
            fits: tree(items.iter().map(Rule::of)),
            fails: tree(items.iter().map(|item| Rule::Not(Box::new(Rule::of(item))))),
            profiles: Vec::new(),
        }
    }
}

impl Peer for Indexed {
    fn name(&self) -> &'static str {
        "a-tree 0.6"
    }

    fn load(&mut self, profiles: &[Profile]) {
        let events = |profile| [&self.fits, &self.fails].map(|tree| event(tree, profile));
        self.profiles = profiles.iter().map(events).collect();
    }

    fn run(&mut self, profile: usize, missing: bool, verdicts: &mut [Verdict]) {
        let [fits, fails] = &self.profiles[profile];
        verdicts.fill(if missing {
            Verdict::Undetermined
        } else {
            Verdict::Ineligible
        });
        for place in self.fits.search(fits).unwrap().matches() {
            verdicts[usize::try_from(**place).unwrap()] = Verdict::Eligible;
        }
        if missing {
            for place in self.fails.search(fails).unwrap().matches() {
                verdicts[usize::try_from(**place).unwrap()] = Verdict::Ineligible;
            }
        }
    }
}
