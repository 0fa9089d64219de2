//! Notices: what the public reads, and what it must not read (M45, M102).

use casework::Text;
use casework::access::Role;
use casework::case::{ApplicantKind, Command, Decision, Submission};
use casework::notice::{Notice, Standing, Telephone, draw_up};
use casework::refusal::Refusal;
use facts::Money;

use crate::samples::{Life, actor, at, submission};

fn telephones() -> [Telephone; 2] {
    let telephone = |number: &str| Telephone {
        of: Text::new("某局", "a bureau"),
        number: number.to_owned(),
    };
    [telephone("0714-0000001"), telephone("0714-0000002")]
}

fn released(submission: Submission) -> Result<Life, Refusal> {
    let mut life = Life::begun(submission);
    life.tell(Command::Assign, &actor(Role::Platform), at(1))?;
    let decision = Decision::Approved {
        amount: Some(Money::yuan(200_000)),
        reason: "符合条件".to_owned(),
    };
    let checked = crate::commands::checked(&decision);
    let decide = Command::Decide { decision, checked };
    life.tell(decide, &actor(Role::Officer), at(2))?;
    life.tell(
        Command::Release { message: None },
        &actor(Role::Lead),
        at(3),
    )?;
    Ok(life)
}

fn notice(submission: Submission) -> Notice {
    draw_up(&[released(submission).unwrap().case], telephones()).unwrap()
}

#[test]
fn a_firm_is_named_and_both_days_count() {
    let notice = notice(submission());
    let row = &notice.rows[0];
    assert_eq!(row.enterprise_name, "示例机电制造有限公司");
    assert_eq!(row.enterprise, "91420204MAFAKE035F");
    assert_eq!(row.amount, Some(Money::yuan(200_000)));
    // released on Monday the second: Tuesday to the next Monday are five working days
    assert_eq!(
        (
            notice.first_day.to_string().as_str(),
            notice.last_day.to_string().as_str()
        ),
        ("2026-03-03", "2026-03-09")
    );
    assert_eq!(notice.standing(notice.last_day), Standing::Running);
    assert_eq!(notice.standing(notice.last_day.next()), Standing::Over);
}

#[test]
fn a_sole_trader_under_a_persons_name_is_masked_with_the_code() {
    let mut submission = submission();
    submission.applicant.kind = ApplicantKind::SoleTrader;
    submission.applicant.name = "甲乙丙".to_owned();
    let row = notice(submission).rows.remove(0);
    assert_eq!(row.enterprise_name, "甲＊丙");
    assert_eq!(row.enterprise, "91420204＊＊＊＊＊＊＊＊＊F");
}

#[test]
fn what_looks_like_personal_data_stops_the_release() {
    for words in [
        "联系电话13812345678",
        "证件11010519491231002X",
        "卡号6222020000000000000",
        "邮箱a@b.example.com",
    ] {
        let mut submission = submission();
        submission.subject.title = Text::new(format!("奖励 {words}"), "award");
        let refused = released(submission);
        assert!(
            matches!(refused, Err(Refusal::NoticeBlocked { .. })),
            "{words}: {refused:?}"
        );
    }
}
