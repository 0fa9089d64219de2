//! What holds for every page and every mail: nothing is run that came from outside, everybody can read it, it is small.

#![cfg(test)]

mod change;
/// As mails of the running city are held to it.
#[path = "../../../../tests/world/said.rs"]
mod coded;
mod said;
mod sample;
mod scan;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

use change::{many, replaced, spoiled};
use sample::Sample;
use scan::{attribute, elements, words};

const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>&amp;";
const PAGE_BYTES_MAX: usize = 60_000;
const SCRIPT_BYTES_MAX: usize = 15_000;

/// Pages and the files of the site that are pages.
fn all(sample: &Sample) -> Vec<(String, String)> {
    let files = sample.files().into_iter().filter(|file| !file.immutable);
    let mut all = sample.pages();
    all.extend(files.map(|file| {
        (
            file.key,
            String::from_utf8(file.bytes.into_owned()).unwrap(),
        )
    }));
    all
}

#[test]
fn nothing_from_outside_becomes_markup() {
    for (name, html) in all(&spoiled(HOSTILE)) {
        assert!(!html.contains("alert(1)</"), "{name}");
        assert!(!html.contains("<img"), "{name}");
        for (tag, attributes) in elements(&html) {
            assert!(
                attributes.iter().all(|(key, _)| !key.starts_with("on")),
                "{name}: {tag}"
            );
            let run = attribute(&attributes, "src").unwrap_or("/assets/");
            assert!(
                tag != "script" || run.starts_with("/assets/"),
                "{name}: {run}"
            );
        }
    }
    for (name, mail) in spoiled(HOSTILE).mails() {
        assert!(
            !mail.html.contains("<script") && !mail.html.contains("<img"),
            "{name}"
        );
        assert!(
            mail.text.contains("<script>"),
            "{name}: plain text is not escaped"
        );
    }
}

#[test]
fn a_link_from_outside_leads_to_the_web_or_nowhere() {
    for (name, html) in all(&replaced("javascript:alert(1)")) {
        for (tag, attributes) in elements(&html) {
            for key in ["href", "action", "src"] {
                let url = attribute(&attributes, key).unwrap_or("/");
                let known = ["/", "#", "https://"]
                    .iter()
                    .any(|start| url.starts_with(start));
                assert!(known && !url.starts_with("//"), "{name}: {tag} {url}");
            }
        }
    }
}

#[test]
fn the_way_back_stays_on_this_site() {
    for back in [
        "javascript:alert(1)",
        "//example.com/",
        "/\\example.com",
        "https://example.com",
    ] {
        let html = Sample::new().problem(Some(back));
        assert!(html.contains("<a class=\"button\" href=\"/\">"), "{back}");
    }
    let html = Sample::new().problem(Some("/cases?cursor=a"));
    assert!(html.contains("<a class=\"button\" href=\"/cases?cursor=a\">"));
}

#[test]
fn a_value_cannot_add_lines_to_a_mail() {
    for (name, mail) in spoiled("\r\nBcc: a@example.com\n\n").mails() {
        assert!(!mail.subject.contains(['\r', '\n']), "{name}");
        assert!(
            mail.text.lines().all(|line| !line.starts_with("Bcc")),
            "{name}"
        );
    }
}

#[test]
fn every_page_is_small() {
    let sample = Sample::new();
    let assets: Vec<_> = sample
        .files()
        .into_iter()
        .filter(|file| file.immutable)
        .collect();
    let scripts: usize = assets
        .iter()
        .filter(|file| file.content_type.starts_with("text/javascript"))
        .map(|file| file.bytes.len())
        .sum();
    assert!(scripts <= SCRIPT_BYTES_MAX, "{scripts} bytes of scripts");
    let shared: usize = assets.iter().map(|file| file.bytes.len()).sum();
    for (name, html) in all(&sample).into_iter().chain(many().pages()) {
        assert!(html.len() <= PAGE_BYTES_MAX, "{name}: {} bytes", html.len());
    }
    for (name, html) in all(&sample) {
        let bytes = html.len() + shared;
        assert!(
            bytes <= PAGE_BYTES_MAX,
            "{name}: {bytes} bytes with all assets"
        );
    }
}

