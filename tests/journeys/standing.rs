//! Standing up, stopping, and standing up again; and the one clear line when it cannot.

use std::process::{Command, Output, Stdio};

use world::World;

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, submitted, text};

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
