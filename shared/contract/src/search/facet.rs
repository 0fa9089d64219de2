//! What items can be sorted by (M12): level, place, department, industry, size, kind of benefit, mode, open now, amount.
//!
//! Place, industry and size are asked of the rules themselves: an item is for micro enterprises where a profile that is known to be
//! micro, and nothing else, is not ruled out. So a condition however nested counts for what it says.

use std::collections::BTreeSet;

use calculator::{Amounted, Benefit, Catalogue, FactId, Item, Known, Profile, Scratch, Verdict};
use facts::{Day, Division, Industry, Jurisdiction, Money};

use crate::policy::ItemEntry;
use crate::text::Text;

/// Something items can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Facet {
    /// 层级
    Level,
    /// 适用地区
    Region,
    /// 主管部门
    Department,
    /// 适用行业
    Industry,
    /// 适用规模
    Size,
    /// 支持方式
    Kind,
    /// 兑现方式
    Mode,
    /// 申报状态
    Opening,
    /// 最高金额
    Amount,
}

impl Facet {
    /// Every facet, in the order of the page.
    pub const ALL: [Self; 9] = [
        Self::Opening,
        Self::Level,
        Self::Region,
        Self::Department,
        Self::Industry,
        Self::Size,
        Self::Kind,
        Self::Mode,
        Self::Amount,
    ];

    /// The name of its query parameter.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::Region => "region",
            Self::Department => "department",
            Self::Industry => "industry",
            Self::Size => "size",
            Self::Kind => "kind",
            Self::Mode => "mode",
            Self::Opening => "open",
            Self::Amount => "amount",
        }
    }

    /// What its query parameter means.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.word() == word)
    }

    /// What it is called.
    #[must_use]
    pub fn label(self) -> Text {
        match self {
            Self::Level => Text::new("政策层级", "level"),
            Self::Region => Text::new("适用地区", "region"),
            Self::Department => Text::new("主管部门", "department"),
            Self::Industry => Text::new("适用行业", "industry"),
            Self::Size => Text::new("企业规模", "size"),
            Self::Kind => Text::new("支持方式", "kind of benefit"),
            Self::Mode => Text::new("兑现方式", "way of fulfilment"),
            Self::Opening => Text::new("申报状态", "opening"),
            Self::Amount => Text::new("最高金额", "amount at most"),
        }
    }
}

