//! Mails that reach out: digests of alerts and invitations. Who left is told nothing, not even what was on its way.

use adapters::table::{Digest, ToldBy};
use adapters::{Fault, Outside, Wake};
use casework::run::{Invitation, Run};
use contract::catalogue::Opened;
use contract::outreach::{AlertView, InvitationView};
use facts::{CreditCode, Day, Instant, ItemId};
use pages::mail::{DigestMail, InvitationMail};

use crate::letter::{Sending, send};

/// Sends a digest of alerts.
pub(crate) async fn digest(
    outside: &Outside,
    wake: &Wake,
    (enterprise, number): (&CreditCode, u64),
) -> Result<(), Fault> {
    let table = outside.table();
    let subscription = table.read_subscription(enterprise).await?;
    let digest = table.read_digest(enterprise, number).await?;
    let (Some(subscription), Some(digest)) = (subscription.filter(|one| one.active), digest) else {
        return Ok(());
    };
    let catalogue = outside.catalogue().current().await?;
    let profile = table.read_profile(enterprise).await?;
    let name = profile.map_or_else(|| enterprise.to_string(), |profile| profile.name);
    let portal = &outside.config().public_url;
    let mark = outside.signer()?.unsubscribe(&enterprise.to_string());
    let unsubscribe = format!("{portal}/unsubscribe/{enterprise}/{mark}");
    let alerts = views(&digest, &catalogue, Instant::from(wake.now).day());
    let mail = DigestMail {
        site: outside.site(),
        enterprise_name: &name,
        alerts: &alerts,
        link: &format!("{portal}/alerts"),
        unsubscribe: &unsubscribe,
    };
    let sending = Sending {
        to: &subscription.mail,
        thread: None,
        unsubscribe: Some(&unsubscribe),
        caused_at: digest.at,
    };
    if send((outside, wake), sending, &mail.write()).await? {
        for alert in &digest.alerts {
            told(outside, wake, (&alert.item, enterprise), ToldBy::Alert).await?;
        }
    }
    Ok(())
}

async fn told(
    outside: &Outside,
    wake: &Wake,
    about: (&ItemId, &CreditCode),
    by: ToldBy,
) -> Result<(), Fault> {
    let day = Instant::from(wake.now).day();
    let table = outside.table();
    table.note_told(about, by, (day, wake.now)).await
}

fn views(digest: &Digest, catalogue: &Opened, today: Day) -> Vec<AlertView> {
    let alerts = digest.alerts.iter();
    alerts
        .map(|alert| AlertView {
            item: alert.item.to_string(),
            title: catalogue.item(&alert.item, today).map_or_else(
                || contract::text::Text::new(alert.item.as_str(), alert.item.as_str()),
                |(_, item)| item.rules.title.clone().into(),
            ),
            cause: alert.cause.word().to_owned(),
            closes: alert.closes.map(|day| day.to_string()),
        })
        .collect()
}

/// Sends the invitation of a run, to where the enterprise reads its notifications now.
pub(crate) async fn invitation(
    outside: &Outside,
    wake: &Wake,
    (run, enterprise): (&str, &CreditCode),
) -> Result<(), Fault> {
    let table = outside.table();
    let read = table.read_invitation(run, enterprise, None).await?;
    let profile = table.read_profile(enterprise).await?;
    let (Some(run), Some(invitation), Some(profile)) = (read.run, read.invitation, profile) else {
        return Ok(());
    };
    let today = Instant::from(wake.now).day();
    if invitation.word(&run, today) != "awaited" {
        return Ok(());
    }
    let catalogue = outside.catalogue().current().await?;
    let register = table.read_register().await?.register;
    let department = register.department(&run.department);
    let department = department.map_or("", |found| found.name_on(today).zh.as_str());
    let portal = &outside.config().public_url;
    let view = view(&run, &invitation, catalogue.money(&run.item, today));
    let mail = InvitationMail {
        site: outside.site(),
        invitation: &view,
        department,
        link: &format!("{portal}/invitations/{}", run.id),
    };
    let sending = Sending {
        to: &profile.contact_email,
        thread: Some(&run.id),
        unsubscribe: None,
        caused_at: invitation.listed_at,
    };
    if send((outside, wake), sending, &mail.write()).await? {
        told(outside, wake, (&run.item, enterprise), ToldBy::Invitation).await?;
    }
    Ok(())
}

fn view(run: &Run, one: &Invitation, money: bool) -> InvitationView {
    InvitationView {
        run: run.id.clone(),
        item: run.item.to_string(),
        title: run.title.clone().into(),
        enterprise: one.enterprise.to_string(),
        name: one.name.clone(),
        version: one.version,
        reasons: Vec::new(),
        amount: one.amount.map(|amount| amount.to_string()),
        money,
        state: "awaited".to_owned(),
        until: run.until.to_string(),
        number: None,
        account: None,
        reason: None,
        answered_at: None,
    }
}
