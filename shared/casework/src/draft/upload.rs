//! Files of a draft: announced with what is promised of them, and settled with what was found.

use facts::{MaterialId, UploadId};

use super::{Draft, FILE_NAME_CHARACTERS_MAX, MaterialTerms, UPLOADS_MAX, Upload, UploadState};
use crate::Text;
use crate::refusal::Refusal;

/// What is promised of a file; the signed address lets nothing else in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced {
    /// The id it gets.
    pub id: UploadId,
    /// Which material it is.
    pub material: MaterialId,
    /// File name.
    pub file_name: String,
    /// Media type.
    pub media_type: String,
    /// Exact size.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

/// What was found when the file was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Finding {
    /// As promised; kept as evidence.
    Sound,
    /// Not kept.
    Unsound {
        /// Why, in words for who sent it.
        reason: Text,
    },
}

impl Draft {
    /// Announces a file.
    ///
    /// # Errors
    /// What is wrong with what is promised of it, or [`Refusal::DraftClosed`].
    pub fn announce(
        self,
        announced: Announced,
        materials: &[MaterialTerms],
    ) -> Result<Self, Refusal> {
        self.must_be_open()?;
        acceptable(&announced, materials)?;
        if self.uploads.len() >= UPLOADS_MAX {
            return Err(Refusal::TooManyUploads {
                uploads_max: UPLOADS_MAX,
            });
        }
        let mut next = self.next();
        next.uploads.push(Upload {
            id: announced.id,
            material: announced.material,
            file_name: announced.file_name,
            media_type: announced.media_type,
            bytes: announced.bytes,
            sha256: announced.sha256,
            state: UploadState::Requested,
            valid_until: None,
        });
        Ok(next)
    }

    /// An upload whose file may be looked at now.
    ///
    /// # Errors
    /// [`Refusal::NoSuchUpload`], [`Refusal::UploadSettled`], [`Refusal::DraftClosed`].
    pub fn awaited(&self, id: &UploadId) -> Result<&Upload, Refusal> {
        self.must_be_open()?;
        let upload = self.uploads.iter().find(|upload| upload.id == *id);
        let upload = upload.ok_or(Refusal::NoSuchUpload)?;
        match upload.state {
            UploadState::Requested => Ok(upload),
            UploadState::Held | UploadState::Rejected { .. } => Err(Refusal::UploadSettled),
        }
    }

    /// Settles an upload with what was found.
    ///
    /// # Errors
    /// As for [`Draft::awaited`].
    pub fn settle(self, id: &UploadId, finding: Finding) -> Result<Self, Refusal> {
        self.awaited(id)?;
        let mut next = self.next();
        let state = match finding {
            Finding::Sound => UploadState::Held,
            Finding::Unsound { reason } => UploadState::Rejected { reason },
        };
        if let Some(upload) = next.uploads.iter_mut().find(|upload| upload.id == *id) {
            upload.state = state;
        }
        Ok(next)
    }
}

fn acceptable(announced: &Announced, materials: &[MaterialTerms]) -> Result<(), Refusal> {
    let file = (announced.media_type.as_str(), announced.bytes);
    accepted(&announced.material, file, materials)?;
    if !plain_name(&announced.file_name) {
        return Err(Refusal::FileName);
    }
    if !digest(&announced.sha256) {
        return Err(Refusal::Digest);
    }
    Ok(())
}

/// The terms of a material that takes a file of this type and size.
pub(crate) fn accepted<'a>(
    material: &MaterialId,
    (media_type, bytes): (&str, u64),
    materials: &'a [MaterialTerms],
) -> Result<&'a MaterialTerms, Refusal> {
    let terms = materials.iter().find(|terms| terms.material == *material);
    let terms = terms.ok_or_else(|| Refusal::UnknownMaterial {
        material: material.to_string(),
    })?;
    if !terms.media_types.iter().any(|taken| taken == media_type) {
        let accepted = terms.media_types.clone();
        return Err(Refusal::MediaType { accepted });
    }
    if bytes == 0 || bytes > terms.bytes_max {
        let bytes_max = terms.bytes_max;
        return Err(Refusal::FileSize { bytes_max });
    }
    Ok(terms)
}

/// A name that is shown to people: no path, no control characters, nothing that turns the reading direction.
fn plain_name(name: &str) -> bool {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '/' | '\\' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let length = name.chars().count();
    (1..=FILE_NAME_CHARACTERS_MAX).contains(&length)
        && !name.trim().is_empty()
        && !name.starts_with('.')
        && !name.chars().any(hidden)
}

/// Whether it is a SHA-256 as it is written here: 64 lower-case hexadecimal digits.
pub(crate) fn digest(text: &str) -> bool {
    const DIGITS: usize = 64;
    text.len() == DIGITS
        && text
            .chars()
            .all(|digit| matches!(digit, '0'..='9' | 'a'..='f'))
}
