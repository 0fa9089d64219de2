//! Money, rates and plain numbers: exact decimals, never floating point (M80).

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};

/// What a number must look like.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotANumber {
    /// Not a decimal number.
    #[error("a number is written with digits, at most one `.` and a leading `-` if negative")]
    Malformed,
    /// Money is counted to the fen.
    #[error("money has at most two decimals")]
    TooFine,
    /// Larger than any budget.
    #[error("the number is too large: at most 15 digits before the point and 8 after it")]
    TooLarge,
}

const WHOLE_MAX: Decimal = Decimal::from_parts(2_764_472_319, 232_830, 0, false, 0);
const SCALE_MAX: u32 = 8;
/// A hundredth of ten thousand yuan, in fen.
const FEN_OF_A_HUNDREDTH: u64 = 10_000;
/// Bytes no amount in words is longer than.
const WRITTEN_MAX: usize = 32;

/// A plain decimal number, at most 15 digits before and 8 after the point.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Number(Decimal);

impl Number {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);

    /// Reads a decimal number.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let written = !digits.is_empty()
            && digits
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
            && digits.as_bytes().first().is_some_and(u8::is_ascii_digit)
            && digits.as_bytes().last().is_some_and(u8::is_ascii_digit)
            && digits.bytes().filter(|byte| *byte == b'.').count() <= 1;
        if !written {
            return Err(NotANumber::Malformed);
        }
        if digits.len() > 25 {
            return Err(NotANumber::TooLarge);
        }
        let value: Decimal = text.parse().map_err(|_| NotANumber::TooLarge)?;
        Self::of(value)
    }

    /// A number of the given decimal.
    ///
    /// # Errors
    /// If it has too many digits.
    pub fn of(value: Decimal) -> Result<Self, NotANumber> {
        let value = value.normalize();
        let fits = value.abs() <= WHOLE_MAX && value.scale() <= SCALE_MAX;
        fits.then_some(Self(value)).ok_or(NotANumber::TooLarge)
    }

    /// Its decimal.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }
}

impl From<i32> for Number {
    fn from(value: i32) -> Self {
        Self(value.into())
    }
}

impl From<u32> for Number {
    fn from(value: u32) -> Self {
        Self(value.into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// An amount in yuan, counted to the fen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Money(Decimal);

impl Money {
    /// Nothing.
    pub const ZERO: Self = Self(Decimal::ZERO);
    /// More than any budget holds: ten to the fifteenth less one yuan.
    pub const MAX: Self = Self(WHOLE_MAX);
    /// The same in fen.
    pub const MAX_FEN: i64 = 99_999_999_999_999_900;

    /// Reads yuan, such as `200000.00`.
    ///
    /// # Errors
    /// Says what is wrong with it.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let number = Number::parse(text)?;
        let fine = number.decimal().scale() > 2;
        if fine {
            Err(NotANumber::TooFine)
        } else {
            Ok(Self(number.decimal()))
        }
    }

    /// Whole yuan.
    #[must_use]
    pub fn yuan(yuan: i64) -> Self {
        Self(yuan.into()).bounded()
    }

    /// A decimal of yuan, cut down to the fen: the city never pays a fen that was not earned.
    #[must_use]
    pub fn truncated(value: Decimal) -> Self {
        Self(value.round_dp_with_strategy(2, RoundingStrategy::ToZero)).bounded()
    }

    fn bounded(self) -> Self {
        Self(self.0.clamp(-WHOLE_MAX, WHOLE_MAX))
    }

    /// Its decimal, in yuan.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// The same in fen, for where very many are added.
    #[must_use]
    pub fn fen(self) -> i64 {
        let fen = match self.0.scale() {
            0 => self.0.mantissa().saturating_mul(100),
            1 => self.0.mantissa().saturating_mul(10),
            2 => self.0.mantissa(),
            _ => {
                let fen = self.0.saturating_mul(Decimal::ONE_HUNDRED).trunc();
                fen.mantissa()
            }
        };
        i64::try_from(fen).unwrap_or(i64::MAX)
    }

    /// So many fen, bounded by [`Money::MAX`].
    #[must_use]
    pub fn of_fen(fen: i64) -> Self {
        Self(Decimal::new(fen, 2)).bounded()
    }

    /// The sum, bounded by [`Money::MAX`].
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0)).bounded()
    }

    /// The difference, bounded like the sum.
    #[must_use]
    pub fn minus(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0)).bounded()
    }

    /// A multiple, cut down to the fen and bounded.
    #[must_use]
    pub fn times(self, factor: Decimal) -> Self {
        Self::truncated(self.0.saturating_mul(factor))
    }

    /// As officials write it: `20 万元` where that is exact to two decimals, else `12,345.67 元`.
    #[must_use]
    pub fn words(self) -> String {
        let mut written = String::with_capacity(WRITTEN_MAX);
        self.write_words(&mut written);
        written
    }

    /// Writes [`Money::words`] at the end of a text.
    pub fn write_words(self, into: &mut String) {
        let fen = self.fen();
        let hundredths = fen.unsigned_abs() / FEN_OF_A_HUNDREDTH;
        if !fen.unsigned_abs().is_multiple_of(FEN_OF_A_HUNDREDTH) || hundredths < 100 {
            self.write_grouped(into);
            into.push_str(" 元");
            return;
        }
        into.extend((fen < 0).then_some('-'));
        digits(hundredths / 100, into);
        if !hundredths.is_multiple_of(100) {
            into.push('.');
            into.extend(digit(hundredths / 10));
            into.extend(digit(hundredths).filter(|digit| *digit != '0'));
        }
        into.push_str(" 万元");
    }

    /// With commas between thousands and always two decimals, for columns and receipts.
    #[must_use]
    pub fn to_the_fen(self) -> String {
        let mut written = String::with_capacity(WRITTEN_MAX);
        let fen = self.fen();
        written.extend((fen < 0).then_some('-'));
        let fen = fen.unsigned_abs();
        thousands(fen / 100, &mut written);
        written.push('.');
        written.extend(digit(fen / 10));
        written.extend(digit(fen));
        written
    }

    /// With commas between thousands; decimals only where there are any.
    #[must_use]
    pub fn grouped(self) -> String {
        let mut written = String::with_capacity(WRITTEN_MAX);
        self.write_grouped(&mut written);
        written
    }

    /// Writes [`Money::grouped`] at the end of a text.
    pub fn write_grouped(self, into: &mut String) {
        let fen = self.fen();
        into.extend((fen < 0).then_some('-'));
        let fen = fen.unsigned_abs();
        thousands(fen / 100, into);
        if !fen.is_multiple_of(100) {
            into.push('.');
            into.extend(digit(fen / 10));
            into.extend(digit(fen));
        }
    }
}

