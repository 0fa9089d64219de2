//! Bodies of the register.

use serde_json::Value;

use super::{NAME, Read, credit_code, day, department, element, jurisdiction, text_pair, word};
use crate::body::{FromBody, Reader};
use crate::fault::Fault;
use crate::register::{
    CalendarBody, CalendarDay, CreateApiKey, DepartmentBody, JurisdictionBody, Post,
};

/// Most days a calendar names.
const CALENDAR_DAYS_MAX: usize = 200;

impl FromBody for DepartmentBody {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let name = text_pair(reader, "name", NAME);
        let leader = needed_post(reader, "leader");
        let section = needed_post(reader, "section");
        reader.needed("liaisons");
        let liaisons = reader.list("liaisons", 10, |value, pointer, faults| {
            element(value, pointer, faults, post)
        });
        let channel = reader.parsed("channel", channel);
        let webhook = reader.text_if("webhook", 2_000);
        let phone = reader.text("phone", 40);
        let jurisdiction = reader.parsed_if("jurisdiction", jurisdiction);
        let illustrative = reader.flag("illustrative");
        Some(Self {
            name: name?,
            leader: leader?,
            section: section?,
            liaisons,
            channel: channel?,
            webhook,
            phone: phone?,
            jurisdiction: jurisdiction.map(|id| id.to_string()),
            illustrative: illustrative?,
        })
    }
}

fn channel(text: &str) -> Read<String> {
    if ["email", "webhook", "both"].contains(&text) {
        Ok(text.to_owned())
    } else {
        Err((
            "渠道应为 email、webhook 或 both".to_owned(),
            "a channel is `email`, `webhook` or `both`".to_owned(),
        ))
    }
}

fn needed_post(reader: &mut Reader<'_>, field: &'static str) -> Option<Post> {
    reader.needed(field)?;
    reader.nested(field, post)
}

fn post(reader: &mut Reader<'_>) -> Option<Post> {
    let title = reader.text("title", NAME);
    let email = reader.text("email", NAME);
    let absent = reader.list("absent", 400, |value, pointer, faults| {
        let text = word(value, pointer.clone(), faults)?;
        match day(&text) {
            Ok(day) => Some(day.to_string()),
            Err((zh, en)) => {
                faults.push(Fault::new(pointer, "invalid_value", zh, en));
                None
            }
        }
    });
    Some(Post {
        title: title?,
        email: email?,
        absent,
    })
}

impl FromBody for JurisdictionBody {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let name = text_pair(reader, "name", NAME);
        let divisions = reader.list("divisions", 200, place);
        let townships = reader.list("townships", 1_000, place);
        let except = reader.list("except", 1_000, place);
        let source = reader.text("source", 500);
        let illustrative = reader.flag("illustrative");
        Some(Self {
            name: name?,
            divisions,
            townships,
            except,
            source: source?,
            illustrative: illustrative?,
        })
    }
}

fn place(value: &Value, pointer: String, faults: &mut Vec<Fault>) -> Option<String> {
    let text = word(value, pointer.clone(), faults)?;
    match facts::Division::parse(&text) {
        Ok(place) => Some(place.to_string()),
        Err(error) => {
            faults.push(Fault::new(
                pointer,
                "invalid_value",
                "应为六位县级代码，如 420204，或带乡镇名，如 420281/汪仁镇",
                error.to_string(),
            ));
            None
        }
    }
}

impl FromBody for CalendarBody {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let status = reader.parsed("status", |text| {
            if ["official", "provisional"].contains(&text) {
                Ok(text.to_owned())
            } else {
                Err((
                    "状态应为 official（正式）或 provisional（暂定）".to_owned(),
                    "a status is `official` or `provisional`".to_owned(),
                ))
            }
        });
        let source = reader.text("source", 500);
        let days = reader.list("days", CALENDAR_DAYS_MAX, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                let named = reader.parsed("day", day);
                let name = reader.text("name", NAME);
                let off = reader.flag("off");
                Some(CalendarDay {
                    day: named?.to_string(),
                    name: name?,
                    off: off?,
                })
            })
        });
        Some(Self {
            status: status?,
            source: source?,
            days,
        })
    }
}

impl FromBody for CreateApiKey {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let label = reader.text("label", NAME);
        reader.needed("roles");
        let roles = reader.list("roles", 20, word);
        let department = reader.parsed_if("department", department);
        let enterprise = reader.parsed_if("enterprise", credit_code);
        Some(Self {
            label: label?,
            roles,
            department: department.map(|id| id.to_string()),
            enterprise: enterprise.map(|code| code.to_string()),
        })
    }
}
