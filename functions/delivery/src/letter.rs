//! Handing a letter to the mail relay.

use adapters::mail::{Letter, Posted};
use adapters::token::Purpose;
use adapters::{Fault, Outside, Wake};
use casework::Actor;
use casework::access::Role;
use casework::case::Kind;
use contract::case::CaseView;
use facts::Instant;
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
            under: None,
        };
        let today = Instant::from(self.wake.now).day();
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

    /// Hands a letter of this case over.
    pub(crate) async fn post(&self, to: &str, content: &Mail) -> Result<(), Fault> {
        let sending = Sending {
            to,
            thread: Some(self.case.number.as_str()),
            unsubscribe: None,
            caused_at: self.caused_at,
        };
        send((self.outside, self.wake), sending, content).await?;
        Ok(())
    }
}

/// A letter, with what its headers need.
pub(crate) struct Sending<'a> {
    pub(crate) to: &'a str,
    pub(crate) thread: Option<&'a str>,
    pub(crate) unsubscribe: Option<&'a str>,
    pub(crate) caused_at: Instant,
}

/// Hands a letter over, under the id of its outbox row; false where the relay refuses this receiver for good. That is noted without the
/// address: whoever does not act is passed over by the sweep, and an enterprise finds everything in its timeline.
pub(crate) async fn send(
    (outside, wake): (&Outside, &Wake),
    sending: Sending<'_>,
    content: &Mail,
) -> Result<bool, Fault> {
    let letter = Letter {
        to: sending.to,
        id: &wake.id,
        thread: sending.thread,
        unsubscribe: sending.unsubscribe,
        date: sending.caused_at.into(),
        content,
    };
    match outside.mailer()?.send(letter).await? {
        Posted::Accepted => Ok(true),
        Posted::Refused => {
            tracing::warn!(outbox = wake.id, "the mail relay refuses this receiver");
            Ok(false)
        }
    }
}
