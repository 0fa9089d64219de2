//! The review checklist.

use casework::case::checklist::Entry;
use casework::case::{Case, Checked, Finding, Tick};

use crate::case::CheckView;
use crate::convert::outcome;
use crate::department::DecideCase;

/// The checklist of a case with what was found of it, for those who work on it.
#[must_use]
pub fn view(case: &Case) -> Vec<CheckView> {
    let entries = case.checklist().into_iter();
    let shown = entries.map(|entry| {
        let tick = case.checked.tick(&entry.id).cloned();
        let mut view = bare(entry);
        if let Some(tick) = tick {
            view.finding = Some(tick.finding.word().to_owned());
            view.evidence = tick.evidence;
        }
        view
    });
    shown.collect()
}

/// What was not met, as the enterprise reads it: the condition and its clause, not how it was found out.
#[must_use]
pub fn not_met(case: &Case) -> Vec<CheckView> {
    let entries = case.not_met().into_iter();
    let told = entries.map(|entry| CheckView {
        foreseen: None,
        finding: Some(Finding::NotMet.word().to_owned()),
        ..bare(entry)
    });
    told.collect()
}

fn bare(entry: Entry) -> CheckView {
    let Entry {
        id,
        words,
        condition,
    } = entry;
    let clause = condition
        .as_ref()
        .map(|condition| format!("{} {}", condition.document, condition.article));
    let foreseen = condition.and_then(|condition| condition.foreseen);
    CheckView {
        entry: id,
        words: words.into(),
        clause,
        foreseen: foreseen.map(|truth| outcome(truth).to_owned()),
        finding: None,
        evidence: None,
    }
}

/// What was ticked; findings were read before.
#[must_use]
pub fn checked(body: &DecideCase) -> Checked {
    let ticks = body.checklist.iter().filter_map(|tick| {
        Some(Tick {
            entry: tick.entry.clone(),
            finding: Finding::named(&tick.finding)?,
            evidence: tick.evidence.clone(),
        })
    });
    Checked {
        ticks: ticks.collect(),
        other_ground: body.other_ground.clone(),
        despite: body.despite.clone(),
    }
}
