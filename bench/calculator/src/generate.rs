//! The measured catalogue and the enterprises that ask it.

use std::collections::{BTreeMap, BTreeSet};

use calculator::{
    Amount, Award, AwardTerms, Benefit, Bound, Clause, Condition, Interval, Item, Known, Profile,
    Test, Tier,
};
use facts::{Industry, IndustryPattern, ItemId, JurisdictionId, Money, Rate, Text};
use rust_decimal::Decimal;
use rust_decimal::prelude::FromPrimitive;

use crate::city::{
    CHOICES, COUNTIES, DAYS, DIVISIONS, NUMBERS, PLACES, SHARES, TITLES, YES_NO, county, id, today,
    township, value,
};
use crate::draw::Draw;

/// So many items of 3 to 12 conditions each.
pub(crate) fn items(count: usize) -> Vec<Item> {
    let mut draw = Draw::new(1);
    (0..count).map(|place| item(place, &mut draw)).collect()
}

fn item(place: usize, draw: &mut Draw) -> Item {
    let wanted = 3 + ((draw.share() + draw.share()) * 5.0) as usize;
    let mut tests = usual(draw);
    while tests.len() > wanted {
        tests.remove(1 + draw.below(tests.len() - 1));
    }
    while tests.len() < wanted {
        tests.push(other(draw));
    }
    let condition = |(number, test): (usize, Test)| Condition {
        test,
        words: Text::new(format!("第{number}项条件"), format!("condition {number}")),
        clause: Clause {
            document: format!("样例〔2026〕{} 号", place % 97),
            article: format!("第{}条", number + 1),
        },
    };
    Item {
        id: ItemId::parse(&format!("item-{place}")).unwrap(),
        title: Text::new(format!("第{place}项奖补"), format!("benefit {place}")),
        conditions: tests.into_iter().enumerate().map(condition).collect(),
        benefit: Benefit::Money {
            amount: amount(draw),
            instalments: Vec::new(),
        },
        highest_of: draw.chance(0.2).then(|| format!("group {}", place / 7)),
        excludes: BTreeSet::new(),
        joint_cap: None,
        selection: None,
        once: None,
    }
}

/// What most policies ask for: where, which industry, what size, and a clean record.
fn usual(draw: &mut Draw) -> Vec<Test> {
    let mut tests = vec![place(draw)];
    if draw.chance(0.6) {
        tests.push(industry(draw));
    }
    if draw.chance(0.4) {
        tests.push(choice(0, draw));
    }
    if draw.chance(0.45) {
        tests.push(Test::Yes(id("independent")));
    }
    if draw.chance(0.7) {
        let all = draw.chance(0.5);
        tests.push(not(title(1, if all { 12 } else { 1 }, draw)));
    }
    if draw.chance(0.3) {
        let (fact, _) = YES_NO[1 + draw.below(4)];
        tests.push(not(Test::Yes(id(fact))));
    }
    if draw.chance(0.15) {
        tests.push(not(title(3, 1, draw)));
    }
    if draw.chance(0.3) {
        let of = (0..2 + draw.below(3)).map(|_| {
            if draw.chance(0.2) {
                Test::All(vec![other(draw), other(draw)])
            } else {
                other(draw)
            }
        });
        tests.push(Test::Any(of.collect()));
    }
    if draw.chance(0.08) {
        tests.push(not(Test::Any(vec![other(draw), other(draw)])));
    }
    tests
}

fn not(test: Test) -> Test {
    Test::Not(Box::new(test))
}

fn place(draw: &mut Draw) -> Test {
    let level = draw.share();
    let fact = id(PLACES[usize::from(draw.chance(0.2))]);
    let jurisdiction = |text: &str| JurisdictionId::parse(text).unwrap();
    if level < 0.5 {
        return Test::Place(fact, vec![jurisdiction("city")]);
    }
    if level < 0.6 {
        return Test::Place(fact, vec![jurisdiction("zone")]);
    }
    let mut places = BTreeSet::from([draw.below(COUNTIES)]);
    while draw.chance(0.08) {
        places.insert(draw.below(COUNTIES));
    }
    let places = places
        .iter()
        .map(|place| jurisdiction(&format!("county-{place}")));
    Test::Place(fact, places.collect())
}

fn digits(draw: &mut Draw) -> String {
    let division = DIVISIONS[draw.leaning(DIVISIONS.len())];
    format!("{division:02}{}{}", 1 + draw.leaning(6), draw.below(4))
}

