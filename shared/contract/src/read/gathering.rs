//! Bodies of gatherings.

use casework::access::Operation;
use casework::gathering::{GATEABLE, Kind};
use facts::Instant;

use super::{NAME, Read, day, fine, item_id, text_pair, word};
use crate::body::{FromBody, Reader};
use crate::gathering::{AnswerPaper, Certification, GatheringBody, NoteAttendance, TakeSeat};

/// Longest description.
const WORDS: usize = 1_000;
/// Most items, and most questions.
const ITEMS: usize = 50;

impl FromBody for GatheringBody {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let kind = reader.parsed("kind", kind);
        let title = text_pair(reader, "title", NAME);
        let words = text_pair(reader, "words", WORDS);
        let begins = reader.parsed("begins", instant);
        let minutes = reader.whole("minutes", 15, 600);
        let place = text_pair(reader, "place", NAME);
        let seats = reader.whole("seats", 1, u64::from(u32::MAX));
        let items = reader.list("items", ITEMS, item_id);
        let certification = reader.nested("certification", certification);
        let cancelled = reader.text_if("cancelled", WORDS);
        Some(Self {
            kind: kind?.word().to_owned(),
            title: title?,
            words: words?,
            begins: begins?.to_string(),
            minutes: u32::try_from(minutes?).ok()?,
            place: place?,
            seats: u32::try_from(seats?).ok()?,
            items,
            certification,
            cancelled,
        })
    }
}

fn certification(reader: &mut Reader<'_>) -> Option<Certification> {
    let questions = reader.whole("questions", 1, 20);
    let months = reader.whole("months", 1, 36);
    let gates = reader.list("gates", GATEABLE.len(), |value, pointer, faults| {
        let text = word(value, pointer.clone(), faults)?;
        fine(gate(&text), pointer, faults)
    });
    let gates_from = reader.parsed("gates_from", day);
    Some(Certification {
        questions: u32::try_from(questions?).ok()?,
        months: u32::try_from(months?).ok()?,
        gates,
        gates_from: gates_from?.to_string(),
    })
}

fn gate(text: &str) -> Read<String> {
    let known: Vec<&str> = GATEABLE.iter().copied().map(Operation::name).collect();
    if known.contains(&text) {
        return Ok(text.to_owned());
    }
    let known = known.join(", ");
    Err((
        format!("只能限制：{known}"),
        format!("can be gated: {known}"),
    ))
}

fn kind(text: &str) -> Read<Kind> {
    Kind::recorded(text).ok_or_else(|| {
        (
            "应为 training（业务培训）或 briefing（政策辅导）".to_owned(),
            "must be `training` or `briefing`".to_owned(),
        )
    })
}

fn instant(text: &str) -> Read<Instant> {
    super::told(
        Instant::parse(text),
        "时间应写成 2026-12-01T14:00:00+08:00 这样的格式",
    )
}

impl FromBody for TakeSeat {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mail = reader.text_if("mail", NAME);
        Some(Self { mail })
    }
}

impl FromBody for NoteAttendance {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let attended = reader.flag("attended")?;
        Some(Self { attended })
    }
}

impl FromBody for AnswerPaper {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.needed("answers")?;
        let answers = reader.list("answers", ITEMS, |value, pointer, faults| {
            let answer = value.as_u64().and_then(|answer| u32::try_from(answer).ok());
            let answer = answer.ok_or_else(|| {
                (
                    "应为所选项的序号，从 0 数起".to_owned(),
                    "must be the place of a choice, counted from 0".to_owned(),
                )
            });
            fine(answer, pointer, faults)
        });
        Some(Self { answers })
    }
}
