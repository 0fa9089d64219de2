//! datalogic: JSON logic per item, compiled.

use bumpalo::Bump;
use calculator::{Item, Profile, Verdict};
use datalogic_rs::{Engine, Logic, ParsedData};
use serde_json::{Value, json};

use super::{Ask, Peer, Rule, fields_of, verdict};

fn ask(ask: &Ask) -> Value {
    let field = |field: &str| json!({ "var": field });
    match ask {
        Ask::In(name, texts) => json!({ "in": [field(name), texts] }),
        Ask::Over(name, true, line) => json!({ ">=": [field(name), line] }),
        Ask::Over(name, false, line) => json!({ "<=": [field(name), line] }),
        Ask::Has(name, titles) => {
            let one = titles
                .iter()
                .map(|title| json!({ "in": [title, field(name)] }));
            json!({ "or": one.collect::<Vec<_>>() })
        }
        Ask::Is(name) => json!({ "===": [field(name), true] }),
        Ask::Given(name) => json!({ "!==": [field(name), null] }),
    }
}

fn logic(rule: &Rule) -> Value {
    let each = |rules: &[Rule]| rules.iter().map(logic).collect::<Vec<_>>();
    match rule {
        Rule::All(rules) => json!({ "and": each(rules) }),
        Rule::Any(rules) => json!({ "or": each(rules) }),
        Rule::Not(rule) => json!({ "!": [logic(rule)] }),
        Rule::Ask(one) => ask(one),
    }
}

pub(crate) struct Datalogic {
    engine: Engine,
    complete: Vec<Logic>,
    surely: Vec<[Logic; 2]>,
    profiles: Vec<ParsedData>,
    memory: Bump,
}

impl Datalogic {
    pub(crate) fn new(items: &[Item]) -> Self {
        let engine = Engine::new();
        let compiled = |rule: &Rule| engine.compile(logic(rule).to_string().as_str()).unwrap();
        let rules: Vec<Rule> = items.iter().map(Rule::of).collect();
        Self {
            complete: rules.iter().map(compiled).collect(),
            surely: rules
                .iter()
                .map(|rule| [true, false].map(|wanted| compiled(&rule.surely(wanted))))
                .collect(),
            profiles: Vec::new(),
            memory: Bump::new(),
            engine,
        }
    }
}

impl Peer for Datalogic {
    fn name(&self) -> &'static str {
        "datalogic-rs 5.4"
    }

    fn load(&mut self, profiles: &[Profile]) {
        let parsed = |profile| {
            ParsedData::from_json(&Value::Object(fields_of(profile)).to_string()).unwrap()
        };
        self.profiles = profiles.iter().map(parsed).collect();
    }

    fn run(&mut self, profile: usize, missing: bool, verdicts: &mut [Verdict]) {
        let data = &self.profiles[profile];
        let holds = |rule: &Logic| {
            let answer = self.engine.evaluate(rule, data, &self.memory).ok();
            answer.and_then(|value| value.as_bool()).unwrap_or(false)
        };
        if missing {
            for (out, [fits, fails]) in verdicts.iter_mut().zip(&self.surely) {
                let fails = holds(fails);
                *out = verdict(!fails && holds(fits), fails);
            }
        } else {
            for (out, fits) in verdicts.iter_mut().zip(&self.complete) {
                let fits = holds(fits);
                *out = verdict(fits, !fits);
            }
        }
        self.memory.reset();
    }
}
