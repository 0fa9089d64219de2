//! Supervision: lists of what is open, figures of a period, ratings, bulletins (M37, M86, M93, M98–M101).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::case::CaseEntry;
use crate::outreach::{FunnelView, GroupView};
use crate::text::Text;

/// An open case as the coordinator watches it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenCase {
    /// As in other lists.
    #[serde(flatten)]
    pub entry: CaseEntry,
    /// The department that holds it, or held it last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// `yellow` 黄牌: the promised day is near; `red` 红牌: it has passed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub card: Option<String>,
    /// Since when it stands where it stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<String>,
    /// What was approved, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<String>,
    /// What is left to pay, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// The day the next instalment falls due, where it has one apart from the promise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub pays_on: Option<String>,
    /// The day from which the condition of the next instalment is looked at, where no other day says when it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub checked_on: Option<String>,
    /// What had come back of a demand that was withdrawn and is to be refunded, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refund: Option<String>,
    /// What is left to pay back, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub owed: Option<String>,
    /// The last day to pay it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub owed_until: Option<String>,
    /// What should have gone on and did not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub follow_up: Option<FollowUpView>,
}

/// How regularly somebody holds briefings for enterprises (M77).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RegularityView {
    /// The department; absent where it is the window.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Its name.
    pub name: Text,
    /// Briefings held in the year before.
    pub held: u32,
    /// When the last of them was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub last: Option<String>,
    /// Days since then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days: Option<i64>,
    /// When the next one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub next: Option<String>,
}

/// What should have gone on with a case and did not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FollowUpView {
    /// `not_assigned`, `not_taken_up`, `not_decided`, `not_told`, `not_allocated`, `not_paid`, `not_checked`, `not_repaid` or `not_refunded`.
    pub reason: String,
    /// The reason in words.
    pub words: Text,
    /// The first day on which it is listed.
    #[schema(format = Date)]
    pub from: String,
}

/// Predicted against decided (测算与审核对照, M19), over the cases of a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DriftView {
    /// The month: that of the promised day.
    pub period: String,
    /// Items with decided cases, those with the most differences first.
    pub items: Vec<ItemDriftView>,
    /// Cases that came out otherwise than predicted, by item, at most 500.
    pub cases: Vec<CaseDriftView>,
    /// How many of them there are.
    pub differing: usize,
}

/// Of one item how its decided cases came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemDriftView {
    /// Item id.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// As predicted.
    pub held: u32,
    /// Approved with less.
    pub less: u32,
    /// Approved with more.
    pub more: u32,
    /// Predicted to fit, and refused.
    pub refused: u32,
    /// Left open, and approved.
    pub open_approved: u32,
    /// Left open, and refused.
    pub open_refused: u32,
}

impl ItemDriftView {
    /// Cases that came out otherwise than predicted.
    #[must_use]
    pub const fn differing(&self) -> u32 {
        let amounts = self.less.saturating_add(self.more);
        amounts.saturating_add(self.refused)
    }
}

/// A case that came out otherwise than predicted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseDriftView {
    /// Case number.
    pub number: String,
    /// Item id.
    pub item: String,
    /// Item title.
    pub title: Text,
    /// `less`, `more` or `refused`.
    pub drift: String,
    /// The same in words.
    pub drift_text: Text,
    /// The least that was predicted, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// The most that was predicted, in yuan; absent where there was no upper end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
    /// What was approved, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approved: Option<String>,
    /// Id of the receipt of the prediction.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt: Option<String>,
}

/// So many of so many. Below the minimum sample only the number of cases is told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ShareView {
    /// Of how many.
    pub of: u32,
    /// How many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hits: Option<u32>,
    /// In tenths of a per cent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per_mille: Option<u32>,
}

/// Time in a step, in working days without the time the clock rested.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepFiguresView {
    /// `hand_over`, `review`, `release`, `publicity` or `payment`.
    pub step: String,
    /// The step in words.
    pub name: Text,
    /// Cases that passed it.
    pub cases: u32,
    /// The middle case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median: Option<u32>,
    /// Within which nine of ten passed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub nine_of_ten: Option<u32>,
}

