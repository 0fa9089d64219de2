//! What is asked of cases.

use super::{NAME, SENTENCES, department, element, material, money};
use crate::body::{FromBody, Reader};
use crate::case::{
    AssignCase, CorrectCase, ExtendCase, FailPayment, PayCase, ReleaseCase, WithdrawCase,
};
use crate::department::{DecideCase, DeclineCase, MissingMaterial, SendBackCase};

/// Most working days one can ask for at all; the promise itself bounds an extension further.
const WORKING_DAYS_MAX: u64 = 365;

impl FromBody for ReleaseCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let message = reader.text_if("message", SENTENCES);
        Some(Self { message })
    }
}

impl FromBody for PayCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let amount = reader.parsed("amount", money);
        let reference = reader.text("reference", NAME);
        Some(Self {
            amount: amount?.to_string(),
            reference: reference?,
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

impl FromBody for DecideCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let approved = reader.flag("approved");
        let amount = reader.parsed_if("amount", money);
        let reason = reader.text("reason", SENTENCES);
        let remedy = reader.text_if("remedy", SENTENCES);
        Some(Self {
            approved: approved?,
            amount: amount.map(|amount| amount.to_string()),
            reason: reason?,
            remedy,
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
