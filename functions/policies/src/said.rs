//! The forms in which a department explains its policy, read as the body of the API, so that both are held to the same.

use adapters::http::Form;
use contract::explain::{ClauseBody, WriteFaq, WriteInterpretation, WriteRuling};
use contract::fault::{Fault, Malformed};
use serde_json::{Map, Value, json};

/// The interpretation a form holds: words by paragraph, questions by blank line, a diagram by line.
pub(crate) fn interpretation(form: &Form) -> Result<WriteInterpretation, Malformed> {
    let mut parts: Vec<Value> = Vec::new();
    if let Some(words) = form.text("words") {
        parts.push(json!({ "kind": "words", "words": words }));
    }
    if let Some(steps) = form.text("diagram") {
        let steps: Vec<&str> = lines(steps).collect();
        let caption = form.text("caption").unwrap_or("图解");
        parts.push(json!({ "kind": "diagram", "caption": caption, "steps": steps }));
    }
    parts.extend(form.text("questions").into_iter().flat_map(questions));
    if let Some(address) = form.text("address") {
        let words = form.text("address_words").unwrap_or("相关链接");
        parts.push(json!({ "kind": "link", "words": words, "address": address }));
    }
    let mut body = Map::new();
    let document = form
        .text("document")
        .and_then(|text| text.parse::<u64>().ok());
    body.insert("document".to_owned(), document.into());
    body.insert("title".to_owned(), pair(form, "title"));
    body.insert("issuer".to_owned(), form.text("issuer").into());
    body.insert("parts".to_owned(), parts.into());
    body.insert("replaces".to_owned(), number(form, "replaces"));
    read(&Value::Object(body))
}

/// The ruling a form holds.
pub(crate) fn ruling(form: &Form, clauses: &[ClauseBody]) -> Result<WriteRuling, Malformed> {
    let place = form
        .text("clause")
        .and_then(|text| text.parse::<usize>().ok());
    let clause = place.and_then(|place| clauses.get(place));
    let clause = clause.and_then(|clause| serde_json::to_value(clause).ok());
    read(&json!({
        "clause": clause,
        "question": pair(form, "question"),
        "ruling": pair(form, "ruling"),
        "decided_by": form.text("decided_by"),
        "decided_on": form.text("decided_on"),
        "from": form.text("binds_from"),
        "reference": form.text("reference"),
        "replaces": number(form, "ruling_replaces"),
    }))
}

/// The answer for everybody a form holds.
pub(crate) fn faq(form: &Form) -> Result<WriteFaq, Malformed> {
    let items: Vec<&str> = form.text("faq_item").into_iter().collect();
    read(&json!({
        "items": items,
        "question": pair(form, "faq_question"),
        "answer": pair(form, "faq_answer"),
        "consultation": form.text("faq_consultation"),
        "replaces": number(form, "faq_replaces"),
    }))
}

fn read<T: contract::body::FromBody>(body: &Value) -> Result<T, Malformed> {
    contract::body::parse(body.to_string().as_bytes())
}

/// A text in both languages; who writes none in English is quoted in Chinese.
fn pair(form: &Form, name: &str) -> Value {
    let zh = form.text(name);
    let en = form.text(&format!("{name}_en")).or(zh);
    json!({ "zh": zh, "en": en })
}

/// A number somebody gave; what is none is handed on for the reader to refuse.
fn number(form: &Form, name: &str) -> Value {
    match form.text(name) {
        Some(text) => text.parse::<u64>().map_or_else(|_| text.into(), Into::into),
        None => Value::Null,
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// Questions and answers: blocks set apart by a blank line, the first line of each asks.
fn questions(text: &str) -> Vec<Value> {
    let mut blocks: Vec<Vec<&str>> = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match blocks.last_mut() {
            Some(block) if !line.is_empty() => block.push(line),
            Some(block) if block.is_empty() => {}
            Some(_) | None => blocks.push(Vec::new()),
        }
    }
    let asked = blocks.iter().filter_map(|block| block.split_first());
    asked
        .map(|(question, answer)| {
            json!({ "kind": "question", "question": question, "answer": answer.join("\n") })
        })
        .collect()
}

/// The field of the form each fault belongs to.
pub(crate) fn at_fields(step: &str, faults: Vec<Fault>) -> Vec<Fault> {
    let fields: &[(&str, &str)] = match step {
        "interpret" => &[
            ("/title/zh", "/title"),
            ("/title/en", "/title_en"),
            ("/parts", "/words"),
        ],
        "faq" => &[
            ("/items", "/faq_item"),
            ("/question/zh", "/faq_question"),
            ("/question/en", "/faq_question_en"),
            ("/answer/zh", "/faq_answer"),
            ("/answer/en", "/faq_answer_en"),
            ("/consultation", "/faq_consultation"),
            ("/replaces", "/faq_replaces"),
        ],
        _ => &[
            ("/question/zh", "/question"),
            ("/question/en", "/question_en"),
            ("/ruling/zh", "/ruling"),
            ("/ruling/en", "/ruling_en"),
            ("/from", "/binds_from"),
            ("/replaces", "/ruling_replaces"),
        ],
    };
    let found = |pointer: &str| {
        let mut fields = fields.iter();
        let field = fields.find(|(start, _)| pointer.starts_with(start));
        field.map_or_else(|| pointer.to_owned(), |(_, field)| (*field).to_owned())
    };
    let faults = faults.into_iter();
    faults
        .map(|fault| Fault {
            pointer: found(&fault.pointer),
            ..fault
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn questions_are_set_apart_by_a_blank_line() {
        let read =
            questions("能否同时享受？\n可以。\n\n\n何时申报？\n每年 3 月。\n逾期不予受理。\n");
        let asked: Vec<&str> = read
            .iter()
            .filter_map(|one| one["question"].as_str())
            .collect();
        assert_eq!(asked, ["能否同时享受？", "何时申报？"]);
        assert_eq!(read[1]["answer"], "每年 3 月。\n逾期不予受理。");
        assert!(questions(" \n \n").is_empty());
    }
}
