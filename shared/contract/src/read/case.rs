//! What is asked of cases.

use casework::case::{Kind, Outcome, Priority, TEXT_CHARACTERS_MAX};
use facts::CaseNumber;

use super::checklist::ticks;
use super::{NAME, Read, SENTENCES, credit_code, department, element, item, material, money, told};
use crate::body::{FromBody, Reader};
use crate::case::{
    AnswerCase, AssignCase, CorrectCase, ExpediteCase, ExtendCase, FailPayment, OpenCase, RateCase,
    ReleaseCase, ReopenCase, VisitCase, WithdrawCase,
};
use crate::department::{
    CaseDecision, DecideCase, DecideCases, DeclineCase, MissingMaterial, SendBackCase,
};

/// Most working days one can ask for at all; the promise itself bounds an extension further.
const WORKING_DAYS_MAX: u64 = 365;

impl FromBody for ReleaseCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let message = reader.text_if("message", SENTENCES);
        Some(Self { message })
    }
}

pub(super) fn word_of<T>(found: Option<T>, all: &[&str]) -> Read<T> {
    found.ok_or_else(|| {
        let all = all.join("、");
        (format!("应为其中之一：{all}"), format!("one of: {all}"))
    })
}

fn kind(text: &str) -> Read<Kind> {
    let words: Vec<&str> = Kind::ALL.iter().map(|kind| kind.word()).collect();
    word_of(Kind::named(text), &words)
}

fn outcome(text: &str) -> Read<Outcome> {
    let words: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.word()).collect();
    word_of(Outcome::named(text), &words)
}

fn priority(text: &str) -> Read<Priority> {
    let words: Vec<&str> = Priority::ALL.iter().map(|one| one.word()).collect();
    word_of(Priority::named(text), &words)
}

pub(super) fn number(text: &str) -> Read<CaseNumber> {
    told(
        CaseNumber::parse(text),
        "办件编号形如 HS-2026-482913057-K，请对照回执或公示页面核对",
    )
}

impl FromBody for OpenCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let kind = reader.parsed("kind", kind);
        let title = reader.text("title", 60);
        let words = reader.text("words", 1_000);
        let item = reader.parsed_if("item", item);
        let about = reader.parsed_if("about", number);
        let against = reader.parsed_if("against", department);
        let name = reader.text_if("name", 60);
        let contact_email = reader.text_if("contact_email", NAME);
        let enterprise = reader.parsed_if("enterprise", credit_code);
        Some(Self {
            kind: kind?.word().to_owned(),
            title: title?,
            words: words?,
            item: item.map(|item| item.to_string()),
            about: about.map(|about| about.to_string()),
            against: against.map(|against| against.to_string()),
            name,
            contact_email,
            enterprise: enterprise.map(|code| code.to_string()),
        })
    }
}

impl FromBody for AnswerCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let outcome = reader.parsed("outcome", outcome);
        let words = reader.text("words", SENTENCES);
        let remedy = reader.text_if("remedy", SENTENCES);
        Some(Self {
            outcome: outcome?.word().to_owned(),
            words: words?,
            remedy,
        })
    }
}

impl FromBody for RateCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let score = reader.whole("score", 1, 5);
        let words = reader.text_if("words", SENTENCES);
        Some(Self {
            score: u8::try_from(score?).ok()?,
            words,
        })
    }
}

impl FromBody for ReopenCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES)?;
        Some(Self { reason })
    }
}

impl FromBody for VisitCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let settled = reader.flag("settled");
        let words = reader.text("words", SENTENCES);
        Some(Self {
            settled: settled?,
            words: words?,
        })
    }
}

impl FromBody for FailPayment {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES)?;
        Some(Self { reason })
    }
}

impl FromBody for AssignCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let department = reader.parsed("department", department);
        let reason = reader.text("reason", SENTENCES);
        Some(Self {
            department: department?.to_string(),
            reason: reason?,
        })
    }
}

impl FromBody for ExtendCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let working_days = reader.whole("working_days", 1, WORKING_DAYS_MAX);
        let reason = reader.text("reason", SENTENCES);
        Some(Self {
            working_days: u32::try_from(working_days?).ok()?,
            reason: reason?,
        })
    }
}

impl FromBody for ExpediteCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let priority = reader.parsed("priority", priority);
        let working_days = reader.whole("working_days", 1, WORKING_DAYS_MAX);
        let reason = reader.text("reason", SENTENCES);
        Some(Self {
            priority: priority?.word().to_owned(),
            working_days: u32::try_from(working_days?).ok()?,
            reason: reason?,
        })
    }
}

impl FromBody for WithdrawCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES)?;
        Some(Self { reason })
    }
}

impl FromBody for CorrectCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let draft = reader.text("draft", 80)?;
        Some(Self { draft })
    }
}

impl FromBody for DecideCases {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.needed("decisions")?;
        let decisions = reader.list("decisions", 50, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let number = reader.parsed("number", number);
                let version = reader.whole("version", 1, u64::MAX);
                let decision = DecideCase::read(reader);
                Some(CaseDecision {
                    number: number?.to_string(),
                    version: version?,
                    decision: decision?,
                })
            })
        });
        Some(Self { decisions })
    }
}

impl FromBody for DecideCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let approved = reader.flag("approved");
        let amount = reader.parsed_if("amount", money);
        let reason = reader.text("reason", SENTENCES);
        let remedy = reader.text_if("remedy", SENTENCES);
        let checklist = ticks(reader);
        let other_ground = reader.text_if("other_ground", TEXT_CHARACTERS_MAX);
        let despite = reader.text_if("despite", TEXT_CHARACTERS_MAX);
        Some(Self {
            approved: approved?,
            amount: amount.map(|amount| amount.to_string()),
            reason: reason?,
            remedy,
            checklist,
            other_ground,
            despite,
        })
    }
}

impl FromBody for DeclineCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES)?;
        Some(Self { reason })
    }
}

impl FromBody for SendBackCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.needed("missing")?;
        let missing = reader.list("missing", 50, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let material = reader.parsed("material", material);
                let what = reader.text("what", SENTENCES);
                Some(MissingMaterial {
                    material: material?.to_string(),
                    what: what?,
                })
            })
        });
        Some(Self { missing })
    }
}
