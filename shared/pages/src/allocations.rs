//! Openings that are given out in one go: the list, and one of them with its preview or result (M94).

use askama::Template;
use contract::allocation::{AllocationView, ContestedEntry, HindranceView, ScoreOf};
use contract::fault::Fault;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;

/// `GET /allocations`
#[derive(Debug, Template)]
#[template(path = "allocations/list.html")]
pub struct AllocationListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Openings, the latest first.
    pub openings: &'a [ContestedEntry],
}

/// `GET /allocations/{item}/{opening}`. The form posts `score:{number}` for each case whose score nobody knows, and `preview` to
/// see the ranking with them before it is final.
#[derive(Debug, Template)]
#[template(path = "allocations/allocation.html")]
pub struct AllocationPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The allocation, or its preview.
    pub allocation: &'a AllocationView,
    /// Cases whose score nobody knows.
    pub asked: &'a [HindranceView],
    /// Whether its reader may allocate.
    pub settles: bool,
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// Scores as they were filled in.
    pub scores: &'a [ScoreOf],
    /// Faults.
    pub faults: &'a [Fault],
    /// Whether it was allocated just now.
    pub done: bool,
}

impl AllocationPage<'_> {
    fn ranked(&self) -> bool {
        let mut shares = self.allocation.shares.iter();
        shares.any(|share| share.rank.is_some()) || !self.allocation.unscored.is_empty()
    }

    /// What was filled in as the score of a case.
    fn filled(&self, number: &str) -> &str {
        let found = self.scores.iter().find(|one| one.number == number);
        found.map_or("", |one| one.score.as_str())
    }

    fn ready(&self) -> bool {
        let view = self.allocation;
        let some = !view.shares.is_empty() || !view.unscored.is_empty();
        self.settles && view.entry.standing == "closed" && view.undecided.is_empty() && some
    }
}

page!(AllocationListPage<'_>);
page!(AllocationPage<'_>);

fn standing(word: &str) -> &'static str {
    match word {
        "allocated" => "已分配",
        "closed" => "待分配",
        _ => "申报中",
    }
}

fn tone(word: &str) -> &'static str {
    match word {
        "allocated" => "good",
        "closed" => "stop",
        _ => "some",
    }
}
