//! Several decisions on one page: choose among one's own tasks, check each case by its own list, decide, and see what each came to.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use adapters::table::CaseRead;
use casework::Actor;
use casework::access::Operation;
use casework::case::{Case, Viewer};
use contract::case::CaseView;
use contract::department::{CaseDecision, DecideCase, DecidedCase};
use contract::fault::Fault;
use facts::{CaseNumber, Instant, Money};
use pages::tasks::{DecidePage, TasksPage};
use pages::{Nav, Values};

use crate::act::checklist;
use crate::bulk;
use crate::said::decision as command;

const LIST: &str = "tasks page";
/// How many tasks a page shows.
const SHOWN: usize = 50;
/// How many cases one page decides: each with its own list to check.
const AT_ONCE: usize = 10;

/// `GET /tasks`
pub(crate) async fn list(door: Door, mut query: Query) -> Answer {
    let actor = door.actor(Operation::ListTasks)?;
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let department = actor.department.ok_or_else(Problem::forbidden)?;
    let table = door.outside.table();
    let found = table
        .tasks_of_department(&department, start.as_deref(), SHOWN)
        .await?;
    let today = Instant::from(door.now).day();
    let heads = found.entries.iter();
    let cases: Vec<_> = heads.map(|head| head.entry(Viewer::Staff, today)).collect();
    let next = found.next.as_deref();
    let next = next.map(|next| door.seal_cursor(LIST, next)).transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let page = TasksPage {
        chrome: door.chrome(Nav::Desk),
        cases: &cases,
        at_once: AT_ONCE,
        next: next.as_deref(),
    };
    Ok(Reply::page(page.render()))
}

/// `GET /tasks/decide`
pub(crate) async fn choose(door: Door, mut query: Query) -> Answer {
    door.allow(Operation::DecideCases)?;
    let numbers = query.texts("number");
    query.finish()?;
    if numbers.is_empty() {
        return Ok(Reply::see_other("/tasks"));
    }
    shown(&door, &numbers, (&Values::default(), &[], &[])).await
}

/// The cases that are still to be decided, each with its own list.
async fn shown(
    door: &Door,
    numbers: &[String],
    (values, faults, results): (&Values, &[Fault], &[DecidedCase]),
) -> Answer {
    let mut values = values.clone();
    let mut cases: Vec<CaseView> = Vec::new();
    for number in numbers.iter().take(AT_ONCE) {
        // what went elsewhere meanwhile is in no list any more
        let Some((case, view)) = still_here(case(door, number).await)? else {
            continue;
        };
        let amount = format!("amount.{number}");
        if values.one(&amount).is_empty()
            && let Some(told) = foreseen(&case)
        {
            values.add(amount, told.to_string());
        }
        cases.push(view);
    }
    if cases.is_empty() && results.is_empty() {
        return Err(Problem::not_found());
    }
    let key = door.outside.new_id();
    let page = DecidePage {
        chrome: door.chrome(Nav::Desk),
        cases: &cases,
        results,
        idempotency_key: &key,
        values: &values,
        faults,
    };
    let decided = results.iter().any(|one| one.problem.is_none());
    let html = page.render();
    Ok(if decided {
        Reply::page(html)
    } else {
        Reply::form(faults, html)
    })
}

/// A case of one's own department, with its view.
async fn case(door: &Door, number: &str) -> Answer<(Case, CaseView)> {
    let (actor, read, case) = read(door, number).await?;
    let catalogue = door.outside.catalogue().current().await?;
    let (calendar, today) = (&catalogue.calendar, Instant::from(door.now).day());
    let view = contract::convert::case::view(&case, &read.recorded, calendar, &actor, today);
    Ok((case, view))
}

