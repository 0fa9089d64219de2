//! Conditions and updates as DynamoDB spells them. Every name goes through a placeholder, so no reserved word can bite.

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{
    AttributeValue, ConditionCheck, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem,
    Update,
};

use super::{Action, Write};
use crate::table::key::PK;
use crate::table::row::{EXPIRES_AT, VERSION};

/// What must hold for a write to happen.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    /// There is no such item.
    New,
    /// There is no such item, or it should have been forgotten by this second.
    NewOrExpired(AttributeValue),
    /// This attribute of the item is this number.
    Number(&'static str, u64),
    /// These attributes of the item are these numbers.
    Numbers([(&'static str, u64); 2]),
    /// This attribute of the item is this text.
    Text(&'static str, String),
    /// There is no such item, or this attribute of it is this text.
    NewOrText(&'static str, String),
    /// There is no such item, or this attribute of it is false.
    NewOrFalse(&'static str),
    /// The item exists and this attribute is false.
    False(&'static str),
    /// Whatever is there.
    Always,
}

impl Condition {
    /// The item is at `version`; at 0 it does not exist yet.
    pub(crate) const fn at_version(version: u64) -> Self {
        match version {
            0 => Self::New,
            version => Self::Number(VERSION, version),
        }
    }
}

/// Texts with their placeholders.
#[derive(Debug, Default)]
struct Expression {
    names: BTreeMap<String, String>,
    values: BTreeMap<String, AttributeValue>,
}

impl Expression {
    fn name(&mut self, attribute: &str) -> String {
        let placeholder = format!("#{attribute}");
        self.names.insert(placeholder.clone(), attribute.to_owned());
        placeholder
    }

    fn value(&mut self, placeholder: &str, value: AttributeValue) -> String {
        let placeholder = format!(":{placeholder}");
        self.values.insert(placeholder.clone(), value);
        placeholder
    }

    fn condition(&mut self, condition: Condition) -> Option<String> {
        match condition {
            Condition::New => Some(format!("attribute_not_exists({})", self.name(PK))),
            Condition::NewOrExpired(now) => Some(format!(
                "attribute_not_exists({}) OR {} <= {}",
                self.name(PK),
                self.name(EXPIRES_AT),
                self.value("now", now)
            )),
            Condition::Number(attribute, number) => Some(format!(
                "{} = {}",
                self.name(attribute),
                self.value("expected", AttributeValue::N(number.to_string()))
            )),
            Condition::Numbers([one, other]) => Some(format!(
                "{} = {} AND {} = {}",
                self.name(one.0),
                self.value("expected", AttributeValue::N(one.1.to_string())),
                self.name(other.0),
                self.value("expected_too", AttributeValue::N(other.1.to_string()))
            )),
            Condition::Text(attribute, text) => Some(format!(
                "{} = {}",
                self.name(attribute),
                self.value("expected", AttributeValue::S(text))
            )),
            Condition::NewOrText(attribute, text) => Some(format!(
                "attribute_not_exists({}) OR {} = {}",
                self.name(PK),
                self.name(attribute),
                self.value("expected", AttributeValue::S(text))
            )),
            Condition::NewOrFalse(flag) => Some(format!(
                "attribute_not_exists({}) OR {} = {}",
                self.name(PK),
                self.name(flag),
                self.value("no", AttributeValue::Bool(false))
            )),
            Condition::False(flag) => Some(format!(
                "{} = {}",
                self.name(flag),
                self.value("no", AttributeValue::Bool(false))
            )),
            Condition::Always => None,
        }
    }

    fn update(
        &mut self,
        values: Vec<(&'static str, AttributeValue)>,
        removed: &[&'static str],
    ) -> String {
        let set: Vec<String> = values
            .into_iter()
            .map(|(attribute, value)| {
                format!(
                    "{} = {}",
                    self.name(attribute),
                    self.value(attribute, value)
                )
            })
            .collect();
        let mut text = format!("SET {}", set.join(", "));
        if !removed.is_empty() {
            let removed: Vec<String> = removed.iter().map(|name| self.name(name)).collect();
            text.push_str(" REMOVE ");
            text.push_str(&removed.join(", "));
        }
        text
    }

    fn names(&self) -> Option<HashMap<String, String>> {
        (!self.names.is_empty()).then(|| self.names.clone().into_iter().collect())
    }

    fn values(&self) -> Option<HashMap<String, AttributeValue>> {
        (!self.values.is_empty()).then(|| self.values.clone().into_iter().collect())
    }
}

/// One part of the transaction, as the SDK wants it. A failed condition returns the item that stood in the way.
pub(super) fn transact(action: Action, table: &str) -> Result<TransactWriteItem, BuildError> {
    let mut expression = Expression::default();
    let condition = expression.condition(action.condition);
    let old = ReturnValuesOnConditionCheckFailure::AllOld;
    let item = TransactWriteItem::builder();
    let item = match action.write {
        Write::Put(row) => item.put(
            Put::builder()
                .table_name(table)
                .set_item(Some(row.attributes()))
                .set_condition_expression(condition)
                .set_expression_attribute_names(expression.names())
                .set_expression_attribute_values(expression.values())
                .return_values_on_condition_check_failure(old)
                .build()?,
        ),
        Write::Set {
            key,
            values,
            removed,
        } => item.update(
            Update::builder()
                .table_name(table)
                .set_key(Some(key.attributes()))
                .update_expression(expression.update(values, removed))
                .set_condition_expression(condition)
                .set_expression_attribute_names(expression.names())
                .set_expression_attribute_values(expression.values())
                .build()?,
        ),
        Write::Check(key) => item.condition_check(
            ConditionCheck::builder()
                .table_name(table)
                .set_key(Some(key.attributes()))
                .set_condition_expression(condition)
                .set_expression_attribute_names(expression.names())
                .set_expression_attribute_values(expression.values())
                .build()?,
        ),
    };
    Ok(item.build())
}
