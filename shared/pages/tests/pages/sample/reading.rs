//! Pages that are read: policies, notices, the calculator.

use contract::catalogue::ListChange;
use contract::eligibility::{AssessmentReply, FactView};
use contract::explain::{
    ClauseBody, FaqRecord, FaqView, InterpretationRecord, InterpretationView, RulingRecord,
    RulingView,
};
use contract::fault::Fault;
use contract::notice::NoticeView;
use contract::parents::{Coverage, ParentCited};
use contract::policy::{
    ItemEntry, ItemView, PolicyEntry, PolicyEventView, PolicyView, PolicyWorkEntry,
};
use contract::preview::PreviewReply;
use contract::register::DepartmentView;
use contract::text::Text;
use contract::upkeep::UpkeepEntry;
use pages::calculator::Keeper;
use pages::policies::{PolicyDeskPage, PolicyWorkPage, PreviewPage, UpkeepPage};
use pages::{
    CalculatorPage, ChangesPage, DepartmentListPage, FaqListPage, HomePage, ItemPage, Nav,
    NoticeListPage, NoticePage, ParentListPage, PolicyListPage, PolicyPage, ProfileInUse,
    ResultPage, RulingListPage, Values,
};
use serde_json::{Map, Value};

use super::{Rendered, Sample};

impl Sample {
    pub(super) fn policy_pages(&self) -> Rendered {
        let items: Vec<ItemEntry> = self.view("items");
        let policies: Vec<PolicyEntry> = self.view("policies");
        let notices: Vec<NoticeView> = self.view("notices");
        let item: ItemView = self.view("item");
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
        let interpretations: Vec<InterpretationView> = self.view("interpretations");
        let rulings: Vec<RulingView> = self.view("rulings");
        let faqs: Vec<FaqView> = self.view("faqs");
        let parents: Vec<ParentCited> = self.view("parents");
        let policy = PolicyPage {
            chrome,
            policy: &policies[0],
            standing: &self.view("standing"),
            department: "市经济和信息化局",
            issued_on: Some("2022-12-30"),
            valid_from: Some("2023-01-01"),
            valid_to: Some("2027-12-31"),
            source: self.views["source"].as_str(),
            summary: "支持工业企业上规模、提质效，按事项兑现奖励和补助。",
            items: &items[..3],
            interpretations: &interpretations,
            rulings: &rulings,
            faqs: &faqs,
            parents: &parents,
        };
        let guide = ItemPage {
            chrome,
            item: &item,
            departments,
        };
        let all: Vec<ListChange> = self.view("changes");
        let changes = ChangesPage {
            chrome,
            changes: &all,
            upcoming: &all,
            all: all.len() + 1,
            departments,
        };
        vec![
            ("changes", changes.render()),
            ("index", home.render()),
            ("policies", list.render()),
            ("policy", policy.render()),
            ("item", guide.render()),
        ]
    }

    pub(super) fn register_pages(&self) -> Rendered {
        let chrome = self.public(Nav::Policies);
        let rulings: Vec<RulingView> = self.view("rulings");
        let register = RulingListPage {
            chrome,
            rulings: &rulings,
            today: "2026-11-24",
        };
        let faqs: Vec<FaqView> = self.view("faqs");
        let answered = FaqListPage {
            chrome,
            faqs: &faqs,
            items: &[],
        };
        let coverage: Coverage = self.view("coverage");
        let covered = ParentListPage {
            chrome,
            coverage: &coverage,
        };
        vec![
            ("rulings", register.render()),
            ("faqs", answered.render()),
            ("parents", covered.render()),
        ]
    }

    pub(super) fn policy_desk_pages(&self) -> Rendered {
        let policies: Vec<PolicyWorkEntry> = self.view("policy_work");
        let policy: PolicyView = self.view("policy_view");
        let findings: Vec<Text> = self.view("findings");
        let history: Vec<PolicyEventView> = self.view("policy_history");
        let interpretations: Vec<InterpretationRecord> = self.view("interpretation_records");
        let rulings: Vec<RulingRecord> = self.view("ruling_records");
        let faqs: Vec<FaqRecord> = self.view("faq_records");
        let clauses: Vec<ClauseBody> = rulings.iter().map(|one| one.body.clause.clone()).collect();
        let chrome = self.clerk(Nav::Desk);
        let desk = PolicyDeskPage {
            chrome,
            policies: &policies,
        };
        let none = PolicyDeskPage {
            policies: &[],
            ..desk
        };
        let fault = Fault::new(
            "/suspend_reason",
            "reason_needed",
            "没有写明理由",
            "a reason is missing",
        );
        let values = Values::default();
        let work = PolicyWorkPage {
            chrome,
            policy: &policy,
            moves: &[
                "propose_policy",
                "suspend_policy",
                "repeal_policy",
                "return_policy",
                "interpret_policy",
                "rule_policy",
                "publish_faq",
                "withdraw_faq",
            ],
            findings: &findings,
            clauses: &clauses,
            interpretations: &interpretations,
            rulings: &rulings,
            items: &[],
            faqs: &faqs,
            history: &history,
            idempotency_key: super::KEY,
            values: &values,
            faults: &[fault],
            done: "",
        };
        vec![
            ("policy-desk", desk.render()),
            ("policy-desk-none", none.render()),
            ("policy-work", work.render()),
        ]
    }

    pub(super) fn policy_watch_pages(&self) -> Rendered {
        let chrome = self.clerk(Nav::Desk);
        let policy: PolicyView = self.view("policy_view");
        let expected: Vec<UpkeepEntry> = self.view("upkeep");
        let upkeep = UpkeepPage {
            chrome,
            policies: &expected,
            unmet: 2,
        };
        let tried: PreviewReply = self.view("preview");
        let preview = PreviewPage {
            chrome,
            policy: "industrial-growth",
            title: &policy.title,
            preview: &tried,
        };
        vec![
            ("policy_upkeep", upkeep.render()),
            ("policy_preview", preview.render()),
        ]
    }

    pub(super) fn notice_pages(&self) -> Rendered {
        let notices: Vec<NoticeView> = self.view("notices");
        let views: Vec<DepartmentView> = self.view("departments");
        let departments = &self.departments();
        let chrome = self.public(Nav::Notices);
        let list = NoticeListPage {
            chrome,
            notices: &notices,
            departments,
        };
        let none = NoticeListPage {
            notices: &[],
            ..list
        };
        let notice = NoticePage {
            chrome,
            notice: &notices[0],
            departments,
        };
        let directory = DepartmentListPage {
            chrome: self.public(Nav::None),
            departments: &views,
        };
        vec![
            ("notices", list.render()),
            ("notices-none", none.render()),
            ("notice", notice.render()),
            ("departments", directory.render()),
        ]
    }

    pub(super) fn calculator_pages(&self) -> Rendered {
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
            keeper: Some(Keeper {
                known: false,
                contact_email: "",
            }),
        };
        vec![
            ("calculator", form.render()),
            ("calculator-wrong", wrong.render()),
            ("result", result.render()),
        ]
    }
}
