//! Each cause is told once, and nothing that is not wanted.

use super::*;

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn item(name: &str) -> ItemId {
    ItemId::parse(name).unwrap()
}

fn offer(name: &str, revision: u64, closes: Option<&str>) -> Offer {
    Offer {
        item: item(name),
        revision,
        fits: true,
        closes: closes.map(|last| ("o-1".to_owned(), day(last))),
        next: None,
    }
}

fn wishes() -> Wishes {
    Wishes {
        causes: Cause::ALL.iter().copied().collect(),
        lead_days: 10,
        mail: "a@example.com".to_owned(),
    }
}

fn begun(offers: &[Offer]) -> Subscription {
    let code = CreditCode::parse("91420204MAFAKE035F").unwrap();
    let now = Instant::parse("2026-11-24T09:00:00+08:00").unwrap();
    Subscription::begin(code, wishes(), offers, now).unwrap()
}

fn causes(alerts: &[Alert]) -> Vec<(&str, Cause)> {
    alerts
        .iter()
        .map(|alert| (alert.item.as_str(), alert.cause))
        .collect()
}

#[test]
fn what_closes_soon_is_told_to_who_does_not_want_what_is_new_or_changed() {
    let mut one = begun(&[offer("old", 1, Some("2026-12-31"))]);
    one.causes = BTreeSet::from([Cause::ClosingSoon]);
    let offers = [
        offer("old", 2, Some("2026-12-31")),
        offer("young", 1, Some("2026-12-31")),
    ];
    let (two, alerts) = one.look(&offers, day("2026-12-22"));
    assert_eq!(
        causes(&alerts),
        [("old", Cause::ClosingSoon), ("young", Cause::ClosingSoon)]
    );
    let (_, alerts) = two.look(&offers, day("2026-12-23"));
    assert_eq!(alerts, []);
}

#[test]
fn each_cause_is_told_once() {
    let start = [offer("old", 1, Some("2026-12-31"))];
    let (one, alerts) = begun(&start).look(&start, day("2026-11-24"));
    assert_eq!(alerts, []);
    assert_eq!(one.next_look, Some(day("2026-12-01")));
    let more = [offer("old", 2, Some("2026-12-31")), offer("young", 1, None)];
    let (two, alerts) = one.look(&more, day("2026-11-25"));
    assert_eq!(
        causes(&alerts),
        [("old", Cause::Changed), ("young", Cause::New)]
    );
    let (three, alerts) = two.look(&more, day("2026-11-25"));
    assert_eq!(alerts, []);
    let (four, alerts) = three.look(&more, day("2026-12-21"));
    assert_eq!(causes(&alerts), [("old", Cause::ClosingSoon)]);
    let (five, alerts) = four.look(&more, day("2026-12-30"));
    assert_eq!(alerts, []);
    let (six, alerts) = five.look(&more[..1], day("2026-12-31"));
    assert_eq!(causes(&alerts), [("young", Cause::Expired)]);
    assert_eq!(six.look(&more[..1], day("2027-01-01")).1, []);
}

#[test]
fn looking_again_tells_nothing_whatever_was_offered() {
    for seed in 0..200_u64 {
        let bit = |shift: u64| seed.wrapping_mul(0x9E37_79B9) >> shift & 1 == 1;
        let offers: Vec<Offer> = ["a", "b", "c"]
            .iter()
            .zip([3_u64, 7, 11])
            .map(|(name, shift)| Offer {
                fits: bit(shift),
                revision: u64::from(bit(shift + 1)) + 1,
                ..offer(name, 1, bit(shift + 2).then_some("2026-11-30"))
            })
            .collect();
        let (once, _) = begun(&[offer("a", 1, None)]).look(&offers, day("2026-11-24"));
        let (twice, alerts) = once.look(&offers, day("2026-11-24"));
        assert_eq!(alerts, [], "{seed}");
        assert!(twice.next_look > Some(day("2026-11-24")));
    }
}

#[test]
fn what_is_not_wanted_is_not_told_now_nor_later() {
    let mut only_new = begun(&[]);
    only_new.causes = BTreeSet::from([Cause::ClosingSoon]);
    let (after, alerts) = only_new.look(&[offer("young", 1, None)], day("2026-11-24"));
    assert_eq!(alerts, []);
    let changed = after.change(
        wishes(),
        &[],
        Instant::parse("2026-11-25T09:00:00+08:00").unwrap(),
    );
    let (_, alerts) = changed
        .unwrap()
        .look(&[offer("young", 1, None)], day("2026-11-25"));
    assert_eq!(alerts, []);
}

#[test]
fn who_left_is_told_nothing_and_who_comes_back_begins_anew() {
    let ended = begun(&[]).end();
    let (ended, alerts) = ended.look(&[offer("young", 1, None)], day("2026-11-24"));
    assert_eq!((alerts, ended.next_look), (vec![], None));
    let now = Instant::parse("2026-12-01T09:00:00+08:00").unwrap();
    let again = ended
        .change(wishes(), &[offer("young", 1, None)], now)
        .unwrap();
    assert_eq!(
        again.look(&[offer("young", 1, None)], day("2026-12-01")).1,
        []
    );
}

#[test]
fn wishes_are_looked_at() {
    let code = CreditCode::parse("91420204MAFAKE035F").unwrap();
    let now = Instant::parse("2026-11-24T09:00:00+08:00").unwrap();
    for (wrong, refusal) in [
        (
            Wishes {
                mail: "x".to_owned(),
                ..wishes()
            },
            "contact_needed",
        ),
        (
            Wishes {
                lead_days: 61,
                ..wishes()
            },
            "answer_days",
        ),
        (
            Wishes {
                causes: BTreeSet::new(),
                ..wishes()
            },
            "nothing_wanted",
        ),
    ] {
        let refused = Subscription::begin(code.clone(), wrong, &[], now).unwrap_err();
        assert_eq!(refused.code(), refusal);
    }
}
