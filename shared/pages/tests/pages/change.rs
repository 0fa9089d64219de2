//! The sample made worse: hostile, replaced, many.

use serde_json::Value;

use crate::sample::Sample;

/// Words of the protocol, which are never free text.
const FIXED: [&str; 11] = [
    "verdict", "outcome", "kind", "moves", "status", "mode", "state", "cause", "causes", "field",
    "stage",
];

/// The views with `spoil` at the end of every free text, and of what the operator configures.
pub(crate) fn spoiled(spoil: &str) -> Sample {
    let mut sample = Sample::new();
    each_text(&mut sample.views, &|text| text.push_str(spoil));
    let site = &mut sample.site;
    for text in [
        &mut site.name,
        &mut site.office,
        &mut site.icp,
        &mut site.counter.hours,
    ] {
        text.push_str(spoil);
    }
    sample
}

/// The views with every free text replaced by `text`.
pub(crate) fn replaced(text: &str) -> Sample {
    let mut sample = Sample::new();
    each_text(&mut sample.views, &|value| text.clone_into(value));
    sample
}

/// A city with many of everything.
pub(crate) fn many() -> Sample {
    let mut sample = Sample::new();
    for (pointer, times) in [
        ("/policies", 5),
        ("/items", 5),
        ("/notices", 30),
        ("/departments", 4),
        ("/facts", 3),
        ("/reply/items", 3),
        ("/cases", 7),
        ("/desk", 20),
    ] {
        let list = sample.views.pointer_mut(pointer);
        let list = list.and_then(Value::as_array_mut).unwrap();
        *list = vec![list.clone(); times].concat();
    }
    sample
}

fn each_text(value: &mut Value, change: &dyn Fn(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(list) => list.iter_mut().for_each(|value| each_text(value, change)),
        Value::Object(object) => object
            .iter_mut()
            .filter(|(name, _)| !FIXED.contains(&name.as_str()))
            .for_each(|(_, value)| each_text(value, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
