//! Signatures of Standard Webhooks 1.0.0: `v1`, HMAC-SHA256, with every key that is in use.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// How keys are written down.
const PREFIX: &str = "whsec_";
/// Lengths a key may have, in bytes.
const KEY_BYTES: std::ops::RangeInclusive<usize> = 24..=64;

/// A key shared with one receiver.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKey(Vec<u8>);

impl SigningKey {
    /// Reads `whsec_` and base64; `None` if it is no such key.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = STANDARD.decode(text.strip_prefix(PREFIX)?).ok()?;
        KEY_BYTES.contains(&bytes.len()).then_some(Self(bytes))
    }

    /// A new key from chance.
    #[must_use]
    pub fn from_chance(chance: [u8; 32]) -> Self {
        Self(chance.to_vec())
    }

    /// As it is given to the receiver, once.
    #[must_use]
    pub fn expose(&self) -> String {
        format!("{PREFIX}{}", STANDARD.encode(&self.0))
    }

    fn signature(&self, content: &[u8]) -> Option<String> {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.0).ok()?;
        mac.update(content);
        Some(format!(
            "v1,{}",
            STANDARD.encode(mac.finalize().into_bytes())
        ))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SigningKey(…)")
    }
}

/// The header `webhook-signature`: one signature per key, so that a receiver may change keys without a gap.
#[must_use]
pub fn signatures(keys: &[SigningKey], id: &str, timestamp: i64, body: &str) -> String {
    let content = format!("{id}.{timestamp}.{body}");
    let signatures = keys
        .iter()
        .filter_map(|key| key.signature(content.as_bytes()));
    signatures.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of the specification's reference libraries.
    const KEY: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    const ID: &str = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    const TIMESTAMP: i64 = 1_614_265_330;
    const BODY: &str = r#"{"test": 2432232314}"#;
    const SIGNATURE: &str = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    /// HMAC-SHA256 by its definition (RFC 2104), without the library the code uses.
    fn hmac(key: &[u8], message: &[u8]) -> Vec<u8> {
        use sha2::Digest as _;
        let mut block = [0u8; 64];
        block[..key.len()].copy_from_slice(key);
        let pad = |with: u8| block.map(|byte| byte ^ with).to_vec();
        let inner = Sha256::digest([pad(0x36), message.to_vec()].concat());
        Sha256::digest([pad(0x5c), inner.to_vec()].concat()).to_vec()
    }

    #[test]
    fn the_reference_example_is_met() {
        let key = SigningKey::parse(KEY).unwrap();
        assert_eq!(signatures(&[key], ID, TIMESTAMP, BODY), SIGNATURE);
    }

    #[test]
    fn signatures_equal_an_independent_computation() {
        for length in [24usize, 32, 64] {
            let bytes: Vec<u8> = (0..length)
                .map(|n| u8::try_from(n * 3 % 256).unwrap())
                .collect();
            let key = SigningKey::parse(&format!("{PREFIX}{}", STANDARD.encode(&bytes))).unwrap();
            for body in ["", "{}", "{\"办件\":\"HS-2026\"}", &"x".repeat(20_000)] {
                let content = format!("id_{length}.{TIMESTAMP}.{body}");
                let expected = format!("v1,{}", STANDARD.encode(hmac(&bytes, content.as_bytes())));
                let id = format!("id_{length}");
                assert_eq!(
                    signatures(std::slice::from_ref(&key), &id, TIMESTAMP, body),
                    expected
                );
            }
        }
    }

    #[test]
    fn a_rotation_carries_both_signatures() {
        let keys = [
            SigningKey::parse(KEY).unwrap(),
            SigningKey::from_chance([7; 32]),
        ];
        let both = signatures(&keys, ID, TIMESTAMP, BODY);
        let parts: Vec<_> = both.split(' ').collect();
        assert_eq!(parts.len(), 2);
        assert_eq!(parts[0], SIGNATURE);
        assert_ne!(parts[0], parts[1]);
    }

    #[test]
    fn keys_are_read_and_written_the_same_and_never_printed() {
        let key = SigningKey::parse(KEY).unwrap();
        assert_eq!(key.expose(), KEY);
        assert!(!format!("{key:?}").contains("MfKQ"));
        let short = STANDARD.encode([1; 23]);
        let long = STANDARD.encode([1; 65]);
        for wrong in [
            "",
            "whsec_",
            "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "whsec_!!!",
            &format!("whsec_{short}"),
            &format!("whsec_{long}"),
        ] {
            assert!(SigningKey::parse(wrong).is_none(), "{wrong}");
        }
    }
}
