//! An opening that was allocated: one record, written once.

use calculator::Order;
use casework::Actor;
use casework::allocation::{Allocation, Rule, Share};
use facts::{CaseNumber, Instant, ItemId, Money, Number};
use serde::{Deserialize, Serialize};

use super::actor::StoredActor;
use super::list_of;
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

#[cfg(test)]
mod tests {
    use casework::allocation::CASES_MAX;

    use super::*;

    /// What DynamoDB takes as one record.
    const RECORD_BYTES: usize = 400 * 1024;

    #[test]
    fn the_largest_allocation_fits_one_record() {
        let share = |number| Share {
            number: CaseNumber::drawn(2026, number),
            claimed: Money::yuan(999_999_999),
            score: Number::parse("-123456789.12345678").ok(),
            rank: Some(2_000),
            gets: Money::yuan(999_999_999),
            reached: false,
        };
        let allocation = Allocation {
            item: ItemId::parse(&"i".repeat(64)).unwrap(),
            opening: "o".repeat(64),
            rule: Rule::Ranked {
                places: 1_000,
                order: Order::GreatestFirst,
            },
            at: Instant::parse("2026-12-01T09:00:00+08:00").unwrap(),
            by: Actor::platform("allocation"),
            shares: (0..2_000).map(share).collect(),
        };
        assert_eq!(allocation.shares.len(), CASES_MAX);
        let bytes = crate::table::row::write_body(&One(allocation.clone())).unwrap();
        assert!(bytes.len() < RECORD_BYTES * 9 / 10, "{}", bytes.len());
        let row = write(&allocation).unwrap();
        let back = read(&Found::from(row.attributes())).unwrap();
        assert_eq!(back, allocation);
    }
}
