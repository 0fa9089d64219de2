//! `apply ITEM --as CODE --file PDF`: draft, upload straight to the bucket, submit.

use std::path::Path;

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use super::{list, text, version};
use crate::client::{Outcome, Request, Trouble, trouble};
use crate::say;
use crate::session::{Call, Session};

/// What is applied for, by whom, with which file.
#[derive(Debug)]
pub(crate) struct Application<'a> {
    /// Item id.
    pub(crate) item: &'a str,
    /// Credit code.
    pub(crate) enterprise: &'a str,
    /// The file handed in for every required material.
    pub(crate) file: &'a Path,
}

/// Applies and prints the case number and its promised date.
pub(crate) fn apply(session: &Session, application: &Application<'_>) -> Outcome<String> {
    let token = session.token(application.enterprise)?;
    let bytes = std::fs::read(application.file)
        .map_err(|error| Trouble(format!("{}: {error}", application.file.display())))?;
    let draft = session
        .call(
            &token,
            "POST",
            "/v1/drafts",
            Call::with(json!({ "item": application.item, "enterprise": application.enterprise })),
        )?
        .json();
    let id = text(&draft, "/draft").to_owned();
    for material in list(&draft, "/materials") {
        if material.pointer("/required") == Some(&Value::Bool(true)) {
            upload(
                session,
                &token,
                &id,
                (text(material, "/material"), application.file, &bytes),
            )?;
        }
    }
    let ready = session
        .call(&token, "GET", &format!("/v1/drafts/{id}"), Call::default())?
        .json();
    let case = session
        .call(
            &token,
            "POST",
            &format!("/v1/drafts/{id}/submit"),
            Call::default().at(version(&ready)),
        )?
        .json();
    let number = text(&case, "/number").to_owned();
    if number.is_empty() {
        return trouble("the case came back without a number");
    }
    say::line(format!("办件编号 · case number: {number}"));
    say::line(format!(
        "承诺 {} 个工作日，应于 {} 前办结 · promised day",
        case.pointer("/promise/working_days")
            .unwrap_or(&Value::Null),
        text(&case, "/promise/due")
    ));
    say::line(format!("{}/cases/{number}", session.addresses.portal));
    Ok(number)
}

fn upload(
    session: &Session,
    token: &str,
    draft: &str,
    (material, file, bytes): (&str, &Path, &[u8]),
) -> Outcome<()> {
    let name = file
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    let ticket = session
        .call(
            token,
            "POST",
            &format!("/v1/drafts/{draft}/uploads"),
            Call::with(json!({
                "material": material,
                "file_name": name,
                "media_type": "application/pdf",
                "bytes": bytes.len(),
                "sha256": hex(&Sha256::digest(bytes)),
            })),
        )?
        .json();
    let headers = list(&ticket, "/headers")
        .iter()
        .map(|header| {
            (
                text(header, "/name").to_owned(),
                text(header, "/value").to_owned(),
            )
        })
        .filter(|(name, _)| name != "host" && name != "content-length")
        .collect();
    let put = session.send(
        "(presigned address in the bucket)",
        Request {
            method: "PUT",
            url: text(&ticket, "/url").to_owned(),
            headers,
            body: bytes.to_vec(),
            ..Request::default()
        },
    )?;
    if !put.fine() {
        return trouble(format!("the bucket refused the file: {}", put.text()));
    }
    session.call(
        token,
        "POST",
        &format!(
            "/v1/drafts/{draft}/uploads/{}/complete",
            text(&ticket, "/upload")
        ),
        Call::default(),
    )?;
    Ok(())
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
