//! The moves of a policy.

use facts::{Day, Instant};

use super::agenda::agenda;
use super::explain::{interpret, rule};
use super::faq::{answer, withdraw};
use super::{
    Command, Course, Edition, Event, Halt, Policy, Publish, REVIEW_YEARS, Repeal, Ruled, Ruling,
    Standing, Work,
};
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
    let today = now.day();
    let standing = policy.course.on(today);
    let wrong = || Refusal::WrongPolicyState {
        state: policy.words_on(today),
    };
    let event = match command {
        Command::Revise if matches!(standing, Standing::Repealed { .. }) => return Err(wrong()),
        Command::Revise => Event::Revised {
            document: policy.document.saturating_add(1),
        },
        Command::Propose => propose(policy)?,
        Command::Return { words } => {
            in_review(policy)?;
            Event::Returned {
                document: policy.document,
                words: given(&words)?,
            }
        }
        Command::Publish(_) if matches!(standing, Standing::Repealed { .. }) => return Err(wrong()),
        Command::Publish(publish) => published(policy, publish, actor, today)?,
        Command::Suspend { reason } if matches!(standing, Standing::InForce { .. }) => {
            Event::Suspended {
                reason: given(&reason)?,
            }
        }
        Command::Resume if matches!(standing, Standing::Suspended { .. }) => Event::Resumed,
        Command::Suspend { .. } | Command::Resume => return Err(wrong()),
        Command::Repeal { reason, from } => {
            if matches!(standing, Standing::Unpublished | Standing::Repealed { .. }) {
                return Err(wrong());
            }
            repeal(&reason, from, today)?
        }
        Command::Interpret { document, replaces } => interpret(policy, document, replaces)?,
        Command::Rule(ruling) => rule(policy, &ruling, today)?,
        Command::PublishFaq { replaces } => answer(policy, replaces, today)?,
        Command::WithdrawFaq { number, reason } => withdraw(policy, number, given(&reason)?)?,
        Command::Look => {
            let agenda = agenda(policy).into_iter();
            let come = agenda.filter(|(day, _)| *day <= today);
            return Ok(come.map(|(_, event)| event).collect());
        }
    };
    Ok(vec![event])
}

/// Who publishes answers for it (M63), so suspending, resuming and repealing reach as far as publishing.
fn allowed(policy: &Policy, command: &Command, actor: &Actor) -> Result<(), Refusal> {
    let operation = match command {
        Command::Revise => Operation::RevisePolicy,
        Command::Propose => Operation::ProposePolicy,
        Command::Return { .. } => Operation::ReturnPolicy,
        Command::Publish(_) => Operation::PublishPolicy,
        Command::Suspend { .. } => Operation::SuspendPolicy,
        Command::Resume => Operation::ResumePolicy,
        Command::Repeal { .. } => Operation::RepealPolicy,
        Command::Interpret { .. } => Operation::InterpretPolicy,
        Command::Rule(_) => Operation::RulePolicy,
        Command::PublishFaq { .. } => Operation::PublishFaq,
        Command::WithdrawFaq { .. } => Operation::WithdrawFaq,
        Command::Look if actor.role == Role::Platform => return Ok(()),
        Command::Look => return Err(Refusal::NotAllowed),
    };
    actor.reaches(operation, None, Some(&policy.department))
}

fn propose(policy: &Policy) -> Result<Event, Refusal> {
    match &policy.work {
        Work::Draft | Work::Returned { .. } => Ok(Event::Proposed {
            document: policy.document,
        }),
        Work::InReview | Work::Published => Err(wrong_work(policy)),
    }
}

fn in_review(policy: &Policy) -> Result<(), Refusal> {
    match &policy.work {
        Work::InReview => Ok(()),
        Work::Draft | Work::Returned { .. } => Err(Refusal::NotProposed {
            state: policy.work.words(),
        }),
        Work::Published => Err(wrong_work(policy)),
    }
}

fn wrong_work(policy: &Policy) -> Refusal {
    Refusal::WrongPolicyState {
        state: policy.work.words(),
    }
}

/// The newest version, handed in, by somebody who did not write at it, with nothing found by the gate.
fn published(
    policy: &Policy,
    publish: Publish,
    actor: &Actor,
    today: Day,
) -> Result<Event, Refusal> {
    if publish.document != policy.document {
        let version = policy.version;
        return Err(Refusal::Stale { version });
    }
    in_review(policy)?;
    if policy.writers.contains(&actor.principal) {
        return Err(Refusal::SamePerson);
    }
    if !publish.faults.is_empty() {
        return Err(Refusal::GateShut {
            faults: publish.faults,
        });
    }
    let from = policy.course.first_day(publish.valid_from, today);
    if let Some(to) = publish.valid_to.filter(|to| *to < today || *to < from) {
        return Err(Refusal::AlreadyOver { to });
    }
    let review_by = publish
        .review_by
        .unwrap_or_else(|| from.max(today).plus_years(REVIEW_YEARS));
    Ok(Event::Published {
        document: publish.document,
        from,
        to: publish.valid_to,
        review_by,
    })
}