fn industry(draw: &mut Draw) -> Test {
    let patterns: BTreeSet<IndustryPattern> = (0..1 + draw.leaning(12))
        .map(|_| {
            let digits = digits(draw);
            let length = *draw.of(&[0, 2, 2, 2, 3, 3, 4]);
            let pattern = IndustryPattern::parse(&digits[..length.max(2)]).unwrap();
            if length > 0 {
                return pattern;
            }
            IndustryPattern::Section(Industry::parse(&digits).unwrap().section())
        })
        .collect();
    Test::Industry(id("industry"), patterns.into_iter().collect())
}

fn choice(which: usize, draw: &mut Draw) -> Test {
    let (fact, count) = CHOICES[which];
    let mut values: BTreeSet<String> = (0..count)
        .filter(|_| draw.chance(0.5))
        .map(|place| value(fact, place))
        .collect();
    values.insert(value(fact, draw.leaning(count)));
    Test::OneOf(id(fact), values)
}

fn title(which: usize, count: usize, draw: &mut Draw) -> Test {
    let (fact, all) = TITLES[which];
    let wanted: BTreeSet<String> = if count >= all {
        (0..all).map(|place| value(fact, place)).collect()
    } else {
        (0..count).map(|_| value(fact, draw.leaning(all))).collect()
    };
    Test::Title(id(fact), wanted, AwardTerms::default())
}

/// A round number around `usual`, between two powers of ten away.
fn round(usual: f64, (low, high): (f64, f64), draw: &mut Draw) -> Decimal {
    let value = usual * 10_f64.powf(low + (high - low) * draw.share());
    let magnitude = 10_f64.powf(value.log10().floor());
    let leading = (value / magnitude * 2.0).round() / 2.0;
    Decimal::from_f64((leading * magnitude).round().max(1.0)).unwrap()
}

fn number(draw: &mut Draw) -> Test {
    let (fact, usual, _) = NUMBERS[draw.leaning(NUMBERS.len())];
    let bound = |value, counted| Some(Bound { value, counted });
    let interval = if draw.chance(0.8) {
        let counted = draw.chance(0.9);
        Interval {
            low: bound(round(usual, (-1.6, 0.6), draw), counted),
            high: None,
        }
    } else {
        let counted = draw.chance(0.8);
        Interval {
            low: None,
            high: bound(round(usual, (-0.2, 1.6), draw), counted),
        }
    };
    Test::Within(id(fact), interval)
}

fn other(draw: &mut Draw) -> Test {
    match draw.below(100) {
        0..30 => number(draw),
        30..45 => {
            let (fact, other, shares) = SHARES[draw.leaning(SHARES.len())];
            Test::Reaches {
                fact: id(fact),
                other: id(other),
                share: rate(*draw.of(shares)),
            }
        }
        45..65 => title(0, 1 + draw.leaning(3), draw),
        65..75 => title(2, 1, draw),
        75..90 => Test::Months {
            since: id(DAYS[draw.below(4)].0),
            at_least: None,
            below: Some(*draw.of(&[6, 12, 18, 24, 36, 48, 60, 72, 84, 96, 120])),
        },
        _ => choice(1 + draw.below(CHOICES.len() - 1), draw),
    }
}

fn rate(per_mille: u32) -> Rate {
    Rate::parse(&format!("{}.{}%", per_mille / 10, per_mille % 10)).unwrap()
}

fn amount(draw: &mut Draw) -> Amount {
    let money = |usual: f64, draw: &mut Draw| Money::truncated(round(usual, (-1.0, 1.0), draw));
    let bases = ["research", "equipment", "invested", "loan", "tax_paid"];
    let of = |draw: &mut Draw| id(*draw.of::<&str>(&bases));
    match draw.below(10) {
        0..5 => Amount::Fixed(money(200_000.0, draw)),
        5..8 => Amount::Limited {
            amount: Box::new(Amount::Rate {
                share: rate(*draw.of(&[20, 50, 80, 100, 150, 200, 300])),
                of: of(draw),
            }),
            least: None,
            most: Some(Box::new(Amount::Fixed(money(1_000_000.0, draw)))),
        },
        _ => {
            let froms: BTreeSet<Decimal> =
                (0..4).map(|_| round(2.0e6, (-1.0, 1.2), draw)).collect();
            let tiers = froms.into_iter().zip(1_i64..).map(|(from, place)| Tier {
                from,
                value: Amount::Fixed(Money::yuan(100_000 * place)),
            });
            Amount::Brackets(of(draw), tiers.collect())
        }
    }
}

