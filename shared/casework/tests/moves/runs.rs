//! A run without application: who is admitted, and what an answer makes (M27, domain §6).

use casework::Text;
use casework::access::Role;
use casework::case::{Channel, Event, Submission};
use casework::draft::{Advice, SubmitRequest};
use casework::refusal::Refusal;
use casework::run::{
    Account, Admission, Confirmed, Invitation, Listed, Reply, Run, Situation, Stage, confirm,
};
use facts::Instant;

use crate::samples::{actor, at, id, submission};

fn run() -> Run {
    Run {
        id: "r-1".to_owned(),
        version: 1,
        item: id("first-industrial-award"),
        title: Text::new("首次进规奖励", "award"),
        policy: id("first-industrial"),
        policy_version: 1,
        catalogue: "0123456789abcdef".to_owned(),
        department: id("jingxin"),
        started_by: "person:officer".to_owned(),
        started_at: at(0),
        until: Run::until(at(0).day(), 15).unwrap(),
        stage: Stage::Listing,
        listed: Listed::default(),
    }
}

fn invitation() -> Invitation {
    Invitation {
        run: "r-1".to_owned(),
        enterprise: id("91420204MAFAKE035F"),
        version: 1,
        name: "示例机电制造有限公司".to_owned(),
        reasons: vec![Text::new("条件（某文件 第一条）", "condition")],
        amount: None,
        reply: Reply::Awaited,
        listed_at: at(0),
    }
}

fn situation(account: Option<Account>) -> Situation {
    let Submission {
        subject,
        promise,
        applicant,
        prediction,
        ..
    } = submission();
    Situation {
        run: run(),
        invitation: invitation(),
        subject,
        promise,
        advice: Advice::Acceptable(prediction.unwrap()),
        applicant,
        account,
    }
}

fn request(now: Instant) -> SubmitRequest {
    SubmitRequest {
        number: submission().number,
        also: Vec::new(),
        channel: Channel::Online,
        actor: actor(Role::Enterprise),
        now,
    }
}

fn account() -> Option<Account> {
    Account::parse("示例银行", "6222021234567890").ok()
}

#[test]
fn every_admission_test_that_fails_is_named() {
    let all = Admission {
        without_application: true,
        beneficiary_clear: true,
        based: true,
        concrete: true,
        in_force: true,
    };
    assert_eq!(all.admit(), Ok(()));
    let none = Admission {
        without_application: false,
        beneficiary_clear: false,
        based: false,
        concrete: false,
        in_force: false,
    };
    let Err(Refusal::NotAdmitted { faults }) = none.admit() else {
        panic!("admitted");
    };
    assert_eq!(faults.len(), 5);
    for broken in 0..5 {
        let mut flags = [true; 5];
        flags[broken] = false;
        let [
            without_application,
            beneficiary_clear,
            based,
            concrete,
            in_force,
        ] = flags;
        let one = Admission {
            without_application,
            beneficiary_clear,
            based,
            concrete,
            in_force,
        };
        assert!(matches!(one.admit(), Err(Refusal::NotAdmitted { faults }) if faults.len() == 1));
    }
    for (days, fine) in [(2, false), (3, true), (60, true), (61, false)] {
        assert_eq!(Run::until(at(0).day(), days).is_ok(), fine, "{days}");
    }
}

#[test]
fn confirmed_it_is_a_case_with_its_prediction_and_no_materials() {
    let made = confirm(situation(account()), request(at(24))).unwrap();
    let Confirmed {
        case,
        recorded,
        invitation,
    } = made;
    assert_eq!(case.version, 1);
    let Event::Submitted(submitted) = &recorded.event else {
        panic!("no submission");
    };
    assert!(submitted.prediction.as_ref().unwrap().eligible);
    assert!(submitted.subject.materials.is_empty() && submitted.documents.is_empty());
    // the guard counts the same opening as an application of one's own would
    assert_eq!(submitted.subject.listing, submission().subject.listing);
    let remark = submitted.remark.clone().unwrap();
    assert!(remark.contains("尾号 7890") && !remark.contains("6222021234567890"));
    assert!(matches!(&invitation.reply, Reply::Confirmed { number, .. } if *number == case.number));
    assert_eq!(invitation.word(&run(), at(24 * 400).day()), "confirmed");
    let again = Situation {
        invitation,
        ..situation(account())
    };
    assert_eq!(
        confirm(again, request(at(25))).unwrap_err(),
        Refusal::Answered
    );
}

#[test]
fn what_is_missing_or_too_late_makes_no_case() {
    let refused = |situation, now| confirm(situation, request(now)).unwrap_err().code();
    assert_eq!(refused(situation(None), at(24)), "account_needed");
    assert_eq!(refused(situation(account()), at(24 * 17)), "answer_over");
    let mut silent = situation(account());
    silent.applicant.contact_email.clear();
    assert_eq!(refused(silent, at(24)), "contact_needed");
    let changed = Situation {
        advice: Advice::Ineligible(vec![Text::new("不再符合", "no longer")]),
        ..situation(account())
    };
    assert_eq!(refused(changed, at(24)), "ineligible");
    // what is not money needs no account, and keeps none
    let mut relief = situation(account());
    relief.subject.money = false;
    let made = confirm(relief, request(at(24))).unwrap();
    assert!(matches!(
        made.invitation.reply,
        Reply::Confirmed { account: None, .. }
    ));
}

#[test]
fn declined_or_unanswered_it_stays_so() {
    let declined = invitation()
        .decline(&run(), Some(" 不需要 "), at(24))
        .unwrap();
    assert!(
        matches!(&declined.reply, Reply::Declined { reason: Some(why), .. } if why == "不需要")
    );
    assert_eq!(
        declined.decline(&run(), None, at(25)).unwrap_err(),
        Refusal::Answered
    );
    let late = invitation();
    assert_eq!(late.word(&run(), run().until), "awaited");
    assert_eq!(late.word(&run(), run().until.next()), "unanswered");
    assert_eq!(
        late.decline(&run(), None, at(24 * 17)).unwrap_err().code(),
        "answer_over"
    );
}
