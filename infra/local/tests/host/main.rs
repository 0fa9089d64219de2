//! The host with real processes: this program starts itself as each function of a small template.

#![cfg(test)]

mod child;
mod world;

use serde_json::{Value, json};
use world::World;

type Case = (&'static str, fn(&World));

const CASES: [Case; 8] = [
    (
        "a request reaches its function as the gateway's event",
        event,
    ),
    ("two at a time are two processes", at_once),
    ("a crash is a 502 and the next request is fine", crash),
    ("what takes too long is ended", timeout),
    (
        "an address nobody answers gets the gateway's response",
        nowhere,
    ),
    ("rights are held", rights),
    (
        "a record that passes the filter arrives once, a poisoned one is parked",
        records,
    ),
    (
        "a moved clock fires the schedule and starts processes anew",
        clock,
    ),
];

fn main() {
    if std::env::var_os("AWS_LAMBDA_RUNTIME_API").is_some() {
        child::run();
        return;
    }
    // asked by a runner for the list of tests
    if std::env::args().any(|argument| argument == "--list") {
        return;
    }
    let world = World::start();
    for (name, case) in CASES {
        case(&world);
        world::say(&format!("test {name} ... ok"));
    }
    let processes = world.stop();
    assert_eq!(processes, 0, "stopping ends every process");
    world::say(&format!("{} passed, 0 failed", CASES.len()));
}

fn event(world: &World) {
    let (status, event) = world.ask("POST", "/echo/a%20b?one=1&two=2&two=3", "中文");
    assert_eq!(status, 200, "{event} {}", world.said());
    let at = |pointer: &str| event.pointer(pointer).cloned().unwrap_or_default();
    assert_eq!(at("/httpMethod"), "POST");
    assert_eq!(at("/resource"), "/echo/{name}");
    assert_eq!(at("/pathParameters/name"), "a b");
    assert_eq!(at("/queryStringParameters/one"), "1");
    assert_eq!(
        at("/multiValueQueryStringParameters/two"),
        json!(["2", "3"])
    );
    assert_eq!(at("/body"), "中文");
    assert_eq!(at("/isBase64Encoded"), json!(false));
    assert!(at("/requestContext/requestId").is_string());
}

fn at_once(world: &World) {
    let pids: Vec<Value> = std::thread::scope(|scope| {
        let asked: Vec<_> = (0..2)
            .map(|_| scope.spawn(|| world.ask("GET", "/echo/x?sleep=600", "").1))
            .collect();
        asked
            .into_iter()
            .map(|one| one.join().unwrap().get("pid").cloned().unwrap())
            .collect()
    });
    assert_ne!(pids[0], pids[1], "one process takes one at a time");
}

fn crash(world: &World) {
    assert_eq!(world.ask("GET", "/echo/x?crash=1", "").0, 502);
    assert_eq!(world.ask("GET", "/echo/x", "").0, 200);
}

fn timeout(world: &World) {
    assert_eq!(world.ask("GET", "/echo/x?sleep=3600000", "").0, 502);
    assert_eq!(world.ask("GET", "/echo/x", "").0, 200);
}

fn nowhere(world: &World) {
    let (status, body) = world.ask("GET", "/nowhere", "");
    assert_eq!(status, 404);
    assert_eq!(body.get("nothing"), Some(&json!("here")));
    assert!(
        body.get("id")
            .and_then(Value::as_str)
            .is_some_and(|id| !id.starts_with('$'))
    );
}

fn rights(world: &World) {
    let put = |pk: &str| {
        world
            .ask("GET", &format!("/echo/x?put={pk}&seen=true"), "")
            .1
    };
    let stored = put("THING%231");
    assert_eq!(stored.get("stored"), Some(&json!(200)), "{stored}");
    let refused = put("OTHER%231");
    assert_eq!(refused.get("stored"), Some(&json!(400)));
    assert!(refused.to_string().contains("AccessDenied"), "{refused}");
}

fn records(world: &World) {
    for pk in ["THING%23a", "THING%23poison", "THING%23b"] {
        world.ask("GET", &format!("/echo/x?put={pk}&seen=false"), "");
    }
    world.settle();
    let seen = world.log("watcher");
    let count = |name: &str| seen.iter().filter(|line| line.as_str() == name).count();
    assert_eq!((count("THING#a"), count("THING#b")), (1, 1), "{seen:?}");
    // a batch that is halved counts as no try
    assert!(
        (3..=4).contains(&count("THING#poison")),
        "tried once and twice again: {seen:?}"
    );
    assert_eq!(
        count("THING#1"),
        0,
        "what the filter keeps out never arrives"
    );
    let failed = world.console("GET", "/_host/failed", None);
    assert!(failed.to_string().contains("Watcher"), "{failed}");
}

fn clock(world: &World) {
    let before = world.ask("GET", "/echo/x", "").1;
    world.console("POST", "/_host/clock", Some(&json!({ "days": 1 })));
    world.settle();
    assert!(
        !world.log("ticker").is_empty(),
        "a day holds more than an hour"
    );
    let after = world.ask("GET", "/echo/x", "").1;
    let offset = |event: &Value| {
        event
            .pointer("/offset")
            .and_then(Value::as_str)
            .unwrap_or("0")
            .parse::<i64>()
            .unwrap()
    };
    assert!(
        offset(&after) - offset(&before) >= 86_000,
        "the new process lives a day later"
    );
    assert_ne!(before.get("pid"), after.get("pid"));
}
