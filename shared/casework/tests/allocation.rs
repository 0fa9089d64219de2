//! Laws of giving out an opening in one go (M94), over generated claims.

#![cfg(test)]

use calculator::Order;
use casework::allocation::{Claim, Rule, Share, shares};
use casework::ledger::{Change, Limits, Line};
use casework::refusal::Refusal;
use facts::{CaseNumber, Instant, ItemId, Money, Number};
use proptest::prelude::*;

fn claims() -> impl Strategy<Value = Vec<Claim>> {
    let claim = (1..1_000_000_000_i64, 0..20_i64, 0..50_i64);
    proptest::collection::vec(claim, 0..40).prop_map(|claims| {
        let numbered = (1_u64..).zip(claims);
        let claim = |(number, (fen, score, minute)): (u64, (i64, i64, i64))| Claim {
            number: CaseNumber::drawn(2026, 482_913_000 + number),
            submitted_at: Instant::parse("2026-03-02T09:00:00+08:00")
                .unwrap()
                .plus_seconds(minute * 60),
            amount: Money::of_fen(fen),
            score: Some(Number::parse(&score.to_string()).unwrap()),
        };
        numbered.map(claim).collect()
    })
}

fn order() -> impl Strategy<Value = Order> {
    prop_oneof![Just(Order::GreatestFirst), Just(Order::LeastFirst)]
}

fn rule() -> impl Strategy<Value = Rule> {
    let ranked = (0..50_u64, order()).prop_map(|(places, order)| Rule::Ranked { places, order });
    let pro_rata = (0..20_000_000_000_i64).prop_map(|fen| Rule::ProRata {
        budget: Money::of_fen(fen),
    });
    prop_oneof![ranked, pro_rata]
}

fn given(shares: &[Share]) -> Money {
    shares
        .iter()
        .fold(Money::ZERO, |sum, share| sum.plus(share.gets))
}

fn gets(shares: &[Share], number: &CaseNumber) -> Money {
    shares
        .iter()
        .find(|share| share.number == *number)
        .unwrap()
        .gets
}

proptest! {
    #[test]
    fn never_more_than_there_is_and_never_more_than_was_claimed(rule in rule(), claims in claims()) {
        let all = claims.iter().fold(Money::ZERO, |sum, claim| sum.plus(claim.amount));
        let told = shares(rule, claims.clone()).unwrap();
        prop_assert_eq!(told.len(), claims.len(), "everybody is told");
        prop_assert!(told.iter().all(|share| share.gets <= share.claimed && !share.why(rule, all).zh.is_empty()));
        match rule {
            Rule::Ranked { places, .. } => {
                let got = told.iter().filter(|share| share.gets > Money::ZERO).count();
                let places = usize::try_from(places).unwrap();
                prop_assert_eq!(got, places.min(claims.len()), "as many as there are places");
            }
            Rule::ProRata { budget } => {
                prop_assert!(given(&told) <= budget.min(all));
                // what rounding leaves over is less than a fen for each
                let left = budget.min(all).minus(given(&told)).fen();
                prop_assert!(left == 0 || left < i64::try_from(claims.len()).unwrap());
                // and equal claims get the same
                for (one, two) in told.iter().zip(told.iter().skip(1)) {
                    prop_assert!(one.claimed != two.claimed || one.gets == two.gets);
                }
            }
        }
    }

    #[test]
    fn the_order_in_which_they_are_read_does_not_matter(rule in rule(), claims in claims(), turns in any::<prop::sample::Index>()) {
        let told = shares(rule, claims.clone()).unwrap();
        let mut turned = claims;
        if !turned.is_empty() {
            let by = turns.index(turned.len());
            turned.rotate_left(by);
            turned.reverse();
        }
        prop_assert_eq!(shares(rule, turned).unwrap(), told);
    }

    #[test]
    fn more_to_give_takes_from_nobody(claims in claims(), fen in 0..10_000_000_000_i64, more in 0..1_000_000_000_i64, places in 0..30_u64, order in order()) {
        let of = |fen| Rule::ProRata { budget: Money::of_fen(fen) };
        let (less, richer) = (shares(of(fen), claims.clone()).unwrap(), shares(of(fen + more), claims.clone()).unwrap());
        for share in &less {
            prop_assert!(gets(&richer, &share.number) >= share.gets);
        }
        let of = |places| Rule::Ranked { places, order };
        let (less, more) = (shares(of(places), claims.clone()).unwrap(), shares(of(places + 1), claims).unwrap());
        for share in &less {
            prop_assert!(gets(&more, &share.number) >= share.gets);
        }
    }

    #[test]
    fn of_equal_scores_the_earlier_comes_first(claims in claims(), places in 0..30_u64, order in order()) {
        let told = shares(Rule::Ranked { places, order }, claims.clone()).unwrap();
        let claim = |share: &Share| claims.iter().find(|claim| claim.number == share.number).unwrap();
        for (one, two) in told.iter().zip(told.iter().skip(1)) {
            let better = match order {
                Order::GreatestFirst => one.score > two.score,
                Order::LeastFirst => one.score < two.score,
            };
            let (first, second) = (claim(one), claim(two));
            let tied = one.score == two.score
                && (first.submitted_at, &first.number) < (second.submitted_at, &second.number);
            prop_assert!(better || tied);
            prop_assert_eq!(one.rank.map(|rank| rank + 1), two.rank);
        }
    }
}

