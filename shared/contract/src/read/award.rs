//! What is asked about money that is paid in parts, or asked back.

use super::{NAME, SENTENCES, day, money};
use crate::body::{FromBody, Reader};
use crate::case::{
    CancelInstalment, CheckCondition, ClawBackCase, PayCase, RecordRefund, RecordRepayment,
    WithdrawClawBack,
};

impl FromBody for PayCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let amount = reader.parsed("amount", money);
        let reference = reader.text("reference", NAME);
        let met = reader.text_if("met", SENTENCES);
        Some(Self {
            amount: amount?.to_string(),
            reference: reference?,
            met,
        })
    }
}

impl FromBody for CancelInstalment {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES);
        let remedy = reader.text("remedy", SENTENCES);
        Some(Self {
            reason: reason?,
            remedy: remedy?,
        })
    }
}

impl FromBody for ClawBackCase {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let amount = reader.parsed("amount", money);
        let ground = reader.text("ground", SENTENCES);
        let until = reader.parsed("until", day);
        let remedy = reader.text("remedy", SENTENCES);
        Some(Self {
            amount: amount?.to_string(),
            ground: ground?,
            until: until?.to_string(),
            remedy: remedy?,
        })
    }
}

impl FromBody for RecordRepayment {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (amount, reference) = receipt(reader)?;
        Some(Self { amount, reference })
    }
}

impl FromBody for CheckCondition {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let met = reader.flag("met");
        let words = reader.text("words", SENTENCES);
        Some(Self {
            met: met?,
            words: words?,
        })
    }
}

impl FromBody for WithdrawClawBack {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let reason = reader.text("reason", SENTENCES);
        Some(Self { reason: reason? })
    }
}

impl FromBody for RecordRefund {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let (amount, reference) = receipt(reader)?;
        Some(Self { amount, reference })
    }
}

/// An amount that moved, and what it can be found by.
fn receipt(reader: &mut Reader<'_>) -> Option<(String, String)> {
    let amount = reader.parsed("amount", money);
    let reference = reader.text("reference", NAME);
    Some((amount?.to_string(), reference?))
}
