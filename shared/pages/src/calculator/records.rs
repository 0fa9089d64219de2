//! Lists on the form: one row for each record, some rows more than are filled, and a button for yet more.

use contract::eligibility::FactView;
use serde_json::{Map, Value};

use super::Values;
use super::fields::{NONE, answer};
use super::question::{Shape, shape};

/// Most rows of one list.
const ROWS_MAX: usize = 500;
/// Empty rows shown after the filled ones.
const ROWS_FREE: usize = 3;

/// A record on the form.
#[derive(Debug)]
pub(super) struct Row<'a> {
    pub(super) number: usize,
    pub(super) cells: Vec<Cell<'a>>,
}

/// A field of a record on the form.
#[derive(Debug)]
pub(super) struct Cell<'a> {
    pub(super) field: &'a FactView,
    pub(super) shape: Shape,
    pub(super) name: String,
    pub(super) id: String,
    pub(super) value: &'a str,
}

/// The rows of a list: those that are filled, and some more.
pub(super) fn rows<'a>(
    facts: &'a [FactView],
    values: &'a Values,
    list: &'a FactView,
) -> Vec<Row<'a>> {
    let filled = filled(values, &list.fact);
    let shown = filled.saturating_add(ROWS_FREE).min(ROWS_MAX);
    (0..shown)
        .map(|row| Row {
            number: row.saturating_add(1),
            cells: cells(facts, values, (list, row)),
        })
        .collect()
}

fn cells<'a>(
    facts: &'a [FactView],
    values: &'a Values,
    (list, row): (&'a FactView, usize),
) -> Vec<Cell<'a>> {
    fields(facts, &list.fact)
        .map(|field| {
            let name = name(&list.fact, row, &field.fact);
            Cell {
                field,
                shape: shape(field),
                value: values.one(&name),
                id: format!("facts-{}-{row}-{}", list.fact, field.fact),
                name,
            }
        })
        .collect()
}

/// The fields of a list, for the heads of the columns.
pub(super) fn heads<'a>(facts: &'a [FactView], list: &'a FactView) -> Vec<&'a FactView> {
    fields(facts, &list.fact).collect()
}

fn name(list: &str, row: usize, field: &str) -> String {
    format!("facts.{list}.{row}.{field}")
}

fn fields<'a>(facts: &'a [FactView], list: &'a str) -> impl Iterator<Item = &'a FactView> {
    let of = facts
        .iter()
        .filter(move |fact| fact.of.as_deref() == Some(list));
    of.filter(|fact| !fact.derived)
}

/// One more than the last row with something in it.
fn filled(values: &Values, list: &str) -> usize {
    let prefix = format!("facts.{list}.");
    let rows = values.pairs().filter_map(|(name, value)| {
        let (row, _) = name.strip_prefix(&prefix)?.split_once('.')?;
        let row: usize = row.parse().ok()?;
        (!value.trim().is_empty()).then_some(row.saturating_add(1))
    });
    rows.max().unwrap_or(0).min(ROWS_MAX)
}

/// The list of the API body: empty rows are left out; nothing where nothing was filled in and “none” was not ticked.
pub(super) fn records(values: &Values, facts: &[FactView], list: &FactView) -> Option<Value> {
    let record = |row: usize| -> Map<String, Value> {
        let given = fields(facts, &list.fact).filter_map(|field| {
            let value = answer(values, facts, (field, &name(&list.fact, row, &field.fact)))?;
            Some((field.fact.clone(), value))
        });
        given.collect()
    };
    let records: Vec<Value> = (0..filled(values, &list.fact))
        .map(record)
        .filter(|record| !record.is_empty())
        .map(Value::Object)
        .collect();
    let none = values.one(&format!("facts.{}", list.fact)) == NONE;
    (none || !records.is_empty()).then_some(Value::Array(records))
}

/// Puts saved records into the rows of the form.
pub(super) fn put_records(values: &mut Values, list: &str, records: &[Value]) {
    for (row, record) in records.iter().enumerate().take(ROWS_MAX) {
        for (field, value) in record.as_object().into_iter().flatten() {
            super::fields::put(values, &format!("facts.{list}.{row}.{field}"), value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::eligibility::Choice;
    use contract::text::Text;
    use serde_json::json;

    fn fact(id: &str, kind: &str, of: Option<&str>) -> FactView {
        FactView {
            fact: id.to_owned(),
            label: Text::default(),
            question: Text::default(),
            kind: kind.to_owned(),
            unit: String::new(),
            period: String::new(),
            choices: Vec::<Choice>::new(),
            derived: false,
            of: of.map(str::to_owned),
            help: Text::default(),
            origin: String::new(),
            sensitivity: String::new(),
        }
    }

    fn facts() -> Vec<FactView> {
        vec![
            fact("hires", "records", None),
            fact("hires__months", "number", Some("hires")),
            fact("hires__used", "yes_no", Some("hires")),
        ]
    }

    fn read(pairs: &[(&str, &str)]) -> Value {
        let pairs = pairs
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
        Value::Object(super::super::facts_of(&Values::from_pairs(pairs), &facts()))
    }

    #[test]
    fn rows_become_records_and_come_back() {
        let filled = [
            ("facts.hires.0.hires__months", "3"),
            ("facts.hires.0.hires__used", "no"),
            ("facts.hires.2.hires__months", "12"),
            ("facts.hires.3.hires__months", " "),
        ];
        let expected = json!({ "hires": [
            { "hires__months": 3, "hires__used": false },
            { "hires__months": 12 },
        ] });
        assert_eq!(read(&filled), expected);
        let mut values = Values::default();
        super::super::fill(&mut values, expected.as_object().unwrap());
        assert_eq!(
            Value::Object(super::super::facts_of(&values, &facts())),
            expected
        );
    }

    #[test]
    fn nothing_filled_is_not_known_and_none_is_an_empty_list() {
        assert_eq!(read(&[("facts.hires.0.hires__months", "")]), json!({}));
        assert_eq!(read(&[("facts.hires", "none")]), json!({ "hires": [] }));
    }
}
