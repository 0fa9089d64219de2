//! Daily lists: every open case with holder and risk (M86), what is to be followed up (M37), what was approved and not paid (M101).

use adapters::http::{Answer, Door, Problem, Query};
use adapters::table::{CaseHead, Page};
use casework::access::{Operation, Reach, Role};
use casework::case::{Kind, Viewer};
use casework::due::Card;
use contract::convert::supervision as convert;
use contract::page::Page as Listed;
use contract::supervision::OpenCase;
use facts::{Calendar, Day, DepartmentId, Instant};

/// Most pages one request looks through to fill one page of what was asked for.
const PAGES_MAX: usize = 20;

/// What a list is narrowed to; what is not given matches any.
#[derive(Debug, Clone, Default)]
pub(crate) struct Filter {
    pub(crate) department: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) kind: Option<String>,
    pub(crate) card: Option<String>,
}

impl Filter {
    pub(crate) fn read(query: &mut Query) -> Self {
        Self {
            department: query.text("department"),
            state: query.text("state"),
            kind: query.text("kind"),
            card: query.parsed("card", card),
        }
    }

    fn takes(&self, case: &OpenCase) -> bool {
        let fits = |asked: &Option<String>, is: Option<&str>| {
            asked.as_deref().is_none_or(|asked| is == Some(asked))
        };
        fits(&self.department, case.department.as_deref())
            && fits(&self.state, Some(&case.entry.state))
            && fits(&self.kind, Some(&case.entry.kind))
            && fits(&self.card, case.card.as_deref())
    }
}

fn card(text: &str) -> Result<String, (String, String)> {
    let known = [Card::Yellow, Card::Red].map(Card::word);
    if known.contains(&text) {
        Ok(text.to_owned())
    } else {
        Err((
            "应为 yellow（黄牌）或 red（红牌）".to_owned(),
            "must be `yellow` or `red`".to_owned(),
        ))
    }
}

/// Which list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    Cases,
    FollowUps,
    Commitments,
}

impl List {
    pub(crate) const fn operation(self) -> Operation {
        match self {
            Self::Cases => Operation::ListOpenCases,
            Self::FollowUps => Operation::ListFollowUps,
            Self::Commitments => Operation::ListCommitments,
        }
    }

    /// Whether this case stands in the list.
    const fn takes(self, case: &OpenCase) -> bool {
        match self {
            Self::Cases | Self::Commitments => true,
            Self::FollowUps => case.follow_up.is_some(),
        }
    }

    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Cases => "open_cases",
            Self::FollowUps => "follow_ups",
            Self::Commitments => "commitments",
        }
    }
}

/// A page of a list: as many as asked for, unless looking for them would take too long; then the next page goes on.
pub(crate) async fn page(
    door: &Door,
    list: List,
    filter: &Filter,
    (start, limit): (Option<String>, usize),
) -> Answer<Page<OpenCase>> {
    let catalogue = door.outside.catalogue().current().await?;
    let today = Instant::from(door.now).day();
    let (mut entries, mut next) = (Vec::new(), start);
    for _ in 0..PAGES_MAX {
        // never more than are still missing, so that a page ends where the table's page ends
        let missing = limit.saturating_sub(entries.len());
        let found = heads(door, list, filter, (next.as_deref(), missing)).await?;
        let views = found.entries.iter();
        let views = views.map(|head| view(head, &catalogue.calendar, today));
        entries.extend(views.filter(|case| list.takes(case) && filter.takes(case)));
        next = found.next;
        if next.is_none() || entries.len() >= limit {
            break;
        }
    }
    Ok(Page { entries, next })
}

async fn heads(
    door: &Door,
    list: List,
    filter: &Filter,
    (start, limit): (Option<&str>, usize),
) -> Answer<Page<CaseHead>> {
    let table = door.outside.table();
    let department = filter.department.as_deref();
    let department = department.and_then(|id| DepartmentId::parse(id).ok());
    if filter.kind.as_deref() == Some(Kind::Complaint.word()) && list != List::Commitments {
        // never the window, which a complaint may be about (M84)
        let actor = door.actor(list.operation())?;
        return if matches!(actor.role, Role::Coordinator | Role::Auditor) {
            Ok(table.open_complaints(start, limit).await?)
        } else {
            Err(Problem::forbidden())
        };
    }
    Ok(match (list, department) {
        (List::Cases | List::FollowUps, Some(department)) => {
            table.tasks_of_department(&department, start, limit).await?
        }
        (List::Cases | List::FollowUps, None) => table.open_cases(start, limit).await?,
        (List::Commitments, _) => table.tasks_of_finance(start, limit).await?,
    })
}

