//! Facts that follow from others: one of every form.

use calculator::{Bound, Derivation, Interval, Kind, Moment, Span, Taken, Term, Test};
use facts::Rate;
use rust_decimal::Decimal;

use crate::generated::fact;

fn term(id: &str) -> Term {
    Term::Fact(fact(id))
}

fn terms(ids: [&str; 2]) -> Vec<Term> {
    ids.map(term).to_vec()
}

fn number(value: i64) -> Term {
    Term::Number(Decimal::from(value))
}

fn over(id: &str, line: i64) -> Test {
    let low = Some(Bound::counted(Decimal::from(line)));
    Test::Within(fact(id), Interval { low, high: None })
}

pub(crate) fn follow() -> Vec<(&'static str, Kind, Derivation)> {
    let mut all = plain();
    all.extend(nested());
    all.extend(gathered());
    all
}

fn plain() -> Vec<(&'static str, Kind, Derivation)> {
    let size = Derivation::SizeClass {
        industry: fact("industry"),
        staff: fact("staff"),
        revenue: fact("revenue"),
        assets: fact("assets"),
    };
    let since = |span| Derivation::Elapsed {
        from: Moment::Fact(fact("born")),
        to: Moment::Today,
        span,
    };
    let growth = Derivation::Growth {
        now: term("revenue"),
        before: term("before"),
    };
    let interest = Derivation::Product {
        of: terms(["assets", "staff"]),
        share: Rate::parse("30%").unwrap(),
    };
    vec![
        ("size", Kind::Choice, size),
        ("age", Kind::Number, since(Span::Months)),
        ("growth", Kind::Number, growth),
        (
            "both",
            Kind::Money,
            Derivation::Sum(terms(["revenue", "before"])),
        ),
        ("interest", Kind::Money, interest),
        (
            "lesser",
            Kind::Money,
            Derivation::Least(terms(["revenue", "before"])),
        ),
        (
            "greater",
            Kind::Money,
            Derivation::Greatest(terms(["both", "assets"])),
        ),
        ("points", Kind::Number, points()),
        ("now", Kind::Day, Derivation::Today),
    ]
}

/// Points for tests of given and of derived facts, some of them taken away.
fn points() -> Derivation {
    Derivation::Points(vec![
        (over("staff", 100), Decimal::from(30)),
        (over("growth", 20), Decimal::from(200)),
        (Test::Yes(fact("sound")), Decimal::from(-40)),
    ])
}

/// Forms inside forms.
fn nested() -> Vec<(&'static str, Kind, Derivation)> {
    let days = Derivation::Elapsed {
        from: Moment::Fact(fact("born")),
        to: Moment::YearEnd(1),
        span: Span::Days,
    };
    let gap = Derivation::Difference {
        from: term("revenue"),
        less: term("before"),
    };
    let each = Derivation::Quotient {
        of: Term::Follows(Box::new(Derivation::Greatest(vec![
            Term::Follows(Box::new(gap.clone())),
            number(0),
        ]))),
        by: Term::Follows(Box::new(Derivation::Sum(vec![term("staff"), number(1)]))),
    };
    let years = Derivation::Elapsed {
        from: Moment::Fact(fact("born")),
        to: Moment::Today,
        span: Span::CalendarYears,
    };
    let full = Derivation::Whole {
        of: Term::Follows(Box::new(Derivation::Sum(vec![
            Term::Follows(Box::new(years)),
            term("staff"),
        ]))),
        unit: Decimal::from(7),
    };
    let share = Derivation::Percent {
        part: term("before"),
        whole: number(300),
    };
    let picked = Derivation::Cases(vec![
        (over("staff", 200), term("revenue")),
        (Test::Yes(fact("sound")), term("before")),
        (Test::All(Vec::new()), Term::Follows(Box::new(share))),
    ]);
    vec![
        ("days", Kind::Number, days),
        ("gap", Kind::Money, gap),
        ("each", Kind::Money, each),
        ("full", Kind::Number, full),
        ("picked", Kind::Money, picked),
    ]
}

fn gathered() -> Vec<(&'static str, Kind, Derivation)> {
    let of = |when: Option<Test>, taken| Derivation::Gathered {
        list: fact("people"),
        when,
        taken,
    };
    let lately = Test::InYear {
        fact: fact("came"),
        back: 2,
    };
    vec![
        (
            "fitting",
            Kind::Number,
            of(Some(Test::Yes(fact("fit"))), Taken::Count),
        ),
        (
            "wages",
            Kind::Money,
            of(Some(Test::Not(Box::new(lately))), Taken::Total(fact("pay"))),
        ),
        ("best", Kind::Money, of(None, Taken::Largest(fact("pay")))),
    ]
}
