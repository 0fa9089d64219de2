//! Openings that are given out in one go (M94): what is provisional, who would get what, and making it final.

use std::collections::BTreeMap;

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::{CaseHead, Outcome};
use axum::extract::Path;
use casework::Actor;
use casework::access::Operation;
use casework::allocation::{Allocation, Claim, Rule, Share, claimed, shares};
use casework::ledger::Line;
use casework::refusal::Refusal;
use contract::allocation::{
    AllocationView, CaseShareView, ContestedEntry, HindranceView, ScoreOf, SettleOpening,
};
use contract::catalogue::{Contested, Opened};
use contract::convert::allocation::entry;
use contract::fault::Fault;
use contract::page::Page;
use contract::problem::kind;
use facts::{CaseNumber, Day, Instant, ItemId, Money, Number};

use crate::find::now;

/// Most openings of the list: the latest.
const OPENINGS_MAX: usize = 50;
/// Most cases that are moved within the request; the sweep gives the others their share.
const AT_ONCE_MAX: usize = 50;
/// How often an allocation is decided anew because somebody took from the ledger meanwhile.
const TRIES: u8 = 4;

/// 统一分配的申报期 · Openings whose places or budget are given out in one go, the latest first (M94).
#[utoipa::path(get, path = "/v1/allocations", operation_id = "list_allocations", tag = "submissions",
    responses((status = 200, description = "The latest openings", body = Page<ContestedEntry>)))]
pub(crate) async fn list(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListAllocations)?;
    query.finish()?;
    let entries = entries(&door).await?;
    door.listed("allocations", entries, None)
}

pub(crate) async fn entries(door: &Door) -> Answer<Vec<ContestedEntry>> {
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let mut entries = Vec::new();
    for one in catalogue.contested(today).iter().take(OPENINGS_MAX) {
        let table = door.outside.table();
        let allocation = table.read_allocation(&one.item, &one.opening).await?;
        entries.push(entry(one, allocation.as_ref(), today));
    }
    Ok(entries)
}

/// 统一分配预览和结果 · What an opening was allocated as, or what it would come to now, with all that keeps it from being allocated.
#[utoipa::path(get, path = "/v1/items/{item}/openings/{opening}/allocation", operation_id = "read_allocation", tag = "submissions",
    params(("item" = String, Path, description = "Item id"), ("opening" = String, Path, description = "Opening id")),
    responses((status = 200, description = "The allocation, or its preview", body = AllocationView)))]
pub(crate) async fn read(
    door: Door,
    Path((item, opening)): Path<(String, String)>,
    query: Query,
) -> Answer {
    door.allow(Operation::ReadAllocation)?;
    query.finish()?;
    let looked = look(&door, (&item, &opening)).await?;
    Ok(Reply::ok(&looked.view(&[])))
}

/// 统一分配 · Allocates an opening that has closed: one record makes it final, and every case gets its share from it and is released.
/// Asked again, it goes on where it was cut short and answers the same.
#[utoipa::path(post, path = "/v1/items/{item}/openings/{opening}/allocation", operation_id = "settle_opening", tag = "submissions",
    params(("item" = String, Path, description = "Item id"), ("opening" = String, Path, description = "Opening id")), request_body = SettleOpening,
    responses((status = 200, description = "The allocation", body = AllocationView)))]
pub(crate) async fn settle(
    door: Door,
    Path((item, opening)): Path<(String, String)>,
    body: Body<SettleOpening>,
) -> Answer {
    door.allow(Operation::SettleOpening)?;
    // a key as for every command; an allocation is made final once by itself, so nothing has to be kept under it
    door.command(Operation::SettleOpening, &body.bytes)?;
    settled(&door, (&item, &opening), &body.value.scores).await
}

/// Allocates it, once.
pub(crate) async fn settled(door: &Door, about: (&str, &str), scores: &[ScoreOf]) -> Answer {
    let looked = made_final(door, about, scores).await?;
    let Some(given) = &looked.allocation else {
        return Err(Problem::not_found());
    };
    if given.shares.len() <= AT_ONCE_MAX {
        let calendar = &looked.catalogue.calendar;
        let table = door.outside.table();
        table.give_shares_now(given, calendar, door.now).await;
    }
    Ok(Reply::ok(&looked.view(&[])))
}