/// So many enterprises, of each of whom this share of the facts is not known.
pub(crate) fn profiles(seed: u64, missing: f64, count: usize) -> Vec<Profile> {
    let mut draw = Draw::new(seed);
    (0..count).map(|_| profile(missing, &mut draw)).collect()
}

fn profile(missing: f64, draw: &mut Draw) -> Profile {
    let scale = draw.bell();
    let mut all: Vec<(&str, Known)> = Vec::new();
    let mut revenue = 0.0;
    for (fact, usual, apart) in NUMBERS {
        let value = match fact {
            "revenue_before" => revenue * (0.75 + 0.4 * draw.share()),
            "main_revenue" => revenue * (0.5 + 0.5 * draw.share()),
            "export" | "loan" | "disabled" | "standards" | "research" if draw.chance(0.4) => 0.0,
            _ => usual * 10_f64.powf(apart * (0.8 * scale + 0.6 * draw.bell())),
        };
        if fact == "revenue" {
            revenue = value;
        }
        let sign = if fact == "profit" && draw.chance(0.15) {
            -1.0
        } else {
            1.0
        };
        let value = Decimal::from_f64((sign * value).round()).unwrap();
        all.push((fact, Known::Number(Interval::exactly(value))));
    }
    for (fact, count) in CHOICES {
        let value = value(fact, draw.leaning(count));
        all.push((fact, Known::OneOf(BTreeSet::from([value]))));
    }
    for (fact, often) in YES_NO {
        all.push((fact, Known::YesNo(draw.chance(often))));
    }
    for (fact, years) in DAYS {
        let back = (365.25 * years * draw.share() * draw.share()) as i64;
        let day = today().plus_days(-30 - back);
        all.push((fact, Known::Days(Some(day), Some(day))));
    }
    for (fact, all_of_them) in TITLES {
        let count = match fact {
            "blacklists" => usize::from(draw.chance(0.06)),
            _ => draw.leaning(8),
        };
        let held: BTreeMap<String, Award> = (0..count)
            .map(|_| (value(fact, draw.leaning(all_of_them)), Award::default()))
            .collect();
        all.push((fact, Known::Titles(held)));
    }
    let home = draw.below(COUNTIES);
    let near = township(home, draw.below(8));
    let far = township(draw.below(COUNTIES), draw.below(8));
    let registered = if draw.chance(0.85) { near.clone() } else { far };
    all.push(("works_in", Known::Place(BTreeSet::from([near]))));
    all.push(("registered_in", Known::Place(BTreeSet::from([registered]))));
    let industry = Industry::parse(&digits(draw)).unwrap();
    all.push(("industry", Known::Industry(BTreeSet::from([industry]))));
    all.into_iter()
        .fold(Profile::new(), |profile, (fact, known)| {
            if draw.chance(missing) {
                profile
            } else {
                profile.with(id(fact), known)
            }
        })
}

/// Makes some of what is known vague: ranges, several values, a county instead of a township.
pub(crate) fn vague(profile: &Profile, draw: &mut Draw) -> Profile {
    let known = profile.iter().map(|(fact, known)| {
        if draw.chance(0.6) {
            return (fact.clone(), known.clone());
        }
        let known = match known {
            Known::Number(interval) => {
                let value = interval.exact().unwrap_or_default();
                let around = value.abs() * Decimal::new(3, 1);
                Known::Number(Interval::between(
                    Some(value - around),
                    Some(value + around),
                ))
            }
            Known::OneOf(values) => {
                let mut values = values.clone();
                let (name, count) = *draw.of(&CHOICES);
                if fact.as_str() == name {
                    values.insert(value(name, draw.below(count)));
                }
                Known::OneOf(values)
            }
            Known::Days(from, _) => Known::Days(*from, draw.chance(0.5).then(today)),
            Known::Industry(codes) => {
                let short = codes.iter().map(|code| &code.digits()[..2]);
                Known::Industry(short.map(|code| Industry::parse(code).unwrap()).collect())
            }
            Known::Place(places) => {
                let counties = places.iter().map(|place| place.county().to_owned());
                let more = draw.chance(0.3).then(|| county(draw.below(COUNTIES)));
                let all = counties.chain(more);
                Known::Place(
                    all.map(|code| facts::Division::parse(&code).unwrap())
                        .collect(),
                )
            }
            Known::YesNo(_) | Known::Titles(_) | Known::Records(_) => known.clone(),
        };
        (fact.clone(), known)
    });
    let known: Vec<_> = known.collect();
    known
        .into_iter()
        .fold(Profile::new(), |profile, (fact, known)| {
            profile.with(fact, known)
        })
}
