//! Submission (M23, M85): a draft becomes a case for each of its items, or is told everything that keeps it from becoming one.

use facts::{CaseNumber, Day, Instant};

use super::{Draft, ITEMS_MAX, MaterialTerms, Purpose};
use crate::Text;
use crate::access::Operation;
use crate::actor::Actor;
use crate::case::{
    Applicant, Case, Channel, Event, Kind, Prediction, Recorded, Subject, Submission,
};
use crate::clock::Promise;
use crate::refusal::Refusal;

/// Whether applications are taken on the day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// They are.
    Open,
    /// They are not.
    Closed {
        /// The next opening, if one is announced: first and last day.
        next: Option<(Day, Day)>,
    },
    /// The item is not in force.
    NotInForce,
}

/// What the calculator says of the applicant on the day of submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Advice {
    /// Eligible, or not to be decided by what is known: the department will look.
    Acceptable(Prediction),
    /// Conditions are not met, each with its clause.
    Ineligible(Vec<Text>),
}

/// What one item asks of a submission today.
#[derive(Debug, Clone)]
pub struct Asked {
    /// What is applied for, as it stands today.
    pub subject: Subject,
    /// What the city promises for it.
    pub promise: Promise,
    /// Whether applications are taken today.
    pub opening: Opening,
    /// The materials asked for today.
    pub materials: Vec<MaterialTerms>,
    /// What the calculator says.
    pub advice: Advice,
}

/// Everything a submission is decided by, read together.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The draft as it stands.
    pub draft: Draft,
    /// What each of its items asks, in their order.
    pub items: Vec<Asked>,
    /// Who applies.
    pub applicant: Applicant,
}

/// What is asked, by whom, when, and the numbers drawn for it.
#[derive(Debug, Clone)]
pub struct SubmitRequest {
    /// The number, drawn by chance.
    pub number: CaseNumber,
    /// A number for each further item.
    pub also: Vec<CaseNumber>,
    /// How it came in.
    pub channel: Channel,
    /// Who submits.
    pub actor: Actor,
    /// The moment of arrival; it belongs to its day to the last minute.
    pub now: Instant,
}

/// What a submission made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Submitted {
    /// A case for each item, in their order; never none.
    pub made: Vec<Made>,
    /// The draft, closed.
    pub draft: Draft,
}

/// A case that was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The case.
    pub case: Case,
    /// Its first event.
    pub recorded: Recorded,
}

/// Makes a case of a draft for each of its items, or none at all.
///
/// # Errors
/// Not allowed, closed before; of one item the first of: not in force, not open, conditions not met, materials expired or missing, no
/// contact; of several, all that keeps each of them from becoming a case.
pub fn submit(situation: &Situation, request: &SubmitRequest) -> Result<Submitted, Refusal> {
    let Situation { draft, items, .. } = situation;
    request
        .actor
        .reaches(Operation::SubmitDraft, Some(&draft.enterprise), None)?;
    draft.must_be_open()?;
    let mut numbers = vec![request.number.clone()];
    numbers.extend(request.also.iter().cloned());
    if items.len() != numbers.len() {
        return Err(Refusal::ItemsCount {
            items_max: ITEMS_MAX,
        });
    }
    let today = request.now.day();
    let (mut made, mut refused) = (Vec::new(), Vec::new());
    for (asked, number) in items.iter().zip(&numbers) {
        match acceptable(draft, asked, today) {
            Ok(prediction) => made.push(case(situation, request, (asked, number), prediction)),
            Err(refusal) => refused.push((&asked.subject.title, refusal)),
        }
    }
    match refused.pop() {
        None => {
            let draft = draft.closed(&numbers);
            Ok(Submitted { made, draft })
        }
        Some((_, only)) if items.len() == 1 => Err(only),
        Some(last) => {
            refused.push(last);
            let refused = refused
                .iter()
                .map(|(title, refusal)| of_item(title, refusal));
            Err(Refusal::Items {
                refused: refused.collect(),
            })
        }
    }
}

