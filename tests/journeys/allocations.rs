//! Openings that are given out in one go (M94): pro rata and by ranking, from the provisional approval to the released shares.

use city::client::Reply;
use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::asked::{asks, does};
use crate::co_handling::{answers, part};
use crate::instalments;
use crate::ledger::{ENTERPRISES, applies, applies_with, approves, approves_with};
use crate::steps::{ITEM, await_item, example, form_as, open, publish_document, text, version};

const PATH: &str = "/v1/items/first-industrial-award/openings/2026/allocation";
const PAGE: &str = "/allocations/first-industrial-award/2026";

fn publish(world: &World, selection: &Value) {
    let mut policy: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    policy["items"][0]["selection"] = selection.clone();
    publish_document(world, policy);
    await_item(world, ITEM);
}

fn settle(world: &World, who: &str, body: Value) -> Reply {
    world.speak_as(who).ask("POST", PATH, Asked::with(body))
}

fn code(reply: &Reply) -> (u16, String) {
    (reply.status, text(&reply.json(), "/code"))
}

fn read(world: &World, who: &str, number: &str) -> Value {
    let path = format!("/v1/cases/{number}");
    world.speak_as(who).get(&path).json()
}

fn approve(world: &World, number: &str) {
    let officer = world.speak_as("jingxin-officer");
    assert_eq!(approves(&officer, number), "decided");
    world.settle();
}

fn told(world: &World, words: &str) -> bool {
    let mails = world.mails();
    mails
        .iter()
        .any(|mail| text(mail, "/subject").contains(words))
}

