//! Handing a letter to the mail relay.

use adapters::Fault;
use adapters::mail::{Letter, Posted};
use adapters::token::Purpose;
use casework::Actor;
use casework::access::Role;
use casework::case::Kind;
use contract::case::CaseView;
use pages::mail::Mail;

use crate::Errand;

impl Errand<'_> {
    /// The case as somebody in `role` may see it.
    pub(crate) fn view(&self, role: Role) -> CaseView {
        let applicant = &self.case.applicant;
        let actor = Actor {
            principal: "platform:delivery".to_owned(),
            role,
            department: None,
            on_behalf_of: applicant
                .enterprise
                .clone()
                .filter(|_| role == Role::Enterprise),
        };
        let today = facts::Instant::from(self.wake.now).day();
        contract::convert::case::view(
            self.case,
            self.history,
            &self.catalogue.calendar,
            &actor,
            today,
        )
    }

    /// Where the case is followed.
    pub(crate) fn link(&self) -> String {
        let portal = &self.outside.config().public_url;
        format!("{portal}/cases/{}", self.case.number)
    }

    /// Where its asker follows it: what is no application by the address it was given, so that nobody need sign in.
    pub(crate) fn follow(&self) -> Result<String, Fault> {
        if self.case.kind == Kind::Application {
            return Ok(self.link());
        }
        let portal = &self.outside.config().public_url;
        let signer = self.outside.signer()?;
        let token = signer.case_token(Purpose::Follow, &self.case.number);
        Ok(format!("{portal}/follow/{token}"))
    }

    /// Hands the letter over. A receiver the relay refuses for good is noted, without the address: whoever does not act is passed
    /// over by the sweep, and an enterprise finds everything in its timeline.
    pub(crate) async fn post(&self, to: &str, content: &Mail) -> Result<(), Fault> {
        let letter = Letter {
            to,
            id: &self.wake.id,
            thread: Some(self.case.number.as_str()),
            unsubscribe: None,
            date: self.caused_at.into(),
            content,
        };
        match self.outside.mailer()?.send(letter).await? {
            Posted::Accepted => Ok(()),
            Posted::Refused => {
                tracing::warn!(
                    outbox = self.wake.id,
                    message = self.message.word(),
                    "the mail relay refuses this receiver"
                );
                Ok(())
            }
        }
    }
}
