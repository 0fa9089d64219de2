//! 封装快照: the catalogue as bytes that need neither reading as JSON nor compiling.
//!
//! The JSON form stays the truth; this is made from it once, when it is published, and passed over whenever it does not fit. It holds
//! every version of every policy, and what compiling found out for the time of publication and the next turns; a version is read when it
//! is first looked at. Facts declared for all are part of the program and not of the file: a file made over other facts is refused.

use std::sync::Arc;

use calculator::packed::{self, Lazy, Packed, Packer, Sealed, Unpacker, Unreadable};
use calculator::{Catalogue, Declaration, Facts, packed_struct};
use casework::case::co_handling::PartAsked;
use casework::draft::MaterialTerms;
use casework::policy::{Course, Edition, Halt, Repeal};
use facts::{CalendarYear, Day, Instant};

use super::era::{Eras, compile};
use super::{Opened, OpenedEdition, OpenedPolicy};
use crate::explain::FaqRecord;
use crate::facts::{declared_digest, facts};
use crate::parents::ParentCited;
use crate::rule::{
    CoHandlerDocument, ItemDocument, MaterialDocument, OpeningDocument, PolicyDocument,
    StepDocument,
};

/// For how many times between turns it is compiled ahead: the present one, and what people ask about after it.
const ERAS: usize = 4;

/// A packed snapshot that cannot be used; the snapshot itself can.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unfit {
    /// Its bytes cannot be read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// It was made of another snapshot.
    #[error("the packed catalogue was made of version {0}")]
    Other(String),
    /// It was compiled over facts this program declares otherwise.
    #[error("the packed catalogue was compiled over other facts than this program declares")]
    Facts,
    /// What was read back is not what was written.
    #[error("the packed catalogue does not read back as it was written")]
    Untrue,
}

/// The form of what is written here, beside that of the values: whoever changes it makes it one more.
const FORM: u32 = 4;

/// What distinguishes files of this program from those of others: both formats, and the facts they were compiled over.
#[must_use]
pub fn packed_kind() -> String {
    format!("{}-{FORM}-{:016x}", packed::FORMAT, declared_digest())
}

/// Where the items of a version were written.
type Written = Vec<(u64, Vec<u32>)>;

impl Opened {
    /// The packed snapshot, compiled for `day` and the turns after it; read back and compared before it is given out.
    ///
    /// # Errors
    /// [`Unfit`] if it does not read back, which would be a fault of this program.
    pub fn packed(&self, day: Day) -> Result<Vec<u8>, Unfit> {
        let bytes = self.write(day);
        let back = Self::unpack(&self.version, bytes.clone())?;
        back.eras.read_all()?;
        let same = self.policies == back.policies
            && self.jurisdictions == back.jurisdictions
            && self.calendar == back.calendar
            && self.places == back.places
            && self.turns == back.turns
            && self.facts == back.facts;
        same.then_some(bytes).ok_or(Unfit::Untrue)
    }

    /// Whether it was compiled for `day`, so that nothing is compiled when somebody asks.
    #[must_use]
    pub fn is_compiled_for(&self, day: Day) -> bool {
        let come = self.turns.partition_point(|turn| *turn <= day);
        self.eras.has(come)
    }

    fn write(&self, day: Day) -> Vec<u8> {
        let mut into = Packer::new();
        let mut editions = Vec::new();
        let mut items = Vec::new();
        let mut faqs = Vec::new();
        for policy in &self.policies {
            faqs.push(write_faqs(policy, &mut into));
            let (places, written) = write_editions(policy, &mut into);
            editions.push(places);
            items.push(written);
        }
        let eras = self.write_eras(day, &items, &mut into);
        let root = into.place();
        self.version.pack(&mut into);
        declared_digest().pack(&mut into);
        self.built_at.pack(&mut into);
        self.policies.len().pack(&mut into);
        let places = editions.iter().zip(&faqs);
        for (policy, (editions, faqs)) in self.policies.iter().zip(places) {
            policy.id.pack(&mut into);
            policy.listed.pack(&mut into);
            pack_course(&policy.course, &mut into);
            Lazy::<OpenedEdition>::pack_places(editions, &mut into);
            Lazy::<FaqRecord>::pack_places(faqs, &mut into);
            policy.said().pack(&mut into);
        }
        self.places.pack(&mut into);
        self.turns.pack(&mut into);
        own_facts(&self.facts).pack(&mut into);
        self.jurisdictions.pack(&mut into);
        let years: Vec<CalendarYear> = self.calendar.years().cloned().collect();
        years.pack(&mut into);
        eras.pack(&mut into);
        into.sealed(root)
    }

