//! What an interpretation, a ruling or an answer for everybody must find in the version it speaks of.

use super::PolicyDocument;
use crate::explain::{ClauseBody, WriteFaq, WriteInterpretation, WriteRuling};
use crate::fault::Fault;

impl PolicyDocument {
    /// Every clause its conditions rest on, each once, in the order of the items.
    #[must_use]
    pub fn clauses(&self) -> Vec<ClauseBody> {
        let mut clauses: Vec<ClauseBody> = Vec::new();
        for condition in self.items.iter().flat_map(|item| &item.rules.conditions) {
            let clause = ClauseBody {
                document: condition.clause.document.clone(),
                article: condition.clause.article.clone(),
            };
            if !clauses.contains(&clause) {
                clauses.push(clause);
            }
        }
        clauses
    }

    /// What an interpretation names that this version does not have.
    #[must_use]
    pub fn misfits_of_interpretation(&self, body: &WriteInterpretation) -> Vec<Fault> {
        self.unknown_items(&body.items)
    }

    /// What a ruling names that this version does not have.
    #[must_use]
    pub fn misfits_of_ruling(&self, body: &WriteRuling) -> Vec<Fault> {
        let mut faults = self.unknown_items(&body.items);
        let clauses = self.clauses();
        if !clauses.contains(&body.clause) {
            let cited = clauses.iter();
            let cited: Vec<String> = cited
                .map(|clause| format!("{} {}", clause.document, clause.article))
                .collect();
            faults.push(Fault::new(
                "/clause",
                "unknown_clause",
                format!("本政策没有条件引用这一条款，可以是：{}", cited.join("；")),
                format!(
                    "no condition of this policy rests on the clause; it may be one of: {}",
                    cited.join("; ")
                ),
            ));
        }
        faults
    }

    /// What an answer for everybody names that this version does not have.
    #[must_use]
    pub fn misfits_of_faq(&self, body: &WriteFaq) -> Vec<Fault> {
        self.unknown_items(&body.items)
    }

    fn unknown_items(&self, items: &[String]) -> Vec<Fault> {
        let unknown = items.iter().enumerate().filter(|(_, id)| {
            let mut own = self.items.iter();
            !own.any(|item| item.rules.id.as_str() == *id)
        });
        unknown
            .map(|(place, id)| {
                Fault::new(
                    format!("/items/{place}"),
                    "unknown_item",
                    format!("这一版本没有事项 `{id}`，请填写本政策的事项编码"),
                    format!("this version has no item `{id}`; name items of this policy"),
                )
            })
            .collect()
    }
}
