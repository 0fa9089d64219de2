//! Gatherings, seats, papers and certificates.

use aws_sdk_dynamodb::types::AttributeValue;
use casework::Text;
use casework::access::Operation;
use casework::gathering::{
    Certificate, Certification, Gate, Gathering, Kind, Notice, Paper, Question, Roll, SignUp,
    Standing,
};
use facts::{Day, DepartmentId, GatheringId, Instant, ItemId};
use serde::{Deserialize, Serialize};

use super::text::{StoredText, texts};
use super::written::{self, Written};
use super::{list_of, option_of};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{BODY, Found, Row, VERSION, write_body};

/// On a gathering, beside its body: its seats, which change without what its holder wrote.
pub(crate) const SEATS_VERSION: &str = "seats_version";
const TAKEN: &str = "taken";
const WAITING: &str = "waiting";

macro_rules! words {
    ($($type:ty)+) => {
        $(impl Written for $type {
            fn write(&self) -> String {
                self.word().to_owned()
            }

            fn read(text: &str) -> Option<Self> {
                Self::recorded(text)
            }
        })+
    };
}

words! { Kind Notice Standing }

impl Written for Operation {
    fn write(&self) -> String {
        self.name().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.name() == text)
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Certification", deny_unknown_fields)]
struct StoredCertification {
    questions: u32,
    months: u32,
    #[serde(with = "written::list")]
    gates: Vec<Operation>,
    #[serde(with = "written")]
    gates_from: Day,
}

option_of!(certification, "StoredCertification", Certification);

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Gathering", deny_unknown_fields)]
struct StoredGathering {
    #[serde(with = "written")]
    id: GatheringId,
    version: u64,
    #[serde(with = "written")]
    kind: Kind,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    department: Option<DepartmentId>,
    #[serde(with = "StoredText")]
    title: Text,
    #[serde(with = "StoredText")]
    words: Text,
    #[serde(with = "written")]
    begins: Instant,
    minutes: u32,
    #[serde(with = "StoredText")]
    place: Text,
    seats: u32,
    #[serde(with = "written::list")]
    items: Vec<ItemId>,
    #[serde(
        default,
        with = "certification",
        skip_serializing_if = "Option::is_none"
    )]
    certification: Option<Certification>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    cancelled: Option<String>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    reminded: Option<Instant>,
    #[serde(skip)]
    roll: Roll,
}

