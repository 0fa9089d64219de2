//! 分期兑现: an amount paid in shares, some of them only where a test holds.

use facts::Text;

use super::steps::Steps;
use super::worked::Worked;
use crate::amount::Share;
use crate::derive::Reader;
use crate::profile::Known;
use crate::truth::Truth;

/// What all shares that are paid come to; the amount itself where none has a condition.
pub(super) fn paid(
    worked: Worked,
    shares: &[Share],
    reader: &Reader<'_>,
    steps: &mut Steps,
) -> Worked {
    let mut total = Worked::NOTHING;
    for share in shares {
        let truth = share
            .when
            .as_ref()
            .map_or(Truth::Yes, |test| test.truth(reader));
        let whole = worked.times(share.rate.decimal());
        let part = match truth {
            Truth::Yes => whole,
            Truth::Unknown => whole.either(Worked::NOTHING),
            Truth::No => Worked::NOTHING,
        };
        steps.note(|| words(share, truth, part, reader));
        total = total.plus(part);
    }
    if shares.iter().all(|share| share.when.is_none()) {
        worked
    } else {
        total
    }
}

fn words(share: &Share, truth: Truth, part: Worked, reader: &Reader<'_>) -> Text {
    let paid = part.words();
    let (zh, en) = match truth {
        Truth::Yes => ("", ""),
        Truth::Unknown => ("（条件待定）", " (if its condition is met)"),
        Truth::No => ("（条件未满足，不兑现）", " (its condition is not met)"),
    };
    let from = share
        .after
        .as_ref()
        .and_then(|(fact, months)| match reader.known(fact) {
            Some(Known::Days(Some(day), last)) if last == Some(day) => {
                Some(day.plus_months(*months))
            }
            _ => None,
        });
    let (from_zh, from_en) = from.map_or_else(Default::default, |day| {
        (format!("，{day} 起"), format!(", from {day}"))
    });
    Text::new(
        format!(
            "{}：{}，{}{zh}{from_zh}",
            share.words.zh, share.rate, paid.zh
        ),
        format!(
            "{}: {}, {}{en}{from_en}",
            share.words.en, share.rate, paid.en
        ),
    )
}
