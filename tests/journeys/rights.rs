//! Who may do what, through the real doors: every operation of the API asked by every role (R14, M92).

use std::collections::BTreeMap;

use casework::access::{Operation, Role, may};
use casework::authority::Scope;
use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::steps::{ENTERPRISE, ITEM, example};

/// A case, a draft and an upload that are well named and not there: who may go on is told that, who may not is told so before.
const NUMBER: &str = "HS-2026-482913057-K";
const ABSENT: &str = "0193b5a0-0000-7000-8000-000000000000";

fn filled(path: &str) -> String {
    path.split('/')
        .map(|part| match part {
            "{number}" => NUMBER,
            "{part}" | "{demand}" => "1",
            "{draft}" | "{upload}" | "{document}" => ABSENT,
            "{enterprise}" => ENTERPRISE,
            "{item}" => ITEM,
            "{policy}" => "first-industrial",
            "{department}" => "jingxin",
            "{jurisdiction}" => "tieshan",
            "{year}" => "2026",
            other if other.starts_with('{') => "absent",
            other => other,
        })
        .collect::<Vec<_>>()
        .join("/")
}

/// A body that is read without a fault, so that nothing is refused for its form; none for what needs none.
fn body(operation: &str) -> Option<Value> {
    let reason = || json!({ "reason": "试" });
    let policy = || serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    Some(match operation {
        "create_policy" | "revise_policy" => policy(),
        "assess" => json!({ "facts": {} }),
        "write_profile" => {
            json!({ "name": "某企业", "contact_email": "a@example.com", "facts": {} })
        }
        "give_authority" => crate::authority::authority(&["read"], &[]),
        "revoke_authority" => json!({}),
        "create_draft" => json!({ "item": "absent", "enterprise": ENTERPRISE }),
        "edit_draft" => json!({ "contact_email": "a@example.com" }),
        "choose_items" => json!({ "items": [ITEM] }),
        "reuse_material" => json!({ "material": "form", "sha256": "00" }),
        "create_upload" => json!({
            "material": "form", "file_name": "a.pdf", "media_type": "application/pdf", "bytes": 3, "sha256": "00",
        }),
        "open_case" => json!({ "kind": "consultation", "title": "试", "words": "试" }),
        "correct_case" => json!({ "draft": ABSENT }),
        "withdraw_case" | "decline_case" | "fail_payment" | "reopen_case" => reason(),
        "assign_case" => json!({ "department": "keji", "reason": "试" }),
        "expedite_case" => json!({ "priority": "urgent", "working_days": 1, "reason": "试" }),
        "extend_case" => json!({ "working_days": 1, "reason": "试" }),
        "pay_case" => json!({ "amount": "1.00", "reference": "PO" }),
        "answer_case" => json!({ "outcome": "answered", "words": "试" }),
        "rate_case" => json!({ "score": 5 }),
        "rate_step" => json!({ "step": "review", "stars": 5 }),
        "rate_party" => json!({ "stars": 5 }),
        "note_attendance" => json!({ "attended": true }),
        "answer_paper" => json!({ "answers": [0] }),
        "draw_paper" | "sign_up" | "give_up_seat" => json!({}),
        "write_gathering" => crate::training::body("briefing", 3),
        "visit_case" => json!({ "settled": true, "words": "试" }),
        "send_back_case" => json!({ "missing": [{ "material": "form", "what": "试" }] }),
        "ask_part" => {
            json!({ "department": "keji", "asks": "试", "working_days": 1, "reason": "试" })
        }
        "answer_part" => json!({ "stance": "nothing_to_say" }),
        "decline_part" | "close_part" => reason(),
        "decide_case" => json!({ "approved": true, "reason": "试" }),
        "decide_cases" => json!({ "decisions": [] }),
        "dry_run_routing" => json!({ "item": "absent" }),
        "publish_policy" | "complete_upload" | "submit_draft" | "release_case" | "accept_case" => {
            json!({})
        }
        _ => return None,
    })
}

/// What asking came to: the status, and whether the body was ours to know.
fn ask((role, actor): (Role, &Actor<'_>), method: &str, path: &str, known: Option<Value>) -> u16 {
    let mut asked = if method == "GET" {
        Asked::default()
    } else {
        Asked::with(known.unwrap_or_else(|| json!({}))).at(1)
    };
    if role == Role::Agent {
        let named = ("on-behalf-of".to_owned(), ENTERPRISE.to_owned());
        asked.headers.push(named);
    }
    actor.ask(method, path, asked).status
}

#[test]
fn every_operation_refuses_every_role_it_must_and_no_other() {
    let world = World::start(PROGRAM);
    world.settle();
    // an assistant reaches what the enterprise let it, and this one everything there is to let
    let scopes: Vec<&str> = Scope::ALL.iter().copied().map(Scope::word).collect();
    let whole = crate::authority::authority(&scopes, &[]);
    let given = world
        .speak_as(ENTERPRISE)
        .post(&format!("/v1/enterprises/{ENTERPRISE}/authorities"), whole);
    assert_eq!(given.status, 201, "{}", given.text());
    let person = |role: Role| match role {
        Role::Enterprise => Some(ENTERPRISE.to_owned()),
        Role::Clerk
        | Role::Lead
        | Role::Finance
        | Role::Coordinator
        | Role::Auditor
        | Role::Operator => Some(role.word().to_owned()),
        Role::Agent => Some("agent".to_owned()),
        Role::Editor | Role::Publisher | Role::Officer => Some(format!("jingxin-{}", role.word())),
        // nobody carries a token of these
        Role::Public | Role::Follower | Role::Platform => None,
    };
    let mut actors: Vec<(Role, Actor<'_>)> = vec![(Role::Public, world.anonymous())];
    for role in Role::ALL {
        if let Some(person) = person(*role) {
            actors.push((*role, world.speak_as(&person)));
        }
    }
    let operations: BTreeMap<&str, Operation> = Operation::ALL
        .iter()
        .map(|operation| (operation.name(), *operation))
        .collect();
    let (mut cells, mut wrong) = (0, Vec::new());
    for (method, template, id) in world::Spec::committed().operations() {
        let operation = operations
            .get(id.as_str())
            .expect("an operation of the table");
        let known = body(&id);
        let exact = method == "GET" || known.is_some();
        for (role, actor) in &actors {
            cells += 1;
            let status = ask((*role, actor), &method, &filled(&template), known.clone());
            let refused = [401, 403].contains(&status);
            // who is signed in may also do what anybody may
            let allowed =
                may(*role, *operation).is_some() || may(Role::Public, *operation).is_some();
            let right = match (allowed, exact) {
                (true, _) => !refused,
                (false, true) => status == if *role == Role::Public { 401 } else { 403 },
                // the body was refused for its form first, which gives nothing away either
                (false, false) => status >= 400,
            };
            if !right {
                wrong.push(format!("{id} as {}: {status}", role.word()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {cells} cells: {wrong:#?}",
        wrong.len()
    );
    assert!(cells >= 500, "{cells}");
    println!("{cells} cells asserted through the doors");
}
