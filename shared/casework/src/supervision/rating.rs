//! Ratings (评价): by enterprises of steps they really went through (M98), and by departments and the window of each other (M100).

use std::collections::BTreeMap;

use facts::{CaseNumber, CreditCode, DepartmentId, Instant};

use super::{Measure, Period, SAMPLE_MIN};
use crate::Text;
use crate::case::{Case, Viewer};
use crate::clock::Step;
use crate::refusal::{Refusal, WrongState};

/// Best rating; one is the worst.
pub const STARS_MAX: u8 = 5;
/// Days after a step in which it can be rated.
pub const RATE_DAYS_MAX: i64 = 30;

/// Who is rated, or rates.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// The window.
    Window,
    /// A department.
    Department(DepartmentId),
}

impl Party {
    /// The word in records and on the wire.
    #[must_use]
    pub fn word(&self) -> String {
        match self {
            Self::Window => "window".to_owned(),
            Self::Department(department) => department.to_string(),
        }
    }

    /// The party a record means with this word.
    #[must_use]
    pub fn recorded(word: &str) -> Option<Self> {
        match word {
            "window" => Some(Self::Window),
            id => DepartmentId::parse(id).ok().map(Self::Department),
        }
    }
}

/// What an enterprise says of a step of its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rating {
    /// The period it counts in.
    pub period: Period,
    /// The case.
    pub number: CaseNumber,
    /// Who rates.
    pub enterprise: CreditCode,
    /// The step.
    pub step: Step,
    /// Who did that step.
    pub rated: Party,
    /// One to [`STARS_MAX`].
    pub stars: u8,
    /// When.
    pub at: Instant,
}

/// The rating of a step of `case` by its enterprise. That it is one's own case is decided at the door; that a step is rated once, by
/// the record.
///
/// # Errors
/// [`Refusal::NotYours`] if it is no enterprise's, [`Refusal::WrongState`] if the case did not pass this step, or passed it too long ago.
pub fn rate(case: &Case, (step, stars): (Step, u8), now: Instant) -> Result<Rating, Refusal> {
    let refused = |remedy: Text| {
        Refusal::WrongState(Box::new(WrongState {
            tried: Text::new("评价该环节", "rate this step"),
            state: case.seen_by(Viewer::Enterprise).state,
            remedy,
        }))
    };
    let Some(enterprise) = case.applicant.enterprise.clone() else {
        return Err(Refusal::NotYours);
    };
    let released = case.passed.iter().any(|one| one.step == Step::Release);
    // a review nobody was told of cannot be rated, or the rating would tell (M53)
    let known = step != Step::Review || released;
    let mut latest = case.passed.iter().rev();
    let passed = latest.find(|passed| known && passed.step == step);
    let Some(passed) = passed else {
        return Err(refused(Text::new(
            "该环节办结并告知后即可评价",
            "a step can be rated once it is over and you were told",
        )));
    };
    if passed.at.day().plus_days(RATE_DAYS_MAX) < now.day() {
        return Err(refused(Text::new(
            format!("评价须在环节办结后 {RATE_DAYS_MAX} 日内作出"),
            format!("a step is rated within {RATE_DAYS_MAX} days"),
        )));
    }
    let department = case.department().map(|desk| desk.department.clone());
    let rated = match (step, department) {
        (Step::HandOver | Step::Review | Step::Payment, Some(department)) => {
            Party::Department(department)
        }
        (_, _) => Party::Window,
    };
    Ok(Rating {
        period: Period::of(now.day()),
        number: case.number.clone(),
        enterprise,
        step,
        rated,
        stars: stars.clamp(1, STARS_MAX),
        at: now,
    })
}

/// What ratings come to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Score {
    /// Ratings.
    pub ratings: u32,
    /// Who rated: enterprises, or parties with shared cases.
    pub raters: u32,
    /// Hundredths of a star; nothing below the minimum sample.
    pub hundredths: Option<u32>,
}

/// The score of these ratings. Each enterprise counts once, with the mean of what it said: whoever rates a hundred times weighs as
/// much as whoever rates once.
#[must_use]
pub fn score<'a>(ratings: impl IntoIterator<Item = &'a Rating>) -> Score {
    let mut by_enterprise: BTreeMap<&CreditCode, (u64, u64)> = BTreeMap::new();
    for rating in ratings {
        let (stars, count) = by_enterprise.entry(&rating.enterprise).or_default();
        *stars = stars.saturating_add(u64::from(rating.stars));
        *count = count.saturating_add(1);
    }
    let count = by_enterprise
        .values()
        .fold(0_u64, |sum, (_, count)| sum.saturating_add(*count));
    let raters = u32::try_from(by_enterprise.len()).unwrap_or(u32::MAX);
    let means = by_enterprise.values().filter_map(|(stars, count)| {
        // millionths, so that rounding each mean does not show in the last place
        stars.saturating_mul(1_000_000).checked_div(*count)
    });
    let sum = means.fold(0_u64, u64::saturating_add);
    Score {
        ratings: u32::try_from(count).unwrap_or(u32::MAX),
        raters,
        hundredths: (raters >= SAMPLE_MIN)
            .then(|| rounded(sum, u64::from(raters).saturating_mul(10_000)))
            .flatten(),
    }
}

/// What a party says of another about one period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mutual {
    /// The period.
    pub period: Period,
    /// Who rates.
    pub by: Party,
    /// Who is rated.
    pub rated: Party,
    /// One to [`STARS_MAX`].
    pub stars: u8,
}

/// Cases both took part in. The window takes part in all of them.
fn shared(measures: &[Measure], one: &Party, other: &Party) -> u32 {
    let takes_part = |measure: &Measure, party: &Party| match party {
        Party::Window => true,
        Party::Department(department) => measure.departments.contains(department),
    };
    let both = measures
        .iter()
        .filter(|measure| takes_part(measure, one) && takes_part(measure, other));
    u32::try_from(both.count()).unwrap_or(u32::MAX)
}

/// The score `rated` has from the others, each weighted by the cases shared in the period; without a shared case a word has no weight
/// (M100).
#[must_use]
pub fn mutual_score(said: &[Mutual], rated: &Party, measures: &[Measure]) -> Score {
    let mut score = Score::default();
    let (mut weight, mut sum) = (0_u64, 0_u64);
    for mutual in said
        .iter()
        .filter(|one| one.rated == *rated && one.by != *rated)
    {
        let cases = u64::from(shared(measures, &mutual.by, rated));
        score.ratings = score.ratings.saturating_add(1);
        score.raters = score.raters.saturating_add(u32::from(cases > 0));
        weight = weight.saturating_add(cases);
        let stars = u64::from(mutual.stars).saturating_mul(100);
        sum = sum.saturating_add(stars.saturating_mul(cases));
    }
    score.hundredths = (weight >= u64::from(SAMPLE_MIN))
        .then(|| rounded(sum, weight))
        .flatten();
    score
}

fn rounded(sum: u64, by: u64) -> Option<u32> {
    let doubled = sum.saturating_mul(2).saturating_add(by);
    let rounded = doubled.checked_div(by.saturating_mul(2))?;
    u32::try_from(rounded).ok()
}
