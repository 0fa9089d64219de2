//! 政策维护: what is expected of the department of a policy (M59, M64).

use casework::policy::{Policy, REVIEW_NEAR_DAYS};
use facts::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::policy::PolicyEntry;

/// A policy of which something is expected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UpkeepEntry {
    /// The policy.
    #[serde(flatten)]
    pub entry: PolicyEntry,
    /// The day by which it is reviewed, where that is near or gone by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub review_by: Option<String>,
    /// Whether that day has come.
    pub review_due: bool,
    /// The version nobody has explained, where one is missing its interpretation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unexplained: Option<u64>,
    /// The day by which it should be explained.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub interpret_by: Option<String>,
    /// Whether that day has passed.
    pub interpretation_late: bool,
    /// Answers for everybody that go by a version that is not in force any more.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outdated_faqs: Vec<u64>,
    /// Whether it is of the city or a county and names no document of a higher level.
    pub without_parent: bool,
}

impl UpkeepEntry {
    /// What is expected of this policy on `today`; none if nothing is.
    #[must_use]
    pub fn of(
        policy: &Policy,
        entry: &PolicyEntry,
        without_parent: bool,
        today: Day,
    ) -> Option<Self> {
        let held = policy.course.in_force(today);
        let review = held.map(|held| held.review_by);
        let review = review.filter(|by| by.plus_days(-REVIEW_NEAR_DAYS) <= today);
        let unexplained = policy.unexplained(today);
        let outdated_faqs = policy.outdated_faqs(today);
        let expected = review.is_some()
            || unexplained.is_some()
            || !outdated_faqs.is_empty()
            || without_parent;
        expected.then(|| Self {
            entry: entry.clone(),
            review_by: review.map(|by| by.to_string()),
            review_due: review.is_some_and(|by| by <= today),
            unexplained: unexplained.map(|(version, _)| version),
            interpret_by: unexplained.map(|(_, by)| by.to_string()),
            interpretation_late: unexplained.is_some_and(|(_, by)| by < today),
            outdated_faqs,
            without_parent,
        })
    }

    /// Whether a day has gone by.
    #[must_use]
    pub const fn late(&self) -> bool {
        self.review_due || self.interpretation_late
    }
}
