//! Supervision: the figures of a month, live or frozen, lists of open cases, and the rating of a step (M37, M86, M98–M101).

use askama::Template;
use contract::fault::Fault;
use contract::supervision::{
    BulletinView, DriftView, GroupFiguresView, OpenCase, RegularityView, ScoreView, ShareView,
};

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::Named;

/// `GET /supervision`, and the frozen bulletin at `/bulletins/{period}`. Query field: `period`.
#[derive(Debug, Template)]
#[template(path = "supervision/period.html")]
pub struct PeriodPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The figures.
    pub bulletin: &'a BulletinView,
    /// The month before.
    pub before: &'a str,
    /// Whether this is the bulletin everybody reads, without the way to lists of cases.
    pub public: bool,
}

impl PeriodPage<'_> {
    /// The groups told of, with what they are.
    fn groups(&self) -> [(&'static str, &[GroupFiguresView]); 6] {
        [
            ("按部门", &self.bulletin.departments),
            ("按事项", &self.bulletin.items),
            ("按办件类型", &self.bulletin.kinds),
            ("按管辖区", &self.bulletin.districts),
            ("按企业规模", &self.bulletin.sizes),
            ("按办理渠道", &self.bulletin.channels),
        ]
    }

    /// Items whose promise is longer than need be (M18).
    fn too_long(&self) -> Vec<&GroupFiguresView> {
        let items = self.bulletin.items.iter();
        items
            .filter(|group| group.figures.shorter_promise.is_some())
            .collect()
    }
}

/// A share in words: `96.5%（28/29）`, or why it is not told.
fn share(share: &ShareView) -> String {
    match (share.per_mille, share.hits) {
        (Some(rate), Some(hits)) => {
            format!("{}.{}%（{hits}/{}）", rate / 10, rate % 10, share.of)
        }
        _ => format!("样本不足（{} 件）", share.of),
    }
}

/// Width of the bar of a share, in hundredths of its frame.
fn width(share: &ShareView) -> u32 {
    share.per_mille.unwrap_or(0) / 10
}

/// Stars in words, or why they are not told.
fn stars(score: &ScoreView) -> String {
    match &score.stars {
        Some(stars) => format!("{stars} 分（{} 家）", score.raters),
        None => format!("样本不足（{} 家）", score.raters),
    }
}

/// A count in a table, or why it is not told.
fn told(count: &Option<u32>) -> String {
    count.map_or_else(|| "—".to_owned(), |count| count.to_string())
}

/// Working days, or why they are not told.
fn days(days: &Option<u32>) -> String {
    days.map_or_else(|| "样本不足".to_owned(), |days| format!("{days} 个工作日"))
}

/// `GET /bulletins`: every bulletin, the latest first.
#[derive(Debug, Template)]
#[template(path = "supervision/bulletins.html")]
pub struct BulletinListPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Bulletins.
    pub bulletins: &'a [BulletinView],
}

/// Which list of cases a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// 在办件总览 (M86).
    Cases,
    /// 未跟踪到位清单 (M37).
    FollowUps,
    /// 未兑现承诺清单 (M101).
    Commitments,
}

impl Which {
    const fn title(self) -> &'static str {
        match self {
            Self::Cases => "在办件总览",
            Self::FollowUps => "未跟踪到位清单",
            Self::Commitments => "未兑现承诺清单",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Cases => "Every open case, with its holder and risk",
            Self::FollowUps => "Cases in which somebody should have acted",
            Self::Commitments => "Approved and not yet paid",
        }
    }

    const fn words(self) -> &'static str {
        match self {
            Self::Cases => "全部在办件，按承诺办结日先后排列。黄牌为临近承诺办结日，红牌为已超过。",
            Self::FollowUps => {
                "应当办理而尚未办理的办件：未分办、未接收、超过承诺办结日、已审核未反馈、已核定未拨付、逾期未缴回。每个工作日早上另发邮件提醒。"
            }
            Self::Commitments => {
                "已核定并且公示期满、尚未拨付的办件，含分期兑现的后续各期，以及尚未缴回的追回资金。请财政和主管部门尽快兑现、催缴。"
            }
        }
    }

    const fn path(self) -> &'static str {
        match self {
            Self::Cases => "/supervision/cases",
            Self::FollowUps => "/supervision/follow-ups",
            Self::Commitments => "/supervision/commitments",
        }
    }
}

/// `GET /supervision/regularity`: how regularly each department trains the enterprises (M77).
#[derive(Debug, Template)]
#[template(path = "supervision/regularity.html")]
pub struct RegularityPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Each department and the window, who has waited longest first.
    pub rows: &'a [RegularityView],
}

/// `GET /supervision/drift`: predicted against decided (M19). Query fields: `period`, `format` (`csv`).
#[derive(Debug, Template)]
#[template(path = "supervision/drift.html")]
pub struct DriftPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Items and differing cases.
    pub drift: &'a DriftView,
    /// The month before.
    pub before: &'a str,
}

/// What a list shows; empty shows all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Department id.
    pub department: String,
    /// State word.
    pub state: String,
    /// `yellow` or `red`.
    pub card: String,
}

/// `GET /supervision/cases`, `/supervision/follow-ups`, `/supervision/commitments`. Query fields: `department`, `state`, `card`,
/// `cursor`, `format` (`csv`).
#[derive(Debug, Template)]
#[template(path = "supervision/cases.html")]
pub struct OpenCasesPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Which list.
    pub which: Which,
    /// Cases of this page of the list.
    pub cases: &'a [OpenCase],
    /// Departments that can be asked for.
    pub departments: &'a [Named],
    /// States that can be asked for.
    pub states: &'a [Named],
    /// The filter in use.
    pub filter: &'a ListFilter,
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET` and `POST /rate/{number}`: form fields `idempotency_key`, `step`, `stars`.
#[derive(Debug, Template)]
#[template(path = "supervision/rate.html")]
pub struct RatePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Case number.
    pub number: &'a str,
    /// Steps that can be rated.
    pub steps: &'a [Named],
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// Faults; pointer `/stars`.
    pub faults: &'a [Fault],
    /// What was just done, in Chinese; empty if nothing was.
    pub done: &'a str,
}

page!(PeriodPage<'_>);
page!(BulletinListPage<'_>);
page!(OpenCasesPage<'_>);
page!(RatePage<'_>);
page!(DriftPage<'_>);
page!(RegularityPage<'_>);
