//! Where a department works on its policies: the same moves as the API, with forms.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use adapters::table::{PolicyHead, PolicyRead};
use axum::extract::Path;
use casework::access::Operation;
use casework::policy::{Command, possible};
use contract::convert::policy as convert;
use contract::explain::{ClauseBody, FaqRecord};
use contract::fault::{Fault, Malformed};
use contract::policy::PolicyView;
use contract::rule::PolicyDocument;
use facts::{Day, Instant, PolicyId};
use pages::policies::{PolicyDeskPage, PolicyWorkPage};
use pages::{Named, Nav, Values};

use crate::explain::{interpreting, ruling};
use crate::faqs::{answering, from_consultation};
use crate::moves::{Asked, Found, find_once, moved};
use crate::publish::{gate, publishing};
use crate::read::{view, work_of};
use crate::said::{self, at_fields};

/// `GET /desk/policies`
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    query.finish()?;
    let policies = work_of(&door).await?;
    let page = PolicyDeskPage {
        chrome: door.chrome(Nav::Desk),
        policies: &policies,
    };
    Ok(Reply::page(page.render()))
}

/// `GET /desk/policies/{policy}`
pub(crate) async fn read(door: Door, Path(id): Path<String>, mut query: Query) -> Answer {
    let done = match query.text("done").as_deref() {
        Some("propose") => "已提交审核",
        Some("return") => "已退回修改",
        Some("publish") => "已发布，施行日期见下表",
        Some("suspend") => "已暂停执行",
        Some("resume") => "已恢复执行",
        Some("repeal") => "已登记废止",
        Some("interpret") => "已登记政策解读，所解读的版本发布后即公开",
        Some("faq") => "已发布常见问答，已在政策和事项页面公开",
        Some("withdraw-faq") => "已撤下常见问答",
        Some("rule") => "已登记口径，自施行之日起在条款处公开",
        _ => "",
    };
    let consultation = query.text("consultation");
    query.finish()?;
    let Some(number) = consultation else {
        return shown(&door, &id, (&Values::default(), &[]), done).await;
    };
    // whoever may answer for everybody begins with what was answered to one
    let read = read_for(&door, &id, Operation::PublishFaq).await?;
    match from_consultation(&door, &read, &number).await? {
        Ok(values) => drawn(&door, &read, (&values, &[]), "").await,
        Err(malformed) => drawn(&door, &read, (&Values::default(), &malformed.faults), "").await,
    }
}

/// `POST /desk/policies/{policy}/{step}`
pub(crate) async fn act(
    door: Door,
    Path((id, step)): Path<(String, String)>,
    form: Form,
) -> Answer {
    let (operation, reason) = operation(&step).ok_or_else(Problem::not_found)?;
    let once = door.command_with(operation, &form.key()?, &form.bytes);
    let found = find_once(&door, &id, operation, once).await?;
    let version = form.text("version").and_then(|text| text.parse().ok());
    let from = form.text("from").map(Day::parse).transpose();
    let asked = match explained(&door, &found, &step, &form).await {
        Some(Ok(asked)) => asked,
        Some(Err(malformed)) => {
            let faults = at_fields(&step, malformed.faults);
            return shown(&door, &id, (&form.values(), &faults), "").await;
        }
        None => command(&door, &found, &step, &form).await.map(Asked::from),
    };
    let outcome = match (asked, from) {
        (Err(problem), _) => Err(problem),
        (_, Err(_)) => {
            let fault = Fault::new(
                "/from",
                "invalid_value",
                "日期应写成 2026-01-31 这样的格式，且确有这一天",
                "give the day as YYYY-MM-DD",
            );
            return shown(&door, &id, (&form.values(), &[fault]), "").await;
        }
        (Ok(asked), Ok(_)) => moved(&door, found, version.unwrap_or_default(), asked).await,
    };
    match outcome {
        Ok(_) => Ok(Reply::see_other(&format!(
            "/desk/policies/{id}?done={step}"
        ))),
        Err(problem) if problem.is_mendable() => {
            let pointer = match problem.code() {
                "reason_needed" | "too_long" => reason,
                "back_dated" if step == "rule" => "/binds_from",
                "back_dated" => "/from",
                "not_yet_decided" => "/decided_on",
                _ => "",
            };
            let fault = problem.fault_at(pointer);
            shown(&door, &id, (&form.values(), &[fault]), "").await
        }
        Err(problem) => Err(problem),
    }
}

/// The operation of a step, and the field that says why.
fn operation(step: &str) -> Option<(Operation, &'static str)> {
    Some(match step {
        "propose" => (Operation::ProposePolicy, ""),
        "return" => (Operation::ReturnPolicy, "/remarks"),
        "publish" => (Operation::PublishPolicy, ""),
        "suspend" => (Operation::SuspendPolicy, "/suspend_reason"),
        "resume" => (Operation::ResumePolicy, ""),
        "repeal" => (Operation::RepealPolicy, "/repeal_reason"),
        "interpret" => (Operation::InterpretPolicy, ""),
        "rule" => (Operation::RulePolicy, ""),
        "faq" => (Operation::PublishFaq, ""),
        "withdraw-faq" => (Operation::WithdrawFaq, "/withdraw_reason"),
        _ => return None,
    })
}

