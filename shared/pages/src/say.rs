//! How days, instants, money, sizes and code words are said on a page. What is not understood is shown as it came.

use contract::fault::Fault;

pub(crate) use crate::values::name_of;

/// `2026-11-24` → `2026年11月24日`.
pub(crate) fn day(day: &str) -> String {
    let mut parts = day.split('-').map(str::parse::<u16>);
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some(Ok(year)), Some(Ok(month)), Some(Ok(day)), None) => {
            format!("{year}年{month}月{day}日")
        }
        _ => day.to_owned(),
    }
}

/// `2026-11-24T10:05:09+08:00` → `2026年11月24日 10:05`.
pub(crate) fn instant(instant: &str) -> String {
    let Some((date, time)) = instant.split_once('T') else {
        return day(instant);
    };
    let mut parts = time.split(':');
    match (parts.next(), parts.next()) {
        (Some(hour), Some(minute)) => format!("{} {hour}:{minute}", day(date)),
        _ => instant.to_owned(),
    }
}

/// First and last day, both counted.
pub(crate) fn period(first: &str, last: &str) -> String {
    format!("{}至{}", day(first), day(last))
}

/// Yuan with two decimals as people say it: `500000.00` → `50 万元`, `1500.00` → `1,500 元`.
pub(crate) fn money(yuan: &str) -> String {
    let Some((whole, cents)) = amount(yuan) else {
        return yuan.to_owned();
    };
    let round = cents.chars().all(|digit| digit == '0');
    match whole.strip_suffix("00") {
        Some(hundreds) if round && hundreds.len() > 2 => {
            let (ten_thousands, rest) = hundreds.split_at(hundreds.len() - 2);
            let rest = rest.trim_end_matches('0');
            let point = if rest.is_empty() { "" } else { "." };
            format!("{}{point}{rest} 万元", grouped(ten_thousands))
        }
        Some(_) | None if round => format!("{} 元", grouped(whole)),
        Some(_) | None => format!("{}.{cents} 元", grouped(whole)),
    }
}

/// Yuan to the cent, for tables and receipts: `500000.00` → `500,000.00`.
pub(crate) fn yuan(yuan: &str) -> String {
    amount(yuan).map_or_else(
        || yuan.to_owned(),
        |(whole, cents)| {
            let cents = if cents.is_empty() { "00" } else { cents };
            format!("{}.{cents}", grouped(whole))
        },
    )
}

fn amount(yuan: &str) -> Option<(&str, &str)> {
    let (whole, cents) = yuan.split_once('.').unwrap_or((yuan, ""));
    let digits = |text: &str| text.chars().all(|digit| digit.is_ascii_digit());
    (!whole.is_empty() && digits(whole) && digits(cents)).then_some((whole, cents))
}

fn grouped(digits: &str) -> String {
    let length = digits.len();
    let mut grouped = String::with_capacity(length + length / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (length - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
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
            ("12345678900.00", "1,234,567.89 万元", "12,345,678,900.00"),
            ("10000.00", "1 万元", "10,000.00"),
            ("9900.00", "9,900 元", "9,900.00"),
            ("1500.00", "1,500 元", "1,500.00"),
            ("8333.33", "8,333.33 元", "8,333.33"),
            ("0.00", "0 元", "0.00"),
            ("123456.00", "123,456 元", "123,456.00"),
            ("-5", "-5", "-5"),
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
