//! The review checklist (审核清单, M43, M73): the conditions and materials of the version a case was submitted under, each ticked by its
//! department. Approval needs every entry ticked and none not met; a refusal names what is not met, or says what else stands against it.

use calculator::Truth;

use super::decide::{Asked, written};
use super::{Case, Decision, Kind};
use crate::Text;
use crate::refusal::Refusal;

/// Longest evidence of one entry, in characters: the name of a document, or a word.
pub const EVIDENCE_CHARACTERS_MAX: usize = 200;

/// A condition of the item, as it stood on the day of submission.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConditionAsked {
    /// In plain words.
    pub words: Text,
    /// The document it is written in.
    pub document: String,
    /// The article, such as 第三条第二款.
    pub article: String,
    /// What the calculator said of it on the enterprise's own data at submission; none where it was not asked.
    pub foreseen: Option<Truth>,
}

/// What a department found of one entry (核对结果).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Finding {
    /// 满足
    Met,
    /// 不满足
    NotMet,
    /// 不适用
    NotApplicable,
}

impl Finding {
    /// Every finding.
    pub const ALL: &'static [Self] = &[Self::Met, Self::NotMet, Self::NotApplicable];

    /// The finding a record, a form or a body means with this word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|one| one.word() == word)
    }

    /// The word in records, in forms and on the wire.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::NotMet => "not_met",
            Self::NotApplicable => "not_applicable",
        }
    }

    /// In words.
    #[must_use]
    pub fn title(self) -> Text {
        let (zh, en) = match self {
            Self::Met => ("满足", "met"),
            Self::NotMet => ("不满足", "not met"),
            Self::NotApplicable => ("不适用", "not applicable"),
        };
        Text::new(zh, en)
    }
}

/// The tick of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The entry, such as `condition-1` or `material-application-form`.
    pub entry: String,
    /// What was found.
    pub finding: Finding,
    /// What shows it: which document, or a word. Conditions need it.
    pub evidence: Option<String>,
}

/// What a department found when it decided.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Checked {
    /// A tick for each entry.
    pub ticks: Vec<Tick>,
    /// What stands against approval outside the list (其他理由).
    pub other_ground: Option<String>,
    /// Why it is approved although a co-handling department does not agree (M11).
    pub despite: Option<String>,
}

impl Checked {
    /// The tick of an entry.
    #[must_use]
    pub fn tick(&self, entry: &str) -> Option<&Tick> {
        self.ticks.iter().find(|tick| tick.entry == entry)
    }
}

/// One line of the checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Its id within the case.
    pub id: String,
    /// What is checked.
    pub words: Text,
    /// For a condition: where it is written, and what the calculator said.
    pub condition: Option<ConditionAsked>,
}

/// One fault of a filled checklist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Flaw {
    /// The place of the tick in what was sent, and its field; none where a tick is missing.
    pub at: Option<(usize, &'static str)>,
    /// The entry it is about; empty for the list as a whole.
    pub entry: String,
    /// The stable machine word.
    pub code: &'static str,
    /// What is wrong and how to mend it.
    pub words: Text,
}

impl Case {
    /// What its department checks; empty for what is no application and for an item without conditions.
    #[must_use]
    pub fn checklist(&self) -> Vec<Entry> {
        if self.kind != Kind::Application || self.subject.conditions.is_empty() {
            return Vec::new();
        }
        let conditions = (1_u32..).zip(&self.subject.conditions);
        let conditions = conditions.map(|(place, condition)| Entry {
            id: format!("condition-{place}"),
            words: condition.words.clone(),
            condition: Some(condition.clone()),
        });
        let materials = self.subject.materials.iter().map(|asked| Entry {
            id: format!("material-{}", asked.material),
            words: asked.name.clone(),
            condition: None,
        });
        conditions.chain(materials).collect()
    }

    /// Entries the department found not met, once it decided.
    #[must_use]
    pub fn not_met(&self) -> Vec<Entry> {
        let found = |entry: &Entry| self.checked.tick(&entry.id).map(|tick| tick.finding);
        let mut entries = self.checklist();
        entries.retain(|entry| found(entry) == Some(Finding::NotMet));
        entries
    }

    /// Everything that keeps this decision from being taken with this list.
    #[must_use]
    pub fn flaws(&self, decision: &Decision, checked: &Checked) -> Vec<Flaw> {
        let entries = self.checklist();
        let mut flaws = each_tick(&entries, &checked.ticks);
        match decision {
            Decision::Replied(_) => {}
            Decision::Approved { .. } => flaws.extend(of_approval(&entries, &checked.ticks)),
            Decision::Refused { .. } => flaws.extend(of_refusal(&entries, checked)),
        }
        flaws
    }
}

