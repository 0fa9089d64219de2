//! Policies in every state, and everything that happens to one.

use casework::policy::{self, Course, Edition, Faq, Halt, Policy, Repeal, Ruled, Work};
use contract::policy::PolicyEntry;
use facts::{Day, PolicyId};

use super::{at, day, id};
use crate::table::item::policy::PolicyHead;

pub(crate) fn policy_id() -> PolicyId {
    PolicyId::parse("first-industrial").unwrap()
}

fn edition(document: u64, to: Option<Day>) -> Edition {
    Edition {
        document,
        at: at(1),
        from: day("2026-01-01"),
        to,
        review_by: day("2027-01-01"),
    }
}

fn courses() -> Vec<Course> {
    let reason = || "暂停".to_owned();
    let halt = |until| Halt {
        from: day("2026-03-01"),
        until,
        reason: reason(),
    };
    let editions = || vec![edition(1, Some(day("2026-12-31"))), edition(3, None)];
    vec![
        Course::default(),
        Course {
            editions: editions(),
            halts: vec![halt(Some(day("2026-04-01"))), halt(None)],
            repeal: None,
        },
        Course {
            editions: editions(),
            halts: Vec::new(),
            repeal: Some(Repeal {
                from: day("2026-06-01"),
                reason: reason(),
            }),
        },
    ]
}

pub(crate) fn policy_heads() -> Vec<PolicyHead> {
    let works = [
        Work::Draft,
        Work::InReview,
        Work::Returned {
            words: "请补充条款".to_owned(),
        },
        Work::Published,
    ];
    let courses = courses();
    let pairs = works.iter().zip(courses.iter().cycle());
    pairs
        .map(|(work, course)| PolicyHead {
            policy: Policy {
                id: policy_id(),
                department: id("jingxin"),
                version: 5,
                document: 4,
                writers: vec!["person:editor".to_owned()],
                work: work.clone(),
                course: course.clone(),
                listed: 4,
                seen: day("2026-01-01"),
                interpretations: vec![1, 2],
                rulings: vec![Ruled {
                    from: day("2026-01-01"),
                    replaces: Some(1),
                }],
                faqs: vec![Faq {
                    document: 2,
                    shown: true,
                }],
            },
            entry: entry(),
        })
        .collect()
}

fn entry() -> PolicyEntry {
    PolicyEntry {
        policy: policy_id().to_string(),
        title: contract::text::Text::new("政策（示例）", "a policy (sample)"),
        issuer: "市经信局".to_owned(),
        document_number: "示例〔2026〕1号".to_owned(),
        level: "city".to_owned(),
        department: "jingxin".to_owned(),
        illustrative: true,
        items: vec!["first-industrial-award".to_owned()],
    }
}

pub(crate) fn policy_events() -> Vec<policy::Event> {
    use policy::Event as E;
    let published = |to| E::Published {
        document: 2,
        from: day("2026-01-01"),
        to,
        review_by: day("2027-01-01"),
    };
    let (document, on) = (2, day("2026-01-01"));
    let reason = || "原因".to_owned();
    vec![
        E::Created {
            policy: policy_id(),
            department: id("jingxin"),
        },
        E::Revised { document },
        E::Proposed { document },
        E::Returned {
            document,
            words: reason(),
        },
        published(None),
        published(Some(day("2026-12-31"))),
        E::Suspended { reason: reason() },
        E::Resumed,
        E::Repealed {
            from: on,
            reason: reason(),
        },
        E::TookEffect { document, on },
        E::Expired { document, on },
        E::ReviewDue { document, on },
        E::ReviewNear { document, on },
        E::InterpretationDue { document, on },
        E::Interpreted {
            number: 1,
            document,
        },
        E::Ruled {
            number: 1,
            from: on,
            replaces: None,
        },
        E::FaqPublished {
            number: 1,
            document,
            replaces: Some(1),
        },
        E::FaqWithdrawn {
            number: 1,
            reason: reason(),
        },
    ]
}
