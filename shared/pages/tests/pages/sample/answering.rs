//! Pages of cases: lists, one case in several states, the department's page.

use contract::case::{CaseEntry, CaseView};
use contract::department::MissingMaterial;
use contract::draft::DraftView;
use contract::fault::Fault;
use contract::text::Text;
use pages::{
    ActPage, ActPartPage, ActState, AskPage, CaseListPage, CasePage, DeskFilter, DeskPage,
    DocumentLink, Named, Nav, Values,
};

use super::{KEY, Rendered, Sample};

impl Sample {
    pub(super) fn case_pages(&self) -> Rendered {
        let cases: Vec<CaseEntry> = self.view("cases");
        let desk: Vec<CaseEntry> = self.view("desk");
        let drafts: Vec<DraftView> = vec![self.view("draft")];
        let departments = &self.departments();
        let states = [
            Named::new("assigned", Text::new("部门审核中", "with the department")),
            Named::new("decided", Text::new("待专窗反馈", "to be released")),
        ];
        let list = CaseListPage {
            chrome: self.firm(Nav::Cases),
            cases: &cases,
            drafts: &drafts,
            next: Some("/cases?cursor=abc"),
        };
        let none = CaseListPage {
            chrome: self.firm(Nav::Cases),
            cases: &[],
            drafts: &[],
            next: None,
        };
        let desk = DeskPage {
            chrome: self.clerk(Nav::Desk),
            cases: &desk,
            filter: DeskFilter {
                state: "assigned",
                department: "",
                kind: "",
            },
            kinds: &[],
            states: &states,
            departments,
            decides: true,
            allocates: true,
            next: None,
        };
        vec![
            ("cases", list.render()),
            ("cases-none", none.render()),
            ("desk", desk.render()),
            ("case-assigned", self.case("case_assigned", false, &[])),
            ("case-sent-back", self.case("case_sent_back", false, &[])),
            ("case-refused", self.case("case_refused", false, &[])),
            ("case-paid", self.case("case_paid", false, &[])),
            ("case-release", self.case("case_decided", true, &[])),
            (
                "case-pay",
                self.case(
                    "case_payable",
                    true,
                    &[Fault::new(
                        "/amount",
                        "amount",
                        "拨付金额应与核定金额 20 万元一致",
                        "must equal what was approved",
                    )],
                ),
            ),
        ]
    }

    fn case(&self, name: &str, staff: bool, faults: &[Fault]) -> String {
        let case: CaseView = self.view(name);
        let missing: Vec<MissingMaterial> = if name == "case_sent_back" {
            self.view("missing")
        } else {
            Vec::new()
        };
        CasePage {
            chrome: if staff {
                self.clerk(Nav::Desk)
            } else {
                self.firm(Nav::Cases)
            },
            case: &case,
            materials: &self.materials(),
            documents: &self.documents(&case),
            departments: &[],
            priorities: &[],
            outcomes: &[],
            place: "/cases/HS-2026-482913057-K",
            missing: &missing,
            idempotency_key: KEY,
            values: &Values::default(),
            faults,
            done: if staff { "" } else { "申请已提交" },
        }
        .render()
    }

    fn documents(&self, case: &CaseView) -> Vec<DocumentLink> {
        case.documents
            .iter()
            .map(|document| DocumentLink {
                document: document.document.clone(),
                material: document.material.clone(),
                file_name: document.file_name.clone(),
                bytes: document.bytes,
                url: "https://evidence.s3.cn-north-1.amazonaws.com.cn/d1?X-Amz-Expires=300&X-Amz-Signature=0".to_owned(),
            })
            .collect()
    }

    pub(super) fn act_pages(&self) -> Rendered {
        let case: CaseView = self.view("case_assigned");
        let mut values = Values::default();
        values.add("decision", "approve");
        values.add("amount", "200000.00");
        let faults = [Fault::new(
            "/code",
            "wrong_code",
            "办理码不对，请核对邮件中的六位数字",
            "the code is wrong",
        )];
        let open = ActPage {
            chrome: self.public(Nav::None),
            token: "q1w2e3r4t5",
            state: ActState::Open { tries_left: 5 },
            case: Some(&case),
            department: "市经济和信息化局",
            liaison: "运行监测科一号联络员",
            documents: &self.documents(&case),
            outcomes: &[],
            materials: &self.materials(),
            departments: &[],
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
        };
        let wrong = ActPage {
            state: ActState::Open { tries_left: 4 },
            values: &values,
            faults: &faults,
            ..open
        };
        let state = |state| {
            ActPage {
                state,
                case: None,
                ..open
            }
            .render()
        };
        let mut pages = self.ask_pages(&open);
        pages.extend([
            ("act", open.render()),
            ("act-wrong", wrong.render()),
            ("act-part", self.part_page(&case)),
            (
                "act-done",
                ActPage {
                    state: ActState::Done("已同意，核定金额 20 万元"),
                    ..open
                }
                .render(),
            ),
            ("act-used", state(ActState::Used)),
            ("act-expired", state(ActState::Expired)),
            ("act-superseded", state(ActState::Superseded)),
            ("act-locked", state(ActState::Locked)),
        ]);
        pages
    }

    /// What a co-handling department sees.
    fn part_page(&self, case: &CaseView) -> String {
        ActPartPage {
            chrome: self.public(Nav::None),
            token: "q1w2e3r4t5",
            tries_left: 5,
            case,
            part: case.co_handling.first(),
            liaison: "一号联络员",
            lead: "市经济和信息化局",
            documents: &self.documents(case),
            materials: &self.materials(),
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
        }
        .render()
    }

    /// What is no application: its form, and the form of who answers it.
    fn ask_pages(&self, open: &ActPage<'_>) -> Rendered {
        let outcomes = [
            Named::new("upheld", Text::new("属实", "upheld")),
            Named::new("not_upheld", Text::new("不属实", "not upheld")),
        ];
        let answer = ActPage {
            outcomes: &outcomes,
            ..*open
        };
        let kinds = [
            Named::new("consultation", Text::new("咨询", "consultation")),
            Named::new("complaint", Text::new("投诉", "complaint")),
            Named::new("objection", Text::new("异议", "objection")),
        ];
        let departments = self.departments();
        let faqs: Vec<contract::explain::FaqView> = self.view("faqs");
        let ask = AskPage {
            chrome: self.public(Nav::Ask),
            kinds: &kinds,
            departments: &departments,
            item: kinds.first(),
            faqs: &faqs,
            idempotency_key: KEY,
            values: &Values::default(),
            faults: &[],
        };
        vec![("act-answer", answer.render()), ("ask", ask.render())]
    }
}
