//! An opening that was allocated: one record, written once.

use calculator::Order;
use casework::allocation::{Allocation, Rule, Share};
use casework::{Actor, Text};
use facts::{CaseNumber, Instant, ItemId, Money, Number};
use serde::{Deserialize, Serialize};

use super::actor::StoredActor;
use super::list_of;
use super::text::StoredText;
use super::written::{self, words};
use crate::fault::Fault;
use crate::table::key;
use crate::table::row::{Found, Row};

words! { Order,
    GreatestFirst = "greatest_first",
    LeastFirst = "least_first",
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Rule", rename_all = "snake_case", deny_unknown_fields)]
enum StoredRule {
    Ranked {
        places: u64,
        #[serde(with = "written")]
        order: Order,
    },
    ProRata {
        #[serde(with = "written")]
        budget: Money,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Share", deny_unknown_fields)]
pub(crate) struct StoredShare {
    #[serde(with = "written")]
    number: CaseNumber,
    #[serde(with = "written")]
    claimed: Money,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    score: Option<Number>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    rank: Option<u64>,
    #[serde(with = "written")]
    gets: Money,
    reached: bool,
    #[serde(with = "StoredText")]
    why: Text,
}

list_of!(shares, "StoredShare", Share);

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Allocation", deny_unknown_fields)]
struct StoredAllocation {
    #[serde(with = "written")]
    item: ItemId,
    opening: String,
    #[serde(with = "StoredRule")]
    rule: Rule,
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "StoredActor")]
    by: Actor,
    #[serde(with = "shares")]
    shares: Vec<Share>,
}

#[derive(Debug, Serialize, Deserialize)]
struct One(#[serde(with = "StoredAllocation")] Allocation);

pub(crate) fn write(allocation: &Allocation) -> Result<Row, Fault> {
    let key = key::allocation(&allocation.item, &allocation.opening);
    Row::new(key).body(&One(allocation.clone()))
}

pub(crate) fn read(found: &Found) -> Result<Allocation, Fault> {
    found.body::<One>().map(|One(allocation)| allocation)
}
