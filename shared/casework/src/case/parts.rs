//! What a case is made of.

use facts::{
    CaseNumber, CreditCode, Day, DepartmentId, Instant, ItemId, JurisdictionId, MaterialId, Money,
    PolicyId, SizeClass,
};

use super::checklist::ConditionAsked;
use super::co_handling::PartAsked;
use super::{Contest, Term};
use crate::Text;
use crate::register::Rung;

/// What the window accepts. [`super::kinds`] says what each comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 申请
    Application,
    /// 咨询 (M20)
    Consultation,
    /// 帮办 (M49)
    Help,
    /// 投诉 (M84)
    Complaint,
    /// 建议 (M35)
    Suggestion,
    /// 异议 (M45)
    Objection,
    /// 堵点 (M36)
    Blockage,
}

/// How a case came in (M31).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Channel {
    /// Sent by the enterprise.
    Online,
    /// Taken in at the counter.
    Counter,
}

/// What a case is about, as it stood on the day of submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subject {
    /// The item of the catalogue, if it is about one; an application always is.
    pub listing: Option<Listing>,
    /// What it is called: the title of the item applied for, or what its asker wrote over it.
    pub title: Text,
    /// Documents the item rests on, as cited in a notice.
    pub basis: Vec<String>,
    /// The department that leads (M62); none where the window itself has to answer.
    pub lead: Option<DepartmentId>,
    /// Whether approval means money.
    pub money: bool,
    /// Conditions of the item, as its department checks them (M43).
    pub conditions: Vec<ConditionAsked>,
    /// The shares that money is paid in, as the item says (M44); empty where it is paid at once.
    pub instalments: Vec<Term>,
    /// Further departments it is asked of (M11).
    pub co_handling: Vec<PartAsked>,
    /// Where places or a budget are given out once the opening has closed: what it takes part with (M94).
    pub contest: Option<Contest>,
    /// Materials the item asks for.
    pub materials: Vec<MaterialAsked>,
    /// Working days of publicity; none means no publicity.
    pub publicity_working_days: u32,
    /// Working days the enterprise has to correct.
    pub correction_working_days: u32,
    /// Sample data, not the city's current policy.
    pub illustrative: bool,
}

impl Subject {
    /// The item it is about.
    #[must_use]
    pub fn item(&self) -> Option<&ItemId> {
        self.listing.as_ref().map(|listing| &listing.item)
    }
}

/// An item as the catalogue in force on that day had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// The policy.
    pub policy: PolicyId,
    /// The version of the policy that applies.
    pub policy_version: u64,
    /// The catalogue that was in force.
    pub catalogue: String,
    /// The item.
    pub item: ItemId,
    /// The opening it was submitted in; empty for what has no opening.
    pub opening: String,
}

/// What a case that is no application asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ask {
    /// In its asker's words.
    pub words: String,
    /// Whom a complaint is about.
    pub against: Option<Against>,
    /// The case it is about.
    pub about: Option<CaseNumber>,
}

/// Whom a complaint is about (M84).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Against {
    /// A department.
    Department(DepartmentId),
    /// The window.
    Counter,
}

/// Why a case goes through the green channel (绿色通道, M25).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// 企业纾困
    Hardship,
    /// 重点项目
    KeyProject,
    /// 时限紧迫
    Urgent,
}

/// The green channel a case went into: once, with its reason on record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expedited {
    /// On what ground.
    pub priority: Priority,
    /// Why.
    pub reason: String,
    /// Working days promised since, fewer than before.
    pub working_days: u32,
}

/// A material the item asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialAsked {
    /// Which.
    pub material: MaterialId,
    /// Its name.
    pub name: Text,
    /// Whether everybody must hand it in.
    pub required: bool,
}

/// Who applies.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Applicant {
    /// Credit code; none where it is no enterprise, or stays unnamed.
    pub enterprise: Option<CreditCode>,
    /// Registered name, or what its asker calls itself.
    pub name: String,
    /// Where notifications go; empty if nowhere.
    pub contact_email: String,
    /// Where it operates; never read off the credit code.
    pub jurisdiction: Option<JurisdictionId>,
    /// What kind of applicant it is (M5).
    pub kind: ApplicantKind,
    /// How large it is, where its profile leaves no doubt: for equity, never shown with its name.
    pub size: Option<SizeClass>,
}

