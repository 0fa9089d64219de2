//! Pages of acting for an enterprise, of training, and of deciding several cases; and the mails about them.

use contract::authority::{AuthorityView, DeedView, ScopeView};
use contract::case::{CaseEntry, CaseView};
use contract::department::DecidedCase;
use contract::fault::Fault;
use contract::gathering::{CertificateView, GatheringView, PaperView, SignUpView};
use contract::policy::ItemView;
use contract::text::Text;
use pages::authorities::{AuthoritiesPage, DeedsPage, OwnAuthoritiesPage};
use pages::gathering::{
    CertificatePage, GatheringListPage, GatheringPage, QuizPage, WriteGatheringPage,
};
use pages::mail::{AuthorityMail, GatheringCause, GatheringMail, Mail, PartMail, PartReason, Side};
use pages::tasks::{DecidePage, TasksPage};
use pages::{Named, Nav, Values};
use serde_json::json;

use super::{KEY, Rendered, Sample};

fn paper() -> PaperView {
    serde_json::from_value(json!({
        "gathering": "growth-2026-12", "pass_per_cent": 80,
        "questions": [{ "words": Text::new("承诺多少个工作日办结？", "within how many days?"),
            "choices": [Text::new("5 个工作日", "5 days"), Text::new("8 个工作日", "8 days")] }],
    }))
    .unwrap()
}

impl Sample {
    fn item_choices(&self) -> Vec<Named> {
        let item: ItemView = self.view("item");
        vec![Named::new(item.entry.item, item.entry.title)]
    }

    pub(super) fn authority_pages(&self) -> Rendered {
        let (items, one) = (self.item_choices(), authority());
        let mut values = Values::default();
        values.add("agent", "person:agent");
        values.add("items", items[0].id.clone());
        let fault = Fault::new("/scopes", "nothing_authorised", "请选择授权内容", "choose");
        let page = AuthoritiesPage {
            chrome: self.firm(Nav::Cases),
            enterprise: "91420204MAFAKE035F",
            counter: false,
            may_give: true,
            authorities: std::slice::from_ref(&one),
            scopes: &one.scopes,
            items: &items,
            today: "2026-11-24",
            latest: "2027-11-24",
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
            done: "given",
        };
        let refused = AuthoritiesPage {
            chrome: self.clerk(Nav::Cases),
            counter: true,
            authorities: &[],
            values: &values,
            faults: std::slice::from_ref(&fault),
            done: "",
            ..page
        };
        let own = OwnAuthoritiesPage {
            chrome: self.clerk(Nav::Cases),
            number: "person:agent",
            acting: Some("91420204MAFAKE035F"),
            authorities: std::slice::from_ref(&one),
            idempotency_key: KEY,
        };
        vec![
            ("authorities", page.render()),
            ("authorities-refused", refused.render()),
            ("authorities-own", own.render()),
        ]
    }

    pub(super) fn deed_pages(&self) -> Rendered {
        let (items, one) = (self.item_choices(), authority());
        let done = [
            deed("write_profile", None),
            deed("confirm_invitation", items.first()),
        ];
        let deeds = DeedsPage {
            chrome: self.firm(Nav::Cases),
            counter: false,
            authority: &one,
            deeds: &done,
            next: Some("/authorities/a-482913/deeds?cursor=next"),
        };
        let nothing = DeedsPage {
            chrome: self.clerk(Nav::Cases),
            counter: true,
            deeds: &[],
            next: None,
            ..deeds
        };
        vec![
            ("authority-deeds", deeds.render()),
            ("authority-deeds-none", nothing.render()),
        ]
    }

    pub(super) fn gathering_pages(&self) -> Rendered {
        let (items, one, seat) = (self.item_choices(), gathering(), seat());
        let certificate = certificate();
        let list = GatheringListPage {
            chrome: self.clerk(Nav::None),
            gatherings: std::slice::from_ref(&one),
            certificates: std::slice::from_ref(&certificate),
            may_write: true,
            next: None,
        };
        let page = GatheringPage {
            chrome: self.clerk(Nav::None),
            gathering: &one,
            items: &items,
            own: Some(&seat),
            may_sign_up: true,
            signed_in: true,
            certificate: Some(&certificate),
            mail: "",
            sign_ups: Some(std::slice::from_ref(&seat)),
            idempotency_key: KEY,
            faults: &[],
            done: "failed",
        };
        let fault = Fault::new(
            "/certification/questions",
            "invalid_value",
            "所列事项最多可出 4 题，请减少题数或者增加事项",
            "these items give 4 questions",
        );
        let write = WriteGatheringPage {
            chrome: self.clerk(Nav::None),
            window: true,
            items: &items,
            idempotency_key: KEY,
            values: &Values::default(),
            faults: std::slice::from_ref(&fault),
        };
        let paper = paper();
        let quiz = QuizPage {
            chrome: self.clerk(Nav::None),
            title: "政策办理实务",
            paper: &paper,
            idempotency_key: KEY,
        };
        let paper = CertificatePage {
            chrome: self.clerk(Nav::None),
            certificate: &certificate,
            name: "专窗受理岗",
        };
        vec![
            ("gatherings", list.render()),
            ("gathering", page.render()),
            ("gathering-write", write.render()),
            ("quiz", quiz.render()),
            ("certificate", paper.render()),
        ]
    }

