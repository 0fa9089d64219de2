//! Allocation (统一分配): an opening whose places or budget are given out in one go once it has closed and every case of it is decided (M94).
//!
//! By ranking: the first so many by their score; of equal scores the case handed in earlier comes first, of those handed in at the same
//! moment the lower number. Pro rata: where the claims exceed the budget each gets claim × budget ÷ claims, rounded down to the fen;
//! what rounding leaves over, less than a fen for each case, stays in the budget. So nobody gets less because of the order, and nobody
//! gets less because there is more to give. A case decided anew after the allocation takes what is left, like first come.

use std::cmp::{Ordering, Reverse};

use calculator::Order;
use facts::{CaseNumber, Instant, ItemId, Money, Number};

use crate::Text;
use crate::actor::Actor;
use crate::refusal::Refusal;

/// Most cases one opening is allocated over: what one record holds, with room to spare.
pub const CASES_MAX: usize = 2_000;

/// What can be done by who was not reached (行政复议法, 行政诉讼法).
pub const REMEDY: &str = "如对分配结果有异议，可自收到之日起六十日内申请行政复议，或者自收到之日起六个月内提起行政诉讼；下一申报期可再次申报";

/// What there is to give, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// 按排名: so many places.
    Ranked {
        /// Places.
        places: u64,
        /// Which end comes first.
        order: Order,
    },
    /// 按比例: so much money.
    ProRata {
        /// The budget.
        budget: Money,
    },
}

/// What a case takes part with: approved, and not promised yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claim {
    /// The case.
    pub number: CaseNumber,
    /// When it was handed in.
    pub submitted_at: Instant,
    /// What the department approved.
    pub amount: Money,
    /// What it is ranked by, where that is known.
    pub score: Option<Number>,
}

/// What a case gets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// The case.
    pub number: CaseNumber,
    /// What the department approved.
    pub claimed: Money,
    /// What it was ranked by.
    pub score: Option<Number>,
    /// Its place in the ranking.
    pub rank: Option<u64>,
    /// What it gets; nothing where it was not reached, and where the item gives no money.
    pub gets: Money,
    /// Whether it gets it.
    pub reached: bool,
}

impl Share {
    /// Why it gets that, by this rule, where `all` was claimed by everybody together.
    #[must_use]
    pub fn why(&self, rule: Rule, all: Money) -> Text {
        match rule {
            Rule::Ranked { places, .. } => {
                rank_in_words(self.rank.unwrap_or_default(), places, self.score)
            }
            Rule::ProRata { budget } => share_in_words(self.claimed, (budget, all), self.gets),
        }
    }
}

/// An opening allocated: written once, never changed. What every case gets follows from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allocation {
    /// The item.
    pub item: ItemId,
    /// The opening.
    pub opening: String,
    /// What there was to give, and how.
    pub rule: Rule,
    /// When.
    pub at: Instant,
    /// Who made it final.
    pub by: Actor,
    /// In the order of the ranking, or of handing in.
    pub shares: Vec<Share>,
}

impl Allocation {
    /// What is given in all.
    #[must_use]
    pub fn given(&self) -> Money {
        let gets = self.shares.iter().map(|share| share.gets);
        gets.fold(Money::ZERO, Money::plus)
    }

    /// How many cases were reached.
    #[must_use]
    pub fn reached(&self) -> u64 {
        let reached = self.shares.iter().filter(|share| share.reached);
        reached.fold(0, |count: u64, _| count.saturating_add(1))
    }

    /// What was claimed in all.
    #[must_use]
    pub fn claimed(&self) -> Money {
        claimed(&self.shares)
    }
}

/// What these cases claim together.
#[must_use]
pub fn claimed(shares: &[Share]) -> Money {
    let claims = shares.iter().map(|share| share.claimed);
    claims.fold(Money::ZERO, Money::plus)
}

