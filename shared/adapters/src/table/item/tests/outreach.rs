//! What reaching enterprises stores comes back: runs, invitations with every reply, subscriptions, digests, and every row they cause.

use std::collections::{BTreeMap, BTreeSet};

use casework::Text;
use casework::alert::{Alert, Cause, Subscription, Told};
use casework::run::{Account, Invitation, Listed, Reply, Run, Stage};
use facts::{ItemId, PolicyId};

use super::super::{alert, outbox, run};
use super::back;
use super::samples::{at, case_number, code, day, id, money};
use crate::table::{Digest, Job};

fn text(zh: &str) -> Text {
    Text::new(zh, "text")
}

fn sample(stage: Stage) -> Run {
    Run {
        id: "r-1".to_owned(),
        version: 2,
        item: ItemId::parse("job-expansion-subsidy").unwrap(),
        title: text("一次性扩岗补助"),
        policy: PolicyId::parse("stable-jobs").unwrap(),
        policy_version: 3,
        catalogue: "f".repeat(64),
        department: id("renshe"),
        started_by: "person:officer".to_owned(),
        started_at: at(0),
        until: day("2026-12-09"),
        stage,
        listed: Listed {
            looked_at: 8,
            invited: 2,
            undetermined: 3,
            amount_open: 1,
            applied: 1,
        },
    }
}

#[test]
fn runs_and_invitations_come_back() {
    for stage in [Stage::Listing, Stage::Inviting] {
        let found = back(run::write(&sample(stage)));
        assert_eq!(run::read(&found).unwrap(), sample(stage));
        assert_eq!(found.text("gsi2pk").unwrap(), "RUNS");
    }
    let account = Account::parse("示例银行", "6222021234567890").unwrap();
    assert!(!format!("{account:?}").contains("6222"));
    let confirmed = |account| Reply::Confirmed {
        number: case_number(),
        account,
        at: at(1),
    };
    let declined = |reason| Reply::Declined { reason, at: at(1) };
    for reply in [
        Reply::Awaited,
        confirmed(Some(account)),
        confirmed(None),
        declined(Some("不需要".to_owned())),
        declined(None),
    ] {
        let one = Invitation {
            run: "r-1".to_owned(),
            enterprise: code(),
            version: 1,
            name: "示例机电制造有限公司".to_owned(),
            reasons: vec![text("符合条件（某文件 第一条）")],
            amount: Some(money("6000.00")),
            reply,
            listed_at: at(0),
        };
        let found = back(run::write_invitation(&one));
        assert_eq!(run::read_invitation(&found).unwrap(), one);
    }
}

#[test]
fn subscriptions_and_digests_come_back_and_who_left_is_in_no_list() {
    let item = ItemId::parse("job-expansion-subsidy").unwrap();
    let told = Told {
        revision: 2,
        closing: Some("2026".to_owned()),
    };
    let mut one = Subscription {
        enterprise: code(),
        version: 4,
        active: true,
        causes: Cause::ALL.iter().copied().collect::<BTreeSet<_>>(),
        lead_days: 10,
        mail: "boss@example.com".to_owned(),
        told: BTreeMap::from([(item.clone(), told)]),
        next_look: Some(day("2026-12-01")),
        since: at(0),
    };
    let found = back(alert::write(&one));
    assert_eq!(alert::read(&found).unwrap(), one);
    assert_eq!(found.text("gsi1pk").unwrap(), "SUBSCRIPTIONS");
    assert!(found.text("due_shard").is_ok());
    one = one.end();
    let found = back(alert::write(&one));
    assert_eq!(alert::read(&found).unwrap(), one);
    assert!(found.text("gsi1pk").is_err() && found.text("due_shard").is_err());
    for cause in Cause::ALL.iter().copied() {
        let digest = Digest {
            enterprise: code(),
            number: 4,
            at: at(0),
            alerts: vec![Alert {
                item: item.clone(),
                cause,
                closes: (cause == Cause::ClosingSoon).then(|| day("2026-12-09")),
            }],
        };
        assert_eq!(
            alert::read_digest(&back(alert::write_digest(&digest))).unwrap(),
            digest
        );
    }
}

#[test]
fn every_row_they_cause_comes_back() {
    let run = || "r-1".to_owned();
    for job in [
        Job::CataloguePublished,
        Job::Look { enterprise: code() },
        Job::StartRun { run: run() },
        Job::Digest {
            enterprise: code(),
            number: 4,
        },
        Job::Invitation {
            run: run(),
            enterprise: code(),
        },
    ] {
        let found = back(outbox::write("cause", &job, jiff::Timestamp::UNIX_EPOCH));
        assert_eq!(outbox::read("id", &found).unwrap().job, job);
    }
}
