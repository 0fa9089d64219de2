//! 测算凭证: an assessment that anybody can run again later and find the same, to the byte (M19, M97).
//!
//! A receipt names the immutable catalogue it was made with and the version of the engine, and holds what was known and what came out, in
//! one way of writing. Its digest is SHA-256 over the canonical JSON (RFC 8785) of all that. Wording is no part of it: texts may be
//! mended without making old receipts wrong. No name, no code, no address: whoever holds it knows the facts and nothing else.

use std::collections::BTreeSet;

use calculator::{Amounted, Assessment, ENGINE, Profile};
use facts::{Day, ItemId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::body::{FromBody, Reader};
use crate::catalogue::Opened;
use crate::convert::outcome;
use crate::eligibility::VerdictView;
use crate::eligibility::ask::profile_of;
use crate::eligibility::known::facts_of;
use crate::fault::Fault;
use crate::text::Text;

mod difference;

pub use difference::DifferenceView;
use difference::differences;

/// The form of receipts written now.
const FORMAT: u32 = 1;

/// A receipt. Every field but `digest` is under the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    /// The form of this receipt.
    pub format: u32,
    /// Version of the engine that made it.
    pub engine: u32,
    /// Catalogue version evaluated: the hash of an immutable snapshot.
    pub catalogue: String,
    /// Day assessed.
    #[schema(format = Date)]
    pub as_of: String,
    /// The items asked about, in order of their ids; all in force when empty.
    pub items: Vec<String>,
    /// What was known, normalised.
    #[schema(value_type = Object)]
    pub facts: Map<String, Value>,
    /// What came out.
    pub result: ReceiptResult,
    /// SHA-256 over the canonical JSON (RFC 8785) of everything above, in hexadecimal.
    pub digest: String,
}

/// What came out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptResult {
    /// Items, in order of their ids.
    pub items: Vec<ReceiptItem>,
    /// Items of the best set, in order of their ids.
    pub taken: Vec<String>,
    /// What is certain of it, in yuan.
    pub total: String,
    /// No set is worth more, in yuan.
    pub bound: String,
}

/// What came out for one item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReceiptItem {
    /// Item id.
    pub item: String,
    /// The verdict.
    pub verdict: VerdictView,
    /// `met`, `unmet` or `unknown` of each condition, in the order of the item.
    pub conditions: Vec<String>,
    /// `money`, `exemption` or `ask`.
    pub gives: String,
    /// The least, in yuan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub low: Option<String>,
    /// The most, in yuan; absent if unbounded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub high: Option<String>,
}

/// A receipt that is kept, and how long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptView {
    /// Its id: whoever knows it may read it, nobody can guess it.
    pub receipt: String,
    /// The page that shows it.
    pub link: String,
    /// Until when it is kept; whoever holds the receipt itself can verify it for good.
    #[schema(format = Date)]
    pub kept_until: String,
    /// That it is advice, and who decides.
    pub notice: Text,
    /// The receipt.
    pub body: Receipt,
}

/// A receipt to be run again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerifyRequest {
    /// The receipt, as it was given.
    pub receipt: Receipt,
}

/// Whether it comes out the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VerifyReply {
    /// Whether every byte is the same.
    pub confirmed: bool,
    /// Version of the engine that ran it again.
    pub engine: u32,
    /// The digest of what came out now.
    pub digest: String,
    /// In words.
    pub words: Text,
    /// What differs.
    pub differences: Vec<DifferenceView>,
    /// That it is advice, and who decides.
    pub notice: Text,
}

impl FromBody for VerifyRequest {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let value = reader.needed("receipt")?;
        match serde_path_to_error::deserialize::<_, Receipt>(value) {
            Ok(receipt) => Some(Self { receipt }),
            Err(error) => {
                let path = error.path().to_string();
                let at = if path == "." {
                    String::new()
                } else {
                    format!("/{}", path.replace('.', "/"))
                };
                let pointer = format!("{}{at}", reader.at("receipt"));
                reader.fault(Fault::new(
                    pointer,
                    "invalid_receipt",
                    "这不是一份完整的测算凭证，请原样提交下载得到的凭证",
                    format!("this is no whole receipt: {}", error.inner()),
                ));
                None
            }
        }
    }
}

impl Receipt {
    /// The receipt of `assessment`.
    #[must_use]
    pub fn of(
        assessment: &Assessment,
        catalogue: &Opened,
        (profile, day): (&Profile, Day),
        only: &BTreeSet<ItemId>,
    ) -> Self {
        let mut receipt = Self {
            format: FORMAT,
            engine: ENGINE,
            catalogue: catalogue.version().to_owned(),
            as_of: day.to_string(),
            items: only.iter().map(ToString::to_string).collect(),
            facts: facts_of(profile),
            result: result(assessment),
            digest: String::new(),
        };
        receipt.digest = receipt.digested();
        receipt
    }

    /// The canonical bytes: what the digest is over.
    #[must_use]
    pub fn canonical(&self) -> String {
        let mut value = serde_json::to_value(self).unwrap_or_default();
        if let Some(fields) = value.as_object_mut() {
            fields.remove("digest");
        }
        serde_json_canonicalizer::to_string(&value).unwrap_or_default()
    }

