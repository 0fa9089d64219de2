//! Co-handling (M11): parallel and in rounds, declined, overdue, against an opinion, and while the enterprise mends its materials.

use casework::access::Role;
use casework::case::co_handling::{Opinion, PartCommand, Stance, Standing};
use casework::case::{Command, Decision, Missing};
use casework::effect::{Action, Audience, Message, effects};
use casework::refusal::Refusal;
use casework::supervision::{Measure, PartMeasure};
use casework::{Actor, Text};
use facts::{Calendar, Money};

use crate::commands::checked;
use crate::samples::{Life, actor, at, co_handled, document, id, lives};

fn officer(department: &str) -> Actor {
    Actor {
        department: Some(id(department)),
        ..actor(Role::Officer)
    }
}

fn begun() -> Life {
    let mut life = Life::begun(co_handled());
    life.tell(Command::Assign, &actor(Role::Platform), at(1))
        .unwrap();
    life
}

fn answer(part: u32, stance: Stance) -> Command {
    let entries = (stance == Stance::Disagrees).then(|| "condition-1".to_owned());
    Command::Part(PartCommand::Answer {
        part,
        opinion: Opinion {
            stance,
            reason: "经核对".to_owned(),
            entries: entries.into_iter().collect(),
        },
    })
}

fn approve(despite: Option<&str>) -> Command {
    let decision = Decision::Approved {
        amount: Some(Money::yuan(200_000)),
        reason: "符合条件".to_owned(),
    };
    let mut checked = checked(&decision);
    checked.despite = despite.map(str::to_owned);
    Command::Decide { decision, checked }
}

fn words(life: &Life) -> Vec<&'static str> {
    let parts = life.case.parts.iter();
    parts
        .map(|part| part.word(casework::case::Viewer::Staff))
        .collect()
}

fn refused(told: Result<usize, Refusal>, code: &str) {
    assert_eq!(told.unwrap_err().code(), code);
}

#[test]
fn rounds_follow_one_another_and_the_lead_decides_last() {
    let mut life = begun();
    assert_eq!(words(&life), ["asked", "waiting"]);
    let lead = actor(Role::Officer);
    refused(life.tell(approve(None), &lead, at(2)), "parts_open");
    refused(
        life.tell(answer(1, Stance::Agrees), &lead, at(2)),
        "not_yours",
    );
    refused(
        life.tell(answer(2, Stance::Agrees), &officer("zhengshu"), at(2)),
        "not_yours",
    );
    life.tell(answer(1, Stance::Agrees), &officer("keji"), at(3))
        .unwrap();
    assert_eq!(words(&life), ["answered", "asked"]);
    refused(
        life.tell(answer(1, Stance::Agrees), &officer("keji"), at(3)),
        "not_yours",
    );
    life.tell(answer(2, Stance::NothingToSay), &officer("zhengshu"), at(4))
        .unwrap();
    life.tell(approve(None), &lead, at(5)).unwrap();
    assert_eq!(life.case.state.word(), "decided");
}

#[test]
fn approving_against_an_opinion_says_why() {
    let mut life = begun();
    life.tell(answer(1, Stance::Disagrees), &officer("keji"), at(2))
        .unwrap();
    life.tell(answer(2, Stance::Agrees), &officer("zhengshu"), at(3))
        .unwrap();
    let lead = actor(Role::Officer);
    refused(life.tell(approve(None), &lead, at(4)), "despite_needed");
    life.tell(approve(Some("已另行核实")), &lead, at(5))
        .unwrap();
    assert_eq!(life.case.checked.despite.as_deref(), Some("已另行核实"));
}

#[test]
fn what_is_declined_is_settled_and_the_lead_may_ask_another() {
    let mut life = begun();
    let decline = Command::Part(PartCommand::Decline {
        part: 1,
        reason: "不属本单位职责".to_owned(),
    });
    life.tell(decline, &officer("keji"), at(2)).unwrap();
    assert_eq!(words(&life), ["declined", "asked"]);
    let caused = effects(&life.case, &life.history);
    assert!(caused.iter().any(|effect| matches!(
        &effect.action,
        Action::Tell { audience: Audience::Post { department, .. }, message: Message::TaskPartDeclined }
            if department.as_str() == "jingxin"
    )));
    let ask = |department: &str| {
        Command::Part(PartCommand::Ask {
            department: id(department),
            asks: "核对参保信息".to_owned(),
            working_days: 3,
            reason: "原协办部门退回".to_owned(),
        })
    };
    let lead = actor(Role::Officer);
    refused(life.tell(ask("jingxin"), &lead, at(3)), "part_twice");
    refused(life.tell(ask("zhengshu"), &lead, at(3)), "part_twice");
    refused(life.tell(ask("nobody"), &lead, at(3)), "no_such_department");
    life.tell(ask("renshe"), &lead, at(3)).unwrap();
    assert_eq!(words(&life), ["declined", "asked", "asked"]);
    let asks = &life.case.part(3).unwrap().asked.asks;
    assert_eq!(*asks, Text::new("核对参保信息", "核对参保信息"));
}

