//! Which request goes where: fixed words before parameters, parameters before the rest of a path.

use std::collections::BTreeMap;
use std::sync::Arc;

use http::Method;

use crate::process::Pool;
use crate::template::{ObjectRoute, Route, Template};

/// Where a request goes.
#[derive(Debug, Clone)]
pub(super) enum Target {
    Function(Arc<Pool>),
    Objects(ObjectRoute),
}

/// A request's way.
#[derive(Debug, Clone)]
pub(super) struct Found {
    pub(super) target: Target,
    /// The path as the template writes it.
    pub(super) resource: String,
    /// Parameters, percent-decoded.
    pub(super) parameters: BTreeMap<String, String>,
}

#[derive(Debug)]
struct Known {
    route: Route,
    parts: Vec<Part>,
    target: Target,
}

/// In the order in which they are preferred.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Part {
    Word(String),
    One(String),
    Rest(String),
}

#[derive(Debug)]
pub(super) struct Routes(Vec<Known>);

impl Routes {
    pub(super) fn new(template: &Template, pools: &[Arc<Pool>]) -> Self {
        let functions = pools.iter().flat_map(|pool| {
            let routes = pool.function.routes.iter();
            routes.map(|route| known(route, Target::Function(Arc::clone(pool))))
        });
        let objects = template
            .object_routes
            .iter()
            .map(|route| known(&route.route, Target::Objects(route.clone())));
        let mut all: Vec<Known> = functions.chain(objects).collect();
        all.sort_by_key(|known| {
            known
                .parts
                .iter()
                .map(|part| match part {
                    Part::Word(_) => 0_u8,
                    Part::One(_) => 1,
                    Part::Rest(_) => 2,
                })
                .collect::<Vec<_>>()
        });
        Self(all)
    }

    /// The first route that fits; `HEAD` goes where `GET` goes.
    pub(super) fn find(&self, method: &Method, path: &str) -> Option<Found> {
        let words: Vec<&str> = path.trim_start_matches('/').split('/').collect();
        self.0
            .iter()
            .filter(|known| known.answers(method))
            .find_map(|known| {
                Some(Found {
                    target: known.target.clone(),
                    resource: known.route.path.clone(),
                    parameters: fit(&known.parts, &words)?,
                })
            })
    }
}

impl Known {
    fn answers(&self, method: &Method) -> bool {
        let asked = if *method == Method::HEAD {
            "GET"
        } else {
            method.as_str()
        };
        self.route.method == "ANY" || self.route.method == asked
    }
}

fn known(route: &Route, target: Target) -> Known {
    let part = |word: &str| match word
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'))
    {
        Some(name) => name.strip_suffix('+').map_or_else(
            || Part::One(name.to_owned()),
            |name| Part::Rest(name.to_owned()),
        ),
        None => Part::Word(word.to_owned()),
    };
    Known {
        parts: route
            .path
            .trim_start_matches('/')
            .split('/')
            .map(part)
            .collect(),
        route: route.clone(),
        target,
    }
}

fn fit(parts: &[Part], words: &[&str]) -> Option<BTreeMap<String, String>> {
    let mut parameters = BTreeMap::new();
    let mut words = words.iter();
    for part in parts {
        match part {
            Part::Word(word) => {
                if decoded(words.next()?) != *word {
                    return None;
                }
            }
            Part::One(name) => {
                let word = words.next().filter(|word| !word.is_empty())?;
                parameters.insert(name.clone(), decoded(word));
            }
            Part::Rest(name) => {
                let rest: Vec<String> = words.by_ref().map(|word| decoded(word)).collect();
                let rest = rest.join("/");
                if rest.is_empty() {
                    return None;
                }
                parameters.insert(name.clone(), rest);
            }
        }
    }
    words.next().is_none().then_some(parameters)
}

/// Percent-decoded; what is no UTF-8 stays as it is.
pub(super) fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        let pair: Option<u8> = (byte == b'%')
            .then(|| {
                let mut ahead = rest.clone();
                let (high, low) = (char::from(ahead.next()?), char::from(ahead.next()?));
                let value = high
                    .to_digit(16)?
                    .checked_mul(16)?
                    .checked_add(low.to_digit(16)?)?;
                rest = ahead;
                u8::try_from(value).ok()
            })
            .flatten();
        bytes.push(pair.unwrap_or(byte));
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
