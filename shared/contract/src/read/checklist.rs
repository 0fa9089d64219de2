//! How the ticks of a checklist are read.

use casework::case::Finding;
use casework::case::checklist::EVIDENCE_CHARACTERS_MAX;

use super::case::word_of;
use super::{NAME, Read, element};
use crate::body::Reader;
use crate::case::TickEntry;

/// Most ticks one decision carries; the rules say which there are.
const TICKS_MAX: usize = 100;

fn finding(text: &str) -> Read<Finding> {
    let words: Vec<&str> = Finding::ALL.iter().map(|one| one.word()).collect();
    word_of(Finding::named(text), &words)
}

/// The ticks, each with its own faults.
pub(super) fn ticks(reader: &mut Reader<'_>) -> Vec<TickEntry> {
    reader.list("checklist", TICKS_MAX, |value, pointer, faults| {
        element(value, pointer, faults, |reader| {
            let entry = reader.text("entry", NAME);
            let finding = reader.parsed("finding", finding);
            let evidence = reader.text_if("evidence", EVIDENCE_CHARACTERS_MAX);
            Some(TickEntry {
                entry: entry?,
                finding: finding?.word().to_owned(),
                evidence,
            })
        })
    })
}
