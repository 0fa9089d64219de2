//! CEL: a program per item. Its *and* and *or* let an error be *not known*, so one program serves for what is missing.

use std::sync::Arc;

use calculator::{Item, Profile, Verdict};
use cel::{Context, Env, Program};
use serde_json::Value;

use super::{Ask, Peer, Rule, fields_of, quoted, text};

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
            format!("({})", one.join(" || "))
        }
        Ask::Is(field) | Ask::Given(field) => field.clone(),
    }
}

pub(crate) struct Cel {
    env: Arc<Env>,
    items: Vec<Program>,
    profiles: Vec<Context<'static, 'static>>,
}

impl Cel {
    pub(crate) fn new(items: &[Item]) -> Self {
        let env = Arc::new(Env::stdlib());
        let written = items
            .iter()
            .map(|item| text(&Rule::of(item), [" && ", " || ", "!"], &ask));
        Self {
            items: written
                .map(|written| env.compile(&written).unwrap())
                .collect(),
            profiles: Vec::new(),
            env,
        }
    }
}

impl Peer for Cel {
    fn name(&self) -> &'static str {
        "cel 0.15"
    }

    fn load(&mut self, profiles: &[Profile]) {
        let contexts = profiles.iter().map(|profile| {
            let mut context = Context::with_env(self.env.clone());
            for (field, value) in fields_of(profile) {
                match value {
                    Value::Number(number) => context.add_variable(field, number.as_i64().unwrap()),
                    Value::Bool(yes) => context.add_variable(field, yes),
                    Value::String(text) => context.add_variable(field, text),
                    Value::Array(titles) => {
                        let titles = titles.iter().filter_map(Value::as_str).map(str::to_owned);
                        context.add_variable(field, titles.collect::<Vec<String>>())
                    }
                    _ => Ok(()),
                }
                .unwrap();
            }
            context
        });
        self.profiles = contexts.collect();
    }

    fn run(&mut self, profile: usize, _missing: bool, verdicts: &mut [Verdict]) {
        let context = &self.profiles[profile];
        for (verdict, item) in verdicts.iter_mut().zip(&self.items) {
            *verdict = match item.execute(context) {
                Ok(cel::Value::Bool(true)) => Verdict::Eligible,
                Ok(_) => Verdict::Ineligible,
                Err(_) => Verdict::Undetermined,
            };
        }
    }
}
