//! 矛盾: facts that cannot all be true.

use facts::{Day, Text};

use crate::catalogue::Catalogue;
use crate::derivation::{Derivation, Moment};
use crate::fact::FactId;
use crate::profile::{Known, Profile};
use crate::say;

/// A fact that cannot be as it is said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contradiction {
    /// The fact.
    pub fact: FactId,
    /// With what it cannot be true.
    pub words: Text,
}

impl Catalogue {
    /// Facts of `profile` that contradict what follows from the others, and ages that would begin after `today`.
    #[must_use]
    pub fn contradictions(&self, profile: &Profile, today: Day) -> Vec<Contradiction> {
        let ages: Vec<&FactId> = self
            .facts
            .iter()
            .filter_map(|declared| declared.derived.as_ref())
            .filter(|derivation| {
                let Derivation::Elapsed { to, .. } = derivation else {
                    return false;
                };
                *to == Moment::Today
            })
            .flat_map(Derivation::sources)
            .map(|(day, ..)| day)
            .collect();
        let mut found = Vec::new();
        for (fact, known) in profile.iter() {
            if ages.contains(&fact)
                && let Known::Days(Some(first), _) = known
                && *first > today
            {
                found.push(in_the_future(fact, today));
            }
            found.extend(self.against_inputs((fact, known), profile, today));
        }
        found
    }

    fn against_inputs(
        &self,
        (fact, known): (&FactId, &Known),
        profile: &Profile,
        today: Day,
    ) -> Option<Contradiction> {
        let declared = self.facts.get(fact)?;
        let derivation = declared.derived.as_ref()?;
        let rest = profile.clone().without(fact);
        let follows = self.reader(&rest, today).known(fact)?;
        if known.meets(&follows) {
            return None;
        }
        let sources = derivation.sources().into_iter();
        let labels = sources.filter_map(|(source, ..)| self.facts.get(source));
        let (zh, en): (Vec<&str>, Vec<&str>) = labels
            .map(|one| (one.label.zh.as_str(), one.label.en.as_str()))
            .unzip();
        let (said, follows) = (
            say::known(declared, Some(known)),
            say::known(declared, Some(&follows)),
        );
        Some(Contradiction {
            fact: fact.clone(),
            words: Text::new(
                format!(
                    "{}填的是 {}，但按{}推算应为 {}，两者矛盾，请改正其中之一",
                    declared.label.zh,
                    said.zh,
                    zh.join("、"),
                    follows.zh
                ),
                format!(
                    "{} is given as {}, but {} make it {}; correct one of them",
                    declared.label.en,
                    said.en,
                    en.join(", "),
                    follows.en
                ),
            ),
        })
    }
}

fn in_the_future(fact: &FactId, today: Day) -> Contradiction {
    Contradiction {
        fact: fact.clone(),
        words: Text::new(
            format!("不能晚于{}，请核对年份", today.words()),
            format!("cannot be after {today}; check the year"),
        ),
    }
}

impl Known {
    /// Whether both can be true.
    fn meets(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(two)) => !one.intersect(two).is_empty(),
            (Self::YesNo(one), Self::YesNo(two)) => one == two,
            (Self::OneOf(one), Self::OneOf(two)) => !one.is_disjoint(two),
            _ => true,
        }
    }
}
