//! One of everything beside cases.

use casework::draft::{Beginning, Draft, Purpose, Status, Upload, UploadState};
use casework::library::Kept;
use casework::link::Link;
use casework::need::{Need, Source, Subject};
use casework::notice::{Notice, Row, Telephone};
use casework::register::{self, DatedName, Department, Post, Rung};
use contract::parents::ParentBody;
use facts::{
    CalendarYear, DepartmentId, Division, DraftId, ItemId, Jurisdiction, JurisdictionId,
    MaterialId, NamedDay, UploadId,
};

use super::{at, case_number, code, day, id, money, text};
use crate::table::item::need::StoredNeed;
use crate::table::item::notice::PostedNotice;
use crate::table::item::profile::Profile;
use crate::table::item::register::{CalendarEntry, JurisdictionEntry, ParentEntry};

fn upload(name: &str, state: UploadState) -> Upload {
    Upload {
        id: UploadId::parse(name).unwrap(),
        material: MaterialId::parse("application-form").unwrap(),
        file_name: "申请表.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: u64::MAX,
        sha256: "f".repeat(64),
        state,
        valid_until: None,
    }
}

pub(crate) fn kept() -> Kept {
    Kept {
        enterprise: code(),
        material: MaterialId::parse("declaration").unwrap(),
        name: text("真实性承诺书"),
        file_name: "承诺书.pdf".to_owned(),
        media_type: "application/pdf".to_owned(),
        bytes: 642,
        sha256: "f".repeat(64),
        kept_on: day("2026-11-24"),
        valid_until: day("2027-11-24"),
    }
}

pub(crate) fn need() -> StoredNeed {
    let subject = Subject::Item(ItemId::parse("first-industrial-award").unwrap());
    let owner = DepartmentId::parse("jingxin").unwrap();
    let title = "首次进规奖励".to_owned();
    let need = Need::new(subject, title, Some(owner), day("2026-11-24"));
    StoredNeed {
        id: "0123456789abcdef".to_owned(),
        need: need
            .counted(Source::Missed, day("2026-11-24"))
            .counted(Source::Written, day("2026-12-01")),
    }
}

pub(crate) fn draft() -> Draft {
    let beginning = Beginning {
        id: DraftId::parse("d-1").unwrap(),
        purpose: Purpose::Application,
        item: ItemId::parse("first-industrial-award").unwrap(),
        enterprise: code(),
        enterprise_name: "示例机电制造有限公司".to_owned(),
        contact_email: String::new(),
        closes: Some(day("2026-12-31")),
    };
    let reason = text("不是 PDF 文件");
    Draft {
        version: 4,
        remark: Some("备注".to_owned()),
        uploads: vec![
            upload("u-1", UploadState::Requested),
            Upload {
                valid_until: Some(day("2027-11-24")),
                ..upload("u-2", UploadState::Held)
            },
            upload("u-3", UploadState::Rejected { reason }),
        ],
        ..Draft::begin(beginning, at(0))
    }
}

pub(crate) fn drafts() -> Vec<Draft> {
    let number = case_number;
    vec![
        draft(),
        Draft {
            remark: None,
            status: Status::Submitted {
                number: number(),
                also: vec![number()],
            },
            also: vec![ItemId::parse("second-item").unwrap()],
            purpose: Purpose::Correction { number: number() },
            ..draft()
        },
        Draft {
            status: Status::Discarded,
            ..draft()
        },
    ]
}

pub(crate) fn link() -> Link {
    Link {
        part: Some(2),
        case: case_number(),
        department: id("jingxin"),
        rung: Rung::SecondLiaison,
        turn: 2,
        code_hash: "c0de".repeat(16),
        tries: 0,
        used_at: None,
        last_day: day("2026-12-08"),
    }
}

pub(crate) fn links() -> Vec<Link> {
    let tried = Link { tries: 4, ..link() };
    let used_at = Some(at(30));
    vec![
        link(),
        tried.clone(),
        Link { used_at, ..tried },
        Link { used_at, ..link() },
    ]
}

