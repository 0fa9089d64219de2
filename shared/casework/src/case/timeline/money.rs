//! What happened to money, in a sentence.

use facts::Money;

use super::super::{Allocated, CHECK_MONTHS, ClawBack, Instalment};
use crate::Text;

pub(super) fn allocated(allocated: &Allocated) -> Text {
    let why = &allocated.why;
    let (zh, en) = match (allocated.reached, allocated.gets) {
        (false, _) => ("未获核定".to_owned(), "nothing".to_owned()),
        // an item that gives no money
        (true, gets) if gets == Money::ZERO => ("已入选".to_owned(), "a place".to_owned()),
        (true, gets) => (
            format!("核定 {}", gets.words()),
            format!("CNY {}", gets.grouped()),
        ),
    };
    Text::new(
        format!("统一分配，{zh}。{}", why.zh),
        format!("allocated {en}: {}", why.en),
    )
}

pub(super) fn paid(amount: Money, met: Option<&str>) -> Text {
    let mut text = Text::new(
        format!("已拨付 {}", amount.words()),
        format!("CNY {} paid", amount.grouped()),
    );
    if let Some(met) = met {
        text.zh.push_str(&format!("。条件核实：{met}"));
        text.en.push_str(&format!(". Its condition was met: {met}"));
    }
    text
}

pub(super) fn in_parts(mut text: Text, instalments: &[Instalment]) -> Text {
    if instalments.len() > 1 {
        let parts = instalments.len();
        text.zh.push_str(&format!("。分 {parts} 期拨付"));
        text.en.push_str(&format!(". Paid in {parts} instalments"));
    }
    text
}

pub(super) fn cancelled(reason: &str, remedy: &str) -> Text {
    Text::new(
        format!("本期条件未满足，不再拨付。理由：{reason}。救济途径：{remedy}"),
        format!(
            "the condition of this instalment failed, it is not paid: {reason}. Remedy: {remedy}"
        ),
    )
}

pub(super) fn clawed_back(claw_back: &ClawBack) -> Text {
    let ClawBack {
        amount,
        ground,
        until,
        remedy,
        ..
    } = claw_back;
    Text::new(
        format!(
            "追回已拨付资金 {}，请于{}前（含当日）缴回。事由：{ground}。救济途径：{remedy}",
            amount.words(),
            until.words()
        ),
        format!(
            "CNY {} are asked back, to be paid by {until}: {ground}. Remedy: {remedy}",
            amount.grouped()
        ),
    )
}

pub(super) fn repaid(amount: Money) -> Text {
    Text::new(
        format!("已收到缴回资金 {}", amount.words()),
        format!("CNY {} were paid back", amount.grouped()),
    )
}

pub(super) fn checked(met: bool, words: &str) -> Text {
    if met {
        Text::new(
            format!("本期条件已核实满足：{words}"),
            format!("the condition of this instalment is met: {words}"),
        )
    } else {
        Text::new(
            format!("本期条件暂未满足：{words}。{CHECK_MONTHS} 个月后再次核实"),
            format!(
                "the condition of this instalment is not met yet: {words}; it is looked at again after {CHECK_MONTHS} months"
            ),
        )
    }
}

pub(super) fn refunded(demand: Option<u32>, amount: Money) -> Text {
    let (zh, en) = which(demand);
    Text::new(
        format!("已退还{zh}缴回资金 {}", amount.words()),
        format!(
            "CNY {} that were paid back{en} were refunded",
            amount.grouped()
        ),
    )
}

pub(super) fn withdrawn(demand: Option<u32>, reason: &str) -> Text {
    let (zh, en) = which(demand);
    Text::new(
        format!("撤销{zh}追回：{reason}"),
        format!("the demand to pay back{en} was withdrawn: {reason}"),
    )
}

/// Which demand it was, where the record says.
fn which(demand: Option<u32>) -> (String, String) {
    let said = demand.map(|ordinal| (format!("第 {ordinal} 笔"), format!(" (no. {ordinal})")));
    said.unwrap_or_default()
}
