//! What a timeline says of parts: to those who work on the case all of it, to the enterprise who is asked till when, never an opinion.

use std::collections::BTreeMap;

use super::{Part, PartDone, Standing};
use crate::Text;
use crate::case::by::by;
use crate::case::event::Recorded;
use crate::case::timeline::Entry;
use crate::case::{Reminder, Viewer};

/// Names of the departments that were asked, by part: a timeline learns them on its way.
#[derive(Debug, Default)]
pub(in crate::case) struct PartNames(BTreeMap<u32, Text>);

impl PartNames {
    /// The line of a timeline for what happened to a part; none if `viewer` may not know of it.
    pub(in crate::case) fn entry(
        &mut self,
        (recorded, part, done): (&Recorded, u32, &PartDone),
        viewer: Viewer,
        lead: Option<&Text>,
    ) -> Option<Entry> {
        if let PartDone::Asked {
            department_name, ..
        } = done
        {
            self.0.insert(part, department_name.clone());
        }
        let unnamed = Text::new("协办部门", "the department");
        let department = self.0.get(&part).unwrap_or(&unnamed);
        let words = match viewer {
            Viewer::Staff => done.describe(department),
            Viewer::Enterprise => done.told(department)?,
        };
        let theirs = matches!(done, PartDone::Answered { .. } | PartDone::Declined { .. });
        let author = if theirs { Some(department) } else { lead };
        Some(Entry {
            version: recorded.version,
            at: recorded.at,
            event: done.word(),
            words,
            by: by(recorded, author),
        })
    }
}

impl PartDone {
    /// What happened, in a sentence; `department` is whose part it is.
    #[must_use]
    pub fn describe(&self, department: &Text) -> Text {
        let (zh, en) = (&department.zh, &department.en);
        match self {
            Self::Added { asks, reason, .. } => Text::new(
                format!("牵头部门增加协办：{}。理由：{reason}", asks.zh),
                format!("the lead asks a further department: {}: {reason}", asks.en),
            ),
            Self::Asked { until, .. } => Text::new(
                format!("征求{zh}协办意见，请于{}前（含当日）答复", until.words()),
                format!("{en} is asked, to answer by {until}"),
            ),
            Self::PassedOn { rung } => Text::new(
                format!("{zh}协办意见未及时答复，转送{}", rung.title().zh),
                format!(
                    "{en} did not answer in time; passed on to its {}",
                    rung.title().en
                ),
            ),
            Self::Answered { opinion } => {
                let stance = opinion.stance.title();
                let (mut said_zh, mut said_en) = (
                    format!("{zh}协办意见：{}", stance.zh),
                    format!("{en}: {}", stance.en),
                );
                if !opinion.reason.is_empty() {
                    said_zh.push_str(&format!("。理由：{}", opinion.reason));
                    said_en.push_str(&format!(": {}", opinion.reason));
                }
                Text::new(said_zh, said_en)
            }
            Self::Declined { reason } => Text::new(
                format!("{zh}退回协办：{reason}"),
                format!("{en} declined: {reason}"),
            ),
            Self::Closed { reason } => Text::new(
                format!("不再等待{zh}协办意见：{reason}"),
                format!("{en} is not waited for any more: {reason}"),
            ),
            Self::Reminded {
                of: Reminder::Unanswered,
            } => Text::new(
                format!("{zh}协办意见逾期未答复，已提请统筹单位督办"),
                format!("{en} did not answer; the coordinator was asked to step in"),
            ),
            Self::Reminded { .. } => {
                Text::new(format!("已催办{zh}协办意见"), format!("{en} was reminded"))
            }
            Self::MarkedOverdue { due } => Text::new(
                format!("{zh}超过协办承诺日（{}）", due.words()),
                format!("{en} is past its promised day {due}"),
            ),
        }
    }

    /// What the enterprise may read of it; nothing of what is the departments' own affair.
    #[must_use]
    pub fn told(&self, department: &Text) -> Option<Text> {
        let (zh, en) = (&department.zh, &department.en);
        match self {
            Self::Asked { .. } | Self::MarkedOverdue { .. } => Some(self.describe(department)),
            Self::Answered { .. } => Some(Text::new(
                format!("{zh}已答复协办意见"),
                format!("{en} has answered"),
            )),
            Self::Declined { .. } | Self::Closed { .. } => Some(Text::new(
                format!("{zh}协办已结束"),
                format!("{en} is not consulted any more"),
            )),
            Self::Added { .. } | Self::PassedOn { .. } | Self::Reminded { .. } => None,
        }
    }
}

impl Part {
    /// The word of where it stands, as `viewer` may know it.
    #[must_use]
    pub const fn word(&self, viewer: Viewer) -> &'static str {
        match (&self.standing, viewer) {
            (Standing::Waiting, _) => "waiting",
            (Standing::Asked, _) if self.overdue_since.is_some() => "overdue",
            (Standing::Asked, _) => "asked",
            (Standing::Answered { .. }, _) => "answered",
            (Standing::Declined { .. }, Viewer::Staff) => "declined",
            (Standing::Closed { .. }, _) | (Standing::Declined { .. }, Viewer::Enterprise) => {
                "closed"
            }
        }
    }

    /// Where it stands, in words.
    #[must_use]
    pub fn words(&self, viewer: Viewer) -> Text {
        let (zh, en) = match self.word(viewer) {
            "waiting" => ("待征求", "waiting for its turn"),
            "asked" => ("征求中", "asked"),
            "overdue" => ("逾期未答复", "overdue"),
            "answered" => ("已答复", "answered"),
            "declined" => ("已退回", "declined"),
            _ => ("已结束", "closed"),
        };
        Text::new(zh, en)
    }
}
