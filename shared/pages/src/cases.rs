//! Following cases: the enterprise's list, and one case for everybody who may see it (M15).

use askama::Template;
use contract::case::{CaseEntry, CaseView, ClawBackView, InstalmentView, WithdrawalView};
use contract::department::MissingMaterial;
use contract::draft::DraftView;
use contract::fault::Fault;

use crate::checklist;
use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /cases`: the enterprise's cases and open drafts.
#[derive(Debug, Template)]
#[template(path = "cases/list.html")]
pub struct CaseListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Cases, newest first.
    pub cases: &'a [CaseEntry],
    /// Open drafts.
    pub drafts: &'a [DraftView],
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET /cases/{number}`: one case. Shows the forms of the operations in `case.moves` and no others.
///
/// Every form carries `idempotency_key` and `version`:
/// - `correct_case`: `POST /cases/{number}/correct` without `draft` begins the draft that carries the corrections; answer with
///   its page (see [`crate::DraftPage`]).
/// - `withdraw_case`: `POST /cases/{number}/withdraw`: `reason`.
/// - `answer_case`: `POST /cases/{number}/answer`: `outcome`, `answer`, `answer_remedy`.
/// - `rate_case`: `POST {place}/rate`: `score`, `rate_words`. `reopen_case`: `POST {place}/reopen`: `reopen_reason`.
/// - `visit_case`: `POST /cases/{number}/visit`: `settled` = `yes` or `no`, `visit_words`.
/// - `assign_case`: `POST /cases/{number}/assign`: `department`, `assign_reason`.
/// - `extend_case`: `POST /cases/{number}/extend`: `working_days`, `extend_reason`.
/// - `expedite_case`: `POST /cases/{number}/expedite`: `priority`, `expedite_working_days`, `expedite_reason`.
/// - `fail_payment`: `POST /cases/{number}/fail-payment`: `fail_reason`.
/// - `release_case`: `POST /cases/{number}/release`: `message` (may be empty).
/// - `pay_case`: `POST /cases/{number}/pay`: `amount`, `reference`, and `met` where the instalment has a condition.
/// - `cancel_instalment`: `POST /cases/{number}/cancel-instalment`: `cancel_reason`, `cancel_remedy`.
/// - `check_condition`: `POST /cases/{number}/check-condition`: `check` = `met` or `not_yet`, `check_words`.
/// - `claw_back`: `POST /cases/{number}/claw-back`: `claw_amount`, `ground`, `until`, `claw_remedy`.
/// - `withdraw_claw_back`: `POST /cases/{number}/claw-back/withdraw`: `withdraw_demand`, `withdraw_reason`.
/// - `record_repayment`: `POST /cases/{number}/repayments`: `repay_amount`, `repay_reference`.
/// - `record_refund`: `POST /cases/{number}/claw-back/refund`: `refund_demand`, `refund_amount`, `refund_reference`.
#[derive(Debug, Template)]
#[template(path = "cases/case.html")]
pub struct CasePage<'a> {
    /// Frame; [`crate::Nav::Desk`] for the counter, [`crate::Nav::Cases`] for an enterprise.
    pub chrome: Chrome<'a>,
    /// The case as this reader may see it.
    pub case: &'a CaseView,
    /// Names of materials.
    pub materials: &'a [Named],
    /// Addresses of documents that work for a short time; a document without one is named, not linked.
    pub documents: &'a [DocumentLink],
    /// Departments it can be given to by hand; empty for who may not.
    pub departments: &'a [Named],
    /// Outcomes a case of this kind can have; empty for an application.
    pub outcomes: &'a [Named],
    /// Grounds of the green channel; empty for who may not put it there.
    pub priorities: &'a [Named],
    /// Path of this page: `/cases/{number}`, or `/follow/{token}` for who follows it without signing in.
    pub place: &'a str,
    /// What is to be corrected, while it is sent back.
    pub missing: &'a [MissingMaterial],
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// What was filled in, where it was refused.
    pub values: &'a Values,
    /// Faults; pointers are a slash and the name of a field.
    pub faults: &'a [Fault],
    /// What was just done, in Chinese; empty if nothing was.
    pub done: &'a str,
}

