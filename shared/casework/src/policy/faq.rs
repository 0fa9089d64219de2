//! Answering for everybody what is asked often (常见问答, M20, M87): by whom, and how long an answer is shown.
//!
//! The words are elsewhere. An answer goes by the version people are shown when it is given; once another version holds, it says so until
//! its department gives it anew or takes it back.

use facts::Day;

use super::explain::{after, known, unknown};
use super::{Event, Policy, Standing};
use crate::refusal::Refusal;

/// An answer for everybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Faq {
    /// The version of the rule document it answers by.
    pub document: u64,
    /// Whether it is shown: nothing took its place and nobody took it back.
    pub shown: bool,
}

/// Only what is or was public can be asked about often.
pub(super) fn answer(policy: &Policy, replaces: Option<u64>, today: Day) -> Result<Event, Refusal> {
    let held = policy.course.shown_on(today);
    let Some(held) = held.filter(|_| policy.course.on(today) != Standing::Unpublished) else {
        return Err(Refusal::WrongPolicyState {
            state: policy.work.words(),
        });
    };
    known(replaces, policy.faqs.len())?;
    Ok(Event::FaqPublished {
        number: after(policy.faqs.len()),
        document: held.document,
        replaces,
    })
}

/// What is not shown cannot be taken back.
pub(super) fn withdraw(policy: &Policy, number: u64, reason: String) -> Result<Event, Refusal> {
    if !policy.faqs_shown().any(|(shown, _)| shown == number) {
        return Err(unknown(number));
    }
    Ok(Event::FaqWithdrawn { number, reason })
}

impl Policy {
    /// Answers the public reads, with their numbers.
    pub fn faqs_shown(&self) -> impl Iterator<Item = (u64, &Faq)> {
        (1..).zip(&self.faqs).filter(|(_, faq)| faq.shown)
    }

    /// Answers that go by a version that is not the one in force on `today` any more: to be given anew or taken back (M64).
    #[must_use]
    pub fn outdated_faqs(&self, today: Day) -> Vec<u64> {
        let Some(held) = self.course.in_force(today) else {
            return Vec::new();
        };
        let old = self
            .faqs_shown()
            .filter(|(_, faq)| faq.document != held.document);
        old.map(|(number, _)| number).collect()
    }

    /// The list with one more answer, in the place of an earlier one.
    pub(super) fn answered(&mut self, document: u64, replaces: Option<u64>) {
        self.hide(replaces);
        self.faqs.push(Faq {
            document,
            shown: true,
        });
    }

    /// Takes an answer off the list.
    pub(super) fn hide(&mut self, number: Option<u64>) {
        let place = number.and_then(|number| usize::try_from(number).ok()?.checked_sub(1));
        if let Some(faq) = place.and_then(|place| self.faqs.get_mut(place)) {
            faq.shown = false;
        }
    }
}