#[test]
fn a_part_is_reminded_marked_and_climbs_and_the_lead_may_go_on() {
    let mut life = begun();
    let close = || {
        Command::Part(PartCommand::Close {
            part: 1,
            reason: "逾期未答复，已电话核实".to_owned(),
        })
    };
    let (lead, platform) = (actor(Role::Officer), actor(Role::Platform));
    refused(life.tell(close(), &lead, at(2)), "part_not_overdue");
    let mut seen = Vec::new();
    for hours in (0..24 * 20).step_by(12) {
        let before = life.history.len();
        life.tell(Command::Look, &platform, at(2 + hours)).unwrap();
        let again = life.tell(Command::Look, &platform, at(2 + hours)).unwrap();
        assert_eq!(again, 0, "two looks do nothing twice");
        let new = life.history[before..].iter().map(|one| one.event.word());
        seen.extend(new.filter(|word| word.starts_with("part_")));
    }
    assert_eq!(
        seen,
        [
            "part_reminded",
            "part_marked_overdue",
            "part_passed_on",
            "part_passed_on",
            "part_passed_on",
            "part_reminded",
        ]
    );
    assert_eq!(words(&life), ["overdue", "waiting"]);
    life.tell(close(), &lead, at(24 * 21)).unwrap();
    assert_eq!(words(&life), ["closed", "asked"]);
}

#[test]
fn parts_rest_while_the_enterprise_mends_and_may_still_answer() {
    let mut life = begun();
    let lead = actor(Role::Officer);
    let due = |life: &Life| life.case.part(1).unwrap().due(&Calendar::default());
    let before = due(&life).unwrap();
    let missing = Missing {
        material: id("application-form"),
        what: "请盖章".to_owned(),
    };
    let send_back = Command::SendBack {
        missing: vec![missing],
    };
    life.tell(send_back, &lead, at(2)).unwrap();
    assert_eq!(words(&life), ["asked", "waiting"], "parts stay open");
    life.tell(Command::Look, &actor(Role::Platform), at(24 * 7))
        .unwrap();
    assert_eq!(life.case.part(1).unwrap().overdue_since, None);
    life.tell(answer(1, Stance::Agrees), &officer("keji"), at(24 * 7))
        .unwrap();
    assert_eq!(words(&life), ["answered", "asked"]);
    let documents = vec![document()];
    let correct = Command::Correct { documents };
    life.tell(correct, &actor(Role::Enterprise), at(24 * 8))
        .unwrap();
    let second = life.case.part(2).unwrap();
    assert!(second.due(&Calendar::default()).unwrap() > before);
    assert!(matches!(second.standing, Standing::Asked));
}

#[test]
fn whoever_leads_now_is_not_asked_any_more() {
    let mut life = Life::begun(co_handled());
    let to = Command::AssignTo {
        department: id("keji"),
        reason: "由该部门牵头".to_owned(),
    };
    life.tell(to, &actor(Role::Lead), at(1)).unwrap();
    assert_eq!(words(&life), ["closed", "asked"]);
}

#[test]
fn what_is_measured_of_a_part_is_not_for_the_sweep_to_say() {
    let calendar = Calendar::default();
    let (mut fell, mut late) = (0, 0);
    for life in lives() {
        let found = PartMeasure::of_case(&life.case, &calendar);
        let mut other = life.case.clone();
        for part in &mut other.parts {
            part.overdue_since = match part.overdue_since {
                Some(_) => None,
                None => part.due(&calendar),
            };
        }
        assert_eq!(PartMeasure::of_case(&other, &calendar), found);
        for (number, measured) in found {
            let part = life.case.part(number).unwrap();
            let ended = life.case.clock.stopped.filter(|_| part.is_asked());
            match measured {
                None => {
                    assert!(ended.is_some(), "only what nobody waits for any more falls");
                    fell += 1;
                }
                Some(open) if ended.is_some() => {
                    assert!(open.due < ended.unwrap());
                    late += 1;
                }
                Some(_) => {}
            }
        }
    }
    assert!(fell > 0, "{fell} {late}");
}

#[test]
fn nothing_is_approved_before_its_opening_is_allocated() {
    let calendar = Calendar::default();
    let provisional = lives().iter().filter(|life| life.case.provisional());
    let measures = provisional.map(|life| Measure::of(&life.case, &calendar));
    let approved: Vec<Option<Money>> = measures.map(|one| one.approved).collect();
    assert!(!approved.is_empty() && approved.iter().all(Option::is_none));
}
