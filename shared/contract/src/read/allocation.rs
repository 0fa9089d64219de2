//! What is asked to allocate an opening.

use casework::allocation::CASES_MAX;
use facts::Number;

use super::case::number;
use super::{Read, element, told};
use crate::allocation::{ScoreOf, SettleOpening};
use crate::body::{FromBody, Reader};

impl FromBody for SettleOpening {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let scores = reader.list("scores", CASES_MAX, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let number = reader.parsed("number", number);
                let score = reader.parsed("score", score);
                Some(ScoreOf {
                    number: number?.to_string(),
                    score: score?.to_string(),
                })
            })
        });
        Some(Self { scores })
    }
}

fn score(text: &str) -> Read<Number> {
    told(Number::parse(text), "指标值应为数字，最多八位小数")
}
