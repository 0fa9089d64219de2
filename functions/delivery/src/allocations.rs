//! Mails about openings that have closed and are not allocated (M94).

use adapters::{Fault, Outside, Wake};
use casework::due::ALLOCATE_WORKING_DAYS;
use casework::effect::Audience;
use facts::{Instant, ItemId};
use pages::mail::UnallocatedMail;

use crate::letter::{Sending, send};

/// Tells the counter, or the coordinator; nothing if it was allocated since.
pub(crate) async fn tell(
    outside: &Outside,
    wake: &Wake,
    (item, opening, to): (&ItemId, &str, &Audience),
) -> Result<(), Fault> {
    let table = outside.table();
    if table.read_allocation(item, opening).await?.is_some() {
        return Ok(());
    }
    let now = Instant::from(wake.now);
    let catalogue = outside.catalogue().current().await?;
    let Some(contested) = catalogue.contested_in(item, opening, now.day()) else {
        return Ok(());
    };
    let site = outside.site();
    let escalated = *to == Audience::Coordinator;
    let (receiver, address) = if escalated {
        ("统筹协调岗", site.coordinator_email.as_str())
    } else {
        (site.counter.name.as_str(), site.counter.email.as_str())
    };
    let portal = &outside.config().public_url;
    let content = UnallocatedMail {
        site,
        receiver,
        escalated,
        working_days: ALLOCATE_WORKING_DAYS,
        title: &contested.title.zh,
        to: &contested.to.to_string(),
        link: &format!("{portal}/allocations/{item}/{opening}"),
    }
    .write();
    let sending = Sending {
        to: address,
        thread: None,
        unsubscribe: None,
        caused_at: now,
    };
    send((outside, wake), sending, &content).await?;
    Ok(())
}
