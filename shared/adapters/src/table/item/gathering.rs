//! Gatherings, seats, papers and certificates.

use casework::Text;
use casework::access::Operation;
use casework::gathering::{
    Certificate, Certification, Gate, Gathering, Kind, Paper, Question, SignUp,
};
use facts::{Day, DepartmentId, GatheringId, Instant, ItemId};
use serde::{Deserialize, Serialize};

use super::text::{StoredText, texts};
use super::written::{self, Written};
use super::{list_of, option_of};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// On the seats of a gathering: how many are taken.
const TAKEN: &str = "taken";

impl Written for Kind {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

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
}

#[derive(Debug, Serialize, Deserialize)]
struct One(#[serde(with = "StoredGathering")] Gathering);

pub(crate) fn write(gathering: &Gathering) -> Result<Row, Fault> {
    let begins = key::moment(gathering.begins.into());
    Row::new(key::gathering(&gathering.id))
        .number(VERSION, gathering.version)
        .placed(Index::First, key::among_gatherings(begins, &gathering.id))
        .body(&One(gathering.clone()))
}

pub(crate) fn read(found: &Found) -> Result<Gathering, Fault> {
    found.body::<One>().map(|One(gathering)| gathering)
}

/// The seats of a gathering: `version` seats were ever taken or given up, `taken` are taken now.
pub(crate) fn write_seats(id: &GatheringId, (version, taken): (u64, u32)) -> Row {
    Row::new(key::seats(id))
        .number(VERSION, version)
        .number(TAKEN, u64::from(taken))
}

pub(crate) fn read_seats(found: &Found) -> Result<(u64, u32), Fault> {
    let taken = u32::try_from(found.number(TAKEN)?).unwrap_or(u32::MAX);
    Ok((found.number(VERSION)?, taken))
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "SignUp", deny_unknown_fields)]
struct StoredSignUp {
    who: String,
    name: String,
    #[serde(with = "written")]
    at: Instant,
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
