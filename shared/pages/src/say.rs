//! How days, instants, money, sizes and code words are said on a page. What is not understood is shown as it came.

use contract::fault::Fault;
use facts::{Day, Instant, Money};

pub(crate) use crate::values::name_of;

/// `2026-11-24` → `2026年11月24日`.
pub(crate) fn day(text: &str) -> String {
    Day::parse(text).map_or_else(|_| text.to_owned(), Day::words)
}

/// `2026-11-24T10:05:09+08:00` → `2026年11月24日 10:05`.
pub(crate) fn instant(text: &str) -> String {
    Instant::parse(text).map_or_else(|_| day(text), Instant::words)
}

/// `2026-11` → `2026年11月`.
pub(crate) fn month(text: &str) -> String {
    let first = Day::parse(&format!("{text}-01"));
    first.map_or_else(
        |_| text.to_owned(),
        |day| format!("{}年{}月", day.year(), day.month()),
    )
}

/// First and last day, both counted.
pub(crate) fn period(first: &str, last: &str) -> String {
    format!("{}至{}", day(first), day(last))
}

/// Yuan as people say it: `500000.00` → `50 万元`, `1500.00` → `1,500 元`.
pub(crate) fn money(text: &str) -> String {
    Money::parse(text).map_or_else(|_| text.to_owned(), Money::words)
}

/// An amount that is known, or between which it lies; none where it is no money.
pub(crate) fn range(low: &Option<String>, high: &Option<String>) -> String {
    match (low, high) {
        (Some(low), Some(high)) if low == high => money(high),
        (Some(low), Some(high)) => format!("{} 至 {}", money(low), money(high)),
        (Some(low), None) => format!("不少于 {}", money(low)),
        (None, _) => "不涉及资金".to_owned(),
    }
}

/// Yuan to the fen, for tables and receipts: `500000.00` → `500,000.00`.
pub(crate) fn yuan(text: &str) -> String {
    Money::parse(text).map_or_else(|_| text.to_owned(), Money::to_the_fen)
}

/// `10485760` → `10 MB`.
pub(crate) fn bytes(bytes: &u64) -> String {
    const KILO: u64 = 1024;
    const MEGA: u64 = KILO * KILO;
    match *bytes {
        0..KILO => format!("{bytes} 字节"),
        KILO..MEGA => format!("{} kB", bytes.div_ceil(KILO)),
        MEGA.. => {
            let tenths = bytes.saturating_mul(10).div_ceil(MEGA);
            match (tenths / 10, tenths % 10) {
                (whole, 0) => format!("{whole} MB"),
                (whole, tenth) => format!("{whole}.{tenth} MB"),
            }
        }
    }
}

/// Media types as people know them: `PDF、JPG`.
pub(crate) fn media_types(types: &[String]) -> String {
    let names: Vec<&str> = types
        .iter()
        .map(|media_type| match media_type.as_str() {
            "application/pdf" => "PDF",
            "image/jpeg" => "JPG",
            "image/png" => "PNG",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "XLSX",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "DOCX",
            other => other,
        })
        .collect();
    names.join("、")
}

/// A verdict of the calculator.
pub(crate) fn verdict(verdict: &contract::eligibility::VerdictView) -> &'static str {
    use contract::eligibility::VerdictView;
    match verdict {
        VerdictView::Eligible => "符合",
        VerdictView::Undetermined => "待定",
        VerdictView::Ineligible => "暂不符合",
    }
}

/// The level of a policy.
pub(crate) fn level(level: &str) -> &str {
    match level {
        "state" | "national" => "国家级",
        "province" | "provincial" => "省级",
        "city" | "municipal" => "市级",
        "county" | "district" => "县级",
        other => other,
    }
}

/// How an item is fulfilled.
pub(crate) fn mode(mode: &str) -> &str {
    match mode {
        "apply" => "企业申报",
        "fast" => "即申即享",
        "without_application" => "免申即享",
        "promise" => "承诺即享",
        other => other,
    }
}

/// Which colour a state has: `good`, `wait`, `stop` or `done`. Never the only sign of it.
pub(crate) fn tone(state: &str) -> &'static str {
    match state {
        "replied" | "paid" | "payable" | "released" | "approved" | "in_publicity" => "good",
        "sent_back" | "unrouted" | "fallback" => "stop",
        "withdrawn" | "refused" | "closed" => "done",
        _ => "wait",
    }
}

/// Who applies or asks: the name, with the code of an enterprise that is known.
pub(crate) fn whose(entry: &contract::case::CaseEntry) -> String {
    match &entry.enterprise {
        Some(code) => format!("{}（{code}）", entry.enterprise_name),
        None => entry.enterprise_name.clone(),
    }
}

/// A text that may be absent.
pub(crate) fn or_none(text: &Option<String>) -> &str {
    text.as_deref().unwrap_or("无")
}

/// The id of the field a fault points at: `/facts/staff` → `facts-staff`; empty where there is no field.
pub(crate) fn field(pointer: &str) -> String {
    pointer
        .strip_prefix('/')
        .map(|path| path.replace('/', "-"))
        .unwrap_or_default()
}

/// The faults of one field.
pub(crate) fn faults_at<'a>(faults: &'a [Fault], pointer: &str) -> Vec<&'a Fault> {
    faults
        .iter()
        .filter(|fault| fault.pointer == pointer)
        .collect()
}

/// A link from outside, if it is one to the web.
pub(crate) fn web(url: &str) -> Option<&str> {
    (url.starts_with("https://") || url.starts_with("http://")).then_some(url)
}

/// A path of this site, if it is one; `//host` and `/\\host` are not.
pub(crate) fn local(path: &str) -> Option<&str> {
    let rest = path.strip_prefix('/')?;
    (!rest.starts_with(['/', '\\'])).then_some(path)
}

/// A link that is either of the two.
pub(crate) fn link(address: &str) -> Option<&str> {
    local(address).or_else(|| web(address))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_said_as_people_say_it() {
        for (given, said, exact) in [
            ("500000.00", "50 万元", "500,000.00"),
            ("1255000.00", "125.5 万元", "1,255,000.00"),
            ("12345678900.00", "1234567.89 万元", "12,345,678,900.00"),
            ("10000.00", "1 万元", "10,000.00"),
            ("9900.00", "9,900 元", "9,900.00"),
            ("1500.00", "1,500 元", "1,500.00"),
            ("8333.33", "8,333.33 元", "8,333.33"),
            ("0.00", "0 元", "0.00"),
            ("123456.00", "123,456 元", "123,456.00"),
            ("-5", "-5 元", "-5.00"),
            ("五十万", "五十万", "五十万"),
        ] {
            assert_eq!(money(given), said);
            assert_eq!(yuan(given), exact);
        }
    }

    #[test]
    fn days_and_instants_lose_their_zeros() {
        assert_eq!(day("2026-02-04"), "2026年2月4日");
        assert_eq!(day("soon"), "soon");
        assert_eq!(month("2026-02"), "2026年2月");
        assert_eq!(instant("2026-02-04T09:05:00+08:00"), "2026年2月4日 09:05");
        assert_eq!(instant("2026-02-04"), "2026年2月4日");
    }

    #[test]
    fn sizes_are_rounded_up() {
        for (given, said) in [
            (0, "0 字节"),
            (1023, "1023 字节"),
            (1025, "2 kB"),
            (10 * 1024 * 1024, "10 MB"),
            (1024 * 1024 + 1, "1.1 MB"),
        ] {
            assert_eq!(bytes(&given), said);
        }
    }
}