/// A document and where it can be read for a short time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentLink {
    /// Document id.
    pub document: String,
    /// Material id.
    pub material: String,
    /// File name.
    pub file_name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// Address.
    pub url: String,
}

/// No money, as the contract writes it.
const NOTHING: &str = "0.00";

impl CasePage<'_> {
    /// The address of a document, if this reader has one.
    fn address(&self, document: &str) -> Option<&str> {
        self.documents
            .iter()
            .find(|link| link.document == document)
            .map(|link| link.url.as_str())
    }

    /// What was filled in, else what is usual.
    fn filled<'s>(&'s self, field: &str, usual: &'s str) -> &'s str {
        match self.values.one(field) {
            "" => usual,
            given => given,
        }
    }

    /// The instalment that is paid next.
    fn next(&self) -> Option<&InstalmentView> {
        let mut parts = self.case.instalments.iter();
        parts.find(|part| part.standing == "waiting")
    }

    /// Whether that has a condition.
    fn conditional(&self) -> bool {
        self.next().is_some_and(|part| part.conditional)
    }

    /// What was found when somebody looked and it was met: the payment form begins with it.
    fn met(&self) -> &str {
        let found = self.next().and_then(|part| part.check.as_ref());
        found
            .filter(|check| check.met)
            .map_or("", |check| check.words.as_str())
    }

    /// Whether all that was asked back came back.
    #[expect(
        clippy::unused_self,
        reason = "templates call what belongs to their page"
    )]
    fn settled(&self, back: &ClawBackView) -> bool {
        back.left == NOTHING
    }

    /// Whether what had come back of a withdrawn demand is still to be refunded.
    #[expect(
        clippy::unused_self,
        reason = "templates call what belongs to their page"
    )]
    fn owes(&self, withdrawn: &WithdrawalView) -> bool {
        withdrawn.to_refund != NOTHING
    }

    /// Demands that stand, to choose the one that is withdrawn.
    fn standing(&self) -> Vec<&ClawBackView> {
        let demands = self.case.claw_backs.iter();
        demands.filter(|back| back.withdrawn.is_none()).collect()
    }

    /// Whether there is more than one demand, so that they are told apart by their ordinals.
    const fn several(&self) -> bool {
        self.case.claw_backs.len() > 1
    }

    /// The demand the refund form is about: the first of which something is to be refunded, with what that is.
    fn refunds(&self) -> Option<(u32, &str)> {
        let mut demands = self.case.claw_backs.iter();
        demands.find_map(|back| {
            let seen = back.withdrawn.as_ref().filter(|seen| self.owes(seen))?;
            Some((back.demand, seen.to_refund.as_str()))
        })
    }

    /// The amount of the payment form: what was filled in, else the next instalment, else what was approved.
    fn amount(&self) -> &str {
        match (self.values.one("amount"), self.next()) {
            ("", Some(part)) => &part.amount,
            ("", None) => self
                .case
                .decision
                .as_ref()
                .and_then(|decision| decision.amount.as_deref())
                .unwrap_or_default(),
            (given, _) => given,
        }
    }

    /// Whether it is an application: the others have no materials, no acknowledgement to print and no calculator.
    fn application(&self) -> bool {
        self.case.entry.kind == "application"
    }

    /// Whether `field` was refused.
    fn wrong(&self, field: &str) -> bool {
        !say::faults_at(self.faults, &format!("/{field}")).is_empty()
    }

    /// Whether the reader may do `operation` now.
    fn may(&self, operation: &str) -> bool {
        self.case.moves.iter().any(|name| name == operation)
    }
}

page!(CaseListPage<'_>);
page!(CasePage<'_>);
