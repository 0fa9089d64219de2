//! Reading what an item gives: `amount` (money), `exemption` or `ask`, one of them.

use calculator::{Amount, Benefit, Share, Tier};
use facts::{Money, Number};
use serde_json::Value;

use super::DEPTH_MAX;
use super::test::{self, fact, number, rate};
use super::told::{filled, too_deep};
use crate::body::Reader;
use crate::fault::Fault;
use crate::read::{element, item, money, text_pair};

pub(super) fn benefit(reader: &mut Reader<'_>) -> Option<Benefit> {
    let given = [
        reader.value("amount").is_some(),
        reader.value("exemption").is_some(),
        reader.value("ask").is_some(),
    ];
    let instalments = reader.list("instalments", 20, |value, pointer, faults| {
        element(value, pointer, faults, |reader| {
            let rate = reader.parsed("share", rate);
            let words = text_pair(reader, "words", 120);
            let when = test::given(reader, "when");
            let after = reader.value("after").is_some();
            let read = reader.nested("after", |reader| {
                let since = reader.parsed("fact", fact);
                let months = reader.parsed("months", test::month_count);
                Some((since?, months?))
            });
            Some(Share {
                rate: rate?,
                words: words?.into(),
                when: when?,
                after: if after { Some(read?) } else { None },
            })
        })
    });
    match given {
        [true, false, false] => {
            let (value, pointer) = (reader.needed("amount")?, reader.at("amount"));
            let mut faults = Vec::new();
            let amount = amount(value, pointer, &mut faults, 0);
            faults.into_iter().for_each(|fault| reader.fault(fault));
            Some(Benefit::Money {
                amount: amount?,
                instalments,
            })
        }
        [false, true, false] => {
            text_pair(reader, "exemption", 300).map(|words| Benefit::Exemption(words.into()))
        }
        [false, false, true] => {
            text_pair(reader, "ask", 300).map(|words| Benefit::Ask(words.into()))
        }
        _ => {
            let pointer = reader.at("amount");
            reader.fault(Fault::new(
                pointer,
                "one_benefit",
                "amount（金额）、exemption（减免）、ask（一事一议）三者填且只填一个",
                "give exactly one of `amount`, `exemption` and `ask`",
            ));
            None
        }
    }
}

fn amount(value: &Value, pointer: String, faults: &mut Vec<Fault>, depth: usize) -> Option<Amount> {
    if depth > DEPTH_MAX {
        faults.push(too_deep(pointer));
        return None;
    }
    let has = |field: &str| value.get(field).is_some();
    element(value, pointer, faults, |reader| {
        if has("fixed") {
            reader.parsed("fixed", money).map(Amount::Fixed)
        } else if has("share") {
            let (share, of) = (reader.parsed("share", rate), reader.parsed("of", fact));
            Some(Amount::Rate {
                share: share?,
                of: of?,
            })
        } else if has("each") && has("per") {
            steps(reader)
        } else if has("each") {
            let (each, of) = (reader.parsed("each", money), reader.parsed("of", fact));
            Some(Amount::Each {
                each: each?,
                of: of?,
            })
        } else if has("sum") {
            several(reader, "sum", depth).map(Amount::Sum)
        } else if has("greatest") {
            several(reader, "greatest", depth).map(Amount::Greatest)
        } else if has("cases") {
            cases(reader, depth)
        } else if has("discretionary") {
            discretionary(reader)
        } else {
            table(reader, value, depth)
        }
    })
}

/// So much for every full step above a line.
fn steps(reader: &mut Reader<'_>) -> Option<Amount> {
    let each = reader.parsed("each", money);
    let of = reader.parsed("of", fact);
    let per = reader.parsed("per", number);
    let above = reader.parsed_if("above", number);
    Some(Amount::Steps {
        each: each?,
        of: of?,
        per: per?.decimal(),
        above: above.map(Number::decimal).unwrap_or_default(),
    })
}

fn cases(reader: &mut Reader<'_>, depth: usize) -> Option<Amount> {
    let cases = reader.list("cases", 100, |value, pointer, faults| {
        element(value, pointer, faults, |reader| {
            let test = test::needed(reader, "when");
            let amount = inner(reader, "amount", depth);
            Some((test?, amount?))
        })
    });
    filled(reader, "cases", cases).map(Amount::Cases)
}

/// An amount, or a sum in short.
pub(super) fn needed(reader: &mut Reader<'_>, field: &'static str) -> Option<Amount> {
    if reader.needed(field)?.is_string() {
        return reader.parsed(field, money).map(Amount::Fixed);
    }
    inner(reader, field, 0)
}

fn discretionary(reader: &mut Reader<'_>) -> Option<Amount> {
    reader.nested("discretionary", |reader| {
        let (low, high) = (reader.parsed("low", money), reader.parsed("high", money));
        Some(Amount::Discretionary(low?, high?))
    })
}

