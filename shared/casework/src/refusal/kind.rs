//! The kinds of refusal: a stable word, what it means and how to mend it. The page `/problems/{code}` is made from this list.

use super::co_handling;

/// What kind of no it is: the one thing a door needs to know to answer in its own terms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ground {
    /// Who asks may not.
    Forbidden,
    /// To who asks, it is not there.
    Absent,
    /// It moved on since it was read.
    Stale,
    /// What is asked does not fit where the thing stands.
    State,
    /// What was sent cannot be accepted; sent differently, it could.
    Content,
    /// The capability is spent.
    Gone,
}

/// A kind of refusal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kind {
    /// The stable machine word.
    pub code: &'static str,
    /// What kind of no it is.
    pub ground: Ground,
    /// What happened, in Chinese and English.
    pub sentence: (&'static str, &'static str),
    /// How to mend it, in Chinese and English.
    pub remedy: (&'static str, &'static str),
}

pub(super) const fn kind(
    code: &'static str,
    ground: Ground,
    sentence: (&'static str, &'static str),
    remedy: (&'static str, &'static str),
) -> Kind {
    Kind {
        code,
        ground,
        sentence,
        remedy,
    }
}

macro_rules! kinds {
    ($($name:ident = $code:literal $ground:ident $sentence:tt $remedy:tt;)+) => {
        $(pub(super) const $name: Kind = kind($code, Ground::$ground, $sentence, $remedy);)+

        /// Every kind of refusal, in the order of the explaining pages.
        pub const CATALOGUE: &[Kind] = &[
            $($name,)+
            co_handling::OPEN,
            co_handling::DESPITE_NEEDED,
            co_handling::NOT_OPEN,
            co_handling::NOT_OVERDUE,
            co_handling::ENTRIES_NEEDED,
            co_handling::TWICE,
            co_handling::TOO_MANY,
            co_handling::DAYS,
        ];
    };
}

