//! Supervision.

use std::cmp::Reverse;

use casework::clock::Step;
use casework::gathering::Regularity;
use casework::supervision::{
    Bulletin, Figures, FollowUp, Group, Measure, Mutual, PartFigures, Period, Rated, Rating,
    SAMPLE_MIN, Score, Share, drifts,
};
use facts::{ItemId, Money, Text};

use crate::supervision::{
    BulletinView, CaseDriftView, CoHandlerFiguresView, DriftView, FiguresView, FollowUpView,
    GroupFiguresView, ItemDriftView, MutualView, RatedView, RatingView, RegularityView, ScoreView,
    ShareView, StepFiguresView,
};

/// How regularly somebody of this name holds briefings.
#[must_use]
pub fn regularity(one: &Regularity, name: Text) -> RegularityView {
    RegularityView {
        department: one.department.as_ref().map(ToString::to_string),
        name: name.into(),
        held: one.held,
        last: one.last.map(|day| day.to_string()),
        days: one.days,
        next: one.next.map(|day| day.to_string()),
    }
}

/// A bulletin, with the names its groups have: `name` gives that of a department, an item or a district by its id.
#[must_use]
pub fn bulletin(bulletin: &Bulletin, frozen: bool, name: impl Fn(&str) -> Text) -> BulletinView {
    let groups = |groups: &[Group]| {
        let views = groups.iter().map(|group| GroupFiguresView {
            key: group.key.clone(),
            name: name(&group.key).into(),
            figures: figures(&group.figures),
        });
        views.collect()
    };
    BulletinView {
        period: bulletin.period.to_string(),
        drawn_up_on: bulletin.drawn_up_on.to_string(),
        frozen,
        sample_min: SAMPLE_MIN,
        all: figures(&bulletin.all),
        departments: groups(&bulletin.departments),
        items: groups(&bulletin.items),
        districts: groups(&bulletin.districts),
        kinds: groups(&bulletin.kinds),
        sizes: groups(&bulletin.sizes),
        channels: groups(&bulletin.channels),
        co_handlers: bulletin
            .co_handlers
            .iter()
            .map(|(department, figures)| {
                co_handler((department.as_str(), name(department.as_str())), figures)
            })
            .collect(),
        reach: None,
        reach_note: frozen.then(|| {
            Text::new(
                "政策触达情况正在统计，完成后补入本通报，其他内容不变。",
                "How far enterprises have come is being counted; it will be added, and nothing else changes.",
            )
            .into()
        }),
        ratings: bulletin
            .ratings
            .iter()
            .map(|rated| self::rated(rated, &name))
            .collect(),
    }
}

/// Below the minimum sample what was late would be as telling as the rate.
fn co_handler((key, name): (&str, Text), figures: &PartFigures) -> CoHandlerFiguresView {
    let in_time = share(figures.in_time);
    let told = |count: u32| in_time.per_mille.map(|_| count);
    CoHandlerFiguresView {
        key: key.to_owned(),
        name: name.into(),
        asked: figures.asked,
        late: told(figures.late),
        closed_overdue: told(figures.closed_overdue),
        open_overdue: told(figures.open_overdue),
        in_time,
    }
}

fn figures(figures: &Figures) -> FiguresView {
    let asked = figures.asked_back > Money::ZERO;
    FiguresView {
        cases: figures.cases,
        kept: share(figures.kept),
        open_overdue: figures.open_overdue,
        resting: figures.resting,
        paused_working_days: figures.paused_working_days,
        sent_back: share(figures.sent_back),
        overturned: share(figures.overturned),
        foreseen: share(figures.foreseen),
        repeated: share(figures.repeated),
        reopened: figures.reopened,
        zero_visit: share(figures.zero_visit),
        online: share(figures.online),
        approved: figures.approved.to_string(),
        paid: figures.paid.to_string(),
        asked_back: asked.then(|| figures.asked_back.to_string()),
        repaid: asked.then(|| figures.repaid.to_string()),
        steps: figures
            .steps
            .iter()
            .map(|one| StepFiguresView {
                step: one.step.word().to_owned(),
                name: Step::title(one.step).into(),
                cases: one.cases,
                median: one.median,
                nine_of_ten: one.nine_of_ten,
            })
            .collect(),
        promised: figures.promised,
        taken: figures.taken,
        shorter_promise: figures.shorter_promise(),
    }
}

