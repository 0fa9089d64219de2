//! What an enterprise is asked and told: invitations, alerts, settings, and the way out.

use adapters::http::{Answer, Door, Form, Problem, Query, Reply};
use axum::extract::Path;
use casework::access::Operation;
use contract::fault::Fault;
use contract::outreach::{ConfirmInvitation, SubscriptionView, WriteSubscription};
use facts::{CreditCode, Instant, ItemId};
use pages::{AlertsPage, InvitationPage, Nav, UnsubscribePage, Values};

use crate::{alerts, invitations};

const LIST: &str = "alerts page";
/// How many digests and invitations a page shows.
const LIMIT: usize = 20;

/// The enterprise this is done for.
fn enterprise(door: &Door, operation: Operation) -> Answer<String> {
    let code = door.actor(operation)?.on_behalf_of;
    Ok(code.ok_or_else(Problem::forbidden)?.to_string())
}

/// `GET /invitations/{run}`
pub(crate) async fn invitation(door: Door, Path(run): Path<String>) -> Answer {
    asked(&door, &run, &Values::default(), &[]).await
}

async fn asked(door: &Door, run: &str, values: &Values, faults: &[Fault]) -> Answer {
    let code = enterprise(door, Operation::ReadInvitation)?;
    let found = invitations::found(door, (run, &code), Operation::ReadInvitation, None).await?;
    let view = found.view(door).await?;
    let page = InvitationPage {
        chrome: door.chrome(Nav::Alerts),
        invitation: &view,
        idempotency_key: &door.outside.new_id(),
        values,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}

/// `POST /invitations/{run}/confirm`
pub(crate) async fn confirm(door: Door, Path(run): Path<String>, form: Form) -> Answer {
    let code = enterprise(&door, Operation::ConfirmInvitation)?;
    let command = super::command(&door, Operation::ConfirmInvitation, &form)?;
    let text = |name: &str| form.text(name).map(str::to_owned);
    let body = ConfirmInvitation {
        bank: text("bank"),
        account: text("account"),
    };
    if form.text("agree") != Some("yes") {
        let mut faults = vec![Fault::new(
            "/agree",
            "confirmation_needed",
            "请阅读并勾选享受意愿后再确认",
            "read and tick that you want it, then confirm",
        )];
        if let Err(refusal) = invitations::account(&body) {
            let account = Problem::from(refusal).beside_form()?;
            faults.splice(0..0, at(account, "account_needed", "/account"));
        }
        return asked(&door, &run, &form.values(), &faults).await;
    }
    match invitations::confirmed(&door, (&run, &code), &body, &command).await {
        Ok(reply) => {
            let location = reply.kept()?.location.unwrap_or_default();
            Ok(Reply::see_other(location.trim_start_matches("/v1")))
        }
        Err(problem) => {
            let faults = at(problem.beside_form()?, "account_needed", "/account");
            asked(&door, &run, &form.values(), &faults).await
        }
    }
}

/// `POST /invitations/{run}/decline`
pub(crate) async fn decline(door: Door, Path(run): Path<String>, form: Form) -> Answer {
    let code = enterprise(&door, Operation::DeclineInvitation)?;
    let command = super::command(&door, Operation::DeclineInvitation, &form)?;
    let reason = form.text("reason");
    match invitations::declined(&door, (&run, &code), reason, &command).await {
        Ok(_) => Ok(Reply::see_other(&format!("/invitations/{run}"))),
        Err(problem) => {
            let faults = at(problem.beside_form()?, "too_long", "/reason");
            asked(&door, &run, &form.values(), &faults).await
        }
    }
}

/// The fault with this code, moved to its field.
fn at(faults: Vec<Fault>, code: &str, pointer: &str) -> Vec<Fault> {
    let moved = faults.into_iter().map(|fault| {
        if fault.code == code {
            Fault {
                pointer: pointer.to_owned(),
                ..fault
            }
        } else {
            fault
        }
    });
    moved.collect()
}

/// `GET /alerts`
pub(crate) async fn show(door: Door, mut query: Query) -> Answer {
    let saved = query.text("saved").is_some();
    let start = door.start(LIST, &mut query)?;
    query.finish()?;
    let code = enterprise(&door, Operation::ListAlerts)?;
    let subscription = alerts::shown(&door, &code).await?;
    listed(&door, (&subscription, start.as_deref()), saved, &[]).await
}

async fn listed(
    door: &Door,
    (subscription, start): (&SubscriptionView, Option<&str>),
    saved: bool,
    faults: &[Fault],
) -> Answer {
    let code = enterprise(door, Operation::ListAlerts)?;
    let (digests, next) = alerts::of(door, &code, (start, LIMIT)).await?;
    let (invitations, _) = invitations::of(door, &code, (None, LIMIT)).await?;
    let next = next.map(|next| door.seal_cursor(LIST, &next)).transpose()?;
    let next = next.map(|cursor| door.next_page(&cursor));
    let page = AlertsPage {
        chrome: door.chrome(Nav::Alerts),
        subscription,
        invitations: &invitations,
        digests: &digests,
        next: next.as_deref(),
        saved,
        faults,
    };
    Ok(Reply::form(faults, page.render()))
}

/// `POST /alerts`
pub(crate) async fn save(door: Door, form: Form) -> Answer {
    let code = enterprise(&door, Operation::WriteSubscription)?;
    let version = form.text("version").and_then(|text| text.parse().ok());
    let days = form.text("lead_days").and_then(|text| text.parse().ok());
    let asked = WriteSubscription {
        active: form.text("active") == Some("yes"),
        causes: form.texts("causes").map(str::to_owned).collect(),
        lead_days: days.unwrap_or_default(),
        mail: form.text("mail").unwrap_or_default().to_owned(),
    };
    match alerts::written(&door, &code, version.unwrap_or_default(), &asked).await {
        Ok(_) => Ok(Reply::see_other("/alerts?saved=yes")),
        Err(problem) => {
            let faults = problem.beside_form()?;
            let faults = at(faults, "contact_needed", "/mail");
            let faults = at(faults, "answer_days", "/lead_days");
            let faults = at(faults, "nothing_wanted", "/causes");
            // what was typed stays as it was typed
            let before = alerts::shown(&door, &code).await?;
            let wishes = WriteSubscription {
                active: before.wishes.active,
                ..asked
            };
            let typed = SubscriptionView { wishes, ..before };
            listed(&door, (&typed, None), false, &faults).await
        }
    }
}

/// `GET /alerts/{digest}/{item}`: the item of a digest, opened.
pub(crate) async fn open(door: Door, Path((number, item)): Path<(u64, String)>) -> Answer {
    let code = enterprise(&door, Operation::ListAlerts)?;
    let code = alerts::own(&door, &code, Operation::ListAlerts)?;
    let item = ItemId::parse(&item).map_err(|_| Problem::not_found())?;
    let table = door.outside.table();
    let digest = table.read_digest(&code, number).await?;
    let told = digest.is_some_and(|digest| digest.alerts.iter().any(|one| one.item == item));
    if !told {
        return Err(Problem::not_found());
    }
    let day = Instant::from(door.now).day();
    table.note_opened((&item, &code), (day, door.now)).await?;
    Ok(Reply::see_other(&format!("/items/{item}")))
}

/// The enterprise an address of a mail is for, if we made it.
fn marked(door: &Door, code: &str, mark: &str) -> Answer<CreditCode> {
    let code = CreditCode::parse(code).map_err(|_| Problem::not_found())?;
    let made = door
        .outside
        .signer()?
        .unsubscribe(code.to_string().as_str());
    let same = made.len() == mark.len()
        && made
            .bytes()
            .zip(mark.bytes())
            .fold(0, |all, (one, two)| all | (one ^ two))
            == 0;
    if same {
        Ok(code)
    } else {
        Err(Problem::not_found())
    }
}

/// `GET /unsubscribe/{enterprise}/{mark}`: opening it changes nothing, since mail scanners open links.
pub(crate) async fn leave(door: Door, Path((code, mark)): Path<(String, String)>) -> Answer {
    marked(&door, &code, &mark)?;
    let page = UnsubscribePage {
        chrome: door.chrome(Nav::None),
        done: false,
    };
    Ok(Reply::page(page.render()))
}

/// `POST /unsubscribe/{enterprise}/{mark}`: by the button of the page, or in one click by the mail program (RFC 8058).
pub(crate) async fn left(door: Door, Path((code, mark)): Path<(String, String)>) -> Answer {
    let code = marked(&door, &code, &mark)?;
    alerts::ended(&door, &code).await?;
    let page = UnsubscribePage {
        chrome: door.chrome(Nav::None),
        done: true,
    };
    Ok(Reply::page(page.render()))
}
