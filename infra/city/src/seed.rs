//! The sample city, brought in through the public API like anybody else's data.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use serde_json::Value;

use crate::cli::{list, publish, text};
use crate::client::{Outcome, Trouble, trouble};
use crate::session::{Call, Session, problem};

/// Where the sample data lies in the checkout.
pub(crate) fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../seed")
}

/// One file of the sample data: its stem and its JSON.
#[derive(Debug, Clone)]
pub(crate) struct Sample {
    /// File name without its ending.
    pub(crate) name: String,
    /// What it holds.
    pub(crate) body: Value,
}

/// All samples of one kind, by name.
pub(crate) fn samples(kind: &str) -> Outcome<Vec<Sample>> {
    let folder = folder().join(kind);
    let read = |error: std::io::Error| Trouble(format!("{}: {error}", folder.display()));
    let mut found = Vec::new();
    for entry in std::fs::read_dir(&folder).map_err(read)? {
        let path = entry.map_err(read)?.path();
        if path.extension().is_some_and(|ending| ending == "json") {
            found.push(Sample {
                name: path
                    .file_stem()
                    .map(|stem| stem.to_string_lossy().into_owned())
                    .unwrap_or_default(),
                body: publish::read(&path)?,
            });
        }
    }
    found.sort_by(|left, right| left.name.cmp(&right.name));
    Ok(found)
}

/// Brings in whatever is not there yet.
pub(crate) fn plant(session: &Session) -> Outcome<()> {
    let operator = session.token("operator")?;
    for sample in samples("calendars")? {
        put(
            session,
            &operator,
            &format!("/v1/calendars/{}", sample.name),
            without(&sample.body, "year"),
        )?;
    }
    for sample in samples("jurisdictions")? {
        put(
            session,
            &operator,
            &format!("/v1/jurisdictions/{}", sample.name),
            sample.body,
        )?;
    }
    let inspector = format!("{}/inspector", session.addresses.console);
    each(samples("departments")?, |sample| {
        let body = sample.body.to_string().replace("{inspector}", &inspector);
        let body = serde_json::from_str(&body).unwrap_or(Value::Null);
        let path = format!("/v1/departments/{}", sample.name);
        put(session, &operator, &path, body)
    })?;
    each(samples("parents")?, |sample| {
        let path = format!("/v1/parents/{}", sample.name);
        put(session, &operator, &path, sample.body.clone())
    })?;
    let explanations = samples("explanations")?;
    each(samples("policies")?, |sample| {
        let mut said = explanations.iter();
        let said = said.find(|said| said.name == sample.name);
        plant_policy(session, &sample.body, said.map(|said| &said.body))
    })?;
    each(samples("gatherings")?, |sample| {
        let holder = session.token(text(&sample.body, "/by"))?;
        let path = format!("/v1/gatherings/{}", sample.name);
        put(session, &holder, &path, without(&sample.body, "by"))
    })?;
    each(samples("enterprises")?, |sample| {
        let code = text(&sample.body, "/enterprise");
        let owner = session.token(code)?;
        let path = format!("/v1/enterprises/{code}/profile");
        put(session, &owner, &path, without(&sample.body, "enterprise"))
    })
}

/// How many samples are on their way at once.
const AT_ONCE: usize = 4;

/// Brings in samples that do not hang on each other, several at a time; gives the first trouble.
fn each(samples: Vec<Sample>, plant: impl Fn(&Sample) -> Outcome<()> + Sync) -> Outcome<()> {
    let waiting = Mutex::new(samples.into_iter());
    let next = || {
        waiting
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .next()
    };
    let work = || std::iter::from_fn(next).try_for_each(|sample| plant(&sample));
    std::thread::scope(|scope| {
        let workers: Vec<_> = (0..AT_ONCE).map(|_| scope.spawn(work)).collect();
        let mut ends = workers.into_iter().map(std::thread::ScopedJoinHandle::join);
        ends.try_for_each(|end| end.unwrap_or_else(|_| trouble("a sample could not be brought in")))
    })
}

/// Puts a body where nothing is yet; what is already there stays as it is.
fn put(session: &Session, token: &str, path: &str, body: Value) -> Outcome<()> {
    let put = session.try_call(token, "PUT", path, Call::with(body).at(0))?;
    if put.fine() || put.status == 412 {
        return Ok(());
    }
    trouble(format!("{path}: {}", problem(&put)))
}

/// Publishes a policy with its interpretation, then says what there is to say about it: rulings, answers for everybody.
fn plant_policy(session: &Session, document: &Value, said: Option<&Value>) -> Outcome<()> {
    let policy = text(document, "/policy/id");
    let path = format!("/v1/policies/{policy}");
    let there = session.try_call("", "GET", &path, Call::default())?;
    if there.status == 200 {
        return Ok(());
    }
    let interpretation = said.and_then(|said| said.get("interpretation"));
    let mut at = publish::write_explain_and_publish(session, document, interpretation)?;
    let department = text(document, "/policy/department");
    for kind in ["rulings", "faqs"] {
        let pointer = format!("/{kind}");
        for body in said.map_or(&[][..], |said| list(said, &pointer)) {
            let publisher = session.token(&format!("{department}-publisher"))?;
            let call = Call::with(body.clone()).at(at);
            let call = call.keyed(format!("{kind}-{at}-{policy}"));
            session.call(&publisher, "POST", &format!("{path}/{kind}"), call)?;
            // each is one event
            at = at.saturating_add(1);
        }
    }
    Ok(())
}

fn without(body: &Value, field: &str) -> Value {
    let mut body = body.clone();
    if let Some(fields) = body.as_object_mut() {
        fields.remove(field);
    }
    body
}
