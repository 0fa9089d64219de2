//! A kept message, decoded.

use mail_parser::{Address, HeaderValue, MessageParser};
use serde::Serialize;

use super::Envelope;

/// One message as it was received and as a reader sees it.
#[derive(Debug, Clone, Serialize)]
pub struct Letter {
    /// Position in the order of arrival, from 1.
    pub number: u64,
    /// When it arrived, by the host's clock.
    pub at: String,
    /// The sender the server named.
    pub envelope_from: String,
    /// The recipients the server named.
    pub envelope_to: Vec<String>,
    /// `From`
    pub from: String,
    /// `To`
    pub to: String,
    /// `Subject`
    pub subject: String,
    /// `Message-ID` without angle brackets.
    pub message_id: Option<String>,
    /// `References`, else `In-Reply-To`, oldest first.
    pub references: Vec<String>,
    /// The plain text part.
    pub text: Option<String>,
    /// The HTML part.
    pub html: Option<String>,
    /// Names of attached files.
    pub attachments: Vec<String>,
    /// The bytes after DATA.
    #[serde(skip)]
    pub raw: Vec<u8>,
}

impl Letter {
    pub(super) fn read(number: u64, envelope: Envelope, raw: Vec<u8>) -> Self {
        let message = MessageParser::default().parse(&raw).unwrap_or_default();
        let mut references = list(message.references());
        if references.is_empty() {
            references = list(message.in_reply_to());
        }
        let body = |parts: &[u32], html: bool| {
            let part = message.part(*parts.first()?)?;
            let text = part.text_contents().filter(|_| part.is_text_html() == html);
            text.map(str::to_owned)
        };
        let name = |part: &mail_parser::MessagePart<'_>| {
            use mail_parser::MimeHeaders;
            part.attachment_name().unwrap_or("?").to_owned()
        };
        let letter = Self {
            number,
            at: envelope.at,
            envelope_from: envelope.from,
            envelope_to: envelope.to,
            from: people(message.from()),
            to: people(message.to()),
            subject: message.subject().unwrap_or_default().to_owned(),
            message_id: message.message_id().map(str::to_owned),
            references,
            text: body(&message.text_body, false),
            html: body(&message.html_body, true),
            attachments: message.attachments().map(name).collect(),
            raw: Vec::new(),
        };
        Self { raw, ..letter }
    }

    pub(super) fn from_file(number: u64, file: &[u8]) -> Option<Self> {
        let end = file.windows(2).position(|pair| pair == b"\r\n")?;
        let (envelope, raw) = file.split_at_checked(end)?;
        Some(Self::read(
            number,
            serde_json::from_slice(envelope).ok()?,
            raw.get(2..)?.to_vec(),
        ))
    }

    /// What ties messages together: the oldest reference, else the message itself.
    pub(super) fn thread(&self) -> Option<&str> {
        self.references
            .first()
            .map(String::as_str)
            .or(self.message_id.as_deref())
    }

    pub(super) fn is_to(&self, address: &str) -> bool {
        self.envelope_to
            .iter()
            .any(|to| to.eq_ignore_ascii_case(address))
    }
}

fn list(value: &HeaderValue<'_>) -> Vec<String> {
    match (value.as_text_list(), value.as_text()) {
        (Some(list), _) => list.iter().map(ToString::to_string).collect(),
        (None, text) => text.map(str::to_owned).into_iter().collect(),
    }
}

fn people(addresses: Option<&Address<'_>>) -> String {
    let shown = addresses.into_iter().flat_map(Address::iter).map(|person| {
        let address = person.address().unwrap_or_default();
        person
            .name()
            .map_or_else(|| address.to_owned(), |name| format!("{name} <{address}>"))
    });
    shown.collect::<Vec<_>>().join(", ")
}
