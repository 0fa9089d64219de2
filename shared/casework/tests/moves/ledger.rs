//! The ledger: never more than there is, and back to where it was when everything is given back (M94).

use casework::ledger::{Change, Limits, Line};
use casework::refusal::Refusal;
use facts::Money;
use proptest::prelude::*;

use crate::samples::id;

fn line() -> Line {
    Line::begun(id("first-industrial-award"), "2026".to_owned())
}

proptest! {
    #[test]
    fn it_never_promises_more_than_there_is(
        places in proptest::option::of(0..6_u64),
        budget in proptest::option::of(0..1_000_i64),
        asked in proptest::collection::vec(0..400_i64, 0..20),
    ) {
        let limits = Limits { places, budget: budget.map(Money::yuan) };
        let (mut line, mut taken) = (line(), Vec::new());
        for yuan in asked {
            let change = Change::Take(Money::yuan(yuan));
            match line.clone().after(change, limits) {
                Ok(next) => {
                    taken.push(yuan);
                    line = next;
                }
                Err(refusal) => {
                    let full = places.is_some_and(|most| u64::try_from(taken.len()).unwrap() >= most);
                    let spent = budget.is_some_and(|most| taken.iter().sum::<i64>() + yuan > most);
                    prop_assert!(full || spent, "refused with enough left");
                    let exhausted = matches!(refusal, Refusal::Exhausted { .. });
                    prop_assert!(exhausted);
                }
            }
            prop_assert!(places.is_none_or(|most| line.places <= most));
            prop_assert!(budget.is_none_or(|most| line.committed <= Money::yuan(most)));
        }
        let versions = u64::try_from(taken.len()).unwrap();
        prop_assert_eq!(line.version, versions);
        for yuan in taken {
            line = line.after(Change::GiveBack(Money::yuan(yuan)), limits).unwrap();
        }
        prop_assert_eq!((line.places, line.committed), (0, Money::ZERO));
    }
}
