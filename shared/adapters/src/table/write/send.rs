//! Sending a transaction: the one layer that repeats a write, and only what is known not to have happened.
//!
//! A conflict or a throttle means nothing was written, so it is tried again a few times with full jitter.
//! A lost answer means nothing is known: the command's record is read first, and only its absence allows another try,
//! with the same request token, so that even a write still under way cannot happen twice.

use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::Builder;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError;
use aws_sdk_dynamodb::types::{CancellationReason, TransactWriteItem};

use super::{Action, Commit, Loss, Memory, Outcome, expression};
use crate::cloud::slows_down;
use crate::fault::{Fault, Source};
use crate::table::idempotency::{self, Earlier};
use crate::table::item::policy::{ITEM, OWNER};
use crate::table::row::Found;

/// The store's own limit on the parts of a transaction.
const ACTIONS_MAX: usize = 100;
/// Tries of one transaction; beyond that the caller is told to come again.
const TRIES_MAX: u32 = 6;
/// Longest first wait between tries; it doubles with every try.
const PAUSE_FIRST_MS: u64 = 20;
/// Longest wait between tries.
const PAUSE_MAX_MS: u64 = 640;
/// Longest time for all tries, well below the functions' own timeout.
const TIME_MAX: Duration = Duration::from_secs(12);

const WRITING: &str = "writing a transaction failed";

/// A fresh id of an attempt: random, because two attempts must never share it.
pub(super) fn attempt_id() -> String {
    let mut bytes = [0_u8; 16];
    // without randomness the id is all zeros: only the comparison after a lost answer is then less sharp
    let _ = getrandom::fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes)
        .into_uuid()
        .to_string()
}

/// What an answer of the store means.
enum Judgement {
    /// A condition did not hold.
    Lost(Loss, Option<Found>),
    /// Nothing was written, trying again can help.
    Contended,
    /// It may or may not have been written.
    Unknown(Source),
    /// It can never be written.
    Wrong(Source),
}

impl Commit<'_> {
    /// Writes everything at once or nothing.
    ///
    /// # Errors
    /// [`Fault::Busy`] if others kept changing the same items, a temporary fault if the outcome stayed unknown
    /// (repeat the command under its key), a permanent one if the store can never accept it.
    pub async fn run(mut self) -> Result<Outcome, Fault> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        if self.actions.is_empty() || self.actions.len() > ACTIONS_MAX {
            return Err(Fault::plain(format!(
                "a transaction has {} parts, possible are 1 to {ACTIONS_MAX}",
                self.actions.len()
            )));
        }
        tokio::time::timeout(TIME_MAX, self.tries())
            .await
            .unwrap_or_else(|elapsed| Err(Fault::temporary(WRITING, elapsed)))
    }

    async fn tries(&self) -> Result<Outcome, Fault> {
        let items = self.items()?;
        for attempt in 0..TRIES_MAX {
            let Err(error) = self.send(items.clone()).await else {
                return Ok(Outcome::Committed);
            };
            match judge(error, &self.actions) {
                Judgement::Lost(loss, found) => return self.outcome(loss, found),
                Judgement::Contended => {}
                Judgement::Unknown(source) => {
                    if let Some(outcome) = self.look(source).await? {
                        return Ok(outcome);
                    }
                }
                Judgement::Wrong(source) => return Err(Fault::permanent(WRITING, source)),
            }
            pause(attempt).await;
        }
        Err(Fault::Busy)
    }

    fn items(&self) -> Result<Vec<TransactWriteItem>, Fault> {
        self.actions
            .iter()
            .map(|action| expression::transact(action.clone(), self.table.name()))
            .collect::<Result<_, _>>()
            .map_err(|error| Fault::permanent(WRITING, error))
    }

    async fn send(
        &self,
        items: Vec<TransactWriteItem>,
    ) -> Result<(), SdkError<TransactWriteItemsError>> {
        client(self.table.client(), &self.attempt, items).await
    }

    /// Tells how the transaction ended by its record, after the answer was lost.
    async fn look(&self, source: Source) -> Result<Option<Outcome>, Fault> {
        let Some(Memory { command, key }) = &self.memory else {
            // whoever sent it decides again from the state it then reads
            return Err(Fault::temporary(WRITING, source));
        };
        let Some(found) = self.table.get(key).await? else {
            return Ok(None);
        };
        self.told(command, &found)
    }

    fn told(
        &self,
        command: &idempotency::Idempotency,
        found: &Found,
    ) -> Result<Option<Outcome>, Fault> {
        if idempotency::written_by(found, &self.attempt) {
            return Ok(Some(Outcome::Committed));
        }
        Ok(idempotency::earlier(command, found, self.now)?.map(Outcome::Repeated))
    }

    fn outcome(&self, loss: Loss, found: Option<Found>) -> Result<Outcome, Fault> {
        match loss {
            Loss::Repeated => self.repeated(found),
            Loss::Done => Ok(Outcome::Done),
            Loss::GuardTaken => {
                let found = found.ok_or_else(|| Fault::plain("a taken guard came back empty"))?;
                Ok(Outcome::GuardTaken(found.text("number")?.to_owned()))
            }
            Loss::VersionLost => Ok(Outcome::VersionLost),
            Loss::LedgerMoved => Ok(Outcome::LedgerMoved),
            Loss::PolicyChanged => Ok(Outcome::PolicyChanged),
            Loss::ItemTaken => {
                let found = found.ok_or_else(|| Fault::plain("a taken item came back empty"))?;
                Ok(Outcome::ItemTaken {
                    item: found.text(ITEM)?.to_owned(),
                    policy: found.text(OWNER)?.to_owned(),
                })
            }
            Loss::Exists => Ok(Outcome::Exists),
        }
    }

    fn repeated(&self, found: Option<Found>) -> Result<Outcome, Fault> {
        let empty = || Fault::plain("the record of a repeated command came back empty");
        let memory = self.memory.as_ref().ok_or_else(empty)?;
        let found = found.ok_or_else(empty)?;
        let told = self.told(&memory.command, &found)?;
        // the record stood in the way, so it had not expired at `now`
        Ok(told.unwrap_or(Outcome::Repeated(Earlier::OtherBody)))
    }
}

