//! One of everything that is stored, with every variant.

use casework::access::Role;
use casework::case::{
    Applicant, ApplicantKind, Channel, Correction, Decision, Document, Event, Fallback, Kind,
    MaterialAsked, Missing, Prediction, Publicity, Recorded, Reminder, Subject, Submission,
};
use casework::clock::{DayOff, Promise, Starts};
use casework::draft::{Beginning, Draft, Purpose, Status, Upload, UploadState};
use casework::effect::{Audience, Deed, Effect, Message};
use casework::link::Link;
use casework::notice::{Notice, Row, Telephone};
use casework::policy::{self, Policy, Published, State};
use casework::register::{self, DatedName, Department, Post, Rung};
use casework::{Actor, Text};
use contract::policy::PolicyEntry;
use facts::{
    CalendarYear, CaseNumber, CreditCode, Day, DepartmentId, Division, DraftId, Instant, ItemId,
    Jurisdiction, JurisdictionId, MaterialId, Money, NamedDay, PolicyId, UploadId,
};

use super::super::notice::PostedNotice;
use super::super::policy::PolicyHead;
use super::super::profile::Profile;
use super::super::register::{CalendarEntry, JurisdictionEntry};

fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// Minutes past nine on a day in November.
pub(super) fn at(minutes: i64) -> Instant {
    Instant::parse("2026-11-24T09:00:00.123+08:00")
        .unwrap()
        .plus_seconds(minutes * 60)
}

fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

fn text(zh: &str) -> Text {
    Text::new(zh, "in English")
}

fn money(text: &str) -> Money {
    Money::parse(text).unwrap()
}

fn code() -> CreditCode {
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
    }
}

fn subject() -> Subject {
    Subject {
        policy: policy_id(),
        policy_version: 3,
        catalogue: "ab".repeat(32),
        item: id("first-industrial-award"),
        title: text("首次进规奖励"),
        basis: vec!["示例〔2026〕1号".to_owned()],
        opening: "2026".to_owned(),
        lead: id("jingxin"),
        money: true,
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
        enterprise: code(),
        name: "示例机电制造有限公司".to_owned(),
        contact_email: "office@example.com".to_owned(),
        jurisdiction: Some(id("tieshan")),
        kind: ApplicantKind::Company,
    }
}

