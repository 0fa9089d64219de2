//! What a submission takes from the catalogue: subject, promise, opening and the calculator's advice.

use calculator::{
    Amounted, Benefit, ItemVerdict, Known, Profile, Reason, Scratch, Selection, Told, Truth,
    Verdict,
};
use casework::case::{
    Applicant, ApplicantKind, Case, Contest, Listing, MaterialAsked, Prediction, Subject, Term,
};
use casework::clock::{DayOff, Promise, Starts, StepPromise};
use casework::draft::{Advice, MaterialTerms, Opening};
use casework::gathering::Topic;
use casework::ledger::Limits;
use facts::{CreditCode, Day, DepartmentId, Division, ItemId, OwnerKind, Text};

use super::Opened;
use super::checklist::asked;
use crate::rule::StepDocument;

fn step_promise(step: &StepDocument) -> StepPromise {
    StepPromise {
        name: step.name.clone(),
        owner: step.owner.clone(),
        working_days: step.working_days,
        basis: step.basis.clone(),
    }
}

impl Opened {
    /// What is applied for, as it stands on `day`; none if there is no such item.
    #[must_use]
    pub fn subject(&self, id: &ItemId, day: Day) -> Option<Subject> {
        let (edition, item) = self.item(id, day)?;
        let document = &edition.document;
        Some(Subject {
            listing: self.listing(id, day).map(|(listing, _)| listing),
            title: item.rules.title.clone(),
            basis: item.basis(),
            lead: Some(document.department.clone()),
            money: matches!(item.rules.benefit, Benefit::Money { .. } | Benefit::Ask(_)),
            conditions: item.rules.conditions.iter().map(asked).collect(),
            instalments: Vec::new(),
            co_handling: item.parts().cloned().collect(),
            contest: None,
            materials: item
                .materials
                .iter()
                .map(|material| MaterialAsked {
                    material: material.terms.material.clone(),
                    name: material.terms.name.clone(),
                    required: material.terms.required,
                })
                .collect(),
            publicity_working_days: item.publicity_working_days,
            correction_working_days: item.correction_working_days,
            illustrative: document.illustrative,
        })
    }

    /// What a profile takes part with, where the item is given out once its opening has closed (M94).
    pub(super) fn contest_for(&self, id: &ItemId, profile: &Profile, day: Day) -> Option<Contest> {
        let (listing, _) = self.listing(id, day)?;
        // what belongs to no opening, such as a run, is given out as it comes
        let contests = !listing.opening.is_empty() && self.rule(id, day).is_some();
        contests.then(|| Contest {
            score: self.calculator(day).score(id, profile, day),
            until: self.closes(id, day),
        })
    }

    /// The instalments an item is paid in, as one profile applies for it (M44).
    pub(super) fn instalments_for(&self, id: &ItemId, profile: &Profile, day: Day) -> Vec<Term> {
        let portions = self.calculator(day).portions(id, profile, day);
        let terms = portions.into_iter().map(|portion| Term {
            share: portion.rate,
            words: portion.words,
            conditional: portion.conditional,
            from: portion.from,
        });
        terms.collect()
    }

    /// An item as it stands on `day`, and the department that makes its policy; none if there is no such item.
    #[must_use]
    pub fn listing(&self, id: &ItemId, day: Day) -> Option<(Listing, DepartmentId)> {
        let (edition, item) = self.item(id, day)?;
        let document = &edition.document;
        let listing = Listing {
            policy: document.id.clone(),
            policy_version: edition.version,
            catalogue: self.version.clone(),
            item: id.clone(),
            opening: item
                .open_on(day)
                .map(|opening| opening.id.clone())
                .unwrap_or_default(),
        };
        Some((listing, document.department.clone()))
    }

