//! What is stored, spelled field by field and apart from the types the rules use: a change of either is noticed here.
//!
//! Every shape describes a type of another room (`remote`), so the compiler says when the two drift apart. The version of
//! all shapes is kept by [`super::row`]. Values that have a written form are stored in it: money, days, moments, numbers.

pub(crate) mod actor;
pub(crate) mod alert;
pub(crate) mod allocation;
pub(crate) mod authority;
pub(crate) mod award;
pub(crate) mod case;
mod checklist;
mod co_handling;
pub(crate) mod contest;
pub(crate) mod deed;
pub(crate) mod draft;
pub(crate) mod event;
pub(crate) mod gathering;
pub(crate) mod head;
pub(crate) mod library;
pub(crate) mod link;
pub(crate) mod measure;
pub(crate) mod need;
pub(crate) mod notice;
pub(crate) mod outbox;
pub(crate) mod owing;
pub(crate) mod policy;
pub(crate) mod profile;
pub(crate) mod register;
pub(crate) mod run;
pub(crate) mod subject;
pub(crate) mod text;
pub(crate) mod written;

/// Makes the module `$name`: how a list of a described type is stored.
macro_rules! list_of {
    ($name:ident, $shape:literal, $of:ty) => {
        pub(crate) mod $name {
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            use super::*;

            #[derive(Serialize, Deserialize)]
            struct One(#[serde(with = $shape)] $of);

            pub(crate) fn serialize<S: Serializer>(
                values: &[$of],
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                serializer.collect_seq(values.iter().cloned().map(One))
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Vec<$of>, D::Error> {
                let values = Vec::<One>::deserialize(deserializer)?;
                Ok(values.into_iter().map(|One(value)| value).collect())
            }
        }
    };
}

/// Makes the module `$name`: how maybe one of a described type is stored.
macro_rules! option_of {
    ($name:ident, $shape:literal, $of:ty) => {
        pub(crate) mod $name {
            use serde::{Deserialize, Deserializer, Serialize, Serializer};

            use super::*;

            #[derive(Serialize, Deserialize)]
            struct One(#[serde(with = $shape)] $of);

            #[expect(
                clippy::ref_option,
                reason = "serde hands the field over as it is declared"
            )]
            pub(crate) fn serialize<S: Serializer>(
                value: &Option<$of>,
                serializer: S,
            ) -> Result<S::Ok, S::Error> {
                value.clone().map(One).serialize(serializer)
            }

            pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
                deserializer: D,
            ) -> Result<Option<$of>, D::Error> {
                let value = Option::<One>::deserialize(deserializer)?;
                Ok(value.map(|One(value)| value))
            }
        }
    };
}

pub(crate) use {list_of, option_of};

#[cfg(test)]
mod tests;