#[derive(Debug, Serialize, Deserialize)]
struct One(#[serde(with = "StoredGathering")] Gathering);

/// A new gathering, to be looked at from `look` on.
pub(crate) fn write(gathering: &Gathering, look: Option<Instant>) -> Result<Row, Fault> {
    let key = key::gathering(&gathering.id);
    let due = look.map(|at| key::due(&key.pk, at.into()));
    let row = Row::new(key)
        .number(VERSION, gathering.version)
        .placed(Index::First, place(gathering))
        .body(&One(gathering.clone()))?;
    let row = attributes(gathering.roll)
        .into_iter()
        .fold(row, |row, (name, value)| row.number(name, value));
    Ok(match due {
        Some(due) => row.placed(Index::Due, due),
        None => row,
    })
}

fn place(gathering: &Gathering) -> key::Place {
    key::among_gatherings(key::moment(gathering.begins.into()), &gathering.id)
}

/// What a new version of a gathering sets; its seats stay as they are.
pub(crate) fn set(
    gathering: &Gathering,
    look: Option<Instant>,
) -> Result<Vec<(&'static str, AttributeValue)>, Fault> {
    let mut values = vec![
        (VERSION, AttributeValue::N(gathering.version.to_string())),
        (
            BODY,
            AttributeValue::S(write_body(&One(gathering.clone()))?),
        ),
        (Index::First.sk(), AttributeValue::S(place(gathering).sk)),
    ];
    if let Some(at) = look {
        let due = key::due(&key::gathering(&gathering.id).pk, at.into());
        values.push((Index::Due.pk(), AttributeValue::S(due.pk)));
        values.push((Index::Due.sk(), AttributeValue::S(due.sk)));
    }
    Ok(values)
}

fn attributes(roll: Roll) -> [(&'static str, u64); 3] {
    [
        (SEATS_VERSION, roll.version),
        (TAKEN, u64::from(roll.taken)),
        (WAITING, u64::from(roll.waiting)),
    ]
}

/// What a move of seats sets.
pub(crate) fn set_roll(roll: Roll) -> Vec<(&'static str, AttributeValue)> {
    let values = attributes(roll).into_iter();
    values
        .map(|(name, value)| (name, AttributeValue::N(value.to_string())))
        .collect()
}

pub(crate) fn read(found: &Found) -> Result<Gathering, Fault> {
    let One(gathering) = found.body()?;
    let count = |name| Ok::<_, Fault>(u32::try_from(found.number(name)?).unwrap_or(u32::MAX));
    Ok(Gathering {
        roll: Roll {
            version: found.number(SEATS_VERSION)?,
            taken: count(TAKEN)?,
            waiting: count(WAITING)?,
        },
        ..gathering
    })
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "SignUp", deny_unknown_fields)]
struct StoredSignUp {
    who: String,
    name: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    mail: Option<String>,
    #[serde(with = "written")]
    at: Instant,
    #[serde(with = "written")]
    standing: Standing,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    attended: Option<bool>,
}

#[derive(Debug, Serialize, Deserialize)]
struct OneSignUp(#[serde(with = "StoredSignUp")] SignUp);

pub(crate) fn write_sign_up(id: &GatheringId, one: &SignUp) -> Result<Row, Fault> {
    Row::new(key::seat(id, &one.who)).body(&OneSignUp(one.clone()))
}

pub(crate) fn read_sign_up(found: &Found) -> Result<SignUp, Fault> {
    found.body::<OneSignUp>().map(|OneSignUp(one)| one)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Question", deny_unknown_fields)]
struct StoredQuestion {
    #[serde(with = "StoredText")]
    words: Text,
    #[serde(with = "texts")]
    choices: Vec<Text>,
    right: usize,
}

list_of!(questions, "StoredQuestion", Question);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredPaper {
    #[serde(with = "questions")]
    questions: Vec<Question>,
}

/// The version of a paper that was not answered yet.
pub(crate) const FRESH: u64 = 1;

/// The paper somebody was given: a new one takes the place of the last.
pub(crate) fn write_paper(id: &GatheringId, who: &str, paper: &Paper) -> Result<Row, Fault> {
    let questions = paper.questions.clone();
    Row::new(key::paper(id, who))
        .number(VERSION, FRESH)
        .body(&StoredPaper { questions })
}

/// A paper that was answered: nothing is left of it.
pub(crate) fn write_used_paper(id: &GatheringId, who: &str) -> Result<Row, Fault> {
    let questions = Vec::new();
    Row::new(key::paper(id, who))
        .number(VERSION, FRESH + 1)
        .body(&StoredPaper { questions })
}

pub(crate) fn read_paper(found: &Found) -> Result<Paper, Fault> {
    let StoredPaper { questions } = found.body()?;
    Ok(Paper { questions })
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Certificate", deny_unknown_fields)]
struct StoredCertificate {
    #[serde(with = "written")]
    gathering: GatheringId,
    #[serde(with = "StoredText")]
    title: Text,
    who: String,
    #[serde(with = "written")]
    passed_on: Day,
    #[serde(with = "written")]
    valid_until: Day,
}

#[derive(Debug, Serialize, Deserialize)]
struct OneCertificate(#[serde(with = "StoredCertificate")] Certificate);

/// A certificate; passing again renews it.
pub(crate) fn write_certificate(one: &Certificate) -> Result<Row, Fault> {
    Row::new(key::certificate(&one.who, &one.gathering)).body(&OneCertificate(one.clone()))
}

pub(crate) fn read_certificate(found: &Found) -> Result<Certificate, Fault> {
    found
        .body::<OneCertificate>()
        .map(|OneCertificate(one)| one)
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Gate", deny_unknown_fields)]
struct StoredGate {
    #[serde(with = "written")]
    operation: Operation,
    #[serde(with = "written")]
    gathering: GatheringId,
    #[serde(with = "StoredText")]
    title: Text,
    #[serde(with = "written")]
    from: Day,
}

list_of!(gates, "StoredGate", Gate);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct StoredGates {
    #[serde(with = "gates")]
    gates: Vec<Gate>,
}

/// What a training gates, for whoever has to ask; nothing, once it gates nothing.
pub(crate) fn write_gates(gathering: &Gathering) -> Result<Row, Fault> {
    let gates = gathering.gates();
    Row::new(key::gates(&gathering.id)).body(&StoredGates { gates })
}

pub(crate) fn read_gates(found: &Found) -> Result<Vec<Gate>, Fault> {
    let StoredGates { gates } = found.body()?;
    Ok(gates)
}
