//! What is derived from the signing key: capability links with their codes, and the marks on cursors and cookies.
//!
//! A link and its code follow from case, liaison and assignment, so delivery can make them again without their
//! being stored; only hashes are (R15). Nothing here prints a secret.

use std::fmt;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use casework::case::Case;
use casework::link::{Link, waiting};
use facts::{Calendar, CaseNumber, Day};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use subtle::ConstantTimeEq as _;

use crate::config::Secret;
use crate::documents::sha256;
use crate::fault::Fault;
use crate::hex;
use crate::http::identity::API_KEY_PREFIX;

/// Length of a link's token in characters: 32 bytes in base64url.
const TOKEN_CHARS: usize = 43;
/// Bytes of the mark of somebody who is counted: enough to tell a day's searchers apart, too few to tell who they were.
const COUNTED_BYTES: usize = 6;
/// Codes have six digits.
const CODES: u64 = 1_000_000;

/// What a mark is for; marks of different purposes never equal each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// The token of a capability link.
    Link,
    /// The code that goes with a link.
    Code,
    /// The stored form of a code.
    CodeHash,
    /// The mark on a list's cursor.
    Cursor,
    /// The mark on the cookie of a sign-in under way.
    SignIn,
    /// A key for a machine.
    ApiKey,
    /// What signs the webhooks of a department.
    WebhookSecret,
    /// The id of a receipt.
    Receipt,
    /// The calendar feed of an enterprise.
    Feed,
    /// The address that ends a subscription.
    Unsubscribe,
    /// The address by which one case is followed.
    Follow,
    /// The address by which an acknowledgement is verified.
    Verify,
    /// Who was counted today.
    Counted,
}

impl Purpose {
    const fn label(self) -> &'static [u8] {
        match self {
            Self::Link => b"link",
            Self::Code => b"code",
            Self::CodeHash => b"code-hash",
            Self::Cursor => b"cursor",
            Self::SignIn => b"sign-in",
            Self::ApiKey => b"api-key",
            Self::WebhookSecret => b"webhook-secret",
            Self::Receipt => b"receipt",
            Self::Feed => b"feed",
            Self::Unsubscribe => b"unsubscribe",
            Self::Follow => b"follow",
            Self::Verify => b"verify",
            Self::Counted => b"counted",
        }
    }
}

/// The holder of the signing key.
#[derive(Clone)]
pub struct Signer(Arc<Hmac<Sha256>>);

impl fmt::Debug for Signer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Signer(…)")
    }
}

impl Signer {
    /// A signer with this key.
    ///
    /// # Errors
    /// [`Fault::Permanent`] if the key cannot be used.
    pub fn new(key: &Secret) -> Result<Self, Fault> {
        let keyed = Hmac::new_from_slice(key.expose().as_bytes())
            .map_err(|error| Fault::permanent("the signing key cannot be used", error))?;
        Ok(Self(Arc::new(keyed)))
    }

    /// The mark of `parts` for `purpose`; the borders between parts count.
    #[must_use]
    pub fn mark(&self, purpose: Purpose, parts: &[&str]) -> [u8; 32] {
        let mut mac = Hmac::clone(&self.0);
        mac.update(purpose.label());
        for part in parts {
            mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac.finalize().into_bytes().into()
    }

    /// Whether `mark` is the mark of `parts`, in constant time.
    #[must_use]
    pub fn matches(&self, purpose: Purpose, parts: &[&str], mark: &[u8]) -> bool {
        self.mark(purpose, parts).as_slice().ct_eq(mark).into()
    }

    /// The link and code of `liaison` for the assignment of `case` made by its event `version`.
    #[must_use]
    pub fn capability(&self, case: &str, liaison: &str, version: u64) -> Capability {
        let version = version.to_string();
        let parts = [case, liaison, &version];
        let token = URL_SAFE_NO_PAD.encode(self.mark(Purpose::Link, &parts));
        let mark = self.mark(Purpose::Code, &parts);
        let number = mark
            .iter()
            .take(8)
            .fold(0u64, |sum, byte| (sum << 8) | u64::from(*byte));
        Capability {
            token: LinkToken(token),
            code: format!("{:06}", number % CODES),
        }
    }

    /// The token that opens one case for `purpose`: its number and a mark only we can make, so nothing need be kept.
    #[must_use]
    pub fn case_token(&self, purpose: Purpose, number: &CaseNumber) -> String {
        let mark = URL_SAFE_NO_PAD.encode(self.mark(purpose, &[number.as_str()]));
        format!("{number}.{mark}")
    }

    /// The case a token opens for `purpose`; none if we did not make it.
    #[must_use]
    pub fn case_of_token(&self, purpose: Purpose, token: &str) -> Option<CaseNumber> {
        let (number, mark) = token.split_once('.')?;
        let number = CaseNumber::parse(number).ok()?;
        let mark = URL_SAFE_NO_PAD.decode(mark).ok()?;
        let ours = self.matches(purpose, &[number.as_str()], &mark);
        ours.then_some(number)
    }

    /// The key for a machine that `parts` make: the same request sent again makes the same key, so it need not be kept.
    #[must_use]
    pub fn api_key(&self, parts: &[&str]) -> String {
        let mark = URL_SAFE_NO_PAD.encode(self.mark(Purpose::ApiKey, parts));
        format!("{API_KEY_PREFIX}{mark}")
    }

    /// The id of the receipt with this digest: the same content has the same id, and nobody without the key can make it.
    #[must_use]
    pub fn receipt_id(&self, digest: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mark(Purpose::Receipt, &[digest]))
    }

