//! What statistics read comes back: the measure of every history, ratings, and the rows supervision causes.

use casework::case::Case;
use casework::clock::Step;
use casework::effect::Audience;
use casework::register::Rung;
use casework::supervision::{Measure, Mutual, PartMeasure, Party, Period, Rating, Settled};
use facts::{Calendar, DraftId};

use super::super::{measure, outbox};
use super::back;
use super::samples::{at, case_number, code, day, history, id};
use crate::table::Job;

#[test]
fn the_measure_of_a_case_comes_back_at_every_step_of_it() {
    let history = history();
    for events in 1..=history.len() {
        let case = Case::replay(&history[..events]).unwrap();
        let mut taken = Measure::of(&case, &Calendar::default());
        taken.against = Some(Party::Department(id("keji")));
        taken.about = Some(case_number());
        taken.size = Some(facts::SizeClass::Micro);
        taken.paid_in_all = Some(facts::Money::yuan(9));
        taken.asked_back = facts::Money::yuan(8);
        taken.repaid = facts::Money::yuan(7);
        let found = back(measure::write(&taken));
        assert_eq!(measure::read(&found).unwrap(), taken);
    }
}

#[test]
fn the_measure_of_a_part_comes_back_and_lies_in_no_period_once_it_fell() {
    let settled = Settled::ALL.iter().map(|how| (*how, day("2026-12-03")));
    for settled in settled.map(Some).chain([None]) {
        let part = PartMeasure {
            department: id("keji"),
            due: day("2026-12-02"),
            rests_since: settled.is_none().then(|| day("2026-12-01")),
            settled,
        };
        let row = measure::write_part((&case_number(), 2), Some(&part));
        assert_eq!(measure::read_part(&back(row)).unwrap(), part);
    }
    let fell = back(measure::write_part((&case_number(), 2), None));
    assert!(
        measure::read_part(&fell).is_err(),
        "there is nothing to read"
    );
}

#[test]
fn ratings_come_back() {
    let period = Period::parse("2026-11").unwrap();
    let rating = Rating {
        period,
        number: case_number(),
        enterprise: code(),
        step: Step::Release,
        rated: Party::Window,
        stars: 4,
        at: at(3),
    };
    let found = back(measure::write_rating(&rating));
    assert_eq!(measure::read_rating(&found).unwrap(), rating);
    let mutual = Mutual {
        period,
        by: Party::Department(id("jingxin")),
        rated: Party::Window,
        stars: 5,
    };
    let found = back(measure::write_mutual(&mutual));
    assert_eq!(measure::read_mutual(&found).unwrap(), mutual);
}

#[test]
fn what_supervision_has_done_afterwards_comes_back() {
    let post = Audience::Post {
        department: id("jingxin"),
        rung: Rung::Section,
    };
    let jobs = [
        Job::FollowUps {
            day: day("2026-11-26"),
            to: Audience::Coordinator,
        },
        Job::FollowUps {
            day: day("2026-11-26"),
            to: post,
        },
        Job::Draft {
            draft: DraftId::parse("d-1").unwrap(),
        },
        Job::Bulletin {
            period: "2026-11".to_owned(),
        },
        Job::Reach {
            period: "2026-11".to_owned(),
        },
    ];
    for job in jobs {
        let row = outbox::write("cause", &job, jiff::Timestamp::UNIX_EPOCH);
        let read = outbox::read("o-1", &back(row)).unwrap();
        assert_eq!(read.job, job);
    }
}
