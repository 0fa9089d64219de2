//! What a refusal says about the case at hand, after the sentence of its kind.

use std::fmt::Display;

use super::Refusal;
use crate::Text;

/// A move that does not start where a case stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WrongState {
    /// What was tried, in words.
    pub tried: Text,
    /// Where the case stands, in words its reader may see.
    pub state: Text,
    /// What can be done from there.
    pub remedy: Text,
}

/// The particulars of a refusal, if it has any.
#[expect(
    clippy::too_many_lines,
    reason = "one arm per refusal, so that none can be forgotten"
)]
pub(super) fn particulars(refusal: &Refusal) -> Option<Text> {
    use Refusal as R;
    Some(match refusal {
        R::Stale { version } => with("当前版本为 {}", "its version is {} now", version),
        R::WrongState(wrong) => wrong_state(wrong),
        R::TooLong { characters_max } => {
            with("最多 {} 个字符", "at most {} characters", characters_max)
        }
        R::ChecklistOpen { flaws } => {
            let words: Vec<Text> = flaws.iter().map(|flaw| flaw.words.clone()).collect();
            joined(&words)
        }
        R::CoHandling(refused) => refused.particulars()?,
        R::AmountDiffers { due, left } => differs(*due, *left),
        R::NotClosed { to } => on("截止日为", "its last day is", *to),
        R::Undecided { numbers } | R::Unscored { numbers } => listed(numbers),
        R::TooManyClaims { cases_max } => with("最多 {} 件", "at most {}", cases_max),
        R::NotDueYet { from } => on("拨付日期自", "it is paid from", *from),
        R::BeyondPaid { left } => Text::new(
            format!("剩余 {}", left.words()),
            format!("CNY {} are left", left.grouped()),
        ),
        R::UnknownMaterial { material } => with("“{}”", "`{}`", material),
        R::ToldOnce { materials } => listed(materials),
        R::SentBackTooOften { times_max } => with("最多 {} 次", "at most {} times", times_max),
        R::Missing { materials: texts }
        | R::MaterialsApart { materials: texts }
        | R::MaterialExpired { materials: texts }
        | R::Items { refused: texts }
        | R::NoticeBlocked { found: texts }
        | R::NotAdmitted { faults: texts }
        | R::Ineligible { reasons: texts }
        | R::GateShut { faults: texts } => joined(texts),
        R::ExtensionTooLong {
            working_days_max: days,
        } => with("最多 {} 个工作日", "at most {} working days", days),
        R::AnswerDays { least, most } => Text::new(
            format!("{least} 至 {most} 天"),
            format!("{least} to {most} days"),
        ),
        R::AnswerOver { until } => on("截止日为", "the last day was", *until),
        R::NotCertified { training } => Text::new(
            format!("需要“{}”合格证", training.zh),
            format!("it needs the certificate of `{}`", training.en),
        ),
        R::AuthorityNarrow { scope } => {
            let scope = scope.as_ref()?;
            Text::new(
                format!("需要授权内容“{}”和该事项", scope.zh),
                format!("it takes `{}`, for this item", scope.en),
            )
        }
        R::AuthorityAhead { from } => on("起始日期为", "its first day is", *from),
        R::AuthorityOver { to } => on("截止日期为", "its last day was", *to),
        R::AuthorityDays { most } => {
            Text::new(format!("最长 {most} 天"), format!("{most} days at most"))
        }
        R::DraftClosed { number } => with("办件编号 {}", "the case is {}", number.as_ref()?),
        R::Twice { number } => with("办件编号 {}", "the case is {}", number),
        R::NotOpen { next } => opening(next.as_ref()?),
        R::TooManyUploads { uploads_max } => {
            with("最多 {} 个文件", "at most {} files", uploads_max)
        }
        R::MediaType { accepted } => listed(accepted),
        R::FileSize { bytes_max } => with("最大 {} 字节", "at most {} bytes", bytes_max),
        R::WrongPolicyState { state } | R::NotProposed { state } => state.clone(),
        R::Exhausted { places, money } => left(*places, *money),
        R::NotForKind { kind } => kind.clone(),
        R::NotShorter { working_days_max } => with(
            "最多 {} 个工作日",
            "at most {} working days",
            working_days_max,
        ),
        R::NotReusable { material } => material.clone(),
        R::ItemsCount { items_max } => with("最多 {} 个事项", "at most {} items", items_max),
        R::ScoreOutside { score_max } => with("最高 {} 分", "at most {}", score_max),
        R::ReopenTooLate { working_days_max } => with(
            "答复后 {} 个工作日内可要求一次",
            "once, within {} working days",
            working_days_max,
        ),
        R::AlreadyOver { to } => on("截止日期为", "its last day was", *to),
        R::BackDated { today } | R::NotYetDecided { today } => on("今天是", "today is", *today),
        R::UnknownNumber { number } => with("“{}”", "`{}`", number),
        R::LiaisonCount { given } => with("现为 {} 名", "{} were given", given),
        R::NameNeeded { what } => what.clone(),
        R::MailAddress { post } => with("“{}”", "`{}`", post),
        R::WrongCode { left } => with("还可尝试 {} 次", "{} tries are left", left),
        R::NotAllowed
        | R::NotYours
        | R::ReasonNeeded
        | R::RemedyNeeded
        | R::AmountNeeded
        | R::AmountNotPositive
        | R::AmountNotAsked
        | R::ReferenceNeeded
        | R::ConditionUnproven
        | R::Provisional
        | R::NothingClaimed
        | R::NothingNamed
        | R::ExtensionTooLate
        | R::PersonalData
        | R::AccountNeeded
        | R::Answered
        | R::NothingWanted
        | R::NoSuchDemand
        | R::NoAuthority
        | R::OwnAddress
        | R::AuthorityRevoked
        | R::AuthorityEnded
        | R::PaperNeeded
        | R::NothingAuthorised
        | R::AssistantNeeded
        | R::AuthoritiesFull
        | R::GatheringOver
        | R::GatheringFull
        | R::NoSeat
        | R::MailNeeded
        | R::GatheringAhead
        | R::NoQuiz
        | R::NoSuchDepartment
        | R::OwnMatter
        | R::NotPublic
        | R::RatedBefore
        | R::ContactNeeded
        | R::NotInForce
        | R::FileName
        | R::Digest
        | R::NoSuchUpload
        | R::NotKept
        | R::UploadSettled
        | R::SamePerson
        | R::WebhookAddress
        | R::LinkUsed
        | R::LinkExpired
        | R::LinkSuperseded
        | R::LinkLocked => return None,
    })
}

