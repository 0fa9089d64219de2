//! One of everything that is stored, with every variant.

mod money;
mod notes;
mod papers;
mod policies;
mod together;

use casework::access::Role;
use casework::case::{
    Against, Applicant, ApplicantKind, Ask, Channel, Checked, Correction, Decision, Document,
    Event, Fallback, Finding, Kind, Listing, MaterialAsked, Missing, Outcome, Prediction,
    Publicity, Rating, Recorded, Reply, Subject, Submission,
};
use casework::clock::{DayOff, Promise, Starts, StepPromise};
use casework::register::Rung;
use casework::{Actor, Text};
use facts::{CaseNumber, CreditCode, Day, Instant, Money};

pub(super) use self::notes::effects;
pub(super) use self::papers::{
    calendar_entry, department, draft, drafts, jurisdiction_entry, kept, link, links, need,
    parent_entry, posted_notice, profile,
};
pub(super) use self::policies::{policy_events, policy_heads, policy_id};
use self::together::{checked, condition, part, parts};

pub(super) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Minutes past nine on a day in November.
pub(super) fn at(minutes: i64) -> Instant {
    Instant::parse("2026-11-24T09:00:00.123+08:00")
        .unwrap()
        .plus_seconds(minutes * 60)
}

pub(super) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn text(zh: &str) -> Text {
    Text::new(zh, "in English")
}

pub(super) fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

pub(super) fn code() -> CreditCode {
    id("91420204MAFAKE035F")
}

pub(super) fn case_number() -> CaseNumber {
    CaseNumber::drawn(2026, 482_913_057)
}

pub(super) fn actor() -> Actor {
    Actor {
        principal: "person:clerk-1".to_owned(),
        role: Role::Clerk,
        department: Some(id("jingxin")),
        on_behalf_of: Some(code()),
        under: None,
    }
}

fn subject() -> Subject {
    Subject {
        listing: Some(Listing {
            policy: policy_id(),
            policy_version: 3,
            catalogue: "ab".repeat(32),
            item: id("first-industrial-award"),
            opening: "2026".to_owned(),
        }),
        title: text("首次进规奖励"),
        basis: vec!["示例〔2026〕1号".to_owned()],
        lead: Some(id("jingxin")),
        money: true,
        conditions: vec![condition()],
        instalments: money::terms(),
        co_handling: vec![part()],
        contest: Some(casework::case::Contest {
            score: facts::Number::parse("12.5").ok(),
            until: Some(day("2026-12-31")),
        }),
        materials: vec![MaterialAsked {
            material: id("application-form"),
            name: text("申请表"),
            required: true,
        }],
        publicity_working_days: 5,
        correction_working_days: 10,
        illustrative: true,
    }
}

fn document() -> Document {
    Document {
        material: id("application-form"),
        document: "u-1".to_owned(),
        file_name: "申请表.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 12_345,
        sha256: "0".repeat(64),
    }
}

fn applicant() -> Applicant {
    Applicant {
        enterprise: Some(code()),
        name: "示例机电制造有限公司".to_owned(),
        contact_email: "office@example.com".to_owned(),
        jurisdiction: Some(id("tieshan")),
        kind: ApplicantKind::Company,
        size: Some(facts::SizeClass::Small),
    }
}

fn submission() -> Submission {
    Submission {
        number: case_number(),
        kind: Kind::Application,
        channel: Channel::Online,
        subject: subject(),
        ask: None,
        applicant: applicant(),
        documents: vec![document()],
        prediction: Some(Prediction {
            eligible: true,
            amount_low: Some(money("0.10")),
            amount_high: Some(money("200000.00")),
            receipt: Some("a-receipt".to_owned()),
            note: Some(text("以审核为准")),
        }),
        remark: Some("请尽快\n办理".to_owned()),
        together: vec![case_number()],
        promise: Promise {
            working_days: 20,
            basis: "办事指南".to_owned(),
            steps: vec![StepPromise {
                name: Text::new("部门审核", "review"),
                owner: "示例科室".to_owned(),
                working_days: 20,
                basis: "承诺（示例）".to_owned(),
            }],
            starts: Starts::Acceptance {
                within_working_days: 2,
            },
            day_off: DayOff::NextCounts,
        },
    }
}