/// Below the minimum sample the hits would be as telling as the rate.
fn share(share: Share) -> ShareView {
    let per_mille = share.per_mille();
    ShareView {
        of: share.of,
        hits: per_mille.map(|_| share.hits),
        per_mille,
    }
}

fn rated(rated: &Rated, name: impl Fn(&str) -> Text) -> RatedView {
    let party = rated.party.word();
    RatedView {
        name: name(&party).into(),
        party,
        by_enterprises: score(rated.by_enterprises),
        by_others: score(rated.by_others),
    }
}

fn score(score: Score) -> ScoreView {
    ScoreView {
        raters: score.raters,
        stars: score
            .hundredths
            .map(|hundredths| format!("{}.{:02}", hundredths / 100, hundredths % 100)),
    }
}

/// Most cases of a drift that are told.
const DRIFTING_MAX: usize = 500;

/// Predicted against decided over the cases of a month; `title` gives that of an item.
#[must_use]
pub fn drift(period: Period, measures: &[Measure], title: impl Fn(&ItemId) -> Text) -> DriftView {
    let mut items: Vec<ItemDriftView> = drifts(measures)
        .into_iter()
        .map(|(item, drifts)| ItemDriftView {
            title: title(&item).into(),
            item: item.to_string(),
            held: drifts.held,
            less: drifts.less,
            more: drifts.more,
            refused: drifts.refused,
            open_approved: drifts.open_approved,
            open_refused: drifts.open_refused,
        })
        .collect();
    // a stable sort: those with as many differences stay in the order of their ids
    items.sort_by_key(|one| Reverse(one.differing()));
    let mut cases: Vec<CaseDriftView> = measures
        .iter()
        .filter_map(|measure| case_drift(measure, &title))
        .collect();
    cases.sort_by(|one, two| (&one.item, &one.number).cmp(&(&two.item, &two.number)));
    let differing = cases.len();
    cases.truncate(DRIFTING_MAX);
    DriftView {
        period: period.to_string(),
        items,
        cases,
        differing,
    }
}

fn case_drift(measure: &Measure, title: impl Fn(&ItemId) -> Text) -> Option<CaseDriftView> {
    let (item, compared) = (measure.item.as_ref()?, measure.compared.as_ref()?);
    let drift = compared.drift();
    let told = |amount: Option<Money>| amount.map(|amount| amount.to_string());
    drift.differs().then(|| CaseDriftView {
        number: measure.number.to_string(),
        item: item.to_string(),
        title: title(item).into(),
        drift: drift.word().to_owned(),
        drift_text: drift.title().into(),
        low: told(compared.low),
        high: told(compared.high),
        approved: told(compared.amount),
        receipt: compared.receipt.clone(),
    })
}

/// What should have gone on and did not.
#[must_use]
pub fn follow_up(one: &FollowUp) -> FollowUpView {
    FollowUpView {
        reason: one.reason.word().to_owned(),
        words: one.reason.words().into(),
        from: one.from.to_string(),
    }
}

/// A rating as it counts.
#[must_use]
pub fn rating(rating: &Rating) -> RatingView {
    RatingView {
        number: rating.number.to_string(),
        step: rating.step.word().to_owned(),
        rated: rating.rated.word(),
        stars: rating.stars,
        period: rating.period.to_string(),
    }
}

/// What a party said of another.
#[must_use]
pub fn mutual(mutual: &Mutual) -> MutualView {
    MutualView {
        period: mutual.period.to_string(),
        by: mutual.by.word(),
        rated: mutual.rated.word(),
        stars: mutual.stars,
    }
}
