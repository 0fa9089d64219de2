//! Laws of figures, ratings and bulletins, over generated ones.

#![cfg(test)]

use casework::case::{Channel, Kind};
use casework::clock::Step;
use casework::supervision::{
    Compared, Drift, FREEZE_WORKING_DAYS, Kept, Measure, Mutual, PartMeasure, Party, Period,
    Rating, SAMPLE_MIN, STARS_MAX, Settled, Share, Span, co_handlers, draw_up, drifts, figures,
    freezes_on, grouped, mutual_score, score,
};
use facts::{Calendar, CaseNumber, Day, Instant, Money};
use proptest::prelude::*;

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

const CODES: [&str; 8] = [
    "91420204MAFAKE035F",
    "91420202MAFAKE019W",
    "91420203MAFAKE0276",
    "91420205MAFAKE043Q",
    "91420222MAFAKE0517",
    "91420281MAFAKE06XD",
    "91420200MAFAKE0783",
    "91420202MAFAKE086T",
];

prop_compose! {
    fn measure()(
        place in 0_u64..1_000_000, submitted in 0_i64..60, promised in 1_u32..30, ended in proptest::option::of(0_i64..90),
        (resting, overturned, paid) in any::<(bool, bool, bool)>(), paused in 0_u32..20, taken in 0_u32..40,
        (corrections, visits, department) in (0_u32..3, 0_u32..3, 0..3_usize),
    ) -> Measure {
        let submitted_on = day("2026-10-01").plus_days(submitted);
        let ended_on = ended.map(|days| submitted_on.plus_days(days));
        Measure {
            number: CaseNumber::drawn(2026, place),
            kind: Kind::Application,
            item: Some(id("first-industrial-award")),
            size: None,
            against: None,
            about: None,
            reopened: 0,
            departments: vec![id(["jingxin", "keji", "renshe"][department])],
            district: None,
            channel: if visits > 0 { Channel::Counter } else { Channel::Online },
            submitted_on,
            promised,
            due: submitted_on.plus_days(i64::from(promised)),
            ended_on,
            resting: resting && ended_on.is_none(),
            paused,
            taken: ended_on.map(|_| taken),
            spans: vec![Span { step: Step::Review, working_days: taken }],
            corrections,
            overturned,
            visits,
            approved: paid.then(|| Money::yuan(1_000)),
            paid,
            paid_in_all: (paid && visits > 0).then(|| Money::yuan(600)),
            asked_back: if paid { Money::yuan(500) } else { Money::ZERO },
            repaid: if paid && resting { Money::yuan(300) } else { Money::ZERO },
            compared: compared(place, paid),
        }
    }
}

/// Every kind of what was predicted and decided, by chance.
fn compared(place: u64, approved: bool) -> Option<Compared> {
    let yuan = |yuan: u64| Money::yuan(i64::try_from(yuan).unwrap());
    (!place.is_multiple_of(5)).then(|| Compared {
        eligible: !place.is_multiple_of(3),
        low: (!place.is_multiple_of(7)).then(|| yuan(place % 4)),
        high: (!place.is_multiple_of(2)).then(|| yuan(place % 4 + place % 3)),
        receipt: None,
        approved,
        amount: (approved && !place.is_multiple_of(7)).then(|| yuan(place % 9)),
    })
}

prop_compose! {
    fn rating()(place in 0..CODES.len(), stars in 1_u8..=STARS_MAX, number in 0_u64..1_000) -> Rating {
        Rating {
            period: Period::parse("2026-11").unwrap(),
            number: CaseNumber::drawn(2026, number),
            enterprise: id(CODES[place]),
            step: Step::Review,
            rated: Party::Department(id("jingxin")),
            stars,
            at: Instant::parse("2026-11-20T09:00:00+08:00").unwrap(),
        }
    }
}

