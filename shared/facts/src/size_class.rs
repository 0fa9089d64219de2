//! 统计上大中小微型企业划分办法(2017), 国统字〔2017〕213号: large, medium, small or micro (domain §4).
//!
//! Large, medium and small need **every** listed indicator at their lower bound, otherwise the enterprise falls a class; one micro
//! indicator is enough for micro. So the class is the least any indicator allows, and partly known indicators give a range of classes.

use crate::{Industry, Money, Text};

/// A class, smallest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SizeClass {
    /// 微型
    Micro,
    /// 小型
    Small,
    /// 中型
    Medium,
    /// 大型
    Large,
}

impl SizeClass {
    /// Every class, smallest first.
    pub const ALL: [Self; 4] = [Self::Micro, Self::Small, Self::Medium, Self::Large];

    /// The word in JSON and rules.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Micro => "micro",
            Self::Small => "small",
            Self::Medium => "medium",
            Self::Large => "large",
        }
    }

    /// What it is called.
    #[must_use]
    pub fn title(self) -> Text {
        let zh = match self {
            Self::Micro => "微型",
            Self::Small => "小型",
            Self::Medium => "中型",
            Self::Large => "大型",
        };
        Text::new(zh, self.word())
    }
}

/// An indicator that is known to lie within bounds, both counted; none is unbounded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Bounds<T> {
    /// The least it can be.
    pub low: Option<T>,
    /// The most it can be.
    pub high: Option<T>,
}

impl<T> Default for Bounds<T> {
    /// Nothing is known.
    fn default() -> Self {
        Self {
            low: None,
            high: None,
        }
    }
}

impl<T: Copy> Bounds<T> {
    /// Exactly this.
    pub const fn exactly(value: T) -> Self {
        Self {
            low: Some(value),
            high: Some(value),
        }
    }
}

/// What is known of the three indicators the method uses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Indicators {
    /// 从业人员, persons.
    pub staff: Bounds<u64>,
    /// 营业收入, yuan of a year.
    pub revenue: Bounds<Money>,
    /// 资产总额, yuan.
    pub assets: Bounds<Money>,
}

/// What the method says of an enterprise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Classified {
    /// One of the classes from the first to the second, both possible.
    Within(SizeClass, SizeClass),
    /// The method does not cover the industry; that is not “micro”.
    NotCovered,
    /// The industry code is too short to tell which line of the table it is.
    IndustryTooCoarse,
}

/// Lower bounds of small, medium and large, in persons.
type Staff = [u64; 3];
/// The same in ten thousand yuan.
type TenThousands = [i64; 3];

/// A line of the table; the indicators it does not list say nothing.
#[derive(Debug, Clone, Copy)]
struct Line {
    staff: Option<Staff>,
    revenue: Option<TenThousands>,
    assets: Option<TenThousands>,
}

const fn line(
    staff: Option<Staff>,
    revenue: Option<TenThousands>,
    assets: Option<TenThousands>,
) -> Line {
    Line {
        staff,
        revenue,
        assets,
    }
}

const FARMING: Line = line(None, Some([50, 500, 20_000]), None);
const MANUFACTURING: Line = line(Some([20, 300, 1_000]), Some([300, 2_000, 40_000]), None);
const BUILDING: Line = line(None, Some([300, 6_000, 80_000]), Some([300, 5_000, 80_000]));
const WHOLESALE: Line = line(Some([5, 20, 200]), Some([1_000, 5_000, 40_000]), None);
const RETAIL: Line = line(Some([10, 50, 300]), Some([100, 500, 20_000]), None);
const TRANSPORT: Line = line(Some([20, 300, 1_000]), Some([200, 3_000, 30_000]), None);
const STORAGE: Line = line(Some([20, 100, 200]), Some([100, 1_000, 30_000]), None);
const POST: Line = line(Some([20, 300, 1_000]), Some([100, 2_000, 30_000]), None);
const HOSPITALITY: Line = line(Some([10, 100, 300]), Some([100, 2_000, 10_000]), None);
const TELECOM: Line = line(Some([10, 100, 2_000]), Some([100, 1_000, 100_000]), None);
const SOFTWARE: Line = line(Some([10, 100, 300]), Some([50, 1_000, 10_000]), None);
const REAL_ESTATE: Line = line(
    None,
    Some([100, 1_000, 200_000]),
    Some([2_000, 5_000, 10_000]),
);
const PROPERTY: Line = line(Some([100, 300, 1_000]), Some([500, 1_000, 5_000]), None);
const LEASING: Line = line(Some([10, 100, 300]), None, Some([100, 8_000, 120_000]));
const OTHERS: Line = line(Some([10, 100, 300]), None, None);

