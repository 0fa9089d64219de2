//! A row of the outbox: what is to be done outside, and how far it is. It carries ids and no content.

use std::collections::BTreeSet;

use casework::effect::{Action, Audience, Effect, Message};
use casework::register::Rung;
use facts::{CaseNumber, CreditCode, Day, DepartmentId, DraftId, ItemId, PolicyId};
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::written::{self, Written};
use crate::fault::Fault;
use crate::table::key::{self, Index};
use crate::table::row::{Found, Row, write_body};

mod told;
mod way;

use self::told::StoredTold;
pub use self::told::{Side, Told};
pub use self::way::Way;

/// When a row that is still open is looked at again.
pub(crate) const REDRIVE: SignedDuration = SignedDuration::from_mins(2);
/// How long a row that is done is kept, to tell what happened.
pub(crate) const KEPT: SignedDuration = SignedDuration::from_hours(30 * 24);

/// The topic of a changed list of policies.
const CATALOGUE: &str = "catalogue.changed";
/// The topic of a changed working calendar. No stream is woken for it: the sweep carries it out, piece by piece.
const CALENDAR: &str = "calendar.changed";
/// The topic of an allocated opening: carried out by whoever allocated it, and by the sweep if that was cut short.
const ALLOCATION: &str = "opening.allocated";
/// The topic of a frozen bulletin.
const BULLETIN: &str = "bulletin.to_publish";
/// The topic of the reach that a frozen bulletin waits for.
const REACH: &str = "reach.to_count";
pub(crate) const TOPIC: &str = "topic";
pub(crate) const DONE: &str = "done";
pub(crate) const ATTEMPTS: &str = "attempts";

/// A row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutboxRow {
    /// Its id, derived from its cause: the same cause never makes two rows.
    pub id: String,
    /// What to do.
    pub job: Job,
    /// Whether it is done.
    pub done: bool,
    /// How often the sweep woke its consumer again.
    pub attempts: u64,
    /// Ways it went out already, where it has to go out by more than one.
    pub sent: BTreeSet<Way>,
}

/// What a row of the outbox asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Job {
    /// What follows from an event of a case.
    Case(Effect),
    /// Look at the list for everybody who subscribed: the catalogue was built anew.
    CataloguePublished,
    /// Look at the list for one who subscribed.
    Look {
        /// Whom.
        enterprise: CreditCode,
    },
    /// Make the list of a run.
    StartRun {
        /// The run.
        run: String,
    },
    /// Send a digest of alerts.
    Digest {
        /// Whom.
        enterprise: CreditCode,
        /// Which.
        number: u64,
    },
    /// Send the invitation of a run.
    Invitation {
        /// The run.
        run: String,
        /// Whom.
        enterprise: CreditCode,
    },
    /// Build the catalogue anew.
    CatalogueChanged {
        /// The policy whose change caused it; none if the calendar or a jurisdiction did.
        policy: Option<PolicyId>,
    },
    /// Write to the department of a policy what is expected of it.
    Policy {
        /// Which.
        id: PolicyId,
        /// The version of its record that says what.
        version: u64,
    },
    /// Look at every open case by the new working calendar.
    CalendarChanged {
        /// The year that changed.
        year: i16,
        /// Its version since.
        version: u64,
        /// Where to go on in the list of open cases; none at its start.
        start: Option<String>,
    },
    /// Tell somebody what is to be followed up (M37).
    FollowUps {
        /// On which day.
        day: Day,
        /// Whom. Telling the coordinator has everybody else told as well.
        to: Audience,
    },
    /// Give the shares of an opening that was allocated (M94).
    Allocated {
        /// The item.
        item: ItemId,
        /// The opening.
        opening: String,
    },
    /// Tell the window, or the coordinator, that an opening has closed and is not allocated.
    Unallocated {
        /// The item.
        item: ItemId,
        /// The opening.
        opening: String,
        /// Whom.
        to: Audience,
    },
    /// Tell the owner of a draft that its time is nearly over, or was.
    Draft {
        /// Which.
        draft: DraftId,
    },
    /// Tell somebody of what is no case.
    Told(Told),
    /// Write the pages of a frozen bulletin.
    Bulletin {
        /// Its period.
        period: String,
    },
    /// Count how far enterprises have come, for a frozen bulletin.
    Reach {
        /// Its period.
        period: String,
    },
}

impl Job {
    /// The topic its consumer is woken for.
    pub(crate) const fn topic(&self) -> &'static str {
        match self {
            Self::Case(effect) => effect.topic(),
            Self::CatalogueChanged { .. } => CATALOGUE,
            Self::CataloguePublished => "catalogue.published",
            Self::Look { .. } => "alerts.due",
            Self::StartRun { .. } => "run.started",
            Self::Digest { .. }
            | Self::Invitation { .. }
            | Self::Policy { .. }
            | Self::FollowUps { .. }
            | Self::Unallocated { .. }
            | Self::Draft { .. }
            | Self::Told(_) => "message.to_send",
            Self::Allocated { .. } => ALLOCATION,
            Self::CalendarChanged { .. } => CALENDAR,
            Self::Bulletin { .. } => BULLETIN,
            Self::Reach { .. } => REACH,
        }
    }
}

impl Written for Message {
    fn write(&self) -> String {
        self.word().to_owned()
    }

