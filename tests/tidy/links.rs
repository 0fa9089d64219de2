//! Links in our own papers lead somewhere.

use crate::tree::{ends, files, shown, text};

/// The targets of `[…](target)`.
fn targets(markdown: &str) -> Vec<String> {
    markdown
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split_once(')'))
        .map(|(target, _)| target.to_owned())
        .collect()
}

#[test]
fn links_of_papers_lead_somewhere() {
    let mut broken = Vec::new();
    for paper in files("").iter().filter(|path| ends(path, "md")) {
        let folder = paper.parent().expect("a folder");
        for target in targets(&text(paper)) {
            let file = target.split('#').next().unwrap_or_default();
            let outside = file.is_empty() || file.contains("://") || file.starts_with('/');
            if !outside && !folder.join(file).exists() {
                broken.push(format!("{}: {target}", shown(paper)));
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
}
