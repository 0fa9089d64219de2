//! The vectors of the standards and notices: credit codes (GB 32100-2015), industries (GB/T 4754-2017), size classes (国统字〔2017〕213号) and
//! the working calendars of 2025 and 2026.

#![cfg(test)]

use std::collections::BTreeMap;

use facts::size_class::{Bounds, Classified, Indicators, classify};
use facts::{
    Calendar, CalendarYear, CreditCode, Day, Division, Industry, IndustryPattern, Money, NamedDay,
    SizeClass, Status,
};
use proptest::prelude::*;

#[test]
fn credit_codes_of_public_lists_hold() {
    for code in [
        "91350200MA2YJ1XR9G",
        "91350200776049653A",
        "91440101MA5CJQ4N59",
        "9135021359498494XQ",
        "91440300708461136T",
        "91110000802100433B",
        "91420202MAFAKE019W",
        "91420203MAFAKE0276",
        "91420204MAFAKE035F",
        "91420205MAFAKE043Q",
        "91420222MAFAKE0517",
        "91420281MAFAKE06XD",
        "91420200MAFAKE0783",
        "91420202MAFAKE086T",
    ] {
        let read = CreditCode::parse(code).unwrap();
        assert!(read.check_holds(), "{code}");
        assert_eq!(read.as_str(), code);
    }
}

#[test]
fn a_code_of_the_real_world_may_fail_its_check_and_is_still_read() {
    let code = CreditCode::parse("91350203M0001QAY9B").unwrap();
    assert!(
        !code.check_holds(),
        "the formula gives another check character"
    );
    for wrong in [
        "",
        "91420204MAFAKE035",
        "91420204MAFAKE035FF",
        "91420204MAFAKE03SF",
        "9142020 MAFAKE0-5F",
    ] {
        assert!(CreditCode::parse(wrong).is_err(), "{wrong}");
    }
    let spaced = CreditCode::parse(" 91420204mafake035f ").unwrap();
    assert_eq!(spaced.as_str(), "91420204MAFAKE035F");
    // the usual slips of the keyboard: O for 0, I for 1
    let slipped = CreditCode::parse("9I42O2O2MAFAKEOI9W").unwrap();
    assert_eq!(slipped.as_str(), "91420202MAFAKE019W");
}

#[test]
fn industries_are_those_of_the_2017_edition() {
    for (code, section) in [
        ("C3912", 'C'),
        ("79", 'N'),
        ("97", 'T'),
        ("58", 'G'),
        ("5910", 'G'),
        ("65", 'I'),
        ("7010", 'K'),
    ] {
        assert_eq!(Industry::parse(code).unwrap().section(), section, "{code}");
    }
    for wrong in ["98", "00", "C62", "3", "C39123", "X12"] {
        assert!(Industry::parse(wrong).is_err(), "{wrong}");
    }
    let holds = |pattern: &str, code: &str| {
        IndustryPattern::parse(pattern)
            .unwrap()
            .holds(&Industry::parse(code).unwrap())
    };
    assert_eq!(holds("C13-C43", "C3912"), Some(true));
    assert_eq!(holds("C13-C43", "D44"), Some(false));
    assert_eq!(holds("591", "59"), None, "too coarse to tell");
    assert_eq!(holds("591", "5910"), Some(true));
    assert_eq!(holds("591", "5920"), Some(false));
    assert_eq!(holds("C", "H6210"), Some(false));
}

fn indicators(staff: u64, revenue: i64, assets: i64) -> Indicators {
    let yuan = |ten_thousands: i64| Money::yuan(ten_thousands * 10_000);
    Indicators {
        staff: Bounds::exactly(staff),
        revenue: Bounds::exactly(yuan(revenue)),
        assets: Bounds::exactly(yuan(assets)),
    }
}

