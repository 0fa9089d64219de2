//! A case, those who act on it, and commands with reasonable arguments.

use std::collections::{BTreeSet, VecDeque};
use std::sync::OnceLock;

use calculator::Truth;
use casework::access::Role;
use casework::case::co_handling::PartAsked;
use casework::case::{
    Against, Applicant, ApplicantKind, Ask, Case, Channel, Command, ConditionAsked, Context,
    Decision, Document, Event, Kind, Listing, MaterialAsked, Prediction, Recorded, Subject,
    Submission, decide,
};
use casework::clock::{DayOff, Promise, Starts, StepPromise};
use casework::refusal::Refusal;
use casework::register::{self, Department, Post, Register};
use casework::{Actor, Text};
use facts::{Calendar, CalendarYear, CaseNumber, Instant, NamedDay, Status};

use crate::commands::commands;
use crate::subjects::{contesting, in_parts};

pub(crate) fn id<T: std::str::FromStr<Err: std::fmt::Debug>>(text: &str) -> T {
    text.parse().unwrap()
}

/// A moment: so many hours after a Monday morning.
pub(crate) fn at(hours: i64) -> Instant {
    Instant::parse("2026-03-02T09:00:00+08:00")
        .unwrap()
        .plus_seconds(hours * 3_600)
}

pub(crate) fn actor(role: Role) -> Actor {
    Actor {
        principal: format!("person:{}", role.word()),
        role,
        department: matches!(role, Role::Officer | Role::Editor | Role::Publisher)
            .then(|| id("jingxin")),
        on_behalf_of: matches!(role, Role::Enterprise | Role::Agent)
            .then(|| id("91420204MAFAKE035F")),
        under: None,
    }
}

/// Everybody who may try something: one of each role, and an officer of a department that is asked as a co-handler.
pub(crate) fn actors() -> Vec<(&'static str, Actor)> {
    let roles = Role::ALL.iter().map(|role| (role.word(), actor(*role)));
    let co_handler = Actor {
        department: Some(id("keji")),
        ..actor(Role::Officer)
    };
    roles.chain([("co_handler", co_handler)]).collect()
}

/// An item that asks two further departments, one after the other.
pub(crate) fn co_handled() -> Submission {
    let part = |department: &str, round| PartAsked {
        department: id(department),
        round,
        asks: Text::new("核对有关信息", "look at this"),
        working_days: 4,
    };
    let mut submission = submission();
    submission.subject.co_handling = vec![part("keji", 1), part("zhengshu", 2)];
    submission
}

fn department(name: &str) -> Department {
    let post = |title: &str| Post {
        title: title.to_owned(),
        email: "post@department.example.com".to_owned(),
        absent: Vec::new(),
    };
    Department {
        id: id(name),
        version: 1,
        name: Text::new("市某局", "a bureau"),
        names: Vec::new(),
        section: post("科室"),
        leader: post("分管领导"),
        liaisons: vec![post("一号联络员"), post("二号联络员")],
        channel: register::Channel::Email,
        phone: "0714-0000000".to_owned(),
        jurisdiction: None,
        illustrative: true,
    }
}

pub(crate) fn register() -> Register {
    Register {
        departments: vec![
            department("jingxin"),
            department("keji"),
            department("zhengshu"),
            department("renshe"),
        ],
        routes: Vec::new(),
    }
}

fn condition() -> ConditionAsked {
    ConditionAsked {
        words: Text::new("营业收入首次达到规模", "revenue reached the threshold"),
        document: "示例规〔2026〕1号".to_owned(),
        article: "第四条".to_owned(),
        foreseen: Some(Truth::Yes),
    }
}

pub(crate) fn submission() -> Submission {
    Submission {
        number: CaseNumber::drawn(2026, 482_913_057),
        kind: Kind::Application,
        channel: Channel::Online,
        subject: Subject {
            listing: Some(Listing {
                policy: id("first-industrial"),
                policy_version: 1,
                catalogue: "version".to_owned(),
                item: id("first-industrial-award"),
                opening: "2026".to_owned(),
            }),
            title: Text::new("首次进规奖励", "award"),
            basis: vec!["示例规〔2026〕1号".to_owned()],
            lead: Some(id("jingxin")),
            money: true,
            conditions: vec![condition()],
            instalments: Vec::new(),
            co_handling: Vec::new(),
            contest: None,
            materials: vec![MaterialAsked {
                material: id("application-form"),
                name: Text::new("申报表", "form"),
                required: true,
            }],
            publicity_working_days: 5,
            correction_working_days: 10,
            illustrative: true,
        },
        applicant: Applicant {
            enterprise: Some(id("91420204MAFAKE035F")),
            name: "示例机电制造有限公司".to_owned(),
            contact_email: "office@firm.example.com".to_owned(),
            jurisdiction: None,
            kind: ApplicantKind::Company,
            size: None,
        },
        documents: vec![document()],
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
        promise: promise(),
    }
}

fn promise() -> Promise {
    Promise {
        working_days: 20,
        basis: "承诺（示例）".to_owned(),
        steps: [(0, "受理"), (15, "部门审核"), (5, "统一反馈")]
            .map(|(working_days, name)| StepPromise {
                name: Text::new(name, "step"),
                owner: "示例科室".to_owned(),
                working_days,
                basis: "承诺（示例）".to_owned(),
            })
            .into(),
        starts: Starts::Submission,
        day_off: DayOff::NextCounts,
    }
}