/// With everything that may be missing missing, and the other kind of everything.
fn bare_submission() -> Submission {
    let mut bare = submission();
    bare.channel = Channel::Counter;
    bare.kind = Kind::Objection;
    bare.applicant.jurisdiction = None;
    bare.applicant.kind = ApplicantKind::SoleTrader;
    bare.documents.clear();
    bare.prediction = None;
    bare.applicant.enterprise = None;
    bare.subject.listing = None;
    bare.subject.lead = None;
    bare.ask = Some(Ask {
        words: "对公示结果有异议".to_owned(),
        against: Some(Against::Counter),
        about: Some(case_number()),
    });
    bare.remark = None;
    bare.promise.starts = Starts::Submission;
    bare.promise.day_off = DayOff::ReceivedNext;
    bare
}

fn publicity() -> Publicity {
    Publicity {
        first_day: day("2026-11-25"),
        last_day: day("2026-12-01"),
        working_days: 5,
    }
}

fn assigned() -> Event {
    Event::Assigned {
        department: id("jingxin"),
        department_name: text("市经信局"),
        rung: Rung::FirstLiaison,
        rule: text("事项牵头部门"),
    }
}

fn approved() -> Event {
    Event::Decided {
        decision: Decision::Approved {
            amount: Some(money("200000.00")),
            reason: "符合条件".to_owned(),
        },
        checked: checked(Finding::Met),
    }
}

fn released(full: bool) -> Event {
    Event::Released {
        message: full.then(|| "恭喜".to_owned()),
        publicity: full.then(publicity),
        instalments: if full {
            money::instalments()
        } else {
            Vec::new()
        },
    }
}

fn refused() -> Event {
    Event::Decided {
        decision: Decision::Refused {
            reason: "未达规模".to_owned(),
            remedy: "明年再申请".to_owned(),
        },
        checked: checked(Finding::NotMet),
    }
}

fn recorded(events: Vec<Event>) -> Vec<Recorded> {
    let numbered = (1_u64..).zip(events);
    numbered
        .map(|(version, event)| Recorded {
            version,
            at: at(i64::try_from(version).unwrap()),
            by: if version.is_multiple_of(2) {
                actor()
            } else {
                Actor::platform("routing")
            },
            event,
        })
        .collect()
}

fn reply() -> Reply {
    Reply {
        outcome: Outcome::NotUpheld,
        words: "经核实，情况不属实".to_owned(),
        remedy: Some("可申请行政复议".to_owned()),
    }
}

fn reason() -> String {
    "原因“引号”".to_owned()
}

/// Every event, in no order a case could have.
pub(super) fn events() -> Vec<Recorded> {
    let first = vec![
        Event::Submitted(Box::new(submission())),
        Event::Submitted(Box::new(bare_submission())),
        assigned(),
        Event::FellBack {
            why: Fallback::PingPong,
        },
        Event::FellBack {
            why: Fallback::NoRule,
        },
        Event::PassedOn { rung: Rung::Leader },
        Event::Accepted {
            counts_from: day("2026-11-24"),
        },
        Event::Declined {
            department: id("jingxin"),
            reason: reason(),
        },
        Event::SentBack {
            correction: Correction {
                missing: vec![Missing {
                    material: id("application-form"),
                    what: "加盖公章".to_owned(),
                }],
                until: day("2026-12-08"),
            },
        },
        Event::Corrected {
            documents: vec![document(), document()],
        },
        approved(),
        Event::Decided {
            decision: Decision::Approved {
                amount: None,
                reason: reason(),
            },
            checked: Checked::default(),
        },
        refused(),
        released(true),
        released(false),
        Event::PublicityEnded {
            last_day: day("2026-12-01"),
        },
    ];
    recorded(
        first
            .into_iter()
            .chain(money::events())
            .chain(parts())
            .chain(ends())
            .chain(notes::notes())
            .collect(),
    )
}

/// How cases end, and what comes after.
fn ends() -> Vec<Event> {
    vec![
        Event::Replied { reply: reply() },
        Event::ObjectedTo {
            objection: case_number(),
        },
        Event::ObjectionAnswered {
            objection: case_number(),
            upheld: true,
        },
        Event::Rated {
            rating: Rating {
                score: 4,
                words: Some(reason()),
            },
        },
        Event::Visited {
            settled: false,
            words: reason(),
        },
        Event::Reopened { reason: reason() },
        Event::Decided {
            decision: Decision::Replied(reply()),
            checked: Checked::default(),
        },
        Event::Withdrawn { reason: reason() },
        Event::Lapsed,
    ]
}

/// A case that was decided and not yet released.
pub(super) fn history() -> Vec<Recorded> {
    let mut first = submission();
    first.subject.contest = None;
    recorded(vec![
        Event::Submitted(Box::new(first)),
        assigned(),
        Event::Accepted {
            counts_from: day("2026-11-24"),
        },
        approved(),
    ])
}
