//! Policies and their items as readers see them (M2, M12, M65, M81–M83).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::explain::{FaqView, InterpretationEntry, RulingView};
use crate::text::Text;

/// Where a policy stands on a day (M90).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StandingView {
    /// `unpublished`, `scheduled`, `in_force`, `suspended`, `expired` or `repealed`.
    pub state: String,
    /// The same in words.
    pub words: Text,
    /// The day since which it stands so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub since: Option<String>,
    /// Why it was suspended or repealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// First day of the next version, if one is scheduled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub next_from: Option<String>,
    /// First day it will no longer hold, if its end is announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub repealed_from: Option<String>,
}

/// How far the newest version of a rule document is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WorkView {
    /// `draft`, `in_review`, `returned` or `published`.
    pub state: String,
    /// The same in words.
    pub words: Text,
    /// What is to be mended, where it was returned.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remarks: Option<String>,
}

/// A published version of a policy (M64).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VersionView {
    /// The version of its rule document.
    pub version: u64,
    /// When it was published.
    #[schema(format = DateTime)]
    pub published_at: String,
    /// First day it holds.
    #[schema(format = Date)]
    pub from: String,
    /// Last day it holds, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub to: Option<String>,
    /// The day by which its department looks whether it is still right.
    #[schema(format = Date)]
    pub review_by: String,
}

/// A policy in the list of those who work on it (M63, M64).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyWorkEntry {
    /// The entry, as its newest version says.
    #[serde(flatten)]
    pub entry: PolicyEntry,
    /// Where it stands today.
    pub standing: StandingView,
    /// How far the newest version is.
    pub work: WorkView,
    /// The day by which its department looks whether the version in force is still right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub review_by: Option<String>,
    /// Whether that day has come.
    pub review_due: bool,
}

/// What a reason is asked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GiveReason {
    /// The reason, in a sentence or two; it is published with the policy.
    pub reason: String,
}

/// Handing a version back to its editor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReturnPolicy {
    /// What is to be mended.
    pub remarks: String,
}

/// Ending a policy.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RepealPolicy {
    /// Why; it is published with the policy.
    pub reason: String,
    /// First day it no longer holds; today when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub from: Option<String>,
}

/// Something that happened to a policy: what, when, and who answers for it (M90).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyEventView {
    /// The version of the record it made.
    pub version: u64,
    /// When.
    #[schema(format = DateTime)]
    pub at: String,
    /// The word for it.
    pub event: String,
    /// In words.
    pub words: Text,
    /// Who did it: the account, or `platform` for what came by itself.
    pub by: String,
    /// The version of the rule document it was about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub document: Option<u64>,
    /// Reason or remarks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// A policy, with its rule document as published (see the rule format).
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct PolicyView {
    /// Policy id.
    pub policy: String,
    /// Version of the record; the `ETag`.
    pub version: u64,
    /// Version of the rule document that is in force, if any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub in_force_version: Option<u64>,
    /// Where it stands today: `draft` and `in_review` before it is published, then the word of its standing.
    pub status: String,
    /// Where it stands today, in full.
    pub standing: StandingView,
    /// How far the newest version is; only its makers and those who watch over them see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub work: Option<WorkView>,
    /// Published versions, oldest first.
    pub versions: Vec<VersionView>,
    /// Title.
    pub title: Text,
    /// The department that made it and alone may change it (M63).
    pub department: String,
    /// Version of the rule document below.
    pub document_version: u64,
    /// The rule document: the newest version for its makers, the one in force for everybody else.
    #[schema(value_type = Object)]
    pub document: serde_json::Value,
}

/// One policy in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyEntry {
    /// Policy id.
    pub policy: String,
    /// Title.
    pub title: Text,
    /// Issuing body.
    pub issuer: String,
    /// Document number, such as `武经信规〔2022〕2号`.
    pub document_number: String,
    /// State, province, city or county.
    pub level: String,
    /// The making department.
    pub department: String,
    /// Always true for sample data: not the city's current policy.
    pub illustrative: bool,
    /// Item ids.
    pub items: Vec<String>,
}

