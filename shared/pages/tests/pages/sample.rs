//! Every page and mail over one set of realistic views, for the tests and for the preview.

use contract::case::CaseView;
use contract::department::MissingMaterial;
use contract::policy::ItemView;
use contract::problem::{Kind, Problem, kind};
use contract::register::DepartmentView;
use pages::mail::{CaseMail, Mail, TaskMail, TaskReason};
use pages::{Chrome, Named, Nav, ProblemPage, Reader, Site};
use serde::de::DeserializeOwned;
use serde_json::Value;

// This file is also read from `examples`, so the way to its parts is spelled out.
#[path = "sample/allocating.rs"]
mod allocating;
#[path = "sample/answering.rs"]
mod answering;
#[path = "sample/applying.rs"]
mod applying;
#[path = "sample/asking.rs"]
mod asking;
#[path = "sample/reaching.rs"]
mod reaching;
#[path = "sample/reading.rs"]
mod reading;
#[path = "sample/supervising.rs"]
mod supervising;
#[path = "sample/working.rs"]
mod working;

const VIEWS: &str = include_str!("views.json");
const KEY: &str = "0198c1f2-1b7e-7cc0-9a31-2f60d1f0a0aa";

/// The views.
pub(crate) struct Sample {
    pub(crate) views: Value,
    pub(crate) site: Site,
}

/// Names and pages.
type Rendered = Vec<(&'static str, String)>;

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
        [
            self.policy_pages(),
            self.register_pages(),
            self.policy_desk_pages(),
            self.policy_watch_pages(),
            self.notice_pages(),
            self.calculator_pages(),
            self.asking_pages(),
            self.receipt_pages(),
            self.own_pages(),
            self.tool_pages(),
            self.start_pages(),
            self.paper_pages(),
            self.draft_pages(),
            self.case_pages(),
            self.allocation_pages(),
            self.act_pages(),
            self.search_pages(),
            self.need_pages(),
            self.reach_pages(),
            self.alert_pages(),
            self.authority_pages(),
            self.deed_pages(),
            self.gathering_pages(),
            self.task_pages(),
            self.supervision_pages(),
            vec![("problem", self.problem(Some("/cases")))],
        ]
        .into_iter()
        .flatten()
        .map(|(name, html)| (name.to_owned(), html))
        .collect()
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
            reason: TaskReason::New,
        };
        let mut mails = vec![
            ("task", task.write()),
            (
                "task-failover",
                TaskMail {
                    reason: TaskReason::PassedOn,
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
        ];
        mails.extend(self.reaching_mails());
        mails.extend(self.working_mails());
        mails
    }
}
