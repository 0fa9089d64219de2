//! What happens to money.

use casework::Text;
use casework::case::{
    Allocated, ClawBack, ConditionCheck, Event, Instalment, Payment, Reminder, Standing, Term,
    Withdrawal,
};

use super::{day, money, reason};

fn payment() -> Payment {
    Payment {
        amount: money("10000.00"),
        paid_on: day("2026-12-02"),
        reference: "P-1".to_owned(),
    }
}

pub(super) fn terms() -> Vec<Term> {
    let term = |share, from: Option<&str>| Term {
        share: facts::Rate::parse(share).unwrap(),
        words: Text::new("次年仍在库", "a year later"),
        conditional: from == Some("2027-11-24"),
        from: from.map(day),
    };
    vec![term("60%", None), term("40%", Some("2027-11-24"))]
}

/// One instalment of each standing.
pub(super) fn instalments() -> Vec<Instalment> {
    let cancelled = Standing::Cancelled {
        on: day("2026-12-01"),
        reason: reason(),
        remedy: reason(),
    };
    let standings = [Standing::Waiting, Standing::Paid(payment()), cancelled];
    let instalment = |standing| Instalment {
        words: Some(Text::new("认定后", "on recognition")),
        conditional: true,
        from: Some(day("2027-11-24")),
        check: Some(ConditionCheck {
            on: day("2027-11-25"),
            met: false,
            words: reason(),
        }),
        standing,
        ..Instalment::whole(money("10000.00"))
    };
    standings.into_iter().map(instalment).collect()
}

/// What happens to money.
pub(super) fn events() -> Vec<Event> {
    let reminders = [
        Reminder::InstalmentDue,
        Reminder::InstalmentLate,
        Reminder::ConditionDue,
        Reminder::ConditionLate,
        Reminder::RepaymentSoon,
        Reminder::RepaymentLate,
        Reminder::RefundLate,
    ];
    let reminded = reminders.map(|of| Event::Reminded { of });
    let paid = vec![
        Event::Allocated {
            allocated: Allocated {
                claimed: money("200000.00"),
                gets: money("150000.00"),
                reached: true,
                late: true,
                why: Text::new("按比例核定", "pro rata"),
            },
            remedy: reason(),
        },
        Event::Paid {
            amount: money("200000.00"),
            paid_on: day("2026-12-02"),
            reference: "P-1".to_owned(),
            met: Some(reason()),
        },
        Event::PaymentFailed { reason: reason() },
        Event::InstalmentCancelled {
            reason: reason(),
            remedy: reason(),
        },
        Event::ClawedBack {
            claw_back: ClawBack {
                amount: money("50000.00"),
                ground: reason(),
                until: day("2027-03-31"),
                remedy: reason(),
                repaid: vec![payment()],
                withdrawn: Some(Withdrawal {
                    on: day("2027-04-01"),
                    reason: reason(),
                    refunded: Some(payment()),
                }),
            },
        },
        Event::Repaid {
            amount: money("50000.00"),
            repaid_on: day("2027-03-01"),
            reference: "R-1".to_owned(),
        },
    ];
    paid.into_iter().chain(later()).chain(reminded).collect()
}

/// What comes of a condition, and of a demand that was withdrawn.
fn later() -> Vec<Event> {
    vec![
        Event::ConditionChecked {
            met: false,
            words: reason(),
        },
        Event::ClawBackWithdrawn {
            demand: Some(2),
            withdrawn_on: day("2027-04-01"),
            reason: reason(),
        },
        Event::ClawBackWithdrawn {
            demand: None,
            withdrawn_on: day("2027-04-01"),
            reason: reason(),
        },
        Event::Refunded {
            demand: Some(2),
            amount: money("50000.00"),
            refunded_on: day("2027-04-02"),
            reference: "P-3".to_owned(),
        },
        Event::Refunded {
            demand: None,
            amount: money("50000.00"),
            refunded_on: day("2027-04-02"),
            reference: "P-2".to_owned(),
        },
    ]
}