/// What is told of a group of cases: those whose promised day lies in the period.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FiguresView {
    /// Cases.
    pub cases: u32,
    /// Promises kept, of those that ended or are past their day.
    pub kept: ShareView,
    /// Of these: still open and past their day.
    pub open_overdue: u32,
    /// Cases whose clock rests now.
    pub resting: u32,
    /// Working days of rest in all.
    pub paused_working_days: u32,
    /// Applications sent back at least once.
    pub sent_back: ShareView,
    /// Decisions followed by another.
    pub overturned: ShareView,
    /// Decided as the calculator said, of what it was sure of (M19).
    #[serde(default)]
    pub foreseen: ShareView,
    /// Complaints that repeat another about the same case, or were taken up again.
    pub repeated: ShareView,
    /// Cases taken up again after their end.
    pub reopened: u32,
    /// Without a visit to the counter.
    pub zero_visit: ShareView,
    /// Sent on line.
    pub online: ShareView,
    /// Yuan approved.
    pub approved: String,
    /// Of this: paid.
    pub paid: String,
    /// Of that: asked back (M44).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked_back: Option<String>,
    /// Of that: paid back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repaid: Option<String>,
    /// Time per step.
    pub steps: Vec<StepFiguresView>,
    /// Working days promised to the middle case.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promised: Option<u32>,
    /// Working days nine of ten cases took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub taken: Option<u32>,
    /// A shorter promise that would have been enough.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shorter_promise: Option<u32>,
}

/// One group and its figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupFiguresView {
    /// Id of what its cases have in common.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Its figures.
    pub figures: FiguresView,
}

/// What ratings come to. Below the minimum sample there are no stars.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScoreView {
    /// Who rated; each counts once.
    pub raters: u32,
    /// One to five, with two decimals.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stars: Option<String>,
}

/// What a party was rated.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RatedView {
    /// `window`, or a department id.
    pub party: String,
    /// Its name.
    pub name: Text,
    /// By enterprises, each with the mean of what it said.
    pub by_enterprises: ScoreView,
    /// By departments and the window, weighted by shared cases.
    pub by_others: ScoreView,
}

/// How punctual a department was that others asked (协办, M11). Below the minimum sample only what it was asked is told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoHandlerFiguresView {
    /// The department.
    pub key: String,
    /// Its name.
    pub name: Text,
    /// Parts it was asked.
    pub asked: u32,
    /// Of those that were answered or are past their day: answered in time.
    pub in_time: ShareView,
    /// Answered, or declined, after their day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub late: Option<u32>,
    /// The lead went on without it after its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed_overdue: Option<u32>,
    /// Still open after its day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open_overdue: Option<u32>,
}

/// How far the enterprises of the city have come with what fits them, counted for a bulletin once it was frozen (M24, M66, M69). Each
/// enterprise counts once, whatever fits it; a count that is absent is not shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CityReachView {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// A count of fewer enterprises than this is not shown, nor is one from which such a count could be worked out.
    pub shown_from: u64,
    /// Registered enterprises that were looked at.
    pub looked_at: u64,
    /// All that something fits.
    pub all: FunnelView,
    /// By district, by size, and by how they were told last; the groups by how they were told are there all together or not at all.
    pub groups: Vec<GroupView>,
}

/// The figures of a period; frozen, they are its bulletin (通报) and never change again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BulletinView {
    /// The month, such as `2026-11`.
    pub period: String,
    /// The day these figures were drawn up.
    #[schema(format = Date)]
    pub drawn_up_on: String,
    /// Whether they are frozen.
    pub frozen: bool,
    /// Fewest cases, or raters, of which a figure is told.
    pub sample_min: u32,
    /// All cases.
    pub all: FiguresView,
    /// By department.
    pub departments: Vec<GroupFiguresView>,
    /// By item.
    pub items: Vec<GroupFiguresView>,
    /// By district.
    pub districts: Vec<GroupFiguresView>,
    /// By kind of case.
    pub kinds: Vec<GroupFiguresView>,
    /// By size of the applicant, where that is known.
    pub sizes: Vec<GroupFiguresView>,
    /// By channel.
    pub channels: Vec<GroupFiguresView>,
    /// How punctual departments were that others asked.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_handlers: Vec<CoHandlerFiguresView>,
    /// How far enterprises have come; only of what is frozen, once it is counted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach: Option<CityReachView>,
    /// Why a frozen bulletin is without it: it is being counted, or could not be.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reach_note: Option<Text>,
    /// What everybody was rated.
    pub ratings: Vec<RatedView>,
}

/// Rates a step of one's case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RateStep {
    /// `hand_over`, `review`, `release`, `publicity` or `payment`.
    pub step: String,
    /// One to five.
    pub stars: u8,
}

/// A rating as it counts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RatingView {
    /// The case.
    pub number: String,
    /// The step.
    pub step: String,
    /// Who is rated: `window`, or a department id.
    pub rated: String,
    /// One to five.
    pub stars: u8,
    /// The period it counts in.
    pub period: String,
}

/// Rates a department, or the window, for a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RateParty {
    /// One to five.
    pub stars: u8,
}

/// What a party said of another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MutualView {
    /// The period.
    pub period: String,
    /// Who rates: `window`, or a department id.
    pub by: String,
    /// Who is rated.
    pub rated: String,
    /// One to five.
    pub stars: u8,
}
