//! Where money goes.

use std::fmt;

use crate::refusal::Refusal;

/// Longest name of a bank, in characters.
pub const BANK_CHARACTERS_MAX: usize = 60;
/// Digits of an account.
const ACCOUNT_DIGITS: std::ops::RangeInclusive<usize> = 8..=32;

/// Where the money goes. A financial account: shown whole to who pays, and to nobody else.
#[derive(Clone, PartialEq, Eq)]
pub struct Account {
    /// The bank and branch.
    pub bank: String,
    /// The number.
    pub number: String,
}

impl fmt::Debug for Account {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // whatever is printed may end in a log
        formatter.write_str(&self.masked())
    }
}

impl Account {
    /// An account as it was typed; blanks and hyphens are forgiven.
    ///
    /// # Errors
    /// [`Refusal::AccountNeeded`].
    pub fn parse(bank: &str, number: &str) -> Result<Self, Refusal> {
        let bank = bank.trim();
        let number: String = number
            .chars()
            .filter(|letter| !letter.is_whitespace() && *letter != '-')
            .collect();
        let digits = number.chars().all(|digit| digit.is_ascii_digit());
        let named = !bank.is_empty() && bank.chars().count() <= BANK_CHARACTERS_MAX;
        if named && digits && ACCOUNT_DIGITS.contains(&number.len()) {
            Ok(Self {
                bank: bank.to_owned(),
                number,
            })
        } else {
            Err(Refusal::AccountNeeded)
        }
    }

    /// The account as everybody but finance reads it: the bank and the last four digits.
    #[must_use]
    pub fn masked(&self) -> String {
        let skipped = self.number.len().saturating_sub(4);
        let last: String = self.number.chars().skip(skipped).collect();
        format!("{}（尾号 {last}）", self.bank)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_account_forgives_blanks_and_shows_four_digits() {
        let account = Account::parse(" 示例银行 ", "6222 0212-3456 7890").unwrap();
        assert_eq!(account.number, "6222021234567890");
        assert_eq!(account.masked(), "示例银行（尾号 7890）");
        for (bank, number) in [
            ("", "12345678"),
            ("示例银行", "1234567"),
            ("示例银行", "12a45678"),
            ("示例银行", ""),
        ] {
            assert_eq!(Account::parse(bank, number), Err(Refusal::AccountNeeded));
        }
    }
}
