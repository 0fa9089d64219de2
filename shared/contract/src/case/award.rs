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

/// Money that is asked back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClawBackView {
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
    /// What is left to pay back, in yuan.
    pub left: String,
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
