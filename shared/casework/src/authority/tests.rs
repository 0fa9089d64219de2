//! What authorities keep: who may act is who was let, for what, while it holds.

use proptest::prelude::*;

use super::*;
use crate::access::{Reach, may};

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn at(text: &str) -> Instant {
    Instant::parse(text).unwrap()
}

fn noon() -> Instant {
    at("2026-11-26T12:00:00+08:00")
}

fn actor(role: Role) -> Actor {
    Actor {
        principal: "person:1".to_owned(),
        role,
        department: None,
        on_behalf_of: None,
        under: None,
    }
}

fn asked() -> Authority {
    Authority {
        id: AuthorityId::parse("a-1").unwrap(),
        version: 0,
        enterprise: CreditCode::parse("91420204MAFAKE035F").unwrap(),
        enterprise_name: "某企业".to_owned(),
        agent: "person:agent".to_owned(),
        agent_name: "帮办一岗".to_owned(),
        agent_mail: "agent@example.com".to_owned(),
        scopes: [Scope::Read, Scope::Apply].into(),
        items: [ItemId::parse("one").unwrap()].into(),
        from: day("2026-11-26"),
        to: day("2026-12-31"),
        given: Given::Online,
        given_at: noon(),
        given_by: String::new(),
        revoked: None,
    }
}

#[test]
fn everything_an_assistant_may_do_for_an_enterprise_is_in_one_scope() {
    // a seat and the list of whom one may act for are the assistant's own
    let own = [
        Operation::SignUp,
        Operation::GiveUpSeat,
        Operation::ListOwnAuthorities,
    ];
    for operation in Operation::ALL {
        let for_enterprise = may(Role::Agent, *operation) == Some(Reach::Own)
            && !own.contains(operation)
            || *operation == Operation::OpenCase;
        assert_eq!(
            Scope::of(*operation).is_some(),
            for_enterprise,
            "{}",
            operation.name()
        );
    }
    for scope in Scope::ALL {
        assert_eq!(Scope::recorded(scope.word()), Some(*scope));
    }
}

#[test]
fn it_is_given_online_by_the_enterprise_or_on_paper_at_the_counter() {
    let given = |one: &Authority, role| one.clone().give(&actor(role), noon());
    let online = given(&asked(), Role::Enterprise).unwrap();
    assert_eq!((online.version, online.given_by.as_str()), (1, "person:1"));
    let paper = |sha256: &str| Authority {
        given: Given::Paper {
            sha256: sha256.to_owned(),
        },
        ..asked()
    };
    assert_eq!(given(&asked(), Role::Clerk), Err(Refusal::PaperNeeded));
    assert_eq!(given(&paper("f"), Role::Clerk), Err(Refusal::PaperNeeded));
    assert!(given(&paper(&"a".repeat(64)), Role::Clerk).is_ok());
    let wrong = [
        (
            Authority {
                scopes: BTreeSet::new(),
                ..asked()
            },
            Refusal::NothingAuthorised,
        ),
        (
            Authority {
                agent: " ".to_owned(),
                ..asked()
            },
            Refusal::AssistantNeeded,
        ),
        (
            Authority {
                agent_mail: "nobody".to_owned(),
                ..asked()
            },
            Refusal::MailNeeded,
        ),
        (
            Authority {
                to: day("2026-11-25"),
                ..asked()
            },
            Refusal::AuthorityDays { most: DAYS_MAX },
        ),
        (
            Authority {
                to: day("2027-11-27"),
                ..asked()
            },
            Refusal::AuthorityDays { most: DAYS_MAX },
        ),
    ];
    for (one, refusal) in wrong {
        assert_eq!(given(&one, Role::Enterprise), Err(refusal));
    }
}

/// What an assistant changes that stands in a case's timeline, or in a draft that becomes one; a rating of a step says nobody's name.
const IN_CASES: &[Operation] = &[
    Operation::CreateDraft,
    Operation::EditDraft,
    Operation::ChooseItems,
    Operation::CreateUpload,
    Operation::CompleteUpload,
    Operation::ReuseMaterial,
    Operation::SubmitDraft,
    Operation::CorrectCase,
    Operation::OpenCase,
    Operation::RateCase,
    Operation::ReopenCase,
    Operation::RateStep,
    Operation::WithdrawCase,
];

fn done() -> Vec<Did> {
    let (run, item) = ("run-1".to_owned(), ItemId::parse("one").unwrap());
    vec![
        Did::WroteProfile,
        Did::WroteSubscription { active: true },
        Did::WroteSubscription { active: false },
        Did::Confirmed {
            run: run.clone(),
            item: item.clone(),
            number: facts::CaseNumber::drawn(2026, 7),
        },
        Did::Declined { run, item },
    ]
}

