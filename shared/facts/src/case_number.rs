//! 办件编号: what people read out on the telephone, such as `HS-2026-481516234-K`.

use std::fmt;

const LETTERS: &[u8; 23] = b"ABCDEFGHJKLMNPQRTUVWXYZ";
const DIGITS: u64 = 1_000_000_000;

/// What a case number must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACaseNumber {
    /// Not of the form at all.
    #[error("a case number is written `HS-2026-123456789-X`")]
    Malformed,
    /// The last letter does not fit the digits.
    #[error("the last letter does not fit the digits before it: one of them was mistyped")]
    CheckLetter,
}

/// A case number. Its digits are random, so that nobody can count or guess cases; the letter catches any one wrong digit
/// and any two neighbours swapped.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber(Box<str>);

impl CaseNumber {
    /// A number for a case submitted in `year`, from a random number.
    #[must_use]
    pub fn drawn(year: i16, random: u64) -> Self {
        let body = format!("{:04}{:09}", year.clamp(0, 9999), random % DIGITS);
        let letter = check_letter(&body);
        let (year, digits) = body.split_at_checked(4).unwrap_or((&body, ""));
        Self(format!("HS-{year}-{digits}-{letter}").into())
    }

    /// Reads a number as people type it: spaces are taken out and letters raised.
    ///
    /// # Errors
    /// If it is of another form, or mistyped.
    pub fn parse(text: &str) -> Result<Self, NotACaseNumber> {
        let typed: String = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect::<String>()
            .to_ascii_uppercase();
        let mut parts = typed.split('-');
        let (Some("HS"), Some(year), Some(digits), Some(letter), None) = (
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
            parts.next(),
        ) else {
            return Err(NotACaseNumber::Malformed);
        };
        let all_digits = |text: &str, count| {
            text.len() == count && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        if !all_digits(year, 4) || !all_digits(digits, 9) || letter.len() != 1 {
            return Err(NotACaseNumber::Malformed);
        }
        let expected = check_letter(&format!("{year}{digits}"));
        if letter.starts_with(expected) {
            Ok(Self(typed.into()))
        } else {
            Err(NotACaseNumber::CheckLetter)
        }
    }

    /// As written everywhere.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl std::str::FromStr for CaseNumber {
    type Err = NotACaseNumber;

    fn from_str(text: &str) -> Result<Self, NotACaseNumber> {
        Self::parse(text)
    }
}

/// Digits weighted by their place (2, 3, 4, …) modulo the prime 23: one wrong digit or two swapped neighbours change it.
fn check_letter(digits: &str) -> char {
    let weighted = digits
        .bytes()
        .zip(2_usize..)
        .map(|(digit, weight)| usize::from(digit.saturating_sub(b'0')) * weight);
    let place = weighted.sum::<usize>() % LETTERS.len();
    LETTERS.get(place).copied().map_or('A', char::from)
}
