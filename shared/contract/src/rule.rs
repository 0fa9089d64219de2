//! The rule document: a policy and its items as their department writes them, in JSON (M63, M65; see `RULES.md`).
//!
//! One reader for people's files and for snapshots: every fault is found in one pass, with its pointer and how to mend it. What the
//! document says is then checked against the declared facts ([`PolicyDocument::misfits`]) and, before publishing, by the gate
//! ([`PolicyDocument::findings`]).

use std::collections::BTreeSet;

use calculator::gate::TestCase;
use calculator::{Catalogue, Declaration, FactId, Facts, Finding, Item, Parameter};
use casework::draft::MaterialTerms;
use facts::{Day, DepartmentId, Jurisdiction, MaterialId, PolicyId, Text};
use serde_json::Value;

use crate::body::{FromBody, Reader};
use crate::facts::facts;
use crate::fault::{Fault, Malformed};
use crate::parents::ParentCited;
use crate::read::{department, element, policy, text_pair};

mod amount;
mod co_handling;
mod derivation;
mod difference;
mod explained;
mod fact;
mod item;
mod parents;
mod test;
mod told;

pub use co_handling::CoHandlerDocument;
pub use difference::ItemDifference;
use parents::parents as head_parents;

pub(crate) use fact::{declaration, is_own};
pub(crate) use test::needed as needed_test;

/// Most items of one policy: publishing takes each for its policy in one transaction, which holds a hundred writes.
const ITEMS_MAX: usize = 90;
/// Most facts a policy declares for itself.
const OWN_FACTS_MAX: usize = 100;
/// Most values the city gives.
const PARAMETERS_MAX: usize = 500;
/// How deep tests and amounts may be nested.
pub(crate) const DEPTH_MAX: usize = 16;

/// A policy and its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PolicyDocument {
    /// Id.
    pub id: PolicyId,
    /// Title.
    pub title: Text,
    /// Issuing body.
    pub issuer: String,
    /// Document number.
    pub document_number: String,
    /// `state`, `province`, `city` or `county`.
    pub level: String,
    /// The making department.
    pub department: DepartmentId,
    /// Sample data, not the city's current policy.
    pub illustrative: bool,
    /// First day in force.
    pub valid_from: Day,
    /// Last day in force, if it has one.
    pub valid_to: Option<Day>,
    /// The day by which its department looks whether it is still right (M64).
    pub review_by: Option<Day>,
    /// Where the document can be read.
    pub source: Option<String>,
    /// What it is about.
    pub summary: Option<String>,
    /// Documents of higher levels it carries out (M3).
    pub parents: Vec<ParentCited>,
    /// Facts it declares for itself.
    pub facts: Vec<Declaration>,
    /// What the city gives for some of them.
    pub parameters: Vec<Parameter>,
    /// Its items.
    pub items: Vec<ItemDocument>,
}

/// An item: its rules, and the guide around them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemDocument {
    /// What calculating needs: id, title, conditions, amount, combination.
    pub rules: Item,
    /// What one can get, in words.
    pub benefit: Text,
    /// `apply`, `fast`, `without_application` or `promise` (domain §6).
    pub mode: String,
    /// Materials to hand in.
    pub materials: Vec<MaterialDocument>,
    /// Steps with owner and promised days.
    pub steps: Vec<StepDocument>,
    /// Further departments that are asked, while its own leads (M11).
    pub co_handling: Vec<CoHandlerDocument>,
    /// Openings, in order.
    pub openings: Vec<OpeningDocument>,
    /// Working days of publicity; 0 for none.
    pub publicity_working_days: u32,
    /// Working days the enterprise has to correct.
    pub correction_working_days: u32,
    /// Where to ask.
    pub contact: String,
    /// Its own tests.
    pub tests: Vec<TestCase>,
}

/// A material.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MaterialDocument {
    /// What a draft needs to know.
    pub terms: MaterialTerms,
    /// What it proves.
    pub proves: Text,
    /// Who issues it.
    pub issuer: String,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StepDocument {
    /// Name.
    pub name: Text,
    /// Who does it.
    pub owner: String,
    /// Promised working days.
    pub working_days: u32,
    /// What the promise rests on.
    pub basis: String,
}

