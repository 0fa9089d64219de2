//! How bodies of co-handling are read.

use casework::case::co_handling::Stance;

use super::case::word_of;
use super::{Read, SENTENCES, department, word};
use crate::body::{FromBody, Reader};
use crate::case::{AnswerPart, AskPart, GivePartUp};

/// Most working days one can ask for at all; the promise of the case bounds it further.
const WORKING_DAYS_MAX: u64 = 365;

fn stance(text: &str) -> Read<Stance> {
    let words: Vec<&str> = Stance::ALL.iter().map(|one| one.word()).collect();
    word_of(Stance::named(text), &words)
}

impl FromBody for AskPart {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let department = reader.parsed("department", department);
        let asks = reader.text("asks", SENTENCES);
        let working_days = reader.whole("working_days", 1, WORKING_DAYS_MAX);
        let reason = reader.text("reason", SENTENCES);
        Some(Self {
            department: department?.to_string(),
            asks: asks?,
            working_days: u32::try_from(working_days?).ok()?,
            reason: reason?,
        })
    }
}

impl FromBody for AnswerPart {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let stance = reader.parsed("stance", stance);
        let reason = reader.text_if("reason", SENTENCES);
        let entries = reader.list("entries", 100, word);
        Some(Self {
            stance: stance?.word().to_owned(),
            reason,
            entries,
        })
    }
}

impl FromBody for GivePartUp {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES)?;
        Some(Self { reason })
    }
}
