//! What protects the pages: which paths are pages, where forms may come from, and the headers of every answer.

use ::http::header::{self, HeaderName, HeaderValue};
use ::http::{HeaderMap, Uri};
use contract::problem::kind;

use super::problem::Problem;
use crate::config::Config;

/// Whether `path` is a page for people rather than the API.
#[must_use]
pub fn is_page(path: &str) -> bool {
    path != "/v1" && !path.starts_with("/v1/")
}

/// Refuses a form that did not come from a page of this site.
///
/// Browsers say where a form comes from in `Sec-Fetch-Site` or, older ones, in `Origin`. A client that says neither
/// is no browser; it may act only without a cookie, because then nobody else's rights can be borrowed.
pub(crate) fn check_same_origin(headers: &HeaderMap, public_url: &str) -> Result<(), Problem> {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = headers
        .get("sec-fetch-site")
        .map(|value| value.to_str().unwrap_or("?"));
    let same = match (site, text(&header::ORIGIN)) {
        (Some(site), _) => site == "same-origin" || site == "none",
        (None, Some(origin)) => origin == origin_of(public_url),
        (None, None) => !headers.contains_key(header::COOKIE),
    };
    if same {
        Ok(())
    } else {
        Err(Problem::of(kind::CROSS_SITE))
    }
}

/// Scheme, host and port of an address.
#[must_use]
pub fn origin_of(address: &str) -> String {
    let uri: Option<Uri> = address.parse().ok();
    let parts = uri
        .as_ref()
        .and_then(|uri| Some((uri.scheme_str()?, uri.authority()?)));
    parts.map_or_else(String::new, |(scheme, authority)| {
        format!("{scheme}://{authority}")
    })
}

/// Headers every answer carries.
#[derive(Debug, Clone)]
pub(crate) struct Protection {
    headers: Vec<(HeaderName, HeaderValue)>,
}

impl Protection {
    pub(crate) fn of(config: &Config) -> Self {
        let mut headers = vec![
            (
                header::X_CONTENT_TYPE_OPTIONS,
                HeaderValue::from_static("nosniff"),
            ),
            // `no-referrer` would also empty the `Origin` of our own forms; to other sites this says as little.
            (
                header::REFERRER_POLICY,
                HeaderValue::from_static("same-origin"),
            ),
        ];
        if let Ok(policy) = HeaderValue::from_str(&content_policy(config)) {
            headers.push((header::CONTENT_SECURITY_POLICY, policy));
        }
        if config.public_url.starts_with("https://") {
            let year = HeaderValue::from_static("max-age=31536000");
            headers.push((header::STRICT_TRANSPORT_SECURITY, year));
        }
        Self { headers }
    }

    /// Adds what is missing; nothing may be kept unless the answer says so.
    pub(crate) fn dress(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.insert(name, value.clone());
        }
        headers
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
    }
}

/// Scripts and styles only from here, nothing inline (C2, rule 6); uploads go straight to their bucket.
fn content_policy(config: &Config) -> String {
    let uploads = uploads_origin(config).map_or_else(String::new, |origin| format!(" {origin}"));
    format!(
        "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; \
         connect-src 'self'{uploads}; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )
}

/// Where browsers put uploads.
#[must_use]
pub fn uploads_origin(config: &Config) -> Option<String> {
    let bucket = config.uploads_bucket.given()?;
    if let Some(endpoint) = &config.s3_endpoint {
        return Some(origin_of(endpoint));
    }
    let region = &config.region;
    let suffix = if region.starts_with("cn-") { ".cn" } else { "" };
    Some(format!(
        "https://{bucket}.s3.{region}.amazonaws.com{suffix}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(pairs: &[(&'static str, &str)], accepted: bool) {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.insert(*name, value.parse().unwrap());
        }
        let outcome = check_same_origin(&headers, "https://city.example");
        assert_eq!(outcome.is_ok(), accepted, "{pairs:?}");
    }

    #[test]
    fn forms_come_from_this_site() {
        check(&[("sec-fetch-site", "same-origin")], true);
        check(&[("sec-fetch-site", "none")], true);
        check(
            &[
                ("sec-fetch-site", "cross-site"),
                ("origin", "https://city.example"),
            ],
            false,
        );
        check(&[("sec-fetch-site", "same-site")], false);
        check(
            &[
                ("origin", "https://city.example"),
                ("cookie", "hq_session=a"),
            ],
            true,
        );
        check(&[("origin", "https://city.example.evil.example")], false);
        check(&[("origin", "http://city.example")], false);
        check(&[("origin", "null")], false);
        check(&[], true);
        check(&[("cookie", "hq_session=a")], false);
    }

    #[test]
    fn pages_are_what_is_not_the_api() {
        for (path, page) in [
            ("/", true),
            ("/v1/cases", false),
            ("/v1", false),
            ("/v10", true),
            ("/act/x", true),
        ] {
            assert_eq!(is_page(path), page, "{path}");
        }
    }

    #[test]
    fn the_policy_names_where_uploads_go() {
        let look_up = |name: &'static str| match name {
            "UPLOADS_BUCKET" => Some("uploads".to_owned()),
            other => crate::config::tests::environment(other),
        };
        let config = Config::read("tests", look_up).unwrap();
        let policy = content_policy(&config);
        assert!(
            policy.contains("connect-src 'self' https://uploads.s3.cn-north-1.amazonaws.com.cn;"),
            "{policy}"
        );
        assert!(policy.starts_with("default-src 'none';"));
        assert!(!content_policy(&crate::config::tests::config()).contains("amazonaws"));
    }
}
