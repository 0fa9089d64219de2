//! The material library (材料库, M82) of an enterprise: what it handed in once it may hand in again while it is valid.
//!
//! Only what an item says stays valid for some months is kept; a paper that serves one application is not.

use facts::{CreditCode, Day, MaterialId, UploadId};

use crate::Text;
use crate::draft::{Draft, MaterialTerms, UPLOADS_MAX, Upload, UploadState, accepted};
use crate::refusal::Refusal;

/// A file in the library.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Whose.
    pub enterprise: CreditCode,
    /// Which material it is.
    pub material: MaterialId,
    /// The name of that material, as the item had it that first asked for it.
    pub name: Text,
    /// File name as given.
    pub file_name: String,
    /// Media type, checked.
    pub media_type: String,
    /// Size.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// The day it was handed in and found sound.
    pub kept_on: Day,
    /// Its last day by the terms it was handed in under.
    pub valid_until: Day,
}

impl Kept {
    /// What a sound upload of `draft` becomes in the library; nothing where it serves one application only.
    #[must_use]
    pub fn of(draft: &Draft, upload: &Upload, terms: &[MaterialTerms], today: Day) -> Option<Self> {
        let terms = terms
            .iter()
            .find(|terms| terms.material == upload.material)?;
        Some(Self {
            enterprise: draft.enterprise.clone(),
            material: upload.material.clone(),
            name: terms.name.clone(),
            file_name: upload.file_name.clone(),
            media_type: upload.media_type.clone(),
            bytes: upload.bytes,
            sha256: upload.sha256.clone(),
            kept_on: today,
            valid_until: last_day(today, terms.valid_months?),
        })
    }

    /// Whether it may still be handed in on `day`.
    #[must_use]
    pub fn valid_on(&self, day: Day) -> bool {
        day <= self.valid_until
    }

    /// The last day it can be handed in for a material with these terms: neither later than it was told, nor than they allow.
    #[must_use]
    pub fn usable_until(&self, terms: &MaterialTerms) -> Option<Day> {
        let allowed = last_day(self.kept_on, terms.valid_months?);
        Some(allowed.min(self.valid_until))
    }
}

/// The last day of so many months from `day`.
fn last_day(day: Day, months: u32) -> Day {
    day.plus_months(i32::try_from(months).unwrap_or(i32::MAX))
}

impl Draft {
    /// Hands in a file of the library as the upload `id`. Handing in the same file twice is handing it in once.
    ///
    /// # Errors
    /// [`Refusal::DraftClosed`], [`Refusal::UnknownMaterial`], [`Refusal::NotReusable`], [`Refusal::MaterialExpired`], or what the material
    /// does not take.
    pub fn reuse(
        self,
        kept: &Kept,
        id: UploadId,
        materials: &[MaterialTerms],
        today: Day,
    ) -> Result<Self, Refusal> {
        self.must_be_open()?;
        let terms = accepted(&kept.material, (&kept.media_type, kept.bytes), materials)?;
        let name = terms.name.clone();
        let until = kept.usable_until(terms).ok_or(Refusal::NotReusable {
            material: name.clone(),
        })?;
        if until < today {
            let materials = vec![expired(&name, until)];
            return Err(Refusal::MaterialExpired { materials });
        }
        let same = |upload: &Upload| {
            upload.material == kept.material
                && upload.sha256 == kept.sha256
                && upload.state == UploadState::Held
        };
        let twice = self.uploads.iter().any(same);
        if !twice && self.uploads.len() >= UPLOADS_MAX {
            return Err(Refusal::TooManyUploads {
                uploads_max: UPLOADS_MAX,
            });
        }
        let mut next = self.next();
        if !twice {
            next.uploads.push(Upload {
                id,
                material: kept.material.clone(),
                file_name: kept.file_name.clone(),
                media_type: kept.media_type.clone(),
                bytes: kept.bytes,
                sha256: kept.sha256.clone(),
                state: UploadState::Held,
                valid_until: Some(until),
            });
        }
        Ok(next)
    }

    /// Names of what it would hand in that is no longer valid on `today`, with the last day of each.
    #[must_use]
    pub fn expired(&self, materials: &[MaterialTerms], today: Day) -> Vec<Text> {
        let over = self.held().filter_map(|upload| {
            let until = upload.valid_until.filter(|until| *until < today)?;
            let terms = materials
                .iter()
                .find(|terms| terms.material == upload.material)?;
            Some(expired(&terms.name, until))
        });
        over.collect()
    }
}

fn expired(name: &Text, until: Day) -> Text {
    Text::new(
        format!("{}（有效期至 {until}）", name.zh),
        format!("{} (valid until {until})", name.en),
    )
}
