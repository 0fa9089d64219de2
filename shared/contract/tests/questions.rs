//! From an empty profile to a settled list, one question at a time, for every sample enterprise over the whole sample catalogue; the
//! number of questions is written down beside the number there are.

#![cfg(test)]

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use calculator::{Assessment, Declaration, FactId, Interval, Kind, Known, Profile, Verdict};
use contract::body;
use contract::catalogue::{Opened, Snapshot, SnapshotJurisdiction, SnapshotPolicy};
use contract::eligibility::ask::profile_of;
use facts::{Day, Money};
use serde_json::Value;

/// After so many questions one looks how many items are left open.
const LOOKS: [usize; 4] = [1, 5, 10, 15];
const RECORD: &str = "tests/questions.out";

fn seed() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../infra/seed")
}

fn files(kind: &str) -> Vec<(String, Value)> {
    let mut files: Vec<(String, Value)> = std::fs::read_dir(seed().join(kind))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "json"))
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy().into_owned();
            let value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
            (name, value)
        })
        .collect();
    files.sort_by(|one, two| one.0.cmp(&two.0));
    files
}

fn opened() -> Opened {
    let policies = files("policies").into_iter();
    let policies = policies.map(|(_, document)| SnapshotPolicy::plain(1, document));
    let jurisdictions = files("jurisdictions").into_iter();
    let jurisdictions = jurisdictions.map(|(id, body)| SnapshotJurisdiction {
        id,
        body: body::parse(body.to_string().as_bytes()).unwrap(),
    });
    Snapshot::of(
        String::new(),
        policies.collect(),
        jurisdictions.collect(),
        Vec::new(),
    )
    .open()
    .unwrap()
}

/// What the enterprise answers: what its file says, else no, nothing or zero.
fn answer(declared: &Declaration, whole: &Profile) -> Known {
    if let Some(known) = whole.get(&declared.id) {
        return known.clone();
    }
    let first = || declared.choices.first().unwrap().value.clone();
    match declared.kind {
        Kind::Number | Kind::Money => Known::Number(Interval::default_zero()),
        Kind::YesNo => Known::YesNo(false),
        Kind::Choice => Known::OneOf(BTreeSet::from([first()])),
        Kind::Titles => Known::Titles(Default::default()),
        Kind::Records => Known::Records(Vec::new()),
        Kind::Day => Known::Days(Some(Day::MIN), Some(Day::MIN)),
        Kind::Industry | Kind::Place => panic!("{} is in every file", declared.id),
    }
}

trait Zero {
    fn default_zero() -> Self;
}

impl Zero for Interval {
    fn default_zero() -> Self {
        Self::exactly(0.into())
    }
}

/// Whether people are asked for it.
fn is_asked(declared: &Declaration) -> bool {
    declared.derived.is_none() && !declared.parameter && declared.of.is_none()
}

struct Run {
    asked: Vec<FactId>,
    /// How many items were not settled before each question, and at the end.
    open: Vec<usize>,
    assessment: Assessment,
    profile: Profile,
}

/// Asks until nothing is left to ask.
fn run(catalogue: &Opened, whole: &Profile, today: Day, by_count: bool) -> Run {
    let mut profile = Profile::new();
    let (mut asked, mut unsettled) = (Vec::new(), Vec::new());
    loop {
        let assessment = catalogue.assess(&profile, today, &BTreeSet::new());
        unsettled.push(open(&assessment));
        let declined = asked.iter().cloned().collect();
        let next = if by_count {
            most_waited_for(&assessment, &declined)
        } else {
            let next = catalogue.next_questions((&profile, today), &assessment, &declined, 1);
            next.into_iter().next().map(|question| question.fact)
        };
        let Some(fact) = next else {
            return Run {
                asked,
                open: unsettled,
                assessment,
                profile,
            };
        };
        let declared = catalogue.facts().get(&fact).unwrap();
        assert!(is_asked(declared), "{fact} need not be asked");
        profile = profile.with(fact.clone(), answer(declared, whole));
        asked.push(fact);
        assert!(asked.len() < 200, "asks for ever: {asked:?}");
    }
}

