//! What people are told of a case.

macro_rules! messages {
    ($($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)+) => {
        /// What somebody is told.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Message {
            $($(#[doc = $doc])+ $variant,)+
        }

        impl Message {
            /// Every message.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The word in records and identities.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            /// The message a record means with this word.
            #[must_use]
            pub fn recorded(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|message| message.word() == word)
            }
        }
    };
}

messages! {
    /// To the enterprise: accepted, with number and promised day.
    Submitted = "submitted",
    /// To the enterprise: everything missing, told once.
    SentBack = "sent_back",
    /// To the enterprise: the time to correct is nearly over.
    CorrectionSoon = "correction_soon",
    /// To the enterprise: not corrected in time; it may apply again.
    Lapsed = "lapsed",
    /// To the enterprise: the window's reply.
    Released = "released",
    /// To the enterprise: the result is public for objection.
    PublicityBegun = "publicity_begun",
    /// To the enterprise: nobody objected; payment follows.
    Payable = "payable",
    /// To the enterprise: nobody objected; granted, nothing is to be paid.
    Granted = "granted",
    /// To the enterprise: paid.
    Paid = "paid",
    /// To the enterprise: the payment did not go through; check the account.
    PaymentFailed = "payment_failed",
    /// To the enterprise: an instalment will not be paid, with reason and remedy.
    InstalmentCancelled = "instalment_cancelled",
    /// To the enterprise: money is asked back, with ground, day and remedy.
    ClawedBack = "clawed_back",
    /// To the enterprise: what it paid back was received.
    Repaid = "repaid",
    /// To the enterprise: money is not asked back any more, with the reason and what is refunded.
    ClawBackWithdrawn = "claw_back_withdrawn",
    /// To the enterprise: what it had paid back was refunded.
    Refunded = "refunded",
    /// To the counter and the coordinator: it was not refunded in time.
    RefundLate = "refund_late",
    /// To the enterprise: what was found of the condition of its next instalment.
    ConditionChecked = "condition_checked",
    /// To a post: is the condition of a later instalment met.
    ConditionDue = "condition_due",
    /// To a post, the counter and the coordinator: nobody has said whether it is met.
    ConditionLate = "condition_late",
    /// To the enterprise: the last day to pay back is near.
    RepaymentSoon = "repayment_soon",
    /// To the enterprise and the coordinator: it was not paid back in time.
    RepaymentLate = "repayment_late",
    /// To the counter: a later instalment has fallen due.
    InstalmentDue = "instalment_due",
    /// To the counter and the coordinator: a later instalment was not paid in time.
    InstalmentLate = "instalment_late",
    /// To the enterprise: withdrawn as asked.
    Withdrawn = "withdrawn",
    /// To the enterprise and its assistant: what the assistant did under which authority.
    ActedFor = "acted_for",
    /// To the enterprise: the promise was extended, with the reason.
    Extended = "extended",
    /// To the enterprise: put into the green channel, with the new promised day.
    Expedited = "expedited",
    /// To a post: its case goes through the green channel, with link and code.
    TaskExpedited = "task_expedited",
    /// To the enterprise and to whoever holds the case: a working calendar moved the promised day.
    Redated = "redated",
    /// To the enterprise: somebody objected to its notice.
    ObjectedTo = "objected_to",
    /// To the enterprise: that objection was answered.
    ObjectionAnswered = "objection_answered",
    /// To the enterprise: taken up again, with the new promised day.
    Reopened = "reopened",
    /// To a post: an objection was upheld, the case is to be reviewed anew, with a new link and code.
    TaskObjected = "task_objected",
    /// To the counter: an enterprise was not served well; call back.
    RatedLow = "rated_low",
    /// To a post: a case to act on, with link and code.
    Task = "task",
    /// To a post: the same, since the post before did not act.
    TaskPassedOn = "task_passed_on",
    /// To a post: corrected and back on the desk, with a new link and code.
    TaskCorrected = "task_corrected",
    /// To a post of a co-handling department: its part, with link and code (M11).
    PartTask = "part_task",
    /// To a post: the same, since the post before did not answer.
    PartPassedOn = "part_passed_on",
    /// To a post: its part is due soon.
    PartDueSoon = "part_due_soon",
    /// To a post: the materials were corrected while it has its part.
    PartCorrected = "part_corrected",
    /// To the lead: a further department was asked, with a new link.
    TaskPartAdded = "task_part_added",
    /// To the lead: a co-handling department answered, with a new link.
    TaskPartAnswered = "task_part_answered",
    /// To the lead: a co-handling department declined.
    TaskPartDeclined = "task_part_declined",
    /// To the lead: a part is overdue.
    TaskPartOverdue = "task_part_overdue",
    /// To the leader of a co-handling department: its part is overdue.
    PartOverdue = "part_overdue",
    /// To a post: the promised day is near.
    DueSoon = "due_soon",
    /// To the counter: no department takes it.
    Fallback = "fallback",
    /// To the counter: decided, to be released.
    Decided = "decided",
    /// To the counter: a decision still waits to be released.
    ReleaseSoon = "release_soon",
    /// To the counter: a case it holds is due soon.
    CounterDueSoon = "counter_due_soon",
    /// To the counter, and to the department's leader: the promised day was missed.
    Overdue = "overdue",
    /// To the coordinator: nobody takes it up, or it is long overdue.
    Escalated = "escalated",
}
