//! 指标: what can be known of an enterprise, declared once, in data.

use std::collections::{BTreeSet, HashMap};

use facts::Text;

use crate::derivation::Derivation;

mod id;

pub use id::{FactId, NotAFactId};

/// What values a fact has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A number of something.
    Number,
    /// Yuan.
    Money,
    /// Yes or no.
    YesNo,
    /// One of the declared choices.
    Choice,
    /// A day.
    Day,
    /// An industry code of GB/T 4754-2017.
    Industry,
    /// A county or township of GB/T 2260.
    Place,
    /// Those of the declared choices that were awarded, none or several.
    Titles,
    /// A list of records, such as persons hired or sums received, each with the fields declared for it.
    Records,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Self; 9] = [
        Self::Number,
        Self::Money,
        Self::YesNo,
        Self::Choice,
        Self::Day,
        Self::Industry,
        Self::Place,
        Self::Titles,
        Self::Records,
    ];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Money => "money",
            Self::YesNo => "yes_no",
            Self::Choice => "choice",
            Self::Day => "day",
            Self::Industry => "industry",
            Self::Place => "place",
            Self::Titles => "titles",
            Self::Records => "records",
        }
    }
}

/// One value of a choice, or one title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value in JSON and rules.
    pub value: String,
    /// Its label.
    pub label: Text,
}

/// 来源: where what is known of a fact comes from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// 企业申报: the enterprise says so.
    #[default]
    Declared,
    /// 登记: the register of enterprises.
    Register,
    /// 税务: tax returns.
    Tax,
    /// 统计: the statistical register and its reports.
    Statistics,
    /// 社保: social insurance.
    Insurance,
    /// 海关
    Customs,
    /// 认定文件: lists and certificates of whoever awards.
    Awards,
    /// 兑付台账: what this and other windows paid.
    Ledger,
    /// 信用、执法: records of credit and penalties.
    Credit,
    /// What the city says for everybody, or what follows from other facts.
    City,
}

impl Origin {
    /// Every origin.
    pub const ALL: [Self; 10] = [
        Self::Declared,
        Self::Register,
        Self::Tax,
        Self::Statistics,
        Self::Insurance,
        Self::Customs,
        Self::Awards,
        Self::Ledger,
        Self::Credit,
        Self::City,
    ];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Declared => "declared",
            Self::Register => "register",
            Self::Tax => "tax",
            Self::Statistics => "statistics",
            Self::Insurance => "insurance",
            Self::Customs => "customs",
            Self::Awards => "awards",
            Self::Ledger => "ledger",
            Self::Credit => "credit",
            Self::City => "city",
        }
    }
}

/// 敏感程度: who may be shown what is known of a fact.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sensitivity {
    /// Anybody can look it up.
    Public,
    /// 商业信息: the enterprise and those who handle its case.
    #[default]
    Business,
    /// 涉及个人: speaks of persons, though it names none.
    Personal,
}

impl Sensitivity {
    /// Every degree.
    pub const ALL: [Self; 3] = [Self::Public, Self::Business, Self::Personal];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Business => "business",
            Self::Personal => "personal",
        }
    }
}

/// What people are told of a fact besides its question.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// How to find it, what counts and what does not; empty where nothing needs saying.
    pub help: Text,
    /// Where it comes from.
    pub origin: Origin,
    /// Who may be shown it.
    pub sensitivity: Sensitivity,
}

/// A declared fact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Id.
    pub id: FactId,
    /// What values it has.
    pub kind: Kind,
    /// A short name.
    pub label: Text,
    /// How it is asked.
    pub question: Text,
    /// What a number counts, such as 人; empty where there is none.
    pub unit: Text,
    /// The period it speaks of, such as 上年度; empty where there is none.
    pub period: String,
    /// Values of a choice, or titles.
    pub choices: Vec<Choice>,
    /// How it is computed, if it is.
    pub derived: Option<Derivation>,
    /// 参数: the city gives it, with the day it counts from; nobody is asked.
    pub parameter: bool,
    /// The list whose records it is a field of, if it is one.
    pub of: Option<FactId>,
    /// Help, origin, sensitivity.
    pub about: About,
}

impl Declaration {
    /// One of its choices.
    #[must_use]
    pub fn choice(&self, value: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.value == value)
    }

    /// The label of one of its choices; the value itself where it is not declared.
    #[must_use]
    pub fn label_of(&self, value: &str) -> Text {
        let found = self.choice(value);
        found.map_or_else(|| Text::new(value, value), |choice| choice.label.clone())
    }
}

