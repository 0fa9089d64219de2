//! Deeds (代办记录): what an assistant did under an authority that no case records, each noted once for the enterprise to read (M49).
//!
//! What is done to a case stands in the case's own timeline with both names; a draft is nobody's deed until it is handed in.

use facts::{AuthorityId, CaseNumber, CreditCode, Instant, ItemId};

use crate::Text;
use crate::access::Operation;
use crate::actor::Actor;
use crate::run::Confirmed;

/// What was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Did {
    /// The profile was saved.
    WroteProfile,
    /// Alerts were set, or ended.
    WroteSubscription {
        /// Whether the enterprise is told from now on.
        active: bool,
    },
    /// An invitation was confirmed, which made a case.
    Confirmed {
        /// The run of the invitation.
        run: String,
        /// The item.
        item: ItemId,
        /// The case.
        number: CaseNumber,
    },
    /// An invitation was declined.
    Declined {
        /// The run of the invitation.
        run: String,
        /// The item.
        item: ItemId,
    },
}

impl Did {
    /// The operation it was.
    #[must_use]
    pub const fn operation(&self) -> Operation {
        match self {
            Self::WroteProfile => Operation::WriteProfile,
            Self::WroteSubscription { .. } => Operation::WriteSubscription,
            Self::Confirmed { .. } => Operation::ConfirmInvitation,
            Self::Declined { .. } => Operation::DeclineInvitation,
        }
    }

    /// What was done, in words.
    #[must_use]
    pub fn words(&self) -> Text {
        let (zh, en) = match self {
            Self::WroteProfile => ("修改企业画像", "the profile was saved"),
            Self::WroteSubscription { active: true } => ("设置政策提醒", "alerts were set"),
            Self::WroteSubscription { active: false } => ("取消政策提醒", "alerts were ended"),
            Self::Confirmed { .. } => ("确认免申即享", "an invitation was confirmed"),
            Self::Declined { .. } => ("放弃免申即享", "an invitation was declined"),
        };
        Text::new(zh, en)
    }

    /// The item it was about, if it was about one.
    #[must_use]
    pub const fn item(&self) -> Option<&ItemId> {
        match self {
            Self::Confirmed { item, .. } | Self::Declined { item, .. } => Some(item),
            Self::WroteProfile | Self::WroteSubscription { .. } => None,
        }
    }

    /// The case it made, if it made one.
    #[must_use]
    pub const fn case(&self) -> Option<&CaseNumber> {
        match self {
            Self::Confirmed { number, .. } => Some(number),
            Self::WroteProfile | Self::WroteSubscription { .. } | Self::Declined { .. } => None,
        }
    }

    /// The run of the invitation it answered, if it answered one.
    #[must_use]
    pub fn run(&self) -> Option<&str> {
        match self {
            Self::Confirmed { run, .. } | Self::Declined { run, .. } => Some(run),
            Self::WroteProfile | Self::WroteSubscription { .. } => None,
        }
    }
}

/// One line under an authority.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// For which enterprise.
    pub enterprise: CreditCode,
    /// Under which authority; the assistant's name stands there.
    pub authority: AuthorityId,
    /// What.
    pub did: Did,
    /// The version of the profile, subscription or invitation it made: there is one deed for each.
    pub version: u64,
    /// When.
    pub at: Instant,
}

impl Deed {
    /// The deed of `actor`; none where nobody acted under an authority.
    #[must_use]
    pub fn of(actor: &Actor, did: Did, version: u64, at: Instant) -> Option<Self> {
        Some(Self {
            enterprise: actor.on_behalf_of.clone()?,
            authority: actor.under.as_ref()?.authority.clone(),
            did,
            version,
            at,
        })
    }
}

impl Confirmed {
    /// What is noted under the authority of the assistant who confirmed it, if one did.
    #[must_use]
    pub fn deed(&self) -> Option<Deed> {
        let did = Did::Confirmed {
            run: self.invitation.run.clone(),
            item: self.case.subject.item()?.clone(),
            number: self.case.number.clone(),
        };
        let (by, at) = (&self.recorded.by, self.recorded.at);
        Deed::of(by, did, self.invitation.version, at)
    }
}