/// One item in a list (M74).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemEntry {
    /// Item id.
    pub item: String,
    /// The policy it belongs to.
    pub policy: String,
    /// Title.
    pub title: Text,
    /// What one can get, in words.
    pub benefit: Text,
    /// Leading department.
    pub department: String,
    /// State, province, city or county.
    pub level: String,
    /// Whether applications are accepted on the day asked about.
    pub open: bool,
    /// Last day of the present opening, if it is open and ends.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub open_until: Option<String>,
    /// Promised working days in all.
    pub promised_days: u32,
    /// Always true for sample data.
    pub illustrative: bool,
}

/// An item in full: the application guide.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ItemView {
    /// The entry as in the list.
    #[serde(flatten)]
    pub entry: ItemEntry,
    /// The policy: title, document number, issuing body.
    pub policy_entry: PolicyEntry,
    /// Catalogue version this was read from.
    pub catalogue: String,
    /// Where the policy stands on this day.
    pub standing: StandingView,
    /// The version of the policy this was read from.
    pub version: u64,
    /// First day this version holds.
    #[schema(format = Date)]
    pub valid_from: String,
    /// Last day this version holds, if it has one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub valid_to: Option<String>,
    /// Where the document can be read, if on the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Conditions in words, each with its clause.
    pub conditions: Vec<ConditionView>,
    /// Materials to hand in.
    pub materials: Vec<MaterialView>,
    /// Steps with owner and promised days.
    pub steps: Vec<StepView>,
    /// Further departments that are asked while one leads (M11).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_handling: Vec<CoHandlerView>,
    /// Openings.
    pub openings: Vec<OpeningView>,
    /// Where to ask.
    pub contact: String,
    /// How it is fulfilled: `apply`, `fast`, `without_application`, `promise`.
    pub mode: String,
    /// What it is explained with (M13).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub interpretations: Vec<InterpretationEntry>,
    /// What is asked often about it, answered for everybody (M20).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub faqs: Vec<FaqView>,
}

/// A condition in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConditionView {
    /// In plain words.
    pub words: Text,
    /// Document and article.
    pub clause: String,
    /// How questions this clause leaves open were decided, as it binds on the day asked about (M97).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rulings: Vec<RulingView>,
}

/// A material to hand in (M82).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MaterialView {
    /// Material id.
    pub material: String,
    /// Name.
    pub name: Text,
    /// What it proves.
    pub proves: Text,
    /// Who issues it.
    pub issuer: String,
    /// Accepted media types.
    pub media_types: Vec<String>,
    /// Largest file, in bytes.
    pub bytes_max: u64,
    /// Whether it must be handed in by everybody.
    pub required: bool,
    /// For how many months it may be handed in again from the library; absent where it serves one application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub valid_months: Option<u32>,
}

/// A step of the process (M83).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepView {
    /// Name.
    pub name: Text,
    /// Who does it.
    pub owner: String,
    /// Promised working days; 0 for same day.
    pub working_days: u32,
    /// What the promise rests on.
    pub basis: String,
}

/// What a further department is asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CoHandlerView {
    /// Department id.
    pub department: String,
    /// Those of one round are asked at once, the next round afterwards.
    pub round: u32,
    /// What it is asked for.
    pub asks: Text,
    /// Working days it has.
    pub working_days: u32,
}

/// A time to apply.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpeningView {
    /// Opening id.
    pub opening: String,
    /// First day.
    #[schema(format = Date)]
    pub from: String,
    /// Last day, both counted.
    #[schema(format = Date)]
    pub to: String,
}

/// The catalogue now in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueView {
    /// Version: hash of the snapshot; `empty` before the first publication.
    pub version: String,
    /// When it was built.
    pub built_at: String,
    /// How many policies it holds.
    pub policies: usize,
    /// How many items it holds.
    pub items: usize,
}
