//! Reading one item.

use calculator::gate::TestCase;
use calculator::{
    Clause, Condition, Facts, Item, JointCap, Once, Order, Per, Selection, Time, Verdict,
};
use casework::draft::MaterialTerms;
use facts::ItemId;
use serde_json::Value;

use super::fact::one_of;
use super::told::day;
use super::{
    ItemDocument, MaterialDocument, OpeningDocument, StepDocument, amount, co_handling, crossed,
    test,
};
use crate::body::Reader;
use crate::eligibility::ask::profile_of;
use crate::fault::Fault;
use crate::read::{self, element, material, money, text_pair, word};

const MEDIA_TYPES: [&str; 5] = [
    "application/pdf",
    "image/jpeg",
    "image/png",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
];
/// Most months a material may be handed in again.
const VALID_MONTHS_MAX: u64 = 120;
/// Largest file a material may ask for: 50 MB.
const BYTES_MAX: u64 = 50_000_000;
/// Longest a single step may promise, in working days.
const WORKING_DAYS_MAX: u64 = 250;

pub(super) fn item(reader: &mut Reader<'_>, facts: &Facts) -> Option<ItemDocument> {
    let rules = rules(reader);
    let benefit = text_pair(reader, "benefit", 300);
    let mode = reader.parsed("mode", mode);
    let materials = reader.list("materials", 50, |value, pointer, faults| {
        element(value, pointer, faults, read_material)
    });
    reader.needed("steps");
    let steps = reader.list("steps", 20, |value, pointer, faults| {
        element(value, pointer, faults, step)
    });
    let co_handling = co_handling::co_handling(reader);
    let mut openings = reader.list("openings", 50, |value, pointer, faults| {
        element(value, pointer, faults, opening)
    });
    openings.sort_by_key(|opening: &OpeningDocument| opening.from);
    let publicity = reader.whole("publicity_working_days", 0, 60);
    if publicity
        .is_some_and(|days| (1..u64::from(casework::notice::WORKING_DAYS_MIN)).contains(&days))
    {
        let pointer = reader.at("publicity_working_days");
        reader.fault(Fault::new(
            pointer,
            "publicity_too_short",
            "公示期不得少于 5 个工作日；无需公示的填 0",
            "publicity lasts at least 5 working days; give 0 where there is none",
        ));
    }
    let correction = reader.whole("correction_working_days", 1, 60);
    let contact = reader.text("contact", 200);
    let tests = reader.list("tests", 200, |value, pointer, faults| {
        element(value, pointer, faults, |reader| test_case(reader, facts))
    });
    Some(ItemDocument {
        rules: rules?,
        benefit: benefit?.into(),
        mode: mode?,
        materials,
        steps,
        co_handling,
        openings,
        publicity_working_days: small(publicity?),
        correction_working_days: small(correction?),
        contact: contact?,
        tests,
    })
}

