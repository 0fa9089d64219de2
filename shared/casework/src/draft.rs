//! The draft (草稿): an application being prepared. The enterprise, or who helps it, edits a draft; the city handles a case (M42).
//!
//! A draft moves by values: each move takes the draft and gives the next one, a version on, or refuses. Files never pass here, only what
//! is promised of them and what was found.

use facts::{CaseNumber, CreditCode, Day, DraftId, Instant, ItemId, MaterialId, UploadId};

use crate::Text;
use crate::case::Document;
use crate::refusal::Refusal;
use crate::register::mail_address;

mod items;
mod lapse;
pub mod submit;
mod upload;

pub use items::{ITEMS_MAX, joined};
pub use lapse::{DRAFT_DAYS_MAX, Looked, REMIND_DAYS};
pub use submit::{
    Advice, Asked, Made, Opening, Situation, SubmitRequest, Submitted, corrected_with, submit,
};
pub(crate) use upload::accepted;
pub(crate) use upload::digest;
pub use upload::{Announced, Finding};

/// Most uploads of one draft.
pub const UPLOADS_MAX: usize = 40;
/// Longest remark, in characters.
pub const REMARK_CHARACTERS_MAX: usize = 500;
/// Longest file name, in characters.
pub const FILE_NAME_CHARACTERS_MAX: usize = 120;

/// A material as a draft needs to know it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialTerms {
    /// Which.
    pub material: MaterialId,
    /// Its name.
    pub name: Text,
    /// Whether everybody must hand it in.
    pub required: bool,
    /// Media types it takes.
    pub media_types: Vec<String>,
    /// Largest file.
    pub bytes_max: u64,
    /// For how many months it may be handed in again; none for what serves one application.
    pub valid_months: Option<u32>,
}

/// What a draft is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Purpose {
    /// A new application.
    Application,
    /// What a case was sent back for.
    Correction {
        /// That case.
        number: CaseNumber,
    },
}

/// Where a draft stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Status {
    /// Being prepared.
    Open,
    /// Submitted: it became, or mended, these cases.
    Submitted {
        /// The case of the item it was begun for.
        number: CaseNumber,
        /// Those of the others, in their order.
        also: Vec<CaseNumber>,
    },
    /// Given up.
    Discarded,
}

impl Status {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Submitted { .. } => "submitted",
            Self::Discarded => "discarded",
        }
    }
}

/// Where an upload stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum UploadState {
    /// An address was given; nothing was looked at yet.
    Requested,
    /// Looked at, sound, and kept as evidence.
    Held,
    /// Looked at and not kept.
    Rejected {
        /// Why.
        reason: Text,
    },
}

impl UploadState {
    /// The word in records and on the wire.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Requested => "requested",
            Self::Held => "held",
            Self::Rejected { .. } => "refused",
        }
    }
}

/// A file of a draft: what was promised of it, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upload {
    /// Which.
    pub id: UploadId,
    /// Which material it is.
    pub material: MaterialId,
    /// File name as given.
    pub file_name: String,
    /// Media type promised.
    pub media_type: String,
    /// Size promised.
    pub bytes: u64,
    /// SHA-256 promised, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Where it stands.
    pub state: UploadState,
    /// Handed in from the library: its last day.
    pub valid_until: Option<Day>,
}

/// A draft.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// Which.
    pub id: DraftId,
    /// Version.
    pub version: u64,
    /// What it is for.
    pub purpose: Purpose,
    /// Where it stands.
    pub status: Status,
    /// The item it was begun for.
    pub item: ItemId,
    /// Items applied for together with it (M85).
    pub also: Vec<ItemId>,
    /// Who applies.
    pub enterprise: CreditCode,
    /// Its registered name.
    pub enterprise_name: String,
    /// Where notifications go; empty until given.
    pub contact_email: String,
    /// A word to the department.
    pub remark: Option<String>,
    /// Files.
    pub uploads: Vec<Upload>,
    /// When it was begun.
    pub created_at: Instant,
    /// The last day it can be submitted, as it was announced when somebody last looked; none where nobody knows.
    pub closes: Option<Day>,
    /// The last day its owner was reminded of.
    pub reminded_of: Option<Day>,
}

/// What a draft begins with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beginning {
    /// Which.
    pub id: DraftId,
    /// What it is for.
    pub purpose: Purpose,
    /// The item applied for.
    pub item: ItemId,
    /// Who applies.
    pub enterprise: CreditCode,
    /// Its registered name.
    pub enterprise_name: String,
    /// Where notifications went before, if that is known.
    pub contact_email: String,
    /// The last day it can be submitted, if that is known.
    pub closes: Option<Day>,
}