#[test]
fn what_cannot_be_ranked_is_named_and_not_ranked_last() {
    let claim = Claim {
        number: CaseNumber::drawn(2026, 482_913_057),
        submitted_at: Instant::parse("2026-03-02T09:00:00+08:00").unwrap(),
        amount: Money::yuan(1),
        score: None,
    };
    let numbers = vec![claim.number.to_string()];
    let rule = Rule::Ranked {
        places: 5,
        order: Order::GreatestFirst,
    };
    assert_eq!(
        shares(rule, vec![claim]),
        Err(Refusal::Unscored { numbers })
    );
}

#[test]
fn a_third_each_leaves_a_fen_in_the_budget() {
    let claim = |number| Claim {
        number: CaseNumber::drawn(2026, number),
        submitted_at: Instant::parse("2026-03-02T09:00:00+08:00").unwrap(),
        amount: Money::yuan(100),
        score: None,
    };
    let rule = Rule::ProRata {
        budget: Money::yuan(100),
    };
    let told = shares(rule, vec![claim(1), claim(2), claim(3)]).unwrap();
    assert!(told.iter().all(|share| share.gets == Money::of_fen(3_333)));
    let why = told[0].why(rule, Money::yuan(300)).zh;
    assert!(why.contains("100 元 × 100 元 ÷ 300 元 = 33.33 元"), "{why}");
}

/// A budget and places, what an allocation holds of them, and what others ask for between its claims.
fn given_out() -> impl Strategy<Value = (Vec<i64>, Vec<(usize, i64)>)> {
    let shares = proptest::collection::vec(1..1_000_i64, 0..12);
    let others = proptest::collection::vec((0..12_usize, 1..1_000_i64), 0..12);
    (shares, others)
}

proptest! {
    #[test]
    fn others_never_get_what_an_allocation_holds(
        (shares, others) in given_out(),
        places in 0..12_u64,
        more in 0..2_000_i64,
        withdrawn in 0..3_usize,
    ) {
        let held = shares.iter().sum::<i64>();
        let limits = Limits {
            places: Some(u64::try_from(shares.len()).unwrap() + places),
            budget: Some(Money::of_fen(held + more)),
        };
        let line = Line::begun(ItemId::parse("first-industrial-award").unwrap(), "2026".to_owned());
        let mut line = line.holding(u64::try_from(shares.len()).unwrap(), Money::of_fen(held));
        let (mut claimed, mut taken) = (0, 0);
        for (place, share) in shares.iter().enumerate() {
            for (_, amount) in others.iter().filter(|(before, _)| *before == place) {
                if let Ok(after) = line.clone().after(Change::Take(Money::of_fen(*amount)), limits) {
                    (line, taken) = (after, taken + amount);
                }
            }
            if place >= withdrawn {
                let after = line.after(Change::Claim(Money::of_fen(*share)), limits);
                prop_assert!(after.is_ok(), "what is held is there to be claimed");
                (line, claimed) = (after.unwrap(), claimed + share);
            }
            prop_assert!(line.money_gone() <= Money::of_fen(held + more));
            prop_assert!(line.places_gone() <= limits.places.unwrap());
        }
        let withdrew = shares.len().min(withdrawn) > 0;
        let freed = line.clone().freed();
        prop_assert_eq!(freed.is_some(), withdrew, "held is what nobody claimed");
        let line = freed.unwrap_or(line);
        prop_assert_eq!(line.money_gone(), Money::of_fen(claimed + taken));
        prop_assert_eq!(line.committed, Money::of_fen(claimed + taken));
    }
}

#[test]
fn what_gives_no_money_goes_to_the_first_by_rank_too() {
    let claim = |number, score: &str| Claim {
        number: CaseNumber::drawn(2026, number),
        submitted_at: Instant::parse("2026-03-02T09:00:00+08:00").unwrap(),
        amount: Money::ZERO,
        score: Number::parse(score).ok(),
    };
    let rule = Rule::Ranked {
        places: 1,
        order: Order::LeastFirst,
    };
    let told = shares(rule, vec![claim(1, "3"), claim(2, "2")]).unwrap();
    let reached: Vec<bool> = told.iter().map(|share| share.reached).collect();
    assert_eq!(reached, [true, false]);
    assert_eq!(told[0].number, CaseNumber::drawn(2026, 2));
}
