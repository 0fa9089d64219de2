//! Forms of pages: fields, and files for readers without scripts.

use axum::extract::{FromRequest, Multipart, Request};
use bytes::Bytes;
use contract::fault::{Fault as Flaw, Malformed};
use contract::problem::kind;
use pages::Values;

use super::body::{media_type, read};
use super::idempotency::IdempotencyKey;
use super::problem::Problem;
use super::query::url_pairs;
use crate::Outside;

/// Most bytes of a form without files.
const FIELDS_BYTES_MAX: usize = 262_144;
/// Most bytes of a form with files: what fits through the gateway once it is written in base64.
pub const FILES_BYTES_MAX: usize = 4_194_304;
/// Most fields and files of a form.
const FIELDS_MAX: usize = 256;
/// The hidden field that lets a form be sent twice without being done twice.
pub const KEY_FIELD: &str = "idempotency_key";

/// A file in a form.
#[derive(Debug, Clone)]
pub struct FormFile {
    /// Name of the field.
    pub field: String,
    /// Name of the file as given.
    pub file_name: String,
    /// Media type as given; the bytes decide.
    pub media_type: String,
    /// The bytes.
    pub bytes: Bytes,
}

/// A submitted form.
#[derive(Debug, Clone, Default)]
pub struct Form {
    fields: Vec<(String, String)>,
    /// Files, in the order of the form.
    pub files: Vec<FormFile>,
    /// The fields as sent, for the idempotency record.
    pub bytes: Bytes,
}

impl Form {
    /// The trimmed value of a field; empty counts as absent.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        let field = self.fields.iter().find(|(given, _)| given == name);
        field
            .map(|(_, value)| value.trim())
            .filter(|value| !value.is_empty())
    }

    /// Every value of a field that may be given several times.
    pub fn texts<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.fields
            .iter()
            .filter(move |(given, _)| given == name)
            .map(|(_, value)| value.trim())
    }

    /// All fields, in the order of the form.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.trim()))
    }

    /// What was filled in, to be shown again.
    #[must_use]
    pub fn values(&self) -> Values {
        let pairs = self.fields();
        Values::from_pairs(pairs.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    /// The key in the form's hidden field.
    ///
    /// # Errors
    /// [`Malformed`] when it is missing or no key.
    pub fn key(&self) -> Result<IdempotencyKey, Malformed> {
        IdempotencyKey::parse(self.text(KEY_FIELD).unwrap_or_default())
    }
}

impl FromRequest<Outside> for Form {
    type Rejection = Problem;

    async fn from_request(request: Request, outside: &Outside) -> Result<Self, Problem> {
        match media_type(&request).as_str() {
            "multipart/form-data" => with_files(request, outside).await,
            "application/x-www-form-urlencoded" => {
                let bytes = read(request, FIELDS_BYTES_MAX).await?;
                let text = std::str::from_utf8(&bytes).map_err(|_| unreadable())?;
                let fields: Vec<_> = url_pairs(text).take(FIELDS_MAX).collect();
                Ok(Self {
                    fields,
                    files: Vec::new(),
                    bytes,
                })
            }
            _ => Err(Problem::of(kind::UNSUPPORTED_MEDIA_TYPE)),
        }
    }
}

async fn with_files(request: Request, outside: &Outside) -> Result<Form, Problem> {
    let (parts, body) = request.into_parts();
    let bytes = read(Request::from_parts(parts.clone(), body), FILES_BYTES_MAX).await?;
    let request = Request::from_parts(parts, bytes.clone().into());
    let mut parts = Multipart::from_request(request, outside)
        .await
        .map_err(|_| unreadable())?;
    let mut form = Form {
        bytes,
        ..Form::default()
    };
    for _ in 0..FIELDS_MAX {
        let Some(part) = parts.next_field().await.map_err(|_| unreadable())? else {
            return Ok(form);
        };
        let field = part.name().unwrap_or_default().to_owned();
        let file_name = part.file_name().map(str::to_owned);
        let media_type = part.content_type().unwrap_or_default().to_owned();
        let bytes = part.bytes().await.map_err(|_| unreadable())?;
        match file_name {
            Some(file_name) => form.files.push(FormFile {
                field,
                file_name,
                media_type,
                bytes,
            }),
            None => {
                let value = String::from_utf8(bytes.to_vec()).map_err(|_| unreadable())?;
                form.fields.push((field, value));
            }
        }
    }
    Err(Problem::of(kind::TOO_LARGE))
}

fn unreadable() -> Problem {
    Malformed::unreadable(Flaw::new(
        "",
        "not_a_form",
        "表单无法读取，请返回页面重新填写提交",
        "the form cannot be read; go back, fill it in and submit again",
    ))
    .into()
}