kinds! {
    NOT_ALLOWED = "not_allowed" Forbidden
        ("当前身份无权办理此操作", "your role does not allow this")
        ("如需办理，请联系本单位管理员或专窗", "ask your administrator or the counter");
    NOT_YOURS = "not_yours" Absent
        ("没有该内容，或当前身份不可查看", "it does not exist, or is not yours to see")
        ("请核对编号", "check the number");
    STALE = "stale" Stale
        ("内容已被他人更新", "it has changed since you read it")
        ("请重新读取最新内容，核对后再提交", "read it again, check, and send your change with the new version");
    WRONG_STATE = "wrong_state" State
        ("办件当前状态不能这样办理", "the case does not stand where this can be done")
        ("请刷新办件页面，按当前可办理的操作进行", "reload the case and do what it offers now");
    REASON_NEEDED = "reason_needed" Content
        ("没有写明理由", "a reason is missing")
        ("请用一两句话写明理由，企业和监督人员都会看到", "give the reason in a sentence or two; the enterprise and the auditor will read it");
    REMEDY_NEEDED = "remedy_needed" Content
        ("不予支持，但没有告知企业可以怎么办", "a refusal must tell the enterprise what it can do")
        ("请写明救济途径，例如补充何种条件后可再次申请、向何处申诉", "say what would change the result, or where to complain");
    TOO_LONG = "too_long" Content
        ("文字过长", "the text is too long")
        ("请精简后重新提交", "shorten it and send it again");
    AMOUNT_NEEDED = "amount_needed" Content
        ("审核通过资金类事项，但没有写明核定金额", "approving money needs the amount")
        ("请填写核定金额，单位为元，保留两位小数", "give the approved amount in yuan with two decimals");
    AMOUNT_NOT_POSITIVE = "amount_not_positive" Content
        ("核定金额应大于零", "the approved amount must be greater than zero")
        ("请核对金额；如不予支持，请选择“不予支持”并写明理由", "check the amount; to give nothing, refuse with a reason");
    AMOUNT_NOT_ASKED = "amount_not_asked" Content
        ("该事项不拨付资金，不应填写金额", "nothing is paid for this item, so it takes no amount")
        ("请去掉金额后重新提交", "leave the amount out and send it again");
    AMOUNT_DIFFERS = "amount_differs" Content
        ("金额与应付的金额不一致", "the amount differs from what is to be paid now")
        ("请按所列金额登记；如所列金额有误，请先核对", "record the amount named; if that is wrong, have it looked at first");
    PROVISIONAL = "provisional" State
        ("该办件待统一分配，现在还不能反馈", "this case waits for the allocation of its opening and cannot be replied to yet")
        ("申报期结束、全部办件审核后，由专窗负责人统一分配，结果同时反馈", "once the opening has closed and every case is decided, the lead of the counter allocates it, and all are told at once");
    NOT_CLOSED = "not_closed" State
        ("申报期尚未结束，不能分配", "the opening has not closed, so it cannot be allocated")
        ("请在申报期截止日次日起办理", "do it from the day after its last day");
    UNDECIDED = "undecided_cases" State
        ("还有办件没有审核，不能分配", "some cases are not decided, so the opening cannot be allocated")
        ("请先催办所列办件；审核、撤回或者终止后再分配", "have these cases decided, withdrawn or closed first");
    UNSCORED = "unscored_cases" State
        ("有办件的排名指标不明，不能排名", "some cases cannot be ranked, for nobody knows their score")
        ("请为所列办件填写经核实的指标值后再分配", "give the checked score of each case that is listed");
    TOO_MANY_CLAIMS = "too_many_claims" State
        ("办件数量超过一次分配的上限", "there are more cases than one allocation holds")
        ("请联系平台运维", "ask the operator");
    NOTHING_CLAIMED = "nothing_claimed" State
        ("该申报期没有待分配的办件", "no case of this opening waits for an allocation")
        ("无需办理", "nothing is to be done");
    NOT_DUE_YET = "not_due_yet" State
        ("本期尚未到拨付日期", "this instalment is not due yet")
        ("请在所列日期起拨付；系统将在到期当日提醒", "pay it from the day given; a reminder follows on that day");
    CONDITION_UNPROVEN = "condition_unproven" Content
        ("本期附有条件，但没有写明如何核实", "this instalment has a condition, and nothing says how it was found met")
        ("请写明核实的依据和结论；条件未满足的，请停止拨付本期并告知企业", "say how the condition was checked; if it failed, cancel the instalment and tell the enterprise");
    BEYOND_PAID = "beyond_paid" Content
        ("金额应大于零，且不超过剩余金额", "the amount must be more than nothing and not more than is left")
        ("请按所列剩余金额核对", "compare with what is left");
    REFERENCE_NEEDED = "reference_needed" Content
        ("没有填写拨付凭证号", "the reference of the payment order is missing")
        ("请填写拨付凭证号，以便企业和监督人员核对", "give the reference, so that the payment can be traced");
    CHECKLIST_OPEN = "checklist_open" Content
        ("审核清单没有逐项核对，或者与决定不符", "the review checklist is not filled in, or does not fit the decision")
        ("请按办件的 checklist 逐项提交 entry 和 finding（met 满足、not_met 不满足、not_applicable 不适用），条件还要写明 evidence（核对依据）；同意的，各项均应核对且没有不满足的；不予支持的，标明不满足的一项，或者在 other_ground 中写明清单以外的理由", "send `checklist`: for each entry of the case's `checklist` its `entry` and `finding` (met, not_met or not_applicable), and for conditions `evidence`; to approve, tick all and leave none not met; to refuse, tick what is not met or give `other_ground`");
    NOTHING_NAMED = "nothing_named" Content
        ("要求补正，但没有列明缺什么", "sending back must name what is missing")
        ("请一次列明全部需要补正的材料，并逐项写明怎样补", "name every material to be mended, each with what to do");
    UNKNOWN_MATERIAL = "unknown_material" Content
        ("该事项不需要这份材料", "the item does not ask for this material")
        ("请对照办事指南的材料清单", "compare with the material list of the guide");
    TOLD_ONCE = "told_once" Content
        ("一次性告知之后，不得再要求补正此前未指出的材料", "what was not named the first time cannot be asked for later")
        ("请仅就上次列明的材料要求补正，或依现有材料作出审核决定", "ask only for what was named then, or decide on what is there");
    SENT_BACK_TOO_OFTEN = "sent_back_too_often" Content
        ("补正次数已达上限", "this case was sent back as often as the rules allow")
        ("请依现有材料作出审核决定", "decide on what is there");
    MISSING = "missing_materials" Content
        ("必备材料不齐", "required materials are missing")
        ("请上传所列材料后重新提交，缺少的材料已一次列明", "upload what is listed and send it again; everything missing is listed");
    NOT_SHORTER = "not_shorter" Content
        ("绿色通道的承诺时限应短于原承诺，且到期日不早于今天", "a green channel promises less than before, and a day that is not over")
        ("请改填较短的工作日数；每件只能转入一次", "promise fewer working days; a case enters it once");
    EXTENSION_TOO_LONG = "extension_too_long" Content
        ("延期天数不符合规定", "the extension is not within the rules")
        ("每件只可延期一次，且不超过原承诺时限", "a case may be extended once, by no more than its promise");
    EXTENSION_TOO_LATE = "extension_too_late" State
        ("承诺时限已过，不能再延期", "the promised day has passed, so it cannot be extended any more")
        ("请尽快办结；延期应在到期之前申请", "finish the case; an extension is asked for beforehand");
    NO_SUCH_DEPARTMENT = "no_such_department" Content
        ("名录中没有该部门，或该部门已退办此件", "the department is not in the register, or declined this case before")
        ("请在部门名录中另选", "choose another from the register");
    OWN_MATTER = "own_matter" Content
        ("投诉不得由被投诉方办理", "a complaint is not handled by whom it is about")
        ("请指定其他部门，或由统筹单位直接答复", "choose another department, or let the coordinator answer it");
    NOT_FOR_KIND = "not_for_kind" Content
        ("该类办件不适用此操作", "this kind of case does not know that move")
        ("申请请审核决定；咨询、帮办、投诉、建议、异议和堵点请作出答复，并选择相应的办理结论", "an application is decided; everything else is answered, with an outcome of its kind");
    NOT_PUBLIC = "not_public" State
        ("该办件不在公示期内，不能提出异议", "the result is not public for objection")
        ("请核对公示页面上的办件编号和公示期；对已办结的事项，可以投诉或向专窗咨询", "check number and period on the notice; of what is over you may complain, or ask the counter");
    RATED_BEFORE = "rated_before" State
        ("已经评价过", "it was rated before")
        ("每件评价一次；问题未解决的，可要求重新办理或投诉", "once for each case; if it is not settled, have it taken up again or complain");
    SCORE_OUTSIDE = "score_outside" Content
        ("评分超出范围", "the score is out of range")
        ("请在 1 分（很不满意）到 5 分（很满意）之间选择", "choose from 1, very dissatisfied, to 5, very satisfied");
    REOPEN_TOO_LATE = "reopen_too_late" State
        ("已超过可以要求重新办理的期限或次数", "the time to have it taken up again is over, or it was before")
        ("请另行提交，或致电专窗", "send it anew, or call the counter");
    EXHAUSTED = "exhausted" State
        ("本申报期的名额或预算不足，不能再核准", "places or budget of this opening are not enough for this approval")
        ("请按剩余额度核定，或作出不予支持的决定并写明后续途径；如需追加，请先由政策制定部门修订政策", "approve within what is left, or refuse and say what can be done; for more, the policy must be revised first");
    NOTICE_BLOCKED = "notice_blocked" Content
        ("公示内容含有不得公开的个人信息", "the notice would show personal data")
        ("请按所列位置改正名称或文字后再反馈", "mend the places that are listed, then release");
    PERSONAL_DATA = "personal_data" Content
        ("内容含有身份证号、手机号、银行卡号或邮箱等个人信息", "the text holds personal data, such as a telephone or identity number")
        ("请删去个人信息后重新提交；需要答复的，请通过咨询提出", "leave it out and send the text again; to get an answer, ask a question instead");
    NOT_ADMITTED = "not_admitted" State
        ("该事项不具备免申即享条件", "the item does not pass the admission tests of a run without application")
        ("请对照所列条件修订政策后再发起，或按申请方式办理", "mend the policy where it fails and start again, or let enterprises apply");
    ANSWER_DAYS = "answer_days" Content
        ("天数不在允许范围内", "so many days cannot be given")
        ("请在所列范围内填写天数", "give a number of days within the range");
    ACCOUNT_NEEDED = "account_needed" Content
        ("收款账户缺失或格式有误", "the account is missing or cannot be one")
        ("请填写开户银行和 8 至 32 位数字的单位银行账号", "give the bank, and the number of the enterprise's account with 8 to 32 digits");
    ANSWERED = "answered" State
        ("该邀请已经答复", "the invitation was answered before")
        ("请在“我的办件”或“我的提醒”中查看", "see it among your cases or alerts");
    ANSWER_OVER = "answer_over" State
        ("答复期限已过", "the time to answer is over")
        ("仍想享受的，可在申报期内提交申请，或联系专窗", "apply during an opening, or ask the counter");
    NOTHING_WANTED = "nothing_wanted" Content
        ("没有选择提醒内容", "nothing to be told of was chosen")
        ("请至少选择一项，或选择退订", "choose at least one, or unsubscribe");
    GATHERING_OVER = "gathering_over" State
        ("该活动已经开始或者已取消", "it began, or was called off")
        ("请在活动日历中选择尚未开始的活动", "choose one that is still ahead in the calendar");
    GATHERING_AHEAD = "gathering_ahead" State
        ("该活动尚未开始", "it has not begun")
        ("请在活动开始后登记签到", "note who came once it has begun");
    NO_QUIZ = "no_quiz" State
        ("该活动没有测验，或者您未签到", "there is no quiz, or you did not attend")
        ("测验只面向已签到的人员，请联系主办单位核对签到", "the quiz is for who attended; ask who holds the training to check the list");
    GATHERING_FULL = "gathering_full" State
        ("该活动名额和候补名额均已满", "all seats are taken, and the waiting list is full")
        ("请选择其他场次，或者联系主办单位", "choose another one, or ask who holds it");
    NO_SEAT = "no_seat" State
        ("没有报名，或者已经放弃名额", "there is no seat, or it was given up")
        ("请刷新页面核对报名情况；需要参加的，请重新报名", "look at the page again; sign up anew to come");
    MAIL_NEEDED = "mail_needed" Content
        ("没有可以接收通知的邮箱", "there is no mail address to be told at")
        ("请填写接收通知的邮箱，时间、地点变动或者取消时发送邮件", "give an address; changes and cancellations are sent there");
    NOT_CERTIFIED = "not_certified" Forbidden
        ("没有办理此项业务所需的有效培训合格证", "this needs a certificate that you do not have, or that has run out")
        ("请在“培训辅导”页面报名参加该培训，签到并通过测验后取得合格证；办件紧急的，请持证人员或者专窗负责人办理", "sign up for that training under `/gatherings`, attend it and pass its quiz; what is urgent can be done by who holds the certificate, or by the lead");
    NO_SUCH_DEMAND = "no_such_demand" State
        ("没有这一笔追回，或者这一笔已经撤销、已经退还", "there is no such demand, or it was withdrawn, or refunded, already")
        ("请按办件页面所列的追回笔次重新选择", "choose a demand by its ordinal as the case lists them");
    NO_AUTHORITY = "no_authority" Forbidden
        ("没有该企业的帮办授权", "the enterprise has given you no authority")
        ("请在“帮办授权”页面选择代为办理的企业；尚未授权的，请企业登录后授权，或者凭书面授权书到专窗登记", "choose under `/authorities` whom to act for; if you have none, the enterprise can give one online, or on paper at the counter");
    OWN_ADDRESS = "own_address" Forbidden
        ("联系邮箱由企业本人填写和更改", "the address for notifications is for the enterprise itself to give and to change")
        ("请保留原联系邮箱；需要填写或者更改的，请企业登录后办理，或者到专窗由工作人员代为录入", "leave the address as it was; the enterprise can give another one, online or at the counter");
    AUTHORITY_NARROW = "authority_narrow" Forbidden
        ("帮办授权不包括此项内容或者此事项", "the authority does not let this be done, or not for this item")
        ("请企业在“帮办授权”页面增加授权内容或者事项，或者由企业自行办理", "ask the enterprise to give a wider authority under `/authorities`, or to do it itself");
    AUTHORITY_AHEAD = "authority_ahead" Forbidden
        ("帮办授权尚未生效", "the authority does not hold yet")
        ("请在授权起始日期以后办理，或者请企业另行授权", "wait for its first day, or ask the enterprise for another one");
    AUTHORITY_OVER = "authority_over" Forbidden
        ("帮办授权已到期", "the time of the authority is over")
        ("请企业登录后重新授权，或者凭书面授权书到专窗登记", "ask the enterprise to give it anew, online or on paper at the counter");
    AUTHORITY_REVOKED = "authority_revoked" Forbidden
        ("帮办授权已由企业撤销", "the enterprise has revoked the authority")
        ("请与企业联系；需要继续代为办理的，请企业重新授权", "talk to the enterprise; to go on, it has to give authority anew");
    AUTHORITY_ENDED = "authority_ended" State
        ("该授权已到期或者已撤销", "it is over, or was revoked before")
        ("请刷新页面核对授权清单，无需再次撤销", "look at the list again; nothing is left to revoke");
    PAPER_NEEDED = "paper_needed" Content
        ("专窗登记授权，须有书面授权书扫描件的 SHA-256", "at the counter an authority needs the SHA-256 of the scanned paper")
        ("请扫描企业签章的授权书，填写扫描件的 SHA-256（64 位小写十六进制数）", "scan the signed paper and give its SHA-256 in 64 lower-case hexadecimal digits");
    NOTHING_AUTHORISED = "nothing_authorised" Content
        ("没有选择授权内容", "nothing to be let done was chosen")
        ("请至少选择一项授权内容", "choose at least one");
    ASSISTANT_NEEDED = "assistant_needed" Content
        ("没有填写帮办人员的编号或者名称", "the assistant's number or name is missing")
        ("请填写帮办人员编号和名称；编号在帮办人员的“帮办授权”页面", "give both; the number stands on the assistant's page `/authorities`");
    AUTHORITY_DAYS = "authority_days" Content
        ("授权期限不正确", "the time of the authority is not right")
        ("截止日期不能早于今天和起始日期，期限最长一年", "the last day must not be before today or the first day, at most a year on");
    AUTHORITIES_FULL = "authorities_full" State
        ("有效的帮办授权已达上限", "there are as many authorities as there may be at once")
        ("请先撤销不再需要的授权", "revoke what is no longer needed");
    DRAFT_CLOSED = "draft_closed" State
        ("草稿已提交或已作废，不能再改动", "the draft was submitted or discarded and cannot change any more")
        ("已提交的，请在“我的办件”中查看；需要重新申请的，请新建草稿", "find the case under your cases, or begin a new draft");
    CONTACT_NEEDED = "contact_needed" Content
        ("联系邮箱缺失或格式有误", "the contact mail address is missing or not valid")
        ("请填写能收到办理通知的邮箱", "give an address that receives notifications");
    NOT_OPEN = "not_open" State
        ("该事项当前不在申报期内", "applications for this item are not open now")
        ("请在申报期内提交；草稿会为您保留", "submit during an opening; the draft is kept for you");
    NOT_IN_FORCE = "not_in_force" State
        ("该事项的政策当前未生效或已停止执行", "the policy of this item is not in force")
        ("请查看政策清单中现行有效的事项", "see what is in force in the list of policies");
    INELIGIBLE = "ineligible" Content
        ("经测算，不符合申请条件", "the calculator finds that conditions are not met")
        ("请对照所列条件；如企业画像有误，请更正后再提交，如有疑问可联系专窗", "compare the conditions listed; mend the profile if it is wrong, or ask the counter");
    TWICE = "twice" State
        ("本申报期内已就该事项提交过申请", "this item was already applied for in this opening")
        ("请在“我的办件”中查看该件；撤回后可以重新提交", "follow that case; after withdrawing it you may apply again");
    ITEMS_COUNT = "items_count" Content
        ("一并申请的事项数量不对，或有重复", "no item, too many, or one twice")
        ("请逐项选择不同的事项，超过数量的请另行申请", "choose different items; apply for the rest apart");
    MATERIALS_APART = "materials_apart" Content
        ("所选事项对同一材料的文件格式要求不同，不能共用", "the items take the same material in different formats, so no one file would do")
        ("请将这些事项分别申请", "apply for these items apart");
    ITEMS = "items_refused" State
        ("一并申请的事项中有不能提交的，全部事项均未提交", "some of the items cannot be submitted, so none was")
        ("请按所列办法处理，或去掉这些事项后再提交", "mend what is listed, or leave those items out, and submit again");
    NOT_REUSABLE = "not_reusable" Content
        ("该材料只用于一次申请，不能重复使用", "this material serves one application")
        ("请为本次申请重新出具并上传", "make it out for this application and upload it");
    MATERIAL_EXPIRED = "material_expired" State
        ("材料已过有效期", "what was handed in is not valid any more")
        ("请上传新的材料；新材料可继续在有效期内重复使用", "upload a new one; it can be used again while it is valid");
    NOT_KEPT = "not_kept" Content
        ("材料库中没有这份材料", "the library does not hold this file")
        ("请在材料库中核对，或直接上传", "look at the library, or upload the file");
    TOO_MANY_UPLOADS = "too_many_uploads" Content
        ("上传文件数量已达上限", "the draft holds as many uploads as it may")
        ("请将同一材料合并为一个文件后上传", "merge the pages of one material into one file");
    MEDIA_TYPE = "media_type" Content
        ("该材料不接受这种格式的文件", "this material does not take that kind of file")
        ("请转换为所列格式后上传", "convert it to one of the kinds listed");
    FILE_SIZE = "file_size" Content
        ("文件大小不符合要求", "the size of the file is not accepted")
        ("文件不能为空，也不能超过所列上限；请压缩或分卷后上传", "a file must not be empty nor larger than the limit; compress it");
    FILE_NAME = "file_name" Content
        ("文件名不符合要求", "the file name is not accepted")
        ("文件名应为 1 至 120 个字符，不含路径和控制字符", "a name has 1 to 120 characters, no path and no control characters");
    DIGEST = "digest" Content
        ("文件校验值格式有误", "the digest of the file is not valid")
        ("请提供文件的 SHA-256,64 位小写十六进制数字", "give the SHA-256 of the file as 64 lower-case hexadecimal digits");
    NO_SUCH_UPLOAD = "no_such_upload" Absent
        ("草稿中没有这个上传", "the draft has no such upload")
        ("请重新申请上传地址", "ask for an upload address again");
    UPLOAD_SETTLED = "upload_settled" State
        ("该上传已有结果", "the upload was settled before")
        ("请查看草稿；需要更换文件的，请重新申请上传地址", "read the draft; to replace the file, ask for a new upload address");
    WRONG_POLICY_STATE = "wrong_policy_state" State
        ("政策当前状态不能这样办理", "the policy does not stand where this can be done")
        ("请刷新后查看政策状态", "read the policy again and see where it stands");
    NOT_PROPOSED = "not_proposed" State
        ("该版本尚未提交审核", "this version was not handed in for review")
        ("请由编辑先提交审核，再由另一位发布人员复核后发布", "let its editor hand it in for review; then a publisher checks and publishes it");
    ALREADY_OVER = "already_over" Content
        ("该版本的有效期已过", "the time of this version has passed")
        ("请核对有效期截止日期；确需延续的，请改写后重新提交审核", "check its last day; to let it go on, write a new version with a later one");
    BACK_DATED = "back_dated" Content
        ("不能追溯到过去的日期", "this cannot be dated back")
        ("请填写今天或以后的日期", "give today or a later day");
    NOT_YET_DECIDED = "not_yet_decided" Content
        ("作出决定的日期还没有到", "the day of the decision has not come")
        ("请填写实际作出决定的日期；尚未决定的，决定后再登记", "give the day it was decided; what is not decided yet is put on record afterwards");
    UNKNOWN_NUMBER = "unknown_number" Content
        ("没有这一版本或者编号", "there is no such version or number")
        ("请对照政策页面核对版本号，或者解读、口径的编号", "compare the number of the version, interpretation or ruling with the page of the policy");
    SAME_PERSON = "same_person" Forbidden
        ("编辑与发布须由两人分别完成", "who wrote a version may not publish it")
        ("请由本部门另一位发布人员复核后发布", "let another publisher of the department check and publish it");
    GATE_SHUT = "gate_shut" Content
        ("政策未通过发布检查", "the policy does not pass the publishing gate")
        ("请按所列问题逐条改正后再发布", "mend each fault listed, then publish");
    LIAISON_COUNT = "liaison_count" Content
        ("每个部门应明确一至两名联络员", "a department has one or two liaisons")
        ("请登记一号联络员，可再登记二号联络员", "name a first liaison, and a second if there is one");
    NAME_NEEDED = "name_needed" Content
        ("名称或岗位不能为空，也不能超过 60 个字符", "a name or post is empty or longer than 60 characters")
        ("请补填所列项目", "fill in what is listed");
    MAIL_ADDRESS = "mail_address" Content
        ("岗位邮箱格式有误", "the mail address of a post is not valid")
        ("请填写岗位使用的邮箱", "give the address the post reads");
    WEBHOOK_ADDRESS = "webhook_address" Content
        ("渠道为系统对接，但接收地址缺失或有误", "the channel needs a webhook address that can be one")
        ("请填写以 https:// 开头的接收地址，不含账号密码", "give an address that begins with https:// and carries no password");
    LINK_USED = "link_used" Gone
        ("此办理链接已使用过", "this link has acted before")
        ("办理结果已记录；如需更正，请联系专窗", "what was done is on record; to correct it, ask the counter");
    LINK_EXPIRED = "link_expired" Gone
        ("此办理链接已过期", "the time of this link is over")
        ("请登录平台办理，或联系专窗重新发送", "sign in to act, or ask the counter for a new link");
    LINK_SUPERSEDED = "link_superseded" Gone
        ("该办件已不在本部门待办，此链接不再有效", "the case no longer waits for this department; the link has ended with that")
        ("无需处理；如有疑问，请联系专窗", "nothing is left to do; ask the counter if in doubt");
    WRONG_CODE = "wrong_code" Content
        ("办理码不正确", "this is not the code of the mail")
        ("请核对邮件中的六位办理码", "check the six digits in the mail");
    LINK_LOCKED = "link_locked" Gone
        ("办理码错误次数过多，此链接已锁定", "too many wrong codes; the link is locked")
        ("请登录平台办理，或联系专窗重新发送", "sign in to act, or ask the counter for a new link");
}