#[test]
fn whatever_an_assistant_changes_is_a_deed_or_stands_in_a_case() {
    let deeds: BTreeSet<Operation> = done().iter().map(Did::operation).collect();
    for operation in Operation::ALL {
        let Some(scope) = Scope::of(*operation) else {
            assert!(!deeds.contains(operation), "{}", operation.name());
            continue;
        };
        let name = operation.name();
        let reads = name.starts_with("read_") || name.starts_with("list_");
        let ways = [
            reads,
            IN_CASES.contains(operation),
            deeds.contains(operation),
        ];
        let ways = ways.into_iter().filter(|way| *way).count();
        assert_eq!(ways, 1, "{name} of {}", scope.word());
    }
}

#[test]
fn a_deed_is_noted_where_somebody_acts_under_an_authority_and_nowhere_else() {
    for role in Role::ALL {
        for acts in [false, true] {
            let own = actor(*role);
            let own = Actor {
                on_behalf_of: Some(asked().enterprise),
                under: acts.then(|| asked().under("帮办一岗")),
                ..own
            };
            for did in done() {
                let deed = Deed::of(&own, did.clone(), 3, noon());
                let noted = deed.map(|deed| {
                    (
                        deed.enterprise,
                        deed.authority,
                        deed.did,
                        deed.version,
                        deed.at,
                    )
                });
                let right = (asked().enterprise, asked().id, did, 3, noon());
                assert_eq!(noted, acts.then_some(right));
            }
        }
    }
}

#[test]
fn what_does_not_hold_says_why() {
    let item = |id: &str| ItemId::parse(id).unwrap();
    let tried = |one: &Authority, agent: &str, operation, items: &[ItemId]| {
        let all = std::slice::from_ref(one);
        authorised(all, agent, (operation, items), noon()).map(|one| one.id.clone())
    };
    let one = asked();
    let submit = Operation::SubmitDraft;
    assert!(tried(&one, "person:agent", submit, &[item("one")]).is_ok());
    assert_eq!(
        tried(&one, "person:other", submit, &[]),
        Err(Refusal::NoAuthority)
    );
    for (operation, items) in [
        (Operation::WithdrawCase, vec![]),
        (submit, vec![item("one"), item("two")]),
    ] {
        let refused = tried(&one, "person:agent", operation, &items);
        assert!(matches!(refused, Err(Refusal::AuthorityNarrow { .. })));
    }
    let over = Authority {
        from: day("2026-11-01"),
        to: day("2026-11-25"),
        ..asked()
    };
    let refused = tried(&over, "person:agent", submit, &[]);
    let to = day("2026-11-25");
    assert_eq!(refused, Err(Refusal::AuthorityOver { to }));
    let ahead = Authority {
        from: day("2026-11-27"),
        ..asked()
    };
    let from = day("2026-11-27");
    let refused = tried(&ahead, "person:agent", submit, &[]);
    assert_eq!(refused, Err(Refusal::AuthorityAhead { from }));
    let revoked = one.revoke(&actor(Role::Enterprise), noon()).unwrap();
    let refused = tried(&revoked, "person:agent", submit, &[]);
    assert_eq!(refused, Err(Refusal::AuthorityRevoked));
    let again = revoked.revoke(&actor(Role::Enterprise), noon());
    assert_eq!(again, Err(Refusal::AuthorityEnded));
}

fn authority() -> impl Strategy<Value = Authority> {
    let scopes = proptest::sample::subsequence(Scope::ALL.to_vec(), 0..=Scope::ALL.len());
    let days = (-20..20_i64, 0..20_i64);
    let items = proptest::sample::subsequence(vec!["one", "two"], 0..=2);
    (scopes, days, items, 0..2_u8, any::<bool>()).prop_map(|(scopes, days, items, agent, ended)| {
        let from = noon().day().plus_days(days.0);
        Authority {
            agent: format!("person:{agent}"),
            scopes: scopes.into_iter().collect(),
            items: items
                .into_iter()
                .map(|id| ItemId::parse(id).unwrap())
                .collect(),
            from,
            to: from.plus_days(days.1),
            revoked: ended.then(|| Revoked {
                at: noon(),
                by: Role::Enterprise,
            }),
            ..asked()
        }
    })
}

proptest! {
    #[test]
    fn who_acts_was_let_and_who_was_let_acts(all in proptest::collection::vec(authority(), 0..6), which in 0..Operation::ALL.len()) {
        let operation = Operation::ALL[which];
        let item = ItemId::parse("one").unwrap();
        let today = noon().day();
        let lets = |one: &Authority| {
            one.agent == "person:1"
                && one.revoked.is_none()
                && one.from <= today
                && today <= one.to
                && Scope::of(operation).is_some_and(|scope| one.scopes.contains(&scope))
                && (one.items.is_empty() || one.items.contains(&item))
        };
        match authorised(&all, "person:1", (operation, std::slice::from_ref(&item)), noon()) {
            Ok(found) => prop_assert!(lets(found)),
            Err(_) => prop_assert!(!all.iter().any(lets)),
        }
    }
}