fn repeal(reason: &str, from: Option<Day>, today: Day) -> Result<Event, Refusal> {
    let from = from.unwrap_or(today);
    if from < today {
        return Err(Refusal::BackDated { today });
    }
    Ok(Event::Repealed {
        from,
        reason: given(reason)?,
    })
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

impl Policy {
    /// The policy that begins with a [`Event::Created`]; nothing for any other event.
    #[must_use]
    pub fn begun(event: &Event, by: &Actor, at: Instant) -> Option<Self> {
        let Event::Created { policy, department } = event else {
            return None;
        };
        Some(Self {
            id: policy.clone(),
            department: department.clone(),
            version: 1,
            document: 1,
            writers: vec![by.principal.clone()],
            work: Work::Draft,
            course: Course::default(),
            listed: 0,
            seen: at.day(),
            interpretations: Vec::new(),
            rulings: Vec::new(),
            faqs: Vec::new(),
        })
    }

    /// The policy after one more event.
    #[must_use]
    pub fn apply(mut self, event: &Event, by: &Actor, at: Instant) -> Self {
        self.version = self.version.saturating_add(1);
        if event.changes_rules() {
            self.listed = self.version;
        }
        match event {
            Event::Created { .. } => {}
            Event::Revised { document } => {
                self.document = *document;
                self.work = Work::Draft;
                if !self.writers.contains(&by.principal) {
                    self.writers.push(by.principal.clone());
                }
            }
            Event::Proposed { .. } => self.work = Work::InReview,
            Event::Returned { words, .. } => {
                let words = words.clone();
                self.work = Work::Returned { words };
            }
            Event::Published {
                document,
                from,
                to,
                review_by,
            } => {
                self.begin(Edition {
                    document: *document,
                    at,
                    from: *from,
                    to: *to,
                    review_by: *review_by,
                });
            }
            Event::Suspended { reason } => self.course.halts.push(Halt {
                from: at.day(),
                until: None,
                reason: reason.clone(),
            }),
            Event::Resumed => self.course.resume(at.day()),
            Event::Repealed { from, reason } => {
                self.course.repeal = Some(Repeal {
                    from: *from,
                    reason: reason.clone(),
                });
            }
            Event::Interpreted { document, .. } => self.interpretations.push(*document),
            Event::Ruled { from, replaces, .. } => self.rulings.push(Ruled {
                from: *from,
                replaces: *replaces,
            }),
            Event::FaqPublished {
                document, replaces, ..
            } => self.answered(*document, *replaces),
            Event::FaqWithdrawn { number, .. } => self.hide(Some(*number)),
            Event::TookEffect { on, .. }
            | Event::Expired { on, .. }
            | Event::InterpretationDue { on, .. }
            | Event::ReviewNear { on, .. }
            | Event::ReviewDue { on, .. } => self.seen = self.seen.max(*on),
        }
        self
    }

    fn begin(&mut self, edition: Edition) {
        self.writers.clear();
        self.work = Work::Published;
        self.course.editions.push(edition);
    }
}

/// The operations `actor` could carry out on `policy` right now, were its reasons given and its gate open.
#[must_use]
pub fn possible(policy: &Policy, actor: &Actor, now: Instant) -> Vec<Operation> {
    let reason = || "reason".to_owned();
    let publish = Publish {
        document: policy.document,
        valid_from: now.day(),
        valid_to: None,
        review_by: None,
        faults: Vec::new(),
    };
    let today = now.day();
    let ruling = Ruling {
        decided_on: today,
        from: today,
        replaces: None,
    };
    let interpret = Command::Interpret {
        document: policy.document,
        replaces: None,
    };
    let tried = [
        (Operation::InterpretPolicy, interpret),
        (Operation::RulePolicy, Command::Rule(ruling)),
        (
            Operation::PublishFaq,
            Command::PublishFaq { replaces: None },
        ),
        (Operation::RevisePolicy, Command::Revise),
        (Operation::ProposePolicy, Command::Propose),
        (Operation::ReturnPolicy, Command::Return { words: reason() }),
        (Operation::PublishPolicy, Command::Publish(publish)),
        (
            Operation::SuspendPolicy,
            Command::Suspend { reason: reason() },
        ),
        (Operation::ResumePolicy, Command::Resume),
        (
            Operation::RepealPolicy,
            Command::Repeal {
                reason: reason(),
                from: None,
            },
        ),
    ];
    let last = policy.faqs_shown().last().map(|(number, _)| {
        let reason = reason();
        (
            Operation::WithdrawFaq,
            Command::WithdrawFaq { number, reason },
        )
    });
    let tried = tried.into_iter().chain(last);
    tried
        .filter(|(_, command)| decide(policy, command.clone(), actor, now).is_ok())
        .map(|(operation, _)| operation)
        .collect()
}
