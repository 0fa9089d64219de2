//! The timeline (办理进程): the events themselves in words, as each reader may see them (M15).

use facts::{Day, Instant};

use super::by::by;
use super::co_handling::PartNames;
use super::event::{Event, Recorded, Submission};
use super::says::Viewer;
use super::{Correction, Decision, Expedited, Fallback, Kind, Publicity, Rating, Reminder, Reply};
mod money;
mod reminded;

use crate::Text;
use crate::register::Rung;

/// One line of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The version of the case it made.
    pub version: u64,
    /// When.
    pub at: Instant,
    /// The word of the event.
    pub event: &'static str,
    /// In words.
    pub words: Text,
    /// Who: a department or a role, and an assistant with the enterprise it acted for.
    pub by: Text,
}

/// What `viewer` may read of this history, oldest first.
#[must_use]
pub fn timeline(history: &[Recorded], viewer: Viewer) -> Vec<Entry> {
    // decided anew after an objection or taken up again, a case is released anew
    let released = history
        .iter()
        .filter(|recorded| matches!(recorded.event, Event::Released { .. }))
        .map(|recorded| recorded.version)
        .max();
    let mut department = None;
    let mut parts = PartNames::default();
    let mut entries = Vec::new();
    for recorded in history {
        if let Event::Assigned {
            department_name, ..
        } = &recorded.event
        {
            department = Some(department_name.clone());
        }
        if let Event::Part { part, done } = &recorded.event {
            let lead = department.as_ref();
            entries.extend(parts.entry((recorded, *part, done), viewer, lead));
            continue;
        }
        let told = released.is_some_and(|released| recorded.version < released);
        if visible(&recorded.event, viewer, told) {
            entries.push(Entry {
                version: recorded.version,
                at: recorded.at,
                event: recorded.event.word(),
                words: words(&recorded.event, viewer),
                by: by(recorded, department.as_ref()),
            });
        }
    }
    entries
}

/// Whether `viewer` may know of this event (M53).
const fn visible(event: &Event, viewer: Viewer, released: bool) -> bool {
    match (viewer, event) {
        (Viewer::Staff, _) => true,
        (Viewer::Enterprise, Event::Decided { .. } | Event::Allocated { .. }) => released,
        // how the city urges itself on is its own affair; that it is late is not
        (Viewer::Enterprise, Event::PassedOn { .. }) => false,
        (Viewer::Enterprise, Event::Reminded { of }) => matches!(
            of,
            Reminder::Correction | Reminder::RepaymentSoon | Reminder::RepaymentLate
        ),
        (Viewer::Enterprise, _) => true,
    }
}

/// What the enterprise is told of a quarrel over competence is that it is being settled, not the quarrel.
fn words(event: &Event, viewer: Viewer) -> Text {
    match (viewer, event) {
        (Viewer::Enterprise, Event::Declined { .. }) => Text::new(
            "经核对需由其他部门办理，正在重新分办",
            "it belongs to another department and is being passed on",
        ),
        _ => event.describe(),
    }
}

