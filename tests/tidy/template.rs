//! Template, folders, the binary of the local city and the README name the same functions.

use std::collections::BTreeSet;

use crate::tree::{root, text};

fn folders() -> BTreeSet<String> {
    std::fs::read_dir(root().join("functions"))
        .expect("the functions")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| {
            path.file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .into_owned()
        })
        .collect()
}

#[test]
fn every_function_is_in_the_template_and_the_reverse() {
    let template = text(&root().join("infra/template.yaml"));
    let handlers: BTreeSet<String> = template
        .lines()
        .filter_map(|line| line.trim().strip_prefix("Handler: "))
        .map(str::to_owned)
        .collect();
    assert_eq!(handlers, folders());
    for function in folders() {
        assert!(
            template.contains(&format!("CodeUri: ../target/lambda/{function}/")),
            "{function} is packaged where the template looks"
        );
    }
}

#[test]
fn every_function_runs_on_a_laptop_and_has_its_row() {
    let city = text(&root().join("infra/city/src/function.rs"));
    let readme = text(&root().join("functions/README.md"));
    for function in folders() {
        assert!(
            city.contains(&format!("\"{function}\" =>")),
            "{function} in the city"
        );
        assert!(
            readme.contains(&format!("`{function}")),
            "{function} in functions/README.md"
        );
    }
}

#[test]
fn the_template_names_no_partition() {
    let template = text(&root().join("infra/template.yaml"));
    for literal in ["arn:aws:", "arn:aws-cn:", "arn:aws-us-gov:"] {
        assert!(
            !template.contains(literal),
            "`{literal}` holds in one partition only"
        );
    }
}
