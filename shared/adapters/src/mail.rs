//! Mail over SMTP. Any relay of the city works; nothing of the cloud's is used (goals D7).
//!
//! SMTP cannot promise exactly once (goals C2, rule 4): an answer can be lost after the relay took the mail. Then it
//! is sent again with the same `Message-ID`, never lost.

use std::fmt;
use std::net::IpAddr;
use std::time::{Duration, SystemTime};

use lettre::message::dkim::{
    DkimCanonicalization, DkimCanonicalizationType, DkimConfig, DkimSigningAlgorithm,
    DkimSigningKey,
};
use lettre::message::header::{HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart};
use lettre::{AsyncSmtpTransport, AsyncTransport as _, Message, Tokio1Executor};

use crate::clock::Instant;
use crate::config::{Config, Dkim, Secret};
use crate::fault::Fault;
use crate::telemetry::{self, Part};

/// Longest wait for the relay, the whole conversation included.
const SEND_TIMEOUT: Duration = Duration::from_secs(15);
/// Headers a signature covers.
const SIGNED: [&str; 8] = [
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    // a one-click address counts only where it is signed (RFC 8058, section 4)
    "List-Unsubscribe",
    "List-Unsubscribe-Post",
];

/// A mail to one post.
#[derive(Debug, Clone, Copy)]
pub struct Letter<'a> {
    /// Where it goes.
    pub to: &'a str,
    /// Id derived from its cause, the same for every attempt.
    pub id: &'a str,
    /// What it belongs to, such as a case number: mails of one thread are shown together.
    pub thread: Option<&'a str>,
    /// The address that ends a subscription in one click (RFC 8058), where it is sent by one.
    pub unsubscribe: Option<&'a str>,
    /// When it was caused.
    pub date: Instant,
    /// Subject and both parts.
    pub content: &'a pages::mail::Mail,
}

/// How the relay answered for good. An answer that may change is a [`Fault::Temporary`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Posted {
    /// It has the mail.
    Accepted,
    /// It refuses this mail or receiver; trying again will not help.
    Refused,
}

/// Sends mail.
pub struct Mailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    dkim: Option<DkimConfig>,
}

impl fmt::Debug for Mailer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Mailer(…)")
    }
}

impl Mailer {
    /// The relay and sender this function was given.
    ///
    /// # Errors
    /// [`Fault::Permanent`] naming the setting that is missing or cannot be used.
    pub fn new(config: &Config) -> Result<Self, Fault> {
        let from = config.mail_from.needed()?;
        let from = from.parse().map_err(|error| unusable("MAIL_FROM", error))?;
        Ok(Self {
            transport: transport(config.smtp_url.needed()?)?,
            from,
            dkim: config.dkim.as_ref().map(signer).transpose()?,
        })
    }

    /// Hands a letter to the relay.
    ///
    /// # Errors
    /// [`Fault::Temporary`] when the relay did not answer or asked to come back.
    pub async fn send(&self, letter: Letter<'_>) -> Result<Posted, Fault> {
        let Ok(to) = letter.to.parse::<Mailbox>() else {
            return Ok(Posted::Refused);
        };
        let message = self.message(to, letter)?;
        telemetry::count(Part::Mail);
        let sent = tokio::time::timeout(SEND_TIMEOUT, self.transport.send(message)).await;
        match sent {
            Ok(Ok(_)) => Ok(Posted::Accepted),
            Ok(Err(error)) if error.is_permanent() => {
                let status = error.status().map(|status| status.to_string());
                tracing::warn!(mail = letter.id, status, "the relay refused a mail");
                Ok(Posted::Refused)
            }
            // The relay's words may name a person; its status is enough.
            Ok(Err(error)) => Err(Fault::temporary(
                "the mail relay did not take a mail",
                kind(&error),
            )),
            Err(_) => Err(Fault::temporary(
                "the mail relay did not take a mail",
                "no answer in time",
            )),
        }
    }

