//! `publish FILE`: an editor writes the policy and hands it in, a second person publishes it (M63).

use std::path::Path;

use serde_json::Value;

use super::{list, text, version};
use crate::client::{Outcome, Trouble};
use crate::say;
use crate::session::{Call, Session};

/// Publishes the policy document in `file` and waits until the calculator knows it.
pub(crate) fn publish(session: &Session, file: &Path) -> Outcome<()> {
    let document = read(file)?;
    write_and_publish(session, &document)?;
    for item in list(&document, "/items") {
        let item = text(item, "/id");
        session.wait(&format!("item `{item}` in the catalogue"), |_| {
            let reply =
                session.try_call("", "GET", &format!("/v1/items/{item}"), Call::default())?;
            Ok((reply.status == 200).then_some(()))
        })?;
        say::line(format!(
            "已发布 · published: {}/items/{item}",
            session.addresses.portal
        ));
    }
    Ok(())
}

/// Reads a policy document.
pub(crate) fn read(file: &Path) -> Outcome<Value> {
    let bytes =
        std::fs::read(file).map_err(|error| Trouble(format!("{}: {error}", file.display())))?;
    serde_json::from_slice(&bytes)
        .map_err(|error| Trouble(format!("{}: not JSON: {error}", file.display())))
}

/// Sends a document as its department's editor, hands it in, and publishes it as its publisher.
pub(crate) fn write_and_publish(session: &Session, document: &Value) -> Outcome<()> {
    write_explain_and_publish(session, document, None).map(drop)
}

/// The same, explained before it is published, so that both become public at once; gives the version it has then.
pub(crate) fn write_explain_and_publish(
    session: &Session,
    document: &Value,
    interpretation: Option<&Value>,
) -> Outcome<u64> {
    let department = text(document, "/policy/department");
    let policy = text(document, "/policy/id");
    let editor = session.token(&format!("{department}-editor"))?;
    let publisher = session.token(&format!("{department}-publisher"))?;
    let written = session.call(
        &editor,
        "POST",
        "/v1/policies",
        Call::with(document.clone()).keyed(format!("policy-{policy}")),
    )?;
    let move_on = |by: &str, step: &str, at: u64| {
        session.call(
            by,
            "POST",
            &format!("/v1/policies/{policy}/{step}"),
            Call::default().at(at).keyed(format!("{step}-{policy}")),
        )
    };
    let mut at = version(&written.json());
    if let Some(interpretation) = interpretation {
        session.call(
            &publisher,
            "POST",
            &format!("/v1/policies/{policy}/interpretations"),
            Call::with(interpretation.clone())
                .at(at)
                .keyed(format!("interpretation-{policy}")),
        )?;
        at = at.saturating_add(1);
    }
    let proposed = move_on(&editor, "propose", at)?;
    let published = move_on(&publisher, "publish", version(&proposed.json()))?;
    Ok(version(&published.json()))
}
