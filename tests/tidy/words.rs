//! Words that must not stand in the project, and words that must not stand in the host.

use crate::tree::{ends, files, shown, text};

/// Places of one machine; written in two halves so that this file does not find itself.
const PLACES: [(&str, &str); 4] = [
    ("/wo", "rk/"),
    ("/ro", "ot/"),
    ("/ho", "me/"),
    ("/Use", "rs/"),
];

fn source(path: &std::path::Path) -> bool {
    [
        "rs", "md", "yaml", "toml", "json", "html", "css", "js", "mjs",
    ]
    .iter()
    .any(|ending| ends(path, ending))
}

#[test]
fn no_path_of_a_machine() {
    let mut found = Vec::new();
    for path in files("").iter().filter(|path| source(path)) {
        let text = text(path);
        for (one, two) in PLACES {
            if text.contains(&format!("{one}{two}")) {
                found.push(format!("{}: {one}{two}", shown(path)));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

#[test]
fn the_host_knows_no_word_of_ours() {
    const WORDS: [&str; 8] = [
        "enterprise",
        "department",
        "calculator",
        "casework",
        "subsidy",
        "notice",
        "publicity",
        "liaison",
    ];
    let mut found = Vec::new();
    for path in files("infra/local/src")
        .iter()
        .filter(|path| ends(path, "rs"))
    {
        let text = text(path).to_lowercase();
        for word in WORDS {
            if text.contains(word) {
                found.push(format!("{}: {word}", shown(path)));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}

/// Chinese text with ASCII punctuation between its words.
#[test]
fn chinese_has_its_own_punctuation() {
    let han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let mut found = Vec::new();
    for path in files("")
        .iter()
        .filter(|path| ends(path, "rs") || ends(path, "html"))
        .filter(|path| !shown(path).contains("tests/"))
    {
        for (number, line) in text(path).lines().enumerate() {
            if line.trim_start().starts_with("//") {
                continue;
            }
            let letters: Vec<char> = line.chars().collect();
            let wrong = letters
                .windows(3)
                .any(|three| matches!(three, [one, ',' | ';' | '!' | '?', two] if han(*one) && han(*two)));
            if wrong {
                found.push(format!("{}:{}", shown(path), number + 1));
            }
        }
    }
    assert!(found.is_empty(), "{found:#?}");
}
