//! Values stored in their written form, as text that people can read.

use facts::{
    AuthorityId, CaseNumber, CreditCode, Day, DepartmentId, Division, DraftId, GatheringId,
    Instant, ItemId, JurisdictionId, MaterialId, Money, ParentId, PolicyId, UploadId,
};
use serde::{Deserialize as _, Deserializer, Serializer};

/// A value with a written form that reads back as the same value.
pub(crate) trait Written: Sized {
    fn write(&self) -> String;
    fn read(text: &str) -> Option<Self>;
}

macro_rules! written {
    ($($of:ty),+ $(,)?) => {$(
        impl Written for $of {
            fn write(&self) -> String {
                self.to_string()
            }

            fn read(text: &str) -> Option<Self> {
                Self::parse(text).ok()
            }
        }
    )+};
}

written! {
    AuthorityId,     CaseNumber, CreditCode, Day, DepartmentId, Division, DraftId, GatheringId, Instant, ItemId,
    JurisdictionId, MaterialId, Money, ParentId, PolicyId, UploadId,
}

/// Words of a closed list, read back by the word itself.
macro_rules! words {
    ($of:ty, $($variant:ident = $word:literal,)+) => {
        impl $crate::table::item::written::Written for $of {
            fn write(&self) -> String {
                match self {
                    $(Self::$variant => $word.to_owned(),)+
                }
            }

            fn read(text: &str) -> Option<Self> {
                match text {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }
    };
}
pub(crate) use words;

fn unreadable<E: serde::de::Error>() -> E {
    // the value itself may be personal and never stands in an error
    E::custom("a stored value cannot be read")
}

pub(crate) fn serialize<T: Written, S: Serializer>(
    value: &T,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&value.write())
}

pub(crate) fn deserialize<'de, T: Written, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    let text = String::deserialize(deserializer)?;
    T::read(&text).ok_or_else(unreadable)
}

/// Maybe one such value.
pub(crate) mod option {
    use super::{Deserializer, Serializer, Written, unreadable};
    use serde::{Deserialize as _, Serialize as _};

    #[expect(
        clippy::ref_option,
        reason = "serde hands the field over as it is declared"
    )]
    pub(crate) fn serialize<T: Written, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(Written::write).serialize(serializer)
    }

    pub(crate) fn deserialize<'de, T: Written, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let text = Option::<String>::deserialize(deserializer)?;
        text.map(|text| T::read(&text).ok_or_else(unreadable))
            .transpose()
    }
}

/// Many such values, in their order.
pub(crate) mod list {
    use super::{Deserializer, Serializer, Written, unreadable};
    use serde::Deserialize as _;

    pub(crate) fn serialize<'a, T, L, S>(values: &'a L, serializer: S) -> Result<S::Ok, S::Error>
    where
        T: Written + 'a,
        &'a L: IntoIterator<Item = &'a T>,
        S: Serializer,
    {
        serializer.collect_seq(values.into_iter().map(Written::write))
    }

    pub(crate) fn deserialize<'de, T, L, D>(deserializer: D) -> Result<L, D::Error>
    where
        T: Written,
        L: FromIterator<T> + IntoIterator<Item = T>,
        D: Deserializer<'de>,
    {
        let texts = Vec::<String>::deserialize(deserializer)?;
        let values = texts
            .iter()
            .map(|text| T::read(text).ok_or_else(unreadable));
        values.collect()
    }
}
