//! Schedules wake functions at their period, when the clock was moved, and on request; the moment they are told is the host's.

use std::sync::Arc;

use bytes::Bytes;
use serde_json::json;

use crate::clock::Clock;
use crate::process::Pool;
use crate::template::{ACCOUNT, REGION, Schedule};

/// One schedule and the function it wakes.
#[derive(Debug)]
pub(crate) struct Tick {
    pub(crate) pool: Arc<Pool>,
    pub(crate) schedule: Schedule,
    pub(crate) clock: Arc<Clock>,
}

impl Tick {
    /// Ticks at its period for as long as the host runs.
    pub(crate) async fn run(self: Arc<Self>) {
        let mut period = tokio::time::interval(self.schedule.every);
        period.tick().await; // the first one is at once, and nothing is due yet
        loop {
            period.tick().await;
            self.now().await;
        }
    }

    /// Ticks once. A failure is logged with the function; the next tick tries again.
    pub(crate) async fn now(&self) {
        let event = json!({
            "version": "0",
            "id": uuid::Uuid::new_v4().to_string(),
            "detail-type": "Scheduled Event",
            "source": "aws.events",
            "account": ACCOUNT,
            "time": self.clock.now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            "region": REGION,
            "resources": [self.schedule.id],
            "detail": {},
        });
        drop(self.pool.invoke(Bytes::from(event.to_string())).await);
    }
}