async fn read(door: &Door, number: &str) -> Answer<(Actor, CaseRead, Case)> {
    let actor = door.actor(Operation::DecideCase)?;
    let number = CaseNumber::parse(number).map_err(|_| Problem::not_found())?;
    let read = door.outside.table().read_case(&number, None).await?;
    let case = read.case.clone().ok_or_else(Problem::not_found)?;
    case.reached_by(&actor, Operation::DecideCase)?;
    Ok((actor, read, case))
}

/// What was found; none where the reader no longer reaches it.
fn still_here<T>(found: Answer<T>) -> Answer<Option<T>> {
    match found {
        Ok(found) => Ok(Some(found)),
        Err(problem) if [403, 404].contains(&problem.status()) => Ok(None),
        Err(problem) => Err(problem),
    }
}

/// The amount the calculator told at submission, where it told one: a proposal, to be checked.
fn foreseen(case: &Case) -> Option<Money> {
    let told = case.prediction.as_ref()?;
    told.amount_low.filter(|low| told.amount_high == Some(*low))
}

/// `POST /tasks/decide`: what each case came to, and once more what is left to decide, as it was filled in.
pub(crate) async fn decide(door: Door, form: Form) -> Answer {
    door.allow(Operation::DecideCases)?;
    let key = form.key()?;
    let values = form.values();
    let numbers: Vec<String> = form.texts("number").map(str::to_owned).collect();
    let approved = match values.one("decision") {
        "approve" => true,
        "refuse" => false,
        _ => {
            let fault = Fault::new(
                "/decision",
                "decision_needed",
                "请选择一项审核决定",
                "choose what you decide",
            );
            return shown(&door, &numbers, (&values, &[fault], &[])).await;
        }
    };
    let (mut results, mut left, mut faults) = (Vec::new(), Vec::new(), Vec::new());
    for number in numbers.iter().take(AT_ONCE) {
        let done = match read(&door, number).await {
            Ok((_, _, case)) => {
                let decision = said(&values, &case, approved);
                let done = bulk::one(&door, key.as_str(), &decision).await?;
                faults.extend(beside(&case, &decision, &done));
                done
            }
            Err(problem) => bulk::refused(number, &problem),
        };
        if done.problem.is_some() {
            left.push(number.clone());
        }
        results.push(done);
    }
    shown(&door, &left, (&values, &faults, &results)).await
}

/// What a refusal has to say about single fields of its case.
fn beside(case: &Case, sent: &CaseDecision, done: &DecidedCase) -> Vec<Fault> {
    let (Some(code), Some(words)) = (&done.code, &done.problem) else {
        return Vec::new();
    };
    let one = |field: &str| {
        let pointer = format!("/{field}/{}", done.number);
        vec![Fault::new(pointer, code, &words.zh, &words.en)]
    };
    match code.as_str() {
        "checklist_open" => {
            let flaws = checklist::faults(case, &command(&sent.decision)).into_iter();
            let placed = flaws.map(|fault| Fault {
                pointer: format!("{}/{}", fault.pointer, done.number),
                ..fault
            });
            placed.collect()
        }
        "despite_needed" => one("despite"),
        code if code.starts_with("amount") => one("amount"),
        _ => Vec::new(),
    }
}

/// What was filled in for one case: its own list and amount, with the words all of them share.
fn said(values: &Values, case: &Case, approved: bool) -> CaseDecision {
    let number = case.number.to_string();
    let own = |what: &str| values.one(&format!("{what}.{number}")).to_owned();
    let shared = |name: &str| values.one(name).to_owned();
    let amount = own("amount").replace([',', '，'], "");
    let amount = Some(amount).filter(|amount| approved && !amount.is_empty());
    CaseDecision {
        version: own("version").parse().unwrap_or(0),
        decision: DecideCase {
            despite: Some(own("despite")).filter(|text| approved && !text.is_empty()),
            approved,
            amount,
            reason: shared("reason"),
            remedy: (!approved).then(|| shared("remedy")),
            checklist: checklist::ticks(values, case, &format!(".{number}")),
            other_ground: checklist::other_ground(values).filter(|_| !approved),
        },
        number,
    }
}
