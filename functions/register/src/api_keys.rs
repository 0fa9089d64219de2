//! Keys for machines.

use adapters::documents::sha256;
use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::ApiKey;
use adapters::table::idempotency::{Earlier, Home};
use casework::access::{Operation, Role};
use contract::fault::Fault;
use contract::problem::kind;
use contract::register::{ApiKeyView, CreateApiKey};

/// 发放接口密钥 · Makes a key for a machine; shown once.
#[utoipa::path(post, path = "/v1/api-keys", operation_id = "create_api_key", tag = "register", request_body = CreateApiKey,
    responses((status = 201, description = "The key", body = ApiKeyView)))]
pub(crate) async fn create(door: Door, body: Body<CreateApiKey>) -> Answer {
    door.allow(Operation::CreateApiKey)?;
    let command = door.command(Operation::CreateApiKey, &body.bytes)?;
    let table = door.outside.table();
    known(&body.value.roles)?;
    // derived, so that a repeat can show it again although only its hash is kept
    let signer = door.outside.signer()?;
    let api_key = signer.api_key(&[&command.principal, &command.key]);
    let reply = Reply::created(
        "/v1/api-keys",
        1,
        &ApiKeyView {
            api_key: api_key.clone(),
            label: body.value.label.clone(),
        },
    );
    let earlier = table
        .read_earlier(&command, &Home::Creation, door.now)
        .await?;
    match &earlier {
        Some(Earlier::Same(_)) => return Ok(reply),
        Some(other) => return Reply::earlier(other),
        None => {}
    }
    let entry = ApiKey {
        hash: sha256(api_key.as_bytes()),
        label: body.value.label,
        roles: body.value.roles,
        enterprise: body.value.enterprise,
        department: body.value.department,
    };
    let kept = Reply::nothing().kept()?;
    let commit = table.commit(door.now).api_key(&entry);
    commit
        .remember(&command, &Home::Creation, &kept)
        .run()
        .await?
        .answer(reply)
}

/// Refuses roles nobody knows, and a key without any.
fn known(roles: &[String]) -> Result<(), Problem> {
    let unknown = roles
        .iter()
        .enumerate()
        .filter(|(_, word)| Role::named(word).is_none());
    let mut faults: Vec<Fault> = unknown
        .map(|(place, word)| {
            Fault::new(
                format!("/roles/{place}"),
                "unknown_role",
                format!("没有名为 `{word}` 的角色"),
                format!("there is no role `{word}`"),
            )
        })
        .collect();
    if roles.is_empty() {
        faults.push(Fault::new(
            "/roles",
            "empty_list",
            "至少写一个角色",
            "give at least one role",
        ));
    }
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Problem::of(kind::INVALID_REQUEST).with_errors(faults))
    }
}