    fn read(text: &str) -> Option<Self> {
        Self::recorded(text)
    }
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Audience", rename_all = "snake_case", deny_unknown_fields)]
enum StoredAudience {
    Enterprise,
    Counter,
    Coordinator,
    Authoriser,
    Assistant,
    Post {
        #[serde(with = "written")]
        department: DepartmentId,
        #[serde(with = "written")]
        rung: Rung,
    },
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(remote = "Action", rename_all = "snake_case", deny_unknown_fields)]
enum StoredDeed {
    Route,
    Tell {
        #[serde(with = "StoredAudience")]
        audience: Audience,
        #[serde(with = "written")]
        message: Message,
    },
    PublishNotice,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
enum Stored {
    Published {},
    Look {
        #[serde(with = "written")]
        enterprise: CreditCode,
    },
    StartRun {
        run: String,
    },
    Digest {
        #[serde(with = "written")]
        enterprise: CreditCode,
        number: u64,
    },
    Invitation {
        run: String,
        #[serde(with = "written")]
        enterprise: CreditCode,
    },
    Case {
        #[serde(with = "written")]
        number: CaseNumber,
        version: u64,
        #[serde(with = "StoredDeed")]
        action: Action,
    },
    Catalogue {
        #[serde(
            default,
            with = "written::option",
            skip_serializing_if = "Option::is_none"
        )]
        policy: Option<PolicyId>,
    },
    Policy {
        #[serde(with = "written")]
        id: PolicyId,
        version: u64,
    },
    Calendar {
        year: i16,
        version: u64,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        start: Option<String>,
    },
    FollowUps {
        #[serde(with = "written")]
        day: Day,
        #[serde(with = "StoredAudience")]
        to: Audience,
    },
    Allocated {
        #[serde(with = "written")]
        item: ItemId,
        opening: String,
    },
    Unallocated {
        #[serde(with = "written")]
        item: ItemId,
        opening: String,
        #[serde(with = "StoredAudience")]
        to: Audience,
    },
    Draft {
        #[serde(with = "written")]
        draft: DraftId,
    },
    Told(StoredTold),
    Bulletin {
        period: String,
    },
    Reach {
        period: String,
    },
}

/// The id of the row with this cause.
pub(crate) fn id(cause: &str) -> String {
    Uuid::new_v5(&Uuid::NAMESPACE_OID, cause.as_bytes()).to_string()
}

/// A new row, caused at `now`.
pub(crate) fn write(cause: &str, job: &Job, now: Timestamp) -> Result<Row, Fault> {
    let key = key::outbox(id(cause));
    let again = now.checked_add(REDRIVE).unwrap_or(Timestamp::MAX);
    let place = key::due(&key.pk, again);
    Row::new(key)
        .text(TOPIC, job.topic())
        .flag(DONE, false)
        .number(ATTEMPTS, 0)
        .placed(Index::Due, place)
        .body(&stored(job))
}

/// The body of a row that asks for `job`, as text.
pub(crate) fn body(job: &Job) -> Result<String, Fault> {
    write_body(&stored(job))
}

fn stored(job: &Job) -> Stored {
    match job.clone() {
        Job::Case(effect) => Stored::Case {
            number: effect.number,
            version: effect.version,
            action: effect.action,
        },
        Job::CatalogueChanged { policy } => Stored::Catalogue { policy },
        Job::Policy { id, version } => Stored::Policy { id, version },
        Job::CataloguePublished => Stored::Published {},
        Job::Look { enterprise } => Stored::Look { enterprise },
        Job::StartRun { run } => Stored::StartRun { run },
        Job::Digest { enterprise, number } => Stored::Digest { enterprise, number },
        Job::Invitation { run, enterprise } => Stored::Invitation { run, enterprise },
        Job::CalendarChanged {
            year,
            version,
            start,
        } => Stored::Calendar {
            year,
            version,
            start,
        },
        Job::FollowUps { day, to } => Stored::FollowUps { day, to },
        Job::Allocated { item, opening } => Stored::Allocated { item, opening },
        Job::Unallocated { item, opening, to } => Stored::Unallocated { item, opening, to },
        Job::Draft { draft } => Stored::Draft { draft },
        Job::Told(told) => Stored::Told(told.into()),
        Job::Bulletin { period } => Stored::Bulletin { period },
        Job::Reach { period } => Stored::Reach { period },
    }
}

pub(crate) fn read(id: &str, found: &Found) -> Result<OutboxRow, Fault> {
    let job = match found.body()? {
        Stored::Case {
            number,
            version,
            action,
        } => Job::Case(Effect {
            number,
            version,
            action,
        }),
        Stored::Catalogue { policy } => Job::CatalogueChanged { policy },
        Stored::Policy { id, version } => Job::Policy { id, version },
        Stored::Published {} => Job::CataloguePublished,
        Stored::Look { enterprise } => Job::Look { enterprise },
        Stored::StartRun { run } => Job::StartRun { run },
        Stored::Digest { enterprise, number } => Job::Digest { enterprise, number },
        Stored::Invitation { run, enterprise } => Job::Invitation { run, enterprise },
        Stored::Calendar {
            year,
            version,
            start,
        } => Job::CalendarChanged {
            year,
            version,
            start,
        },
        Stored::FollowUps { day, to } => Job::FollowUps { day, to },
        Stored::Allocated { item, opening } => Job::Allocated { item, opening },
        Stored::Unallocated { item, opening, to } => Job::Unallocated { item, opening, to },
        Stored::Draft { draft } => Job::Draft { draft },
        Stored::Told(told) => Job::Told(told.into()),
        Stored::Bulletin { period } => Job::Bulletin { period },
        Stored::Reach { period } => Job::Reach { period },
    };
    let went = |way: &Way| found.flag(way.attribute()).unwrap_or(false);
    Ok(OutboxRow {
        id: id.to_owned(),
        job,
        done: found.flag(DONE)?,
        attempts: found.number(ATTEMPTS)?,
        sent: Way::ALL.iter().copied().filter(went).collect(),
    })
}
