//! The bulletin (通报) of a period: drawn up once, and never again (M99).

use std::collections::{BTreeMap, BTreeSet};

use facts::{Day, DepartmentId};

use super::{
    Figures, Group, Measure, Mutual, PartFigures, PartMeasure, Party, Period, Rating, Score,
    co_handlers, figures, grouped, mutual_score, score,
};

/// What a party was rated.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rated {
    /// Who.
    pub party: Party,
    /// By enterprises (M98).
    pub by_enterprises: Score,
    /// By the others, weighted by shared cases (M100).
    pub by_others: Score,
}

/// The bulletin of a period.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bulletin {
    /// Which period.
    pub period: Period,
    /// The day it was drawn up.
    pub drawn_up_on: Day,
    /// All cases.
    pub all: Figures,
    /// By department that holds, or held last.
    pub departments: Vec<Group>,
    /// By item.
    pub items: Vec<Group>,
    /// By district.
    pub districts: Vec<Group>,
    /// By kind of case.
    pub kinds: Vec<Group>,
    /// By size of the applicant, where that is known: equity.
    pub sizes: Vec<Group>,
    /// By channel: equity.
    pub channels: Vec<Group>,
    /// How punctual further departments were that were asked (M11).
    pub co_handlers: BTreeMap<DepartmentId, PartFigures>,
    /// What everybody was rated.
    pub ratings: Vec<Rated>,
}

/// What a period is drawn up from.
#[derive(Debug, Clone, Copy)]
pub struct Kept<'a> {
    /// Of cases.
    pub measures: &'a [Measure],
    /// Of what further departments were asked.
    pub parts: &'a [PartMeasure],
    /// By enterprises.
    pub ratings: &'a [Rating],
    /// By departments and the window.
    pub mutual: &'a [Mutual],
}

/// Draws up the bulletin of `period`: of its own measures and ratings, whatever else is handed in.
#[must_use]
pub fn draw_up(period: Period, kept: Kept<'_>, today: Day) -> Bulletin {
    let own = |part: &&PartMeasure| part.period() == period;
    let parts = kept.parts.iter().filter(own);
    let measures: Vec<Measure> = kept
        .measures
        .iter()
        .filter(|measure| measure.period() == period)
        .cloned()
        .collect();
    let ratings: Vec<&Rating> = kept
        .ratings
        .iter()
        .filter(|rating| rating.period == period)
        .collect();
    let mutual: Vec<Mutual> = kept
        .mutual
        .iter()
        .filter(|one| one.period == period)
        .cloned()
        .collect();
    let parties: BTreeSet<Party> = ratings
        .iter()
        .map(|rating| rating.rated.clone())
        .chain(mutual.iter().map(|one| one.rated.clone()))
        .collect();
    let rated = parties.into_iter().map(|party| Rated {
        by_enterprises: score(ratings.iter().copied().filter(|one| one.rated == party)),
        by_others: mutual_score(&mutual, &party, &measures),
        party,
    });
    Bulletin {
        period,
        drawn_up_on: today,
        all: figures(&measures, today),
        departments: grouped(&measures, today, |one| {
            one.departments.last().map(ToString::to_string)
        }),
        items: grouped(&measures, today, |one| {
            one.item.as_ref().map(ToString::to_string)
        }),
        districts: grouped(&measures, today, |one| {
            one.district.as_ref().map(ToString::to_string)
        }),
        kinds: grouped(&measures, today, |one| [one.kind.word().to_owned()]),
        sizes: grouped(&measures, today, |one| {
            one.size.map(|size| size.word().to_owned())
        }),
        channels: grouped(&measures, today, |one| [one.channel.word().to_owned()]),
        co_handlers: co_handlers(parts, today),
        ratings: rated.collect(),
    }
}
