//! Every page and mail over one set of realistic views, for the tests and for the preview.

use contract::case::{CaseEntry, CaseView};
use contract::department::MissingMaterial;
use contract::draft::DraftView;
use contract::eligibility::{AssessmentReply, FactView};
use contract::fault::Fault;
use contract::notice::NoticeView;
use contract::policy::{ItemEntry, ItemView, PolicyEntry};
use contract::problem::{Kind, Problem, kind};
use contract::register::DepartmentView;
use contract::text::Text;
use pages::mail::{CaseMail, Mail, TaskMail};
use pages::{
    ActPage, ActState, ApplyPage, CalculatorPage, CaseListPage, CasePage, Chrome, Correction,
    DepartmentListPage, DeskFilter, DeskPage, DocumentLink, DraftPage, HomePage, ItemPage, Named,
    Nav, NoticeListPage, NoticePage, PolicyListPage, PolicyPage, ProblemPage, ProfileInUse, Reader,
    ResultPage, SignInPage, Site, SubmittedPage, Values,
};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

const VIEWS: &str = include_str!("views.json");
const KEY: &str = "0198c1f2-1b7e-7cc0-9a31-2f60d1f0a0aa";

/// Words of the protocol, which are never free text.
const FIXED: [&str; 6] = ["verdict", "outcome", "kind", "moves", "status", "mode"];

/// The views.
pub(crate) struct Sample {
    views: Value,
    pub(crate) site: Site,
}

/// A page and the name of its file.
pub(crate) type NamedPage = (String, String);

impl Sample {
    /// The views as they are.
    pub(crate) fn new() -> Self {
        Self {
            views: serde_json::from_str(VIEWS).unwrap(),
            site: Site::default(),
        }
    }

    /// The views with `spoil` at the end of every free text.
    #[allow(dead_code, reason = "the preview shows honest views only")]
    pub(crate) fn spoiled(spoil: &str) -> Self {
        let mut sample = Self::new();
        each_text(&mut sample.views, &|text| text.push_str(spoil));
        let site = &mut sample.site;
        for text in [
            &mut site.name,
            &mut site.office,
            &mut site.icp,
            &mut site.counter.hours,
        ] {
            text.push_str(spoil);
        }
        sample
    }

    /// The views with every free text replaced by `text`.
    #[allow(dead_code, reason = "the preview shows honest views only")]
    pub(crate) fn replaced(text: &str) -> Self {
        let mut sample = Self::new();
        each_text(&mut sample.views, &|value| text.clone_into(value));
        sample
    }

    /// A city with many of everything.
    #[allow(dead_code, reason = "the preview shows a few of everything")]
    pub(crate) fn many() -> Self {
        let mut sample = Self::new();
        for (pointer, times) in [
            ("/policies", 5),
            ("/items", 5),
            ("/notices", 30),
            ("/departments", 4),
            ("/facts", 3),
            ("/reply/items", 3),
            ("/cases", 7),
            ("/desk", 20),
        ] {
            let list = sample
                .views
                .pointer_mut(pointer)
                .and_then(Value::as_array_mut)
                .unwrap();
            *list = vec![list.clone(); times].concat();
        }
        sample
    }

    fn view<T: DeserializeOwned>(&self, name: &str) -> T {
        serde_json::from_value(self.views[name].clone()).unwrap()
    }

