//! What is told in several places of a rule document.

use facts::Day;
use serde_json::Value;

use super::DEPTH_MAX;
use crate::body::Reader;
use crate::fault::Fault;

/// First and last year a rule may speak of.
const YEARS: std::ops::RangeInclusive<i16> = 1900..=2199;

/// A day a rule may speak of.
pub(super) fn day(text: &str) -> Result<Day, (String, String)> {
    let day = crate::read::day(text)?;
    if YEARS.contains(&day.year()) {
        return Ok(day);
    }
    Err((
        format!("年份应在 {} 至 {} 之间", YEARS.start(), YEARS.end()),
        format!("a year lies from {} to {}", YEARS.start(), YEARS.end()),
    ))
}

/// Places where `null` is written: a rule leaves out what there is none of, so that nothing is said twice.
pub(super) fn nulls(value: &Value, pointer: &str, faults: &mut Vec<Fault>) {
    match value {
        Value::Null => faults.push(Fault::new(
            pointer,
            "null_written",
            "不要写 null；没有的内容不写这一项",
            "do not write `null`; leave the field out",
        )),
        Value::Array(list) => {
            for (place, value) in list.iter().enumerate() {
                nulls(value, &format!("{pointer}/{place}"), faults);
            }
        }
        Value::Object(fields) => {
            for (field, value) in fields {
                let field = field.replace('~', "~0").replace('/', "~1");
                nulls(value, &format!("{pointer}/{field}"), faults);
            }
        }
        Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}

/// Nested too deep.
pub(super) fn too_deep(pointer: String) -> Fault {
    Fault::new(
        pointer,
        "too_deep",
        format!("嵌套超过 {DEPTH_MAX} 层，请拆分"),
        format!("nested deeper than {DEPTH_MAX}; split it"),
    )
}

/// What a list says, if it says anything.
pub(super) fn filled<T>(
    reader: &mut Reader<'_>,
    field: &'static str,
    read: Vec<T>,
) -> Option<Vec<T>> {
    if read.is_empty() {
        let pointer = reader.at(field);
        reader.fault(empty_list(pointer));
        return None;
    }
    Some(read)
}

/// A list that says nothing.
pub(super) fn empty_list(pointer: String) -> Fault {
    Fault::new(pointer, "empty_list", "至少写一项", "give at least one")
}