    fn digested(&self) -> String {
        let digest = Sha256::digest(self.canonical());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// What was known and asked, as the engine takes it.
    ///
    /// # Errors
    /// What of it cannot be read any more.
    pub fn inputs(
        &self,
        catalogue: &Opened,
    ) -> Result<(Profile, Day, BTreeSet<ItemId>), Vec<Fault>> {
        let mut faults = Vec::new();
        let profile = profile_of(&self.facts, catalogue.facts(), "/facts", &mut faults);
        let day = Day::parse(&self.as_of).map_err(|error| {
            let zh = "日期应写成 2026-01-31 这样的格式";
            faults.push(Fault::new("/as_of", "invalid_value", zh, error.to_string()));
        });
        let only = self.items.iter().filter_map(|id| ItemId::parse(id).ok());
        let only = only.collect();
        match day {
            Ok(day) if faults.is_empty() => Ok((profile, day, only)),
            _ => Err(faults),
        }
    }

    /// Runs it again against the catalogue it names.
    #[must_use]
    pub fn run_again(&self, catalogue: &Opened) -> VerifyReply {
        let again = self.inputs(catalogue).map(|(profile, day, only)| {
            let assessment = catalogue.assess(&profile, day, &only);
            Self::of(&assessment, catalogue, (&profile, day), &only)
        });
        match again {
            Ok(again) => self.compared(&again),
            Err(faults) => {
                let differences = faults.into_iter().map(|fault| DifferenceView {
                    pointer: fault.pointer,
                    kept: Value::Null,
                    now: Value::from(fault.zh),
                });
                self.told(String::new(), differences.collect())
            }
        }
    }

    fn compared(&self, again: &Self) -> VerifyReply {
        // the engine that runs it now is another fact, not another result
        let again = Self {
            engine: self.engine,
            format: self.format,
            ..again.clone()
        };
        let now = Self {
            digest: again.digested(),
            ..again
        };
        let (one, two) = (serde_json::to_value(self), serde_json::to_value(&now));
        let differences = differences(&one.unwrap_or_default(), &two.unwrap_or_default());
        self.told(now.digest, differences)
    }

    /// What is said of a receipt whose catalogue was never published here.
    #[must_use]
    pub fn unknown_catalogue(&self) -> VerifyReply {
        let difference = DifferenceView {
            pointer: "/catalogue".to_owned(),
            kept: Value::from(self.catalogue.as_str()),
            now: Value::Null,
        };
        VerifyReply {
            words: Text::new(
                "未能核验：本平台没有凭证所载版本的政策清单，凭证可能不是本平台出具，或已被改动。",
                "Not confirmed: this platform never had the catalogue the receipt names; it was made elsewhere, or changed.",
            ),
            ..self.told(String::new(), vec![difference])
        }
    }

    fn told(&self, digest: String, differences: Vec<DifferenceView>) -> VerifyReply {
        let words = match (differences.is_empty(), self.engine == ENGINE) {
            (true, true) => Text::new(
                "核验一致：用凭证所载的政策清单重新测算，结果逐字节相同。",
                "Confirmed: run again with the catalogue it names, every byte is the same.",
            ),
            (true, false) => Text::new(
                format!(
                    "核验一致：由测算引擎第 {} 版出具，用第 {ENGINE} 版重新测算，结果逐字节相同。",
                    self.engine
                ),
                format!(
                    "Confirmed: made by engine {}, run again by engine {ENGINE}, every byte is the same.",
                    self.engine
                ),
            ),
            (false, true) => Text::new(
                "核验不一致：凭证内容与重新测算的结果不同，不同之处见下。凭证可能被改动过。",
                "Not confirmed: the receipt is not what comes out; see the differences. It may have been changed.",
            ),
            (false, false) => Text::new(
                format!(
                    "核验不一致：凭证由测算引擎第 {} 版出具，现由第 {ENGINE} 版重新测算，不同之处见下。",
                    self.engine
                ),
                format!(
                    "Not confirmed: made by engine {}, run again by engine {ENGINE}; see the differences.",
                    self.engine
                ),
            ),
        };
        VerifyReply {
            confirmed: differences.is_empty(),
            engine: ENGINE,
            digest,
            words,
            differences,
            notice: crate::eligibility::answer::notice(),
        }
    }
}

fn result(assessment: &Assessment) -> ReceiptResult {
    let combination = &assessment.combination;
    let mut items: Vec<ReceiptItem> = assessment.items.iter().map(item).collect();
    items.sort_by(|one, two| one.item.cmp(&two.item));
    let mut taken: Vec<String> = combination.taken.iter().map(ToString::to_string).collect();
    taken.sort();
    ReceiptResult {
        items,
        taken,
        total: combination.total.to_string(),
        bound: combination.bound.to_string(),
    }
}

fn item(answer: &calculator::ItemVerdict) -> ReceiptItem {
    let (gives, low, high) = match &answer.amount {
        Amounted::Money { low, high } => ("money", Some(*low), *high),
        Amounted::Exemption(_) => ("exemption", None, None),
        Amounted::Ask(_) => ("ask", None, None),
    };
    ReceiptItem {
        item: answer.item.to_string(),
        verdict: answer.verdict.into(),
        conditions: answer
            .conditions
            .iter()
            .map(|truth| outcome(*truth).to_owned())
            .collect(),
        gives: gives.to_owned(),
        low: low.map(|low| low.to_string()),
        high: high.map(|high| high.to_string()),
    }
}