fn today() -> Day {
    day("2026-11-24")
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn figures_are_shares_of_what_is_there(measures in proptest::collection::vec(measure(), 0..40)) {
        let all = figures(&measures, today());
        prop_assert_eq!(usize::try_from(all.cases).unwrap(), measures.len());
        for share in [all.kept, all.sent_back, all.overturned, all.zero_visit, all.online] {
            prop_assert!(share.hits <= share.of && share.of <= all.cases);
            prop_assert_eq!(share.per_mille().is_none(), share.of < SAMPLE_MIN, "suppressed below the sample");
            prop_assert!(share.per_mille().is_none_or(|rate| rate <= 1_000));
        }
        prop_assert!(all.open_overdue <= all.kept.of - all.kept.hits, "open overdue work is work that is late");
        prop_assert!(all.paid <= all.approved);
        prop_assert!(all.asked_back <= all.paid && all.repaid <= all.asked_back);
        let groups = grouped(&measures, today(), |one| one.departments.iter().map(ToString::to_string).collect::<Vec<_>>());
        let sum: u32 = groups.iter().map(|group| group.figures.cases).sum();
        prop_assert_eq!(sum, all.cases, "every case is in its group");
        let kept: u32 = groups.iter().map(|group| group.figures.kept.hits).sum();
        prop_assert_eq!(kept, all.kept.hits);
    }

    #[test]
    fn leaving_work_open_never_helps(measures in proptest::collection::vec(measure(), 1..40), place in any::<prop::sample::Index>()) {
        let before = figures(&measures, today()).kept;
        let mut open = measures.clone();
        let one = place.get(&open).clone();
        let late = one.due < today();
        let left = Measure { ended_on: None, taken: None, resting: false, ..one };
        let spot = place.index(open.len());
        open[spot] = left;
        let after = figures(&open, today()).kept;
        prop_assert!(after.hits <= before.hits, "nothing is kept by not ending");
        if late {
            prop_assert!(after.of >= before.of, "what is late and open still counts");
        }
    }

    #[test]
    fn whoever_rates_a_hundred_times_weighs_as_one(ratings in proptest::collection::vec(rating(), 0..40), stars in 1_u8..=STARS_MAX, times in 1..100_usize) {
        let honest = score(&ratings);
        let enterprises: std::collections::BTreeSet<_> = ratings.iter().map(|one| one.enterprise.clone()).collect();
        prop_assert_eq!(usize::try_from(honest.raters).unwrap(), enterprises.len());
        prop_assert_eq!(honest.hundredths.is_none(), honest.raters < SAMPLE_MIN);
        prop_assert!(honest.hundredths.is_none_or(|mean| (100..=500).contains(&mean)));
        // somebody who has rated stuffs the box
        let Some(first) = ratings.first().cloned() else { return Ok(()) };
        let mut stuffed = ratings.clone();
        stuffed.extend(std::iter::repeat_n(Rating { stars, ..first }, times));
        let after = score(&stuffed);
        prop_assert_eq!(after.raters, honest.raters);
        if let (Some(one), Some(two)) = (honest.hundredths, after.hundredths) {
            prop_assert!(one.abs_diff(two) <= 400 / honest.raters + 1, "one enterprise moves the score by its share at most");
        }
    }

    #[test]
    fn a_word_weighs_as_many_cases_as_were_shared(measures in proptest::collection::vec(measure(), 0..40), stars in proptest::collection::vec(1_u8..=STARS_MAX, 3)) {
        let period = Period::parse("2026-11").unwrap();
        let names = ["jingxin", "keji", "renshe"];
        let said: Vec<Mutual> = names.iter().zip(&stars).map(|(name, stars)| Mutual {
            period, by: Party::Department(id(name)), rated: Party::Window, stars: *stars,
        }).collect();
        let found = mutual_score(&said, &Party::Window, &measures);
        let weights = names.map(|name| measures.iter().filter(|one| one.departments == [id(name)]).count());
        let all: usize = weights.iter().sum();
        if all < usize::try_from(SAMPLE_MIN).unwrap() {
            prop_assert_eq!(found.hundredths, None);
        } else {
            let sum: usize = weights.iter().zip(&stars).map(|(weight, stars)| weight * usize::from(*stars) * 100).sum();
            let expected = (2 * sum + all) / (2 * all);
            prop_assert_eq!(found.hundredths.map(|one| usize::try_from(one).unwrap()), Some(expected));
        }
        let own = [Mutual { period, by: Party::Window, rated: Party::Window, stars: STARS_MAX }];
        prop_assert_eq!(mutual_score(&own, &Party::Window, &measures).ratings, 0, "nobody rates themselves");
    }

    #[test]
    fn a_bulletin_is_of_its_own_period(measures in proptest::collection::vec(measure(), 0..40), parts in proptest::collection::vec(part(), 0..40)) {
        let period = Period::parse("2026-11").unwrap();
        let kept = Kept { measures: &measures, parts: &parts, ratings: &[], mutual: &[] };
        let bulletin = draw_up(period, kept, today());
        let own = measures.iter().filter(|one| one.period() == period).count();
        prop_assert_eq!(usize::try_from(bulletin.all.cases).unwrap(), own);
        let own: Vec<Measure> = measures.iter().filter(|one| one.period() == period).cloned().collect();
        let own_parts: Vec<PartMeasure> = parts.iter().filter(|part| Period::of(part.due) == period).cloned().collect();
        let asked: u32 = bulletin.co_handlers.values().map(|one| one.asked).sum();
        prop_assert_eq!(usize::try_from(asked).unwrap(), own_parts.len(), "by its own day, whatever its case");
        let kept = Kept { measures: &own, parts: &own_parts, ..kept };
        prop_assert_eq!(draw_up(period, kept, today()), bulletin, "others change nothing");
    }
}

