//! Answers of the policy tools (M60): size class, credit code, working days.

use facts::size_class::{Bounds, Classified, Indicators, classify, lines};
use facts::{Calendar, CreditCode, Day, DayKind, Industry, Money, OwnerKind, SizeClass};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// Most working days that are counted.
pub const WORKING_DAYS_MAX: u32 = 500;

/// The size class of an enterprise, with its reasons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SizeClassView {
    /// `micro`, `small`, `medium`, `large`, those still possible; empty where the method says nothing.
    pub classes: Vec<String>,
    /// In words.
    pub words: Text,
    /// The standards it rests on.
    pub standards: Vec<Text>,
    /// One line for each indicator that counts.
    pub indicators: Vec<IndicatorView>,
}

/// One indicator.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct IndicatorView {
    /// What it is.
    pub name: Text,
    /// The lines of small, medium and large, in words.
    pub lines: Text,
    /// What was given, in words.
    pub given: Text,
    /// The class it allows; empty where it was not given.
    pub allows: Text,
}

/// What a credit code says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CreditCodeView {
    /// The code as it is read: without blanks, O and I mended.
    pub code: String,
    /// Whether both check digits fit.
    pub check_holds: bool,
    /// Who may hold such a code, in words.
    pub owner: Text,
    /// County code of the registration.
    pub registered_in: String,
    /// In words.
    pub words: Text,
}

/// A day so many working days on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeadlineView {
    /// The day.
    #[schema(format = Date)]
    pub due: String,
    /// Whether a year on the way has no official notice yet.
    pub provisional: bool,
    /// Every day on the way.
    pub sheet: Vec<CountedDayView>,
}

/// One day on the way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CountedDayView {
    /// The day.
    #[schema(format = Date)]
    pub day: String,
    /// What day it is.
    pub kind: Text,
    /// How many working days are counted up to it; absent where it does not count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub counted: Option<u32>,
}

/// What is given of an enterprise.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Given {
    /// 从业人员
    pub staff: Option<u64>,
    /// 营业收入
    pub revenue: Option<Money>,
    /// 资产总额
    pub assets: Option<Money>,
}

/// The size class, as exactly as what is given allows.
#[must_use]
pub fn size_class(industry: &Industry, given: &Given) -> SizeClassView {
    fn known<T: Copy>(value: Option<T>) -> Bounds<T> {
        value.map(Bounds::exactly).unwrap_or_default()
    }
    let indicators = Indicators {
        staff: known(given.staff),
        revenue: known(given.revenue),
        assets: known(given.assets),
    };
    let (classes, words) = match classify(industry, &indicators) {
        Classified::IndustryTooCoarse => (
            Vec::new(),
            Text::new(
                "行业代码太短，无法确定适用的标准，请填到三位或四位",
                "the industry code is too short to tell which line applies; give three or four digits",
            ),
        ),
        Classified::NotCovered => (
            Vec::new(),
            Text::new(
                "划型办法不适用于这个行业",
                "the method says nothing about this industry",
            ),
        ),
        Classified::Within(least, most) => {
            let possible = SizeClass::ALL.into_iter();
            let possible = possible.filter(|one| (least..=most).contains(one));
            let titles = possible.clone().map(SizeClass::title);
            let (zh, en): (Vec<String>, Vec<String>) =
                titles.map(|title| (title.zh, title.en)).unzip();
            let words = if least == most {
                Text::new(
                    format!("{}企业", zh.join("")),
                    format!("{} enterprise", en.join("")),
                )
            } else {
                Text::new(
                    format!("可能是{}企业，补充未填的指标后可以确定", zh.join("、")),
                    format!("{}; give the other indicators to decide", en.join(" or ")),
                )
            };
            (possible.map(|one| one.word().to_owned()).collect(), words)
        }
    };
    SizeClassView {
        classes,
        words,
        standards: standards(),
        indicators: indicators_of(industry, given),
    }
}

fn standards() -> Vec<Text> {
    vec![
        Text::new(
            "《统计上大中小微型企业划分办法（2017）》（国统字〔2017〕213号）：大型、中型、小型须同时达到所列各项指标的下限，否则下划一档；微型只须满足一项",
            "NBS method of 2017 (213): large, medium and small need every indicator at its lower bound, otherwise a class down; one is enough for micro",
        ),
        Text::new(
            "《中小企业划型标准规定》（工信部联企业〔2011〕300号）：不少政策文件引用的是这一标准，所列行业的界限与上一办法相同，申报时以政策文件引用的标准为准",
            "MIIT standard of 2011 (300): cited by many policies; the lines of the industries it lists are the same; the standard a policy cites counts",
        ),
    ]
}