fn small(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn rules(reader: &mut Reader<'_>) -> Option<Item> {
    let id = reader.parsed("id", read::item);
    let title = text_pair(reader, "title", 120);
    reader.needed("conditions");
    let conditions = reader.list("conditions", 100, |value, pointer, faults| {
        element(value, pointer, faults, condition)
    });
    let benefit = amount::benefit(reader);
    let combination = reader.value("combination").is_some();
    let (highest_of, excludes, joint_cap) = if combination {
        reader
            .nested("combination", |reader| {
                let highest_of = reader.text_if("highest_of", 80);
                let excludes = reader.list("excludes", 100, |value, pointer, faults| {
                    excluded(value, pointer, faults)
                });
                let joint_cap = reader.nested("joint_cap", |reader| {
                    let group = reader.text("group", 80);
                    let most = amount::needed(reader, "most");
                    Some(JointCap {
                        group: group?,
                        most: most?,
                    })
                });
                Some((highest_of, excludes.into_iter().collect(), joint_cap))
            })
            .unwrap_or_default()
    } else {
        Default::default()
    };
    let selection = selection(reader);
    let once = once(reader);
    Some(Item {
        id: id?,
        title: title?.into(),
        conditions,
        benefit: benefit?,
        highest_of,
        excludes,
        joint_cap,
        selection: selection?,
        once: once?,
    })
}

/// `Some(None)` where it may be had as often as one fits.
fn once(reader: &mut Reader<'_>) -> Option<Option<Once>> {
    if reader.value("once").is_none() {
        return Some(None);
    }
    let read = reader.nested("once", |reader| {
        // documents of before `per` and `within` stand in old snapshots, whose receipts must run again
        if reader.value("zh").is_some() {
            let (zh, en) = (reader.text("zh", 120), reader.text("en", 120));
            return Some(Once {
                per: Per::Enterprise,
                within: Time::Ever,
                used: None,
                words: facts::Text::new(zh?, en?),
            });
        }
        let per = reader.parsed("per", |text| one_of(text, Per::ALL, Per::word, "享受对象"));
        let within = reader.parsed("within", |text| {
            one_of(text, Time::ALL, Time::word, "享受期限")
        });
        let used = reader.parsed_if("used", test::fact);
        let words = text_pair(reader, "words", 120);
        Some(Once {
            per: per?,
            within: within?,
            used,
            words: words?.into(),
        })
    });
    read.map(Some)
}

/// How those who fit are chosen; `Some(None)` where everybody gets it.
fn selection(reader: &mut Reader<'_>) -> Option<Option<Selection>> {
    const PLACES_MAX: u64 = 1_000_000;
    reader.value("selection").map_or(Some(None), |_| {
        let read = reader.nested("selection", |reader| {
            if reader.value("first_come").is_some() {
                return reader.nested("first_come", |reader| {
                    let places = reader.whole("places", 1, PLACES_MAX);
                    Some(Selection::FirstCome { places: places? })
                });
            }
            if reader.value("ranked").is_some() {
                return reader.nested("ranked", |reader| {
                    let by = reader.parsed("by", test::fact);
                    let order = reader.parsed_if("order", order).unwrap_or_default();
                    let places = reader.whole("places", 1, PLACES_MAX);
                    let among = text_pair(reader, "among", 120);
                    Some(Selection::Ranked {
                        by: by?,
                        order,
                        places: places?,
                        among: among?.into(),
                    })
                });
            }
            if reader.value("pro_rata").is_some() {
                return reader.nested("pro_rata", |reader| {
                    let budget = reader.parsed("budget", money);
                    Some(Selection::ProRata { budget: budget? })
                });
            }
            let words = text_pair(reader, "reviewed", 120);
            let places = match reader.value("places") {
                None => None,
                Some(_) => Some(reader.whole("places", 1, PLACES_MAX)?),
            };
            words.map(|words| Selection::Reviewed {
                words: words.into(),
                places,
            })
        });
        read.map(Some)
    })
}

fn order(text: &str) -> Result<Order, (String, String)> {
    match text {
        "greatest_first" => Ok(Order::GreatestFirst),
        "least_first" => Ok(Order::LeastFirst),
        _ => Err((
            "排序应为 greatest_first（由高到低）或 least_first（由低到高）".to_owned(),
            "the order is `greatest_first` or `least_first`".to_owned(),
        )),
    }
}

fn excluded(value: &Value, pointer: String, faults: &mut Vec<Fault>) -> Option<ItemId> {
    let text = word(value, pointer.clone(), faults)?;
    match read::item(&text) {
        Ok(id) => Some(id),
        Err((zh, en)) => {
            faults.push(Fault::new(pointer, "invalid_value", zh, en));
            None
        }
    }
}

fn condition(reader: &mut Reader<'_>) -> Option<Condition> {
    let words = text_pair(reader, "words", 500);
    reader.needed("clause");
    let clause = reader.nested("clause", |reader| {
        let document = reader.text("document", 120);
        let article = reader.text("article", 80);
        Some(Clause {
            document: document?,
            article: article?,
        })
    });
    let test = test::needed(reader, "test");
    Some(Condition {
        test: test?,
        words: words?.into(),
        clause: clause?,
    })
}

fn mode(text: &str) -> Result<String, (String, String)> {
    if ["apply", "fast", "without_application", "promise"].contains(&text) {
        Ok(text.to_owned())
    } else {
        Err((
            "兑现方式应为 apply（申请）、fast（快申快享）、without_application（免申即享）或 promise（承诺即享）"
                .to_owned(),
            "a mode is `apply`, `fast`, `without_application` or `promise`".to_owned(),
        ))
    }
}

fn read_material(reader: &mut Reader<'_>) -> Option<MaterialDocument> {
    let id = reader.parsed("id", material);
    let name = text_pair(reader, "name", 120);
    let proves = text_pair(reader, "proves", 200);
    let issuer = reader.text("issuer", 120);
    reader.needed("media_types");
    let media_types = reader.list("media_types", 10, |value, pointer, faults| {
        let text = word(value, pointer.clone(), faults)?;
        if MEDIA_TYPES.contains(&text.as_str()) {
            return Some(text);
        }
        faults.push(Fault::new(
            pointer,
            "invalid_value",
            format!("可接收的文件类型：{}", MEDIA_TYPES.join("、")),
            format!("media types that can be taken: {}", MEDIA_TYPES.join(", ")),
        ));
        None
    });
    let bytes_max = reader.whole("bytes_max", 1_000, BYTES_MAX);
    let required = reader.flag("required");
    let valid_months = if reader.value("valid_months").is_some() {
        reader.whole("valid_months", 1, VALID_MONTHS_MAX).map(small)
    } else {
        None
    };
    Some(MaterialDocument {
        terms: MaterialTerms {
            material: id?,
            name: name?.into(),
            required: required?,
            media_types,
            bytes_max: bytes_max?,
            valid_months,
        },
        proves: proves?.into(),
        issuer: issuer?,
    })
}

fn step(reader: &mut Reader<'_>) -> Option<StepDocument> {
    let name = text_pair(reader, "name", 80);
    let owner = reader.text("owner", 120);
    let working_days = reader.whole("working_days", 0, WORKING_DAYS_MAX);
    let basis = reader.text("basis", 200);
    Some(StepDocument {
        name: name?.into(),
        owner: owner?,
        working_days: small(working_days?),
        basis: basis?,
    })
}

fn opening(reader: &mut Reader<'_>) -> Option<OpeningDocument> {
    let id = reader.text("id", 40);
    let from = reader.parsed("from", day);
    let to = reader.parsed("to", day);
    let (from, to) = (from?, to?);
    if from > to {
        let pointer = reader.at("to");
        reader.fault(crossed(pointer));
    }
    Some(OpeningDocument { id: id?, from, to })
}

fn test_case(reader: &mut Reader<'_>, declared: &Facts) -> Option<TestCase> {
    let name = reader.text("name", 120);
    let facts = reader.map("facts");
    let pointer = reader.at("facts");
    let mut faults = Vec::new();
    let profile = profile_of(&facts, declared, &pointer, &mut faults);
    faults.into_iter().for_each(|fault| reader.fault(fault));
    let day = reader.parsed("day", day);
    let verdict = reader.parsed("verdict", verdict);
    let amount = reader.parsed_if("amount", money);
    Some(TestCase {
        name: name?,
        profile,
        day: day?,
        verdict: verdict?,
        amount,
    })
}

fn verdict(text: &str) -> Result<Verdict, (String, String)> {
    match text {
        "eligible" => Ok(Verdict::Eligible),
        "undetermined" => Ok(Verdict::Undetermined),
        "ineligible" => Ok(Verdict::Ineligible),
        _ => Err((
            "结论应为 eligible（符合）、undetermined（待定）或 ineligible（不符合）".to_owned(),
            "a verdict is `eligible`, `undetermined` or `ineligible`".to_owned(),
        )),
    }
}
