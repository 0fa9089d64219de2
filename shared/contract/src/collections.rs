//! 政策专题: collections of items for kinds of enterprises, as data in `collections.json` (M67, M68).
//!
//! A collection names the facts and titles it is about; the items that speak of them are in it, without anybody listing them. Whom it
//! is for is a test like any other, so a saved profile finds its own.

use std::sync::OnceLock;

use calculator::Test;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::{Reader, json};
use crate::fault::{Fault, Malformed};
use crate::policy::ItemEntry;
use crate::read::{element, text_pair, word};
use crate::rule::needed_test;
use crate::text::Text;

const DECLARED: &str = include_str!("collections.json");

/// A collection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Collection {
    /// Id.
    pub id: String,
    /// Title.
    pub title: Text,
    /// Whom it is for and what is in it.
    pub words: Text,
    /// Who belongs to it.
    pub who: Test,
    /// Items that read one of these facts are in it.
    pub facts: Vec<String>,
    /// Items that want one of these titles are in it.
    pub titles: Vec<String>,
}

/// A collection with its items.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CollectionView {
    /// Id.
    pub collection: String,
    /// Title.
    pub title: Text,
    /// Whom it is for.
    pub words: Text,
    /// Whether the profile asked about belongs to it.
    pub yours: bool,
    /// Its items in force.
    pub items: Vec<ItemEntry>,
}

/// Every collection. The file is part of the program and a test reads it; a fault in it here would only leave collections out.
pub fn collections() -> &'static [Collection] {
    static COLLECTIONS: OnceLock<Vec<Collection>> = OnceLock::new();
    COLLECTIONS.get_or_init(|| declared().unwrap_or_default())
}

fn declared() -> Result<Vec<Collection>, Malformed> {
    let list = json(DECLARED.as_bytes())?;
    let mut faults = Vec::new();
    let each = list.as_array().into_iter().flatten().enumerate();
    let read = each
        .filter_map(|(place, value)| element(value, format!("/{place}"), &mut faults, collection));
    let read: Vec<Collection> = read.collect();
    if faults.is_empty() {
        Ok(read)
    } else {
        Err(Malformed::of(faults))
    }
}

fn collection(reader: &mut Reader<'_>) -> Option<Collection> {
    let words_of = |value: &serde_json::Value, pointer: String, faults: &mut Vec<Fault>| {
        word(value, pointer, faults)
    };
    let id = reader.text("id", 40);
    let title = text_pair(reader, "title", 40);
    let words = text_pair(reader, "words", 200);
    let who = needed_test(reader, "who");
    let facts = reader.list("facts", 40, words_of);
    let titles = reader.list("titles", 40, words_of);
    Some(Collection {
        id: id?,
        title: title?,
        words: words?,
        who: who?,
        facts,
        titles,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_is_read_and_speaks_of_declared_facts() {
        let declared = declared().unwrap();
        assert!(declared.len() >= 5);
        let facts = crate::facts::facts();
        let known = |id: &str| facts.iter().any(|one| one.id.as_str() == id);
        for collection in declared {
            for fact in &collection.facts {
                assert!(known(fact), "{}: {fact}", collection.id);
            }
            for fact in collection.who.facts() {
                assert!(known(fact.as_str()), "{}: {fact}", collection.id);
            }
            let titles = facts.iter().flat_map(|one| &one.choices);
            let titles: Vec<&str> = titles.map(|choice| choice.value.as_str()).collect();
            for title in &collection.titles {
                assert!(
                    titles.contains(&title.as_str()),
                    "{}: {title}",
                    collection.id
                );
            }
        }
    }
}
