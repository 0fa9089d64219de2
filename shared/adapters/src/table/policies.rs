//! Policies: head, versions of the rule document, and what happened.

use casework::Actor;
use casework::policy::Event;
use facts::{Day, Instant, PolicyId};
use serde_json::Value;

use super::idempotency::{Earlier, Home, Repeat};
use contract::explain::{FaqRecord, InterpretationRecord, RulingRecord};

use super::item::outbox::Job;
use super::item::policy::{self, Happened, LISTED, OWNER, PolicyHead, RuleDocument};
use super::key::{self, Index};
use super::read::List;
use super::row::Found;
use super::write::{Condition, Loss};
use super::{Commit, Page, Table};
use crate::fault::Fault;

/// Policies of one page when all are read.
const PAGE: usize = 100;
/// Most pages of them; a city has hundreds of policies, not tens of thousands.
const PAGES_MAX: usize = 100;

/// A policy with its rule documents.
#[derive(Debug, Clone, PartialEq)]
pub struct PolicyRead {
    /// The policy, if there is one.
    pub policy: Option<PolicyHead>,
    /// Every version of its rule document, oldest first.
    pub documents: Vec<RuleDocument>,
    /// What it is explained with, by number.
    pub interpretations: Vec<InterpretationRecord>,
    /// How open questions of its clauses were decided, by number.
    pub rulings: Vec<RulingRecord>,
    /// What is asked often, answered for everybody, by number; shown or not.
    pub faqs: Vec<FaqRecord>,
    /// What the command answered before, if it was sent before.
    pub earlier: Option<Earlier>,
}

impl PolicyRead {
    /// The newest version of the rule document, in force or not.
    #[must_use]
    pub fn newest(&self) -> Option<&RuleDocument> {
        self.document(self.policy.as_ref()?.policy.document)
    }

    /// What people are shown on `day`: what is in force, or was last, or comes first.
    #[must_use]
    pub fn shown_on(&self, day: Day) -> Option<&RuleDocument> {
        let course = &self.policy.as_ref()?.policy.course;
        self.document(course.shown_on(day)?.document)
    }

    /// One version.
    #[must_use]
    pub fn document(&self, version: u64) -> Option<&RuleDocument> {
        let mut documents = self.documents.iter();
        documents.find(|document| document.version == version)
    }
}

/// What happened to a policy in one command.
#[derive(Debug, Clone, Copy)]
pub struct PolicyMove<'a> {
    /// Who did it.
    pub by: &'a Actor,
    /// When.
    pub at: Instant,
    /// What happened, in order.
    pub events: &'a [Event],
    /// The new version of the rule document, where one was written.
    pub document: Option<&'a Value>,
    /// What was said about it, where something was.
    pub said: Option<&'a Said>,
}

/// What is said about a policy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    /// 政策解读
    Interpretation(InterpretationRecord),
    /// 口径
    Ruling(RulingRecord),
    /// 常见问答
    Faq(FaqRecord),
}

impl Table {
    /// A policy with its rule documents and, if asked, what `repeat` answered before: one call.
    ///
    /// # Errors
    /// A fault if the table does not answer or the policy cannot be read.
    pub async fn read_policy(
        &self,
        id: &PolicyId,
        repeat: Option<Repeat<'_>>,
    ) -> Result<PolicyRead, Fault> {
        let key = key::policy(id);
        let range = repeat.is_none().then_some(key::POLICY_RANGE);
        let found = self.partition(&key.pk, range).await?;
        let head = found.iter().find(|found| found.sk() == key.sk);
        let documents = found
            .iter()
            .filter(|found| found.sk().starts_with(key::VERSION));
        let home = Home::Policy(id.to_string());
        let said = |start: &'static str| {
            let found = found.iter();
            found.filter(move |found| found.sk().starts_with(start))
        };
        Ok(PolicyRead {
            interpretations: said(key::INTERPRETATION)
                .map(Found::body)
                .collect::<Result<_, _>>()?,
            faqs: said(key::PUBLIC_FAQ)
                .map(Found::body)
                .collect::<Result<_, _>>()?,
            rulings: said(key::RULING)
                .map(Found::body)
                .collect::<Result<_, _>>()?,
            policy: head.map(policy::read).transpose()?,
            documents: documents
                .map(policy::read_document)
                .collect::<Result<_, _>>()?,
            earlier: match repeat {
                Some(repeat) => repeat.among(&found, &home)?,
                None => None,
            },
        })
    }

    /// What happened to a policy, oldest first, each with the version it made.
    ///
    /// # Errors
    /// A fault if the table does not answer or an event cannot be read.
    pub async fn policy_history(&self, id: &PolicyId) -> Result<Vec<(u64, Happened)>, Fault> {
        let key = key::policy(id);
        let found = self.partition(&key.pk, Some(key::EVENT_RANGE)).await?;
        found.iter().map(policy::read_event).collect()
    }

    /// All policies in the order of their ids, in force or not.
    ///
    /// # Errors
    /// A fault if the table does not answer, or `start` is no place in this list.
    pub async fn policies(
        &self,
        start: Option<&str>,
        limit: usize,
    ) -> Result<Page<PolicyHead>, Fault> {
        let list = List {
            index: Index::First,
            pk: key::POLICIES,
            starts_with: None,
            newest_first: false,
        };
        self.page(list, start, limit, policy::read).await
    }

    /// All policies at once. The index may lag behind: what was just changed is read by itself.
    ///
    /// # Errors
    /// A fault if the table does not answer.
    pub async fn all_policies(&self) -> Result<Vec<PolicyHead>, Fault> {
        let mut heads = Vec::new();
        let mut start = None;
        for _ in 0..PAGES_MAX {
            let page = self.policies(start.as_deref(), PAGE).await?;
            heads.extend(page.entries);
            start = page.next;
            if start.is_none() {
                return Ok(heads);
            }
        }
        Err(Fault::plain(
            "there are more policies than can be read at once",
        ))
    }
}

