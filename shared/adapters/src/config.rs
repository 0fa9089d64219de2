//! The environment, read once at start. Nothing else in the house reads it.

use std::fmt;

use crate::fault::Fault;

/// A value that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Hides `value`.
    pub fn new(value: impl Into<String>) -> Self {
        Self(value.into())
    }

    /// The value, for the one place that needs it.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Secret(…)")
    }
}

/// A setting that only some functions are given; asking for it where it is not given is a fault that names it.
#[derive(Debug, Clone)]
pub struct Setting<T> {
    name: &'static str,
    value: Option<T>,
}

impl<T> Setting<T> {
    /// The value.
    ///
    /// # Errors
    /// [`Fault::Permanent`] naming the environment variable that this function was not given.
    pub fn needed(&self) -> Result<&T, Fault> {
        self.value.as_ref().ok_or_else(|| {
            Fault::plain(format!(
                "environment variable `{}` is missing: this function needs it, see infra/template.yaml",
                self.name
            ))
        })
    }

    /// The value, if this function was given one.
    pub const fn given(&self) -> Option<&T> {
        self.value.as_ref()
    }
}

/// Who verifies tokens, and for whom they must be meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Oidc {
    /// Issuer address, as in the `iss` claim.
    pub issuer: String,
    /// Audience its tokens must carry.
    pub audience: String,
    /// The portal's client id at the issuer.
    pub client_id: String,
}

/// The key mail is signed with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dkim {
    /// Selector of the DNS record.
    pub selector: String,
    /// Domain that signs.
    pub domain: String,
    /// Private key: PEM of an RSA key, or base64 of an Ed25519 one.
    pub key: Secret,
}

/// The credentials of the function, as the platform hands them over.
#[derive(Debug, Clone)]
pub struct Keys {
    /// Access key id.
    pub id: String,
    /// Secret key.
    pub secret: Secret,
    /// Session token.
    pub session: Option<Secret>,
}

/// Everything the environment says.
#[derive(Debug, Clone)]
pub struct Config {
    /// Name of this function.
    pub function: String,
    /// The one table.
    pub table: String,
    /// Where people reach us, without a trailing slash.
    pub public_url: String,
    /// Names and numbers shown on every page, as JSON.
    pub site_profile: String,
    /// Region.
    pub region: String,
    /// Credentials.
    pub keys: Keys,
    /// Seconds the clock is ahead; 0 everywhere but on the local host.
    pub clock_offset_seconds: i64,
    /// Endpoint of the table service, if not the region's own.
    pub dynamodb_endpoint: Option<String>,
    /// Endpoint of the object service, if not the region's own.
    pub s3_endpoint: Option<String>,
    /// Bucket of catalogue snapshots.
    pub catalogue_bucket: Setting<String>,
    /// Quarantine of uploads.
    pub uploads_bucket: Setting<String>,
    /// Checked documents.
    pub evidence_bucket: Setting<String>,
    /// Public pages.
    pub pages_bucket: Setting<String>,
    /// Signs links, codes and cursors.
    pub signing_key: Setting<Secret>,
    /// Who verifies tokens.
    pub oidc: Setting<Oidc>,
    /// Mail relay.
    pub smtp_url: Setting<Secret>,
    /// Sender of all mail.
    pub mail_from: Setting<String>,
    /// Signs mail, if the relay does not.
    pub dkim: Option<Dkim>,
    /// Internal networks webhooks may reach, comma separated; none in the cloud.
    pub webhook_allowed_networks: String,
}

/// Shortest signing key accepted, in bytes.
const SIGNING_KEY_BYTES_MIN: usize = 32;

impl Config {
    /// Reads the environment of this process for the function called `function`.
    ///
    /// # Errors
    /// [`Fault::Permanent`] naming every variable that is missing or cannot be used.
    pub fn from_environment(function: &str) -> Result<Self, Fault> {
        Self::read(function, |name| std::env::var(name).ok())
    }

