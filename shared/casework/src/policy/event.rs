//! What happened to a policy: kept with who did it and when (M90, M95).

use facts::{Day, DepartmentId, PolicyId};

use crate::Text;

/// What happened to a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Its first version was written.
    Created {
        /// Which.
        policy: PolicyId,
        /// The department that makes it.
        department: DepartmentId,
    },
    /// A new version was written.
    Revised {
        /// Which version of the rule document.
        document: u64,
    },
    /// The newest version was handed to the publishers.
    Proposed {
        /// Which version of the rule document.
        document: u64,
    },
    /// It was handed back.
    Returned {
        /// Which version of the rule document.
        document: u64,
        /// What is to be mended.
        words: String,
    },
    /// A version was published.
    Published {
        /// Which version of the rule document.
        document: u64,
        /// First day it holds.
        from: Day,
        /// Last day it holds, if it has one.
        to: Option<Day>,
        /// The day by which its department looks whether it is still right.
        review_by: Day,
    },
    /// It was halted.
    Suspended {
        /// Why.
        reason: String,
    },
    /// It goes on.
    Resumed,
    /// It was ended.
    Repealed {
        /// First day it no longer holds.
        from: Day,
        /// Why.
        reason: String,
    },
    /// A scheduled version took effect.
    TookEffect {
        /// Which version of the rule document.
        document: u64,
        /// The day it did.
        on: Day,
    },
    /// Its time has passed.
    Expired {
        /// The version that held last.
        document: u64,
        /// The first day it no longer held.
        on: Day,
    },
    /// A version was explained to the public.
    Interpreted {
        /// Number of the interpretation, from 1.
        number: u64,
        /// Which version of the rule document it explains.
        document: u64,
    },
    /// A question of a clause was decided.
    Ruled {
        /// Number of the ruling, from 1.
        number: u64,
        /// First day it binds.
        from: Day,
        /// The ruling whose place it takes, if it does.
        replaces: Option<u64>,
    },
    /// A question that is asked often was answered for everybody.
    FaqPublished {
        /// Its number, from 1.
        number: u64,
        /// The version of the rule document it answers by.
        document: u64,
        /// The answer whose place it takes, if it does.
        replaces: Option<u64>,
    },
    /// An answer for everybody was taken back.
    FaqWithdrawn {
        /// Which.
        number: u64,
        /// Why.
        reason: String,
    },
    /// A version was published and nobody has explained it.
    InterpretationDue {
        /// Which version of the rule document.
        document: u64,
        /// Since which day.
        on: Day,
    },
    /// The day by which its department is to look whether it is still right comes near.
    ReviewNear {
        /// The version in force.
        document: u64,
        /// Since which day.
        on: Day,
    },
    /// Its department is to look whether it is still right.
    ReviewDue {
        /// The version in force.
        document: u64,
        /// Since which day.
        on: Day,
    },
}

impl Event {
    /// The word in records.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Created { .. } => "created",
            Self::Revised { .. } => "revised",
            Self::Proposed { .. } => "proposed",
            Self::Returned { .. } => "returned",
            Self::Published { .. } => "published",
            Self::Suspended { .. } => "suspended",
            Self::Resumed => "resumed",
            Self::Repealed { .. } => "repealed",
            Self::TookEffect { .. } => "took_effect",
            Self::Expired { .. } => "expired",
            Self::Interpreted { .. } => "interpreted",
            Self::Ruled { .. } => "ruled",
            Self::FaqPublished { .. } => "faq_published",
            Self::FaqWithdrawn { .. } => "faq_withdrawn",
            Self::InterpretationDue { .. } => "interpretation_due",
            Self::ReviewNear { .. } => "review_near",
            Self::ReviewDue { .. } => "review_due",
        }
    }

    /// In words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::Created { .. } => ("拟写初稿", "first version written"),
            Self::Revised { .. } => ("修改文稿", "new version written"),
            Self::Proposed { .. } => ("提交审核", "handed in for review"),
            Self::Returned { .. } => ("退回修改", "returned"),
            Self::Published { .. } => ("审核发布", "published"),
            Self::Suspended { .. } => ("暂停执行", "suspended"),
            Self::Resumed => ("恢复执行", "resumed"),
            Self::Repealed { .. } => ("废止", "repealed"),
            Self::TookEffect { .. } => ("生效", "took effect"),
            Self::Expired { .. } => ("到期失效", "expired"),
            Self::Interpreted { .. } => ("发布解读", "interpretation published"),
            Self::Ruled { .. } => ("登记口径", "ruling put on record"),
            Self::FaqPublished { .. } => ("发布常见问答", "answer for everybody published"),
            Self::FaqWithdrawn { .. } => ("撤下常见问答", "answer for everybody withdrawn"),
            Self::InterpretationDue { .. } => ("逾期未解读", "interpretation missing"),
            Self::ReviewNear { .. } => ("临近复核", "review comes near"),
            Self::ReviewDue { .. } => ("到期复核", "review due"),
        };
        Text::new(zh, en)
    }

    /// Whether the rules that hold change by it: what was decided by the catalogue before no longer counts. What takes effect or passes by itself is in the
    /// catalogue already; for it only the pages are written anew.
    #[must_use]
    pub const fn changes_rules(&self) -> bool {
        match self {
            Self::Published { .. }
            | Self::Suspended { .. }
            | Self::Resumed
            | Self::Repealed { .. } => true,
            Self::Created { .. }
            | Self::Revised { .. }
            | Self::Proposed { .. }
            | Self::Returned { .. }
            | Self::Interpreted { .. }
            | Self::Ruled { .. }
            | Self::FaqPublished { .. }
            | Self::FaqWithdrawn { .. }
            | Self::TookEffect { .. }
            | Self::Expired { .. }
            | Self::InterpretationDue { .. }
            | Self::ReviewNear { .. }
            | Self::ReviewDue { .. } => false,
        }
    }

    /// Whether the public reads something else by it, so that the catalogue is built anew (M75).
    #[must_use]
    pub const fn changes_catalogue(&self) -> bool {
        matches!(
            self,
            Self::Interpreted { .. }
                | Self::Ruled { .. }
                | Self::FaqPublished { .. }
                | Self::FaqWithdrawn { .. }
        ) || self.changes_rules()
    }

    /// Whether its department is written to: something is expected of it (M59, M64).
    #[must_use]
    pub const fn expects(&self) -> bool {
        matches!(
            self,
            Self::InterpretationDue { .. } | Self::ReviewNear { .. } | Self::ReviewDue { .. }
        )
    }
}
