//! Beginning cases: a number is drawn, the rules decide, everything is written at once; a number somebody has is drawn anew.

use std::collections::BTreeSet;

use casework::Actor;
use casework::access::Role;
use casework::case::{Case, Channel, Recorded, Subject};
use casework::draft::{Advice, SubmitRequest, Submitted};
use casework::refusal::Refusal;
use casework::run::Confirmed;
use contract::case::SubmittedView;
use contract::catalogue::{AppliedFor, Opened};
use contract::receipt::Receipt;
use facts::{CaseNumber, Instant, PolicyId};

use super::door::Door;
use super::problem::Problem;
use super::reply::{Answer, Reply};
use crate::fault::Fault;
use crate::table::idempotency::{Home, Idempotency};
use crate::table::{Commit, Outcome};

/// How often a number is drawn before giving up; two alike are one in a billion.
const DRAWS: u8 = 3;

/// What a decision made that begins cases.
pub trait Beginning {
    /// The cases, each with its first event; never none.
    fn cases(&self) -> Vec<(&Case, &Recorded)>;
    /// Adds what is written with them.
    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t>;
}

impl Beginning for Submitted {
    fn cases(&self) -> Vec<(&Case, &Recorded)> {
        let made = self.made.iter();
        made.map(|made| (&made.case, &made.recorded)).collect()
    }

    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t> {
        commit.draft(&self.draft)
    }
}

impl Beginning for Confirmed {
    fn cases(&self) -> Vec<(&Case, &Recorded)> {
        vec![(&self.case, &self.recorded)]
    }

    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t> {
        let commit = commit.invitation(&self.invitation);
        commit.deed(self.deed().as_ref())
    }
}

/// What begins cases together with the receipts their predictions name.
#[derive(Debug)]
pub struct Foreseen<'a, B> {
    /// What was decided.
    pub begun: B,
    /// Receipts by their ids.
    pub receipts: &'a [(String, Receipt)],
}

impl<B: Beginning> Beginning for Foreseen<'_, B> {
    fn cases(&self) -> Vec<(&Case, &Recorded)> {
        self.begun.cases()
    }

    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t> {
        let receipts = self.receipts.iter();
        receipts.fold(self.begun.beside(commit), |commit, (id, receipt)| {
            commit.receipt_of_case(id, receipt)
        })
    }
}

impl Door {
    /// Has the prediction of an application name its receipt, and gives that with its id, to be written beside the case.
    ///
    /// # Errors
    /// A fault if this function was given no key to make ids with.
    pub fn foreseen(
        &self,
        applied: AppliedFor,
    ) -> Result<(Subject, Advice, (String, Receipt)), Fault> {
        let AppliedFor {
            subject,
            mut advice,
            receipt,
        } = applied;
        let id = self.outside.signer()?.receipt_id(&receipt.digest);
        if let Advice::Acceptable(prediction) = &mut advice {
            prediction.receipt = Some(id.clone());
        }
        Ok((subject, advice, (id, receipt)))
    }

    /// Begins so many cases by the list in `catalogue`, all or none, once under its key; the reply is the first, with the others.
    ///
    /// # Errors
    /// What `decide` refuses; as [`Outcome::answer`] if others were faster.
    pub async fn begin<B: Beginning>(
        &self,
        (actor, catalogue): (&Actor, &Opened),
        (command, home): (&Idempotency, &Home),
        cases: usize,
        decide: impl Fn(SubmitRequest) -> Result<B, Refusal>,
    ) -> Answer {
        for _ in 0..DRAWS {
            let made = decide(self.request(actor, cases)?)?;
            let begun = made.cases();
            let reply = self.begun(&begun, actor, catalogue)?;
            let mut commit = made.beside(self.outside.table().commit(self.now));
            for (case, recorded) in &begun {
                let recorded = std::slice::from_ref(*recorded);
                commit = commit.case(case, recorded, &catalogue.calendar);
            }
            let listings = begun
                .iter()
                .filter_map(|(case, _)| case.subject.listing.as_ref());
            let policies: BTreeSet<&PolicyId> = listings.map(|listing| &listing.policy).collect();
            for policy in policies {
                // what was decided by the list still holds
                let listed = catalogue.policy(policy).map_or(0, |found| found.listed);
                commit = commit.policy_listed(policy, listed);
            }
            let commit = commit.remember(command, home, &reply.kept()?);
            let outcome = commit.run().await?;
            if outcome != Outcome::Exists {
                return outcome.answer(reply);
            }
        }
        Err(Fault::Busy.into())
    }

    fn begun(
        &self,
        begun: &[(&Case, &Recorded)],
        actor: &Actor,
        catalogue: &Opened,
    ) -> Answer<Reply> {
        let today = Instant::from(self.now).day();
        let view = |(case, recorded): &(&Case, &Recorded)| {
            let recorded = std::slice::from_ref(*recorded);
            contract::convert::case::view(case, recorded, &catalogue.calendar, actor, today)
        };
        let (first, also) = begun.split_first().ok_or_else(Problem::not_found)?;
        let address = format!("/v1/cases/{}", first.0.number);
        let submitted = SubmittedView {
            case: view(first),
            also: also.iter().map(|made| view(made).entry).collect(),
        };
        Ok(Reply::created(&address, first.0.version, &submitted))
    }

    fn request(&self, actor: &Actor, cases: usize) -> Result<SubmitRequest, Fault> {
        let now = Instant::from(self.now);
        let drawn = || -> Result<CaseNumber, Fault> {
            let chance = u64::from_be_bytes(self.outside.chance()?);
            Ok(CaseNumber::drawn(now.day().year(), chance))
        };
        Ok(SubmitRequest {
            number: drawn()?,
            also: (1..cases).map(|_| drawn()).collect::<Result<_, Fault>>()?,
            channel: if actor.role == Role::Clerk {
                Channel::Counter
            } else {
                Channel::Online
            },
            actor: actor.clone(),
            now,
        })
    }
}
