//! Gatherings, seats, papers and certificates come back, and what they have told.

use casework::access::Operation;
use casework::gathering::{
    Certificate, Certification, Gathering, Kind, Notice, Paper, Question, Roll, SignUp, Standing,
};
use facts::GatheringId;

use super::super::{gathering, outbox};
use super::back;
use super::samples::{at, day, id};
use crate::table::key::Index;
use crate::table::{Job, Told};

fn text(zh: &str) -> casework::Text {
    casework::Text::new(zh, "in English")
}

fn gathering_id() -> GatheringId {
    GatheringId::parse("counter-2026-12").unwrap()
}

fn whole() -> Gathering {
    Gathering {
        id: gathering_id(),
        version: 7,
        kind: Kind::Training,
        department: Some(id("keji")),
        title: text("受理培训"),
        words: text("受理、分办"),
        begins: at(9),
        minutes: 90,
        place: text("三楼"),
        seats: 30,
        items: vec![facts::ItemId::parse("first-industrial-award").unwrap()],
        certification: Some(Certification {
            questions: 5,
            months: 12,
            gates: vec![Operation::ReleaseCase, Operation::SubmitDraft],
            gates_from: day("2026-12-10"),
        }),
        cancelled: Some("台风".to_owned()),
        reminded: Some(at(9)),
        roll: Roll {
            version: 12,
            taken: 3,
            waiting: 2,
        },
    }
}

#[test]
fn a_gathering_comes_back_with_its_seats() {
    let bare = Gathering {
        kind: Kind::Briefing,
        department: None,
        items: Vec::new(),
        certification: None,
        cancelled: None,
        reminded: None,
        roll: Roll::default(),
        ..whole()
    };
    for one in [whole(), bare] {
        let found = back(gathering::write(&one, Some(at(1))));
        assert_eq!(gathering::read(&found).unwrap(), one);
        assert!(found.text(Index::Due.sk()).is_ok());
        let never = back(gathering::write(&one, None));
        assert!(never.text(Index::Due.sk()).is_err());
    }
}

#[test]
fn seats_papers_and_certificates_come_back() {
    for standing in Standing::ALL {
        let seat = SignUp {
            who: "person:1".to_owned(),
            name: "专窗受理岗".to_owned(),
            mail: Some("a@example.com".to_owned()),
            at: at(2),
            standing: *standing,
            attended: Some(true),
        };
        let found = back(gathering::write_sign_up(&gathering_id(), &seat));
        assert_eq!(gathering::read_sign_up(&found).unwrap(), seat);
    }
    let paper = Paper {
        questions: vec![Question {
            words: text("几日？"),
            choices: vec![text("一"), text("二")],
            right: 1,
        }],
    };
    let found = back(gathering::write_paper(&gathering_id(), "person:1", &paper));
    assert_eq!(gathering::read_paper(&found).unwrap(), paper);
    let used = back(gathering::write_used_paper(&gathering_id(), "person:1"));
    assert!(gathering::read_paper(&used).unwrap().questions.is_empty());
    let certificate = Certificate {
        gathering: gathering_id(),
        title: text("受理培训"),
        who: "person:1".to_owned(),
        passed_on: day("2026-12-01"),
        valid_until: day("2027-12-01"),
    };
    let found = back(gathering::write_certificate(&certificate));
    assert_eq!(gathering::read_certificate(&found).unwrap(), certificate);
    let on = Gathering {
        cancelled: None,
        ..whole()
    };
    let found = back(gathering::write_gates(&on));
    assert_eq!(gathering::read_gates(&found).unwrap(), on.gates());
    assert_eq!(on.gates().len(), 2);
}

#[test]
fn what_gatherings_have_told_comes_back() {
    for notice in Notice::ALL {
        for who in [None, Some("person:1".to_owned())] {
            let job = Job::Told(Told::Gathering {
                gathering: gathering_id(),
                version: 3,
                notice: *notice,
                who,
            });
            let row = outbox::write("cause", &job, jiff::Timestamp::UNIX_EPOCH);
            assert_eq!(outbox::read("o-1", &back(row)).unwrap().job, job);
        }
    }
}