impl Commit<'_> {
    /// Writes what `new` changed: head, what happened, the rule document if there is a new one, and the outbox row that
    /// has the catalogue built anew if the public list changes by it.
    pub fn policy(self, after: &PolicyHead, new: &PolicyMove<'_>) -> Self {
        let policy = &after.policy;
        let grown = u64::try_from(new.events.len()).unwrap_or(u64::MAX);
        let before = policy.version.saturating_sub(grown);
        let loss = match before {
            0 => Loss::Exists,
            _ => Loss::VersionLost,
        };
        let mut commit = self.put(policy::write(after), Condition::at_version(before), loss);
        for (version, event) in (before.saturating_add(1)..).zip(new.events) {
            let happened = Happened {
                at: new.at,
                by: new.by.clone(),
                event: event.clone(),
            };
            let row = policy::write_event(&policy.id, version, &happened);
            commit = commit.put_new(row, loss);
        }
        if let Some(rules) = new.document {
            let row = policy::write_document(&policy.id, policy.document, rules);
            commit = commit.put_new(row, loss);
        }
        commit = match new.said {
            Some(Said::Interpretation(record)) => {
                commit.put_new(policy::write_interpretation(&policy.id, record), loss)
            }
            Some(Said::Ruling(record)) => {
                commit.put_new(policy::write_ruling(&policy.id, record), loss)
            }
            Some(Said::Faq(record)) => commit.put_new(policy::write_faq(&policy.id, record), loss),
            None => commit,
        };
        if new
            .events
            .iter()
            .any(|event| matches!(event, Event::Published { .. }))
        {
            commit = commit.owner_of_items(after);
        }
        for (version, event) in (before.saturating_add(1)..).zip(new.events) {
            if event.expects() {
                let id = policy.id.clone();
                let job = Job::Policy { id, version };
                commit = commit.then(&format!("policy|{}|{version}", policy.id), &job);
            }
        }
        if new.events.iter().any(Event::changes_catalogue) {
            let cause = format!("policy|{}|{}", policy.id, policy.version);
            commit = commit.catalogue_changed(&cause, Some(&policy.id));
        }
        commit
    }

    /// Takes every item of the newest version for its policy, or nothing at all: two departments that publish the same id at the same
    /// moment meet here, and one of them is refused.
    fn owner_of_items(mut self, head: &PolicyHead) -> Self {
        let policy = &head.policy.id;
        for item in &head.entry.items {
            let condition = Condition::NewOrText(OWNER, policy.to_string());
            self = self.put(
                policy::write_owner(item, policy),
                condition,
                Loss::ItemTaken,
            );
        }
        self
    }

    /// Writes when to look at a policy next, without anything having happened to it.
    pub fn reschedule_policy(self, head: &PolicyHead) -> Self {
        self.put_version(policy::write(head), head.policy.version)
    }

    /// Asks that the public list has not changed by this policy since `listed`: what was decided by the catalogue still holds.
    pub fn policy_listed(self, id: &PolicyId, listed: u64) -> Self {
        self.check(key::policy(id), LISTED, listed, Loss::PolicyChanged)
    }
}