    fn public(&self, nav: Nav) -> Chrome<'_> {
        Chrome::new(&self.site, nav)
    }

    fn firm(&self, nav: Nav) -> Chrome<'_> {
        self.public(nav)
            .read_by(Reader::Enterprise("黄石示例精密制造有限公司"))
    }

    fn clerk(&self, nav: Nav) -> Chrome<'_> {
        self.public(nav).read_by(Reader::Staff("专窗受理岗"))
    }

    fn departments(&self) -> Vec<Named> {
        let departments: Vec<DepartmentView> = self.view("departments");
        departments
            .into_iter()
            .map(|view| Named::new(view.department, view.body.name))
            .collect()
    }

    fn materials(&self) -> Vec<Named> {
        let item: ItemView = self.view("item");
        item.materials
            .into_iter()
            .map(|view| Named::new(view.material, view.name))
            .collect()
    }

    /// Every page.
    pub(crate) fn pages(&self) -> Vec<NamedPage> {
        let mut pages = self.open_pages();
        pages.extend(self.calculator_pages());
        pages.extend(self.apply_pages());
        pages.extend(self.case_pages());
        pages.extend(self.act_pages());
        pages.extend(self.standing_pages());
        pages
            .into_iter()
            .map(|(name, html)| (name.to_owned(), html))
            .collect()
    }

    fn open_pages(&self) -> Vec<(&'static str, String)> {
        let items: Vec<ItemEntry> = self.view("items");
        let policies: Vec<PolicyEntry> = self.view("policies");
        let notices: Vec<NoticeView> = self.view("notices");
        let item: ItemView = self.view("item");
        let views: Vec<DepartmentView> = self.view("departments");
        let departments = &self.departments();
        let chrome = self.public(Nav::Policies);
        let home = HomePage {
            chrome: self.public(Nav::Home),
            policies: policies.len(),
            items: &items,
            notices: &notices,
            updated_at: "2026-11-24T08:00:00+08:00",
        };
        let list = PolicyListPage {
            chrome,
            policies: &policies,
            items: &items,
            departments,
        };
        let policy = PolicyPage {
            chrome,
            policy: &policies[0],
            department: "市经济和信息化局",
            issued_on: Some("2022-12-30"),
            valid_from: Some("2023-01-01"),
            valid_to: Some("2027-12-31"),
            source: self.views["source"].as_str(),
            summary: "支持工业企业上规模、提质效，按事项兑现奖励和补助。",
            items: &items[..3],
        };
        let notice = NoticePage {
            chrome: self.public(Nav::Notices),
            notice: &notices[0],
            departments,
        };
        vec![
            ("index", home.render()),
            ("policies", list.render()),
            ("policy", policy.render()),
            (
                "item",
                ItemPage {
                    chrome,
                    item: &item,
                    departments,
                }
                .render(),
            ),
            (
                "notices",
                NoticeListPage {
                    chrome: self.public(Nav::Notices),
                    notices: &notices,
                    departments,
                }
                .render(),
            ),
            (
                "notices-none",
                NoticeListPage {
                    chrome: self.public(Nav::Notices),
                    notices: &[],
                    departments,
                }
                .render(),
            ),
            ("notice", notice.render()),
            (
                "departments",
                DepartmentListPage {
                    chrome: self.public(Nav::None),
                    departments: &views,
                }
                .render(),
            ),
        ]
    }

    fn calculator_pages(&self) -> Vec<(&'static str, String)> {
        let facts: Vec<FactView> = self.view("facts");
        let reply: AssessmentReply = self.view("reply");
        let saved: Map<String, Value> = self.view("profile");
        let mut values = Values::default();
        pages::calculator::fill(&mut values, &saved);
        let empty = Values::default();
        let faults = [
            Fault::new(
                "/facts/revenue",
                "number_range",
                "营业收入应为不小于零的数",
                "revenue must not be negative",
            ),
            Fault::new(
                "/facts/registered_on",
                "invalid_value",
                "成立日期应写成年-月-日",
                "give the day as YYYY-MM-DD",
            ),
        ];
        let profile = Some(ProfileInUse {
            name: "黄石示例精密制造有限公司",
            enterprise: "91420204MAFAKE035F",
        });
        let form = CalculatorPage {
            chrome: self.public(Nav::Calculator),
            facts: &facts,
            values: &empty,
            item: None,
            profile: None,
            faults: &[],
        };
        let wrong = CalculatorPage {
            chrome: self.firm(Nav::Calculator),
            facts: &facts,
            values: &values,
            item: Some(("first-industrial-award", "首次进入规模以上工业企业奖励")),
            profile,
            faults: &faults,
        };
        let result = ResultPage {
            chrome: self.firm(Nav::Calculator),
            reply: &reply,
            facts: &facts,
            values: &values,
            profile,
        };
        vec![
            ("calculator", form.render()),
            ("calculator-wrong", wrong.render()),
            ("result", result.render()),
        ]
    }

    fn apply_pages(&self) -> Vec<(&'static str, String)> {
        let item: ItemView = self.view("item");
        let draft: DraftView = self.view("draft");
        let reply: AssessmentReply = self.view("reply");
        let case: CaseView = self.view("case_assigned");
        let missing: Vec<MissingMaterial> = self.view("missing");
        let values = &Values::default();
        let drafts = [draft.clone()];
        let faults = [
            Fault::new(
                "/contact_email",
                "invalid_value",
                "电子邮箱格式不对，例如 name@example.com",
                "not a mail address",
            ),
            Fault::new(
                "/materials/register-proof",
                "missing",
                "请上传纳入统计调查单位库的证明",
                "upload the proof",
            ),
        ];
        let start = ApplyPage {
            chrome: self.firm(Nav::Policies),
            item: &item,
            enterprise: Some("91420204MAFAKE035F"),
            enterprise_name: "黄石示例精密制造有限公司",
            answer: reply.items.first(),
            drafts: &drafts,
            idempotency_key: KEY,
            values,
            faults: &[],
        };
        let agent = ApplyPage {
            enterprise: None,
            answer: reply.items.last(),
            drafts: &[],
            ..start
        };
        let page = DraftPage {
            chrome: self.firm(Nav::Cases),
            draft: &draft,
            correction: None,
            idempotency_key: KEY,
            upload_origin: "https://uploads.s3.cn-north-1.amazonaws.com.cn",
            values,
            faults: &[],
            saved: true,
        };
        let wrong = DraftPage {
            faults: &faults,
            saved: false,
            ..page
        };
        let number = case.entry.number.as_str();
        let correcting = DraftPage {
            correction: Some(Correction {
                number,
                version: 3,
                missing: &missing,
            }),
            saved: false,
            ..page
        };
        let receipt = SubmittedPage {
            chrome: self.firm(Nav::Cases),
            case: &case,
            materials: &self.materials(),
        };
        vec![
            ("apply", start.render()),
            ("apply-agent", agent.render()),
            ("draft", page.render()),
            ("draft-wrong", wrong.render()),
            ("draft-correcting", correcting.render()),
            ("acknowledgement", receipt.render()),
            (
                "signin",
                SignInPage {
                    chrome: self.public(Nav::None),
                    back: "/cases",
                }
                .render(),
            ),
        ]
    }

    fn case_pages(&self) -> Vec<(&'static str, String)> {
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
            },
            states: &states,
            departments,
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

    fn act_pages(&self) -> Vec<(&'static str, String)> {
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
            materials: &self.materials(),
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
        vec![
            ("act", open.render()),
            ("act-wrong", wrong.render()),
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
        ]
    }

    fn standing_pages(&self) -> Vec<(&'static str, String)> {
        vec![("problem", self.problem(Some("/cases")))]
    }

    /// The page of a problem.
    pub(crate) fn problem(&self, back: Option<&str>) -> String {
        let problem: Problem = self.view("problem");
        let chrome = self.public(Nav::None);
        ProblemPage {
            chrome,
            problem: &problem,
            back,
        }
        .render()
    }

    /// Help, API description, problems, 404 and assets, by key.
    pub(crate) fn files(&self) -> Vec<pages::StandingFile> {
        let kinds: &[Kind] = kind::CATALOGUE;
        pages::standing::files(&self.site, &self.view("openapi"), kinds)
    }

    /// Every mail.
    pub(crate) fn mails(&self) -> Vec<(&'static str, Mail)> {
        let case = |name| self.view::<CaseView>(name);
        let (open, sent_back, refused) = (
            case("case_assigned"),
            case("case_sent_back"),
            case("case_refused"),
        );
        let (decided, paid) = (case("case_decided"), case("case_paid"));
        let missing: Vec<MissingMaterial> = self.view("missing");
        let link = "https://huiqi.example.gov.cn/cases/HS-2026-482913057-K";
        let about = |case| CaseMail {
            site: &self.site,
            case,
            link,
        };
        let task = TaskMail {
            site: &self.site,
            case: &open.entry,
            department: "市经济和信息化局",
            liaison: "运行监测科一号联络员",
            link: "https://huiqi.example.gov.cn/act/q1w2e3r4t5",
            code: "480213",
            expires: "2026-12-22",
            failover: false,
        };
        vec![
            ("task", task.write()),
            (
                "task-failover",
                TaskMail {
                    failover: true,
                    ..task
                }
                .write(),
            ),
            ("submitted", about(&open).submitted()),
            (
                "sent-back",
                about(&sent_back).sent_back(&missing, &self.materials()),
            ),
            ("approved", about(&decided).released()),
            ("refused", about(&refused).released()),
            ("publicity", about(&paid).publicity_begun()),
            ("payable", about(&paid).payable()),
            ("paid", about(&paid).paid()),
            ("withdrawn", about(&open).withdrawn()),
            (
                "fallback",
                about(&open).fallback("两个部门均认为不属本单位职责"),
            ),
            ("decided", about(&decided).decided("市经济和信息化局")),
            ("overdue", about(&open).overdue()),
        ]
    }
}

fn each_text(value: &mut Value, change: &dyn Fn(&mut String)) {
    match value {
        Value::String(text) => change(text),
        Value::Array(list) => list.iter_mut().for_each(|value| each_text(value, change)),
        Value::Object(object) => object
            .iter_mut()
            .filter(|(name, _)| !FIXED.contains(&name.as_str()))
            .for_each(|(_, value)| each_text(value, change)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
