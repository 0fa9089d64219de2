//! The rule format, taught by example: `RULES.md` as a page, key `docs/rules`.

use askama::Template;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};

use crate::chrome::{Chrome, Nav};
use crate::render::render;
use crate::site::Site;

/// The guide.
#[derive(Debug, Template)]
#[template(path = "standing/docs_rules.html")]
struct GuidePage<'a> {
    chrome: Chrome<'a>,
    /// Headings, with the anchors they stand at.
    contents: Vec<(String, String)>,
    /// Made of our own Markdown only.
    html: String,
}

/// Key and page.
pub(super) fn page(site: &Site) -> (String, String) {
    let chrome = Chrome::new(site, Nav::Help);
    let options = Options::ENABLE_TABLES;
    let mut events: Vec<Event<'_>> = Parser::new_ext(contract::RULE_GUIDE, options).collect();
    let contents = anchor(&mut events);
    fold(&mut events);
    mark_english(&mut events);
    point(&mut events, chrome.base());
    let mut written = String::new();
    // the page has its own title
    let body = events
        .into_iter()
        .skip_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    html::push_html(&mut written, body.skip(1));
    let page = GuidePage {
        chrome,
        contents,
        html: written,
    };
    ("docs/rules".to_owned(), render(&page))
}

/// Gives each heading an anchor; tells them in order.
fn anchor(events: &mut [Event<'_>]) -> Vec<(String, String)> {
    let mut contents: Vec<(String, String)> = Vec::new();
    let mut open = false;
    for event in events {
        if let Event::Start(Tag::Heading { level, id, .. }) = event {
            if *level == HeadingLevel::H2 {
                let anchor = format!("part-{}", contents.len().saturating_add(1));
                *id = Some(CowStr::from(anchor.clone()));
                contents.push((anchor, String::new()));
                open = true;
            }
        } else if let Event::End(TagEnd::Heading(_)) = event {
            open = false;
        } else if let (true, Event::Text(text)) = (open, event)
            && let Some((_, heading)) = contents.last_mut()
        {
            heading.push_str(text);
        }
    }
    contents
}

/// Puts each part into a box that folds: its heading is the handle, so a phone shows a list of headings and not forty screens.
fn fold(events: &mut Vec<Event<'_>>) {
    let mut folded: Vec<Event<'_>> = Vec::with_capacity(events.len());
    let mut open = false;
    for event in events.drain(..) {
        let begins = matches!(
            &event,
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            })
        );
        let ends = matches!(&event, Event::End(TagEnd::Heading(HeadingLevel::H2)));
        if begins {
            let close = if open { "</details>\n" } else { "" };
            let begin = format!("{close}<details><summary>");
            folded.push(Event::Html(CowStr::from(begin)));
            open = true;
        }
        folded.push(event);
        if ends {
            folded.push(Event::Html(CowStr::from("</summary>\n")));
        }
    }
    if open {
        folded.push(Event::Html(CowStr::from("</details>\n")));
    }
    *events = folded;
}

/// Says of paragraphs without a Chinese letter that they are English.
fn mark_english(events: &mut [Event<'_>]) {
    let mut begun: Option<(usize, bool)> = None;
    let mut english: Vec<(usize, usize)> = Vec::new();
    for (place, event) in events.iter().enumerate() {
        if let Event::Start(Tag::Paragraph) = event {
            begun = Some((place, true));
        } else if let Event::Text(text) = event {
            let chinese = text
                .chars()
                .any(|letter| ('\u{4e00}'..='\u{9fff}').contains(&letter));
            begun = begun.map(|(start, plain)| (start, plain && !chinese));
        } else if let (Event::End(TagEnd::Paragraph), Some((start, true))) = (event, begun) {
            english.push((start, place));
        }
    }
    for (start, end) in english {
        if let Some(event) = events.get_mut(start) {
            *event = Event::Html(CowStr::from("<p class=\"en\" lang=\"en\">"));
        }
        if let Some(event) = events.get_mut(end) {
            *event = Event::Html(CowStr::from("</p>\n"));
        }
    }
}

/// What is a file beside the guide is an address on the site.
fn point(events: &mut [Event<'_>], base: &str) {
    for event in events {
        if let Event::Start(Tag::Link { dest_url, .. }) = event
            && dest_url.as_ref() == "src/facts.json"
        {
            *dest_url = CowStr::from(format!("{base}/v1/facts"));
        }
    }
}
