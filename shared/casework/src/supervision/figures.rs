//! Figures: shares with their numbers, time per step, and what is open.

use std::collections::{BTreeMap, BTreeSet};

use facts::{CaseNumber, Day, Money};

use super::{Drift, Measure, SAMPLE_MIN};
use crate::case::{Channel, Kind};
use crate::clock::Step;

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// How many.
    pub hits: u32,
    /// Of how many.
    pub of: u32,
}

impl Share {
    pub(super) fn note(&mut self, hit: bool) {
        self.hits = self.hits.saturating_add(u32::from(hit));
        self.of = self.of.saturating_add(1);
    }

    /// In tenths of a per cent, rounded half up; nothing below the minimum sample.
    #[must_use]
    pub fn per_mille(self) -> Option<u32> {
        if self.of < SAMPLE_MIN {
            return None;
        }
        let (hits, of) = (u64::from(self.hits), u64::from(self.of));
        let doubled = hits.saturating_mul(2_000).saturating_add(of);
        let rounded = doubled.checked_div(of.saturating_mul(2))?;
        u32::try_from(rounded).ok()
    }
}

/// Time in one step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepFigures {
    /// Which step.
    pub step: Step,
    /// Cases that passed it.
    pub cases: u32,
    /// Working days the middle one of them took; nothing below the minimum sample.
    pub median: Option<u32>,
    /// Working days within which nine of ten passed it; nothing below the minimum sample.
    pub nine_of_ten: Option<u32>,
}

/// What is told of a group of cases.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figures {
    /// Cases whose promised day lies in the period.
    pub cases: u32,
    /// Promises kept, of those that ended or are past their day.
    pub kept: Share,
    /// Of these: open and past their day.
    pub open_overdue: u32,
    /// Cases whose clock rests now.
    pub resting: u32,
    /// Working days of rest in all.
    pub paused_working_days: u32,
    /// Applications sent back at least once (M93).
    pub sent_back: Share,
    /// Decisions followed by another, of those that were decided (M93).
    pub overturned: Share,
    /// Decided as the calculator said, of what it was sure of (M19).
    pub foreseen: Share,
    /// Complaints about a case that was complained of before in the period, or that were taken up again (M93).
    pub repeated: Share,
    /// Cases taken up again after their end.
    pub reopened: u32,
    /// Without a visit to the counter (M54).
    pub zero_visit: Share,
    /// Sent on line.
    pub online: Share,
    /// Money approved.
    pub approved: Money,
    /// Of this: paid.
    pub paid: Money,
    /// Of that: asked back (M44).
    pub asked_back: Money,
    /// Of that: paid back.
    pub repaid: Money,
    /// Time per step (M17).
    pub steps: Vec<StepFigures>,
    /// Working days promised by the middle case; nothing below the minimum sample.
    pub promised: Option<u32>,
    /// Working days nine of ten cases took; nothing below the minimum sample.
    pub taken: Option<u32>,
}

impl Figures {
    /// A promise that would have been enough, where it is at most two thirds of what is promised now (M18).
    #[must_use]
    pub fn shorter_promise(&self) -> Option<u32> {
        let (promised, taken) = (self.promised?, self.taken?.max(1));
        (taken.saturating_mul(3) <= promised.saturating_mul(2)).then_some(taken)
    }
}

/// One group and its figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// What its cases have in common.
    pub key: String,
    /// Their figures.
    pub figures: Figures,
}

/// The figures of these cases, seen on `today`.
#[must_use]
pub fn figures<'a>(measures: impl IntoIterator<Item = &'a Measure>, today: Day) -> Figures {
    let mut figures = Figures::default();
    let mut times: BTreeMap<Step, Vec<u32>> = BTreeMap::new();
    let (mut promised, mut taken) = (Vec::new(), Vec::new());
    let mut complained = BTreeSet::new();
    for measure in measures {
        count(&mut figures, measure, today);
        complain(&mut figures, measure, &mut complained);
        for span in &measure.spans {
            times.entry(span.step).or_default().push(span.working_days);
        }
        promised.push(measure.promised);
        taken.extend(measure.taken);
    }
    figures.steps = Step::ALL
        .iter()
        .filter_map(|step| Some((*step, times.remove(step)?)))
        .map(|(step, mut days)| StepFigures {
            step,
            cases: u32::try_from(days.len()).unwrap_or(u32::MAX),
            median: rank(&mut days, (1, 2)),
            nine_of_ten: rank(&mut days, (9, 10)),
        })
        .collect();
    figures.promised = rank(&mut promised, (1, 2));
    figures.taken = rank(&mut taken, (9, 10));
    figures
}

fn count(figures: &mut Figures, measure: &Measure, today: Day) {
    figures.cases = figures.cases.saturating_add(1);
    if let Some(kept) = measure.kept(today) {
        figures.kept.note(kept);
        let open = measure.ended_on.is_none();
        figures.open_overdue = figures.open_overdue.saturating_add(u32::from(open));
    }
    let paused = measure.paused;
    figures.resting = figures.resting.saturating_add(u32::from(measure.resting));
    figures.paused_working_days = figures.paused_working_days.saturating_add(paused);
    if measure.kind == Kind::Application {
        figures.sent_back.note(measure.corrections > 0);
    }
    let again = u32::from(measure.reopened > 0);
    figures.reopened = figures.reopened.saturating_add(again);
    if measure.spans.iter().any(|span| span.step == Step::Review) {
        figures.overturned.note(measure.overturned);
    }
    let drift = measure
        .compared
        .as_ref()
        .map(|one| (one.eligible, one.drift()));
    if let Some((true, drift)) = drift {
        figures.foreseen.note(drift == Drift::Held);
    }
    figures.zero_visit.note(measure.visits == 0);
    figures.online.note(measure.channel == Channel::Online);
    figures.asked_back = figures.asked_back.plus(measure.asked_back);
    figures.repaid = figures.repaid.plus(measure.repaid);
    if let Some(amount) = measure.approved {
        figures.approved = figures.approved.plus(amount);
        if measure.paid {
            let paid = measure.paid_in_all.unwrap_or(amount);
            figures.paid = figures.paid.plus(paid);
        }
    }
}

/// Counts a complaint: it repeats another about the same case, or was taken up again.
fn complain<'a>(
    figures: &mut Figures,
    measure: &'a Measure,
    complained: &mut BTreeSet<&'a CaseNumber>,
) {
    if measure.kind == Kind::Complaint {
        let before = measure
            .about
            .as_ref()
            .is_some_and(|about| !complained.insert(about));
        figures.repeated.note(before || measure.reopened > 0);
    }
}

/// The smallest number that `part` of these do not exceed; nothing below the minimum sample.
fn rank(days: &mut [u32], (part, of): (usize, usize)) -> Option<u32> {
    if u32::try_from(days.len()).is_ok_and(|cases| cases < SAMPLE_MIN) {
        return None;
    }
    days.sort_unstable();
    let place = days.len().saturating_mul(part).div_ceil(of);
    days.get(place.saturating_sub(1)).copied()
}

/// Figures by what cases have in common; a case may be in several groups, or in none.
#[must_use]
pub fn grouped<K: IntoIterator<Item = String>>(
    measures: &[Measure],
    today: Day,
    keys: impl Fn(&Measure) -> K,
) -> Vec<Group> {
    let mut groups: BTreeMap<String, Vec<&Measure>> = BTreeMap::new();
    for measure in measures {
        for key in keys(measure) {
            groups.entry(key).or_default().push(measure);
        }
    }
    groups
        .into_iter()
        .map(|(key, measures)| Group {
            key,
            figures: figures(measures, today),
        })
        .collect()
}