/// How many items are not settled.
fn open(assessment: &Assessment) -> usize {
    let items = assessment.items.iter();
    items.filter(|item| !item.missing.is_empty()).count()
}

/// The plain way: whatever most items wait for.
fn most_waited_for(assessment: &Assessment, declined: &BTreeSet<FactId>) -> Option<FactId> {
    let mut counts = std::collections::BTreeMap::<&FactId, usize>::new();
    for fact in assessment.items.iter().flat_map(|item| &item.missing) {
        if !declined.contains(fact) {
            *counts.entry(fact).or_default() += 1;
        }
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map(|(fact, _)| fact.clone())
}

/// How many of the questions would have been enough, had one known the answers: those whose leaving out leaves something open.
fn enough(catalogue: &Opened, run: &Run, whole: &Profile, today: Day) -> usize {
    let mut kept = run.asked.clone();
    for fact in run.asked.iter().rev() {
        let without: Vec<FactId> = kept.iter().filter(|one| *one != fact).cloned().collect();
        let profile = without.iter().fold(Profile::new(), |profile, fact| {
            let declared = catalogue.facts().get(fact).unwrap();
            profile.with(fact.clone(), answer(declared, whole))
        });
        let assessment = catalogue.assess(&profile, today, &BTreeSet::new());
        if assessment.items.iter().all(|item| item.missing.is_empty()) {
            kept = without;
        }
    }
    kept.len()
}

/// A bound from below, for somebody who knows every answer beforehand: no way of asking can need fewer.
struct Bound<'a> {
    catalogue: &'a Opened,
    today: Day,
    whole: &'a Profile,
}

impl Bound<'_> {
    fn missing(&self, profile: &Profile) -> Vec<BTreeSet<FactId>> {
        let assessment = self.catalogue.assess(profile, self.today, &BTreeSet::new());
        let open = assessment.items.into_iter();
        let open = open.map(|item| item.missing.into_iter().collect::<BTreeSet<_>>());
        open.filter(|missing| !missing.is_empty()).collect()
    }

    fn knowing<'f>(&self, facts: impl Iterator<Item = &'f FactId>) -> Profile {
        facts.fold(Profile::new(), |known, fact| {
            let declared = self.catalogue.facts().get(fact).unwrap();
            known.with(fact.clone(), answer(declared, self.whole))
        })
    }

    /// Facts without which something stays open, whatever else is known; and one for each item that then waits for nothing in common
    /// with the others.
    fn count(&self) -> usize {
        let all = self.catalogue.facts().iter();
        let all: Vec<&FactId> = all.filter(|one| is_asked(one)).map(|one| &one.id).collect();
        // some item may wait for what nobody is asked
        let ever = self.missing(&self.knowing(all.iter().copied())).len();
        let needed: Vec<&FactId> = all
            .iter()
            .filter(|fact| {
                let others = all.iter().filter(|other| other != fact);
                self.missing(&self.knowing(others.copied())).len() > ever
            })
            .copied()
            .collect();
        let mut open = self.missing(&self.knowing(needed.iter().copied()));
        open.sort_by_key(BTreeSet::len);
        let mut apart: Vec<BTreeSet<FactId>> = Vec::new();
        for missing in open {
            if apart.iter().all(|other| other.is_disjoint(&missing)) {
                apart.push(missing);
            }
        }
        needed.len() + apart.len()
    }
}

