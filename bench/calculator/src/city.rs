//! What is asked in the measured city: its facts and its ground.

use calculator::{Choice, Declaration, FactId, Facts, Kind};
use facts::{Day, Division, Jurisdiction, JurisdictionId, Text};

/// A number or money: its id, its usual size, and how far enterprises lie apart, in powers of ten.
pub(crate) const NUMBERS: [(&str, f64, f64); 28] = [
    ("revenue", 2.0e7, 0.8),
    ("staff", 45.0, 0.6),
    ("research", 9.0e5, 1.0),
    ("invested", 2.0e6, 1.0),
    ("tax_paid", 8.0e5, 0.9),
    ("equipment", 9.0e5, 1.0),
    ("inventions", 3.0, 0.5),
    ("export", 1.0e6, 1.0),
    ("insured", 40.0, 0.6),
    ("revenue_before", 1.8e7, 0.8),
    ("research_before", 8.0e5, 1.0),
    ("main_revenue", 1.6e7, 0.8),
    ("research_staff", 6.0, 0.6),
    ("graduates", 18.0, 0.6),
    ("new_staff", 5.0, 0.6),
    ("profit", 1.5e6, 0.9),
    ("assets", 2.5e7, 0.9),
    ("liabilities", 1.3e7, 0.9),
    ("net_assets", 1.1e7, 0.9),
    ("capital", 5.0e6, 0.7),
    ("capital_paid", 2.0e6, 0.7),
    ("loan", 3.0e6, 0.8),
    ("energy", 800.0, 0.8),
    ("models", 9.0, 0.5),
    ("software", 7.0, 0.5),
    ("standards", 1.0, 0.3),
    ("area", 1500.0, 0.6),
    ("disabled", 1.0, 0.3),
];

/// Shares that rules ask for: what, of what, and the per-mille figures in use.
pub(crate) const SHARES: [(&str, &str, &[u32]); 9] = [
    (
        "research",
        "revenue",
        &[15, 20, 25, 30, 40, 50, 60, 80, 100],
    ),
    (
        "revenue",
        "revenue_before",
        &[1000, 1030, 1050, 1100, 1150, 1200, 1300],
    ),
    ("research", "research_before", &[1000, 1050, 1100, 1200]),
    ("main_revenue", "revenue", &[500, 600, 700, 800, 900]),
    ("research_staff", "staff", &[50, 100, 150, 300]),
    ("graduates", "staff", &[100, 200, 300, 500]),
    ("insured", "staff", &[500, 600, 700, 800, 900]),
    ("export", "revenue", &[50, 100, 300, 500]),
    ("equipment", "invested", &[300, 500, 800]),
];

/// Choices, each with how many values it has.
pub(crate) const CHOICES: [(&str, usize); 7] = [
    ("size", 4),
    ("ownership", 6),
    ("form", 5),
    ("tax_grade", 5),
    ("credit_grade", 5),
    ("listing", 4),
    ("high_tech", 3),
];

/// Yes or no, each with how often it is yes.
pub(crate) const YES_NO: [(&str, f64); 6] = [
    ("independent", 0.95),
    ("tax_arrears", 0.04),
    ("polluted", 0.03),
    ("unsafe", 0.02),
    ("abnormal", 0.03),
    ("related", 0.1),
];

/// Days, each with how many years they reach back.
pub(crate) const DAYS: [(&str, f64); 5] = [
    ("founded", 25.0),
    ("high_tech_since", 10.0),
    ("moved_in", 10.0),
    ("listed_on", 10.0),
    ("fined_on", 10.0),
];

/// Titles, each with how many there are.
pub(crate) const TITLES: [(&str, usize); 4] = [
    ("certificates", 120),
    ("blacklists", 12),
    ("honours", 80),
    ("received", 200),
];

/// Where an enterprise works and where it is registered.
pub(crate) const PLACES: [&str; 2] = ["works_in", "registered_in"];

/// Counties of the city.
pub(crate) const COUNTIES: usize = 16;

pub(crate) fn id(text: &str) -> FactId {
    FactId::parse(text).unwrap()
}

pub(crate) fn today() -> Day {
    Day::new(2026, 11, 24).unwrap()
}

pub(crate) fn value(fact: &str, place: usize) -> String {
    format!("{fact}_{place}")
}

fn declared(fact: &str, kind: Kind, choices: usize) -> Declaration {
    let choices = (0..choices).map(|place| Choice {
        value: value(fact, place),
        label: Text::new(format!("第{place}项"), format!("number {place}")),
    });
    Declaration {
        id: id(fact),
        kind,
        label: Text::new(fact, fact),
        question: Text::new(fact, fact),
        unit: Text::default(),
        period: String::new(),
        choices: choices.collect(),
        derived: None,
        parameter: false,
        of: None,
        about: calculator::About::default(),
    }
}

pub(crate) fn facts() -> Facts {
    let numbers = NUMBERS.map(|(fact, ..)| declared(fact, Kind::Money, 0));
    let choices = CHOICES.map(|(fact, count)| declared(fact, Kind::Choice, count));
    let yes_no = YES_NO.map(|(fact, _)| declared(fact, Kind::YesNo, 0));
    let days = DAYS.map(|(fact, _)| declared(fact, Kind::Day, 0));
    let titles = TITLES.map(|(fact, count)| declared(fact, Kind::Titles, count));
    let places = PLACES.map(|fact| declared(fact, Kind::Place, 0));
    let all = numbers.into_iter().chain(choices).chain(yes_no).chain(days);
    let all = all.chain(titles).chain(places);
    Facts::new(
        all.chain([declared("industry", Kind::Industry, 0)])
            .collect(),
    )
}

pub(crate) fn county(place: usize) -> String {
    format!("3101{:02}", place + 1)
}

/// A township of a county; the second of each belongs to the development zone.
pub(crate) fn township(county_place: usize, place: usize) -> Division {
    let county = county(county_place);
    Division::parse(&format!("{county}/{county}{:03}", place + 1)).unwrap()
}

/// The counties, without the zone's townships; the zone; the city.
pub(crate) fn jurisdictions() -> Vec<Jurisdiction> {
    let mut all: Vec<Jurisdiction> = (0..COUNTIES)
        .map(|place| Jurisdiction {
            id: JurisdictionId::parse(&format!("county-{place}")).unwrap(),
            name: format!("第{place}区"),
            counties: [county(place)].into(),
            townships: [].into(),
            except: [township(place, 1)].into(),
        })
        .collect();
    all.push(Jurisdiction {
        id: JurisdictionId::parse("zone").unwrap(),
        name: "开发区".to_owned(),
        counties: [].into(),
        townships: (0..COUNTIES).map(|place| township(place, 1)).collect(),
        except: [].into(),
    });
    all.push(Jurisdiction {
        id: JurisdictionId::parse("city").unwrap(),
        name: "全市".to_owned(),
        counties: (0..COUNTIES).map(county).collect(),
        townships: [].into(),
        except: [].into(),
    });
    all
}

/// An industry of GB/T 4754: divisions that exist, groups and classes as they come.
pub(crate) const DIVISIONS: [u8; 40] = [
    39, 65, 35, 38, 73, 64, 27, 36, 34, 51, 52, 26, 40, 72, 75, 74, 37, 29, 33, 30, 54, 58, 59, 61,
    62, 13, 14, 15, 17, 18, 47, 48, 50, 1, 5, 44, 46, 77, 82, 87,
];
