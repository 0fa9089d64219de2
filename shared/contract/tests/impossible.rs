//! What cannot be: facts no enterprise has, divisions by nothing, and rules so wrong that no reader lets them through to the core.

#![cfg(test)]

use ::facts::{Day, ItemId, Money, Text};
use calculator::{
    Amount, Bound, Catalogue, Condition, Declaration, Derivation, FactId, Facts, Interval, Item,
    Kind, Known, Profile, Scratch, Term, Test, Verdict,
};
use contract::eligibility::ask::profile_of;
use contract::facts::facts;
use contract::fault::Fault;
use contract::rule::PolicyDocument;
use serde_json::{Map, Value, json};

fn sample() -> Value {
    serde_json::from_str(include_str!(
        "../../../infra/seed/examples/first-policy.json"
    ))
    .unwrap()
}

fn read(facts_given: &Value) -> (Profile, Vec<Fault>) {
    let given: Map<String, Value> = facts_given.as_object().unwrap().clone();
    let mut faults = Vec::new();
    let profile = profile_of(&given, facts(), "/facts", &mut faults);
    (profile, faults)
}

#[test]
fn facts_of_an_enterprise_that_cannot_be() {
    let bad = json!({ "staff": -1, "revenue": { "from": "9", "to": "1" }, "registered_on": "2026-02-30", "nobody": 1, "hires__months": 3,
        "titles": [{ "title": "high_tech", "level": "moon" }], "hires": [{ "hires__months": "x", "hires__name": "?" }], "assets": 1e300 });
    let (_, faults) = read(&bad);
    let at: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
    for pointer in [
        "/facts/staff",
        "/facts/revenue",
        "/facts/registered_on",
        "/facts/nobody",
        "/facts/hires__months",
        "/facts/titles",
        "/facts/hires/0/hires__months",
        "/facts/hires/0/hires__name",
        "/facts/assets",
    ] {
        assert!(at.contains(&pointer), "{pointer} is not among {at:?}");
    }
}

fn fact(id: &str) -> FactId {
    FactId::parse(id).unwrap()
}

fn over_zero(id: &str) -> Test {
    let low = Some(Bound {
        value: 0.into(),
        counted: false,
    });
    Test::Within(fact(id), Interval { low, high: None })
}

fn item(id: &str, test: Test) -> Item {
    let sample = PolicyDocument::of(&sample()).unwrap().items.remove(0).rules;
    let condition = Condition {
        test,
        ..sample.conditions[0].clone()
    };
    Item {
        id: ItemId::parse(id).unwrap(),
        conditions: vec![condition],
        once: None,
        joint_cap: None,
        highest_of: None,
        ..sample
    }
}

fn today() -> Day {
    Day::new(2026, 11, 24).unwrap()
}

#[test]
fn dividing_by_nothing_and_by_what_is_not_known_is_open() {
    let catalogue = Catalogue::compile(
        facts().clone(),
        vec![item("one", over_zero("revenue_growth"))],
        Vec::new(),
    )
    .unwrap();
    for before in [json!("0"), json!({ "from": "0", "to": "100" }), Value::Null] {
        let (profile, faults) = read(&json!({ "revenue": "100", "revenue_before": before }));
        assert_eq!(faults, []);
        let answer = catalogue.assess(&profile, today(), None).items.remove(0);
        assert_eq!(answer.verdict, Verdict::Undetermined, "{before}");
    }
}

#[test]
fn the_core_ends_even_where_facts_go_round() {
    let round = |id: &str, of: &str| Declaration {
        id: fact(id),
        kind: Kind::Number,
        label: Text::new(id, id),
        question: Text::new(id, id),
        unit: Text::default(),
        period: String::new(),
        choices: Vec::new(),
        derived: Some(Derivation::Sum(vec![Term::Fact(fact(of))])),
        parameter: false,
        of: None,
        about: calculator::About::default(),
    };
    let going = Facts::new(vec![round("one", "two"), round("two", "one")]);
    assert_eq!(going.circles().len(), 2);
    let catalogue =
        Catalogue::compile(going, vec![item("one", over_zero("one"))], Vec::new()).unwrap();
    let answer = catalogue
        .assess(&Profile::new(), today(), None)
        .items
        .remove(0);
    assert_eq!(answer.verdict, Verdict::Undetermined);
}

#[test]
fn items_that_give_a_share_of_each_other_end_too() {
    let matching = |id: &str, of: &str| {
        let mut item = item(id, Test::All(Vec::new()));
        item.benefit = calculator::Benefit::Money {
            amount: Amount::Item(ItemId::parse(of).unwrap()),
            instalments: Vec::new(),
        };
        item
    };
    let catalogue = Catalogue::compile(
        facts().clone(),
        vec![matching("one", "two"), matching("two", "one")],
        Vec::new(),
    )
    .unwrap();
    for answer in catalogue.assess(&Profile::new(), today(), None).items {
        assert_eq!(answer.amount.certain(), Money::ZERO);
        assert_eq!(answer.amount.exact(), None, "nobody knows");
    }
}

#[test]
fn a_hundred_thousand_items_and_items_twice() {
    let one = item("one", over_zero("staff"));
    let many = (0..100_000).map(|place| Item {
        id: ItemId::parse(&format!("item-{place}")).unwrap(),
        ..one.clone()
    });
    let catalogue = Catalogue::compile(facts().clone(), many.collect(), Vec::new()).unwrap();
    let profile = Profile::new().with(fact("staff"), Known::Number(Interval::exactly(5.into())));
    let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
    catalogue.verdicts(&profile, today(), &mut scratch, &mut verdicts);
    assert_eq!(verdicts.len(), 100_000);
    assert!(verdicts.iter().all(|verdict| *verdict == Verdict::Eligible));
    let twice =
        Catalogue::compile(facts().clone(), vec![one.clone(), one], Vec::new()).unwrap_err();
    assert!(
        twice
            .iter()
            .any(|(_, finding)| finding.code == "duplicate_item")
    );
    let mut policy = sample();
    let same = policy["items"][0].clone();
    policy["items"] = Value::Array(vec![same; 101]);
    let found = PolicyDocument::of(&policy).unwrap_err().faults;
    assert!(
        found.iter().any(|fault| fault.pointer == "/items"),
        "{found:?}"
    );
}
