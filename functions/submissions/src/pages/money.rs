//! The forms of a case that are about money.

use adapters::http::{Answer, Door, Form};
use axum::extract::Path;
use casework::access::Operation;
use casework::case::Command;
use contract::fault::Fault;
use facts::{Day, Money};

use super::case::{done, shown};

/// `POST /cases/{number}/pay`
pub(crate) async fn pay(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let Some(amount) = amount(&form, "amount") else {
        return no_amount(&door, &number, &form, "/amount").await;
    };
    let command = Command::Pay {
        amount,
        reference: text(&form, "reference"),
        met: form.text("met").map(str::to_owned),
    };
    done(&door, &number, &form, (Operation::PayCase, "paid"), command).await
}

/// `POST /cases/{number}/fail-payment`
pub(crate) async fn fail_payment(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let reason = form.text("fail_reason").unwrap_or_default().to_owned();
    let command = Command::FailPayment { reason };
    let does = (Operation::FailPayment, "payment_failed");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/cancel-instalment`
pub(crate) async fn cancel_instalment(
    door: Door,
    Path(number): Path<String>,
    form: Form,
) -> Answer {
    let command = Command::CancelInstalment {
        reason: text(&form, "cancel_reason"),
        remedy: text(&form, "cancel_remedy"),
    };
    let does = (Operation::CancelInstalment, "cancelled");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/check-condition`
pub(crate) async fn check_condition(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let met = match form.text("check") {
        Some("met") => true,
        Some("not_yet") => false,
        Some(_) | None => {
            let fault = Fault::new(
                "/check",
                "invalid_value",
                "请选择核实结论",
                "say whether it is met",
            );
            return shown(&door, &number, &form.values(), &[fault], "").await;
        }
    };
    let words = text(&form, "check_words");
    let does = (Operation::CheckCondition, "condition_checked");
    let command = Command::CheckCondition { met, words };
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/claw-back/withdraw`; the field `withdraw_demand` is the ordinal of the demand.
pub(crate) async fn withdraw_claw_back(
    door: Door,
    Path(number): Path<String>,
    form: Form,
) -> Answer {
    let Some(demand) = ordinal(&form, "withdraw_demand") else {
        return no_demand(&door, &number, &form, "/withdraw_demand").await;
    };
    let reason = text(&form, "withdraw_reason");
    let does = (Operation::WithdrawClawBack, "claw_back_withdrawn");
    let command = Command::WithdrawClawBack { demand, reason };
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/claw-back/refund`; the field `refund_demand` is the ordinal of the demand.
pub(crate) async fn refund(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let Some(demand) = ordinal(&form, "refund_demand") else {
        return no_demand(&door, &number, &form, "/refund_demand").await;
    };
    let Some(amount) = amount(&form, "refund_amount") else {
        return no_amount(&door, &number, &form, "/refund_amount").await;
    };
    let command = Command::Refund {
        demand,
        amount,
        reference: text(&form, "refund_reference"),
    };
    let does = (Operation::RecordRefund, "refunded");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/claw-back`
pub(crate) async fn claw_back(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let Some(amount) = amount(&form, "claw_amount") else {
        return no_amount(&door, &number, &form, "/claw_amount").await;
    };
    let Ok(until) = Day::parse(text(&form, "until").trim()) else {
        let fault = Fault::new(
            "/until",
            "invalid_value",
            "请填写缴回期限，如 2026-12-31",
            "give the last day, such as 2026-12-31",
        );
        return shown(&door, &number, &form.values(), &[fault], "").await;
    };
    let command = Command::ClawBack {
        amount,
        ground: text(&form, "ground"),
        until,
        remedy: text(&form, "claw_remedy"),
    };
    let does = (Operation::ClawBack, "clawed_back");
    done(&door, &number, &form, does, command).await
}

/// `POST /cases/{number}/repayments`
pub(crate) async fn repay(door: Door, Path(number): Path<String>, form: Form) -> Answer {
    let Some(amount) = amount(&form, "repay_amount") else {
        return no_amount(&door, &number, &form, "/repay_amount").await;
    };
    let command = Command::Repay {
        amount,
        reference: text(&form, "repay_reference"),
    };
    let does = (Operation::RecordRepayment, "repaid");
    done(&door, &number, &form, does, command).await
}

fn text(form: &Form, name: &str) -> String {
    form.text(name).unwrap_or_default().to_owned()
}

fn amount(form: &Form, name: &str) -> Option<Money> {
    Money::parse(text(form, name).replace(',', "").trim()).ok()
}

fn ordinal(form: &Form, name: &str) -> Option<u32> {
    form.text(name)?.parse().ok()
}

async fn no_demand(door: &Door, number: &str, form: &Form, pointer: &str) -> Answer {
    let fault = Fault::new(
        pointer,
        "invalid_value",
        "请选择一笔追回",
        "choose a demand",
    );
    shown(door, number, &form.values(), &[fault], "").await
}

async fn no_amount(door: &Door, number: &str, form: &Form, pointer: &str) -> Answer {
    let fault = Fault::new(
        pointer,
        "invalid_value",
        "金额以元为单位，最多两位小数，如 200000.00",
        "give yuan with at most two decimals, such as 200000.00",
    );
    shown(door, number, &form.values(), &[fault], "").await
}

/// The field a problem of these forms is about.
pub(super) fn pointer(operation: Operation, code: &str) -> Option<&'static str> {
    const FIELDS: [(Operation, &str, &str); 24] = [
        (Operation::PayCase, "amount_differs", "/amount"),
        (Operation::PayCase, "not_due_yet", "/amount"),
        (Operation::PayCase, "reference_needed", "/reference"),
        (Operation::PayCase, "condition_unproven", "/met"),
        (Operation::FailPayment, "reason_needed", "/fail_reason"),
        (Operation::FailPayment, "too_long", "/fail_reason"),
        (
            Operation::CancelInstalment,
            "reason_needed",
            "/cancel_reason",
        ),
        (Operation::CancelInstalment, "too_long", "/cancel_reason"),
        (
            Operation::CancelInstalment,
            "remedy_needed",
            "/cancel_remedy",
        ),
        (Operation::ClawBack, "beyond_paid", "/claw_amount"),
        (Operation::ClawBack, "reason_needed", "/ground"),
        (Operation::ClawBack, "remedy_needed", "/claw_remedy"),
        (Operation::ClawBack, "back_dated", "/until"),
        (Operation::CheckCondition, "reason_needed", "/check_words"),
        (Operation::CheckCondition, "too_long", "/check_words"),
        (Operation::CheckCondition, "not_due_yet", "/check"),
        (
            Operation::WithdrawClawBack,
            "reason_needed",
            "/withdraw_reason",
        ),
        (Operation::WithdrawClawBack, "too_long", "/withdraw_reason"),
        (
            Operation::WithdrawClawBack,
            "no_such_demand",
            "/withdraw_demand",
        ),
        (Operation::RecordRefund, "no_such_demand", "/refund_demand"),
        (Operation::RecordRefund, "amount_differs", "/refund_amount"),
        (
            Operation::RecordRefund,
            "reference_needed",
            "/refund_reference",
        ),
        (Operation::RecordRepayment, "beyond_paid", "/repay_amount"),
        (
            Operation::RecordRepayment,
            "reference_needed",
            "/repay_reference",
        ),
    ];
    let mut fields = FIELDS.iter();
    let found = fields.find(|(of, is, _)| *of == operation && *is == code);
    found.map(|(_, _, field)| *field)
}