/// Every declared fact, in the order people are asked.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    declared: Vec<Declaration>,
    places: HashMap<FactId, usize>,
}

impl Facts {
    /// Declarations in the order people are asked; of two with one id the first counts ([`Facts::findings`] names the other).
    #[must_use]
    pub fn new(declared: Vec<Declaration>) -> Self {
        let mut places = HashMap::new();
        for (place, declaration) in declared.iter().enumerate() {
            places.entry(declaration.id.clone()).or_insert(place);
        }
        Self { declared, places }
    }

    /// A declaration.
    #[must_use]
    pub fn get(&self, id: &FactId) -> Option<&Declaration> {
        self.declared.get(*self.places.get(id)?)
    }

    /// The declaration that stands there in the order people are asked.
    pub(crate) fn at(&self, place: usize) -> Option<&Declaration> {
        self.declared.get(place)
    }

    /// All of them, in the order people are asked.
    pub fn iter(&self) -> impl Iterator<Item = &Declaration> {
        self.declared.iter()
    }

    /// Where a fact stands in the order people are asked.
    #[must_use]
    pub fn place(&self, id: &FactId) -> usize {
        self.places.get(id).copied().unwrap_or(usize::MAX)
    }

    /// The facts one would have to ask to know `id`: itself, or what it is computed from; nothing for what the city gives.
    #[must_use]
    pub fn asked_for<'a>(&'a self, id: &'a FactId) -> Vec<&'a FactId> {
        let mut asked = BTreeSet::new();
        self.gather(id, self.declared.len(), &mut asked);
        asked.into_iter().collect()
    }

    /// Everything that can count for `id`: itself, what it is computed from at every step, and the lists of fields.
    pub(crate) fn reached<'a>(&'a self, id: &'a FactId, reached: &mut BTreeSet<&'a FactId>) {
        if !reached.insert(id) {
            return;
        }
        let declared = self.get(id);
        if let Some(list) = declared.and_then(|one| one.of.as_ref()) {
            self.reached(list, reached);
        }
        let derivation = declared.and_then(|one| one.derived.as_ref());
        for (source, ..) in derivation.into_iter().flat_map(Derivation::sources) {
            self.reached(source, reached);
        }
    }

    /// `left` ends a circle, which [`Facts::circles`] names. For a field its list is asked.
    fn gather<'a>(&'a self, id: &'a FactId, left: usize, asked: &mut BTreeSet<&'a FactId>) {
        let Some(left) = left.checked_sub(1) else {
            return;
        };
        let Some(declared) = self.get(id) else {
            asked.insert(id);
            return;
        };
        match &declared.derived {
            _ if declared.parameter => {}
            Some(derivation) => {
                for (source, ..) in derivation.sources() {
                    self.gather(source, left, asked);
                }
            }
            None => {
                asked.insert(declared.of.as_ref().unwrap_or(id));
            }
        }
    }

    /// The declared fields of a list that are asked, in their order.
    pub fn fields<'a>(&'a self, list: &'a FactId) -> impl Iterator<Item = &'a Declaration> {
        let of = self
            .iter()
            .filter(move |field| field.of.as_ref() == Some(list));
        of.filter(|field| field.derived.is_none())
    }

    /// Facts that follow from themselves.
    #[must_use]
    pub fn circles(&self) -> Vec<&FactId> {
        let mut open: BTreeSet<&FactId> = BTreeSet::new();
        for declared in self.iter().filter(|declared| declared.derived.is_some()) {
            open.insert(&declared.id);
        }
        // whatever rests on settled facts only is settled; what is left goes round
        loop {
            let settled: Vec<&FactId> = open
                .iter()
                .copied()
                .filter(|id| !self.rests_on(id, &open))
                .collect();
            if settled.is_empty() {
                return open.into_iter().collect();
            }
            for id in settled {
                open.remove(id);
            }
        }
    }

    fn rests_on(&self, id: &FactId, open: &BTreeSet<&FactId>) -> bool {
        let derivation = self.get(id).and_then(|declared| declared.derived.as_ref());
        let sources = derivation.map(Derivation::sources).unwrap_or_default();
        sources.iter().any(|(source, ..)| open.contains(source))
    }
}
