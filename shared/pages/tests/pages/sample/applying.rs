//! Pages of an application: start, draft, acknowledgement.

use contract::case::{CaseView, VerifiedView};
use contract::department::MissingMaterial;
use contract::draft::DraftView;
use contract::eligibility::AssessmentReply;
use contract::fault::Fault;
use contract::policy::ItemView;
use pages::{
    ApplyPage, Correction, DraftPage, Nav, OneTimeNoticePage, SignInPage, SubmittedPage, Values,
    VerifyPage,
};

use super::{KEY, Rendered, Sample};

impl Sample {
    pub(super) fn start_pages(&self) -> Rendered {
        let item: ItemView = self.view("item");
        let reply: AssessmentReply = self.view("reply");
        let drafts: Vec<DraftView> = vec![self.view("draft")];
        let values = &Values::default();
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
        vec![
            ("apply", start.render()),
            ("apply-agent", agent.render()),
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

    pub(super) fn paper_pages(&self) -> Rendered {
        let case: CaseView = self.view("case_assigned");
        let receipt = SubmittedPage {
            chrome: self.firm(Nav::Cases),
            case: &case,
            materials: &self.materials(),
            verify: "https://city.example.com/verify/HS-2026-482913057-K.abc",
        };
        let missing: Vec<MissingMaterial> = self.view("missing");
        let once = OneTimeNoticePage {
            chrome: self.firm(Nav::Cases),
            case: &case,
            materials: &self.materials(),
            missing: &missing,
            until: "2026-12-08",
        };
        let verified = VerifiedView {
            number: case.entry.number.clone(),
            kind_text: case.entry.kind_text.clone(),
            title: case.entry.title.clone(),
            applicant: "示＊＊＊司".to_owned(),
            submitted_at: case.entry.submitted_at.clone(),
            state_text: case.entry.state_text.clone(),
        };
        let verify = VerifyPage {
            chrome: self.public(Nav::None),
            verified: &verified,
        };
        vec![
            ("one-time-notice", once.render()),
            ("verify", verify.render()),
            ("acknowledgement", receipt.render()),
        ]
    }

    pub(super) fn draft_pages(&self) -> Rendered {
        let draft: DraftView = self.view("draft");
        let case: CaseView = self.view("case_assigned");
        let missing: Vec<MissingMaterial> = self.view("missing");
        let values = &Values::default();
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
        vec![
            ("draft", page.render()),
            ("draft-wrong", wrong.render()),
            ("draft-correcting", correcting.render()),
        ]
    }
}