/// Who gets what by this rule.
///
/// # Errors
/// [`Refusal::Unscored`] if a case that is to be ranked has no score, [`Refusal::TooManyClaims`].
pub fn shares(rule: Rule, mut claims: Vec<Claim>) -> Result<Vec<Share>, Refusal> {
    if claims.len() > CASES_MAX {
        return Err(Refusal::TooManyClaims {
            cases_max: CASES_MAX,
        });
    }
    claims.sort_by_key(earlier);
    match rule {
        Rule::Ranked { places, order } => ranked(places, order, claims),
        Rule::ProRata { budget } => Ok(pro_rata(budget, &claims)),
    }
}

fn earlier(claim: &Claim) -> (Instant, CaseNumber) {
    (claim.submitted_at, claim.number.clone())
}

fn ranked(places: u64, order: Order, claims: Vec<Claim>) -> Result<Vec<Share>, Refusal> {
    let unscored = claims.iter().filter(|claim| claim.score.is_none());
    let numbers: Vec<String> = unscored.map(|claim| claim.number.to_string()).collect();
    if !numbers.is_empty() {
        return Err(Refusal::Unscored { numbers });
    }
    let mut claims = claims;
    // a stable sort: of equal scores the earlier stays before the later
    claims.sort_by(|one, two| by_score(order, one, two));
    let shares = (1_u64..).zip(claims).map(|(rank, claim)| {
        let within = rank <= places;
        Share {
            gets: if within { claim.amount } else { Money::ZERO },
            reached: within,
            number: claim.number,
            claimed: claim.amount,
            score: claim.score,
            rank: Some(rank),
        }
    });
    Ok(shares.collect())
}

fn by_score(order: Order, one: &Claim, two: &Claim) -> Ordering {
    match order {
        Order::GreatestFirst => Reverse(one.score).cmp(&Reverse(two.score)),
        Order::LeastFirst => one.score.cmp(&two.score),
    }
}

fn rank_in_words(rank: u64, places: u64, score: Option<Number>) -> Text {
    let score = score.map_or_else(String::new, |score| score.to_string());
    if rank <= places {
        Text::new(
            format!("按排名择优，指标值 {score}，排第 {rank} 名，在 {places} 个名额之内"),
            format!("ranked {rank} with {score}, within {places} places"),
        )
    } else {
        Text::new(
            format!("按排名择优，指标值 {score}，排第 {rank} 名，名额为 {places} 个，未入选"),
            format!("ranked {rank} with {score}, beyond {places} places"),
        )
    }
}

fn pro_rata(budget: Money, claims: &[Claim]) -> Vec<Share> {
    let amounts = claims.iter().map(|claim| claim.amount);
    let all = amounts.fold(Money::ZERO, Money::plus);
    let enough = all <= budget;
    let share = |claim: &Claim| {
        let gets = if enough {
            claim.amount
        } else {
            part(claim.amount, budget, all)
        };
        Share {
            number: claim.number.clone(),
            claimed: claim.amount,
            score: None,
            rank: None,
            gets,
            reached: gets > Money::ZERO,
        }
    };
    claims.iter().map(share).collect()
}

/// `claim` × `budget` ÷ `all`, rounded down to the fen. In whole fen, so that nothing is rounded on the way.
fn part(claim: Money, budget: Money, all: Money) -> Money {
    let fen = |money: Money| i128::from(money.fen());
    let exact = fen(claim).saturating_mul(fen(budget).max(0));
    let part = exact.checked_div(fen(all)).unwrap_or(0);
    Money::of_fen(i64::try_from(part).unwrap_or(0))
}

fn share_in_words(claim: Money, (budget, all): (Money, Money), gets: Money) -> Text {
    if all <= budget {
        return Text::new(
            format!("申报总额 {}，未超过预算，全额核定", all.words()),
            format!(
                "CNY {} were claimed in all, within the budget",
                all.grouped()
            ),
        );
    }
    Text::new(
        format!(
            "申报总额 {}，超过预算 {}，按比例核定：{} × {} ÷ {} = {}，不足一分的部分舍去",
            all.words(),
            budget.words(),
            claim.words(),
            budget.words(),
            all.words(),
            gets.words()
        ),
        format!(
            "CNY {} were claimed in all, more than the budget: {} × {} ÷ {} = {}, rounded down to the fen",
            all.grouped(),
            claim.grouped(),
            budget.grouped(),
            all.grouped(),
            gets.grouped()
        ),
    )
}
