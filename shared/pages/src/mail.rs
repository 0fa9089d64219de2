//! Mails: a subject, a text part and an HTML part that say the same. No remote resources, no tracking, links on lines of their own.

use contract::case::{CaseEntry, CaseView};
use contract::department::MissingMaterial;

use crate::site::Site;
use crate::values::Named;

mod allocations;
mod authorities;
mod condition;
mod counter;
mod drafts;
mod enterprise;
mod follow_ups;
mod gatherings;
mod letter;
mod money;
mod outreach;
mod part;
mod promise;
mod refund;
mod task;
mod upkeep;

pub use allocations::UnallocatedMail;
pub use authorities::{ActedMail, AuthorityMail, Side};
pub use drafts::DraftMail;
pub use follow_ups::{FollowUpLine, FollowUpsMail};
pub use gatherings::{GatheringCause, GatheringMail};
pub use outreach::{DigestMail, InvitationMail};
pub use part::{PartMail, PartReason};
pub use upkeep::{UpkeepCause, UpkeepMail};

/// A mail, ready but for addresses and headers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mail {
    /// Subject, one line.
    pub subject: String,
    /// `text/plain; charset=utf-8`.
    pub text: String,
    /// `text/html; charset=utf-8`, with the same content.
    pub html: String,
}

/// A task for a department's liaison (M40): link and code, and what they do.
#[derive(Debug, Clone, Copy)]
pub struct TaskMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// The case.
    pub case: &'a CaseEntry,
    /// Name of the department.
    pub department: &'a str,
    /// Post this goes to.
    pub liaison: &'a str,
    /// `{PUBLIC_URL}/act/{token}`.
    pub link: &'a str,
    /// Six digits.
    pub code: &'a str,
    /// Last day the link works (`YYYY-MM-DD`).
    pub expires: &'a str,
    /// Why it is sent.
    pub reason: TaskReason,
}

/// Why a task is sent to a post.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskReason {
    /// It has just been assigned.
    New,
    /// The post before did not act in time.
    PassedOn,
    /// The enterprise has corrected its materials.
    Corrected,
    /// An objection to its decision was upheld.
    Objected,
    /// The promised day is near.
    DueSoon,
    /// It goes through the green channel.
    Expedited,
    /// A new working calendar moved the promised day.
    Redated,
    /// A further department was asked, as the lead wished.
    PartAdded,
    /// A co-handling department answered.
    PartAnswered,
    /// A co-handling department declined.
    PartDeclined,
    /// A co-handling department is past its promised day.
    PartOverdue,
}

/// A message about a case to its enterprise or to the counter.
#[derive(Debug, Clone, Copy)]
pub struct CaseMail<'a> {
    /// Names and numbers of the site.
    pub site: &'a Site,
    /// The case as the receiver may see it.
    pub case: &'a CaseView,
    /// `{PUBLIC_URL}/cases/{number}`.
    pub link: &'a str,
}

impl TaskMail<'_> {
    /// The mail to the liaison.
    #[must_use]
    pub fn write(&self) -> Mail {
        task::write(self)
    }
}

