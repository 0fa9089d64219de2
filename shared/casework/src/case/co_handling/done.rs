//! What happened to a part, and how that changes it.

use facts::{Day, DepartmentId};

use super::{AD_HOC, Opinion, Part, PartAsked, Standing};
use crate::Text;
use crate::case::event::{Event, Recorded};
use crate::case::{Assignment, Case, Reminder, State};
use crate::clock::{Cause, Clock};
use crate::register::Rung;

/// What happened to a part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PartDone {
    /// The lead wants a further department asked.
    Added {
        /// Which.
        department: DepartmentId,
        /// What for.
        asks: Text,
        /// Working days it has.
        working_days: u32,
        /// Why.
        reason: String,
    },
    /// Its department was asked.
    Asked {
        /// Its name on that day.
        department_name: Text,
        /// The post that is told.
        rung: Rung,
        /// The day it is promised by, as computed that day.
        until: Day,
    },
    /// The post that was told did not answer in time; the next one was told.
    PassedOn {
        /// Who is told now.
        rung: Rung,
    },
    /// Its department answered.
    Answered {
        /// What.
        opinion: Opinion,
    },
    /// Its department said it is not for them.
    Declined {
        /// Why.
        reason: String,
    },
    /// Nobody waits for it any more.
    Closed {
        /// Why.
        reason: String,
    },
    /// Its post was reminded.
    Reminded {
        /// Of what.
        of: Reminder,
    },
    /// Its promised day passed without an answer.
    MarkedOverdue {
        /// The day that was missed.
        due: Day,
    },
}

impl PartDone {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Added { .. } => "part_added",
            Self::Asked { .. } => "part_asked",
            Self::PassedOn { .. } => "part_passed_on",
            Self::Answered { .. } => "part_answered",
            Self::Declined { .. } => "part_declined",
            Self::Closed { .. } => "part_closed",
            Self::Reminded { .. } => "part_reminded",
            Self::MarkedOverdue { .. } => "part_marked_overdue",
        }
    }

    /// Whether the lead is told, with a new link.
    #[must_use]
    pub const fn tells_lead(&self) -> bool {
        match self {
            Self::Added { .. }
            | Self::Answered { .. }
            | Self::Declined { .. }
            | Self::Closed { .. }
            | Self::MarkedOverdue { .. } => true,
            Self::Asked { .. } | Self::PassedOn { .. } | Self::Reminded { .. } => false,
        }
    }
}

impl Case {
    /// Where the case stands after something happened to a part; nothing if it cannot have.
    pub(in crate::case) fn after_part(&self, recorded: &Recorded) -> Option<State> {
        let Event::Part { part, done } = &recorded.event else {
            return None;
        };
        let standing = self.part(*part).map(|part| &part.standing);
        let follows = match done {
            PartDone::Added { .. } => standing.is_none(),
            PartDone::Asked { .. } => standing == Some(&Standing::Waiting),
            PartDone::Closed { .. } => {
                matches!(standing, Some(Standing::Waiting | Standing::Asked))
            }
            PartDone::PassedOn { .. }
            | PartDone::Answered { .. }
            | PartDone::Declined { .. }
            | PartDone::Reminded { .. }
            | PartDone::MarkedOverdue { .. } => standing == Some(&Standing::Asked),
        };
        if !follows || self.ended() {
            return None;
        }
        let turned = |desk: &Assignment| Assignment {
            turn: recorded.version,
            ..desk.clone()
        };
        if !done.tells_lead() {
            return Some(self.state.clone());
        }
        if let State::Assigned { desk } = &self.state {
            return Some(State::Assigned { desk: turned(desk) });
        }
        if let State::Accepted { desk } = &self.state {
            return Some(State::Accepted { desk: turned(desk) });
        }
        Some(self.state.clone())
    }

    /// Keeps what an event says of the parts.
    pub(in crate::case) fn keep_parts(&mut self, recorded: &Recorded) {
        let today = recorded.at.day();
        if let Event::Part { part, done } = &recorded.event {
            self.keep_part(*part, done, recorded);
        }
        if let Event::SentBack { .. } = &recorded.event {
            self.each_clock(|clock| clock.pause(Cause::Correction, today));
        }
        if let Event::Corrected { .. } = &recorded.event {
            self.each_clock(|clock| clock.resume(today));
            for part in self.parts.iter_mut().filter(|part| part.is_asked()) {
                // the day has moved, and there is a new link
                part.reminded.clear();
                if let Some(desk) = &mut part.desk {
                    desk.turn = recorded.version;
                }
            }
        }
    }

    fn each_clock(&mut self, change: impl Fn(&mut Clock)) {
        for part in self.parts.iter_mut().filter(|part| part.is_asked()) {
            if let Some(clock) = &mut part.clock {
                change(clock);
            }
        }
    }

    fn keep_part(&mut self, number: u32, done: &PartDone, recorded: &Recorded) {
        if let PartDone::Added {
            department,
            asks,
            working_days,
            reason,
        } = done
        {
            let asked = PartAsked {
                department: department.clone(),
                round: AD_HOC,
                asks: asks.clone(),
                working_days: *working_days,
            };
            let part = Part::waiting(number, asked, Some(reason.clone()));
            self.parts.push(part);
            return;
        }
        let rests = self.clock.paused() == Some(Cause::Correction);
        let found = self.parts.iter_mut().find(|part| part.number == number);
        if let Some(part) = found {
            part.keep(done, recorded, rests);
        }
    }
}

impl Part {
    fn keep(&mut self, done: &PartDone, recorded: &Recorded, rests: bool) {
        let Recorded { version, at, .. } = recorded;
        match done {
            PartDone::Added { .. } => {}
            PartDone::Asked {
                department_name,
                rung,
                ..
            } => {
                self.desk = Some(Assignment {
                    department: self.asked.department.clone(),
                    department_name: department_name.clone(),
                    rung: *rung,
                    since: *at,
                    version: *version,
                    turn: *version,
                });
                let mut clock = Clock::of_days(at.day(), self.asked.working_days);
                if rests {
                    clock.pause(Cause::Correction, at.day());
                }
                self.clock = Some(clock);
                self.standing = Standing::Asked;
            }
            PartDone::PassedOn { rung } => {
                if let Some(desk) = &mut self.desk {
                    desk.rung = *rung;
                    desk.since = *at;
                    desk.turn = *version;
                }
            }
            PartDone::Answered { opinion } => {
                self.standing = Standing::Answered {
                    opinion: opinion.clone(),
                };
            }
            PartDone::Declined { reason } => {
                self.standing = Standing::Declined {
                    reason: reason.clone(),
                };
            }
            PartDone::Closed { reason } => {
                self.standing = Standing::Closed {
                    reason: reason.clone(),
                };
            }
            PartDone::Reminded { of } => self.reminded.push(*of),
            PartDone::MarkedOverdue { due } => self.overdue_since = Some(*due),
        }
        if let Some(clock) = self
            .clock
            .as_mut()
            .filter(|_| !matches!(self.standing, Standing::Waiting | Standing::Asked))
        {
            clock.stop(at.day());
        }
    }
}
