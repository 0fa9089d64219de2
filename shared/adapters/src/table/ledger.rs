//! The ledger of an item in one opening (M94): a line read before an approval, and written in its transaction under its version.

use casework::Refusal;
use casework::case::Case;
use casework::ledger::{Change, Limits, Line};
use facts::{ItemId, Money};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::item::written;
use super::key;
use super::row::{Found, Row, VERSION};
use super::write::{Condition, Loss};
use super::{Commit, Outcome, Table};
use crate::fault::Fault;

/// How often a transaction is gathered anew because others took from the same line meanwhile.
const TRIES: u8 = 8;

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    #[serde(with = "written")]
    item: ItemId,
    opening: String,
    places: u64,
    #[serde(with = "written")]
    committed: Money,
    #[serde(default, skip_serializing_if = "Held::is_nothing")]
    held: Held,
}

/// What an allocation holds of it.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Held {
    places: u64,
    #[serde(with = "written")]
    money: Money,
}

impl Held {
    fn is_nothing(&self) -> bool {
        self.places == 0 && self.money == Money::ZERO
    }
}

pub(crate) fn write(line: &Line) -> Result<Row, Fault> {
    Row::new(key::ledger(&line.item, &line.opening))
        .number(VERSION, line.version)
        .body(&Stored {
            item: line.item.clone(),
            opening: line.opening.clone(),
            places: line.places,
            committed: line.committed,
            held: Held {
                places: line.held_places,
                money: line.held,
            },
        })
}

pub(crate) fn read(found: &Found) -> Result<Line, Fault> {
    let stored: Stored = found.body()?;
    Ok(Line {
        item: stored.item,
        opening: stored.opening,
        version: found.number(VERSION)?,
        places: stored.places,
        committed: stored.committed,
        held_places: stored.held.places,
        held: stored.held.money,
    })
}

impl Table {
    /// The line of an item in one opening; a new one if nothing was taken from it yet.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn read_line(&self, item: &ItemId, opening: &str) -> Result<Line, Fault> {
        let found = self.get(&key::ledger(item, opening)).await?;
        found
            .as_ref()
            .map_or_else(|| Ok(Line::begun(item.clone(), opening.to_owned())), read)
    }

    /// Writes what `gather` makes of a transaction, with the ledger line that becoming `after` takes from or gives back to. While
    /// others take from the same line, it is read and decided anew. What comes to wait for the allocation of its opening does so only
    /// while that is not made.
    ///
    /// # Errors
    /// A fault as for [`Commit::run`]; inside, [`Refusal::Exhausted`] if there is not as much.
    pub async fn commit_with_ledger<'a>(
        &'a self,
        now: Timestamp,
        (before, after): (&Case, &Case),
        limits: Option<Limits>,
        gather: impl Fn(Commit<'a>) -> Commit<'a>,
    ) -> Result<Result<Outcome, Refusal>, Fault> {
        let change = Change::between(before, after);
        let listing = after.subject.listing.as_ref();
        let enters = listing.filter(|_| after.enters_contest(before));
        if let Some(listing) = enters {
            let commit = gather(self.commit(now)).still_open(&listing.item, &listing.opening);
            return commit.run().await.map(Ok);
        }
        let (Some(change), Some(limits), Some(listing)) = (change, limits, listing) else {
            return gather(self.commit(now)).run().await.map(Ok);
        };
        for _ in 0..TRIES {
            let line = self.read_line(&listing.item, &listing.opening).await?;
            let line = match line.after(change, limits) {
                Ok(line) => line,
                Err(refusal) => return Ok(Err(refusal)),
            };
            let outcome = gather(self.commit(now)).ledger(&line).run().await?;
            if outcome != Outcome::LedgerMoved {
                return Ok(Ok(outcome));
            }
        }
        Err(Fault::Busy)
    }
}

impl Commit<'_> {
    /// Writes the next version of a ledger line.
    pub fn ledger(self, line: &Line) -> Self {
        let before = Condition::at_version(line.version.saturating_sub(1));
        self.put(write(line), before, Loss::LedgerMoved)
    }
}
