//! What a policy is explained with (政策解读) and how open questions of its clauses were decided (口径), and what is asked often
//! (常见问答) (M13, M20, M59, M97).

use facts::ItemId;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::text::Text;

/// An interpretation, as its department writes it: tied to one version of the policy, public with it or from then on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WriteInterpretation {
    /// The version of the rule document it explains.
    pub document: u64,
    /// Title.
    pub title: Text,
    /// Who issues it, such as a section of the department.
    pub issuer: String,
    /// Items it is about; all of the policy when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What it says, in order.
    pub parts: Vec<Part>,
    /// Number of the earlier interpretation whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u64>,
}

/// A part of an interpretation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Part {
    /// 文字
    Words {
        /// Heading, if it has one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        heading: Option<String>,
        /// The words.
        words: String,
    },
    /// 问答
    Question {
        /// What is asked.
        question: String,
        /// The answer.
        answer: String,
    },
    /// 图解: what follows what, step by step.
    Diagram {
        /// What it shows.
        caption: String,
        /// The steps.
        steps: Vec<String>,
    },
    /// 链接: a film or a picture elsewhere.
    Link {
        /// What is found there.
        words: String,
        /// Its address.
        address: String,
    },
}

/// A clause.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ClauseBody {
    /// The document.
    pub document: String,
    /// The article, as the condition cites it.
    pub article: String,
}

/// How an open question of a clause was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WriteRuling {
    /// The clause, as a condition of the policy cites it.
    pub clause: ClauseBody,
    /// Items it is about; every item that rests on the clause when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What was open.
    pub question: Text,
    /// How it was decided.
    pub ruling: Text,
    /// Who decided it.
    pub decided_by: String,
    /// The day it was decided.
    #[schema(format = Date)]
    pub decided_on: String,
    /// First day it binds; today when absent, never a day gone by.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub from: Option<String>,
    /// Where it is written, such as the number of the minutes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reference: Option<String>,
    /// Number of the earlier ruling whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u64>,
}

/// An answer for everybody, as its department writes it: without anything that says who asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct WriteFaq {
    /// Items it is about; all of the policy when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What is asked.
    pub question: Text,
    /// The answer.
    pub answer: Text,
    /// Number of the consultation it was first answered in, if it was; never public.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub consultation: Option<String>,
    /// Number of the earlier answer whose place it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<u64>,
}

/// An answer for everybody as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaqRecord {
    /// Its number among those of the policy, from 1.
    pub number: u64,
    /// When it was given (RFC 3339).
    pub at: String,
    /// The version of the rule document it answers by.
    pub document: u64,
    /// What was written.
    pub body: WriteFaq,
}

/// An answer for everybody as readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct FaqView {
    /// The policy.
    pub policy: String,
    /// Title of the policy.
    pub policy_title: Text,
    /// Its number among those of the policy.
    pub number: u64,
    /// When it was given.
    #[schema(format = DateTime)]
    pub at: String,
    /// The version of the rule document it answers by.
    pub document: u64,
    /// Whether another version holds by now, so that the answer may not.
    pub outdated: bool,
    /// Items it is about; all of the policy when absent.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<String>,
    /// What is asked.
    pub question: Text,
    /// The answer.
    pub answer: Text,
}

impl FaqRecord {
    /// As readers see it; `outdated` says whether another version holds by now.
    #[must_use]
    pub fn view(&self, policy: &str, policy_title: Text, outdated: bool) -> FaqView {
        FaqView {
            policy: policy.to_owned(),
            policy_title,
            number: self.number,
            at: self.at.clone(),
            document: self.document,
            outdated,
            items: self.body.items.clone(),
            question: self.body.question.clone(),
            answer: self.body.answer.clone(),
        }
    }

    /// Whether it is about this item.
    #[must_use]
    pub fn concerns(&self, item: &ItemId) -> bool {
        let items = &self.body.items;
        items.is_empty() || items.iter().any(|id| id == item.as_str())
    }
}

/// An interpretation as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InterpretationRecord {
    /// Its number among those of the policy, from 1.
    pub number: u64,
    /// When it was written (RFC 3339).
    pub at: String,
    /// What was written.
    pub body: WriteInterpretation,
}

/// A ruling as it is kept; its first day is always there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RulingRecord {
    /// Its number among those of the policy, from 1.
    pub number: u64,
    /// When it was put on record (RFC 3339).
    pub at: String,
    /// First day it binds.
    pub from: String,
    /// What was written.
    pub body: WriteRuling,
}

/// An interpretation as readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InterpretationView {
    /// The policy.
    pub policy: String,
    /// Title of the policy.
    pub policy_title: Text,
    /// Its number among those of the policy.
    pub number: u64,
    /// When it became public; absent while its version is not published.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = DateTime)]
    pub published_at: Option<String>,
    /// Number of the interpretation that took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaced_by: Option<u64>,
    /// As written.
    #[serde(flatten)]
    pub body: WriteInterpretation,
}

/// An interpretation in the guide of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct InterpretationEntry {
    /// Its number among those of the policy.
    pub number: u64,
    /// The version it explains.
    pub document: u64,
    /// Title.
    pub title: Text,
    /// Who issued it.
    pub issuer: String,
}

/// A ruling as readers see it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RulingView {
    /// The policy.
    pub policy: String,
    /// Title of the policy.
    pub policy_title: Text,
    /// Its number among those of the policy: what an answer cites.
    pub number: u64,
    /// When it was put on record.
    #[schema(format = DateTime)]
    pub at: String,
    /// First day it binds.
    #[schema(format = Date)]
    pub binds_from: String,
    /// Last day it bound, where another took its place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(format = Date)]
    pub binds_to: Option<String>,
    /// As written.
    #[serde(flatten)]
    pub body: WriteRuling,
}

/// A ruling where an answer cites it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RulingCited {
    /// Its number among those of the policy.
    pub number: u64,
    /// How the question was decided.
    pub ruling: Text,
    /// Who decided it.
    pub decided_by: String,
    /// First day it binds.
    #[schema(format = Date)]
    pub binds_from: String,
}
