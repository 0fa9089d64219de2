//! The steps that several journeys share, each as one of its users does it.

pub(crate) use self::digest::hex;
use city::client::{Reply, Request};
use serde_json::{Value, json};
use world::{Asked, World};

/// The sample enterprise that fits the first policy.
pub(crate) const ENTERPRISE: &str = "91420204MAFAKE035F";
/// Another sample enterprise.
pub(crate) const STRANGER: &str = "91420202MAFAKE019W";
/// The item of the first policy.
pub(crate) const ITEM: &str = "first-industrial-award";

/// A text at `pointer`.
pub(crate) fn text(value: &Value, pointer: &str) -> String {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
        .to_owned()
}

/// The version in a body.
pub(crate) fn version(value: &Value) -> u64 {
    value
        .pointer("/version")
        .and_then(Value::as_u64)
        .expect("a version")
}

/// The file of the seed folder.
pub(crate) fn example(name: &str) -> Vec<u8> {
    let path = format!(
        "{}/../infra/seed/examples/{name}",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::read(path).expect("the example is in the checkout")
}

/// Publishes the first policy and waits until the catalogue holds it.
pub(crate) fn publish(world: &World) -> Value {
    let document: Value = serde_json::from_slice(&example("first-policy.json")).expect("JSON");
    let published = publish_document(world, document);
    await_item(world, ITEM);
    published
}

/// Writes the first version of a policy, hands it in and publishes it; waits until the pages show it.
pub(crate) fn publish_document(world: &World, document: Value) -> Value {
    let department = text(&document, "/policy/department");
    let policy = text(&document, "/policy/id");
    let written = world
        .speak_as(&format!("{department}-editor"))
        .post("/v1/policies", document);
    assert_eq!(written.status, 201, "{}", written.text());
    propose_and_publish(world, &department, &policy, version(&written.json()))
}

/// Hands in the newest version of a policy and publishes it.
pub(crate) fn propose_and_publish(world: &World, department: &str, policy: &str, at: u64) -> Value {
    let step = |role: &str, step: &str, at: u64| {
        let moved = world.speak_as(&format!("{department}-{role}")).ask(
            "POST",
            &format!("/v1/policies/{policy}/{step}"),
            Asked::default().at(at),
        );
        assert_eq!(moved.status, 200, "{}", moved.text());
        moved.json()
    };
    let proposed = step("editor", "propose", at);
    let published = step("publisher", "publish", version(&proposed));
    world.settle();
    published
}

/// Functions look for a new catalogue at most every two seconds, each process for itself.
pub(crate) fn await_item(world: &World, item: &str) {
    for _ in 0..100 {
        if world.anonymous().get(&format!("/v1/items/{item}")).status == 200 {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("the catalogue never held {item}");
}

/// Begins a draft, once the function that keeps drafts knows the item.
pub(crate) fn draft(world: &World) -> Value {
    let owner = world.speak_as(ENTERPRISE);
    for _ in 0..100 {
        let reply = owner.post(
            "/v1/drafts",
            json!({ "item": ITEM, "enterprise": ENTERPRISE }),
        );
        if reply.status == 201 {
            return reply.json();
        }
        assert_eq!(reply.status, 404, "{}", reply.text());
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("no draft could be begun");
}

/// Asks for an upload address for `bytes`.
pub(crate) fn ticket(world: &World, draft: &Value, bytes: &[u8]) -> Reply {
    world.speak_as(ENTERPRISE).post(
        &format!("/v1/drafts/{}/uploads", text(draft, "/draft")),
        json!({
            "material": text(draft, "/materials/0/material"),
            "file_name": "申请表.pdf",
            "media_type": "application/pdf",
            "bytes": bytes.len(),
            "sha256": hex(bytes),
        }),
    )
}

/// Puts bytes where the ticket says.
pub(crate) fn put(ticket: &Value, bytes: &[u8]) -> Reply {
    let headers = ticket
        .pointer("/headers")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .map(|header| (text(header, "/name"), text(header, "/value")))
        .filter(|(name, _)| name != "host" && name != "content-length")
        .collect();
    city::client::Client::default()
        .send(Request {
            method: "PUT",
            url: text(ticket, "/url"),
            headers,
            body: bytes.to_vec(),
            ..Request::default()
        })
        .expect("the bucket answers")
}

/// Hands in the example for the first material.
pub(crate) fn upload(world: &World, draft: &Value) {
    let bytes = example("application-form.pdf");
    let ticket = ticket(world, draft, &bytes);
    assert_eq!(ticket.status, 201, "{}", ticket.text());
    let ticket = ticket.json();
    let put = put(&ticket, &bytes);
    assert_eq!(put.status, 200, "{}", put.text());
    let complete = world.speak_as(ENTERPRISE).post(
        &format!(
            "/v1/drafts/{}/uploads/{}/complete",
            text(draft, "/draft"),
            text(&ticket, "/upload")
        ),
        json!({}),
    );
    assert_eq!(complete.status, 200, "{}", complete.text());
}

/// Submits the draft.
pub(crate) fn submit(world: &World, draft: &Value) -> Value {
    let owner = world.speak_as(ENTERPRISE);
    let path = format!("/v1/drafts/{}", text(draft, "/draft"));
    let ready = owner.get(&path).json();
    let submitted = owner.ask(
        "POST",
        &format!("{path}/submit"),
        Asked::default().at(version(&ready)),
    );
    assert_eq!(submitted.status, 201, "{}", submitted.text());
    submitted.json()
}

/// A submitted case, handed to its department.
pub(crate) fn submitted(world: &World) -> Value {
    publish(world);
    let draft = draft(world);
    upload(world, &draft);
    let case = submit(world, &draft);
    world.settle();
    case
}

/// The link and the code of the newest mail about this case.
pub(crate) fn mail(world: &World, number: &str) -> (String, String) {
    let mails = world.mails();
    let body = mails
        .iter()
        .rev()
        .map(|mail| text(mail, "/text"))
        .find(|body| body.contains(number) && body.contains("/act/"))
        .expect("the department's mail");
    let link = body
        .split_whitespace()
        .find(|word| word.contains("/act/"))
        .expect("a link")
        .to_owned();
    let code = body
        .split(|letter: char| !letter.is_ascii_alphanumeric())
        .find(|word| word.len() == 6 && word.bytes().all(|byte| byte.is_ascii_digit()))
        .expect("a code")
        .to_owned();
    (link, code)
}

/// Sends a form as a browser of the portal would.
pub(crate) fn form(world: &World, url: &str, fields: &[(&str, &str)]) -> Reply {
    let body = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect::<Vec<_>>()
        .join("&");
    city::client::Client::default()
        .send(Request {
            method: "POST",
            url: url.to_owned(),
            headers: vec![
                (
                    "content-type".to_owned(),
                    "application/x-www-form-urlencoded".to_owned(),
                ),
                ("origin".to_owned(), world.addresses.portal.clone()),
            ],
            body: body.into_bytes(),
            ..Request::default()
        })
        .expect("the portal answers")
}

/// Sends a form as somebody who is signed in would.
pub(crate) fn form_as(world: &World, person: &str, path: &str, fields: &[(&str, &str)]) -> Reply {
    form_with(world, (person, None), path, fields)
}

/// Sends a form as an assistant who acts for an enterprise would.
pub(crate) fn form_for(
    world: &World,
    (person, enterprise): (&str, &str),
    path: &str,
    fields: &[(&str, &str)],
) -> Reply {
    form_with(world, (person, Some(enterprise)), path, fields)
}

fn form_with(
    world: &World,
    (person, enterprise): (&str, Option<&str>),
    path: &str,
    fields: &[(&str, &str)],
) -> Reply {
    let pairs = fields.iter();
    let body: Vec<String> = pairs
        .map(|(name, value)| format!("{name}={}", escape(value)))
        .collect();
    let media = "application/x-www-form-urlencoded".to_owned();
    let asked = Asked {
        raw: Some((media, body.join("&").into_bytes())),
        keyless: true,
        headers: [
            ("origin", Some(world.addresses.portal.as_str())),
            ("on-behalf-of", enterprise),
        ]
        .into_iter()
        .filter_map(|(name, value)| Some((name.to_owned(), value?.to_owned())))
        .collect(),
        ..Asked::default()
    };
    world.speak_as(person).ask("POST", path, asked)
}

/// Once everything is written, until no function holds a catalogue of before: each looks every two seconds which is the current one.
pub(crate) fn fresh(world: &World) {
    world.settle();
    std::thread::sleep(std::time::Duration::from_millis(2_200));
}

/// Opens a page.
pub(crate) fn open(url: &str) -> Reply {
    city::client::Client::default()
        .send(Request {
            method: "GET",
            url: url.to_owned(),
            ..Request::default()
        })
        .expect("the portal answers")
}

/// The department approves from its mail.
pub(crate) fn approve(world: &World, number: &str, amount: &str) -> Reply {
    let (link, code) = mail(world, number);
    let ticks = ticks(&open(&link).text(), "met");
    let mut fields = vec![
        ("code", code.as_str()),
        ("decision", "approve"),
        ("amount", amount),
        ("reason", "经审核，材料齐全，符合条件"),
    ];
    fields.extend(
        ticks
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str())),
    );
    let reply = form(world, &link, &fields);
    world.settle();
    reply
}

/// The checklist of the department's page, every entry with this finding.
pub(crate) fn ticks(page: &str, finding: &str) -> Vec<(String, String)> {
    let names = page.split("name=\"").skip(1);
    let mut names: Vec<&str> = names.filter_map(|rest| rest.split('"').next()).collect();
    names.dedup();
    let fields = names.into_iter().filter_map(|name| {
        let value = match name.split_once('.')?.0 {
            "check" => finding,
            "evidence" => "核对申请材料",
            _ => return None,
        };
        Some((name.to_owned(), value.to_owned()))
    });
    fields.collect()
}

/// The checklist of a case as the API takes it, every entry with this finding.
pub(crate) fn checklist(case: &Value, finding: &str) -> Value {
    let entries = case.pointer("/checklist").and_then(Value::as_array);
    let ticks = entries.into_iter().flatten().map(
        |entry| json!({ "entry": entry["entry"], "finding": finding, "evidence": "核对申请材料" }),
    );
    ticks.collect()
}

/// The window releases.
pub(crate) fn release(world: &World, number: &str) -> Reply {
    let lead = world.speak_as("lead");
    let case = lead.get(&format!("/v1/cases/{number}")).json();
    let released = lead.ask(
        "POST",
        &format!("/v1/cases/{number}/release"),
        Asked::with(json!({})).at(version(&case)),
    );
    world.settle();
    released
}

fn escape(text: &str) -> String {
    text.bytes()
        .map(|byte| {
            if byte.is_ascii_alphanumeric() {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

mod digest {
    //! SHA-256 in hexadecimal, as any client computes it.
    use sha2::{Digest, Sha256};

    pub(crate) fn hex(bytes: &[u8]) -> String {
        Sha256::digest(bytes)
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}
