//! An assistant acts for an enterprise under a recorded authority, and under nothing else (M49, M9, M55).

use city::client::Reply;
use serde_json::{Value, json};
use world::{Actor, Asked, World};

use crate::PROGRAM;
use crate::steps::{
    ENTERPRISE, ITEM, STRANGER, await_item, example, form_as, hex, publish, put, text, version,
};

const FOR: &str = "on-behalf-of";

fn asked(body: Value, enterprise: &str) -> Asked {
    Asked {
        headers: vec![(FOR.to_owned(), enterprise.to_owned())],
        ..Asked::with(body)
    }
}

fn read(agent: &Actor<'_>, path: &str) -> (u16, String) {
    let asked = Asked {
        headers: vec![(FOR.to_owned(), ENTERPRISE.to_owned())],
        ..Asked::default()
    };
    let reply = agent.ask("GET", path, asked);
    let code = match reply.status {
        200 => String::new(),
        _ => text(&reply.json(), "/code"),
    };
    (reply.status, code)
}

pub(crate) fn authority(scopes: &[&str], items: &[&str]) -> Value {
    json!({
        "agent": "person:agent", "agent_name": "市民之家帮办岗", "agent_mail": "assistant@example.com",
        "scopes": scopes, "items": items, "from": "2026-11-24", "to": "2026-12-31",
    })
}

fn mails(world: &World, before: usize, subject: &str) -> Vec<String> {
    world.settle();
    let mails = world.mails().into_iter().skip(before);
    let mut found: Vec<String> = mails
        .filter(|mail| text(mail, "/subject").contains(subject))
        .map(|mail| text(&mail, "/to"))
        .collect();
    found.sort();
    found
}

/// The assistant prepares and hands in an application for the enterprise.
fn applied(world: &World) -> Value {
    let agent = world.speak_as("agent");
    let draft = agent.ask(
        "POST",
        "/v1/drafts",
        asked(
            json!({ "item": ITEM, "enterprise": ENTERPRISE }),
            ENTERPRISE,
        ),
    );
    assert_eq!(draft.status, 201, "{}", draft.text());
    let draft = draft.json();
    let path = format!("/v1/drafts/{}", text(&draft, "/draft"));
    let bytes = example("application-form.pdf");
    let ticket = agent.ask(
        "POST",
        &format!("{path}/uploads"),
        asked(
            json!({
                "material": text(&draft, "/materials/0/material"), "file_name": "申请表.pdf",
                "media_type": "application/pdf", "bytes": bytes.len(), "sha256": hex(&bytes),
            }),
            ENTERPRISE,
        ),
    );
    assert_eq!(ticket.status, 201, "{}", ticket.text());
    let ticket = ticket.json();
    assert_eq!(put(&ticket, &bytes).status, 200);
    let complete = format!("{path}/uploads/{}/complete", text(&ticket, "/upload"));
    let complete = agent.ask("POST", &complete, asked(json!({}), ENTERPRISE));
    assert_eq!(complete.status, 200, "{}", complete.text());
    let ready = complete.json();
    let ready = if ready.pointer("/version").is_some() {
        ready
    } else {
        let asked = asked(json!({}), ENTERPRISE);
        agent
            .ask(
                "GET",
                &path,
                Asked {
                    body: None,
                    ..asked
                },
            )
            .json()
    };
    let submit = asked(json!({}), ENTERPRISE).at(version(&ready));
    let case = agent.ask("POST", &format!("{path}/submit"), submit);
    assert_eq!(case.status, 201, "{}", case.text());
    case.json()
}

