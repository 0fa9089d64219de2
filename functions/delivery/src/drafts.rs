//! Mails about a draft: its opening is nearly over, or was. Who has applied meanwhile, by this draft or another, is told nothing.

use adapters::{Fault, Outside, Wake};
use casework::draft::{Draft, Purpose, Status};
use contract::catalogue::Opened;
use facts::{Day, DraftId, Instant};
use pages::mail::DraftMail;

use crate::letter::{Sending, send};

/// Tells the owner of a draft.
pub(crate) async fn tell(outside: &Outside, wake: &Wake, id: &DraftId) -> Result<(), Fault> {
    let table = outside.table();
    let Some(draft) = table.read_draft(id, None).await?.draft else {
        return Ok(());
    };
    let catalogue = outside.catalogue().current().await?;
    let today = Instant::from(wake.now).day();
    if draft.contact_email.is_empty() || answered(outside, &catalogue, (&draft, today)).await? {
        return Ok(());
    }
    let title = catalogue.item(&draft.item, today).map_or_else(
        || draft.item.to_string(),
        |(_, item)| item.rules.title.zh.clone(),
    );
    let link = format!("{}/drafts/{}", outside.config().public_url, draft.id);
    let mail = DraftMail {
        site: outside.site(),
        enterprise_name: &draft.enterprise_name,
        title: &title,
        last_day: &draft.last_day().to_string(),
        over: draft.status == Status::Discarded,
        link: &link,
    };
    let sending = Sending {
        to: &draft.contact_email,
        thread: None,
        unsubscribe: None,
        caused_at: Instant::from(wake.now),
    };
    send((outside, wake), sending, &mail.write()).await?;
    Ok(())
}

/// Whether there is nothing left to answer: it was submitted, it mends a case that tells by itself, or there is a case already.
async fn answered(
    outside: &Outside,
    catalogue: &Opened,
    (draft, today): (&Draft, Day),
) -> Result<bool, Fault> {
    if draft.purpose != Purpose::Application || matches!(draft.status, Status::Submitted { .. }) {
        return Ok(true);
    }
    let day = draft.last_day().min(today);
    let opening = catalogue
        .item(&draft.item, day)
        .and_then(|(_, item)| item.open_on(day));
    let Some(opening) = opening else {
        return Ok(false);
    };
    let table = outside.table();
    table
        .holds_place((&draft.item, &opening.id), &draft.enterprise)
        .await
}