/// The class of an enterprise, as exactly as what is known allows.
#[must_use]
pub fn classify(industry: &Industry, known: &Indicators) -> Classified {
    match line_of(industry) {
        Ok(Some(line)) => {
            let (low, high) = within(line, known);
            Classified::Within(low, high)
        }
        Ok(None) => Classified::NotCovered,
        Err(TooCoarse) => Classified::IndustryTooCoarse,
    }
}

/// The lower bounds of small, medium and large for each indicator that counts in an industry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Lines {
    /// 从业人员
    pub staff: Option<[u64; 3]>,
    /// 营业收入
    pub revenue: Option<[Money; 3]>,
    /// 资产总额
    pub assets: Option<[Money; 3]>,
}

/// What counts in an industry; none where the method says nothing, or the code is too short to tell.
#[must_use]
pub fn lines(industry: &Industry) -> Option<Lines> {
    let line = line_of(industry).ok().flatten()?;
    Some(Lines {
        staff: line.staff,
        revenue: line.revenue.map(yuan),
        assets: line.assets.map(yuan),
    })
}

fn yuan(bounds: TenThousands) -> [Money; 3] {
    bounds.map(|ten_thousands| Money::yuan(ten_thousands.saturating_mul(10_000)))
}

struct TooCoarse;

/// The line of the table, if the industry is covered. 59 and 70 are divided at three digits.
fn line_of(industry: &Industry) -> Result<Option<Line>, TooCoarse> {
    let third = industry.digits().as_bytes().get(2).copied();
    let line = match (industry.section(), industry.division()) {
        ('A', _) => FARMING,
        ('B' | 'C' | 'D', _) => MANUFACTURING,
        ('E', _) => BUILDING,
        (_, 51) => WHOLESALE,
        (_, 52) => RETAIL,
        (_, 53) => return Ok(None),
        (_, 54..=58) => TRANSPORT,
        (_, 59) => match third.ok_or(TooCoarse)? {
            b'1' => TRANSPORT,
            _ => STORAGE,
        },
        (_, 60) => POST,
        ('H', _) => HOSPITALITY,
        (_, 63 | 64) => TELECOM,
        (_, 65) => SOFTWARE,
        (_, 70) => match third.ok_or(TooCoarse)? {
            b'1' => REAL_ESTATE,
            b'2' => PROPERTY,
            _ => OTHERS,
        },
        ('L', _) => LEASING,
        ('M' | 'N' | 'O' | 'R', _) | (_, 85) => OTHERS,
        _ => return Ok(None),
    };
    Ok(Some(line))
}

fn within(line: Line, known: &Indicators) -> (SizeClass, SizeClass) {
    let ranges = [
        line.staff.map(|bounds| range(bounds, known.staff)),
        line.revenue
            .map(|bounds| range(yuan(bounds), known.revenue)),
        line.assets.map(|bounds| range(yuan(bounds), known.assets)),
    ];
    let least = |(low, high): (SizeClass, SizeClass),
                 (other_low, other_high): (SizeClass, SizeClass)| {
        (low.min(other_low), high.min(other_high))
    };
    ranges
        .into_iter()
        .flatten()
        .fold((SizeClass::Large, SizeClass::Large), least)
}

fn range<T: PartialOrd + Copy>(bounds: [T; 3], known: Bounds<T>) -> (SizeClass, SizeClass) {
    let class = |value: T| {
        let reached = bounds.iter().filter(|bound| value >= **bound).count();
        SizeClass::ALL
            .get(reached)
            .copied()
            .unwrap_or(SizeClass::Large)
    };
    let low = known.low.map_or(SizeClass::Micro, class);
    let high = known.high.map_or(SizeClass::Large, class);
    (low.min(high), high)
}