/// A time to apply, both days counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpeningDocument {
    /// Id.
    pub id: String,
    /// First day.
    pub from: Day,
    /// Last day.
    pub to: Day,
}

impl ItemDocument {
    /// The opening applications are taken in on `day`.
    #[must_use]
    pub fn open_on(&self, day: Day) -> Option<&OpeningDocument> {
        let mut openings = self.openings.iter();
        openings.find(|opening| opening.from <= day && day <= opening.to)
    }

    /// The next opening after `day`.
    #[must_use]
    pub fn next_opening(&self, day: Day) -> Option<&OpeningDocument> {
        let ahead = self.openings.iter().filter(|opening| opening.from > day);
        ahead.min_by_key(|opening| opening.from)
    }

    /// Working days promised for all steps together.
    #[must_use]
    pub fn promised_days(&self) -> u32 {
        let days = self.steps.iter().map(|step| step.working_days);
        days.fold(0, u32::saturating_add)
    }

    /// What the promise rests on, each basis once.
    #[must_use]
    pub fn promise_basis(&self) -> String {
        let mut bases: Vec<&str> = Vec::new();
        for step in &self.steps {
            if !bases.contains(&step.basis.as_str()) {
                bases.push(&step.basis);
            }
        }
        bases.join("；")
    }

    /// Documents its conditions cite, each once.
    #[must_use]
    pub fn basis(&self) -> Vec<String> {
        let cited = self.rules.conditions.iter();
        let cited: BTreeSet<&str> = cited
            .map(|condition| condition.clause.document.as_str())
            .collect();
        cited.into_iter().map(str::to_owned).collect()
    }

    /// The terms of one material.
    #[must_use]
    pub fn terms(&self, material: &MaterialId) -> Option<&MaterialTerms> {
        let mut terms = self.materials.iter().map(|material| &material.terms);
        terms.find(|terms| terms.material == *material)
    }
}

impl PolicyDocument {
    /// Reads a document.
    ///
    /// # Errors
    /// [`Malformed`] with every fault.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        crate::body::parse(bytes)
    }

    /// Reads a document that is JSON already.
    ///
    /// # Errors
    /// [`Malformed`] with every fault.
    pub fn of(value: &Value) -> Result<Self, Malformed> {
        let mut faults = Vec::new();
        let read = element(value, String::new(), &mut faults, Self::read);
        match read {
            Some(read) if faults.is_empty() => Ok(read),
            _ => Err(Malformed::of(faults)),
        }
    }

    /// Every fact its rules may speak of: those declared for all, and its own.
    #[must_use]
    pub fn known_facts(&self) -> Facts {
        let common = facts().iter().cloned();
        Facts::new(common.chain(self.facts.iter().cloned()).collect())
    }

    /// What does not fit the declared facts and the register.
    #[must_use]
    pub fn misfits(&self, jurisdictions: &[Jurisdiction]) -> Vec<Fault> {
        let items = self.items.iter().map(|item| item.rules.clone()).collect();
        let compiled = Catalogue::compile(self.known_facts(), items, jurisdictions.to_vec());
        let Err(findings) = compiled else {
            return Vec::new();
        };
        let place = |id: &facts::ItemId| {
            let mut items = self.items.iter();
            items
                .position(|item| item.rules.id == *id)
                .unwrap_or_default()
        };
        findings
            .into_iter()
            .map(|(id, finding)| fault(place(&id), finding))
            .collect()
    }

    /// What keeps it from being published (M65).
    #[must_use]
    pub fn findings(&self, jurisdictions: &[Jurisdiction]) -> Vec<Fault> {
        let facts = self.known_facts();
        let items: Vec<Item> = self.items.iter().map(|item| item.rules.clone()).collect();
        let ground = calculator::gate::Ground {
            items: &items,
            facts: &facts,
            jurisdictions,
            parameters: &self.parameters,
        };
        let mut found = Vec::new();
        for (place, item) in self.items.iter().enumerate() {
            let findings = calculator::gate::check(&item.rules, &item.tests, &ground);
            found.extend(findings.into_iter().map(|finding| fault(place, finding)));
        }
        found.extend(self.odd_co_handling());
        found
    }
}

