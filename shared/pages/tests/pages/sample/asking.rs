//! Pages of asking further: one question at a time, what if, receipts, tools, one's own policies.

use contract::collections::CollectionView;
use contract::eligibility::{AssessmentReply, FactView};
use contract::fault::Fault;
use contract::policy::ItemView;
use contract::receipt::{ReceiptView, VerifyReply};
use contract::text::Text;
use contract::tools::{CreditCodeView, DeadlineView, SizeClassView};
use pages::calculator::{ProfileInUse, StepPage, WhatIfPage};
use pages::mine::{CollectionsPage, MyPoliciesPage};
use pages::receipts::{ExplanationPage, ReceiptPage, VerifyPage};
use pages::tools::{CreditCodePage, DeadlinePage, ItemsPage, SizeClassPage, ToolsPage, needed};
use pages::{Nav, Values};
use serde_json::{Map, Value};

use super::{Rendered, Sample};

impl Sample {
    pub(super) fn asking_pages(&self) -> Rendered {
        let facts: Vec<FactView> = self.view("facts");
        let reply: AssessmentReply = self.view("reply");
        let saved: Map<String, Value> = self.view("profile");
        let mut values = Values::default();
        pages::calculator::fill(&mut values, &saved);
        let question = &reply.questions[0];
        let step = StepPage {
            chrome: self.public(Nav::Calculator),
            question,
            fact: facts
                .iter()
                .find(|fact| fact.fact == question.fact)
                .unwrap(),
            facts: &facts,
            reply: &reply,
            values: &values,
            faults: &[],
        };
        let what_if = WhatIfPage {
            chrome: self.public(Nav::Calculator),
            facts: &facts,
            values: &values,
            answer: reply.what_if.as_ref(),
            notice: &reply.notice.zh,
            faults: &[],
        };
        let nothing = WhatIfPage {
            values: &Values::default(),
            answer: None,
            ..what_if
        };
        vec![
            ("step", step.render()),
            ("what-if", what_if.render()),
            ("what-if-nothing", nothing.render()),
        ]
    }

    pub(super) fn receipt_pages(&self) -> Rendered {
        let reply: AssessmentReply = self.view("reply");
        let receipt: ReceiptView = self.view("receipt");
        let verified: VerifyReply = self.view("verified");
        let facts = [(Text::new("从业人员", "staff"), Text::new("120 人", "120"))];
        let page = ReceiptPage {
            chrome: self.public(Nav::Calculator),
            receipt: &receipt,
            reply: &reply,
            facts: &facts,
            verified: &verified,
        };
        let explanation = ExplanationPage {
            chrome: self.firm(Nav::Calculator),
            name: "黄石示例精密制造有限公司",
            receipt: &receipt,
            reply: &reply,
            facts: &facts,
        };
        let faults = [Fault::new(
            "/receipt",
            "not_json",
            "凭证内容不完整，请重新粘贴",
            "mend it",
        )];
        let verify = VerifyPage {
            chrome: self.public(Nav::Calculator),
            given: "{",
            verified: Some(&verified),
            faults: &faults,
        };
        vec![
            ("receipt", page.render()),
            ("explanation", explanation.render()),
            ("receipt-verify", verify.render()),
        ]
    }

    pub(super) fn own_pages(&self) -> Rendered {
        let reply: AssessmentReply = self.view("reply");
        let collections: Vec<CollectionView> = self.view("collections");
        let mine = MyPoliciesPage {
            chrome: self.firm(Nav::None),
            profile: Some(ProfileInUse {
                name: "黄石示例精密制造有限公司",
                enterprise: "91420204MAFAKE035F",
            }),
            reply: Some(&reply),
            feed: "/feeds/openings/91420204MAFAKE035F/abc",
            collections: &collections,
        };
        let nobody = MyPoliciesPage {
            profile: None,
            reply: None,
            collections: &[],
            ..mine
        };
        let all = CollectionsPage {
            chrome: self.public(Nav::Policies),
            collections: &collections,
        };
        vec![
            ("my-policies", mine.render()),
            ("my-policies-none", nobody.render()),
            ("collections", all.render()),
        ]
    }

    pub(super) fn tool_pages(&self) -> Rendered {
        let chrome = self.public(Nav::None);
        let class: SizeClassView = self.view("size_class");
        let code: CreditCodeView = self.view("credit_code");
        let deadline: DeadlineView = self.view("deadline");
        let values = &Values::default();
        let faults = [Fault::new(
            "/industry",
            "invalid_value",
            "行业代码应为二至四位代码",
            "a code",
        )];
        let items: Vec<ItemView> = vec![self.view("item"), self.view("item")];
        let choices = [(
            "first-industrial-award".to_owned(),
            "首次进规奖励".to_owned(),
        )];
        let needed = needed(&items);
        let listed = ItemsPage {
            chrome,
            compare: false,
            choices: &choices,
            items: &items,
            needed: &needed,
        };
        let size_class = SizeClassPage {
            chrome,
            values,
            answer: Some(&class),
            faults: &faults,
        };
        let credit_code = CreditCodePage {
            chrome,
            values,
            answer: Some(&code),
            faults: &[],
        };
        let deadline = DeadlinePage {
            chrome,
            values,
            answer: Some(&deadline),
            faults: &[],
        };
        let compared = ItemsPage {
            compare: true,
            ..listed
        };
        vec![
            ("tools", ToolsPage { chrome }.render()),
            ("tool-size-class", size_class.render()),
            ("tool-credit-code", credit_code.render()),
            ("tool-deadline", deadline.render()),
            ("tool-compare", compared.render()),
            ("tool-materials", listed.render()),
        ]
    }
}
