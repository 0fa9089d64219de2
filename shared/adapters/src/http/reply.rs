//! Answers: JSON with its version, pages, redirects, and answers given again.

use ::http::header::{self, HeaderName, HeaderValue};
use ::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::page::Page;
use serde::Serialize;

use super::problem::Problem;
use crate::fault::Fault;
use crate::table::idempotency::{Earlier, Reply as Kept};

/// What a handler answers: a reply, or one of the three families as a problem.
pub type Answer<T = Reply> = Result<T, Problem>;

const JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
const HTML: HeaderValue = HeaderValue::from_static("text/html; charset=utf-8");

/// Says that an answer was kept from the first time and nothing was done now.
pub const REPLAYED: HeaderName = HeaderName::from_static("idempotency-replayed");

/// An answer other than a problem.
#[derive(Debug)]
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    version: Option<u64>,
    body: Result<String, Fault>,
}

impl Reply {
    fn new(status: StatusCode, body: Result<String, Fault>) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            version: None,
            body,
        }
    }

    fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let body = serde_json::to_string(body)
            .map_err(|error| Fault::permanent("a reply could not be written as JSON", error));
        Self::new(status, body).with(header::CONTENT_TYPE, JSON)
    }

    /// 200 with a JSON body.
    pub fn ok(body: &impl Serialize) -> Self {
        Self::json(StatusCode::OK, body)
    }

    /// 200 with a JSON body and its version as `ETag`; a reader that has this version gets 304.
    pub fn versioned(version: u64, body: &impl Serialize) -> Self {
        Self::ok(body).version(version)
    }

    /// 201 with where it is, its version and a JSON body.
    pub fn created(location: &str, version: u64, body: &impl Serialize) -> Self {
        Self::json(StatusCode::CREATED, body)
            .version(version)
            .header(header::LOCATION, location)
    }

    /// 200 with one page of a list; `next` is the address of the page after it.
    pub fn listed<T: Serialize>(page: &Page<T>, next: Option<&str>) -> Self {
        let reply = Self::ok(page);
        match next {
            Some(next) => reply.header(header::LINK, &format!("<{next}>; rel=\"next\"")),
            None => reply,
        }
    }

    /// 204.
    #[must_use]
    pub fn nothing() -> Self {
        Self::new(StatusCode::NO_CONTENT, Ok(String::new()))
    }

    /// 200 with an HTML page.
    #[must_use]
    pub fn page(html: String) -> Self {
        Self::page_as(StatusCode::OK, html)
    }

    /// A page with a form: 200, or 422 where it is shown again with its faults.
    #[must_use]
    pub fn form(faults: &[contract::fault::Fault], html: String) -> Self {
        if faults.is_empty() {
            Self::page(html)
        } else {
            Self::page_as(StatusCode::UNPROCESSABLE_ENTITY, html)
        }
    }

    /// An HTML page with another status.
    #[must_use]
    pub fn page_as(status: StatusCode, html: String) -> Self {
        Self::new(status, Ok(html)).with(header::CONTENT_TYPE, HTML)
    }

    /// 200 with a body of another media type.
    #[must_use]
    pub fn text(media_type: &str, body: String) -> Self {
        Self::new(StatusCode::OK, Ok(body)).header(header::CONTENT_TYPE, media_type)
    }

    /// 200 with a table that a spreadsheet opens as it is.
    #[must_use]
    pub fn csv<const CELLS: usize>(
        head: [&str; CELLS],
        rows: impl IntoIterator<Item = [String; CELLS]>,
    ) -> Self {
        Self::text("text/csv; charset=utf-8", crate::csv::text(head, rows))
    }

    /// 303: go and read there (after a form was accepted).
    #[must_use]
    pub fn see_other(location: &str) -> Self {
        Self::new(StatusCode::SEE_OTHER, Ok(String::new())).header(header::LOCATION, location)
    }

    /// 302: it is there for now (a document's short-lived address).
    #[must_use]
    pub fn found(location: &str) -> Self {
        Self::new(StatusCode::FOUND, Ok(String::new())).header(header::LOCATION, location)
    }

    /// With the version as `ETag`.
    #[must_use]
    pub fn version(mut self, version: u64) -> Self {
        self.version = Some(version);
        self.header(header::ETAG, &etag(version))
    }

    /// With a strong `ETag` that is no version, such as a hash.
    #[must_use]
    pub fn tag(self, tag: &str) -> Self {
        self.header(header::ETAG, &format!("\"{tag}\""))
    }

    /// With a cookie set, spelled as in `Set-Cookie`.
    #[must_use]
    pub fn cookie(mut self, cookie: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(cookie) {
            self.headers.append(header::SET_COOKIE, value);
        }
        self
    }

    /// May be kept by anybody for `seconds`; without this nothing is ever kept.
    #[must_use]
    pub fn public(self, seconds: u32) -> Self {
        self.header(header::CACHE_CONTROL, &format!("public, max-age={seconds}"))
    }

    /// With one more header; a value that cannot be one is left out.
    #[must_use]
    pub fn header(self, name: HeaderName, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => self.with(name, value),
            Err(_) => self,
        }
    }

    fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// This answer as it is kept beside the command's effect.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if the body could not be written.
    pub fn kept(&self) -> Result<Kept, Fault> {
        let body = match &self.body {
            Ok(body) => body.clone(),
            Err(fault) => return Err(Fault::plain(fault.to_string())),
        };
        let location = self.headers.get(header::LOCATION);
        Ok(Kept {
            status: self.status.as_u16(),
            location: location
                .and_then(|value| value.to_str().ok())
                .map(str::to_owned),
            etag: self.version.map(|version| version.to_string()),
            body,
        })
    }

    /// The answer of the first time, given again and marked as such.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if the record holds no HTTP status.
    pub fn replayed(kept: &Kept) -> Result<Self, Fault> {
        let status = StatusCode::from_u16(kept.status)
            .map_err(|error| Fault::permanent("a kept reply has no status", error))?;
        let mut reply = Self::new(status, Ok(kept.body.clone()))
            .with(REPLAYED, HeaderValue::from_static("true"));
        if !kept.body.is_empty() {
            reply = reply.with(header::CONTENT_TYPE, JSON);
        }
        if let Some(location) = &kept.location {
            reply = reply.header(header::LOCATION, location);
        }
        if let Some(etag) = &kept.etag {
            reply = reply.tag(etag);
        }
        Ok(reply)
    }

    /// What a command under a key that was used before is answered: the same again, or 422 for another body.
    ///
    /// # Errors
    /// [`Problem`] 422 when the key was used for another body.
    pub fn earlier(earlier: &Earlier) -> Answer {
        match earlier {
            Earlier::Same(kept) => Ok(Self::replayed(kept)?),
            Earlier::OtherBody => Err(Problem::key_reused()),
        }
    }
}

