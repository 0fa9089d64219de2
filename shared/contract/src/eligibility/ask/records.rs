//! Reading a list of records: persons hired, sums received, exhibitions. Each is an object with the fields declared for the list.

use calculator::{Declaration, Facts, Profile};
use serde_json::Value;

use super::known_of;
use crate::body::wrong_type;
use crate::fault::Fault;

/// Most records of one list.
const RECORDS_MAX: usize = 500;

/// Every record; none if one is wrong.
pub(super) fn read(
    list: &Declaration,
    facts: &Facts,
    (value, at): (&Value, &str),
    faults: &mut Vec<Fault>,
) -> Option<Vec<Profile>> {
    let Some(records) = value.as_array().filter(|list| list.len() <= RECORDS_MAX) else {
        faults.push(wrong_type(
            at,
            &format!("不超过 {RECORDS_MAX} 条的记录清单，没有则填空列表"),
            &format!("a list of at most {RECORDS_MAX} records, empty if there are none"),
        ));
        return None;
    };
    let before = faults.len();
    let read: Vec<Profile> = records
        .iter()
        .enumerate()
        .map(|(place, value)| record(list, facts, (value, &format!("{at}/{place}")), faults))
        .collect();
    (faults.len() == before).then_some(read)
}

fn record(
    list: &Declaration,
    facts: &Facts,
    (value, at): (&Value, &str),
    faults: &mut Vec<Fault>,
) -> Profile {
    let Some(given) = value.as_object() else {
        faults.push(wrong_type(
            at,
            "对象，每个栏目一个字段",
            "an object with a value for each field",
        ));
        return Profile::new();
    };
    let fields: Vec<&Declaration> = facts.fields(&list.id).collect();
    given.iter().fold(Profile::new(), |record, (id, value)| {
        let at = format!("{at}/{}", id.replace('~', "~0").replace('/', "~1"));
        let Some(field) = fields.iter().find(|field| field.id.as_str() == id) else {
            let known: Vec<&str> = fields.iter().map(|field| field.id.as_str()).collect();
            let known = known.join(", ");
            faults.push(Fault::new(
                at,
                "unknown_fact",
                format!("清单 `{}` 没有栏目 `{id}`，可用栏目：{known}", list.id),
                format!(
                    "the list `{}` has no field `{id}`; its fields are {known}",
                    list.id
                ),
            ));
            return record;
        };
        if value.is_null() {
            return record;
        }
        match known_of(field, value, &at, faults) {
            Some(known) => record.with(field.id.clone(), known),
            None => record,
        }
    })
}
