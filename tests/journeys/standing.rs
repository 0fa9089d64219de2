//! Standing up, stopping, and standing up again; and the one clear line when it cannot.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use serde_json::json;
use world::World;

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, publish, submitted, text};

#[test]
fn a_second_start_finds_yesterdays_cases() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let data = data.to_str().expect("a path");
    let number = {
        let world = World::start_with(PROGRAM, &["--data", data]);
        text(&submitted(&world), "/number")
    };
    let world = World::start_with(PROGRAM, &["--data", data]);
    let case = world
        .speak_as(ENTERPRISE)
        .get(&format!("/v1/cases/{number}"));
    assert_eq!(case.status, 200, "{}", case.text());
}

#[test]
fn a_packed_catalogue_is_read_without_compiling_and_a_damaged_one_is_passed_over() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    let named = data.to_str().expect("a path");
    publish(&World::start_with(PROGRAM, &["--data", named]));

    // the pointer, and the packed snapshot; the snapshot itself is not read
    let (amount, reads) = first_question(&World::start_with(PROGRAM, &["--data", named]));
    assert_eq!((amount.as_str(), reads), ("200000.00", 2));

    assert!(damage_packed(&data) > 0, "a packed snapshot is kept");
    let (amount, reads) = first_question(&World::start_with(PROGRAM, &["--data", named]));
    assert_eq!((amount.as_str(), reads), ("200000.00", 3));

    // the next look at the day writes it anew, as it does after an update of the program
    let world = World::start_with(PROGRAM, &["--data", named]);
    world.move_clock_by(86_400);
    world.settle();
    drop(world);
    let (amount, reads) = first_question(&World::start_with(PROGRAM, &["--data", named]));
    assert_eq!((amount.as_str(), reads), ("200000.00", 2));
}

/// The answer to the first question a process is asked, and how often it read from a bucket for that.
fn first_question(world: &World) -> (String, usize) {
    let asked = json!({ "items": [ITEM] });
    let reply = world.anonymous().post("/v1/assessments", asked);
    assert_eq!(reply.status, 200, "{}", reply.text());
    let (_, calls) = world.console("GET", "/_host/calls", None);
    let reads = calls["calls"].as_array().into_iter().flatten();
    let reads = reads.filter(|call| {
        text(call, "/function") == "EligibilityFunction" && text(call, "/action") == "s3:GetObject"
    });
    (text(&reply.json(), "/items/0/amount/high"), reads.count())
}

/// Turns a bit in the middle of every packed snapshot below a folder; says how many there are.
fn damage_packed(folder: &Path) -> usize {
    let mut damaged = 0;
    for entry in std::fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            damaged += damage_packed(&path);
            continue;
        }
        let mut bytes = std::fs::read(&path).expect("a file");
        if bytes.starts_with(b"huiqi\0\r\n") {
            let middle = bytes.len() / 2;
            bytes[middle] ^= 4;
            std::fs::write(&path, bytes).expect("a file can be written");
            damaged += 1;
        }
    }
    damaged
}

#[test]
fn a_taken_port_is_one_clear_line() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let port = taken.local_addr().expect("an address").port().to_string();
    let output = failing(&["--memory", "--port", &port]);
    one_line(&output, &port);
}

#[test]
fn a_damaged_data_folder_is_one_clear_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().to_str().expect("a path").to_owned();
    drop(World::start_with(PROGRAM, &["--data", &data]));
    let mut damaged = 0;
    for entry in std::fs::read_dir(&data).expect("the folder") {
        let path = entry.expect("an entry").path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        // the journal too: a database whose journal is whole heals itself
        if name.contains(".sqlite") {
            std::fs::write(&path, b"this is no database").expect("written");
            damaged += 1;
        }
    }
    assert!(damaged > 0, "there was something to damage");
    let output = failing(&["--port", "0", "--data", &data]);
    one_line(&output, &data);
}

#[test]
fn a_broken_template_is_one_clear_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let template = folder.path().join("template.yaml");
    std::fs::write(&template, "Resources:\n  Table: [").expect("written");
    let template = template.to_str().expect("a path").to_owned();
    let output = failing(&["--memory", "--port", "0", "--template", &template]);
    one_line(&output, &template);
}

fn failing(arguments: &[&str]) -> Output {
    Command::new(PROGRAM)
        .args(arguments)
        .arg("--until-stdin-closes")
        .stdin(Stdio::null())
        .output()
        .expect("the binary starts")
}

fn one_line(output: &Output, names: &str) {
    assert_eq!(output.status.code(), Some(2), "{output:?}");
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!(said.trim().lines().count(), 1, "{said}");
    assert!(said.contains(names), "{said}");
    assert!(!said.contains("panicked"), "{said}");
}
