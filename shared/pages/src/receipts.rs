//! 测算凭证 and what is written from it: the receipt itself, running one again, and the one-to-one explanation (M19, M26, M97).
//!
//! `POST /receipts` takes the fields of the calculator and leads to `GET /receipts/{id}`; `POST /receipts/verify` takes a field `receipt`,
//! the JSON of one.

use askama::Template;
use contract::eligibility::{AssessmentReply, ItemAnswer, VerdictView};
use contract::fault::Fault;
use contract::receipt::{ReceiptView, VerifyReply};
use contract::text::Text;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// One fact as it was known: what it is called, and what was known.
pub type Said = (Text, Text);

/// A receipt, run again each time it is looked at.
#[derive(Debug, Template)]
#[template(path = "receipts/receipt.html")]
pub struct ReceiptPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The receipt.
    pub receipt: &'a ReceiptView,
    /// The answer in words, from the catalogue the receipt names.
    pub reply: &'a AssessmentReply,
    /// What was known.
    pub facts: &'a [Said],
    /// Whether it comes out the same now.
    pub verified: &'a VerifyReply,
}

/// The written explanation for one enterprise, made for paper.
#[derive(Debug, Template)]
#[template(path = "receipts/explanation.html")]
pub struct ExplanationPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Whom it is written to; empty where that is not known.
    pub name: &'a str,
    /// The receipt it rests on.
    pub receipt: &'a ReceiptView,
    /// The answer in words.
    pub reply: &'a AssessmentReply,
    /// What was known.
    pub facts: &'a [Said],
}

/// Running a receipt again.
#[derive(Debug, Template)]
#[template(path = "receipts/verify.html")]
pub struct VerifyPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What was handed in.
    pub given: &'a str,
    /// What came of it.
    pub verified: Option<&'a VerifyReply>,
    /// Faults; pointers begin with `/receipt`.
    pub faults: &'a [Fault],
}

page!(ReceiptPage<'_>);
page!(ExplanationPage<'_>);
page!(VerifyPage<'_>);

/// The answers of one verdict.
fn of(reply: &AssessmentReply, verdict: VerdictView) -> Vec<&ItemAnswer> {
    let items = reply.items.iter();
    items.filter(|item| item.verdict == verdict).collect()
}

/// The title of an item, or its id.
fn title<'a>(reply: &'a AssessmentReply, item: &'a str) -> &'a str {
    let found = reply.items.iter().find(|answer| answer.item == item);
    found.map_or(item, |answer| &answer.title.zh)
}

impl ExplanationPage<'_> {
    fn eligible(&self) -> Vec<&ItemAnswer> {
        of(self.reply, VerdictView::Eligible)
    }

    fn undetermined(&self) -> Vec<&ItemAnswer> {
        of(self.reply, VerdictView::Undetermined)
    }

    /// Those that a little more would make fit.
    fn near(&self) -> Vec<&ItemAnswer> {
        let items = of(self.reply, VerdictView::Ineligible).into_iter();
        items
            .filter(|item| item.way.len() == 1 || item.fits_from.is_some())
            .collect()
    }
}
