//! What comes by itself, and when: one list, read for the next look and carried out by it.

use facts::Day;

use super::{Event, Policy, REVIEW_NEAR_DAYS, Standing};

/// Everything that comes by itself after the day through which it was recorded.
pub(super) fn agenda(policy: &Policy) -> Vec<(Day, Event)> {
    let mut agenda = Vec::new();
    for edition in &policy.course.editions {
        let document = edition.document;
        let holds = |day| {
            let found = policy.course.edition_on(day);
            found.is_some_and(|found| found.document == document)
                && !matches!(policy.course.on(day), Standing::Repealed { .. })
        };
        // what was published for a day that had come took effect with its publication
        if edition.from > edition.at.day() && holds(edition.from) {
            let on = edition.from;
            agenda.push((on, Event::TookEffect { document, on }));
        }
        let over = edition.to.map(Day::next).filter(|over| holds(*over));
        if let Some(on) = over {
            agenda.push((on, Event::Expired { document, on }));
        }
        let lives = |on| holds(on) && !edition.over_on(on);
        let on = edition.review_by;
        if lives(on) {
            agenda.push((on, Event::ReviewDue { document, on }));
            let near = on.plus_days(-REVIEW_NEAR_DAYS);
            agenda.push((near, Event::ReviewNear { document, on: near }));
        }
        let on = edition.interpret_by().next();
        if !policy.interpretations.contains(&document) && lives(on.max(edition.from)) {
            agenda.push((on, Event::InterpretationDue { document, on }));
        }
    }
    agenda.retain(|(day, _)| *day > policy.seen);
    agenda.sort_by_key(|(day, _)| *day);
    agenda
}
