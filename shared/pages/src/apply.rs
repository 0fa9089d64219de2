//! Applying: what is needed, the draft with its uploads, the acknowledgement (M42, M82).

use askama::Template;
use contract::case::CaseView;
use contract::department::MissingMaterial;
use contract::draft::DraftView;
use contract::eligibility::ItemAnswer;
use contract::fault::Fault;
use contract::policy::ItemView;

use crate::chrome::{Chrome, Nav};
use crate::render::page;
use crate::say;
use crate::values::{Named, Values, name_of};

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
/// - `POST /drafts/{draft}/upload`, multipart: `idempotency_key`, `version`, `material`, `file`. Works without scripts; with
///   scripts the file goes straight to the bucket through `POST /v1/drafts/{draft}/uploads` and `…/complete`.
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
}

page!(ApplyPage<'_>);
page!(DraftPage<'_>);
page!(SubmittedPage<'_>);
