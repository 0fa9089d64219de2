//! What a department said, as a command; its wishes arrive as JSON or as a form.

use casework::case::{Command, Decision, Missing};
use contract::convert::checklist::checked;
use contract::department::{DecideCase, MissingMaterial};
use facts::{MaterialId, Money};

/// The command of a decision; amounts were read before.
pub(crate) fn decision(body: &DecideCase) -> Command {
    let amount = body.amount.as_deref().map(Money::parse);
    Command::Decide {
        decision: if body.approved {
            Decision::Approved {
                amount: amount.and_then(Result::ok),
                reason: body.reason.clone(),
            }
        } else {
            Decision::Refused {
                reason: body.reason.clone(),
                remedy: body.remedy.clone().unwrap_or_default(),
            }
        },
        checked: checked(body),
    }
}

/// The command that sends a case back. A material whose id cannot be one is left to the rules as an unknown one.
pub(crate) fn send_back(missing: &[MissingMaterial]) -> Command {
    let named = missing.iter().filter_map(|missing| {
        Some(Missing {
            material: MaterialId::parse(&missing.material).ok()?,
            what: missing.what.clone(),
        })
    });
    Command::SendBack {
        missing: named.collect(),
    }
}
