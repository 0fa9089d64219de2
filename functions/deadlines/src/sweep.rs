//! One sweep: page after page of what is due, a few keys at a time, each on its own.

use std::sync::Arc;

use adapters::table::{DUE_SHARDS, DueEntry, DueKey, DuePage, Job};
use adapters::{Fault, Outside};
use casework::register::Register;
use contract::catalogue::Opened;
use facts::{Day, Instant};
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use tokio::sync::OnceCell;
use tokio::task::JoinSet;

use crate::{allocate, freeze, look, recompute};

/// Keys a page of a shard holds at most.
const PAGE_KEYS: usize = 100;
/// Most pages of one shard in one sweep; the next sweep takes the rest.
const SHARD_PAGES_MAX: usize = 40;
/// Keys looked at side by side: enough to hide waiting, few enough for a small process.
pub(crate) const SIDE_BY_SIDE: usize = 8;
/// The hour, in Shanghai, from which the morning's mail is sent.
const MORNING_HOUR: i8 = 7;
/// How long a record that cannot be looked at is left alone.
const PUT_OFF: SignedDuration = SignedDuration::from_hours(6);

/// What a sweep did.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Swept {
    /// Keys that were due.
    pub due: usize,
    /// Items of the index that were read to find them.
    pub items_read: usize,
    /// Pages of the index that were read.
    pub pages: usize,
    /// Of these: cases something happened to.
    pub cases: usize,
    /// Policies something came to by itself: in force, run out, to be reviewed.
    pub policies: usize,
    /// Gatherings somebody was reminded of, or whose free seats went to those who wait.
    pub gatherings: usize,
    /// Drafts somebody was reminded of, or that were given up.
    pub drafts: usize,
    /// Outbox rows that were woken again.
    pub woken: usize,
    /// Cases whose promised day a new working calendar moved.
    pub redated: usize,
    /// Keys, and things of the day or the month, that failed and are found again by the next sweep.
    pub failed: usize,
    /// Spoilt records that were put off, so that they do not stand before the others.
    pub put_off: usize,
    /// Bulletins that were frozen.
    pub bulletins: usize,
    /// Shards that could not be read.
    pub shards_unread: usize,
}

/// What looking at one key came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done {
    /// There was nothing to do.
    Nothing,
    /// Something happened to a case.
    Case,
    /// Somebody was reminded of a draft, or it was given up.
    Draft,
    /// Somebody was told of a gathering.
    Gathering,
    /// Something came to a policy by itself.
    Policy,
    /// A row of the outbox was woken.
    Woken,
    /// So many cases have another promised day.
    Redated(usize),
}

/// What all keys of a sweep share; what no key asks for is never read.
#[derive(Debug)]
pub(crate) struct Sweep {
    pub(crate) outside: Outside,
    pub(crate) now: Timestamp,
    catalogue: OnceCell<Arc<Opened>>,
    register: OnceCell<Register>,
}

impl Sweep {
    /// The catalogue. Waking what was left behind does not need it: the row that would build it may be the one left behind.
    pub(crate) async fn catalogue(&self) -> Result<&Opened, Fault> {
        let read = || self.outside.catalogue().current();
        self.catalogue
            .get_or_try_init(read)
            .await
            .map(AsRef::as_ref)
    }

    pub(crate) async fn register(&self) -> Result<&Register, Fault> {
        let read = || async { Ok(self.outside.table().read_register().await?.register) };
        self.register.get_or_try_init(read).await
    }
}

/// One sweep at the moment `now`.
///
/// # Errors
/// [`Fault`] if no shard of the index can be read; whatever else fails is counted and found again.
pub async fn sweep(outside: Outside, now: Timestamp) -> Result<Swept, Fault> {
    let sweep = Arc::new(Sweep {
        outside,
        now,
        catalogue: OnceCell::new(),
        register: OnceCell::new(),
    });
    let mut swept = Swept::default();
    let today = Instant::from(now).day();
    let turned = sweep.outside.table().turn_of_day(today, now).await;
    if let Err(fault) = turned {
        tracing::warn!(fault = fault.chain(), "the turn of the day cannot be noted");
        swept.failed += 1;
    }
    match morning(&sweep, today).await {
        Ok(failed) => swept.failed += failed,
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "nobody is told what to follow up");
            swept.failed += 1;
        }
    }
    let mut last = None;
    for shard in 0..DUE_SHARDS {
        if let Err(fault) = walk(&sweep, shard, &mut swept).await {
            tracing::warn!(fault = fault.chain(), shard, "a shard cannot be read");
            swept.shards_unread += 1;
            last = Some(fault);
        }
    }
    match freeze::freeze(&sweep).await {
        Ok(frozen) => swept.bulletins += usize::from(frozen),
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "no bulletin was frozen");
            swept.failed += 1;
        }
    }
    match last {
        Some(fault) if swept.shards_unread == usize::from(DUE_SHARDS) => Err(fault),
        _ => Ok(swept),
    }
}

