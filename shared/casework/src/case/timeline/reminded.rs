//! What a holder was reminded of, in a sentence.

use super::super::Reminder;
use crate::Text;

pub(super) fn reminded(of: Reminder) -> Text {
    let (zh, en) = match of {
        Reminder::DueSoon => (
            "临近承诺办结日，已提醒承办方",
            "reminded that the promised day is near",
        ),
        Reminder::Release => (
            "审核决定待反馈，已提醒专窗",
            "the counter was reminded to release the reply",
        ),
        Reminder::Correction => (
            "补正期限临近，已提醒企业",
            "the enterprise was reminded that the time to correct is nearly over",
        ),
        Reminder::Unanswered => (
            "部门逾期未接收，已提请统筹单位督办",
            "not taken up in time; the coordinator was asked to step in",
        ),
        Reminder::LongOverdue => (
            "超期后仍未办结，已提请统筹单位督办",
            "still open days after it was due; the coordinator was asked to step in",
        ),
        Reminder::InstalmentDue => (
            "后续一期已到拨付日期，已提醒专窗",
            "the counter was reminded that a later instalment has fallen due",
        ),
        Reminder::InstalmentLate => (
            "后续一期到期后仍未拨付，已提请统筹单位督办",
            "a later instalment was not paid in time; the coordinator was asked to step in",
        ),
        Reminder::ConditionDue => (
            "后续一期的兑现条件待核实，已提醒主管部门",
            "the department was asked whether the condition of a later instalment is met",
        ),
        Reminder::ConditionLate => (
            "后续一期的兑现条件逾期未核实，已提请统筹单位督办",
            "nobody looked in time at the condition of a later instalment; the coordinator was asked to step in",
        ),
        Reminder::RepaymentSoon => (
            "缴回期限临近，已提醒企业",
            "the enterprise was reminded that the last day to pay back is near",
        ),
        Reminder::RepaymentLate => (
            "逾期未缴回，已告知企业并提请统筹单位处理",
            "not paid back in time; the enterprise was told and the coordinator asked to step in",
        ),
        Reminder::RefundLate => (
            "应退还企业的资金逾期未退还，已提请统筹单位督办",
            "what had come back was not refunded in time; the coordinator was asked to step in",
        ),
    };
    Text::new(zh, en)
}
