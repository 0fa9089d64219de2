//! Lists as CSV, for spreadsheets.

use adapters::http::Reply;
use contract::supervision::{BulletinView, DriftView, OpenCase};

const HEAD: [&str; 18] = [
    "办件编号",
    "事项",
    "企业",
    "统一社会信用代码",
    "状态",
    "现由谁办理",
    "提交时间",
    "承诺办结日",
    "牌色",
    "自何时起",
    "核定金额（元）",
    "尚未拨付（元）",
    "下一期拨付日期",
    "下一期核实条件日期",
    "应退还企业（元）",
    "尚未缴回（元）",
    "缴回期限",
    "跟踪事由",
];

/// The list as a file; `more` says in a last line that it does not hold everything.
pub(crate) fn reply(cases: &[OpenCase], more: bool) -> Reply {
    let rest = more.then(|| {
        let mut last = [const { String::new() }; HEAD.len()];
        if let Some(first) = last.first_mut() {
            *first = format!("仅列出前 {} 件，请缩小范围后再导出", cases.len());
        }
        last
    });
    Reply::csv(HEAD, cases.iter().map(row).chain(rest))
}

fn row(case: &OpenCase) -> [String; HEAD.len()] {
    let entry = &case.entry;
    let card = match case.card.as_deref() {
        Some("red") => "红牌",
        Some(_) => "黄牌",
        None => "",
    };
    let follow_up = case.follow_up.as_ref();
    [
        entry.number.clone(),
        entry.title.zh.clone(),
        entry.enterprise_name.clone(),
        entry.enterprise.clone().unwrap_or_default(),
        entry.state_text.zh.clone(),
        entry.holder.zh.clone(),
        entry.submitted_at.clone(),
        entry.due.clone().unwrap_or_default(),
        card.to_owned(),
        case.since.clone().unwrap_or_default(),
        case.approved.clone().unwrap_or_default(),
        case.left.clone().unwrap_or_default(),
        case.pays_on.clone().unwrap_or_default(),
        case.checked_on.clone().unwrap_or_default(),
        case.refund.clone().unwrap_or_default(),
        case.owed.clone().unwrap_or_default(),
        case.owed_until.clone().unwrap_or_default(),
        follow_up.map_or_else(String::new, |one| one.words.zh.clone()),
    ]
}

/// Cases that were decided otherwise than predicted.
pub(crate) fn drift(drift: &DriftView) -> Reply {
    const HEAD: [&str; 9] = [
        "月份",
        "办件编号",
        "事项编码",
        "事项",
        "差异",
        "测算下限（元）",
        "测算上限（元）",
        "审核核定（元）",
        "测算凭证",
    ];
    let rows = drift.cases.iter().map(|one| {
        [
            drift.period.clone(),
            one.number.clone(),
            one.item.clone(),
            one.title.zh.clone(),
            one.drift_text.zh.clone(),
            one.low.clone().unwrap_or_default(),
            one.high.clone().unwrap_or_default(),
            one.approved.clone().unwrap_or_default(),
            one.receipt.clone().unwrap_or_default(),
        ]
    });
    Reply::csv(HEAD, rows)
}

/// How punctual departments were that others asked.
pub(crate) fn co_handlers(bulletin: &BulletinView) -> Reply {
    const HEAD: [&str; 9] = [
        "月份",
        "协办部门编码",
        "协办部门",
        "被征求（项）",
        "按时答复率的基数（项）",
        "按时答复（项）",
        "逾期答复（项）",
        "逾期后不再等待（项）",
        "逾期未答复（项）",
    ];
    let told =
        |count: Option<u32>| count.map_or_else(|| "样本不足".to_owned(), |count| count.to_string());
    let rows = bulletin.co_handlers.iter().map(|one| {
        [
            bulletin.period.clone(),
            one.key.clone(),
            one.name.zh.clone(),
            one.asked.to_string(),
            one.in_time.of.to_string(),
            told(one.in_time.hits),
            told(one.late),
            told(one.closed_overdue),
            told(one.open_overdue),
        ]
    });
    Reply::csv(HEAD, rows)
}
