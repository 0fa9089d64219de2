//! What statistics read: one measure of each case, ratings, and what parties say of each other. No name, no contact, no free text.

use casework::case::{Channel, Kind};
use casework::clock::Step;
use casework::supervision::{
    Compared, Measure, Mutual, PartMeasure, Party, Period, Rating, Settled, Span,
};
use facts::{
    CaseNumber, CreditCode, Day, DepartmentId, Instant, ItemId, JurisdictionId, Money, SizeClass,
};
use serde::{Deserialize, Serialize};

use super::written::{self, Written};
use super::{list_of, option_of};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row};

impl Written for Step {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

impl Written for SizeClass {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|size| size.word() == text)
    }
}

impl Written for Party {
    fn write(&self) -> String {
        self.word()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

impl Written for Period {
    fn write(&self) -> String {
        self.to_string()
    }

    fn read(text: &str) -> Option<Self> {
        Self::parse(text).ok()
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Span", deny_unknown_fields)]
struct StoredSpan {
    #[serde(with = "written")]
    step: Step,
    working_days: u32,
}

list_of!(spans, "StoredSpan", Span);

impl Written for Settled {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == text)
    }
}

/// How a part was settled, and when.
mod settled {
    use facts::Day;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Settled, written};

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct One {
        #[serde(with = "written")]
        how: Settled,
        #[serde(with = "written")]
        on: Day,
    }

    #[expect(
        clippy::ref_option,
        reason = "serde hands a field over as it is declared"
    )]
    pub(super) fn serialize<S: Serializer>(
        value: &Option<(Settled, Day)>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let one = value.map(|(how, on)| One { how, on });
        one.serialize(serializer)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<(Settled, Day)>, D::Error> {
        let one = Option::<One>::deserialize(deserializer)?;
        Ok(one.map(|one| (one.how, one.on)))
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "PartMeasure", deny_unknown_fields)]
struct StoredPartMeasure {
    #[serde(with = "written")]
    department: DepartmentId,
    #[serde(with = "written")]
    due: Day,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    rests_since: Option<Day>,
    #[serde(default, with = "settled", skip_serializing_if = "Option::is_none")]
    settled: Option<(Settled, Day)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Compared", deny_unknown_fields)]
struct StoredCompared {
    eligible: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    low: Option<Money>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    high: Option<Money>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
    approved: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    amount: Option<Money>,
}

option_of!(maybe_compared, "StoredCompared", Compared);

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Measure", deny_unknown_fields)]
struct StoredMeasure {
    #[serde(with = "written")]
    number: CaseNumber,
    #[serde(with = "written")]
    kind: Kind,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    item: Option<ItemId>,
    #[serde(with = "written::list")]
    departments: Vec<DepartmentId>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    district: Option<JurisdictionId>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    size: Option<SizeClass>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    against: Option<Party>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    about: Option<CaseNumber>,
    reopened: u32,
    #[serde(with = "written")]
    channel: Channel,
    #[serde(with = "written")]
    submitted_on: Day,
    promised: u32,
    #[serde(with = "written")]
    due: Day,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    ended_on: Option<Day>,
    resting: bool,
    paused: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    taken: Option<u32>,
    #[serde(with = "spans")]
    spans: Vec<Span>,
    corrections: u32,
    overturned: bool,
    visits: u32,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    approved: Option<Money>,
    paid: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    paid_in_all: Option<Money>,
    #[serde(default, with = "written", skip_serializing_if = "is_nothing")]
    asked_back: Money,
    #[serde(default, with = "written", skip_serializing_if = "is_nothing")]
    repaid: Money,
    #[serde(
        default,
        with = "maybe_compared",
        skip_serializing_if = "Option::is_none"
    )]
    compared: Option<Compared>,
}

fn is_nothing(money: &Money) -> bool {
    *money == Money::ZERO
}

#[derive(Debug, Serialize, Deserialize)]
struct One(#[serde(with = "StoredMeasure")] Measure);

/// The measure of a case, in the period its promised day lies in.
pub(crate) fn write(measure: &Measure) -> Result<Row, Fault> {
    let place = key::in_period(measure.period(), &measure.number);
    Row::new(key::measure(&measure.number))
        .placed(Index::First, place)
        .body(&One(measure.clone()))
}

pub(crate) fn read(found: &Found) -> Result<Measure, Fault> {
    found.body::<One>().map(|One(measure)| measure)
}

#[derive(Debug, Serialize, Deserialize)]
struct OnePart(#[serde(with = "StoredPartMeasure")] PartMeasure);

/// The measure of a part, in the period its own day lies in; in none once there is nothing to measure of it.
pub(crate) fn write_part(
    (number, part): (&CaseNumber, u32),
    measure: Option<&PartMeasure>,
) -> Result<Row, Fault> {
    let row = Row::new(key::part_measure(number, part));
    let Some(measure) = measure else {
        return Ok(row);
    };
    let place = key::part_in_period(measure.period(), number, part);
    row.placed(Index::First, place)
        .body(&OnePart(measure.clone()))
}

pub(crate) fn read_part(found: &Found) -> Result<PartMeasure, Fault> {
    found.body::<OnePart>().map(|OnePart(measure)| measure)
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Rating", deny_unknown_fields)]
struct StoredRating {
    #[serde(with = "written")]
    period: Period,
    #[serde(with = "written")]
    number: CaseNumber,
    #[serde(with = "written")]
    enterprise: CreditCode,
    #[serde(with = "written")]
    step: Step,
    #[serde(with = "written")]
    rated: Party,
    stars: u8,
    #[serde(with = "written")]
    at: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
struct OneRating(#[serde(with = "StoredRating")] Rating);

/// The rating of a step of a case: there is room for one.
pub(crate) fn write_rating(rating: &Rating) -> Result<Row, Fault> {
    let step = rating.step.word();
    let place = key::rating_in_period(rating.period, &rating.number, step);
    Row::new(key::rating(&rating.number, step))
        .placed(Index::First, place)
        .body(&OneRating(rating.clone()))
}

pub(crate) fn read_rating(found: &Found) -> Result<Rating, Fault> {
    found.body::<OneRating>().map(|OneRating(rating)| rating)
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "Mutual", deny_unknown_fields)]
struct StoredMutual {
    #[serde(with = "written")]
    period: Period,
    #[serde(with = "written")]
    by: Party,
    #[serde(with = "written")]
    rated: Party,
    stars: u8,
}

#[derive(Debug, Serialize, Deserialize)]
struct OneMutual(#[serde(with = "StoredMutual")] Mutual);

/// What a party says of another about a period; the last word counts.
pub(crate) fn write_mutual(mutual: &Mutual) -> Result<Row, Fault> {
    let (by, rated) = (mutual.by.word(), mutual.rated.word());
    Row::new(key::mutual(mutual.period, &by, &rated)).body(&OneMutual(mutual.clone()))
}

pub(crate) fn read_mutual(found: &Found) -> Result<Mutual, Fault> {
    found.body::<OneMutual>().map(|OneMutual(mutual)| mutual)
}
