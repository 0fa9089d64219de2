//! 事项: what one applies for, as far as calculating goes.

use std::collections::BTreeSet;

use facts::{ItemId, Money};

use crate::amount::Benefit;
use crate::condition::Condition;

/// An item's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id.
    pub id: ItemId,
    /// Its short name in Chinese and English, used in reasons.
    pub title: facts::Text,
    /// All of them must hold.
    pub conditions: Vec<Condition>,
    /// What it gives.
    pub benefit: Benefit,
    /// 就高不重复: of the items with this word only the best is taken.
    pub highest_of: Option<String>,
    /// 不得同时享受: items that cannot be taken with it, said on either side.
    pub excludes: BTreeSet<ItemId>,
    /// A ceiling over several items together.
    pub joint_cap: Option<JointCap>,
}

/// A ceiling over every item that names the same group; the least of their ceilings counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointCap {
    /// The group.
    pub group: String,
    /// 合计最高.
    pub most: Money,
}
