//! The calculator's pages: the questions, and the answer.

use adapters::http::{Answer, Door, Form, Query, Reply};
use casework::access::Operation;
use contract::eligibility::{AssessmentRequest, FactView};
use contract::fault::Fault;
use facts::{CreditCode, Day, Instant, ItemId};
use pages::calculator::{CalculatorPage, Keeper, ProfileInUse, ResultPage, facts_of, fill};
use pages::{Nav, Values};

use crate::asked::{Asked, Saved, saved};

pub(crate) mod keep;
pub(crate) mod mine;
pub(crate) mod receipts;
pub(crate) mod step;
pub(crate) mod tools;
pub(crate) mod what_if;

/// `GET /calculator`
pub(crate) async fn form(door: Door, mut query: Query) -> Answer {
    let item = query.text("item");
    query.finish()?;
    let mut values = Values::default();
    if let Some(item) = item {
        values.add("item", item);
    }
    let saved = own(&door).await;
    fill(&mut values, &saved.facts);
    shown(&door, &values, &saved, &[]).await
}

/// What was filled in, and the saved profile where it is to be used.
async fn filled(door: &Door, form: &Form) -> (Values, Saved) {
    let values = form.values();
    let saved = if values.one("use_profile") == "yes" {
        own(door).await
    } else {
        Saved::default()
    };
    (values, saved)
}

/// `POST /calculator`
pub(crate) async fn answer(door: Door, form: Form) -> Answer {
    let (mut values, saved) = filled(&door, &form).await;
    if !values.one("edit").is_empty() {
        fill(&mut values, &saved.facts);
        return shown(&door, &values, &saved, &[]).await;
    }
    answer_page(&door, &values, saved).await
}

/// The result; the form again where something cannot be understood.
async fn answer_page(door: &Door, values: &Values, saved: Saved) -> Answer {
    let catalogue = door.outside.catalogue().current().await?;
    let facts = contract::facts::views(catalogue.facts());
    let (request, faults) = request(values, &facts);
    if !faults.is_empty() {
        return shown(door, values, &saved, &faults).await;
    }
    let code = saved.enterprise.as_ref().map(ToString::to_string);
    let reply = match Asked::read(door, &request, &saved).await {
        Ok(asked) => asked.answer(),
        Err(problem) => return shown(door, values, &saved, problem.errors()).await,
    };
    let own = own(door).await;
    let page = ResultPage {
        chrome: door.chrome(Nav::Calculator),
        reply: &reply,
        facts: &facts,
        values,
        profile: code.as_deref().map(|enterprise| ProfileInUse {
            name: &saved.name,
            enterprise,
        }),
        keeper: keeps(door, &own).then_some(Keeper {
            known: own.enterprise.is_some(),
            contact_email: &own.contact_email,
        }),
    };
    Ok(Reply::page(page.render()))
}

/// Whether answers can be kept: read and written by the same, and an assistant never gives the first address (M49).
fn keeps(door: &Door, own: &Saved) -> bool {
    let reads = acts_for(door, Operation::ReadProfile).is_some();
    let writes = door.actor(Operation::WriteProfile).ok();
    let writes = writes.filter(|actor| actor.on_behalf_of.is_some());
    reads && writes.is_some_and(|actor| actor.under.is_none() || own.enterprise.is_some())
}

/// The profile of the enterprise that is signed in; an empty one for everybody else.
async fn own(door: &Door) -> Saved {
    let Some(code) = acts_for(door, Operation::ReadProfile) else {
        return Saved::default();
    };
    saved(door, code.as_str()).await.unwrap_or_default()
}

/// The enterprise this may be done for: one's own, or the one an assistant has an authority of.
fn acts_for(door: &Door, operation: Operation) -> Option<CreditCode> {
    door.actor(operation).ok()?.on_behalf_of
}

fn request(values: &Values, facts: &[FactView]) -> (AssessmentRequest, Vec<Fault>) {
    let mut faults = Vec::new();
    let as_of = Some(values.one("as_of")).filter(|text| !text.is_empty());
    if as_of.is_some_and(|text| Day::parse(text).is_err()) {
        faults.push(Fault::new(
            "/as_of",
            "invalid_value",
            "日期应写成 2026-01-31 这样的格式",
            "give the day as YYYY-MM-DD",
        ));
    }
    let item = Some(values.one("item")).filter(|text| !text.is_empty());
    let request = AssessmentRequest {
        enterprise: None,
        facts: facts_of(values, facts),
        as_of: as_of.map(str::to_owned),
        items: item.map(str::to_owned).into_iter().collect(),
        declined: values.all("declined").to_vec(),
        ..AssessmentRequest::default()
    };
    (request, faults)
}

/// The questions, with what was filled in and what is wrong with it.
async fn shown(door: &Door, values: &Values, saved: &Saved, faults: &[Fault]) -> Answer {
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let item = ItemId::parse(values.one("item")).ok();
    let item = item.filter(|item| catalogue.holds(item, today));
    let item = item.and_then(|item| catalogue.item_view(&item, today));
    // for one item only what it depends on is asked
    let facts = match item.as_ref().map(|view| ItemId::parse(&view.entry.item)) {
        Some(Ok(id)) => catalogue.questions(&id, today),
        _ => contract::facts::views(catalogue.facts()),
    };
    let code = saved.enterprise.as_ref().map(ToString::to_string);
    let page = CalculatorPage {
        chrome: door.chrome(Nav::Calculator),
        facts: &facts,
        values,
        item: item
            .as_ref()
            .map(|view| (view.entry.item.as_str(), view.entry.title.zh.as_str())),
        profile: code.as_deref().map(|enterprise| ProfileInUse {
            name: &saved.name,
            enterprise,
        }),
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}
