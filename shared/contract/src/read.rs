//! How request bodies are read: each with every fault, none deciding anything.

use facts::{CreditCode, Day, DepartmentId, ItemId, JurisdictionId, MaterialId, Money, PolicyId};
use serde_json::Value;

use crate::body::{FromBody, Reader};
use crate::department::DryRunRouting;
use crate::draft::{ChooseItems, CreateDraft, CreateUpload, EditDraft, ReuseMaterial};
use crate::eligibility::ask::profile_of;
use crate::fault::Fault;
use crate::profile::WriteProfile;
use crate::text::Text;

/// Longest reason or message, in characters.
const SENTENCES: usize = 2_000;
/// Longest name or title.
const NAME: usize = 200;
/// Most items one draft is for; the rules count again.
const ITEMS_MAX: usize = 50;

mod allocation;
mod authority;
mod award;
mod case;
mod checklist;
mod co_handling;
mod explain;
mod gathering;
pub(crate) mod parents;
mod policy;
mod register;
mod supervision;

type Read<T> = Result<T, (String, String)>;

fn told<T, E: std::fmt::Display>(read: Result<T, E>, zh: &str) -> Read<T> {
    read.map_err(|error| (zh.to_owned(), error.to_string()))
}

pub(crate) fn day(text: &str) -> Read<Day> {
    told(
        Day::parse(text),
        "日期应写成 2026-01-31 这样的格式，且确有这一天",
    )
}

pub(crate) fn money(text: &str) -> Read<Money> {
    told(
        Money::parse(text),
        "金额以元为单位，最多两位小数，如 200000.00",
    )
    .and_then(|money| {
        if money < Money::ZERO {
            Err((
                "金额不能为负".to_owned(),
                "an amount is not negative".to_owned(),
            ))
        } else {
            Ok(money)
        }
    })
}

const ID: &str = "编码由小写字母、数字和短横线组成，最多 64 个字符，首尾不能是短横线";

pub(crate) fn item(text: &str) -> Read<ItemId> {
    told(ItemId::parse(text), ID)
}

pub(crate) fn policy(text: &str) -> Read<PolicyId> {
    told(PolicyId::parse(text), ID)
}

pub(crate) fn material(text: &str) -> Read<MaterialId> {
    told(MaterialId::parse(text), ID)
}

pub(crate) fn department(text: &str) -> Read<DepartmentId> {
    told(DepartmentId::parse(text), ID)
}

pub(crate) fn jurisdiction(text: &str) -> Read<JurisdictionId> {
    told(JurisdictionId::parse(text), ID)
}

pub(crate) fn credit_code(text: &str) -> Read<CreditCode> {
    told(
        CreditCode::parse(text),
        "统一社会信用代码为 18 位数字或大写字母，不含 I、O、S、V、Z，请对照营业执照核对",
    )
}

/// A text in both languages, needed.
pub(crate) fn text_pair(
    reader: &mut Reader<'_>,
    field: &'static str,
    characters_max: usize,
) -> Option<Text> {
    reader.needed(field)?;
    reader.nested(field, |reader| {
        let zh = reader.text("zh", characters_max);
        let en = reader.text("en", characters_max.saturating_mul(3));
        Some(Text::new(zh?, en?))
    })
}

/// An element of a list that is an object.
pub(crate) fn element<T>(
    value: &Value,
    pointer: String,
    faults: &mut Vec<Fault>,
    read: impl FnOnce(&mut Reader<'_>) -> Option<T>,
) -> Option<T> {
    let mut reader = Reader::object(value, pointer, faults)?;
    let read = read(&mut reader);
    reader.refuse_unknown();
    read
}

/// An element of a list that is a text.
pub(crate) fn word(value: &Value, pointer: String, faults: &mut Vec<Fault>) -> Option<String> {
    let text = value.as_str().map(|text| text.trim().to_owned());
    let text = text.filter(|text| (1..=NAME).contains(&text.chars().count()));
    if text.is_none() {
        faults.push(Fault::new(
            pointer,
            "text_length",
            format!("此处应为 1 至 {NAME} 个字的文本"),
            format!("expected a text of 1 to {NAME} characters here"),
        ));
    }
    text
}

impl FromBody for CreateDraft {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let item = reader.parsed("item", item);
        let enterprise = reader.parsed("enterprise", credit_code);
        Some(Self {
            item: item?.to_string(),
            enterprise: enterprise?.to_string(),
        })
    }
}

impl FromBody for EditDraft {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let contact_email = reader.text("contact_email", NAME);
        let remark = reader.text_if("remark", SENTENCES);
        Some(Self {
            contact_email: contact_email?,
            remark,
        })
    }
}

impl FromBody for ChooseItems {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        reader.needed("items");
        let items = reader.list("items", ITEMS_MAX, |value, pointer, faults| {
            let text = word(value, pointer.clone(), faults)?;
            match item(&text) {
                Ok(item) => Some(item.to_string()),
                Err((zh, en)) => {
                    faults.push(Fault::new(pointer, "invalid_value", zh, en));
                    None
                }
            }
        });
        Some(Self { items })
    }
}

impl FromBody for ReuseMaterial {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let material = reader.parsed("material", material);
        let sha256 = reader.text("sha256", NAME);
        Some(Self {
            material: material?.to_string(),
            sha256: sha256?,
        })
    }
}

impl FromBody for CreateUpload {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let material = reader.parsed("material", material);
        let file_name = reader.text("file_name", NAME);
        let media_type = reader.text("media_type", NAME);
        let bytes = reader.whole("bytes", 1, u64::MAX);
        let sha256 = reader.text("sha256", NAME);
        Some(Self {
            material: material?.to_string(),
            file_name: file_name?,
            media_type: media_type?,
            bytes: bytes?,
            sha256: sha256?,
        })
    }
}

impl FromBody for WriteProfile {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let name = reader.text("name", NAME);
        let contact_email = reader.text("contact_email", NAME);
        let facts = reader.map("facts");
        let at = reader.at("facts");
        let mut faults = Vec::new();
        // a policy's own facts are read where that policy is known
        let common = facts
            .iter()
            .filter(|(id, _)| !crate::rule::is_own(id))
            .map(|(id, value)| (id.clone(), value.clone()));
        let declared = crate::facts::facts();
        profile_of(&common.collect(), declared, &at, &mut faults);
        faults.into_iter().for_each(|fault| reader.fault(fault));
        Some(Self {
            name: name?,
            contact_email: contact_email?,
            facts,
        })
    }
}

impl FromBody for DryRunRouting {
    fn read(reader: &mut Reader<'_>) -> Option<Self> {
        let item = reader.parsed("item", item);
        let jurisdiction = reader.parsed_if("jurisdiction", jurisdiction);
        Some(Self {
            item: item?.to_string(),
            jurisdiction: jurisdiction.map(|id| id.to_string()),
        })
    }
}

/// What was read, or its fault at its place.
pub(super) fn fine<T>(read: Read<T>, pointer: String, faults: &mut Vec<Fault>) -> Option<T> {
    match read {
        Ok(value) => Some(value),
        Err((zh, en)) => {
            faults.push(Fault::new(pointer, "invalid_value", zh, en));
            None
        }
    }
}

/// An item named in a list.
pub(super) fn item_id(value: &Value, pointer: String, faults: &mut Vec<Fault>) -> Option<String> {
    let text = word(value, pointer.clone(), faults)?;
    fine(item(&text).map(|id| id.to_string()), pointer, faults)
}