proptest! {
    #[test]
    fn a_decision_within_what_was_predicted_is_no_drift(measures in proptest::collection::vec(measure(), 0..60)) {
        for compared in measures.iter().filter_map(|one| one.compared.as_ref()) {
            let drift = compared.drift();
            let low = compared.low.unwrap_or(Money::ZERO);
            let within = compared.amount.is_none_or(|amount| low <= amount && compared.high.is_none_or(|high| amount <= high));
            let expected = match (compared.approved, compared.eligible) {
                (true, _) => within,
                (false, eligible) => !eligible,
            };
            prop_assert_eq!(!drift.differs(), expected, "{:?}", compared);
            // what was left open is neither right nor wrong
            prop_assert!(drift != Drift::Held || compared.eligible);
        }
        let found = drifts(&measures);
        let compared = measures.iter().filter(|one| one.compared.is_some()).count();
        let told = found.values().map(|one| one.held + one.less + one.more + one.refused + one.open_approved + one.open_refused);
        prop_assert_eq!(usize::try_from(told.sum::<u32>()).unwrap(), compared, "each case once");
        let foreseen = figures(&measures, today()).foreseen;
        let sure = measures.iter().filter_map(|one| one.compared.as_ref()).filter(|one| one.eligible);
        prop_assert_eq!(foreseen.of, u32::try_from(sure.count()).unwrap());
        prop_assert_eq!(foreseen.hits, found.values().map(|one| one.held).sum::<u32>());
    }
}

fn plain() -> Measure {
    Measure {
        number: CaseNumber::drawn(2026, 0),
        kind: Kind::Application,
        item: None,
        size: None,
        against: None,
        about: None,
        reopened: 0,
        departments: Vec::new(),
        district: None,
        channel: Channel::Online,
        submitted_on: day("2026-10-01"),
        promised: 5,
        due: day("2026-10-08"),
        ended_on: Some(day("2026-10-08")),
        resting: false,
        paused: 0,
        taken: Some(5),
        spans: Vec::new(),
        corrections: 0,
        overturned: false,
        visits: 0,
        approved: None,
        paid: false,
        paid_in_all: None,
        asked_back: Money::ZERO,
        repaid: Money::ZERO,
        compared: None,
    }
}