    pub(super) fn task_pages(&self) -> Rendered {
        let case: CaseView = self.view("case_assigned");
        let entries: Vec<CaseEntry> = vec![case.entry.clone()];
        let list = TasksPage {
            chrome: self.clerk(Nav::Desk),
            cases: &entries,
            at_once: 10,
            next: None,
        };
        let refused = DecidedCase {
            number: case.entry.number.clone(),
            status: 422,
            state: None,
            code: Some("amount_needed".to_owned()),
            problem: Some(Text::new("请填写核定金额", "an amount is needed")),
        };
        let pointer = format!("/amount/{}", case.entry.number);
        let fault = Fault::new(
            pointer,
            "amount_needed",
            "请填写核定金额",
            "an amount is needed",
        );
        let decide = DecidePage {
            chrome: self.clerk(Nav::Desk),
            cases: std::slice::from_ref(&case),
            results: std::slice::from_ref(&refused),
            idempotency_key: KEY,
            values: &Values::default(),
            faults: std::slice::from_ref(&fault),
        };
        vec![("tasks", list.render()), ("tasks-decide", decide.render())]
    }

    pub(super) fn working_mails(&self) -> Vec<(&'static str, Mail)> {
        let case: CaseView = self.view("case_assigned");
        let authority = AuthorityMail {
            site: &self.site,
            side: Side::Enterprise,
            authority: &authority(),
            link: "https://huiqi.example.gov.cn/authorities",
        };
        let moved = GatheringMail {
            site: &self.site,
            name: "专窗受理岗",
            title: "政策办理实务",
            begins: "2026-12-02T09:00:00+08:00",
            place: "市民之家二楼会议室",
            cancelled: None,
            cause: GatheringCause::Changed,
            link: "https://huiqi.example.gov.cn/gatherings/growth-2026-12",
        };
        let part = PartMail {
            site: &self.site,
            case: &case.entry,
            department: "市财政局",
            liaison: "综合科一号联络员",
            lead: "市经济和信息化局",
            asks: "核对以前年度是否享受过同类奖励",
            due: "2026-12-04",
            link: "https://huiqi.example.gov.cn/act/q1w2e3r4t5",
            code: "480213",
            expires: "2026-12-22",
            reason: PartReason::New,
        };
        vec![
            ("authority", authority.write()),
            ("gathering-moved", moved.write()),
            ("part", part.write()),
        ]
    }
}

fn deed(operation: &str, item: Option<&Named>) -> DeedView {
    let words = match item {
        Some(_) => Text::new("确认免申即享", "an invitation was confirmed"),
        None => Text::new("修改企业画像", "the profile was saved"),
    };
    DeedView {
        at: "2026-11-25T10:12:00+08:00".to_owned(),
        operation: operation.to_owned(),
        words,
        version: 2,
        item: item.map(|item| item.id.clone()),
        title: item.map(|item| item.name.clone()),
        run: item.map(|_| "run-1".to_owned()),
        case: item.map(|_| "HS-2026-482913057-K".to_owned()),
    }
}

fn authority() -> AuthorityView {
    AuthorityView {
        authority: "a-482913".to_owned(),
        version: 1,
        enterprise: "91420204MAFAKE035F".to_owned(),
        enterprise_name: "黄石示例精密制造有限公司".to_owned(),
        agent: "person:agent".to_owned(),
        agent_name: "市民之家帮办岗".to_owned(),
        scopes: vec![ScopeView {
            scope: "read".to_owned(),
            title: Text::new("查看办件和资料", "reading"),
        }],
        items: vec!["first-industrial-award".to_owned()],
        from: "2026-11-24".to_owned(),
        to: "2026-12-31".to_owned(),
        given: "online".to_owned(),
        paper_sha256: None,
        given_at: "2026-11-24T09:30:00+08:00".to_owned(),
        standing: "valid".to_owned(),
        revoked_at: None,
    }
}

fn gathering() -> GatheringView {
    serde_json::from_value(json!({
        "gathering": "growth-2026-12", "version": 3, "kind": "training",
        "title": Text::new("政策办理实务", "Handling policies"),
        "words": Text::new("事项条件、材料清单和承诺时限。", "Conditions, materials, promised times."),
        "begins": "2026-11-20T09:00:00+08:00", "minutes": 120,
        "place": Text::new("市民之家二楼会议室", "second floor"), "seats": 20,
        "items": ["first-industrial-award"],
        "certification": { "questions": 4, "months": 12, "gates": ["release_case"], "gates_from": "2026-12-01" },
        "holder": Text::new("惠企政策专窗", "the counter"), "taken": 1, "waiting": 0, "state": "over",
    }))
    .unwrap()
}

fn seat() -> SignUpView {
    SignUpView {
        who: "a1b2c3".to_owned(),
        name: "专窗受理岗".to_owned(),
        mail: Some("clerk@example.gov.cn".to_owned()),
        standing: "seated".to_owned(),
        at: "2026-11-10T10:00:00+08:00".to_owned(),
        attended: Some(true),
    }
}

fn certificate() -> CertificateView {
    CertificateView {
        gathering: "growth-2026-12".to_owned(),
        title: Text::new("政策办理实务", "Handling policies"),
        who: "a1b2c3".to_owned(),
        passed_on: "2026-11-21".to_owned(),
        valid_until: "2027-11-21".to_owned(),
        valid: true,
    }
}
