//! Pages of an application: start, draft, acknowledgement.

use contract::case::{CaseView, VerifiedView};
use contract::department::MissingMaterial;
use contract::draft::{DraftItem, DraftView, KeptView};
use contract::eligibility::AssessmentReply;
use contract::fault::Fault;
use contract::policy::ItemView;
use contract::text::Text;
use pages::{
    ApplyPage, Correction, DraftPage, LibraryPage, Named, Nav, OneTimeNoticePage, SignInPage,
    SubmittedPage, Values, VerifyPage,
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
        let named = |id, zh| Named::new(id, Text::new(zh, "item"));
        let joinable = [
            named("first-industrial-award", "首次进入规模以上工业企业奖励"),
            named("smart-factory", "省级智能工厂认定奖励"),
        ];
        let library = library();
        let page = DraftPage {
            chrome: self.firm(Nav::Cases),
            draft: &draft,
            joinable: &joinable,
            library: &library,
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
        let mut pages = self.shelf_pages(&page, &library);
        pages.extend([
            ("draft", page.render()),
            ("draft-wrong", wrong.render()),
            ("draft-correcting", correcting.render()),
        ]);
        pages
    }

    /// A draft that became several cases, and the library.
    fn shelf_pages(&self, page: &DraftPage<'_>, library: &[KeptView]) -> Rendered {
        let several = DraftView {
            status: "submitted".to_owned(),
            number: Some("HS-2026-482913057-K".to_owned()),
            also: vec![DraftItem {
                item: "smart-factory".to_owned(),
                title: Text::new("省级智能工厂认定奖励", "smart factory"),
            }],
            also_numbers: vec!["HS-2026-118273645-F".to_owned()],
            ..page.draft.clone()
        };
        let together = DraftPage {
            draft: &several,
            joinable: &[],
            library: &[],
            ..*page
        };
        let shelf = LibraryPage {
            chrome: self.firm(Nav::Cases),
            enterprise: "91420204MAFAKE035F",
            entries: library,
        };
        let bare = LibraryPage {
            entries: &[],
            ..shelf
        };
        vec![
            ("draft-together", together.render()),
            ("library", shelf.render()),
            ("library-empty", bare.render()),
        ]
    }
}

/// A file that may be handed in again, and one whose time is over.
fn library() -> [KeptView; 2] {
    let kept = KeptView {
        material: "honesty-statement".to_owned(),
        name: Text::new("真实性承诺书", "declaration of truth"),
        file_name: "真实性承诺书.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 93_111,
        sha256: "cd".repeat(32),
        kept_on: "2026-06-01".to_owned(),
        valid_until: "2026-12-01".to_owned(),
        valid: true,
    };
    let over = KeptView {
        sha256: "ef".repeat(32),
        valid_until: "2026-11-01".to_owned(),
        valid: false,
        ..kept.clone()
    };
    [kept, over]
}
