//! Mails about a demand that was withdrawn, and what is refunded (M44).

use contract::case::{ClawBackView, WithdrawalView};

use super::enterprise::{about, letter};
use super::letter::Piece;
use super::{CaseMail, Mail, counter};
use crate::say;

/// The demand that was withdrawn last.
fn withdrawn<'a>(mail: &CaseMail<'a>) -> Option<(&'a ClawBackView, &'a WithdrawalView)> {
    let demands = mail.case.claw_backs.iter();
    let withdrawn = demands.filter_map(|back| Some((back, back.withdrawn.as_ref()?)));
    withdrawn.max_by_key(|(_, seen)| &seen.on)
}

/// What came back of it.
fn repaid(back: &ClawBackView) -> String {
    match back.repaid.as_slice() {
        [] => "没有缴回".to_owned(),
        parts => parts
            .iter()
            .map(|part| {
                format!(
                    "{}缴回 {}",
                    say::day(&part.paid_on),
                    say::money(&part.amount)
                )
            })
            .collect::<Vec<_>>()
            .join("；"),
    }
}

pub(super) fn claw_back_withdrawn(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    let mut english = "The demand to pay money back was withdrawn; nothing is due.".to_owned();
    let mut words = "此前要求贵单位缴回资金的追回决定已经撤销，贵单位无需再缴回。".to_owned();
    if let Some((back, seen)) = withdrawn(mail) {
        facts.push(("原追回金额", say::money(&back.amount)));
        facts.push(("撤销理由", seen.reason.clone()));
        facts.push(("此前缴回", repaid(back)));
        if !back.repaid.is_empty() {
            facts.push(("应退还", say::money(&seen.to_refund)));
            words.push_str("已缴回的资金自撤销之日起 10 个工作日内退还；如收款账户有变化，请与专窗联系，专窗不会通过邮件或电话索要账户密码。");
            english.push_str(" What you paid back will be refunded within 10 working days.");
        }
    }
    letter(
        mail,
        "资金追回已撤销",
        vec![Piece::Words(words), Piece::Facts(facts)],
        &english,
    )
}

pub(super) fn refunded(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    if let Some(refund) = withdrawn(mail).and_then(|(_, seen)| seen.refunded.as_ref()) {
        facts.push(("退还金额", say::money(&refund.amount)));
        facts.push(("退还日期", say::day(&refund.paid_on)));
        facts.push(("拨付凭证号", refund.reference.clone()));
    }
    letter(
        mail,
        "缴回的资金已退还",
        vec![
            Piece::Words(
                "贵单位此前缴回的资金已退还，到账时间以开户银行为准，请注意查收。".to_owned(),
            ),
            Piece::Facts(facts),
        ],
        "What you had paid back has been refunded.",
    )
}

pub(super) fn refund_late(mail: &CaseMail<'_>, receiver: &str) -> Mail {
    let left = withdrawn(mail).map_or_else(String::new, |(_, seen)| say::money(&seen.to_refund));
    counter::to(
        mail,
        (receiver, "【督办】应退还企业的资金逾期未退还"),
        "下列办件的资金追回已撤销，企业此前缴回的资金超过 10 个工作日仍未退还，请督促财政尽快退还。",
        vec![("应退还", left)],
        "What an enterprise had paid back was to be refunded and was not in time.",
    )
}