/// The move that explains the policy, if that is what the step does.
async fn explained(
    door: &Door,
    found: &Found,
    step: &str,
    form: &Form,
) -> Option<Result<Answer<Asked>, Malformed>> {
    let today = Instant::from(door.now).day();
    match step {
        "faq" => Some(match said::faq(form) {
            Ok(body) => match answering(door, &found.read, body).await {
                Err(problem) if !problem.errors().is_empty() => {
                    Err(Malformed::of(problem.errors().to_vec()))
                }
                asked => Ok(asked),
            },
            Err(malformed) => Err(malformed),
        }),
        "interpret" => {
            let body = said::interpretation(form);
            Some(body.map(|body| interpreting(&found.read, body)))
        }
        "rule" => {
            let body = said::ruling(form, &clauses(&found.read, today));
            Some(body.map(|body| ruling(&found.read, body, today)))
        }
        _ => None,
    }
}

/// Clauses a ruling may be about: those of the version people are shown.
fn clauses(read: &PolicyRead, today: Day) -> Vec<ClauseBody> {
    let shown = read.shown_on(today);
    let document = shown.and_then(|kept| PolicyDocument::of(&kept.rules).ok());
    document.map_or_else(Vec::new, |document| document.clauses())
}

/// The items an answer for everybody may be about: those of the version people are shown.
fn items(read: &PolicyRead, today: Day) -> Vec<Named> {
    let shown = read.shown_on(today);
    let document = shown.and_then(|kept| PolicyDocument::of(&kept.rules).ok());
    let items = document.into_iter().flat_map(|document| document.items);
    items
        .map(|item| Named::new(item.rules.id.as_str(), item.rules.title.into()))
        .collect()
}

/// Answers for everybody that are shown, the latest first.
fn shown_faqs(head: &PolicyHead, faqs: &[FaqRecord]) -> Vec<FaqRecord> {
    let shown: Vec<u64> = head.policy.faqs_shown().map(|(number, _)| number).collect();
    let faqs = faqs.iter().rev();
    let faqs = faqs.filter(|faq| shown.contains(&faq.number));
    faqs.cloned().collect()
}

/// A policy for whoever may do `operation` with it.
async fn read_for(door: &Door, id: &str, operation: Operation) -> Answer<PolicyRead> {
    let actor = door.actor(operation)?;
    let id = PolicyId::parse(id).map_err(|_| Problem::not_found())?;
    let read = door.outside.table().read_policy(&id, None).await?;
    let head = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    actor.reaches(operation, None, Some(&head.policy.department))?;
    Ok(read)
}

async fn command(door: &Door, found: &Found, step: &str, form: &Form) -> Answer<Command> {
    let text = |name: &str| form.text(name).unwrap_or_default().to_owned();
    Ok(match step {
        "publish" => publishing(door, found).await?,
        "return" => Command::Return {
            words: text("remarks"),
        },
        "suspend" => Command::Suspend {
            reason: text("suspend_reason"),
        },
        "repeal" => Command::Repeal {
            reason: text("repeal_reason"),
            from: form.text("from").and_then(|text| Day::parse(text).ok()),
        },
        "resume" => Command::Resume,
        "withdraw-faq" => Command::WithdrawFaq {
            number: text("faq_number").parse().unwrap_or_default(),
            reason: text("withdraw_reason"),
        },
        _ => Command::Propose,
    })
}

async fn shown(door: &Door, id: &str, said: (&Values, &[Fault]), done: &str) -> Answer {
    let read = read_for(door, id, Operation::ReadPolicyHistory).await?;
    drawn(door, &read, said, done).await
}

async fn drawn(
    door: &Door,
    read: &PolicyRead,
    (values, faults): (&Values, &[Fault]),
    done: &str,
) -> Answer {
    let actor = door.actor(Operation::ReadPolicyHistory)?;
    let head = read.policy.as_ref().ok_or_else(Problem::not_found)?;
    let kept = read.newest().ok_or_else(Problem::not_found)?;
    let now = Instant::from(door.now);
    let policy: PolicyView = view(head, kept, now.day(), true);
    let published = policy
        .work
        .as_ref()
        .is_some_and(|work| work.state == "published");
    let findings = if published {
        Vec::new()
    } else {
        gate(door, &PolicyDocument::of(&kept.rules)?).await?
    };
    let findings: Vec<_> = findings.into_iter().map(Into::into).collect();
    let history = door.outside.table().policy_history(&head.policy.id).await?;
    let history: Vec<_> = history
        .iter()
        .map(|(version, one)| convert::event_view(*version, (one.at, &one.by), &one.event))
        .collect();
    // somebody may be editor and publisher: each role offers what it may
    let mut moves: Vec<&str> = Vec::new();
    for role in &door.principal.roles {
        let mut as_role = actor.clone();
        as_role.role = *role;
        let open = possible(&head.policy, &as_role, now);
        moves.extend(open.into_iter().map(Operation::name));
    }
    let page = PolicyWorkPage {
        chrome: door.chrome(Nav::Desk),
        policy: &policy,
        moves: &moves,
        findings: &findings,
        clauses: &clauses(read, now.day()),
        interpretations: &read.interpretations,
        rulings: &read.rulings,
        items: &items(read, now.day()),
        faqs: &shown_faqs(head, &read.faqs),
        history: &history,
        idempotency_key: &door.outside.new_id(),
        values,
        faults,
        done,
    };
    Ok(Reply::form(faults, page.render()))
}