/// The opening as it is allocated, by this request or by one that was faster: what that made final is what holds.
async fn made_final(door: &Door, about: (&str, &str), scores: &[ScoreOf]) -> Answer<Looked> {
    let by = door.actor(Operation::SettleOpening)?;
    for _ in 0..TRIES {
        let mut looked = look(door, about).await?;
        if looked.allocation.is_some() {
            return Ok(looked);
        }
        let given = looked.decide(scores, (now(door), &by))?;
        let line = looked.line.clone();
        looked.allocation = Some(given.clone());
        let table = door.outside.table();
        let commit = table.commit(door.now).allocation(&given, line);
        if commit.run().await? == Outcome::Committed {
            return Ok(looked);
        }
    }
    Err(Problem::stale_version())
}

/// Scores by case.
type Scores = BTreeMap<CaseNumber, Number>;

/// An opening with all there is to know of it.
pub(crate) struct Looked {
    catalogue: std::sync::Arc<Opened>,
    contested: Contested,
    heads: Vec<CaseHead>,
    allocation: Option<Allocation>,
    /// What there is to give, less what was promised before.
    rule: Rule,
    line: Line,
    today: Day,
}

pub(crate) async fn look(door: &Door, (item, opening): (&str, &str)) -> Answer<Looked> {
    let catalogue = door.outside.catalogue().current().await?;
    let today = now(door).day();
    let item = ItemId::parse(item).map_err(|_| Problem::not_found())?;
    let contested = catalogue.contested_in(&item, opening, today);
    let contested = contested.ok_or_else(Problem::not_found)?;
    let table = door.outside.table();
    let allocation = table.read_allocation(&item, opening).await?;
    let line = table.read_line(&item, opening).await?;
    let rule = match contested.rule {
        Rule::Ranked { places, order } => Rule::Ranked {
            places: places.saturating_sub(line.places_gone()),
            order,
        },
        Rule::ProRata { budget } => Rule::ProRata {
            budget: budget.minus(line.money_gone()).max(Money::ZERO),
        },
    };
    Ok(Looked {
        heads: table.contestants(&item, opening, contested.from).await?,
        catalogue,
        contested,
        allocation,
        rule,
        line,
        today,
    })
}

impl Looked {
    /// What would be made final.
    fn decide(&self, scores: &[ScoreOf], (at, by): (Instant, &Actor)) -> Answer<Allocation> {
        let to = self.contested.to;
        if self.today <= to {
            return Err(Refusal::NotClosed { to }.into());
        }
        let undecided = self.undecided();
        if !undecided.is_empty() {
            let numbers = undecided.iter().map(|head| head.number.to_string());
            let numbers = numbers.collect();
            return Err(Refusal::Undecided { numbers }.into());
        }
        let claims = self.claims(&self.known(scores)?);
        if claims.is_empty() {
            return Err(Refusal::NothingClaimed.into());
        }
        Ok(Allocation {
            item: self.contested.item.clone(),
            opening: self.contested.opening.clone(),
            rule: self.rule,
            at,
            by: by.clone(),
            shares: shares(self.rule, claims)?,
        })
    }

    fn undecided(&self) -> Vec<&CaseHead> {
        let open = |head: &&CaseHead| {
            let contestant = head.contestant.as_ref();
            contestant.is_some_and(|one| !one.provisional && !one.over)
        };
        self.heads.iter().filter(open).collect()
    }

