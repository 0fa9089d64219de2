//! Where co-handling says no (M11).

use super::kind::{Ground, Kind, kind};
use super::{Refusal, words};
use crate::Text;

/// The rules of co-handling said no.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CoHandling {
    /// A decision while a department was not heard.
    Open {
        /// Which.
        departments: Vec<Text>,
    },
    /// An approval against a department, without saying why.
    DespiteNeeded {
        /// Which.
        departments: Vec<Text>,
    },
    /// The part is settled, or was not asked yet.
    NotOpen,
    /// Going on without a part whose time is not over.
    NotOverdue,
    /// A disagreement that does not say with what, or an entry there is not.
    EntriesNeeded,
    /// The department leads, or is being asked already.
    Twice,
    /// More parts than one case takes.
    TooMany {
        /// How many it takes.
        parts_max: usize,
    },
    /// More days than the case has, or none.
    Days {
        /// Most.
        working_days_max: u32,
    },
}

impl From<CoHandling> for Refusal {
    fn from(refused: CoHandling) -> Self {
        Self::CoHandling(refused)
    }
}

pub(super) const OPEN: Kind = kind(
    "parts_open",
    Ground::State,
    (
        "协办部门尚未答复，不能作出审核决定",
        "a co-handling department has not answered, so the case cannot be decided",
    ),
    (
        "请等待协办意见；逾期未答复的，可以写明理由后不再等待",
        "wait for its answer; of one that is overdue, say why you go on without it",
    ),
);
pub(super) const DESPITE_NEEDED: Kind = kind(
    "despite_needed",
    Ground::Content,
    (
        "有协办部门不同意，但没有写明为何仍予同意",
        "a co-handling department does not agree, and nothing says why this is approved all the same",
    ),
    (
        "请写明未采纳协办意见的理由，或者不予支持",
        "say in `despite` why its opinion is not followed, or refuse",
    ),
);
pub(super) const NOT_OPEN: Kind = kind(
    "part_not_open",
    Ground::State,
    (
        "该项协办尚未征求，或者已经办结",
        "this part was not asked yet, or is settled",
    ),
    (
        "请刷新办件页面，查看协办进展",
        "reload the case and see where its parts stand",
    ),
);
pub(super) const NOT_OVERDUE: Kind = kind(
    "part_not_overdue",
    Ground::State,
    (
        "协办意见尚未逾期，应当等待答复",
        "the department still has time to answer",
    ),
    (
        "请在协办承诺日之后再处理，或者与该部门联系",
        "go on once its promised day has passed, or call the department",
    ),
);
pub(super) const ENTRIES_NEEDED: Kind = kind(
    "entries_needed",
    Ground::Content,
    (
        "没有标明不同意哪一项，或者所标明的不在审核清单中",
        "nothing says with what the department does not agree, or the checklist has no such entry",
    ),
    (
        "请在审核清单中标明不同意的核对项；同意或者无意见的，不必标明",
        "for a disagreement name entries of the case's checklist in `entries`; leave it out otherwise",
    ),
);
pub(super) const TWICE: Kind = kind(
    "part_twice",
    Ground::Content,
    (
        "该部门为牵头部门，或者正在征求其意见",
        "this department leads the case, or is being asked already",
    ),
    ("请选择其他部门", "choose another department"),
);
pub(super) const TOO_MANY: Kind = kind(
    "parts_too_many",
    Ground::State,
    ("协办数量已达上限", "the case has as many parts as it may"),
    ("请依已有意见作出审核决定", "decide on what was said"),
);
pub(super) const DAYS: Kind = kind(
    "part_days",
    Ground::Content,
    (
        "协办时限不在允许范围内",
        "so many working days cannot be given",
    ),
    (
        "请填写 1 个工作日以上、不超过本件承诺的时限",
        "give at least 1 working day and no more than the case promises",
    ),
);

impl CoHandling {
    /// Its kind.
    pub(super) const fn kind(&self) -> &'static Kind {
        match self {
            Self::Open { .. } => &OPEN,
            Self::DespiteNeeded { .. } => &DESPITE_NEEDED,
            Self::NotOpen => &NOT_OPEN,
            Self::NotOverdue => &NOT_OVERDUE,
            Self::EntriesNeeded => &ENTRIES_NEEDED,
            Self::Twice => &TWICE,
            Self::TooMany { .. } => &TOO_MANY,
            Self::Days { .. } => &DAYS,
        }
    }

    /// What it says of the case at hand.
    pub(super) fn particulars(&self) -> Option<Text> {
        Some(match self {
            Self::Open { departments } | Self::DespiteNeeded { departments } => {
                words::joined(departments)
            }
            Self::TooMany { parts_max } => words::with("最多 {} 项", "at most {}", parts_max),
            Self::Days { working_days_max } => words::with(
                "最多 {} 个工作日",
                "at most {} working days",
                working_days_max,
            ),
            Self::NotOpen | Self::NotOverdue | Self::EntriesNeeded | Self::Twice => return None,
        })
    }
}
