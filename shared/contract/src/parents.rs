//! 上位文件: documents of higher levels, and which local policies carry them out (M3).

use facts::Day;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::catalogue::Opened;
use crate::policy::PolicyEntry;
use crate::rule::PolicyDocument;
use crate::text::Text;

/// A document of a higher level as the register keeps it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParentBody {
    /// Title.
    pub title: Text,
    /// Issuing body.
    pub issuer: String,
    /// Document number, by which policies name it.
    pub document_number: String,
    /// `state`, `province` or `city`.
    pub level: String,
    /// The day it was issued.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub issued_on: Option<String>,
    /// Where it can be read.
    pub source: String,
    /// Always true for sample data.
    pub illustrative: bool,
}

/// A document of a higher level as a policy names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParentCited {
    /// Document number.
    pub document_number: String,
    /// Title.
    pub title: String,
    /// Issuing body.
    pub issuer: String,
    /// `state`, `province` or `city`: higher than the policy's own.
    pub level: String,
}

/// A document of a higher level with what carries it out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ParentView {
    /// Id.
    pub parent: String,
    /// Version of the entry; what `If-Match` is given.
    pub version: u64,
    /// As kept.
    #[serde(flatten)]
    pub body: ParentBody,
    /// Policies in force that name it; none means that it has no local policy yet.
    pub policies: Vec<PolicyEntry>,
}

/// A document policies name that is not in the register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct UnregisteredParent {
    /// As the first policy names it.
    #[serde(flatten)]
    pub cited: ParentCited,
    /// Policies in force that name it.
    pub policies: Vec<PolicyEntry>,
}

/// How far documents of higher levels are carried out here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Coverage {
    /// The day it was looked at.
    #[schema(format = Date)]
    pub as_of: String,
    /// The register, those without a local policy first.
    pub parents: Vec<ParentView>,
    /// Documents policies name that are not in the register.
    pub unregistered: Vec<UnregisteredParent>,
    /// Policies of the city and its counties that name no document of a higher level.
    pub without: Vec<PolicyEntry>,
}

impl Coverage {
    /// Holds the register against what is in force on `day`.
    #[must_use]
    pub fn of(register: Vec<ParentView>, catalogue: &Opened, day: Day) -> Self {
        let mut parents = register;
        let mut unregistered: Vec<UnregisteredParent> = Vec::new();
        let mut without = Vec::new();
        for document in catalogue.in_force(day).map(|edition| &edition.document) {
            if document.parents.is_empty() && rank(&document.level) < rank("province") {
                without.push(document.entry());
            }
            for cited in &document.parents {
                note(&mut parents, &mut unregistered, (cited, document));
            }
        }
        parents.sort_by_key(|one| (!one.policies.is_empty(), one.parent.clone()));
        Self {
            as_of: day.to_string(),
            parents,
            unregistered,
            without,
        }
    }
}

fn note(
    parents: &mut [ParentView],
    unregistered: &mut Vec<UnregisteredParent>,
    (cited, document): (&ParentCited, &PolicyDocument),
) {
    let number = alike(&cited.document_number);
    let entry = document.entry();
    let known = parents.iter_mut();
    let known = known.filter(|one| alike(&one.body.document_number) == number);
    let mut found = false;
    for parent in known {
        parent.policies.push(entry.clone());
        found = true;
    }
    if found {
        return;
    }
    let mut others = unregistered.iter_mut();
    match others.find(|one| alike(&one.cited.document_number) == number) {
        Some(other) => other.policies.push(entry),
        None => unregistered.push(UnregisteredParent {
            cited: cited.clone(),
            policies: vec![entry],
        }),
    }
}

/// How high a level is.
pub(crate) fn rank(level: &str) -> u8 {
    match level {
        "state" => 3,
        "province" => 2,
        "city" => 1,
        _ => 0,
    }
}

/// A document number without what people write differently: brackets and blanks.
fn alike(number: &str) -> String {
    let kept = number.chars().filter(|letter| {
        let bracket = matches!(
            letter,
            '〔' | '〕' | '[' | ']' | '［' | '］' | '【' | '】' | '(' | ')' | '（' | '）'
        );
        !bracket && !letter.is_whitespace()
    });
    kept.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_same_however_its_brackets_are_written() {
        for written in ["国发〔2025〕1号", "国发[2025]1号", "国发（2025） 1 号"] {
            assert_eq!(alike(written), "国发20251号");
        }
        assert_ne!(alike("国发〔2025〕1号"), alike("国发〔2025〕11号"));
    }
}
