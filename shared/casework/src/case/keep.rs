//! What outlives the state it happened in, and what the clock must know of it.

use facts::{Day, Instant};

use super::event::Event;
use super::{Case, Checked, Decision, Document, Reminder, State};
use crate::clock::{Cause, Clock, Passed, Redated, Step};

impl Case {
    /// Keeps what outlives the state it happened in.
    pub(super) fn remember(&mut self, event: &Event, next: &State) {
        match event {
            Event::Assigned { .. } => {
                self.reminded.retain(|of| *of != Reminder::Unanswered);
                self.assignments.extend(next.desk().cloned());
            }
            Event::PassedOn { .. } => {
                self.assignments.pop();
                self.assignments.extend(next.desk().cloned());
            }
            Event::Declined { department, .. } => self.declined_by.push(department.clone()),
            Event::SentBack { correction } => {
                self.reminded.clear();
                self.corrections.push(correction.clone());
            }
            Event::Corrected { documents } => {
                self.reminded.clear();
                self.replace(documents);
            }
            // the promised day has moved, so what was said of it no longer holds
            Event::PublicityEnded { .. } | Event::Extended { .. } => self.reminded.clear(),
            Event::Expedited { expedited } => {
                self.reminded.clear();
                self.expedited = Some(expedited.clone());
            }
            Event::Redated { calendar, from, to } => self.redate(calendar, (*from, *to)),
            Event::Reminded { of } => self.reminded.push(*of),
            Event::MarkedOverdue { due } => self.overdue_since = Some(*due),
            Event::ObjectedTo { objection } => self.objections.push(objection.clone()),
            Event::ObjectionAnswered { objection, upheld } => {
                self.reminded.clear();
                if *upheld {
                    self.checked = Checked::default();
                }
                // one that is upheld voids the notice the others are about
                self.objections.retain(|open| !upheld && open != objection);
            }
            Event::Decided { checked, .. } => self.checked = checked.clone(),
            // what is to be paid back stays reminded of
            Event::Paid { .. }
            | Event::InstalmentCancelled { .. }
            | Event::ConditionChecked { .. } => {
                self.reminded.retain(|of| of.is_of_demand());
            }
            Event::ClawedBack { .. } | Event::Repaid { .. } => self.keep_claw_back(event),
            Event::ClawBackWithdrawn { .. } | Event::Refunded { .. } => {
                self.keep_withdrawal(event);
            }
            Event::Allocated { allocated, .. } => self.allocation = Some(allocated.clone()),
            Event::Rated { rating } => self.rating = Some(rating.clone()),
            Event::Reopened { .. } => self.begin_again(),
            Event::Submitted(_)
            | Event::FellBack { .. }
            | Event::Accepted { .. }
            | Event::Part { .. }
            | Event::Released { .. }
            | Event::PaymentFailed { .. }
            | Event::Replied { .. }
            | Event::Visited { .. }
            | Event::Withdrawn { .. }
            | Event::Lapsed => {}
        }
    }

    /// Notes the step an event ends; of several payments the first ends it.
    pub(super) fn pass(&mut self, event: &Event, at: Instant) {
        let ended = Step::ended_by(event);
        let paid_before = self.payment().is_some();
        let ended = ended.filter(|step| *step != Step::Payment || !paid_before);
        self.passed.extend(ended.map(|step| Passed { step, at }));
    }

    /// What was said of the first round does not hold for the next; who declined it, declined it.
    fn begin_again(&mut self) {
        self.reopened = self.reopened.saturating_add(1);
        self.rating = None;
        self.overdue_since = None;
        self.reminded.clear();
    }

    /// The promised day has moved: what was said of the other one no longer holds.
    fn redate(&mut self, calendar: &str, (from, to): (Day, Day)) {
        self.reminded.clear();
        self.overdue_since = self.overdue_since.filter(|missed| *missed != from);
        self.redated.push(Redated {
            calendar: calendar.to_owned(),
            from,
            to,
        });
    }

    /// Corrected materials take the place of what was handed in for them before.
    fn replace(&mut self, documents: &[Document]) {
        self.documents
            .retain(|held| !documents.iter().any(|new| new.material == held.material));
        self.documents.extend(documents.iter().cloned());
    }

    /// Tells the clock what it must know of this event.
    pub(super) fn keep_time(&mut self, event: &Event, today: Day) {
        match event {
            Event::Accepted { counts_from } => self.clock.count_from(*counts_from),
            Event::SentBack { .. } => self.clock.pause(Cause::Correction, today),
            // nothing can be done for it until its opening is allocated
            Event::Decided {
                decision: Decision::Approved { .. },
                ..
            } if self.contests() => self.clock.pause(Cause::Allocation, today),
            Event::Allocated { .. } => self.clock.resume(today),
            Event::Released {
                publicity: Some(_), ..
            } => self.clock.pause(Cause::Publicity, today),
            Event::Corrected { .. } => self.clock.resume(today),
            // a late sweep must not cost the enterprise a day
            Event::PublicityEnded { last_day } => self.clock.resume(*last_day),
            Event::ObjectionAnswered { upheld: true, .. } => self.clock.resume(today),
            // what ran beyond the period while somebody was heard is not counted either
            Event::ObjectionAnswered { upheld: false, .. } => {
                self.clock.pause(Cause::Publicity, today);
            }
            Event::Reopened { .. } => self.clock = Clock::started(today, &self.promise),
            Event::Extended { working_days, .. } => self.clock.extend(*working_days),
            Event::Expedited { expedited } => self.clock.expedite(expedited.working_days),
            Event::Submitted(_)
            | Event::Assigned { .. }
            | Event::FellBack { .. }
            | Event::PassedOn { .. }
            | Event::Declined { .. }
            | Event::Decided { .. }
            | Event::Part { .. }
            | Event::Released {
                publicity: None, ..
            }
            | Event::Paid { .. }
            | Event::PaymentFailed { .. }
            | Event::InstalmentCancelled { .. }
            | Event::ConditionChecked { .. }
            | Event::ClawedBack { .. }
            | Event::Repaid { .. }
            | Event::ClawBackWithdrawn { .. }
            | Event::Refunded { .. }
            | Event::Replied { .. }
            | Event::ObjectedTo { .. }
            | Event::Rated { .. }
            | Event::Visited { .. }
            | Event::Withdrawn { .. }
            | Event::Lapsed
            | Event::Redated { .. }
            | Event::Reminded { .. }
            | Event::MarkedOverdue { .. } => {}
        }
    }
}
