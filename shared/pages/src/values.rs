//! Values of a form as they came in, so that a form with faults is shown again as it was filled.

use std::collections::BTreeMap;

use contract::text::Text;

/// An id and what it is called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// Id.
    pub id: String,
    /// Name.
    pub name: Text,
}

impl Named {
    /// An id with its name.
    pub fn new(id: impl Into<String>, name: Text) -> Self {
        Self {
            id: id.into(),
            name,
        }
    }
}

/// The Chinese name of `id`, or the id itself where no name is known.
pub(crate) fn name_of<'a>(names: &'a [Named], id: &'a str) -> &'a str {
    names
        .iter()
        .find(|named| named.id == id)
        .map_or(id, |named| &named.name.zh)
}

/// The fields of a form by name; a name may come more than once (check boxes).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Values(BTreeMap<String, Vec<String>>);

impl Values {
    /// From the pairs of a decoded form body.
    pub fn from_pairs(pairs: impl IntoIterator<Item = (String, String)>) -> Self {
        let mut values = Self::default();
        for (name, value) in pairs {
            values.add(name, value);
        }
        values
    }

    /// Adds one value under `name`.
    pub fn add(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.entry(name.into()).or_default().push(value.into());
    }

    /// The first value of `name`, without surrounding blanks; empty if there is none.
    #[must_use]
    pub fn one(&self, name: &str) -> &str {
        self.all(name).first().map_or("", |value| value.trim())
    }

    /// All values of `name`.
    #[must_use]
    pub fn all(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Whether `value` is among the values of `name`.
    #[must_use]
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).iter().any(|given| given == value)
    }

    /// The words in all values of `name`: what was ticked one by one, or written into one field.
    #[must_use]
    pub fn words(&self, name: &str) -> Vec<String> {
        let values = self.all(name).iter();
        let words = values.flat_map(|value| value.split_whitespace());
        words.map(str::to_owned).collect()
    }

    /// Every name with each of its values, in order of names.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().flat_map(|(name, values)| {
            values
                .iter()
                .map(move |value| (name.as_str(), value.as_str()))
        })
    }
}
