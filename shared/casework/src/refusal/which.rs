//! Which kind each refusal is of: one arm each, so that none can be forgotten.

use super::Refusal;
use super::kind::*;
use crate::Text;

impl Refusal {
    /// The kind, which names code, ground and standing words.
    #[must_use]
    #[expect(
        clippy::too_many_lines,
        reason = "one arm per refusal, so that none can be forgotten"
    )]
    pub const fn kind(&self) -> &'static Kind {
        match self {
            Self::NotAllowed => &NOT_ALLOWED,
            Self::NotYours => &NOT_YOURS,
            Self::Stale { .. } => &STALE,
            Self::WrongState(_) => &WRONG_STATE,
            Self::ReasonNeeded => &REASON_NEEDED,
            Self::RemedyNeeded => &REMEDY_NEEDED,
            Self::TooLong { .. } => &TOO_LONG,
            Self::AmountNeeded => &AMOUNT_NEEDED,
            Self::AmountNotPositive => &AMOUNT_NOT_POSITIVE,
            Self::AmountNotAsked => &AMOUNT_NOT_ASKED,
            Self::AmountDiffers { .. } => &AMOUNT_DIFFERS,
            Self::Provisional => &PROVISIONAL,
            Self::NotClosed { .. } => &NOT_CLOSED,
            Self::Undecided { .. } => &UNDECIDED,
            Self::Unscored { .. } => &UNSCORED,
            Self::TooManyClaims { .. } => &TOO_MANY_CLAIMS,
            Self::NothingClaimed => &NOTHING_CLAIMED,
            Self::NotDueYet { .. } => &NOT_DUE_YET,
            Self::ConditionUnproven => &CONDITION_UNPROVEN,
            Self::BeyondPaid { .. } => &BEYOND_PAID,
            Self::ReferenceNeeded => &REFERENCE_NEEDED,
            Self::ChecklistOpen { .. } => &CHECKLIST_OPEN,
            Self::CoHandling(refused) => refused.kind(),
            Self::NothingNamed => &NOTHING_NAMED,
            Self::UnknownMaterial { .. } => &UNKNOWN_MATERIAL,
            Self::ToldOnce { .. } => &TOLD_ONCE,
            Self::SentBackTooOften { .. } => &SENT_BACK_TOO_OFTEN,
            Self::Missing { .. } => &MISSING,
            Self::ExtensionTooLong { .. } => &EXTENSION_TOO_LONG,
            Self::NotShorter { .. } => &NOT_SHORTER,
            Self::ExtensionTooLate => &EXTENSION_TOO_LATE,
            Self::NoSuchDepartment => &NO_SUCH_DEPARTMENT,
            Self::OwnMatter => &OWN_MATTER,
            Self::NotForKind { .. } => &NOT_FOR_KIND,
            Self::NotPublic => &NOT_PUBLIC,
            Self::RatedBefore => &RATED_BEFORE,
            Self::ScoreOutside { .. } => &SCORE_OUTSIDE,
            Self::ReopenTooLate { .. } => &REOPEN_TOO_LATE,
            Self::Exhausted { .. } => &EXHAUSTED,
            Self::NoticeBlocked { .. } => &NOTICE_BLOCKED,
            Self::PersonalData => &PERSONAL_DATA,
            Self::NotAdmitted { .. } => &NOT_ADMITTED,
            Self::AnswerDays { .. } => &ANSWER_DAYS,
            Self::AccountNeeded => &ACCOUNT_NEEDED,
            Self::Answered => &ANSWERED,
            Self::AnswerOver { .. } => &ANSWER_OVER,
            Self::NothingWanted => &NOTHING_WANTED,
            Self::GatheringOver => &GATHERING_OVER,
            Self::GatheringAhead => &GATHERING_AHEAD,
            Self::GatheringFull => &GATHERING_FULL,
            Self::NoSeat => &NO_SEAT,
            Self::MailNeeded => &MAIL_NEEDED,
            Self::NoQuiz => &NO_QUIZ,
            Self::NotCertified { .. } => &NOT_CERTIFIED,
            Self::NoSuchDemand => &NO_SUCH_DEMAND,
            Self::NoAuthority => &NO_AUTHORITY,
            Self::OwnAddress => &OWN_ADDRESS,
            Self::AuthorityNarrow { .. } => &AUTHORITY_NARROW,
            Self::AuthorityAhead { .. } => &AUTHORITY_AHEAD,
            Self::AuthorityOver { .. } => &AUTHORITY_OVER,
            Self::AuthorityRevoked => &AUTHORITY_REVOKED,
            Self::AuthorityEnded => &AUTHORITY_ENDED,
            Self::PaperNeeded => &PAPER_NEEDED,
            Self::NothingAuthorised => &NOTHING_AUTHORISED,
            Self::AssistantNeeded => &ASSISTANT_NEEDED,
            Self::AuthorityDays { .. } => &AUTHORITY_DAYS,
            Self::AuthoritiesFull => &AUTHORITIES_FULL,
            Self::DraftClosed { .. } => &DRAFT_CLOSED,
            Self::ContactNeeded => &CONTACT_NEEDED,
            Self::NotOpen { .. } => &NOT_OPEN,
            Self::NotInForce => &NOT_IN_FORCE,
            Self::Ineligible { .. } => &INELIGIBLE,
            Self::Twice { .. } => &TWICE,
            Self::ItemsCount { .. } => &ITEMS_COUNT,
            Self::MaterialsApart { .. } => &MATERIALS_APART,
            Self::Items { .. } => &ITEMS,
            Self::NotReusable { .. } => &NOT_REUSABLE,
            Self::MaterialExpired { .. } => &MATERIAL_EXPIRED,
            Self::NotKept => &NOT_KEPT,
            Self::TooManyUploads { .. } => &TOO_MANY_UPLOADS,
            Self::MediaType { .. } => &MEDIA_TYPE,
            Self::FileSize { .. } => &FILE_SIZE,
            Self::FileName => &FILE_NAME,
            Self::Digest => &DIGEST,
            Self::NoSuchUpload => &NO_SUCH_UPLOAD,
            Self::UploadSettled => &UPLOAD_SETTLED,
            Self::WrongPolicyState { .. } => &WRONG_POLICY_STATE,
            Self::NotProposed { .. } => &NOT_PROPOSED,
            Self::AlreadyOver { .. } => &ALREADY_OVER,
            Self::BackDated { .. } => &BACK_DATED,
            Self::NotYetDecided { .. } => &NOT_YET_DECIDED,
            Self::UnknownNumber { .. } => &UNKNOWN_NUMBER,
            Self::SamePerson => &SAME_PERSON,
            Self::GateShut { .. } => &GATE_SHUT,
            Self::LiaisonCount { .. } => &LIAISON_COUNT,
            Self::NameNeeded { .. } => &NAME_NEEDED,
            Self::MailAddress { .. } => &MAIL_ADDRESS,
            Self::WebhookAddress => &WEBHOOK_ADDRESS,
            Self::LinkUsed => &LINK_USED,
            Self::LinkExpired => &LINK_EXPIRED,
            Self::LinkSuperseded => &LINK_SUPERSEDED,
            Self::WrongCode { .. } => &WRONG_CODE,
            Self::LinkLocked => &LINK_LOCKED,
        }
    }

    /// An item of a policy that belongs to another policy: what the gate would have found a moment later.
    #[must_use]
    pub fn item_taken(item: &str, policy: &str) -> Self {
        let fault = Text::new(
            format!("事项编码 {item} 已用于政策 {policy}，请换一个"),
            format!("the item id {item} belongs to the policy {policy}; choose another"),
        );
        Self::GateShut {
            faults: vec![fault],
        }
    }
}
