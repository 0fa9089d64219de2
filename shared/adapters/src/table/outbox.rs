//! The outbox: what consumers are woken for, and how they say that it is done.

use aws_sdk_dynamodb::types::AttributeValue;
use casework::effect::Audience;
use facts::{Day, PolicyId};
use jiff::{SignedDuration, Timestamp};

use super::item::outbox::{self, ATTEMPTS, DONE, Job, KEPT, OutboxRow, REDRIVE, Way};
use super::key::{self, Index};
use super::row::{BODY, EXPIRES_AT, seconds};
use super::write::{Condition, Loss};
use super::{Commit, Table};
use crate::fault::Fault;

/// Longest wait before a row that stays open is looked at again.
const REDRIVE_MAX: SignedDuration = SignedDuration::from_hours(1);

/// What places a row among what falls due.
const NO_LONGER_DUE: &[&str] = &[Index::Due.pk(), Index::Due.sk()];

impl Table {
    /// A row of the outbox.
    ///
    /// # Errors
    /// A fault if the table does not answer or the row cannot be read.
    pub async fn read_outbox(&self, id: &str) -> Result<Option<OutboxRow>, Fault> {
        let found = self.get(&key::outbox(id)).await?;
        found.map(|found| outbox::read(id, &found)).transpose()
    }

    /// Says that a row is done, where nothing else is to be written with it.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn finish(&self, id: &str, now: Timestamp) -> Result<(), Fault> {
        self.commit(now).done(id).run().await?.settled()
    }

    /// Has the public pages written anew once a day: what is open, in force or over may be another with the day alone.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn turn_of_day(&self, today: Day, now: Timestamp) -> Result<(), Fault> {
        let job = Job::CatalogueChanged { policy: None };
        let row = outbox::write(&format!("catalogue|day|{today}"), &job, now);
        let commit = self.commit(now).put_new(row, Loss::Exists);
        commit.run().await?.settled()
    }

    /// Whether everybody was told this morning what is to be followed up.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn was_morning(&self, today: Day) -> Result<bool, Fault> {
        let cause = follow_ups(today, &Audience::Coordinator);
        Ok(self.read_outbox(&outbox::id(&cause)).await?.is_some())
    }

    /// Has everybody told in the morning what is to be followed up; once a day, however often it is asked for.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn morning(&self, today: Day, now: Timestamp) -> Result<(), Fault> {
        let commit = self.commit(now).follow_ups(today, Audience::Coordinator);
        commit.run().await?.settled()
    }

    /// Remembers that a row went out one way, while another is still to come.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn note_sent(&self, id: &str, way: Way, now: Timestamp) -> Result<(), Fault> {
        let sent = vec![(way.attribute(), AttributeValue::Bool(true))];
        let commit = self.commit(now);
        let commit = commit.set(key::outbox(id), sent, Condition::False(DONE), Loss::Done);
        commit.run().await?.settled()
    }

    /// Touches a row that is still open, so that the stream wakes its consumer again; each time it waits longer.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn redrive(&self, row: &OutboxRow, now: Timestamp) -> Result<(), Fault> {
        let attempts = row.attempts.saturating_add(1);
        let mut values = looked_at_again(&row.id, now, pause(attempts));
        values.push((ATTEMPTS, AttributeValue::N(attempts.to_string())));
        self.touch(&row.id, values, now).await
    }

    /// Remembers how far a row has been carried out that takes more than one sweep.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn note_progress(&self, id: &str, job: &Job, now: Timestamp) -> Result<(), Fault> {
        let mut values = looked_at_again(id, now, REDRIVE);
        values.push((BODY, AttributeValue::S(outbox::body(job)?)));
        self.touch(id, values, now).await
    }

    async fn touch(
        &self,
        id: &str,
        values: Vec<(&'static str, AttributeValue)>,
        now: Timestamp,
    ) -> Result<(), Fault> {
        let commit = self.commit(now);
        let commit = commit.set(key::outbox(id), values, Condition::False(DONE), Loss::Done);
        commit.run().await?.settled()
    }
}

/// What places a row among what falls due after `pause`.
fn looked_at_again(
    id: &str,
    now: Timestamp,
    pause: SignedDuration,
) -> Vec<(&'static str, AttributeValue)> {
    let again = now.checked_add(pause).unwrap_or(Timestamp::MAX);
    let place = key::due(&key::outbox(id).pk, again);
    vec![
        (Index::Due.pk(), AttributeValue::S(place.pk)),
        (Index::Due.sk(), AttributeValue::S(place.sk)),
    ]
}

/// How long after this attempt a row is looked at again.
fn pause(attempts: u64) -> SignedDuration {
    let doubled = u32::try_from(attempts)
        .ok()
        .and_then(|times| 1_i32.checked_shl(times))
        .filter(|factor| *factor > 0)
        .and_then(|factor| REDRIVE.checked_mul(factor));
    doubled.map_or(REDRIVE_MAX, |pause| pause.min(REDRIVE_MAX))
}

fn follow_ups(day: Day, to: &Audience) -> String {
    format!("follow_ups|{day}|{}", to.word())
}

impl Commit<'_> {
    /// Says that a row of the outbox is done; if it was before, nothing at all is written.
    pub fn done(self, id: &str) -> Self {
        let kept = self.now().checked_add(KEPT).unwrap_or(Timestamp::MAX);
        let values = vec![(EXPIRES_AT, AttributeValue::N(seconds(kept).to_string()))];
        self.set_once(key::outbox(id), DONE, values, NO_LONGER_DUE)
    }

    /// Has this done afterwards; the same `cause` never makes two rows.
    pub fn then(self, cause: &str, job: &Job) -> Self {
        let row = outbox::write(cause, job, self.now());
        self.put_new(row, Loss::Exists)
    }

    /// Has this audience told what is to be followed up on `day`; once.
    pub fn follow_ups(self, day: Day, to: Audience) -> Self {
        let cause = follow_ups(day, &to);
        self.then(&cause, &Job::FollowUps { day, to })
    }

    /// Has the catalogue built anew; `cause` is different for every change.
    pub fn catalogue_changed(self, cause: &str, policy: Option<&PolicyId>) -> Self {
        let job = Job::CatalogueChanged {
            policy: policy.cloned(),
        };
        let row = outbox::write(&format!("catalogue|{cause}"), &job, self.now());
        self.put_new(row, Loss::VersionLost)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_grows_from_minutes_to_an_hour_and_no_further() {
        let minutes: Vec<i64> = [1, 2, 3, 4, 5, 40, u64::MAX]
            .into_iter()
            .map(|attempts| pause(attempts).as_mins())
            .collect();
        assert_eq!(minutes, [4, 8, 16, 32, 60, 60, 60]);
    }
}