impl Event {
    /// What happened, in a sentence.
    #[must_use]
    pub fn describe(&self) -> Text {
        match self {
            Self::Submitted(submission) => submitted(submission),
            Self::Assigned {
                department_name: to,
                ..
            } => say(("分办至", &to.zh, ""), ("assigned to ", &to.en, "")),
            Self::FellBack { why } => fell_back(*why),
            Self::PassedOn { rung } => passed_on(*rung),
            Self::Accepted { .. } => Text::new("部门已接收，开始审核", "taken up for review"),
            Self::Declined { reason, .. } => because("退办", "declined", reason),
            Self::SentBack { correction } => sent_back(correction),
            Self::Corrected { documents } => corrected(documents.len()),
            Self::Decided { decision, .. } => decided(decision),
            Self::Part { done, .. } => done.describe(&Text::new("协办部门", "a department")),
            Self::Allocated { allocated, .. } => money::allocated(allocated),
            Self::Released {
                message,
                publicity,
                instalments,
            } => money::in_parts(
                released(message.as_deref(), publicity.as_ref()),
                instalments,
            ),
            Self::PublicityEnded { .. } => Text::new("公示期满", "publicity is over"),
            Self::Paid { amount, met, .. } => money::paid(*amount, met.as_deref()),
            Self::PaymentFailed { reason } => {
                because("拨付未成功", "the payment did not go through", reason)
            }
            Self::InstalmentCancelled { reason, remedy } => money::cancelled(reason, remedy),
            Self::ConditionChecked { met, words } => money::checked(*met, words),
            Self::ClawedBack { claw_back } => money::clawed_back(claw_back),
            Self::Repaid { amount, .. } => money::repaid(*amount),
            Self::ClawBackWithdrawn { demand, reason, .. } => money::withdrawn(*demand, reason),
            Self::Refunded { demand, amount, .. } => money::refunded(*demand, *amount),
            Self::Replied { reply } => replied(reply),
            Self::ObjectedTo { .. } => Text::new(
                "公示期间收到异议，核实期间暂缓拨付",
                "somebody objected; nothing is paid until that is answered",
            ),
            Self::ObjectionAnswered { upheld, .. } => objection_answered(*upheld),
            Self::Rated { rating } => rated(rating),
            Self::Visited { settled, words } => visited(*settled, words),
            Self::Reopened { reason } => because("重新办理", "taken up again", reason),
            Self::Withdrawn { reason } => because("申请人撤回", "withdrawn", reason),
            Self::Lapsed => Text::new("逾期未补正，办件终止", "not corrected in time; closed"),
            Self::Extended {
                working_days,
                reason,
            } => extended(*working_days, reason),
            Self::Expedited { expedited } => put_through(expedited),
            Self::Redated { from, to, .. } => redated(*from, *to),
            Self::Reminded { of } => reminded::reminded(*of),
            Self::MarkedOverdue { due } => {
                let (words, due) = (due.words(), due.to_string());
                say(
                    ("超过承诺办结日（", &words, "）"),
                    ("past the promised day ", &due, ""),
                )
            }
        }
    }
}

/// A sentence around a word, in both languages.
fn say(zh: (&str, &str, &str), en: (&str, &str, &str)) -> Text {
    Text::new(
        format!("{}{}{}", zh.0, zh.1, zh.2),
        format!("{}{}{}", en.0, en.1, en.2),
    )
}

fn because(zh: &str, en: &str, reason: &str) -> Text {
    Text::new(format!("{zh}：{reason}"), format!("{en}: {reason}"))
}

fn submitted(submission: &Submission) -> Text {
    let Submission {
        number, promise, ..
    } = submission;
    let days = promise.working_days;
    if submission.kind != Kind::Application {
        let kind = submission.kind.title();
        return Text::new(
            format!(
                "{}已受理，办件编号 {number}，承诺 {days} 个工作日内答复",
                kind.zh
            ),
            format!(
                "{} accepted as {number}; an answer is promised within {days} working days",
                kind.en
            ),
        );
    }
    Text::new(
        format!("提交申请，专窗已受理，办件编号 {number}，承诺 {days} 个工作日办结"),
        format!("submitted and accepted as {number}; promised within {days} working days"),
    )
}

fn fell_back(why: Fallback) -> Text {
    let words = why.words();
    match why {
        Fallback::Counter | Fallback::Coordinator => words,
        Fallback::NoRule | Fallback::PingPong => say(
            ("转由专窗协调：", &words.zh, ""),
            ("taken by the counter: ", &words.en, ""),
        ),
    }
}

fn passed_on(rung: Rung) -> Text {
    let title = rung.title();
    Text::new(
        format!("未及时接收，转送{}", title.zh),
        format!("not taken up in time, passed on to the {}", title.en),
    )
}

fn corrected(documents: usize) -> Text {
    Text::new(
        format!("已补正材料 {documents} 份，承诺时限恢复计算"),
        format!("documents corrected: {documents}; the clock runs again"),
    )
}

fn extended(working_days: u32, reason: &str) -> Text {
    Text::new(
        format!("经批准延期 {working_days} 个工作日：{reason}"),
        format!("extended by {working_days} working days: {reason}"),
    )
}