#[test]
fn a_complaint_repeats_another_about_the_same_case_or_is_taken_up_again() {
    let complaint = |place: u64, about: Option<u64>, reopened: u32| Measure {
        number: CaseNumber::drawn(2026, place),
        kind: Kind::Complaint,
        about: about.map(|about| CaseNumber::drawn(2025, about)),
        reopened,
        ..plain()
    };
    let all = [
        complaint(1, Some(7), 0),
        complaint(2, Some(7), 0),
        complaint(3, Some(8), 0),
        complaint(4, None, 1),
        complaint(5, None, 0),
        Measure {
            about: Some(CaseNumber::drawn(2025, 7)),
            ..plain()
        },
    ];
    let found = figures(&all, today());
    assert_eq!(found.repeated, Share { hits: 2, of: 5 });
    assert_eq!(found.reopened, 1);
    assert_eq!(found.sent_back.of, 1, "only applications are sent back");
}

#[test]
fn periods_are_months() {
    let period = Period::of(day("2024-02-29"));
    assert_eq!(period.to_string(), "2024-02");
    assert_eq!(
        (period.first_day(), period.last_day()),
        (day("2024-02-01"), day("2024-02-29"))
    );
    assert_eq!(
        Period::parse("2024-01").unwrap().previous().to_string(),
        "2023-12"
    );
    for wrong in ["2024-13", "2024", "2024-1", "24-01", "2024-01-01", ""] {
        assert!(Period::parse(wrong).is_err(), "{wrong}");
    }
    let frozen = freezes_on(Period::parse("2026-03").unwrap(), &Calendar::default());
    assert_eq!(frozen, day("2026-04-07"));
    assert_eq!(FREEZE_WORKING_DAYS, 5);
}

#[test]
fn a_rate_is_rounded_half_up_and_a_shorter_promise_is_named() {
    assert_eq!(Share { hits: 1, of: 8 }.per_mille(), Some(125));
    assert_eq!(Share { hits: 2, of: 3 }.per_mille(), None);
    assert_eq!(Share { hits: 1, of: 6 }.per_mille(), Some(167));
    let mut found = figures(&[], today());
    (found.promised, found.taken) = (Some(12), Some(8));
    assert_eq!(found.shorter_promise(), Some(8));
    found.taken = Some(9);
    assert_eq!(found.shorter_promise(), None);
}

prop_compose! {
    fn part()(
        department in 0..3_usize, due in 0_i64..60, rests in proptest::option::of(0_i64..90),
        settled in proptest::option::of((0..3_usize, 0_i64..90)),
    ) -> PartMeasure {
        let first = day("2026-10-01");
        PartMeasure {
            department: id(["jingxin", "keji", "renshe"][department]),
            due: first.plus_days(due),
            rests_since: rests.filter(|_| settled.is_none()).map(|days| first.plus_days(days)),
            settled: settled.map(|(how, days)| (Settled::ALL[how], first.plus_days(days))),
        }
    }
}

proptest! {
    #[test]
    fn every_part_is_of_its_department_and_whatever_is_late_is_named(parts in proptest::collection::vec(part(), 0..60)) {
        let found = co_handlers(&parts, today());
        let asked: u32 = found.values().map(|one| one.asked).sum();
        prop_assert_eq!(usize::try_from(asked).unwrap(), parts.len());
        for one in found.values() {
            let late = one.late + one.closed_overdue + one.open_overdue;
            prop_assert_eq!(one.in_time.of - one.in_time.hits, late, "what was not in time is named");
            prop_assert!(one.in_time.of <= one.asked);
            prop_assert_eq!(one.in_time.per_mille().is_none(), one.in_time.of < SAMPLE_MIN);
        }
    }

    #[test]
    fn leaving_a_part_open_or_declining_it_late_never_helps(part in part(), later in 1_i64..40) {
        let asked = PartMeasure { settled: None, ..part.clone() };
        let past = part.due.plus_days(later);
        // only a rest that began in time keeps the day from passing
        let rests = asked.rests_since.is_some_and(|since| since <= asked.due);
        prop_assert_eq!(asked.in_time(past), (!rests).then_some(false));
        prop_assert_eq!(asked.in_time(part.due), None);
        for how in Settled::ALL {
            let settled = PartMeasure { settled: Some((*how, past)), rests_since: None, ..asked.clone() };
            prop_assert_eq!(settled.in_time(past), Some(false));
        }
        let declined = PartMeasure { settled: Some((Settled::Declined, part.due)), ..asked };
        prop_assert_eq!(declined.in_time(past), None);
    }
}
