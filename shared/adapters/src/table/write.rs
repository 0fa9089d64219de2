//! One mutation is one transaction: everything a command changes is gathered in a [`Commit`] and written at once or not at all.

mod expression;
mod outcome;
mod send;

use aws_sdk_dynamodb::types::AttributeValue;
use jiff::Timestamp;

pub(crate) use self::expression::Condition;
pub use self::outcome::Outcome;
use super::Table;
use super::idempotency::{self, Home, Idempotency, Reply};
use super::key::Key;
use super::row::Row;
use crate::fault::Fault;

/// What it means when the condition of one write does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Loss {
    // in the order in which they are told: a repeat also loses its version, so it must be asked about first
    Repeated,
    Done,
    GuardTaken,
    VersionLost,
    LedgerMoved,
    PolicyChanged,
    ItemTaken,
    Exists,
}

#[derive(Debug, Clone)]
pub(crate) enum Write {
    Put(Row),
    Set {
        key: Key,
        values: Vec<(&'static str, AttributeValue)>,
        removed: &'static [&'static str],
    },
    Check(Key),
}

#[derive(Debug, Clone)]
pub(crate) struct Action {
    write: Write,
    condition: Condition,
    loss: Loss,
}

/// The record of the command in a transaction, to tell after a lost answer whether it was written.
#[derive(Debug, Clone)]
struct Memory {
    command: Idempotency,
    key: Key,
}

/// A transaction being gathered. Nothing is written before [`Commit::run`].
#[derive(Debug)]
#[must_use = "nothing is written before `run`"]
pub struct Commit<'a> {
    table: &'a Table,
    now: Timestamp,
    attempt: String,
    actions: Vec<Action>,
    memory: Option<Memory>,
    fault: Option<Fault>,
}

impl<'a> Commit<'a> {
    pub(crate) fn new(table: &'a Table, now: Timestamp) -> Self {
        Self {
            table,
            now,
            attempt: send::attempt_id(),
            actions: Vec::new(),
            memory: None,
            fault: None,
        }
    }

    /// The moment the command is decided at.
    pub(crate) const fn now(&self) -> Timestamp {
        self.now
    }

    /// Remembers the command and what it answers, so that repeating it answers the same.
    pub fn remember(mut self, command: &Idempotency, home: &Home, reply: &Reply) -> Self {
        let row = idempotency::record(command, home, reply, self.now)
            .map(|row| idempotency::marked(row, &self.attempt));
        self.memory = Some(Memory {
            command: command.clone(),
            key: command.key(home),
        });
        let condition = Condition::NewOrExpired(idempotency::seconds(self.now));
        self.put(row, condition, Loss::Repeated)
    }

    pub(crate) fn put(mut self, row: Result<Row, Fault>, condition: Condition, loss: Loss) -> Self {
        match row {
            Ok(row) => self.act(Write::Put(row), condition, loss),
            Err(fault) => {
                // the first fault says most
                self.fault.get_or_insert(fault);
                self
            }
        }
    }

    /// Puts a row that must be new.
    pub(crate) fn put_new(self, row: Result<Row, Fault>, loss: Loss) -> Self {
        self.put(row, Condition::New, loss)
    }

    /// Puts the next version of a row that was read at `expected`; 0 means it must be new.
    pub(crate) fn put_version(self, row: Result<Row, Fault>, expected: u64) -> Self {
        self.put(row, Condition::at_version(expected), Loss::VersionLost)
    }

    /// Sets and removes attributes of an item where `flag` is still false.
    pub(crate) fn set_once(
        self,
        key: Key,
        flag: &'static str,
        mut values: Vec<(&'static str, AttributeValue)>,
        removed: &'static [&'static str],
    ) -> Self {
        values.push((flag, AttributeValue::Bool(true)));
        let write = Write::Set {
            key,
            values,
            removed,
        };
        self.act(write, Condition::False(flag), Loss::Done)
    }

    /// Sets attributes of an item.
    pub(crate) fn set(
        self,
        key: Key,
        values: Vec<(&'static str, AttributeValue)>,
        condition: Condition,
        loss: Loss,
    ) -> Self {
        let write = Write::Set {
            key,
            values,
            removed: &[],
        };
        self.act(write, condition, loss)
    }

    /// Sets and removes attributes of an item that stands as it was read.
    pub(crate) fn change(
        mut self,
        key: Key,
        values: Result<Vec<(&'static str, AttributeValue)>, Fault>,
        removed: &'static [&'static str],
        condition: Condition,
    ) -> Self {
        match values {
            Ok(values) => {
                let write = Write::Set {
                    key,
                    values,
                    removed,
                };
                self.act(write, condition, Loss::VersionLost)
            }
            Err(fault) => {
                self.fault.get_or_insert(fault);
                self
            }
        }
    }

    /// Asks that `attribute` of an item is `number`, without writing it.
    pub(crate) fn check(self, key: Key, attribute: &'static str, number: u64, loss: Loss) -> Self {
        let condition = Condition::Number(attribute, number);
        self.act(Write::Check(key), condition, loss)
    }

    /// Asks that there is no such item, without writing it.
    pub(crate) fn check_absent(self, key: Key, loss: Loss) -> Self {
        self.act(Write::Check(key), Condition::New, loss)
    }

    fn act(mut self, write: Write, condition: Condition, loss: Loss) -> Self {
        self.actions.push(Action {
            write,
            condition,
            loss,
        });
        self
    }
}
