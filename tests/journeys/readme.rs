//! The README's commands, word for word.

use std::process::Command;

use world::World;

use crate::PROGRAM;

#[test]
fn the_six_commands_take_a_case_from_policy_to_payment() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("the README");
    let commands: Vec<&str> = readme
        .lines()
        .filter_map(|line| line.strip_prefix("cargo hq "))
        .collect();
    assert!((1..=6).contains(&commands.len()), "{commands:?}");
    let world = World::start(PROGRAM);
    let mut last = String::new();
    for command in commands {
        let output = Command::new(PROGRAM)
            .args(command.split_whitespace())
            .current_dir(root)
            .env("HUIQI_DATA", world.folder())
            .output()
            .expect("the command runs");
        last = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(
            output.status.success(),
            "{command}\n{last}\n{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    assert!(last.contains("timeline"), "{last}");
    assert!(last.lines().count() > 8, "the whole timeline: {last}");
}
