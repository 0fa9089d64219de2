//! A question as it is understood: which catalogue, what is known, which day, which items.

use std::collections::BTreeSet;
use std::sync::Arc;

use adapters::http::{Answer, Door, Problem};
use calculator::{Assessment, FactId, Profile};
use casework::access::Operation;
use contract::catalogue::Opened;
use contract::eligibility::{AssessmentReply, AssessmentRequest, answer, ask, question, what_if};
use contract::fault::{Fault, Malformed};
use contract::receipt::Receipt;
use facts::{CreditCode, Day, Instant, ItemId};
use serde_json::{Map, Value};

/// Days that can be assessed: rules are older than this nowhere, and nobody knows those of a later year.
const YEARS: (i16, i16) = (2000, 2100);

/// What was saved of an enterprise before.
#[derive(Debug, Default)]
pub(crate) struct Saved {
    pub(crate) enterprise: Option<CreditCode>,
    pub(crate) version: u64,
    pub(crate) name: String,
    pub(crate) contact_email: String,
    pub(crate) facts: Map<String, Value>,
}

/// The saved profile of an enterprise its asker may read.
pub(crate) async fn saved(door: &Door, code: &str) -> Answer<Saved> {
    let actor = door.actor(Operation::ReadProfile)?;
    let code = CreditCode::parse(code).map_err(|error| {
        let zh = "统一社会信用代码为 18 位数字或大写字母，请对照营业执照核对";
        Malformed::of(vec![Fault::new(
            "/enterprise",
            "invalid_value",
            zh,
            error.to_string(),
        )])
    })?;
    actor.reaches(Operation::ReadProfile, Some(&code), None)?;
    let profile = door.outside.table().read_profile(&code).await?;
    let profile = profile.ok_or_else(Problem::not_found)?;
    Ok(Saved {
        enterprise: Some(code),
        version: profile.version,
        name: profile.name,
        contact_email: profile.contact_email,
        facts: profile.facts,
    })
}

/// A question that was understood.
#[derive(Debug)]
pub(crate) struct Asked {
    pub(crate) catalogue: Arc<Opened>,
    pub(crate) profile: Profile,
    pub(crate) day: Day,
    pub(crate) only: BTreeSet<ItemId>,
    changed: Option<Profile>,
    declined: BTreeSet<FactId>,
    warnings: Vec<contract::text::Text>,
}

impl Asked {
    /// Reads a question: what is given now over what was saved.
    pub(crate) async fn read(
        door: &Door,
        request: &AssessmentRequest,
        saved: &Saved,
    ) -> Answer<Self> {
        let catalogue = door.outside.catalogue().current().await?;
        let today = Instant::from(door.now).day();
        let mut faults = Vec::new();
        let day = day(request, today, &mut faults);
        let facts = catalogue.facts();
        let given = ask::profile_of(&request.facts, facts, "/facts", &mut faults);
        let only = items(&request.items, (&catalogue, day), &mut faults);
        // what was saved was sound when it was saved; facts withdrawn since then are left out
        let known = ask::profile_of(&saved.facts, facts, "/facts", &mut Vec::new());
        let profile = known.overlaid(given);
        let changed = (!request.what_if.is_empty())
            .then(|| what_if::changed(&request.what_if, &profile, facts, &mut faults));
        for (profile, at) in [(Some(&profile), "/facts"), (changed.as_ref(), "/what_if")] {
            let latest = day.max(today);
            let found = profile.map(|profile| catalogue.contradictions(profile, latest));
            faults.extend(found.into_iter().flatten().map(|found| {
                let at = format!("{at}/{}", found.fact);
                Fault::new(at, "contradiction", found.words.zh, found.words.en)
            }));
        }
        if !faults.is_empty() {
            return Err(Malformed::of(faults).into());
        }
        let declined = request.declined.iter();
        Ok(Self {
            profile,
            day,
            only,
            changed,
            declined: declined.filter_map(|id| FactId::parse(id).ok()).collect(),
            warnings: saved
                .enterprise
                .as_ref()
                .map(Opened::warnings)
                .unwrap_or_default(),
            catalogue,
        })
    }

    /// What a receipt was made of.
    pub(crate) fn of(receipt: &Receipt, catalogue: Arc<Opened>) -> Option<Self> {
        let (profile, day, only) = receipt.inputs(&catalogue).ok()?;
        Some(Self {
            catalogue,
            profile,
            day,
            only,
            changed: None,
            declined: BTreeSet::new(),
            warnings: Vec::new(),
        })
    }

    fn assess(&self, profile: &Profile) -> Assessment {
        self.catalogue.assess(profile, self.day, &self.only)
    }

    /// The calculator's answer, with the questions that are left and what would change.
    pub(crate) fn answer(&self) -> AssessmentReply {
        let assessment = self.assess(&self.profile);
        let known = (&self.profile, self.day);
        let mut reply = answer::reply(&assessment, &self.catalogue, known);
        reply.warnings.clone_from(&self.warnings);
        question::ask(
            &mut reply,
            &self.catalogue,
            known,
            (&assessment, &self.declined),
        );
        reply.what_if = self.changed.as_ref().map(|changed| {
            let after = self.assess(changed);
            what_if::view(&assessment, &after, (&self.catalogue, self.day))
        });
        reply
    }

    /// The receipt of the answer.
    pub(crate) fn receipt(&self) -> Receipt {
        let assessment = self.assess(&self.profile);
        let asked = (&self.profile, self.day);
        Receipt::of(&assessment, &self.catalogue, asked, &self.only)
    }
}

fn day(request: &AssessmentRequest, today: Day, faults: &mut Vec<Fault>) -> Day {
    let Some(text) = request.as_of.as_deref() else {
        return today;
    };
    let (first, last) = YEARS;
    match Day::parse(text) {
        Ok(day) if (first..=last).contains(&day.year()) => day,
        Ok(_) => {
            faults.push(Fault::new(
                "/as_of",
                "day_range",
                format!("测算日期应在 {first} 年至 {last} 年之间"),
                format!("the day lies from {first} to {last}"),
            ));
            today
        }
        Err(_) => {
            faults.push(Fault::new(
                "/as_of",
                "invalid_value",
                "日期应写成 2026-01-31 这样的格式",
                "give the day as YYYY-MM-DD",
            ));
            today
        }
    }
}

fn items(
    asked: &[String],
    (catalogue, day): (&Opened, Day),
    faults: &mut Vec<Fault>,
) -> BTreeSet<ItemId> {
    let known = |(place, text): (usize, &String)| {
        let id = ItemId::parse(text)
            .ok()
            .filter(|id| catalogue.item(id, day).is_some());
        if id.is_none() {
            faults.push(Fault::new(
                format!("/items/{place}"),
                "unknown_item",
                format!("没有名为 `{text}` 的事项"),
                format!("there is no item `{text}`"),
            ));
        }
        id
    };
    asked.iter().enumerate().filter_map(known).collect()
}
