//! Trainings and briefings: the calendar, one of them with its seats, and a quiz (M71–M73, M77).

use askama::Template;
use contract::fault::Fault;
use contract::gathering::{CertificateView, GatheringView, PaperView, SignUpView};

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /gatherings`. Query field: `cursor`.
#[derive(Debug, Template)]
#[template(path = "gatherings/list.html")]
pub struct GatheringListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Gatherings, the latest first.
    pub gatherings: &'a [GatheringView],
    /// The reader's own certificates.
    pub certificates: &'a [CertificateView],
    /// Whether the reader may write one.
    pub may_write: bool,
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET /gatherings/{gathering}`; forms `POST` to it, to `…/give-up`, to `…/attendance` (`who`, `attended`) and to `…/quiz`. Query field: `done`.
#[derive(Debug, Template)]
#[template(path = "gatherings/one.html")]
pub struct GatheringPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The gathering.
    pub gathering: &'a GatheringView,
    /// Items it is about.
    pub items: &'a [Named],
    /// The reader's seat.
    pub own: Option<&'a SignUpView>,
    /// Whether the reader may take a seat.
    pub may_sign_up: bool,
    /// Whether the reader is signed in.
    pub signed_in: bool,
    /// The reader's certificate of it.
    pub certificate: Option<&'a CertificateView>,
    /// Where the reader is told, as far as that is known.
    pub mail: &'a str,
    /// Everybody who signed up, for who holds it.
    pub sign_ups: Option<&'a [SignUpView]>,
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// What was refused.
    pub faults: &'a [Fault],
    /// What was just done; empty if nothing was.
    pub done: &'a str,
}

impl GatheringPage<'_> {
    /// Whether the reader may be asked what they learned.
    fn quiz(&self) -> bool {
        let attended = self.own.and_then(|own| own.attended) == Some(true);
        attended && self.gathering.body.certification.is_some()
    }

    /// What was just done, in words.
    fn told(&self) -> &'static str {
        match self.done {
            "signed_up" => "报名成功",
            "waiting" => "名额已满，已列入候补；有名额时按候补先后递补，并发送邮件",
            "given_up" => "已放弃名额",
            "written" => "活动已登记",
            "noted" => "签到已登记",
            _ => "",
        }
    }

    /// What a clerk needs the certificate for, in words.
    fn gated(&self) -> String {
        let leads_to = self.gathering.body.certification.as_ref();
        let gates = leads_to.map_or(&[][..], |leads_to| &leads_to.gates);
        let named = GATES
            .iter()
            .filter(|(gate, _)| gates.iter().any(|one| one == gate));
        let words: Vec<&str> = named.map(|(_, words)| *words).collect();
        words.join("、")
    }

    /// The reader's seat, unless it was given up.
    fn comes(&self) -> Option<&SignUpView> {
        self.own.filter(|own| own.standing != "given_up")
    }

    fn seats_left(&self) -> u32 {
        self.gathering
            .body
            .seats
            .saturating_sub(self.gathering.taken)
    }
}

/// `POST /gatherings/{gathering}/quiz`: a paper; the form `POST`s `answer-0` and so on to `…/answers`.
#[derive(Debug, Template)]
#[template(path = "gatherings/quiz.html")]
pub struct QuizPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Title of the training, in Chinese.
    pub title: &'a str,
    /// Its questions.
    pub paper: &'a PaperView,
    /// A fresh random key.
    pub idempotency_key: &'a str,
}

/// What can be gated, in words.
const GATES: [(&str, &str); 3] = [
    ("submit_draft", "窗口受理"),
    ("assign_case", "分办"),
    ("release_case", "统一反馈"),
];

/// `GET /gatherings/write`; the form `POST`s to it. Query field: `gathering`, absent for a new one.
#[derive(Debug, Template)]
#[template(path = "gatherings/write.html")]
pub struct WriteGatheringPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Whether the reader acts for the window, whose trainings can gate what it does.
    pub window: bool,
    /// Items in force, to choose among.
    pub items: &'a [Named],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What is filled in.
    pub values: &'a Values,
    /// What was refused.
    pub faults: &'a [Fault],
}

impl WriteGatheringPage<'_> {
    fn exists(&self) -> bool {
        let version = self.values.one("version");
        !version.is_empty() && version != "0"
    }

    fn gated(&self, gate: &str) -> bool {
        self.values.has("gates", gate)
    }
}

/// `GET /gatherings/{gathering}/certificate`: one's own, to print.
#[derive(Debug, Template)]
#[template(path = "gatherings/certificate.html")]
pub struct CertificatePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The certificate.
    pub certificate: &'a CertificateView,
    /// Whose it is: a post.
    pub name: &'a str,
}

/// Where somebody who signed up stands, in words.
fn standing(word: &str) -> &'static str {
    match word {
        "seated" => "已报名",
        "waiting" => "候补",
        _ => "已放弃",
    }
}

/// The kind in words.
fn kind(word: &str) -> &'static str {
    match word {
        "training" => "业务培训",
        _ => "政策辅导",
    }
}

/// Where it stands, in words.
fn state(word: &str) -> &'static str {
    match word {
        "ahead" => "报名中",
        "cancelled" => "已取消",
        _ => "已举办",
    }
}

page!(GatheringListPage<'_>);
page!(GatheringPage<'_>);
page!(QuizPage<'_>);
page!(CertificatePage<'_>);
page!(WriteGatheringPage<'_>);
