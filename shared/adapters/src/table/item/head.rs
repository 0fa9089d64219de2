//! The head of a case: its version, where lists show it, and when somebody must look at it. What a case is, its events say.

mod place;

use casework::Text;
use casework::case::{Case, Decision, Kind, Viewer};
use casework::due;
use casework::supervision::{FollowUp, Measure, PartMeasure, Reason};
use contract::case::CaseEntry;
use facts::{Calendar, CaseNumber, CreditCode, Day, DepartmentId, Instant, ItemId, Money};
use serde::{Deserialize, Serialize};

use super::contest::Contestant;
use super::owing::Owing;
use super::text::StoredText;
use super::written::{self, Written};
use super::{measure, option_of};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, VERSION};

/// Sorts after every day: what has no promised day any more.
const NEVER: &str = "9999-99-99";

/// A case as lists show it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseHead {
    /// Its number.
    pub number: CaseNumber,
    /// Its version.
    pub version: u64,
    /// What it is.
    pub kind: Kind,
    /// The item it is about.
    pub item: Option<ItemId>,
    /// What it is called.
    pub title: Text,
    /// Who applies, if it is an enterprise.
    pub enterprise: Option<CreditCode>,
    /// Registered name, or what its asker calls itself.
    pub enterprise_name: String,
    /// The department that holds it, or held it last.
    pub department: Option<DepartmentId>,
    /// When it was submitted.
    pub submitted_at: Instant,
    /// The promised day, by the calendar of its last change; none once it ended.
    pub due: Option<Day>,
    /// Whether its clock runs.
    pub runs: bool,
    /// Since when it stands where it stands; none in records from before this was kept.
    pub since: Option<Instant>,
    /// What was approved, where it is money.
    pub approved: Option<Money>,
    /// What is still to be paid, and to be paid back.
    pub owing: Owing,
    /// What it takes part with, where its opening is given out in one go.
    pub contestant: Option<Contestant>,
    /// What is to be followed up if nothing more happens, and from when.
    pub follow_up: Option<FollowUp>,
    /// Whether it goes through the green channel.
    pub expedited: bool,
    /// The part of a co-handling department this entry is for; none where it is the case itself.
    pub part: Option<u32>,
    /// What those who work on it see.
    pub staff: Shown,
    /// What the enterprise sees: what is not released does not exist yet (M53).
    pub public: Shown,
}

/// Where a case stands, to one kind of reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shown {
    /// The word of the state.
    pub state: String,
    /// The state in words.
    #[serde(with = "StoredText")]
    pub words: Text,
    /// Who holds it.
    #[serde(with = "StoredText")]
    pub holder: Text,
}

impl CaseHead {
    /// Where it stands, as `viewer` may know it.
    #[must_use]
    pub const fn shown(&self, viewer: Viewer) -> &Shown {
        match viewer {
            Viewer::Enterprise => &self.public,
            Viewer::Staff => &self.staff,
        }
    }

    /// Whether its promised day has passed while the clock runs.
    #[must_use]
    pub fn overdue(&self, today: Day) -> bool {
        self.runs && self.due.is_some_and(|due| due < today)
    }

    /// The case as it stands in a list for `viewer` on `today`.
    #[must_use]
    pub fn entry(&self, viewer: Viewer, today: Day) -> CaseEntry {
        let shown = self.shown(viewer);
        CaseEntry {
            number: self.number.to_string(),
            kind: self.kind.word().to_owned(),
            kind_text: self.kind.title().into(),
            item: self.item.as_ref().map(ToString::to_string),
            title: self.title.clone().into(),
            enterprise: self.enterprise.as_ref().map(ToString::to_string),
            enterprise_name: self.enterprise_name.clone(),
            state: shown.state.clone(),
            state_text: shown.words.clone().into(),
            holder: shown.holder.clone().into(),
            submitted_at: self.submitted_at.to_string(),
            due: self.due.map(|due| due.to_string()),
            overdue: self.overdue(today),
            expedited: self.expedited,
            part: self.part,
        }
    }

    fn of(case: &Case, calendar: &Calendar) -> Self {
        let shown = |viewer| {
            let seen = case.seen_by(viewer);
            Shown {
                state: seen.word.to_owned(),
                words: seen.state,
                holder: seen.holder,
            }
        };
        Self {
            number: case.number.clone(),
            version: case.version,
            kind: case.kind,
            item: case.subject.item().cloned(),
            title: case.subject.title.clone(),
            enterprise: case.applicant.enterprise.clone(),
            enterprise_name: case.applicant.name.clone(),
            department: case.department().map(|desk| desk.department.clone()),
            submitted_at: case.submitted_at,
            due: case.awaited(calendar),
            runs: case.clock.runs(),
            since: Some(case.state_since),
            approved: match case.decision() {
                Some(Decision::Approved { amount, .. }) => amount,
                Some(Decision::Refused { .. } | Decision::Replied(_)) | None => None,
            },
            owing: Owing::of(case),
            contestant: Contestant::of(case),
            follow_up: case.follow_up(calendar),
            expedited: case.expedited.is_some(),
            part: None,
            staff: shown(Viewer::Staff),
            public: shown(Viewer::Enterprise),
        }
    }
}

impl Written for Reason {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(remote = "FollowUp", deny_unknown_fields)]
struct StoredFollowUp {
    #[serde(with = "written")]
    reason: Reason,
    #[serde(with = "written")]
    from: Day,
}

