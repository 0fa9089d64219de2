//! What fits one enterprise, when to apply, and collections.

use adapters::http::{Answer, Door, Problem, Query, Reply};
use axum::extract::Path;
use calculator::Profile;
use casework::access::Operation;
use contract::eligibility::ask::profile_of;
use contract::eligibility::{AssessmentReply, AssessmentRequest, VerdictView};
use facts::{CreditCode, Day, Instant};
use pages::Nav;
use pages::calculator::ProfileInUse;
use pages::mine::{CollectionsPage, MyPoliciesPage};

use super::own;
use crate::asked::{Asked, Saved};

/// `GET /my-policies`
pub(crate) async fn policies(door: Door, query: Query) -> Answer {
    door.actor(Operation::ReadProfile)?;
    query.finish()?;
    let saved = own(&door).await;
    let code = saved.enterprise.as_ref().map(ToString::to_string);
    let reply = match &code {
        Some(_) => Some(answered(&door, &saved).await?),
        None => None,
    };
    let mut collections = collected(&door, &saved).await?;
    collections.retain(|one| one.yours);
    let feed = match &code {
        Some(code) => {
            let mark = door.outside.signer()?.feed_mark(code);
            format!("{}/feeds/openings/{code}/{mark}", door.outside.site().base)
        }
        None => String::new(),
    };
    let page = MyPoliciesPage {
        chrome: door.chrome(Nav::None),
        profile: code.as_deref().map(|enterprise| ProfileInUse {
            name: &saved.name,
            enterprise,
        }),
        reply: reply.as_ref(),
        feed: &feed,
        collections: &collections,
    };
    Ok(Reply::page(page.render()))
}

async fn answered(door: &Door, saved: &Saved) -> Answer<AssessmentReply> {
    let asked = Asked::read(door, &AssessmentRequest::default(), saved).await?;
    Ok(asked.answer())
}

/// `GET /collections`
pub(crate) async fn collections(door: Door, query: Query) -> Answer {
    query.finish()?;
    let saved = own(&door).await;
    let collections = collected(&door, &saved).await?;
    let page = CollectionsPage {
        chrome: door.chrome(Nav::Policies),
        collections: &collections,
    };
    Ok(Reply::page(page.render()))
}

async fn collected(
    door: &Door,
    saved: &Saved,
) -> Answer<Vec<contract::collections::CollectionView>> {
    let catalogue = door.outside.catalogue().current().await?;
    let known: Profile = profile_of(&saved.facts, catalogue.facts(), "/facts", &mut Vec::new());
    Ok(catalogue.collections(&known, Instant::from(door.now).day()))
}

/// `GET /feeds/openings/{enterprise}/{mark}`: the openings of what fits or may fit, for calendar programs (RFC 5545).
pub(crate) async fn feed(door: Door, Path((code, mark)): Path<(String, String)>) -> Answer {
    let signer = door.outside.signer()?;
    let code = CreditCode::parse(&code)
        .ok()
        .filter(|code| signer.opens_feed(code.as_str(), &mark));
    let code = code.ok_or_else(Problem::not_found)?;
    let profile = door.outside.table().read_profile(&code).await?;
    let profile = profile.ok_or_else(Problem::not_found)?;
    let saved = Saved {
        facts: profile.facts,
        ..Saved::default()
    };
    let reply = answered(&door, &saved).await?;
    let events = reply
        .items
        .iter()
        .filter(|item| item.verdict != VerdictView::Ineligible);
    let events = events.filter_map(|item| {
        let opening = item.opening.as_ref()?;
        let fits = if item.verdict == VerdictView::Eligible {
            "符合"
        } else {
            "待定"
        };
        Some(Event {
            id: format!("{}-{}", item.item, opening.opening),
            from: Day::parse(&opening.from).ok()?,
            to: Day::parse(&opening.to).ok()?,
            summary: format!("可申报：{}（{fits}）", item.title.zh),
            words: format!(
                "{}。{} 咨询：{}",
                item.amount.words.zh, reply.notice.zh, item.contact
            ),
        })
    });
    let stamp = Instant::from(door.now).day();
    let body = calendar(&events.collect::<Vec<_>>(), stamp);
    Ok(Reply::text("text/calendar; charset=utf-8", body))
}

/// One opening.
struct Event {
    id: String,
    from: Day,
    to: Day,
    summary: String,
    words: String,
}

/// A calendar of whole days. Five kinds of lines are written and none is read, so no library is taken for it.
fn calendar(events: &[Event], stamp: Day) -> String {
    let day = |day: Day| day.to_string().replace('-', "");
    let mut lines = vec![
        "BEGIN:VCALENDAR".to_owned(),
        "VERSION:2.0".to_owned(),
        "PRODID:-//Huiqi//openings//ZH".to_owned(),
        "X-WR-CALNAME:惠企政策申报日历".to_owned(),
    ];
    for event in events {
        lines.extend([
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}@huiqi", event.id),
            format!("DTSTAMP:{}T000000Z", day(stamp)),
            format!("DTSTART;VALUE=DATE:{}", day(event.from)),
            format!("DTEND;VALUE=DATE:{}", day(event.to.next())),
            format!("SUMMARY:{}", escaped(&event.summary)),
            format!("DESCRIPTION:{}", escaped(&event.words)),
            "END:VEVENT".to_owned(),
        ]);
    }
    lines.push("END:VCALENDAR".to_owned());
    lines.iter().map(|line| folded(line)).collect()
}

fn escaped(text: &str) -> String {
    let text = text.replace('\\', "\\\\").replace(';', "\\;");
    text.replace(',', "\\,").replace(['\r', '\n'], " ")
}

/// No line is longer than 75 bytes; the next one begins with a blank.
fn folded(line: &str) -> String {
    let mut folded = String::new();
    let mut length = 0;
    for letter in line.chars() {
        if length + letter.len_utf8() > 74 {
            folded.push_str("\r\n ");
            length = 1;
        }
        folded.push(letter);
        length += letter.len_utf8();
    }
    folded.push_str("\r\n");
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_calendar_is_escaped_and_folded() {
        let day = Day::parse("2026-12-01").unwrap();
        let event = Event {
            id: "one-2026".to_owned(),
            from: day,
            to: day,
            summary: "可申报：甲\u{2c}乙\u{3b}丙".to_owned(),
            words: "金".repeat(40),
        };
        let text = calendar(&[event], day);
        assert!(text.starts_with("BEGIN:VCALENDAR\r\n") && text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.contains("DTEND;VALUE=DATE:20261202\r\n"));
        assert!(text.contains("甲\\,乙\\;丙"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
        assert!(text.contains("\r\n 金"));
    }
}
