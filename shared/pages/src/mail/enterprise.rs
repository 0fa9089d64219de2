//! Mails to the enterprise.

use contract::department::MissingMaterial;

use super::letter::{Letter, Piece};
use super::{CaseMail, Mail};
use crate::say;
use crate::values::{Named, name_of};

/// Whether it is an application; what is none is answered, not approved.
fn application(mail: &CaseMail<'_>) -> bool {
    mail.case.entry.kind == "application"
}

pub(super) fn submitted(mail: &CaseMail<'_>) -> Mail {
    let promise = &mail.case.promise;
    let mut facts = about(mail);
    if !application(mail) {
        facts.push(("承诺答复日", due(mail)));
        let kind = &mail.case.entry.kind_text.zh;
        return letter(
            mail,
            &format!("{kind}已受理"),
            vec![
                Piece::Words(format!(
                    "您的{kind}已受理，办理进程和答复可随时凭下面的地址查看，无需登录。"
                )),
                Piece::Facts(facts),
            ],
            "We have received what you asked. Follow it at the address above; no sign-in is needed.",
        );
    }
    facts.push((
        "承诺时限",
        format!("{} 个工作日（{}）", promise.working_days, promise.basis),
    ));
    facts.push(("承诺办结日", due(mail)));
    letter(
        mail,
        "申请已受理",
        vec![
            Piece::Words("您的申请已受理，将分送主管部门办理。办理进程可随时查询。".to_owned()),
            Piece::Facts(facts),
        ],
        "Your application has been accepted. The promised day and every step can be seen at the address above.",
    )
}

pub(super) fn sent_back(
    mail: &CaseMail<'_>,
    missing: &[MissingMaterial],
    materials: &[Named],
) -> Mail {
    let steps = missing
        .iter()
        .map(|entry| format!("{}：{}", name_of(materials, &entry.material), entry.what))
        .collect();
    letter(
        mail,
        "请补正材料",
        vec![
            Piece::Words(
                "经审核，您的申请材料需要补正，全部事项一次告知如下。补正期间不计入承诺时限。"
                    .to_owned(),
            ),
            Piece::Facts(about(mail)),
            Piece::Steps(steps),
            Piece::Words("请打开下面的地址，在办件页面选择“补正材料”，上传后提交。".to_owned()),
        ],
        "Some materials need correction; everything is listed above. The clock is paused meanwhile.",
    )
}

/// The answer to what is no application.
fn replied(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    if let Some(reply) = &mail.case.reply {
        facts.push(("办理结论", reply.outcome_text.zh.clone()));
        facts.push(("答复", reply.words.clone()));
        if let Some(remedy) = &reply.remedy {
            facts.push(("后续途径", remedy.clone()));
        }
    }
    facts.push(("下一步", mail.case.next_step.zh.clone()));
    letter(
        mail,
        &format!("{}已答复", mail.case.entry.kind_text.zh),
        vec![
            Piece::Words(
                "您提出的事项已有答复，现反馈如下。请打开下面的地址评价本次办理。".to_owned(),
            ),
            Piece::Facts(facts),
        ],
        "Your question has been answered; the answer is given above. Please rate it at the address below.",
    )
}

pub(super) fn objected_to(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "公示期间收到异议",
        vec![
            Piece::Words("公示期间，有人对拟支持结果提出异议。核实答复之前暂缓拨付，核实结果将另行通知，您无需办理。".to_owned()),
            Piece::Facts(about(mail)),
        ],
        "Somebody objected to the intended support. Nothing is paid until that is answered; you need do nothing.",
    )
}

pub(super) fn objection_answered(mail: &CaseMail<'_>) -> Mail {
    let (words, english) = if mail.case.entry.state == "in_publicity" {
        (
            "公示期间收到的异议已核实答复，不影响公示结果，办件继续办理。",
            "The objection was answered; the result stands and the case goes on.",
        )
    } else {
        (
            "公示期间收到的异议经核实属实，您的申请由部门重新审核，审核后重新公示。原公示已撤下。",
            "The objection was upheld: the case is reviewed and made public anew; the notice is taken down.",
        )
    };
    letter(
        mail,
        "公示异议已答复",
        vec![Piece::Words(words.to_owned()), Piece::Facts(about(mail))],
        english,
    )
}

pub(super) fn reopened(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    facts.push(("新的承诺答复日", due(mail)));
    letter(
        mail,
        "已转入重新办理",
        vec![
            Piece::Words("您提出的事项尚未解决，已转入重新办理，承诺时限重新计算。".to_owned()),
            Piece::Facts(facts),
        ],
        "What you asked was not settled; it has been taken up again.",
    )
}

pub(super) fn released(mail: &CaseMail<'_>) -> Mail {
    if !application(mail) {
        return replied(mail);
    }
    let mut facts = about(mail);
    let approved = mail
        .case
        .decision
        .as_ref()
        .is_some_and(|decision| decision.approved);
    if let Some(decision) = &mail.case.decision {
        if let Some(amount) = &decision.amount {
            facts.push(("核定金额", say::money(amount)));
        }
        facts.push(("理由", decision.reason.clone()));
        let unmet = decision.not_met.iter();
        facts.extend(unmet.map(|entry| match &entry.clause {
            Some(clause) => ("不满足的条件", format!("{}（{clause}）", entry.words.zh)),
            None => ("不符合要求的材料", entry.words.zh.clone()),
        }));
        if let Some(ground) = &decision.other_ground {
            facts.push(("其他理由", ground.clone()));
        }
        if let Some(remedy) = &decision.remedy {
            facts.push(("救济途径", remedy.clone()));
        }
    }
    facts.push(("下一步", mail.case.next_step.zh.clone()));
    let (subject, words, english) = if approved {
        (
            "申请审核通过",
            "您的申请已审核通过，现将办理结果反馈如下。",
            "Your application has been approved.",
        )
    } else {
        (
            "申请未予支持",
            "您的申请经审核未予支持，现将理由和救济途径告知如下。如有疑问，请联系专窗。",
            "Your application has been refused; reason and remedy are given above.",
        )
    };
    letter(
        mail,
        subject,
        vec![Piece::Words(words.to_owned()), Piece::Facts(facts)],
        english,
    )
}

