//! What fits one enterprise, when to apply, and collections.

use adapters::http::{Answer, Door, Problem, Query, Reply};
use axum::extract::Path;
use calculator::Profile;
use casework::access::Operation;
use contract::eligibility::ask::profile_of;
use contract::eligibility::{AssessmentReply, AssessmentRequest, VerdictView};
use facts::{CreditCode, Day, Instant};
use pages::Nav;
use pages::calculator::ProfileInUse;
use pages::feed::{Event, When, calendar};
use pages::mine::{CollectionsPage, MyPoliciesPage};

use super::own;
use crate::asked::{Asked, Saved};

/// `GET /my-policies`
pub(crate) async fn policies(door: Door, query: Query) -> Answer {
    door.actor(Operation::ReadProfile)?;
    query.finish()?;
    let saved = own(&door).await;
    let code = saved.enterprise.as_ref().map(ToString::to_string);
    let reply = match &code {
        Some(_) => Some(answered(&door, &saved).await?),
        None => None,
    };
    let mut collections = collected(&door, &saved).await?;
    collections.retain(|one| one.yours);
    let feed = match &code {
        Some(code) => {
            let mark = door.outside.signer()?.feed_mark(code);
            format!("{}/feeds/openings/{code}/{mark}", door.outside.site().base)
        }
        None => String::new(),
    };
    let page = MyPoliciesPage {
        chrome: door.chrome(Nav::None),
        profile: code.as_deref().map(|enterprise| ProfileInUse {
            name: &saved.name,
            enterprise,
        }),
        reply: reply.as_ref(),
        feed: &feed,
        collections: &collections,
    };
    Ok(Reply::page(page.render()))
}

async fn answered(door: &Door, saved: &Saved) -> Answer<AssessmentReply> {
    let asked = Asked::read(door, &AssessmentRequest::default(), saved).await?;
    Ok(asked.answer())
}

/// `GET /collections`
pub(crate) async fn collections(door: Door, query: Query) -> Answer {
    query.finish()?;
    let saved = own(&door).await;
    let collections = collected(&door, &saved).await?;
    let page = CollectionsPage {
        chrome: door.chrome(Nav::Policies),
        collections: &collections,
    };
    Ok(Reply::page(page.render()))
}

async fn collected(
    door: &Door,
    saved: &Saved,
) -> Answer<Vec<contract::collections::CollectionView>> {
    let catalogue = door.outside.catalogue().current().await?;
    let known: Profile = profile_of(&saved.facts, catalogue.facts(), "/facts", &mut Vec::new());
    Ok(catalogue.collections(&known, Instant::from(door.now).day()))
}

/// `GET /feeds/openings/{enterprise}/{mark}`: the openings of what fits or may fit, for calendar programs (RFC 5545).
pub(crate) async fn feed(door: Door, Path((code, mark)): Path<(String, String)>) -> Answer {
    let signer = door.outside.signer()?;
    let code = CreditCode::parse(&code)
        .ok()
        .filter(|code| signer.opens_feed(code.as_str(), &mark));
    let code = code.ok_or_else(Problem::not_found)?;
    let profile = door.outside.table().read_profile(&code).await?;
    let profile = profile.ok_or_else(Problem::not_found)?;
    let saved = Saved {
        facts: profile.facts,
        ..Saved::default()
    };
    let reply = answered(&door, &saved).await?;
    let events = reply
        .items
        .iter()
        .filter(|item| item.verdict != VerdictView::Ineligible);
    let events = events.filter_map(|item| {
        let opening = item.opening.as_ref()?;
        let fits = if item.verdict == VerdictView::Eligible {
            "符合"
        } else {
            "待定"
        };
        Some(Event {
            id: format!("{}-{}", item.item, opening.opening),
            when: When::Days(
                Day::parse(&opening.from).ok()?,
                Day::parse(&opening.to).ok()?,
            ),
            place: None,
            summary: format!("可申报：{}（{fits}）", item.title.zh),
            words: format!(
                "{}。{} 咨询：{}",
                item.amount.words.zh, reply.notice.zh, item.contact
            ),
        })
    });
    let stamp = Instant::from(door.now).day();
    let body = calendar("惠企政策申报日历", &events.collect::<Vec<_>>(), stamp);
    Ok(Reply::text("text/calendar; charset=utf-8", body))
}
