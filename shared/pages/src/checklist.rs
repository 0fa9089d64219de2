//! How a review checklist is said (M43).

use contract::case::CaseView;

/// Whether a co-handling department does not agree.
pub(crate) fn disputed(case: &CaseView) -> bool {
    let parts = case.co_handling.iter();
    let mut opinions = parts.filter_map(|part| part.opinion.as_ref());
    opinions.any(|opinion| opinion.stance == "disagrees")
}

/// What was found of an entry.
pub(crate) fn finding(word: &str) -> &str {
    match word {
        "met" => "满足",
        "not_met" => "不满足",
        "not_applicable" => "不适用",
        other => other,
    }
}

/// What the calculator said at submission.
pub(crate) fn foreseen(word: &str) -> &str {
    match word {
        "met" => "符合",
        "unmet" => "不符合",
        "unknown" => "待核实",
        other => other,
    }
}

/// The colour of a finding; never the only sign of it.
pub(crate) fn tone(word: &str) -> &'static str {
    match word {
        "met" => "good",
        "not_met" => "stop",
        _ => "done",
    }
}