/// What somebody asks: a case of another kind.
pub(crate) fn asked(kind: Kind) -> Submission {
    let application = submission();
    let lead = application.subject.lead.clone();
    let lead = lead.filter(|_| !matches!(kind, Kind::Help | Kind::Complaint));
    Submission {
        number: CaseNumber::drawn(
            2026,
            100_000_000 + u64::try_from(kind.word().len()).unwrap(),
        ),
        kind,
        subject: Subject {
            listing: None,
            lead,
            money: false,
            conditions: Vec::new(),
            co_handling: Vec::new(),
            materials: Vec::new(),
            publicity_working_days: 0,
            correction_working_days: 0,
            ..application.subject
        },
        ask: Some(Ask {
            words: "何时开始申报？".to_owned(),
            against: (kind == Kind::Complaint).then(|| Against::Department(id("keji"))),
            about: None,
        }),
        documents: Vec::new(),
        prediction: None,
        promise: kind.promise().unwrap_or(application.promise.clone()),
        ..application
    }
}

/// The number of an objection to the sample case.
pub(crate) fn objection() -> CaseNumber {
    CaseNumber::drawn(2026, 777_000_111)
}

pub(crate) fn document() -> Document {
    Document {
        material: id("application-form"),
        document: "d1".to_owned(),
        file_name: "申报表.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 642,
        sha256: "ab".repeat(32),
    }
}

/// A history that grows by commands.
#[derive(Debug, Clone)]
pub(crate) struct Life {
    pub(crate) history: Vec<Recorded>,
    pub(crate) case: Case,
}

impl Life {
    pub(crate) fn begun(submission: Submission) -> Self {
        let first = Recorded {
            version: 1,
            at: at(0),
            by: actor(Role::Enterprise),
            event: Event::Submitted(Box::new(submission)),
        };
        let history = vec![first];
        let case = Case::replay(&history).unwrap();
        Self { history, case }
    }

    /// Does a command; the events are recorded and applied.
    pub(crate) fn tell(
        &mut self,
        command: Command,
        by: &Actor,
        now: Instant,
    ) -> Result<usize, Refusal> {
        let context = Context {
            now,
            actor: by,
            calendar: &Calendar::default(),
            register: &register(),
        };
        let events = decide(&self.case, command, &context)?;
        let told = events.len();
        for event in events {
            let recorded = Recorded {
                version: self.case.version + 1,
                at: now,
                by: by.clone(),
                event,
            };
            self.case = self.case.clone().apply(&recorded).unwrap();
            self.history.push(recorded);
        }
        Ok(told)
    }
}

/// The calendar before it changed: one more day off within the promise.
pub(crate) fn holidays() -> Calendar {
    let named = NamedDay {
        name: "假日".to_owned(),
        off: true,
    };
    let year = CalendarYear {
        year: 2026,
        status: Status::Official,
        source: String::new(),
        days: [(id("2026-03-16"), named)].into(),
    };
    [year].into_iter().collect()
}

/// What tells two lives apart: where they stand, whether they were refused, whether it is about money, who leads.
fn kind(life: &Life) -> String {
    let case = &life.case;
    let refused = matches!(case.decision(), Some(Decision::Refused { .. }));
    let told = (
        case.kind,
        case.state.word(),
        refused,
        case.subject.money,
        case.subject
            .lead
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        (
            case.objections.len(),
            case.rating.is_some(),
            case.reopened.min(2),
        ),
        (
            case.expedited.is_some(),
            case.award().map_or(0, |award| award.payments().count()),
            case.subject.instalments.is_empty(),
            (
                case.owed().is_some(),
                case.can_be_withdrawn().next().is_some(),
                case.demand_open(),
                case.can_be_withdrawn()
                    .any(|(_, one)| !one.repaid.is_empty()),
            ),
            case.subject.contest.is_some(),
            case.allocation.is_some(),
        ),
        (
            case.open_parts().next().is_some(),
            case.open_parts().any(|part| part.overdue_since.is_some()),
            !case.disagreeing().is_empty(),
        ),
    );
    format!("{told:?}")
}

/// One life of every kind that can be reached.
pub(crate) fn lives() -> &'static [Life] {
    static LIVES: OnceLock<Vec<Life>> = OnceLock::new();
    LIVES.get_or_init(reached)
}

fn reached() -> Vec<Life> {
    let mut unled = submission();
    unled.subject.lead = Some(id("nobody"));
    let mut unpaid = submission();
    unpaid.subject.money = false;
    let parted = in_parts(submission());
    let contesting = contesting(submission());
    let mut found: Vec<Life> = Vec::new();
    let mut kinds = BTreeSet::new();
    let others = Kind::ALL.iter().filter(|kind| **kind != Kind::Application);
    let begun = [
        submission(),
        unled,
        unpaid,
        parted,
        co_handled(),
        contesting,
    ];
    let mut open: VecDeque<(Life, i64)> = begun
        .into_iter()
        .chain(others.map(|kind| asked(*kind)))
        .map(|submission| (Life::begun(submission), 0))
        .collect();
    while let Some((life, hours)) = open.pop_front() {
        if !kinds.insert(kind(&life)) {
            continue;
        }
        for command in commands() {
            for (_, actor) in actors() {
                // far enough ahead for every time limit to have passed once
                for wait in [1, 24 * 120] {
                    let mut next = life.clone();
                    let now = at(hours + wait);
                    let told = next.tell(command.clone(), &actor, now);
                    if told.is_ok_and(|events| events > 0) {
                        open.push_back((next, hours + wait));
                    }
                }
            }
        }
        found.push(life);
    }
    found.sort_by_key(kind);
    found
}
