//! 事项: what one applies for, as far as calculating goes.

use std::collections::BTreeSet;

use facts::{ItemId, Money, Text};

use crate::amount::{Amount, Benefit};
use crate::condition::Condition;
use crate::fact::FactId;

/// An item's rules.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// Id.
    pub id: ItemId,
    /// Its short name in Chinese and English, used in reasons.
    pub title: Text,
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
    /// How those who fit are chosen, where not all get it.
    pub selection: Option<Selection>,
    /// 只能享受一次: for whom or what, in words; the conditions ask whether it was used.
    pub once: Option<Text>,
}

/// How those who fit are chosen. Fitting then is no promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Selection {
    /// 先到先得: so many places, in the order of applying.
    FirstCome {
        /// Places.
        places: u64,
    },
    /// 排序择优: the first so many by a number.
    Ranked {
        /// The number they are ranked by; the greatest first.
        by: FactId,
        /// Places.
        places: u64,
        /// Among whom.
        among: Text,
    },
    /// 超出预算按比例: amounts shrink alike when they exceed the budget.
    ProRata {
        /// The budget.
        budget: Money,
    },
    /// 评审: by a jury.
    Reviewed(Text),
}

/// A ceiling over every item taken that names the same group; the least of their ceilings counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointCap {
    /// The group.
    pub group: String,
    /// 合计最高: a sum, or what an amount comes to, such as a premium less what the province paid of it.
    pub most: Amount,
}
