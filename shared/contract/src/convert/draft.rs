//! Drafts.

use casework::draft::{Draft, MaterialTerms, Status, Upload, UploadState};
use casework::library::Kept;
use facts::{Day, ItemId, Text};

use crate::draft::{DraftItem, DraftMaterial, DraftView, KeptView, UploadView};

/// A draft as its owner sees it, with the titles of its items and the materials they ask for today.
#[must_use]
pub fn view(
    draft: &Draft,
    title: impl Fn(&ItemId) -> Text,
    materials: &[MaterialTerms],
) -> DraftView {
    let materials: Vec<DraftMaterial> = materials
        .iter()
        .map(|terms| material(draft, terms))
        .collect();
    let held = |material: &DraftMaterial| material.uploads.iter().any(|one| one.status == "held");
    DraftView {
        draft: draft.id.to_string(),
        version: draft.version,
        status: draft.status.word().to_owned(),
        item: draft.item.to_string(),
        title: title(&draft.item).into(),
        also: draft
            .also
            .iter()
            .map(|item| DraftItem {
                item: item.to_string(),
                title: title(item).into(),
            })
            .collect(),
        enterprise: draft.enterprise.to_string(),
        enterprise_name: draft.enterprise_name.clone(),
        contact_email: draft.contact_email.clone(),
        remark: draft.remark.clone(),
        overlaps: Vec::new(),
        proof: Vec::new(),
        complete: materials.iter().all(|one| !one.required || held(one)),
        materials,
        number: match &draft.status {
            Status::Submitted { number, .. } => Some(number.to_string()),
            Status::Open | Status::Discarded => None,
        },
        also_numbers: match &draft.status {
            Status::Submitted { also, .. } => also.iter().map(ToString::to_string).collect(),
            Status::Open | Status::Discarded => Vec::new(),
        },
        created_at: draft.created_at.to_string(),
    }
}

fn material(draft: &Draft, terms: &MaterialTerms) -> DraftMaterial {
    let uploads = draft.uploads.iter();
    DraftMaterial {
        material: terms.material.to_string(),
        name: terms.name.clone().into(),
        required: terms.required,
        media_types: terms.media_types.clone(),
        bytes_max: terms.bytes_max,
        uploads: uploads
            .filter(|upload| upload.material == terms.material)
            .map(upload)
            .collect(),
    }
}

/// One upload.
#[must_use]
pub fn upload(upload: &Upload) -> UploadView {
    UploadView {
        upload: upload.id.to_string(),
        status: upload.state.word().to_owned(),
        file_name: upload.file_name.clone(),
        media_type: upload.media_type.clone(),
        bytes: upload.bytes,
        sha256: upload.sha256.clone(),
        valid_until: upload.valid_until.map(|day| day.to_string()),
        reason: match &upload.state {
            UploadState::Rejected { reason } => Some(reason.clone().into()),
            UploadState::Requested | UploadState::Held => None,
        },
    }
}

/// A file of the library, seen on `today`.
#[must_use]
pub fn kept(kept: &Kept, today: Day) -> KeptView {
    KeptView {
        material: kept.material.to_string(),
        name: kept.name.clone().into(),
        file_name: kept.file_name.clone(),
        media_type: kept.media_type.clone(),
        bytes: kept.bytes,
        sha256: kept.sha256.clone(),
        kept_on: kept.kept_on.to_string(),
        valid_until: kept.valid_until.to_string(),
        valid: kept.valid_on(today),
    }
}