option_of!(follow_up, "StoredFollowUp", FollowUp);

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
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
    #[serde(with = "StoredText")]
    title: Text,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    enterprise: Option<CreditCode>,
    enterprise_name: String,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    department: Option<DepartmentId>,
    #[serde(with = "written")]
    submitted_at: Instant,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    due: Option<Day>,
    runs: bool,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    since: Option<Instant>,
    #[serde(
        default,
        with = "written::option",
        skip_serializing_if = "Option::is_none"
    )]
    approved: Option<Money>,
    #[serde(default, skip_serializing_if = "Owing::is_nothing")]
    owing: Owing,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    contestant: Option<Contestant>,
    #[serde(default, with = "follow_up", skip_serializing_if = "Option::is_none")]
    follow_up: Option<FollowUp>,
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    expedited: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    part: Option<u32>,
    staff: Shown,
    public: Shown,
}

/// The items lists are made of: the head, the entry in the list of whoever has to act, and what statistics read.
pub(crate) struct Heads {
    pub(crate) head: Result<Row, Fault>,
    pub(crate) task: Result<Row, Fault>,
    pub(crate) measure: Result<Row, Fault>,
    /// The entries in the lists of co-handling departments, and what statistics read of what they were asked (M11).
    pub(crate) parts: Vec<Result<Row, Fault>>,
}

pub(crate) fn write(case: &Case, calendar: &Calendar) -> Heads {
    let head = CaseHead::of(case, calendar);
    let due = head
        .due
        .map_or_else(|| NEVER.to_owned(), |due| due.to_string());
    let number = head.number.clone();
    let body = stored(&head);
    let mut row = Row::new(key::case(&number));
    if let Some(enterprise) = &head.enterprise {
        let place = key::case_of_enterprise(enterprise, head.submitted_at.into(), &number);
        row = row.placed(Index::First, place);
    }
    if !case.ended() || case.demand_open() {
        row = row.placed(Index::Second, place::on_desk(case, &due));
    }
    if let Some(moment) = due::next_look(case, calendar) {
        let pk = key::case_partition(&number);
        row = row.placed(Index::Due, key::due(&pk, moment.into()));
    }
    let mut task = Row::new(key::task(&number));
    // who asks about an item has not applied for it
    if let Some(item) = head
        .item
        .as_ref()
        .filter(|_| case.kind == Kind::Application)
    {
        let of_item = key::case_of_item(item, head.submitted_at.into(), &number);
        task = task.placed(Index::First, of_item);
    }
    if let Some(place) = place::in_tasks(case, &due) {
        task = task.placed(Index::Second, place);
    }
    let parts = PartMeasure::of_case(case, calendar);
    let measured = parts
        .iter()
        .map(|(part, measured)| measure::write_part((&number, *part), measured.as_ref()));
    Heads {
        parts: part_rows(case, &head, calendar)
            .into_iter()
            .chain(measured)
            .collect(),
        head: row.number(VERSION, head.version).body(&body),
        task: task.number(VERSION, head.version).body(&body),
        measure: measure::write(&Measure::of(case, calendar)),
    }
}

/// An entry for each part that was asked: in the list of its department while that has it, in none afterwards.
fn part_rows(case: &Case, head: &CaseHead, calendar: &Calendar) -> Vec<Result<Row, Fault>> {
    let asked = case.parts.iter().filter(|part| part.desk.is_some());
    let rows = asked.map(|part| {
        let number = &case.number;
        let due = part.due(calendar);
        let mut body = stored(head);
        body.due = due;
        body.part = Some(part.number);
        let mut row = Row::new(key::part_task(number, part.number));
        if part.is_asked() && !case.ended() {
            let due = due.map_or_else(|| NEVER.to_owned(), |due| due.to_string());
            let place = key::in_tasks(&part.asked.department, &due, number);
            row = row.placed(Index::Second, place);
        }
        row.number(VERSION, head.version).body(&body)
    });
    rows.collect()
}

fn stored(head: &CaseHead) -> Stored {
    let CaseHead {
        number,
        version: _,
        kind,
        item,
        title,
        enterprise,
        enterprise_name,
        department,
        submitted_at,
        due,
        runs,
        since,
        approved,
        owing,
        contestant,
        follow_up,
        expedited,
        part,
        staff,
        public,
    } = head.clone();
    Stored {
        number,
        kind,
        item,
        title,
        enterprise,
        enterprise_name,
        department,
        submitted_at,
        due,
        runs,
        since,
        approved,
        owing,
        contestant,
        follow_up,
        expedited,
        part,
        staff,
        public,
    }
}

pub(crate) fn read(found: &Found) -> Result<CaseHead, Fault> {
    let stored: Stored = found.body()?;
    Ok(CaseHead {
        number: stored.number,
        version: found.number(VERSION)?,
        kind: stored.kind,
        item: stored.item,
        title: stored.title,
        enterprise: stored.enterprise,
        enterprise_name: stored.enterprise_name,
        department: stored.department,
        submitted_at: stored.submitted_at,
        due: stored.due,
        runs: stored.runs,
        since: stored.since,
        approved: stored.approved,
        owing: stored.owing,
        contestant: stored.contestant,
        follow_up: stored.follow_up,
        expedited: stored.expedited,
        part: stored.part,
        staff: stored.staff,
        public: stored.public,
    })
}
