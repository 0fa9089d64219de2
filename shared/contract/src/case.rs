//! Cases as the enterprise, the window and departments see them (M15, M53).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

mod asked;
mod award;
mod checklist;
mod co_handling;
mod prediction;

pub use asked::*;
pub use award::*;
pub use checklist::*;
pub use co_handling::*;
pub use prediction::*;

/// A case in a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseEntry {
    /// Case number, such as `HS-2026-482913057-K`.
    pub number: String,
    /// `application`, `consultation`, `help`, `complaint`, `suggestion`, `objection` or `blockage`.
    pub kind: String,
    /// The kind in words.
    pub kind_text: Text,
    /// Item id, if it is about an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// Item title, or what its asker wrote over it.
    pub title: Text,
    /// Credit code, if an enterprise asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<String>,
    /// Name of the enterprise, or what its asker calls itself.
    pub enterprise_name: String,
    /// State word, one of the table of moves.
    pub state: String,
    /// The state in words.
    pub state_text: Text,
    /// Who holds it now.
    pub holder: Text,
    /// Submitted at.
    pub submitted_at: String,
    /// Promised day, absent once it is answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub due: Option<String>,
    /// True when it is past its promised day and unanswered.
    pub overdue: bool,
    /// True when it goes through the green channel; absent otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub expedited: bool,
    /// In the list of a co-handling department: the part it is asked for, due on `due`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<u32>,
}

/// A case in full. What may not yet be seen by the reader is absent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CaseView {
    /// As in lists.
    #[serde(flatten)]
    pub entry: CaseEntry,
    /// Version; the `ETag`.
    pub version: u64,
    /// Policy, if it is about an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub policy: Option<String>,
    /// Catalogue version at submission, if it is about an item.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub catalogue: Option<String>,
    /// What the calculator said at submission, if it is an application (M19).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub prediction: Option<PredictionView>,
    /// What was asked, where it is no application.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ask: Option<AskView>,
    /// What it came to, where it is no application, once the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reply: Option<ReplyView>,
    /// How its enterprise was served, in its own judgement, from 1 to 5.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Numbers of the cases handed in with it, for its enterprise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub together: Vec<String>,
    /// The promise.
    pub promise: PromiseView,
    /// The green channel it went into, if it did (M25).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub green_channel: Option<ExpeditedView>,
    /// What happens next, in words.
    pub next_step: Text,
    /// Documents handed in.
    pub documents: Vec<DocumentView>,
    /// Further departments that are asked (M11); absent where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub co_handling: Vec<PartView>,
    /// The review checklist, for those who work on the case; absent where there is none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checklist: Vec<CheckView>,
    /// Everything that happened and the reader may see, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// The decision, once the reader may see it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<DecisionView>,
    /// Publicity period, once it began.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publicity: Option<PublicityView>,
    /// The last payment, once made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentView>,
    /// What the award is paid in, in order; absent where it is paid at once (M44).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub instalments: Vec<InstalmentView>,
    /// What is left to pay, in yuan, while there are instalments to pay.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<String>,
    /// What of it was asked back, first to last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claw_backs: Vec<ClawBackView>,
    /// What the reader may do now: operation names.
    pub moves: Vec<String>,
}

/// The green channel a case went into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ExpeditedView {
    /// `hardship`, `key_project` or `urgent`.
    pub priority: String,
    /// The ground in words.
    pub priority_text: Text,
    /// Why.
    pub reason: String,
    /// Working days promised since.
    pub working_days: u32,
}

/// What was asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AskView {
    /// In its asker's words.
    pub words: String,
    /// Whom a complaint is about: a department id, or `counter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// The case it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
}

/// What a case that is no application came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReplyView {
    /// `answered`, `helped`, `upheld`, `not_upheld`, `adopted`, `not_adopted`, `cleared` or `not_cleared`.
    pub outcome: String,
    /// The outcome in words.
    pub outcome_text: Text,
    /// In plain words.
    pub words: String,
    /// What else can be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