/// Verdicts and amounts, without the working: with less known it tells of more cases.
fn verdicts(assessment: &Assessment) -> Vec<(String, Verdict, Money, Option<Money>)> {
    let mut all: Vec<_> = assessment
        .items
        .iter()
        // the amount of what does not fit is of no account
        .filter(|one| one.verdict != Verdict::Ineligible)
        .map(|one| {
            let amount = &one.amount;
            (
                one.item.to_string(),
                one.verdict,
                amount.certain(),
                amount.exact(),
            )
        })
        .collect();
    all.sort_by(|one, two| one.0.cmp(&two.0));
    all
}

fn all_answered(catalogue: &Opened, whole: &Profile) -> Profile {
    let asked = catalogue
        .facts()
        .iter()
        .filter(|declared| is_asked(declared));
    asked.fold(Profile::new(), |all, declared| {
        all.with(declared.id.clone(), answer(declared, whole))
    })
}

#[test]
#[expect(clippy::too_many_lines, reason = "one record, written line by line")]
fn a_list_is_settled_by_few_questions() {
    let catalogue = opened();
    let today = Day::new(2026, 11, 24).unwrap();
    let everything = catalogue
        .facts()
        .iter()
        .filter(|declared| is_asked(declared))
        .count();
    let mut record = format!(
        "questions there are {everything}, items {}\n",
        catalogue
            .assess(&Profile::new(), today, &BTreeSet::new())
            .items
            .len()
    );
    let (mut few, mut plain, mut least) = (0, 0, 0);
    let (mut left, mut waited) = ([[0; LOOKS.len()]; 2], [0; 2]);
    for (code, file) in files("enterprises") {
        let given = file.get("facts").and_then(Value::as_object).unwrap();
        let mut faults = Vec::new();
        let whole = profile_of(given, catalogue.facts(), "/facts", &mut faults);
        assert_eq!(faults, [], "{code}");
        let told = run(&catalogue, &whole, today, false);
        let counted = run(&catalogue, &whole, today, true);
        // a few answers say as much as all of them
        let complete = catalogue.assess(&all_answered(&catalogue, &whole), today, &BTreeSet::new());
        assert_eq!(verdicts(&told.assessment), verdicts(&complete), "{code}");
        assert_eq!(
            told.assessment.combination.taken,
            complete.combination.taken
        );
        assert_eq!(told.profile.iter().count(), told.asked.len());
        few += told.asked.len();
        plain += counted.asked.len();
        let bound = Bound {
            catalogue: &catalogue,
            today,
            whole: &whole,
        };
        let bound = bound.count();
        least += bound;
        for (waited, run) in waited.iter_mut().zip([&told, &counted]) {
            *waited += run.open.iter().sum::<usize>();
        }
        for (left, run) in left.iter_mut().zip([&told, &counted]) {
            for (left, after) in left.iter_mut().zip(LOOKS) {
                *left += run.open.get(after).copied().unwrap_or_default();
            }
        }
        let names: Vec<&str> = told.asked.iter().map(FactId::as_str).collect();
        let fitting = complete.items.iter();
        let fitting = fitting
            .filter(|one| one.verdict == Verdict::Eligible)
            .count();
        writeln!(
            record,
            "{code}: {} questions (at least {}, by count {}, enough in hindsight {}), {fitting} items fit: {}",
            told.asked.len(),
            bound,
            counted.asked.len(),
            enough(&catalogue, &told, &whole, today),
            names.join(" ")
        )
        .unwrap();
    }
    writeln!(
        record,
        "together {few}, by count {plain}, at least {least}; items open after {LOOKS:?} questions {:?}, by count {:?}; summed over all questions {}, by count {}",
        left[0], left[1], waited[0], waited[1]
    )
    .unwrap();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(RECORD);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &record).unwrap();
    }
    assert_eq!(
        std::fs::read_to_string(&path).unwrap_or_default(),
        record,
        "UPDATE=1 writes it"
    );
    assert!(few <= plain, "no worse than the plain way");
    assert!(few * 100 <= least * 105, "near what any way needs");
    assert!(
        waited[0] <= waited[1],
        "items are settled sooner than by the plain way"
    );
}