    /// The scores that were given, by case; refuses those that are not asked for, every one.
    fn known(&self, scores: &[ScoreOf]) -> Answer<Scores> {
        let asked = self.unscored(&Scores::new());
        let (mut known, mut faults) = (Scores::new(), Vec::new());
        for (place, one) in scores.iter().enumerate() {
            let number = CaseNumber::parse(&one.number).ok();
            let number = number.filter(|number| asked.iter().any(|head| head.number == *number));
            let score = Number::parse(&one.score).ok();
            let before = match (number, score) {
                (Some(number), Some(score)) => known.insert(number, score).is_some(),
                _ => true,
            };
            if before {
                faults.push(Fault::new(
                    format!("/scores/{place}"),
                    "invalid_value",
                    format!("办件 {} 不需要填写指标值，或者重复填写，请删去", one.number),
                    format!(
                        "no score is asked for case {}, or not twice; leave it out",
                        one.number
                    ),
                ));
            }
        }
        if faults.is_empty() {
            Ok(known)
        } else {
            Err(Problem::of(kind::INVALID_REQUEST).with_errors(faults))
        }
    }

    /// Cases to be ranked whose score is neither told by their profile nor among these.
    fn unscored(&self, scores: &Scores) -> Vec<&CaseHead> {
        let ranked = matches!(self.rule, Rule::Ranked { .. });
        let open = |head: &&CaseHead| {
            let contestant = head.contestant.as_ref().filter(|one| one.provisional);
            contestant.is_some_and(|one| one.score.is_none()) && !scores.contains_key(&head.number)
        };
        self.heads.iter().filter(|_| ranked).filter(open).collect()
    }

    fn claims(&self, scores: &Scores) -> Vec<Claim> {
        let claims = self.heads.iter().filter_map(|head| {
            let contestant = head.contestant.as_ref().filter(|one| one.provisional)?;
            Some(Claim {
                number: head.number.clone(),
                submitted_at: head.submitted_at,
                amount: head.approved.unwrap_or_default(),
                // what the profile told is not overruled
                score: contestant.score.or(scores.get(&head.number).copied()),
            })
        });
        claims.collect()
    }

    fn name(&self, number: &str) -> String {
        let found = self.heads.iter();
        let mut found = found.filter(|head| head.number.as_str() == number);
        found
            .next()
            .map_or_else(String::new, |head| head.enterprise_name.clone())
    }

    fn hindrance(head: &CaseHead) -> HindranceView {
        HindranceView {
            number: head.number.to_string(),
            enterprise_name: head.enterprise_name.clone(),
            state_text: head.staff.words.clone().into(),
        }
    }

    /// What is shown: what is final, else what it would come to with these scores, as far as they are asked for.
    pub(crate) fn view(&self, scores: &[ScoreOf]) -> AllocationView {
        let scores = self.known(scores).unwrap_or_default();
        let given = self.allocation.as_ref();
        let unscored = self.unscored(&scores);
        let preview = || {
            let ranked = matches!(self.rule, Rule::Ranked { .. });
            let claims = self.claims(&scores).into_iter();
            let scored = claims.filter(|claim| !ranked || claim.score.is_some());
            shares(self.rule, scored.collect()).unwrap_or_default()
        };
        let told = given.map_or_else(preview, |given| given.shares.clone());
        let all = claimed(&told);
        // why it was so is said by what there was to give then, not by what is left now
        let rule = given.map_or(self.rule, |given| given.rule);
        let gets = told.iter().map(|share| share.gets);
        let open = given.is_none();
        AllocationView {
            entry: entry(&self.contested, given, self.today),
            allocated_at: given.map(|given| given.at.to_string()),
            claimed: all.to_string(),
            given: gets.fold(Money::ZERO, Money::plus).to_string(),
            shares: told
                .iter()
                .map(|one| self.share(one, (rule, all)))
                .collect(),
            undecided: self
                .undecided()
                .into_iter()
                .filter(|_| open)
                .map(Self::hindrance)
                .collect(),
            unscored: unscored
                .into_iter()
                .filter(|_| open)
                .map(Self::hindrance)
                .collect(),
        }
    }

    fn share(&self, share: &Share, (rule, all): (Rule, Money)) -> CaseShareView {
        CaseShareView {
            number: share.number.to_string(),
            enterprise_name: self.name(share.number.as_str()),
            claimed: share.claimed.to_string(),
            score: share.score.map(|score| score.to_string()),
            rank: share.rank,
            gets: share.gets.to_string(),
            reached: share.reached,
            why: share.why(rule, all).into(),
        }
    }
}