#[test]
fn an_assistant_acts_under_a_recorded_authority_and_under_nothing_else() {
    let world = World::start(PROGRAM);
    publish(&world);
    await_item(&world, "job-expansion-subsidy");
    let agent = world.speak_as("agent");
    let owner = world.speak_as(ENTERPRISE);
    let begin = |item: &str, enterprise: &str| {
        let body = json!({ "item": item, "enterprise": enterprise });
        let reply = agent.ask("POST", "/v1/drafts", asked(body, enterprise));
        (reply.status, text(&reply.json(), "/code"))
    };
    let refused = |code: &str| (403, code.to_owned());
    assert_eq!(begin(ITEM, ENTERPRISE), refused("no_authority"));
    assert_eq!(
        agent.get("/v1/cases").status,
        403,
        "for nobody in particular"
    );

    let before = world.mails().len();
    let path = format!("/v1/enterprises/{ENTERPRISE}/authorities");
    let given = owner.post(&path, authority(&["read", "apply"], &[ITEM]));
    assert_eq!(given.status, 201, "{}", given.text());
    let given = given.json();
    assert_eq!(
        mails(&world, before, "帮办授权已登记").len(),
        2,
        "both are told"
    );
    let wrong = owner.post(&path, json!({ "scopes": ["everything"], "from": "soon" }));
    assert_eq!(wrong.status, 422);
    let faults = wrong.json();
    let faults = faults.pointer("/errors").and_then(Value::as_array);
    assert!(
        faults.is_some_and(|faults| faults.len() >= 5),
        "every fault"
    );
    assert_eq!(owner.post(&path, authority(&[], &[])).status, 422);
    let theirs = world.speak_as(STRANGER);
    assert_eq!(theirs.get(&path).status, 404);

    let before = world.mails().len();
    let case = applied(&world);
    let number = text(&case, "/number");
    let told = mails(&world, before, "帮办记录");
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(
        told.contains(&"assistant@example.com".to_owned()),
        "{told:?}"
    );
    let case = owner.get(&format!("/v1/cases/{number}")).json();
    let by = text(&case, "/timeline/0/by/zh");
    assert!(
        by.contains("市民之家帮办岗") && by.contains(&text(&given, "/authority")),
        "{by}"
    );
    assert!(by.contains(&text(&case, "/enterprise_name")), "{by}");
    let page = owner.get(&format!("/cases/{number}")).text();
    assert!(page.contains("市民之家帮办岗"), "{page}");

    assert_eq!(
        begin("job-expansion-subsidy", ENTERPRISE),
        refused("authority_narrow")
    );
    assert_eq!(begin(ITEM, STRANGER), refused("no_authority"));
    let withdraw = asked(json!({ "reason": "试" }), ENTERPRISE).at(version(&case));
    let withdrawn = agent.ask("POST", &format!("/v1/cases/{number}/withdraw"), withdraw);
    assert_eq!(text(&withdrawn.json(), "/code"), "authority_narrow");
    assert_eq!(read(&agent, &format!("/v1/cases/{number}")).0, 200);
    the_address_stays_the_enterprises(&world);
    revoked_and_given_on_paper(&world, (&number, &text(&given, "/authority")));
}

/// What the assistant does is told to the enterprise; so where it is told is not for the assistant to say.
fn the_address_stays_the_enterprises(world: &World) {
    let (agent, owner) = (world.speak_as("agent"), world.speak_as(ENTERPRISE));
    let path = format!("/v1/enterprises/{ENTERPRISE}/profile");
    let before = owner.get(&path).json();
    let write = |address: &str| {
        let body = json!({
            "name": text(&before, "/name"), "contact_email": address, "facts": before["facts"],
        });
        let reply = agent.ask("PUT", &path, asked(body, ENTERPRISE).at(version(&before)));
        (reply.status, text(&reply.json(), "/code"))
    };
    let address = text(&before, "/contact_email");
    assert_eq!(
        write("assistant@example.com"),
        (403, "own_address".to_owned())
    );
    assert_eq!(owner.get(&path).json(), before);
    assert_eq!(write(&address), (200, String::new()));
}

