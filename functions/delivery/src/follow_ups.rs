//! The morning's mail of what is to be followed up (M37): to the coordinator everything, to the counter and to each department what it
//! holds. Who has nothing to follow up gets no mail.

use adapters::table::{CaseHead, Page};
use adapters::{Fault, Outside, Wake};
use casework::case::Viewer;
use casework::effect::Audience;
use casework::register::{Register, Rung};
use facts::{Day, Instant};
use pages::mail::{FollowUpLine, FollowUpsMail};

use crate::letter::{Sending, send};

/// Cases a page of a list holds.
const PAGE: usize = 100;
/// Most pages that are looked through: 2 000 open cases, what falls due first at the front.
const PAGES_MAX: usize = 20;
/// Most cases a mail names; the list on the page has all of them.
const NAMED_MAX: usize = 50;

/// Tells `to` what is to be followed up on `day`.
pub(crate) async fn tell(
    outside: &Outside,
    wake: &Wake,
    (day, to): (Day, &Audience),
) -> Result<(), Fault> {
    let register = outside.table().read_register().await?.register;
    if *to == Audience::Coordinator {
        tell_the_others(outside, wake, (day, &register)).await?;
    }
    let Some((name, address)) = receiver(outside, &register, (day, to)) else {
        return Ok(());
    };
    let (lines, more) = lines(outside, (day, to)).await?;
    if lines.is_empty() {
        return Ok(());
    }
    let link = format!("{}/supervision/follow-ups", outside.config().public_url);
    let mail = FollowUpsMail {
        site: outside.site(),
        receiver: &name,
        lines: &lines,
        more,
        link: &link,
    };
    let sending = Sending {
        to: &address,
        thread: None,
        unsubscribe: None,
        caused_at: Instant::from(wake.now),
    };
    send((outside, wake), sending, &mail.write()).await?;
    Ok(())
}

/// The counter, and every department that reads mail; once each, however often this is repeated.
async fn tell_the_others(
    outside: &Outside,
    wake: &Wake,
    (day, register): (Day, &Register),
) -> Result<(), Fault> {
    let mailed = register.departments.iter();
    let posts = mailed.filter(|one| one.channel.mails()).map(|one| {
        let department = one.id.clone();
        let rung = Rung::Section;
        Audience::Post { department, rung }
    });
    for to in posts.chain([Audience::Counter]) {
        let commit = outside.table().commit(wake.now).follow_ups(day, to);
        commit.run().await?.settled()?;
    }
    Ok(())
}

/// Name and address of the receiver; none if there is none any more.
fn receiver(
    outside: &Outside,
    register: &Register,
    (day, to): (Day, &Audience),
) -> Option<(String, String)> {
    let site = outside.site();
    match to {
        Audience::Coordinator => Some(("统筹协调岗".to_owned(), site.coordinator_email.clone())),
        Audience::Counter => Some((site.counter.name.clone(), site.counter.email.clone())),
        Audience::Post { department, rung } => {
            let department = register.department(department)?;
            let post = department.post(*rung)?;
            let name = format!("{} {}", department.name_on(day).zh, post.title);
            Some((name, post.email.clone()))
        }
        Audience::Enterprise | Audience::Authoriser | Audience::Assistant => None,
    }
}

/// What stands in the mail, and whether there is more.
async fn lines(
    outside: &Outside,
    (day, to): (Day, &Audience),
) -> Result<(Vec<FollowUpLine>, bool), Fault> {
    let lists: &[List] = match to {
        Audience::Coordinator => &[List::Open, List::Complaints],
        Audience::Counter => &[List::Counter],
        Audience::Post { .. } => &[List::Department],
        Audience::Enterprise | Audience::Authoriser | Audience::Assistant => &[],
    };
    let (mut lines, mut more) = (Vec::new(), false);
    for list in lists {
        let mut start = None;
        for _ in 0..PAGES_MAX {
            let page = heads(outside, to, (*list, start.as_deref())).await?;
            lines.extend(page.entries.iter().filter_map(|head| line(head, day)));
            start = page.next;
            if start.is_none() || lines.len() > NAMED_MAX {
                break;
            }
        }
        more |= start.is_some();
    }
    more |= lines.len() > NAMED_MAX;
    lines.truncate(NAMED_MAX);
    Ok((lines, more))
}

/// A list that is looked through.
#[derive(Debug, Clone, Copy)]
enum List {
    /// Everything open but complaints.
    Open,
    /// Open complaints, which only the coordinator reads of (M84).
    Complaints,
    /// What the counter has to act on.
    Counter,
    /// What a department holds.
    Department,
}

async fn heads(
    outside: &Outside,
    to: &Audience,
    (list, start): (List, Option<&str>),
) -> Result<Page<CaseHead>, Fault> {
    let table = outside.table();
    match (list, to) {
        (List::Department, Audience::Post { department, .. }) => {
            table.tasks_of_department(department, start, PAGE).await
        }
        (List::Counter, _) => table.tasks_of_counter(start, PAGE).await,
        (List::Complaints, _) => table.open_complaints(start, PAGE).await,
        (List::Open | List::Department, _) => table.open_cases(start, PAGE).await,
    }
}

fn line(head: &CaseHead, day: Day) -> Option<FollowUpLine> {
    let follow_up = head.follow_up.as_ref().filter(|one| one.from <= day)?;
    let entry = head.entry(Viewer::Staff, day);
    Some(FollowUpLine {
        number: entry.number,
        title: entry.title.zh,
        holder: entry.holder.zh,
        reason: follow_up.reason.words().zh,
        from: follow_up.from.to_string(),
    })
}
