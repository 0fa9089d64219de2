//! What the parts of a running host share, and what goes on in it by itself.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::task::JoinSet;

use super::{Addresses, Data};
use crate::clock::Clock;
use crate::console::{Console, Failed, Link};
use crate::dynamo::Dynamo;
use crate::objects;
use crate::process::Pool;
use crate::schedule::Tick;
use crate::stream::{Positions, Source};

/// How often expired items are removed; the cloud promises no moment either.
const SWEEP_EVERY: Duration = Duration::from_secs(60);

/// A call a function made to a store.
#[derive(Debug, Clone)]
pub(super) struct Counted {
    pub(super) number: u64,
    pub(super) function: String,
    pub(super) action: String,
}

/// What the parts of a running host share.
#[derive(Debug)]
pub(super) struct Shared {
    pub(super) clock: Arc<Clock>,
    pub(super) pools: Vec<Arc<Pool>>,
    pub(super) sources: Vec<Arc<Source>>,
    pub(super) ticks: Vec<Arc<Tick>>,
    pub(super) dynamo: Dynamo,
    pub(super) failed: Arc<Mutex<Vec<Failed>>>,
    pub(super) calls: Arc<Calls>,
    pub(super) moving: AtomicBool,
    /// Whether streams lose what they are given: for tests of what must then still arrive.
    pub(super) dead_streams: Arc<AtomicBool>,
}

/// The last calls functions made, for tests that count.
#[derive(Debug, Default)]
pub(super) struct Calls(pub(super) Mutex<Vec<Counted>>, pub(super) AtomicU64);

impl Calls {
    const KEPT_MAX: usize = 20_000;

    pub(super) fn note(&self, function: &str, action: &str) {
        let number = self.1.fetch_add(1, Ordering::Relaxed);
        let mut calls = lock(&self.0);
        if calls.len() >= Self::KEPT_MAX {
            calls.drain(..Self::KEPT_MAX / 2);
        }
        calls.push(Counted {
            number,
            function: function.to_owned(),
            action: action.to_owned(),
        });
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner)
}

pub(super) fn now_of(clock: &Arc<Clock>) -> objects::Now {
    let clock = Arc::clone(clock);
    Arc::new(move || clock.now())
}

pub(super) fn shared(
    data: &Data,
    pools: Vec<Arc<Pool>>,
    (dynamo, clock, calls): (Dynamo, Arc<Clock>, Arc<Calls>),
) -> Shared {
    let positions = Arc::new(Positions::open(data.file("streams.json")));
    let failed = Arc::<Mutex<Vec<Failed>>>::default();
    let dead_streams = Arc::<AtomicBool>::default();
    let mut sources = Vec::new();
    let mut ticks = Vec::new();
    for pool in &pools {
        pool.retire(clock.offset_seconds());
        sources.extend(pool.function.streams.iter().map(|stream| {
            Arc::new(Source {
                pool: Arc::clone(pool),
                stream: stream.clone(),
                dynamo: dynamo.clone(),
                positions: Arc::clone(&positions),
                failed: Arc::clone(&failed),
                busy: AtomicBool::new(false),
                dead: Arc::clone(&dead_streams),
            })
        }));
        ticks.extend(pool.function.schedules.iter().map(|schedule| {
            Arc::new(Tick {
                pool: Arc::clone(pool),
                schedule: schedule.clone(),
                clock: Arc::clone(&clock),
            })
        }));
    }
    Shared {
        clock,
        pools,
        sources,
        ticks,
        dynamo,
        failed,
        calls,
        moving: AtomicBool::new(false),
        dead_streams,
    }
}

/// What goes on by itself: streams, schedules, expiry.
pub(super) fn work(shared: &Arc<Shared>, tasks: &mut JoinSet<()>) {
    for source in &shared.sources {
        tasks.spawn(Arc::clone(source).run());
    }
    for tick in &shared.ticks {
        tasks.spawn(Arc::clone(tick).run());
    }
    let dynamo = shared.dynamo.clone();
    tasks.spawn(async move {
        loop {
            tokio::time::sleep(SWEEP_EVERY).await;
            if let Err(error) = dynamo.sweep() {
                tracing::warn!(%error, "expired items stay for now");
            }
        }
    });
}

pub(super) fn landing(addresses: &Addresses, shared: &Arc<Shared>) -> Console {
    let link = |zh: &str, en: &str, url: String| Link {
        zh: zh.to_owned(),
        en: en.to_owned(),
        url,
    };
    let console = &addresses.console;
    let (mover, counted, failed) = (
        Arc::clone(shared),
        Arc::clone(shared),
        Arc::clone(&shared.failed),
    );
    Console {
        links: vec![
            link("门户与接口", "gateway", format!("{}/", addresses.gateway)),
            link("邮箱", "mailbox", format!("{console}/mailbox")),
            link(
                "回调查看",
                "webhook inspector",
                format!("{console}/inspector"),
            ),
            link("登录", "issuer", format!("{console}/issuer")),
        ],
        now: now_of(&shared.clock),
        advance: Arc::new(move |by| {
            let shared = Arc::clone(&mover);
            Box::pin(async move { shared.advance(by).await })
        }),
        processes: Arc::new(move || counted.processes()),
        failed: Arc::new(move || lock(&failed).clone()),
    }
}
