//! One question at a time.

use adapters::http::{Answer, Door, Form, Query, Reply};
use contract::fault::Fault;
use pages::calculator::StepPage;
use pages::{Nav, Values};

use super::{Asked, Saved, answer_page, filled, own, request};

/// `GET /calculator/ask`
pub(crate) async fn begin(door: Door, query: Query) -> Answer {
    query.finish()?;
    let mut values = Values::default();
    let saved = own(&door).await;
    if saved.enterprise.is_some() {
        values.add("use_profile", "yes");
    }
    asked(&door, &values, saved, &[]).await
}

/// `POST /calculator/ask`
pub(crate) async fn go_on(door: Door, form: Form) -> Answer {
    let (mut values, saved) = filled(&door, &form).await;
    let fact = values.one("asked").to_owned();
    let own = format!("facts.{fact}");
    let answered = values.pairs().any(|(name, value)| {
        let mine = name.strip_prefix(&own);
        mine.is_some_and(|rest| rest.is_empty() || rest.starts_with('.')) && !value.is_empty()
    });
    if !fact.is_empty() && (!answered || !values.one("skip").is_empty()) {
        values.add("declined", fact);
    }
    let catalogue = door.outside.catalogue().current().await?;
    let (_, faults) = request(&values, &contract::facts::views(catalogue.facts()));
    asked(&door, &values, saved, &faults).await
}

/// The next question; where an answer cannot be understood, the same again; where none is left, the result.
async fn asked(door: &Door, values: &Values, saved: Saved, faults: &[Fault]) -> Answer {
    let catalogue = door.outside.catalogue().current().await?;
    let facts = contract::facts::views(catalogue.facts());
    let without = if faults.is_empty() {
        values.clone()
    } else {
        unanswered(values)
    };
    let (request, _) = request(&without, &facts);
    let understood = match Asked::read(door, &request, &saved).await {
        Ok(understood) => understood,
        Err(problem) if faults.is_empty() && !values.one("asked").is_empty() => {
            let faults = problem.errors().to_vec();
            return Box::pin(asked(door, values, saved, &faults)).await;
        }
        Err(problem) => return Err(problem),
    };
    let reply = understood.answer();
    let question = match (faults.is_empty(), values.one("asked")) {
        (false, same) => reply.questions.iter().find(|one| one.fact == same),
        (true, _) => reply.questions.first(),
    };
    let question = question.or(reply.questions.first());
    let fact = question.and_then(|question| facts.iter().find(|one| one.fact == question.fact));
    let (Some(question), Some(fact)) = (question, fact) else {
        return answer_page(door, values, saved).await;
    };
    let page = StepPage {
        chrome: door.chrome(Nav::Calculator),
        question,
        fact,
        facts: &facts,
        reply: &reply,
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}

/// The values without the answer that was just given.
fn unanswered(values: &Values) -> Values {
    let own = format!("facts.{}", values.one("asked"));
    let others = values.pairs().filter(|(name, _)| {
        let mine = name.strip_prefix(&own);
        !mine.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
    });
    Values::from_pairs(others.map(|(name, value)| (name.to_owned(), value.to_owned())))
}
