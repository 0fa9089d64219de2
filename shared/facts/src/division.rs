//! 行政区划 (GB/T 2260) and 管辖区: where an enterprise operates, and which authority that is.
//!
//! An authority is a named set of townships, never a prefix of a code: 黄石经济技术开发区·铁山区 is one administration made of
//! townships that statistics still file under three other counties (domain §2).

use std::collections::BTreeSet;
use std::fmt;

use crate::JurisdictionId;

/// What a division code must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "a place is a county code of six digits, such as `420204`, optionally with its township, such as `420281/汪仁镇`"
)]
pub struct NotADivision;

/// A place: a county, or a township of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Division {
    county: Box<str>,
    township: Option<Box<str>>,
}

impl Division {
    /// Reads `420204` or `420204/团城山街道`.
    ///
    /// # Errors
    /// If it is of another form.
    pub fn parse(text: &str) -> Result<Self, NotADivision> {
        let (county, township) = match text.trim().split_once('/') {
            Some((county, township)) => (county.trim(), Some(township.trim())),
            None => (text.trim(), None),
        };
        let formed = county.len() == 6 && county.bytes().all(|byte| byte.is_ascii_digit());
        let named = township.is_none_or(|name| (1..=20).contains(&name.chars().count()));
        (formed && named)
            .then(|| Self {
                county: county.into(),
                township: township.map(Into::into),
            })
            .ok_or(NotADivision)
    }

    /// The six digits of the county.
    #[must_use]
    pub fn county(&self) -> &str {
        &self.county
    }

    /// The township, if it is named.
    #[must_use]
    pub fn township(&self) -> Option<&str> {
        self.township.as_deref()
    }
}

impl fmt::Display for Division {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.township {
            Some(township) => write!(formatter, "{}/{township}", self.county),
            None => formatter.write_str(&self.county),
        }
    }
}

/// An authority's ground.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jurisdiction {
    /// Id.
    pub id: JurisdictionId,
    /// Name in Chinese.
    pub name: String,
    /// County codes that lie in it, apart from `except`.
    pub counties: BTreeSet<String>,
    /// Townships of other counties that lie in it.
    pub townships: BTreeSet<Division>,
    /// Townships of its own counties that do not.
    pub except: BTreeSet<Division>,
}

impl Jurisdiction {
    /// Whether a place lies in it. None if only the county is known and its townships are divided.
    #[must_use]
    pub fn holds(&self, place: &Division) -> Option<bool> {
        let divided = |townships: &BTreeSet<Division>| {
            townships
                .iter()
                .any(|township| township.county == place.county)
        };
        if place.township.is_some() {
            let taken = self.counties.contains(place.county()) && !self.except.contains(place);
            return Some(taken || self.townships.contains(place));
        }
        if self.counties.contains(place.county()) {
            return if divided(&self.except) {
                None
            } else {
                Some(true)
            };
        }
        if divided(&self.townships) {
            None
        } else {
            Some(false)
        }
    }
}
