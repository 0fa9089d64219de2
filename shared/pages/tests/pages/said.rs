//! One way of writing days and money for people: `2026年11月24日` and `20 万元`, never as JSON has them.

use crate::all;
use crate::coded::coded;
use crate::sample::Sample;
use crate::scan::words;

/// Elements whose text is for machines, or an example of what machines read.
const VERBATIM: [&str; 3] = ["code", "pre", "textarea"];

/// The page without what is verbatim.
fn for_people(html: &str) -> String {
    // in English days stay as they are
    let mut chinese = html.split("lang=\"en\">");
    let mut kept = chinese.next().unwrap_or_default().to_owned();
    for after in chinese {
        kept.push_str("lang=\"en\">");
        if let Some((_, rest)) = after.split_once('<') {
            kept.push('<');
            kept.push_str(rest);
        }
    }
    VERBATIM.iter().fold(kept, |html, tag| {
        let mut kept = String::new();
        let (open, close) = (format!("<{tag}"), format!("</{tag}>"));
        for part in html.split(&close) {
            kept.push_str(part.split(&open).next().unwrap_or_default());
        }
        kept
    })
}

#[test]
fn days_and_money_are_written_for_people() {
    assert_eq!(
        coded("截止 2026-11-24，核定 200000.00 元"),
        ["2026-11-24", "200000.00"]
    );
    assert_eq!(
        coded("2026年11月24日，20 万元，8,333.33 元，HS-2026-000123-K"),
        [""; 0]
    );
    let sample = Sample::new();
    for (name, html) in all(&sample) {
        let read = words(&for_people(&html));
        let found = coded(&read);
        assert!(found.is_empty(), "{name}: {found:?}");
    }
    for (name, mail) in sample.mails() {
        for part in [&mail.subject, &mail.text, &words(&mail.html)] {
            let found = coded(part);
            assert!(found.is_empty(), "{name}: {found:?}");
        }
    }
}