impl CaseMail<'_> {
    /// To the enterprise: accepted, with number and promised day (M42, M89).
    #[must_use]
    pub fn submitted(&self) -> Mail {
        enterprise::submitted(self)
    }

    /// To the enterprise: everything that is missing, told once (M73).
    #[must_use]
    pub fn sent_back(&self, missing: &[MissingMaterial], materials: &[Named]) -> Mail {
        enterprise::sent_back(self, missing, materials)
    }

    /// To the enterprise: the window's one reply, approved or refused with reason and remedy (M41, M53). Reads `case.decision`.
    #[must_use]
    pub fn released(&self) -> Mail {
        enterprise::released(self)
    }

    /// To the enterprise: the publicity period has begun (M45). Reads `case.publicity`.
    #[must_use]
    pub fn publicity_begun(&self) -> Mail {
        enterprise::publicity_begun(self)
    }

    /// To the enterprise: the publicity period ended without objection; payment follows.
    #[must_use]
    pub fn payable(&self) -> Mail {
        enterprise::payable(self)
    }

    /// To the enterprise: paid (M44). Reads `case.payment`.
    #[must_use]
    pub fn paid(&self) -> Mail {
        money::paid(self)
    }

    /// To the enterprise: an instalment will not be paid, with reason and remedy. Reads `case.instalments`.
    #[must_use]
    pub fn instalment_cancelled(&self) -> Mail {
        money::instalment_cancelled(self)
    }

    /// To the enterprise: money is asked back. Reads `case.claw_backs`.
    #[must_use]
    pub fn clawed_back(&self) -> Mail {
        money::clawed_back(self)
    }

    /// To the enterprise: what it paid back was received.
    #[must_use]
    pub fn repaid(&self) -> Mail {
        money::repaid(self)
    }

    /// To the enterprise: money is not asked back any more, with the reason and what is refunded; `demand` is its ordinal, where known.
    #[must_use]
    pub fn claw_back_withdrawn(&self, demand: Option<u32>) -> Mail {
        refund::claw_back_withdrawn(self, demand)
    }

    /// To the enterprise: what it had paid back was refunded; `demand` is the ordinal of the demand, where known.
    #[must_use]
    pub fn refunded(&self, demand: Option<u32>) -> Mail {
        refund::refunded(self, demand)
    }

    /// To `receiver`: it was not refunded in time (M86).
    #[must_use]
    pub fn refund_late(&self, receiver: &str) -> Mail {
        refund::refund_late(self, receiver)
    }

    /// To the enterprise: what was found of the condition of its next instalment. Reads `case.instalments`.
    #[must_use]
    pub fn condition_checked(&self) -> Mail {
        condition::condition_checked(self)
    }

    /// To a post of the department that decided: is the condition of a later instalment met (M101).
    #[must_use]
    pub fn condition_due(&self, department: &str, post: &str) -> Mail {
        condition::condition_due(self, department, post)
    }

    /// To the same post, when its time is over.
    #[must_use]
    pub fn condition_overdue(&self, department: &str, post: &str) -> Mail {
        condition::condition_overdue(self, department, post)
    }

    /// To `receiver`: nobody has said whether it is met (M86).
    #[must_use]
    pub fn condition_late(&self, receiver: &str) -> Mail {
        condition::condition_late(self, receiver)
    }

    /// To the enterprise: the last day to pay back is near.
    #[must_use]
    pub fn repayment_soon(&self) -> Mail {
        money::repayment_soon(self)
    }

    /// To the enterprise: it was not paid back in time.
    #[must_use]
    pub fn repayment_late(&self) -> Mail {
        money::repayment_late(self)
    }

    /// To the coordinator: money was not paid back in time (M86).
    #[must_use]
    pub fn repayment_escalated(&self) -> Mail {
        money::repayment_escalated(self)
    }

    /// To the counter: a later instalment has fallen due (M101).
    #[must_use]
    pub fn instalment_due(&self) -> Mail {
        money::instalment_due(self)
    }

    /// To `receiver`: a later instalment was not paid in time (M101).
    #[must_use]
    pub fn instalment_late(&self, receiver: &str) -> Mail {
        money::instalment_late(self, receiver)
    }

    /// To the enterprise: withdrawn as asked.
    #[must_use]
    pub fn withdrawn(&self) -> Mail {
        enterprise::withdrawn(self)
    }

    /// To the enterprise: the time to correct is nearly over.
    #[must_use]
    pub fn correction_soon(&self) -> Mail {
        enterprise::correction_soon(self)
    }

    /// To the enterprise: not corrected in time; it may apply again.
    #[must_use]
    pub fn lapsed(&self) -> Mail {
        enterprise::lapsed(self)
    }

    /// To the enterprise: granted, where nothing is paid.
    #[must_use]
    pub fn granted(&self) -> Mail {
        enterprise::granted(self)
    }

    /// To the enterprise: the payment did not go through.
    #[must_use]
    pub fn payment_failed(&self) -> Mail {
        enterprise::payment_failed(self)
    }

    /// To the enterprise: the promise was extended. Reads `case.promise`.
    #[must_use]
    pub fn extended(&self) -> Mail {
        promise::extended(self)
    }

    /// To the enterprise: put into the green channel. Reads `case.green_channel` (M25).
    #[must_use]
    pub fn expedited(&self) -> Mail {
        promise::expedited(self)
    }

    /// To the enterprise: a new working calendar moved the promised day. Reads `case.promise.redated`.
    #[must_use]
    pub fn redated(&self) -> Mail {
        promise::redated(self)
    }

    /// To the counter: a case it holds has another promised day.
    #[must_use]
    pub fn redated_counter(&self) -> Mail {
        counter::redated(self)
    }

    /// To the coordinator: nobody takes it up, or it is long overdue (M86).
    #[must_use]
    pub fn escalated(&self) -> Mail {
        counter::escalated(self)
    }

    /// To the enterprise: somebody objected to its notice (M45).
    #[must_use]
    pub fn objected_to(&self) -> Mail {
        enterprise::objected_to(self)
    }

    /// To the enterprise: that objection was answered. Reads the state.
    #[must_use]
    pub fn objection_answered(&self) -> Mail {
        enterprise::objection_answered(self)
    }

    /// To who asked: taken up again, with the new promised day.
    #[must_use]
    pub fn reopened(&self) -> Mail {
        enterprise::reopened(self)
    }

    /// To the counter: somebody was not served well; call back (M34).
    #[must_use]
    pub fn rated_low(&self) -> Mail {
        counter::rated_low(self)
    }

    /// To the counter: a decision still waits to be released (M51).
    #[must_use]
    pub fn release_soon(&self) -> Mail {
        counter::release_soon(self)
    }

    /// To the counter: a case it holds is due soon (M51).
    #[must_use]
    pub fn due_soon(&self) -> Mail {
        counter::due_soon(self)
    }

    /// To the leader of a department: its case has passed the promised day (M51).
    #[must_use]
    pub fn overdue_leader(&self, department: &str, post: &str) -> Mail {
        counter::overdue_leader(self, department, post)
    }

    /// To the leader of a co-handling department: its part is past its promised day (M11).
    #[must_use]
    pub fn part_overdue_leader(&self, department: &str, post: &str) -> Mail {
        counter::part_overdue_leader(self, department, post)
    }

    /// To the counter: no rule found a department, or two declined; the counter holds it now (M32). `why` in Chinese.
    #[must_use]
    pub fn fallback(&self, why: &str) -> Mail {
        counter::fallback(self, why)
    }

    /// To the counter: the department has decided; the reply can be released (M52, M53).
    #[must_use]
    pub fn decided(&self, department: &str) -> Mail {
        counter::decided(self, department)
    }

    /// To the counter: the promised day has passed and nothing was decided (M51).
    #[must_use]
    pub fn overdue(&self) -> Mail {
        counter::overdue(self)
    }
}
