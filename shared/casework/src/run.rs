//! 免申即享 run: the city makes the list of those who qualify and asks them; confirmed, each becomes a case like any other (M27, domain §6).
//!
//! Only the asking for it is saved: the department still decides, the window still releases, the public still reads. The list is frozen
//! with the catalogue and the reasons it was made by. Deliberately absent: whom an item fits (`calculator`).

use facts::{CaseNumber, CreditCode, Day, DepartmentId, Instant, ItemId, Money, PolicyId};

use crate::Text;
use crate::actor::Actor;
use crate::case::{Applicant, Case, Event, Kind, Listing, Recorded, Subject, Submission};
use crate::clock::Promise;
use crate::draft::{Advice, SubmitRequest};
use crate::refusal::Refusal;
use crate::register::mail_address;

mod account;

pub use self::account::{Account, BANK_CHARACTERS_MAX};

/// Fewest and most days enterprises have to answer.
pub const ANSWER_DAYS: (i64, i64) = (3, 60);
/// Longest reason for declining, in characters.
pub const REASON_CHARACTERS_MAX: usize = 200;
/// What the admission tests look at (通城县: beneficiary clear, basis of recognition, standard concrete, document in force).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Admission {
    /// The item says that it is given without application.
    pub without_application: bool,
    /// It has conditions, and all who meet them get it: nobody ranks, reviews or shares out.
    pub beneficiary_clear: bool,
    /// Every condition cites its clause.
    pub based: bool,
    /// What it gives is computed, not decided case by case.
    pub concrete: bool,
    /// Its policy is in force today.
    pub in_force: bool,
}

impl Admission {
    /// Whether a run may start.
    ///
    /// # Errors
    /// [`Refusal::NotAdmitted`] with every test that fails.
    pub fn admit(&self) -> Result<(), Refusal> {
        let tests = [
            (
                self.without_application,
                "兑现方式不是免申即享",
                "the item is not given without application",
            ),
            (
                self.beneficiary_clear,
                "受益对象不明确（没有条件，或需评审、排序、按比例分配）",
                "who gets it is not clear: no conditions, or it is ranked, reviewed or shared out",
            ),
            (
                self.based,
                "认定依据不完整（有条件未注明条款）",
                "a condition does not cite its clause",
            ),
            (
                self.concrete,
                "金额标准不具体（需要裁量或一事一议）",
                "how much it gives is not computed",
            ),
            (
                self.in_force,
                "政策当前未生效或已停止执行",
                "the policy is not in force",
            ),
        ];
        let failed = tests.into_iter().filter(|(holds, ..)| !holds);
        let faults: Vec<Text> = failed.map(|(_, zh, en)| Text::new(zh, en)).collect();
        if faults.is_empty() {
            Ok(())
        } else {
            Err(Refusal::NotAdmitted { faults })
        }
    }
}

/// How far a run is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The list is being made.
    Listing,
    /// Enterprises are asked; ends with the last day to answer.
    Inviting,
}

impl Stage {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Listing => "listing",
            Self::Inviting => "inviting",
        }
    }
}

/// What the making of the list came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Listed {
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

/// A run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Its id.
    pub id: String,
    /// Version.
    pub version: u64,
    /// The item.
    pub item: ItemId,
    /// Its title.
    pub title: Text,
    /// Its policy.
    pub policy: PolicyId,
    /// The version of the policy the list is made by.
    pub policy_version: u64,
    /// The catalogue the list is made by.
    pub catalogue: String,
    /// The department that started it.
    pub department: DepartmentId,
    /// Who started it, for the audit.
    pub started_by: String,
    /// When.
    pub started_at: Instant,
    /// Last day to answer.
    pub until: Day,
    /// How far it is.
    pub stage: Stage,
    /// What the making of the list came to.
    pub listed: Listed,
}

impl Run {
    /// The last day to answer for a run that gives so many days.
    ///
    /// # Errors
    /// [`Refusal::AnswerDays`].
    pub fn until(today: Day, days: i64) -> Result<Day, Refusal> {
        let (least, most) = ANSWER_DAYS;
        if (least..=most).contains(&days) {
            Ok(today.plus_days(days))
        } else {
            Err(Refusal::AnswerDays { least, most })
        }
    }

    /// The list is made.
    #[must_use]
    pub fn made(self, listed: Listed) -> Self {
        Self {
            stage: Stage::Inviting,
            version: self.version.saturating_add(1),
            listed,
            ..self
        }
    }
}

/// What an enterprise of the list answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing yet.
    Awaited,
    /// It wants it, on this account; this case came of it.
    Confirmed {
        /// The case.
        number: CaseNumber,
        /// The account, where it is money.
        account: Option<Account>,
        /// When.
        at: Instant,
    },
    /// It does not want it.
    Declined {
        /// Why, if it said so.
        reason: Option<String>,
        /// When.
        at: Instant,
    },
}

/// An enterprise of the list, with why it is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The run.
    pub run: String,
    /// The enterprise.
    pub enterprise: CreditCode,
    /// Version.
    pub version: u64,
    /// Its registered name when the list was made.
    pub name: String,
    /// Each condition it meets, with the clause.
    pub reasons: Vec<Text>,
    /// How much it is, where it is money.
    pub amount: Option<Money>,
    /// What it answered.
    pub reply: Reply,
    /// When it was listed.
    pub listed_at: Instant,
}

