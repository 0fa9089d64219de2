//! The review checklist on the form: read from its fields, and its faults put beside them.

use casework::case::checklist::Flaw;
use casework::case::{Case, Checked, Command, Decision};
use contract::case::TickEntry;
use contract::fault::Fault;
use pages::Values;

/// What was ticked. A field left empty is an entry not ticked. `of` ends the names of the fields of one case among several.
pub(crate) fn ticks(values: &Values, case: &Case, of: &str) -> Vec<TickEntry> {
    let entries = case.checklist().into_iter();
    let ticked = entries.map(|entry| {
        let evidence = values.one(&format!("evidence.{}{of}", entry.id)).to_owned();
        TickEntry {
            finding: values.one(&format!("check.{}{of}", entry.id)).to_owned(),
            evidence: Some(evidence).filter(|text| !text.is_empty()),
            entry: entry.id,
        }
    });
    ticked.filter(|tick| !tick.finding.is_empty()).collect()
}

/// A ground outside the list.
pub(crate) fn other_ground(values: &Values) -> Option<String> {
    let ground = values.one("other_ground");
    (!ground.is_empty()).then(|| ground.to_owned())
}

/// What the rules find wrong with the list, each beside its entry.
pub(crate) fn faults(case: &Case, command: &Command) -> Vec<Fault> {
    let Command::Decide { decision, checked } = command else {
        return Vec::new();
    };
    flaws(case, decision, checked)
}

fn flaws(case: &Case, decision: &Decision, checked: &Checked) -> Vec<Fault> {
    let flaws = case.flaws(decision, checked).into_iter();
    let faults = flaws.map(|flaw| {
        let pointer = pointer(&flaw);
        Fault::new(pointer, flaw.code, flaw.words.zh, flaw.words.en)
    });
    faults.collect()
}

fn pointer(flaw: &Flaw) -> String {
    match (flaw.entry.as_str(), flaw.at) {
        ("", _) => "/other_ground".to_owned(),
        (entry, Some((_, "evidence"))) => format!("/evidence/{entry}"),
        (entry, _) => format!("/check/{entry}"),
    }
}