    fn message(&self, to: Mailbox, letter: Letter<'_>) -> Result<Message, Fault> {
        let id = |name: &str| format!("<{name}@{}>", self.from.email.domain());
        let date = SystemTime::try_from(letter.date)
            .map_err(|error| Fault::permanent("a mail has an impossible date", error))?;
        let mut builder = Message::builder()
            .from(self.from.clone())
            .to(to)
            .subject(one_line(&letter.content.subject))
            .date(date)
            .message_id(Some(id(letter.id)))
            .raw_header(raw("Auto-Submitted", "auto-generated")?);
        if let Some(thread) = letter.thread {
            builder = builder.in_reply_to(id(thread)).references(id(thread));
        }
        if let Some(address) = letter.unsubscribe {
            builder = builder
                .raw_header(raw("List-Unsubscribe", &format!("<{address}>"))?)
                .raw_header(raw("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")?);
        }
        let content = letter.content;
        let parts = MultiPart::alternative_plain_html(content.text.clone(), content.html.clone());
        let written = builder.multipart(parts);
        let mut message =
            written.map_err(|error| Fault::permanent("a mail cannot be written", error))?;
        if let Some(dkim) = &self.dkim {
            message.sign(dkim);
        }
        Ok(message)
    }
}

fn raw(name: &str, value: &str) -> Result<HeaderValue, Fault> {
    let name = HeaderName::new_from_ascii(name.to_owned())
        .map_err(|error| Fault::permanent("a mail header has no name", error))?;
    Ok(HeaderValue::new(name, value.to_owned()))
}

fn one_line(text: &str) -> String {
    text.chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

fn kind(error: &lettre::transport::smtp::Error) -> String {
    if let Some(status) = error.status() {
        return format!("status {status}");
    }
    let kind = if error.is_tls() { "TLS" } else { "connection" };
    format!("{kind} failed")
}

fn unusable(name: &str, error: impl Into<crate::fault::Source>) -> Fault {
    Fault::permanent(
        format!("environment variable `{name}` cannot be used"),
        error,
    )
}

/// `smtps://` is TLS from the start, `smtp://` must change to TLS (STARTTLS) unless the relay is on this very host or
/// the operator wrote `?tls=none`.
fn transport(url: &Secret) -> Result<AsyncSmtpTransport<Tokio1Executor>, Fault> {
    let url = with_tls(url.expose())?;
    let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&url)
        .map_err(|error| unusable("SMTP_URL", kind(&error)))?;
    Ok(builder.timeout(Some(SEND_TIMEOUT)).build())
}

fn with_tls(url: &str) -> Result<String, Fault> {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return Ok(url.to_owned());
    };
    if let Some(plain) = url.strip_suffix("?tls=none") {
        return Ok(plain.to_owned());
    }
    if rest.contains('?') {
        return Ok(url.to_owned());
    }
    let uri: ::http::Uri = url
        .parse()
        .map_err(|_| unusable("SMTP_URL", "no address"))?;
    let host = uri.host().unwrap_or_default().trim_matches(['[', ']']);
    let here = host == "localhost"
        || host
            .parse()
            .is_ok_and(|address: IpAddr| address.is_loopback());
    Ok(if here {
        url.to_owned()
    } else {
        format!("{url}?tls=required")
    })
}

fn signer(dkim: &Dkim) -> Result<DkimConfig, Fault> {
    let key = dkim.key.expose();
    let algorithm = if key.contains("-----BEGIN") {
        DkimSigningAlgorithm::Rsa
    } else {
        DkimSigningAlgorithm::Ed25519
    };
    let key = DkimSigningKey::new(key, algorithm).map_err(|error| unusable("DKIM_KEY", error))?;
    let headers = SIGNED
        .iter()
        .filter_map(|name| HeaderName::new_from_ascii((*name).to_owned()).ok());
    let relaxed = DkimCanonicalization {
        header: DkimCanonicalizationType::Relaxed,
        body: DkimCanonicalizationType::Relaxed,
    };
    let (selector, domain) = (dkim.selector.clone(), dkim.domain.clone());
    Ok(DkimConfig::new(
        selector,
        domain,
        key,
        headers.collect(),
        relaxed,
    ))
}

#[cfg(test)]
mod tests;
