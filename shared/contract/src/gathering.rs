//! Gatherings: trainings and briefings, seats, quizzes, certificates (M71–M73, M77).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// What a training leads to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Certification {
    /// Questions of its quiz.
    pub questions: u32,
    /// Months a certificate lasts.
    pub months: u32,
    /// Operations a clerk may do with a valid certificate only: `submit_draft`, `assign_case`, `release_case`.
    #[serde(default)]
    pub gates: Vec<String>,
    /// The day from which they are gated.
    #[schema(format = Date)]
    pub gates_from: String,
}

/// A gathering as its holder writes it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GatheringBody {
    /// `training` 业务培训 or `briefing` 政策辅导.
    pub kind: String,
    /// Its title.
    pub title: Text,
    /// What it is about.
    pub words: Text,
    /// When it begins.
    #[schema(format = DateTime)]
    pub begins: String,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// Where it is held.
    pub place: Text,
    /// How many can come.
    pub seats: u32,
    /// Items it is about; a quiz asks about these, or about all of them.
    #[serde(default)]
    pub items: Vec<String>,
    /// What it leads to; only a training does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certification: Option<Certification>,
    /// Why it does not take place, if it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cancelled: Option<String>,
}

/// A gathering as everybody reads it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct GatheringView {
    /// Its id.
    pub gathering: String,
    /// Its version.
    pub version: u64,
    /// What its holder wrote.
    #[serde(flatten)]
    pub body: GatheringBody,
    /// The department that holds it; absent where the window does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub department: Option<String>,
    /// Who holds it, in words.
    pub holder: Text,
    /// Seats that are taken.
    pub taken: u32,
    /// How many wait for one.
    pub waiting: u32,
    /// `ahead`, `over` or `cancelled`.
    pub state: String,
}

/// Signs somebody up.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TakeSeat {
    /// Where changes and cancellations are sent; for an enterprise that of its profile when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
}

/// Somebody who signed up, as they and who holds the gathering read it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SignUpView {
    /// Who comes: a credit code, or the principal of somebody who works for the city.
    pub who: String,
    /// The name on the list.
    pub name: String,
    /// Where they are told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mail: Option<String>,
    /// `seated` 已报名, `waiting` 候补 or `given_up` 已放弃.
    pub standing: String,
    /// When they signed up.
    #[schema(format = DateTime)]
    pub at: String,
    /// Whether they came; absent until that is noted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attended: Option<bool>,
}

/// Notes whether somebody came.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct NoteAttendance {
    /// Whether they did.
    pub attended: bool,
}

/// A question, without its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaperQuestionView {
    /// What is asked.
    pub words: Text,
    /// What can be chosen, counted from 0.
    pub choices: Vec<Text>,
}

/// A paper: it can be answered once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PaperView {
    /// The training.
    pub gathering: String,
    /// Its questions.
    pub questions: Vec<PaperQuestionView>,
    /// Right answers needed, in hundredths.
    pub pass_per_cent: u32,
}

/// Answers a paper.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AnswerPaper {
    /// For each question the place of a choice, counted from 0.
    pub answers: Vec<u32>,
}

/// What answers came to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct MarkView {
    /// Right answers.
    pub right: u32,
    /// Questions.
    pub of: u32,
    /// Whether that is enough.
    pub passed: bool,
    /// The certificate, if it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub certificate: Option<CertificateView>,
}

/// A certificate (培训合格证).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CertificateView {
    /// The training.
    pub gathering: String,
    /// Its title.
    pub title: Text,
    /// Whose it is.
    pub who: String,
    /// When the quiz was passed.
    #[schema(format = Date)]
    pub passed_on: String,
    /// The last day it is valid.
    #[schema(format = Date)]
    pub valid_until: String,
    /// Whether it is valid today.
    pub valid: bool,
}