#[test]
fn size_classes_follow_the_table_to_its_boundaries() {
    use SizeClass::{Large, Medium, Micro, Small};
    for (industry, (staff, revenue, assets), class) in [
        ("C38", (1_000, 40_000, 0), Large),
        ("C38", (999, 40_000, 0), Medium),
        ("C38", (1_000, 39_999, 0), Medium),
        ("C38", (300, 2_000, 0), Medium),
        ("C38", (299, 2_000, 0), Small),
        ("C38", (20, 300, 0), Small),
        ("C38", (19, 100_000, 0), Micro),
        ("A01", (5, 20_000, 0), Large),
        ("A01", (5, 49, 0), Micro),
        ("E47", (0, 80_000, 80_000), Large),
        ("E47", (0, 80_000, 4_999), Small),
        ("51", (200, 40_000, 0), Large),
        ("51", (20, 4_999, 0), Small),
        ("52", (50, 500, 0), Medium),
        ("5910", (300, 3_000, 0), Medium),
        ("5920", (100, 1_000, 0), Medium),
        ("H62", (100, 2_000, 0), Medium),
        ("63", (2_000, 100_000, 0), Large),
        ("65", (10, 50, 0), Small),
        ("7010", (0, 1_000, 5_000), Medium),
        ("7020", (300, 1_000, 0), Medium),
        ("L72", (100, 0, 8_000), Medium),
        ("M73", (300, 0, 0), Large),
        ("85", (9, 0, 0), Micro),
    ] {
        let industry = Industry::parse(industry).unwrap();
        let found = classify(&industry, &indicators(staff, revenue, assets));
        assert_eq!(
            found,
            Classified::Within(class, class),
            "{industry} {staff} {revenue} {assets}"
        );
    }
    for uncovered in ["J66", "P83", "84", "S91", "T97", "53"] {
        let industry = Industry::parse(uncovered).unwrap();
        assert_eq!(
            classify(&industry, &indicators(1, 1, 1)),
            Classified::NotCovered,
            "{uncovered}"
        );
    }
    for coarse in ["59", "70"] {
        let industry = Industry::parse(coarse).unwrap();
        assert_eq!(
            classify(&industry, &indicators(1, 1, 1)),
            Classified::IndustryTooCoarse,
            "{coarse}"
        );
    }
}

