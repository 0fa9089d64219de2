//! Mails about authorities and what was done under them: to the enterprise where its profile says, to the assistant where the authority does.

use adapters::table::Side;
use adapters::{Fault, Outside, Wake};
use casework::access::Role;
use casework::authority::Authority;
use casework::case::Recorded;
use contract::convert::authority as convert;
use facts::{AuthorityId, CreditCode, Instant};
use pages::mail::{ActedMail, AuthorityMail, Side as Reader};

use crate::Errand;
use crate::letter::{Sending, send};

/// Tells one side that an authority was given or revoked.
pub(crate) async fn tell(
    outside: &Outside,
    wake: &Wake,
    (enterprise, id): (&CreditCode, &AuthorityId),
    side: Side,
) -> Result<(), Fault> {
    let Some(one) = outside.table().read_authority(enterprise, id).await? else {
        return Ok(());
    };
    let Some(to) = address(outside, &one, side).await? else {
        return Ok(());
    };
    let now = Instant::from(wake.now);
    let link = format!("{}/authorities", outside.config().public_url);
    let content = AuthorityMail {
        site: outside.site(),
        side: reader(side),
        authority: &convert::view(&one, now),
        link: &link,
    }
    .write();
    let sending = Sending {
        to: &to,
        thread: None,
        unsubscribe: None,
        caused_at: now,
    };
    send((outside, wake), sending, &content).await?;
    Ok(())
}

const fn reader(side: Side) -> Reader {
    match side {
        Side::Enterprise => Reader::Enterprise,
        Side::Assistant => Reader::Assistant,
    }
}

async fn address(outside: &Outside, one: &Authority, side: Side) -> Result<Option<String>, Fault> {
    match side {
        Side::Assistant => Ok(Some(one.agent_mail.clone())),
        Side::Enterprise => {
            let profile = outside.table().read_profile(&one.enterprise).await?;
            Ok(profile.map(|profile| profile.contact_email))
        }
    }
}

/// Tells one side of an event an assistant caused.
pub(crate) async fn acted(
    errand: &Errand<'_>,
    cause: Option<&Recorded>,
    side: Side,
) -> Result<(), Fault> {
    let under = cause.and_then(|cause| Some((cause, cause.by.under.as_ref()?)));
    let enterprise = errand.case.applicant.enterprise.as_ref();
    let (Some((cause, under)), Some(enterprise)) = (under, enterprise) else {
        return Ok(());
    };
    let outside = errand.outside;
    let table = outside.table();
    let Some(one) = table.read_authority(enterprise, &under.authority).await? else {
        return Ok(());
    };
    let Some(to) = address(outside, &one, side).await? else {
        return Ok(());
    };
    let link = format!("{}/authorities", outside.config().public_url);
    let view = errand.view(Role::Enterprise);
    let content = ActedMail {
        site: outside.site(),
        side: reader(side),
        case: &view.entry,
        agent: &under.agent,
        enterprise: &under.enterprise,
        authority: under.authority.as_str(),
        words: &cause.event.describe().zh,
        at: &cause.at.to_string(),
        link: &link,
    }
    .write();
    errand.post(&to, &content).await
}