pub(crate) fn posted_notice() -> PostedNotice {
    let row = |amount| Row {
        number: case_number(),
        enterprise_name: "示例机电制造有限公司".to_owned(),
        enterprise: code().to_string(),
        item: text("首次进规奖励"),
        amount,
    };
    let telephone = |number: &str| Telephone {
        of: text("机关纪委"),
        number: number.to_owned(),
    };
    PostedNotice {
        number: case_number(),
        version: 2,
        notice: Notice {
            title: text("公示"),
            basis: vec!["示例〔2026〕1号".to_owned()],
            department: text("市经信局"),
            rows: vec![row(Some(money("200000.00"))), row(None)],
            first_day: day("2026-11-25"),
            last_day: day("2026-12-01"),
            telephones: [telephone("0714-1"), telephone("0714-2")],
            illustrative: true,
        },
        over: true,
    }
}

pub(crate) fn profile() -> Profile {
    let facts =
        serde_json::json!({"staff": 12, "revenue": {"from": "1.00", "to": null}, "titles": ["a"]});
    Profile {
        enterprise: code(),
        version: 7,
        name: "示例机电制造有限公司".to_owned(),
        contact_email: "office@example.com".to_owned(),
        facts: facts.as_object().unwrap().clone(),
    }
}

fn post(title: &str) -> Post {
    Post {
        title: title.to_owned(),
        email: "post@jingxin.example.com".to_owned(),
        absent: vec![day("2026-11-24"), day("2026-11-25")],
    }
}

pub(crate) fn department() -> Department {
    Department {
        id: DepartmentId::parse("jingxin").unwrap(),
        version: 2,
        name: text("市经信局"),
        names: vec![DatedName {
            from: day("2019-01-01"),
            name: text("市经信委"),
        }],
        section: post("政策法规科"),
        leader: post("分管领导"),
        liaisons: vec![post("一号联络员"), post("二号联络员")],
        channel: register::Channel::Both {
            url: "https://oa.example.com/hook".to_owned(),
        },
        phone: "0714-0000000".to_owned(),
        jurisdiction: Some(id("tieshan")),
        illustrative: true,
    }
}

pub(crate) fn jurisdiction_entry() -> JurisdictionEntry {
    let place = |text| Division::parse(text).unwrap();
    JurisdictionEntry {
        version: 1,
        jurisdiction: Jurisdiction {
            id: JurisdictionId::parse("kaifaqu").unwrap(),
            name: "开发区".to_owned(),
            counties: ["420204".to_owned()].into(),
            townships: [place("420281/汪仁镇"), place("420281/金山街道")].into(),
            except: [place("420204/某街道")].into(),
        },
        name: contract::text::Text::new("开发区", "development zone"),
        source: "https://example.com".to_owned(),
        illustrative: true,
    }
}

pub(crate) fn calendar_entry() -> CalendarEntry {
    let named = |name: &str, off| NamedDay {
        name: name.to_owned(),
        off,
    };
    CalendarEntry {
        version: 1,
        year: CalendarYear {
            year: 2026,
            status: facts::Status::Provisional,
            source: "国办发明电".to_owned(),
            days: [
                (day("2026-01-01"), named("元旦", true)),
                (day("2026-01-04"), named("元旦", false)),
            ]
            .into(),
        },
    }
}

pub(crate) fn parent_entry() -> ParentEntry {
    ParentEntry {
        id: id("steady-jobs"),
        version: 2,
        body: ParentBody {
            title: contract::text::Text::new("上位文件（示例）", "a parent document (sample)"),
            issuer: "国家有关部门".to_owned(),
            document_number: "示例国发〔2025〕1号".to_owned(),
            level: "state".to_owned(),
            issued_on: Some("2025-01-01".to_owned()),
            source: "示例".to_owned(),
            illustrative: true,
        },
    }
}
