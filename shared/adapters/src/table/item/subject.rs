//! What a case is about, stored flat: an application has every field, what is about no item lacks those of one.

use casework::Text;
use casework::case::co_handling::PartAsked;
use casework::case::{ConditionAsked, Contest, Listing, MaterialAsked, Subject, Term};
use facts::{DepartmentId, ItemId, PolicyId};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::award::terms;
use super::case::materials_asked;
use super::checklist::conditions_asked;
use super::co_handling::parts_asked;
use super::contest::maybe_contest;
use super::text::StoredText;
use super::written;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    policy: Option<PolicyId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    policy_version: Option<u64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    catalogue: Option<String>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    item: Option<ItemId>,
    #[serde(with = "StoredText")]
    title: Text,
    basis: Vec<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    opening: Option<String>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    lead: Option<DepartmentId>,
    money: bool,
    #[serde(
        default,
        with = "conditions_asked",
        skip_serializing_if = "Vec::is_empty"
    )]
    conditions: Vec<ConditionAsked>,
    #[serde(default, with = "terms", skip_serializing_if = "Vec::is_empty")]
    instalments: Vec<Term>,
    #[serde(default, with = "parts_asked", skip_serializing_if = "Vec::is_empty")]
    co_handling: Vec<PartAsked>,
    #[serde(
        default,
        with = "maybe_contest",
        skip_serializing_if = "Option::is_none"
    )]
    contest: Option<Contest>,
    #[serde(with = "materials_asked")]
    materials: Vec<MaterialAsked>,
    publicity_working_days: u32,
    correction_working_days: u32,
    illustrative: bool,
}

pub(crate) fn serialize<S: Serializer>(
    subject: &Subject,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let listing = subject.listing.clone();
    Stored {
        policy: listing.as_ref().map(|listing| listing.policy.clone()),
        policy_version: listing.as_ref().map(|listing| listing.policy_version),
        catalogue: listing.as_ref().map(|listing| listing.catalogue.clone()),
        item: listing.as_ref().map(|listing| listing.item.clone()),
        title: subject.title.clone(),
        basis: subject.basis.clone(),
        opening: listing.map(|listing| listing.opening),
        lead: subject.lead.clone(),
        money: subject.money,
        conditions: subject.conditions.clone(),
        instalments: subject.instalments.clone(),
        co_handling: subject.co_handling.clone(),
        contest: subject.contest.clone(),
        materials: subject.materials.clone(),
        publicity_working_days: subject.publicity_working_days,
        correction_working_days: subject.correction_working_days,
        illustrative: subject.illustrative,
    }
    .serialize(serializer)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Subject, D::Error> {
    let stored = Stored::deserialize(deserializer)?;
    let listing = listing(&stored);
    Ok(Subject {
        listing,
        title: stored.title,
        basis: stored.basis,
        lead: stored.lead,
        money: stored.money,
        conditions: stored.conditions,
        instalments: stored.instalments,
        co_handling: stored.co_handling,
        contest: stored.contest,
        materials: stored.materials,
        publicity_working_days: stored.publicity_working_days,
        correction_working_days: stored.correction_working_days,
        illustrative: stored.illustrative,
    })
}

/// The item it is about, if every part of it is there.
fn listing(stored: &Stored) -> Option<Listing> {
    Some(Listing {
        policy: stored.policy.clone()?,
        policy_version: stored.policy_version?,
        catalogue: stored.catalogue.clone()?,
        item: stored.item.clone()?,
        opening: stored.opening.clone()?,
    })
}
