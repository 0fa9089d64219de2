//! Reaching enterprises as people send and read it: who an item fits, runs without application, alerts, figures.

use casework::run::ANSWER_DAYS;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{FromBody, Reader};
use crate::text::Text;

/// One page of the registered enterprises an item was asked of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MatchPage {
    /// Enterprises with the verdict asked for.
    pub entries: Vec<MatchView>,
    /// Opaque; pass it back as `?cursor=`. Absent once every enterprise was looked at.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many enterprises were looked at for this page; it may hold none of them.
    pub looked_at: usize,
    /// The catalogue they were asked by.
    pub catalogue: String,
}

/// A registered enterprise and an item: the verdict and what it rests on, never the facts themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MatchView {
    /// Credit code.
    pub enterprise: String,
    /// Registered name.
    pub name: String,
    /// `eligible` or `undetermined`.
    pub verdict: String,
    /// Conditions that are met, each with its clause.
    pub met: Vec<Text>,
    /// Facts that would decide, where it is undetermined.
    pub missing: Vec<Text>,
    /// How it was told: `alert`, `invitation`; absent if it was not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told_by: Option<String>,
    /// Whether it opened what it was told.
    pub opened: bool,
    /// Whether it has, or had, a case.
    pub applied: bool,
    /// Whether it got it.
    pub got: bool,
    /// Why it is on the list of those who should have it and have not; empty where it is not.
    pub due: Vec<Text>,
}

/// How far the enterprises an item fits have come (M24, M66, M69).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReachView {
    /// The item.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// The day of the figures.
    #[schema(format = Date)]
    pub day: String,
    /// The catalogue they were asked by.
    pub catalogue: String,
    /// A count of fewer enterprises than this is not shown, nor is one from which such a count could be worked out.
    pub shown_from: u64,
    /// Registered enterprises that were looked at.
    pub looked_at: u64,
    /// Enterprises undecided for want of a fact; absent where too few.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub undetermined: Option<u64>,
    /// All of them.
    pub all: FunnelView,
    /// By district, by size, and by how they were told last; the groups by how they were told are there all together or not at all.
    pub groups: Vec<GroupView>,
}

/// Counts from matched to got. One that is absent is not shown: it is too small, or one that is could be worked out from it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FunnelView {
    /// The item fits them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub matched: Option<u64>,
    /// Told by an alert or an invitation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub told: Option<u64>,
    /// Opened what they were told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub opened: Option<u64>,
    /// Applied.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub applied: Option<u64>,
    /// Got it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub got: Option<u64>,
}

impl FunnelView {
    /// From counts in the order matched, told, opened, applied, got.
    #[must_use]
    pub const fn of([matched, told, opened, applied, got]: casework::reach::Shown) -> Self {
        Self {
            matched,
            told,
            opened,
            applied,
            got,
        }
    }
}

/// One way to group, with its groups.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GroupView {
    /// `district`, `size` or `channel`.
    pub by: String,
    /// What it is called.
    pub label: Text,
    /// The groups.
    pub groups: Vec<NamedFunnel>,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NamedFunnel {
    /// Its name.
    pub name: Text,
    /// Its counts.
    pub counts: FunnelView,
}

/// Starts a run without application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StartRun {
    /// The item.
    pub item: String,
    /// Days enterprises have to answer, 3 to 60.
    pub answer_days: i64,
}

impl FromBody for StartRun {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let item = reader.text("item", 64);
        let (least, most) = ANSWER_DAYS;
        let whole = |days: i64| u64::try_from(days).unwrap_or_default();
        let days = reader.whole("answer_days", whole(least), whole(most));
        Some(Self {
            item: item?,
            answer_days: i64::try_from(days?).unwrap_or(most),
        })
    }
}