#[test]
fn every_page_has_a_language_a_title_one_heading_and_landmarks() {
    for (name, html) in all(&Sample::new()) {
        let elements = elements(&html);
        let count = |wanted: &str| elements.iter().filter(|(tag, _)| tag == wanted).count();
        let (head, _) = html.split_once("</head>").unwrap();
        assert_eq!(head.matches("<title>").count(), 1, "{name}");
        assert!(html.starts_with("<!doctype html>"), "{name}");
        assert!(html.contains("<html lang=\"zh-CN\">"), "{name}");
        for once in ["h1", "main", "header", "footer"] {
            assert_eq!(count(once), 1, "{name}: {once}");
        }
        assert!(!html.contains("<title> -"), "{name}: empty title");
        assert!(html.contains("href=\"#main\""), "{name}: skip link");
    }
}

#[test]
fn every_control_has_a_label_and_every_id_is_its_own() {
    for (name, html) in all(&Sample::new()) {
        let elements = elements(&html);
        let ids: Vec<_> = elements
            .iter()
            .filter_map(|(_, with)| attribute(with, "id"))
            .collect();
        let own: BTreeSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), own.len(), "{name}: {ids:?}");
        let labelled: BTreeSet<_> = elements
            .iter()
            .filter(|(tag, _)| tag == "label")
            .filter_map(|(_, with)| attribute(with, "for"))
            .collect();
        for (tag, with) in &elements {
            let control = matches!(tag.as_str(), "input" | "select" | "textarea");
            if control && attribute(with, "type") != Some("hidden") {
                let id = attribute(with, "id").unwrap_or_default();
                assert!(labelled.contains(id) || id == "large", "{name}: {tag} {id}");
            }
            if let Some(target) = attribute(with, "href").and_then(|url| url.strip_prefix('#')) {
                assert!(own.contains(&target), "{name}: #{target}");
            }
            for id in attribute(with, "aria-labelledby")
                .into_iter()
                .chain(attribute(with, "aria-describedby"))
            {
                assert!(own.contains(&id), "{name}: {id}");
            }
        }
    }
}

#[test]
fn style_and_scripts_come_from_files_only() {
    for (name, html) in all(&Sample::new()) {
        for (tag, with) in elements(&html) {
            assert_ne!(tag, "style", "{name}");
            assert!(attribute(&with, "style").is_none(), "{name}: {tag}");
            assert!(
                tag != "script" || attribute(&with, "src").is_some(),
                "{name}"
            );
        }
    }
}

#[test]
fn every_command_carries_its_key_and_its_version() {
    let creating = [
        // made final once: whoever is later finds what was made final
        "/allocations/",
        "/apply/",
        "/ask",
        "/calculator",
        "/receipts",
        "/signout",
        "/needs",
        "/runs",
        "/invitations/",
        "/alerts",
    ];
    // seats, papers and authorities are made and ended, never changed; a page of several cases has a version of each
    let unversioned = ["/gatherings/growth", "/authorities", "/tasks/decide"];
    for (name, html) in Sample::new().pages() {
        for form in html.split("<form ").skip(1) {
            let form = form.split("</form>").next().unwrap();
            let made = unversioned
                .iter()
                .any(|path| form.contains(&format!("action=\"{path}")));
            let without = creating
                .iter()
                .any(|path| form.contains(&format!("action=\"{path}")));
            let leaves = form.contains("List-Unsubscribe");
            if form.starts_with("method=\"post\"") && !without && !leaves {
                assert!(
                    form.contains("name=\"idempotency_key\" value=\"0198"),
                    "{name}: {form}"
                );
                // a part of a case is its department's alone: what others do to the case meanwhile does not make it stale
                let of_part = name == "act-part";
                assert!(
                    made || of_part || form.contains("name=\"version\" value=\""),
                    "{name}: {form}"
                );
            }
        }
    }
}

#[test]
fn chinese_sentences_use_chinese_punctuation() {
    let sample = Sample::new();
    let mails = sample.mails().into_iter().flat_map(|(name, mail)| {
        let parts = [mail.subject, mail.text, mail.html];
        parts.map(|text| (format!("mail {name}"), text))
    });
    // The words of problem kinds are the contract's; their pages are checked there.
    let pages = all(&sample)
        .into_iter()
        .filter(|(name, _)| !name.starts_with("problem"));
    for (name, text) in pages.chain(mails) {
        for (before, mark, after) in scan::marks(&words(&text)) {
            assert!(
                !(scan::chinese(before) || scan::chinese(after)),
                "{name}: half-width `{mark}` between `{before}` and `{after}`"
            );
        }
    }
}

