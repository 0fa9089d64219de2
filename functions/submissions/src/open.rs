//! Opening what is no application: consultation, help, complaint, suggestion, objection, blockage (M20, M35, M36, M45, M84).

use adapters::http::{Answer, Body, Door, Problem, Reply};
use adapters::table::Outcome;
use adapters::table::idempotency::{Home, Idempotency};
use adapters::table::{after, recorded};
use adapters::token::Purpose;
use casework::Actor;
use casework::access::{Operation, Role};
use casework::case::open::{Asking, Opened, Situation, open as decide};
use casework::case::{Against, Case, Context, Kind, Listing};
use casework::refusal::Refusal;
use contract::case::{OpenCase, OpenedCase};
use facts::{CaseNumber, CreditCode, DepartmentId, ItemId};

use crate::find::now;

/// How often a number is drawn before giving up; two alike are one in a billion.
const DRAWS: u8 = 3;
/// The word of `against` for the window itself.
pub(crate) const COUNTER: &str = "counter";

/// 提出诉求 · Opens a consultation, a request for help, a complaint, a suggestion, an objection or a blockage. Nobody need sign in;
/// the answer names the address by which the case is followed.
#[utoipa::path(post, path = "/v1/cases", operation_id = "open_case", tag = "submissions", request_body = OpenCase,
    responses((status = 201, description = "The case", body = OpenedCase)))]
pub(crate) async fn open(door: Door, body: Body<OpenCase>) -> Answer {
    let command = door.command(Operation::OpenCase, &body.bytes)?;
    opened(&door, &body.value, &command).await
}

/// Opens what `body` asks.
pub(crate) async fn opened(door: &Door, body: &OpenCase, command: &Idempotency) -> Answer {
    door.allow(Operation::OpenCase)?;
    let table = door.outside.table();
    let home = Home::Creation;
    if let Some(earlier) = table.read_earlier(command, &home, door.now).await? {
        return Reply::earlier(&earlier);
    }
    let catalogue = door.outside.catalogue().current().await?;
    let register = table.read_register().await?.register;
    let about = about(door, body).await?;
    let item = listing(body, &catalogue, now(door).day())?;
    // an assistant asks only about what its authority names
    let named = item.iter().map(|(listing, _)| listing.item.clone());
    let concerned = about.iter().filter_map(|case| case.subject.item().cloned());
    let items: Vec<ItemId> = named.chain(concerned).collect();
    let actor = door.actor_about(Operation::OpenCase, &items)?;
    let asking = asking(door, &actor, body).await?;
    for _ in 0..DRAWS {
        let chance = u64::from_be_bytes(door.outside.chance()?);
        let number = CaseNumber::drawn(now(door).day().year(), chance);
        let situation = Situation {
            item: item.as_ref().map(|(listing, lead)| (listing, lead)),
            about: about.as_ref(),
            number: &number,
            context: Context {
                now: now(door),
                actor: &actor,
                calendar: &catalogue.calendar,
                register: &register,
            },
        };
        let made = decide(asking.clone(), &situation)?;
        let reply = reply(door, &made, &catalogue.calendar, &actor)?;
        let new = std::slice::from_ref(&made.recorded);
        let mut commit = table
            .commit(door.now)
            .case(&made.case, new, &catalogue.calendar);
        if let Some(target) = about.as_ref().filter(|_| !made.objected.is_empty()) {
            let platform = Actor::platform("objection");
            let new = recorded(target.version, door.now, &platform, made.objected.clone());
            let target = after(target.clone(), &new)?;
            commit = commit.case(&target, &new, &catalogue.calendar);
        }
        let commit = commit.remember(command, &home, &reply.kept()?);
        let outcome = commit.run().await?;
        if outcome != Outcome::Exists {
            return outcome.answer(reply);
        }
    }
    Err(adapters::Fault::Busy.into())
}

/// The case it is about. Who names one that is not there is told like who objects to one that is not public.
async fn about(door: &Door, body: &OpenCase) -> Answer<Option<Case>> {
    let Some(number) = &body.about else {
        return Ok(None);
    };
    let number = CaseNumber::parse(number).map_err(|_| Problem::from(Refusal::NotPublic))?;
    let found = door.outside.table().read_case(&number, None).await?.case;
    found
        .map(Some)
        .ok_or_else(|| Problem::from(Refusal::NotPublic))
}

fn listing(
    body: &OpenCase,
    catalogue: &contract::catalogue::Opened,
    today: facts::Day,
) -> Answer<Option<(Listing, DepartmentId)>> {
    let Some(item) = &body.item else {
        return Ok(None);
    };
    let item = ItemId::parse(item).map_err(|_| Problem::not_found())?;
    catalogue
        .listing(&item, today)
        .map(Some)
        .ok_or_else(Problem::not_found)
}

/// What is asked, with what is known of an enterprise that is signed in.
async fn asking(door: &Door, actor: &Actor, body: &OpenCase) -> Answer<Asking> {
    let against = body.against.as_deref().map(|named| {
        if named == COUNTER {
            Ok(Against::Counter)
        } else {
            DepartmentId::parse(named).map(Against::Department)
        }
    });
    let against = against
        .transpose()
        .map_err(|_| Problem::from(Refusal::NoSuchDepartment))?;
    let known = match &actor.on_behalf_of {
        Some(enterprise) => door.outside.table().read_profile(enterprise).await?,
        None => None,
    };
    let (name, contact_email) = known.map_or_else(
        || (String::new(), String::new()),
        |profile| (profile.name, profile.contact_email),
    );
    let staff = matches!(actor.role, Role::Clerk | Role::Lead);
    let enterprise = body.enterprise.as_deref().filter(|_| staff);
    let counter = &door.outside.site().counter.email;
    Ok(Asking {
        kind: Kind::named(&body.kind).unwrap_or(Kind::Application),
        title: body.title.clone(),
        words: body.words.clone(),
        against,
        name: body.name.clone().unwrap_or(name),
        contact_email: match &body.contact_email {
            Some(given) => given.clone(),
            None if body.kind == Kind::Blockage.word() => counter.clone(),
            None => contact_email,
        },
        enterprise: enterprise.and_then(|code| CreditCode::parse(code).ok()),
    })
}

fn reply(door: &Door, made: &Opened, calendar: &facts::Calendar, actor: &Actor) -> Answer<Reply> {
    let case = &made.case;
    let history = std::slice::from_ref(&made.recorded);
    let token = door
        .outside
        .signer()?
        .case_token(Purpose::Follow, &case.number);
    let view = OpenedCase {
        case: contract::convert::case::view(case, history, calendar, actor, now(door).day()),
        follow: format!("/follow/{token}"),
    };
    let location = format!("/v1/cases/{}", case.number);
    Ok(Reply::created(&location, case.version, &view))
}
