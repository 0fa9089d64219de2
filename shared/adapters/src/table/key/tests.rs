use super::*;

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

#[test]
fn moments_keep_the_order_of_time_as_text() {
    assert_eq!(
        moment(at("2026-11-24T08:00:00.9+08:00")),
        "2026-11-24T00:00:00Z"
    );
    assert!(moment(at("2026-12-31T23:59:59Z")) < moment(at("2027-01-01T00:00:00Z")));
    assert!(moment(at("0999-01-01T00:00:00Z")) < moment(at("2027-01-01T00:00:00Z")));
}

#[test]
fn versions_keep_their_order_as_text() {
    assert!(event("n", 9).sk < event("n", 10).sk);
    assert!(policy_version("p", 99).sk < policy_version("p", 100).sk);
}

#[test]
fn principal_and_key_cannot_be_confused() {
    assert_ne!(
        idempotency("H", "op", "ab", "c"),
        idempotency("H", "op", "a", "bc")
    );
    assert_eq!(
        idempotency("H", "op", "ab", "c"),
        idempotency("H", "op", "ab", "c")
    );
    assert_ne!(
        idempotency("H", "op", "a", "k"),
        idempotency("H", "other", "a", "k")
    );
}

#[test]
fn a_case_is_read_without_tasks_and_repeats() {
    let (first, last) = CASE_RANGE;
    let within = |sk: &str| first <= sk && sk <= last;
    assert!(within(&case("n").sk));
    assert!(within(&event("n", 1).sk) && within(&event("n", 99_999_999).sk));
    assert!(!within(&task("n").sk));
    assert!(!within(&idempotency("H", "op", "a", "k").sk));
    let (first, last) = POLICY_RANGE;
    assert!(first <= policy("p").sk.as_str());
    for said in [interpretation("p", 1), ruling("p", 1), faq("p", 1)] {
        assert!(first <= said.sk.as_str() && said.sk.as_str() <= last);
    }
    assert!(policy_event("p", 1).sk.as_str() < first);
    assert!(policy_version("p", 1).sk.as_str() <= last);
    assert!(idempotency("H", "op", "a", "k").sk.as_str() < first);
}

#[test]
fn shards_are_stable_and_used_evenly() {
    let mut counts = [0_u32; 16];
    for number in 0..4096 {
        let pk = case_partition(number);
        assert_eq!(shard_of(&pk), shard_of(&pk));
        counts[usize::from(shard_of(&pk))] += 1;
    }
    assert!(
        counts.iter().all(|&count| (180..=340).contains(&count)),
        "{counts:?}"
    );
    assert_eq!(due_shard(7), "DUE#07");
}
