//! What is expected of those who make policies: reviews, interpretations, parent documents, one owner for each item.

use serde_json::{Value, json};
use world::{Asked, World};

use crate::PROGRAM;
use crate::steps::{ITEM, await_item, example, open, publish_document, text};

const POLICY: &str = "first-industrial";

fn document() -> Value {
    serde_json::from_slice(&example("first-policy.json")).expect("JSON")
}

fn page(world: &World, key: &str) -> String {
    let page = open(&format!("{}/{key}", world.addresses.portal));
    assert_eq!(page.status, 200, "{key}");
    page.text()
}

#[test]
fn a_department_is_written_to_when_an_interpretation_is_missing_or_a_review_comes_near() {
    let world = World::start(PROGRAM);
    let mut reviewed = document();
    reviewed["policy"]["review_by"] = json!("2027-01-15");
    publish_document(&world, reviewed);
    await_item(&world, ITEM);
    // the sample city has policies of its own; this one is looked at
    let letters = || {
        let ours = |mail: &Value| {
            let subject = text(mail, "/subject");
            subject.starts_with("【政策维护】") && subject.contains("首次进入规模以上")
        };
        let mails = world.mails().into_iter().filter(ours);
        mails
            .map(|mail| text(&mail, "/subject"))
            .collect::<Vec<_>>()
    };
    let told = |words: &str| letters().iter().any(|subject| subject.contains(words));
    assert!(!told("尚未发布解读"));
    world.move_clock_past("2026-12-05");
    world.settle();
    assert!(told("尚未发布解读"), "seven days are over");
    assert!(!told("临近复核日期"));
    world.move_clock_past("2026-12-20");
    world.settle();
    assert!(told("临近复核日期"));
    world.move_clock_past("2027-01-15");
    world.settle();
    assert!(told("已到复核日期"));
    assert_eq!(letters().len(), 3, "each once: {:?}", letters());
}

#[test]
fn two_departments_cannot_publish_the_same_item_at_the_same_moment() {
    let world = World::start(PROGRAM);
    let other = |department: &str| {
        let mut document = document();
        document["policy"]["department"] = json!(department);
        document["policy"]["id"] = json!(format!("award-of-{department}"));
        document
    };
    let departments = ["jingxin", "keji"];
    for department in departments {
        let editor = world.speak_as(&format!("{department}-editor"));
        let written = editor.post("/v1/policies", other(department));
        assert_eq!(written.status, 201, "{}", written.text());
        let path = format!("/v1/policies/award-of-{department}/propose");
        let proposed = editor.ask("POST", &path, Asked::default().at(1));
        assert_eq!(proposed.status, 200, "{}", proposed.text());
    }
    let publish = |department: &'static str| {
        let publisher = world.speak_as(&format!("{department}-publisher"));
        let path = format!("/v1/policies/award-of-{department}/publish");
        publisher.ask("POST", &path, Asked::default().at(2))
    };
    let replies = std::thread::scope(|scope| {
        let both = departments.map(|department| scope.spawn(move || publish(department)));
        both.map(|one| one.join().expect("a reply"))
    });
    let mut statuses = replies.iter().map(|reply| reply.status).collect::<Vec<_>>();
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422], "one wins: {}", replies[0].text());
    let refused = replies.iter().find(|reply| reply.status == 422);
    let refused = refused.expect("one is refused").json();
    assert_eq!(text(&refused, "/code"), "gate_shut", "{refused}");
    world.settle();
    await_item(&world, ITEM);
    let mut shown = departments.map(|department| {
        let path = format!("/v1/policies/award-of-{department}");
        world.anonymous().get(&path).status
    });
    shown.sort_unstable();
    assert_eq!(shown, [200, 404], "the list was built with one of them");
}

#[test]
fn documents_of_higher_levels_are_held_against_local_policies() {
    let world = World::start(PROGRAM);
    let coordinator = world.speak_as("coordinator");
    let body = |number: &str| {
        json!({
            "title": { "zh": format!("上位文件{number}（示例）"), "en": "a parent document (sample)" },
            "issuer": "某省人民政府（示例）", "document_number": number, "level": "province",
            "source": "示例", "illustrative": true
        })
    };
    let write = |id: &str, body: Value| {
        let path = format!("/v1/parents/{id}");
        coordinator.ask("PUT", &path, Asked::with(body).at(0))
    };
    for (id, number) in [
        ("carried-out", "省发〔2025〕7号"),
        ("open", "省发〔2025〕9号"),
    ] {
        let written = write(id, body(number));
        assert_eq!(written.status, 200, "{}", written.text());
    }
    let mut wrong = body("省发〔2025〕10号");
    wrong["level"] = json!("county");
    assert!(write("wrong", wrong).text().contains("/level"));
    let named = |level: &str| {
        let mut document = document();
        document["policy"]["parents"] = json!([{
            "document_number": "省发[2025] 7号", "title": "上位文件", "issuer": "某省人民政府（示例）", "level": level
        }]);
        document
    };
    let editor = world.speak_as("jingxin-editor");
    let lower = editor.post("/v1/policies", named("city"));
    assert_eq!(lower.status, 422, "{}", lower.text());
    assert!(lower.text().contains("not_higher"), "{}", lower.text());
    publish_document(&world, named("province"));
    await_item(&world, ITEM);
    let coverage = world.anonymous().get("/v1/parents").json();
    let of = |id: &str| {
        let parents = coverage["parents"].as_array().expect("parents");
        let found = parents.iter().find(|one| text(one, "/parent") == id);
        found.cloned().expect("it is in the register")
    };
    assert_eq!(text(&of("carried-out"), "/policies/0/policy"), POLICY);
    assert_eq!(of("open")["policies"], json!([]));
    assert!(!coverage["without"].to_string().contains(POLICY));
    let list = page(&world, "parents");
    assert!(
        list.contains("尚无配套政策") && list.contains("省发〔2025〕7号"),
        "{list}"
    );
    assert!(page(&world, &format!("policies/{POLICY}")).contains("上位文件"));
    // what is expected of the department stands on one list
    let expected = editor.get("/v1/policy-upkeep").json();
    assert_eq!(text(&expected, "/entries/0/policy"), POLICY, "{expected}");
    assert_eq!(
        expected["entries"][0]["unexplained"],
        json!(1),
        "{expected}"
    );
    assert_eq!(
        expected["entries"][0]["without_parent"],
        json!(false),
        "{expected}"
    );
    let desk = editor.get("/desk/policy-upkeep");
    assert!(desk.text().contains("第 1 版尚未解读"), "{}", desk.text());
    assert_eq!(world.anonymous().get("/v1/policy-upkeep").status, 401);
}
