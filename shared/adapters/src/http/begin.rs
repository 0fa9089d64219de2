//! Beginning a case: a number is drawn, the rules decide, everything is written at once; a number somebody has is drawn anew.

use casework::Actor;
use casework::access::Role;
use casework::case::{Case, Channel, Recorded};
use casework::draft::{SubmitRequest, Submitted};
use casework::refusal::Refusal;
use casework::run::Confirmed;
use contract::catalogue::Opened;
use facts::{CaseNumber, Instant};

use super::door::Door;
use super::reply::{Answer, Reply};
use crate::fault::Fault;
use crate::table::idempotency::{Home, Idempotency};
use crate::table::{Commit, Outcome};

/// How often a number is drawn before giving up; two alike are one in a billion.
const DRAWS: u8 = 3;

/// What a decision made that begins a case.
pub trait Beginning {
    /// The case, and its first event.
    fn case(&self) -> (&Case, &Recorded);
    /// Adds what is written with it.
    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t>;
}

impl Beginning for Submitted {
    fn case(&self) -> (&Case, &Recorded) {
        (&self.case, &self.recorded)
    }

    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t> {
        commit.draft(&self.draft)
    }
}

impl Beginning for Confirmed {
    fn case(&self) -> (&Case, &Recorded) {
        (&self.case, &self.recorded)
    }

    fn beside<'t>(&self, commit: Commit<'t>) -> Commit<'t> {
        commit.invitation(&self.invitation)
    }
}

impl Door {
    /// Begins a case by the list in `catalogue`, once under its key; the reply is the case.
    ///
    /// # Errors
    /// What `decide` refuses; as [`Outcome::answer`] if others were faster.
    pub async fn begin<B: Beginning>(
        &self,
        (actor, catalogue): (&Actor, &Opened),
        (command, home): (&Idempotency, &Home),
        decide: impl Fn(SubmitRequest) -> Result<B, Refusal>,
    ) -> Answer {
        for _ in 0..DRAWS {
            let made = decide(self.request(actor)?)?;
            let (case, recorded) = made.case();
            let recorded = std::slice::from_ref(recorded);
            let calendar = &catalogue.calendar;
            let today = Instant::from(self.now).day();
            let view = contract::convert::case::view(case, recorded, calendar, actor, today);
            let address = format!("/v1/cases/{}", case.number);
            let reply = Reply::created(&address, case.version, &view);
            let commit = made.beside(self.outside.table().commit(self.now));
            let mut commit = commit.case(case, recorded, calendar);
            if let Some(listing) = &case.subject.listing {
                // what was decided by the list still holds
                let listed = catalogue.policy(&listing.policy);
                let listed = listed.map_or(0, |policy| policy.listed);
                commit = commit.policy_listed(&listing.policy, listed);
            }
            let commit = commit.remember(command, home, &reply.kept()?);
            let outcome = commit.run().await?;
            if outcome != Outcome::Exists {
                return outcome.answer(reply);
            }
        }
        Err(Fault::Busy.into())
    }

    fn request(&self, actor: &Actor) -> Result<SubmitRequest, Fault> {
        let now = Instant::from(self.now);
        let chance = u64::from_be_bytes(self.outside.chance()?);
        Ok(SubmitRequest {
            number: CaseNumber::drawn(now.day().year(), chance),
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