impl Draft {
    /// A new draft.
    #[must_use]
    pub fn begin(beginning: Beginning, now: Instant) -> Self {
        Self {
            id: beginning.id,
            version: 1,
            purpose: beginning.purpose,
            status: Status::Open,
            item: beginning.item,
            also: Vec::new(),
            enterprise: beginning.enterprise,
            enterprise_name: beginning.enterprise_name,
            contact_email: beginning.contact_email,
            remark: None,
            uploads: Vec::new(),
            created_at: now,
            closes: beginning.closes,
            reminded_of: None,
        }
    }

    /// Changes contact and remark.
    ///
    /// # Errors
    /// [`Refusal::DraftClosed`], [`Refusal::ContactNeeded`], [`Refusal::TooLong`].
    pub fn edit(self, contact_email: &str, remark: Option<&str>) -> Result<Self, Refusal> {
        self.must_be_open()?;
        let contact_email = contact_email.trim().to_owned();
        if !mail_address(&contact_email) {
            return Err(Refusal::ContactNeeded);
        }
        let remark = remark.map(str::trim).filter(|remark| !remark.is_empty());
        if remark.is_some_and(|remark| remark.chars().count() > REMARK_CHARACTERS_MAX) {
            return Err(Refusal::TooLong {
                characters_max: REMARK_CHARACTERS_MAX,
            });
        }
        let remark = remark.map(str::to_owned);
        Ok(Self {
            contact_email,
            remark,
            ..self.next()
        })
    }

    /// Gives it up.
    ///
    /// # Errors
    /// [`Refusal::DraftClosed`].
    pub fn discard(self) -> Result<Self, Refusal> {
        self.must_be_open()?;
        Ok(Self {
            status: Status::Discarded,
            ..self.next()
        })
    }

    /// Ends it: it became, or mended, these cases.
    pub(crate) fn closed(&self, numbers: &[CaseNumber]) -> Self {
        let status = match numbers.split_first() {
            Some((number, also)) => Status::Submitted {
                number: number.clone(),
                also: also.to_vec(),
            },
            None => self.status.clone(),
        };
        Self {
            status,
            ..self.clone().next()
        }
    }

    /// Whether nothing required is missing.
    #[must_use]
    pub fn complete(&self, materials: &[MaterialTerms]) -> bool {
        self.missing(materials).is_empty() && mail_address(&self.contact_email)
    }

    /// Names of required materials nothing sound was handed in for.
    #[must_use]
    pub fn missing(&self, materials: &[MaterialTerms]) -> Vec<Text> {
        let held = |material: &MaterialId| self.held().any(|upload| upload.material == *material);
        let required = materials.iter().filter(|terms| terms.required);
        required
            .filter(|terms| !held(&terms.material))
            .map(|terms| terms.name.clone())
            .collect()
    }

    /// What it would hand in: every upload that was found sound.
    #[must_use]
    pub fn documents(&self) -> Vec<Document> {
        let document = |upload: &Upload| Document {
            material: upload.material.clone(),
            document: upload.id.to_string(),
            file_name: upload.file_name.clone(),
            media_type: upload.media_type.clone(),
            bytes: upload.bytes,
            sha256: upload.sha256.clone(),
        };
        self.held().map(document).collect()
    }

    /// What it would hand in for an item with these materials.
    #[must_use]
    pub fn documents_for(&self, materials: &[MaterialTerms]) -> Vec<Document> {
        let mut documents = self.documents();
        documents.retain(|document| {
            let asked = |terms: &MaterialTerms| terms.material == document.material;
            materials.iter().any(asked)
        });
        documents
    }

    pub(crate) fn held(&self) -> impl Iterator<Item = &Upload> {
        self.uploads
            .iter()
            .filter(|upload| upload.state == UploadState::Held)
    }

    pub(crate) fn must_be_open(&self) -> Result<(), Refusal> {
        let number = match &self.status {
            Status::Open => return Ok(()),
            Status::Submitted { number, .. } => Some(number.clone()),
            Status::Discarded => None,
        };
        Err(Refusal::DraftClosed { number })
    }

    pub(crate) fn next(self) -> Self {
        Self {
            version: self.version.saturating_add(1),
            ..self
        }
    }
}
