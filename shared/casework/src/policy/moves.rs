//! The moves of a policy.

use facts::Instant;

use super::{Command, Event, Policy, Published, State};
use crate::access::{Operation, Role};
use crate::actor::Actor;
use crate::refusal::Refusal;

/// Longest reason, in characters.
const REASON_CHARACTERS_MAX: usize = 1_000;

/// What `command` makes happen to `policy`.
///
/// # Errors
/// A [`Refusal`] that says how to mend it.
pub fn decide(
    policy: &Policy,
    command: Command,
    actor: &Actor,
    now: Instant,
) -> Result<Vec<Event>, Refusal> {
    allowed(policy, &command, actor)?;
    let event = match command {
        Command::Revise => revise(policy)?,
        Command::Publish {
            document,
            valid_from,
            valid_to,
            faults,
        } => {
            publishable(policy, document, actor)?;
            if !faults.is_empty() {
                return Err(Refusal::GateShut { faults });
            }
            Event::Published {
                document,
                valid_from,
                valid_to,
            }
        }
        Command::Suspend { reason } => {
            let State::InForce { .. } = &policy.state else {
                return Err(wrong_state(policy));
            };
            Event::Suspended {
                reason: given(&reason)?,
            }
        }
        Command::Resume => {
            let State::Suspended { .. } = &policy.state else {
                return Err(wrong_state(policy));
            };
            Event::Resumed
        }
        Command::Repeal { reason } => repeal(policy, &reason)?,
        Command::Look => {
            let due = policy.next_look().is_some_and(|moment| moment <= now);
            return Ok(if due {
                vec![Event::Expired]
            } else {
                Vec::new()
            });
        }
    };
    Ok(vec![event])
}

/// Who publishes answers for it (M63), so suspending, resuming and repealing reach as far as publishing.
fn allowed(policy: &Policy, command: &Command, actor: &Actor) -> Result<(), Refusal> {
    let operation = match command {
        Command::Revise => Operation::RevisePolicy,
        Command::Publish { .. }
        | Command::Suspend { .. }
        | Command::Resume
        | Command::Repeal { .. } => Operation::PublishPolicy,
        Command::Look if actor.role == Role::Platform => return Ok(()),
        Command::Look => return Err(Refusal::NotAllowed),
    };
    actor.reaches(operation, None, Some(&policy.department))
}

fn revise(policy: &Policy) -> Result<Event, Refusal> {
    match &policy.state {
        State::Draft | State::InForce { .. } | State::Suspended { .. } | State::Expired { .. } => {
            Ok(Event::Revised {
                document: policy.document.saturating_add(1),
            })
        }
        State::Repealed { .. } => Err(wrong_state(policy)),
    }
}

/// The newest version, not in force yet, by somebody who did not write at it.
fn publishable(policy: &Policy, document: u64, actor: &Actor) -> Result<(), Refusal> {
    if document != policy.document {
        let version = policy.version;
        return Err(Refusal::Stale { version });
    }
    match &policy.state {
        State::Repealed { .. } => return Err(wrong_state(policy)),
        State::InForce { in_force } | State::Suspended { in_force, .. }
            if in_force.document == document =>
        {
            return Err(wrong_state(policy));
        }
        State::Draft | State::InForce { .. } | State::Suspended { .. } | State::Expired { .. } => {}
    }
    if policy.writers.contains(&actor.principal) {
        return Err(Refusal::SamePerson);
    }
    Ok(())
}

fn repeal(policy: &Policy, reason: &str) -> Result<Event, Refusal> {
    match &policy.state {
        State::InForce { .. } | State::Suspended { .. } | State::Expired { .. } => {
            Ok(Event::Repealed {
                reason: given(reason)?,
            })
        }
        State::Draft | State::Repealed { .. } => Err(wrong_state(policy)),
    }
}

fn given(reason: &str) -> Result<String, Refusal> {
    let reason = reason.trim();
    if reason.is_empty() {
        return Err(Refusal::ReasonNeeded);
    }
    if reason.chars().count() > REASON_CHARACTERS_MAX {
        return Err(Refusal::TooLong {
            characters_max: REASON_CHARACTERS_MAX,
        });
    }
    Ok(reason.to_owned())
}

fn wrong_state(policy: &Policy) -> Refusal {
    Refusal::WrongPolicyState {
        state: policy.state.words(),
    }
}

impl Policy {
    /// The policy that begins with a [`Event::Created`]; nothing for any other event.
    #[must_use]
    pub fn begun(event: &Event, by: &Actor) -> Option<Self> {
        let Event::Created { policy, department } = event else {
            return None;
        };
        Some(Self {
            id: policy.clone(),
            department: department.clone(),
            version: 1,
            document: 1,
            writers: vec![by.principal.clone()],
            state: State::Draft,
        })
    }

    /// The policy after one more event.
    #[must_use]
    pub fn apply(mut self, event: &Event, by: &Actor, at: Instant) -> Self {
        self.version = self.version.saturating_add(1);
        match event {
            Event::Created { .. } => {}
            Event::Revised { document } => {
                self.document = *document;
                if !self.writers.contains(&by.principal) {
                    self.writers.push(by.principal.clone());
                }
            }
            Event::Published {
                document,
                valid_from,
                valid_to,
            } => {
                self.writers.clear();
                self.state = State::InForce {
                    in_force: Published {
                        document: *document,
                        by: by.principal.clone(),
                        at,
                        valid_from: *valid_from,
                        valid_to: *valid_to,
                    },
                };
            }
            Event::Suspended { reason } => {
                if let State::InForce { in_force } = self.state {
                    let reason = reason.clone();
                    self.state = State::Suspended { in_force, reason };
                }
            }
            Event::Resumed => {
                if let State::Suspended { in_force, .. } = self.state {
                    self.state = State::InForce { in_force };
                }
            }
            Event::Expired => {
                if let State::InForce { in_force } = self.state {
                    self.state = State::Expired { was: in_force };
                }
            }
            Event::Repealed { reason } => {
                self.state = State::Repealed {
                    reason: reason.clone(),
                };
            }
        }
        self
    }
}