async fn client(
    client: &Client,
    token: &str,
    items: Vec<TransactWriteItem>,
) -> Result<(), SdkError<TransactWriteItemsError>> {
    client
        .transact_write_items()
        .client_request_token(token)
        .set_transact_items(Some(items))
        .customize()
        // this layer repeats, so the SDK must not
        .config_override(Builder::new().retry_config(RetryConfig::disabled()))
        .send()
        .await
        .map(|_| ())
}

fn judge(error: SdkError<TransactWriteItemsError>, actions: &[Action]) -> Judgement {
    let status = error
        .raw_response()
        .map(|response| response.status().as_u16());
    match error {
        SdkError::ServiceError(service) => judge_service(service.into_err(), status, actions),
        SdkError::ConstructionFailure(_) => Judgement::Wrong(error.into()),
        // nothing is known, nor after whatever else the SDK may come to say
        SdkError::DispatchFailure(_)
        | SdkError::ResponseError(_)
        | SdkError::TimeoutError(_)
        | _ => Judgement::Unknown(error.into()),
    }
}

fn judge_service(
    error: TransactWriteItemsError,
    status: Option<u16>,
    actions: &[Action],
) -> Judgement {
    if let TransactWriteItemsError::TransactionCanceledException(cancelled) = &error {
        return judge_reasons(cancelled.cancellation_reasons(), actions)
            .unwrap_or_else(|| Judgement::Wrong(error.into()));
    }
    match error.code() {
        Some(code) if slows_down(code) => Judgement::Contended,
        _ if status.is_none_or(|status| status >= 500) => Judgement::Unknown(error.into()),
        _ => Judgement::Wrong(error.into()),
    }
}

fn judge_reasons(reasons: &[CancellationReason], actions: &[Action]) -> Option<Judgement> {
    let lost = reasons
        .iter()
        .zip(actions)
        .filter(|(reason, _)| reason.code() == Some("ConditionalCheckFailed"))
        .min_by_key(|(_, action)| action.loss);
    if let Some((reason, action)) = lost {
        let found = reason.item().cloned().map(Found::from);
        return Some(Judgement::Lost(action.loss, found));
    }
    let contended = |reason: &CancellationReason| {
        matches!(
            reason.code(),
            Some("TransactionConflict" | "ThrottlingError" | "ProvisionedThroughputExceeded")
        )
    };
    reasons
        .iter()
        .any(contended)
        .then_some(Judgement::Contended)
}

/// Waits a random part of a growing bound, so that those who met do not meet again.
async fn pause(attempt: u32) {
    let most = PAUSE_FIRST_MS
        .checked_shl(attempt)
        .map_or(PAUSE_MAX_MS, |pause| pause.min(PAUSE_MAX_MS));
    let chance = getrandom::u64().unwrap_or(most / 2);
    tokio::time::sleep(Duration::from_millis(chance % (most + 1))).await;
}
