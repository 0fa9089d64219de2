//! What a function says about itself: JSON lines on stdout, without personal data, and counts of outbound calls.

use std::fmt;
use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use tracing_subscriber::filter::LevelFilter;

/// A part outside that is called over a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The table.
    Table,
    /// The buckets.
    Objects,
    /// The identity provider.
    Issuer,
    /// The mail relay.
    Mail,
    /// A department's system.
    Webhook,
}

/// How many calls left this process on behalf of one request, repeats included.
#[derive(Debug, Default)]
pub struct Calls {
    table: AtomicU32,
    objects: AtomicU32,
    issuer: AtomicU32,
    mail: AtomicU32,
    webhook: AtomicU32,
}

impl Calls {
    const fn of(&self, part: Part) -> &AtomicU32 {
        match part {
            Part::Table => &self.table,
            Part::Objects => &self.objects,
            Part::Issuer => &self.issuer,
            Part::Mail => &self.mail,
            Part::Webhook => &self.webhook,
        }
    }

    /// Calls to `part` so far.
    pub fn to(&self, part: Part) -> u32 {
        self.of(part).load(Ordering::Relaxed)
    }
}

/// `table=2 objects=0 …`, as it stands in the log line.
impl fmt::Display for Calls {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "table={} objects={} issuer={} mail={} webhook={}",
            self.to(Part::Table),
            self.to(Part::Objects),
            self.to(Part::Issuer),
            self.to(Part::Mail),
            self.to(Part::Webhook),
        )
    }
}

tokio::task_local! {
    static CALLS: Arc<Calls>;
}

/// Notes one call to `part`; outside a counted piece of work nothing is noted.
pub fn count(part: Part) {
    // A call made while nothing is being counted (tests, start-up) has no request to be charged to.
    let _uncounted = CALLS.try_with(|calls| calls.of(part).fetch_add(1, Ordering::Relaxed));
}

/// Runs `work` and counts the calls it makes into `calls`.
pub async fn counted<F: Future>(calls: Arc<Calls>, work: F) -> F::Output {
    CALLS.scope(calls, work).await
}

/// Sends log lines to stdout as JSON, once per process; `level` is `error`, `warn`, `info` or `debug`.
pub fn start(level: Option<&str>) {
    let level = level
        .and_then(|level| level.parse().ok())
        .unwrap_or(LevelFilter::INFO);
    // Several functions may share a process in tests: the first one set it up for all.
    let _already_started = tracing_subscriber::fmt()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(false)
        .with_ansi(false)
        .with_max_level(level)
        .try_init();
    // The usual message goes to stderr as prose and may quote data; where it happened is enough.
    std::panic::set_hook(Box::new(|panic| {
        let at = panic.location().map(ToString::to_string);
        tracing::error!(at, "panicked");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn calls_are_charged_to_the_request_that_makes_them() {
        let (one, two) = (Arc::new(Calls::default()), Arc::new(Calls::default()));
        let work = |times: u32| async move {
            for _ in 0..times {
                count(Part::Table);
                tokio::task::yield_now().await;
            }
            count(Part::Mail);
        };
        tokio::join!(
            counted(Arc::clone(&one), work(2)),
            counted(Arc::clone(&two), work(5))
        );
        count(Part::Table);
        assert_eq!(
            one.to_string(),
            "table=2 objects=0 issuer=0 mail=1 webhook=0"
        );
        assert_eq!(two.to(Part::Table), 5);
    }
}