fn table(reader: &mut Reader<'_>, value: &Value, depth: usize) -> Option<Amount> {
    let has = |field: &str| value.get(field).is_some();
    if has("by_title") {
        let of = reader.parsed("by_title", fact);
        let rows = reader.list("table", 100, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let title = reader.text("title", 80);
                let amount = reader.parsed("amount", money);
                Some((title?, amount?))
            })
        });
        return filled(reader, "table", rows).and_then(|rows| Some(Amount::ByTitle(of?, rows)));
    }
    if has("by_choice") {
        let of = reader.parsed("by_choice", fact);
        let rows = reader.list("table", 100, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let choice = reader.text("value", 80);
                let amount = inner(reader, "amount", depth);
                Some((choice?, amount?))
            })
        });
        return filled(reader, "table", rows).and_then(|rows| Some(Amount::ByChoice(of?, rows)));
    }
    if has("brackets") {
        let of = reader.parsed("brackets", fact);
        let tiers = reader.list("tiers", 100, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let from = reader.parsed("from", number);
                let value = inner(reader, "amount", depth);
                Some(Tier {
                    from: from?.decimal(),
                    value: value?,
                })
            })
        });
        return filled(reader, "tiers", tiers).and_then(|tiers| Some(Amount::Brackets(of?, tiers)));
    }
    if has("slices") {
        let of = reader.parsed("slices", fact);
        let tiers = reader.list("tiers", 100, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let from = reader.parsed("from", number);
                let rate = reader.parsed("share", rate);
                Some(Tier {
                    from: from?.decimal(),
                    value: rate?,
                })
            })
        });
        return filled(reader, "tiers", tiers).and_then(|tiers| Some(Amount::Slices(of?, tiers)));
    }
    changed(reader, value, depth)
}

fn changed(reader: &mut Reader<'_>, value: &Value, depth: usize) -> Option<Amount> {
    let has = |field: &str| value.get(field).is_some();
    if has("for_each") {
        return for_each(reader, depth);
    }
    if has("item") {
        return reader.parsed("item", item).map(Amount::Item);
    }
    if has("when") {
        let test = test::needed(reader, "when");
        let amount = inner(reader, "amount", depth);
        return Some(Amount::When(test?, Box::new(amount?)));
    }
    if has("times") {
        let times = reader.parsed("times", rate);
        let amount = inner(reader, "amount", depth);
        return Some(Amount::Times(times?, Box::new(amount?)));
    }
    if has("round_down_to") {
        let unit = reader.parsed("round_down_to", money);
        let amount = inner(reader, "amount", depth);
        return Some(Amount::RoundedDown {
            unit: unit?,
            amount: Box::new(amount?),
        });
    }
    if has("less_received") {
        let received = reader.parsed("less_received", fact);
        let amount = inner(reader, "amount", depth);
        return Some(Amount::LessReceived {
            amount: Box::new(amount?),
            received: received?,
        });
    }
    if has("limit") {
        let amount = inner(reader, "limit", depth);
        let least: Option<Money> = reader.parsed_if("least", money);
        let most = if has("most") {
            Some(Box::new(needed(reader, "most")?))
        } else {
            None
        };
        return Some(Amount::Limited {
            amount: Box::new(amount?),
            least,
            most,
        });
    }
    let pointer = reader.at("");
    reader.fault(Fault::new(
        pointer.trim_end_matches('/'),
        "unknown_amount",
        "不认识的金额写法，可用：fixed、share、each、by_title、by_choice、brackets、slices、cases、when、times、round_down_to、sum、greatest、limit、less_received、discretionary、for_each、item",
        "unknown form of amount; there are fixed, share, each, by_title, by_choice, brackets, slices, cases, when, times, round_down_to, sum, greatest, limit, less_received, discretionary, for_each and item",
    ));
    None
}

/// For each record of a list.
fn for_each(reader: &mut Reader<'_>, depth: usize) -> Option<Amount> {
    let list = reader.parsed("for_each", fact);
    let when = test::given(reader, "when");
    let amount = inner(reader, "amount", depth);
    let most = if reader.value("at_most").is_some() {
        Some(usize::try_from(reader.whole("at_most", 1, 100_000)?).ok()?)
    } else {
        None
    };
    Some(Amount::ForEach {
        list: list?,
        when: when?,
        amount: Box::new(amount?),
        most,
    })
}

fn inner(reader: &mut Reader<'_>, field: &'static str, depth: usize) -> Option<Amount> {
    let (value, pointer) = (reader.needed(field)?, reader.at(field));
    let mut faults = Vec::new();
    let read = amount(value, pointer, &mut faults, depth + 1);
    faults.into_iter().for_each(|fault| reader.fault(fault));
    read
}

fn several(reader: &mut Reader<'_>, field: &'static str, depth: usize) -> Option<Vec<Amount>> {
    let amounts = reader.list(field, 50, |value, pointer, faults| {
        amount(value, pointer, faults, depth + 1)
    });
    filled(reader, field, amounts)
}