fn submission() -> Submission {
    Submission {
        number: case_number(),
        kind: Kind::Application,
        channel: Channel::Online,
        subject: subject(),
        applicant: applicant(),
        documents: vec![document()],
        prediction: Prediction {
            eligible: true,
            amount_low: Some(money("0.10")),
            amount_high: Some(money("200000.00")),
            note: Some(text("以审核为准")),
        },
        remark: Some("请尽快\n办理".to_owned()),
        promise: Promise {
            working_days: 20,
            basis: "办事指南".to_owned(),
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
    bare.prediction = Prediction {
        eligible: false,
        amount_low: None,
        amount_high: None,
        note: None,
    };
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
    }
}

fn released(full: bool) -> Event {
    Event::Released {
        message: full.then(|| "恭喜".to_owned()),
        publicity: full.then(publicity),
    }
}

fn refused() -> Event {
    Event::Decided {
        decision: Decision::Refused {
            reason: "未达规模".to_owned(),
            remedy: "明年再申请".to_owned(),
        },
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

/// Every event, in no order a case could have.
pub(super) fn events() -> Vec<Recorded> {
    let reason = || "原因“引号”".to_owned();
    recorded(vec![
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
        },
        refused(),
        released(true),
        released(false),
        Event::PublicityEnded {
            last_day: day("2026-12-01"),
        },
        Event::Paid {
            amount: money("200000.00"),
            paid_on: day("2026-12-02"),
            reference: "P-1".to_owned(),
        },
        Event::PaymentFailed { reason: reason() },
        Event::Withdrawn { reason: reason() },
        Event::Lapsed,
        Event::Extended {
            working_days: 5,
            reason: reason(),
        },
        Event::Reminded {
            of: Reminder::DueSoon,
        },
        Event::Reminded {
            of: Reminder::Release,
        },
        Event::Reminded {
            of: Reminder::Correction,
        },
        Event::MarkedOverdue {
            due: day("2026-12-22"),
        },
    ])
}

/// A case that was decided and not yet released.
pub(super) fn history() -> Vec<Recorded> {
    recorded(vec![
        Event::Submitted(Box::new(submission())),
        assigned(),
        Event::Accepted {
            counts_from: day("2026-11-24"),
        },
        approved(),
    ])
}

fn upload(name: &str, state: UploadState) -> Upload {
    Upload {
        id: UploadId::parse(name).unwrap(),
        material: MaterialId::parse("application-form").unwrap(),
        file_name: "申请表.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: u64::MAX,
        sha256: "f".repeat(64),
        state,
    }
}

pub(super) fn draft() -> Draft {
    let beginning = Beginning {
        id: DraftId::parse("d-1").unwrap(),
        purpose: Purpose::Application,
        item: ItemId::parse("first-industrial-award").unwrap(),
        enterprise: code(),
        enterprise_name: "示例机电制造有限公司".to_owned(),
        contact_email: String::new(),
    };
    let reason = text("不是 PDF 文件");
    Draft {
        version: 4,
        remark: Some("备注".to_owned()),
        uploads: vec![
            upload("u-1", UploadState::Requested),
            upload("u-2", UploadState::Held),
            upload("u-3", UploadState::Rejected { reason }),
        ],
        ..Draft::begin(beginning, at(0))
    }
}

pub(super) fn drafts() -> Vec<Draft> {
    let number = case_number;
    vec![
        draft(),
        Draft {
            remark: None,
            status: Status::Submitted { number: number() },
            purpose: Purpose::Correction { number: number() },
            ..draft()
        },
        Draft {
            status: Status::Discarded,
            ..draft()
        },
    ]
}

pub(super) fn link() -> Link {
    Link {
        case: case_number(),
        department: id("jingxin"),
        rung: Rung::SecondLiaison,
        turn: 2,
        code_hash: "c0de".repeat(16),
        tries: 0,
        used_at: None,
        last_day: day("2026-12-08"),
    }
}

pub(super) fn links() -> Vec<Link> {
    let tried = Link { tries: 4, ..link() };
    let used_at = Some(at(30));
    vec![
        link(),
        tried.clone(),
        Link { used_at, ..tried },
        Link { used_at, ..link() },
    ]
}

pub(super) fn posted_notice() -> PostedNotice {
    let row = |amount| Row {
        number: case_number(),
        enterprise_name: "示例机电制造有限公司".to_owned(),
        enterprise: code().to_string(),
        item: text("首次进规奖励"),
        amount,
    };
    let telephone = |number: &str| Telephone {
        of: text("机关纪委"),
        number: number.to_owned(),
    };
    PostedNotice {
        number: case_number(),
        version: 2,
        notice: Notice {
            title: text("公示"),
            basis: vec!["示例〔2026〕1号".to_owned()],
            department: text("市经信局"),
            rows: vec![row(Some(money("200000.00"))), row(None)],
            first_day: day("2026-11-25"),
            last_day: day("2026-12-01"),
            telephones: [telephone("0714-1"), telephone("0714-2")],
            illustrative: true,
        },
        over: true,
    }
}

pub(super) fn profile() -> Profile {
    let facts =
        serde_json::json!({"staff": 12, "revenue": {"from": "1.00", "to": null}, "titles": ["a"]});
    Profile {
        enterprise: code(),
        version: 7,
        name: "示例机电制造有限公司".to_owned(),
        contact_email: "office@example.com".to_owned(),
        facts: facts.as_object().unwrap().clone(),
    }
}

fn post(title: &str) -> Post {
    Post {
        title: title.to_owned(),
        email: "post@jingxin.example.com".to_owned(),
        absent: vec![day("2026-11-24"), day("2026-11-25")],
    }
}

pub(super) fn department() -> Department {
    Department {
        id: DepartmentId::parse("jingxin").unwrap(),
        version: 2,
        name: text("市经信局"),
        names: vec![DatedName {
            from: day("2019-01-01"),
            name: text("市经信委"),
        }],
        section: post("政策法规科"),
        leader: post("分管领导"),
        liaisons: vec![post("一号联络员"), post("二号联络员")],
        channel: register::Channel::Both {
            url: "https://oa.example.com/hook".to_owned(),
        },
        phone: "0714-0000000".to_owned(),
        jurisdiction: Some(id("tieshan")),
        illustrative: true,
    }
}

pub(super) fn jurisdiction_entry() -> JurisdictionEntry {
    let place = |text| Division::parse(text).unwrap();
    JurisdictionEntry {
        version: 1,
        jurisdiction: Jurisdiction {
            id: JurisdictionId::parse("kaifaqu").unwrap(),
            name: "开发区".to_owned(),
            counties: ["420204".to_owned()].into(),
            townships: [place("420281/汪仁镇"), place("420281/金山街道")].into(),
            except: [place("420204/某街道")].into(),
        },
        name: contract::text::Text::new("开发区", "development zone"),
        source: "https://example.com".to_owned(),
        illustrative: true,
    }
}

pub(super) fn calendar_entry() -> CalendarEntry {
    let named = |name: &str, off| NamedDay {
        name: name.to_owned(),
        off,
    };
    CalendarEntry {
        version: 1,
        year: CalendarYear {
            year: 2026,
            status: facts::Status::Provisional,
            source: "国办发明电".to_owned(),
            days: [
                (day("2026-01-01"), named("元旦", true)),
                (day("2026-01-04"), named("元旦", false)),
            ]
            .into(),
        },
    }
}

pub(super) fn policy_id() -> PolicyId {
    PolicyId::parse("first-industrial").unwrap()
}

fn published(valid_to: Option<Day>) -> Published {
    Published {
        document: 3,
        by: "person:publisher".to_owned(),
        at: at(1),
        valid_from: day("2026-01-01"),
        valid_to,
    }
}

pub(super) fn policy_heads() -> Vec<PolicyHead> {
    let in_force = || published(Some(day("2026-12-31")));
    let reason = || "暂停".to_owned();
    let states = vec![
        State::Draft,
        State::InForce {
            in_force: in_force(),
        },
        State::InForce {
            in_force: published(None),
        },
        State::Suspended {
            in_force: in_force(),
            reason: reason(),
        },
        State::Expired { was: in_force() },
        State::Repealed { reason: reason() },
    ];
    states
        .into_iter()
        .map(|state| PolicyHead {
            policy: Policy {
                id: policy_id(),
                department: id("jingxin"),
                version: 5,
                document: 4,
                writers: vec!["person:editor".to_owned()],
                state,
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

pub(super) fn policy_events() -> Vec<policy::Event> {
    use policy::Event as E;
    let published = |valid_to| E::Published {
        document: 2,
        valid_from: day("2026-01-01"),
        valid_to,
    };
    let reason = || "原因".to_owned();
    vec![
        E::Created {
            policy: policy_id(),
            department: id("jingxin"),
        },
        E::Revised { document: 2 },
        published(None),
        published(Some(day("2026-12-31"))),
        E::Suspended { reason: reason() },
        E::Resumed,
        E::Expired,
        E::Repealed { reason: reason() },
    ]
}

pub(super) fn effects() -> Vec<Effect> {
    let audiences = [
        Audience::Enterprise,
        Audience::Counter,
        Audience::Post {
            department: id("jingxin"),
            rung: Rung::Section,
        },
    ];
    let told = audiences.into_iter().flat_map(|audience| {
        let messages = Message::ALL.iter();
        messages.map(move |message| Deed::Tell {
            audience: audience.clone(),
            message: *message,
        })
    });
    [Deed::Route, Deed::PublishNotice]
        .into_iter()
        .chain(told)
        .map(|deed| Effect {
            number: case_number(),
            version: 2,
            deed,
        })
        .collect()
}
