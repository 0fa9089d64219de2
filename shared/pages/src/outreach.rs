//! Reaching enterprises: what departments see of it, what an enterprise is asked and told (M24, M27, M28, M76, M78).

use askama::Template;
use contract::fault::Fault;
use contract::outreach::{
    AlertView, DigestView, FunnelView, GroupView, InvitationView, MatchPage, ReachView, RunView,
    SubscriptionView,
};
use contract::policy::ItemEntry;

use crate::chrome::Chrome;
use crate::render::page;
use crate::say;
use crate::values::{Named, Values};

/// `GET /outreach`: items of the department and its runs. Form `POST /runs`: `item`, `answer_days`, `idempotency_key`.
#[derive(Debug, Template)]
#[template(path = "outreach/home.html")]
pub struct OutreachPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Items this reader may ask about, those without application first.
    pub items: &'a [ItemEntry],
    /// Ids of the items that pass the admission tests of a run.
    pub admitted: &'a [String],
    /// Whether this reader may start a run.
    pub may_start: bool,
    /// Runs, the latest first.
    pub runs: &'a [RunView],
    /// Names of departments.
    pub departments: &'a [Named],
    /// A fresh random key.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults.
    pub faults: &'a [Fault],
}

/// `GET /outreach/{item}`: figures as bars with the table beside them, and enterprises.
#[derive(Debug, Template)]
#[template(path = "outreach/item.html")]
pub struct ReachPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Figures.
    pub reach: &'a ReachView,
    /// Enterprises; none for who may read figures only.
    pub matches: Option<&'a MatchPage>,
    /// Which list is shown: `eligible`, `undetermined` or `due`.
    pub list: &'a str,
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
}

/// `GET /runs/{run}`: a run and its list.
#[derive(Debug, Template)]
#[template(path = "outreach/run.html")]
pub struct RunPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The run.
    pub run: &'a RunView,
    /// Its list.
    pub invitations: &'a [InvitationView],
    /// Address of the next page, if there is one.
    pub next: Option<&'a str>,
    /// Names of departments.
    pub departments: &'a [Named],
}

/// `GET /invitations/{run}`: confirm (`bank`, `account`, `agree`) or decline (`reason`), each with `idempotency_key`.
#[derive(Debug, Template)]
#[template(path = "outreach/invitation.html")]
pub struct InvitationPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The invitation.
    pub invitation: &'a InvitationView,
    /// A fresh random key; the forms add a suffix of their own.
    pub idempotency_key: &'a str,
    /// What was filled in.
    pub values: &'a Values,
    /// Faults; pointers `/bank`, `/account`, `/agree`, `/reason`.
    pub faults: &'a [Fault],
}

/// `GET /alerts`: invitations, digests, and the settings: `active`, `causes`, `lead_days`, `mail`, `version`.
#[derive(Debug, Template)]
#[template(path = "outreach/alerts.html")]
pub struct AlertsPage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// The subscription.
    pub subscription: &'a SubscriptionView,
    /// Invitations, the latest first.
    pub invitations: &'a [InvitationView],
    /// Digests, the latest first.
    pub digests: &'a [DigestView],
    /// Address of the next page of digests, if there is one.
    pub next: Option<&'a str>,
    /// Whether the settings were just saved.
    pub saved: bool,
    /// Faults; pointers `/mail`, `/lead_days`, `/causes`.
    pub faults: &'a [Fault],
}

/// `GET /unsubscribe/{enterprise}/{mark}`, and what is said after its `POST`.
#[derive(Debug, Template)]
#[template(path = "outreach/unsubscribe.html")]
pub struct UnsubscribePage<'a> {
    /// Frame.
    pub chrome: Chrome<'a>,
    /// Whether it is done.
    pub done: bool,
}

/// One step from matched to got.
#[derive(Debug)]
struct Bar {
    label: &'static str,
    count: Option<u64>,
    /// Of 1000.
    width: u64,
}

/// Names of the steps, in their order.
pub(crate) const STEPS: [&str; 5] = ["符合条件", "已告知", "已查看", "已申请", "已享受"];

