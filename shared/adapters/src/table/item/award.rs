//! Instalments, payments and what is asked back, as the events of a case carry them.

use casework::Text;
use casework::case::{ClawBack, ConditionCheck, Instalment, Payment, Standing, Term, Withdrawal};
use facts::{Day, Money, Rate};
use serde::{Deserialize, Serialize};

use super::text::{StoredText, maybe_text};
use super::written::{self, Written};
use super::{list_of, option_of};

impl Written for Rate {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Term", deny_unknown_fields)]
pub(crate) struct StoredTerm {
    #[serde(with = "written")]
    share: Rate,
    #[serde(with = "StoredText")]
    words: Text,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    conditional: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    from: Option<Day>,
}

list_of!(terms, "StoredTerm", Term);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Instalment", deny_unknown_fields)]
pub(crate) struct StoredInstalment {
    #[serde(with = "written")]
    amount: Money,
    #[serde(default, with = "maybe_text", skip_serializing_if = "Option::is_none")]
    words: Option<Text>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    conditional: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    from: Option<Day>,
    #[serde(default, with = "maybe_check", skip_serializing_if = "Option::is_none")]
    check: Option<ConditionCheck>,
    #[serde(with = "StoredStanding")]
    standing: Standing,
}

list_of!(instalments, "StoredInstalment", Instalment);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Standing", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum StoredStanding {
    Waiting,
    Paid(#[serde(with = "StoredPayment")] Payment),
    Cancelled {
        #[serde(with = "written")]
        on: Day,
        reason: String,
        remedy: String,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Payment", deny_unknown_fields)]
pub(crate) struct StoredPayment {
    #[serde(with = "written")]
    amount: Money,
    #[serde(with = "written")]
    paid_on: Day,
    reference: String,
}

list_of!(payments, "StoredPayment", Payment);
option_of!(maybe_payment, "StoredPayment", Payment);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "ClawBack", deny_unknown_fields)]
pub(crate) struct StoredClawBack {
    #[serde(with = "written")]
    amount: Money,
    ground: String,
    #[serde(with = "written")]
    until: Day,
    remedy: String,
    #[serde(default, with = "payments", skip_serializing_if = "Vec::is_empty")]
    repaid: Vec<Payment>,
    #[serde(
        default,
        with = "maybe_withdrawal",
        skip_serializing_if = "Option::is_none"
    )]
    withdrawn: Option<Withdrawal>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Withdrawal", deny_unknown_fields)]
pub(crate) struct StoredWithdrawal {
    #[serde(with = "written")]
    on: Day,
    reason: String,
    #[serde(
        default,
        with = "maybe_payment",
        skip_serializing_if = "Option::is_none"
    )]
    refunded: Option<Payment>,
}

option_of!(maybe_withdrawal, "StoredWithdrawal", Withdrawal);

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "ConditionCheck", deny_unknown_fields)]
pub(crate) struct StoredConditionCheck {
    #[serde(with = "written")]
    on: Day,
    met: bool,
    words: String,
}

option_of!(maybe_check, "StoredConditionCheck", ConditionCheck);