    /// Reads settings from `look_up`, which answers like an environment.
    ///
    /// # Errors
    /// [`Fault::Permanent`] naming every variable that is missing or cannot be used.
    pub fn read(
        function: &str,
        look_up: impl Fn(&'static str) -> Option<String>,
    ) -> Result<Self, Fault> {
        let mut reading = Reading {
            look_up,
            wrong: Vec::new(),
        };
        let config = Self {
            function: function.to_owned(),
            table: reading.needed("TABLE"),
            public_url: reading.address("PUBLIC_URL"),
            site_profile: reading.or("SITE_PROFILE", "{}"),
            region: reading.needed("AWS_REGION"),
            keys: reading.keys(),
            clock_offset_seconds: reading.seconds("CLOCK_OFFSET_SECONDS"),
            dynamodb_endpoint: reading.given("AWS_ENDPOINT_URL_DYNAMODB"),
            s3_endpoint: reading.given("AWS_ENDPOINT_URL_S3"),
            catalogue_bucket: reading.setting("CATALOGUE_BUCKET"),
            uploads_bucket: reading.setting("UPLOADS_BUCKET"),
            evidence_bucket: reading.setting("EVIDENCE_BUCKET"),
            pages_bucket: reading.setting("PAGES_BUCKET"),
            signing_key: reading.signing_key(),
            oidc: reading.oidc(),
            smtp_url: reading.secret("SMTP_URL"),
            mail_from: reading.setting("MAIL_FROM"),
            dkim: reading.dkim(),
            webhook_allowed_networks: reading.or("WEBHOOK_ALLOWED_NETWORKS", ""),
        };
        if reading.wrong.is_empty() {
            Ok(config)
        } else {
            Err(Fault::plain(format!(
                "function `{function}` cannot start: {}",
                reading.wrong.join("; ")
            )))
        }
    }
}

struct Reading<L> {
    look_up: L,
    wrong: Vec<String>,
}

impl<L: Fn(&'static str) -> Option<String>> Reading<L> {
    fn given(&self, name: &'static str) -> Option<String> {
        (self.look_up)(name).filter(|value| !value.is_empty())
    }

    fn or(&self, name: &'static str, otherwise: &str) -> String {
        self.given(name).unwrap_or_else(|| otherwise.to_owned())
    }

    fn needed(&mut self, name: &'static str) -> String {
        self.given(name).unwrap_or_else(|| {
            self.wrong
                .push(format!("environment variable `{name}` is missing"));
            String::new()
        })
    }

    fn address(&mut self, name: &'static str) -> String {
        let value = self.needed(name);
        if !value.is_empty() && !value.starts_with("https://") && !value.starts_with("http://") {
            self.wrong.push(format!(
                "environment variable `{name}` must start with https:// (http:// on a local host)"
            ));
        }
        value.trim_end_matches('/').to_owned()
    }

    fn seconds(&mut self, name: &'static str) -> i64 {
        let Some(value) = self.given(name) else {
            return 0;
        };
        value.parse().unwrap_or_else(|_| {
            self.wrong.push(format!(
                "environment variable `{name}` must be a whole number of seconds"
            ));
            0
        })
    }

    fn keys(&mut self) -> Keys {
        Keys {
            id: self.needed("AWS_ACCESS_KEY_ID"),
            secret: Secret::new(self.needed("AWS_SECRET_ACCESS_KEY")),
            session: self.given("AWS_SESSION_TOKEN").map(Secret::new),
        }
    }

    fn setting(&self, name: &'static str) -> Setting<String> {
        Setting {
            name,
            value: self.given(name),
        }
    }

    fn secret(&self, name: &'static str) -> Setting<Secret> {
        Setting {
            name,
            value: self.given(name).map(Secret::new),
        }
    }

    fn signing_key(&mut self) -> Setting<Secret> {
        let setting = self.secret("SIGNING_KEY");
        if let Some(key) = &setting.value
            && key.expose().len() < SIGNING_KEY_BYTES_MIN
        {
            self.wrong.push(format!(
                "environment variable `SIGNING_KEY` must have at least {SIGNING_KEY_BYTES_MIN} bytes"
            ));
        }
        setting
    }

    fn oidc(&mut self) -> Setting<Oidc> {
        let Some(issuer) = self.given("OIDC_ISSUER") else {
            return Setting {
                name: "OIDC_ISSUER",
                value: None,
            };
        };
        Setting {
            name: "OIDC_ISSUER",
            value: Some(Oidc {
                issuer,
                audience: self.needed("OIDC_AUDIENCE"),
                client_id: self.needed("OIDC_CLIENT_ID"),
            }),
        }
    }

    fn dkim(&mut self) -> Option<Dkim> {
        let selector = self.given("DKIM_SELECTOR")?;
        Some(Dkim {
            selector,
            domain: self.needed("DKIM_DOMAIN"),
            key: Secret::new(self.needed("DKIM_KEY")),
        })
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;

    pub(crate) fn environment(name: &str) -> Option<String> {
        let value = match name {
            "TABLE" => "table",
            "PUBLIC_URL" => "https://city.example/",
            "AWS_REGION" => "cn-north-1",
            "AWS_ACCESS_KEY_ID" => "id",
            "AWS_SECRET_ACCESS_KEY" => "secret",
            "SIGNING_KEY" => "0123456789abcdef0123456789abcdef",
            "OIDC_ISSUER" => "https://issuer.example",
            "OIDC_AUDIENCE" | "OIDC_CLIENT_ID" => "huiqi",
            _ => return None,
        };
        Some(value.to_owned())
    }

    /// A configuration for tests that need none of the outside.
    pub(crate) fn config() -> Config {
        Config::read("tests", environment).unwrap()
    }

    #[test]
    fn a_full_environment_is_read() {
        let config = config();
        assert_eq!(config.public_url, "https://city.example");
        assert_eq!(config.oidc.needed().unwrap().audience, "huiqi");
        assert_eq!(config.clock_offset_seconds, 0);
        assert!(config.uploads_bucket.given().is_none());
    }

    #[test]
    fn every_missing_variable_is_named_in_one_line() {
        let fault = Config::read("submissions", |_| None).unwrap_err();
        let line = fault.to_string();
        for name in ["TABLE", "PUBLIC_URL", "AWS_REGION", "AWS_ACCESS_KEY_ID"] {
            assert!(line.contains(name), "{line}");
        }
        assert!(!line.contains('\n'));
        assert!(line.contains("`submissions`"));
    }

    #[test]
    fn a_setting_that_was_not_given_is_named_when_asked_for() {
        let fault = config().uploads_bucket.needed().unwrap_err();
        assert!(fault.to_string().contains("UPLOADS_BUCKET"));
    }

    #[test]
    fn wrong_values_are_refused() {
        let look_up = |name: &'static str| match name {
            "SIGNING_KEY" => Some("short".to_owned()),
            "CLOCK_OFFSET_SECONDS" => Some("tomorrow".to_owned()),
            "PUBLIC_URL" => Some("city.example".to_owned()),
            _ => environment(name),
        };
        let line = Config::read("tests", look_up).unwrap_err().to_string();
        for name in ["SIGNING_KEY", "CLOCK_OFFSET_SECONDS", "PUBLIC_URL"] {
            assert!(line.contains(name), "{line}");
        }
        assert!(!line.contains("short"));
    }

    #[test]
    fn secrets_are_never_printed() {
        let printed = format!("{:?}", config());
        assert!(!printed.contains("0123456789abcdef"));
        assert!(!printed.contains("\"secret\""));
    }
}