/// On the morning of a working day, what is to be followed up is told (M37).
async fn morning(sweep: &Sweep, today: Day) -> Result<usize, Fault> {
    let (hour, _) = Instant::from(sweep.now).clock();
    if hour < MORNING_HOUR || !sweep.catalogue().await?.calendar.is_working(today) {
        return Ok(0);
    }
    let table = sweep.outside.table();
    if table.was_morning(today).await? {
        return Ok(0);
    }
    let failed = allocate::remind(sweep, today)
        .await
        .unwrap_or_else(|fault| {
            tracing::warn!(
                fault = fault.chain(),
                "nobody is told what is not allocated"
            );
            1
        });
    table.morning(today, sweep.now).await?;
    Ok(failed)
}

/// Walks one shard, page by page.
async fn walk(sweep: &Arc<Sweep>, shard: u8, swept: &mut Swept) -> Result<(), Fault> {
    let table = sweep.outside.table();
    let mut start = None;
    for _ in 0..SHARD_PAGES_MAX {
        let DuePage {
            entries,
            next,
            items_read,
        } = table
            .due_in(shard, sweep.now, (start.as_ref(), PAGE_KEYS))
            .await?;
        swept.due += entries.len();
        swept.items_read += items_read;
        swept.pages += 1;
        for few in entries.chunks(SIDE_BY_SIDE) {
            together(sweep, few, swept).await;
        }
        start = next;
        if start.is_none() {
            break;
        }
    }
    Ok(())
}

/// Looks at a few keys side by side. Each is a task of its own: what goes wrong in one, whatever it is, stays there.
async fn together(sweep: &Arc<Sweep>, few: &[DueEntry], swept: &mut Swept) {
    let mut tasks = JoinSet::new();
    for entry in few {
        let (sweep, entry) = (Arc::clone(sweep), entry.clone());
        tasks.spawn(async move {
            let outcome = one(&sweep, &entry).await;
            settle(&sweep, &entry, outcome).await
        });
    }
    while let Some(joined) = tasks.join_next().await {
        match joined {
            Ok(Settled::Done(done)) => note(swept, done),
            Ok(Settled::PutOff) => swept.put_off += 1,
            Ok(Settled::Failed) | Err(_) => swept.failed += 1,
        }
    }
}

async fn one(sweep: &Sweep, entry: &DueEntry) -> Result<Done, Fault> {
    match &entry.key {
        DueKey::Case(number) => Box::pin(look::case(sweep, number)).await,
        DueKey::Draft(id) => Box::pin(look::draft(sweep, id)).await,
        DueKey::Gathering(id) => Box::pin(look::gathering(sweep, id)).await,
        DueKey::Policy(id) => Box::pin(look::policy(sweep, id)).await,
        DueKey::Outbox(id) => Box::pin(outbox(sweep, id)).await,
        DueKey::Alerts(enterprise) => {
            let commit = sweep.outside.table().commit(sweep.now);
            commit.look_due(entry, enterprise).run().await?.settled()?;
            Ok(Done::Woken)
        }
        DueKey::Unknown => Err(Fault::plain("something unknown falls due")),
    }
}

/// A row that is not done in time: its consumer is woken, or, where the sweep is the consumer, it is carried on.
async fn outbox(sweep: &Sweep, id: &str) -> Result<Done, Fault> {
    let table = sweep.outside.table();
    let Some(row) = table.read_outbox(id).await?.filter(|row| !row.done) else {
        return Ok(Done::Nothing);
    };
    if let Job::Allocated { item, opening } = &row.job {
        return Box::pin(allocate::carry_on(sweep, (item, opening))).await;
    }
    if let Some(change) = recompute::Change::of(&row) {
        return recompute::carry_on(sweep, change).await;
    }
    table.redrive(&row, sweep.now).await?;
    Ok(Done::Woken)
}

enum Settled {
    Done(Done),
    Failed,
    PutOff,
}

/// What cannot succeed until somebody mends it is put off, so that it costs one look in six hours and not one in every sweep.
async fn settle(sweep: &Sweep, entry: &DueEntry, outcome: Result<Done, Fault>) -> Settled {
    let fault = match outcome {
        Ok(done) => return Settled::Done(done),
        Err(fault) => fault,
    };
    tracing::warn!(fault = fault.chain(), "a due key failed");
    if fault.retryable() {
        return Settled::Failed;
    }
    let until = sweep.now.checked_add(PUT_OFF).unwrap_or(Timestamp::MAX);
    let table = sweep.outside.table();
    match table.commit(sweep.now).put_off(entry, until).run().await {
        Ok(_) => Settled::PutOff,
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "a spoilt record cannot be put off");
            Settled::Failed
        }
    }
}

const fn note(swept: &mut Swept, done: Done) {
    match done {
        Done::Nothing => {}
        Done::Case => swept.cases += 1,
        Done::Draft => swept.drafts += 1,
        Done::Gathering => swept.gatherings += 1,
        Done::Policy => swept.policies += 1,
        Done::Woken => swept.woken += 1,
        Done::Redated(cases) => swept.redated += cases,
    }
}