/// Revoked, it ends at once; on paper, a clerk records it; its time over, it is over.
fn revoked_and_given_on_paper(world: &World, (number, id): (&str, &str)) {
    let (agent, owner, clerk) = (
        world.speak_as("agent"),
        world.speak_as(ENTERPRISE),
        world.speak_as("clerk"),
    );
    let path = format!("/v1/enterprises/{ENTERPRISE}/authorities");
    let revoke = format!("{path}/{id}/revoke");
    let theirs = world.speak_as(STRANGER).post(&revoke, json!({}));
    assert_eq!(theirs.status, 404);
    let before = world.mails().len();
    assert_eq!(owner.post(&revoke, json!({})).status, 200);
    let case = format!("/v1/cases/{number}");
    assert_eq!(read(&agent, &case), (403, "authority_revoked".to_owned()));
    assert_eq!(owner.post(&revoke, json!({})).status, 409, "once");
    assert_eq!(mails(world, before, "帮办授权已撤销").len(), 2);

    let mut paper = authority(&["read"], &[]);
    let without = clerk.post(&path, paper.clone());
    assert_eq!(
        text(&without.json(), "/code"),
        "paper_needed",
        "{}",
        without.text()
    );
    paper["paper_sha256"] = json!("a".repeat(64));
    let recorded = clerk.post(&path, paper);
    assert_eq!(recorded.status, 201, "{}", recorded.text());
    assert_eq!(text(&recorded.json(), "/given"), "paper");
    assert_eq!(read(&agent, &case).0, 200);
    let list = agent.get("/v1/authorities").json();
    let all = list.pointer("/entries").and_then(Value::as_array);
    assert_eq!(all.map(Vec::len), Some(2));
    world.move_clock_past("2026-12-31");
    let agent = world.speak_as("agent");
    // one is over and one was revoked: the enterprise's own word is the nearer reason
    assert_eq!(read(&agent, &case), (403, "authority_revoked".to_owned()));
}

fn cookies(reply: &Reply, beginning: &str) -> usize {
    let set = reply
        .headers
        .iter()
        .filter(|(name, value)| name == "set-cookie" && value.starts_with(beginning));
    set.count()
}

#[test]
fn the_pages_give_choose_and_revoke() {
    let world = World::start(PROGRAM);
    let key = ("idempotency_key", "k-1");
    let page = world.speak_as("agent").get("/authorities").text();
    assert!(
        page.contains("person:agent") && page.contains("还没有企业授权"),
        "{page}"
    );
    let page = world.speak_as(ENTERPRISE).get("/authorities").text();
    assert!(page.contains("还没有授权任何帮办人员"), "{page}");
    let fields = [
        key,
        ("enterprise", ENTERPRISE),
        ("agent", "person:agent"),
        ("agent_name", "市民之家帮办岗"),
        ("agent_mail", "assistant@example.com"),
        ("from", "2026-11-24"),
        ("to", "2026-12-31"),
    ];
    let nothing = form_as(&world, ENTERPRISE, "/authorities", &fields);
    assert_eq!(nothing.status, 422, "{}", nothing.text());
    assert!(
        nothing.text().contains("assistant@example.com"),
        "kept as filled in"
    );
    let mut whole = fields.to_vec();
    whole[0] = ("idempotency_key", "k-2");
    whole.push(("scope", "read"));
    let given = form_as(&world, ENTERPRISE, "/authorities", &whole);
    assert_eq!(given.status, 303, "{}", given.text());
    let page = world.speak_as("agent").get("/authorities").text();
    assert!(page.contains("代其办理"), "{page}");
    let act = [key, ("enterprise", ENTERPRISE)];
    let acting = form_as(&world, "agent", "/authorities/act", &act);
    assert_eq!(acting.status, 303, "{}", acting.text());
    assert_eq!(cookies(&acting, "hq_for="), 1);
    let out = form_as(&world, "agent", "/signout", &[key]);
    assert_eq!(cookies(&out, "hq_for=;"), 1, "{:?}", out.headers);
    let list = world.speak_as(ENTERPRISE);
    let path = format!("/v1/enterprises/{ENTERPRISE}/authorities");
    let id = text(&list.get(&path).json(), "/entries/0/authority");
    let revoke = [key, ("enterprise", ENTERPRISE), ("authority", id.as_str())];
    let revoked = form_as(&world, ENTERPRISE, "/authorities/revoke", &revoke);
    assert_eq!(revoked.status, 303, "{}", revoked.text());
    let page = world.speak_as(ENTERPRISE).get("/authorities").text();
    assert!(page.contains("已撤销"), "{page}");
}