fn view(head: &CaseHead, calendar: &Calendar, today: Day) -> OpenCase {
    let card = head.due.filter(|_| head.runs);
    let card = card.and_then(|due| Card::on(due, calendar, today));
    OpenCase {
        entry: head.entry(Viewer::Staff, today),
        department: head.department.as_ref().map(ToString::to_string),
        card: card.map(|card| card.word().to_owned()),
        since: head.since.map(|since| since.to_string()),
        approved: head.approved.map(|amount| amount.to_string()),
        left: head.owing.left.map(|amount| amount.to_string()),
        pays_on: head.owing.pays_on.map(|day| day.to_string()),
        checked_on: head.owing.checked_on.map(|day| day.to_string()),
        refund: head.owing.refund.map(|amount| amount.to_string()),
        owed: head.owing.owed.map(|amount| amount.to_string()),
        owed_until: head.owing.owed_until.map(|day| day.to_string()),
        follow_up: head
            .follow_up
            .as_ref()
            .filter(|one| one.from <= today)
            .map(convert::follow_up),
    }
}

/// What the caller asks for, no wider than the caller may look: a department reads its own.
pub(crate) fn narrowed(door: &Door, list: List, query: &mut Query) -> Answer<Filter> {
    let reach = door.allow(list.operation())?;
    let mut filter = Filter::read(query);
    match reach {
        Reach::Any => {}
        Reach::Own | Reach::Department | Reach::Part | Reach::Concerned => {
            let own = door.actor(list.operation())?.department;
            let own = own.ok_or_else(Problem::forbidden)?;
            filter.department = Some(own.to_string());
        }
    }
    Ok(filter)
}

async fn answer(door: Door, mut query: Query, list: List) -> Answer {
    let (limit, filter) = (query.limit(), narrowed(&door, list, &mut query)?);
    let start = door.start(list.name(), &mut query)?;
    query.finish()?;
    let found = page(&door, list, &filter, (start, limit)).await?;
    door.listed(list.name(), found.entries, found.next.as_deref())
}

/// 在办件总览 · Every open case with its holder and risk, what falls due first at the front (M86).
#[utoipa::path(get, path = "/v1/supervision/cases", operation_id = "list_open_cases", tag = "supervision",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("department" = Option<String>, Query, description = "Department that holds it"), ("state" = Option<String>, Query, description = "State word"),
        ("kind" = Option<String>, Query, description = "Kind of case; `complaint`, for coordinator and auditor, lists what no other list shows"), ("card" = Option<String>, Query, description = "`yellow` or `red`")),
    responses((status = 200, description = "A page of open cases", body = Listed<OpenCase>)))]
pub(crate) async fn cases(door: Door, query: Query) -> Answer {
    answer(door, query, List::Cases).await
}

/// 未跟踪到位清单 · Cases in which somebody should have acted and did not: not handed on, not taken up, past their promised day, decided
/// and not told, not paid (M37). A department reads its own.
#[utoipa::path(get, path = "/v1/supervision/follow-ups", operation_id = "list_follow_ups", tag = "supervision",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("department" = Option<String>, Query, description = "Department that holds it"), ("state" = Option<String>, Query, description = "State word"),
        ("kind" = Option<String>, Query, description = "Kind of case; `complaint`, for coordinator and auditor, lists what no other list shows"), ("card" = Option<String>, Query, description = "`yellow` or `red`")),
    responses((status = 200, description = "A page of cases", body = Listed<OpenCase>)))]
pub(crate) async fn follow_ups(door: Door, query: Query) -> Answer {
    answer(door, query, List::FollowUps).await
}

/// 未兑现承诺清单 · What was approved, is past publicity and is not paid (M101).
#[utoipa::path(get, path = "/v1/supervision/commitments", operation_id = "list_commitments", tag = "supervision",
    params(("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent"),
        ("department" = Option<String>, Query, description = "Department that decided"), ("state" = Option<String>, Query, description = "State word"),
        ("kind" = Option<String>, Query, description = "Kind of case; `complaint`, for coordinator and auditor, lists what no other list shows"), ("card" = Option<String>, Query, description = "`yellow` or `red`")),
    responses((status = 200, description = "A page of cases", body = Listed<OpenCase>)))]
pub(crate) async fn commitments(door: Door, query: Query) -> Answer {
    answer(door, query, List::Commitments).await
}