impl Invitation {
    /// The word for where it stands on `today`; not to answer is an answer once the time is over.
    #[must_use]
    pub fn word(&self, run: &Run, today: Day) -> &'static str {
        match &self.reply {
            Reply::Awaited if today > run.until => "unanswered",
            Reply::Awaited => "awaited",
            Reply::Confirmed { .. } => "confirmed",
            Reply::Declined { .. } => "declined",
        }
    }

    fn must_be_awaited(&self, run: &Run, today: Day) -> Result<(), Refusal> {
        match self.word(run, today) {
            "awaited" => Ok(()),
            "unanswered" => Err(Refusal::AnswerOver { until: run.until }),
            _ => Err(Refusal::Answered),
        }
    }

    fn answered(self, reply: Reply) -> Self {
        Self {
            version: self.version.saturating_add(1),
            reply,
            ..self
        }
    }

    /// Declines.
    ///
    /// # Errors
    /// [`Refusal::Answered`], [`Refusal::AnswerOver`], [`Refusal::TooLong`].
    pub fn decline(self, run: &Run, reason: Option<&str>, now: Instant) -> Result<Self, Refusal> {
        self.must_be_awaited(run, now.day())?;
        let reason = reason.map(str::trim).filter(|reason| !reason.is_empty());
        if reason.is_some_and(|reason| reason.chars().count() > REASON_CHARACTERS_MAX) {
            return Err(Refusal::TooLong {
                characters_max: REASON_CHARACTERS_MAX,
            });
        }
        Ok(self.answered(Reply::Declined {
            reason: reason.map(str::to_owned),
            at: now,
        }))
    }
}

/// Everything a confirmation is decided by.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The run.
    pub run: Run,
    /// The invitation as it stands.
    pub invitation: Invitation,
    /// What it is for, as it stands today.
    pub subject: Subject,
    /// What the city promises for it.
    pub promise: Promise,
    /// What the calculator says today.
    pub advice: Advice,
    /// Who confirms, with where notifications go.
    pub applicant: Applicant,
    /// The account, where it is money.
    pub account: Option<Account>,
}

/// What a confirmation made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirmed {
    /// The case.
    pub case: Case,
    /// Its first event.
    pub recorded: Recorded,
    /// The invitation, answered.
    pub invitation: Invitation,
}

/// Makes a case of an invitation: no materials are asked for, everything else is as for an application.
///
/// # Errors
/// The first of: answered or over, no contact, no account for money, no longer eligible by what is known today.
pub fn confirm(situation: Situation, request: SubmitRequest) -> Result<Confirmed, Refusal> {
    let Situation {
        run,
        invitation,
        subject,
        promise,
        advice,
        applicant,
        account,
    } = situation;
    invitation.must_be_awaited(&run, request.now.day())?;
    if !mail_address(&applicant.contact_email) {
        return Err(Refusal::ContactNeeded);
    }
    if subject.money && account.is_none() {
        return Err(Refusal::AccountNeeded);
    }
    let prediction = match advice {
        Advice::Acceptable(prediction) => prediction,
        Advice::Ineligible(reasons) => return Err(Refusal::Ineligible { reasons }),
    };
    let account = account.filter(|_| subject.money);
    let remark = remark(&run, account.as_ref());
    let submission = Submission {
        number: request.number,
        kind: Kind::Application,
        channel: request.channel,
        subject: Subject {
            materials: Vec::new(),
            listing: subject.listing.map(|listing| listed(&run, listing)),
            ..subject
        },
        ask: None,
        applicant,
        documents: Vec::new(),
        prediction: Some(prediction),
        remark: Some(remark),
        together: Vec::new(),
        promise,
    };
    let case = Case::of(&submission, request.now);
    let invitation = invitation.answered(Reply::Confirmed {
        number: case.number.clone(),
        account,
        at: request.now,
    });
    let recorded = Recorded {
        version: case.version,
        at: request.now,
        by: request.actor,
        event: Event::Submitted(Box::new(submission)),
    };
    Ok(Confirmed {
        case,
        recorded,
        invitation,
    })
}

/// The item in the opening the case counts in: the one that is open, so that nobody gets it twice in it; else the run itself.
fn listed(run: &Run, listing: Listing) -> Listing {
    if listing.opening.is_empty() {
        let opening = format!("run-{}", run.id);
        Listing { opening, ..listing }
    } else {
        listing
    }
}

fn remark(run: &Run, account: Option<&Account>) -> String {
    let account = account.map(|account| format!("收款账户：{}。", account.masked()));
    format!(
        "免申即享，企业已确认享受意愿。{}名单批次 {}，依据清单版本 {}。",
        account.unwrap_or_default(),
        run.id,
        run.catalogue.chars().take(12).collect::<String>()
    )
}

/// Who started a run, as the rules of access see it: the department whose item it is.
///
/// # Errors
/// [`Refusal::NotYours`] for an item of another department.
pub fn must_own(actor: &Actor, lead: &DepartmentId) -> Result<(), Refusal> {
    if actor.department.as_ref() == Some(lead) {
        Ok(())
    } else {
        Err(Refusal::NotYours)
    }
}