/// A value, in Chinese, in English.
type Spoken = (&'static str, &'static str, &'static str);

/// Values with a name of their own, in the order they are shown.
const NAMED: &[(Facet, &[Spoken])] = &[
    (
        Facet::Level,
        &[
            ("state", "国家级", "state"),
            ("province", "省级", "province"),
            ("city", "市级", "city"),
            ("county", "县级", "county"),
        ],
    ),
    (
        Facet::Industry,
        &[
            ("A", "农、林、牧、渔业", "agriculture"),
            ("B", "采矿业", "mining"),
            ("C", "制造业", "manufacturing"),
            ("D", "电力、热力、燃气及水的生产和供应业", "utilities"),
            ("E", "建筑业", "construction"),
            ("F", "批发和零售业", "trade"),
            ("G", "交通运输、仓储和邮政业", "transport"),
            ("H", "住宿和餐饮业", "lodging and catering"),
            ("I", "信息传输、软件和信息技术服务业", "information"),
            ("J", "金融业", "finance"),
            ("K", "房地产业", "real estate"),
            ("L", "租赁和商务服务业", "leasing and business services"),
            (
                "M",
                "科学研究和技术服务业",
                "research and technical services",
            ),
            ("N", "水利、环境和公共设施管理业", "environment"),
            ("O", "居民服务、修理和其他服务业", "services to residents"),
            ("P", "教育", "education"),
            ("Q", "卫生和社会工作", "health and social work"),
            ("R", "文化、体育和娱乐业", "culture and sport"),
            ("S", "公共管理、社会保障和社会组织", "public administration"),
            ("T", "国际组织", "international organisations"),
        ],
    ),
    (
        Facet::Size,
        &[
            ("large", "大型", "large"),
            ("medium", "中型", "medium"),
            ("small", "小型", "small"),
            ("micro", "微型", "micro"),
        ],
    ),
    (
        Facet::Kind,
        &[
            ("money", "资金奖补", "money"),
            ("exemption", "税费减免", "exemption"),
            ("ask", "一事一议", "case by case"),
        ],
    ),
    (
        Facet::Mode,
        &[
            ("apply", "企业申报", "by application"),
            ("fast", "即申即享", "fast"),
            ("without_application", "免申即享", "without application"),
            ("promise", "承诺即享", "on a promise"),
        ],
    ),
    (
        Facet::Opening,
        &[
            ("now", "正在申报", "open now"),
            ("later", "即将开放", "opens later"),
            ("closed", "未开放", "closed"),
        ],
    ),
    (
        Facet::Amount,
        &[
            ("to_100000", "10 万元及以下", "up to CNY 100,000"),
            ("to_500000", "10 万至 50 万元", "CNY 100,000 to 500,000"),
            ("to_2000000", "50 万至 200 万元", "CNY 500,000 to 2 million"),
            ("above", "200 万元以上", "above CNY 2 million"),
            (
                "open_ended",
                "按实际计算，不设上限",
                "as computed, without a ceiling",
            ),
            ("none", "非资金支持", "no money"),
        ],
    ),
];
/// Upper ends of the brackets of amounts, in yuan.
const BRACKETS: [(&str, i64); 3] = [
    ("to_100000", 100_000),
    ("to_500000", 500_000),
    ("to_2000000", 2_000_000),
];

/// The values a facet always has, in order.
pub(super) fn values_of(facet: Facet) -> Vec<(String, Text)> {
    let named = NAMED.iter().find(|(named, _)| *named == facet);
    let named = named.map_or(&[][..], |(_, values)| values);
    named
        .iter()
        .map(|(value, zh, en)| ((*value).to_owned(), Text::new(*zh, *en)))
        .collect()
}

/// Whether a facet takes this value; places and departments are whatever the catalogue names.
#[must_use]
pub fn takes(facet: Facet, value: &str) -> bool {
    let values = values_of(facet);
    values.is_empty() || values.iter().any(|(known, _)| known == value)
}

/// What an item is by the rules alone: the same on every day.
pub(super) fn fixed(entry: &ItemEntry, mode: &str, item: &Item) -> Vec<(Facet, String)> {
    let kind = match item.benefit {
        Benefit::Money { .. } => "money",
        Benefit::Exemption(_) => "exemption",
        Benefit::Ask(_) => "ask",
    };
    vec![
        (Facet::Level, entry.level.clone()),
        (Facet::Department, entry.department.clone()),
        (Facet::Kind, kind.to_owned()),
        (Facet::Mode, mode.to_owned()),
    ]
}

/// The bracket of the most an item can give.
pub(super) fn bracket(amount: &Amounted) -> &'static str {
    let most = match amount {
        Amounted::Money {
            high: Some(high), ..
        } => *high,
        Amounted::Money { high: None, .. } => return "open_ended",
        Amounted::Exemption(_) | Amounted::Ask(_) => return "none",
    };
    let fits = |yuan: i64| most <= Money::yuan(yuan);
    let bracket = BRACKETS.iter().find(|(_, yuan)| fits(*yuan));
    bracket.map_or("above", |(bracket, _)| bracket)
}

/// Profiles that know one thing only, each with the facet and value it stands for.
fn probes(jurisdictions: &[Jurisdiction]) -> Vec<(Facet, String, Profile)> {
    let knows = |fact: &str, known: Known| {
        let fact = FactId::parse(fact).ok();
        fact.map(|fact| Profile::new().with(fact, known))
    };
    let sizes = values_of(Facet::Size).into_iter().map(|(size, _)| {
        let known = Known::OneOf(BTreeSet::from([size.clone()]));
        (Facet::Size, size, knows("size_class", known))
    });
    let sections = values_of(Facet::Industry).into_iter().map(|(section, _)| {
        let known = Known::Industry(divisions_of(&section));
        (Facet::Industry, section, knows("industry", known))
    });
    let places = jurisdictions.iter().map(|one| {
        let known = Known::Place(ground_of(one));
        (Facet::Region, one.id.to_string(), knows("place", known))
    });
    sizes
        .chain(sections)
        .chain(places)
        .filter_map(|(facet, value, profile)| Some((facet, value, profile?)))
        .collect()
}

fn divisions_of(section: &str) -> BTreeSet<Industry> {
    let all = (1..=97).filter_map(|division: u8| Industry::parse(&format!("{division:02}")).ok());
    all.filter(|industry| industry.section().to_string() == section)
        .collect()
}

fn ground_of(one: &Jurisdiction) -> BTreeSet<Division> {
    let counties = one.counties.iter();
    let counties = counties.filter_map(|county| Division::parse(county).ok());
    counties.chain(one.townships.iter().cloned()).collect()
}

/// For each place, industry and size: which items, in catalogue order, it does not rule out.
pub(super) fn suited(
    calculator: &Catalogue,
    jurisdictions: &[Jurisdiction],
    day: Day,
) -> Vec<(Facet, String, Vec<bool>)> {
    let (mut scratch, mut verdicts) = (Scratch::default(), Vec::new());
    let mut suited = Vec::new();
    for (facet, value, profile) in probes(jurisdictions) {
        calculator.verdicts(&profile, day, &mut scratch, &mut verdicts);
        let fits = verdicts.iter().map(|one| *one != Verdict::Ineligible);
        suited.push((facet, value, fits.collect()));
    }
    suited
}