fn indicators_of(industry: &Industry, given: &Given) -> Vec<IndicatorView> {
    let Some(lines) = lines(industry) else {
        return Vec::new();
    };
    let people = |count: u64| Text::new(format!("{count} 人"), count.to_string());
    let yuan = |money: Money| Text::new(money.words(), format!("CNY {}", money.grouped()));
    let staff = lines
        .staff
        .map(|bounds| line(Text::new("从业人员", "staff"), bounds, given.staff, people));
    let revenue = lines.revenue.map(|bounds| {
        line(
            Text::new("营业收入", "revenue"),
            bounds,
            given.revenue,
            yuan,
        )
    });
    let assets = lines
        .assets
        .map(|bounds| line(Text::new("资产总额", "assets"), bounds, given.assets, yuan));
    [staff, revenue, assets].into_iter().flatten().collect()
}

fn line<T: PartialOrd + Copy>(
    name: Text,
    bounds: [T; 3],
    given: Option<T>,
    say: impl Fn(T) -> Text,
) -> IndicatorView {
    let [small, medium, large] = bounds.map(&say);
    let reached = |value: T| bounds.iter().filter(|bound| value >= **bound).count();
    let allows = given.and_then(|value| SizeClass::ALL.get(reached(value)).copied());
    IndicatorView {
        name,
        lines: Text::new(
            format!(
                "小型 {} 起，中型 {} 起，大型 {} 起",
                small.zh, medium.zh, large.zh
            ),
            format!(
                "small from {}, medium from {}, large from {}",
                small.en, medium.en, large.en
            ),
        ),
        given: given.map_or_else(|| Text::new("未填写", "not given"), &say),
        allows: allows.map(|class| class.title().into()).unwrap_or_default(),
    }
}

/// What a credit code says of itself.
#[must_use]
pub fn credit_code(code: &CreditCode) -> CreditCodeView {
    let owner = match code.owner_kind() {
        OwnerKind::Company => Text::new("企业", "company"),
        OwnerKind::SoleTrader => Text::new("个体工商户", "sole trader"),
        OwnerKind::Cooperative => Text::new("农民专业合作社", "farmers' cooperative"),
        OwnerKind::Other => Text::new("其他单位", "another organisation"),
    };
    let holds = code.check_holds();
    CreditCodeView {
        code: code.to_string(),
        check_holds: holds,
        owner,
        registered_in: code.registered_in().to_owned(),
        words: if holds {
            Text::new(
                "校验位正确。校验只说明代码写得对，不说明单位存在或存续",
                "the check digits fit; that says the code is well written, not that its holder exists",
            )
        } else {
            Text::new(
                "校验位与公式不符，请对照营业执照核对；确认无误的，由窗口向登记机关核实",
                "the check digits do not fit; compare with the licence, and if it is right the window asks the registry",
            )
        },
    }
}

/// The day `working_days` after `from`, which is not counted itself, and every day on the way.
#[must_use]
pub fn deadline(calendar: &Calendar, from: Day, working_days: u32) -> DeadlineView {
    let due = calendar.working_days_after(from, working_days.min(WORKING_DAYS_MAX));
    let mut counted = 0;
    let mut sheet = Vec::new();
    let mut day = from;
    while day < due {
        day = day.next();
        let counts = calendar.is_working(day);
        counted += u32::from(counts);
        sheet.push(CountedDayView {
            day: day.to_string(),
            kind: kind(calendar.kind(day)),
            counted: counts.then_some(counted),
        });
    }
    DeadlineView {
        due: due.to_string(),
        provisional: calendar.is_provisional(due) || calendar.is_provisional(from.next()),
        sheet,
    }
}

fn kind(kind: DayKind) -> Text {
    match kind {
        DayKind::Working => Text::new("工作日", "working day"),
        DayKind::MakeUp => Text::new("调休上班", "make-up working day"),
        DayKind::Weekend => Text::new("周末", "weekend"),
        DayKind::Holiday(name) => Text::new(format!("放假（{name}）"), format!("holiday ({name})")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_is_told_with_the_lines_it_rests_on() {
        let industry = Industry::parse("C3912").unwrap();
        let given = Given {
            staff: Some(120),
            revenue: Some(Money::yuan(10_000_000)),
            assets: None,
        };
        let view = size_class(&industry, &given);
        assert_eq!(view.classes, ["small"]);
        assert_eq!(view.words.zh, "小型企业");
        assert_eq!(view.indicators.len(), 2);
        assert_eq!(
            view.indicators[0].lines.zh,
            "小型 20 人 起，中型 300 人 起，大型 1000 人 起"
        );
        let partly = Given {
            revenue: None,
            ..given
        };
        assert_eq!(size_class(&industry, &partly).classes, ["micro", "small"]);
        let coarse = Industry::parse("K70").unwrap();
        assert!(size_class(&coarse, &given).classes.is_empty());
    }

    #[test]
    fn a_deadline_counts_working_days_and_shows_the_others() {
        let from = Day::new(2026, 11, 26).unwrap();
        let view = deadline(&Calendar::default(), from, 3);
        assert_eq!(view.due, "2026-12-01");
        assert!(view.provisional);
        let counted: Vec<Option<u32>> = view.sheet.iter().map(|day| day.counted).collect();
        assert_eq!(counted, [Some(1), None, None, Some(2), Some(3)]);
    }
}
