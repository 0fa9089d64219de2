//! Departments, jurisdictions and calendars.

use std::collections::{BTreeMap, BTreeSet};

use casework::register::{Channel, DatedName, Department, Post};
use facts::{
    Calendar, CalendarYear, Day, DepartmentId, Division, Jurisdiction, JurisdictionId, NamedDay,
    Status,
};

use crate::fault::{Fault, Malformed};
use crate::register::{
    self, CalendarBody, CalendarDay, CalendarView, DepartmentBody, JurisdictionBody,
};
use crate::text::Text;

/// The year a body describes; every day must lie in it, and be named once.
///
/// # Errors
/// [`Malformed`] with every day that does not fit.
pub fn calendar_year(year: i16, body: &CalendarBody) -> Result<CalendarYear, Malformed> {
    let mut faults = Vec::new();
    let mut days = BTreeMap::new();
    for (place, named) in body.days.iter().enumerate() {
        let Ok(day) = Day::parse(&named.day) else {
            continue;
        };
        if day.year() != year || days.contains_key(&day) {
            faults.push(Fault::new(
                format!("/days/{place}/day"),
                "invalid_value",
                format!("日期应在 {year} 年内且不重复"),
                format!("the day must lie in {year} and be named once"),
            ));
            continue;
        }
        let named = NamedDay {
            name: named.name.clone(),
            off: named.off,
        };
        days.insert(day, named);
    }
    if !faults.is_empty() {
        return Err(Malformed::of(faults));
    }
    Ok(CalendarYear {
        year,
        status: if body.status == "official" {
            Status::Official
        } else {
            Status::Provisional
        },
        source: body.source.clone(),
        days,
    })
}

/// The body of a year.
#[must_use]
pub fn calendar_body(year: &CalendarYear) -> CalendarBody {
    CalendarBody {
        status: match year.status {
            Status::Official => "official",
            Status::Provisional => "provisional",
        }
        .to_owned(),
        source: year.source.clone(),
        days: year
            .days
            .iter()
            .map(|(day, named)| CalendarDay {
                day: day.to_string(),
                name: named.name.clone(),
                off: named.off,
            })
            .collect(),
    }
}

/// A year as read back.
#[must_use]
pub fn calendar_view(year: &CalendarYear, version: u64) -> CalendarView {
    let calendar: Calendar = std::iter::once(year.clone()).collect();
    CalendarView {
        year: u16::try_from(year.year).unwrap_or_default(),
        version,
        working_days: calendar.working_days_in(year.year),
        body: calendar_body(year),
    }
}

/// The ground a body describes.
#[must_use]
pub fn jurisdiction(id: JurisdictionId, body: &JurisdictionBody) -> Jurisdiction {
    let places = |texts: &[String]| -> BTreeSet<Division> {
        texts
            .iter()
            .filter_map(|text| Division::parse(text).ok())
            .collect()
    };
    Jurisdiction {
        id,
        name: body.name.zh.clone(),
        counties: body.divisions.iter().cloned().collect(),
        townships: places(&body.townships),
        except: places(&body.except),
    }
}

/// What the register says of a jurisdiction, of the text of its id; none where that is no id.
#[must_use]
pub fn named_jurisdiction(id: &str, body: &JurisdictionBody) -> Option<Jurisdiction> {
    let id = JurisdictionId::parse(id).ok()?;
    Some(jurisdiction(id, body))
}

/// The body of a jurisdiction, with what the ground itself does not say.
#[must_use]
pub fn jurisdiction_body(
    ground: &Jurisdiction,
    name: &Text,
    source: &str,
    illustrative: bool,
) -> JurisdictionBody {
    let texts = |places: &BTreeSet<Division>| places.iter().map(ToString::to_string).collect();
    JurisdictionBody {
        name: name.clone(),
        divisions: ground.counties.iter().cloned().collect(),
        townships: texts(&ground.townships),
        except: texts(&ground.except),
        source: source.to_owned(),
        illustrative,
    }
}

fn post(body: &register::Post) -> Post {
    Post {
        title: body.title.clone(),
        email: body.email.clone(),
        absent: body
            .absent
            .iter()
            .filter_map(|day| Day::parse(day).ok())
            .collect(),
    }
}

/// The department a body describes, a version on from `before`; a new name is dated from `today`.
#[must_use]
pub fn department(
    id: DepartmentId,
    body: &DepartmentBody,
    before: Option<&Department>,
    today: Day,
) -> Department {
    let url = body.webhook.clone().unwrap_or_default();
    let jurisdiction = body.jurisdiction.as_deref().map(JurisdictionId::parse);
    Department {
        id,
        version: before.map_or(0, |before| before.version).saturating_add(1),
        name: body.name.clone().into(),
        names: names(body, before, today),
        leader: post(&body.leader),
        section: post(&body.section),
        liaisons: body.liaisons.iter().map(post).collect(),
        channel: match body.channel.as_str() {
            "webhook" => Channel::Webhook { url },
            "both" => Channel::Both { url },
            _ => Channel::Email,
        },
        phone: body.phone.clone(),
        jurisdiction: jurisdiction.and_then(Result::ok),
        illustrative: body.illustrative,
    }
}

/// The names it had and has, each from its day; empty while it never changed.
fn names(body: &DepartmentBody, before: Option<&Department>, today: Day) -> Vec<DatedName> {
    let name: facts::Text = body.name.clone().into();
    let Some(before) = before else {
        return Vec::new();
    };
    let mut names = before.names.clone();
    if before.name == name {
        return names;
    }
    if names.is_empty() {
        names.push(DatedName {
            from: Day::MIN,
            name: before.name.clone(),
        });
    }
    names.retain(|dated| dated.from < today);
    names.push(DatedName { from: today, name });
    names
}

/// A department as read back; `full` also shows mail addresses and the webhook.
#[must_use]
pub fn department_view(
    department: &Department,
    today: Day,
    full: bool,
) -> register::DepartmentView {
    let post = |post: &Post| register::Post {
        title: post.title.clone(),
        email: if full {
            post.email.clone()
        } else {
            String::new()
        },
        absent: if full {
            post.absent.iter().map(ToString::to_string).collect()
        } else {
            Vec::new()
        },
    };
    let (channel, webhook) = match &department.channel {
        Channel::Email => ("email", None),
        Channel::Webhook { url } => ("webhook", Some(url)),
        Channel::Both { url } => ("both", Some(url)),
    };
    register::DepartmentView {
        department: department.id.to_string(),
        version: department.version,
        body: DepartmentBody {
            name: department.name_on(today).clone().into(),
            leader: post(&department.leader),
            section: post(&department.section),
            liaisons: department.liaisons.iter().map(post).collect(),
            channel: channel.to_owned(),
            webhook: webhook.filter(|_| full).cloned(),
            phone: department.phone.clone(),
            jurisdiction: department.jurisdiction.as_ref().map(ToString::to_string),
            illustrative: department.illustrative,
        },
        webhook_secret: None,
    }
}
