//! Cases, drafts and policies as the rules make them.

use adapters::clock::Instant as Moment;
use adapters::table::{PolicyHead, after, recorded};
use casework::access::Role;
use casework::case::{
    Applicant, ApplicantKind, Case, Channel, Command, Context, Event, Kind, Listing, Prediction,
    Recorded, Subject, Submission, decide,
};
use casework::clock::{DayOff, Promise, Starts, StepPromise};
use casework::policy::{self, Policy};
use casework::register::{self, Department, Post, Register};
use casework::{Actor, Text};
use contract::policy::PolicyEntry;
use facts::{Calendar, CaseNumber, CreditCode, Day, DepartmentId, PolicyId};

pub(crate) fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub(crate) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

pub(crate) fn code() -> CreditCode {
    id("91420204MAFAKE035F")
}

pub(crate) fn number(random: u64) -> CaseNumber {
    CaseNumber::drawn(2026, random)
}

pub(crate) fn calendar() -> Calendar {
    Calendar::default()
}

pub(crate) fn jingxin() -> DepartmentId {
    id("jingxin")
}

fn text(zh: &str) -> Text {
    Text::new(zh, "in English")
}

pub(crate) fn enterprise() -> Actor {
    Actor {
        principal: "enterprise:1".to_owned(),
        role: Role::Enterprise,
        department: None,
        on_behalf_of: Some(code()),
        under: None,
    }
}

pub(crate) fn officer() -> Actor {
    Actor {
        principal: "person:officer".to_owned(),
        role: Role::Officer,
        department: Some(jingxin()),
        on_behalf_of: None,
        under: None,
    }
}

pub(crate) fn lead() -> Actor {
    Actor {
        principal: "person:lead".to_owned(),
        role: Role::Lead,
        department: None,
        on_behalf_of: None,
        under: None,
    }
}

pub(crate) fn department() -> Department {
    let post = |title: &str| Post {
        title: title.to_owned(),
        email: "post@jingxin.example.com".to_owned(),
        absent: Vec::new(),
    };
    Department {
        id: jingxin(),
        version: 1,
        name: text("市经信局"),
        names: Vec::new(),
        section: post("政策法规科"),
        leader: post("分管领导"),
        liaisons: vec![post("一号联络员")],
        channel: register::Channel::Email,
        phone: "0714-0000000".to_owned(),
        jurisdiction: None,
        illustrative: true,
    }
}

/// The submission of case `number` by `applicant` in `opening`.
pub(crate) fn submission(number: CaseNumber, applicant: CreditCode, opening: &str) -> Submission {
    Submission {
        number,
        kind: Kind::Application,
        channel: Channel::Online,
        subject: Subject {
            listing: Some(Listing {
                policy: id("first-industrial"),
                policy_version: 1,
                catalogue: "empty".to_owned(),
                item: id("first-industrial-award"),
                opening: opening.to_owned(),
            }),
            title: text("首次进规奖励"),
            basis: Vec::new(),
            lead: Some(jingxin()),
            money: true,
            conditions: Vec::new(),
            instalments: Vec::new(),
            co_handling: Vec::new(),
            contest: None,
            materials: Vec::new(),
            publicity_working_days: 5,
            correction_working_days: 10,
            illustrative: true,
        },
        applicant: Applicant {
            enterprise: Some(applicant),
            name: "示例机电制造有限公司".to_owned(),
            contact_email: "office@example.com".to_owned(),
            jurisdiction: None,
            kind: ApplicantKind::Company,
            size: None,
        },
        documents: Vec::new(),
        ask: None,
        prediction: Some(Prediction {
            eligible: true,
            amount_low: None,
            amount_high: None,
            receipt: None,
            note: None,
        }),
        remark: None,
        together: Vec::new(),
        promise: Promise {
            working_days: 20,
            basis: "办事指南".to_owned(),
            steps: vec![StepPromise {
                name: Text::new("部门审核", "review"),
                owner: "示例科室".to_owned(),
                working_days: 20,
                basis: "承诺（示例）".to_owned(),
            }],
            starts: Starts::Submission,
            day_off: DayOff::NextCounts,
        },
    }
}

/// A case that was just submitted, with its first event.
pub(crate) fn submitted(submission: Submission, now: Moment) -> (Case, Vec<Recorded>) {
    let event = Event::Submitted(Box::new(submission));
    let new = recorded(0, now, &enterprise(), vec![event]);
    (Case::replay(&new).unwrap(), new)
}

/// What `command` makes of `case`.
pub(crate) fn moved(
    case: &Case,
    command: Command,
    actor: &Actor,
    now: Moment,
) -> (Case, Vec<Recorded>) {
    let register = Register {
        departments: vec![department()],
        routes: Vec::new(),
    };
    let context = Context {
        now: now.into(),
        actor,
        calendar: &calendar(),
        register: &register,
    };
    let events = decide(case, command, &context).unwrap();
    let new = recorded(case.version, now, actor, events);
    (after(case.clone(), &new).unwrap(), new)
}

pub(crate) fn policy_id() -> PolicyId {
    id("first-industrial")
}

pub(crate) fn head(policy: Policy) -> PolicyHead {
    PolicyHead {
        entry: PolicyEntry {
            policy: policy.id.to_string(),
            title: contract::text::Text::new("政策（示例）", "a policy (sample)"),
            issuer: "市经信局".to_owned(),
            document_number: "示例〔2026〕1号".to_owned(),
            level: "city".to_owned(),
            department: policy.department.to_string(),
            illustrative: true,
            items: Vec::new(),
        },
        policy,
    }
}

/// A policy that was just written by an editor.
pub(crate) fn created(by: &Actor) -> (PolicyHead, Vec<policy::Event>) {
    let event = policy::create(policy_id(), jingxin(), by).unwrap();
    let policy = Policy::begun(&event, by, crate::repeats::now().into()).unwrap();
    (head(policy), vec![event])
}

pub(crate) fn editor() -> Actor {
    Actor {
        principal: "person:editor".to_owned(),
        role: Role::Editor,
        ..officer()
    }
}

pub(crate) fn publisher() -> Actor {
    Actor {
        principal: "person:publisher".to_owned(),
        role: Role::Publisher,
        ..officer()
    }
}
