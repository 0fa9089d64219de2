//! What an authority can let an assistant do, in the words of whoever gives it.

use crate::Text;
use crate::access::Operation;

/// A part of what an enterprise does here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scope {
    /// 查询: reads profile, drafts, cases, documents and what it was told.
    Read,
    /// 申报: prepares, hands in and corrects applications, and keeps the profile.
    Apply,
    /// 诉求与评价: asks, complains, objects, rates, has a case taken up again.
    Ask,
    /// 撤回: withdraws cases.
    Withdraw,
    /// 免申即享确认: confirms or declines what is offered, with the account to pay to.
    Confirm,
    /// 提醒设置: subscribes to alerts and ends them.
    Alerts,
}

impl Scope {
    /// Every scope.
    pub const ALL: &'static [Self] = &[
        Self::Read,
        Self::Apply,
        Self::Ask,
        Self::Withdraw,
        Self::Confirm,
        Self::Alerts,
    ];

    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Apply => "apply",
            Self::Ask => "ask",
            Self::Withdraw => "withdraw",
            Self::Confirm => "confirm",
            Self::Alerts => "alerts",
        }
    }

    /// The scope a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|scope| scope.word() == word)
    }

    /// How it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Read => ("查询办件和材料", "reading cases and documents"),
            Self::Apply => ("申报和补正", "applying and correcting"),
            Self::Ask => ("提出诉求和评价", "asking and rating"),
            Self::Withdraw => ("撤回办件", "withdrawing cases"),
            Self::Confirm => (
                "免申即享确认（含收款账户）",
                "confirming what is offered, with the account",
            ),
            Self::Alerts => ("设置提醒", "alerts"),
        };
        Text::new(zh, en)
    }

    /// The scope an operation belongs to; none for what is not done for an enterprise.
    #[must_use]
    pub fn of(operation: Operation) -> Option<Self> {
        let found = TABLE.iter().find(|(_, all)| all.contains(&operation));
        found.map(|(scope, _)| *scope)
    }
}

use Operation as O;

/// What belongs to each scope. A law holds that everything an assistant may do for an enterprise stands here once.
const TABLE: &[(Scope, &[Operation])] = &[
    (
        Scope::Read,
        &[
            O::ReadProfile,
            O::ListDrafts,
            O::ReadDraft,
            O::ListCases,
            O::ReadCase,
            O::ReadDocument,
            O::ReadLibrary,
            O::ReadInvitation,
            O::ListInvitations,
            O::ReadSubscription,
            O::ListAlerts,
        ],
    ),
    (
        Scope::Apply,
        &[
            O::WriteProfile,
            O::CreateDraft,
            O::EditDraft,
            O::ChooseItems,
            O::CreateUpload,
            O::CompleteUpload,
            O::ReuseMaterial,
            O::SubmitDraft,
            O::CorrectCase,
        ],
    ),
    (
        Scope::Ask,
        &[O::OpenCase, O::RateCase, O::ReopenCase, O::RateStep],
    ),
    (Scope::Withdraw, &[O::WithdrawCase]),
    (
        Scope::Confirm,
        &[O::ConfirmInvitation, O::DeclineInvitation],
    ),
    (Scope::Alerts, &[O::WriteSubscription]),
];
