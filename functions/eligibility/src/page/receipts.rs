//! Pages of receipts, and what is written from them.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::eligibility::AssessmentReply;
use contract::fault::Fault;
use contract::receipt::{Receipt, ReceiptView, VerifyReply, VerifyRequest};
use contract::text::Text;
use pages::Nav;
use pages::receipts::{ExplanationPage, ReceiptPage, VerifyPage};
use serde_json::Value;

use super::{Asked, filled, own, request, shown};
use crate::receipts::{kept, verified, view};

/// `POST /receipts`: keeps the receipt and leads to it, or to the explanation.
pub(crate) async fn create(door: Door, form: Form) -> Answer {
    door.allow(Operation::CreateReceipt)?;
    let (values, saved) = filled(&door, &form).await;
    let catalogue = door.outside.catalogue().current().await?;
    let facts = contract::facts::views(catalogue.facts());
    let (request, faults) = request(&values, &facts);
    if !faults.is_empty() {
        return shown(&door, &values, &saved, &faults).await;
    }
    let asked = match Asked::read(&door, &request, &saved).await {
        Ok(asked) => asked,
        Err(problem) => return shown(&door, &values, &saved, problem.errors()).await,
    };
    let link = kept(&door, &asked.receipt()).await?.link;
    Ok(Reply::see_other(&match values.one("then") {
        "explanation" => format!("{link}/explanation"),
        _ => link,
    }))
}

/// A receipt with all that is said of it.
struct Told {
    receipt: ReceiptView,
    reply: AssessmentReply,
    facts: Vec<(Text, Text)>,
    verified: VerifyReply,
}

async fn told(door: &Door, id: &str) -> Answer<Told> {
    door.allow(Operation::ReadReceipt)?;
    let receipt = view(door, id).await?;
    let verified = verified(door, &receipt.body).await?;
    let catalogue = door.outside.catalogue().at(&receipt.body.catalogue).await?;
    let catalogue = catalogue.ok_or_else(Problem::not_found)?;
    let asked = Asked::of(&receipt.body, catalogue).ok_or_else(Problem::not_found)?;
    Ok(Told {
        reply: asked.answer(),
        facts: asked.catalogue.in_words(&asked.profile, asked.day),
        receipt,
        verified,
    })
}

/// `GET /receipts/{receipt}`
pub(crate) async fn receipt(door: Door, Path(id): Path<String>) -> Answer {
    let told = told(&door, &id).await?;
    let page = ReceiptPage {
        chrome: door.chrome(Nav::Calculator),
        receipt: &told.receipt,
        reply: &told.reply,
        facts: &told.facts,
        verified: &told.verified,
    };
    Ok(Reply::page(page.render()))
}

/// `GET /receipts/{receipt}/explanation`
pub(crate) async fn explanation(door: Door, Path(id): Path<String>) -> Answer {
    let told = told(&door, &id).await?;
    let saved = own(&door).await;
    let page = ExplanationPage {
        chrome: door.chrome(Nav::Calculator),
        name: &saved.name,
        receipt: &told.receipt,
        reply: &told.reply,
        facts: &told.facts,
    };
    Ok(Reply::page(page.render()))
}

/// `GET /receipts/verify`
pub(crate) async fn form(door: Door, query: Query) -> Answer {
    query.finish()?;
    Ok(page(&door, "", None, &[]))
}

/// `POST /receipts/verify`
pub(crate) async fn verify(door: Door, form: Form) -> Answer {
    door.allow(Operation::VerifyReceipt)?;
    let given = form.text("receipt").unwrap_or_default();
    match read(given) {
        Ok(receipt) => {
            let verified = verified(&door, &receipt).await?;
            Ok(page(&door, given, Some(&verified), &[]))
        }
        Err(faults) => Ok(page(&door, given, None, &faults)),
    }
}

/// A receipt as it was downloaded: alone, or with what is said around it.
fn read(given: &str) -> Result<Receipt, Vec<Fault>> {
    let value: Value = contract::body::json(given.as_bytes()).map_err(at_field)?;
    let receipt = value.get("body").unwrap_or(&value);
    let wrapped = serde_json::json!({ "receipt": receipt }).to_string();
    let read = contract::body::parse::<VerifyRequest>(wrapped.as_bytes());
    Ok(read.map_err(at_field)?.receipt)
}

fn at_field(malformed: contract::fault::Malformed) -> Vec<Fault> {
    let faults = malformed.faults.into_iter().map(|mut fault| {
        "/receipt".clone_into(&mut fault.pointer);
        fault
    });
    faults.collect()
}

fn page(door: &Door, given: &str, verified: Option<&VerifyReply>, faults: &[Fault]) -> Reply {
    let page = VerifyPage {
        chrome: door.chrome(Nav::Calculator),
        given,
        verified,
        faults,
    };
    Reply::form(faults, page.render())
}
