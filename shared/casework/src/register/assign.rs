//! Which department gets a case, and whom of it is told (M22, M32, M39).

use facts::{Day, DepartmentId, ItemId, JurisdictionId};

use super::{Department, Register, Route, Rung};
use crate::Text;
use crate::case::{ApplicantKind, Fallback};

/// How often a case may be declined before the counter takes it.
pub const DECLINES_MAX: usize = 2;

/// What the choice depends on, and nothing else; a dry run asks with the same.
#[derive(Debug, Clone, Copy)]
pub struct Question<'a> {
    /// The item, if it is about one.
    pub item: Option<&'a ItemId>,
    /// The department that leads it.
    pub lead: Option<&'a DepartmentId>,
    /// Where the applicant operates.
    pub jurisdiction: Option<&'a JurisdictionId>,
    /// What kind of applicant it is.
    pub applicant: Option<ApplicantKind>,
    /// Who declined it before.
    pub declined_by: &'a [DepartmentId],
    /// The day.
    pub day: Day,
}

/// Where a case goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Routed {
    /// To a department.
    Department {
        /// Which.
        department: DepartmentId,
        /// Its name on that day.
        name: Text,
        /// Whom to tell.
        rung: Rung,
        /// The rule that chose it, in words.
        rule: Text,
    },
    /// To the counter.
    Counter {
        /// Why.
        why: Fallback,
    },
}

/// Chooses: the most particular line of the table that matches, then the department that leads the item, and never one that declined.
#[must_use]
pub fn assign(register: &Register, question: &Question<'_>) -> Routed {
    if question.declined_by.len() >= DECLINES_MAX {
        return Routed::Counter {
            why: Fallback::PingPong,
        };
    }
    let mut lines: Vec<&Route> = register
        .routes
        .iter()
        .filter(|route| matches(route, question))
        .collect();
    // stable: among equals the earlier line wins
    lines.sort_by_key(|route| std::cmp::Reverse(particulars(route)));
    let by_table = lines
        .into_iter()
        .map(|route| (&route.department, by_line(route)));
    let by_lead = question.lead.map(|lead| {
        let rule = Text::new("事项牵头部门", "the department that leads the item");
        (lead, rule)
    });
    by_table
        .chain(by_lead)
        .find_map(|(id, rule)| {
            takes(register, id, question).map(|department| to(department, rule, question.day))
        })
        .unwrap_or(Routed::Counter {
            why: Fallback::NoRule,
        })
}

/// The answer that names `department`.
pub(crate) fn to(department: &Department, rule: Text, day: Day) -> Routed {
    Routed::Department {
        department: department.id.clone(),
        name: department.name_on(day).clone(),
        rung: department.first_rung(day),
        rule,
    }
}

fn takes<'a>(
    register: &'a Register,
    id: &DepartmentId,
    question: &Question<'_>,
) -> Option<&'a Department> {
    let department = register.department(id)?;
    let competent = department.jurisdiction.is_none()
        || department.jurisdiction.as_ref() == question.jurisdiction;
    (competent && !question.declined_by.contains(id)).then_some(department)
}

fn matches(route: &Route, question: &Question<'_>) -> bool {
    let in_force = route.from <= question.day && route.to.is_none_or(|to| question.day <= to);
    in_force
        && route
            .item
            .as_ref()
            .is_none_or(|item| Some(item) == question.item)
        && route
            .lead
            .as_ref()
            .is_none_or(|lead| Some(lead) == question.lead)
        && route
            .jurisdiction
            .as_ref()
            .is_none_or(|place| Some(place) == question.jurisdiction)
        && route
            .applicant
            .is_none_or(|kind| Some(kind) == question.applicant)
}

/// How much a line names: the more, the more particular.
fn particulars(route: &Route) -> usize {
    let named = [
        route.item.is_some(),
        route.lead.is_some(),
        route.jurisdiction.is_some(),
        route.applicant.is_some(),
    ];
    named.into_iter().filter(|named| *named).count()
}

/// A line in words.
fn by_line(route: &Route) -> Text {
    let mut zh = Vec::new();
    let mut en = Vec::new();
    if let Some(item) = &route.item {
        zh.push(format!("事项 {item}"));
        en.push(format!("item {item}"));
    }
    if let Some(lead) = &route.lead {
        zh.push(format!("牵头部门 {lead}"));
        en.push(format!("lead {lead}"));
    }
    if let Some(jurisdiction) = &route.jurisdiction {
        zh.push(format!("管辖区 {jurisdiction}"));
        en.push(format!("jurisdiction {jurisdiction}"));
    }
    if let Some(kind) = route.applicant {
        let kind = kind.title();
        zh.push(format!("申请主体 {}", kind.zh));
        en.push(format!("applicant {}", kind.en));
    }
    Text::new(
        format!("分办规则：{} → {}", zh.join("、"), route.department),
        format!("routing line: {} → {}", en.join(", "), route.department),
    )
}
