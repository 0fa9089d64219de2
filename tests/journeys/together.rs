//! Several items in one go with one set of materials, and the library they come from (M82, M85).

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, STRANGER, await_item, example, hex, publish_document, put, text, version,
};

const SECOND: &str = "second-industrial-award";

/// Publishes the sample policy with two items that ask for the same declaration, valid for six months; the second for nothing else.
fn publish(world: &World) {
    let mut policy: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    let mut declaration = policy["items"][0]["materials"][0].clone();
    declaration["id"] = json!("declaration");
    declaration["name"] = json!({ "zh": "真实性承诺书", "en": "declaration of truth" });
    declaration["valid_months"] = json!(6);
    policy["items"][0]["materials"]
        .as_array_mut()
        .expect("a list")
        .push(declaration.clone());
    // of the two only the higher is had: they may be applied for together, and whoever does is told
    policy["items"][0]["combination"] = json!({ "highest_of": "sample-award" });
    let mut second = policy["items"][0].clone();
    second["id"] = json!(SECOND);
    second["title"] = json!({ "zh": "第二项奖励", "en": "second award" });
    second["materials"] = json!([declaration]);
    policy["items"].as_array_mut().expect("a list").push(second);
    publish_document(world, policy);
    await_item(world, SECOND);
}

fn begins(world: &World) -> Value {
    let owner = world.speak_as(ENTERPRISE);
    for _ in 0..100 {
        let body = json!({ "item": ITEM, "enterprise": ENTERPRISE });
        let draft = owner.post("/v1/drafts", body);
        if draft.status == 201 {
            return draft.json();
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no draft could be begun");
}

fn hands_in(world: &World, draft: &Value, material: &str) {
    let (owner, bytes) = (world.speak_as(ENTERPRISE), example("application-form.pdf"));
    let path = format!("/v1/drafts/{}/uploads", text(draft, "/draft"));
    let ticket = owner.post(
        &path,
        json!({
            "material": material, "file_name": format!("{material}.pdf"),
            "media_type": "application/pdf", "bytes": bytes.len(), "sha256": hex(&bytes),
        }),
    );
    assert_eq!(ticket.status, 201, "{}", ticket.text());
    let ticket = ticket.json();
    assert_eq!(put(&ticket, &bytes).status, 200);
    let path = format!("{path}/{}/complete", text(&ticket, "/upload"));
    assert_eq!(owner.post(&path, json!({})).status, 200);
}

fn present(world: &World, draft: &Value) -> Value {
    let path = format!("/v1/drafts/{}", text(draft, "/draft"));
    world.speak_as(ENTERPRISE).get(&path).json()
}

fn chooses(world: &World, draft: &Value, items: &[&str]) -> (u16, Value) {
    let path = format!("/v1/drafts/{}/items", text(draft, "/draft"));
    let at = version(&present(world, draft));
    let asked = Asked::with(json!({ "items": items })).at(at);
    let reply = world.speak_as(ENTERPRISE).ask("PUT", &path, asked);
    (reply.status, reply.json())
}

fn submits(world: &World, draft: &Value) -> (u16, Value) {
    let path = format!("/v1/drafts/{}/submit", text(draft, "/draft"));
    let at = version(&present(world, draft));
    let asked = Asked::default().at(at);
    let reply = world.speak_as(ENTERPRISE).ask("POST", &path, asked);
    world.settle();
    (reply.status, reply.json())
}

fn reuses(world: &World, draft: &Value) -> (u16, Value) {
    let path = format!("/v1/drafts/{}/reuse", text(draft, "/draft"));
    let sha256 = hex(&example("application-form.pdf"));
    let body = json!({ "material": "declaration", "sha256": sha256 });
    let reply = world.speak_as(ENTERPRISE).post(&path, body);
    (reply.status, reply.json())
}

#[test]
fn two_items_go_in_together_and_what_was_handed_in_serves_again_while_it_is_valid() {
    let world = World::start(PROGRAM);
    publish(&world);
    let draft = begins(&world);
    let (status, told) = chooses(&world, &draft, &[ITEM, ITEM]);
    assert_eq!(
        (status, text(&told, "/code").as_str()),
        (422, "items_count")
    );
    let (status, told) = chooses(&world, &draft, &[ITEM, "no-such-item"]);
    assert_eq!(
        (status, text(&told, "/code").as_str()),
        (409, "not_in_force")
    );
    let (status, chosen) = chooses(&world, &draft, &[ITEM, SECOND]);
    assert_eq!(status, 200, "{chosen}");
    assert_eq!(
        chosen["materials"].as_array().map(Vec::len),
        Some(2),
        "one set of materials"
    );
    let overlaps = chosen["overlaps"]
        .as_array()
        .expect("what overlaps is told");
    assert_eq!(overlaps.len(), 1, "{chosen}");
    assert!(
        text(&overlaps[0], "/words/zh").contains("就高不重复"),
        "{chosen}"
    );
    let proof = chosen["proof"].as_array().map(Vec::len);
    assert!(proof.is_some_and(|lines| lines > 0), "{chosen}");
    let page = world.speak_as(ENTERPRISE);
    let page = page
        .get(&format!("/drafts/{}", text(&draft, "/draft")))
        .text();
    assert!(page.contains("所选事项不能全部享受"), "{page}");
    assert!(page.contains("全部可行组合中最高"), "{page}");

    // all or none: the second asks only for what is there, the first for more
    hands_in(&world, &draft, "declaration");
    let (status, told) = submits(&world, &draft);
    assert_eq!(
        (status, text(&told, "/code").as_str()),
        (409, "items_refused"),
        "{told}"
    );
    assert!(text(&told, "/title").contains("申报表"), "{told}");
    assert_eq!(
        present(&world, &draft)["status"],
        json!("open"),
        "nothing was submitted"
    );
    hands_in(&world, &draft, "application-form");
    let (status, made) = submits(&world, &draft);
    assert_eq!(status, 201, "{made}");
    let (first, second) = (text(&made, "/number"), text(&made, "/also/0/number"));
    let owner = world.speak_as(ENTERPRISE);
    let documents = |number: &str| {
        let case = owner.get(&format!("/v1/cases/{number}")).json();
        assert_eq!(text(&case, "/state"), "assigned", "{case}");
        case["documents"].as_array().map(Vec::len)
    };
    assert_eq!(documents(&first), Some(2));
    let case = owner.get(&format!("/v1/cases/{first}")).json();
    assert_eq!(case["together"], json!([second]));
    let page = owner.get(&format!("/cases/{first}")).text();
    assert!(
        page.contains("一并提交的办件") && page.contains(&second),
        "{page}"
    );
    let clerk = world.speak_as("lead").get(&format!("/v1/cases/{first}"));
    assert_eq!(
        clerk.json().pointer("/together"),
        None,
        "the enterprise's own"
    );
    assert_eq!(documents(&second), Some(1), "each gets what it asks for");
    let mails = world.mails();
    for number in [&first, &second] {
        let told = mails
            .iter()
            .filter(|mail| mail.to_string().contains(number.as_str()));
        assert!(
            told.count() >= 2,
            "enterprise and department are told of {number}"
        );
    }

    // what serves one application is not kept; what is kept is nobody else's
    let path = format!("/v1/enterprises/{ENTERPRISE}/library");
    let library = owner.get(&path).json();
    assert_eq!(
        library["entries"].as_array().map(Vec::len),
        Some(1),
        "{library}"
    );
    assert_eq!(text(&library, "/entries/0/material"), "declaration");
    assert_eq!(library["entries"][0]["valid"], json!(true));
    assert_eq!(world.speak_as(STRANGER).get(&path).status, 404);

    // a later draft takes it from there; nobody uploads it again
    let later = begins(&world);
    let (status, reused) = reuses(&world, &later);
    assert_eq!(status, 200, "{reused}");
    let upload = "/materials/1/uploads/0";
    assert_eq!(
        text(&reused, &format!("{upload}/status")),
        "held",
        "{reused}"
    );
    let until = text(&reused, &format!("{upload}/valid_until"));
    assert!(!until.is_empty());

    // past its last day it is refused
    world.move_clock_past(&until);
    let (status, told) = reuses(&world, &begins(&world));
    assert_eq!(
        (status, text(&told, "/code").as_str()),
        (409, "material_expired"),
        "{told}"
    );
    assert!(text(&told, "/title").contains(&until), "{told}");
    assert_eq!(owner.get(&path).json()["entries"][0]["valid"], json!(false));
}
