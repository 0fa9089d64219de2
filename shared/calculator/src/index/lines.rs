//! Lines in their order, and how many of them a number reaches.
//!
//! Nearly every number in rules and profiles has at most four decimals and few digits. Such lines are kept once more as whole numbers,
//! so that an exact number is ranked without decimal arithmetic; the answer is the same.

use rust_decimal::Decimal;

use crate::condition::Test;

/// Decimals of a fixed number.
const DECIMALS: u32 = 4;
/// Decimals of a fixed share.
const SHARE_DECIMALS: u32 = 6;
const SHARE_ONE: i128 = 1_000_000;

/// Lines in rising order.
#[derive(Debug, Clone, Default)]
pub(super) struct Lines<T> {
    pub(super) lines: Vec<T>,
    /// The same as fixed numbers, where every one of them can be.
    fixed: Vec<i64>,
}

/// A line that may be kept as a fixed number.
pub(super) trait Line {
    /// The least fixed number that reaches it.
    fn fixed(&self) -> Option<i64>;
}

impl Line for (Decimal, bool) {
    fn fixed(&self) -> Option<i64> {
        let (line, strictly) = self;
        fixed(*line, DECIMALS)?.checked_add(i64::from(*strictly))
    }
}

/// A share, with the test that asks for it.
impl Line for (Decimal, Test) {
    fn fixed(&self) -> Option<i64> {
        // so small that a fixed number times it is exact as a decimal too
        let share = fixed(self.0, SHARE_DECIMALS)?;
        u32::try_from(share).is_ok().then_some(share)
    }
}

/// A number as so many units of its last decimal.
fn fixed(number: Decimal, decimals: u32) -> Option<i64> {
    let missing = decimals.checked_sub(number.scale())?;
    let mantissa = i64::try_from(number.mantissa()).ok()?;
    mantissa.checked_mul(10_i64.checked_pow(missing)?)
}

impl<T: Line> Lines<T> {
    pub(super) fn new(lines: Vec<T>) -> Self {
        let fixed: Option<Vec<i64>> = lines.iter().map(Line::fixed).collect();
        let fixed = fixed.unwrap_or_default();
        Self { lines, fixed }
    }

    pub(super) fn bytes(&self) -> usize {
        self.lines.len() * size_of::<T>() + self.fixed.len() * 8
    }
}

impl Lines<(Decimal, bool)> {
    /// How many lines an exact number reaches; none where it cannot be told so.
    pub(super) fn reached(&self, number: Decimal) -> Option<usize> {
        let number = fixed(number, DECIMALS).filter(|_| !self.fixed.is_empty())?;
        Some(self.fixed.partition_point(|line| *line <= number))
    }
}

impl Lines<(Decimal, Test)> {
    /// How many shares of `other`, which is not negative, an exact number reaches; none where it cannot be told so.
    pub(super) fn reached(&self, number: Decimal, other: Decimal) -> Option<usize> {
        let number = fixed(number, DECIMALS).filter(|_| !self.fixed.is_empty())?;
        let other = i128::from(fixed(other, DECIMALS)?);
        let number = i128::from(number) * SHARE_ONE;
        let reaches = |share: &i64| other * i128::from(*share) <= number;
        Some(self.fixed.partition_point(reaches))
    }
}
