//! The review checklist (M43, M73): made from the rule the case was submitted under, ticked by its department, kept with the decision,
//! and told to the enterprise where it was refused.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, checklist, form, mail, open, release, submitted, text, ticks, version,
};

fn codes(problem: &Value) -> Vec<(String, String)> {
    let errors = problem.pointer("/errors").and_then(Value::as_array);
    let errors = errors.into_iter().flatten();
    errors
        .map(|error| (text(error, "/pointer"), text(error, "/code")))
        .collect()
}

#[test]
fn an_approval_needs_every_entry_and_says_everything_that_is_missing() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    let officer = world.speak_as("jingxin-officer");
    let path = format!("/v1/cases/{number}");
    let case = officer.get(&path).json();
    let entries = case["checklist"].as_array().expect("a checklist").clone();
    let conditions: Vec<&Value> = entries
        .iter()
        .filter(|entry| entry.get("clause").is_some())
        .collect();
    assert!(conditions.len() > 2 && entries.len() > conditions.len());
    for condition in &conditions {
        assert_eq!(text(condition, "/foreseen"), "met", "{condition}");
        assert!(text(condition, "/clause").contains('条'), "{condition}");
        assert!(condition.get("finding").is_none(), "{condition}");
    }
    let decide = |checklist: Value| {
        let body = json!({ "approved": true, "amount": "200000.00", "reason": "符合条件", "checklist": checklist });
        let asked = Asked::with(body).at(version(&case));
        officer.ask("POST", &format!("{path}/decide"), asked)
    };
    // nothing was sent: what to send is said, entry by entry
    let without = decide(json!(null));
    assert_eq!(without.status, 422, "{}", without.text());
    let without = without.json();
    assert_eq!(text(&without, "/code"), "checklist_open");
    let told = codes(&without);
    assert_eq!(told.len(), entries.len(), "{without}");
    let missing = ("/checklist".to_owned(), "not_ticked".to_owned());
    assert!(told.iter().all(|one| *one == missing));
    assert!(text(&without, "/detail").contains("finding"));
    // several faults, all told at once
    let mut wrong = checklist(&case, "met");
    wrong[0]["evidence"] = json!(null);
    wrong[1]["finding"] = json!("not_met");
    wrong[2]["entry"] = json!("condition-99");
    let told = codes(&decide(wrong).json());
    let fault = |pointer: &str, code: &str| (pointer.to_owned(), code.to_owned());
    assert_eq!(
        told,
        [
            fault("/checklist/0/evidence", "evidence_needed"),
            fault("/checklist/2/entry", "unknown_entry"),
            fault("/checklist/1/finding", "not_met"),
            fault("/checklist", "not_ticked"),
        ]
    );
    // a word that is no finding does not reach the rules
    let strange = decide(json!([{ "entry": "condition-1", "finding": "perhaps" }]));
    assert_eq!(
        codes(&strange.json()),
        [fault("/checklist/0/finding", "invalid_value")]
    );
    // several cases at once: each says what is missing for itself
    let bulk = json!({ "decisions": [{
        "number": number, "version": version(&case), "approved": true, "amount": "200000.00", "reason": "符合条件",
    }] });
    let bulk = officer.post("/v1/tasks/decide", bulk).json();
    assert_eq!(text(&bulk, "/results/0/code"), "checklist_open", "{bulk}");

    let decided = decide(checklist(&case, "met"));
    assert_eq!(decided.status, 200, "{}", decided.text());
    world.settle();
    for reader in ["jingxin-officer", "lead", "auditor"] {
        let seen = world.speak_as(reader).get(&path).json();
        let found = seen["checklist"].as_array().expect("a checklist");
        assert!(found.iter().all(|one| text(one, "/finding") == "met"));
        assert_eq!(text(&seen, "/checklist/0/evidence"), "核对申请材料");
    }
    assert_eq!(release(&world, &number).status, 200);
    let own = world.speak_as(ENTERPRISE).get(&path);
    assert!(
        !own.text().contains("核对申请材料"),
        "how it was found out stays inside"
    );
}

#[test]
fn a_refusal_says_which_condition_was_not_met_and_the_enterprise_reads_it() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    let (link, code) = mail(&world, &number);
    let page = open(&link).text();
    assert!(page.contains("审核清单") && page.contains("按企业提交时填报的数据测算"));
    let mut fields = vec![
        ("code", code.as_str()),
        ("decision", "refuse"),
        ("reason", "上年度营业收入未达到标准"),
        ("remedy", "达到标准后可以重新申报"),
    ];
    let bare = form(&world, &link, &fields);
    assert_eq!(bare.status, 422, "{}", bare.text());
    assert!(bare.text().contains("标明哪一项不满足"));
    // one is not met; its evidence is asked for beside it
    let ticked = [("check.condition-1", "not_met")];
    let unproven = form(&world, &link, &[fields.clone(), ticked.to_vec()].concat());
    assert_eq!(unproven.status, 422);
    assert!(unproven.text().contains("evidence-condition-1-fault"));
    fields.extend([ticked[0], ("evidence.condition-1", "审计报告第 3 页")]);
    let refused = form(&world, &link, &fields);
    assert!(refused.fine(), "{}", refused.text());
    world.settle();

    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/cases/{number}");
    let before = owner.get(&path).json();
    assert!(before.get("decision").is_none() && before.get("checklist").is_none());
    assert_eq!(release(&world, &number).status, 200);
    let after = owner.get(&path).json();
    assert_eq!(text(&after, "/state"), "refused");
    let told = after["decision"]["not_met"]
        .as_array()
        .expect("a list")
        .clone();
    assert_eq!(told.len(), 1);
    assert!(text(&told[0], "/clause").contains('条'), "{told:?}");
    assert!(!after.to_string().contains("审计报告"), "{after}");
    let page = owner.get(&format!("/cases/{number}")).text();
    assert!(page.contains("不满足的条件") && page.contains(&text(&told[0], "/words/zh")));
    let lead = world
        .speak_as("lead")
        .get(&format!("/cases/{number}"))
        .text();
    assert!(lead.contains("审计报告第 3 页"));
}

#[test]
fn everything_may_be_met_and_something_else_stand_against_it() {
    let world = World::start(PROGRAM);
    let number = text(&submitted(&world), "/number");
    let (link, code) = mail(&world, &number);
    let ticks = ticks(&open(&link).text(), "met");
    let mut fields = vec![
        ("code", code.as_str()),
        ("decision", "refuse"),
        ("reason", "本申报期名额已满"),
        ("remedy", "下一申报期可以重新申报"),
        ("other_ground", "名额已满"),
    ];
    fields.extend(
        ticks
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    assert!(form(&world, &link, &fields).fine());
    world.settle();
    assert_eq!(release(&world, &number).status, 200);
    let seen = world
        .speak_as(ENTERPRISE)
        .get(&format!("/v1/cases/{number}"))
        .json();
    assert_eq!(text(&seen, "/decision/other_ground"), "名额已满");
    assert!(seen["decision"].get("not_met").is_none());
}
