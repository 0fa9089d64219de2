//! The conditions of reads and writes, and what they look at.

use std::time::{Duration, SystemTime};

use http::{HeaderMap, header};
use s3s::dto::{ETag, ETagCondition, Timestamp};
use s3s::{S3Error, S3Result, s3_error};

use super::store::{Facts, Write};

/// The conditions of a read.
#[derive(Default)]
pub(super) struct Conditions {
    pub(super) matches: Option<ETagCondition>,
    pub(super) none_match: Option<ETagCondition>,
    pub(super) modified_since: Option<Timestamp>,
    pub(super) unmodified_since: Option<Timestamp>,
}

impl Conditions {
    /// RFC 9110 §13.2.2: entity tags before dates.
    pub(super) fn check(&self, facts: &Facts) -> S3Result<()> {
        let since =
            |since: &Option<Timestamp>| since.as_ref().map(|since| modified(facts) > *since);
        let stale = match &self.matches {
            Some(wanted) => !holds(wanted, facts),
            None => since(&self.unmodified_since) == Some(true),
        };
        let known = match &self.none_match {
            Some(known) => holds(known, facts),
            None => since(&self.modified_since) == Some(false),
        };
        if stale {
            return Err(s3_error!(PreconditionFailed));
        }
        if known {
            let mut unchanged = s3_error!(NotModified);
            let tag = etag(facts)
                .to_http_header()
                .map_err(S3Error::internal_error)?;
            unchanged.set_headers(HeaderMap::from_iter([(header::ETAG, tag)]));
            return Err(unchanged);
        }
        Ok(())
    }
}

/// The entity tag of a version.
pub(super) fn etag(facts: &Facts) -> ETag {
    ETag::Strong(facts.etag.clone())
}

/// Whole seconds: a reader can only send back what the header says.
pub(super) fn modified(facts: &Facts) -> Timestamp {
    let seconds = u64::try_from(facts.modified_seconds).unwrap_or_default();
    Timestamp::from(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

fn holds(condition: &ETagCondition, facts: &Facts) -> bool {
    condition
        .as_etag()
        .is_none_or(|etag| etag.value() == facts.etag)
}

/// The conditions of a write, against what is there (if anything is).
pub(super) fn may_write(write: &Write, before: Option<&Facts>) -> S3Result<()> {
    match (&write.if_match, before) {
        (Some(_), None) => return Err(s3_error!(NoSuchKey)),
        (Some(wanted), Some(before)) if !holds(wanted, before) => {
            return Err(s3_error!(PreconditionFailed));
        }
        (Some(_) | None, _) => {}
    }
    match (&write.if_none_match, before) {
        (Some(ETagCondition::ETag(_)), _) => Err(s3_error!(
            NotImplemented,
            "If-None-Match on a write takes only `*`"
        )),
        (Some(ETagCondition::Any), Some(_)) => Err(s3_error!(PreconditionFailed)),
        (Some(ETagCondition::Any) | None, _) => Ok(()),
    }
}