fn differs(due: facts::Money, left: facts::Money) -> Text {
    if due == left {
        return Text::new(
            format!("应付 {}", due.words()),
            format!("CNY {} are to be paid", due.grouped()),
        );
    }
    Text::new(
        format!("本期应付 {}，尚余 {} 未付", due.words(), left.words()),
        format!(
            "CNY {} are to be paid now, CNY {} are left in all",
            due.grouped(),
            left.grouped()
        ),
    )
}

fn wrong_state(wrong: &WrongState) -> Text {
    Text::new(
        format!("办件处于“{}”，不能{}", wrong.state.zh, wrong.tried.zh),
        format!(
            "the case is `{}`, so one cannot {}",
            wrong.state.en, wrong.tried.en
        ),
    )
}

fn left(places: Option<u64>, money: Option<facts::Money>) -> Text {
    let places = places.map(|left| {
        (
            format!("剩余名额 {left} 个"),
            format!("places left: {left}"),
        )
    });
    let money = money.map(|left| {
        (
            format!("剩余预算 {}", left.words()),
            format!("budget left: CNY {}", left.grouped()),
        )
    });
    let (zh, en): (Vec<String>, Vec<String>) = places.into_iter().chain(money).unzip();
    Text::new(zh.join("，"), en.join(", "))
}

pub(super) fn with(zh: &str, en: &str, value: impl Display) -> Text {
    let value = value.to_string();
    Text::new(zh.replace("{}", &value), en.replace("{}", &value))
}

fn on(zh: &str, en: &str, day: facts::Day) -> Text {
    Text::new(format!("{zh}{}", day.words()), format!("{en} {day}"))
}

fn opening((from, to): &(facts::Day, facts::Day)) -> Text {
    Text::new(
        format!("下一申报期为{}至{}", from.words(), to.words()),
        format!("the next opening runs from {from} to {to}"),
    )
}

fn listed(names: &[String]) -> Text {
    Text::new(names.join("、"), names.join(", "))
}

pub(super) fn joined(texts: &[Text]) -> Text {
    let zh: Vec<&str> = texts.iter().map(|text| text.zh.as_str()).collect();
    let en: Vec<&str> = texts.iter().map(|text| text.en.as_str()).collect();
    Text::new(zh.join("；"), en.join("; "))
}