impl IntoResponse for Reply {
    fn into_response(self) -> Response {
        match self.body {
            Ok(body) if body.is_empty() => (self.status, self.headers).into_response(),
            Ok(body) => (self.status, self.headers, body).into_response(),
            Err(fault) => Problem::from(fault).into_response(),
        }
    }
}

/// The strong `ETag` of a version.
#[must_use]
pub fn etag(version: u64) -> String {
    format!("\"{version}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kept_answer_comes_back_the_same_and_says_so() {
        let first = Reply::created("/v1/cases/1", 1, &serde_json::json!({"number": "1"}));
        let again = Reply::replayed(&first.kept().unwrap())
            .unwrap()
            .into_response();
        let first = first.into_response();
        assert_eq!(first.status(), again.status());
        for name in [header::LOCATION, header::ETAG, header::CONTENT_TYPE] {
            assert_eq!(
                first.headers().get(&name),
                again.headers().get(&name),
                "{name}"
            );
        }
        assert_eq!(again.headers().get(REPLAYED).unwrap(), "true");
        assert!(first.headers().get(REPLAYED).is_none());
    }

    #[test]
    fn another_body_under_the_same_key_is_refused() {
        let kept = Reply::nothing().kept().unwrap();
        assert!(Reply::earlier(&Earlier::Same(kept)).is_ok());
        let problem = Reply::earlier(&Earlier::OtherBody).unwrap_err();
        assert_eq!(
            (problem.status(), problem.code()),
            (422, "idempotency_key_reused")
        );
    }

    #[test]
    fn an_empty_answer_is_kept_too() {
        let again = Reply::replayed(&Reply::nothing().kept().unwrap())
            .unwrap()
            .into_response();
        assert_eq!(again.status(), StatusCode::NO_CONTENT);
        assert!(again.headers().get(header::CONTENT_TYPE).is_none());
    }

    #[test]
    fn a_list_links_to_its_next_page() {
        let page = Page::<u8> {
            entries: vec![1],
            next_cursor: Some("c".to_owned()),
        };
        let response = Reply::listed(&page, Some("/v1/cases?cursor=c")).into_response();
        let link = response.headers().get(header::LINK).unwrap();
        assert_eq!(link, "</v1/cases?cursor=c>; rel=\"next\"");
    }

    #[test]
    fn a_header_cannot_be_split() {
        let response = Reply::see_other("/a\r\nset-cookie: x=1").into_response();
        assert!(response.headers().get(header::LOCATION).is_none());
        assert!(response.headers().get(header::SET_COOKIE).is_none());
    }
}
