//! Everything outside, as one value that is cheap to clone.

use std::sync::{Arc, OnceLock};

use pages::Site;

use crate::catalogue::Catalogue;
use crate::clock::Clock;
use crate::config::Config;
use crate::documents::{Buckets, Documents};
use crate::fault::Fault;
use crate::http::Issuer;
use crate::mail::Mailer;
use crate::sdk;
use crate::table::Table;
use crate::telemetry;
use crate::token::Signer;
use crate::webhook::Webhook;

/// Everything outside. What a function does not use is never built: its caller waits for every start.
#[derive(Debug, Clone)]
pub struct Outside(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    config: Config,
    clock: Clock,
    site: Site,
    table: OnceLock<Table>,
    catalogue: OnceLock<Catalogue>,
    documents: OnceLock<Documents>,
    issuer: OnceLock<Issuer>,
    signer: OnceLock<Signer>,
    mailer: OnceLock<Mailer>,
    webhook: OnceLock<Webhook>,
}

/// Starts the function called `function`: reads the environment once and begins its log.
///
/// # Errors
/// [`Fault::Permanent`] with one line that names everything wrong in the environment.
pub async fn start(function: &str) -> Result<Outside, Fault> {
    telemetry::start(std::env::var("LOG_LEVEL").ok().as_deref());
    Config::from_environment(function).and_then(Outside::new)
}

impl Outside {
    /// The outside as this configuration describes it.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if the site profile cannot be read.
    pub fn new(config: Config) -> Result<Self, Fault> {
        let site = Site::read(&config.site_profile).map_err(|error| {
            Fault::permanent("environment variable `SITE_PROFILE` cannot be read", error)
        })?;
        Ok(Self(Arc::new(Parts {
            clock: Clock::ahead_by(config.clock_offset_seconds),
            site,
            config,
            table: OnceLock::new(),
            catalogue: OnceLock::new(),
            documents: OnceLock::new(),
            issuer: OnceLock::new(),
            signer: OnceLock::new(),
            mailer: OnceLock::new(),
            webhook: OnceLock::new(),
        })))
    }

    /// What the environment says.
    #[must_use]
    pub fn config(&self) -> &Config {
        &self.0.config
    }

    /// The one clock; read at the door and nowhere else.
    #[must_use]
    pub fn clock(&self) -> Clock {
        self.0.clock
    }

    /// Names and numbers shown on every page.
    #[must_use]
    pub fn site(&self) -> &Site {
        &self.0.site
    }

    /// The table.
    #[must_use]
    pub fn table(&self) -> &Table {
        self.0.table.get_or_init(|| {
            let config = self.config();
            Table::new(sdk::dynamodb(config), &config.table)
        })
    }

    /// The catalogue in force.
    #[must_use]
    pub fn catalogue(&self) -> &Catalogue {
        self.0.catalogue.get_or_init(|| {
            let config = self.config();
            Catalogue::new(sdk::s3(config), config.catalogue_bucket.clone())
        })
    }

    /// Objects: uploads, evidence, public pages.
    #[must_use]
    pub fn documents(&self) -> &Documents {
        self.0.documents.get_or_init(|| {
            let config = self.config();
            let buckets = Buckets {
                uploads: config.uploads_bucket.clone(),
                evidence: config.evidence_bucket.clone(),
                pages: config.pages_bucket.clone(),
            };
            Documents::new(sdk::s3(config), buckets)
        })
    }

    /// The holder of the signing key.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if this function was not given one.
    pub fn signer(&self) -> Result<&Signer, Fault> {
        built(&self.0.signer, || {
            Signer::new(self.config().signing_key.needed()?)
        })
    }

    /// The mail relay.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if this function was not given one, or it cannot be used.
    pub fn mailer(&self) -> Result<&Mailer, Fault> {
        built(&self.0.mailer, || Mailer::new(self.config()))
    }

    /// The sender of webhooks.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if the networks it may reach cannot be read.
    pub fn webhook(&self) -> Result<&Webhook, Fault> {
        built(&self.0.webhook, || {
            Webhook::new(&self.config().webhook_allowed_networks)
        })
    }

    /// The issuer of tokens.
    pub(crate) fn issuer(&self) -> Result<&Issuer, Fault> {
        built(&self.0.issuer, || {
            Ok(Issuer::new(self.config().oidc.needed()?.clone()))
        })
    }

    /// An id nobody has had and nobody can guess: time-ordered, 74 random bits.
    #[must_use]
    pub fn new_id(&self) -> String {
        uuid::Uuid::now_v7().to_string()
    }

    /// Chance, for those who decide with it.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if the system has no randomness to give.
    pub fn chance<const BYTES: usize>(&self) -> Result<[u8; BYTES], Fault> {
        let mut bytes = [0; BYTES];
        getrandom::fill(&mut bytes).map_err(|error| {
            Fault::permanent("the system gave no random bytes", error.to_string())
        })?;
        Ok(bytes)
    }
}

/// What is in `slot`, built when first asked for.
fn built<T>(slot: &OnceLock<T>, build: impl FnOnce() -> Result<T, Fault>) -> Result<&T, Fault> {
    match slot.get() {
        Some(value) => Ok(value),
        None => build().map(|value| slot.get_or_init(|| value)),
    }
}

#[cfg(test)]
impl Outside {
    /// An outside whose services are never reached.
    pub(crate) fn for_tests() -> Self {
        Self::new(crate::config::tests::config()).unwrap()
    }
}
