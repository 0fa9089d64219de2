//! Explaining a policy to the public (政策解读) and putting on record how open questions were decided (口径) (M13, M59, M97).

use adapters::http::{Answer, Body, Door, Problem, Query, Reply};
use adapters::table::{PolicyHead, PolicyRead, Said};
use axum::extract::Path;
use casework::access::Operation;
use casework::policy::{Command, Event, Ruling};
use contract::explain::{
    FaqRecord, InterpretationRecord, InterpretationView, RulingRecord, RulingView, WriteFaq,
    WriteInterpretation, WriteRuling,
};
use contract::fault::{Fault, Malformed};
use contract::page::Page;
use contract::rule::PolicyDocument;
use facts::{Day, Instant, PolicyId};
use serde::Serialize;

use crate::moves::{Asked, find, moved};

/// The words of a move.
#[derive(Debug, Clone)]
pub(crate) enum Words {
    Interpretation(WriteInterpretation),
    Ruling(WriteRuling),
    Faq(WriteFaq),
}

/// 发布政策解读 · Explains one version of a policy; public at once, or with the version if that is not published yet.
#[utoipa::path(post, path = "/v1/policies/{policy}/interpretations", operation_id = "interpret_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = WriteInterpretation,
    responses((status = 201, description = "The interpretation", body = InterpretationView)))]
pub(crate) async fn interpret(
    door: Door,
    Path(id): Path<String>,
    body: Body<WriteInterpretation>,
) -> Answer {
    let found = find(&door, &id, Operation::InterpretPolicy, &body.bytes).await?;
    let asked = interpreting(&found.read, body.value)?;
    moved(&door, found, door.version()?, asked).await
}

/// 登记口径 · Puts on record how an open question of a clause was decided; it binds from today or a later day, never backwards.
#[utoipa::path(post, path = "/v1/policies/{policy}/rulings", operation_id = "rule_policy", tag = "policies",
    params(("policy" = String, Path, description = "Policy id")), request_body = WriteRuling,
    responses((status = 201, description = "The ruling", body = RulingView)))]
pub(crate) async fn rule(door: Door, Path(id): Path<String>, body: Body<WriteRuling>) -> Answer {
    let found = find(&door, &id, Operation::RulePolicy, &body.bytes).await?;
    let asked = ruling(&found.read, body.value, Instant::from(door.now).day())?;
    moved(&door, found, door.version()?, asked).await
}

/// 政策解读清单 · Interpretations that are public, the latest of each policy first.
#[utoipa::path(get, path = "/v1/interpretations", operation_id = "list_interpretations", tag = "policies",
    params(("policy" = Option<String>, Query, description = "Only those of this policy"),
        ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of interpretations", body = Page<InterpretationView>)))]
pub(crate) async fn interpretations(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListInterpretations)?;
    let list = List::read(&door, query, "interpretations")?;
    let catalogue = door.outside.catalogue().current().await?;
    list.page(&door, catalogue.interpretations(list.policy.as_ref()))
}

/// 口径登记簿 · The register of rulings, the latest of each policy first, with the days each binds.
#[utoipa::path(get, path = "/v1/rulings", operation_id = "list_rulings", tag = "policies",
    params(("policy" = Option<String>, Query, description = "Only those of this policy"),
        ("cursor" = Option<String>, Query, description = "Where the page begins"), ("limit" = Option<usize>, Query, description = "1 to 100, 20 when absent")),
    responses((status = 200, description = "A page of rulings", body = Page<RulingView>)))]
pub(crate) async fn rulings(door: Door, query: Query) -> Answer {
    door.allow(Operation::ListRulings)?;
    let list = List::read(&door, query, "rulings")?;
    let catalogue = door.outside.catalogue().current().await?;
    list.page(&door, catalogue.rulings(list.policy.as_ref()))
}

/// A page of a list that is in memory as a whole.
pub(crate) struct List {
    name: &'static str,
    pub(crate) policy: Option<PolicyId>,
    limit: usize,
    start: usize,
}

impl List {
    pub(crate) fn read(door: &Door, mut query: Query, name: &'static str) -> Answer<Self> {
        let policy = query.parsed("policy", |text| {
            PolicyId::parse(text).map_err(|error| {
                let zh = "应为政策编码，由小写字母、数字和短横线组成";
                (zh.to_owned(), error.to_string())
            })
        });
        let limit = query.limit();
        let start = door.start(name, &mut query)?;
        query.finish()?;
        let start = start.map(|text| text.parse().map_err(|_| Problem::not_found()));
        Ok(Self {
            name,
            policy,
            limit,
            start: start.transpose()?.unwrap_or_default(),
        })
    }