    /// What there is to give of the item a case is about; none where that is not limited (M94).
    #[must_use]
    pub fn limits(&self, case: &Case) -> Option<Limits> {
        let (_, item) = self.item(case.subject.item()?, case.submitted_at.day())?;
        match item.rules.selection.as_ref()? {
            Selection::FirstCome { places } | Selection::Ranked { places, .. } => Some(Limits {
                places: Some(*places),
                budget: None,
            }),
            Selection::ProRata { budget } => Some(Limits {
                places: None,
                budget: Some(*budget),
            }),
            Selection::Reviewed { places, .. } => places.map(|places| Limits {
                places: Some(places),
                budget: None,
            }),
        }
    }

    /// What the city promises for an item on `day` (M89).
    #[must_use]
    pub fn promise(&self, id: &ItemId, day: Day) -> Option<Promise> {
        let (_, item) = self.item(id, day)?;
        Some(Promise {
            working_days: item.promised_days(),
            basis: item.promise_basis(),
            steps: item.steps.iter().map(step_promise).collect(),
            starts: Starts::Submission,
            day_off: DayOff::NextCounts,
        })
    }

    /// Whether applications for an item are taken on `day`.
    #[must_use]
    pub fn opening(&self, id: &ItemId, day: Day) -> Opening {
        let found = self.item(id, day).filter(|_| self.holds(id, day));
        let Some((_, item)) = found else {
            return Opening::NotInForce;
        };
        if item.open_on(day).is_some() {
            return Opening::Open;
        }
        Opening::Closed {
            next: item
                .next_opening(day)
                .map(|opening| (opening.from, opening.to)),
        }
    }

    /// The last day of the opening that runs on `day`, or else comes next; none if none is announced.
    #[must_use]
    pub fn closes(&self, id: &ItemId, day: Day) -> Option<Day> {
        let (_, item) = self.item(id, day)?;
        let opening = item.open_on(day).or_else(|| item.next_opening(day));
        opening.map(|opening| opening.to)
    }

    /// The materials an item asks for on `day`.
    #[must_use]
    pub fn terms(&self, id: &ItemId, day: Day) -> Vec<MaterialTerms> {
        let materials = self.item(id, day).map(|(_, item)| item.materials.iter());
        materials
            .into_iter()
            .flatten()
            .map(|material| material.terms.clone())
            .collect()
    }

    /// What a quiz can ask about these items, or about all of them if none is named, as they hold on `day`; `name` gives the name of a
    /// department, and what has none is not asked about.
    #[must_use]
    pub fn topics(
        &self,
        items: &[ItemId],
        day: Day,
        name: impl Fn(&DepartmentId) -> Option<Text>,
    ) -> Vec<Topic> {
        let all = self.item_ids().filter(|id| self.holds(id, day));
        let named = all.filter(|id| items.is_empty() || items.contains(id));
        let topics = named.filter_map(|id| {
            let (edition, item) = self.item(id, day)?;
            let required = item.materials.iter().filter(|one| one.terms.required);
            Some(Topic {
                title: item.rules.title.clone(),
                conditions: item
                    .rules
                    .conditions
                    .iter()
                    .map(|one| one.words.clone())
                    .collect(),
                working_days: item.promised_days(),
                department: name(&edition.document.department)?,
                materials: required.map(|one| one.terms.name.clone()).collect(),
            })
        });
        topics.collect()
    }

    /// Items a profile meets for certain and that take applications on `day`.
    #[must_use]
    pub fn fitting(&self, profile: &Profile, day: Day) -> Vec<ItemId> {
        let calculator = self.calculator(day);
        let mut verdicts = Vec::new();
        calculator.verdicts(profile, day, &mut Scratch::default(), &mut verdicts);
        let items = calculator.items().iter().zip(verdicts);
        items
            .filter(|(_, verdict)| *verdict == Verdict::Eligible)
            .map(|(item, _)| item.id.clone())
            .filter(|item| self.opening(item, day) == Opening::Open)
            .collect()
    }

