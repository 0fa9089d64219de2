//! What is asked often (常见问答), answered for everybody by the department that made the policy (M20, M87).

use adapters::http::{Answer, Body, Door, Problem, Query};
use adapters::table::PolicyRead;
use axum::extract::Path;
use casework::access::Operation;
use casework::case::{Case, Kind, State};
use casework::policy::Command;
use contract::explain::{FaqView, WriteFaq};
use contract::fault::{Fault, Malformed};
use contract::page::Page;
use contract::policy::{GiveReason, PolicyView};
use contract::rule::PolicyDocument;
use facts::{CaseNumber, Day, Instant};
use pages::Values;

use crate::explain::{List, Words, whole};
use crate::moves::{Asked, find, moved};

/// 发布常见问答 · Answers for everybody what is asked often; public at once. Names the consultation it was first answered in, if it was.
#[utoipa::path(post, path = "/v1/policies/{policy}/faqs", operation_id = "publish_faq", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = WriteFaq,
    responses((status = 201, description = "The answer", body = FaqView)))]
pub(crate) async fn publish(door: Door, Path(id): Path<String>, body: Body<WriteFaq>) -> Answer {
    let found = find(&door, &id, Operation::PublishFaq, &body.bytes).await?;
    let asked = answering(&door, &found.read, body.value).await?;
    moved(&door, found, door.version()?, asked).await
}

/// 撤下常见问答 · Takes an answer back that does not hold any more.
#[utoipa::path(post, path = "/v1/policies/{policy}/faqs/{number}/withdraw", operation_id = "withdraw_faq", tag = "policies",
    params(("policy" = String, Path, description = "Policy id"), ("number" = u64, Path, description = "Number of the answer")),
    request_body = GiveReason,
    responses((status = 200, description = "The policy", body = PolicyView)))]
pub(crate) async fn withdraw(
    door: Door,
    Path((id, number)): Path<(String, String)>,
    body: Body<GiveReason>,
) -> Answer {
    let found = find(&door, &id, Operation::WithdrawFaq, &body.bytes).await?;
    let command = Command::WithdrawFaq {
        number: number.parse().map_err(|_| Problem::not_found())?,
        reason: body.value.reason,
    };
    moved(&door, found, door.version()?, command).await
}

/// 常见问答清单 · Answers for everybody, the latest of each policy first.
#[utoipa::path(get, path = "/v1/faqs", operation_id = "list_faqs", tag = "policies",
    params(("policy" = Option<String>, Query, description = "Only those of this policy"),
        ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of answers", body = Page<FaqView>)))]
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListFaqs)?;
    let list = List::read(&door, query, "faqs")?;
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    list.page(&door, catalogue.faqs(list.policy.as_ref(), today))
}

/// The move that answers for everybody, if the policy has what the words name.
pub(crate) async fn answering(door: &Door, read: &PolicyRead, body: WriteFaq) -> Answer<Asked> {
    let mut faults = named(read, &body, Instant::from(door.now).day())?;
    if let Some(number) = &body.consultation
        && answered(door, read, number).await?.is_none()
    {
        faults.push(Fault::new(
            "/consultation",
            "not_answered",
            "应为一件已经反馈、涉及本政策事项的咨询的办件编号；不是由咨询整理的，不填",
            "give the number of a consultation about an item of this policy whose answer was released, or none",
        ));
    }
    whole(faults)?;
    Ok(Asked {
        command: Command::PublishFaq {
            replaces: body.replaces,
        },
        words: Some(Words::Faq(body)),
    })
}

fn named(read: &PolicyRead, body: &WriteFaq, today: Day) -> Answer<Vec<Fault>> {
    Ok(match read.shown_on(today) {
        Some(kept) => PolicyDocument::of(&kept.rules)?.misfits_of_faq(body),
        // what was never published is refused by the move
        None => Vec::new(),
    })
}

/// A consultation about an item of this policy whose answer was told.
async fn answered(door: &Door, read: &PolicyRead, number: &str) -> Answer<Option<Case>> {
    let Ok(number) = CaseNumber::parse(number) else {
        return Ok(None);
    };
    let Some(case) = door.outside.table().read_case(&number, None).await?.case else {
        return Ok(None);
    };
    let items = read.policy.as_ref().map(|head| head.entry.items.as_slice());
    let about = case.subject.item().is_some_and(|item| {
        let mut items = items.unwrap_or_default().iter();
        items.any(|own| own == item.as_str())
    });
    let told = matches!(case.state, State::Replied { .. });
    Ok((case.kind == Kind::Consultation && about && told).then_some(case))
}

/// The form filled in from a consultation, for its department to put into words for everybody.
pub(crate) async fn from_consultation(
    door: &Door,
    read: &PolicyRead,
    number: &str,
) -> Answer<Result<Values, Malformed>> {
    let Some(case) = answered(door, read, number).await? else {
        return Ok(Err(Malformed::of(vec![Fault::new(
            "/faq_consultation",
            "not_answered",
            "没有这样一件已经反馈、涉及本政策事项的咨询",
            "there is no consultation of this number about an item of this policy whose answer was released",
        )])));
    };
    let mut values = Values::default();
    values.add("faq_question", case.subject.title.zh.clone());
    if let State::Replied { reply } = &case.state {
        values.add("faq_answer", reply.words.clone());
    }
    if let Some(item) = case.subject.item() {
        values.add("faq_item", item.to_string());
    }
    values.add("faq_consultation", number.to_owned());
    Ok(Ok(values))
}
