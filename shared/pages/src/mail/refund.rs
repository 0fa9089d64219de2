//! Mails about a demand that was withdrawn, and what is refunded (M44).

use contract::case::{ClawBackView, WithdrawalView};

use super::enterprise::{about, letter};
use super::letter::Piece;
use super::{CaseMail, Mail, counter};
use crate::say;

/// How nothing is written on the wire.
const NOTHING: &str = "0.00";

/// Demands that were withdrawn.
fn all_withdrawn<'a>(
    mail: &CaseMail<'a>,
) -> impl Iterator<Item = (&'a ClawBackView, &'a WithdrawalView)> {
    let demands = mail.case.claw_backs.iter();
    demands.filter_map(|back| Some((back, back.withdrawn.as_ref()?)))
}

/// The demand with this ordinal, or where none is known the one that was withdrawn last.
fn withdrawn<'a>(
    mail: &CaseMail<'a>,
    demand: Option<u32>,
) -> Option<(&'a ClawBackView, &'a WithdrawalView)> {
    let mut all = all_withdrawn(mail);
    match demand {
        Some(demand) => all.find(|(back, _)| back.demand == demand),
        None => all.max_by_key(|(_, seen)| &seen.on),
    }
}

/// The demand that stands and is not met.
fn owed<'a>(mail: &CaseMail<'a>) -> Option<&'a ClawBackView> {
    let mut standing = mail.case.claw_backs.iter();
    standing.find(|back| back.withdrawn.is_none() && back.left != NOTHING)
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

pub(super) fn claw_back_withdrawn(mail: &CaseMail<'_>, demand: Option<u32>) -> Mail {
    let mut facts = about(mail);
    let mut english =
        "The demand to pay money back was withdrawn; nothing is due of it.".to_owned();
    let mut words =
        "下列要求贵单位缴回资金的追回决定已经撤销，贵单位无需再按该决定缴回。".to_owned();
    if let Some((back, seen)) = withdrawn(mail, demand) {
        facts.push(("原追回金额", say::money(&back.amount)));
        facts.push(("原追回事由", back.ground.clone()));
        facts.push(("撤销理由", seen.reason.clone()));
        facts.push(("此前缴回", repaid(back)));
        if let Some(other) = owed(mail) {
            words.push_str("另一笔追回仍然有效，请按期缴回。");
            english.push_str(" Another demand still stands and is to be paid back in time.");
            facts.push(("另一笔尚未缴回", say::money(&other.left)));
            facts.push((
                "缴回期限",
                format!("{}前（含当日）", say::day(&other.until)),
            ));
        }
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

pub(super) fn refunded(mail: &CaseMail<'_>, demand: Option<u32>) -> Mail {
    let mut facts = about(mail);
    if let Some(refund) = withdrawn(mail, demand).and_then(|(_, seen)| seen.refunded.as_ref()) {
        facts.push(("退还金额", say::money(&refund.amount)));
        facts.push(("退还日期", say::day(&refund.paid_on)));
        facts.push(("退还凭证号", refund.reference.clone()));
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
    let left = all_withdrawn(mail).filter(|(_, seen)| seen.to_refund != NOTHING);
    let left = left.map(|(_, seen)| ("应退还", say::money(&seen.to_refund)));
    counter::to(
        mail,
        (receiver, "【督办】应退还企业的资金逾期未退还"),
        "下列办件的资金追回已撤销，企业此前缴回的资金超过 10 个工作日仍未退还，请督促财政尽快退还。",
        left.collect(),
        "What an enterprise had paid back was to be refunded and was not in time.",
    )
}
