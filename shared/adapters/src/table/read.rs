//! Reading: one item, one partition, or one page of an index. Loops are bounded, decisions read consistently.

use std::collections::HashMap;

use aws_sdk_dynamodb::operation::query::builders::QueryFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;

use super::Table;
use super::key::{self, Index, Key};
use super::row::Found;
use crate::cloud::failed;
use crate::fault::Fault;

/// Most pages of one partition; a page holds 1 MB, so a partition this large is a mistake and not a case.
const PAGES_MAX: usize = 32;

const READING: &str = "reading the table failed";

/// One page of a list. `next` goes back in as the start of the next page; it is for this list only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// What was found, in the order of the list.
    pub entries: Vec<T>,
    /// Where the next page starts; absent on the last one.
    pub next: Option<String>,
}

/// A list in an index: its partition, and how the sort value starts.
#[derive(Debug, Clone, Copy)]
pub(crate) struct List<'a> {
    pub(crate) index: Index,
    pub(crate) pk: &'a str,
    pub(crate) starts_with: Option<&'a str>,
    pub(crate) newest_first: bool,
}

/// A page of the due index.
pub(crate) struct DueKeys {
    pub(crate) found: Vec<Found>,
    pub(crate) looked_at: usize,
    pub(crate) more: bool,
}

impl Table {
    /// One item, consistently.
    pub(crate) async fn get(&self, key: &Key) -> Result<Option<Found>, Fault> {
        let answer = self
            .client()
            .get_item()
            .table_name(self.name())
            .set_key(Some(key.attributes()))
            .consistent_read(true)
            .send()
            .await
            .map_err(|error| failed(READING, error))?;
        Ok(answer.item.map(Found::from))
    }

    /// A whole partition, consistently and in order; `range` narrows it to sort keys from first to last.
    pub(crate) async fn partition(
        &self,
        pk: &str,
        range: Option<(&str, &str)>,
    ) -> Result<Vec<Found>, Fault> {
        let query = self
            .client()
            .query()
            .table_name(self.name())
            .consistent_read(true)
            .expression_attribute_names("#pk", key::PK)
            .expression_attribute_values(":pk", text(pk));
        let query = match range {
            None => query.key_condition_expression("#pk = :pk"),
            Some((first, last)) => query
                .key_condition_expression("#pk = :pk AND #sk BETWEEN :first AND :last")
                .expression_attribute_names("#sk", key::SK)
                .expression_attribute_values(":first", text(first))
                .expression_attribute_values(":last", text(last)),
        };
        all_pages(query).await
    }

    /// One page of a list, read by `read`.
    pub(crate) async fn page<T>(
        &self,
        list: List<'_>,
        start: Option<&str>,
        limit: usize,
        read: impl Fn(&Found) -> Result<T, Fault>,
    ) -> Result<Page<T>, Fault> {
        let condition = match list.starts_with {
            None => "#pk = :pk",
            Some(_) => "#pk = :pk AND begins_with(#sk, :start)",
        };
        let names = list.starts_with.map(|_| list.index.sk());
        let query = self
            .client()
            .query()
            .table_name(self.name())
            .index_name(list.index.name())
            .key_condition_expression(condition)
            .expression_attribute_names("#pk", list.index.pk())
            .expression_attribute_values(":pk", text(list.pk))
            .scan_index_forward(!list.newest_first)
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(start.map(|start| start_key(list, start)).transpose()?);
        let query = match (names, list.starts_with) {
            (Some(name), Some(prefix)) => query
                .expression_attribute_names("#sk", name)
                .expression_attribute_values(":start", text(prefix)),
            _ => query,
        };
        let answer = query.send().await.map_err(|error| failed(READING, error))?;
        let next = answer
            .last_evaluated_key
            .map(|last| cursor(list, &Found::from(last)))
            .transpose()?;
        let entries = answer.items.unwrap_or_default().into_iter();
        Ok(Page {
            entries: entries
                .map(|item| read(&Found::from(item)))
                .collect::<Result<_, _>>()?,
            next,
        })
    }

    /// What falls due in `shard` until `until`, the earliest first: keys only.
    pub(crate) async fn due_keys(
        &self,
        shard: &str,
        until: &str,
        (start, limit): (Option<HashMap<String, AttributeValue>>, usize),
    ) -> Result<DueKeys, Fault> {
        let answer = self
            .client()
            .query()
            .table_name(self.name())
            .index_name(Index::Due.name())
            .key_condition_expression("#pk = :pk AND #sk <= :until")
            .expression_attribute_names("#pk", Index::Due.pk())
            .expression_attribute_names("#sk", Index::Due.sk())
            .expression_attribute_values(":pk", text(shard))
            .expression_attribute_values(":until", text(until))
            .limit(i32::try_from(limit).unwrap_or(i32::MAX))
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| failed(READING, error))?;
        let items = answer.items.unwrap_or_default();
        Ok(DueKeys {
            looked_at: usize::try_from(answer.scanned_count).unwrap_or_default(),
            more: answer.last_evaluated_key.is_some(),
            found: items.into_iter().map(Found::from).collect(),
        })
    }
}

fn text(value: &str) -> AttributeValue {
    AttributeValue::S(value.to_owned())
}

async fn all_pages(query: QueryFluentBuilder) -> Result<Vec<Found>, Fault> {
    let mut found = Vec::new();
    let mut start = None;
    for _ in 0..PAGES_MAX {
        let answer = query
            .clone()
            .set_exclusive_start_key(start)
            .send()
            .await
            .map_err(|error| failed(READING, error))?;
        found.extend(
            answer
                .items
                .unwrap_or_default()
                .into_iter()
                .map(Found::from),
        );
        start = answer.last_evaluated_key;
        if start.is_none() {
            return Ok(found);
        }
    }
    Err(Fault::plain(format!(
        "a partition has more than {PAGES_MAX} pages"
    )))
}

/// Where a page ended: primary key and sort value; the index partition is the list's own, so a cursor cannot leave it.
fn cursor(list: List<'_>, last: &Found) -> Result<String, Fault> {
    let parts = [last.pk(), last.sk(), last.text(list.index.sk())?];
    serde_json::to_string(&parts)
        .map_err(|error| Fault::permanent("a cursor cannot be written", error))
}

fn start_key(list: List<'_>, start: &str) -> Result<HashMap<String, AttributeValue>, Fault> {
    let [pk, sk, place]: [String; 3] = serde_json::from_str(start)
        .map_err(|error| Fault::permanent("a cursor cannot be read", error))?;
    Ok([
        (key::PK, pk.as_str()),
        (key::SK, sk.as_str()),
        (list.index.pk(), list.pk),
        (list.index.sk(), place.as_str()),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), text(value)))
    .collect())
}
