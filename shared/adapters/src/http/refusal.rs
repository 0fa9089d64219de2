//! The rules' own refusals as problems: the second family, and the list of every kind of problem there is.

use casework::refusal::{self, Ground, Refusal};
use contract::fault::Fault;
use contract::problem::{Kind, kind};
use contract::text::Text;

use super::problem::Problem;

/// Every kind of problem this service answers with, in the order of the explaining pages `/problems/{code}`.
#[must_use]
pub fn catalogue() -> Vec<Kind> {
    let ours = kind::CATALOGUE.iter().copied();
    let rules = refusal::CATALOGUE.iter().map(kind_of);
    let mut kinds: Vec<Kind> = ours.collect();
    for kind in rules {
        if !kinds.iter().any(|known| known.code == kind.code) {
            kinds.push(kind);
        }
    }
    kinds
}

/// What a refusal of the rules is at the door. What exists and is somebody else's answers exactly as what does not
/// exist (R14), and what the door itself could have said keeps the door's own words.
fn kind_of(refused: &refusal::Kind) -> Kind {
    match refused.ground {
        Ground::Stale => kind::STALE_VERSION,
        Ground::Absent if *refused == *Refusal::NotYours.kind() => kind::NOT_FOUND,
        Ground::Forbidden if *refused == *Refusal::NotAllowed.kind() => kind::FORBIDDEN,
        Ground::Absent | Ground::Forbidden | Ground::State | Ground::Content | Ground::Gone => {
            Kind {
                code: refused.code,
                status: status(refused.ground),
                title_zh: refused.sentence.0,
                title_en: refused.sentence.1,
                detail_zh: refused.remedy.0,
                detail_en: refused.remedy.1,
            }
        }
    }
}

const fn status(ground: Ground) -> u16 {
    match ground {
        Ground::Forbidden => 403,
        Ground::Absent => 404,
        Ground::State => 409,
        Ground::Gone => 410,
        Ground::Stale => 412,
        Ground::Content => 422,
    }
}

impl From<Refusal> for Problem {
    fn from(refused: Refusal) -> Self {
        let kind = kind_of(refused.kind());
        let problem = Self::of(kind);
        if kind.code != refused.code() {
            return problem;
        }
        problem
            .with_title(text(refused.sentence()))
            .with_detail(text(refused.remedy()))
            .with_errors(flaws(&refused))
    }
}

/// The places a refusal is about, where it knows them.
fn flaws(refused: &Refusal) -> Vec<Fault> {
    let Refusal::ChecklistOpen { flaws } = refused else {
        return Vec::new();
    };
    let faults = flaws.iter().map(|flaw| {
        let pointer = match flaw.at {
            Some((place, field)) => format!("/checklist/{place}/{field}"),
            None => "/checklist".to_owned(),
        };
        Fault::new(pointer, flaw.code, &flaw.words.zh, &flaw.words.en)
    });
    faults.collect()
}

fn text(text: casework::Text) -> Text {
    Text::new(text.zh, text.en)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn check(refused: Refusal, status: u16, code: &str) {
        let problem = Problem::from(refused);
        assert_eq!((problem.status(), problem.code()), (status, code));
    }

    #[test]
    fn each_ground_has_its_status() {
        check(Refusal::NotAllowed, 403, "forbidden");
        check(Refusal::NotYours, 404, "not_found");
        check(Refusal::Stale { version: 4 }, 412, "stale_version");
        check(Refusal::SamePerson, 403, "same_person");
        check(Refusal::NoSuchUpload, 404, "no_such_upload");
        check(Refusal::NotInForce, 409, "not_in_force");
        check(Refusal::ReasonNeeded, 422, "reason_needed");
        check(Refusal::LinkUsed, 410, "link_used");
    }

    #[test]
    fn what_is_somebody_elses_answers_exactly_as_what_does_not_exist() {
        let foreign = Problem::from(Refusal::NotYours);
        let absent = Problem::not_found();
        assert_eq!(foreign.written("r-1"), absent.written("r-1"));
    }

    #[test]
    fn the_particulars_of_a_case_are_said_and_how_to_mend_it() {
        let refused = Refusal::WrongCode { left: 2 };
        let expected = (refused.sentence(), refused.remedy());
        let body = Problem::from(refused).written("r-1");
        assert_eq!((body.title, body.title_en), (expected.0.zh, expected.0.en));
        assert_eq!(
            (body.detail, body.detail_en),
            (expected.1.zh, expected.1.en)
        );
    }

    #[test]
    fn every_kind_is_listed_once_and_every_refusal_is_in_the_list() {
        let kinds = catalogue();
        let codes: BTreeSet<_> = kinds.iter().map(|kind| kind.code).collect();
        assert_eq!(codes.len(), kinds.len());
        for refused in refusal::CATALOGUE {
            assert!(codes.contains(kind_of(refused).code), "{}", refused.code);
        }
    }
}
