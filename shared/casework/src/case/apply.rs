//! How an event changes a case. It decides nothing: what may happen was decided before the event was recorded.

use facts::Instant;

use super::co_handling::Part;
use super::event::{Event, Recorded, Submission};
use super::{Assignment, Award, Case, Checked, Correction, Decision, Instalment, Publicity, State};
use crate::clock::Clock;

/// A history that makes no case: ours to mend, never the caller's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreplayable {
    /// No event at all.
    #[error("a case without events")]
    Empty,
    /// The first event is another than a submission.
    #[error("a case begins with `{word}`")]
    Beginning {
        /// What it begins with.
        word: &'static str,
    },
    /// An event is missing or comes twice.
    #[error("version {found} follows version {version}")]
    Order {
        /// The version reached.
        version: u64,
        /// The version found next.
        found: u64,
    },
    /// An event that cannot follow.
    #[error("`{word}` cannot follow in state `{state}` at version {version}")]
    Impossible {
        /// What was recorded.
        word: &'static str,
        /// Where the case stood.
        state: &'static str,
        /// The version it claims.
        version: u64,
    },
}

impl Case {
    /// The case these events made, oldest first.
    ///
    /// # Errors
    /// [`Unreplayable`] if they are no history of a case.
    pub fn replay(history: &[Recorded]) -> Result<Self, Unreplayable> {
        let (first, rest) = history.split_first().ok_or(Unreplayable::Empty)?;
        rest.iter()
            .try_fold(Self::begun(first)?, |case, recorded| case.apply(recorded))
    }

    /// The case that begins with this event.
    ///
    /// # Errors
    /// [`Unreplayable`] if it is no submission.
    pub fn begun(first: &Recorded) -> Result<Self, Unreplayable> {
        let Event::Submitted(submission) = &first.event else {
            let word = first.event.word();
            return Err(Unreplayable::Beginning { word });
        };
        if first.version != 1 {
            let found = first.version;
            return Err(Unreplayable::Order { version: 0, found });
        }
        Ok(Self::of(submission, first.at))
    }

    pub(crate) fn of(submission: &Submission, at: Instant) -> Self {
        let Submission {
            number,
            kind,
            channel,
            subject,
            ask,
            applicant,
            documents,
            prediction,
            remark,
            together,
            promise,
        } = submission.clone();
        let asked = (1_u32..).zip(subject.co_handling.iter().cloned());
        let parts = asked.map(|(number, asked)| Part::waiting(number, asked, None));
        let parts = parts.collect();
        Self {
            number,
            version: 1,
            kind,
            channel,
            subject,
            ask,
            applicant,
            documents,
            prediction,
            remark,
            together,
            submitted_at: at,
            clock: Clock::started(at.day(), &promise),
            promise,
            objections: Vec::new(),
            rating: None,
            reopened: 0,
            claw_backs: Vec::new(),
            allocation: None,
            expedited: None,
            assignments: Vec::new(),
            parts,
            declined_by: Vec::new(),
            corrections: Vec::new(),
            reminded: Vec::new(),
            overdue_since: None,
            checked: Checked::default(),
            redated: Vec::new(),
            passed: Vec::new(),
            state: State::Submitted,
            state_since: at,
        }
    }

    /// The case after one more event.
    ///
    /// # Errors
    /// [`Unreplayable`] if that event cannot follow.
    pub fn apply(mut self, recorded: &Recorded) -> Result<Self, Unreplayable> {
        let Recorded {
            version, at, event, ..
        } = recorded;
        if *version != self.version.saturating_add(1) {
            return Err(Unreplayable::Order {
                version: self.version,
                found: *version,
            });
        }
        let next = self.after(recorded).ok_or(Unreplayable::Impossible {
            word: event.word(),
            state: self.state.word(),
            version: *version,
        })?;
        if next.word() != self.state.word() {
            self.state_since = *at;
        }
        self.remember(event, &next);
        self.pass(event, *at);
        self.keep_parts(recorded);
        self.keep_time(event, at.day());
        self.state = next;
        self.version = *version;
        // what is paid on a later day has that day; the promise is about what could be paid now
        if self.ended() || self.pays_later(at.day()) {
            self.clock.stop(at.day());
        }
        Ok(self)
    }