    pub(crate) fn page<T: Serialize>(&self, door: &Door, all: Vec<T>) -> Answer {
        let end = self.start.saturating_add(self.limit);
        let next = (end < all.len()).then(|| end.to_string());
        let entries = all.into_iter().take(end).skip(self.start).collect();
        door.listed(self.name, entries, next.as_deref())
    }
}

/// The move that explains a version, if the version has what the words name.
pub(crate) fn interpreting(read: &PolicyRead, body: WriteInterpretation) -> Answer<Asked> {
    if let Some(kept) = read.document(body.document) {
        whole(PolicyDocument::of(&kept.rules)?.misfits_of_interpretation(&body))?;
    }
    let command = Command::Interpret {
        document: body.document,
        replaces: body.replaces,
    };
    Ok(Asked {
        command,
        words: Some(Words::Interpretation(body)),
    })
}

/// The move that puts a ruling on record, if the policy has what the words name.
pub(crate) fn ruling(read: &PolicyRead, body: WriteRuling, today: Day) -> Answer<Asked> {
    if let Some(kept) = read.shown_on(today) {
        whole(PolicyDocument::of(&kept.rules)?.misfits_of_ruling(&body))?;
    }
    let day = |text: &str| Day::parse(text).ok();
    let command = Command::Rule(Ruling {
        decided_on: day(&body.decided_on).unwrap_or(today),
        from: body.from.as_deref().and_then(day).unwrap_or(today),
        replaces: body.replaces,
    });
    Ok(Asked {
        command,
        words: Some(Words::Ruling(body)),
    })
}

/// What reads without fault.
pub(crate) fn whole(faults: Vec<Fault>) -> Result<(), Problem> {
    if faults.is_empty() {
        Ok(())
    } else {
        Err(Malformed::of(faults).into())
    }
}

impl Words {
    /// What is kept of them, under the number they were given.
    pub(crate) fn said(self, events: &[Event], at: Instant) -> Option<Said> {
        let at = at.to_string();
        match (self, events.first()?) {
            (Self::Interpretation(body), Event::Interpreted { number, .. }) => {
                let number = *number;
                Some(Said::Interpretation(InterpretationRecord {
                    number,
                    at,
                    body,
                }))
            }
            (Self::Ruling(body), Event::Ruled { number, from, .. }) => {
                Some(Said::Ruling(RulingRecord {
                    number: *number,
                    at,
                    from: from.to_string(),
                    body,
                }))
            }
            (
                Self::Faq(body),
                Event::FaqPublished {
                    number, document, ..
                },
            ) => Some(Said::Faq(FaqRecord {
                number: *number,
                at,
                document: *document,
                body,
            })),
            (Self::Interpretation(_) | Self::Ruling(_) | Self::Faq(_), _) => None,
        }
    }
}

/// What was said, as it is answered to who said it.
pub(crate) fn told(head: &PolicyHead, said: &Said) -> Reply {
    let policy = head.policy.id.to_string();
    let (version, policy_title) = (head.policy.version, head.entry.title.clone());
    match said {
        Said::Interpretation(record) => {
            let mut editions = head.policy.course.editions.iter();
            let public = editions.any(|edition| edition.document == record.body.document);
            let view = InterpretationView {
                policy,
                policy_title,
                number: record.number,
                published_at: public.then(|| record.at.clone()),
                replaced_by: None,
                body: record.body.clone(),
            };
            let location = format!("/v1/interpretations?policy={}", view.policy);
            Reply::created(&location, version, &view)
        }
        Said::Faq(record) => {
            let location = format!("/v1/faqs?policy={policy}");
            Reply::created(
                &location,
                version,
                &record.view(&policy, policy_title, false),
            )
        }
        Said::Ruling(record) => {
            let view = RulingView {
                policy,
                policy_title,
                number: record.number,
                at: record.at.clone(),
                binds_from: record.from.clone(),
                binds_to: None,
                body: record.body.clone(),
            };
            let location = format!("/v1/rulings?policy={}", view.policy);
            Reply::created(&location, version, &view)
        }
    }
}
