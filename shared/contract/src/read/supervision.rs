//! Ratings.

use casework::clock::Step;
use casework::supervision::STARS_MAX;

use super::Read;
use crate::body::{FromBody, Reader};
use crate::supervision::{RateParty, RateStep};

impl FromBody for RateStep {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let step = reader.parsed("step", step);
        let stars = stars(reader);
        Some(Self {
            step: step?.word().to_owned(),
            stars: stars?,
        })
    }
}

impl FromBody for RateParty {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let stars = stars(reader)?;
        Some(Self { stars })
    }
}

fn stars(reader: &mut Reader<'_>) -> Option<u8> {
    let stars = reader.whole("stars", 1, u64::from(STARS_MAX))?;
    u8::try_from(stars).ok()
}

fn step(text: &str) -> Read<Step> {
    Step::recorded(text).ok_or_else(|| {
        let words: Vec<&str> = Step::ALL.iter().map(|step| step.word()).collect();
        let words = words.join(", ");
        (
            format!("没有名为 `{text}` 的环节，可用：{words}"),
            format!("there is no step `{text}`; known: {words}"),
        )
    })
}