fn counts(funnel: &FunnelView) -> [Option<u64>; 5] {
    [
        funnel.matched,
        funnel.told,
        funnel.opened,
        funnel.applied,
        funnel.got,
    ]
}

impl ReachPage<'_> {
    /// The names of the steps.
    const fn steps() -> [&'static str; 5] {
        STEPS
    }

    fn bars(&self) -> Vec<Bar> {
        let counts = counts(&self.reach.all);
        let most = counts.iter().flatten().max().copied().unwrap_or_default();
        STEPS
            .into_iter()
            .zip(counts)
            .map(|(label, count)| Bar {
                label,
                count,
                width: count.unwrap_or_default().saturating_mul(1000) / most.max(1),
            })
            .collect()
    }
}

/// A count in a table, or that it is not shown.
#[expect(
    clippy::ref_option,
    reason = "templates hand a field over as it is declared"
)]
pub(crate) fn count(count: &Option<u64>) -> String {
    count.map_or_else(|| "不公开".to_owned(), |count| count.to_string())
}

/// The steps of a group, each with its count.
pub(crate) fn row(funnel: &FunnelView) -> Vec<(&'static str, String)> {
    let counts = counts(funnel).map(|one| count(&one));
    STEPS.into_iter().zip(counts).collect()
}

/// A line of a table of groups.
#[derive(Debug)]
pub(crate) struct Line {
    /// Whose counts they are.
    pub(crate) name: String,
    /// Each with its step; none where they are not shown.
    pub(crate) counts: Vec<(&'static str, String)>,
}

/// The groups that are shown, and last, in one line, those that are not. Being told or not decides by itself who of a channel was told and
/// opened it, so there is nothing to tell of that.
pub(crate) fn lines(group: &GroupView) -> Vec<Line> {
    let hidden = |funnel: &FunnelView| counts(funnel).iter().all(Option::is_none);
    let groups = group.groups.iter();
    let names = groups
        .clone()
        .filter(|one| hidden(&one.counts))
        .map(|one| one.name.zh.as_str());
    let names: Vec<&str> = names.collect();
    let by_channel = group.by == "channel";
    let shown = groups.filter(|one| !hidden(&one.counts)).map(|one| {
        let mut counts = row(&one.counts);
        let decided = counts.iter_mut().skip(1).take(2);
        decided
            .filter(|_| by_channel)
            .for_each(|(_, count)| "—".clone_into(count));
        Line {
            name: one.name.zh.clone(),
            counts,
        }
    });
    let whole = group.groups.is_empty();
    let rest = (whole || !names.is_empty()).then(|| Line {
        name: if whole {
            "各组".to_owned()
        } else {
            names.join("、")
        },
        counts: Vec::new(),
    });
    shown.chain(rest).collect()
}

/// What an alert is called.
pub(crate) fn cause(cause: &str) -> &str {
    match cause {
        "new" => "新增",
        "changed" => "内容有变化",
        "closing_soon" => "即将截止",
        "expired" => "已到期或已停止",
        other => other,
    }
}

/// Where an invitation stands.
pub(crate) fn state(state: &str) -> &str {
    match state {
        "awaited" => "待确认",
        "confirmed" => "已确认",
        "declined" => "不享受",
        "unanswered" => "逾期未答复",
        other => other,
    }
}

/// Which colour it has; never the only sign of it.
pub(crate) fn tone(state: &str) -> &'static str {
    match state {
        "confirmed" => "good",
        "awaited" => "wait",
        "unanswered" => "stop",
        _ => "done",
    }
}

impl AlertsPage<'_> {
    fn wants(&self, cause: &str) -> bool {
        self.subscription
            .wishes
            .causes
            .iter()
            .any(|one| one == cause)
    }

    /// An item that left the list has no page any more.
    fn linked(alert: &AlertView) -> bool {
        alert.cause != "expired"
    }
}

page!(OutreachPage<'_>);
page!(ReachPage<'_>);
page!(RunPage<'_>);
page!(InvitationPage<'_>);
page!(AlertsPage<'_>);
page!(UnsubscribePage<'_>);