/// Kinds of applicant (M5).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ApplicantKind {
    /// 企业
    Company,
    /// 个体工商户: its name may be a person's.
    SoleTrader,
    /// 农民专业合作社
    Cooperative,
    /// 社会组织、机关事业单位等
    Organisation,
}

/// A checked file of a case. The bytes are elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Which material it is.
    pub material: MaterialId,
    /// Document id.
    pub document: String,
    /// File name as given.
    pub file_name: String,
    /// Media type, checked.
    pub media_type: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256, 64 hexadecimal digits.
    pub sha256: String,
}

/// What the calculator said at submission; compared with the decision later (M19).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prediction {
    /// True for eligible, false for undetermined; ineligible is not accepted.
    pub eligible: bool,
    /// The least it would be.
    pub amount_low: Option<Money>,
    /// The most it would be.
    pub amount_high: Option<Money>,
    /// What could not be decided, in words.
    pub note: Option<Text>,
    /// Id of the receipt (测算凭证) of it; none of those made before receipts were kept with cases.
    pub receipt: Option<String>,
}

/// A department that holds, or held, a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assignment {
    /// Which department.
    pub department: DepartmentId,
    /// Its name on that day.
    pub department_name: Text,
    /// The post that was told last.
    pub rung: Rung,
    /// Since when.
    pub since: Instant,
    /// The version of the case that made it; links older than this died with the department before.
    pub version: u64,
    /// The version of the case that last put it on this desk: assigned, passed on, or corrected. A new turn gets a new link.
    pub turn: u64,
}

/// Why the counter holds a case that no department does (M32).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fallback {
    /// No department of the register takes it.
    NoRule,
    /// It was declined as often as it may be.
    PingPong,
    /// It is the window's own to answer.
    Counter,
    /// A complaint: the coordinator's, so that nobody handles what is said of them (M84).
    Coordinator,
}

/// What is missing, told once (M73).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Which material.
    pub material: MaterialId,
    /// What to do.
    pub what: String,
}

/// A correction the enterprise was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// Everything to mend.
    pub missing: Vec<Missing>,
    /// Last day to do so.
    pub until: Day,
}

/// What the department decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// 通过
    Approved {
        /// How much, where it is money.
        amount: Option<Money>,
        /// Why.
        reason: String,
    },
    /// 不予支持
    Refused {
        /// Why.
        reason: String,
        /// What the enterprise can do.
        remedy: String,
    },
    /// 答复: what a case that is no application comes to.
    Replied(Reply),
}

/// What a case that is no application comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// How it ended.
    pub outcome: Outcome,
    /// In plain words.
    pub words: String,
    /// What can be done by who does not agree; needed where something was not done.
    pub remedy: Option<String>,
}

/// How a case that is no application ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Outcome {
    /// 已解答
    Answered,
    /// 已帮办
    Helped,
    /// 属实
    Upheld,
    /// 不属实
    NotUpheld,
    /// 采纳
    Adopted,
    /// 未采纳
    NotAdopted,
    /// 已打通
    Cleared,
    /// 未打通
    NotCleared,
}

/// What an enterprise thinks of how it was served (M4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// From 1, very dissatisfied, to 5, very satisfied.
    pub score: u8,
    /// A word with it.
    pub words: Option<String>,
}

/// The public's time to object (公示期).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publicity {
    /// First day, counted.
    pub first_day: Day,
    /// Last day, counted.
    pub last_day: Day,
    /// Working days from first to last.
    pub working_days: u32,
}

/// What a holder was reminded of, so that nobody is reminded twice of the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reminder {
    /// The promised day is near.
    DueSoon,
    /// A decision waits for the window's reply.
    Release,
    /// The time to correct is nearly over.
    Correction,
    /// The department's last rung did not take it up: the coordinator is asked to step in.
    Unanswered,
    /// Past its promised day for days: the coordinator is asked to step in.
    LongOverdue,
    /// A later instalment has fallen due.
    InstalmentDue,
    /// It was not paid in time: the coordinator is asked to step in.
    InstalmentLate,
    /// Whether a condition that has no day is met is to be looked at: its department is asked.
    ConditionDue,
    /// Nobody looked in time: the department is asked again, and the coordinator to step in.
    ConditionLate,
    /// The last day to pay back is near.
    RepaymentSoon,
    /// It was not paid back in time: the coordinator is asked to step in.
    RepaymentLate,
    /// What had come back of a demand that was withdrawn was not refunded in time: the coordinator is asked to step in.
    RefundLate,
}