    /// Where the case stands after this event; nothing if it cannot follow.
    #[expect(
        clippy::too_many_lines,
        reason = "one arm per event, so that none can be forgotten"
    )]
    fn after(&self, recorded: &Recorded) -> Option<State> {
        let stays = || (!self.ended()).then(|| self.state.clone());
        match &recorded.event {
            Event::Submitted(_) => None,
            Event::Assigned { .. } => self.assigned(recorded),
            Event::FellBack { why } => {
                matches!(self.state, State::Submitted).then_some(State::WithCounter { why: *why })
            }
            Event::PassedOn { rung } => self.desk_unopened().map(|desk| State::Assigned {
                desk: Assignment {
                    rung: *rung,
                    since: recorded.at,
                    turn: recorded.version,
                    ..desk
                },
            }),
            Event::Accepted { .. } => self.desk_unopened().map(|desk| State::Accepted { desk }),
            Event::Declined { .. } => self.desk_unopened().map(|_| State::Submitted),
            Event::SentBack { correction } => self.desk_in_review().map(|desk| State::SentBack {
                desk,
                correction: correction.clone(),
            }),
            Event::Corrected { .. } => self.asked_to_correct().map(|(desk, _)| State::Accepted {
                desk: Assignment {
                    turn: recorded.version,
                    ..desk
                },
            }),
            Event::Lapsed => self
                .asked_to_correct()
                .map(|(_, correction)| State::Lapsed { correction }),
            Event::Decided { decision, .. } => self.desk_in_review().map(|desk| State::Decided {
                desk,
                decision: decision.clone(),
            }),
            Event::Part { .. } => self.after_part(recorded),
            Event::Allocated { allocated, remedy } => self.allocated(allocated, remedy),
            Event::Released {
                publicity,
                instalments,
                ..
            } => self.released(publicity.as_ref(), instalments),
            Event::PublicityEnded { .. } => self.publicity_ended(),
            Event::Paid { .. }
            | Event::PaymentFailed { .. }
            | Event::InstalmentCancelled { .. }
            | Event::ConditionChecked { .. }
            | Event::ClawedBack { .. }
            | Event::Repaid { .. }
            | Event::ClawBackWithdrawn { .. }
            | Event::Refunded { .. } => self.after_paying(recorded),
            Event::Replied { .. }
            | Event::ObjectedTo { .. }
            | Event::ObjectionAnswered { .. }
            | Event::Rated { .. }
            | Event::Visited { .. }
            | Event::Reopened { .. } => self.after_asking(recorded),
            Event::Withdrawn { reason } => stays().map(|_| State::Withdrawn {
                reason: reason.clone(),
            }),
            // what is to be paid back or refunded is urged after the end as well
            Event::Reminded { .. } if self.demand_open() => Some(self.state.clone()),
            Event::Extended { .. }
            | Event::Expedited { .. }
            | Event::Redated { .. }
            | Event::Reminded { .. }
            | Event::MarkedOverdue { .. } => stays(),
        }
    }

    /// Where it stands after an answer, an objection, or what comes after the end.
    fn after_asking(&self, recorded: &Recorded) -> Option<State> {
        let stays = |may: bool| may.then(|| self.state.clone());
        if let Event::Replied { reply } = &recorded.event {
            let with_window = matches!(self.state, State::WithCounter { .. });
            let reply = reply.clone();
            return with_window.then_some(State::Replied { reply });
        }
        if let Event::ObjectionAnswered { upheld: true, .. } = &recorded.event {
            return self.reviewed_anew(recorded);
        }
        if let Event::ObjectedTo { .. } | Event::ObjectionAnswered { .. } = &recorded.event {
            return stays(matches!(self.state, State::InPublicity { .. }));
        }
        if let Event::Reopened { .. } = &recorded.event {
            return self.can_reopen().then_some(State::Submitted);
        }
        stays(self.told())
    }

    fn desk_unopened(&self) -> Option<Assignment> {
        let State::Assigned { desk } = &self.state else {
            return None;
        };
        Some(desk.clone())
    }

    fn desk_in_review(&self) -> Option<Assignment> {
        let State::Accepted { desk } = &self.state else {
            return None;
        };
        Some(desk.clone())
    }

    fn asked_to_correct(&self) -> Option<(Assignment, Correction)> {
        let State::SentBack { desk, correction } = &self.state else {
            return None;
        };
        Some((desk.clone(), correction.clone()))
    }

    fn assigned(&self, recorded: &Recorded) -> Option<State> {
        let Event::Assigned {
            department,
            department_name,
            rung,
            ..
        } = &recorded.event
        else {
            return None;
        };
        let may_be_given = matches!(
            self.state,
            State::Submitted | State::WithCounter { .. } | State::Assigned { .. }
        );
        may_be_given.then(|| State::Assigned {
            desk: Assignment {
                department: department.clone(),
                department_name: department_name.clone(),
                rung: *rung,
                since: recorded.at,
                version: recorded.version,
                turn: recorded.version,
            },
        })
    }

    /// An objection was upheld: the department that decided has it on its desk again, and its notice is void.
    fn reviewed_anew(&self, recorded: &Recorded) -> Option<State> {
        let public = matches!(self.state, State::InPublicity { .. });
        let desk = self.assignments.last().filter(|_| public)?;
        Some(State::Accepted {
            desk: Assignment {
                turn: recorded.version,
                ..desk.clone()
            },
        })
    }

    fn released(&self, publicity: Option<&Publicity>, instalments: &[Instalment]) -> Option<State> {
        let State::Decided { decision, .. } = &self.state else {
            return None;
        };
        let (amount, reason) = match decision.clone() {
            Decision::Refused { reason, remedy } => return Some(State::Refused { reason, remedy }),
            Decision::Replied(reply) => return Some(State::Replied { reply }),
            Decision::Approved { amount, reason } => (amount, reason),
        };
        // what was released before there were instalments is paid at once
        let at_once = amount.filter(|_| instalments.is_empty());
        let at_once = at_once.map(Instalment::whole);
        let award = Award {
            amount,
            reason,
            publicity: None,
            instalments: at_once.into_iter().chain(instalments.to_vec()).collect(),
        };
        Some(match publicity.cloned() {
            Some(publicity) => State::InPublicity { award, publicity },
            None => self.granted(award),
        })
    }

    fn publicity_ended(&self) -> Option<State> {
        let State::InPublicity { award, publicity } = &self.state else {
            return None;
        };
        Some(self.granted(Award {
            publicity: Some(publicity.clone()),
            ..award.clone()
        }))
    }

    /// Where an award stands once nobody can object any more.
    fn granted(&self, award: Award) -> State {
        if self.subject.money {
            State::Payable { award }
        } else {
            State::Granted { award }
        }
    }
}