#[test]
fn one_micro_indicator_is_enough_whatever_the_others_are() {
    let industry = Industry::parse("C38").unwrap();
    let known = Indicators {
        staff: Bounds {
            low: None,
            high: Some(19),
        },
        ..Indicators::default()
    };
    assert_eq!(
        classify(&industry, &known),
        Classified::Within(SizeClass::Micro, SizeClass::Micro)
    );
    let half = Indicators {
        staff: Bounds {
            low: Some(300),
            high: None,
        },
        ..Indicators::default()
    };
    assert_eq!(
        classify(&industry, &half),
        Classified::Within(SizeClass::Micro, SizeClass::Large)
    );
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn year(year: i16, off: &[(&str, &str)], on: &[&str]) -> CalendarYear {
    let mut days = BTreeMap::new();
    for (from, to) in off {
        let (mut at, last) = (day(from), day(to));
        while at <= last {
            days.insert(
                at,
                NamedDay {
                    name: "假".to_owned(),
                    off: true,
                },
            );
            at = at.next();
        }
    }
    for one in on {
        days.insert(
            day(one),
            NamedDay {
                name: "调休".to_owned(),
                off: false,
            },
        );
    }
    CalendarYear {
        year,
        status: Status::Official,
        source: "gov.cn".to_owned(),
        days,
    }
}

/// The notices of the State Council for both years.
fn calendar() -> Calendar {
    let of_2025 = year(
        2025,
        &[
            ("2025-01-01", "2025-01-01"),
            ("2025-01-28", "2025-02-04"),
            ("2025-04-04", "2025-04-06"),
            ("2025-05-01", "2025-05-05"),
            ("2025-05-31", "2025-06-02"),
            ("2025-10-01", "2025-10-08"),
        ],
        &[
            "2025-01-26",
            "2025-02-08",
            "2025-04-27",
            "2025-09-28",
            "2025-10-11",
        ],
    );
    let of_2026 = year(
        2026,
        &[
            ("2026-01-01", "2026-01-03"),
            ("2026-02-15", "2026-02-23"),
            ("2026-04-04", "2026-04-06"),
            ("2026-05-01", "2026-05-05"),
            ("2026-06-19", "2026-06-21"),
            ("2026-09-25", "2026-09-27"),
            ("2026-10-01", "2026-10-07"),
        ],
        &[
            "2026-01-04",
            "2026-02-14",
            "2026-02-28",
            "2026-05-09",
            "2026-09-20",
            "2026-10-10",
        ],
    );
    [of_2025, of_2026].into_iter().collect()
}

#[test]
fn working_days_after_a_day() {
    let calendar = calendar();
    for (from, days, result) in [
        ("2025-01-24", 5, "2025-02-07"),
        ("2025-09-26", 5, "2025-10-10"),
        ("2026-02-12", 5, "2026-02-26"),
        ("2026-04-28", 7, "2026-05-11"),
        ("2026-09-18", 5, "2026-09-24"),
        ("2026-09-30", 1, "2026-10-08"),
    ] {
        assert_eq!(
            calendar.working_days_after(day(from), days),
            day(result),
            "{from} + {days}"
        );
    }
    assert_eq!(calendar.working_days_in(2025), 248);
    assert_eq!(calendar.working_days_in(2026), 248);
    assert!(!calendar.is_provisional(day("2026-12-31")));
    assert!(calendar.is_provisional(day("2027-01-04")), "no notice yet");
}

#[test]
fn a_development_zone_is_a_set_of_townships() {
    let zone = facts::Jurisdiction {
        id: facts::JurisdictionId::parse("kaifaqu").unwrap(),
        name: "开发区".to_owned(),
        counties: ["420205".to_owned()].into(),
        townships: [Division::parse("420281/汪仁镇").unwrap()].into(),
        except: [].into(),
    };
    let holds = |place: &str| zone.holds(&Division::parse(place).unwrap());
    assert_eq!(holds("420205/铁山街道"), Some(true));
    assert_eq!(holds("420281/汪仁镇"), Some(true));
    assert_eq!(holds("420281/金湖街道"), Some(false));
    assert_eq!(holds("420281"), None, "the county alone does not tell");
    assert_eq!(holds("420202"), Some(false));
}

proptest! {
    #[test]
    fn counting_forward_and_back_meet_on_working_days(start in 0_i64..700, days in 1_u32..60) {
        let calendar = calendar();
        let mut from = day("2025-01-01").plus_days(start);
        while !calendar.is_working(from) {
            from = from.next();
        }
        let there = calendar.working_days_after(from, days);
        prop_assert!(calendar.is_working(there));
        prop_assert_eq!(calendar.working_days_before(there, days), from);
    }

    #[test]
    fn money_is_written_as_officials_write_it(fen in prop_oneof![-100_000_000_i64..100_000_000, -Money::MAX_FEN..Money::MAX_FEN], round in 0_u32..9) {
        let fen = fen / 10_i64.pow(round) * 10_i64.pow(round);
        let money = Money::of_fen(fen);
        let whole = |written: &str| written.replace(',', "");
        let exact = money.to_string();
        prop_assert_eq!(whole(&money.grouped()), exact.strip_suffix(".00").unwrap_or(&exact));
        prop_assert_eq!(whole(&money.to_the_fen()), exact);
        let comma = |(place, character): (usize, char)| (character == ',') == (place % 4 == 3);
        prop_assert!(money.grouped().split('.').next().unwrap().trim_start_matches('-').chars().rev().enumerate().all(comma));
        // from ten thousand on in ten thousands, where two decimals say all of it
        match money.words().strip_suffix(" 万元") {
            Some(ten_thousands) => prop_assert_eq!(Money::parse(ten_thousands).unwrap().times(10_000.into()), money),
            None => {
                prop_assert!(fen % 10_000 != 0 || fen.abs() < 1_000_000);
                prop_assert_eq!(money.words(), format!("{} 元", money.grouped()));
            }
        }
    }

    #[test]
    fn money_is_exact_to_the_fen(one in -1_000_000_000_i64..1_000_000_000, two in 0_i64..1_000_000_000) {
        let fen = |fen: i64| Money::parse(&format!("{}{}.{:02}", if fen < 0 { "-" } else { "" }, fen.abs() / 100, fen.abs() % 100)).unwrap();
        prop_assert_eq!(fen(one).plus(fen(two)).minus(fen(two)), fen(one));
        prop_assert_eq!(Money::parse(&fen(one).to_string()).unwrap(), fen(one));
        prop_assert_eq!((Money::of_fen(one), Money::of_fen(one).fen()), (fen(one), one));
        prop_assert_eq!((Money::MAX.fen(), Money::of_fen(Money::MAX_FEN)), (Money::MAX_FEN, Money::MAX));
    }

    #[test]
    fn months_are_counted_as_birthdays(start in 0_i64..20_000, months in 0_i32..600) {
        let born = day("1990-01-01").plus_days(start);
        let then = born.plus_months(months);
        prop_assert!(born.months_until(then) >= i64::from(months) - 1);
        prop_assert!(born.months_until(then) <= i64::from(months));
        prop_assert!(then.plus_days(-1) < then && born <= then);
    }
}
