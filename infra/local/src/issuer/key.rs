//! The signing key: P-256, made once, kept in the data folder.

use std::path::Path;

use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Map, Value};

/// PKCS #8 of a P-256 key up to its 32 secret bytes (RFC 5208, RFC 5915 without the optional public key).
const PKCS8: [u8; 35] = [
    0x30, 0x41, 0x02, 0x01, 0x00, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01,
    0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x04, 0x27, 0x30, 0x25, 0x02, 0x01,
    0x01, 0x04, 0x20,
];

/// Why there is no key.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    /// Its file cannot be read or written.
    #[error("the issuer's key file cannot be used: {0}")]
    File(#[from] std::io::Error),
    /// It is not a key.
    #[error("the issuer's key file is damaged: {0}")]
    Damaged(#[from] jsonwebtoken::errors::Error),
    /// The system gives no random bytes.
    #[error("no random bytes for the issuer's key: {0}")]
    Random(#[from] getrandom::Error),
}

pub(super) struct Key {
    signing: EncodingKey,
    public: Jwk,
    header: Header,
}

impl std::fmt::Debug for Key {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Key")
            .field("kid", &self.header.kid)
            .finish_non_exhaustive()
    }
}

impl Key {
    pub(super) fn open(folder: Option<&Path>) -> Result<Self, KeyError> {
        let file = folder.map(|folder| folder.join("issuer.key"));
        let der = match &file {
            Some(file) if file.exists() => std::fs::read(file)?,
            Some(_) | None => new_key()?,
        };
        let signing = EncodingKey::from_ec_der(&der);
        let mut public = Jwk::from_encoding_key(&signing, Algorithm::ES256)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(jsonwebtoken::jwk::PublicKeyUse::Signature);
        if let Some(file) = file.filter(|file| !file.exists()) {
            file.parent().map_or(Ok(()), std::fs::create_dir_all)?;
            std::fs::write(file, &der)?;
        }
        let header = Header {
            kid: Some(kid),
            ..Header::new(Algorithm::ES256)
        };
        Ok(Self {
            signing,
            public,
            header,
        })
    }

    pub(super) fn public(&self) -> &Jwk {
        &self.public
    }

    pub(super) fn sign(&self, claims: &Map<String, Value>) -> Option<String> {
        let signed = jsonwebtoken::encode(&self.header, claims, &self.signing);
        signed
            .inspect_err(|error| tracing::error!(%error, "could not sign a token"))
            .ok()
    }
}

fn new_key() -> Result<Vec<u8>, getrandom::Error> {
    let mut secret = [0; 32];
    getrandom::fill(&mut secret)?;
    Ok([&PKCS8[..], &secret].concat())
}