    /// Who applies, as its profile tells.
    #[must_use]
    pub fn applicant(
        &self,
        enterprise: &CreditCode,
        name: &str,
        contact_email: &str,
        profile: &Profile,
    ) -> Applicant {
        let place = place_of(profile);
        Applicant {
            enterprise: Some(enterprise.clone()),
            name: name.to_owned(),
            contact_email: contact_email.to_owned(),
            jurisdiction: place
                .and_then(|place| self.jurisdiction_of(place))
                .map(|found| found.id.clone()),
            kind: kind_of(enterprise, profile),
            size: None,
        }
    }
}

/// An unmet condition in words.
fn told(reason: &Reason<'_>) -> Text {
    let (words, clause) = (&reason.condition.words, reason.condition.clause.words());
    let distance = reason.distance.clone().unwrap_or_default();
    let with = |words: &str, distance: &str, between: &str| {
        if distance.is_empty() {
            words.to_owned()
        } else {
            format!("{words}{between}{distance}")
        }
    };
    Text::new(
        format!("{}（{clause}）", with(&words.zh, &distance.zh, "，")),
        format!("{} ({clause})", with(&words.en, &distance.en, ", ")),
    )
}

fn known<'a>(profile: &'a Profile, fact: &str) -> Option<&'a Known> {
    profile
        .iter()
        .find(|(id, _)| id.as_str() == fact)
        .map(|(_, known)| known)
}

fn place_of(profile: &Profile) -> Option<&Division> {
    match known(profile, "place") {
        Some(Known::Place(places)) if places.len() == 1 => places.first(),
        _ => None,
    }
}

/// From the profile, else from what the code says of the kind of holder.
fn kind_of(enterprise: &CreditCode, profile: &Profile) -> ApplicantKind {
    if let Some(Known::OneOf(kinds)) = known(profile, "entity_kind")
        && kinds.len() == 1
    {
        match kinds.first().map(String::as_str) {
            Some("company") => return ApplicantKind::Company,
            Some("sole_trader") => return ApplicantKind::SoleTrader,
            Some("cooperative") => return ApplicantKind::Cooperative,
            Some(_) => return ApplicantKind::Organisation,
            None => {}
        }
    }
    match enterprise.owner_kind() {
        OwnerKind::Company => ApplicantKind::Company,
        OwnerKind::SoleTrader => ApplicantKind::SoleTrader,
        OwnerKind::Cooperative => ApplicantKind::Cooperative,
        OwnerKind::Other => ApplicantKind::Organisation,
    }
}

/// What the calculator's answer for one item comes to, given with its words.
pub(super) fn advised(answer: Option<&(&ItemVerdict, Told<'_>)>) -> Advice {
    let Some((answer, in_words)) = answer else {
        return Advice::Ineligible(Vec::new());
    };
    if answer.verdict == Verdict::Ineligible {
        let unmet = in_words.reasons.iter();
        let unmet = unmet.filter(|reason| reason.truth == Truth::No);
        return Advice::Ineligible(unmet.map(told).collect());
    }
    let (amount_low, amount_high) = match &answer.amount {
        Amounted::Money { low, high } => (Some(*low), *high),
        Amounted::Exemption(_) | Amounted::Ask(_) => (None, None),
    };
    let open: Vec<&Reason<'_>> = in_words
        .reasons
        .iter()
        .filter(|reason| reason.truth == Truth::Unknown)
        .collect();
    Advice::Acceptable(Prediction {
        eligible: answer.verdict == Verdict::Eligible,
        receipt: None,
        amount_low,
        amount_high,
        note: (!open.is_empty()).then(|| {
            let part = |of: fn(&Text) -> &str| {
                open.iter()
                    .map(|reason| of(&reason.condition.words))
                    .collect::<Vec<_>>()
            };
            Text::new(
                format!("待核实：{}", part(|text| &text.zh).join("；")),
                format!("to be confirmed: {}", part(|text| &text.en).join("; ")),
            )
        }),
    })
}
