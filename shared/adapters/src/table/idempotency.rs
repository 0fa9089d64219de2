//! What a command answered, kept so that repeating it answers the same and does nothing (goals A3, C2 rule 1).

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::Table;
use super::key::{self, Key};
use super::row::{Found, Row};
use crate::fault::Fault;

/// How long a command can be repeated. After that, natural guards still keep a second case from arising.
const KEPT: SignedDuration = SignedDuration::from_hours(7 * 24);

const BODY_HASH: &str = "body_hash";
pub(crate) const ATTEMPT: &str = "attempt";

/// A command as its sender may repeat it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Idempotency {
    /// Who sends it.
    pub principal: String,
    /// The operation, in `snake_case`.
    pub operation: String,
    /// The sender's key.
    pub key: String,
    /// SHA-256 of the body, so that the key cannot stand for another one.
    pub body_hash: String,
}

impl Idempotency {
    /// A command with the body `body`.
    pub fn new(
        principal: impl Into<String>,
        operation: impl Into<String>,
        key: impl Into<String>,
        body: &[u8],
    ) -> Self {
        Self {
            principal: principal.into(),
            operation: operation.into(),
            key: key.into(),
            body_hash: crate::documents::sha256(body),
        }
    }

    /// This command, looked for while reading what it is about at `now`.
    #[must_use]
    pub const fn at(&self, now: Timestamp) -> Repeat<'_> {
        Repeat { command: self, now }
    }

    pub(crate) fn key(&self, home: &Home) -> Key {
        key::idempotency(
            &home.partition(&self.principal),
            &self.operation,
            &self.principal,
            &self.key,
        )
    }
}

/// A command that may be a repeat, to be looked for in the same read as what it is about.
#[derive(Debug, Clone, Copy)]
pub struct Repeat<'a> {
    command: &'a Idempotency,
    now: Timestamp,
}

impl Repeat<'_> {
    /// What `partition`, read whole, says of the command; `home` is whose partition it is.
    pub(crate) fn among(&self, partition: &[Found], home: &Home) -> Result<Option<Earlier>, Fault> {
        let key = self.command.key(home);
        let found = partition.iter().find(|found| found.sk() == key.sk);
        match found {
            Some(found) => earlier(self.command, found, self.now),
            None => Ok(None),
        }
    }
}

/// The aggregate a command is about: its record lives beside it, so that one read finds both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Home {
    /// A case, by number.
    Case(String),
    /// A draft, by id.
    Draft(String),
    /// A policy, by id.
    Policy(String),
    /// An enterprise, by credit code.
    Enterprise(String),
    /// The register of departments and jurisdictions.
    Register,
    /// The working calendars.
    Calendar,
    /// Something that does not exist yet: its maker stands for it.
    Creation,
}

impl Home {
    fn partition(&self, principal: &str) -> String {
        match self {
            Self::Case(number) => key::case_partition(number),
            Self::Draft(draft) => key::draft_partition(draft),
            Self::Policy(policy) => key::policy_partition(policy),
            Self::Enterprise(enterprise) => key::enterprise_partition(enterprise),
            Self::Register => key::REGISTER.to_owned(),
            Self::Calendar => key::CALENDAR.to_owned(),
            Self::Creation => key::creations(principal),
        }
    }
}

/// What a command answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// HTTP status.
    pub status: u16,
    /// `Location`, if something was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub location: Option<String>,
    /// `ETag`, without quotes: the version it made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// The JSON body, as sent.
    pub body: String,
}

/// What is known of a command that was sent before under the same key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Earlier {
    /// The same command: send what it answered.
    Same(Reply),
    /// Another body under the same key: refuse it.
    OtherBody,
}

impl Table {
    /// What a command that makes something new answered before, if it was sent before.
    ///
    /// # Errors
    /// A fault if the table does not answer or the record cannot be read.
    pub async fn read_earlier_of(
        &self,
        repeat: Repeat<'_>,
        home: &Home,
    ) -> Result<Option<Earlier>, Fault> {
        self.read_earlier(repeat.command, home, repeat.now).await
    }

    /// What `command` answered before, if it was sent before.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn read_earlier(
        &self,
        command: &Idempotency,
        home: &Home,
        now: Timestamp,
    ) -> Result<Option<Earlier>, Fault> {
        match self.get(&command.key(home)).await? {
            Some(found) => earlier(command, &found, now),
            None => Ok(None),
        }
    }
}

/// The record as stored; `attempt` tells one's own write from somebody else's after a lost answer.
pub(crate) fn record(
    command: &Idempotency,
    home: &Home,
    reply: &Reply,
    now: Timestamp,
) -> Result<Row, Fault> {
    Row::new(command.key(home))
        .text(BODY_HASH, &command.body_hash)
        .expires(now.checked_add(KEPT).unwrap_or(Timestamp::MAX))
        .body(reply)
}

/// What `found`, the record of `command`, says.
pub(crate) fn earlier(
    command: &Idempotency,
    found: &Found,
    now: Timestamp,
) -> Result<Option<Earlier>, Fault> {
    if found.expired(now) {
        return Ok(None);
    }
    if found.text(BODY_HASH)? != command.body_hash {
        return Ok(Some(Earlier::OtherBody));
    }
    found.body().map(|reply| Some(Earlier::Same(reply)))
}

/// Marks a row with the attempt that writes it.
pub(crate) fn marked(row: Row, attempt: &str) -> Row {
    row.text(ATTEMPT, attempt)
}

/// Whether `found` was written by `attempt`.
pub(crate) fn written_by(found: &Found, attempt: &str) -> bool {
    found.text(ATTEMPT).is_ok_and(|by| by == attempt)
}

/// The plain value of a moment, for conditions on expiry.
pub(crate) fn seconds(now: Timestamp) -> AttributeValue {
    AttributeValue::N(super::row::seconds(now).to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Timestamp {
        "2026-11-24T00:00:00Z".parse().unwrap()
    }

    fn reply() -> Reply {
        Reply {
            status: 201,
            location: Some("/v1/cases/n".to_owned()),
            etag: Some("1".to_owned()),
            body: "{}".to_owned(),
        }
    }

    #[test]
    fn a_record_answers_the_same_body_and_refuses_another() {
        let command = Idempotency::new("enterprise:1", "submit_draft", "k", b"{}");
        let home = Home::Draft("d".to_owned());
        let found = Found::from(
            record(&command, &home, &reply(), now())
                .unwrap()
                .attributes(),
        );
        assert_eq!(
            earlier(&command, &found, now()).unwrap(),
            Some(Earlier::Same(reply()))
        );
        let other = Idempotency::new("enterprise:1", "submit_draft", "k", b"{ }");
        assert_eq!(
            earlier(&other, &found, now()).unwrap(),
            Some(Earlier::OtherBody)
        );
        let later = now().checked_add(KEPT).unwrap();
        assert_eq!(earlier(&command, &found, later).unwrap(), None);
    }

    #[test]
    fn an_attempt_knows_its_own_record() {
        let command = Idempotency::new("p", "op", "k", b"");
        let row = record(&command, &Home::Creation, &reply(), now()).unwrap();
        let found = Found::from(marked(row, "mine").attributes());
        assert!(written_by(&found, "mine"));
        assert!(!written_by(&found, "yours"));
    }
}