/// Writes a whole number with commas between its thousands.
fn thousands(number: u64, into: &mut String) {
    if number < 1_000 {
        return digits(number, into);
    }
    thousands(number / 1_000, into);
    into.push(',');
    into.extend(
        [number / 100, number / 10, number]
            .into_iter()
            .filter_map(digit),
    );
}

/// Writes a whole number.
fn digits(number: u64, into: &mut String) {
    if number >= 10 {
        digits(number / 10, into);
    }
    into.extend(digit(number));
}

/// The last digit of a number.
fn digit(number: u64) -> Option<char> {
    char::from_digit(u32::try_from(number % 10).ok()?, 10)
}

impl fmt::Display for Money {
    /// With exactly two decimals, as in JSON and storage.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:.2}", self.0)
    }
}

/// A share of something, from nothing upwards: `0.08` is 8 %.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Rate(Decimal);

impl Rate {
    /// Reads a rate: `8%`, `0.5‰` or `0.08`.
    ///
    /// # Errors
    /// Says what is wrong with it; a rate is not negative.
    pub fn parse(text: &str) -> Result<Self, NotANumber> {
        let (digits, by) = if let Some(percent) = text.strip_suffix('%') {
            (percent, 100)
        } else if let Some(permille) = text.strip_suffix('‰') {
            (permille, 1_000)
        } else {
            (text, 1)
        };
        let number = Number::parse(digits.trim_end())?;
        if number < Number::ZERO {
            return Err(NotANumber::Malformed);
        }
        Self::of_decimal(number.decimal() / Decimal::from(by))
    }

    /// A rate of the given decimal: 0.08 for 8 %.
    ///
    /// # Errors
    /// If it has too many digits, or is negative.
    pub fn of_decimal(value: Decimal) -> Result<Self, NotANumber> {
        let number = Number::of(value)?;
        (number >= Number::ZERO)
            .then_some(Self(number.decimal()))
            .ok_or(NotANumber::Malformed)
    }

    /// All of it: 100 %.
    #[must_use]
    pub const fn whole() -> Self {
        Self(Decimal::ONE)
    }

    /// Its decimal: 0.08 for 8 %.
    #[must_use]
    pub const fn decimal(self) -> Decimal {
        self.0
    }

    /// This share of an amount, cut down to the fen.
    #[must_use]
    pub fn of(self, base: Money) -> Money {
        base.times(self.0)
    }
}

impl fmt::Display for Rate {
    /// As a percentage.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}%", (self.0 * Decimal::from(100)).normalize())
    }
}

/// A quotient that stays exact: compared by cross-multiplying, never divided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    numerator: Number,
    denominator: Number,
}

impl Ratio {
    /// A ratio; none if the denominator is not positive, since then nothing can be said.
    #[must_use]
    pub fn new(numerator: Number, denominator: Number) -> Option<Self> {
        (denominator > Number::ZERO).then_some(Self {
            numerator,
            denominator,
        })
    }

    /// How it compares with a plain number.
    #[must_use]
    pub fn compare(self, with: Number) -> std::cmp::Ordering {
        let line = with.decimal().saturating_mul(self.denominator.decimal());
        self.numerator.decimal().cmp(&line)
    }

    /// The quotient, cut to eight decimals, for showing.
    #[must_use]
    pub fn shown(self) -> Decimal {
        let quotient = self
            .numerator
            .decimal()
            .checked_div(self.denominator.decimal());
        quotient
            .unwrap_or(Decimal::MAX)
            .trunc_with_scale(SCALE_MAX)
            .normalize()
    }
}
