//! Asking without applying.

use adapters::http::{Answer, Door, Form, Query, Reply};
use casework::access::{Operation, Role};
use casework::case::Kind;
use contract::body;
use contract::case::OpenCase;
use contract::fault::Fault;
use facts::ItemId;
use pages::values::Named;
use pages::{AskPage, Nav, Values};
use serde_json::{Map, Value};

use crate::find::now;
use crate::open::opened;

/// Fields of the form that are fields of the body.
const FIELDS: [&str; 8] = [
    "kind",
    "title",
    "words",
    "item",
    "about",
    "against",
    "name",
    "contact_email",
];

/// `GET /ask`
pub(crate) async fn show(door: Door, mut query: Query) -> Answer {
    let mut values = Values::default();
    for field in ["kind", "item", "about"] {
        if let Some(value) = query.text(field) {
            values.add(field, value);
        }
    }
    query.finish()?;
    shown(&door, &values, &[]).await
}

/// `POST /ask`
pub(crate) async fn open(door: Door, form: Form) -> Answer {
    let command = super::command(&door, Operation::OpenCase, &form)?;
    let given = FIELDS.iter().filter_map(|field| {
        let value = form.text(field)?;
        Some(((*field).to_owned(), Value::String(value.to_owned())))
    });
    let given: Map<String, Value> = given.collect();
    let values = form.values();
    let read = body::parse::<OpenCase>(Value::Object(given).to_string().as_bytes());
    let asked = match read {
        Ok(asked) => asked,
        Err(malformed) => return shown(&door, &values, &malformed.faults).await,
    };
    match opened(&door, &asked, &command).await {
        Ok(reply) => {
            let kept = reply.kept()?.body;
            let made: Value = serde_json::from_str(&kept).unwrap_or_default();
            let follow = made.get("follow").and_then(Value::as_str);
            Ok(Reply::see_other(&format!(
                "{}?done=opened",
                follow.unwrap_or("/ask")
            )))
        }
        Err(problem) => {
            let pointer = match problem.code() {
                "contact_needed" => "/contact_email",
                "name_needed" => "/name",
                "not_public" => "/about",
                "no_such_department" => "/against",
                _ => "",
            };
            let faults = problem.beside_form()?.into_iter().map(|fault| Fault {
                pointer: pointer.to_owned(),
                ..fault
            });
            let faults: Vec<Fault> = faults.collect();
            shown(&door, &values, &faults).await
        }
    }
}

async fn shown(door: &Door, values: &Values, faults: &[Fault]) -> Answer {
    let actor = door.actor(Operation::OpenCase)?;
    let window = matches!(actor.role, Role::Clerk | Role::Lead | Role::Coordinator);
    let kinds: Vec<Named> = Kind::ALL
        .iter()
        .filter(|kind| **kind != Kind::Application && (window || **kind != Kind::Blockage))
        .map(|kind| Named::new(kind.word(), kind.title().into()))
        .collect();
    let catalogue = door.outside.catalogue().current().await?;
    let item = ItemId::parse(values.one("item")).ok();
    let faqs = item.as_ref().and_then(|id| {
        let policy = catalogue.policy_of(id)?;
        Some(policy.faqs(Some(id), now(door).day()))
    });
    let item = item.and_then(|id| {
        let (_, item) = catalogue.item(&id, now(door).day())?;
        Some(Named::new(id.as_str(), item.rules.title.clone().into()))
    });
    let register = door.outside.table().read_register().await?.register;
    let departments: Vec<Named> = register
        .departments
        .into_iter()
        .map(|department| Named::new(department.id.as_str(), department.name.into()))
        .collect();
    let key = door.outside.new_id();
    let page = AskPage {
        chrome: door.chrome(Nav::Ask),
        kinds: &kinds,
        departments: &departments,
        item: item.as_ref(),
        faqs: faqs.as_deref().unwrap_or_default(),
        idempotency_key: &key,
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}
