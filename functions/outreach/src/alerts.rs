//! Subscriptions to alerts: what an enterprise wants to be told, what it was told, and how it leaves (M76).

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::{Digest, Job};
use axum::extract::Path;
use casework::access::Operation;
use casework::alert::{Cause, Subscription, Wishes};
use casework::authority::{Deed, Did};
use contract::catalogue::Opened;
use contract::outreach::{AlertView, DigestView, SubscriptionView, WriteSubscription};
use contract::page;
use facts::{CreditCode, Day, Instant};

const LIST: &str = "alerts";
/// Days of notice where nobody said otherwise.
const LEAD_DAYS: u32 = 10;

/// An enterprise its asker may act for.
pub(crate) fn own(door: &Door, code: &str, operation: Operation) -> Answer<CreditCode> {
    let actor = door.actor(operation)?;
    let code = CreditCode::parse(code).map_err(|_| Problem::not_found())?;
    actor.reaches(operation, Some(&code), None)?;
    Ok(code)
}

/// 提醒设置 · What an enterprise wants to be told of.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/subscription", operation_id = "read_subscription", tag = "outreach",
    params(("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 200, description = "The subscription; version 0 where there never was one", body = SubscriptionView)))]
pub(crate) async fn read(door: Door, Path(code): Path<String>) -> Answer {
    let view = shown(&door, &code).await?;
    Ok(Reply::versioned(view.version, &view))
}

/// The subscription of an enterprise, or what it could be.
pub(crate) async fn shown(door: &Door, code: &str) -> Answer<SubscriptionView> {
    let code = own(door, code, Operation::ReadSubscription)?;
    let table = door.outside.table();
    if let Some(one) = table.read_subscription(&code).await? {
        return Ok(view(&one));
    }
    let profile = table.read_profile(&code).await?;
    Ok(SubscriptionView {
        enterprise: code.to_string(),
        version: 0,
        wishes: WriteSubscription {
            active: false,
            causes: Cause::ALL
                .iter()
                .map(|cause| cause.word().to_owned())
                .collect(),
            lead_days: LEAD_DAYS,
            mail: profile
                .map(|profile| profile.contact_email)
                .unwrap_or_default(),
        },
        next_look: None,
    })
}

/// 订阅提醒 · Subscribes, changes what is wanted, or ends it at once; `If-Match: "0"` for the first.
#[utoipa::path(put, path = "/v1/enterprises/{enterprise}/subscription", operation_id = "write_subscription", tag = "outreach", request_body = WriteSubscription,
    params(("enterprise" = String, Path, description = "Unified social credit code")),
    responses((status = 200, description = "The subscription as saved", body = SubscriptionView)))]
pub(crate) async fn write(
    door: Door,
    Path(code): Path<String>,
    body: Body<WriteSubscription>,
) -> Answer {
    let version = door.version()?;
    written(&door, &code, version, &body.value).await
}

/// Saves what an enterprise wants, from the version it has read.
pub(crate) async fn written(
    door: &Door,
    code: &str,
    version: u64,
    asked: &WriteSubscription,
) -> Answer {
    let code = own(door, code, Operation::WriteSubscription)?;
    let actor = door.actor(Operation::WriteSubscription)?;
    let table = door.outside.table();
    let before = table.read_subscription(&code).await?;
    if before.as_ref().map_or(0, |one| one.version) != version {
        return Err(Problem::stale_version());
    }
    let now = Instant::from(door.now);
    let wishes = Wishes {
        causes: asked
            .causes
            .iter()
            .filter_map(|word| Cause::named(word))
            .collect(),
        lead_days: asked.lead_days,
        mail: asked.mail.clone(),
    };
    let after = match before {
        Some(before) if !asked.active => before.end(),
        None if !asked.active => {
            return Ok(Reply::versioned(0, &shown(door, code.as_str()).await?));
        }
        Some(before) => before.change(wishes, &offers(door, &code).await?, now)?,
        None => Subscription::begin(code.clone(), wishes, &offers(door, &code).await?, now)?,
    };
    let view = view(&after);
    let did = Did::WroteSubscription {
        active: after.active,
    };
    let deed = Deed::of(&actor, did, after.version, now);
    let commit = table.commit(door.now).subscription(&after);
    let mut commit = commit.deed(deed.as_ref());
    if after.active {
        let job = Job::Look {
            enterprise: code.clone(),
        };
        commit = commit.then(&format!("look|{code}|v{}", after.version), &job);
    }
    let reply = Reply::versioned(view.version, &view);
    commit.run().await?.answer(reply)
}

async fn offers(door: &Door, code: &CreditCode) -> Answer<Vec<casework::alert::Offer>> {
    let profile = door.outside.table().read_profile(code).await?;
    let facts = profile.map(|profile| profile.facts).unwrap_or_default();
    let catalogue = door.outside.catalogue().current().await?;
    let known = catalogue.known(&facts);
    Ok(catalogue.offers(&known, Instant::from(door.now).day()))
}

fn view(one: &Subscription) -> SubscriptionView {
    SubscriptionView {
        enterprise: one.enterprise.to_string(),
        version: one.version,
        wishes: WriteSubscription {
            active: one.active,
            causes: one
                .causes
                .iter()
                .map(|cause| cause.word().to_owned())
                .collect(),
            lead_days: one.lead_days,
            mail: one.mail.clone(),
        },
        next_look: one.next_look.map(|day| day.to_string()),
    }
}

/// Ends a subscription by the address in its mails; ended before, it stays so.
pub(crate) async fn ended(door: &Door, code: &CreditCode) -> Answer<()> {
    let table = door.outside.table();
    let Some(before) = table.read_subscription(code).await? else {
        return Ok(());
    };
    if before.active {
        let commit = table.commit(door.now).subscription(&before.end());
        commit.run().await?.settled()?;
    }
    Ok(())
}

/// 我的提醒 · Digests an enterprise was sent, the latest first.
#[utoipa::path(get, path = "/v1/enterprises/{enterprise}/alerts", operation_id = "list_alerts", tag = "outreach",
    params(("enterprise" = String, Path, description = "Unified social credit code"), ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of digests", body = page::Page<DigestView>)))]
pub(crate) async fn list(door: Door, Path(code): Path<String>, mut query: Query) -> Answer {
    let limit = query.limit();
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let (views, next) = of(&door, &code, (start.as_deref(), limit)).await?;
    door.listed(LIST, views, next.as_deref())
}

/// Digests of an enterprise its asker may act for.
pub(crate) async fn of(
    door: &Door,
    code: &str,
    (start, limit): (Option<&str>, usize),
) -> Answer<(Vec<DigestView>, Option<String>)> {
    let code = own(door, code, Operation::ListAlerts)?;
    let page = door.outside.table().digests(&code, start, limit).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let entries = page.entries.iter();
    let views = entries.map(|one| digest(one, &catalogue, today));
    Ok((views.collect(), page.next))
}

fn digest(one: &Digest, catalogue: &Opened, today: Day) -> DigestView {
    let alerts = one.alerts.iter().map(|alert| AlertView {
        item: alert.item.to_string(),
        title: catalogue.item(&alert.item, today).map_or_else(
            || contract::text::Text::new(alert.item.as_str(), alert.item.as_str()),
            |(_, item)| item.rules.title.clone().into(),
        ),
        cause: alert.cause.word().to_owned(),
        closes: alert.closes.map(|day| day.to_string()),
    });
    DigestView {
        digest: one.number,
        at: one.at.to_string(),
        alerts: alerts.collect(),
    }
}
