//! What every handler is given: the moment, who is asking, and what the request promised in its headers.

use std::sync::Arc;

use ::http::header;
use ::http::request::Parts;
use axum::extract::FromRequestParts;
use casework::Actor;
use casework::access::{Operation, Reach, Role};
use contract::fault::Fault as Flaw;
use contract::page::Page;
use contract::problem::kind;
use facts::{CreditCode, DepartmentId};
use pages::{Chrome, Nav, Reader};
use serde::Serialize;

use super::acting::{Acting, acting};
use super::cursor;
use super::idempotency::IdempotencyKey;
use super::identity::{self, Principal};
use super::language::Language;
use super::problem::Problem;
use super::query::Query;
use super::reply::{Answer, Reply};
use super::site;
use super::trace::Trace;
use crate::Outside;
use crate::clock::Instant;
use crate::fault::Fault;
use crate::table::idempotency::Idempotency;

/// One request at the door.
#[derive(Debug, Clone)]
pub struct Door {
    /// Everything outside.
    pub outside: Outside,
    /// When the request arrived. Everything in it is decided at this moment.
    pub now: Instant,
    /// Who is asking.
    pub principal: Principal,
    /// The key of a command, if one was sent.
    pub idempotency: Option<IdempotencyKey>,
    /// The version the caller has read, if sent.
    pub if_match: Option<u64>,
    /// The language the reader prefers.
    pub language: Language,
    /// The id of this request, in the answer, the log and every event.
    pub request_id: String,
    /// Whom an assistant acts for.
    pub(super) acting: Option<Acting>,
    label: String,
    path_and_query: String,
    trace: Arc<Trace>,
}

impl Door {
    /// How far the caller's roles reach for `operation`.
    ///
    /// # Errors
    /// [`Problem`] 401 for the public, 403 for everybody else without a role for it.
    pub fn allow(&self, operation: Operation) -> Result<Reach, Problem> {
        self.trace.operation(operation.name());
        // whoever is signed in may still do what anybody may
        let roles = self.principal.roles.iter().chain([&Role::Public]);
        let reach = roles
            .filter_map(|role| casework::access::may(*role, operation))
            .max();
        match reach {
            Some(reach) => Ok(reach),
            None if self.principal.is_public() => Err(Problem::not_signed_in()),
            None => Err(Problem::forbidden()),
        }
    }

    /// Who acts: the caller in the role that reaches furthest for `operation`, an assistant under an authority.
    ///
    /// # Errors
    /// As for [`Door::actor_about`].
    pub fn actor(&self, operation: Operation) -> Result<Actor, Problem> {
        self.actor_about(operation, &[])
    }

    pub(super) fn plain_actor(&self, operation: Operation) -> Result<Actor, Problem> {
        self.allow(operation)?;
        let principal = &self.principal;
        let reach = |role: &&Role| casework::access::may(**role, operation);
        let role = principal
            .roles
            .iter()
            .chain([&Role::Public])
            .max_by_key(reach);
        let role = role.copied().unwrap_or(Role::Public);
        // what a token says of an enterprise is never an assistant's
        let enterprise = principal.enterprise.as_deref();
        let enterprise = enterprise.filter(|_| role != Role::Agent);
        let department = principal.department.as_deref();
        Ok(Actor {
            principal: principal.id.clone(),
            role,
            department: department.and_then(|id| DepartmentId::parse(id).ok()),
            on_behalf_of: enterprise.and_then(|code| CreditCode::parse(code).ok()),
            under: None,
        })
    }

    /// The position a list is to begin at: behind the query's `cursor`, or at its start.
    ///
    /// # Errors
    /// As for [`Door::open_cursor`].
    pub fn start(&self, list: &str, query: &mut Query) -> Result<Option<String>, Problem> {
        let cursor = query.text("cursor");
        cursor
            .map(|cursor| self.open_cursor(list, &cursor))
            .transpose()
    }

    /// One page of a list; `next` is the position after it.
    ///
    /// # Errors
    /// As for [`Door::seal_cursor`].
    pub fn listed<T: Serialize>(&self, list: &str, entries: Vec<T>, next: Option<&str>) -> Answer {
        let next_cursor = next.map(|next| self.seal_cursor(list, next)).transpose()?;
        let next = next_cursor.as_deref().map(|cursor| self.next_page(cursor));
        let page = Page {
            entries,
            next_cursor,
        };
        Ok(Reply::listed(&page, next.as_deref()))
    }

    /// The command as its sender may repeat it; `body` is what was sent.
    ///
    /// # Errors
    /// [`Problem`] 400 without an `Idempotency-Key`.
    pub fn command(&self, operation: Operation, body: &[u8]) -> Result<Idempotency, Problem> {
        let key = self.idempotency.as_ref();
        let key = key.ok_or_else(|| Problem::of(kind::IDEMPOTENCY_KEY_NEEDED))?;
        Ok(self.command_with(operation, key, body))
    }

    /// The command under a key that came in a form's hidden field.
    #[must_use]
    pub fn command_with(
        &self,
        operation: Operation,
        key: &IdempotencyKey,
        body: &[u8],
    ) -> Idempotency {
        Idempotency::new(&self.principal.id, operation.name(), key.as_str(), body)
    }

    /// The version the caller has read.
    ///
    /// # Errors
    /// [`Problem`] 428 without an `If-Match`.
    pub fn version(&self) -> Result<u64, Problem> {
        self.if_match
            .ok_or_else(|| Problem::of(kind::VERSION_NEEDED))
    }