/// The promise fixed at acceptance (M89), with the sheet that explains the day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PromiseView {
    /// Working days promised.
    pub working_days: u32,
    /// What the promise rests on.
    pub basis: String,
    /// The day it falls due.
    #[schema(format = Date)]
    pub due: String,
    /// True when a year without an official calendar was touched.
    pub provisional: bool,
    /// True while the clock is paused.
    pub paused: bool,
    /// What was promised for each step, and the day each falls due by the same sheet.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<StepDueView>,
    /// Every time a new working calendar moved the day, first to last.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub redated: Vec<RedatedView>,
    /// Day by day.
    pub sheet: Vec<SheetDay>,
}

/// A step of the promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StepDueView {
    /// The step, as the item calls it.
    pub name: Text,
    /// Who does it.
    pub owner: String,
    /// Working days promised.
    pub working_days: u32,
    /// What the promise rests on.
    pub basis: String,
    /// The day it falls due.
    #[schema(format = Date)]
    pub due: String,
}

/// A promised day that moved because a working calendar changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RedatedView {
    /// Year and version of the calendar, such as `2027@2`.
    pub calendar: String,
    /// The day before.
    #[schema(format = Date)]
    pub from: String,
    /// The day since.
    #[schema(format = Date)]
    pub to: String,
}

/// One day of the sheet.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SheetDay {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// How many working days have been counted by its end.
    pub counted: u32,
    /// Why it counts or does not.
    pub why: Text,
}

/// One thing that happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimelineEntry {
    /// Version of the case this made.
    pub version: u64,
    /// When, in Beijing time.
    pub at: String,
    /// The event word.
    pub event: String,
    /// In words.
    pub words: Text,
    /// Who did it: a post or a role, never a private name.
    pub by: Text,
}

/// A document handed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DocumentView {
    /// Document id.
    pub document: String,
    /// Material id.
    pub material: String,
    /// File name.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256.
    pub sha256: String,
}

/// The department's decision as released.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DecisionView {
    /// True when approved.
    pub approved: bool,
    /// Approved amount in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Reason.
    pub reason: String,
    /// What can be done against a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
    /// For a refusal: what was not met, with its clause.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_met: Vec<CheckView>,
    /// For a refusal: the ground outside the review checklist, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other_ground: Option<String>,
}

/// The publicity period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PublicityView {
    /// First day, counted.
    #[schema(format = Date)]
    pub first_day: String,
    /// Last day, counted.
    #[schema(format = Date)]
    pub last_day: String,
    /// Address of the notice while it is public; empty once its period is over.
    pub notice: String,
}

/// A payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaymentView {
    /// Amount in yuan.
    pub amount: String,
    /// Day paid.
    #[schema(format = Date)]
    pub paid_on: String,
    /// Reference of the payment order.
    pub reference: String,
}

/// Opens a case that is no application: anybody may, signed in or not (M20, M35, M36, M45, M84).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenCase {
    /// `consultation`, `help`, `complaint`, `suggestion`, `objection`, or, for the window, `blockage`.
    pub kind: String,
    /// A heading of at most 60 characters.
    pub title: String,
    /// The matter, in at most 1 000 characters.
    pub words: String,
    /// The item a consultation or suggestion is about; its department answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub item: Option<String>,
    /// The case it is about; an objection names the case of the notice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<String>,
    /// Whom a complaint is about, or whose a blockage is: a department id, or `counter`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub against: Option<String>,
    /// What its asker calls itself; needed for help and objections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Where the answer is mailed to; needed for help and objections.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub contact_email: Option<String>,
    /// For the window: the enterprise it is asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enterprise: Option<String>,
}

/// A case that was opened, with the address by which it is followed without signing in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenedCase {
    /// The case.
    #[serde(flatten)]
    pub case: CaseView,
    /// Path of the page that follows it; whoever has it may read the case. Also `GET /v1/follow/{token}`.
    pub follow: String,
}

/// What anybody who holds an acknowledgement can verify.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerifiedView {
    /// Case number.
    pub number: String,
    /// The kind in words.
    pub kind_text: Text,
    /// What it is called.
    pub title: Text,
    /// Who applied, first and last character only.
    pub applicant: String,
    /// Submitted at.
    pub submitted_at: String,
    /// Where it stands, as the enterprise may know it.
    pub state_text: Text,
}

/// What a submission made: the case, and those of the items applied for together with it (M85).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubmittedView {
    /// The case of the item the draft was begun for.
    #[serde(flatten)]
    pub case: CaseView,
    /// The cases of the other items, in their order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also: Vec<CaseEntry>,
}
