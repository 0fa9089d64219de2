//! Mails about money: paid, cancelled, asked back (M44, M101).

use contract::case::ClawBackView;

use super::enterprise::{about, letter};
use super::letter::Piece;
use super::{CaseMail, Mail, counter};
use crate::say;

pub(super) fn paid(mail: &CaseMail<'_>) -> Mail {
    let case = mail.case;
    let mut facts = about(mail);
    if let Some(payment) = &case.payment {
        facts.push(("拨付金额", say::money(&payment.amount)));
        facts.push(("拨付日期", say::day(&payment.paid_on)));
        facts.push(("拨付凭证号", payment.reference.clone()));
    }
    let mut pieces = vec![Piece::Words(
        "本次资金已拨付，到账时间以开户银行为准，请注意查收。".to_owned(),
    )];
    if case.entry.state == "payable"
        && let Some(left) = &case.left
    {
        facts.push(("尚未拨付", say::money(left)));
        pieces.push(Piece::Words(format!("{}。", case.next_step.zh)));
    }
    pieces.push(Piece::Facts(facts));
    letter(mail, "资金已拨付", pieces, "The money has been paid.")
}

pub(super) fn instalment_cancelled(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    let cancelled = mail.case.instalments.iter().rev();
    let mut cancelled = cancelled.filter(|part| part.standing == "cancelled");
    if let Some(part) = cancelled.next() {
        facts.push(("本期金额", say::money(&part.amount)));
        facts.push(("理由", part.reason.clone().unwrap_or_default()));
        facts.push(("救济途径", part.remedy.clone().unwrap_or_default()));
    }
    letter(
        mail,
        "分期资金的一期不再拨付",
        vec![
            Piece::Words(
                "您获得的支持为分期兑现，其中一期的条件经核实未满足，不再拨付。".to_owned(),
            ),
            Piece::Facts(facts),
        ],
        "The condition of one instalment was not met; it will not be paid. The reason and what you can do are given above.",
    )
}

/// What is asked back: all there is to know of it.
fn asked_back<'a>(mail: &CaseMail<'a>) -> (Vec<(&'static str, String)>, Option<&'a ClawBackView>) {
    let mut facts = about(mail);
    let last = mail.case.claw_backs.last();
    if let Some(back) = last {
        facts.push(("追回金额", say::money(&back.amount)));
        facts.push(("尚未缴回", say::money(&back.left)));
        facts.push(("缴回期限", format!("{}前（含当日）", say::day(&back.until))));
        facts.push(("事由", back.ground.clone()));
        facts.push(("救济途径", back.remedy.clone()));
    }
    (facts, last)
}

pub(super) fn clawed_back(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "请缴回已拨付的资金",
        vec![
            Piece::Words("经核查，已拨付给贵单位的资金应当缴回，事由、期限和救济途径如下。缴款方式请与专窗联系；专窗不会通过邮件或电话索要账户密码。".to_owned()),
            Piece::Facts(asked_back(mail).0),
        ],
        "Money that was paid to you is asked back. The ground, the last day and what you can do against it are given above.",
    )
}

pub(super) fn repaid(mail: &CaseMail<'_>) -> Mail {
    let (mut facts, back) = asked_back(mail);
    if let Some(payment) = back.and_then(|back| back.repaid.last()) {
        facts.push(("本次缴回", say::money(&payment.amount)));
        facts.push(("缴款凭证号", payment.reference.clone()));
    }
    letter(
        mail,
        "已收到缴回的资金",
        vec![
            Piece::Words("贵单位缴回的资金已收到。".to_owned()),
            Piece::Facts(facts),
        ],
        "What you paid back has been received.",
    )
}

pub(super) fn repayment_soon(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "缴回期限临近",
        vec![
            Piece::Words(
                "下列资金的缴回期限即将届满，请在期限前缴回；已缴回的，请与专窗核对。".to_owned(),
            ),
            Piece::Facts(asked_back(mail).0),
        ],
        "The last day to pay back is near.",
    )
}

pub(super) fn repayment_late(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "逾期未缴回",
        vec![
            Piece::Words("下列资金已过缴回期限，请立即缴回；如有困难，请与专窗联系。".to_owned()),
            Piece::Facts(asked_back(mail).0),
        ],
        "The last day to pay back has passed. Please pay at once, or talk to the window.",
    )
}

pub(super) fn repayment_escalated(mail: &CaseMail<'_>) -> Mail {
    let back = mail.case.claw_backs.last();
    let left = back.map_or_else(String::new, |back| say::money(&back.left));
    counter::to(
        mail,
        ("统筹协调岗", "【督办】资金逾期未缴回"),
        "下列办件应缴回的资金已过期限仍未缴清，请研究后续处理。",
        vec![("尚未缴回", left)],
        "Money that was asked back was not paid back in time.",
    )
}

pub(super) fn instalment_due(mail: &CaseMail<'_>) -> Mail {
    counter::letter(
        mail,
        "【待拨付】分期兑现已到拨付日期",
        "下列办件的后续一期已到拨付日期，请会同财政核实条件后拨付。",
        Vec::new(),
        "A later instalment has fallen due.",
    )
}

pub(super) fn instalment_late(mail: &CaseMail<'_>, receiver: &str) -> Mail {
    counter::to(
        mail,
        (receiver, "【督办】分期兑现逾期未拨付"),
        "下列办件的后续一期到期后仍未拨付，请督促财政和主管部门尽快兑现，或者说明不予兑现的理由。",
        Vec::new(),
        "A later instalment was not paid in time.",
    )
}
