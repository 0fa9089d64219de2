//! Opening a case that is no application: somebody asks, complains, suggests, objects, or the window meets a blockage.

use facts::{CaseNumber, CreditCode, DepartmentId};

use super::decide::written;
use super::{
    Against, Applicant, ApplicantKind, Ask, Case, Channel, Command, Context, Event, Kind, Listing,
    Recorded, Subject, Submission, decide,
};
use crate::Text;
use crate::access::{Operation, Role};
use crate::actor::Actor;
use crate::refusal::Refusal;
use crate::register::{NAME_CHARACTERS_MAX, mail_address};

/// What somebody asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// What it is.
    pub kind: Kind,
    /// A heading, at most [`NAME_CHARACTERS_MAX`] characters.
    pub title: String,
    /// The matter itself.
    pub words: String,
    /// Whom a complaint is about, or whose a blockage is.
    pub against: Option<Against>,
    /// What its asker calls itself; empty where it stays unnamed.
    pub name: String,
    /// Where it is to be told; empty where nowhere.
    pub contact_email: String,
    /// The enterprise it is asked for, if it is one that is known.
    pub enterprise: Option<CreditCode>,
}

/// What an opening is decided by, read together.
#[derive(Debug, Clone, Copy)]
pub struct Situation<'a> {
    /// The item it is about, and the department that makes that policy (M22).
    pub item: Option<(&'a Listing, &'a DepartmentId)>,
    /// The case it is about.
    pub about: Option<&'a Case>,
    /// The number drawn for it.
    pub number: &'a CaseNumber,
    /// Moment, asker, calendar and register.
    pub context: Context<'a>,
}

/// What an opening made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Opened {
    /// The case.
    pub case: Case,
    /// Its first event.
    pub recorded: Recorded,
    /// What an objection does to the case whose notice it is about.
    pub objected: Vec<Event>,
}

/// Opens a case.
///
/// # Errors
/// A [`Refusal`] that says how to mend it.
pub fn open(asking: Asking, situation: &Situation<'_>) -> Result<Opened, Refusal> {
    let context = &situation.context;
    let own = context.actor.on_behalf_of.as_ref();
    context.actor.reaches(Operation::OpenCase, own, None)?;
    let promise = asking.kind.promise().ok_or(Refusal::NotForKind {
        kind: asking.kind.title(),
    })?;
    let lead = lead(&asking, situation)?;
    let title = headed(&asking.title)?;
    let words = written(&asking.words, Refusal::ReasonNeeded)?;
    let objected = objected(&asking, situation)?;
    let submission = Submission {
        number: situation.number.clone(),
        kind: asking.kind,
        channel: if matches!(context.actor.role, Role::Clerk | Role::Lead) {
            Channel::Counter
        } else {
            Channel::Online
        },
        subject: subject(title, lead, situation),
        ask: Some(Ask {
            words,
            against: asking.against.clone(),
            about: situation.about.map(|case| case.number.clone()),
        }),
        applicant: applicant(asking, context.actor)?,
        documents: Vec::new(),
        prediction: None,
        remark: None,
        together: Vec::new(),
        promise,
    };
    let case = Case::of(&submission, context.now);
    Ok(Opened {
        recorded: Recorded {
            version: case.version,
            at: context.now,
            by: context.actor.clone(),
            event: Event::Submitted(Box::new(submission)),
        },
        case,
        objected,
    })
}

/// The department that answers; none where the window or the coordinator does.
fn lead(asking: &Asking, situation: &Situation<'_>) -> Result<Option<DepartmentId>, Refusal> {
    let named = match &asking.against {
        Some(Against::Department(id)) => {
            let found = situation.context.register.department(id);
            Some(found.ok_or(Refusal::NoSuchDepartment)?.id.clone())
        }
        Some(Against::Counter) | None => None,
    };
    match asking.kind {
        Kind::Consultation | Kind::Suggestion => Ok(situation.item.map(|(_, lead)| lead.clone())),
        Kind::Blockage => {
            let role = situation.context.actor.role;
            if !matches!(role, Role::Clerk | Role::Lead | Role::Coordinator) {
                return Err(Refusal::NotAllowed);
            }
            named.map(Some).ok_or(Refusal::NoSuchDepartment)
        }
        Kind::Objection => {
            let desk = situation.about.and_then(Case::department);
            Ok(desk.map(|desk| desk.department.clone()))
        }
        Kind::Help | Kind::Complaint | Kind::Application => Ok(None),
    }
}

/// What an objection does to the case it is about: it must be public at this moment.
fn objected(asking: &Asking, situation: &Situation<'_>) -> Result<Vec<Event>, Refusal> {
    if asking.kind != Kind::Objection {
        return Ok(Vec::new());
    }
    let about = situation.about.ok_or(Refusal::NotPublic)?;
    let platform = Actor::platform("objection");
    let context = Context {
        actor: &platform,
        ..situation.context
    };
    let objection = situation.number.clone();
    decide(about, Command::Object { objection }, &context)
}

fn headed(title: &str) -> Result<String, Refusal> {
    let title = title.trim();
    if (1..=NAME_CHARACTERS_MAX).contains(&title.chars().count()) {
        Ok(title.to_owned())
    } else {
        let what = Text::new("标题", "title");
        Err(Refusal::NameNeeded { what })
    }
}

fn subject(title: String, lead: Option<DepartmentId>, situation: &Situation<'_>) -> Subject {
    Subject {
        listing: situation.item.map(|(listing, _)| listing.clone()),
        title: Text::new(title.clone(), title),
        basis: Vec::new(),
        lead,
        money: false,
        conditions: Vec::new(),
        instalments: Vec::new(),
        co_handling: Vec::new(),
        contest: None,
        materials: Vec::new(),
        publicity_working_days: 0,
        correction_working_days: 0,
        illustrative: false,
    }
}

/// Who asks: the enterprise that is signed in, the one a clerk writes down, or whoever it says it is.
fn applicant(asking: Asking, actor: &Actor) -> Result<Applicant, Refusal> {
    let Asking {
        kind,
        name,
        contact_email,
        enterprise,
        ..
    } = asking;
    let (name, contact_email) = (name.trim().to_owned(), contact_email.trim().to_owned());
    if !contact_email.is_empty() && !mail_address(&contact_email) {
        return Err(Refusal::ContactNeeded);
    }
    let unnamed = name.is_empty() && kind != Kind::Blockage;
    if unnamed && !kind.anonymous() || name.chars().count() > NAME_CHARACTERS_MAX {
        let what = Text::new("您的称呼", "your name");
        return Err(Refusal::NameNeeded { what });
    }
    if contact_email.is_empty() && !kind.anonymous() && kind != Kind::Blockage {
        return Err(Refusal::ContactNeeded);
    }
    let name = match (kind, unnamed) {
        (Kind::Blockage, _) => actor.role.title().0.to_owned(),
        (_, true) => "未署名".to_owned(),
        (_, false) => name,
    };
    Ok(Applicant {
        enterprise: actor.on_behalf_of.clone().or(enterprise),
        name,
        contact_email,
        jurisdiction: None,
        kind: ApplicantKind::Organisation,
        size: None,
    })
}
