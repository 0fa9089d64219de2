//! Applying: what is needed, the draft with its uploads, the acknowledgement (M42, M82).

use askama::Template;
use contract::case::{CaseView, VerifiedView};
use contract::department::MissingMaterial;
use contract::draft::{DraftMaterial, DraftView, KeptView, UploadView};
use contract::eligibility::{ItemAnswer, VerdictView};
use contract::fault::Fault;
use contract::policy::ItemView;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /apply/{item}`: what is needed, and the button that begins a draft.
///
/// `POST /apply/{item}` fields: `idempotency_key`, `enterprise` (credit code; hidden for an enterprise, asked of an agent).
#[derive(Debug, Template)]
#[template(path = "apply/start.html")]
pub struct ApplyPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The item in full.
    pub item: &'a ItemView,
    /// Credit code of the signed-in enterprise; `None` asks for it.
    pub enterprise: Option<&'a str>,
    /// Its name, or empty.
    pub enterprise_name: &'a str,
    /// What the calculator says of it, if it was asked.
    pub answer: Option<&'a ItemAnswer>,
    /// Drafts this enterprise already has for this item.
    pub drafts: &'a [DraftView],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults; pointer `/enterprise`.
    pub faults: &'a [Fault],
}

/// `GET /drafts/{draft}`: contact, materials, check answers, submit.
///
/// Forms on it:
/// - `POST /drafts/{draft}`: `idempotency_key`, `version`, `contact_email`, `remark`.
/// - `POST /drafts/{draft}/upload`, in three shapes:
///   1. multipart with `idempotency_key`, `version`, `material`, `file`: the way without scripts; answer with a redirect here.
///   2. url-encoded with `idempotency_key`, `version`, `material`, `file_name`, `media_type`, `bytes`, `sha256`, and
///      `Accept: application/json`: the script announces a file; answer with [`contract::draft::UploadTicket`] as JSON.
///   3. url-encoded with `idempotency_key`, `version`, `upload`, and `Accept: application/json`: the script has put the file
///      into the bucket; answer with [`UploadView`] as JSON. A problem as JSON is shown beside the field; anything that is no
///      JSON makes the script send the form the first way.
/// - `POST /drafts/{draft}/items`: `version`, `items` (check boxes; the item it was begun for is a hidden one).
/// - `POST /drafts/{draft}/reuse`: `idempotency_key`, `material`, `sha256`.
/// - `POST /drafts/{draft}/submit`: `idempotency_key`, `version`, `confirm` = `yes` (the promise that everything is true).
/// - while it corrects a case, instead of the last: `POST /cases/{number}/correct` with `idempotency_key`, `version` (of the case),
///   `draft`, `confirm` = `yes`.
#[derive(Debug, Template)]
#[template(path = "apply/draft.html")]
pub struct DraftPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The draft.
    pub draft: &'a DraftView,
    /// What may be applied for together, the draft's own items first; none while it corrects a case.
    pub joinable: &'a [Named],
    /// What the enterprise may hand in again.
    pub library: &'a [KeptView],
    /// Set while the draft carries the corrections of a case.
    pub correction: Option<Correction<'a>>,
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// Origin the bucket is reached at, for example `https://bucket.s3.cn-north-1.amazonaws.com.cn`.
    pub upload_origin: &'a str,
    /// What was filled in, where it was refused.
    pub values: &'a Values,
    /// Faults; pointers `/contact_email`, `/remark`, `/confirm`, `/materials/{material}`.
    pub faults: &'a [Fault],
    /// True after something was saved, to say so.
    pub saved: bool,
}

/// The case whose correction a draft carries.
#[derive(Debug, Clone, Copy)]
pub struct Correction<'a> {
    /// Its number.
    pub number: &'a str,
    /// Its version.
    pub version: u64,
    /// What is missing, all told at once (M73).
    pub missing: &'a [MissingMaterial],
}

/// The acknowledgement (受理回执), for the screen and for paper: `GET /cases/{number}?view=acknowledgement`.
#[derive(Debug, Template)]
#[template(path = "apply/acknowledgement.html")]
pub struct SubmittedPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The case.
    pub case: &'a CaseView,
    /// Names of materials.
    pub materials: &'a [Named],
    /// The address at which anybody who holds the paper can verify it, in full; it stands in the QR code.
    pub verify: &'a str,
}

/// The one-time notice (一次性告知书, M73): everything missing, generated from the material list, for the screen and for paper:
/// `GET /cases/{number}?view=one-time-notice`.
#[derive(Debug, Template)]
#[template(path = "apply/one_time_notice.html")]
pub struct OneTimeNoticePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The case.
    pub case: &'a CaseView,
    /// Names of materials.
    pub materials: &'a [Named],
    /// Everything that is missing.
    pub missing: &'a [MissingMaterial],
    /// Last day to mend it (`YYYY-MM-DD`).
    pub until: &'a str,
}

/// `GET /verify/{token}`: that an acknowledgement is ours, and where the case stands, without personal data.
#[derive(Debug, Template)]
#[template(path = "apply/verify.html")]
pub struct VerifyPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// What may be verified.
    pub verified: &'a VerifiedView,
}

impl DraftPage<'_> {
    /// Files of the library that are this material and were not handed in here.
    fn reusable(&self, material: &DraftMaterial) -> Vec<&KeptView> {
        let here = |kept: &KeptView| {
            let mut uploads = material.uploads.iter();
            uploads.any(|upload| upload.sha256 == kept.sha256 && upload.status == "held")
        };
        self.library
            .iter()
            .filter(|kept| kept.material == material.material && !here(kept))
            .collect()
    }

    /// Title and number of every case it became.
    fn cases(&self) -> Vec<(&str, &str)> {
        let titles = std::iter::once(&self.draft.title)
            .chain(self.draft.also.iter().map(|also| &also.title))
            .map(|title| title.zh.as_str());
        let numbers = self.draft.number.iter().chain(&self.draft.also_numbers);
        titles.zip(numbers.map(String::as_str)).collect()
    }

    /// Whether an item is applied for.
    fn chosen(&self, item: &str) -> bool {
        self.draft.item == item || self.draft.also.iter().any(|also| also.item == item)
    }

    fn name_of_material<'a>(&'a self, id: &'a str) -> &'a str {
        self.draft
            .materials
            .iter()
            .find(|material| material.material == id)
            .map_or(id, |material| &material.name.zh)
    }
}

/// `GET /library`: what an enterprise may hand in again, with the last day of each.
#[derive(Debug, Template)]
#[template(path = "apply/library.html")]
pub struct LibraryPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Credit code.
    pub enterprise: &'a str,
    /// Files by material.
    pub entries: &'a [KeptView],
}

/// How many checked files a material has.
fn held(material: &DraftMaterial) -> usize {
    material
        .uploads
        .iter()
        .filter(|upload| upload.status == "held")
        .count()
}

/// The pointer of faults about a material.
fn pointer(material: &DraftMaterial) -> String {
    format!("/materials/{}", material.material)
}

/// What the file chooser offers.
fn accepted(material: &DraftMaterial) -> String {
    material.media_types.join(",")
}

/// The media type of an upload, as a list of one.
const fn one(upload: &UploadView) -> &[String] {
    std::slice::from_ref(&upload.media_type)
}

page!(ApplyPage<'_>);
page!(DraftPage<'_>);
page!(LibraryPage<'_>);
page!(SubmittedPage<'_>);
page!(OneTimeNoticePage<'_>);
page!(VerifyPage<'_>);
