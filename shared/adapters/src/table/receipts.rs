//! Receipts of assessments, by the hash of their id; forgotten after a time.

use contract::receipt::Receipt;
use facts::Instant;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::item::written;
use super::key;
use super::row::{Found, Row, seconds};
use super::write::{Condition, Loss};
use super::{Commit, Table};
use crate::documents::sha256;
use crate::fault::Fault;

/// How long a receipt is kept: two years, beyond the end of most openings and objections.
pub const RECEIPT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 730);

/// How long the receipt of a case is kept: ten years, the shorter of the two terms archives keep documents for (国家档案局令第 8 号).
const CASE_RECEIPT_KEPT: SignedDuration = SignedDuration::from_hours(24 * 3_653);

/// A receipt as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptReceipt {
    /// The receipt.
    pub receipt: Receipt,
    /// Until when.
    pub until: Instant,
}

#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Stored {
    receipt: Receipt,
    #[serde(with = "written")]
    until: Instant,
}

fn key_of(id: &str) -> key::Key {
    key::receipt(sha256(id.as_bytes()))
}

fn write(id: &str, kept: &KeptReceipt) -> Result<Row, Fault> {
    Row::new(key_of(id))
        .expires(kept.until.into())
        .body(&Stored {
            receipt: kept.receipt.clone(),
            until: kept.until,
        })
}

fn read(found: &Found) -> Result<KeptReceipt, Fault> {
    let stored: Stored = found.body()?;
    Ok(KeptReceipt {
        receipt: stored.receipt,
        until: stored.until,
    })
}

impl Table {
    /// The receipt with this id, unless its time is over.
    ///
    /// # Errors
    /// A fault if the table does not answer or the receipt cannot be read.
    pub async fn read_receipt(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<Option<KeptReceipt>, Fault> {
        let found = self.get(&key_of(id)).await?;
        let found = found.filter(|found| !found.expired(now));
        found.as_ref().map(read).transpose()
    }
}

impl Commit<'_> {
    /// Keeps a receipt under its id. The id follows from the content, so one that is there already is the same one.
    pub fn receipt(self, id: &str, receipt: &Receipt) -> Self {
        let kept = self.kept(receipt, RECEIPT_KEPT);
        let condition = Condition::NewOrExpired(aws_sdk_dynamodb::types::AttributeValue::N(
            seconds(self.now()).to_string(),
        ));
        self.put(write(id, &kept), condition, Loss::Done)
    }

    /// Keeps the receipt a case names, for as long as a case may be looked at; longer than one that was kept before under the same id.
    pub fn receipt_of_case(self, id: &str, receipt: &Receipt) -> Self {
        let kept = self.kept(receipt, CASE_RECEIPT_KEPT);
        self.put(write(id, &kept), Condition::Always, Loss::Done)
    }

    fn kept(&self, receipt: &Receipt, long: SignedDuration) -> KeptReceipt {
        let until = self.now().saturating_add(long);
        KeptReceipt {
            receipt: receipt.clone(),
            until: until.unwrap_or(Timestamp::MAX).into(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::eligibility::VerdictView;
    use contract::receipt::{ReceiptItem, ReceiptResult};

    #[test]
    fn a_receipt_is_kept_under_the_hash_of_its_id_and_comes_back() {
        let receipt = Receipt {
            format: 1,
            engine: 1,
            catalogue: "ab".repeat(32),
            as_of: "2026-11-24".to_owned(),
            items: vec!["stable-jobs-return".to_owned()],
            facts: serde_json::Map::from_iter([("staff".to_owned(), "120".into())]),
            result: ReceiptResult {
                items: vec![ReceiptItem {
                    item: "stable-jobs-return".to_owned(),
                    verdict: VerdictView::Eligible,
                    conditions: vec!["met".to_owned()],
                    gives: "money".to_owned(),
                    low: Some("330000.00".to_owned()),
                    high: Some("330000.00".to_owned()),
                }],
                taken: vec!["stable-jobs-return".to_owned()],
                total: "330000.00".to_owned(),
                bound: "330000.00".to_owned(),
            },
            digest: "cd".repeat(32),
        };
        let kept = KeptReceipt {
            receipt,
            until: Instant::parse("2028-11-24T10:00:00+08:00").unwrap(),
        };
        let row = write("an-id-nobody-guesses", &kept).unwrap();
        let shown = crate::table::row::shown(&row);
        assert!(
            shown.starts_with("RECEIPT#") && !shown.contains("an-id-nobody"),
            "{shown}"
        );
        assert!(shown.contains("\nexpires_at 1858644000"), "{shown}");
        let found = Found::from(row.attributes());
        assert_eq!(read(&found).unwrap(), kept);
        assert!(found.expired("2028-11-24T02:00:00Z".parse().unwrap()));
    }
}