fn fault(item: usize, finding: Finding) -> Fault {
    Fault::new(
        format!("/items/{item}{}", finding.pointer),
        finding.code,
        finding.words.zh,
        finding.words.en,
    )
}

impl FromBody for PolicyDocument {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let mut written = Vec::new();
        reader.each(|value, pointer| told::nulls(value, &pointer, &mut written));
        written.into_iter().for_each(|fault| reader.fault(fault));
        reader.needed("policy");
        let head = reader.nested("policy", head);
        let policy = head.as_ref().map(|head| head.id.to_string());
        let own = reader.list("facts", OWN_FACTS_MAX, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                fact::own(reader, policy.as_deref())
            })
        });
        let common = facts().iter().cloned();
        let known = Facts::new(common.chain(own.iter().cloned()).collect());
        for (place, finding) in unsound(&known, &own) {
            let pointer = format!("{}/{place}{}", reader.at("facts"), finding.pointer);
            let words = finding.words;
            reader.fault(Fault::new(pointer, finding.code, words.zh, words.en));
        }
        let parameters = reader.list("parameters", PARAMETERS_MAX, |value, pointer, faults| {
            element(value, pointer, faults, |reader| {
                fact::parameter(reader, &known)
            })
        });
        reader.needed("items");
        let items = reader.list("items", ITEMS_MAX, |value, pointer, faults| {
            element(value, pointer, faults, |reader| item::item(reader, &known))
        });
        if items.is_empty() {
            let pointer = reader.at("items");
            reader.fault(Fault::new(
                pointer,
                "items_missing",
                "政策至少应有一个完整的事项",
                "a policy has at least one item without faults",
            ));
        }
        Some(Self {
            facts: own,
            parameters,
            items,
            ..head?
        })
    }
}

/// What is wrong with a policy's own facts, each by its place.
fn unsound(known: &Facts, own: &[Declaration]) -> Vec<(usize, Finding)> {
    let place = |id: &FactId| own.iter().position(|declared| declared.id == *id);
    let findings = known.findings().into_iter();
    findings
        .map(|(id, finding)| (place(&id).unwrap_or_default(), finding))
        .collect()
}

fn level(text: &str) -> Result<String, (String, String)> {
    if ["state", "province", "city", "county"].contains(&text) {
        Ok(text.to_owned())
    } else {
        Err((
            "层级应为 state（国家）、province（省）、city（市）或 county（区县）".to_owned(),
            "a level is `state`, `province`, `city` or `county`".to_owned(),
        ))
    }
}

fn head(reader: &mut Reader<'_>) -> Option<PolicyDocument> {
    let id = reader.parsed("id", policy);
    let title = text_pair(reader, "title", 120);
    let issuer = reader.text("issuer", 120);
    let document_number = reader.text("document_number", 80);
    let level = reader.parsed("level", level);
    let department = reader.parsed("department", department);
    let illustrative = reader.flag("illustrative");
    let valid_from = reader.parsed("valid_from", told::day);
    let valid_to = reader.parsed_if("valid_to", told::day);
    let review_by = reader.parsed_if("review_by", told::day);
    let source = reader.text_if("source", 500);
    let summary = reader.text_if("summary", 1_000);
    let parents = head_parents(reader, level.as_deref());
    if let (Some(from), Some(to)) = (valid_from, valid_to)
        && from > to
    {
        let pointer = reader.at("valid_to");
        reader.fault(crossed(pointer));
    }
    Some(PolicyDocument {
        id: id?,
        title: title?.into(),
        issuer: issuer?,
        document_number: document_number?,
        level: level?,
        department: department?,
        illustrative: illustrative?,
        valid_from: valid_from?,
        valid_to,
        review_by,
        source,
        summary,
        parents,
        facts: Vec::new(),
        parameters: Vec::new(),
        items: Vec::new(),
    })
}

/// The last day lies before the first.
pub(crate) fn crossed(pointer: String) -> Fault {
    Fault::new(
        pointer,
        "crossed_days",
        "结束日期早于开始日期",
        "the last day is before the first",
    )
}
