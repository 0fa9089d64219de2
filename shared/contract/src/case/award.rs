//! Instalments and claw-back as people see them and ask for them (M44).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::PaymentView;
use crate::text::Text;

/// A part of what was approved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InstalmentView {
    /// Amount in yuan.
    pub amount: String,
    /// When and for what.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<Text>,
    /// Whether it is paid only where a condition holds, to be checked when it is paid.
    pub conditional: bool,
    /// The day it is paid from on, where it waits for one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub from: Option<String>,
    /// What was found of its condition last, where somebody looked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub check: Option<ConditionCheckView>,
    /// `waiting`, `paid` or `cancelled`.
    pub standing: String,
    /// Its payment.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub payment: Option<PaymentView>,
    /// Why it was cancelled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
    /// What can be done against that.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remedy: Option<String>,
}

/// What was found of the condition of an instalment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ConditionCheckView {
    /// When.
    #[schema(format = Date)]
    pub on: String,
    /// Whether it is met; if not, it is looked at again later.
    pub met: bool,
    /// By what, or what is missing.
    pub words: String,
}

/// Money that is asked back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClawBackView {
    /// Its ordinal on the case, from one on: by it, it is withdrawn and refunded.
    pub demand: u32,
    /// Amount in yuan.
    pub amount: String,
    /// On what ground.
    pub ground: String,
    /// Last day to pay it back.
    #[schema(format = Date)]
    pub until: String,
    /// What can be done against it.
    pub remedy: String,
    /// What was paid back, in order.
    pub repaid: Vec<PaymentView>,
    /// What is left to pay back, in yuan; nothing once it is withdrawn.
    pub left: String,
    /// That it was withdrawn.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<WithdrawalView>,
}

/// That money is not asked back any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WithdrawalView {
    /// When.
    #[schema(format = Date)]
    pub on: String,
    /// Why.
    pub reason: String,
    /// What had come back of it and is still to be refunded, in yuan.
    pub to_refund: String,
    /// How it was refunded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refunded: Option<PaymentView>,
}

/// Says what was found of the condition of the next instalment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CheckCondition {
    /// Whether it is met: then it is due; if not, it is looked at again after three months. What failed for good is cancelled.
    pub met: bool,
    /// By what, or what is missing; the enterprise is told.
    pub words: String,
}

/// Cancels the next instalment, since its condition failed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CancelInstalment {
    /// Why; the enterprise is told.
    pub reason: String,
    /// What the enterprise can do; it is told.
    pub remedy: String,
}

/// Asks money back that was paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClawBackCase {
    /// Amount in yuan, not more than was paid and not asked back yet.
    pub amount: String,
    /// On what ground; the enterprise is told.
    pub ground: String,
    /// Last day to pay it back, after today.
    #[schema(format = Date)]
    pub until: String,
    /// What the enterprise can do against it; it is told.
    pub remedy: String,
}

/// Records that some of what was asked back came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordRepayment {
    /// Amount in yuan, not more than is left to pay back.
    pub amount: String,
    /// Reference of the receipt.
    pub reference: String,
}

/// Withdraws a demand to pay back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WithdrawClawBack {
    /// Why; the enterprise is told.
    pub reason: String,
}

/// Records that what had come back of a demand that was withdrawn was refunded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RecordRefund {
    /// Amount in yuan: all that is to be refunded.
    pub amount: String,
    /// Reference of the payment order.
    pub reference: String,
}
