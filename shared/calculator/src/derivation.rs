//! How facts follow from others: small forms that nest, so that a policy can say what nobody has declared for it (M16, M81).

use facts::{Day, Rate};
use rust_decimal::Decimal;

use crate::condition::Test;
use crate::fact::{FactId, Kind};

const NUMERIC: &[Kind] = &[Kind::Number, Kind::Money];

/// A number or money that something is computed from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Term {
    /// What a fact says.
    Fact(FactId),
    /// This number.
    Number(Decimal),
    /// What follows from others, without a name of its own.
    Follows(Box<Derivation>),
}

/// A day that time is counted from or to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Moment {
    /// A [`Kind::Day`] fact.
    Fact(FactId),
    /// The day assessed.
    Today,
    /// This day.
    Day(Day),
    /// 31 December of the year assessed (0), or of so many years before it.
    YearEnd(u8),
}

/// What time is counted in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Span {
    /// Days.
    Days,
    /// Full months.
    Months,
    /// Full years.
    Years,
    /// Calendar years: from December to the January after it is one.
    CalendarYears,
}

impl Span {
    /// Every span.
    pub const ALL: [Self; 4] = [Self::Days, Self::Months, Self::Years, Self::CalendarYears];

    /// The word in JSON.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
            Self::CalendarYears => "calendar_years",
        }
    }
}

/// What is taken from the records of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taken {
    /// How many there are.
    Count,
    /// A field, added up.
    Total(FactId),
    /// The greatest value of a field; nothing (0) where there is no record.
    Largest(FactId),
}

/// How a fact follows from others. What is computed need not be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Derivation {
    /// 统计上大中小微型企业划分办法(2017); also `not_covered` where the method says nothing.
    SizeClass {
        /// An [`Kind::Industry`] fact.
        industry: FactId,
        /// A [`Kind::Number`] fact: 从业人员.
        staff: FactId,
        /// A [`Kind::Money`] fact: 营业收入.
        revenue: FactId,
        /// A [`Kind::Money`] fact: 资产总额.
        assets: FactId,
    },
    /// The day assessed.
    Today,
    /// Time from one day to another; negative where the other is earlier.
    Elapsed {
        /// From here.
        from: Moment,
        /// To here.
        to: Moment,
        /// Counted in these.
        span: Span,
    },
    /// A share in per cent. Unknown where the denominator is not surely positive.
    Percent {
        /// Numerator.
        part: Term,
        /// Denominator.
        whole: Term,
    },
    /// Growth in per cent over an earlier value. Unknown where that is not surely positive.
    Growth {
        /// The value now.
        now: Term,
        /// The value before.
        before: Term,
    },
    /// So much for each: energy for each unit of output. Unknown where the denominator is not surely positive.
    Quotient {
        /// Of this.
        of: Term,
        /// By that.
        by: Term,
    },
    /// All of them together.
    Sum(Vec<Term>),
    /// All of them multiplied, then by a share: a loan, the share of a year, an interest rate. None of them negative.
    Product {
        /// Numbers or money.
        of: Vec<Term>,
        /// Times this.
        share: Rate,
    },
    /// The least of them.
    Least(Vec<Term>),
    /// The greatest of them.
    Greatest(Vec<Term>),
    /// The difference of two values.
    Difference {
        /// What is taken from.
        from: Term,
        /// What is taken away.
        less: Term,
    },
    /// Full units only: 满 12 个月为一年、每 10 人.
    Whole {
        /// Of what.
        of: Term,
        /// The unit; more than zero.
        unit: Decimal,
    },
    /// 积分: the points of every test that holds.
    Points(Vec<(Test, Decimal)>),
    /// The first whose test holds; nothing known where none does.
    Cases(Vec<(Test, Term)>),
    /// What the records of a list come to: how many persons, what was received this year.
    Gathered {
        /// A [`Kind::Records`] fact.
        list: FactId,
        /// Only records for which this holds; all where there is none.
        when: Option<Test>,
        /// What of them.
        taken: Taken,
    },
}

/// A fact something is computed from, the kinds it may have, and the list in whose records it is read, if in any.
pub type Source<'a> = (&'a FactId, &'static [Kind], Option<&'a FactId>);

impl Term {
    /// The facts it is computed from.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        match self {
            Self::Fact(fact) => vec![(fact, NUMERIC, None)],
            Self::Number(_) => Vec::new(),
            Self::Follows(derivation) => derivation.sources(),
        }
    }
}

