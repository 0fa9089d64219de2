//! A working calendar changed: every open case is looked at by the new one (R22). Promised days move with it, are kept on record as
//! they were, and those concerned are told; what was promised does not change (M89).
//!
//! The work is a row of the outbox that remembers how far it is, so it takes as many sweeps as it needs, survives any of them, and two
//! at once do nothing twice: a case heeds each version of a calendar once. The list it walks is in the order of promised days and moves
//! under it, which is harmless: a case that has been looked at may be met again, one that has not keeps its place.

use std::sync::Arc;

use adapters::table::{CaseHead, CaseRead, Job, OutboxRow, Page, Table, after, recorded};
use adapters::{Fault, Outside};
use casework::case::{Command, Context, decide};
use casework::due::next_look;
use casework::register::Register;
use facts::{Calendar, CalendarYear, CaseNumber, Instant};
use jiff::Timestamp;
use tokio::task::JoinSet;

use crate::look::{actor, refused};
use crate::sweep::{Done, SIDE_BY_SIDE, Sweep};

/// Cases a page of the list holds.
const PAGE_CASES: usize = 100;
/// Most pages one sweep takes: 5 000 cases, well within the time a sweep has.
const PAGES_MAX: usize = 50;

/// What changed, and how far the work is.
#[derive(Debug)]
pub(crate) struct Change {
    row: String,
    year: i16,
    version: u64,
    start: Option<String>,
}

impl Change {
    /// The change this row is about, if it is about one.
    pub(crate) fn of(row: &OutboxRow) -> Option<Self> {
        let Job::CalendarChanged {
            year,
            version,
            start,
        } = &row.job
        else {
            return None;
        };
        Some(Self {
            row: row.id.clone(),
            year: *year,
            version: *version,
            start: start.clone(),
        })
    }

    fn job(&self, start: Option<String>) -> Job {
        Job::CalendarChanged {
            year: self.year,
            version: self.version,
            start,
        }
    }
}

/// The calendars a case is compared by.
#[derive(Debug)]
struct Calendars {
    /// Year and version, as a case remembers having heeded it.
    name: String,
    /// All years before the change.
    before: Calendar,
    /// All years since, without what changed later.
    since: Calendar,
    /// All years as they are now: by which the next look is scheduled.
    now: Calendar,
}

/// What one case is looked at with.
#[derive(Debug)]
struct Look {
    outside: Outside,
    at: Timestamp,
    register: Register,
    calendars: Calendars,
}

/// Looks at the next pages of open cases.
pub(crate) async fn carry_on(sweep: &Sweep, change: Change) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let mut start = change.start.clone();
    let Some(calendars) = calendars(sweep, &change).await? else {
        // the catalogue does not have it yet, so new cases are not promised by it either
        let waiting = change.job(start);
        table
            .note_progress(&change.row, &waiting, sweep.now)
            .await?;
        return Ok(Done::Nothing);
    };
    let look = Arc::new(Look {
        outside: sweep.outside.clone(),
        at: sweep.now,
        register: sweep.register().await?.clone(),
        calendars,
    });
    let mut moved = 0;
    for _ in 0..PAGES_MAX {
        let page = open_page(table, start.as_deref()).await?;
        for few in page.entries.chunks(SIDE_BY_SIDE) {
            moved += together(&look, few).await?;
        }
        start = page.next;
        if start.is_none() {
            table.finish(&change.row, sweep.now).await?;
            return Ok(Done::Redated(moved));
        }
        let further = change.job(start.clone());
        table
            .note_progress(&change.row, &further, sweep.now)
            .await?;
    }
    Ok(Done::Redated(moved))
}

/// Where the list of open complaints begins: they stand in a list of their own (M84), which is walked after the other.
const COMPLAINTS: &str = "complaints";

/// The next page of everything open; `start` says in which list, and where in it.
async fn open_page(table: &Table, start: Option<&str>) -> Result<Page<CaseHead>, Fault> {
    let in_complaints = start.and_then(|start| start.strip_prefix(COMPLAINTS));
    if let Some(within) = in_complaints {
        let within = within.strip_prefix('|');
        let mut page = table.open_complaints(within, PAGE_CASES).await?;
        page.next = page.next.map(|next| format!("{COMPLAINTS}|{next}"));
        return Ok(page);
    }
    let mut page = table.open_cases(start, PAGE_CASES).await?;
    page.next.get_or_insert_with(|| COMPLAINTS.to_owned());
    Ok(page)
}

/// A few cases side by side. A spoilt case is noted and passed over; what may pass makes the page come again.
async fn together(look: &Arc<Look>, few: &[CaseHead]) -> Result<usize, Fault> {
    let mut tasks = JoinSet::new();
    for head in few {
        let (look, number) = (Arc::clone(look), head.number.clone());
        tasks.spawn(async move { one(&look, &number).await });
    }
    let mut moved = 0;
    let mut again = None;
    while let Some(joined) = tasks.join_next().await {
        match joined {
            Ok(Ok(changed)) => moved += usize::from(changed),
            Ok(Err(fault)) if fault.retryable() => again = Some(fault),
            Ok(Err(fault)) => {
                tracing::warn!(fault = fault.chain(), "a case cannot be computed anew");
            }
            Err(_) => tracing::warn!("looking at a case ended in a panic"),
        }
    }
    again.map_or(Ok(moved), Err)
}

/// Whether the promised day of this case moved.
async fn one(look: &Look, number: &CaseNumber) -> Result<bool, Fault> {
    let table = look.outside.table();
    let CaseRead {
        case: Some(case), ..
    } = table.read_case(number, None).await?
    else {
        return Ok(false);
    };
    let (calendars, actor) = (&look.calendars, actor());
    let context = Context {
        now: Instant::from(look.at),
        actor: &actor,
        calendar: &calendars.since,
        register: &look.register,
    };
    let command = Command::Redate {
        calendar: calendars.name.clone(),
        before: calendars.before.clone(),
    };
    let events = decide(&case, command, &context).map_err(|refusal| refused(&refusal))?;
    let commit = table.commit(look.at);
    if events.is_empty() {
        if next_look(&case, &calendars.before) != next_look(&case, &calendars.now) {
            let commit = commit.reschedule_case(&case, &calendars.now);
            commit.run().await?.settled()?;
        }
        return Ok(false);
    }
    let new = recorded(case.version, look.at, &actor, events);
    let case = after(case, &new)?;
    let commit = commit.case(&case, &new, &calendars.now);
    commit.run().await?.settled()?;
    Ok(true)
}

/// The calendars before and since; none while the catalogue does not have the change.
async fn calendars(sweep: &Sweep, change: &Change) -> Result<Option<Calendars>, Fault> {
    let table = sweep.outside.table();
    let now = &sweep.catalogue().await?.calendar;
    let kept = table.read_calendar(change.year).await?;
    let arrived = kept.as_ref().is_some_and(|kept| {
        kept.version >= change.version && now.years().any(|year| *year == kept.year)
    });
    if !arrived {
        return Ok(None);
    }
    let (year, version) = (change.year, change.version);
    let since = table.read_calendar_version(year, version).await?;
    let before = match version.checked_sub(1) {
        None | Some(0) => None,
        Some(version) => table.read_calendar_version(year, version).await?,
    };
    let with = |entry: Option<CalendarYear>| {
        let others = now.years().filter(|known| known.year != year).cloned();
        others.chain(entry).collect::<Calendar>()
    };
    Ok(Some(Calendars {
        name: format!("{year}@{version}"),
        before: with(before.map(|entry| entry.year)),
        since: with(since.map(|entry| entry.year)),
        now: now.clone(),
    }))
}