    /// The mark that lets a calendar program read the feed of an enterprise.
    #[must_use]
    pub fn feed_mark(&self, enterprise: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mark(Purpose::Feed, &[enterprise]))
    }

    /// Whether `mark` opens the feed of an enterprise, in constant time.
    #[must_use]
    pub fn opens_feed(&self, enterprise: &str, mark: &str) -> bool {
        let mark = URL_SAFE_NO_PAD.decode(mark).unwrap_or_default();
        self.matches(Purpose::Feed, &[enterprise], &mark)
    }

    /// The end of the address that ends the subscription of `enterprise`: always the same, so that an old mail still works.
    #[must_use]
    pub fn unsubscribe(&self, enterprise: &str) -> String {
        URL_SAFE_NO_PAD.encode(self.mark(Purpose::Unsubscribe, &[enterprise]))
    }

    /// The mark of somebody who is counted once a day.
    #[must_use]
    pub fn of_day(&self, parts: &[&str]) -> String {
        let mark = self.mark(Purpose::Counted, parts);
        let short = mark.iter().take(COUNTED_BYTES).copied();
        URL_SAFE_NO_PAD.encode(short.collect::<Vec<u8>>())
    }

    /// What signs the webhooks of a department from the version `version` of its entry on.
    #[must_use]
    pub fn webhook_secret(&self, department: &str, version: u64) -> Secret {
        let parts = [department, &version.to_string()];
        let mark = STANDARD.encode(self.mark(Purpose::WebhookSecret, &parts));
        Secret::new(format!("whsec_{mark}"))
    }

    /// The link, with its code, for the post whose turn it is in `case`; none while no department has to act. For the
    /// same turn it is always the same one, so a mail that is sent again says the same.
    #[must_use]
    pub fn issue(&self, case: &Case, part: Option<u32>, on: (Day, &Calendar)) -> Option<Issued> {
        let desk = waiting(case, part)?;
        let post = format!("{}:{}", desk.department, desk.rung.word());
        let capability = self.capability(case.number.as_str(), &post, desk.turn);
        let token_hash = capability.token.hash();
        let code_hash = self.code_hash(&token_hash, &capability.code);
        Some(Issued {
            link: Link::issue(case, part, code_hash, on)?,
            capability,
            token_hash,
        })
    }

    /// The stored form of the code somebody typed for the link whose token hashes to `token_hash`.
    #[must_use]
    pub fn code_hash(&self, token_hash: &str, typed: &str) -> String {
        hex::digits(&self.mark(Purpose::CodeHash, &[token_hash, &digits(typed)]))
    }
}

/// The six digits somebody meant: full-width digits and spaces are forgiven.
fn digits(typed: &str) -> String {
    typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter {
            '0'..='9' => letter,
            full => char::from_u32(u32::from(full).wrapping_sub(0xFEE0))
                .filter(char::is_ascii_digit)
                .unwrap_or(full),
        })
        .take(16)
        .collect()
}

/// A link with what is stored of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issued {
    /// What the mail says.
    pub capability: Capability,
    /// What is stored instead of the token.
    pub token_hash: String,
    /// The link as it is kept.
    pub link: Link,
}

/// A link to act on one case, and the code that only the mail carries.
#[derive(Clone, PartialEq, Eq)]
pub struct Capability {
    /// The token in the address.
    pub token: LinkToken,
    /// The six digits.
    pub code: String,
}

impl fmt::Debug for Capability {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Capability(…)")
    }
}