/// What no sample shows is read in the templates themselves.
#[test]
fn branches_nobody_renders_use_chinese_punctuation_too() {
    let mut folders = vec![PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("templates")];
    let mut read = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            read += 1;
            for (before, mark, after) in scan::marks(&fs::read_to_string(&path).unwrap()) {
                assert!(
                    !(scan::chinese(before) || scan::chinese(after)),
                    "{}: half-width `{mark}` between `{before}` and `{after}`",
                    path.display()
                );
            }
        }
    }
    assert!(read > 20, "{read} templates");
}

#[test]
fn both_parts_of_a_mail_say_the_same() {
    for (name, mail) in Sample::new().mails() {
        let html = mail.html.split("<body>").nth(1).unwrap();
        let squeezed = |text: &str| {
            text.chars()
                .filter(|letter| !letter.is_whitespace())
                .collect::<String>()
        };
        let text: String = mail
            .text
            .lines()
            .map(|line| {
                let (number, rest) = line.split_once(". ").unwrap_or(("", line));
                if number.parse::<u8>().is_ok() {
                    rest
                } else {
                    line
                }
            })
            .collect();
        assert_eq!(squeezed(&words(html)), squeezed(&text), "{name}");
        for part in ["src=", "url(", "@import", "<link"] {
            assert!(!mail.html.contains(part), "{name}: {part}");
        }
    }
}

#[test]
fn a_task_mail_has_its_link_and_its_code_on_lines_of_their_own() {
    let mails = Sample::new().mails();
    let (_, task) = &mails[0];
    assert!(
        task.text
            .lines()
            .any(|line| line == "https://huiqi.example.gov.cn/act/q1w2e3r4t5")
    );
    assert!(task.text.lines().any(|line| line == "480213"));
    assert!(task.text.contains("仅打开链接不会产生任何办理动作"));
    assert!(
        !task.subject.contains("480213"),
        "a code in a subject is read by every screen"
    );
}

#[test]
fn what_a_reader_may_not_do_is_not_offered() {
    let pages: Vec<_> = Sample::new().pages();
    let page = |wanted: &str| &pages.iter().find(|(name, _)| name == wanted).unwrap().1;
    assert!(page("case-release").contains("/release\""));
    assert!(page("case-pay").contains("/pay\""));
    for form in ["/release\"", "/pay\"", "/correct\""] {
        assert!(!page("case-assigned").contains(form));
    }
    for (name, html) in &pages {
        let acts = html.contains("action=\"/act/");
        assert_eq!(
            acts,
            matches!(
                name.as_str(),
                "act" | "act-answer" | "act-part" | "act-wrong"
            ),
            "{name}"
        );
    }
}

#[test]
fn an_answer_is_carried_once() {
    let pages = Sample::new().pages();
    let (_, html) = pages.iter().find(|(name, _)| name == "result").unwrap();
    let form = html
        .split("<form ")
        .find(|form| form.contains("重新测算"))
        .unwrap();
    let form = form.split("</form>").next().unwrap();
    for asked in ["facts.in_register", "facts.graduates_hired"] {
        assert!(
            !form.contains(&format!("type=\"hidden\" name=\"{asked}\"")),
            "{asked}"
        );
        assert!(form.contains(&format!("name=\"{asked}\"")), "{asked}");
    }
    for known in [
        "facts.staff.from",
        "facts.staff.to",
        "facts.place",
        "facts.titles",
    ] {
        let hidden = format!("type=\"hidden\" name=\"{known}\"");
        assert_eq!(form.matches(&hidden).count(), 1, "{known}");
    }
}

#[test]
fn the_site_profile_says_what_is_wrong_with_it() {
    let given =
        pages::Site::read(r#"{"office":"某局","counter":{"phone":"12345"},"illustrative":false}"#)
            .unwrap();
    assert_eq!(
        (given.office.as_str(), given.counter.phone.as_str()),
        ("某局", "12345")
    );
    assert_eq!(given.name, pages::Site::default().name);
    assert!(
        pages::Site::read(r#"{"offfice":"某局"}"#)
            .unwrap_err()
            .to_string()
            .contains("offfice")
    );
    assert_eq!(pages::Site::read("{}").unwrap(), pages::Site::default());
}
