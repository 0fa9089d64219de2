//! Gatherings.

use casework::access::Operation;
use casework::gathering::{
    Certificate, Certification, GATEABLE, Gathering, Kind, Marked, PASS_PER_CENT, Paper, Roll,
    SignUp,
};
use facts::{Day, DepartmentId, GatheringId, Instant, ItemId, Text};

use crate::gathering::{
    self as wire, CertificateView, GatheringBody, GatheringView, MarkView, PaperQuestionView,
    PaperView, SignUpView,
};

/// The gathering this body makes; nothing if it was not read by the reader of bodies.
#[must_use]
pub fn gathering(
    (id, version): (GatheringId, u64),
    department: Option<DepartmentId>,
    body: &GatheringBody,
) -> Option<Gathering> {
    let items = body.items.iter().map(|item| ItemId::parse(item));
    let certification = match &body.certification {
        Some(leads_to) => Some(certification(leads_to)?),
        None => None,
    };
    Some(Gathering {
        id,
        version,
        kind: Kind::recorded(&body.kind)?,
        department,
        title: body.title.clone().into(),
        words: body.words.clone().into(),
        begins: Instant::parse(&body.begins).ok()?,
        minutes: body.minutes,
        place: body.place.clone().into(),
        seats: body.seats,
        items: items.collect::<Result<_, _>>().ok()?,
        certification,
        cancelled: body.cancelled.clone(),
        reminded: None,
        roll: Roll::default(),
    })
}

fn certification(leads_to: &wire::Certification) -> Option<Certification> {
    let gates = leads_to.gates.iter();
    let gates = gates.map(|word| GATEABLE.iter().copied().find(|one| one.name() == word));
    Some(Certification {
        questions: leads_to.questions,
        months: leads_to.months,
        gates: gates.collect::<Option<_>>()?,
        gates_from: Day::parse(&leads_to.gates_from).ok()?,
    })
}

/// A gathering as everybody reads it, seen at `now`; `holder` is the name of its department.
#[must_use]
pub fn view(gathering: &Gathering, holder: Text, now: Instant) -> GatheringView {
    let state = match &gathering.cancelled {
        Some(_) => "cancelled",
        None if gathering.begins <= now => "over",
        None => "ahead",
    };
    let leads_to = gathering.certification.as_ref();
    GatheringView {
        gathering: gathering.id.to_string(),
        version: gathering.version,
        body: GatheringBody {
            kind: gathering.kind.word().to_owned(),
            title: gathering.title.clone().into(),
            words: gathering.words.clone().into(),
            begins: gathering.begins.to_string(),
            minutes: gathering.minutes,
            place: gathering.place.clone().into(),
            seats: gathering.seats,
            items: gathering.items.iter().map(ToString::to_string).collect(),
            certification: leads_to.map(|leads_to| wire::Certification {
                questions: leads_to.questions,
                months: leads_to.months,
                gates: leads_to
                    .gates
                    .iter()
                    .map(|gate| Operation::name(*gate).to_owned())
                    .collect(),
                gates_from: leads_to.gates_from.to_string(),
            }),
            cancelled: gathering.cancelled.clone(),
        },
        department: gathering.department.as_ref().map(ToString::to_string),
        holder: holder.into(),
        taken: gathering.roll.taken,
        waiting: gathering.roll.waiting,
        state: state.to_owned(),
    }
}

/// Somebody who signed up.
#[must_use]
pub fn sign_up(one: &SignUp) -> SignUpView {
    SignUpView {
        who: one.who.clone(),
        name: one.name.clone(),
        mail: one.mail.clone(),
        standing: one.standing.word().to_owned(),
        at: one.at.to_string(),
        attended: one.attended,
    }
}

/// A paper without its answers.
#[must_use]
pub fn paper(id: &GatheringId, paper: &Paper) -> PaperView {
    let questions = paper.questions.iter().map(|question| PaperQuestionView {
        words: question.words.clone().into(),
        choices: question.choices.iter().cloned().map(Into::into).collect(),
    });
    PaperView {
        gathering: id.to_string(),
        questions: questions.collect(),
        pass_per_cent: u32::try_from(PASS_PER_CENT).unwrap_or(u32::MAX),
    }
}

/// What answers came to.
#[must_use]
pub fn marked(marked: Marked, certificate: Option<&Certificate>, today: Day) -> MarkView {
    MarkView {
        right: u32::try_from(marked.right).unwrap_or(u32::MAX),
        of: u32::try_from(marked.of).unwrap_or(u32::MAX),
        passed: marked.passed,
        certificate: certificate.map(|one| self::certificate(one, today)),
    }
}

/// A certificate, seen on `today`.
#[must_use]
pub fn certificate(one: &Certificate, today: Day) -> CertificateView {
    CertificateView {
        gathering: one.gathering.to_string(),
        title: one.title.clone().into(),
        who: one.who.clone(),
        passed_on: one.passed_on.to_string(),
        valid_until: one.valid_until.to_string(),
        valid: one.holds_on(today),
    }
}
