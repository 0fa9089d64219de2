//! Files a person reads in a sitting.

use crate::tree::{ends, files, shown, text};

const LINES_MAX: usize = 400;

#[test]
fn no_file_is_too_long() {
    let long: Vec<String> = files("")
        .iter()
        .filter(|path| ends(path, "rs"))
        .filter(|path| text(path).lines().count() > LINES_MAX)
        .map(|path| format!("{} ({} lines)", shown(path), text(path).lines().count()))
        .collect();
    assert!(long.is_empty(), "longer than {LINES_MAX} lines: {long:#?}");
}

#[test]
fn every_room_says_what_it_is() {
    let mut missing = Vec::new();
    for manifest in files("").iter().filter(|path| path.ends_with("Cargo.toml")) {
        let folder = manifest.parent().expect("a folder");
        let shared = folder
            .parent()
            .is_some_and(|above| above.ends_with("functions"));
        // functions share one README, a row each
        if !shared && !folder.join("README.md").exists() {
            missing.push(shown(folder));
        }
    }
    assert!(missing.is_empty(), "no README.md in {missing:?}");
}