impl Moment {
    fn source(&self) -> Option<Source<'_>> {
        match self {
            Self::Fact(fact) => Some((fact, &[Kind::Day], None)),
            Self::Today | Self::Day(_) | Self::YearEnd(_) => None,
        }
    }
}

impl Derivation {
    /// The facts it follows from.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        match self {
            Self::SizeClass {
                industry,
                staff,
                revenue,
                assets,
            } => vec![
                (industry, &[Kind::Industry], None),
                (staff, &[Kind::Number], None),
                (revenue, &[Kind::Money], None),
                (assets, &[Kind::Money], None),
            ],
            Self::Today => Vec::new(),
            Self::Elapsed { from, to, .. } => {
                from.source().into_iter().chain(to.source()).collect()
            }
            Self::Gathered { list, when, taken } => gathered(list, when.as_ref(), taken),
            Self::Percent { .. }
            | Self::Growth { .. }
            | Self::Quotient { .. }
            | Self::Sum(_)
            | Self::Product { .. }
            | Self::Least(_)
            | Self::Greatest(_)
            | Self::Difference { .. }
            | Self::Whole { .. }
            | Self::Points(_)
            | Self::Cases(_) => {
                let terms = self.terms().into_iter().flat_map(Term::sources);
                let tests = self.tests().into_iter().flat_map(test_sources);
                tests.chain(terms).collect()
            }
        }
    }

    /// The numbers it is computed from.
    #[must_use]
    pub fn terms(&self) -> Vec<&Term> {
        match self {
            Self::Percent {
                part: one,
                whole: two,
            }
            | Self::Growth {
                now: one,
                before: two,
            }
            | Self::Quotient { of: one, by: two }
            | Self::Difference {
                from: one,
                less: two,
            } => vec![one, two],
            Self::Sum(of) | Self::Product { of, .. } | Self::Least(of) | Self::Greatest(of) => {
                of.iter().collect()
            }
            Self::Whole { of, .. } => vec![of],
            Self::Cases(cases) => cases.iter().map(|(_, term)| term).collect(),
            Self::SizeClass { .. }
            | Self::Today
            | Self::Elapsed { .. }
            | Self::Points(_)
            | Self::Gathered { .. } => Vec::new(),
        }
    }

    /// The tests it looks at outside the records of a list.
    #[must_use]
    pub fn tests(&self) -> Vec<&Test> {
        match self {
            Self::Points(table) => table.iter().map(|(test, _)| test).collect(),
            Self::Cases(cases) => cases.iter().map(|(test, _)| test).collect(),
            Self::SizeClass { .. }
            | Self::Today
            | Self::Elapsed { .. }
            | Self::Percent { .. }
            | Self::Growth { .. }
            | Self::Quotient { .. }
            | Self::Sum(_)
            | Self::Product { .. }
            | Self::Least(_)
            | Self::Greatest(_)
            | Self::Difference { .. }
            | Self::Whole { .. }
            | Self::Gathered { .. } => Vec::new(),
        }
    }

    /// The kinds what comes out may be declared as.
    #[must_use]
    pub const fn kinds(&self) -> &'static [Kind] {
        match self {
            Self::SizeClass { .. } => &[Kind::Choice],
            Self::Today => &[Kind::Day],
            Self::Elapsed { .. }
            | Self::Percent { .. }
            | Self::Growth { .. }
            | Self::Points(_)
            | Self::Gathered {
                taken: Taken::Count,
                ..
            } => &[Kind::Number],
            Self::Quotient { .. }
            | Self::Difference { .. }
            | Self::Sum(_)
            | Self::Product { .. }
            | Self::Least(_)
            | Self::Greatest(_)
            | Self::Whole { .. }
            | Self::Cases(_)
            | Self::Gathered { .. } => NUMERIC,
        }
    }
}

fn test_sources(test: &Test) -> impl Iterator<Item = Source<'_>> {
    let reads = test.leaves().into_iter().flat_map(Test::reads);
    reads.map(|(fact, kinds)| (fact, kinds, None))
}

fn gathered<'a>(list: &'a FactId, when: Option<&'a Test>, taken: &'a Taken) -> Vec<Source<'a>> {
    let mut sources: Vec<Source<'_>> = vec![(list, &[Kind::Records], None)];
    let inside = when.into_iter().flat_map(test_sources);
    sources.extend(inside.map(|(fact, kinds, _)| (fact, kinds, Some(list))));
    match taken {
        Taken::Count => {}
        Taken::Total(field) | Taken::Largest(field) => sources.push((field, NUMERIC, Some(list))),
    }
    sources
}
