//! Where the parts of a test or an amount stand in the rule document, as JSON pointers below it.

use crate::amount::Amount;
use crate::condition::Test;

/// The tests inside a test, each with its pointer.
pub(crate) fn of_test(test: &Test) -> Vec<(String, &Test)> {
    let several = |field: &str, tests: &'_ [Test]| -> Vec<String> {
        (0..tests.len())
            .map(|place| format!("/{field}/{place}"))
            .collect()
    };
    let pointers = match test {
        Test::All(tests) => several("all", tests),
        Test::Any(tests) => several("any", tests),
        Test::Count { of, .. } => several("of", of),
        // `"is": false` is written without a `not`
        Test::Not(inner) if matches!(inner.as_ref(), Test::Yes(_)) => vec![String::new()],
        Test::Not(_) => vec!["/not".to_owned()],
        Test::Yes(_)
        | Test::Within(..)
        | Test::Reaches { .. }
        | Test::OneOf(..)
        | Test::Industry(..)
        | Test::Place(..)
        | Test::Title(..)
        | Test::Between(..)
        | Test::InYear { .. }
        | Test::Months { .. } => Vec::new(),
    };
    pointers.into_iter().zip(test.inner()).collect()
}

/// The amounts inside an amount, each with its pointer.
pub(crate) fn of_amount(amount: &Amount) -> Vec<(String, &Amount)> {
    let inner = amount.inner();
    let listed = |field: &str, rest: &str| -> Vec<String> {
        (0..inner.len())
            .map(|place| format!("/{field}/{place}{rest}"))
            .collect()
    };
    let pointers = match amount {
        Amount::ByChoice(..) => listed("table", "/amount"),
        Amount::Brackets(..) => listed("tiers", "/amount"),
        Amount::Cases(_) => listed("cases", "/amount"),
        Amount::Sum(_) => listed("sum", ""),
        Amount::Greatest(_) => listed("greatest", ""),
        Amount::Limited { .. } => vec!["/limit".to_owned(), "/most".to_owned()],
        Amount::When(..)
        | Amount::Times(..)
        | Amount::RoundedDown { .. }
        | Amount::LessReceived { .. }
        | Amount::ForEach { .. } => vec!["/amount".to_owned()],
        Amount::Fixed(_)
        | Amount::Rate { .. }
        | Amount::Each { .. }
        | Amount::Steps { .. }
        | Amount::ByTitle(..)
        | Amount::Slices(..)
        | Amount::Discretionary(..)
        | Amount::Item(_) => Vec::new(),
    };
    pointers.into_iter().zip(inner).collect()
}

/// The tests an amount looks at, each with its pointer.
pub(crate) fn tests_of(amount: &Amount) -> Vec<(String, &Test)> {
    let tests = amount.tests();
    let listed = matches!(amount, Amount::Cases(_));
    let pointer = |place: usize| {
        if listed {
            format!("/cases/{place}/when")
        } else {
            "/when".to_owned()
        }
    };
    tests
        .into_iter()
        .enumerate()
        .map(|(place, test)| (pointer(place), test))
        .collect()
}
