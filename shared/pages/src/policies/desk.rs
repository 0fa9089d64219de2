//! Where editors and publishers of a department work on its policies (M63, M64, M90).

use askama::Template;
use contract::explain::{ClauseBody, FaqRecord, InterpretationRecord, RulingRecord};
use contract::fault::Fault;
use contract::policy::{PolicyEventView, PolicyView, PolicyWorkEntry};
use contract::text::Text;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /desk/policies`: the policies of one's department, what waits for somebody first.
#[derive(Debug, Template)]
#[template(path = "policies/desk.html")]
pub struct PolicyDeskPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Policies.
    pub policies: &'a [PolicyWorkEntry],
}

/// `GET /desk/policies/{policy}`: one policy, its versions, what the gate finds, and the forms of what its reader may do now.
///
/// Forms post to `/desk/policies/{policy}/{step}` with `idempotency_key` and `version`: `propose`, `return` (`remarks`), `publish`,
/// `suspend` (`suspend_reason`), `resume`, `repeal` (`repeal_reason`, `from` may be empty), `interpret` (`document`, `title`, `title_en`,
/// `issuer`, `words`, `caption`, `diagram`, `questions`, `address_words`, `address`, `replaces`), `rule` (`clause`, `question`,
/// `question_en`, `ruling`, `ruling_en`, `decided_by`, `decided_on`, `binds_from`, `reference`, `ruling_replaces`), `faq` (`faq_item`, `faq_question`,
/// `faq_question_en`, `faq_answer`, `faq_answer_en`, `faq_consultation`, `faq_replaces`), `withdraw-faq` (`faq_number`, `withdraw_reason`).
#[derive(Debug, Template)]
#[template(path = "policies/work.html")]
pub struct PolicyWorkPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The policy with its newest version.
    pub policy: &'a PolicyView,
    /// Operations its reader may carry out now.
    pub moves: &'a [&'a str],
    /// What the publishing gate finds in the newest version.
    pub findings: &'a [Text],
    /// Clauses a ruling may be about.
    pub clauses: &'a [ClauseBody],
    /// What it is explained with, by number.
    pub interpretations: &'a [InterpretationRecord],
    /// How open questions were decided, by number.
    pub rulings: &'a [RulingRecord],
    /// Items an answer for everybody may be about.
    pub items: &'a [Named],
    /// Answers for everybody that are shown, the latest first.
    pub faqs: &'a [FaqRecord],
    /// What happened, oldest first.
    pub history: &'a [PolicyEventView],
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// What was filled in, where it was refused.
    pub values: &'a Values,
    /// Faults.
    pub faults: &'a [Fault],
    /// What was just done, in Chinese; empty if nothing was.
    pub done: &'a str,
}

impl PolicyWorkPage<'_> {
    /// Whether this version is in force.
    fn held(&self, version: &u64) -> bool {
        self.policy.in_force_version == Some(*version)
    }

    /// Whether one of these fields was filled in or refused, so that its form stays open.
    fn touched(&self, fields: &[&str]) -> bool {
        let refused = |field: &str| {
            let pointer = format!("/{field}");
            self.faults.iter().any(|fault| fault.pointer == pointer)
        };
        let mut fields = fields.iter();
        fields.any(|field| !self.values.one(field).is_empty() || refused(field))
    }

    /// Whether this clause was chosen.
    fn chosen(&self, place: &usize) -> bool {
        self.values.one("clause") == place.to_string()
    }

    /// Whether its reader may carry out `operation` now.
    fn may(&self, operation: &str) -> bool {
        self.moves.contains(&operation)
    }
}

page!(PolicyDeskPage<'_>);
page!(PolicyWorkPage<'_>);