/// A run without application.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RunView {
    /// Its id.
    pub run: String,
    /// Version; the `ETag`.
    pub version: u64,
    /// The item.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// The department that started it.
    pub department: String,
    /// The catalogue the list is made by: frozen.
    pub catalogue: String,
    /// The version of the policy the list is made by.
    pub policy_version: u64,
    /// `listing` while the list is made, then `inviting`.
    pub stage: String,
    /// When it was started.
    pub started_at: String,
    /// Last day to answer.
    #[schema(format = Date)]
    pub until: String,
    /// Enterprises looked at.
    pub looked_at: u64,
    /// Enterprises asked.
    pub invited: u64,
    /// Left out because a fact is not known that decides.
    pub undetermined: u64,
    /// Left out because the amount is not known exactly.
    pub amount_open: u64,
    /// Left out because they have, or had, a case for it in this opening.
    pub applied: u64,
}

/// An enterprise on the list of a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InvitationView {
    /// The run.
    pub run: String,
    /// The item.
    pub item: String,
    /// Its title.
    pub title: Text,
    /// Credit code.
    pub enterprise: String,
    /// Registered name.
    pub name: String,
    /// Version; the `ETag`.
    pub version: u64,
    /// Each condition it meets, with the clause.
    pub reasons: Vec<Text>,
    /// How much, in yuan, where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<String>,
    /// Whether it is money, so that an account is asked for.
    pub money: bool,
    /// `awaited`, `confirmed`, `declined` or `unanswered`.
    pub state: String,
    /// Last day to answer.
    #[schema(format = Date)]
    pub until: String,
    /// The case that came of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
    /// The account it confirmed: bank and last four digits; whole to who pays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// Why it declined, if it said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// When it answered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answered_at: Option<String>,
}

/// Confirms that one wants it, and where the money goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConfirmInvitation {
    /// Bank and branch; needed where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bank: Option<String>,
    /// Number of the enterprise's account, 8 to 32 digits; needed where it is money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
}

impl FromBody for ConfirmInvitation {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let bank = reader.text_if("bank", casework::run::BANK_CHARACTERS_MAX);
        let account = reader.text_if("account", 60);
        Some(Self { bank, account })
    }
}

/// Says that one does not want it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeclineInvitation {
    /// Why, if one likes to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

impl FromBody for DeclineInvitation {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text_if("reason", casework::run::REASON_CHARACTERS_MAX);
        Some(Self { reason })
    }
}

/// What an enterprise wants to be told of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WriteSubscription {
    /// False ends it at once.
    pub active: bool,
    /// `new`, `changed`, `closing_soon`, `expired`.
    pub causes: Vec<String>,
    /// Days of notice before an opening closes, 1 to 60.
    pub lead_days: u32,
    /// Where digests go.
    pub mail: String,
}

impl FromBody for WriteSubscription {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let active = reader.flag("active");
        let causes = reader.list("causes", 4, |value, pointer, faults| {
            let text = crate::read::word(value, pointer.clone(), faults)?;
            if casework::alert::Cause::named(&text).is_none() {
                faults.push(crate::fault::Fault::new(
                    pointer,
                    "invalid_value",
                    "应为 new（新增）、changed（变化）、closing_soon（即将截止）或 expired（到期）",
                    "must be `new`, `changed`, `closing_soon` or `expired`",
                ));
                return None;
            }
            Some(text)
        });
        let (least, most) = casework::alert::LEAD_DAYS;
        let lead_days = reader.whole("lead_days", u64::from(least), u64::from(most));
        let mail = reader.text("mail", 200);
        Some(Self {
            active: active?,
            causes,
            lead_days: u32::try_from(lead_days?).unwrap_or(most),
            mail: mail?,
        })
    }
}

/// A subscription.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SubscriptionView {
    /// Whose.
    pub enterprise: String,
    /// Version; the `ETag`. 0 where there never was one.
    pub version: u64,
    /// What it wants.
    #[serde(flatten)]
    pub wishes: WriteSubscription,
    /// When somebody looks next, at the latest.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub next_look: Option<String>,
}

/// A digest as it was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DigestView {
    /// Its number.
    pub digest: u64,
    /// When.
    pub at: String,
    /// Its lines.
    pub alerts: Vec<AlertView>,
}

/// One line of a digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AlertView {
    /// The item.
    pub item: String,
    /// Its title; its id where it has left the list.
    pub title: Text,
    /// `new`, `changed`, `closing_soon` or `expired`.
    pub cause: String,
    /// The last day of its opening, if it is open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub closes: Option<String>,
}