pub(super) fn publicity_begun(mail: &CaseMail<'_>) -> Mail {
    let mut facts = about(mail);
    let publicity = mail.case.publicity.as_ref();
    if let Some(publicity) = publicity {
        facts.push((
            "公示期",
            say::period(&publicity.first_day, &publicity.last_day),
        ));
    }
    let mut pieces = vec![
        Piece::Words("您的申请拟予支持，现向社会公示。公示期满无异议的，进入兑现拨付。".to_owned()),
        Piece::Facts(facts),
    ];
    if let Some(publicity) = publicity {
        pieces.push(Piece::Link("公示页面", absolute(mail, &publicity.notice)));
    }
    letter(
        mail,
        "拟支持结果开始公示",
        pieces,
        "The intended support is now public for objection. Payment follows if nobody objects.",
    )
}

/// A path of the portal as an address that works from a mail.
fn absolute(mail: &CaseMail<'_>, address: &str) -> String {
    let path = format!("/cases/{}", mail.case.entry.number);
    let portal = mail.link.strip_suffix(path.as_str()).unwrap_or_default();
    match say::local(address) {
        Some(path) => format!("{portal}{path}"),
        None => address.to_owned(),
    }
}

pub(super) fn payable(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "公示期满，进入兑现拨付",
        vec![
            Piece::Words("公示期已满，您的申请进入兑现拨付，资金拨付后另行通知。".to_owned()),
            Piece::Facts(about(mail)),
        ],
        "The publicity period is over; payment follows.",
    )
}

pub(super) fn withdrawn(mail: &CaseMail<'_>) -> Mail {
    let words = if application(mail) {
        "您的申请已按您的要求撤回。申报期内可以重新申请。"
    } else {
        "您提出的事项已按您的要求撤回。"
    };
    letter(
        mail,
        "已撤回",
        vec![Piece::Words(words.to_owned()), Piece::Facts(about(mail))],
        "Your application has been withdrawn as you asked.",
    )
}

pub(super) fn correction_soon(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "补正即将到期",
        vec![
            Piece::Words("您的申请需要补正材料，补正期限即将届满。逾期未补正的，本次申请终止，申报期内可以重新申请。".to_owned()),
            Piece::Facts(about(mail)),
        ],
        "The time to correct your materials is nearly over.",
    )
}

pub(super) fn lapsed(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "逾期未补正，申请终止",
        vec![
            Piece::Words("因逾期未补正材料，本次申请已终止。申报期内可以重新申请，材料库中仍在有效期内的材料可再次使用。".to_owned()),
            Piece::Facts(about(mail)),
        ],
        "The materials were not corrected in time, so this application has ended. You may apply again.",
    )
}

pub(super) fn granted(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "已予支持",
        vec![
            Piece::Words(
                "您的申请已予支持，可按办事指南享受相应政策，无需另行领取资金。".to_owned(),
            ),
            Piece::Facts(about(mail)),
        ],
        "Your application has been granted; nothing is to be paid out.",
    )
}

pub(super) fn payment_failed(mail: &CaseMail<'_>) -> Mail {
    letter(
        mail,
        "拨付未成功",
        vec![
            Piece::Words("资金拨付未成功，请核对收款账户信息并与专窗联系。专窗不会通过邮件或电话索要账户密码。".to_owned()),
            Piece::Facts(about(mail)),
        ],
        "The payment did not go through. Check your account and contact the window.",
    )
}

pub(super) fn about(mail: &CaseMail<'_>) -> Vec<(&'static str, String)> {
    let entry = &mail.case.entry;
    let (what, who) = if application(mail) {
        ("申请事项", "申请企业")
    } else {
        ("标题", "提出人")
    };
    vec![
        ("办件编号", entry.number.clone()),
        (what, entry.title.zh.clone()),
        (who, entry.enterprise_name.clone()),
    ]
}

pub(super) fn due(mail: &CaseMail<'_>) -> String {
    let promise = &mail.case.promise;
    let day = say::day(&promise.due);
    if promise.provisional {
        format!("{day}（暂定，该年度放假安排尚未公布）")
    } else {
        day
    }
}

pub(super) fn letter(
    mail: &CaseMail<'_>,
    subject: &str,
    mut pieces: Vec<Piece>,
    english: &str,
) -> Mail {
    let entry = &mail.case.entry;
    pieces.push(Piece::Link("查看办理进程", mail.link.to_owned()));
    pieces.push(Piece::English(english.to_owned()));
    Letter {
        subject: format!(
            "【惠企政策】{subject}：{}（{}）",
            entry.title.zh, entry.number
        ),
        greeting: format!("{}：", entry.enterprise_name),
        pieces,
    }
    .write(mail.site)
}