    /// What is compiled for a day and the turns after it: how many turns had come, and where it was written.
    fn write_eras(&self, day: Day, items: &[Written], into: &mut Packer) -> Vec<(usize, u32)> {
        let first = self.turns.partition_point(|turn| *turn <= day);
        let ahead = self.turns.iter().skip(first).copied();
        let days = std::iter::once(day).chain(ahead).take(ERAS);
        let eras = days.enumerate().map(|(at, day)| {
            let policies = self.policies.iter().zip(items);
            let held = policies.filter_map(|(policy, written)| {
                let version = policy.course.in_force(day)?.document;
                written.iter().find(|(own, _)| *own == version)
            });
            let held: Vec<u32> = held.flat_map(|(_, places)| places).copied().collect();
            let compiled = compile(self, day);
            let place = into.place();
            own_facts(compiled.facts()).pack(into);
            self.jurisdictions.pack(into);
            compiled.pack(&held, into);
            (first + at, place)
        });
        eras.collect()
    }

    /// Opens a packed snapshot of this version.
    ///
    /// # Errors
    /// [`Unfit`] says why it cannot be used.
    pub fn unpack(version: &str, bytes: Vec<u8>) -> Result<Self, Unfit> {
        let file = Sealed::open(bytes)?;
        let from = &mut file.root();
        let own = String::unpack(from)?;
        if own != version {
            return Err(Unfit::Other(own));
        }
        if u64::unpack(from)? != declared_digest() {
            return Err(Unfit::Facts);
        }
        let built_at = Packed::unpack(from)?;
        let count = usize::unpack(from)?;
        let policies = (0..count).map(|_| {
            OpenedPolicy {
                id: Packed::unpack(from)?,
                listed: Packed::unpack(from)?,
                course: unpack_course(from)?,
                editions: Lazy::unpack(from)?,
                interpretations: Vec::new(),
                rulings: Vec::new(),
                faqs: Lazy::unpack(from)?,
            }
            .with_said(&String::unpack(from)?)
            .ok_or(Unreadable::Damaged)
        });
        let policies: Vec<OpenedPolicy> = policies.collect::<Result<_, Unreadable>>()?;
        Ok(Self {
            version: own,
            built_at,
            policies,
            places: Packed::unpack(from)?,
            turns: Packed::unpack(from)?,
            facts: all_facts(Packed::unpack(from)?),
            jurisdictions: Packed::unpack(from)?,
            calendar: Vec::<CalendarYear>::unpack(from)?.into_iter().collect(),
            eras: Arc::new(Eras::packed(Packed::unpack(from)?, Arc::clone(&file))),
            searching: Arc::default(),
        })
    }
}

/// Writes the versions of a policy: where each lies, and where its items lie.
fn write_editions(policy: &OpenedPolicy, into: &mut Packer) -> (Vec<u32>, Written) {
    let editions = policy.editions.iter().map(|edition| {
        let place = into.place();
        edition.pack(into);
        (place, (edition.version, into.items()))
    });
    editions.unzip()
}

/// Writes what is asked often, each where it is read when it is first looked at; most functions never do.
fn write_faqs(policy: &OpenedPolicy, into: &mut Packer) -> Vec<u32> {
    let faqs = policy.faqs.iter().map(|faq| {
        let place = into.place();
        faq.pack(into);
        place
    });
    faqs.collect()
}

impl Packed for FaqRecord {
    fn pack(&self, into: &mut Packer) {
        serde_json::to_string(self).unwrap_or_default().pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        serde_json::from_str(&String::unpack(from)?).map_err(|_| Unreadable::Damaged)
    }
}

/// A compiled catalogue as [`Opened::write_eras`] wrote it.
pub(super) fn unpack_era(from: &mut Unpacker<'_>) -> Result<Catalogue, Unreadable> {
    let own = Packed::unpack(from)?;
    let jurisdictions = Packed::unpack(from)?;
    Catalogue::unpack(from, all_facts(own), jurisdictions)
}

