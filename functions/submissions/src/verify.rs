//! Verifying an acknowledgement by the address in its QR code.

use adapters::http::{Answer, Door, Problem, Reply};
use adapters::token::Purpose;
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Case;
use contract::case::VerifiedView;
use pages::{Nav, VerifyPage};

/// 核验回执 · Says that an acknowledgement is ours and where its case stands, without personal data.
#[utoipa::path(get, path = "/v1/verify/{token}", operation_id = "verify_case", tag = "submissions",
    params(("token" = String, Path, description = "The last part of the address on the acknowledgement")),
    responses((status = 200, description = "What can be verified", body = VerifiedView)))]
pub(crate) async fn read(door: Door, Path(token): Path<String>) -> Answer {
    Ok(Reply::ok(&verified(&door, &token).await?))
}

/// `GET /verify/{token}`
pub(crate) async fn show(door: Door, Path(token): Path<String>) -> Answer {
    let verified = verified(&door, &token).await?;
    let page = VerifyPage {
        chrome: door.chrome(Nav::None),
        verified: &verified,
    };
    Ok(Reply::page(page.render()))
}

/// A token we did not make answers like what does not exist.
async fn verified(door: &Door, token: &str) -> Answer<VerifiedView> {
    door.allow(Operation::VerifyCase)?;
    let number = door.outside.signer()?.case_of_token(Purpose::Verify, token);
    let number = number.ok_or_else(Problem::not_found)?;
    let case = door.outside.table().read_case(&number, None).await?.case;
    let case = case.ok_or_else(Problem::not_found)?;
    Ok(contract::convert::case::verified(&case))
}

/// Where an acknowledgement of `case` is verified.
pub(crate) fn address(door: &Door, case: &Case) -> Answer<String> {
    let token = door
        .outside
        .signer()?
        .case_token(Purpose::Verify, &case.number);
    Ok(format!(
        "{}/verify/{token}",
        door.outside.config().public_url
    ))
}
