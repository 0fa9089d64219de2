//! What is expected of those who make policies: reviews, interpretations, parent documents (M3, M59, M64).

use std::collections::BTreeSet;

use adapters::http::{Answer, Door, Query, Reply};
use casework::access::{Operation, Reach, may};
use contract::page::Page;
use contract::parents::Coverage;
use contract::upkeep::UpkeepEntry;
use facts::Instant;
use pages::Nav;
use pages::policies::UpkeepPage;

/// 上位文件落实情况 · Documents of higher levels with the policies that carry each out; those without one first.
#[utoipa::path(get, path = "/v1/parents", operation_id = "list_parents", tag = "policies",
    responses((status = 200, description = "How far they are carried out", body = Coverage)))]
pub(crate) async fn parents(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListParents)?;
    query.finish()?;
    Ok(Reply::ok(&coverage(&door).await?))
}

async fn coverage(door: &Door) -> Answer<Coverage> {
    let today = Instant::from(door.now).day();
    let register = door.outside.table().read_register().await?;
    let catalogue = door.outside.catalogue().current().await?;
    Ok(Coverage::of(register.parent_views(), &catalogue, today))
}

/// 政策维护清单 · Policies whose review is near or due, that nobody has explained, or that name no document of a higher level.
#[utoipa::path(get, path = "/v1/policy-upkeep", operation_id = "list_policy_upkeep", tag = "policies",
    responses((status = 200, description = "Policies of which something is expected, what is late first", body = Page<UpkeepEntry>)))]
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    query.finish()?;
    let (entries, _) = entries(&door).await?;
    door.listed("policy_upkeep", entries, None)
}

/// `GET /desk/policy-upkeep`
pub(crate) async fn page(door: Door, query: Query) -> Answer {
    query.finish()?;
    let (entries, coverage) = entries(&door).await?;
    let page = UpkeepPage {
        chrome: door.chrome(Nav::Desk),
        policies: &entries,
        unmet: coverage
            .parents
            .iter()
            .filter(|one| one.policies.is_empty())
            .count(),
    };
    Ok(Reply::page(page.render()))
}

/// Policies of its reader's reach of which something is expected, what is late first.
async fn entries(door: &Door) -> Answer<(Vec<UpkeepEntry>, Coverage)> {
    let actor = door.actor(Operation::ListPolicyUpkeep)?;
    let reach = may(actor.role, Operation::ListPolicyUpkeep);
    let today = Instant::from(door.now).day();
    let coverage = coverage(door).await?;
    let without = coverage.without.iter();
    let without: BTreeSet<&str> = without.map(|entry| entry.policy.as_str()).collect();
    let heads = door.outside.table().all_policies().await?;
    let own = heads.iter().filter(|head| {
        reach == Some(Reach::Any) || actor.department.as_ref() == Some(&head.policy.department)
    });
    let expected = own.filter_map(|head| {
        let alone = without.contains(head.entry.policy.as_str());
        UpkeepEntry::of(&head.policy, &head.entry, alone, today)
    });
    let mut entries: Vec<UpkeepEntry> = expected.collect();
    entries.sort_by_key(|entry| (!entry.late(), entry.entry.policy.clone()));
    Ok((entries, coverage))
}