/// Those that are not declared for all.
fn own_facts(known: &Facts) -> Vec<Declaration> {
    let own = known.iter().filter(|one| facts().get(&one.id).is_none());
    own.cloned().collect()
}

fn all_facts(own: Vec<Declaration>) -> Facts {
    Facts::new(facts().iter().cloned().chain(own).collect())
}

fn pack_course(course: &Course, into: &mut Packer) {
    course.editions.len().pack(into);
    for edition in &course.editions {
        edition.document.pack(into);
        edition.at.pack(into);
        edition.from.pack(into);
        edition.to.pack(into);
        edition.review_by.pack(into);
    }
    course.halts.len().pack(into);
    for halt in &course.halts {
        halt.from.pack(into);
        halt.until.pack(into);
        halt.reason.pack(into);
    }
    let repeal = course.repeal.as_ref();
    let repeal = repeal.map(|repeal| (repeal.from, repeal.reason.clone()));
    repeal.pack(into);
}

fn unpack_course(from: &mut Unpacker<'_>) -> Result<Course, Unreadable> {
    let editions = (0..usize::unpack(from)?).map(|_| {
        Ok(Edition {
            document: Packed::unpack(from)?,
            at: Instant::unpack(from)?,
            from: Packed::unpack(from)?,
            to: Packed::unpack(from)?,
            review_by: Packed::unpack(from)?,
        })
    });
    let editions = editions.collect::<Result<_, Unreadable>>()?;
    let halts = (0..usize::unpack(from)?).map(|_| {
        Ok(Halt {
            from: Packed::unpack(from)?,
            until: Packed::unpack(from)?,
            reason: Packed::unpack(from)?,
        })
    });
    let halts = halts.collect::<Result<_, Unreadable>>()?;
    let repeal: Option<(Day, String)> = Packed::unpack(from)?;
    Ok(Course {
        editions,
        halts,
        repeal: repeal.map(|(from, reason)| Repeal { from, reason }),
    })
}

packed_struct!(OpenedEdition { version, document });
packed_struct!(PolicyDocument {
    id,
    title,
    issuer,
    document_number,
    level,
    department,
    illustrative,
    valid_from,
    valid_to,
    review_by,
    source,
    summary,
    parents,
    facts,
    parameters,
    items
});
packed_struct!(ParentCited {
    document_number,
    title,
    issuer,
    level
});
packed_struct!(ItemDocument {
    rules,
    benefit,
    mode,
    materials,
    steps,
    co_handling,
    openings,
    publicity_working_days,
    correction_working_days,
    contact,
    tests
});
packed_struct!(StepDocument {
    name,
    owner,
    working_days,
    basis
});
impl Packed for CoHandlerDocument {
    fn pack(&self, into: &mut Packer) {
        let asked = &self.asked;
        asked.department.pack(into);
        asked.round.pack(into);
        asked.asks.pack(into);
        asked.working_days.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            asked: PartAsked {
                department: Packed::unpack(from)?,
                round: Packed::unpack(from)?,
                asks: Packed::unpack(from)?,
                working_days: Packed::unpack(from)?,
            },
        })
    }
}
packed_struct!(OpeningDocument { id, from, to });

impl Packed for MaterialDocument {
    fn pack(&self, into: &mut Packer) {
        let terms = &self.terms;
        terms.material.pack(into);
        terms.name.pack(into);
        terms.required.pack(into);
        terms.media_types.pack(into);
        terms.bytes_max.pack(into);
        terms.valid_months.pack(into);
        self.proves.pack(into);
        self.issuer.pack(into);
    }

    fn unpack(from: &mut Unpacker<'_>) -> Result<Self, Unreadable> {
        Ok(Self {
            terms: MaterialTerms {
                material: Packed::unpack(from)?,
                name: Packed::unpack(from)?,
                required: Packed::unpack(from)?,
                media_types: Packed::unpack(from)?,
                bytes_max: Packed::unpack(from)?,
                valid_months: Packed::unpack(from)?,
            },
            proves: Packed::unpack(from)?,
            issuer: Packed::unpack(from)?,
        })
    }
}
