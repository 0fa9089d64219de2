//! Authorities come back, who acts under one, and what they have told.

use casework::Actor;
use casework::access::Role;
use casework::actor::Under;
use casework::authority::{Authority, Deed, Did, Given, Revoked, Scope};
use casework::case::Recorded;
use facts::{AuthorityId, ItemId};

use super::super::{authority, deed, event, outbox};
use super::back;
use super::samples::{at, case_number, code, day, events};
use crate::table::{Job, Side, Told};

fn authority_id() -> AuthorityId {
    AuthorityId::parse("0193b5a0-0000-7000-8000-000000000001").unwrap()
}

#[test]
fn an_authority_comes_back() {
    let paper = Authority {
        id: authority_id(),
        version: 2,
        enterprise: code(),
        enterprise_name: "某企业".to_owned(),
        agent: "person:agent".to_owned(),
        agent_name: "帮办一岗".to_owned(),
        agent_mail: "a@example.com".to_owned(),
        scopes: Scope::ALL.iter().copied().collect(),
        items: [ItemId::parse("first-industrial-award").unwrap()].into(),
        from: day("2026-11-24"),
        to: day("2026-12-31"),
        given: Given::Paper {
            sha256: "a".repeat(64),
        },
        given_at: at(2),
        given_by: "person:clerk".to_owned(),
        revoked: Some(Revoked {
            at: at(3),
            by: Role::Enterprise,
        }),
    };
    let online = Authority {
        items: [].into(),
        given: Given::Online,
        revoked: None,
        ..paper.clone()
    };
    for one in [paper, online] {
        assert_eq!(authority::read(&back(authority::write(&one))).unwrap(), one);
    }
}

#[test]
fn a_deed_comes_back_and_each_has_its_own_key() {
    let (run, item) = (
        "run-1".to_owned(),
        ItemId::parse("first-industrial-award").unwrap(),
    );
    let all = [
        Did::WroteProfile,
        Did::WroteSubscription { active: true },
        Did::Confirmed {
            run: run.clone(),
            item: item.clone(),
            number: case_number(),
        },
        Did::Declined { run, item },
    ];
    let mut keys = std::collections::BTreeSet::new();
    for did in all {
        for version in [1, 2] {
            let one = Deed {
                enterprise: code(),
                authority: authority_id(),
                did: did.clone(),
                version,
                at: at(2),
            };
            keys.insert(deed::write(&one).unwrap().key);
            assert_eq!(deed::read(&back(deed::write(&one))).unwrap(), one);
        }
    }
    assert_eq!(keys.len(), 8);
}

#[test]
fn under_what_somebody_acted_comes_back() {
    let number = case_number();
    for recorded in events() {
        let recorded = Recorded {
            by: Actor {
                role: Role::Agent,
                under: Some(Under {
                    authority: authority_id(),
                    agent: "帮办一岗".to_owned(),
                    enterprise: "某企业".to_owned(),
                }),
                ..recorded.by
            },
            ..recorded
        };
        let found = back(event::write(&number, &recorded));
        assert_eq!(event::read(&found).unwrap(), recorded);
    }
}

#[test]
fn what_authorities_have_told_comes_back() {
    for side in [Side::Enterprise, Side::Assistant] {
        let job = Job::Told(Told::Authority {
            enterprise: code(),
            authority: authority_id(),
            side,
        });
        let row = outbox::write("cause", &job, jiff::Timestamp::UNIX_EPOCH);
        assert_eq!(outbox::read("o-1", &back(row)).unwrap().job, job);
    }
}
