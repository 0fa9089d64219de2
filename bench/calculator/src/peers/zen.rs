//! zen: an expression of its language per item, compiled.

use calculator::{Item, Profile, Verdict};
use serde_json::Value;
use zen_expression::expression::Standard;
use zen_expression::scope::Scope;
use zen_expression::variable::Variable;
use zen_expression::vm::VM;
use zen_expression::{Expression, Isolate};

use super::{Ask, Peer, Rule, fields_of, quoted, text, verdict};

fn ask(ask: &Ask) -> String {
    match ask {
        Ask::In(field, texts) => format!("{field} in [{}]", quoted(texts, '\'')),
        Ask::Over(field, over, line) => {
            format!("{field} {} {line}", if *over { ">=" } else { "<=" })
        }
        Ask::Has(field, titles) => {
            let one: Vec<String> = titles
                .iter()
                .map(|title| format!("'{title}' in {field}"))
                .collect();
            format!("({})", one.join(" or "))
        }
        Ask::Is(field) => format!("{field} == true"),
        Ask::Given(field) => format!("{field} != null"),
    }
}

pub(crate) struct Zen {
    complete: Vec<Expression<Standard>>,
    surely: Vec<[Expression<Standard>; 2]>,
    profiles: Vec<Scope>,
    machine: VM,
}

impl Zen {
    pub(crate) fn new(items: &[Item]) -> Self {
        let mut isolate = Isolate::new();
        let mut compiled = |rule: &Rule| {
            let written = text(rule, [" and ", " or ", "not "], &ask);
            isolate.compile_standard(&written).unwrap()
        };
        let rules: Vec<Rule> = items.iter().map(Rule::of).collect();
        Self {
            complete: rules.iter().map(&mut compiled).collect(),
            surely: rules
                .iter()
                .map(|rule| [true, false].map(|wanted| compiled(&rule.surely(wanted))))
                .collect(),
            profiles: Vec::new(),
            machine: VM::new(),
        }
    }
}

impl Peer for Zen {
    fn name(&self) -> &'static str {
        "zen-expression 2.1"
    }

    fn load(&mut self, profiles: &[Profile]) {
        let scope = |profile| Scope::new(Variable::from(Value::Object(fields_of(profile))));
        self.profiles = profiles.iter().map(scope).collect();
    }

    fn run(&mut self, profile: usize, missing: bool, verdicts: &mut [Verdict]) {
        let scope = &self.profiles[profile];
        let machine = &mut self.machine;
        let mut holds = |rule: &Expression<Standard>| {
            let answer = rule.evaluate_with_scope(scope, machine).ok();
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
    }
}
