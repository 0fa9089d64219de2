//! How bodies about policies are read.

use super::{SENTENCES, day};
use crate::body::{FromBody, Reader};
use crate::policy::{GiveReason, RepealPolicy, ReturnPolicy};

impl FromBody for GiveReason {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES)?;
        Some(Self { reason })
    }
}

impl FromBody for ReturnPolicy {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let remarks = reader.text("remarks", SENTENCES)?;
        Some(Self { remarks })
    }
}

impl FromBody for RepealPolicy {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES);
        let from = reader.parsed_if("from", day);
        Some(Self {
            reason: reason?,
            from: from.map(|day| day.to_string()),
        })
    }
}
