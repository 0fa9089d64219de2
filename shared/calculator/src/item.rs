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
    /// 只能享受一次
    pub once: Option<Once>,
}

/// 只能享受一次: for whom or what, in what time, and the fact that says whether it was used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Once {
    /// For whom or what.
    pub per: Per,
    /// In what time.
    pub within: Time,
    /// The yes-or-no fact that says whether it was used; a condition or the amount must look at it (the gate sees to that).
    pub used: Option<FactId>,
    /// In words.
    pub words: Text,
}

/// Whom or what something is given once for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Per {
    /// 每家企业
    Enterprise,
    /// 同一集团或同一实际控制人
    Group,
    /// 每人: used once by any enterprise.
    Person,
    /// 每个项目
    Project,
    /// 每项称号
    Title,
}

impl Per {
    /// Every one.
    pub const ALL: [Self; 5] = [
        Self::Enterprise,
        Self::Group,
        Self::Person,
        Self::Project,
        Self::Title,
    ];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Enterprise => "enterprise",
            Self::Group => "group",
            Self::Person => "person",
            Self::Project => "project",
            Self::Title => "title",
        }
    }
}

/// The time in which something is given once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Time {
    /// 终身、仅一次
    Ever,
    /// 每个自然年度
    Year,
    /// 政策有效期内
    Policy,
}

impl Time {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Ever, Self::Year, Self::Policy];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ever => "ever",
            Self::Year => "year",
            Self::Policy => "policy",
        }
    }
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
        /// The number they are ranked by.
        by: FactId,
        /// The greatest first, or the least.
        order: Order,
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
    Reviewed {
        /// By whom and how.
        words: Text,
        /// 择优不超过若干家, if that is said.
        places: Option<u64>,
    },
}

/// Which end of a ranking comes first.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Order {
    /// 由高到低
    #[default]
    GreatestFirst,
    /// 由低到高
    LeastFirst,
}

/// A ceiling over every item taken that names the same group; the least of their ceilings counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JointCap {
    /// The group.
    pub group: String,
    /// 合计最高: a sum, or what an amount comes to, such as a premium less what the province paid of it.
    pub most: Amount,
}

impl Item {
    /// Whether of the two only the higher is given (就高不重复).
    #[must_use]
    pub fn same_group(&self, other: &Self) -> bool {
        self.highest_of.is_some() && self.highest_of == other.highest_of
    }

    /// Whether the two cannot both be taken.
    #[must_use]
    pub fn conflicts(&self, other: &Self) -> bool {
        self.same_group(other)
            || self.excludes.contains(&other.id)
            || other.excludes.contains(&self.id)
    }
}