/// The token of a link, as it stands in an address.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken(String);

impl LinkToken {
    /// Reads a token from an address; `None` if it cannot be one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let fits = text.len() == TOKEN_CHARS
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        fits.then(|| Self(text.to_owned()))
    }

    /// The token, for the one mail it is written in.
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }

    /// What is stored instead of it.
    #[must_use]
    pub fn hash(&self) -> String {
        sha256(self.0.as_bytes())
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("LinkToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signer() -> Signer {
        Signer::new(&Secret::new("0123456789abcdef0123456789abcdef")).unwrap()
    }

    #[test]
    fn a_link_can_be_derived_again_and_differs_for_every_assignment() {
        let first = signer().capability("HS-2026-1", "liaison-1", 2);
        assert_eq!(first, signer().capability("HS-2026-1", "liaison-1", 2));
        for other in [
            signer().capability("HS-2026-1", "liaison-1", 3),
            signer().capability("HS-2026-1", "liaison-2", 2),
            signer().capability("HS-2026-12", "liaison-1", 2),
            Signer::new(&Secret::new("another key of thirty-two bytes!"))
                .unwrap()
                .capability("HS-2026-1", "liaison-1", 2),
        ] {
            assert_ne!(first.token, other.token);
        }
        assert_eq!(first.code.len(), 6);
        assert!(first.code.bytes().all(|byte| byte.is_ascii_digit()));
        assert_eq!(
            LinkToken::parse(first.token.expose()),
            Some(first.token.clone())
        );
    }

    #[test]
    fn only_the_right_code_for_the_right_link_matches() {
        let signer = signer();
        let link = signer.capability("HS-2026-1", "liaison-1", 2);
        let hash = link.token.hash();
        let stored = signer.code_hash(&hash, &link.code);
        let matches = |hash: &str, typed: &str| signer.code_hash(hash, typed) == stored;
        let (front, rear) = link.code.split_at(3);
        let spaced = format!(" {front} {rear} ");
        assert!(matches(&hash, &spaced));
        let full_width: String = link
            .code
            .chars()
            .map(|digit| char::from_u32(u32::from(digit) + 0xFEE0).unwrap())
            .collect();
        assert!(matches(&hash, &full_width));
        let wrong = format!("{:06}", (link.code.parse::<u32>().unwrap() + 1) % 1_000_000);
        assert!(!matches(&hash, &wrong));
        assert!(!matches("another link", &link.code));
        assert!(!matches(&hash, ""));
    }

    #[test]
    fn borders_and_purposes_are_part_of_a_mark() {
        let signer = signer();
        let mark = signer.mark(Purpose::Cursor, &["ab", "c"]);
        assert!(signer.matches(Purpose::Cursor, &["ab", "c"], &mark));
        assert!(!signer.matches(Purpose::Cursor, &["a", "bc"], &mark));
        assert!(!signer.matches(Purpose::Cursor, &["abc"], &mark));
        assert!(!signer.matches(Purpose::SignIn, &["ab", "c"], &mark));
        assert!(!signer.matches(Purpose::Cursor, &["ab", "c"], &mark[..16]));
    }

    #[test]
    fn the_mark_is_hmac_sha_256_by_an_independent_computation() {
        use sha2::Digest as _;
        let key = b"0123456789abcdef0123456789abcdef";
        let mut block = [0u8; 64];
        block[..32].copy_from_slice(key);
        let pad = |with: u8| block.map(|byte| byte ^ with);
        let message = [b"cursor".as_slice(), &[0, 0, 0, 0, 0, 0, 0, 2], b"ab"].concat();
        let inner = Sha256::digest([pad(0x36).as_slice(), &message].concat());
        let outer = Sha256::digest([pad(0x5c).as_slice(), &inner].concat());
        assert_eq!(
            signer().mark(Purpose::Cursor, &["ab"]).as_slice(),
            outer.as_slice()
        );
    }

    #[test]
    fn nothing_is_printed() {
        let link = signer().capability("HS-2026-1", "liaison-1", 2);
        let printed = format!("{link:?} {:?} {:?}", link.token, signer());
        assert!(!printed.contains(&link.code) && !printed.contains(link.token.expose()));
    }

    #[test]
    fn what_cannot_be_a_token_is_none() {
        for wrong in [
            "",
            "short",
            &"a".repeat(44),
            &"/".repeat(43),
            &"é".repeat(21),
        ] {
            assert_eq!(LinkToken::parse(wrong), None);
        }
    }
}
