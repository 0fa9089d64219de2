//! Submission (M23): a draft becomes a case, or is told everything that keeps it from becoming one.

use facts::{CaseNumber, Day, Instant};

use super::{Draft, MaterialTerms, Purpose};
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

/// Everything a submission is decided by, read together.
#[derive(Debug, Clone)]
pub struct Situation {
    /// The draft as it stands.
    pub draft: Draft,
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
    /// Who applies.
    pub applicant: Applicant,
}

/// What is asked, by whom, when, and the number drawn for it.
#[derive(Debug, Clone)]
pub struct SubmitRequest {
    /// The number, drawn by chance.
    pub number: CaseNumber,
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
    /// The case.
    pub case: Case,
    /// Its first event.
    pub recorded: Recorded,
    /// The draft, closed.
    pub draft: Draft,
}

/// Makes a case of a draft.
///
/// # Errors
/// The first of: not allowed, closed before, not in force, not open, conditions not met, no contact, materials missing.
pub fn submit(situation: Situation, request: SubmitRequest) -> Result<Submitted, Refusal> {
    let Situation {
        draft,
        opening,
        advice,
        ..
    } = &situation;
    request
        .actor
        .reaches(Operation::SubmitDraft, Some(&draft.enterprise), None)?;
    draft.must_be_open()?;
    must_be_taken(opening)?;
    let prediction = match advice {
        Advice::Acceptable(prediction) => prediction.clone(),
        Advice::Ineligible(reasons) => {
            let reasons = reasons.clone();
            return Err(Refusal::Ineligible { reasons });
        }
    };
    must_be_complete(draft, &situation.materials)?;
    Ok(made(situation, request, prediction))
}

fn must_be_taken(opening: &Opening) -> Result<(), Refusal> {
    match opening {
        Opening::Open => Ok(()),
        Opening::Closed { next } => Err(Refusal::NotOpen { next: *next }),
        Opening::NotInForce => Err(Refusal::NotInForce),
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

fn made(situation: Situation, request: SubmitRequest, prediction: Prediction) -> Submitted {
    let Situation {
        draft,
        subject,
        promise,
        applicant,
        ..
    } = situation;
    let submission = Submission {
        number: request.number,
        kind: Kind::Application,
        channel: request.channel,
        subject,
        ask: None,
        applicant: Applicant {
            contact_email: draft.contact_email.clone(),
            ..applicant
        },
        documents: draft.documents(),
        prediction: Some(prediction),
        remark: draft.remark.clone(),
        promise,
    };
    let case = Case::of(&submission, request.now);
    let draft = draft.closed(&case.number);
    let recorded = Recorded {
        version: case.version,
        at: request.now,
        by: request.actor,
        event: Event::Submitted(Box::new(submission)),
    };
    Submitted {
        case,
        recorded,
        draft,
    }
}

/// Ends the draft of a correction: its sound files are what the case is corrected with.
///
/// # Errors
/// [`Refusal::DraftClosed`] if it was used before, [`Refusal::NothingNamed`] if it is no correction or holds no sound file.
pub fn corrected_with(draft: &Draft, number: &CaseNumber) -> Result<Draft, Refusal> {
    draft.must_be_open()?;
    let theirs = matches!(&draft.purpose, Purpose::Correction { number: of } if of == number);
    if theirs && !draft.documents().is_empty() {
        Ok(draft.closed(number))
    } else {
        Err(Refusal::NothingNamed)
    }
}