/// What keeps one of several items from becoming a case, and how to mend it.
fn of_item(title: &Text, refusal: &Refusal) -> Text {
    let (sentence, remedy) = (refusal.sentence(), refusal.remedy());
    Text::new(
        format!("{}：{}，{}", title.zh, sentence.zh, remedy.zh),
        format!("{}: {}, {}", title.en, sentence.en, remedy.en),
    )
}

fn acceptable(draft: &Draft, asked: &Asked, today: Day) -> Result<Prediction, Refusal> {
    must_be_taken(&asked.opening)?;
    let prediction = match &asked.advice {
        Advice::Acceptable(prediction) => prediction.clone(),
        Advice::Ineligible(reasons) => {
            let reasons = reasons.clone();
            return Err(Refusal::Ineligible { reasons });
        }
    };
    must_be_valid(draft, &asked.materials, today)?;
    must_be_complete(draft, &asked.materials)?;
    Ok(prediction)
}

fn must_be_taken(opening: &Opening) -> Result<(), Refusal> {
    match opening {
        Opening::Open => Ok(()),
        Opening::Closed { next } => Err(Refusal::NotOpen { next: *next }),
        Opening::NotInForce => Err(Refusal::NotInForce),
    }
}

/// Nothing that was handed in again may have expired since.
fn must_be_valid(draft: &Draft, materials: &[MaterialTerms], today: Day) -> Result<(), Refusal> {
    let materials = draft.expired(materials, today);
    if materials.is_empty() {
        Ok(())
    } else {
        Err(Refusal::MaterialExpired { materials })
    }
}

fn must_be_complete(draft: &Draft, materials: &[MaterialTerms]) -> Result<(), Refusal> {
    let missing = draft.missing(materials);
    if !missing.is_empty() {
        return Err(Refusal::Missing { materials: missing });
    }
    if draft.complete(materials) {
        Ok(())
    } else {
        Err(Refusal::ContactNeeded)
    }
}

fn case(
    situation: &Situation,
    request: &SubmitRequest,
    (asked, number): (&Asked, &CaseNumber),
    prediction: Prediction,
) -> Made {
    let Situation {
        draft, applicant, ..
    } = situation;
    let submission = Submission {
        number: number.clone(),
        kind: Kind::Application,
        channel: request.channel,
        subject: asked.subject.clone(),
        ask: None,
        applicant: Applicant {
            contact_email: draft.contact_email.clone(),
            ..applicant.clone()
        },
        documents: draft.documents_for(&asked.materials),
        prediction: Some(prediction),
        remark: draft.remark.clone(),
        together: others(request, number),
        promise: asked.promise.clone(),
    };
    let case = Case::of(&submission, request.now);
    Made {
        recorded: Recorded {
            version: case.version,
            at: request.now,
            by: request.actor.clone(),
            event: Event::Submitted(Box::new(submission)),
        },
        case,
    }
}

/// The cases handed in with the one of this number.
fn others(request: &SubmitRequest, number: &CaseNumber) -> Vec<CaseNumber> {
    let all = [&request.number].into_iter().chain(&request.also);
    all.filter(|other| *other != number).cloned().collect()
}

/// Ends the draft of a correction: its sound files are what the case is corrected with.
///
/// # Errors
/// [`Refusal::DraftClosed`] if it was used before, [`Refusal::MaterialExpired`], [`Refusal::NothingNamed`] if it is no correction or holds
/// no sound file.
pub fn corrected_with(
    draft: &Draft,
    number: &CaseNumber,
    materials: &[MaterialTerms],
    today: Day,
) -> Result<Draft, Refusal> {
    draft.must_be_open()?;
    must_be_valid(draft, materials, today)?;
    let theirs = matches!(&draft.purpose, Purpose::Correction { number: of } if of == number);
    if theirs && !draft.documents().is_empty() {
        Ok(draft.closed(std::slice::from_ref(number)))
    } else {
        Err(Refusal::NothingNamed)
    }
}
