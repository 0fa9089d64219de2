//! Counting how far enterprises have come for a bulletin that was frozen without it: once, and whatever that comes to is written down.

use adapters::{Fault, Outside};
use casework::supervision::Period;
use contract::text::Text;
use facts::Instant;
use jiff::Timestamp;

/// Counts, and completes the bulletin of `period`. What cannot be counted is said in it; what may pass comes again.
pub(crate) async fn count(
    outside: &Outside,
    period: &str,
    (row, now): (&str, Timestamp),
) -> Result<(), Fault> {
    let table = outside.table();
    let Ok(period) = Period::parse(period) else {
        return Err(Fault::plain("the reach of no period"));
    };
    let Some(mut bulletin) = table.read_bulletin(period).await? else {
        return Err(Fault::plain(
            "the reach of a bulletin that was never frozen",
        ));
    };
    match outside.city_reach(Instant::from(now).day()).await {
        Ok(reach) => {
            bulletin.reach = Some(reach);
            bulletin.reach_note = None;
        }
        Err(fault) if fault.retryable() => return Err(fault),
        Err(fault) => {
            tracing::warn!(fault = fault.chain(), "the reach cannot be counted");
            bulletin.reach_note = Some(Text::new(
                "数据量超出统计范围或者有误，本期通报未统计政策触达情况。",
                "There was too much to count, or something wrong in it: this bulletin is without reach.",
            ));
        }
    }
    let commit = table.commit(now);
    let commit = commit.bulletin_reach(period, &bulletin, row);
    commit.run().await?.settled()
}
