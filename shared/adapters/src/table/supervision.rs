//! Supervision: what the cases of a period come to, ratings, and the bulletins that were frozen.
//!
//! Figures are read, not kept: one item per case lies in the period its promised day lies in, written with the case itself, so reading a
//! period costs its cases and there is no counter for two writers to fight over (`infra/decisions`).

use casework::supervision::{Measure, Mutual, PartMeasure, Period, Rating};
use contract::supervision::BulletinView;

use super::item::measure;
use super::item::outbox::Job;
use super::key::{self, Index};
use super::read::List;
use super::row::{Found, Row};
use super::write::{Condition, Loss};
use super::{Commit, Page, Table};
use crate::fault::Fault;

/// Items a page of a period holds.
const PAGE: usize = 1_000;
/// Most pages of a period: 200 000 cases, a hundred times a month of a city.
const PAGES_MAX: usize = 200;

impl Table {
    /// The measures of the cases whose promised day lies in this period.
    ///
    /// # Errors
    /// A fault if the table does not answer or a measure cannot be read.
    pub async fn measures(&self, period: Period) -> Result<Vec<Measure>, Fault> {
        self.of_period(period, key::CASE_PLACE, measure::read).await
    }

    /// The measures of what further departments were asked whose own day lies in this period.
    ///
    /// # Errors
    /// As [`Table::measures`].
    pub async fn part_measures(&self, period: Period) -> Result<Vec<PartMeasure>, Fault> {
        self.of_period(period, key::PART_PLACE, measure::read_part)
            .await
    }

    /// The ratings of this period.
    ///
    /// # Errors
    /// As [`Table::measures`].
    pub async fn ratings(&self, period: Period) -> Result<Vec<Rating>, Fault> {
        self.of_period(period, key::RATING, measure::read_rating)
            .await
    }

    /// What parties said of each other about this period.
    ///
    /// # Errors
    /// As [`Table::measures`].
    pub async fn mutual_ratings(&self, period: Period) -> Result<Vec<Mutual>, Fault> {
        let found = self.partition(&key::mutual_partition(period), None).await?;
        found.iter().map(measure::read_mutual).collect()
    }

    /// The bulletin of a period, once it is frozen.
    ///
    /// # Errors
    /// As [`Table::measures`].
    pub async fn read_bulletin(&self, period: Period) -> Result<Option<BulletinView>, Fault> {
        let found = self.get(&key::bulletin(period)).await?;
        found.map(|found| found.body()).transpose()
    }

    /// Bulletins, the latest first.
    ///
    /// # Errors
    /// As [`Table::measures`].
    pub async fn bulletins(&self, limit: usize) -> Result<Vec<BulletinView>, Fault> {
        let list = List {
            index: Index::First,
            pk: key::BULLETINS,
            starts_with: None,
            newest_first: true,
        };
        let page = self.page(list, None, limit, Found::body).await?;
        Ok(page.entries)
    }

    async fn of_period<T>(
        &self,
        period: Period,
        starts_with: &str,
        read: impl Fn(&Found) -> Result<T, Fault>,
    ) -> Result<Vec<T>, Fault> {
        let list = List {
            index: Index::First,
            pk: &key::period_partition(period),
            starts_with: Some(starts_with),
            newest_first: false,
        };
        let mut all = Vec::new();
        let mut start = None;
        for _ in 0..PAGES_MAX {
            let Page { entries, next } = self.page(list, start.as_deref(), PAGE, &read).await?;
            all.extend(entries);
            start = next;
            if start.is_none() {
                return Ok(all);
            }
        }
        Err(Fault::plain("a period has more cases than anybody counts"))
    }
}

impl Commit<'_> {
    /// Keeps a rating; a step that was rated is not rated again.
    pub fn rating(self, rating: &Rating) -> Self {
        self.put_new(measure::write_rating(rating), Loss::Exists)
    }

    /// Keeps what a party says of another; the last word counts.
    pub fn mutual_rating(self, mutual: &Mutual) -> Self {
        let row = measure::write_mutual(mutual);
        self.put(row, Condition::Always, Loss::Exists)
    }

    /// Freezes the bulletin of a period, has its pages written and its reach counted; there is never a second one.
    pub fn bulletin(self, period: Period, bulletin: &BulletinView) -> Self {
        let reach = Job::Reach {
            period: period.to_string(),
        };
        self.put_new(frozen(period, bulletin), Loss::Exists)
            .then(&format!("bulletin|{period}"), &pages(period))
            .then(&format!("bulletin|{period}|reach"), &reach)
    }

    /// Puts what the outbox row `id` had counted into the bulletin of a period and has its pages written again; once, as the row is done
    /// once.
    pub fn bulletin_reach(self, period: Period, bulletin: &BulletinView, id: &str) -> Self {
        self.put(frozen(period, bulletin), Condition::Always, Loss::Exists)
            .then(&format!("bulletin|{period}|with reach"), &pages(period))
            .done(id)
    }
}

fn frozen(period: Period, bulletin: &BulletinView) -> Result<Row, Fault> {
    Row::new(key::bulletin(period))
        .placed(Index::First, key::among_bulletins(period))
        .body(bulletin)
}

fn pages(period: Period) -> Job {
    Job::Bulletin {
        period: period.to_string(),
    }
}