fn put_through(expedited: &Expedited) -> Text {
    let Expedited {
        priority,
        reason,
        working_days,
    } = expedited;
    let ground = priority.title();
    Text::new(
        format!(
            "转入绿色通道（{}）：{reason}，承诺时限缩短为 {working_days} 个工作日",
            ground.zh
        ),
        format!(
            "put into the green channel ({}): {reason}; promised within {working_days} working days",
            ground.en
        ),
    )
}

fn redated(from: Day, to: Day) -> Text {
    Text::new(
        format!(
            "工作日历调整，承诺办结日由{}变为{}，承诺的工作日数不变",
            from.words(),
            to.words()
        ),
        format!(
            "the working calendar changed: the promised day moved from {from} to {to}; the promise did not"
        ),
    )
}

fn sent_back(correction: &Correction) -> Text {
    let what: Vec<&str> = correction
        .missing
        .iter()
        .map(|missing| missing.what.as_str())
        .collect();
    let until = correction.until;
    Text::new(
        format!(
            "一次性告知补正，请于{}前（含当日）完成：{}",
            until.words(),
            what.join("；")
        ),
        format!("to be corrected by {until}: {}", what.join("; ")),
    )
}

fn decided(decision: &Decision) -> Text {
    match decision {
        Decision::Approved {
            amount: Some(amount),
            reason,
        } => Text::new(
            format!("审核通过，核定 {}。理由：{reason}", amount.words()),
            format!("approved, CNY {}: {reason}", amount.grouped()),
        ),
        Decision::Approved {
            amount: None,
            reason,
        } => Text::new(
            format!("审核通过。理由：{reason}"),
            format!("approved: {reason}"),
        ),
        Decision::Replied(reply) => replied(reply),
        Decision::Refused { reason, remedy } => Text::new(
            format!("不予支持。理由：{reason}。救济途径：{remedy}"),
            format!("refused: {reason}. Remedy: {remedy}"),
        ),
    }
}

fn replied(reply: &Reply) -> Text {
    let (outcome, words) = (reply.outcome.title(), &reply.words);
    let mut text = Text::new(
        format!("答复（{}）：{words}", outcome.zh),
        format!("{}: {words}", outcome.en),
    );
    if let Some(remedy) = &reply.remedy {
        text.zh.push_str(&format!("。后续途径：{remedy}"));
        text.en
            .push_str(&format!(". What else can be done: {remedy}"));
    }
    text
}

fn objection_answered(upheld: bool) -> Text {
    if upheld {
        Text::new(
            "异议属实，退回部门重新审核，审核后重新公示",
            "the objection was upheld; the case is reviewed and made public anew",
        )
    } else {
        Text::new(
            "异议已核实答复，不影响公示结果",
            "the objection was answered; the result stands",
        )
    }
}

fn rated(rating: &Rating) -> Text {
    let Rating { score, words } = rating;
    let mut text = Text::new(
        format!("评价 {score} 分（满分 5 分）"),
        format!("rated {score} of 5"),
    );
    if let Some(words) = words {
        text.zh.push_str(&format!("：{words}"));
        text.en.push_str(&format!(": {words}"));
    }
    text
}

fn visited(settled: bool, words: &str) -> Text {
    if settled {
        because("回访：问题已解决", "called back, settled", words)
    } else {
        because("回访：问题未解决", "called back, not settled", words)
    }
}

fn released(message: Option<&str>, publicity: Option<&Publicity>) -> Text {
    let mut text = Text::new("专窗已统一反馈办理结果", "the counter released the reply");
    if let Some(Publicity {
        first_day,
        last_day,
        ..
    }) = publicity
    {
        let (first, last) = (first_day.words(), last_day.words());
        text.zh.push_str(&format!("，自{first}至{last}公示"));
        text.en.push_str(&format!(
            "; public for objection from {first_day} to {last_day}"
        ));
    }
    if let Some(message) = message {
        text.zh.push_str(&format!("。专窗留言：{message}"));
        text.en.push_str(&format!(". The counter adds: {message}"));
    }
    text
}