/// The list as it is kept, if nothing is wrong with it.
pub(super) fn checked(
    asked: &Asked<'_>,
    decision: &Decision,
    checked: Checked,
) -> Result<Checked, Refusal> {
    let checked = trimmed(checked);
    for text in [&checked.other_ground, &checked.despite]
        .into_iter()
        .flatten()
    {
        written(text, Refusal::ReasonNeeded)?;
    }
    let flaws = asked.case.flaws(decision, &checked);
    if flaws.is_empty() {
        Ok(checked)
    } else {
        Err(Refusal::ChecklistOpen { flaws })
    }
}

fn trimmed(checked: Checked) -> Checked {
    let kept = |text: Option<String>| {
        let text = text.map(|text| text.trim().to_owned());
        text.filter(|text| !text.is_empty())
    };
    let ticks = checked.ticks.into_iter().map(|tick| Tick {
        evidence: kept(tick.evidence),
        ..tick
    });
    Checked {
        ticks: ticks.collect(),
        other_ground: kept(checked.other_ground),
        despite: kept(checked.despite),
    }
}

/// What is wrong with each tick by itself.
fn each_tick(entries: &[Entry], ticks: &[Tick]) -> Vec<Flaw> {
    let mut flaws = Vec::new();
    for (place, tick) in ticks.iter().enumerate() {
        let flaw = |field, code, zh: String, en: String| Flaw {
            at: Some((place, field)),
            entry: tick.entry.clone(),
            code,
            words: Text::new(zh, en),
        };
        let id = &tick.entry;
        let Some(entry) = entries.iter().find(|entry| entry.id == *id) else {
            flaws.push(flaw(
                "entry",
                "unknown_entry",
                format!("审核清单中没有“{id}”，请按办件的 checklist 填写"),
                format!(
                    "the checklist has no entry `{id}`; take the ids of `checklist` of the case"
                ),
            ));
            continue;
        };
        let words = &entry.words;
        if ticks.iter().take(place).any(|before| before.entry == *id) {
            flaws.push(flaw(
                "entry",
                "ticked_twice",
                format!("“{}”核对了两次，请只留一次", words.zh),
                format!("`{}` is ticked twice; keep one", words.en),
            ));
        }
        let evidence = tick.evidence.as_deref().unwrap_or_default().trim();
        if entry.condition.is_some() && evidence.is_empty() {
            flaws.push(flaw(
                "evidence",
                "evidence_needed",
                format!("“{}”没有写明核对依据，请写明依据的材料或情况", words.zh),
                format!(
                    "`{}` lacks its evidence; say which document or what shows it",
                    words.en
                ),
            ));
        }
        if evidence.chars().count() > EVIDENCE_CHARACTERS_MAX {
            flaws.push(flaw(
                "evidence",
                "evidence_too_long",
                format!(
                    "“{}”的核对依据过长，最多 {EVIDENCE_CHARACTERS_MAX} 个字",
                    words.zh
                ),
                format!(
                    "the evidence of `{}` is longer than {EVIDENCE_CHARACTERS_MAX} characters",
                    words.en
                ),
            ));
        }
    }
    flaws
}

/// Every entry is ticked, and none is not met.
fn of_approval<'a>(entries: &'a [Entry], ticks: &'a [Tick]) -> impl Iterator<Item = Flaw> + 'a {
    entries.iter().filter_map(|entry| {
        let place = ticks.iter().position(|tick| tick.entry == entry.id);
        let found = place.and_then(|place| ticks.get(place));
        let (zh, en) = (&entry.words.zh, &entry.words.en);
        let (at, code, words) = match found.map(|tick| tick.finding) {
            None => (
                None,
                "not_ticked",
                Text::new(
                    format!("“{zh}”没有核对，请选择满足、不满足或者不适用"),
                    format!(
                        "`{en}` (`{}`) is not ticked; say whether it is met",
                        entry.id
                    ),
                ),
            ),
            Some(Finding::NotMet) => (
                place.map(|place| (place, "finding")),
                "not_met",
                Text::new(
                    format!("“{zh}”不满足，不能同意；请核对，或者不予支持"),
                    format!("`{en}` is not met, so this cannot be approved; check it, or refuse"),
                ),
            ),
            Some(Finding::Met | Finding::NotApplicable) => return None,
        };
        Some(Flaw {
            at,
            entry: entry.id.clone(),
            code,
            words,
        })
    })
}

/// Something of the list is not met, or something outside it stands against it.
fn of_refusal(entries: &[Entry], checked: &Checked) -> Option<Flaw> {
    let not_met = |tick: &Tick| tick.finding == Finding::NotMet;
    let grounded = checked.other_ground.is_some() || checked.ticks.iter().any(not_met);
    (!entries.is_empty() && !grounded).then(|| Flaw {
        at: None,
        entry: String::new(),
        code: "ground_needed",
        words: Text::new(
            "不予支持的，请在审核清单中标明哪一项不满足，或者写明其他理由",
            "a refusal ticks what is not met in the checklist, or gives a ground outside it",
        ),
    })
}