    /// Refuses a change to anything but the version the caller has read.
    ///
    /// # Errors
    /// [`Problem`] 428 without an `If-Match`, 412 when `present` is another version.
    pub fn expect_version(&self, present: u64) -> Result<(), Problem> {
        if self.version()? == present {
            Ok(())
        } else {
            Err(Problem::stale_version())
        }
    }

    /// The cursor for `position` in the list called `list` with its filter, for this caller only.
    ///
    /// # Errors
    /// [`Fault`] if this function has no signing key.
    pub fn seal_cursor(&self, list: &str, position: &str) -> Result<String, Fault> {
        let signer = self.outside.signer()?;
        Ok(cursor::seal(signer, list, &self.principal.id, position))
    }

    /// The position behind a cursor of the list called `list`.
    ///
    /// # Errors
    /// [`Problem`] 400 for every cursor that was not made for this list and caller.
    pub fn open_cursor(&self, list: &str, text: &str) -> Result<String, Problem> {
        let signer = self.outside.signer()?;
        cursor::open(signer, list, &self.principal.id, text)
            .ok_or_else(|| Problem::of(kind::INVALID_CURSOR))
    }

    /// The address of this list's page at `cursor`.
    #[must_use]
    pub fn next_page(&self, cursor: &str) -> String {
        let (path, query) = self
            .path_and_query
            .split_once('?')
            .unwrap_or((&self.path_and_query, ""));
        let kept = query
            .split('&')
            .filter(|pair| !pair.is_empty() && !pair.starts_with("cursor="));
        let cursor = format!("cursor={cursor}");
        let query: Vec<&str> = kept.chain([cursor.as_str()]).collect();
        format!("{path}?{}", query.join("&"))
    }

    /// The frame of a page for this reader.
    #[must_use]
    pub fn chrome(&self, nav: Nav) -> Chrome<'_> {
        let principal = &self.principal;
        let name = self.label.as_str();
        let enterprise = [Role::Enterprise, Role::Agent];
        let reader = if principal.is_public() {
            Reader::Public
        } else if principal.roles.iter().any(|role| enterprise.contains(role)) {
            Reader::Enterprise(name)
        } else {
            Reader::Staff(name)
        };
        Chrome::new(self.outside.site(), nav).read_by(reader)
    }

    /// A mark of whoever asks, for `about`, on the day of the request: the same all day for the same person or, where nobody is signed
    /// in, the same address and program; another one tomorrow and for anything else. It is cut short and made with the city's key, so
    /// that nobody can be read from it (M6).
    ///
    /// # Errors
    /// [`Fault`] if this function has no signing key.
    pub fn mark_of_day(&self, about: &str) -> Result<String, Fault> {
        let day = facts::Instant::from(self.now).day().to_string();
        let signer = self.outside.signer()?;
        Ok(if self.principal.is_public() {
            let [address, program] = self.trace.sender.parts();
            signer.of_day(&[&day, about, address, program])
        } else {
            signer.of_day(&[&day, about, &self.principal.id])
        })
    }

    /// Where the reader is: path and query, to come back to after signing in.
    #[must_use]
    pub fn path_and_query(&self) -> &str {
        &self.path_and_query
    }
}

impl FromRequestParts<Outside> for Door {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, outside: &Outside) -> Result<Self, Problem> {
        let trace = match parts.extensions.get::<Arc<Trace>>() {
            Some(trace) => Arc::clone(trace),
            None => Arc::new(Trace::begin(&parts.headers, &parts.extensions, outside)),
        };
        let page = site::is_page(parts.uri.path());
        let principal = identity::who(outside, &parts.headers, page).await?;
        trace.principal(principal.proof.word());
        if page && !parts.method.is_safe() {
            site::check_same_origin(&parts.headers, &outside.config().public_url)?;
        }
        let acting = acting(outside, &principal, (parts, page)).await?;
        let label = Self::label(&principal, acting.as_ref(), trace.now.into());
        Ok(Self {
            outside: outside.clone(),
            now: trace.now,
            principal,
            acting,
            label,
            idempotency: idempotency(parts)?,
            if_match: if_match(parts)?,
            language: Language::of(&parts.headers),
            request_id: trace.request_id.clone(),
            path_and_query: parts
                .uri
                .path_and_query()
                .map_or_else(|| parts.uri.path().to_owned(), ToString::to_string),
            trace,
        })
    }
}

fn idempotency(parts: &Parts) -> Result<Option<IdempotencyKey>, Problem> {
    let Some(value) = parts.headers.get("idempotency-key") else {
        return Ok(None);
    };
    let key = IdempotencyKey::parse(value.to_str().unwrap_or_default())?;
    Ok(Some(key))
}

/// `If-Match: "3"`: exactly one strong tag that is a version.
fn if_match(parts: &Parts) -> Result<Option<u64>, Problem> {
    let Some(value) = parts.headers.get(header::IF_MATCH) else {
        return Ok(None);
    };
    let text = value.to_str().unwrap_or_default().trim();
    let digits = text
        .strip_prefix('"')
        .and_then(|rest| rest.strip_suffix('"'));
    let version = digits
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok());
    version.map(Some).ok_or_else(|| {
        Problem::of(kind::INVALID_VERSION).with_errors(vec![Flaw::new(
            "header:If-Match",
            kind::INVALID_VERSION.code,
            kind::INVALID_VERSION.detail_zh,
            kind::INVALID_VERSION.detail_en,
        )])
    })
}
