//! Who may call what: an access key per function, and the statements of the template that go with it.

use std::collections::BTreeMap;

use super::secrets;
use crate::rights::{self, Call};
use crate::template::{self, Template};

/// Access keys, one per function: the key is its name, the secret is drawn anew at every start.
#[derive(Debug)]
pub(super) struct Keys(BTreeMap<String, (String, Vec<template::Statement>)>);

impl Keys {
    pub(super) fn new(template: &Template) -> Self {
        let key = |function: &template::Function| {
            (
                function.id.clone(),
                (secrets::drawn(), function.statements.clone()),
            )
        };
        Self(template.functions.iter().map(key).collect())
    }

    pub(super) fn secret(&self, key: &str) -> Option<String> {
        self.0.get(key).map(|(secret, _)| secret.clone())
    }

    pub(super) fn check(&self, key: &str, call: &Call<'_>) -> Result<(), String> {
        match self.0.get(key) {
            Some((_, statements)) => {
                rights::check(statements, call).map_err(|why| format!("{key}: {why}"))
            }
            None => Err(format!("{key} is nobody here")),
        }
    }
}
