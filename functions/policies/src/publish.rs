//! Publishing: a second person puts the newest version in force, or on the list of what comes, if the gate finds nothing (M63, M65).

use adapters::http::{Answer, Body, Door, Nothing, Problem};
use axum::extract::Path;
use casework::Text;
use casework::access::Operation;
use casework::policy::{Command, Publish};
use contract::catalogue::Opened;
use contract::fault::Fault;
use contract::policy::PolicyView;
use contract::rule::PolicyDocument;

use crate::moves::{Found, find, moved};
use crate::write::allowed;

/// 发布政策 · Publishes the version in review: in force from its first day, the one before stays until then. Whoever wrote it may not.
#[utoipa::path(post, path = "/v1/policies/{policy}/publish", operation_id = "publish_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")),
    responses((status = 200, description = "The policy, in force or scheduled", body = PolicyView)))]
pub(crate) async fn publish(door: Door, Path(id): Path<String>, body: Body<Nothing>) -> Answer {
    let found = find(&door, &id, Operation::PublishPolicy, &body.bytes).await?;
    let command = publishing(&door, &found).await?;
    moved(&door, found, door.version()?, command).await
}

/// The command that publishes the newest version, with what the gate finds in it.
pub(crate) async fn publishing(door: &Door, found: &Found) -> Answer<Command> {
    let kept = found.read.newest().ok_or_else(Problem::not_found)?;
    let document = PolicyDocument::of(&kept.rules)?;
    Ok(Command::Publish(Publish {
        document: kept.version,
        valid_from: document.valid_from,
        valid_to: document.valid_to,
        review_by: document.review_by,
        faults: gate(door, &document).await?,
    }))
}

/// What the publishing gate finds, each with its place.
pub(crate) async fn gate(door: &Door, document: &PolicyDocument) -> Answer<Vec<Text>> {
    let read = door.outside.table().read_register().await?;
    let mut found = document.findings(&allowed(&read));
    let catalogue = door.outside.catalogue().current().await?;
    found.extend(taken(document, &catalogue));
    let known = read.register.departments.into_iter().map(|one| one.id);
    found.extend(document.unknown_co_handlers(&known.collect()));
    let found = found.into_iter().map(|fault| {
        Text::new(
            format!("{}：{}", fault.pointer, fault.zh),
            format!("{}: {}", fault.pointer, fault.en),
        )
    });
    Ok(found.collect())
}

/// Items whose id belongs to another policy: one id, one item, for ever.
fn taken(document: &PolicyDocument, catalogue: &Opened) -> Vec<Fault> {
    let items = document.items.iter().enumerate();
    let taken = items.filter_map(|(place, item)| {
        let id = &item.rules.id;
        let other = catalogue.policy_of(id)?;
        (other.id != document.id).then(|| {
            Fault::new(
                format!("/items/{place}/id"),
                "item_taken",
                format!("事项编码 `{id}` 已用于政策 `{}`，请换一个", other.id),
                format!(
                    "the item id `{id}` belongs to the policy `{}`; choose another",
                    other.id
                ),
            )
        })
    });
    taken.collect()
}
