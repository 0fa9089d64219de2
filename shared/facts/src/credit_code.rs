//! 统一社会信用代码, the 18 characters that name every enterprise (GB 32100-2015).

use std::fmt;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const LENGTH: usize = 18;
const BODY_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

/// Why a text is not a credit code at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotACreditCode {
    /// Wrong length after spaces were taken out.
    #[error("a unified social credit code has {LENGTH} characters, this has {found}")]
    Length {
        /// How many it has.
        found: usize,
    },
    /// A character that no code contains; `I`, `O`, `S`, `V` and `Z` are left out of the alphabet.
    #[error("character {place} is `{letter}`, which no unified social credit code contains")]
    Letter {
        /// Which, from 1.
        place: usize,
        /// The character.
        letter: char,
    },
}

/// What kind of owner the second character names, where the first says market regulation (`9`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum OwnerKind {
    /// 企业
    Company,
    /// 个体工商户
    SoleTrader,
    /// 农民专业合作社
    Cooperative,
    /// Registered elsewhere, or otherwise.
    Other,
}

/// A credit code of the right form. Its check characters may still fail: see [`CreditCode::check_holds`].
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode([u8; LENGTH]);

impl CreditCode {
    /// Reads a code: spaces are taken out, letters raised, and the usual slips `O` for `0` and `I` for `1` mended.
    ///
    /// # Errors
    /// On the wrong length or a character outside the alphabet. A failing check character is no error: real codes
    /// with one exist, so it is a warning and a question to the registry.
    pub fn parse(text: &str) -> Result<Self, NotACreditCode> {
        let letters: Vec<char> = text
            .chars()
            .filter(|letter| !letter.is_whitespace())
            .collect();
        if letters.len() != LENGTH {
            return Err(NotACreditCode::Length {
                found: letters.len(),
            });
        }
        let mut code = [0; LENGTH];
        for ((place, letter), slot) in letters.iter().enumerate().zip(&mut code) {
            *slot = read(*letter).ok_or(NotACreditCode::Letter {
                place: place + 1,
                letter: *letter,
            })?;
        }
        Ok(Self(code))
    }

    /// As written in addresses, keys and JSON: upper-case.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether both check characters are as the standards compute them.
    #[must_use]
    pub fn check_holds(&self) -> bool {
        let [.., last] = self.0;
        let sum: u32 = self
            .0
            .iter()
            .take(LENGTH - 1)
            .zip(weights())
            .map(|(letter, weight)| value(*letter) * weight)
            .sum();
        let expected = (31 - sum % 31) % 31;
        value(last) == expected && self.body_check_holds()
    }

    /// The check of the organisation code inside (GB 11714): characters 9 to 17.
    fn body_check_holds(&self) -> bool {
        let body: Vec<u8> = self.0.iter().skip(8).copied().collect();
        let sum: u32 = body
            .iter()
            .zip(BODY_WEIGHTS)
            .map(|(letter, weight)| body_value(*letter) * weight)
            .sum();
        let expected = match 11 - sum % 11 {
            10 => b'X',
            11 => b'0',
            digit => u8::try_from(digit).unwrap_or_default() + b'0',
        };
        body.get(8) == Some(&expected)
    }

    /// What kind of owner it was given to.
    #[must_use]
    pub const fn owner_kind(&self) -> OwnerKind {
        match self.0 {
            [b'9', b'1', ..] => OwnerKind::Company,
            [b'9', b'2', ..] => OwnerKind::SoleTrader,
            [b'9', b'3', ..] => OwnerKind::Cooperative,
            _ => OwnerKind::Other,
        }
    }

    /// The division where it was **registered**. Never where it operates: use it for no condition (domain §1).
    #[must_use]
    pub fn registered_in(&self) -> &str {
        self.as_str().get(2..8).unwrap_or_default()
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}

impl std::str::FromStr for CreditCode {
    type Err = NotACreditCode;

    fn from_str(text: &str) -> Result<Self, NotACreditCode> {
        Self::parse(text)
    }
}

fn read(letter: char) -> Option<u8> {
    let byte = u8::try_from(letter).ok()?.to_ascii_uppercase();
    let mended = match byte {
        b'O' => b'0',
        b'I' => b'1',
        other => other,
    };
    ALPHABET.contains(&mended).then_some(mended)
}

/// 3^(i−1) mod 31 for i from 1.
fn weights() -> impl Iterator<Item = u32> {
    std::iter::successors(Some(1), |weight| Some(weight * 3 % 31))
}

fn value(letter: u8) -> u32 {
    let place = ALPHABET.iter().position(|known| *known == letter);
    place
        .and_then(|place| u32::try_from(place).ok())
        .unwrap_or_default()
}

fn body_value(letter: u8) -> u32 {
    char::from(letter).to_digit(36).unwrap_or_default()
}