#[test]
fn a_budget_is_shared_pro_rata_once_everything_is_decided() {
    let world = World::start(PROGRAM);
    publish(&world, &json!({ "pro_rata": { "budget": "100000.00" } }));
    let three = &ENTERPRISES[..3];
    let cases: Vec<String> = three.iter().map(|one| applies(&world, one)).collect();
    world.settle();
    // each approval alone is more than the budget: it takes nothing yet
    approve(&world, &cases[0]);
    approve(&world, &cases[1]);
    let staff = read(&world, "lead", &cases[0]);
    assert!(
        text(&staff, "/state_text/zh").contains("待统一分配"),
        "{staff}"
    );
    let owner = read(&world, three[0], &cases[0]);
    assert!(
        owner.get("decision").is_none() && owner["promise"]["paused"] == json!(false),
        "{owner}"
    );
    let lead = world.speak_as("lead");
    let at = version(&lead.get(&format!("/v1/cases/{}", cases[0])).json());
    let early = lead.ask(
        "POST",
        &format!("/v1/cases/{}/release", cases[0]),
        Asked::with(json!({})).at(at),
    );
    assert_eq!(code(&early), (409, "provisional".to_owned()));

    let preview = lead.get(PATH).json();
    assert_eq!(text(&preview, "/shares/0/gets"), "50000.00", "{preview}");
    assert_eq!(text(&preview, "/undecided/0/number"), cases[2]);
    assert_eq!(
        code(&settle(&world, "lead", json!({}))),
        (409, "not_closed".to_owned())
    );
    assert_eq!(settle(&world, "clerk", json!({})).status, 403);
    world.move_clock_past("2026-12-31");
    // the first working day of the new year
    world.move_clock_past("2027-01-03");
    world.move_clock_by(10 * 3_600);
    world.tick();
    world.settle();
    assert!(told(&world, "待分配"), "the counter is told in the morning");
    let open_still = settle(&world, "lead", json!({}));
    assert_eq!(code(&open_still), (409, "undecided_cases".to_owned()));
    assert!(open_still.text().contains(&cases[2]));
    approve(&world, &cases[2]);

    // two at once, and once more: one allocation
    let replies: Vec<Reply> = std::thread::scope(|scope| {
        let racing =
            ["lead", "coordinator"].map(|who| scope.spawn(|| settle(&world, who, json!({}))));
        racing
            .into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    for reply in &replies {
        assert_eq!(reply.status, 200, "{}", reply.text());
        assert_eq!(text(&reply.json(), "/given"), "99999.99");
    }
    world.settle();
    world.tick();
    world.settle();
    let again = settle(&world, "lead", json!({}));
    assert_eq!(
        again.json()["shares"],
        replies[0].json()["shares"],
        "made final once"
    );
    for (enterprise, number) in three.iter().zip(&cases) {
        let seen = read(&world, enterprise, number);
        assert_eq!(text(&seen, "/state"), "in_publicity", "{seen}");
        assert_eq!(text(&seen, "/decision/amount"), "33333.33");
        assert!(text(&seen, "/decision/reason").contains("÷"), "{seen}");
        let notice = open(&format!("{}/notices/{number}", world.addresses.portal));
        assert!(notice.text().contains("33,333.33"), "{}", notice.text());
    }
    let page = lead.get(PAGE).text();
    assert!(
        page.contains("分配结果") && !page.contains("确定分配并反馈"),
        "{page}"
    );
    let table = lead.get(&format!("{PAGE}?format=csv")).text();
    assert!(table.contains("200000.00,,,33333.33"), "{table}");
    assert!(lead.get("/allocations").text().contains("已分配"));
    assert!(lead.get("/desk").text().contains("统一分配"));
    decided_anew_takes_what_is_left(&world, &cases[1]);
}

/// An objection undoes one approval: its share goes back, and decided anew it gets what is left and no fen more.
fn decided_anew_takes_what_is_left(world: &World, number: &str) {
    let objection = json!({
        "kind": "objection", "title": "对公示结果有异议", "words": "营业收入不实", "about": number,
        "name": "某企业", "contact_email": "other@example.com",
    });
    let objected = text(&asks(world, objection), "/number");
    let words = json!({ "outcome": "upheld", "words": "核实属实", "remedy": null });
    let answered = does(world, "jingxin-officer", &objected, ("answer", words));
    assert_eq!(answered.status, 200, "{}", answered.text());
    let told = does(world, "lead", &objected, ("release", json!({})));
    assert_eq!(told.status, 200, "{}", told.text());
    let officer = world.speak_as("jingxin-officer");
    // 100 000 less two shares of 33 333.33
    assert_eq!(approves_with(&officer, number, "33333.35"), "exhausted");
    assert_eq!(approves_with(&officer, number, "33333.34"), "decided");
    world.settle();
    let told = does(world, "lead", number, ("release", json!({})));
    assert_eq!(text(&told.json(), "/state"), "in_publicity");
    let given = settle(world, "lead", json!({})).json();
    assert_eq!(text(&given, "/given"), "99999.99", "what is final stays");
}

#[test]
fn places_go_to_the_first_by_rank_and_the_others_are_told_why() {
    let world = World::start(PROGRAM);
    let among = json!({ "zh": "规上工业企业", "en": "industry" });
    publish(
        &world,
        &json!({ "ranked": { "by": "revenue", "places": 2, "among": among } }),
    );
    let open_score = json!({ "from": "24000000", "to": "26000000" });
    let revenues = [
        json!("23500000"),
        json!("23500000"),
        json!("30000000"),
        open_score,
    ];
    let cases: Vec<String> = ENTERPRISES
        .iter()
        .zip(&revenues)
        .map(|(one, revenue)| applies_with(&world, one, revenue))
        .collect();
    world.settle();
    cases.iter().for_each(|number| approve(&world, number));
    world.move_clock_past("2026-12-31");
    let unscored = settle(&world, "lead", json!({}));
    assert_eq!(code(&unscored), (409, "unscored_cases".to_owned()));
    assert!(unscored.text().contains(&cases[3]));
    waits_for_allocation(&world, &cases);
    let lead = world.speak_as("lead");
    let page = lead.get(PAGE).text();
    let field = format!("score:{}", cases[3]);
    assert!(page.contains(&field), "{page}");
    let wrong = [("idempotency_key", "k-0"), (field.as_str(), "约两千万")];
    let wrong = form_as(&world, "lead", PAGE, &wrong);
    assert_eq!(wrong.status, 422, "{}", wrong.text());
    assert!(wrong.text().contains("应为数字") && wrong.text().contains("约两千万"));
    // by the page: the checked score puts the last one behind the three others
    let fields = [("idempotency_key", "k-1"), (field.as_str(), "20000001")];
    let done = form_as(&world, "lead", PAGE, &fields);
    assert_eq!(done.status, 303, "{}", done.text());
    world.settle();

    let told = lead.get(PATH).json();
    let ranks: Vec<(String, String)> = told["shares"]
        .as_array()
        .expect("shares")
        .iter()
        .map(|share| (text(share, "/number"), text(share, "/gets")))
        .collect();
    let expected = [(2, "200000.00"), (0, "200000.00"), (1, "0.00"), (3, "0.00")];
    let expected = expected.map(|(place, gets)| (cases[place].clone(), gets.to_owned()));
    assert_eq!(ranks, expected, "of equal ones the earlier comes first");
    // what is left now is nothing; why it was so is said by what there was
    let why = text(&told, "/shares/0/why/zh");
    assert!(why.contains("第 1 名，在 2 个名额之内"), "{why}");
    assert!(lead.get(PAGE).text().contains(&why), "on the page as well");
    let lost = read(&world, ENTERPRISES[1], &cases[1]);
    assert_eq!(text(&lost, "/state"), "refused", "{lost}");
    assert!(text(&lost, "/decision/reason").contains("排第 3 名"));
    assert!(text(&lost, "/decision/remedy").contains("行政复议"));
    assert_eq!(
        text(&read(&world, ENTERPRISES[2], &cases[2]), "/state"),
        "in_publicity"
    );
}

/// Five working days after the close each case that waits is followed up, so that nobody waits unseen (M37).
fn waits_for_allocation(world: &World, cases: &[String]) {
    let coordinator = world.speak_as("coordinator");
    let waiting = || {
        let listed = coordinator
            .get("/v1/supervision/follow-ups?limit=100")
            .json();
        let entries = listed["entries"].as_array().cloned().unwrap_or_default();
        let named = entries
            .iter()
            .filter(|one| text(one, "/follow_up/reason") == "not_allocated");
        let mut numbers: Vec<String> = named.map(|one| text(one, "/number")).collect();
        numbers.sort();
        numbers
    };
    assert!(waiting().is_empty(), "the opening has just closed");
    world.move_clock_past("2027-01-08");
    let mut expected = cases.to_vec();
    expected.sort();
    assert_eq!(waiting(), expected);
}

/// A place by rank, paid in instalments, of an item that asks another department first.
#[test]
fn a_place_by_rank_is_paid_in_instalments_after_another_department_was_asked() {
    let world = World::start(PROGRAM);
    let mut policy: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    let among = json!({ "zh": "规上工业企业", "en": "industry" });
    policy["items"][0]["selection"] =
        json!({ "ranked": { "by": "revenue", "places": 1, "among": among } });
    policy["items"][0]["instalments"] = json!([
        { "share": "60%", "words": { "zh": "认定后", "en": "on recognition" } },
        { "share": "40%", "words": { "zh": "复核合格后", "en": "after a review" },
          "when": { "fact": "no_accident", "is": true } }
    ]);
    policy["items"][0]["co_handling"] = json!([part("fagai", 1, 3)]);
    publish_document(&world, policy);
    await_item(&world, ITEM);
    let two = &ENTERPRISES[..2];
    let revenues = [json!("23500000"), json!("30000000")];
    let cases: Vec<String> = two
        .iter()
        .zip(&revenues)
        .map(|(one, revenue)| applies_with(&world, one, revenue))
        .collect();
    world.settle();
    let officer = world.speak_as("jingxin-officer");
    for number in &cases {
        assert_eq!(approves(&officer, number), "parts_open");
        answers(&world, number, "fagai", &[("stance", "nothing_to_say")]);
        approve(&world, number);
        let staff = read(&world, "lead", number);
        assert!(
            text(&staff, "/state_text/zh").contains("待统一分配"),
            "{staff}"
        );
    }
    world.move_clock_past("2026-12-31");
    let given = settle(&world, "lead", json!({}));
    assert_eq!(given.status, 200, "{}", given.text());
    world.settle();

    let lost = read(&world, two[0], &cases[0]);
    assert_eq!(text(&lost, "/state"), "refused", "{lost}");
    assert!(lost.pointer("/instalments/0").is_none(), "{lost}");
    let won = read(&world, two[1], &cases[1]);
    assert_eq!(text(&won, "/state"), "in_publicity", "{won}");
    let parts = [
        text(&won, "/instalments/0/amount"),
        text(&won, "/instalments/1/amount"),
    ];
    assert_eq!(
        parts,
        ["120000.00", "80000.00"],
        "the place's amount in its parts"
    );
    world.move_clock_past(&text(&won, "/publicity/last_day"));
    let pay = |amount: &str, met: Option<&str>| {
        let asked = instalments::pay(amount, met);
        does(&world, "finance", &cases[1], asked)
    };
    let whole = pay("200000.00", None);
    assert_eq!(code(&whole), (422, "amount_differs".to_owned()));
    let first = pay("120000.00", None);
    assert_eq!(text(&first.json(), "/state"), "payable", "{}", first.text());
    let unproven = pay("80000.00", None);
    assert_eq!(code(&unproven), (422, "condition_unproven".to_owned()));
    let last = pay("80000.00", Some("复核合格"));
    assert_eq!(text(&last.json(), "/state"), "paid", "{}", last.text());
    let after = world.speak_as("lead").get(PATH).json();
    assert_eq!(text(&after, "/given"), "200000.00", "what is final stays");
}
