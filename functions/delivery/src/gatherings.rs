//! Mails about gatherings: a change, a cancellation, a reminder, a seat that became free. One row of the outbox has everybody told; each mail
//! is a row of its own, so that one address that fails has nobody told twice.

use adapters::{Fault, Outside, Wake};
use casework::gathering::{Gathering, Notice, SignUp};
use facts::{GatheringId, Instant};
use pages::mail::{GatheringCause, GatheringMail};

use crate::letter::{Sending, send};

/// Tells one, or has everybody told for whom the notice still holds.
pub(crate) async fn tell(
    outside: &Outside,
    wake: &Wake,
    (id, version): (&GatheringId, u64),
    (notice, who): (Notice, Option<&str>),
) -> Result<(), Fault> {
    let table = outside.table();
    let Some(gathering) = table.read_gathering(id).await? else {
        return Ok(());
    };
    let now = Instant::from(wake.now);
    if let Some(who) = who {
        let seat = table.read_sign_up(id, who).await?;
        let seat = seat.filter(|seat| notice.holds(&gathering, seat, now));
        return match seat {
            Some(seat) => write((outside, wake), &gathering, &seat, notice).await,
            None => Ok(()),
        };
    }
    for seat in table.sign_ups(id).await? {
        if seat.mail.is_some() && notice.holds(&gathering, &seat, now) {
            let commit = table.commit(wake.now);
            let commit = commit.tell_of_gathering((id, version), notice, Some(&seat.who));
            commit.run().await?.settled()?;
        }
    }
    Ok(())
}

async fn write(
    (outside, wake): (&Outside, &Wake),
    gathering: &Gathering,
    seat: &SignUp,
    notice: Notice,
) -> Result<(), Fault> {
    let Some(mail) = &seat.mail else {
        return Ok(());
    };
    let portal = &outside.config().public_url;
    let link = format!("{portal}/gatherings/{}", gathering.id);
    let content = GatheringMail {
        site: outside.site(),
        name: &seat.name,
        title: &gathering.title.zh,
        begins: &gathering.begins.to_string(),
        place: &gathering.place.zh,
        cancelled: gathering.cancelled.as_deref(),
        cause: match notice {
            Notice::Changed => GatheringCause::Changed,
            Notice::Cancelled => GatheringCause::Cancelled,
            Notice::Reminder => GatheringCause::Reminder,
            Notice::Seated => GatheringCause::Seated,
        },
        link: &link,
    }
    .write();
    let sending = Sending {
        to: mail,
        thread: None,
        unsubscribe: None,
        caused_at: Instant::from(wake.now),
    };
    send((outside, wake), sending, &content).await?;
    Ok(())
}
